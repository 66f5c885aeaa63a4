"""What staff do, each verb one transaction. A request is named by its id or its reference."""

from collections.abc import Mapping, Sequence

from worker.requests.request_model import Request
from worker.services.contexts import ReviewContext
from worker.services.outbox.save_step import keep_step
from worker.services.request_lookup import look_up_request
from worker.services.review import staff_actions
from worker.services.review.staff_actions import StaffAction


def approve(services: ReviewContext, name: str, by: str) -> Request:
    """Eligible; the license is being issued."""
    return _apply(services, name, staff_actions.approve(by))


def await_upgrade(services: ReviewContext, name: str, note: str, by: str) -> Request:
    """Eligible but for the level; the letter that says what is needed is queued."""
    return _apply(services, name, staff_actions.await_upgrade(note, by))


def ask_owner(services: ReviewContext, name: str, by: str) -> Request:
    """Whoever has the myAtlassian account is asked whether the license is to go there."""
    return _apply(services, name, staff_actions.ask_owner(by))


def mark_upgraded(services: ReviewContext, name: str, by: str) -> Request:
    """The upgrade is bought; the license is being issued."""
    return _apply(services, name, staff_actions.mark_upgraded(by))


def complete(
    services: ReviewContext, name: str, sens: Sequence[str], by: str, insist: str = "", note: str = ""
) -> Request:
    """Record the SENs, one per license key in its order, and queue the confirmation."""
    return _apply(services, name, staff_actions.complete(sens, by, insist, note))


def amend(
    services: ReviewContext, name: str, sens: Sequence[str], given: Mapping[str, str], note: str, by: str
) -> Request:
    """Correct a completed request, and queue a confirmation that says what changed."""
    return _apply(services, name, staff_actions.amend(sens, given, note, by))


def reject(services: ReviewContext, name: str, reason: str, note: str, by: str) -> Request:
    """Not eligible; the letter that says why is queued."""
    return _apply(services, name, staff_actions.reject(reason, note, by))


def ask(services: ReviewContext, name: str, fields: Sequence[str], note: str, by: str) -> Request:
    """Ask the customer for these fields."""
    return _apply(services, name, staff_actions.ask(fields, note, by))


def answer(services: ReviewContext, name: str, words: str, by: str) -> Request:
    """Write to the customer in the reviewer's own words."""
    return _apply(services, name, staff_actions.answer(words, by))


def settle(services: ReviewContext, name: str, reason: str, by: str) -> Request:
    """One reason for attention has had it."""
    return _apply(services, name, staff_actions.settle(reason, by))


def set_values(services: ReviewContext, name: str, given: Mapping[str, str], by: str) -> Request:
    """Correct fields by hand, each held to the form's own check; an empty text clears a field."""
    return _apply(services, name, staff_actions.set_values(given, by))


def withdraw(services: ReviewContext, name: str, by: str) -> Request:
    """The request is taken back."""
    return _apply(services, name, staff_actions.withdraw(by))


def reopen(services: ReviewContext, name: str, by: str) -> Request:
    """Back into the queue."""
    return _apply(services, name, staff_actions.reopen(by))


def snooze(services: ReviewContext, name: str, until: str | None, by: str) -> Request:
    """Out of what waits for staff until that day, or until the customer writes."""
    return _apply(services, name, staff_actions.snooze(until, by))


def wake(services: ReviewContext, name: str, by: str) -> Request:
    """Back to what waits for staff."""
    return _apply(services, name, staff_actions.wake(by))


def _apply(services: ReviewContext, name: str, staff_action: StaffAction) -> Request:
    with services.store.write() as tx:
        return keep_step(services, tx, staff_action.step(services, tx, look_up_request(tx, name)))
