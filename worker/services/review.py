"""What staff do, each verb one transaction. A request is named by its id or its reference."""

from collections.abc import Mapping, Sequence

from worker.requests.values import Request
from worker.services import deeds
from worker.services.changes import keep_step
from worker.services.deeds import Deed
from worker.services.house import House


def approve(house: House, name: str, by: str) -> Request:
    """Eligible; the license is being issued."""
    return _apply(house, name, deeds.approve(by))


def await_upgrade(house: House, name: str, note: str, by: str) -> Request:
    """Eligible but for the level; the letter that says what is needed is queued."""
    return _apply(house, name, deeds.await_upgrade(note, by))


def mark_upgraded(house: House, name: str, by: str) -> Request:
    """The upgrade is bought; the license is being issued."""
    return _apply(house, name, deeds.mark_upgraded(by))


def complete(house: House, name: str, sens: Sequence[str], by: str, insist: str = "") -> Request:
    """Record the SENs, one per license key in its order, and queue the confirmation."""
    return _apply(house, name, deeds.complete(sens, by, insist))


def amend(
    house: House, name: str, sens: Sequence[str], given: Mapping[str, str], note: str, by: str
) -> Request:
    """Correct a completed request, and queue a confirmation that says what changed."""
    return _apply(house, name, deeds.amend(sens, given, note, by))


def reject(house: House, name: str, reason: str, note: str, by: str) -> Request:
    """Not eligible; the letter that says why is queued."""
    return _apply(house, name, deeds.reject(reason, note, by))


def ask(house: House, name: str, fields: Sequence[str], note: str, by: str) -> Request:
    """Ask the customer for these fields."""
    return _apply(house, name, deeds.ask(fields, note, by))


def answer(house: House, name: str, words: str, by: str) -> Request:
    """Write to the customer in the reviewer's own words."""
    return _apply(house, name, deeds.answer(words, by))


def settle(house: House, name: str, reason: str, by: str) -> Request:
    """One reason for attention has had it."""
    return _apply(house, name, deeds.settle(reason, by))


def set_values(house: House, name: str, given: Mapping[str, str], by: str) -> Request:
    """Correct fields by hand, each held to the form's own check; an empty text clears a field."""
    return _apply(house, name, deeds.set_values(given, by))


def withdraw(house: House, name: str, by: str) -> Request:
    """The request is taken back."""
    return _apply(house, name, deeds.withdraw(by))


def reopen(house: House, name: str, by: str) -> Request:
    """Back into the queue."""
    return _apply(house, name, deeds.reopen(by))


def _apply(house: House, name: str, deed: Deed) -> Request:
    with house.store.write() as tx:
        return keep_step(house, tx, deed.step(house, tx, house.find(tx, name)))
