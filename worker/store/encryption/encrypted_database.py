"""Whether a database is encrypted, and whether the keys that are configured are the right ones."""

from sqlalchemy import Connection, Engine

from worker.errors import UnavailableError
from worker.store.database.database_engine import shown, transaction
from worker.store.encryption.key_ring import SealedValueError
from worker.store.encryption.keyed_hashes import is_encrypted, make_secret, stored_secret
from worker.store.encryption.sealed_types import Encryption

_NO_KEY = (
    "is encrypted, and no key is configured: name database.encryption_keys_file; without "
    "the key nothing of it can be read"
)


def open_encryption(writing: Engine, reading: Engine, encryption: Encryption) -> None:
    """Find what the hashes are made with; a database that has nothing of the kind begins to be encrypted.

    Raises UnavailableError where the keys do not open it, or there is none. Nothing is changed then.
    """
    name = shown(writing.url)
    with transaction(reading) as connection:
        refuse_without_key(connection, encryption, name)
        if encryption.ring is None:
            return
        try:
            found = stored_secret(connection)
        except SealedValueError as error:
            raise UnavailableError(
                f"database {name} is encrypted with another key than database.encryption_keys has "
                f"({encryption.ring.names()}); put the key that it was encrypted with behind it: {error}"
            ) from error
    if found is None:
        with transaction(writing) as connection:
            found = make_secret(connection)
    encryption.secret = found


def refuse_without_key(connection: Connection, encryption: Encryption, name: str) -> None:
    """Raise UnavailableError where the database is encrypted and there is no key at all."""
    if encryption.ring is None and is_encrypted(connection):
        raise UnavailableError(f"database {name} {_NO_KEY}")
