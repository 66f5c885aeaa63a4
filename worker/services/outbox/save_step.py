"""Stores a step of a request: state, events and letters together."""

from worker.requests.request_model import WORKER, Request
from worker.requests.review_rules import RequestStep
from worker.services.contexts import LetterContext
from worker.services.outbox.overtaken_letters import cancel_overtaken
from worker.services.outbox.queue_letters import queue_letters
from worker.store.queue.notification_table import NotificationKind
from worker.store.transactions import Transaction


def keep_step(services: LetterContext, tx: Transaction, step: RequestStep) -> Request:
    """Store a step that staff or time brought about, and cancel waiting letters that it makes untrue.

    Returns the request as it is stored. Raises StaleRequestError when it was changed meanwhile.
    """
    who = step.events[0].who if step.events else WORKER
    request, overtaken = cancel_overtaken(services, tx, step.request, step.letters, who)
    stored = tx.requests.save(request, insisted=step.insisted)
    tx.requests.add_events(stored.id or 0, (*step.events, *overtaken))
    _tell_assignee(tx, stored, step)
    return queue_letters(services, tx, stored, step.letters)


def _tell_assignee(tx: Transaction, request: Request, step: RequestStep) -> None:
    """Notify whoever was given the request by somebody else, once."""
    for event in step.events:
        if event.what == "assign":
            tx.notifications.withdraw_assignment(request.id or 0)
            if event.new and event.new != event.who:
                tx.notifications.add(
                    request.id or 0, event.new, NotificationKind.ASSIGNED, event.who, event.at
                )
