"""Automatic letters counted as they go out, those to strangers apart; and who is known to be a customer.

The letters of the last 24 hours are counted. Whoever answered on a request is known. The index over the
times of letters served the counting that went before.
"""

from collections import Counter
from datetime import UTC, datetime, timedelta
from hashlib import sha256
from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0021"
down_revision = "0020"
branch_labels = None
depends_on = None

_TIME = sa.DateTime(timezone=True)
_KNOWN = sa.text("standing = 'known'")


def upgrade() -> None:
    _make_counts()
    standing = sa.Column("standing", sa.String(length=10), nullable=False, server_default="stranger")
    op.add_column("requests", standing)
    op.create_index(
        "ix_requests_known",
        "requests",
        ["requester"],
        postgresql_using="hash",
        sqlite_where=_KNOWN,
        postgresql_where=_KNOWN,
    )
    pool = sa.Column("pool", sa.String(length=10), nullable=False, server_default="customers")
    op.add_column("letters", pool)
    op.add_column("letters", sa.Column("counted_at", _TIME, nullable=True))
    connection = op.get_bind()
    _tell_customers(connection)
    _count_letters(connection)
    op.drop_index("ix_letters_created_at", "letters")


def _make_counts() -> None:
    def columns() -> list[sa.Column[Any]]:
        return [
            sa.Column("whom", sa.String(length=64), nullable=False),
            sa.Column("pool", sa.String(length=10), nullable=False),
            sa.Column("since", _TIME, nullable=False),
        ]

    op.create_table(
        "letter_counts",
        *columns(),
        sa.Column("number", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("whom", "pool", "since", name="pk_letter_counts"),
    )
    op.create_index("ix_letter_counts_since", "letter_counts", ["since"])
    op.create_table(
        "letter_count_changes",
        sa.Column("id", sa.Integer(), nullable=False),
        *columns(),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_letter_count_changes"),
    )


def _tell_customers(connection: sa.Connection) -> None:
    answered = "SELECT request_id FROM ledger WHERE disposition = 'reply' AND request_id IS NOT NULL"
    connection.execute(sa.text(f"UPDATE requests SET standing = 'known' WHERE id IN ({answered})"))  # noqa: S608
    known = "SELECT id FROM requests WHERE standing = 'known'"
    unproven = f"UPDATE letters SET pool = 'strangers' WHERE automatic AND request_id NOT IN ({known})"  # noqa: S608
    connection.execute(sa.text(unproven))
    going = (
        "UPDATE letters SET counted_at = created_at WHERE automatic AND state NOT IN ('held', 'cancelled')"
    )
    connection.execute(sa.text(going))


def _count_letters(connection: sa.Connection) -> None:
    names = ("recipient", "pool")
    letters = sa.table(
        "letters", *map(sa.column, names), sa.column("counted_at", _TIME), sa.column("created_at", _TIME)
    )
    day = datetime.now(UTC) - timedelta(days=1)
    lately = sa.select(letters.c.recipient, letters.c.pool, letters.c.counted_at).where(
        letters.c.created_at >= day, letters.c.counted_at.is_not(None)
    )
    counts: Counter[tuple[str, str, datetime]] = Counter()
    for row in connection.execute(lately):
        minute = row.counted_at.replace(second=0, microsecond=0)
        counts["", row.pool, minute] += 1
        for whom in _mailbox_and_domain(row.recipient):
            counts[sha256(whom.encode()).hexdigest(), row.pool, minute.replace(minute=0)] += 1
    table = sa.table("letter_counts", *map(sa.column, ("whom", "pool", "number")), sa.column("since", _TIME))
    rows = [
        {"whom": whom, "pool": pool, "since": since, "number": number}
        for (whom, pool, since), number in counts.items()
    ]
    if rows:
        connection.execute(sa.insert(table), rows)


def _mailbox_and_domain(recipient: str) -> tuple[str, str]:
    """The mailbox without its tag, and its domain; that some providers ignore dots too is left out here."""
    local, _, domain = recipient.lower().rpartition("@")
    return f"{local.partition('+')[0]}@{domain}", domain
