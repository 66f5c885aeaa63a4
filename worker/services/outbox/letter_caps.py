"""What the caps on automatic letters saw of late, for one message or one look at the clock."""

from collections.abc import Iterable
from dataclasses import replace

from worker import log
from worker.reading.message import Message
from worker.requests.request_model import KnownFacts, LetterPool
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
    """With whom a letter because of `message` shares its caps, and what these saw of late.

    Who proves to be a customer takes the earlier letters of the request along: they had asked for them.
    `ahead` of the transaction that stores what comes of the message the pool alone is told.
    """
    request = belonging.request if belonging is not None else None
    addressee = reply_address.find_addressee(message, services.own_addresses) or message.from_
    to = request.requester.addr if request is not None else addressee.addr
    pool = letter_pool(message, to, belonging, services.policy, returning=tx.requests.is_known(to))
    request_id = request.id if request is not None else None
    if request_id is not None and pool is LetterPool.CUSTOMERS and not ahead:
        tx.letters.move_to_customers(request_id)
    if ahead:
        return replace(known, pool=pool)
    traffic = tx.traffic.of(to, services.clock())
    if request_id is not None:
        traffic = replace(traffic, of_request=tx.letters.of_request_by_pool(request_id))
    return replace(known, pool=pool, traffic=traffic)


def log_open_breakers(stopping: Iterable[BreakerState]) -> None:
    """One line for each limit that so many letters have reached; one of 0 is a choice and not told."""
    for limit in stopping:
        if limit.tripped:
            _log.error(
                "circuit_breaker", limit=limit.key, letters_last_hour=limit.letters, allowed=limit.limit
            )
