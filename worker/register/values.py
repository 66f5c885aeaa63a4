"""What the license register holds, and what an import of it did."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum
from typing import NamedTuple


class Column(StrEnum):
    """What a column of a sales list may be about."""

    KEY = "license_key"
    PRODUCT = "product"
    USERS = "users"
    ORGANIZATION = "organization"
    BUYER = "buyer"
    EMAIL = "email"
    BOUGHT = "bought"
    MAINTENANCE = "maintenance_until"
    SEN = "sen"


class DateOrder(StrEnum):
    """How a date of three numbers is written, where they may be taken for each other."""

    DAY_FIRST = "dmy"
    MONTH_FIRST = "mdy"


class RegisteredLicense(NamedTuple):
    """One license as the sales list has it; its key is kept as a keyed hash and its last four characters.

    A tuple, because an import makes a million of them.
    """

    digest: bytes
    ending: str  #: the key's last four characters
    product: str = ""
    users: int | None = None
    organization: str = ""
    buyer: str = ""
    email: str = ""
    bought: date | None = None
    maintenance_until: date | None = None
    sen: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class BadRow:
    """A row that was not taken, and why; never with what stands in it."""

    line: int
    problem: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ImportCounts:
    """What an import did, or would do, row by row."""

    rows: int = 0
    added: int = 0
    changed: int = 0
    same: int = 0
    bad: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class RegisterImport:
    """One import: an entry of the register's history."""

    id: int
    at: datetime
    who: str
    file: str  #: its name, without the folder
    mapping: Mapping[str, str]  #: the heading of each column that was taken
    dates: DateOrder | None
    counts: ImportCounts
    secret_mark: str  #: tells whether a secret is the one that the keys were hashed with
    finished: bool
    undone_at: datetime | None = None
    undone_by: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class RegisteredExpert:
    """An Atlassian Expert who sends requests of several clients."""

    address: str  #: in small letters: one mailbox, or a domain behind "@"
    name: str  #: of the person or company; may be empty
    who: str  #: added it
    at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class KeyMatch:
    """What the register knows of one license key."""

    key: str
    found: RegisteredLicense | None = None  #: by the key as it is, however it was wrapped
    nearly: tuple[RegisteredLicense, ...] = field(
        default=()
    )  #: one slip away, looked for where none was found
