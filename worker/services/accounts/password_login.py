"""Signing in by name and password: whether it is them, and how often somebody may try."""

import hmac
import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from ipaddress import IPv6Address, ip_address, ip_network

from worker.errors import RefusedError
from worker.services.accounts import password_hashes, staff_accounts
from worker.services.accounts.login_throttle import Key, LoginAllowance, LoginThrottle
from worker.services.contexts import RecordContext
from worker.store.records import StaffRow

_WRONG = "name and password do not belong together"
#: For one name from one place, for one place whatever the names, and for one name wherever from.
_OF_NAME_THERE, _OF_PLACE = LoginAllowance(free=5), LoginAllowance(free=20)
_OF_NAME = LoginAllowance(free=50, daily=True)
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
class LoginAttempt:
    """One attempt at the door, as it came."""

    name: str
    password: str
    client: str  #: the address that it comes from; may be empty
    device: str = ""  #: the cookie of a browser that somebody signed in with before
    session: str = ""  #: the token of the session that the browser had; it ends


@dataclass(frozen=True, slots=True, kw_only=True)
class LoginResult:
    """It was them."""

    session: str  #: the new session's token
    device: str  #: what their browser keeps to be known by


@dataclass(frozen=True, slots=True, kw_only=True)
class LoginTurn:
    """When an attempt may be made, and what it counts for."""

    keys: Mapping[Key, LoginAllowance]
    after: timedelta = timedelta()  #: from now
    due: timedelta = timedelta()  #: when it would be without the slow way

    @property
    def slow(self) -> bool:
        """Whether it is made although its place or its name had to wait."""
        return self.due > timedelta()


def take_turn(attempts: LoginThrottle, secret: bytes, given: LoginAttempt, now: datetime) -> LoginTurn:
    """When this attempt may be made; TooManyError when somebody has to come again.

    A name that failed too often from this place has to. Where it was others from there, or the name from
    elsewhere, it goes on slowly: a right password opens, and nobody is locked out by what others do.
    """
    keys = _keys(given, known_device(secret, given.device, given.name))
    due = attempts.begin(keys, now)
    if not due:
        return LoginTurn(keys=keys)
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
    return LoginTurn(keys=keys, after=after, due=due)


def sign_in(
    services: RecordContext, attempts: LoginThrottle, secret: bytes, given: LoginAttempt, turn: LoginTurn
) -> LoginResult:
    """A new session; RefusedError when it is not them. To be called when it is their turn."""
    known = known_device(secret, given.device, given.name)
    with services.store.read() as tx:
        row = tx.staff.get(staff_accounts.plain_name(given.name[:_LONGEST_NAME]))
    if row is None and turn.slow:
        raise TooManyError(turn.due)  # whoever floods the door with names costs no hashing
    # An unknown name takes as long as a known one.
    if not password_hashes.fits(given.password, row.password if row else "") or row is None:
        raise TooManyError(turn.due) if turn.slow else RefusedError(_WRONG)
    attempts.succeeded(turn.keys, next(iter(turn.keys)))
    again = password_hashes.rehashed(given.password, row.password)
    with services.store.write() as tx:
        if again:
            tx.staff.put(_with_password(row, again))
        session = staff_accounts.begin_session(services, tx, row.name, given.session)
    return LoginResult(session=session, device=given.device if known else make_device_key(secret, row.name))


def make_device_key(secret: bytes, name: str) -> str:
    """What a browser keeps that `name` signed in with: others can't use up its attempts."""
    number = secrets.token_hex(8)
    return f"{number}.{staff_accounts.sign_text(secret, f'device {number} {name}')}"


def known_device(secret: bytes, cookie: str, name: str) -> str:
    """The number of a browser that `name` signed in with; empty for any other."""
    number, _, proof = cookie.partition(".")
    wanted = staff_accounts.sign_text(secret, f"device {number} {name}")
    return number if number and hmac.compare_digest(proof.encode(), wanted.encode()) else ""


def find_client_place(client: str) -> str:
    """What counts as one place: an IPv4 address, or the network that an IPv6 customer is given."""
    try:
        address = ip_address(client)
    except ValueError:
        return client
    if isinstance(address, IPv6Address):
        return str(address.ipv4_mapped or ip_network((address, 64), strict=False))
    return str(address)


def _keys(given: LoginAttempt, known: str) -> Mapping[Key, LoginAllowance]:
    """Their own first, that of the name wherever from last."""
    if known:
        return {("device", known): _OF_NAME_THERE}
    where, name = find_client_place(given.client), staff_accounts.plain_name(given.name[:_LONGEST_NAME])
    return {
        ("name", name, where): _OF_NAME_THERE,
        ("place", where): _OF_PLACE,
        ("everywhere", name): _OF_NAME,
    }


def _with_password(row: StaffRow, hashed: str) -> StaffRow:
    return StaffRow(
        name=row.name, role=row.role, password=hashed, created_at=row.created_at, subject=row.subject
    )
