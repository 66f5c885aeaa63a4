"""The people who work with the queue: who they are, and that it is them.

Passwords are kept as argon2 hashes, sessions by the hash of their token: what leaks from the database
opens nothing.
"""

import secrets
from dataclasses import dataclass
from datetime import timedelta
from enum import StrEnum
from hashlib import sha256

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

from worker.errors import RefusedError
from worker.services.house import House
from worker.store.rows import StaffRow

_SESSION = timedelta(hours=12)
_WRONG = "name and password do not belong together"


class Role(StrEnum):
    """What somebody may do."""

    REVIEWER = "reviewer"  #: everything with requests, letters and the ledger
    ADMIN = "admin"  #: and with staff, sessions and settings


@dataclass(frozen=True, slots=True, kw_only=True)
class Staff:
    """Somebody who is signed in."""

    name: str
    role: Role
    csrf: str  #: what a form of theirs must hold


def add(house: House, name: str, password: str, role: Role) -> None:
    """A new member of staff, or a new password and role for a known one."""
    hashed = PasswordHasher().hash(password)
    with house.store.write() as tx:
        tx.staff.put(StaffRow(name=name, role=role, password=hashed, created_at=house.clock()))


def sign_in(house: House, name: str, password: str, client: str) -> str:  # noqa: ARG001
    """The token of a new session; RefusedError when it is not them."""
    with house.store.read() as tx:
        row = tx.staff.get(name)
    try:
        PasswordHasher().verify(row.password if row else "", password)
    except (VerificationError, InvalidHashError):
        raise RefusedError(_WRONG) from None
    token = secrets.token_urlsafe(32)
    with house.store.write() as tx:
        tx.staff.begin_session(_digest(token), name, house.clock(), house.clock() + _SESSION)
    return token


def signed_in(house: House, token: str) -> Staff | None:
    """Who the session belongs to; None when it is over."""
    with house.store.read() as tx:
        row = tx.staff.of_session(_digest(token), house.clock())
    if row is None:
        return None
    return Staff(name=row.name, role=Role(row.role), csrf=_digest(f"csrf {token}"))


def sign_out(house: House, token: str) -> None:
    """End the session."""
    with house.store.write() as tx:
        tx.staff.end_session(_digest(token))


def _digest(token: str) -> str:
    return sha256(token.encode()).hexdigest()
