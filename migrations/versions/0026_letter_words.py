"""From what a letter was written, so that it can be written anew when its request has changed meanwhile."""

import sqlalchemy as sa
from alembic import op

revision = "0026"
down_revision = "0025"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("letters", sa.Column("draft", sa.JSON(), nullable=True))
