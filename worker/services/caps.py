"""What the caps on automatic letters saw of late, for one message or one look at the clock."""

from collections.abc import Iterable
from dataclasses import replace

from worker import log
from worker.reading.message import Message
from worker.requests import answering
from worker.requests.belonging import Belonging
from worker.requests.breaker import BreakerState
from worker.requests.pools import letter_pool
from worker.requests.values import Known, LetterPool
from worker.services.house import House
from worker.store.store import Transaction

_log = log.get(__name__)


def recall_caps(
    house: House, tx: Transaction, known: Known, message: Message, belonging: Belonging | None
) -> Known:
    """With whom a letter because of `message` shares its caps, and what these saw of late.

    Who proves to be a customer takes the earlier letters of the request along: they had asked for them.
    """
    request = belonging.request if belonging is not None else None
    addressee = answering.find_addressee(message, house.own_addresses) or message.from_
    to = request.requester.addr if request is not None else addressee.addr
    pool = letter_pool(message, to, belonging, house.policy, returning=tx.requests.is_known(to))
    request_id = request.id if request is not None else None
    if request_id is not None and pool is LetterPool.CUSTOMERS:
        tx.letters.move_to_customers(request_id)
    traffic = tx.traffic.of(to, house.clock())
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
