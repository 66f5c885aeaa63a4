"""A decided change of a request into the store: state, events and letters together."""

from worker.requests.review import Step
from worker.requests.values import WORKER, Request
from worker.services.house import House
from worker.services.overtaking import cancel_overtaken
from worker.services.writing import queue_letters
from worker.store.store import Transaction


def keep_step(house: House, tx: Transaction, step: Step) -> Request:
    """Store what staff or time brought about; the request as it is afterwards.

    Letters that wait and are not true any more are cancelled.
    """
    who = step.events[0].who if step.events else WORKER
    request, overtaken = cancel_overtaken(house, tx, step.request, step.letters, who)
    stored = tx.requests.save(request, insisted=step.insisted)
    tx.requests.add_events(stored.id or 0, (*step.events, *overtaken))
    return queue_letters(house, tx, stored, step.letters)
