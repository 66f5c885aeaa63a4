"""The tables of notices to staff: the mails themselves, and what is remembered of each trouble."""

from sqlalchemy import JSON, Boolean, Column, Index, Integer, String, Table, Text

from worker.store.encryption.sealed_types import SealedBytes
from worker.store.tables.schema import UtcDateTime, metadata

#: Mail to staff. `cause` is what it is about and when: no cause has two of them.
notices = Table(
    "notices",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("cause", String(300), nullable=False, unique=True),
    Column("kind", String(20), nullable=False),
    Column("state", String(20), nullable=False),
    Column("recipients", JSON, nullable=False),
    Column("message_id", Text, nullable=False, unique=True),
    Column("raw", SealedBytes("notices.raw"), nullable=False),
    Column("attempts", Integer, nullable=False),
    Column("next_attempt_at", UtcDateTime, nullable=False),
    Column("claimed_by", String(120)),
    Column("claimed_at", UtcDateTime),
    Column("last_error", Text, nullable=False),
    Column("created_at", UtcDateTime, nullable=False, index=True),
    Column("sent_at", UtcDateTime),
    Index(None, "state", "next_attempt_at"),
)

#: Troubles that last, or that staff heard of within the last day.
troubles = Table(
    "troubles",
    metadata,
    Column("key", String(300), primary_key=True),
    Column("trouble", String(20), nullable=False),
    Column("part", Text, nullable=False),
    Column("problem", Text, nullable=False),
    Column("lasting", Boolean, nullable=False),
    Column("size", Integer, nullable=False),
    Column("since", UtcDateTime),
    Column("well_since", UtcDateTime),
    Column("alerts", Integer, nullable=False),
    Column("alerted_at", UtcDateTime),
    Column("told_size", Integer, nullable=False),
    Column("told", JSON, nullable=False),
    Column("notice_id", Integer),  # the last alert, which may be deleted by now
)
