"""Mail of a stored request, read again."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from tests.unit.requests.made import KEY, NOW, OTHER_KEY, REQUIRED, VALUES, request
from worker.forms.extraction import Extraction, FieldProblem, Kind, ReplyIntent, ReplyReading
from worker.requests.message_rights import MessageRight
from worker.requests.request_model import CUSTOMER, WORKER, Attention, Event, FieldValue, State
from worker.requests.reread_request import (
    RequestHistory,
    RereadingResult,
    RereadReply,
    read_again,
    reread_request,
)

NEEDY = request(State.NEEDS_INFO)
READY = request(State.READY_FOR_REVIEW)
WHOLE = Extraction(kind=Kind.MIGRATION_REQUEST, reason="", form="marketplace-migration", fields=VALUES)


def without(*names: str, **problems: FieldProblem) -> Extraction:
    """An opening mail that lacks these fields."""
    fields = {name: None if name in names else value for name, value in VALUES.items()}
    return replace(WHOLE, fields=fields, problems=problems)


def history(**changes: Any) -> RequestHistory:
    plain = RequestHistory(
        request=NEEDY, events=(), opening_id=11, extraction=WHOLE, replies=(), required=REQUIRED
    )
    return replace(plain, **changes)


def heard(
    fields: dict[str, str | int | None],
    hours: float = 0,
    *,
    right: MessageRight = MessageRight.CHANGES_ACCOUNT,
    number: int = 12,
) -> RereadReply:
    reading = ReplyReading(intent=ReplyIntent.ANSWERS, fields=fields)
    at = NOW + timedelta(hours=hours)
    return RereadReply(ledger_id=number, at=at, right=right, read=lambda _asked, _known: reading)


def event(who: str, what: str, hours: float = 0, **changes: Any) -> Event:
    return Event(at=NOW + timedelta(hours=hours), who=who, what=what, **changes)


def found(past: RequestHistory, same_key: Sequence[str] = ()) -> RereadingResult:
    return reread_request(past, read_again(past), same_key, NOW)


def test_what_is_read_as_before_changes_nothing() -> None:
    seen = found(history(extraction=without("organization")))
    assert (seen.differs, seen.step) == (False, None)


def test_an_answer_that_is_found_now_completes_the_request_and_writes_to_nobody() -> None:
    seen = found(history())
    assert [(one.name, one.was and one.was.value, one.would_be.value) for one in seen.changes] == [
        ("organization", None, "Fjordwerk AS")
    ]
    assert (seen.state, dict(seen.would_ask)) == (State.READY_FOR_REVIEW, {})
    assert seen.step is not None
    assert (seen.step.request.state, seen.step.request.ask, seen.step.letters) == (
        State.READY_FOR_REVIEW,
        (),
        (),
    )
    assert [(one.who, one.what, one.name, one.new) for one in seen.step.events] == [
        (WORKER, "field", "organization", "Fjordwerk AS"),
        (WORKER, "ask", "organization", None),
        (WORKER, "state", "", State.READY_FOR_REVIEW),
    ]
    assert all(one.why.startswith("its mail was read again") for one in seen.step.events)
    assert seen.step.request.attention == ()


def test_an_answer_that_turns_out_unusable_brings_the_request_back_and_asks_for_a_person() -> None:
    unusable = without("organization", organization=FieldProblem.PLACEHOLDER)
    seen = found(history(request=READY, extraction=unusable))
    assert dict(seen.would_ask) == {"organization": FieldProblem.PLACEHOLDER}
    assert seen.step is not None
    assert (seen.step.request.state, seen.step.request.attention, seen.step.letters) == (
        State.NEEDS_INFO,
        (Attention.READ_AGAIN,),
        (),
    )


def test_events_mask_license_keys() -> None:
    seen = found(history(extraction=replace(WHOLE, fields={**VALUES, "license_key": OTHER_KEY})))
    assert seen.step is not None
    told = "".join(f"{one.old}{one.new}" for one in seen.step.events)
    assert (KEY in told, OTHER_KEY in told, OTHER_KEY[-4:] in told) == (False, False, True)


def test_another_key_that_another_request_has_too_is_told() -> None:
    other = replace(WHOLE, fields={**VALUES, "license_key": OTHER_KEY})
    seen = found(history(extraction=other), same_key=("SW-222222",))
    assert seen.step is not None
    assert Attention.DUPLICATE_KEY in seen.step.request.attention


def test_what_staff_set_stays_whatever_the_mail_says() -> None:
    fields = {**READY.fields, "organization": FieldValue(value="Fjordwerk Holding AS", set_by="olga")}
    corrected = replace(READY, fields=fields)
    seen = found(history(request=corrected, events=(event("olga", "field", name="organization"),)))
    assert not seen.differs
    seen = found(history(request=corrected, extraction=without("organization")))
    assert not seen.differs


def test_what_staff_cleared_stays_open() -> None:
    cleared = {**NEEDY.fields, "organization": FieldValue(value=None, set_by="olga")}
    assert not found(history(request=replace(NEEDY, fields=cleared))).differs


def test_what_staff_asked_for_stays_asked_until_the_customer_answers_it() -> None:
    asked = (event("olga", "ask", 1, name="organization"), event("olga", "state", 1, new=State.NEEDS_INFO))
    fields = {name: FieldValue(value=value, message=11) for name, value in VALUES.items()}
    waiting = replace(NEEDY, fields=fields)
    assert not found(history(request=waiting, events=asked)).differs
    answered = heard({"organization": "Fjordwerk Holding AS"}, 2)
    again = read_again(history(request=waiting, events=asked, replies=(answered,)))
    assert (again.request.ask, again.request.fields["organization"].value) == ((), "Fjordwerk Holding AS")


def test_a_question_that_staff_took_back_is_not_asked_again() -> None:
    asked = event("olga", "ask", 1, name="organization")
    undone = event("olga", "undo", 1.1, name="ask")
    assert dict(found(history(request=READY, events=(asked, undone))).would_ask) == {}
    assert "organization" in found(history(request=READY, events=(asked,))).would_ask


def test_a_state_that_a_person_gave_is_only_reported() -> None:
    reopened = event("olga", "state", new=State.NEEDS_INFO)
    seen = found(history(events=(reopened,)))
    assert seen.differs
    assert seen.step is None
    assert seen.only_reported == "olga made it needs_info, and it would become ready_for_review"


@pytest.mark.parametrize("state", [State.APPROVED, State.COMPLETED, State.REJECTED, State.EXPIRED])
def test_a_decided_request_is_only_reported(state: State) -> None:
    seen = found(history(request=request(state), extraction=without("organization")))
    assert seen.differs
    assert (seen.step, seen.state, seen.only_reported) == (None, state, f"it is {state}")


def test_a_request_whose_first_mail_is_none_any_more_is_only_reported() -> None:
    seen = found(history(extraction=Extraction(kind=Kind.OTHER, reason="")))
    assert seen.step is None
    assert seen.only_reported == "its first mail would be taken for other"


def test_replies_are_gone_through_in_their_order() -> None:
    replies = (
        heard({"organization": "First AS"}, 1),
        heard({"organization": "Second AS"}, 2, number=13),
    )
    seen = found(history(extraction=without("organization"), replies=replies))
    [change] = seen.changes
    assert (change.would_be.value, change.would_be.message) == ("Second AS", 13)


def test_a_reply_is_read_for_what_its_letter_asked_though_the_first_mail_says_it_too_now() -> None:
    asked: list[Sequence[str]] = []

    def read(names: Sequence[str], _known: Mapping[str, str | int | None]) -> ReplyReading:
        asked.append(names)
        return ReplyReading(intent=ReplyIntent.NOTHING)

    reply = replace(heard({}, 1), read=read)
    fields = {**READY.fields, "organization": FieldValue(value="Fjordwerk AS", message=12)}
    read_again(history(request=replace(READY, fields=fields), replies=(reply,)))
    assert asked == [("organization",)]


def test_a_reply_that_came_too_late_stays_unapplied() -> None:
    events = (
        event(WORKER, "state", 0, new=State.READY_FOR_REVIEW),
        event("olga", "state", 1, new=State.APPROVED),
        event("olga", "state", 3, new=State.READY_FOR_REVIEW),
    )
    late = heard({"organization": "Late AS"}, 2)
    assert not found(history(request=READY, events=events, replies=(late,))).differs


def test_another_address_still_changes_no_account_and_a_person_is_told_once() -> None:
    stranger = heard(
        {"account_email": "eve@elsewhere.example", "organization": "Eve AS"}, 1, right=MessageRight.ANSWERS
    )
    past = history(extraction=without("organization"), replies=(stranger,))
    seen = found(past)
    assert [change.name for change in seen.changes] == ["organization"]
    assert seen.step is not None
    assert seen.step.request.attention == (Attention.ACCOUNT_CHANGED,)
    told = event(CUSTOMER, "attention", 1, name=Attention.ACCOUNT_CHANGED)
    again = found(replace(past, events=(told,)))
    assert again.step is not None
    assert again.step.request.attention == ()


def test_a_second_time_changes_nothing_more() -> None:
    past = history(extraction=without("license_key"))
    seen = found(past)
    assert seen.step is not None
    assert not found(replace(past, request=seen.step.request, events=seen.step.events)).differs
