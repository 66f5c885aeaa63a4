"""The register's history, and what it says of one license key."""

from collections.abc import Iterator
from dataclasses import asdict

from worker.errors import RefusedError, UsageError
from worker.register.values import KeyMatch, RegisteredLicense, RegisterImport
from worker.services.contexts import RecordContext, RegisterContext, StoreContext
from worker.services.register.register_import import register_secret, remove_import
from worker.services.register.register_lookup import match_key
from worker.services.row_lists import Row, format_time


def listed(services: StoreContext) -> Iterator[Row]:
    """Every import, oldest first."""
    return map(import_row, imports(services))


def imports(services: StoreContext) -> tuple[RegisterImport, ...]:
    """The same as values."""
    with services.store.read() as tx:
        return tx.register.imports()


def import_row(one: RegisterImport) -> Row:
    """One import as a row."""
    return {
        "id": one.id,
        "at": format_time(one.at),
        "who": one.who,
        "file": one.file,
        **asdict(one.counts),
        "mapping": dict(one.mapping),
        "undone_at": format_time(one.undone_at),
        "undone_by": one.undone_by or None,
    }


def license_row(one: RegisteredLicense) -> Row:
    """One license as a row; its key is its last four characters."""
    return {
        "key": f"…{one.ending}",
        "product": one.product,
        "users": one.users,
        "organization": one.organization,
        "buyer": one.buyer,
        "email": one.email,
        "bought": one.bought.isoformat() if one.bought else None,
        "maintenance_until": one.maintenance_until.isoformat() if one.maintenance_until else None,
        "sen": one.sen or None,
    }


def undo(services: RecordContext, import_id: int, by: str) -> RegisterImport:
    """Take the newest import back: the register is as it was before. RefusedError for an older one."""
    with services.store.write() as tx:
        found = next((one for one in tx.register.imports() if one.id == import_id), None)
        if found is None:
            raise UsageError(f"there is no import {import_id}; `sen-worker register list` shows them")
        if found.undone_at is not None:
            raise RefusedError(f"import {import_id} is undone already")
        newest = tx.register.newest()
        if newest is not None and newest.id != import_id:
            raise RefusedError(f"import {newest.id} came after it; undo that one first")
        tx.register.mark_undone(import_id, by, services.clock())
    remove_import(services, import_id)
    return found


def size(services: StoreContext) -> int:
    """How many licenses the register holds."""
    with services.store.read() as tx:
        return tx.register.size()


def look_up(services: RegisterContext, key: str) -> KeyMatch:
    """What the register says of a key, however it is wrapped."""
    secret = register_secret(services)
    with services.store.read() as tx:
        return match_key(tx, secret, key)
