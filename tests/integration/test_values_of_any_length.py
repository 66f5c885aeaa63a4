"""Values of a mail as long as their sender likes: the same requests on SQLite and on PostgreSQL."""

import random
import string
from collections.abc import Iterator
from datetime import timedelta

import pytest

from tests.integration.local_worker import LocalWorker, form, mail
from worker.requests.request_model import Disposition
from worker.services.monitoring import worker_health
from worker.store.persons.token_table import TokenLoan
from worker.store.transactions import Store

_CHANCE = random.Random(7)


def word(length: int) -> str:
    """What no database can squeeze."""
    return "".join(_CHANCE.choices(string.ascii_letters + string.digits, k=length))


def ids(count: int, length: int) -> str:
    return "\n ".join(f"<{word(length)}@engines.test>" for _ in range(count))


@pytest.fixture
def worker(database_url: str) -> Iterator[LocalWorker]:
    store = Store(database_url)
    store.upgrade()
    yield LocalWorker(store)
    store.close()


def test_long_values_in_a_header_cost_no_request(worker: LocalWorker) -> None:
    long = [
        mail(form(), Message_ID=ids(1, 3_000)),
        mail(form(), Message_ID=ids(1, 9_000), sender=f"{word(3_000)} <b@engines.test>"),
        mail(
            form(), Message_ID=ids(1, 300), sender=f"{word(64)}@{'.'.join(word(60) for _ in range(3))}.test"
        ),
        mail(form(), sender=f'"{word(7_000)}" <c@engines.test>', Message_ID=ids(1, 10)),
        mail(form(), subject=f"I want to migrate {word(6_000)}", Message_ID=ids(1, 10)),
        mail(form(), References=ids(40, 3_000), Message_ID=ids(1, 10)),
        mail(form(), In_Reply_To=ids(1, 5_000), Message_ID=ids(1, 10)),
        mail(form(), Reply_To=f"{word(3_000)} <d@engines.test>", Message_ID=ids(1, 10)),
        mail(form(organization=word(5_000), holder_name=f"Ada {word(4_000)}"), Message_ID=ids(1, 10)),
        mail(form(account_email=f"{word(3_000)}@engines.test"), Message_ID=ids(1, 10)),
        mail(form(address=f"{word(6_000)}, London, United Kingdom"), Message_ID=ids(1, 10)),
    ]
    outcomes = [worker.receive(raw) for raw in long]
    assert {outcome.disposition for outcome in outcomes} <= {Disposition.REQUEST, Disposition.REPLY}
    assert [worker.receive(raw).disposition for raw in long[:2]] == [Disposition.DUPLICATE] * 2


def test_an_author_whose_address_is_beyond_all_bounds_is_a_request_for_a_person(worker: LocalWorker) -> None:
    outcome = worker.receive(mail(form(), sender=f"{word(3_000)}@engines.test"))
    assert outcome.disposition is Disposition.REQUEST


def test_parts_of_a_worker_with_the_longest_names_tell_of_themselves(worker: LocalWorker) -> None:
    name = f"ledger {'m' * 60}/{'f' * 200}"
    worker_health.beat(worker.services, name, 60)
    worker_health.beat(worker.services, name, 60, "in trouble")
    with worker.store.read() as tx:
        assert [one.name for one in tx.heartbeats.all()] == [name]


def test_a_token_lent_by_a_clock_that_was_ahead_is_lent_again(worker: LocalWorker) -> None:
    for ahead, lent in (
        (timedelta(days=2), True),
        (timedelta(minutes=1), False),
        (-timedelta(hours=1), True),
    ):
        name = str(ahead)
        with worker.store.write() as tx:
            for borrower, now in (("other", worker.now + ahead), ("us", worker.now)):
                loan = TokenLoan(name=name, borrower=borrower, now=now, until=now + timedelta(minutes=2))
                taken = tx.tokens.borrow(loan)
        assert taken is lent, ahead
