"""The license register within one transaction."""

from collections.abc import Iterable, Sequence
from dataclasses import asdict
from datetime import date, datetime
from typing import Any

from sqlalchemy import Connection, Row, bindparam, delete, func, insert, select, update

from worker.register.values import DateOrder, ImportCounts, RegisteredLicense, RegisterImport
from worker.store.encryption.sealed_types import SealedText, encryption_of
from worker.store.tables.register_schema import register_imports, register_licenses
from worker.store.tables.schema import fields as request_fields

_VALUES = tuple(register_licenses.c[name] for name in RegisteredLicense._fields)
_PLACES = ", ".join((*RegisteredLicense._fields, "import_id"))
_ORGANIZATION, _BUYER, _EMAIL = (
    SealedText(f"register_licenses.{name}") for name in ("organization", "buyer", "email")
)
_CHUNK = 500  #: SQLite takes so many parameters in one statement, and more
#: Of each license what the newest import says comes last.
_STANDING = (
    select(*_VALUES)
    .join(register_imports, register_imports.c.id == register_licenses.c.import_id)
    .where(
        register_licenses.c.digest.in_(bindparam("digests", expanding=True)),
        register_imports.c.finished,
        register_imports.c.undone_at.is_(None),
    )
    .order_by(register_licenses.c.import_id)
)


class Register:
    """Imports of the sales list, and the licenses that they brought."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def begin(self, started: RegisterImport) -> int:
        """An import begins; what it brings counts once it is finished."""
        row = _columns(started) | {"touched_at": started.at}
        query = insert(register_imports).values(**row).returning(register_imports.c.id)
        return int(self._connection.execute(query).scalar_one())

    def add(self, import_id: int, licenses: Sequence[RegisteredLicense], now: datetime) -> None:
        """What an import that has begun brings."""
        if licenses:
            self._add_rows([(*one, import_id) for one in self._as_stored(licenses)])
        same = register_imports.c.id == import_id
        self._connection.execute(update(register_imports).where(same).values(touched_at=now))

    def _as_stored(self, licenses: Sequence[RegisteredLicense]) -> Sequence[RegisteredLicense]:
        """Sealed where the database has a key, which SQLAlchemy is not there to see to."""
        dialect = self._connection.dialect
        if encryption_of(dialect).ring is None:
            return licenses
        return [
            one._replace(
                organization=_ORGANIZATION.process_bind_param(one.organization, dialect) or "",
                buyer=_BUYER.process_bind_param(one.buyer, dialect) or "",
                email=_EMAIL.process_bind_param(one.email, dialect) or "",
            )
            for one in licenses
        ]

    def _add_rows(self, rows: Sequence[tuple[Any, ...]]) -> None:
        """Put rows in by what the driver has for many: SQLAlchemy takes longer than the database itself."""
        if self._connection.dialect.name == "postgresql":
            driver: Any = self._connection.connection.driver_connection
            with (
                driver.cursor() as cursor,
                cursor.copy(f"COPY register_licenses ({_PLACES}) FROM STDIN") as copy,
            ):
                for row in rows:
                    copy.write_row(row)
            return
        marks = ", ".join("?" * len(rows[0]))
        plain = [tuple(one.isoformat() if isinstance(one, date) else one for one in row) for row in rows]
        put = f"INSERT INTO register_licenses ({_PLACES}) VALUES ({marks})"  # noqa: S608 -- columns of ours
        self._connection.exec_driver_sql(put, plain)

    def finish(self, import_id: int, counts: ImportCounts) -> None:
        """The import is whole: it counts from now on."""
        same = register_imports.c.id == import_id
        done = update(register_imports).where(same).values(finished=True, counts=asdict(counts))
        self._connection.execute(done)

    def unfinished(self) -> list[tuple[int, str, datetime]]:
        """Imports that have begun and not ended: id, who, and when they last were at work."""
        query = select(register_imports).where(~register_imports.c.finished)
        return [(row.id, row.who, row.touched_at) for row in self._connection.execute(query)]

    def drop(self, import_id: int) -> None:
        """Forget an import that brought nothing, or nothing any more."""
        self._connection.execute(delete(register_imports).where(register_imports.c.id == import_id))

    def mark_undone(self, import_id: int, by: str, at: datetime) -> None:
        """The import counts no more."""
        same = register_imports.c.id == import_id
        self._connection.execute(update(register_imports).where(same).values(undone_at=at, undone_by=by))

    def remove_some(self, import_id: int, most: int) -> int:
        """Remove licenses that an import brought, at most so many; how many there were."""
        here = select(register_licenses.c.id).where(register_licenses.c.import_id == import_id).limit(most)
        gone = delete(register_licenses).where(register_licenses.c.id.in_(here.scalar_subquery()))
        return self._connection.execute(gone).rowcount

    def standing(self, digests: Iterable[bytes]) -> dict[bytes, RegisteredLicense]:
        """What the register says of these keys, by their hashes."""
        found: dict[bytes, RegisteredLicense] = {}
        wanted = list(digests)
        for start in range(0, len(wanted), _CHUNK):
            rows = self._connection.execute(_STANDING, {"digests": wanted[start : start + _CHUNK]})
            for row in rows:
                one = RegisteredLicense._make(row)
                found[one.digest] = one
        return found

    def keys_of(self, request_ids: Sequence[int]) -> dict[int, str]:
        """The license keys that these requests name, as they have them."""
        query = select(request_fields.c.request_id, request_fields.c.value).where(
            request_fields.c.request_id.in_(request_ids), request_fields.c.name == "license_key"
        )
        rows = self._connection.execute(query)
        return {row.request_id: str(row.value) for row in rows if row.value}

    def imports(self) -> tuple[RegisterImport, ...]:
        """The history, oldest first."""
        query = select(register_imports).where(register_imports.c.finished).order_by(register_imports.c.id)
        return tuple(_import(row) for row in self._connection.execute(query))

    def newest(self) -> RegisterImport | None:
        """The newest import that counts."""
        query = (
            select(register_imports)
            .where(register_imports.c.finished, register_imports.c.undone_at.is_(None))
            .order_by(register_imports.c.id.desc())
            .limit(1)
        )
        row = self._connection.execute(query).first()
        return None if row is None else _import(row)

    def size(self) -> int:
        """How many licenses the register holds."""
        query = (
            select(func.count(register_licenses.c.digest.distinct()))
            .select_from(register_licenses)
            .join(register_imports, register_imports.c.id == register_licenses.c.import_id)
            .where(register_imports.c.finished, register_imports.c.undone_at.is_(None))
        )
        return int(self._connection.execute(query).scalar_one())


def _columns(one: RegisterImport) -> dict[str, Any]:
    return {
        "at": one.at,
        "who": one.who,
        "file": one.file,
        "mapping": dict(one.mapping),
        "dates": one.dates,
        "counts": asdict(one.counts),
        "secret_mark": one.secret_mark,
        "finished": one.finished,
    }


def _import(row: Row[Any]) -> RegisterImport:
    return RegisterImport(
        id=row.id,
        at=row.at,
        who=row.who,
        file=row.file,
        mapping=row.mapping,
        dates=DateOrder(row.dates) if row.dates else None,
        counts=ImportCounts(**row.counts),
        secret_mark=row.secret_mark,
        finished=row.finished,
        undone_at=row.undone_at,
        undone_by=row.undone_by or "",
    )
