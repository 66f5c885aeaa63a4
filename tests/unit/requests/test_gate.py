"""The reply gate, rule by rule."""

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from tests.unit.requests.made import CUSTOMER, KNOWN, NOW, OWN, message, request
from worker.reading.message import Address, AuthenticationResult, Automation, MethodResult
from worker.requests.request_model import (
    PROVEN_POOLS,
    UNPROVEN_POOLS,
    KnownFacts,
    LetterPool,
    LetterTraffic,
    Policy,
)
from worker.requests.sending import reply_gate

TRUSTING = Policy(trusted_authserv_ids=frozenset({"mx.vendor.example"}))
OCCASION = reply_gate.LetterOccasion(
    message=message(), to=CUSTOMER.addr, received_at=NOW, now=NOW, known=KNOWN, policy=TRUSTING
)


def said(authserv_id: str, **results: str) -> AuthenticationResult:
    return AuthenticationResult(
        authserv_id=authserv_id, results=tuple(MethodResult(*each) for each in results.items())
    )


def test_a_person_is_answered() -> None:
    assert reply_gate.verdict(OCCASION) == ""


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
    assert words in reply_gate.verdict(replace(OCCASION, message=message(**changes)))


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
    assert words in reply_gate.verdict(replace(OCCASION, to=to))


@pytest.mark.parametrize(
    "to", ["norbert.replyer@firm.example", "noreen@no-reply.example", "sales@firm.example"]
)
def test_an_address_that_only_looks_a_little_like_it_is_written_to(to: str) -> None:
    assert reply_gate.verdict(replace(OCCASION, to=to)) == ""


def test_the_past_is_not_answered() -> None:
    limit = NOW - timedelta(days=7)
    assert reply_gate.verdict(replace(OCCASION, received_at=limit)) == ""
    assert "more than 7 days old" in reply_gate.verdict(
        replace(OCCASION, received_at=limit - timedelta(seconds=1))
    )


def known(pool: LetterPool, **traffic: dict[LetterPool, int]) -> KnownFacts:
    return replace(KNOWN, pool=pool, traffic=LetterTraffic(**traffic))


@pytest.mark.parametrize(
    ("of", "cap", "words"),
    [
        ("to_address_today", 6, "6 letters a day to one address"),
        ("to_domain_today", 200, "200 letters a day to one domain"),
        ("of_request", 12, "12 automatic letters on one request"),
    ],
)
def test_a_cap_holds_and_what_others_cause_does_not_count_for_a_customer(
    of: str, cap: int, words: str
) -> None:
    asked = replace(OCCASION, policy=Policy(letters_per_expert_per_day=6))
    for pool in LetterPool:
        others = PROVEN_POOLS if pool in UNPROVEN_POOLS else {*LetterPool} - {pool}
        below = {pool: cap - 1, **dict.fromkeys(others, cap)}
        assert reply_gate.verdict(replace(asked, known=known(pool, **{of: below}))) == ""
        assert words in reply_gate.verdict(replace(asked, known=known(pool, **{of: {pool: cap}})))


def test_a_stranger_whom_a_server_of_ours_does_not_vouch_for_is_written_to_once() -> None:
    had = replace(OCCASION, known=known(LetterPool.STRANGERS, of_request={LetterPool.STRANGERS: 1}))
    assert "nothing vouches for its sender" in reply_gate.verdict(had)
    assert reply_gate.verdict(replace(had, policy=Policy())) == ""
    for pool in (LetterPool.RETURNING, LetterPool.CUSTOMERS):
        assert reply_gate.verdict(replace(had, known=known(pool, of_request={pool: 1}))) == ""


def test_the_cap_per_hour_holds() -> None:
    for count, reason in ((499, ""), (500, "500 automatic letters an hour (policy.letters_per_hour)")):
        sent = {LetterPool.CUSTOMERS: count}
        assert (
            reply_gate.verdict(replace(OCCASION, known=known(LetterPool.CUSTOMERS, last_hour=sent))) == reason
        )


def test_strangers_have_a_cap_of_their_own_and_leave_customers_theirs() -> None:
    words = "100 automatic letters to strangers an hour (policy.letters_to_strangers_per_hour)"
    flood = {LetterPool.STRANGERS: 100}
    assert reply_gate.verdict(replace(OCCASION, known=known(LetterPool.STRANGERS, last_hour=flood))) == words
    for pool in (LetterPool.CUSTOMERS, LetterPool.RETURNING):
        assert reply_gate.verdict(replace(OCCASION, known=known(pool, last_hour=flood))) == ""
    all_of_it = {LetterPool.STRANGERS: 400, LetterPool.RETURNING: 100}
    assert reply_gate.verdict(replace(OCCASION, known=known(LetterPool.CUSTOMERS, last_hour=all_of_it))) == ""


def test_so_many_letters_to_customers_hold_those_to_strangers_too() -> None:
    busy = {LetterPool.CUSTOMERS: 500}
    words = "500 automatic letters an hour (policy.letters_per_hour)"
    assert reply_gate.verdict(replace(OCCASION, known=known(LetterPool.STRANGERS, last_hour=busy))) == words


def test_all_reasons_are_told_not_only_the_first() -> None:
    verdict = reply_gate.verdict(replace(OCCASION, message=message(lists=True, return_path="")))
    assert "mailing list" in verdict
    assert "return path" in verdict


def test_an_expert_gets_a_letter_for_each_client_and_nobody_in_their_name_does() -> None:
    clients = tuple(request(id=number) for number in range(10))
    for pool, stopped in ((LetterPool.CUSTOMERS, False), (LetterPool.RETURNING, True)):
        traffic = LetterTraffic(to_address_today={pool: 9})
        known = replace(KNOWN, by_sender=clients, pool=pool, traffic=traffic)
        assert bool(reply_gate.verdict(replace(OCCASION, known=known, policy=Policy()))) is stopped
