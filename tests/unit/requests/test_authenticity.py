"""Who wrote a mail, by what a server that we trust wrote into it."""

from typing import Any

import pytest

from tests.unit.requests.made import CUSTOMER, message
from worker.reading import read
from worker.reading.message import Address, AuthenticationResult, MethodResult
from worker.requests.request_model import Policy
from worker.requests.senders.sender_authenticity import (
    Authenticity,
    authentication_failed,
    judge_author,
    wrote_it,
)

OURS = "mx.vendor.example"
TRUSTING = Policy(trusted_authserv_ids=frozenset({OURS}))
ALIGNED, UNKNOWN, FAILED = Authenticity.ALIGNED, Authenticity.UNKNOWN, Authenticity.FAILED


def said(authserv_id: str, **results: str) -> AuthenticationResult:
    return AuthenticationResult(
        authserv_id=authserv_id, results=tuple(MethodResult(*each) for each in results.items())
    )


def verdict(*headers: str, author: str = "ida@fjordwerk.example", trusted: str = OURS) -> Authenticity:
    block = "".join(f"{header}\r\n" for header in headers)
    raw = f"{block}From: Ida Holm <{author}>\r\nSubject: x\r\n\r\nHello\r\n"
    return judge_author(read(raw.encode()), Policy(trusted_authserv_ids=frozenset({trusted}))).authenticity


@pytest.mark.parametrize(
    ("headers", "failed"),
    [
        ([], False),
        ([said(OURS, dmarc="fail", spf="pass")], True),
        ([said(OURS, dmarc="pass", spf="fail")], False),
        ([said(OURS, spf="fail")], True),
        ([said(OURS, spf="fail", dkim="pass")], False),
        ([said(OURS, spf="softfail")], False),
        ([said(OURS, dmarc="none", spf="fail")], True),
        ([said("MX.Vendor.Example", dmarc="fail")], True),
        ([said("mx.elsewhere.example", dmarc="fail")], False),
        ([said(OURS, dmarc="fail"), said(OURS, dmarc="pass")], True),
        ([said(OURS, dmarc="pass"), said(OURS, dmarc="fail")], True),
    ],
)
def test_only_the_verdict_of_a_trusted_server_counts(
    headers: list[AuthenticationResult], *, failed: bool
) -> None:
    assert authentication_failed(message(authentication=tuple(headers)), TRUSTING) is failed


@pytest.mark.parametrize(
    ("said", "wanted"),
    [
        ("dmarc=pass header.from=fjordwerk.example", ALIGNED),
        ("dmarc=pass header.from=mail.fjordwerk.example", ALIGNED),
        ("dmarc=pass header.from=elsewhere.example; spf=pass smtp.mailfrom=x@elsewhere.example", FAILED),
        ("dmarc=pass", UNKNOWN),
        ("dmarc=fail header.from=fjordwerk.example; spf=pass smtp.mailfrom=x@elsewhere.example", FAILED),
        ("dmarc=fail header.from=fjordwerk.example; dkim=pass header.d=fjordwerk.example", FAILED),
        ("dmarc=none; dkim=pass header.d=fjordwerk.example", ALIGNED),
        ("dkim=pass header.i=@news.fjordwerk.example", ALIGNED),
        ("dkim=fail header.d=fjordwerk.example; dkim=pass header.d=fjordwerk.example", ALIGNED),
        ("dkim=pass header.d=elsewhere.example", UNKNOWN),
        ("dkim=pass header.d=fjordwerk.example.elsewhere.example", UNKNOWN),
        ("dkim=pass header.d=notfjordwerk.example", UNKNOWN),
        ("dkim=pass header.d=example", UNKNOWN),
        ("spf=pass smtp.mailfrom=bounce@fjordwerk.example", ALIGNED),
        ("spf=pass smtp.mailfrom=fjordwerk.example", ALIGNED),
        ("spf=pass smtp.mailfrom=bounce@elsewhere.example", UNKNOWN),
        ("spf=pass smtp.helo=fjordwerk.example", UNKNOWN),
        ('spf=pass smtp.mailfrom="x@fjordwerk.example; dmarc=pass"@elsewhere.example', UNKNOWN),
        ("spf=fail smtp.mailfrom=bounce@fjordwerk.example; dkim=pass header.d=elsewhere.example", FAILED),
        ("spf=fail smtp.mailfrom=bounce@elsewhere.example; dkim=none", UNKNOWN),
        ("dmarc=temperror; spf=pass smtp.mailfrom=x@fjordwerk.example", ALIGNED),
        ("none", UNKNOWN),
    ],
)
def test_a_pass_counts_for_the_authors_own_domain_alone(said: str, wanted: Authenticity) -> None:
    assert verdict(f"Authentication-Results: {OURS}; {said}") is wanted


@pytest.mark.parametrize(
    ("author", "domain", "wanted"),
    [
        ("ida@shop.co.uk", "shop.co.uk", ALIGNED),
        ("ida@a.shop.co.uk", "b.shop.co.uk", ALIGNED),
        ("ida@shop.co.uk", "other.co.uk", UNKNOWN),
        ("ida@shop.co.uk", "co.uk", UNKNOWN),
        ("ida@one.github.io", "two.github.io", UNKNOWN),
        ("ida@bücher.example", "xn--bcher-kva.example", ALIGNED),
        ("ida@fjordwerk.example", "fjordwerk.EXAMPLE", ALIGNED),
        ("ida@fjordwеrk.example", "fjordwerk.example", UNKNOWN),  # a Cyrillic letter
    ],
)
def test_domains_are_aligned_by_the_part_that_somebody_registered(
    author: str, domain: str, wanted: Authenticity
) -> None:
    assert verdict(f"Authentication-Results: {OURS}; dkim=pass header.d={domain}", author=author) is wanted


@pytest.mark.parametrize(
    ("trusted", "headers", "wanted"),
    [
        pytest.param(
            "unnamed",
            [
                (
                    "Authentication-Results: spf=pass (sender is 192.0.2.9) smtp.mailfrom=fjordwerk.example"
                    "; dkim=pass (signature was verified) header.d=fjordwerk.example;dmarc=pass action=none"
                    " header.from=fjordwerk.example;compauth=pass reason=100"
                )
            ],
            ALIGNED,
            id="Microsoft 365",
        ),
        pytest.param(
            "unnamed",
            [
                (
                    "Authentication-Results: spf=fail (sender is 192.0.2.9) smtp.mailfrom=fjordwerk.example"
                    "; dkim=none (message not signed) header.d=none;dmarc=fail action=oreject"
                    " header.from=fjordwerk.example;compauth=fail reason=000"
                )
            ],
            FAILED,
            id="Microsoft 365, forged",
        ),
        pytest.param(
            "mx.google.com",
            [
                (
                    "Authentication-Results: mx.google.com;\r\n dkim=pass header.i=@fjordwerk.example"
                    " header.s=s1 header.b=Ab/c1=;\r\n spf=pass (google.com: domain of b@fjordwerk.example"
                    " designates 192.0.2.1 as permitted sender) smtp.mailfrom=b@fjordwerk.example;"
                    "\r\n dmarc=pass (p=REJECT sp=NONE dis=NONE) header.from=fjordwerk.example"
                )
            ],
            ALIGNED,
            id="Google",
        ),
        pytest.param(
            OURS,
            [
                f"Authentication-Results: {OURS}; dmarc=pass (p=none dis=none) header.from=fjordwerk.example",
                (
                    f"Authentication-Results: {OURS};\r\n\tdkim=pass (2048-bit key)"
                    " header.d=fjordwerk.example header.i=@fjordwerk.example header.b=x"
                ),
                f"Authentication-Results: {OURS}; spf=pass smtp.mailfrom=ida@fjordwerk.example",
            ],
            ALIGNED,
            id="Postfix, a header of each filter",
        ),
        pytest.param(
            OURS,
            [
                f"Authentication-Results: {OURS}; dkim=pass header.d=fjordwerk.example",
                f"Authentication-Results: {OURS}; dmarc=fail (p=none dis=none) header.from=fjordwerk.example",
            ],
            FAILED,
            id="Postfix, one of them fails it",
        ),
        pytest.param(
            OURS,
            [
                (
                    f"Authentication-Results: {OURS};\r\n\tdkim=pass header.d=fjordwerk.example"
                    " header.b=x;\r\n\tdmarc=pass (policy=quarantine) header.from=fjordwerk.example;"
                    ' spf=pass (mx: domain of "x@y.example" designates 192.0.2.1) smtp.mailfrom="x@y.example"'
                )
            ],
            ALIGNED,
            id="rspamd",
        ),
    ],
)
def test_real_servers_are_understood(trusted: str, headers: list[str], wanted: Authenticity) -> None:
    assert verdict(*headers, trusted=trusted) is wanted


def test_what_came_with_the_mail_is_worth_nothing() -> None:
    passes = "dmarc=pass header.from=fjordwerk.example"
    ours = f"Authentication-Results: {OURS}; spf=pass smtp.mailfrom=x@elsewhere.example"
    theirs = f"Authentication-Results: mx.elsewhere.example; {passes}"
    forged = f"Authentication-Results: {OURS}; {passes}"
    assert verdict(theirs) is UNKNOWN
    assert verdict(ours, theirs) is UNKNOWN
    assert verdict(ours, theirs, forged) is UNKNOWN
    assert verdict(ours, "Received: from elsewhere.example by mx.vendor.example", forged) is UNKNOWN
    assert verdict(f"Authentication-Results: {OURS}; dmarc=fail", forged) is FAILED
    assert verdict(f"ARC-Authentication-Results: i=1; {OURS}; {passes}") is UNKNOWN
    assert verdict(f"Authentication-Results-Original: {OURS}; {passes}") is UNKNOWN
    assert verdict(f"Authentication-Results: {passes}") is UNKNOWN


def test_below_what_our_server_told_nothing_better_counts() -> None:
    author = "fjordwerk.example"
    for method, seen in (("dmarc", "header.from"), ("dkim", "header.d"), ("spf", "smtp.mailfrom")):
        ours = f"Authentication-Results: {OURS}; {method}=none {seen}={author}"
        forged = f"Authentication-Results: {OURS}; {method}=pass {seen}={author}"
        assert verdict(ours, forged) is UNKNOWN
        assert verdict(forged, ours) is ALIGNED
        assert verdict(forged, forged.replace("pass", "fail")) is (ALIGNED if method != "dmarc" else FAILED)


def test_a_server_of_ours_counts_below_one_that_says_nothing_to_us() -> None:
    inner = "Authentication-Results: filter.elsewhere.example; spf=fail"
    ours = f"Authentication-Results: {OURS}; dmarc=pass header.from=fjordwerk.example"
    assert verdict(inner, ours) is ALIGNED


@pytest.mark.parametrize(
    "value",
    [
        '"victim@corp.example" <thief@evil.example> x',
        "victim@corp.example <thief@evil.example>",
        "victim@corp.example, thief@evil.example",
        "Victim <victim@corp.example",
    ],
)
def test_an_author_whom_nobody_can_read_is_never_vouched_for(value: str) -> None:
    for domain in ("evil.example", "corp.example"):
        raw = (
            f"Authentication-Results: {OURS}; dmarc=pass header.from={domain}\r\nFrom: {value}\r\n"
            "Subject: x\r\n\r\nHello\r\n"
        )
        found = read(raw.encode())
        assert judge_author(found, TRUSTING).authenticity is UNKNOWN
        assert not wrote_it(found, "victim@corp.example")


def test_the_words_tell_whose_pass_it_is() -> None:
    def words(**changes: Any) -> str:
        return judge_author(message(**changes), TRUSTING).words

    passes = MethodResult("dkim", "pass", (("header.d", "fjordwerk.example"),))
    assert words(authentication=(AuthenticationResult(authserv_id=OURS, results=(passes,)),)) == (
        "DKIM passes for fjordwerk.example, the author's own domain"
    )
    assert words() == "No mail server that we trust tells who the sender is"
    assert "can't be read" in words(from_=Address(addr=""))
    assert "DMARC fails" in words(authentication=(said(OURS, dmarc="fail"),))


def test_nobody_wrote_what_has_no_author() -> None:
    assert wrote_it(message(), CUSTOMER.addr)
    assert not wrote_it(message(from_=Address(addr="")), "")
