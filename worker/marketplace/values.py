"""Issued licenses, the approved keys that wait for one, and which is offered for which."""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True, kw_only=True)
class IssuedLicense:
    """One license of the report."""

    sen: str
    app: str = ""  #: the app's name and key
    hosting: str = ""
    kind: str = ""  #: COMMERCIAL, ACADEMIC, EVALUATION, …
    status: str = ""
    users: int | None = None
    started: date | None = None  #: its maintenance
    updated: date | None = None
    company: str = ""
    emails: frozenset[str] = frozenset()  #: of its contacts, lower-cased


@dataclass(frozen=True, slots=True, kw_only=True)
class WaitingKey:
    """One license key of an approved request."""

    request_id: int
    reference: str
    place: int  #: among the request's keys, from 0
    email: str  #: the myAtlassian address, lower-cased
    organization: str
    approved: date
    product: str = ""  #: as the sales list has it
    users: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class SenOffer:
    """A SEN that is offered for a key of a request, and why."""

    request_id: int
    place: int
    sen: str
    evidence: tuple[str, ...]  #: in words, for staff
    #: spelled the same, issued since the approval, active, for Server, and nothing was left uncompared
    exact: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Undecided:
    """A license that may be of several keys, or a key that several licenses fit: nothing is offered."""

    sens: tuple[str, ...]
    references: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Matched:
    """What came of a report."""

    offers: tuple[SenOffer, ...]
    untold: tuple[SenOffer, ...]  #: that would be, were product and level of the key known
    undecided: tuple[Undecided, ...]
