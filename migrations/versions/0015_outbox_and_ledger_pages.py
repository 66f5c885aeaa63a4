"""The pages of outbox and ledger: what staff decided about letters and mail, and indexes to find them by."""

import sqlalchemy as sa
from alembic import op

revision = "0015"
down_revision = "0014"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("letters", sa.Column("decision", sa.String(length=10), nullable=True))
    op.add_column("letters", sa.Column("decided_from", sa.String(length=20), nullable=True))
    op.add_column("letters", sa.Column("decided_by", sa.String(length=80), nullable=True))
    op.add_column("letters", sa.Column("decided_at", sa.DateTime(timezone=True), nullable=True))
    op.create_index("ix_letters_state_id", "letters", ["state", "id"])
    op.create_index("ix_ledger_page", "ledger", ["disposition", "mailbox", "folder", "seen_at", "id"])
    op.create_table(
        "ledger_events",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("ledger_id", sa.Integer(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("who", sa.String(length=80), nullable=False),
        sa.Column("what", sa.String(length=20), nullable=False),
        sa.ForeignKeyConstraint(["ledger_id"], ["ledger.id"], name="fk_ledger_events_ledger_id"),
        sa.PrimaryKeyConstraint("id", name="pk_ledger_events"),
    )
    op.create_index("ix_ledger_events_ledger_id", "ledger_events", ["ledger_id"])
    op.create_index("ix_polls_mailbox_folder_id", "polls", ["mailbox", "folder", "id"])
    some = sa.text("missing > 0")
    op.create_index("ix_polls_missing", "polls", ["id"], sqlite_where=some, postgresql_where=some)
