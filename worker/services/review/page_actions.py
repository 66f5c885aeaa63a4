"""An action of staff from a page: what its letter would be, doing it, taking it back.

Two people never overwrite each other: each action names the version that its page showed. Its letters wait
a little, so that it can be taken back (docs/decisions/0015).
"""

from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from worker import log
from worker.errors import RefusedError
from worker.letters.reply_subject import reply_subject
from worker.requests.request_model import Event, LetterState, Request
from worker.requests.review_rules import RequestStep
from worker.requests.staff.edit_conflicts import find_conflicts
from worker.requests.staff.undo_rules import QUIET, keep_before, undo_action
from worker.services.contexts import (
    ClockContext,
    LetterContext,
    OutboxContext,
    RecordContext,
    ReviewContext,
    StoreContext,
)
from worker.services.outbox.overtaken_letters import restore_overtaken
from worker.services.outbox.queue_letters import render_letter
from worker.services.outbox.save_step import keep_step
from worker.services.request_lookup import look_up_request
from worker.services.review.staff_actions import StaffAction, find_stops
from worker.services.review.staff_notifications import find_named, tell_named
from worker.store.queue.staff_presence import UndoRow
from worker.store.records import Letter
from worker.store.transactions import Transaction

_log = log.get(__name__)
#: How long a letter waits for its action to be taken back.
UNDO = timedelta(seconds=20)
#: How long an action can be taken back whose letter waits or that has none.
REMEMBERED = timedelta(minutes=15)


class ChangedSinceError(RefusedError):
    """Somebody else changed what this action is about, after its page was made."""

    def __init__(self, request: Request, since: Sequence[Event]) -> None:
        super().__init__(f"{request.reference} was changed by {since[-1].who} meanwhile; look at it again")
        self.request = request
        self.since = tuple(since)


@dataclass(frozen=True, slots=True, kw_only=True)
class Preview:
    """A letter exactly as it would go out."""

    to: str
    cc: tuple[str, ...]
    subject: str
    text: str
    html: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Undoable:
    """What may be taken back now."""

    name: str
    who: str
    at: datetime
    letters: tuple[Letter, ...]  #: that would not go out then

    @property
    def until(self) -> datetime | None:
        """When the first letter goes out; None where none does."""
        return min((letter.next_attempt_at for letter in self.letters), default=None)


def perform_action(
    services: ReviewContext, name: str, staff_action: StaffAction, version: int, by: str
) -> Request:
    """Do it, if nothing that it is about has changed since `version`; else `ChangedSinceError`."""
    with services.store.write() as tx:
        request = look_up_request(tx, name)
        if not staff_action.mild:
            require_unchanged(tx, request, version, staff_action.fields)
        step = staff_action.step(services, tx, request)
        not_before = services.clock() + UNDO
        letters = tuple(replace(draft, not_before=not_before) for draft in step.letters)
        queued = {letter.id for letter in tx.letters.of_request(request.id or 0)}
        stored = keep_step(services, tx, replace(step, letters=letters))
        new = [letter.id for letter in tx.letters.of_request(request.id or 0) if letter.id not in queued]
        if staff_action.undoable:
            tx.undo_log.keep(_row(services, staff_action, request, stored, new, by))
    _log.info("staff_action", request=stored.id, action=staff_action.name, state=stored.state)
    return stored


def require_unchanged(
    tx: Transaction, request: Request, version: int, fields: Collection[str] | None = None
) -> None:
    """`ChangedSinceError` where something was done with it (with `fields`: to those) after that version."""
    since = tx.requests.events_since(request.id or 0, version)
    if changes := find_conflicts(since, fields):
        raise ChangedSinceError(request, changes)


def preview(services: ReviewContext, name: str, staff_action: StaffAction) -> Preview | None:
    """The letter that the action would send, by the code that sends it; None where it sends none.

    Raises what the action itself would raise. Changes nothing.
    """
    with services.store.read() as tx:
        step = staff_action.step(services, tx, look_up_request(tx, name))
    return _shown(services, step) if step.letters else None


def happened_since(services: StoreContext, request: Request, version: int) -> tuple[Event, ...]:
    """What anybody has done with the request after that version of it."""
    with services.store.read() as tx:
        return find_conflicts(tx.requests.events_since(request.id or 0, version), None)


def sen_stops(services: StoreContext, request: Request, sens: Sequence[str]) -> tuple[str, ...]:
    """What stops a completion with these SENs until a person insists, in words."""
    with services.store.read() as tx:
        return find_stops(tx, request, sens)


def find_undoable(services: RecordContext, tx: Transaction, request: Request) -> Undoable | None:
    """The last action, if it may still be taken back."""
    row = tx.undo_log.last(request.id or 0)
    if row is None or services.clock() - row.at > REMEMBERED:
        return None
    if any(e.what not in QUIET for e in tx.requests.events_since(row.request_id, row.version)):
        return None
    letters = tuple(letter for letter in map(tx.letters.get, row.letters) if letter is not None)
    if any(letter.state is not LetterState.QUEUED or letter.attempts for letter in letters):
        return None
    return Undoable(name=row.name, who=row.who, at=row.at, letters=letters)


def take_back(services: OutboxContext, name: str, by: str) -> Request:
    """Undo the last action; RefusedError when its letter is out, or something else happened since."""
    with services.store.write() as tx:
        request = look_up_request(tx, name)
        row = tx.undo_log.last(request.id or 0)
        if row is None:
            raise RefusedError(f"there is nothing to undo on {request.reference}")
        if services.clock() - row.at > REMEMBERED:
            minutes = int(REMEMBERED.total_seconds() // 60)
            raise RefusedError(f"the last step on {request.reference} is more than {minutes} minutes old")
        since = tx.requests.events_since(row.request_id, row.version)
        step = undo_action(request, row.name, row.before, since, by, services.clock())
        for letter in row.letters:
            if not tx.letters.take_back(letter):
                raise RefusedError(f"the letter on {request.reference} has gone out already")
        tx.undo_log.forget(row.request_id)
        stored = keep_step(services, tx, step)
        restore_overtaken(services, tx, stored, row.who, row.at)
    _log.info("staff_action", request=stored.id, action="undo", state=stored.state)
    return stored


def add_note(services: RecordContext, name: str, words: str, by: str) -> None:
    """A note for colleagues in the request's history; those whom it names by @ are told."""
    with services.store.write() as tx:
        request_id = look_up_request(tx, name).id or 0
        named = find_named(tx, words, by)
        event = Event(
            at=services.clock(), who=by, what="note", new=", ".join(named) or None, why=words.strip()
        )
        tx.requests.add_events(request_id, [event])
        tell_named(tx, request_id, event, named)


def note_reveal(services: RecordContext, name: str, field: str, number: int, by: str) -> str:
    """A license key in full (counted from 1), which goes on record; RefusedError when there is none."""
    with services.store.write() as tx:
        request = look_up_request(tx, name)
        value = request.fields.get(field)
        keys = str(value.value).split() if value is not None and value.value else []
        if not 1 <= number <= len(keys):
            raise RefusedError(f"{request.reference} has no such key any more")
        event = Event(at=services.clock(), who=by, what="reveal", name=field, why=f"key {number}")
        tx.requests.add_events(request.id or 0, [event])
        return keys[number - 1]


def _row(
    services: ClockContext,
    staff_action: StaffAction,
    was: Request,
    stored: Request,
    letters: Sequence[int],
    by: str,
) -> UndoRow:
    return UndoRow(
        request_id=stored.id or 0,
        name=staff_action.name,
        who=by,
        at=services.clock(),
        version=stored.version,
        letters=tuple(letters),
        before=keep_before(was, staff_action.fields or ()),
    )


def _shown(services: LetterContext, step: RequestStep) -> Preview:
    draft, request = step.letters[0], step.request
    rendered = render_letter(services, request, draft)
    return Preview(
        to=draft.to,
        cc=draft.cc,
        subject=reply_subject(request.subject, request.reference),
        text=rendered.text,
        html=rendered.html,
    )
