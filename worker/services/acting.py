"""A deed of staff from a page: what its letter would be, doing it, taking it back.

Two people never overwrite each other: each deed names the version that its page showed. Its letters wait
a little, so that it can be taken back (docs/decisions/0015).
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from worker.errors import RefusedError
from worker.letters.subject import reply_subject
from worker.requests.collision import concerning
from worker.requests.review import Step
from worker.requests.undoing import QUIET, before, undo
from worker.requests.values import Event, LetterState, Request
from worker.services.changes import keep_step
from worker.services.deeds import Deed, find_stops
from worker.services.house import House
from worker.services.overtaking import restore_overtaken
from worker.services.writing import render
from worker.store.desk import DeedRow
from worker.store.rows import Letter
from worker.store.store import Transaction

#: How long a letter waits for its deed to be taken back.
UNDO = timedelta(seconds=20)


class ChangedSinceError(RefusedError):
    """Somebody else changed what this deed is about, after its page was made."""

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


def act(house: House, name: str, deed: Deed, version: int, by: str) -> Request:
    """Do it, if nothing that it is about has changed since `version`; else `ChangedSinceError`."""
    with house.store.write() as tx:
        request = house.find(tx, name)
        since = () if deed.mild else tx.requests.events_since(request.id or 0, version)
        if changes := concerning(since, deed.fields):
            raise ChangedSinceError(request, changes)
        step = deed.step(house, tx, request)
        not_before = house.clock() + UNDO
        letters = tuple(replace(draft, not_before=not_before) for draft in step.letters)
        queued = {letter.id for letter in tx.letters.of_request(request.id or 0)}
        stored = keep_step(house, tx, replace(step, letters=letters))
        new = [letter.id for letter in tx.letters.of_request(request.id or 0) if letter.id not in queued]
        if deed.undoable:
            tx.deeds.keep(_row(house, deed, request, stored, new, by))
        return stored


def preview(house: House, name: str, deed: Deed) -> Preview | None:
    """The letter that the deed would send, by the code that sends it; None where it sends none.

    Raises what the deed itself would raise. Changes nothing.
    """
    with house.store.read() as tx:
        step = deed.step(house, tx, house.find(tx, name))
    return _shown(house, step) if step.letters else None


def happened_since(house: House, request: Request, version: int) -> tuple[Event, ...]:
    """What anybody has done with the request after that version of it."""
    with house.store.read() as tx:
        return concerning(tx.requests.events_since(request.id or 0, version), None)


def sen_stops(house: House, request: Request, sens: Sequence[str]) -> tuple[str, ...]:
    """What stops a completion with these SENs until a person insists, in words."""
    with house.store.read() as tx:
        return find_stops(tx, request, sens)


def undoable(tx: Transaction, request: Request) -> Undoable | None:
    """The last deed, if it may still be taken back."""
    row = tx.deeds.last(request.id or 0)
    if row is None or any(e.what not in QUIET for e in tx.requests.events_since(row.request_id, row.version)):
        return None
    letters = tuple(letter for letter in map(tx.letters.get, row.letters) if letter is not None)
    if any(letter.state is not LetterState.QUEUED or letter.attempts for letter in letters):
        return None
    return Undoable(name=row.name, who=row.who, at=row.at, letters=letters)


def take_back(house: House, name: str, by: str) -> Request:
    """Undo the last deed; RefusedError when its letter is out, or something else happened since."""
    with house.store.write() as tx:
        request = house.find(tx, name)
        row = tx.deeds.last(request.id or 0)
        if row is None:
            raise RefusedError(f"there is nothing to undo on {request.reference}")
        since = tx.requests.events_since(row.request_id, row.version)
        step = undo(request, row.name, row.before, since, by, house.clock())
        for letter in row.letters:
            if not tx.letters.take_back(letter):
                raise RefusedError(f"the letter on {request.reference} has gone out already")
        tx.deeds.forget(row.request_id)
        stored = keep_step(house, tx, step)
        restore_overtaken(house, tx, stored, row.who, row.at)
        return stored


def add_note(house: House, name: str, words: str, by: str) -> None:
    """A note for colleagues in the request's history."""
    _remember(house, name, Event(at=house.clock(), who=by, what="note", why=words.strip()))


def note_reveal(house: House, name: str, field: str, number: int, by: str) -> str:
    """A license key in full (counted from 1), which goes on record; RefusedError when there is none."""
    with house.store.write() as tx:
        request = house.find(tx, name)
        value = request.fields.get(field)
        keys = str(value.value).split() if value is not None and value.value else []
        if not 1 <= number <= len(keys):
            raise RefusedError(f"{request.reference} has no such key any more")
        event = Event(at=house.clock(), who=by, what="reveal", name=field, why=f"key {number}")
        tx.requests.add_events(request.id or 0, [event])
        return keys[number - 1]


def _remember(house: House, name: str, event: Event) -> None:
    with house.store.write() as tx:
        tx.requests.add_events(house.find(tx, name).id or 0, [event])


def _row(house: House, deed: Deed, was: Request, stored: Request, letters: Sequence[int], by: str) -> DeedRow:
    return DeedRow(
        request_id=stored.id or 0,
        name=deed.name,
        who=by,
        at=house.clock(),
        version=stored.version,
        letters=tuple(letters),
        before=before(was, deed.fields or ()),
    )


def _shown(house: House, step: Step) -> Preview:
    draft, request = step.letters[0], step.request
    rendered = render(house, request, draft)
    return Preview(
        to=draft.to,
        cc=draft.cc,
        subject=reply_subject(request.subject, request.reference),
        text=rendered.text,
        html=rendered.html,
    )
