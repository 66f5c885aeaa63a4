"""What time alone brings about."""

from dataclasses import replace
from datetime import datetime, timedelta

import pytest

from tests.unit.requests.made import NOW, POLICY, request
from worker.requests.request_model import Attention, LetterKind, State
from worker.requests.sending.reminder_rules import CustomerSilence, find_due

OLD = request(updated_at=NOW - timedelta(days=100))
MONDAY_NINE = NOW  # in UTC


def silence(asked_at: datetime | None, reminders: int, *, last_notice: bool = False) -> CustomerSilence:
    return CustomerSilence(asked_at=asked_at, reminders=reminders, last_notice=last_notice)


@pytest.mark.parametrize(
    ("days", "sent", "letters"),
    [
        (2, 0, []),
        (3, 0, [LetterKind.REMINDER]),
        (3, 1, []),
        (7, 1, [LetterKind.REMINDER]),
        (26, 2, []),
        (27, 2, [LetterKind.LAST_NOTICE]),
        (29, 2, [LetterKind.LAST_NOTICE]),
        (30, 2, [LetterKind.EXPIRED]),
        (30, 0, [LetterKind.EXPIRED]),
    ],
)
def test_reminders_and_expiry_come_in_their_time(days: int, sent: int, letters: list[LetterKind]) -> None:
    step = find_due(OLD, silence(NOW - timedelta(days=days), sent), POLICY, NOW)
    assert [one.kind for one in (step.letters if step else ())] == letters
    assert all(one.timer for one in (step.letters if step else ()))


def test_an_expired_request_says_why() -> None:
    step = find_due(OLD, silence(NOW - timedelta(days=30), 2), POLICY, NOW)
    assert step is not None
    assert step.request.state is State.EXPIRED
    assert [event.why for event in step.events] == ["no answer for 30 days (policy.expire_days)"]


def test_a_reminder_tells_the_days_that_are_left() -> None:
    step = find_due(OLD, silence(NOW - timedelta(days=7), 1), POLICY, NOW)
    assert step is not None
    assert step.letters[0].days_left == 23


def test_after_a_standstill_reminders_come_a_day_apart() -> None:
    asked_at = NOW - timedelta(days=8)
    first = find_due(OLD, silence(asked_at, 0), POLICY, NOW)
    assert first is not None
    assert find_due(first.request, silence(asked_at, 1), POLICY, NOW + timedelta(hours=1)) is None
    assert find_due(first.request, silence(asked_at, 1), POLICY, NOW + timedelta(days=1)) is not None


def test_who_was_never_asked_is_not_reminded() -> None:
    assert find_due(OLD, silence(None, 0), POLICY, NOW) is None


@pytest.mark.parametrize("state", [state for state in State if state is not State.NEEDS_INFO])
def test_only_a_waiting_customer_is_reminded(state: State) -> None:
    assert find_due(replace(OLD, state=state), silence(NOW - timedelta(days=40), 0), POLICY, NOW) is None


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
    assert (
        find_due(replace(OLD, attention=(reason,)), silence(NOW - timedelta(days=40), 0), POLICY, NOW) is None
    )


def test_the_last_notice_comes_once_and_tells_how_long_is_left() -> None:
    asked_at = NOW - timedelta(days=27)
    step = find_due(OLD, silence(asked_at, 2), POLICY, NOW)
    assert step is not None
    assert step.letters[0].days_left == 3
    later = NOW + timedelta(days=2)
    assert find_due(step.request, silence(asked_at, 2, last_notice=True), POLICY, later) is None


def test_no_last_notice_where_a_reminder_stands_close_before_the_end() -> None:
    policy = replace(POLICY, reminder_days=(3, 7), expire_days=10)
    assert find_due(OLD, silence(NOW - timedelta(days=9), 2), policy, NOW) is None


@pytest.mark.parametrize(
    ("hours", "utc_offset", "written"),
    [
        (0, 0, True),  # Monday, 9:00
        (0, None, True),
        (0, -8 * 60, False),  # Monday, 1:00 in California
        (8, -8 * 60, True),
        (0, 9 * 60, False),  # Monday, 18:00 in Tokyo
        (-1, 9 * 60, True),
        (5 * 24, 0, False),  # Saturday
        (6 * 24, 0, False),
        (6 * 24, None, True),
        (6 * 24 + 12, 12 * 60, True),  # Sunday in Greenwich, Monday in Auckland
    ],
)
def test_a_customer_is_reminded_on_working_days_by_daylight(
    hours: int, utc_offset: int | None, *, written: bool
) -> None:
    now = MONDAY_NINE + timedelta(hours=hours)
    waiting = replace(OLD, utc_offset=utc_offset)
    assert (find_due(waiting, silence(now - timedelta(days=4), 0), POLICY, now) is not None) is written
