"""All that there is on one request, read together: what its page shows."""

from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass
from datetime import timedelta

from worker.forms.definition import Form
from worker.forms.extraction import Evidence
from worker.marketplace.values import SenOffer
from worker.reader_process.reader import ReadingFailedError
from worker.reading.message import Message
from worker.requests.account_changes import find_account_changes
from worker.requests.authenticity import AuthenticityVerdict, judge_author, wrote_it
from worker.requests.eligibility import Point, points
from worker.requests.values import OURS, Disposition, Event, Request
from worker.services.acting import Undoable, undoable
from worker.services.house import House
from worker.services.marketplace.offering import offers_for
from worker.services.matching import candidates
from worker.services.register.checking import with_register
from worker.services.views import beside
from worker.store.rows import LedgerEntry, Letter
from worker.store.store import Transaction

#: Who has not been heard of for so long does not look any more; pages ping every 15 seconds.
_LOOKS = timedelta(seconds=40)
_MOST_MAILS = 50


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """Where a field's value was read in a mail."""

    field: str
    evidence: Evidence
    current: bool  #: False where a later answer, or a person, has replaced it


@dataclass(frozen=True, slots=True, kw_only=True)
class Mail:
    """One message on the request."""

    number: int  #: from 1, in the order of arrival
    entry: LedgerEntry
    message: Message | None  #: None where its bytes are not kept any more, or can't be read
    problem: str  #: why they can't, in words
    sources: tuple[Source, ...]
    same_sender: bool
    verdict: AuthenticityVerdict | None  #: on its author; None where its bytes are not kept any more


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseFile:
    """One request with everything around it."""

    request: Request
    form: Form | None
    required: tuple[str, ...]
    points: tuple[Point, ...]
    mails: tuple[Mail, ...]
    letters: tuple[Letter, ...]
    events: tuple[Event, ...]
    others: tuple[str, ...]  #: who else looks at it
    undoable: Undoable | None
    offers: tuple[SenOffer, ...]  #: SENs that the Marketplace's report has for its keys
    candidates: tuple[Request, ...]  #: that it may belong to
    colleagues: tuple[str, ...]  #: to whom it may be assigned


def load(house: House, name: str, who: str) -> CaseFile | None:
    """The request as `who` sees it now; None when there is none. Its mail is read once as long as we live."""
    _read_ahead(house, name)
    with house.store.read() as tx:
        request = tx.requests.find(name)
        if request is None or request.id is None:
            return None
        mails = _mails(house, tx, request)
        required = house.required(request.form)
        messages = [one.message for one in mails if one.message is not None and one.entry.disposition in OURS]
        events = tx.requests.events(request.id)
        changes = find_account_changes(events, {mail.entry.seen_at: mail.number for mail in mails})
        return CaseFile(
            request=request,
            form=house.forms.get(request.form),
            required=required,
            points=with_register(
                house,
                tx,
                request,
                points(request, required, messages, beside(tx, request), house.policy, changes, events),
            ),
            mails=mails,
            letters=tx.letters.of_request(request.id),
            events=events,
            others=tx.presence.others(request.id, who, house.clock() - _LOOKS),
            undoable=undoable(tx, request),
            offers=offers_for(tx, request),
            candidates=candidates(house, tx, request),
            colleagues=tuple(row.name for row in tx.staff.listed()),
        )


def look(house: House, name: str, who: str, version: int) -> tuple[tuple[str, ...], tuple[Event, ...]]:
    """Note that `who` looks at it; who else does, and what happened to it since `version`."""
    now = house.clock()
    with house.store.write() as tx:
        request = house.find(tx, name)
        request_id = request.id or 0
        tx.presence.forget(request_id, now - _LOOKS)
        tx.presence.note(request_id, who, now)
        others = tx.presence.others(request_id, who, now - _LOOKS)
        return others, tx.requests.events_since(request_id, version)


def markup(house: House, mail: Mail) -> str:
    """The HTML of a mail as it was sent: hostile, to be sanitised before it is shown."""
    return house.readings.source(_raw(house, mail)).markup


def header(house: House, mail: Mail) -> str:
    """The header of a mail as it was sent."""
    return house.readings.source(_raw(house, mail)).header


def _raw(house: House, mail: Mail) -> bytes:
    with house.store.read() as tx:
        return tx.ledger.raw(mail.entry.id) or b""


def _read_ahead(house: House, name: str) -> None:
    """Read what was not read yet before the transaction in which all is looked at together."""
    with house.store.read() as tx:
        request = tx.requests.find(name)
        entries = tx.ledger.mail_of(request.id or 0)[:_MOST_MAILS] if request else ()
        kept = [raw for entry in entries if (raw := tx.ledger.raw(entry.id)) is not None]
    for raw in kept:
        with suppress(ReadingFailedError):
            house.readings.message(raw)


def _mails(house: House, tx: Transaction, request: Request) -> tuple[Mail, ...]:
    entries = tx.ledger.mail_of(request.id or 0)
    return tuple(
        _mail(house, request, number, entry, tx.ledger.raw(entry.id))
        for number, entry in enumerate(entries[:_MOST_MAILS], start=1)
    )


def _mail(house: House, request: Request, number: int, entry: LedgerEntry, raw: bytes | None) -> Mail:
    message, problem = None, ""
    try:
        message = house.readings.message(raw) if raw is not None else None
    except ReadingFailedError as error:
        problem = str(error)
    return Mail(
        number=number,
        entry=entry,
        message=message,
        problem=problem,
        sources=_sources(house, request, entry, raw) if raw is not None and message is not None else (),
        same_sender=message is not None and wrote_it(message, request.requester.addr),
        verdict=judge_author(message, house.policy) if message is not None else None,
    )


def _sources(house: House, request: Request, entry: LedgerEntry, raw: bytes) -> tuple[Source, ...]:
    current = {
        name: value.evidence
        for name, value in request.fields.items()
        if value.message == entry.id and value.evidence is not None
    }
    found = [Source(field=name, evidence=evidence, current=True) for name, evidence in current.items()]
    # What the first mail said of the other fields, as today's reader finds it; only what stands is stored.
    again: Mapping[str, Evidence] = {}
    if entry.disposition is Disposition.REQUEST:
        again = house.readings.evidence(raw)
    for name, evidence in again.items():
        if name not in current:
            stands = name not in request.fields and name not in request.problems
            found.append(Source(field=name, evidence=evidence, current=stands))
    return tuple(found)
