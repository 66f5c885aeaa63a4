"""All about one request as plain rows, for `--json` and for tables."""

from collections.abc import Sequence
from dataclasses import asdict, dataclass

from worker.reader_process.mail_reader import ReadingFailedError
from worker.reading.message import Message, bodies_of
from worker.reading.text.own_text import own_words
from worker.requests.account_changes import find_account_changes
from worker.requests.account_owner import find_owner_mails
from worker.requests.request_model import OURS, Event, FieldValue, RelatedRequest, Request, State
from worker.requests.review_rules import license_keys
from worker.requests.senders.sender_authenticity import judge_author
from worker.requests.staff.approval_points import ApprovalPoint, list_points, weigh
from worker.requests.staff.point_summary import in_one_line, worst
from worker.requests.threading.related_requests import describe_shared
from worker.services.contexts import PolicyContext, ReadingContext, ReviewContext
from worker.services.owner_answer import with_owner_answer
from worker.services.register.register_check import with_register
from worker.services.request_lookup import look_up_request
from worker.services.row_lists import Row, format_time, ledger_row, letter_row, request_row
from worker.store.records import LedgerEntry, UnreadPlace
from worker.store.transactions import Transaction

#: In which states staff judge whether a request is eligible, or did.
_JUDGED = (State.READY_FOR_REVIEW, State.AWAITING_UPGRADE, State.APPROVED)


def request(services: ReviewContext, name: str) -> Row:
    """One request with its fields' evidence, messages, letters and events."""
    with services.store.read() as tx:
        found = look_up_request(tx, name)
        request_id = found.id or 0
        case = _look_at(services, tx, found)
        return {
            **request_row(services.forms, found),
            "problems": dict(found.problems),
            "sens": list(found.sens),
            "evidence": {name: _evidence(value) for name, value in found.fields.items() if value.evidence},
            "facts": [_fact(kind, value) for kind, value in found.facts.items()],
            "set_by": {name: value.set_by for name, value in found.fields.items() if value.value is not None},
            "related": [_related(other) for other in case.others],
            "batch_requests": [_of_batch(one) for one in tx.requests.in_batch(found.batch)],
            "eligibility": [asdict(point) for point in case.points],
            "summary": in_one_line(case.points),
            "messages": [_message(services, entry, message) for entry, message in case.mails],
            "letters": [letter_row(letter) for letter in tx.letters.of_request(request_id)],
            "events": [{**asdict(event), "at": format_time(event.at)} for event in case.events],
        }


def judged(services: ReviewContext, states: Sequence[State]) -> list[Row]:
    """Requests with verdict and summary, the worst first; without states those that wait for staff.

    Each is looked at as `request` does, so many of them take their time.
    """
    rows = []
    with services.store.read() as tx:
        for found in tx.requests.listed(states or _JUDGED):
            points = _look_at(services, tx, found).points
            verdict = worst(points)
            row = request_row(services.forms, found)
            rows.append((weigh(verdict), row | {"verdict": str(verdict), "summary": in_one_line(points)}))
    return [row for _, row in sorted(rows, key=lambda one: one[0])]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Case:
    """A request with what speaks for it and against it, and from what that is known."""

    mails: Sequence[tuple[LedgerEntry, Message | None]]
    events: Sequence[Event]
    others: Sequence[RelatedRequest]
    points: Sequence[ApprovalPoint]


def _look_at(services: ReviewContext, tx: Transaction, found: Request) -> _Case:
    mails = [(entry, _read(services, tx, entry)) for entry in tx.ledger.mail_of(found.id or 0)]
    events, others = tx.requests.events(found.id or 0), list_related(tx, found)
    points = with_owner_answer(services, tx, found, _points(services, found, mails, others, events), events)
    return _Case(mails=mails, events=events, others=others, points=with_register(services, tx, found, points))


def list_related(tx: Transaction, request: Request) -> tuple[RelatedRequest, ...]:
    """The other requests that name one of this one's license keys or its account."""
    account = request.fields.get("account_email")
    return tx.requests.related(license_keys(request), str((account and account.value) or ""), request.id)


def _of_batch(one: Request) -> Row:
    """One of the requests that came in the same mail."""
    named = one.fields.get("organization")
    return {
        "reference": one.reference,
        "state": str(one.state),
        "organization": named.value if named else None,
        "ask": list(one.ask),
        "sens": list(one.sens),
    }


def _related(other: RelatedRequest) -> Row:
    return {"reference": other.reference, "state": str(other.state), "why": describe_shared(other)}


def _read(services: ReadingContext, tx: Transaction, entry: LedgerEntry) -> Message | None:
    """The message, as far as its bytes are kept and can be read."""
    raw = tx.ledger.raw(entry.id)
    try:
        return services.readings.message(raw) if raw is not None else None
    except ReadingFailedError:
        return None


def _points(
    services: ReadingContext,
    request: Request,
    mails: Sequence[tuple[LedgerEntry, Message | None]],
    others: Sequence[RelatedRequest],
    events: Sequence[Event],
) -> tuple[ApprovalPoint, ...]:
    own = [(entry, one) for entry, one in mails if one is not None and entry.disposition in OURS]
    changes = find_account_changes(events, {entry.seen_at: n for n, (entry, _) in enumerate(mails, 1)})
    return list_points(
        request,
        services.required(request.form),
        [message for _, message in own],
        others,
        services.policy,
        changes,
        events,
        find_owner_mails([(entry.seen_at, message) for entry, message in own], events),
    )


def _message(services: PolicyContext, entry: LedgerEntry, message: Message | None) -> Row:
    """A message of the request with what its sender wrote, less what they quote, and who that is."""
    if message is None:
        return {**ledger_row(entry), "text": None, "unread": [], "authenticity": None, "author": None}
    texts = unread_texts(message, entry.unread)
    return {
        **ledger_row(entry),
        "text": own_words(message),
        "unread": [{**asdict(place), "text": text} for place, text in zip(entry.unread, texts, strict=True)],
        "author": message.from_.addr,
        "authenticity": str(judge_author(message, services.policy).authenticity),
    }


def unread_texts(message: Message, unread: Sequence[UnreadPlace]) -> list[str]:
    """The words at these places of a message, empty where its part is not there."""
    texts = {body.part: body.text for body in bodies_of(message)}
    return [texts.get(place.part, "")[place.start : place.end].strip() for place in unread]


def _fact(kind: str, value: FieldValue) -> Row:
    """What the customer told beside the form's answers, and where."""
    return {"kind": str(kind), "value": value.value, **_evidence(value)}


def _evidence(value: FieldValue) -> Row:
    if value.evidence is None:
        return {}
    return {"message": value.message, **asdict(value.evidence)}
