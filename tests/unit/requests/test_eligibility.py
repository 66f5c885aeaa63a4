"""The single points of eligibility."""

from dataclasses import replace
from typing import Any

import pytest

from tests.unit.requests.made import NOW, POLICY, REQUIRED, STRANGER, message, request
from worker.forms.extraction import FieldProblem
from worker.reading.message import Address, AuthenticationResult, MethodResult
from worker.requests.account_changes import find_account_changes
from worker.requests.request_model import (
    CUSTOMER,
    Attention,
    Event,
    FieldValue,
    RelatedRequest,
    Request,
    State,
)
from worker.requests.staff.approval_points import ApprovalPoint, PointVerdict, list_points

READY = request(State.READY_FOR_REVIEW)
OLD = "ida@fjordwerk.example"  # the account before
TRUSTING = replace(POLICY, trusted_authserv_ids=frozenset({"mx.vendor.example"}))


def point(name: str, one: Request = READY, *related: RelatedRequest, **mail: object) -> ApprovalPoint:
    """One point of a request that came with one mail."""
    return {each.name: each for each in list_points(one, REQUIRED, [message(**mail)], related, TRUSTING)}[
        name
    ]


def with_account(address: str | None) -> Request:
    """A request with this myAtlassian address."""
    return replace(READY, fields={**READY.fields, "account_email": FieldValue(value=address)})


@pytest.mark.parametrize(
    ("address", "verdict"),
    [
        ("ida@fjordwerk.example", PointVerdict.OK),
        ("Licenses@Fjordwerk.example", PointVerdict.OK),
        ("ida@fjordwerk.example.evil.test", PointVerdict.CHECK),
        ("ida@elsewhere.example", PointVerdict.CHECK),
        (None, PointVerdict.CHECK),
    ],
)
def test_an_account_at_another_domain_than_the_sender_is_looked_at(
    address: str | None, verdict: PointVerdict
) -> None:
    assert point("account", with_account(address)).verdict is verdict


@pytest.mark.parametrize(
    ("problem", "verdict"),
    [
        (None, PointVerdict.OK),
        (FieldProblem.MISSING, PointVerdict.CHECK),
        (FieldProblem.CONTRADICTED, PointVerdict.BAD),
    ],
)
def test_a_statement_that_is_denied_speaks_against_it(
    problem: FieldProblem | None, verdict: PointVerdict
) -> None:
    problems = {"confirmation": problem} if problem else {}
    assert point("statement", replace(READY, problems=problems)).verdict is verdict


def test_a_key_seen_before_is_told_with_where() -> None:
    other = RelatedRequest(
        id=9, reference="SW-OTHER2", state=State.COMPLETED, same_key=True, same_account=True, has_key=True
    )
    found = point("key", READY, other)
    assert (found.verdict, found.related) == (PointVerdict.BAD, ("SW-OTHER2",))
    assert point("key").verdict is PointVerdict.OK


@pytest.mark.parametrize(
    ("server", "results", "verdict"),
    [
        ("mx.vendor.example", (("dkim", "pass", (("header.d", "fjordwerk.example"),)),), PointVerdict.OK),
        (
            "mx.vendor.example",
            (("dkim", "pass", (("header.d", "elsewhere.example"),)),),
            PointVerdict.UNKNOWN,
        ),
        ("mx.vendor.example", (("dkim", "pass"), ("spf", "pass")), PointVerdict.UNKNOWN),
        ("mx.vendor.example", (("dmarc", "fail"),), PointVerdict.BAD),
        ("mx.elsewhere.example", (("dkim", "pass"),), PointVerdict.UNKNOWN),
        ("mx.vendor.example", (), PointVerdict.UNKNOWN),
    ],
)
def test_only_servers_that_we_trust_tell_who_the_sender_is(
    server: str, results: tuple[Any, ...], verdict: PointVerdict
) -> None:
    header = AuthenticationResult(authserv_id=server, results=tuple(MethodResult(*each) for each in results))
    assert point("authentication", READY, authentication=(header,)).verdict is verdict


def test_mail_of_another_address_is_looked_at_and_a_wish_for_another_account_speaks_against_it() -> None:
    assert point("one_sender").verdict is PointVerdict.OK
    assert point("one_sender", READY, from_=STRANGER).verdict is PointVerdict.CHECK
    wish = replace(READY, attention=(Attention.ACCOUNT_CHANGED,))
    assert point("one_sender", wish).verdict is PointVerdict.BAD


def test_what_speaks_against_it_comes_first() -> None:
    contradicted = replace(with_account("a@x.example"), problems={"confirmation": FieldProblem.CONTRADICTED})
    found = [each.verdict for each in list_points(contradicted, REQUIRED, [message()], [], TRUSTING)]
    order = [PointVerdict.BAD, PointVerdict.CHECK, PointVerdict.UNKNOWN, PointVerdict.OK]
    assert found == sorted(found, key=order.index)


def test_an_address_of_a_provider_of_everybody_is_not_the_senders_domain() -> None:
    both_at_one = replace(with_account("other@gmail.com"), requester=Address(addr="ida@gmail.com"))
    found = point("account", both_at_one)
    assert (found.verdict, "gmail.com" in found.words) == (PointVerdict.CHECK, True)
    own = replace(both_at_one, fields={"account_email": FieldValue(value="ida@gmail.com")})
    assert point("account", own).verdict is PointVerdict.OK


def test_the_worst_of_all_mails_counts() -> None:
    def verdict(*results: str, one: Request = READY) -> PointVerdict:
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
        return {each.name: each.verdict for each in list_points(one, REQUIRED, mails, [], TRUSTING)}[
            "authentication"
        ]

    assert verdict("pass", "pass") is PointVerdict.OK
    assert verdict("pass", "none") is PointVerdict.UNKNOWN
    assert verdict("pass", "none", "fail", "pass") is PointVerdict.BAD
    assert verdict() is PointVerdict.UNKNOWN
    noted = replace(READY, attention=(Attention.AUTHENTICATION_FAILED,))
    assert verdict("pass", one=noted) is PointVerdict.BAD


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
        for one in list_points(READY, REQUIRED, [message()], [], TRUSTING, changes)
        if one.name == "account_changed"
    ]
    assert [(one.verdict, one.words) for one in found] == [
        (
            PointVerdict.BAD,
            f"Mail 2 wants eve@evil.example as myAtlassian address in place of {OLD}; not applied",
        ),
        (
            PointVerdict.CHECK,
            f"The myAtlassian address was changed from {OLD} to it@fjordwerk.example, by mail 2",
        ),
    ]
    assert find_account_changes(events, {})[0].words.endswith("by a mail")
