"""What the store holds as plain rows, for `--json` and for tables. Times are ISO 8601 in UTC."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict
from datetime import UTC, datetime
from typing import Any

from worker.reader_process.reader import ReadingFailedError
from worker.reading.message import Message, bodies_of
from worker.reading.wording import own_words
from worker.requests.account_changes import find_account_changes
from worker.requests.authenticity import judge_author
from worker.requests.eligibility import Point, points
from worker.requests.related import shared
from worker.requests.review import license_keys
from worker.requests.values import (
    OURS,
    Disposition,
    Event,
    FieldValue,
    LetterState,
    Related,
    Request,
    State,
)
from worker.services.house import House
from worker.store.rows import LedgerEntry, Letter, UnreadPlace
from worker.store.store import Transaction

Row = dict[str, Any]


def requests(house: House, states: Sequence[State] = ()) -> Iterator[Row]:
    """The queue, oldest first; all states when none is named."""
    with house.store.read() as tx:
        for request in tx.requests.listed(states):
            yield request_row(house, request)


def request(house: House, name: str) -> Row:
    """One request with its fields' evidence, messages, letters and events."""
    with house.store.read() as tx:
        found = house.find(tx, name)
        request_id = found.id or 0
        entries = tx.ledger.of_request(request_id)
        mails = [(entry, _read(house, tx, entry)) for entry in entries]
        events, others = tx.requests.events(request_id), beside(tx, found)
        return {
            **request_row(house, found),
            "problems": dict(found.problems),
            "sens": list(found.sens),
            "evidence": {name: _evidence(value) for name, value in found.fields.items() if value.evidence},
            "set_by": {name: value.set_by for name, value in found.fields.items() if value.value is not None},
            "related": [_related(other) for other in others],
            "eligibility": [asdict(point) for point in _points(house, found, mails, others, events)],
            "messages": [_message(house, entry, message) for entry, message in mails],
            "letters": [letter_row(letter) for letter in tx.letters.of_request(request_id)],
            "events": [{**asdict(event), "at": moment(event.at)} for event in events],
        }


def beside(tx: Transaction, request: Request) -> tuple[Related, ...]:
    """The other requests that name one of this one's license keys or its account."""
    account = request.fields.get("account_email")
    return tx.requests.related(license_keys(request), str((account and account.value) or ""), request.id)


def letters(house: House, states: Sequence[LetterState] = ()) -> Iterator[Row]:
    """The outbox, oldest first; all states when none is named."""
    with house.store.read() as tx:
        for letter in tx.letters.listed(states):
            yield letter_row(letter)


def ledger(house: House, dispositions: Sequence[Disposition] = ()) -> Iterator[Row]:
    """The ledger, oldest first; all dispositions when none is named."""
    with house.store.read() as tx:
        for entry in tx.ledger.listed(dispositions):
            yield ledger_row(entry)


def polls(house: House) -> Iterator[Row]:
    """What each poll found and how it was accounted for, oldest first."""
    with house.store.read() as tx:
        for poll in tx.mailboxes.polls():
            yield {**asdict(poll), "at": moment(poll.at), "counts": dict(poll.counts)}


def request_row(house: House, request: Request) -> Row:
    """One row of the queue."""
    return {
        "id": request.id,
        "reference": request.reference,
        "form": request.form,
        "state": str(request.state),
        "attention": [str(reason) for reason in request.attention],
        "requester": request.requester.addr,
        "fields": _fields(house, request.form, request.fields),
        "ask": list(request.ask),
        "created_at": moment(request.created_at),
        "updated_at": moment(request.updated_at),
        "assigned_to": request.assigned_to,
    }


def letter_row(letter: Letter) -> Row:
    """One row of the outbox."""
    return {
        "id": letter.id,
        "request_id": letter.request_id,
        "kind": str(letter.kind),
        "to": letter.to,
        "cc": list(letter.cc),
        "subject": letter.subject,
        "message_id": letter.message_id,
        "state": str(letter.state),
        "hold_reason": letter.hold_reason,
        "attempts": letter.attempts,
        "last_error": letter.last_error,
        "created_at": moment(letter.created_at),
        "sent_at": moment(letter.sent_at),
    }


def ledger_row(entry: LedgerEntry) -> Row:
    """One row of the ledger."""
    return {
        "id": entry.id,
        "mailbox": entry.place.mailbox,
        "folder": entry.place.folder,
        "uid_validity": entry.place.uid_validity,
        "uid": entry.place.uid or None,
        "message_id": entry.message_id,
        "disposition": str(entry.disposition),
        "reason": entry.reason,
        "request_id": entry.request_id,
        "seen_at": moment(entry.seen_at),
    }


def _related(other: Related) -> Row:
    return {"reference": other.reference, "state": str(other.state), "why": shared(other)}


def _read(house: House, tx: Transaction, entry: LedgerEntry) -> Message | None:
    """The message, as far as its bytes are kept and can be read."""
    raw = tx.ledger.raw(entry.id)
    try:
        return house.readings.message(raw) if raw is not None else None
    except ReadingFailedError:
        return None


def _points(
    house: House,
    request: Request,
    mails: Sequence[tuple[LedgerEntry, Message | None]],
    others: Sequence[Related],
    events: Sequence[Event],
) -> tuple[Point, ...]:
    messages = [message for entry, message in mails if message is not None and entry.disposition in OURS]
    changes = find_account_changes(events, {entry.seen_at: n for n, (entry, _) in enumerate(mails, 1)})
    return points(request, house.required(request.form), messages, others, house.policy, changes)


def _message(house: House, entry: LedgerEntry, message: Message | None) -> Row:
    """A message of the request with what its sender wrote, less what they quote, and who that is."""
    if message is None:
        return {**ledger_row(entry), "text": None, "unread": [], "authenticity": None, "author": None}
    texts = unread_texts(message, entry.unread)
    return {
        **ledger_row(entry),
        "text": own_words(message),
        "unread": [{**asdict(place), "text": text} for place, text in zip(entry.unread, texts, strict=True)],
        "author": message.from_.addr,
        "authenticity": str(judge_author(message, house.policy).authenticity),
    }


def unread_texts(message: Message, unread: Sequence[UnreadPlace]) -> list[str]:
    """The words at these places of a message, empty where its part is not there."""
    texts = {body.part: body.text for body in bodies_of(message)}
    return [texts.get(place.part, "")[place.start : place.end].strip() for place in unread]


def _fields(house: House, form: str, values: Mapping[str, FieldValue]) -> Row:
    known = house.forms.get(form)
    names = [field.name for field in known.fields] if known else sorted(values)
    return {name: values[name].value if name in values else None for name in names}


def _evidence(value: FieldValue) -> Row:
    if value.evidence is None:
        return {}
    return {"message": value.message, **asdict(value.evidence)}


def moment(when: datetime | None) -> str | None:
    """A time as everything outside shows it: ISO 8601 in UTC."""
    return None if when is None else when.astimezone(UTC).isoformat(timespec="seconds").replace("+00:00", "Z")
