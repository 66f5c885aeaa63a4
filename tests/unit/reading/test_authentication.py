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
    assert (found.authserv_id, tuple((one.method, one.result) for one in found.results)) == (server, results)


@pytest.mark.parametrize(
    "value", ["mx.vendor.test; spf=pass (never closed", 'mx.vendor.test; spf=pass x="open', ""]
)
def test_a_header_that_never_ends_a_comment_tells_nothing(value: str) -> None:
    assert read(mail(headers=f"Authentication-Results: {value}\n")).authentication == ()


@pytest.mark.parametrize(
    ("value", "wanted"),
    [
        (
            "mx.test; dmarc=pass (p=reject dis=none) header.from=corp.test",
            {"dmarc": {"header.from": "corp.test"}},
        ),
        (
            (
                "spf=pass (sender IP is 192.0.2.1) smtp.mailfrom=a.test; dkim=pass (signature was verified)\n"
                " header.d=a.test;dmarc=pass action=none header.from=A.test;compauth=pass reason=100"
            ),
            {
                "spf": {"smtp.mailfrom": "a.test"},
                "dkim": {"header.d": "a.test"},
                "dmarc": {"action": "none", "header.from": "a.test"},
                "compauth": {"reason": "100"},
            },
        ),
        (
            (
                "mx.google.com;\n dkim=pass header.i=@a.test header.s=s1 header.b=AbC+/=;\n"
                " spf=pass (google.com: domain of x@a.test designates 192.0.2.1 as permitted sender)"
                " smtp.mailfrom=x@a.test;\n dmarc=pass (p=NONE sp=NONE dis=NONE) header.from=a.test"
            ),
            {
                "dkim": {"header.i": "@a.test", "header.s": "s1", "header.b": "abc+/="},
                "spf": {"smtp.mailfrom": "x@a.test"},
                "dmarc": {"header.from": "a.test"},
            },
        ),
        (
            "mx.test; spf=pass smtp.mailfrom=prvs=12ab=x@a.test smtp.helo=",
            {"spf": {"smtp.mailfrom": "prvs=12ab=x@a.test", "smtp.helo": ""}},
        ),
        (
            'mx.test; spf=pass smtp.mailfrom="x header.from=corp.test; dmarc=pass header.from=corp.test"@a.test',
            {"spf": {"smtp.mailfrom": '"x header.from=corp.test; dmarc=pass header.from=corp.test"@a.test'}},
        ),
        ('mx.test; dkim=pass header.d="a.test"', {"dkim": {"header.d": "a.test"}}),
        (
            "mx.test; spf=pass smtp.mailfrom= header.from=a.test",
            {"spf": {"smtp.mailfrom": "", "header.from": "a.test"}},
        ),
    ],
)
def test_what_a_method_looked_at_is_read(value: str, wanted: dict[str, dict[str, str]]) -> None:
    (found,) = read(mail(headers=f"Authentication-Results: {value}\n")).authentication
    assert {one.method: dict(one.properties) for one in found.results} == wanted


def test_it_is_known_behind_how_many_servers_a_header_stands() -> None:
    block = (
        "Authentication-Results: ours.test; spf=pass\nReceived: by ours.test\n"
        "Authentication-Results: ours.test; dkim=pass\nReceived: by theirs.test\n"
        "Authentication-Results: ours.test; dmarc=pass\n"
    )
    assert [found.hops for found in read(mail(headers=block)).authentication] == [0, 1, 2]


@pytest.mark.parametrize(
    "piece", ["(", '"', "\\", "=", ";", " =", "(a", "a=b;", '"a"', "dkim=pass (x) header.d=a; "]
)
def test_a_header_made_of_one_thing_is_read_in_no_time(piece: str) -> None:
    value = f"ours.test; {piece * (16000 // len(piece))}"
    assert len(read(mail(headers=f"Authentication-Results: {value}\n" * 12)).authentication) in {0, 12}


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
    assert [(one.method, one.result) for one in found.results] == [
        (item.method.lower(), item.result.lower()) for item in wanted.results
    ]
    for one, item in zip(found.results, wanted.results, strict=True):
        assert {(f"{each.type}.{each.name}", each.value) for each in item.properties} <= {*one.properties}


@pytest.mark.parametrize("size", [7_990, 16_370, 16_384, 40_000])
def test_a_header_that_a_sender_made_too_long_vouches_for_nobody(size: int) -> None:
    """Whoever signs by hundreds of domains chooses where our server's header is cut, even in a word."""
    signature = " dkim=pass header.d=evil.test;"
    value = "mx.vendor.test;"
    while len(value) + len(signature) < size - 60:
        value += signature
    value += " " * (size - len(value) - len("dkim=pass header.d=bank.test")) + "dkim=pass header.d=bank.test"
    value += ".evil.test; dmarc=fail header.from=bank.test"
    (told,) = read(mail(headers=f"Authentication-Results: {value}\r\n")).authentication
    passes = [one.value("header.d") for one in told.results if one.result == "pass"]
    assert "bank.test" not in passes
    assert not passes or told.results[-1].result == "fail"
