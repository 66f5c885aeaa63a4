"""What the store holds as plain rows, for `--json` and for tables. Times are ISO 8601 in UTC.

A command that lists starts at once: this knows the store and the forms, and nothing that reads or sends mail.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict
from datetime import UTC, datetime
from itertools import islice
from typing import Any, TypeVar

from worker.forms.form_definition import Form
from worker.requests.request_model import Disposition, FieldValue, LetterState, Request, State
from worker.store.records import LedgerEntry, Letter
from worker.store.transactions import Store

Row = dict[str, Any]
_Item = TypeVar("_Item")


def requests(store: Store, forms: Mapping[str, Form], states: Sequence[State] = ()) -> Iterator[Row]:
    """The queue, oldest first; all states when none is named."""
    with store.read() as tx:
        for request in tx.requests.listed(states):
            yield request_row(forms, request)


def letters(store: Store, states: Sequence[LetterState] = ()) -> Iterator[Row]:
    """The outbox, oldest first; all states when none is named."""
    with store.read() as tx:
        for letter in tx.letters.listed(states):
            yield letter_row(letter)


def ledger(store: Store, dispositions: Sequence[Disposition] = ()) -> Iterator[Row]:
    """The ledger, oldest first; all dispositions when none is named."""
    with store.read() as tx:
        for entry in tx.ledger.listed(dispositions):
            yield ledger_row(entry)


def polls(store: Store) -> Iterator[Row]:
    """What each poll found and how it was accounted for, oldest first."""
    with store.read() as tx:
        for poll in tx.mailboxes.polls():
            yield {**asdict(poll), "at": format_time(poll.at), "counts": dict(poll.counts)}


def request_row(forms: Mapping[str, Form], request: Request) -> Row:
    """One row of the queue."""
    return {
        "id": request.id,
        "reference": request.reference,
        "form": request.form,
        "state": str(request.state),
        "attention": [str(reason) for reason in request.attention],
        "requester": request.requester.addr,
        "fields": _fields(forms.get(request.form), request.fields),
        "ask": list(request.ask),
        "created_at": format_time(request.created_at),
        "updated_at": format_time(request.updated_at),
        "assigned_to": request.assigned_to,
        "snoozed_at": format_time(request.snoozed_at),
        "wake_at": format_time(request.wake_at),
        "batch": request.batch or None,
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
        "created_at": format_time(letter.created_at),
        "sent_at": format_time(letter.sent_at),
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
        "seen_at": format_time(entry.seen_at),
    }


def _fields(known: Form | None, values: Mapping[str, FieldValue]) -> Row:
    names = [field.name for field in known.fields] if known else sorted(values)
    return {name: values[name].value if name in values else None for name in names}


def format_time(when: datetime | None) -> str | None:
    """A time as everything outside shows it: ISO 8601 in UTC."""
    return None if when is None else when.astimezone(UTC).isoformat(timespec="seconds").replace("+00:00", "Z")


def in_pieces(items: Iterable[_Item], size: int) -> Iterator[tuple[_Item, ...]]:
    """So many of them at a time."""
    rest = iter(items)
    while piece := tuple(islice(rest, size)):
        yield piece
