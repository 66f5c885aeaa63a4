"""Messages that are asked for again by themselves, and letters whose copy in the Sent folder is still due."""

import sqlalchemy as sa
from alembic import op

revision = "0018"
down_revision = "0017"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("ledger", sa.Column("tries", sa.Integer(), server_default="0", nullable=False))
    op.add_column("ledger", sa.Column("again_at", sa.DateTime(timezone=True), nullable=True))
    op.create_table(
        "sent_copies",
        sa.Column("letter_id", sa.Integer(), nullable=False),
        sa.Column("since", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["letter_id"], ["letters.id"], name="fk_sent_copies_letter_id"),
        sa.PrimaryKeyConstraint("letter_id", name="pk_sent_copies"),
    )
