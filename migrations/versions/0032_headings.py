"""From whom mail of others came and under which subject, where the deployer wants that to be kept."""

import sqlalchemy as sa
from alembic import op

revision = "0032"
down_revision = "0031"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("ledger", sa.Column("sender", sa.Text(), nullable=True))
    op.add_column("ledger", sa.Column("subject", sa.Text(), nullable=True))
    told = sa.text("sender IS NOT NULL")
    op.create_index("ix_ledger_headings", "ledger", ["id"], sqlite_where=told, postgresql_where=told)
