"""How often in a row a mail server told of fewer messages than its folder has."""

import sqlalchemy as sa
from alembic import op

revision = "0036"
down_revision = "0035"
branch_labels = None
depends_on = None


def upgrade() -> None:
    column = sa.Column("short_listings", sa.Integer(), nullable=False, server_default="0")
    op.add_column("mailboxes", column)
