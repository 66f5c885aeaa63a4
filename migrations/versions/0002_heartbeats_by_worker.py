"""Heartbeats tell whose they are, so that two workers on one database leave each other's alone."""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    # What a heartbeat says is good for minutes: made anew, not carried over.
    op.drop_table("heartbeats")
    op.create_table(
        "heartbeats",
        sa.Column("worker", sa.String(length=120), nullable=False),
        sa.Column("name", sa.String(length=120), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("good_for_seconds", sa.Integer(), nullable=False),
        sa.Column("problem", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("worker", "name", name="pk_heartbeats"),
    )
