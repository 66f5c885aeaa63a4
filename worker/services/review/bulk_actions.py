"""What can be done with many requests at once: assign, note, remind. Approving is done one by one.

Each request is a transaction of its own, so that one that can't be changed stops none of the others.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from worker.errors import RefusedError, UsageError
from worker.requests.request_model import State
from worker.services.contexts import OutboxContext, RecordContext, ReviewContext
from worker.services.request_lookup import look_up_request
from worker.services.review import page_actions, staff_actions
from worker.services.review.page_actions import Preview

MOST = 200  #: requests at once; what is beyond is left alone
_LONGEST_NOTE = 4000


@dataclass(frozen=True, slots=True, kw_only=True)
class BulkResult:
    """For which requests it was done, and why not for others."""

    names: tuple[str, ...]
    refused: tuple[str, ...] = ()  #: in words, one per request


@dataclass(frozen=True, slots=True, kw_only=True)
class Reminder:
    """A letter that would be sent, or why there is none."""

    reference: str
    version: int
    letter: Preview | None
    why_not: str = ""


def assign(services: ReviewContext, names: Sequence[str], to: str, by: str) -> BulkResult:
    """Give them to `to`; to nobody where that is empty. UsageError unless it is a member of staff."""
    with services.store.read() as tx:
        if to and tx.staff.get(to) is None:
            raise UsageError(f"there is nobody called {to}")
    return _each(
        names,
        lambda name: page_actions.perform_action(services, name, staff_actions.assign(to or None, by), 0, by),
    )


def note(services: RecordContext, names: Sequence[str], words: str, by: str) -> BulkResult:
    """A note for colleagues on each of them."""
    if not words.strip():
        raise UsageError("write a note first")
    return _each(names, lambda name: page_actions.add_note(services, name, words[:_LONGEST_NOTE], by))


def reminders(services: ReviewContext, names: Sequence[str], words: str, by: str) -> tuple[Reminder, ...]:
    """The letters that `remind` would send, exactly; nothing is changed."""
    return tuple(_reminder(services, name, words, by) for name in names[:MOST])


def remind(services: ReviewContext, names: Sequence[tuple[str, int]], words: str, by: str) -> BulkResult:
    """Ask each customer again for what is open, as it stood in that version of their request."""
    versions = dict(names)
    return _each([*versions], lambda name: _remind(services, name, versions[name], words, by))


def undo(services: OutboxContext, names: Sequence[str], by: str) -> BulkResult:
    """Take back what was done last with each of them."""
    return _each(names, lambda name: page_actions.take_back(services, name, by))


def _remind(services: ReviewContext, name: str, version: int, words: str, by: str) -> None:
    with services.store.read() as tx:
        request = look_up_request(tx, name)
    if request.state is not State.NEEDS_INFO:
        raise RefusedError(f"{request.reference} waits for nothing from the customer")
    page_actions.perform_action(services, name, staff_actions.ask(request.ask, words, by), version, by)


def _reminder(services: ReviewContext, name: str, words: str, by: str) -> Reminder:
    with services.store.read() as tx:
        request = look_up_request(tx, name)
    if request.state is not State.NEEDS_INFO:
        why = "waits for nothing from the customer"
        return Reminder(reference=request.reference, version=request.version, letter=None, why_not=why)
    letter = page_actions.preview(services, name, staff_actions.ask(request.ask, words, by))
    return Reminder(reference=request.reference, version=request.version, letter=letter)


def _each(names: Sequence[str], do: Callable[[str], object]) -> BulkResult:
    done, refused = [], []
    for name in names[:MOST]:
        try:
            do(name)
        except (RefusedError, UsageError) as error:
            refused.append(str(error))
        else:
            done.append(name)
    return BulkResult(names=tuple(done), refused=tuple(refused))
