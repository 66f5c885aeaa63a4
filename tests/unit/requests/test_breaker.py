"""The circuit breaker, by how many letters went out in the last hour."""

from datetime import timedelta

import pytest

from tests.unit.requests.made import NOW
from worker.requests.request_model import LetterPool, Policy
from worker.requests.sending.circuit_breaker import closes_at, judge_breakers

CUSTOMERS, RETURNING, STRANGERS = LetterPool.CUSTOMERS, LetterPool.RETURNING, LetterPool.STRANGERS
POLICY = Policy(letters_per_hour=5, letters_to_strangers_per_hour=2)


@pytest.mark.parametrize(
    ("letters", "stopped"),
    [
        ({}, set()),
        ({STRANGERS: 1}, set()),
        ({STRANGERS: 2}, {STRANGERS}),
        ({RETURNING: 2}, {RETURNING}),
        ({STRANGERS: 2, RETURNING: 2}, {STRANGERS, RETURNING}),
        ({CUSTOMERS: 4}, set()),
        ({CUSTOMERS: 4, STRANGERS: 1}, {STRANGERS, RETURNING}),
        ({CUSTOMERS: 5}, {CUSTOMERS, STRANGERS, RETURNING}),
        ({STRANGERS: 99, RETURNING: 99}, {STRANGERS, RETURNING}),
    ],
)
def test_each_pool_is_stopped_by_its_own(letters: dict[LetterPool, int], stopped: set[LetterPool]) -> None:
    states = judge_breakers(letters, POLICY)
    assert {pool for pool in LetterPool if states.stopping(pool)} == stopped


def test_a_limit_of_0_holds_each_letter_and_is_no_trouble() -> None:
    states = judge_breakers({}, Policy(letters_per_hour=0))
    assert all(states.stopping(pool) for pool in LetterPool)
    assert states.all.open
    assert not states.all.tripped
    assert judge_breakers({STRANGERS: 2}, POLICY).strangers.tripped


def test_it_closes_when_enough_letters_are_an_hour_old() -> None:
    minutes = [(NOW, 2), (NOW + timedelta(minutes=10), 2), (NOW + timedelta(minutes=20), 2)]
    hour = timedelta(minutes=61)
    assert closes_at(minutes, 7) is None
    assert closes_at(minutes, 6) == NOW + hour
    assert closes_at(minutes, 4) == NOW + timedelta(minutes=10) + hour
    assert closes_at(minutes, 1) == NOW + timedelta(minutes=20) + hour
    assert closes_at(minutes, 0) is None
