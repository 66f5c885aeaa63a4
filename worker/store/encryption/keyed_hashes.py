"""What is looked up without being stored in clear: hashes that only who has the secret can make.

The secret is made once per database and is itself sealed, so that another key changes none of the hashes.
A word of the search becomes one of as many characters in which each stands for all up to it: what begins
alike begins alike here, too, and a range over beginnings finds the same requests.
"""

import hashlib
import hmac
import secrets as randomness
from functools import lru_cache

from sqlalchemy import Connection, select

from worker.store.database.insert_once import insert_once
from worker.store.encryption.sealed_types import encryption_of
from worker.store.tables.schema import secrets

HASHED = "\x02"  #: begins a word that is hashed; no word of a text has it
HASHED_END = "\x03"  #: sorts after all of these
KEYED = "k"  #: begins a keyed digest; a plain one is hexadecimal
NAME = "hashes"  #: of the secret in the table
_LONGEST = 39  # characters of a word but for the mark
_FIRST, _MANY = 0x4E00, 0x1000  # a run of characters that are one each to both databases


def stored_secret(connection: Connection) -> bytes | None:
    """The secret of this database's hashes; None where nothing was ever encrypted in it."""
    found = connection.execute(select(secrets.c.value).where(secrets.c.name == NAME)).scalar()
    return None if found is None else bytes(found)


def is_encrypted(connection: Connection) -> bool:
    """Whether a key was ever configured for this database."""
    query = select(secrets.c.name).where(secrets.c.name == NAME)
    return connection.execute(query).first() is not None


def make_secret(connection: Connection) -> bytes:
    """The same, made where there is none; of two workers at once the second takes the first one's."""
    row = insert_once(connection.dialect.name, secrets).values(name=NAME, value=randomness.token_bytes(32))
    connection.execute(row.on_conflict_do_nothing())
    found = stored_secret(connection)
    if found is None:
        raise LookupError("the secret of the hashes was not stored")
    return found


def digests_of(connection: Connection, text: str) -> list[str]:
    """How a license key or an account may stand in its table, as it is written now first."""
    plain = plain_digest(text)
    secret = encryption_of(connection.dialect).secret
    return [plain] if secret is None else [keyed_digest(secret, plain), plain]


def plain_digest(text: str) -> str:
    """As it stands where there is no key."""
    return hashlib.sha256(text.encode("utf-8", "replace")).hexdigest()


def keyed_digest(secret: bytes, plain: str) -> str:
    """As it stands where there is one, from the plain digest."""
    return KEYED + hmac.digest(secret, b"digest\0" + plain.encode(), "sha256").hex()[:63]


def words_as_stored(connection: Connection, word: str) -> list[str]:
    """How a word, or the beginning of one, may stand in the search's table, as it is written now first."""
    secret = encryption_of(connection.dialect).secret
    return [word] if secret is None else [hashed_word(secret, word), word]


def hashed_word(secret: bytes, word: str) -> str:
    """The word that stands for it; the beginnings of words stand for their beginnings."""
    short = word[:_LONGEST]
    return HASHED + "".join(_character(secret, short[: end + 1]) for end in range(len(short)))


@lru_cache(maxsize=50_000)
def _character(secret: bytes, beginning: str) -> str:
    told = hmac.digest(secret, b"word\0" + beginning.encode("utf-8", "surrogatepass"), "sha256")
    return chr(_FIRST + int.from_bytes(told[:2]) % _MANY)
