"""All about one request as plain rows, for `--json` and for tables."""

from collections.abc import Sequence
from dataclasses import asdict

from worker.reader_process.reader import ReadingFailedError
from worker.reading.message import Message, bodies_of
from worker.reading.wording import own_words
from worker.requests.account_changes import find_account_changes
from worker.requests.authenticity import judge_author
from worker.requests.eligibility import Point, points
from worker.requests.plainness import in_one_line
from worker.requests.related import shared
from worker.requests.review import license_keys
from worker.requests.values import OURS, Event, FieldValue, Related, Request
from worker.services.house import House
from worker.services.listings import Row, ledger_row, letter_row, moment, request_row
from worker.services.register.checking import with_register
from worker.store.rows import LedgerEntry, UnreadPlace
from worker.store.store import Transaction


def request(house: House, name: str) -> Row:
    """One request with its fields' evidence, messages, letters and events."""
    with house.store.read() as tx:
        found = house.find(tx, name)
        request_id = found.id or 0
        entries = tx.ledger.mail_of(request_id)
        mails = [(entry, _read(house, tx, entry)) for entry in entries]
        events, others = tx.requests.events(request_id), beside(tx, found)
        judged = with_register(house, tx, found, _points(house, found, mails, others, events))
        return {
            **request_row(house.forms, found),
            "problems": dict(found.problems),
            "sens": list(found.sens),
            "evidence": {name: _evidence(value) for name, value in found.fields.items() if value.evidence},
            "facts": [_fact(kind, value) for kind, value in found.facts.items()],
            "set_by": {name: value.set_by for name, value in found.fields.items() if value.value is not None},
            "related": [_related(other) for other in others],
            "eligibility": [asdict(point) for point in judged],
            "summary": in_one_line(judged),
            "messages": [_message(house, entry, message) for entry, message in mails],
            "letters": [letter_row(letter) for letter in tx.letters.of_request(request_id)],
            "events": [{**asdict(event), "at": moment(event.at)} for event in events],
        }


def beside(tx: Transaction, request: Request) -> tuple[Related, ...]:
    """The other requests that name one of this one's license keys or its account."""
    account = request.fields.get("account_email")
    return tx.requests.related(license_keys(request), str((account and account.value) or ""), request.id)


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
    return points(request, house.required(request.form), messages, others, house.policy, changes, events)


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


def _fact(kind: str, value: FieldValue) -> Row:
    """What the customer told beside the form's answers, and where."""
    return {"kind": str(kind), "value": value.value, **_evidence(value)}


def _evidence(value: FieldValue) -> Row:
    if value.evidence is None:
        return {}
    return {"message": value.message, **asdict(value.evidence)}
