"""The tables by which the staff queue is found, sorted and counted without scanning the requests.

They hold nothing that is not in `requests` and `fields` too: `worker.store.queue.queue_search` writes them in
the transaction of each change.
"""

from sqlalchemy import JSON, BigInteger, Boolean, Column, ForeignKey, Index, Integer, String, Table

from worker.store.encryption.sealed_types import SealedText
from worker.store.tables.schema import UtcDateTime, metadata

#: Compared byte by byte on both databases, as a range over the beginnings of words needs it.
_WORD = String(40).with_variant(String(40, collation="C"), "postgresql")

#: A row per request and mark: "" for each request, "any" for one that asks for attention, and each reason.
queue = Table(
    "queue",
    metadata,
    Column("request_id", ForeignKey("requests.id"), primary_key=True),
    Column("mark", String(40), primary_key=True),
    Column("state", String(20), nullable=False),
    Column("form", String(40), nullable=False),
    Column("assignee", String(80), nullable=False),  # "" for nobody
    Column("since", UtcDateTime, nullable=False),
    Column("changed", UtcDateTime, nullable=False),
    Index("ix_queue_since", "mark", "state", "form", "since", "request_id"),
    Index("ix_queue_changed", "mark", "state", "form", "changed", "request_id"),
    Index("ix_queue_assignee_since", "mark", "assignee", "state", "form", "since", "request_id"),
    Index("ix_queue_assignee_changed", "mark", "assignee", "state", "form", "changed", "request_id"),
)

#: How many rows of `queue` have these values, less what `queue_changes` says since.
queue_counts = Table(
    "queue_counts",
    metadata,
    Column("mark", String(40), primary_key=True),
    Column("assignee", String(80), primary_key=True),
    Column("state", String(20), primary_key=True),
    Column("form", String(40), primary_key=True),
    Column("number", BigInteger, nullable=False),
)

#: What is to be added to the counts. Rows are only inserted, so that no writer waits for another one.
queue_changes = Table(
    "queue_changes",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("mark", String(40), nullable=False),
    Column("assignee", String(80), nullable=False),
    Column("state", String(20), nullable=False),
    Column("form", String(40), nullable=False),
    Column("number", Integer, nullable=False),
)

#: The words of each request, and the endings of its license keys, turned round; hashed where there is a key.
queue_words = Table(
    "queue_words",
    metadata,
    Column("request_id", ForeignKey("requests.id"), primary_key=True),
    Column("word", _WORD, primary_key=True),
    Index("ix_queue_words_word", "word", "request_id"),
    sqlite_with_rowid=False,
)

#: What staff searched for, so that a URL holds an id and not a customer's name.
searches = Table(
    "searches",
    metadata,
    Column("id", String(24), primary_key=True),
    Column("text", SealedText("searches.text"), nullable=False),
    Column("made_at", UtcDateTime, nullable=False, index=True),
)

#: Lists of the queue that somebody named: what an address of the queue holds, without the place in it.
saved_views = Table(
    "saved_views",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("owner", String(80), nullable=False, index=True),
    Column("shared", Boolean, nullable=False, index=True),
    Column("name", String(80), nullable=False),
    Column("query", JSON, nullable=False),
    Column("search", String(24), index=True),  # what was searched for is kept as long as the view is
    Column("made_at", UtcDateTime, nullable=False),
)
