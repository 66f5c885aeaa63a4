"""The single points of eligibility."""

from dataclasses import replace
from typing import Any

import pytest

from tests.unit.requests.made import NOW, POLICY, REQUIRED, STRANGER, message, request
from worker.forms.extraction import Problem
from worker.reading.message import Address, AuthenticationResult, MethodResult
from worker.requests.account_changes import find_account_changes
from worker.requests.eligibility import Point, Verdict, points
from worker.requests.values import CUSTOMER, Attention, Event, FieldValue, Related, Request, State

READY = request(State.READY_FOR_REVIEW)
OLD = "ida@fjordwerk.example"  # the account before
TRUSTING = replace(POLICY, trusted_authserv_ids=frozenset({"mx.vendor.example"}))


def point(name: str, one: Request = READY, *related: Related, **mail: object) -> Point:
    """One point of a request that came with one mail."""
    return {each.name: each for each in points(one, REQUIRED, [message(**mail)], related, TRUSTING)}[name]


def with_account(address: str | None) -> Request:
    """A request with this myAtlassian address."""
    return replace(READY, fields={**READY.fields, "account_email": FieldValue(value=address)})


@pytest.mark.parametrize(
    ("address", "verdict"),
    [
        ("ida@fjordwerk.example", Verdict.OK),
        ("Licenses@Fjordwerk.example", Verdict.OK),
        ("ida@fjordwerk.example.evil.test", Verdict.CHECK),
        ("ida@elsewhere.example", Verdict.CHECK),
        (None, Verdict.CHECK),
    ],
)
def test_an_account_at_another_domain_than_the_sender_is_looked_at(
    address: str | None, verdict: Verdict
) -> None:
    assert point("account", with_account(address)).verdict is verdict


@pytest.mark.parametrize(
    ("problem", "verdict"),
    [(None, Verdict.OK), (Problem.MISSING, Verdict.CHECK), (Problem.CONTRADICTED, Verdict.BAD)],
)
def test_a_statement_that_is_denied_speaks_against_it(problem: Problem | None, verdict: Verdict) -> None:
    problems = {"confirmation": problem} if problem else {}
    assert point("statement", replace(READY, problems=problems)).verdict is verdict


def test_a_key_seen_before_is_told_with_where() -> None:
    other = Related(
        id=9, reference="SW-OTHER2", state=State.COMPLETED, same_key=True, same_account=True, has_key=True
    )
    found = point("key", READY, other)
    assert (found.verdict, found.related) == (Verdict.BAD, ("SW-OTHER2",))
    assert point("key").verdict is Verdict.OK


@pytest.mark.parametrize(
    ("server", "results", "verdict"),
    [
        ("mx.vendor.example", (("dkim", "pass", (("header.d", "fjordwerk.example"),)),), Verdict.OK),
        ("mx.vendor.example", (("dkim", "pass", (("header.d", "elsewhere.example"),)),), Verdict.UNKNOWN),
        ("mx.vendor.example", (("dkim", "pass"), ("spf", "pass")), Verdict.UNKNOWN),
        ("mx.vendor.example", (("dmarc", "fail"),), Verdict.BAD),
        ("mx.elsewhere.example", (("dkim", "pass"),), Verdict.UNKNOWN),
        ("mx.vendor.example", (), Verdict.UNKNOWN),
    ],
)
def test_only_servers_that_we_trust_tell_who_the_sender_is(
    server: str, results: tuple[Any, ...], verdict: Verdict
) -> None:
    header = AuthenticationResult(authserv_id=server, results=tuple(MethodResult(*each) for each in results))
    assert point("authentication", READY, authentication=(header,)).verdict is verdict


def test_mail_of_another_address_is_looked_at_and_a_wish_for_another_account_speaks_against_it() -> None:
    assert point("one_sender").verdict is Verdict.OK
    assert point("one_sender", READY, from_=STRANGER).verdict is Verdict.CHECK
    wish = replace(READY, attention=(Attention.ACCOUNT_CHANGED,))
    assert point("one_sender", wish).verdict is Verdict.BAD


def test_what_speaks_against_it_comes_first() -> None:
    contradicted = replace(with_account("a@x.example"), problems={"confirmation": Problem.CONTRADICTED})
    found = [each.verdict for each in points(contradicted, REQUIRED, [message()], [], TRUSTING)]
    order = [Verdict.BAD, Verdict.CHECK, Verdict.UNKNOWN, Verdict.OK]
    assert found == sorted(found, key=order.index)


def test_an_address_of_a_provider_of_everybody_is_not_the_senders_domain() -> None:
    both_at_one = replace(with_account("other@gmail.com"), requester=Address(addr="ida@gmail.com"))
    found = point("account", both_at_one)
    assert (found.verdict, "gmail.com" in found.words) == (Verdict.CHECK, True)
    own = replace(both_at_one, fields={"account_email": FieldValue(value="ida@gmail.com")})
    assert point("account", own).verdict is Verdict.OK


def test_the_worst_of_all_mails_counts() -> None:
    def verdict(*results: str, one: Request = READY) -> Verdict:
        mails = [
            message(
                authentication=(
                    AuthenticationResult(
                        authserv_id="mx.vendor.example",
                        results=(MethodResult("dmarc", result, (("header.from", "fjordwerk.example"),)),),
                    ),
                )
            )
            for result in results
        ]
        return {each.name: each.verdict for each in points(one, REQUIRED, mails, [], TRUSTING)}[
            "authentication"
        ]

    assert verdict("pass", "pass") is Verdict.OK
    assert verdict("pass", "none") is Verdict.UNKNOWN
    assert verdict("pass", "none", "fail", "pass") is Verdict.BAD
    assert verdict() is Verdict.UNKNOWN
    noted = replace(READY, attention=(Attention.AUTHENTICATION_FAILED,))
    assert verdict("pass", one=noted) is Verdict.BAD


def test_a_change_of_the_account_is_told_with_old_and_new_and_its_mail() -> None:
    def event(what: str, new: str, who: str = CUSTOMER) -> Event:
        return Event(at=NOW, who=who, what=what, name="account_email", old=OLD, new=new)

    events = [
        Event(at=NOW, who=CUSTOMER, what="field", name="account_email", new=OLD),
        event("field", "it@fjordwerk.example"),
        event("field", "by-staff@fjordwerk.example", "olga"),
        event("wish", "eve@evil.example"),
    ]
    changes = find_account_changes(events, {NOW: 2})
    found = [
        one
        for one in points(READY, REQUIRED, [message()], [], TRUSTING, changes)
        if one.name == "account_changed"
    ]
    assert [(one.verdict, one.words) for one in found] == [
        (
            Verdict.BAD,
            f"Mail 2 wants eve@evil.example as myAtlassian address in place of {OLD}; not applied",
        ),
        (
            Verdict.CHECK,
            f"The myAtlassian address was changed from {OLD} to it@fjordwerk.example, by mail 2",
        ),
    ]
    assert find_account_changes(events, {})[0].words.endswith("by a mail")
