"""The tables of what staff have among themselves: saved replies, and what somebody was told."""

from sqlalchemy import Boolean, Column, ForeignKey, Index, Integer, String, Table, Text, text

from worker.store.tables.schema import UtcDateTime, metadata

#: Texts for letters by hand; what each says is its newest version.
saved_replies = Table(
    "saved_replies",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("made_at", UtcDateTime, nullable=False),
)

#: A saved reply as somebody left it; never edited. One that is removed has a last version without effect.
saved_reply_versions = Table(
    "saved_reply_versions",
    metadata,
    Column("reply_id", ForeignKey("saved_replies.id"), primary_key=True),
    Column("version", Integer, primary_key=True, autoincrement=False),
    Column("name", String(80), nullable=False),
    Column("text", Text, nullable=False),
    Column("removed", Boolean, nullable=False),
    Column("who", String(80), nullable=False),
    Column("at", UtcDateTime, nullable=False),
)

#: What somebody has typed into the form of a saved reply (0: of a new one) and not saved yet.
reply_drafts = Table(
    "reply_drafts",
    metadata,
    Column("staff", String(80), primary_key=True),
    Column("reply_id", Integer, primary_key=True, autoincrement=False),
    Column("version", Integer, nullable=False),
    Column("name", Text, nullable=False),
    Column("text", Text, nullable=False),
    Column("at", UtcDateTime, nullable=False, index=True),
)

#: What a member of staff was told of a request: that a note names them, or that it was given to them.
staff_notifications = Table(
    "staff_notifications",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("staff", String(80), nullable=False),
    Column("request_id", ForeignKey("requests.id"), nullable=False, index=True),
    Column("what", String(20), nullable=False),
    Column("who", String(80), nullable=False),
    Column("at", UtcDateTime, nullable=False),
    Column("seen_at", UtcDateTime),
    Column("mailed_at", UtcDateTime),
    Index("ix_staff_notifications_staff", "staff", "seen_at", "id"),
    Index(
        "ix_staff_notifications_unseen",
        "what",
        "id",
        sqlite_where=text("seen_at IS NULL"),
        postgresql_where=text("seen_at IS NULL"),
    ),
)
