"""Notices to staff: the mails, what is remembered of each trouble, and what troubles are told by."""

import sqlalchemy as sa
from alembic import op

revision = "0017"
down_revision = "0016"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "notices",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("cause", sa.String(length=300), nullable=False),
        sa.Column("kind", sa.String(length=20), nullable=False),
        sa.Column("state", sa.String(length=20), nullable=False),
        sa.Column("recipients", sa.JSON(), nullable=False),
        sa.Column("message_id", sa.Text(), nullable=False),
        sa.Column("raw", sa.LargeBinary(), nullable=False),
        sa.Column("attempts", sa.Integer(), nullable=False),
        sa.Column("next_attempt_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("claimed_by", sa.String(length=120)),
        sa.Column("claimed_at", sa.DateTime(timezone=True)),
        sa.Column("last_error", sa.Text(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("sent_at", sa.DateTime(timezone=True)),
        sa.PrimaryKeyConstraint("id", name="pk_notices"),
        sa.UniqueConstraint("cause", name="uq_notices_cause"),
        sa.UniqueConstraint("message_id", name="uq_notices_message_id"),
    )
    op.create_index("ix_notices_created_at", "notices", ["created_at"])
    op.create_index("ix_notices_state_next_attempt_at", "notices", ["state", "next_attempt_at"])
    op.create_table(
        "troubles",
        sa.Column("key", sa.String(length=300), nullable=False),
        sa.Column("trouble", sa.String(length=20), nullable=False),
        sa.Column("part", sa.Text(), nullable=False),
        sa.Column("problem", sa.Text(), nullable=False),
        sa.Column("lasting", sa.Boolean(), nullable=False),
        sa.Column("size", sa.Integer(), nullable=False),
        sa.Column("since", sa.DateTime(timezone=True)),
        sa.Column("well_since", sa.DateTime(timezone=True)),
        sa.Column("alerts", sa.Integer(), nullable=False),
        sa.Column("alerted_at", sa.DateTime(timezone=True)),
        sa.Column("told_size", sa.Integer(), nullable=False),
        sa.Column("told", sa.JSON(), nullable=False),
        sa.Column("notice_id", sa.Integer()),
        sa.PrimaryKeyConstraint("key", name="pk_troubles"),
    )
    op.add_column("heartbeats", sa.Column("lasting", sa.Boolean(), nullable=False, server_default=sa.false()))
    op.add_column("polls", sa.Column("missed", sa.Integer(), nullable=False, server_default="0"))
    op.create_index(
        "ix_polls_missed",
        "polls",
        ["at"],
        sqlite_where=sa.text("missed > 0"),
        postgresql_where=sa.text("missed > 0"),
    )
