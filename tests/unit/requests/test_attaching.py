"""Mail that a person puts where it belongs."""

from dataclasses import replace

import pytest

from tests.unit.requests.made import NOW, REQUIRED, request
from worker.errors import RefusedError
from worker.forms.extraction import ReplyIntent, ReplyReading
from worker.requests.message_rights import MessageRight
from worker.requests.request_model import Attention, Request, State
from worker.requests.staff.attach_mail import AttachedMail, AttachedReply, attach, keep_apart

OWN = request(State.NEEDS_INFO, id=2, reference="SW-STRAY2", attention=(Attention.POSSIBLE_MATCH,))
WAITING = request(State.NEEDS_INFO)


def attached(
    to: Request, fields: dict[str, str | int | None], right: MessageRight = MessageRight.CHANGES_ACCOUNT
) -> AttachedMail:
    """The stray mail says `fields` and is attached to `to`."""
    reading = ReplyReading(intent=ReplyIntent.ANSWERS, fields=fields)
    heard = AttachedReply(
        reading=reading, ledger_id=12, same_sender=right is not MessageRight.ANSWERS, right=right
    )
    return attach(OWN, to, [heard], REQUIRED, "olga", NOW)


def test_its_answers_complete_the_request_that_it_belongs_to() -> None:
    found = attached(WAITING, {"organization": "Fjordwerk AS"})
    assert (found.to.request.state, found.to.request.ask) == (State.READY_FOR_REVIEW, ())
    assert found.to.request.fields["organization"].message == 12
    assert (found.own.request.state, found.own.request.attention) == (State.WITHDRAWN, ())
    assert found.to.letters == found.own.letters == ()


def test_a_stranger_s_account_still_needs_a_person() -> None:
    found = attached(WAITING, {"account_email": "eve@elsewhere.example"}, MessageRight.ANSWERS)
    assert found.to.request.fields["account_email"] == WAITING.fields["account_email"]
    assert {Attention.ACCOUNT_CHANGED, Attention.OTHER_ADDRESS} <= {*found.to.request.attention}


def test_a_forged_mail_changes_nothing_wherever_a_person_puts_it() -> None:
    found = attached(WAITING, {"organization": "Thief AS"}, MessageRight.NOTHING)
    assert found.to.request.fields == WAITING.fields
    assert found.to.request.attention == (Attention.AUTHENTICATION_FAILED,)


@pytest.mark.parametrize("state", [State.APPROVED, State.COMPLETED, State.REJECTED, State.WITHDRAWN])
def test_a_decided_request_is_not_changed_by_it(state: State) -> None:
    to = request(state)
    found = attached(to, {"organization": "Other AS"})
    assert (found.to.request.fields, found.to.request.state) == (to.fields, state)
    assert Attention.CHANGED_AFTER_APPROVAL in found.to.request.attention


def test_a_request_is_not_attached_to_itself_or_to_another_form() -> None:
    for to in (OWN, replace(WAITING, form="cloud-interest")):
        with pytest.raises(RefusedError, match="can't be attached"):
            attached(to, {})


def test_a_request_of_its_own_is_not_doubtful_any_more() -> None:
    assert keep_apart(OWN, "olga", NOW).request.attention == ()
