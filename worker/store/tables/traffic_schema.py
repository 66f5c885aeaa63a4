"""The tables that count automatic letters as they go out, for the caps."""

from sqlalchemy import BigInteger, Column, Integer, String, Table

from worker.store.tables.schema import UtcDateTime, metadata

#: How many letters of a pool went to a mailbox or a domain in an hour, or to anybody in a minute; less what
#: `letter_count_changes` says since. `whom` is a digest; empty for anybody.
letter_counts = Table(
    "letter_counts",
    metadata,
    Column("whom", String(64), primary_key=True),
    Column("pool", String(10), primary_key=True),
    Column("since", UtcDateTime, primary_key=True, index=True),
    Column("number", BigInteger, nullable=False),
)

#: What is to be added to the counts. Rows are only inserted, so that no writer waits for another one.
letter_count_changes = Table(
    "letter_count_changes",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("whom", String(64), nullable=False),
    Column("pool", String(10), nullable=False),
    Column("since", UtcDateTime, nullable=False),
    Column("number", Integer, nullable=False),
)
