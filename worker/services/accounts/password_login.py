"""Signing in by name and password, and how often it may be tried."""

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

_REFUSAL = "name and password do not belong together"
#: For one name from one place, for one place whatever the names, and for one name wherever from.
_BY_NAME_AND_PLACE, _BY_PLACE = LoginAllowance(free=5), LoginAllowance(free=20)
_BY_NAME = LoginAllowance(free=50, daily=True)
_LONGEST_NAME = 200
#: Where a place or a name has to wait, an attempt with a name that failed less there goes on after so long, …
SLOWLY = timedelta(seconds=2)
#: … where it is the name that has to wait so far apart, for places that failed with it and for others, …
_TURN_AFTER_FAILURE, _TURN = timedelta(seconds=30), timedelta(seconds=10)
#: … and nobody is kept waiting longer than that; they have to come again.
_LONGEST_WAIT = timedelta(seconds=12)


class TooManyError(RefusedError):
    """Too many attempts of late."""

    def __init__(self, wait: timedelta) -> None:
        self.seconds = max(1, round(wait.total_seconds()))
        minutes = self.seconds // 60 + 1
        duration = f"{self.seconds} seconds" if self.seconds < 90 else f"{minutes} minutes"
        super().__init__(f"too many attempts; try again in {duration}")


@dataclass(frozen=True, slots=True, kw_only=True)
class LoginAttempt:
    """One attempt to sign in, as it came."""

    name: str
    password: str
    client: str  #: the address that it comes from; may be empty
    device: str = ""  #: the cookie of a browser that somebody signed in with before
    session: str = ""  #: the token of the session that the browser had; it ends


@dataclass(frozen=True, slots=True, kw_only=True)
class LoginResult:
    """What a browser gets after a right password."""

    session: str  #: the new session's token
    device: str  #: the cookie that the browser is known by at its next sign-in


@dataclass(frozen=True, slots=True, kw_only=True)
class LoginTurn:
    """When an attempt may be made, and the keys under which it counts."""

    keys: Mapping[Key, LoginAllowance]
    after: timedelta = timedelta()  #: from now
    due: timedelta = timedelta()  #: how long it would have to wait otherwise; zero: it need not wait

    @property
    def slow(self) -> bool:
        """Whether it goes on slowly, although its place or its name would have to wait."""
        return self.due > timedelta()


def take_turn(attempts: LoginThrottle, secret: bytes, attempt: LoginAttempt, now: datetime) -> LoginTurn:
    """When this attempt may be made. Raises TooManyError when it has to be repeated later.

    That is so where this name failed too often from this place. Where other names from there failed, or this
    name from elsewhere, the attempt goes on slowly: nobody is locked out by what others do.
    """
    keys = _keys(attempt, known_device(secret, attempt.device, attempt.name))
    due = attempts.begin(keys, now)
    if not due:
        return LoginTurn(keys=keys)
    own_key, name_key = next(iter(keys)), list(keys)[-1]
    if wait := attempts.wait(own_key, now):
        raise TooManyError(wait)
    after = SLOWLY
    if attempts.wait(name_key, now):
        failed = attempts.failed_lately(own_key, now)
        interval, line = (_TURN_AFTER_FAILURE, "failed") if failed else (_TURN, "others")
        if (wait := attempts.take_turn((*name_key, line), interval, _LONGEST_WAIT, now)) > _LONGEST_WAIT:
            raise TooManyError(wait)
        after = max(after, wait)
    attempts.begin_late(keys, now)
    return LoginTurn(keys=keys, after=after, due=due)


def sign_in(
    services: RecordContext, attempts: LoginThrottle, secret: bytes, attempt: LoginAttempt, turn: LoginTurn
) -> LoginResult:
    """A new session, to be called when `turn` has come. Raises RefusedError for a wrong name or password."""
    known = known_device(secret, attempt.device, attempt.name)
    with services.store.read() as tx:
        row = tx.staff.get(staff_accounts.normalize_name(attempt.name[:_LONGEST_NAME]))
    if row is None and turn.slow:
        raise TooManyError(turn.due)  # a flood of unknown names must not cost hashing
    # An unknown name takes as long as a known one.
    if not password_hashes.is_password(attempt.password, row.password if row else "") or row is None:
        raise TooManyError(turn.due) if turn.slow else RefusedError(_REFUSAL)
    attempts.succeeded(turn.keys, next(iter(turn.keys)))
    new_hash = password_hashes.rehash_if_needed(attempt.password, row.password)
    with services.store.write() as tx:
        if new_hash:
            tx.staff.put(_with_password(row, new_hash))
        session = staff_accounts.begin_session(services, tx, row.name, attempt.session)
    return LoginResult(session=session, device=attempt.device if known else make_device_key(secret, row.name))


def make_device_key(secret: bytes, name: str) -> str:
    """The cookie of a browser that `name` signed in with: attempts of others don't count against it."""
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


def _keys(attempt: LoginAttempt, device: str) -> Mapping[Key, LoginAllowance]:
    """The keys of an attempt: its own first, that of the name from anywhere last."""
    if device:
        return {("device", device): _BY_NAME_AND_PLACE}
    where, name = (
        find_client_place(attempt.client),
        staff_accounts.normalize_name(attempt.name[:_LONGEST_NAME]),
    )
    return {
        ("name", name, where): _BY_NAME_AND_PLACE,
        ("place", where): _BY_PLACE,
        ("everywhere", name): _BY_NAME,
    }


def _with_password(row: StaffRow, hashed: str) -> StaffRow:
    return StaffRow(
        name=row.name, role=row.role, password=hashed, created_at=row.created_at, subject=row.subject
    )
