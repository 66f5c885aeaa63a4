"""A request by the name that a person has for it."""

from worker.errors import UsageError
from worker.requests.request_model import Request
from worker.store.transactions import Transaction


def look_up_request(tx: Transaction, id_or_reference: str) -> Request:
    """The request that a person names; `UsageError` when there is none."""
    if (request := tx.requests.find(id_or_reference)) is None:
        raise UsageError(f"there is no request {id_or_reference}; `sen-worker queue list` shows them")
    return request
