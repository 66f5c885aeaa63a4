"""The reply gate, rule by rule."""

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from tests.unit.requests.made import CUSTOMER, KNOWN, NOW, OWN, message
from worker.reading.message import Address, AuthenticationResult, Automation, MethodResult
from worker.requests import gate
from worker.requests.values import Policy

TRUSTING = Policy(trusted_authserv_ids=frozenset({"mx.vendor.example"}))
OCCASION = gate.Occasion(
    message=message(), to=CUSTOMER.addr, received_at=NOW, now=NOW, known=KNOWN, policy=TRUSTING
)


def said(authserv_id: str, **results: str) -> AuthenticationResult:
    return AuthenticationResult(
        authserv_id=authserv_id, results=tuple(MethodResult(*each) for each in results.items())
    )


def test_a_person_is_answered() -> None:
    assert gate.verdict(OCCASION) == ""


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        (
            {"automation": Automation.BULK, "automation_reason": "Precedence: bulk"},
            "machine (Precedence: bulk)",
        ),
        ({"automation": Automation.GENERATED, "automation_reason": "a calendar"}, "machine (a calendar)"),
        ({"return_path": ""}, "return path is empty"),
        ({"lists": True}, "mailing list"),
        ({"suppresses_replies": True}, "asks for no automatic reply"),
        ({"from_count": 2}, "names 2 authors"),
        ({"from_count": 0}, "names 0 authors"),
        ({"from_": Address(addr="", name="Ida <ida@fjordwerk.example")}, "From can't be read"),
        ({"authentication": (said("mx.vendor.example", dmarc="fail"),)}, "authentication failed"),
    ],
)
def test_a_mail_that_must_not_be_answered_says_why(changes: dict[str, Any], words: str) -> None:
    assert words in gate.verdict(replace(OCCASION, message=message(**changes)))


@pytest.mark.parametrize(
    ("to", "words"),
    [
        ("", "no sender's address"),
        (OWN, "address of ours"),
        ("no-reply@shop.example", "takes no mail"),
        ("DoNotReply@shop.example", "takes no mail"),
        ("mailer-daemon@shop.example", "takes no mail"),
        ("keine-antwort@laden.example", "takes no mail"),
        ("ne-pas-repondre@boutique.example", "takes no mail"),
        ("list-bounces@lists.example", "takes no mail"),
    ],
)
def test_an_address_that_must_not_be_written_to_says_why(to: str, words: str) -> None:
    assert words in gate.verdict(replace(OCCASION, to=to))


@pytest.mark.parametrize(
    "to", ["norbert.replyer@firm.example", "noreen@no-reply.example", "sales@firm.example"]
)
def test_an_address_that_only_looks_a_little_like_it_is_written_to(to: str) -> None:
    assert gate.verdict(replace(OCCASION, to=to)) == ""


def test_the_past_is_not_answered() -> None:
    limit = NOW - timedelta(days=7)
    assert gate.verdict(replace(OCCASION, received_at=limit)) == ""
    assert "more than 7 days old" in gate.verdict(replace(OCCASION, received_at=limit - timedelta(seconds=1)))


def test_the_cap_per_address_holds() -> None:
    assert gate.verdict(replace(OCCASION, known=replace(KNOWN, letters_to_sender_today=5))) == ""
    assert "6 letters a day" in gate.verdict(
        replace(OCCASION, known=replace(KNOWN, letters_to_sender_today=6))
    )


def test_the_cap_per_hour_holds() -> None:
    assert gate.verdict(replace(OCCASION, known=replace(KNOWN, letters_last_hour=499))) == ""
    assert "500 automatic letters an hour" in gate.verdict(
        replace(OCCASION, known=replace(KNOWN, letters_last_hour=500))
    )


def test_all_reasons_are_told_not_only_the_first() -> None:
    verdict = gate.verdict(replace(OCCASION, message=message(lists=True, return_path="")))
    assert "mailing list" in verdict
    assert "return path" in verdict
