"""What staff have typed into the form of a saved reply and not saved yet."""

import sqlalchemy as sa
from alembic import op

revision = "0037"
down_revision = "0036"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "reply_drafts",
        sa.Column("staff", sa.String(length=80), nullable=False),
        sa.Column("reply_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("staff", "reply_id", name="pk_reply_drafts"),
    )
    op.create_index("ix_reply_drafts_at", "reply_drafts", ["at"])
