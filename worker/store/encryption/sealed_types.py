"""Columns whose values are sealed where the database has keys, and stored as they are where it has none.

Which keys those are hangs on the dialect, of which each engine has one of its own: one process may work with
two databases. A sealed value begins with a mark, so that values from before the first key are read, too.
"""

import json
from base64 import b64decode, b64encode
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from weakref import WeakKeyDictionary

from sqlalchemy import JSON, Column, LargeBinary, Table, Text
from sqlalchemy.engine import Dialect
from sqlalchemy.types import TypeDecorator

from worker.store.encryption.key_ring import NAME_BYTES, KeyRing, SealedValueError

#: Begins what is sealed; `_unlike` sees to it that nothing else does.
_MARK = "\x01sealed1:"
_MARK_BYTES = _MARK.encode()
_NAME_LETTERS = NAME_BYTES * 4 // 3


@dataclass(slots=True)
class Encryption:
    """How one engine's values are sealed."""

    ring: KeyRing | None = None
    passes: bool = False  #: values go through as they are stored, sealed or not: for copies
    secret: bytes | None = None  #: of keyed hashes, once it was read


_BY_DIALECT: WeakKeyDictionary[Dialect, Encryption] = WeakKeyDictionary()
_NONE = Encryption()


def encrypt_with(dialect: Dialect, encryption: Encryption) -> None:
    """Let values of that engine be sealed in this way from now on."""
    _BY_DIALECT[dialect] = encryption


def encryption_of(dialect: Dialect) -> Encryption:
    """How values of that engine are sealed."""
    return _BY_DIALECT.get(dialect, _NONE)


def seal_bytes(ring: KeyRing, plain: bytes, place: str) -> bytes:
    """As it is stored in a column of bytes."""
    return _MARK_BYTES + ring.seal(plain, place)


def seal_text(ring: KeyRing, plain: str, place: str) -> str:
    """As it is stored in a column of text, or as a text in one of JSON."""
    return _MARK + b64encode(ring.seal(plain.encode("utf-8", "surrogatepass"), place)).decode()


def is_sealed(value: object) -> bool:
    """Whether a value as it is stored is a sealed one."""
    return (isinstance(value, str) and value.startswith(_MARK)) or (
        isinstance(value, bytes) and value.startswith(_MARK_BYTES)
    )


def is_newest(ring: KeyRing, value: object) -> bool:
    """Whether a value as it is stored is sealed with the newest key."""
    if isinstance(value, bytes):
        return value.startswith(_MARK_BYTES + ring.newest)
    return isinstance(value, str) and value.startswith(_MARK + b64encode(ring.newest).decode())


def unseal_bytes(ring: KeyRing | None, stored: bytes, place: str) -> bytes:
    """What was stored, in clear. Raises SealedValueError."""
    if not stored.startswith(_MARK_BYTES):
        return stored
    return _with(ring, place).unseal(stored[len(_MARK_BYTES) :], place)


def unseal_text(ring: KeyRing | None, stored: str, place: str) -> str:
    """The same of a text."""
    if not stored.startswith(_MARK):
        return stored
    try:
        sealed = b64decode(stored[len(_MARK) :], validate=True)
    except ValueError as error:
        raise SealedValueError(f"a value of {place} was damaged: it is no Base64") from error
    return _with(ring, place).unseal(sealed, place).decode("utf-8", "surrogatepass")


def _with(ring: KeyRing | None, place: str) -> KeyRing:
    if ring is None:
        raise SealedValueError(
            f"{place} is encrypted, and this sen-worker has no key: name database.encryption_keys_file"
        )
    return ring


class _Sealed:
    """What the sealed types have in common."""

    place: str  #: "events.why": what a value is bound to


class SealedBytes(TypeDecorator[bytes], _Sealed):
    """Bytes; empty ones stay as they are."""

    impl = LargeBinary
    cache_ok = True

    def __init__(self, place: str) -> None:
        super().__init__()
        self.place = place

    def process_bind_param(self, value: bytes | None, dialect: Dialect) -> bytes | None:
        """As it is stored."""
        encryption = encryption_of(dialect)
        if not value or encryption.passes:
            return value
        if encryption.ring is None:
            return value[1:] if value.startswith(_MARK_BYTES) else value
        return seal_bytes(encryption.ring, bytes(value), self.place)

    def process_result_value(self, value: bytes | None, dialect: Dialect) -> bytes | None:
        """In clear; raises SealedValueError."""
        encryption = encryption_of(dialect)
        if value is None or encryption.passes:
            return value
        return unseal_bytes(encryption.ring, bytes(value), self.place)


class SealedText(TypeDecorator[str], _Sealed):
    """Text; an empty one stays as it is."""

    impl = Text
    cache_ok = True

    def __init__(self, place: str) -> None:
        super().__init__()
        self.place = place

    def process_bind_param(self, value: str | None, dialect: Dialect) -> str | None:
        """As it is stored."""
        encryption = encryption_of(dialect)
        if not value or encryption.passes:
            return value
        if encryption.ring is None:
            return value[1:] if value.startswith(_MARK) else value
        return seal_text(encryption.ring, value, self.place)

    def process_result_value(self, value: str | None, dialect: Dialect) -> str | None:
        """In clear; raises SealedValueError."""
        encryption = encryption_of(dialect)
        if value is None or encryption.passes:
            return value
        return unseal_text(encryption.ring, value, self.place)


class SealedJson(TypeDecorator[Any], _Sealed):
    """JSON, which is sealed as a whole; null stays null."""

    impl = JSON
    cache_ok = True

    def __init__(self, place: str) -> None:
        super().__init__()
        self.place = place

    def process_bind_param(self, value: Any, dialect: Dialect) -> Any:  # noqa: ANN401 -- JSON is anything
        """As it is stored."""
        encryption = encryption_of(dialect)
        if value is None or encryption.passes:
            return value
        if encryption.ring is None:
            return value[1:] if is_sealed(value) else value
        return seal_text(encryption.ring, json.dumps(value, ensure_ascii=False), self.place)

    def process_result_value(self, value: Any, dialect: Dialect) -> Any:  # noqa: ANN401 -- JSON is anything
        """In clear; raises SealedValueError."""
        encryption = encryption_of(dialect)
        if not is_sealed(value) or encryption.passes:
            return value
        return json.loads(unseal_text(encryption.ring, value, self.place))


def sealed_columns(table: Table) -> Mapping[str, Column[Any]]:
    """The columns of a table whose values are sealed."""
    return {column.name: column for column in table.columns if isinstance(column.type, _Sealed)}
