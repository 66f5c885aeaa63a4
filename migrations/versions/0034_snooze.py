"""Requests that sleep until a day, or until the customer writes."""

import sqlalchemy as sa
from alembic import op

revision = "0034"
down_revision = "0033"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("requests", sa.Column("snoozed_at", sa.DateTime(timezone=True)))
    op.add_column("requests", sa.Column("wake_at", sa.DateTime(timezone=True)))
    sleeping = sa.text("wake_at IS NOT NULL")
    op.create_index(
        "ix_requests_wake_at", "requests", ["wake_at"], sqlite_where=sleeping, postgresql_where=sleeping
    )
