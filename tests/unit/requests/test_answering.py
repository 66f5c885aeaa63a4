"""Whom a new request is answered to, where the mail names another address than its author's."""

import pytest

from tests.unit.requests.made import OWN, message
from worker.reading.message import Address
from worker.requests.request_model import Policy
from worker.requests.senders import reply_address
from worker.requests.senders.sender_authenticity import Authenticity, judge_author

OURS = frozenset({OWN})
DORA = Address(addr="dora@dee.example", name="Dora Dee")


@pytest.mark.parametrize(
    ("author", "reply_to", "wanted", "doubt"),
    [
        ("wordpress@shop.example", ["dora@dee.example"], "dora@dee.example", True),
        ("no-reply@forms.example", ["dora@dee.example"], "dora@dee.example", True),
        ("dora@mail.dee.example", ["dora@dee.example"], "dora@dee.example", False),
        ("crm@dee.example", ["dora@dee.example"], "dora@dee.example", False),
        ("thief@gmail.com", ["dora@gmail.com"], "dora@gmail.com", True),
        ("dora@dee.example", ["dora@dee.example"], None, False),
        ("dora@dee.example", [], None, False),
        ("dora@dee.example", [OWN], None, False),
        ("dora@dee.example", ["a@shop.example", "b@shop.example"], None, False),
        ("wordpress@shop.example", [OWN, "dora@dee.example"], "dora@dee.example", True),
        ("wordpress@shop.example", ["dora@dee.example", "dora@dee.example"], "dora@dee.example", True),
        ("dora@dee.example", [OWN, "dora@dee.example"], None, False),
        ("crm@dee.example", ["", "dora@dee.example"], "dora@dee.example", False),
    ],
)
def test_answers_go_where_the_mail_wants_them(
    author: str, reply_to: list[str], wanted: str | None, doubt: object
) -> None:
    named = tuple(Address(addr=each) for each in reply_to)
    mail = message(from_=Address(addr=author), reply_to=named)
    found = reply_address.find_addressee(mail, OURS)
    assert (found.addr if found else None) == wanted
    assert bool(reply_address.explain_doubt(mail, OURS)) is doubt


def test_what_our_own_list_or_form_passes_on_is_nobodys_proof_and_no_doubt() -> None:
    mail = message(from_=DORA, relayed_by=Address(addr=OWN), reply_to=(DORA,))
    assert reply_address.explain_doubt(mail, OURS) == ""
    assert judge_author(mail, Policy()).authenticity is Authenticity.UNKNOWN
