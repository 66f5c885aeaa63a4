"""Saved replies with their versions, and what members of staff were told."""

import sqlalchemy as sa
from alembic import op

revision = "0031"
down_revision = "0030"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "saved_replies",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_saved_replies"),
    )
    op.create_table(
        "saved_reply_versions",
        sa.Column("reply_id", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("name", sa.String(length=80), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("removed", sa.Boolean(), nullable=False),
        sa.Column("who", sa.String(length=80), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["reply_id"], ["saved_replies.id"], name="fk_saved_reply_versions_reply_id"),
        sa.PrimaryKeyConstraint("reply_id", "version", name="pk_saved_reply_versions"),
    )
    op.create_table(
        "staff_notifications",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("staff", sa.String(length=80), nullable=False),
        sa.Column("request_id", sa.Integer(), nullable=False),
        sa.Column("what", sa.String(length=20), nullable=False),
        sa.Column("who", sa.String(length=80), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("seen_at", sa.DateTime(timezone=True)),
        sa.Column("mailed_at", sa.DateTime(timezone=True)),
        sa.ForeignKeyConstraint(["request_id"], ["requests.id"], name="fk_staff_notifications_request_id"),
        sa.PrimaryKeyConstraint("id", name="pk_staff_notifications"),
    )
    op.create_index("ix_staff_notifications_request_id", "staff_notifications", ["request_id"])
    op.create_index("ix_staff_notifications_staff", "staff_notifications", ["staff", "seen_at", "id"])
    unseen = sa.text("seen_at IS NULL")
    op.create_index(
        "ix_staff_notifications_unseen",
        "staff_notifications",
        ["what", "id"],
        sqlite_where=unseen,
        postgresql_where=unseen,
    )
