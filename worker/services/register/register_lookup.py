"""Asking the register for license keys."""

from worker.register import register_keys
from worker.register.values import KeyMatch
from worker.services.contexts import RegisterContext
from worker.store.transactions import Transaction


def secret_of(services: RegisterContext, tx: Transaction) -> bytes | None:
    """What the register's keys are hashed with; None where there is no register, or one of another secret."""
    secret = services.register_secret or tx.stored_register_secret()
    newest = tx.register.newest()
    if secret is None or newest is None or newest.secret_mark != register_keys.mark(secret):
        return None
    return secret


def match_key(tx: Transaction, secret: bytes, key: str) -> KeyMatch:
    """The license of this key; where there is none, those whose keys are one slip away."""
    digest = register_keys.digest(secret, key)
    if (found := tx.register.standing([digest]).get(digest)) is not None:
        return KeyMatch(key=key, found=found)
    nearly = tx.register.standing(register_keys.nearly_digests(secret, key))
    return KeyMatch(key=key, nearly=tuple(nearly.values()))
