"""How long a request took, and for whom it waited."""

from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from worker.requests.request_model import Event, State
from worker.requests.staff.lead_time import measure_lead_time, told_minutes

START = datetime(2026, 3, 2, 9, tzinfo=UTC)


def moved(hours: float, old: State, new: State) -> Event:
    return Event(at=START + timedelta(hours=hours), who="olga", what="state", old=old, new=new)


def test_time_is_counted_for_whom_the_request_waited() -> None:
    way = measure_lead_time(
        START,
        [
            moved(10, State.NEEDS_INFO, State.READY_FOR_REVIEW),
            Event(at=START + timedelta(hours=11), who="olga", what="note"),
            moved(13, State.READY_FOR_REVIEW, State.NEEDS_INFO),
            moved(20, State.NEEDS_INFO, State.EXPIRED),
            moved(50, State.EXPIRED, State.READY_FOR_REVIEW),
            moved(51, State.READY_FOR_REVIEW, State.APPROVED),
            moved(53, State.APPROVED, State.COMPLETED),
        ],
    )
    assert way is not None
    assert (way.with_us, way.with_customer) == (timedelta(hours=6), timedelta(hours=47))
    assert (way.total, way.ended) == (timedelta(hours=53), START + timedelta(hours=53))


def test_a_request_that_is_not_completed_has_no_journey() -> None:
    assert measure_lead_time(START, []) is None
    assert measure_lead_time(START, [moved(1, State.NEEDS_INFO, State.REJECTED)]) is None


def test_the_last_completion_counts() -> None:
    events = [
        moved(0, State.NEEDS_INFO, State.READY_FOR_REVIEW),
        moved(1, State.READY_FOR_REVIEW, State.APPROVED),
        moved(2, State.APPROVED, State.COMPLETED),
        moved(2, State.COMPLETED, State.APPROVED),
        moved(5, State.APPROVED, State.COMPLETED),
    ]
    way = measure_lead_time(START, events)
    assert way is not None
    assert way.total == timedelta(hours=5)
    undone = measure_lead_time(START, events[:3])
    assert undone is not None
    assert undone.total == timedelta(hours=2)


def test_an_event_that_is_dated_before_the_one_before_takes_no_time() -> None:
    way = measure_lead_time(
        START,
        [moved(-3, State.NEEDS_INFO, State.READY_FOR_REVIEW), moved(-2, State.APPROVED, State.COMPLETED)],
    )
    assert way is not None
    assert way.with_customer == timedelta()


@given(st.floats(0, 3e9), st.floats(0, 3e9))
def test_the_order_of_spans_outlives_their_rounding(one: float, other: float) -> None:
    low, high = sorted((one, other))
    assert told_minutes(timedelta(seconds=low)) <= told_minutes(timedelta(seconds=high))


@given(st.floats(1800, 3e7))
def test_a_span_is_told_to_within_a_fifth(seconds: float) -> None:
    assert abs(60 * told_minutes(timedelta(seconds=seconds)) - seconds) <= seconds / 5
