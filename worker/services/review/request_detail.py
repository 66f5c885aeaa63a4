"""All that there is on one request, read together: what its page shows."""

from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass
from datetime import timedelta

from worker.forms.extraction import Evidence
from worker.forms.form_definition import Form
from worker.marketplace.issuing_sheet import IssuingSheet
from worker.marketplace.values import SenOffer
from worker.reader_process.mail_reader import ReadingFailedError
from worker.reading.message import Message
from worker.requests.account_changes import find_account_changes
from worker.requests.account_owner import find_owner_mails
from worker.requests.request_model import OURS, Disposition, Event, Request
from worker.requests.senders.sender_authenticity import AuthenticityVerdict, judge_author, wrote_it
from worker.requests.staff.approval_points import ApprovalPoint, list_points
from worker.services.contexts import MailContext, ReadingContext, RecordContext, ReviewContext, StoreContext
from worker.services.marketplace.issuing_sheets import sheets_of
from worker.services.marketplace.standing_offers import offers_for
from worker.services.owner_answer import with_owner_answer
from worker.services.register.register_check import with_register
from worker.services.request_lookup import look_up_request
from worker.services.review.page_actions import Undoable, find_undoable
from worker.services.review.related_mail import find_candidates
from worker.services.row_views import list_related
from worker.store.records import LedgerEntry, Letter
from worker.store.transactions import Transaction

#: Who has not been heard of for so long does not look any more; pages ping every 15 seconds.
_LOOKS = timedelta(seconds=40)
_MOST_MAILS = 50


@dataclass(frozen=True, slots=True, kw_only=True)
class ValueSource:
    """Where a field's value was read in a mail."""

    field: str
    evidence: Evidence
    current: bool  #: False where a later answer, or a person, has replaced it


@dataclass(frozen=True, slots=True, kw_only=True)
class RequestMail:
    """One message on the request."""

    number: int  #: from 1, in the order of arrival
    entry: LedgerEntry
    message: Message | None  #: None where its bytes are not kept any more, or can't be read
    problem: str  #: why they can't, in words
    sources: tuple[ValueSource, ...]
    same_sender: bool
    verdict: AuthenticityVerdict | None  #: on its author; None where its bytes are not kept any more


@dataclass(frozen=True, slots=True, kw_only=True)
class RequestDetail:
    """One request with everything around it."""

    request: Request
    form: Form | None
    required: tuple[str, ...]
    points: tuple[ApprovalPoint, ...]
    mails: tuple[RequestMail, ...]
    letters: tuple[Letter, ...]
    events: tuple[Event, ...]
    others: tuple[str, ...]  #: who else looks at it
    undoable: Undoable | None
    offers: tuple[SenOffer, ...]  #: SENs that the Marketplace's report has for its keys
    sheets: tuple[IssuingSheet, ...]  #: what the Marketplace's form wants, for each key of an approved one
    candidates: tuple[Request, ...]  #: that it may belong to
    batch: tuple[Request, ...]  #: those that came in the same mail, itself among them
    colleagues: tuple[str, ...]  #: to whom it may be assigned


def load(services: ReviewContext, name: str, who: str) -> RequestDetail | None:
    """The request as `who` sees it now; None when there is none. Its mail is read once as long as we live."""
    _read_ahead(services, name)
    with services.store.read() as tx:
        request = tx.requests.find(name)
        if request is None or request.id is None:
            return None
        mails = _mails(services, tx, request)
        required = services.required(request.form)
        own = [
            (one.entry.seen_at, one.message)
            for one in mails
            if one.message is not None and one.entry.disposition in OURS
        ]
        events = tx.requests.events(request.id)
        changes = find_account_changes(events, {mail.entry.seen_at: mail.number for mail in mails})
        points = list_points(
            request,
            required,
            [message for _, message in own],
            list_related(tx, request),
            services.policy,
            changes,
            events,
            find_owner_mails(own, events),
        )
        return RequestDetail(
            request=request,
            form=services.forms.get(request.form),
            required=required,
            points=with_register(
                services, tx, request, with_owner_answer(services, tx, request, points, events)
            ),
            mails=mails,
            letters=tx.letters.of_request(request.id),
            events=events,
            others=tx.presence.others(request.id, who, services.clock() - _LOOKS),
            undoable=find_undoable(services, tx, request),
            offers=offers_for(tx, request),
            sheets=sheets_of(services, tx, request),
            candidates=find_candidates(services, tx, request),
            batch=tx.requests.in_batch(request.batch),
            colleagues=tuple(row.name for row in tx.staff.listed()),
        )


def look(
    services: RecordContext, name: str, who: str, version: int
) -> tuple[tuple[str, ...], tuple[Event, ...]]:
    """Note that `who` looks at it; who else does, and what happened to it since `version`."""
    now = services.clock()
    with services.store.write() as tx:
        request = look_up_request(tx, name)
        request_id = request.id or 0
        tx.presence.forget(request_id, now - _LOOKS)
        tx.presence.note(request_id, who, now)
        others = tx.presence.others(request_id, who, now - _LOOKS)
        return others, tx.requests.events_since(request_id, version)


def markup(services: MailContext, mail: RequestMail) -> str:
    """The HTML of a mail as it was sent: hostile, to be sanitised before it is shown."""
    return services.readings.source(_raw(services, mail)).markup


def header(services: MailContext, mail: RequestMail) -> str:
    """The header of a mail as it was sent."""
    return services.readings.source(_raw(services, mail)).header


def _raw(services: StoreContext, mail: RequestMail) -> bytes:
    with services.store.read() as tx:
        return tx.ledger.raw(mail.entry.id) or b""


def _read_ahead(services: MailContext, name: str) -> None:
    """Read what was not read yet before the transaction in which all is looked at together."""
    with services.store.read() as tx:
        request = tx.requests.find(name)
        entries = tx.ledger.mail_of(request.id or 0)[:_MOST_MAILS] if request else ()
        kept = [raw for entry in entries if (raw := tx.ledger.raw(entry.id)) is not None]
    for raw in kept:
        with suppress(ReadingFailedError):
            services.readings.message(raw)


def _mails(services: ReadingContext, tx: Transaction, request: Request) -> tuple[RequestMail, ...]:
    entries = tx.ledger.mail_of(request.id or 0)
    return tuple(
        _mail(services, request, number, entry, tx.ledger.raw(entry.id))
        for number, entry in enumerate(entries[:_MOST_MAILS], start=1)
    )


def _mail(
    services: ReadingContext, request: Request, number: int, entry: LedgerEntry, raw: bytes | None
) -> RequestMail:
    message, problem = None, ""
    try:
        message = services.readings.message(raw) if raw is not None else None
    except ReadingFailedError as error:
        problem = str(error)
    return RequestMail(
        number=number,
        entry=entry,
        message=message,
        problem=problem,
        sources=_sources(services, request, entry, raw) if raw is not None and message is not None else (),
        same_sender=message is not None and wrote_it(message, request.requester.addr),
        verdict=judge_author(message, services.policy) if message is not None else None,
    )


def _sources(
    services: ReadingContext, request: Request, entry: LedgerEntry, raw: bytes
) -> tuple[ValueSource, ...]:
    current = {
        name: value.evidence
        for name, value in request.fields.items()
        if value.message == entry.id and value.evidence is not None
    }
    found = [ValueSource(field=name, evidence=evidence, current=True) for name, evidence in current.items()]
    # What the first mail said of the other fields, as today's reader finds it; only what stands is stored.
    again: Mapping[str, Evidence] = {}
    if entry.disposition is Disposition.REQUEST:
        again = services.readings.evidence(raw)
    for name, evidence in again.items():
        if name not in current:
            stands = name not in request.fields and name not in request.problems
            found.append(ValueSource(field=name, evidence=evidence, current=stands))
    return tuple(found)
