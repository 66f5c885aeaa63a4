"""Reading the reporting API, and offering what it tells; what a failure interrupts is gone on with."""

from collections.abc import Callable, Mapping
from dataclasses import asdict, replace
from datetime import date, timedelta
from hashlib import sha256
from typing import Any

from worker import log
from worker.marketplace.license_report import NoLicenseError, read_license
from worker.marketplace.values import IssuedLicense
from worker.register.values import BadRow
from worker.requests.request_model import WORKER
from worker.services.contexts import RecordContext, ReviewContext
from worker.services.marketplace import reporting_api
from worker.services.marketplace.reporting_api import ReportingTerms
from worker.services.marketplace.sen_offering import ReportTaken, find_waiting, take_licenses
from worker.store.requests.report_reading import StoredReading

_log = log.get(__name__)
SOURCE = "reporting API"
_BEFORE = timedelta(days=2)  #: days of another time zone, and a day more
_FRESH = timedelta(hours=12)  #: so long a reading that was interrupted is gone on with
_MOST_BAD = 100


def read_reports(
    services: ReviewContext, terms: ReportingTerms, wait: Callable[[float], bool], by: str = WORKER
) -> ReportTaken | None:
    """Read all licenses that approved requests may wait for, and offer them; None where nobody waits.

    Nothing is matched before all pages are read: a license on the last one may be another's rival. Raises
    UnavailableError.
    """
    waiting = find_waiting(services)
    if not waiting:
        return None
    since = min(key.approved for key in waiting) - _BEFORE
    emails = frozenset(key.email for key in waiting)
    reading = _begun(services, since, emails)
    at_once = reading.offset == 0
    for page in reporting_api.read_pages(terms, since, reading.offset, wait):
        reading = _with(reading, page.records, emails, page.next_offset)
        with services.store.write() as tx:
            tx.report_reading.keep(reading)
    with services.store.write() as tx:
        tx.report_reading.forget()
    issued = [_license(one) for one in reading.kept]
    bad = [BadRow(line=0, problem=one) for one in reading.problems]
    taken = take_licenses(services, issued, bad, SOURCE, by, at_once=at_once)
    _log.info("license_report_read", licenses=reading.offset, offers=len(taken.offers))
    return replace(taken, licenses=reading.licenses)


def _begun(services: RecordContext, since: date, emails: frozenset[str]) -> StoredReading:
    """The reading that was interrupted, where it looked for the same; else a new one."""
    now = services.clock()
    mark = sha256("\n".join((since.isoformat(), *sorted(emails))).encode()).hexdigest()
    with services.store.read() as tx:
        kept = tx.report_reading.find()
    if kept is not None and kept.mark == mark and timedelta(0) <= now - kept.started_at < _FRESH:
        return kept
    return StoredReading(mark=mark, started_at=now)


def _with(
    reading: StoredReading,
    records: tuple[Mapping[str, Any], ...],
    emails: frozenset[str],
    next_offset: int | None,
) -> StoredReading:
    """With a page: of its licenses those alone that may be waited for."""
    kept, problems = list(reading.kept), list(reading.problems)
    for record in records:
        try:
            one = read_license(record)
        except NoLicenseError as error:
            problems.append(str(error))
            continue
        if one.emails & emails:
            kept.append(_row(replace(one, emails=one.emails & emails)))
    return replace(
        reading,
        offset=reading.offset + len(records) if next_offset is None else next_offset,
        licenses=reading.licenses + len(records),
        kept=tuple(kept),
        problems=tuple(problems[:_MOST_BAD]),
    )


def _row(one: IssuedLicense) -> dict[str, Any]:
    days = {
        name: day.isoformat() if day else None
        for name, day in (("started", one.started), ("updated", one.updated))
    }
    return {**asdict(one), **days, "emails": sorted(one.emails)}


def _license(row: Mapping[str, Any]) -> IssuedLicense:
    days = {name: date.fromisoformat(row[name]) if row[name] else None for name in ("started", "updated")}
    return IssuedLicense(**{**row, **days, "emails": frozenset(row["emails"])})
