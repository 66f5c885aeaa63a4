"""Taking a sales list into the register: in pieces, so that others can write meanwhile; whole or not at all.

What an import brings counts once it is finished. One that was broken off counts for nothing, and the next
import removes what it left.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import timedelta
from itertools import islice
from pathlib import Path

from worker.errors import RefusedError, UsageError
from worker.register import register_keys
from worker.register.cell_values import CellError, find_order
from worker.register.register_columns import ColumnLayout, propose_columns, recall_columns, with_given
from worker.register.register_entries import RowReader, first_of_each
from worker.register.values import BadRow, Column, DateOrder, ImportCounts, RegisteredLicense, RegisterImport
from worker.services.contexts import RecordContext, RegisterContext, StoreContext
from worker.services.progress_log import Progress
from worker.services.register.register_files import OpenSheet, open_sheet
from worker.store.transactions import Transaction

_ROWS = 5_000  #: in one transaction
_LOOKED_AT = 2_000  #: rows whose dates tell how dates are written
_SILENT = timedelta(minutes=5)  #: an import that did nothing for so long was broken off
_MOST_TOLD = 1_000  #: bad rows that are told one by one


@dataclass(frozen=True, slots=True, kw_only=True)
class ImportPlan:
    """How a file is going to be read."""

    file: Path
    layout: ColumnLayout
    dates: DateOrder | None
    remembered: bool  #: as an earlier file with these headings was
    name: str = ""  #: what the file is called in the history, where that is not the path's name


@dataclass(slots=True)
class ImportReport:
    """What an import did, or would do."""

    counts: ImportCounts = field(default_factory=ImportCounts)
    bad: list[BadRow] = field(default_factory=list)  #: the first thousand
    id: int | None = None  #: None where nothing was written


def plan_import(
    services: StoreContext, file: Path, given: Mapping[str, str], dates: DateOrder | None = None
) -> ImportPlan:
    """Which column is about what: as told, else as in the last file, else by the headings."""
    with services.store.read() as tx:
        last = tx.register.newest()
    with open_sheet(file) as sheet:
        known = recall_columns(sheet.headings, last.mapping) if last is not None else None
        layout = with_given(known or propose_columns(sheet.headings), given)
        if Column.KEY not in layout.mapping:
            raise UsageError(
                f"{file}: no column is known to hold license keys; name it: --map 'HEADING={Column.KEY}'. "
                f"The file has {', '.join(repr(name) for name in sheet.headings if name)}"
            )
        order = dates or _order_of(sheet, layout) or (last.dates if known and last else None)
    return ImportPlan(file=file, layout=layout, dates=order, remembered=known is not None and not given)


def rehearse_import(services: RegisterContext, plan: ImportPlan, progress: Progress) -> ImportReport:
    """What an import would do; writes nothing."""
    return _Import(services, plan, None).run(progress)


def run_import(services: RegisterContext, plan: ImportPlan, by: str, progress: Progress) -> ImportReport:
    """Take the file in: one entry of the history."""
    _clear_unfinished(services)
    _require_same_secret(services)
    started = started_import(services, plan, by)
    with services.store.write() as tx:
        import_id = tx.register.begin(started)
    try:
        report = _Import(services, plan, import_id).run(progress)
        with services.store.write() as tx:
            tx.register.finish(import_id, report.counts)
    except BaseException:
        remove_import(services, import_id, drop=True)
        raise
    report.id = import_id
    return report


def started_import(services: RegisterContext, plan: ImportPlan, by: str) -> RegisterImport:
    """The entry of the history as it is at the start."""
    return RegisterImport(
        id=0,
        at=services.clock(),
        who=by,
        file=plan.name or plan.file.name,
        mapping=plan.layout.named(),
        dates=plan.dates,
        counts=ImportCounts(),
        secret_mark=register_keys.mark(register_secret(services)),
        finished=False,
    )


def reader_of(services: RegisterContext, plan: ImportPlan) -> RowReader:
    """What reads the file's rows."""
    return RowReader(plan.layout, plan.dates, register_secret(services))


def register_secret(services: RegisterContext) -> bytes:
    """What license keys of the register are hashed with: of the configuration, else of the database."""
    if services.register_secret:
        return services.register_secret
    with services.store.read() as tx:
        if (stored := tx.stored_register_secret()) is not None:
            return stored
    with services.store.write() as tx:
        return tx.register_secret()


def remove_import(services: StoreContext, import_id: int, *, drop: bool = False) -> None:
    """Remove what an import brought, in pieces; and with `drop` that there was one."""
    while True:
        with services.store.write() as tx:
            if not tx.register.remove_some(import_id, _ROWS):
                if drop:
                    tx.register.drop(import_id)
                return


def _clear_unfinished(services: RecordContext) -> None:
    with services.store.read() as tx:
        unfinished = tx.register.unfinished()
    for import_id, who, touched_at in unfinished:
        if services.clock() - touched_at < _SILENT:
            raise RefusedError(
                f"{who} is importing a file at this moment; wait until that has ended"
                f" (one that was broken off is forgotten {_SILENT.seconds // 60} minutes after)"
            )
        remove_import(services, import_id, drop=True)


def _require_same_secret(services: RegisterContext) -> None:
    mark = register_keys.mark(register_secret(services))
    with services.store.read() as tx:
        newest = tx.register.newest()
    if newest is not None and newest.secret_mark != mark:
        raise RefusedError(
            "the register's keys were hashed with another secret than register.secret is now: give the "
            "former one, or undo every import (`sen-worker register undo`) and import anew"
        )


def _order_of(sheet: OpenSheet, layout: ColumnLayout) -> DateOrder | None:
    places = [layout.mapping[one] for one in (Column.BOUGHT, Column.MAINTENANCE) if one in layout.mapping]
    rows = (row for _, row in islice(sheet.rows, _LOOKED_AT))
    return find_order(row[place] for row in rows for place in places if place < len(row))


class _Import:
    """One reading of a file, from its first row to its last."""

    def __init__(self, services: RegisterContext, plan: ImportPlan, import_id: int | None) -> None:
        self._services, self._plan, self._import_id = services, plan, import_id
        self._reader = reader_of(services, plan)
        self._check_first = first_of_each()
        self._report = ImportReport()

    def run(self, progress: Progress) -> ImportReport:
        with open_sheet(self._plan.file) as sheet, progress("rows", sheet.total) as advance:
            while rows := list(islice(sheet.rows, _ROWS)):
                self._take(list(self._read(rows)))
                advance(len(rows))
        return self._report

    def _read(self, rows: Sequence[tuple[int, Sequence[str]]]) -> Iterator[RegisteredLicense]:
        for line, row in rows:
            try:
                entry = self._reader.read(row)
                self._check_first(entry.digest)
                yield entry
            except CellError as error:
                self._count(rows=1, bad=1)
                if len(self._report.bad) < _MOST_TOLD:
                    self._report.bad.append(BadRow(line=line, problem=str(error)))

    def _take(self, entries: Sequence[RegisteredLicense]) -> None:
        if self._import_id is None:
            with self._services.store.read() as tx:
                self._sort_out(tx, entries)
            return
        with self._services.store.write() as tx:
            tx.register.add(self._import_id, self._sort_out(tx, entries), self._services.clock())

    def _sort_out(self, tx: Transaction, entries: Sequence[RegisteredLicense]) -> list[RegisteredLicense]:
        """Those that are new or say something else than what is known."""
        standing = tx.register.standing(one.digest for one in entries) if tx.register.newest() else {}
        news = [one for one in entries if standing.get(one.digest) != one]
        added = sum(one.digest not in standing for one in news)
        changed = len(news) - added
        self._count(rows=len(entries), added=added, changed=changed, same=len(entries) - len(news))
        return news

    def _count(self, **more: int) -> None:
        counts = self._report.counts
        self._report.counts = replace(
            counts, **{name: getattr(counts, name) + value for name, value in more.items()}
        )
