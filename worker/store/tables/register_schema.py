"""The tables of the license register: imports of the vendor's sales list, and what each brought.

Of a license that several imports brought, the newest counts that is finished and not undone. A key is a
keyed hash and its last four characters.
"""

from sqlalchemy import (
    JSON,
    Boolean,
    Column,
    Date,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    String,
    Table,
    Text,
    UniqueConstraint,
)

from worker.store.encryption.sealed_types import SealedJson, SealedText
from worker.store.tables.schema import UtcDateTime, metadata

register_imports = Table(
    "register_imports",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("at", UtcDateTime, nullable=False),
    Column("who", String(80), nullable=False),
    Column("file", Text, nullable=False),
    Column("mapping", JSON, nullable=False),
    Column("dates", String(3)),
    Column("counts", JSON, nullable=False),
    Column("secret_mark", String(16), nullable=False),
    Column("touched_at", UtcDateTime, nullable=False),
    Column("finished", Boolean, nullable=False),
    Column("undone_at", UtcDateTime),
    Column("undone_by", String(80)),
)

#: Addresses of Atlassian Experts: one mailbox, or a domain behind "@".
register_experts = Table(
    "register_experts",
    metadata,
    Column("address", String(320), primary_key=True),
    Column("name", Text, nullable=False),
    Column("who", String(80), nullable=False),
    Column("at", UtcDateTime, nullable=False),
)

#: SENs of the Marketplace's report that are offered for license keys of approved requests.
sen_offers = Table(
    "sen_offers",
    metadata,
    Column("request_id", ForeignKey("requests.id"), primary_key=True),
    Column("place", Integer, primary_key=True, autoincrement=False),
    Column("sen", String(40), nullable=False, unique=True),
    Column("evidence", JSON, nullable=False),
    Column("file", Text, nullable=False),
    Column("who", String(80), nullable=False),
    Column("at", UtcDateTime, nullable=False),
)

#: A reading of the Marketplace's report that was interrupted: where it goes on, and what it has found.
report_readings = Table(
    "report_readings",
    metadata,
    Column("id", Integer, primary_key=True, autoincrement=False),
    Column("mark", String(64), nullable=False),
    Column("started_at", UtcDateTime, nullable=False),
    Column("next_offset", Integer, nullable=False),
    Column("licenses", Integer, nullable=False),
    Column("kept", SealedJson("report_readings.kept"), nullable=False),
    Column("problems", JSON, nullable=False),
)

register_licenses = Table(
    "register_licenses",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("digest", LargeBinary(16), nullable=False),
    Column("import_id", ForeignKey("register_imports.id"), nullable=False),
    Column("ending", String(4), nullable=False),
    Column("product", Text, nullable=False),
    Column("users", Integer),
    Column("organization", SealedText("register_licenses.organization"), nullable=False),
    Column("buyer", SealedText("register_licenses.buyer"), nullable=False),
    Column("email", SealedText("register_licenses.email"), nullable=False),
    Column("bought", Date),
    Column("maintenance_until", Date),
    Column("sen", String(300), nullable=False),
    UniqueConstraint("digest", "import_id"),
    Index(None, "import_id"),
)
