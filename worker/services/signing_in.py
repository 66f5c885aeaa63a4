"""Signing in by name and password: whether it is them, and how often somebody may try."""

import hmac
import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta
from ipaddress import IPv6Address, ip_address, ip_network

from worker.errors import RefusedError
from worker.services import passwords, staff
from worker.services.attempts import Attempts, Key
from worker.services.house import House
from worker.store.rows import StaffRow

_WRONG = "name and password do not belong together"
_FREE = 5  # failures that cost nothing: for one name from one place
_FREE_PLACE = 20  # … and for one place, whatever the names
_LONGEST_NAME = 200


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


def sign_in(house: House, attempts: Attempts, secret: bytes, given: Try) -> Entered:
    """A new session; RefusedError when it is not them, TooManyError before another attempt may be made."""
    known = known_device(secret, given.device, given.name)
    keys = _keys(given, known)
    if wait := attempts.begin(keys, house.clock()):
        raise TooManyError(wait)
    with house.store.read() as tx:
        row = tx.staff.get(staff.plain_name(given.name[:_LONGEST_NAME]))
    # An unknown name takes as long as a known one.
    if not passwords.fits(given.password, row.password if row else "") or row is None:
        raise RefusedError(_WRONG)
    attempts.succeeded(keys, next(iter(keys)))
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


def _keys(given: Try, known: str) -> Mapping[Key, int]:
    if known:
        return {("device", known): _FREE}
    where = place(given.client)
    return {("name", given.name[:_LONGEST_NAME], where): _FREE, ("place", where): _FREE_PLACE}


def _with_password(row: StaffRow, hashed: str) -> StaffRow:
    return StaffRow(
        name=row.name, role=row.role, password=hashed, created_at=row.created_at, subject=row.subject
    )
