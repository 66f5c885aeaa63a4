"""Authentication-Results (RFC 8601)."""

import authres
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.unit.reading.mails import mail
from worker.reading import read

VALUES = {
    "mx.vendor.test; spf=pass smtp.mailfrom=customer.test; dkim=fail header.d=customer.test": (
        "mx.vendor.test",
        (("spf", "pass"), ("dkim", "fail")),
    ),
    "MX.vendor.test 1;\n\tdkim=pass (2048-bit key; \\) unprotected) header.d=a.test;\n\tdmarc=none": (
        "mx.vendor.test",
        (("dkim", "pass"), ("dmarc", "none")),
    ),
    "mx.vendor.test; none": ("mx.vendor.test", ()),
    "spf=pass (sender IP is 192.0.2.1) smtp.mailfrom=a.test; dkim=none; dmarc=pass action=none": (
        "",
        (("spf", "pass"), ("dkim", "none"), ("dmarc", "pass")),
    ),
    "mx.vendor.test; spf=none smtp.mailfrom=<>": ("mx.vendor.test", (("spf", "none"),)),
    'mx.vendor.test; dkim=fail header.d="a.test;dmarc=pass"; spf=fail': (
        "mx.vendor.test",
        (("dkim", "fail"), ("spf", "fail")),
    ),
    'mx.vendor.test; dkim=fail reason="x\\"; dmarc=pass"': ("mx.vendor.test", (("dkim", "fail"),)),
    "mx.vendor.test; dkim = pass; dkim/1 = fail": ("mx.vendor.test", (("dkim", "pass"), ("dkim", "fail"))),
    "mx.vendor.test; spf=fail (=?utf-8?q?=29;_dmarc=3Dpass?=)": ("mx.vendor.test", (("spf", "fail"),)),
    "mx.vendor.test; spf=fail smtp.mailfrom==?utf-8?q?;_dmarc=3Dpass?=": (
        "mx.vendor.test",
        (("spf", "fail"),),
    ),
}


@pytest.mark.parametrize("value", VALUES)
def test_results_are_read_from(value: str) -> None:
    server, results = VALUES[value]
    (found,) = read(mail(headers=f"Authentication-Results: {value}\n")).authentication
    assert (found.authserv_id, found.results) == (server, results)


@pytest.mark.parametrize(
    "value", ["mx.vendor.test; spf=pass (never closed", 'mx.vendor.test; spf=pass x="open', ""]
)
def test_a_header_that_never_ends_a_comment_tells_nothing(value: str) -> None:
    assert read(mail(headers=f"Authentication-Results: {value}\n")).authentication == ()


def test_headers_keep_their_order_from_the_top() -> None:
    block = "Authentication-Results: ours.test; spf=pass\nAuthentication-Results: theirs.test; spf=fail\n"
    assert [found.authserv_id for found in read(mail(headers=block)).authentication] == [
        "ours.test",
        "theirs.test",
    ]


_GAPS = st.sampled_from(["", " ", "  ", "(a comment; dkim=pass)", " (\\) odd) "])
_SPACES = st.sampled_from([" ", "  ", " (a comment; dkim=pass) "])
_PROPERTIES = st.sampled_from(
    [
        "smtp.mailfrom=a@b.test",
        "header.d=a.test",
        'header.i="x;dmarc=pass"',
        "policy.dn=o",
        "header.from=c.test",
    ]
)
_REASONS = st.sampled_from(["", " reason=plain", ' reason="two words; spf=pass"'])


@st.composite
def _statements(draw: st.DrawFn) -> str:
    method = draw(st.sampled_from(["spf", "DKIM", "dmarc", "auth", "x-own"])) + draw(
        st.sampled_from(["", "/1"])
    )
    result = draw(st.sampled_from(["pass", "Fail", "none", "neutral", "softfail", "temperror"]))
    properties = "".join(draw(_SPACES) + item for item in draw(st.lists(_PROPERTIES, max_size=3)))
    return draw(_GAPS) + f"{method}={result}" + draw(_REASONS) + properties + draw(_GAPS)


@given(st.lists(_statements(), min_size=1, max_size=5))
def test_whatever_authres_reads_is_read_the_same(statements: list[str]) -> None:
    value = f"mx.test; {';'.join(statements)}"
    wanted = authres.AuthenticationResultsHeader.parse(f"Authentication-Results: {value}")
    (found,) = read(mail(headers=f"Authentication-Results: {value}\n")).authentication
    assert found.results == tuple((item.method.lower(), item.result.lower()) for item in wanted.results)
