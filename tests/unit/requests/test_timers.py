"""What time alone brings about."""

from dataclasses import replace
from datetime import timedelta

import pytest

from tests.unit.requests.made import NOW, POLICY, request
from worker.requests.timers import due
from worker.requests.values import Attention, LetterKind, State

OLD = request(updated_at=NOW - timedelta(days=100))


@pytest.mark.parametrize(
    ("days", "sent", "letters"),
    [
        (2, 0, []),
        (3, 0, [LetterKind.REMINDER]),
        (3, 1, []),
        (7, 1, [LetterKind.REMINDER]),
        (29, 2, []),
        (30, 2, [LetterKind.EXPIRED]),
        (30, 0, [LetterKind.EXPIRED]),
    ],
)
def test_reminders_and_expiry_come_in_their_time(days: int, sent: int, letters: list[LetterKind]) -> None:
    step = due(OLD, NOW - timedelta(days=days), sent, POLICY, NOW)
    assert [one.kind for one in (step.letters if step else ())] == letters
    assert all(one.timer for one in (step.letters if step else ()))


def test_an_expired_request_says_why() -> None:
    step = due(OLD, NOW - timedelta(days=30), 2, POLICY, NOW)
    assert step is not None
    assert step.request.state is State.EXPIRED
    assert [event.why for event in step.events] == ["no answer for 30 days (policy.expire_days)"]


def test_a_reminder_tells_the_days_that_are_left() -> None:
    step = due(OLD, NOW - timedelta(days=7), 1, POLICY, NOW)
    assert step is not None
    assert step.letters[0].days_left == 23


def test_after_a_standstill_reminders_come_a_day_apart() -> None:
    asked_at = NOW - timedelta(days=8)
    first = due(OLD, asked_at, 0, POLICY, NOW)
    assert first is not None
    assert due(first.request, asked_at, 1, POLICY, NOW + timedelta(hours=1)) is None
    assert due(first.request, asked_at, 1, POLICY, NOW + timedelta(days=1)) is not None


def test_who_was_never_asked_is_not_reminded() -> None:
    assert due(OLD, None, 0, POLICY, NOW) is None


@pytest.mark.parametrize("state", [state for state in State if state is not State.NEEDS_INFO])
def test_only_a_waiting_customer_is_reminded(state: State) -> None:
    assert due(replace(OLD, state=state), NOW - timedelta(days=40), 0, POLICY, NOW) is None


@pytest.mark.parametrize(
    "reason",
    [
        Attention.LETTER_BOUNCED,
        Attention.CUSTOMER_WROTE,
        Attention.ACCOUNT_CHANGED,
        Attention.TOO_MANY_ROUNDS,
        Attention.LETTER_WITHHELD,
        Attention.UNSURE,
    ],
)
def test_nothing_is_due_while_a_person_has_to_look(reason: Attention) -> None:
    assert due(replace(OLD, attention=(reason,)), NOW - timedelta(days=40), 0, POLICY, NOW) is None
