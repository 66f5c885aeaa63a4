"""Stored mail read again, on both databases: shown first, written when told to."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from tests.acceptance.customers import CUSTOMER, answer, complete, half_filled
from tests.integration.wired_installation import arrive, open_wired_installation
from worker.app import App
from worker.forms.extraction import FieldProblem
from worker.requests.request_model import Attention, FieldValue, Request, State
from worker.services import row_views
from worker.services.request_lookup import look_up_request
from worker.services.review import review_actions
from worker.services.review.replay_mail import Replayed, replay_requests


@pytest.fixture
def app(tmp_path: Path, database_url: str) -> Iterator[App]:
    with open_wired_installation(tmp_path, database_url) as opened:
        yield opened


def taken(app: App, raw: bytes, uid: int = 1) -> Request:
    request = arrive(app, raw, uid).request
    assert request is not None
    return request


def as_an_older_reader(app: App, request: Request, **fields: str | None) -> Request:
    """The request as if these fields had been read from its first mail; what has no value is asked for."""
    read = {name: replace(request.fields[name], value=value) for name, value in fields.items()}
    ask = tuple(name for name in app.services.required(request.form) if fields.get(name, "") is None)
    changed = replace(
        request,
        fields={**request.fields, **read},
        ask=(*request.ask, *ask),
        problems={**request.problems, **dict.fromkeys(ask, FieldProblem.MISSING)},
        state=State.NEEDS_INFO if ask else request.state,
    )
    with app.services.store.write() as tx:
        return tx.requests.save(changed)


def stored(app: App, request: Request) -> Request:
    with app.services.store.read() as tx:
        return look_up_request(tx, request.reference)


def one(app: App, *, apply: bool = False) -> Replayed:
    [replayed] = replay_requests(app.services, apply=apply)
    return replayed


def test_what_today_s_reader_reads_the_same_is_left_alone(app: App) -> None:
    before = taken(app, complete())
    replayed = one(app, apply=True)
    assert replayed.found is not None
    assert (replayed.found.differs, replayed.applied) == (False, False)
    assert stored(app, before) == before


def test_a_change_is_shown_first_and_written_with_its_events_when_told_to(app: App) -> None:
    before = as_an_older_reader(app, taken(app, complete()), organization=None, holder_name="Ada")
    letters = row_views.request(app.services, before.reference)["letters"]

    shown = one(app)
    assert shown.found is not None
    assert [(change.name, change.would_be.value) for change in shown.found.changes] == [
        ("holder_name", "Ada Byron"),
        ("organization", "Analytical Engines Ltd"),
    ]
    assert stored(app, before) == before

    assert one(app, apply=True).applied
    after = row_views.request(app.services, before.reference)
    assert (after["state"], after["ask"]) == (State.READY_FOR_REVIEW, [])
    assert after["fields"]["organization"] == "Analytical Engines Ltd"
    assert after["evidence"]["organization"]["rule"]
    assert after["letters"] == letters
    told = [(event["what"], event["name"]) for event in after["events"]]
    assert told[-4:] == [
        ("field", "holder_name"),
        ("field", "organization"),
        ("ask", "organization"),
        ("state", ""),
    ]

    again = one(app, apply=True)
    assert again.found is not None
    assert not again.found.differs


def test_a_reply_is_read_again_with_the_letters_that_it_answers(app: App) -> None:
    request = taken(app, half_filled())
    with app.services.store.read() as tx:
        [letter] = tx.letters.of_request(request.id or 0)
    taken(app, answer(letter.message_id, letter.subject, letter.text), 2)
    assert stored(app, request).state is State.READY_FOR_REVIEW
    before = as_an_older_reader(app, stored(app, request), holder_name=None)
    assert one(app, apply=True).applied
    after = stored(app, before)
    assert (after.state, after.fields["holder_name"].value) == (State.READY_FOR_REVIEW, "Ada Byron")


def test_what_staff_set_and_asked_is_not_touched(app: App) -> None:
    request = taken(app, complete())
    review_actions.set_values(app.services, request.reference, {"organization": "Engines & Sons"}, "grace")
    review_actions.ask(app.services, request.reference, ["address"], "Is this the seat?", "grace")
    before = stored(app, request)
    replayed = one(app, apply=True)
    assert replayed.found is not None
    assert (replayed.found.differs, stored(app, request)) == (False, before)


def test_an_approved_request_is_reported_and_not_changed(app: App) -> None:
    request = as_an_older_reader(app, taken(app, complete()), organization="Analytical")
    review_actions.approve(app.services, request.reference, "grace")
    before = stored(app, request)
    replayed = one(app, apply=True)
    assert replayed.found is not None
    assert (replayed.found.differs, replayed.found.only_reported, replayed.applied) == (
        True,
        "it is approved",
        False,
    )
    assert stored(app, request) == before


def test_what_turns_out_open_waits_for_staff_and_is_not_reminded_of(app: App) -> None:
    request = taken(app, half_filled())
    known = FieldValue(value="Ada Byron", message=request.fields["holder_name"].message)
    complete_once = replace(
        request,
        fields={**request.fields, "holder_name": known},
        ask=(),
        problems={},
        state=State.READY_FOR_REVIEW,
    )
    with app.services.store.write() as tx:
        tx.requests.save(complete_once)
    assert one(app, apply=True).applied
    after = stored(app, request)
    assert (after.state, after.ask, after.attention) == (
        State.NEEDS_INFO,
        ("holder_name",),
        (Attention.READ_AGAIN,),
    )


def test_since_leaves_out_requests_without_mail_since_then(app: App) -> None:
    taken(app, complete())
    now = datetime.now(UTC)
    assert len(list(replay_requests(app.services, now - timedelta(days=1)))) == 1
    assert list(replay_requests(app.services, now + timedelta(days=1))) == []


def test_each_request_is_told_of_once_however_many_messages_it_has(app: App) -> None:
    request = taken(app, half_filled())
    with app.services.store.read() as tx:
        [letter] = tx.letters.of_request(request.id or 0)
    taken(app, answer(letter.message_id, letter.subject, letter.text), 2)
    taken(
        app, complete().replace(CUSTOMER.encode(), b"charles@engines.test").replace(b"<first@", b"<other@"), 3
    )
    assert [replayed.request.requester.addr for replayed in replay_requests(app.services)] == [
        CUSTOMER,
        "charles@engines.test",
    ]
