"""The tables. `migrations/` brings a database to this shape; a test compares the two."""

from datetime import UTC, datetime

from sqlalchemy import (
    JSON,
    BigInteger,
    Boolean,
    Column,
    DateTime,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    String,
    Table,
    Text,
    UniqueConstraint,
    false,
    text,
)
from sqlalchemy.engine import Dialect
from sqlalchemy.types import TypeDecorator

from worker.store.encryption.sealed_types import SealedBytes, SealedJson, SealedText


class UtcDateTime(TypeDecorator[datetime]):
    """Aware datetimes in UTC, also from SQLite, which forgets the zone."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, _dialect: Dialect) -> datetime | None:
        """To UTC; a naive datetime is a defect of ours and raises ValueError."""
        if value is not None and value.tzinfo is None:
            raise ValueError("a naive datetime has no place in the store")
        return None if value is None else value.astimezone(UTC)

    def process_result_value(self, value: datetime | None, _dialect: Dialect) -> datetime | None:
        """From whatever the driver yields to an aware datetime in UTC."""
        if value is None:
            return None
        return value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)


#: An address as a mail gives it, of any length: not to be put into an ordered index, whose rows are bounded.
_ADDRESS = Text().with_variant(String(320), "sqlite")

metadata = MetaData(
    naming_convention={
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "fk": "fk_%(table_name)s_%(column_0_name)s",
        "pk": "pk_%(table_name)s",
    }
)

#: What is needed once per database: the secret behind our Message-IDs.
secrets = Table(
    "secrets",
    metadata,
    Column("name", String(40), primary_key=True),
    Column("value", SealedBytes("secrets.value"), nullable=False),
)

#: How far each folder of a mailbox is read, per UIDVALIDITY (RFC 3501, 2.3.1.1).
mailboxes = Table(
    "mailboxes",
    metadata,
    Column("name", String(80), primary_key=True),
    Column("folder", String(200), primary_key=True, server_default="INBOX"),
    Column("uid_validity", BigInteger, primary_key=True, autoincrement=False),
    Column("floor_uid", BigInteger, nullable=False),
    Column("cursor_uid", BigInteger, nullable=False),
    Column("read_since", UtcDateTime),
    Column("backlog_done", Boolean, nullable=False),
    Column("short_listings", Integer, nullable=False, server_default="0"),
    Column("met_at", UtcDateTime, nullable=False),
)

requests = Table(
    "requests",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("reference", String(12), nullable=False, unique=True),
    Column("form", String(40), nullable=False),
    Column("state", String(20), nullable=False),
    Column("attention", JSON, nullable=False),
    Column("requester", _ADDRESS, nullable=False),
    Column("requester_name", SealedText("requests.requester_name"), nullable=False),
    Column("subject", SealedText("requests.subject"), nullable=False),
    Column("ask", JSON, nullable=False),
    Column("problems", JSON, nullable=False),
    Column("round", Integer, nullable=False),
    Column("sens", JSON, nullable=False),
    Column("thread", JSON, nullable=False),
    Column("assigned_to", String(80)),
    Column("created_at", UtcDateTime, nullable=False),
    Column("updated_at", UtcDateTime, nullable=False),
    Column("utc_offset", Integer),
    Column("language", String(8), nullable=False),
    Column("version", Integer, nullable=False),
    Column("standing", String(10), nullable=False, server_default="stranger"),
    Column("snoozed_at", UtcDateTime),
    Column("wake_at", UtcDateTime),
    Column("batch", String(12), nullable=False, server_default=""),
    Index(
        "ix_requests_batch",
        "batch",
        sqlite_where=text("batch <> ''"),
        postgresql_where=text("batch <> ''"),
    ),
    Index(
        "ix_requests_wake_at",
        "wake_at",
        sqlite_where=text("wake_at IS NOT NULL"),
        postgresql_where=text("wake_at IS NOT NULL"),
    ),
    Index(None, "state", "updated_at"),
    Index(None, "requester", postgresql_using="hash"),
    Index(
        "ix_requests_known",
        "requester",
        postgresql_using="hash",
        sqlite_where=text("standing = 'known'"),
        postgresql_where=text("standing = 'known'"),
    ),
)

fields = Table(
    "fields",
    metadata,
    Column("request_id", ForeignKey("requests.id"), primary_key=True),
    Column("name", String(40), primary_key=True),
    Column("value", SealedJson("fields.value")),
    Column("set_by", String(80), nullable=False),
    Column("message_id", Integer),
    Column("evidence", JSON),
)

#: One row per license key, so that the same key in another request is found by an index.
license_keys = Table(
    "license_keys",
    metadata,
    Column("request_id", ForeignKey("requests.id"), primary_key=True),
    Column("digest", String(64), primary_key=True),
    Index(None, "digest"),
)

#: The myAtlassian account of each request, for the same end.
accounts = Table(
    "accounts",
    metadata,
    Column("request_id", ForeignKey("requests.id"), primary_key=True),
    Column("digest", String(64), nullable=False),
    Index(None, "digest"),
)

#: What the list of interested Cloud users was told; the id is the round of its letters.
announcements = Table(
    "announcements",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("name", String(40), nullable=False, unique=True),
    Column("created_at", UtcDateTime, nullable=False),
)

events = Table(
    "events",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("request_id", ForeignKey("requests.id"), nullable=False, index=True),
    Column("at", UtcDateTime, nullable=False),
    Column("who", String(80), nullable=False),
    Column("what", String(20), nullable=False),
    Column("name", String(40), nullable=False),
    Column("old", SealedText("events.old")),
    Column("new", SealedText("events.new")),
    Column("why", SealedText("events.why"), nullable=False),
    Column("version", Integer),
)

#: Each SEN once, whichever request it was given to.
sens = Table(
    "sens",
    metadata,
    Column("sen", String(40), primary_key=True),
    Column("request_id", ForeignKey("requests.id"), nullable=False, index=True),
)

#: The last thing that staff did with a request and may take back: what it was before, and the letters of it.
deeds = Table(
    "deeds",
    metadata,
    Column("request_id", ForeignKey("requests.id"), primary_key=True),
    Column("name", String(20), nullable=False),
    Column("who", String(80), nullable=False),
    Column("at", UtcDateTime, nullable=False),
    Column("version", Integer, nullable=False),
    Column("letters", JSON, nullable=False),
    Column("before", SealedJson("deeds.before"), nullable=False),
)

#: Who looks at a request, and when their page last said so.
presence = Table(
    "presence",
    metadata,
    Column("request_id", ForeignKey("requests.id"), primary_key=True),
    Column("staff", String(80), primary_key=True),
    Column("seen_at", UtcDateTime, nullable=False),
)

#: What somebody has typed into a form of a request's pages and not sent yet.
drafts = Table(
    "drafts",
    metadata,
    Column("request_id", ForeignKey("requests.id"), primary_key=True),
    Column("staff", String(80), primary_key=True),
    Column("form", String(60), primary_key=True),
    Column("body", SealedJson("drafts.body"), nullable=False),
    Column("at", UtcDateTime, nullable=False, index=True),
)

ledger = Table(
    "ledger",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("mailbox", String(80), nullable=False),
    Column("folder", String(200), nullable=False, server_default="INBOX"),
    Column("uid_validity", BigInteger, nullable=False),
    Column("uid", BigInteger),  # null: the server has given the number to another message
    Column("message_id", Text),
    Column("digest", String(64)),
    Column("disposition", String(20), nullable=False),
    Column("reason", Text, nullable=False),
    Column("request_id", ForeignKey("requests.id"), index=True),
    Column("received_at", UtcDateTime, nullable=False),
    Column("seen_at", UtcDateTime, nullable=False),
    Column("reader", String(20), nullable=False),
    Column("marked", Boolean, nullable=False),  # nothing is left to be told to the server
    # Of one that the server did not hand out: how often it was asked for, and when that is done again.
    Column("tries", Integer, nullable=False, server_default="0"),
    Column("again_at", UtcDateTime),
    Column("wanted_form", String(80)),  # a person says that it is a request of this form
    Column("unread", JSON),  # where in the mail words stand that no rule explains, not the words
    # Of mail that is not ours, and only where the deployer wants it (`ledger.show_subjects`).
    Column("sender", Text),
    Column("subject", Text),
    UniqueConstraint("mailbox", "folder", "uid_validity", "uid"),
    Index(None, "digest"),
    # Each poll asks for these, however long the ledger is.
    Index(
        "ix_ledger_unmarked",
        "mailbox",
        "folder",
        "uid_validity",
        sqlite_where=text("marked IS 0"),
        postgresql_where=text("marked IS false"),
    ),
    Index(
        "ix_ledger_quarantined",
        "mailbox",
        "folder",
        "uid_validity",
        sqlite_where=text("disposition = 'quarantined'"),
        postgresql_where=text("disposition = 'quarantined'"),
    ),
    Index(
        "ix_ledger_headings",
        "id",
        sqlite_where=text("sender IS NOT NULL"),
        postgresql_where=text("sender IS NOT NULL"),
    ),
    # The ledger's page: an equality on the first three, a range on the last two.
    Index("ix_ledger_page", "disposition", "mailbox", "folder", "seen_at", "id"),
)

#: Messages over which the database failed while others were taken in: how often, and since when.
stumbles = Table(
    "stumbles",
    metadata,
    Column("mailbox", String(80), primary_key=True),
    Column("folder", String(200), primary_key=True),
    Column("uid_validity", BigInteger, primary_key=True, autoincrement=False),
    Column("uid", BigInteger, primary_key=True, autoincrement=False),
    Column("tries", Integer, nullable=False),
    Column("since", UtcDateTime, nullable=False),
)

#: What staff did with a message that belongs to no request; never edited.
ledger_events = Table(
    "ledger_events",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("ledger_id", ForeignKey("ledger.id"), nullable=False, index=True),
    Column("at", UtcDateTime, nullable=False),
    Column("who", String(80), nullable=False),
    Column("what", String(20), nullable=False),
)

#: The bytes of mail that is ours, and of mail that could not be read.
raw_messages = Table(
    "raw_messages",
    metadata,
    Column("ledger_id", ForeignKey("ledger.id"), primary_key=True),
    Column("raw", SealedBytes("raw_messages.raw"), nullable=False),
)

letters = Table(
    "letters",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("request_id", ForeignKey("requests.id"), nullable=False),
    Column("kind", String(40), nullable=False),
    Column("round", Integer, nullable=False),
    Column("state", String(20), nullable=False),
    Column("recipient", _ADDRESS, nullable=False),
    Column("cc", JSON, nullable=False),
    Column("subject", SealedText("letters.subject"), nullable=False),
    Column("message_id", Text, nullable=False, unique=True),
    Column("automatic", Boolean, nullable=False),
    Column("pool", String(10), nullable=False, server_default="customers"),
    Column("counted_at", UtcDateTime),  # when it was counted as one that goes out; null: it does not count
    Column("text", SealedText("letters.text"), nullable=False),
    Column("raw", SealedBytes("letters.raw"), nullable=False),
    Column(
        "draft", SealedJson("letters.draft")
    ),  # from what it was written; null for one of an older version
    Column("hold_reason", Text, nullable=False),
    Column("attempts", Integer, nullable=False),
    Column("next_attempt_at", UtcDateTime, nullable=False),
    Column("claimed_by", String(120)),
    Column("claimed_at", UtcDateTime),
    Column("last_error", Text, nullable=False),
    Column("server_reply", Text, nullable=False),
    Column("created_at", UtcDateTime, nullable=False),
    Column("sent_at", UtcDateTime),
    # What a person decided about it last, what it was before, and who and when that was.
    Column("decision", String(10)),
    Column("decided_from", String(20)),
    Column("decided_by", String(80)),
    Column("decided_at", UtcDateTime),
    UniqueConstraint("request_id", "kind", "round"),
    Index(None, "state", "next_attempt_at"),
    Index(None, "state", "id"),
    Index(None, "recipient", postgresql_using="hash"),
)

#: Letters that went out and have no copy in the Sent folder yet.
sent_copies = Table(
    "sent_copies",
    metadata,
    Column("letter_id", ForeignKey("letters.id"), primary_key=True),
    Column("since", UtcDateTime, nullable=False),
)

#: What each poll found and what became of it; found is the sum over the dispositions, or some are missing.
polls = Table(
    "polls",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("mailbox", String(80), nullable=False),
    Column("folder", String(200), nullable=False, server_default="INBOX"),
    Column("at", UtcDateTime, nullable=False),
    Column("found", Integer, nullable=False),
    Column("counts", JSON, nullable=False),
    Column("missing", Integer, nullable=False, server_default="0"),
    Column("missed", Integer, nullable=False, server_default="0"),  # by the polls before a sweep
    Index(None, "mailbox", "at"),
    Index(
        "ix_polls_missed",
        "at",
        sqlite_where=text("missed > 0"),
        postgresql_where=text("missed > 0"),
    ),
    Index(None, "mailbox", "folder", "id"),
    Index(
        "ix_polls_missing",
        "id",
        sqlite_where=text("missing > 0"),
        postgresql_where=text("missing > 0"),
    ),
)

#: Who works with the queue. The password is an argon2 hash, empty for who signs in by another door; the
#: subject is the digest of who they are to an OIDC provider.
staff = Table(
    "staff",
    metadata,
    Column("name", String(80), primary_key=True),
    Column("role", String(20), nullable=False),
    Column("password", Text, nullable=False),
    Column("created_at", UtcDateTime, nullable=False),
    Column("subject", String(64), unique=True),
    Column("signed_in_at", UtcDateTime),
)

#: Sessions of staff, by the digest of their token.
sessions = Table(
    "sessions",
    metadata,
    Column("digest", String(64), primary_key=True),
    Column("staff", ForeignKey("staff.name"), nullable=False, index=True),
    Column("created_at", UtcDateTime, nullable=False),
    Column("seen_at", UtcDateTime, nullable=False),
    Column("expires_at", UtcDateTime, nullable=False),
)

#: Who reads which folder, and until when that holds without a sign of life.
leases = Table(
    "leases",
    metadata,
    Column("name", String(300), primary_key=True),
    Column("holder", String(200), nullable=False),
    Column("until", UtcDateTime, nullable=False),
)

#: When each part of a running worker last did its work: what `health` looks at.
heartbeats = Table(
    "heartbeats",
    metadata,
    Column("worker", String(120), primary_key=True),
    # The longest is "ledger", a mailbox's name and a folder's.
    Column("name", String(300).with_variant(String(120), "sqlite"), primary_key=True),
    Column("at", UtcDateTime, nullable=False),
    Column("good_for_seconds", Integer, nullable=False),
    Column("problem", Text, nullable=False),
    Column("since", UtcDateTime),  # it has been well, or in trouble
    Column("worked_at", UtcDateTime),  # when it was well last
    Column("failed_at", UtcDateTime),  # when it was in trouble last, and of what
    Column("failure", Text, nullable=False, server_default=""),
    Column("note", Text, nullable=False, server_default=""),  # how it works
    Column("ends_at", UtcDateTime),  # of a token: when it is no more good
    Column("lasting", Boolean, nullable=False, server_default=false()),  # somebody has to do something
)

#: When the database was put back from a copy: what happened since the copy was made is not known to it.
restores = Table(
    "restores",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("restored_at", UtcDateTime, nullable=False),
)

#: Refresh tokens that took the place of configured ones, sealed by those.
oauth_tokens = Table(
    "oauth_tokens",
    metadata,
    Column("name", String(64), primary_key=True),
    Column("sealed", LargeBinary),
    Column("borrower", String(40)),
    Column("lent_until", UtcDateTime),
    Column("updated_at", UtcDateTime, nullable=False),
)
