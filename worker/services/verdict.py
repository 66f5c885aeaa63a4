"""What `health` says."""

from worker.errors import RefusedError
from worker.services import breaker
from worker.services.health import problems
from worker.services.house import House


def verdict(house: House) -> str:
    """That a running worker is healthy, and how many letters it sends; RefusedError with the reason when not.

    UnavailableError where the database is away, or a newer version upgraded it.
    """
    house.store.refuse_newer()
    if wrong := problems(house):
        raise RefusedError("\n".join(wrong))
    with house.store.read() as tx:
        letters = breaker.told(breaker.state(house, tx))
    return f"healthy; {letters}"
