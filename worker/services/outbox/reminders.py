"""What time brings about: reminders to customers who did not answer, and requests that expire."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime

from worker import log
from worker.errors import WorkerError
from worker.requests.request_model import (
    WORKER,
    Attention,
    LetterKind,
    LetterPool,
    LetterState,
    Request,
    State,
)
from worker.requests.review_rules import RequestStep, wake
from worker.requests.sending.circuit_breaker import BreakerState
from worker.requests.sending.reminder_rules import CustomerSilence, find_due, held_back, upgrade_due
from worker.requests.threading.related_requests import confusing
from worker.services.contexts import OutboxContext, PolicyContext
from worker.services.outbox import breaker_state
from worker.services.outbox.letter_caps import log_open_breakers
from worker.services.outbox.save_step import keep_step
from worker.services.row_views import list_related
from worker.store.records import Letter
from worker.store.transactions import Transaction

_log = log.get(__name__)
#: States in which a request waits for its customer, and time brings something about.
_WAITING = (State.NEEDS_INFO, State.AWAITING_UPGRADE)
_DUPLICATES = frozenset({Attention.DUPLICATE_KEY, Attention.DUPLICATE_ACCOUNT})


def pass_time(services: OutboxContext) -> int:
    """Remind, expire and wake what is due, each request in its own transaction; returns how many changed."""
    with services.store.write() as tx:
        tx.traffic.prune(services.clock())
    woken = _wake_due(services)
    with services.store.read() as tx:
        waiting = [request.id for request in tx.requests.listed(_WAITING) if request.id]
    return woken + sum(_pass_request(services, request_id) for request_id in waiting)


def _wake_due(services: OutboxContext) -> int:
    """Requests that slept until now come back; how many."""
    now, woken = services.clock(), 0
    with services.store.read() as tx:
        due = tx.requests.due(now)
    for request_id in due:
        with services.store.write() as tx:
            request = tx.requests.get(request_id)
            if request is not None and request.wake_at is not None and request.wake_at <= now:
                keep_step(services, tx, wake(request, WORKER, now))
                woken += 1
    return woken


def _pass_request(services: OutboxContext, request_id: int) -> bool:
    try:
        with services.store.write() as tx:
            request = tx.requests.get(request_id)
            return request is not None and _take_step(services, tx, request)
    except WorkerError as error:
        _log.error("timer_failed", request=request_id, problem=str(error))
        return False


def _take_step(services: OutboxContext, tx: Transaction, request: Request) -> bool:
    letters = [
        letter
        for letter in tx.letters.telling_of(request.id or 0)
        if letter.state is not LetterState.CANCELLED
    ]
    awaits_upgrade = request.state is State.AWAITING_UPGRADE
    asked_at = _upgrade_told_at(tx, request, letters) if awaits_upgrade else _asked_at(tx, request, letters)
    since = [letter.kind for letter in letters if asked_at is not None and letter.created_at > asked_at]
    silence = CustomerSilence(
        asked_at=asked_at,
        reminders=since.count(LetterKind.UPGRADE_REMINDER if awaits_upgrade else LetterKind.REMINDER),
        last_notice=LetterKind.LAST_NOTICE in since,
        by_strangers=_by_strangers(tx, request),
    )
    now = services.clock()
    step = (upgrade_due if awaits_upgrade else find_due)(request, silence, services.policy, now)
    step = _count_apart(tx, request, step) if step is not None else None
    restored_at = services.store.restored_at
    if step is not None and restored_at is not None and request.updated_at < restored_at:
        step = held_back(step, "the database was put back from a copy: it may have gone out before", now)
    stopping = _find_reached_limits(services, tx, step) if step is not None else ()
    if step is None or any(limit.tripped for limit in stopping):
        return False
    if stopping:
        step = held_back(step, "; ".join(dict.fromkeys(limit.reason for limit in stopping)), now)
    keep_step(services, tx, step)
    _log.info("timer", request=request.reference, letters=[draft.kind for draft in step.letters])
    return True


def _count_apart(tx: Transaction, request: Request, step: RequestStep) -> RequestStep:
    """The step with its letters counted among those to Experts, where they go to one who is proven."""
    if tx.experts.of(request.requester.addr) is None:
        return step
    letters = (
        replace(letter, pool=LetterPool.EXPERTS) if letter.pool is LetterPool.CUSTOMERS else letter
        for letter in step.letters
    )
    return replace(step, letters=tuple(letters))


def _find_reached_limits(
    services: PolicyContext, tx: Transaction, step: RequestStep
) -> Sequence[BreakerState]:
    """The limits on letters that are reached.

    What is due now waits until fewer letters went out; for a limit of 0, which never passes, a person does.
    """
    breakers = breaker_state.read_breakers(services, tx)
    stopping = [limit for draft in step.letters for limit in breakers.stopping(draft.pool)]
    log_open_breakers(stopping)
    return stopping


def _upgrade_told_at(tx: Transaction, request: Request, letters: Sequence[Letter]) -> datetime | None:
    """Since when the customer has known what upgrade is needed; None while that is not sent.

    A request that came back into the state by an undone step waits anew.
    """
    upgrade_letters = [each for each in letters if each.kind is LetterKind.UPGRADE_NEEDED]
    if not upgrade_letters or upgrade_letters[-1].sent_at is None:
        return None
    events = tx.requests.events(request.id or 0)
    entered = [each.at for each in events if each.what == "state" and each.new == State.AWAITING_UPGRADE]
    return max(upgrade_letters[-1].sent_at, *entered)


def _asked_at(tx: Transaction, request: Request, letters: Sequence[Letter]) -> datetime | None:
    """Since when the customer has had the last question; None while it is not sent.

    A request that came back into `needs_info` later, by a late answer or by staff, waits anew.
    """
    questions = [each for each in letters if each.kind in {LetterKind.MISSING_FIELDS, LetterKind.BATCH}]
    if not questions or questions[-1].sent_at is None:
        return None
    events = tx.requests.events(request.id or 0)
    returned = [each.at for each in events if each.what == "state" and each.new == State.NEEDS_INFO]
    return max(questions[-1].sent_at, *returned) if returned else questions[-1].sent_at


def _by_strangers(tx: Transaction, request: Request) -> frozenset[Attention]:
    """The marks of another request with its key or account, where only strangers have made such ones."""
    if not _DUPLICATES & set(request.attention):
        return frozenset()
    return frozenset() if confusing(request, list_related(tx, request)) else _DUPLICATES
