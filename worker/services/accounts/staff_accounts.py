"""The people who work with the queue: who they are, and their sessions.

Sessions are kept by the hash of their token: what leaks from the database opens nothing.
"""

import hmac
import secrets
import unicodedata
from dataclasses import dataclass
from datetime import timedelta
from hashlib import sha256

from worker.errors import RefusedError, UsageError
from worker.requests.request_model import CUSTOMER, WORKER
from worker.services.accounts import password_hashes
from worker.services.contexts import ClockContext, RecordContext, StoreContext
from worker.services.row_lists import Row, format_time
from worker.services.staff_roles import StaffRole
from worker.store.records import StaffRow
from worker.store.transactions import Transaction

#: A session ends so long after it began, …
SESSION = timedelta(hours=12)
#: … and so long after it was last used.
IDLE = timedelta(hours=2)
_TOUCH = timedelta(minutes=1)  # use is noted no more often than that
_LONGEST_NAME = 80
_RESERVED = frozenset({WORKER, CUSTOMER})

#: The columns of `listed`.
COLUMNS = ("name", "role", "signs_in_by", "sessions", "signed_in_at", "created_at")


@dataclass(frozen=True, slots=True, kw_only=True)
class Staff:
    """Somebody who is signed in."""

    name: str
    role: StaffRole
    csrf: str  #: what a form of theirs must hold


def add(services: RecordContext, name: str, password: str, role: StaffRole) -> None:
    """A new member of staff, or a new password and role for a known one, whose sessions end.

    An empty password is for who signs in through a proxy. Raises UsageError for a name or a password that
    can't be.
    """
    name = _require_usable(name)
    hashed = password_hashes.hash_password(password) if password else ""
    with services.store.write() as tx:
        tx.staff.put(StaffRow(name=name, role=role, password=hashed, created_at=services.clock()))
        tx.staff.end_sessions(name)


def remove(services: StoreContext, name: str) -> None:
    """No member of staff any more; their sessions end. What they did or shared stays."""
    with services.store.write() as tx:
        if not tx.staff.remove(name):
            raise _unknown_staff(name)
        tx.views.remove_own(name)
        tx.notifications.forget_staff(name)
        tx.reply_drafts.forget_staff(name)


def sign_out_everywhere(services: StoreContext, name: str) -> int:
    """End all sessions of somebody; how many there were."""
    with services.store.write() as tx:
        if tx.staff.get(name) is None:
            raise _unknown_staff(name)
        return tx.staff.end_sessions(name)


def listed(services: RecordContext) -> list[Row]:
    """Everybody, by name."""
    now = services.clock()
    with services.store.read() as tx:
        sessions = tx.staff.count_sessions(now, now - IDLE)
        return [
            {
                "name": row.name,
                "role": row.role,
                "signs_in_by": "oidc" if row.subject else "password" if row.password else "proxy",
                "sessions": sessions.get(row.name, 0),
                "signed_in_at": format_time(row.signed_in_at),
                "created_at": format_time(row.created_at),
            }
            for row in tx.staff.listed()
        ]


def begin_session(services: ClockContext, tx: Transaction, name: str, old: str = "") -> str:
    """The token of a new session. `old`, the token that the browser came with, ends."""
    now, token = services.clock(), secrets.token_urlsafe(32)
    tx.staff.forget_sessions(now, now - IDLE)
    if old:
        tx.staff.end_session(_digest(old))
    tx.staff.begin_session(_digest(token), name, now, now + SESSION)
    return token


def find_signed_in(services: RecordContext, token: str, *, used: bool = True) -> Staff | None:
    """Whose session it is; None when it is over. With `used` its idle time begins anew."""
    now, digest = services.clock(), _digest(token)
    with services.store.read() as tx:
        row = tx.staff.of_session(digest, now, now - IDLE)
    if row is None:
        return None
    if used and now - row.seen_at >= _TOUCH:
        with services.store.write() as tx:
            tx.staff.touch_session(digest, now)
    return Staff(name=row.staff.name, role=StaffRole(row.staff.role), csrf=_digest(f"csrf {token}"))


def sign_out(services: StoreContext, token: str) -> None:
    """End the session."""
    with services.store.write() as tx:
        tx.staff.end_session(_digest(token))


def sign_in_by_provider(
    services: RecordContext, subject: str, name: str, role: StaffRole, old: str = ""
) -> str:
    """A session for an OIDC provider's `subject`. Raises RefusedError when the name is somebody else's."""
    digest, name = _digest(subject), _require_usable(name)
    with services.store.write() as tx:
        known = tx.staff.of_subject(digest)
        if known is None and tx.staff.get(name) is not None:
            raise RefusedError(f"{name} is somebody else here; an admin can remove that name")
        own = known.name if known else name
        row = StaffRow(name=own, role=role, password="", created_at=services.clock(), subject=digest)
        tx.staff.put(row)
        return begin_session(services, tx, own, old)


def find_by_proxy(services: StoreContext, name: str, secret: bytes) -> Staff | None:
    """The member of staff that a trusted proxy names; None for anybody else. The session is the proxy's."""
    with services.store.read() as tx:
        row = tx.staff.get(name)
    if row is None:
        return None
    return Staff(name=row.name, role=StaffRole(row.role), csrf=sign_text(secret, f"csrf {row.name}"))


def signing_secret(services: StoreContext) -> bytes:
    """The secret for `sign_text`, the same for as long as the database lives."""
    with services.store.write() as tx:
        return tx.secret()


def sign_text(secret: bytes, text: str) -> str:
    """A proof that `text` is ours, in hexadecimal digits."""
    return hmac.new(secret, f"web {text}".encode(), sha256).hexdigest()


def normalize_name(name: str) -> str:
    """The one form in which a name is kept, however it was typed."""
    return unicodedata.normalize("NFC", name).strip()


def _require_usable(name: str) -> str:
    name = normalize_name(name)
    if not name or len(name) > _LONGEST_NAME or not name.isprintable():
        raise UsageError(f"a name must have 1 to {_LONGEST_NAME} printable characters")
    if name.casefold() in _RESERVED:
        raise UsageError(f"the name {name} stands for somebody else in the records; choose another one")
    return name


def _unknown_staff(name: str) -> UsageError:
    return UsageError(f"{name} is no member of staff; `sen-worker staff list` shows them")


def _digest(token: str) -> str:
    return sha256(token.encode()).hexdigest()
