"""Where in a mail words stand that no rule explains. Of mail that was read before, nothing is known."""

import sqlalchemy as sa
from alembic import op

revision = "0020"
down_revision = "0019"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("ledger", sa.Column("unread", sa.JSON(), nullable=True))
