"""Whether this process can do its work at all, told in a moment to whoever starts, stops and routes to it."""

from worker.errors import UnavailableError
from worker.services.contexts import StoreContext


def not_ready(services: StoreContext) -> str:
    """Why it can't: the database is away, or another version changed it; empty when it can.

    A mailbox or relay that is away does not count: the pages tell of it, and have to be reached.
    """
    try:
        services.store.require_current()
    except UnavailableError:
        return "the database does not answer, or is at another revision; see `sen-worker health`"
    return ""
