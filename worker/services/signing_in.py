"""Signing in by name and password: whether it is them, and how often somebody may try."""

import hmac
import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from ipaddress import IPv6Address, ip_address, ip_network

from worker.errors import RefusedError
from worker.services import passwords, staff
from worker.services.attempts import Allowance, Attempts, Key
from worker.services.house import House
from worker.store.rows import StaffRow

_WRONG = "name and password do not belong together"
#: For one name from one place, for one place whatever the names, and for one name wherever from.
_OF_NAME_THERE, _OF_PLACE = Allowance(free=5), Allowance(free=20)
_OF_NAME = Allowance(free=50, daily=True)
_LONGEST_NAME = 200
#: Where a place or a name has to wait, an attempt with a name that failed less there goes on after so long, …
SLOWLY = timedelta(seconds=2)
#: … where it is the name that has to wait so far apart, for places that failed with it and for others, …
_APART_FAILED, _APART = timedelta(seconds=30), timedelta(seconds=10)
#: … and nobody is kept waiting longer than that; they have to come again.
_PATIENCE = timedelta(seconds=12)


class TooManyError(RefusedError):
    """Too many attempts of late."""

    def __init__(self, wait: timedelta) -> None:
        self.seconds = max(1, round(wait.total_seconds()))
        minutes = self.seconds // 60 + 1
        told = f"{self.seconds} seconds" if self.seconds < 90 else f"{minutes} minutes"
        super().__init__(f"too many attempts; try again in {told}")


@dataclass(frozen=True, slots=True, kw_only=True)
class Try:
    """One attempt at the door, as it came."""

    name: str
    password: str
    client: str  #: the address that it comes from; may be empty
    device: str = ""  #: the cookie of a browser that somebody signed in with before
    session: str = ""  #: the token of the session that the browser had; it ends


@dataclass(frozen=True, slots=True, kw_only=True)
class Entered:
    """It was them."""

    session: str  #: the new session's token
    device: str  #: what their browser keeps to be known by


@dataclass(frozen=True, slots=True, kw_only=True)
class Turn:
    """When an attempt may be made, and what it counts for."""

    keys: Mapping[Key, Allowance]
    after: timedelta = timedelta()  #: from now
    due: timedelta = timedelta()  #: when it would be without the slow way

    @property
    def slow(self) -> bool:
        """Whether it is made although its place or its name had to wait."""
        return self.due > timedelta()


def take_turn(attempts: Attempts, secret: bytes, given: Try, now: datetime) -> Turn:
    """When this attempt may be made; TooManyError when somebody has to come again.

    A name that failed too often from this place has to. Where it was others from there, or the name from
    elsewhere, it goes on slowly: a right password opens, and nobody is locked out by what others do.
    """
    keys = _keys(given, known_device(secret, given.device, given.name))
    due = attempts.begin(keys, now)
    if not due:
        return Turn(keys=keys)
    own, everywhere = next(iter(keys)), list(keys)[-1]
    if wait := attempts.wait(own, now):
        raise TooManyError(wait)
    after = SLOWLY
    if attempts.wait(everywhere, now):
        failed = attempts.failed_lately(own, now)
        apart, line = (_APART_FAILED, "failed") if failed else (_APART, "others")
        if (wait := attempts.take_turn((*everywhere, line), apart, _PATIENCE, now)) > _PATIENCE:
            raise TooManyError(wait)
        after = max(after, wait)
    attempts.begin_late(keys, now)
    return Turn(keys=keys, after=after, due=due)


def sign_in(house: House, attempts: Attempts, secret: bytes, given: Try, turn: Turn) -> Entered:
    """A new session; RefusedError when it is not them. To be called when it is their turn."""
    known = known_device(secret, given.device, given.name)
    with house.store.read() as tx:
        row = tx.staff.get(staff.plain_name(given.name[:_LONGEST_NAME]))
    if row is None and turn.slow:
        raise TooManyError(turn.due)  # whoever floods the door with names costs no hashing
    # An unknown name takes as long as a known one.
    if not passwords.fits(given.password, row.password if row else "") or row is None:
        raise TooManyError(turn.due) if turn.slow else RefusedError(_WRONG)
    attempts.succeeded(turn.keys, next(iter(turn.keys)))
    again = passwords.rehashed(given.password, row.password)
    with house.store.write() as tx:
        if again:
            tx.staff.put(_with_password(row, again))
        session = staff.begin_session(house, tx, row.name, given.session)
    return Entered(session=session, device=given.device if known else device(secret, row.name))


def device(secret: bytes, name: str) -> str:
    """What a browser keeps that `name` signed in with: others can't use up its attempts."""
    number = secrets.token_hex(8)
    return f"{number}.{staff.signature(secret, f'device {number} {name}')}"


def known_device(secret: bytes, cookie: str, name: str) -> str:
    """The number of a browser that `name` signed in with; empty for any other."""
    number, _, proof = cookie.partition(".")
    wanted = staff.signature(secret, f"device {number} {name}")
    return number if number and hmac.compare_digest(proof.encode(), wanted.encode()) else ""


def place(client: str) -> str:
    """What counts as one place: an IPv4 address, or the network that an IPv6 customer is given."""
    try:
        address = ip_address(client)
    except ValueError:
        return client
    if isinstance(address, IPv6Address):
        return str(address.ipv4_mapped or ip_network((address, 64), strict=False))
    return str(address)


def _keys(given: Try, known: str) -> Mapping[Key, Allowance]:
    """Their own first, that of the name wherever from last."""
    if known:
        return {("device", known): _OF_NAME_THERE}
    where, name = place(given.client), staff.plain_name(given.name[:_LONGEST_NAME])
    return {
        ("name", name, where): _OF_NAME_THERE,
        ("place", where): _OF_PLACE,
        ("everywhere", name): _OF_NAME,
    }


def _with_password(row: StaffRow, hashed: str) -> StaffRow:
    return StaffRow(
        name=row.name, role=row.role, password=hashed, created_at=row.created_at, subject=row.subject
    )
