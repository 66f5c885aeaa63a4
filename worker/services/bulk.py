"""What can be done with many requests at once: assign, note, remind. Approving is done one by one.

Each request is a transaction of its own, so that one that can't be changed stops none of the others.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from worker.errors import RefusedError, UsageError
from worker.requests.values import State
from worker.services import acting, deeds
from worker.services.acting import Preview
from worker.services.house import House

MOST = 200  #: requests at once; what is beyond is left alone
_LONGEST_NOTE = 4000


@dataclass(frozen=True, slots=True, kw_only=True)
class Done:
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


def assign(house: House, names: Sequence[str], to: str, by: str) -> Done:
    """Give them to `to`; to nobody where that is empty. UsageError unless it is a member of staff."""
    with house.store.read() as tx:
        if to and tx.staff.get(to) is None:
            raise UsageError(f"there is nobody called {to}")
    return _each(names, lambda name: acting.act(house, name, deeds.assign(to or None, by), 0, by))


def note(house: House, names: Sequence[str], words: str, by: str) -> Done:
    """A note for colleagues on each of them."""
    if not words.strip():
        raise UsageError("write a note first")
    return _each(names, lambda name: acting.add_note(house, name, words[:_LONGEST_NOTE], by))


def reminders(house: House, names: Sequence[str], words: str, by: str) -> tuple[Reminder, ...]:
    """The letters that `remind` would send, exactly; nothing is changed."""
    return tuple(_reminder(house, name, words, by) for name in names[:MOST])


def remind(house: House, names: Sequence[tuple[str, int]], words: str, by: str) -> Done:
    """Ask each customer again for what is open, as it stood in that version of their request."""
    versions = dict(names)
    return _each([*versions], lambda name: _remind(house, name, versions[name], words, by))


def undo(house: House, names: Sequence[str], by: str) -> Done:
    """Take back what was done last with each of them."""
    return _each(names, lambda name: acting.take_back(house, name, by))


def _remind(house: House, name: str, version: int, words: str, by: str) -> None:
    with house.store.read() as tx:
        request = house.find(tx, name)
    if request.state is not State.NEEDS_INFO:
        raise RefusedError(f"{request.reference} waits for nothing from the customer")
    acting.act(house, name, deeds.ask(request.ask, words, by), version, by)


def _reminder(house: House, name: str, words: str, by: str) -> Reminder:
    with house.store.read() as tx:
        request = house.find(tx, name)
    if request.state is not State.NEEDS_INFO:
        why = "waits for nothing from the customer"
        return Reminder(reference=request.reference, version=request.version, letter=None, why_not=why)
    letter = acting.preview(house, name, deeds.ask(request.ask, words, by))
    return Reminder(reference=request.reference, version=request.version, letter=letter)


def _each(names: Sequence[str], do: Callable[[str], object]) -> Done:
    done, refused = [], []
    for name in names[:MOST]:
        try:
            do(name)
        except (RefusedError, UsageError) as error:
            refused.append(str(error))
        else:
            done.append(name)
    return Done(names=tuple(done), refused=tuple(refused))
