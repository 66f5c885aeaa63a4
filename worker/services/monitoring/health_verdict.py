"""What `health` says."""

from worker.errors import RefusedError
from worker.services.contexts import MailContext
from worker.services.monitoring.worker_health import find_problems
from worker.services.outbox import breaker_state


def tell_health(services: MailContext) -> str:
    """That a running worker is healthy, and how many letters it sends; RefusedError with the reason when not.

    UnavailableError where the database is away, or a newer version upgraded it.
    """
    services.store.refuse_newer()
    if wrong := find_problems(services):
        raise RefusedError("\n".join(wrong))
    with services.store.read() as tx:
        letters = breaker_state.told(breaker_state.state(services, tx))
    return f"healthy; {letters}"
