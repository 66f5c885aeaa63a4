"""The queue's tables say what the requests say, whatever happened to them."""

import random
import threading
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace

import pytest

from tests.integration.local_worker import LocalWorker, form, mail
from worker.requests.request_model import Attention, Request, State
from worker.store.queue.queue_queries import EVERY
from worker.store.queue.queue_search import ANY, Filter, Sorting
from worker.store.transactions import Store

STATES = (State.NEEDS_INFO, State.READY_FOR_REVIEW, State.COMPLETED)
REASONS = ((), (Attention.UNSURE,), (Attention.CUSTOMER_WROTE, Attention.LETTER_BOUNCED))


@pytest.fixture
def worker(database_url: str) -> Iterator[LocalWorker]:
    store = Store(database_url)
    yield LocalWorker(store)
    store.close()


def arrivals(worker: LocalWorker, number: int) -> list[Request]:
    outcomes = [worker.receive(mail(form(), sender=f"P{n} <p{n}@d{n}.test>")) for n in range(number)]
    return [worker.request(outcome) for outcome in outcomes]


def change(store: Store, request_id: int, chance: random.Random) -> None:
    with store.write() as tx:
        request = tx.requests.get(request_id)
        assert request is not None
        tx.requests.save(
            replace(
                request,
                state=chance.choice(STATES),
                attention=chance.choice(REASONS),
                assigned_to=chance.choice((None, "olga", "maya")),
            )
        )


def recounted(store: Store) -> Counter[tuple[str, ...]]:
    """What the counts have to be, from the requests themselves."""
    found: Counter[tuple[str, ...]] = Counter()
    with store.read() as tx:
        for request in tx.requests.listed():
            for mark in (EVERY, *((ANY, *request.attention) if request.attention else ())):
                found[str(mark), request.assigned_to or "", str(request.state), request.form] += 1
    return found


def counted(store: Store) -> Counter[tuple[str, ...]]:
    with store.read() as tx:
        return tx.queue.counts(Filter(mark=None), "mark", "assignee", "state", "form")


def test_counts_are_those_of_the_requests_after_hundreds_of_changes(worker: LocalWorker) -> None:
    requests = arrivals(worker, 5)
    chance = random.Random(6)
    for _ in range(150):
        change(worker.store, chance.choice(requests).id or 0, chance)
    assert counted(worker.store) == recounted(worker.store)


def test_counts_stay_true_when_several_write_at_the_same_time(worker: LocalWorker) -> None:
    requests = arrivals(worker, 4)

    def work(request: Request) -> None:
        chance = random.Random(request.reference)
        for _ in range(60):
            change(worker.store, request.id or 0, chance)

    threads = [threading.Thread(target=work, args=[request]) for request in requests]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert counted(worker.store) == recounted(worker.store)


def test_a_page_holds_just_what_its_filter_fits(worker: LocalWorker) -> None:
    requests = arrivals(worker, 8)
    chance = random.Random(7)
    for request in requests:
        change(worker.store, request.id or 0, chance)
    for state in STATES:
        for assignee in (None, "", "olga"):
            for mark in (EVERY, ANY, str(Attention.LETTER_BOUNCED)):
                wanted = Filter(states=(state,), assignee=assignee, mark=mark)
                with worker.store.read() as tx:
                    pairs = tx.queue.counts(wanted, "state", "form")
                    page = tx.queue.page(wanted, Sorting(), 50, pairs)
                    every = list(tx.requests.listed([state]))
                fitting = [
                    one.reference
                    for one in every
                    if assignee in {None, one.assigned_to or ""}
                    and (mark == EVERY or (one.attention and mark in {ANY, *map(str, one.attention)}))
                ]
                assert sorted(row.reference for row in page) == sorted(fitting)
                assert pairs.total() == len(fitting)
