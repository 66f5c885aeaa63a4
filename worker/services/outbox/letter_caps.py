"""The facts that the caps on automatic letters go by: the pool of an address, and its recent letters."""

from collections.abc import Iterable
from dataclasses import replace

from worker import log
from worker.reading.message import Message
from worker.requests.request_model import PROVEN_POOLS, KnownFacts, LetterPool
from worker.requests.senders import reply_address
from worker.requests.sending.circuit_breaker import BreakerState
from worker.requests.sending.letter_pools import letter_pool
from worker.requests.threading.request_threading import Belonging
from worker.services.contexts import ReadingContext
from worker.store.transactions import Transaction

_log = log.get(__name__)


def recall_caps(
    services: ReadingContext,
    tx: Transaction,
    known: KnownFacts,
    message: Message,
    belonging: Belonging | None,
    *,
    ahead: bool = False,
) -> KnownFacts:
    """`known` with the pool of a letter that `message` may cause, and the letters that its caps count.

    Where the sender proves to be a customer, the earlier letters of the request move to the customers' pool:
    a customer had asked for them. With `ahead`, before the transaction that stores the message, only the pool
    is found.
    """
    request = belonging.request if belonging is not None else None
    addressee = reply_address.find_addressee(message, services.own_addresses) or message.from_
    to = request.requester.addr if request is not None else addressee.addr
    pool = letter_pool(message, to, belonging, services.policy, returning=tx.requests.is_known(to))
    if pool is LetterPool.CUSTOMERS and tx.experts.of(to) is not None:
        pool = LetterPool.EXPERTS  # without proof it helps nobody to write in an Expert's name
    request_id = request.id if request is not None else None
    if request_id is not None and pool in PROVEN_POOLS and not ahead:
        tx.letters.move_to_proven(request_id, pool)
    if ahead:
        return replace(known, pool=pool)
    traffic = tx.traffic.of(to, services.clock())
    if request_id is not None:
        traffic = replace(traffic, of_request=tx.letters.of_request_by_pool(request_id))
    return replace(known, pool=pool, traffic=traffic)


def log_open_breakers(stopping: Iterable[BreakerState]) -> None:
    """Log each limit that was reached by letters; a limit of 0 is the deployer's choice, and not logged."""
    for limit in stopping:
        if limit.tripped:
            _log.error(
                "circuit_breaker", limit=limit.key, letters_last_hour=limit.letters, allowed=limit.limit
            )
