"""Let time pass: remind customers who did not answer, and expire what nobody answers."""

from worker import log
from worker.errors import WorkerError
from worker.requests.timers import due
from worker.requests.values import LetterKind, LetterState, Request, State
from worker.services.changes import keep_step
from worker.services.house import House
from worker.store.store import Transaction

_log = log.get(__name__)


def pass_time(house: House) -> int:
    """Do what is due for every waiting request, each in its own transaction; how many changed."""
    with house.store.read() as tx:
        waiting = [request.id for request in tx.requests.listed([State.NEEDS_INFO]) if request.id]
    return sum(_one(house, request_id) for request_id in waiting)


def _one(house: House, request_id: int) -> bool:
    try:
        with house.store.write() as tx:
            request = tx.requests.get(request_id)
            return request is not None and _step(house, tx, request)
    except WorkerError as error:
        _log.error("timer_failed", request=request_id, problem=str(error))
        return False


def _step(house: House, tx: Transaction, request: Request) -> bool:
    letters = tx.letters.of_request(request.id or 0)
    asked = [one for one in letters if one.kind is LetterKind.MISSING_FIELDS and one.sent_at is not None]
    asked_at = asked[-1].sent_at if asked else None
    reminders = [one for one in letters if one.kind is LetterKind.REMINDER and _counts(one.state)]
    since = [one for one in reminders if asked_at is not None and one.created_at > asked_at]
    step = due(request, asked_at, len(since), house.policy, house.clock())
    if step is None:
        return False
    keep_step(house, tx, step)
    _log.info("timer", request=request.reference, letters=[draft.kind for draft in step.letters])
    return True


def _counts(state: LetterState) -> bool:
    return state is not LetterState.CANCELLED
