"""Requests that came in one mail, and the addresses of Atlassian Experts."""

import sqlalchemy as sa
from alembic import op

revision = "0038"
down_revision = "0037"
branch_labels = None
depends_on = None

_TOGETHER = sa.text("batch <> ''")


def upgrade() -> None:
    op.add_column("requests", sa.Column("batch", sa.String(12), nullable=False, server_default=""))
    op.create_index(
        "ix_requests_batch", "requests", ["batch"], sqlite_where=_TOGETHER, postgresql_where=_TOGETHER
    )
    op.create_table(
        "register_experts",
        sa.Column("address", sa.String(length=320), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("who", sa.String(length=80), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("address", name="pk_register_experts"),
    )
