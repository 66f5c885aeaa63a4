"""A decided change of a request into the store: state, events and letters together."""

from worker.requests.review import Step
from worker.requests.values import Request
from worker.services.house import House
from worker.services.writing import queue_letters
from worker.store.store import Transaction


def keep_step(house: House, tx: Transaction, step: Step) -> Request:
    """Store what staff or time brought about; the request as it is afterwards."""
    stored = tx.requests.save(step.request)
    tx.requests.add_events(stored.id or 0, step.events)
    return queue_letters(house, tx, stored, step.letters)
