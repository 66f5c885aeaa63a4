"""Folders of a mailbox, each with a ledger of its own; leases; polls that say what is not accounted for."""

import sqlalchemy as sa
from alembic import op

revision = "0011"
down_revision = "0010"
branch_labels = None
depends_on = None

_OURS = "disposition IN ('request', 'reply')"


def upgrade() -> None:
    op.create_table(
        "leases",
        sa.Column("name", sa.String(length=300), nullable=False),
        sa.Column("holder", sa.String(length=200), nullable=False),
        sa.Column("until", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("name", name="pk_leases"),
    )
    with op.batch_alter_table("mailboxes") as mailboxes:
        mailboxes.add_column(_folder())
        mailboxes.drop_constraint("pk_mailboxes", type_="primary")
        mailboxes.create_primary_key("pk_mailboxes", ["name", "folder", "uid_validity"])
    with op.batch_alter_table("ledger") as ledger:
        ledger.add_column(_folder())
        ledger.alter_column("uid", existing_type=sa.BigInteger(), nullable=True)
        ledger.drop_constraint("uq_ledger_mailbox_uid_validity_uid", type_="unique")
        ledger.create_unique_constraint(
            "uq_ledger_mailbox_folder_uid_validity_uid", ["mailbox", "folder", "uid_validity", "uid"]
        )
    op.execute(f"UPDATE ledger SET marked = true WHERE NOT ({_OURS})")  # noqa: S608 -- our own words
    _index("ix_ledger_unmarked", sqlite="marked IS 0", postgresql="marked IS false")
    _index("ix_ledger_quarantined", sqlite="disposition = 'quarantined'")
    with op.batch_alter_table("polls") as polls:
        polls.add_column(_folder())
        polls.add_column(sa.Column("missing", sa.Integer(), nullable=False, server_default="0"))


def _folder() -> sa.Column[str]:
    return sa.Column("folder", sa.String(length=200), nullable=False, server_default="INBOX")


def _index(name: str, *, sqlite: str, postgresql: str = "") -> None:
    """What a poll asks for each time, however long the ledger is."""
    op.create_index(
        name,
        "ledger",
        ["mailbox", "folder", "uid_validity"],
        unique=False,
        sqlite_where=sa.text(sqlite),
        postgresql_where=sa.text(postgresql or sqlite),
    )
