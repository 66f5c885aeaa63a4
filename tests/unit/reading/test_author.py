"""Who a header says that somebody is, by the strict grammar and before anything is decoded."""

from email import message_from_bytes, message_from_string, policy
from email.utils import getaddresses

import pytest
from hypothesis import given
from hypothesis import strategies as st

from worker.reading import Message, read, reading_limits
from worker.reading.headers.from_author import read_mailbox, rescue_address

THIEF, VICTIM = "thief@evil.example", "victim@corp.example"


def of(value: str | bytes) -> Message:
    raw = value if isinstance(value, bytes) else value.encode("utf-8", "surrogateescape")
    return read(b"From: " + raw + b"\r\nSubject: x\r\n\r\nHello\r\n")


@pytest.mark.parametrize(
    "value",
    [
        THIEF,
        f"<{THIEF}>",
        f"Ada <{THIEF}>",
        "Ada <Thief@Evil.Example>",
        f"J. Q. Public <{THIEF}>",
        f"Park, Ada <{THIEF}>",
        f"Park, Ada, Dr. <{THIEF}>",
        f"Foo Bar [Acme] <{THIEF}>",
        f"Foo | Bar / Baz & Co. #1 <{THIEF}>",
        f'Foo "Bar" Baz <{THIEF}>',
        f"O'Neil <{THIEF}>",
        f"Ada<{THIEF}>",
        f"Ada < {THIEF} >",
        f"Ada\r\n <{THIEF}>",
        f"Ада Парк <{THIEF}>",
        f'"{THIEF}" <{THIEF}>',
        f"'{THIEF}' <{THIEF}>",
        f"{THIEF} <{THIEF}>",
        f"=?utf-8?q?{THIEF}?= <{THIEF}>",
        f"=?utf-8?B?SsO2cmc=?= =?utf-8?B?SsO2cmc=?= <{THIEF}>",
        f"=?utf-8?q?Park,?= Ada <{THIEF}>",
        f"{THIEF} (Ada Park)",
        f"(Ada) {THIEF}",
        f"{THIEF},",
        # the name says somebody else; who wrote it is not in doubt
        f'"{VICTIM}" <{THIEF}>',
        f"=?utf-8?q?victim=40corp=2Eexample_=3Cvictim=40corp=2Eexample=3E=2C?= <{THIEF}>",
        f"=?utf-8?b?VmljdGltIDx2aWN0aW1AY29ycC5leGFtcGxlPg0KQmNjOiB4?= <{THIEF}>",
        f"=?utf-8?q?Vic\r\n tim?= <{THIEF}>",
        f"=?iso-8859-1?Q?J=F8rgen_Sk <{THIEF}>",
        f"=?utf-8?b?SsO4cmdlbiBTa2=?= =?utf-9?q?ov=?= <{THIEF}>",
    ],
)
def test_the_address_outside_the_name_is_the_authors(value: str) -> None:
    assert of(value).from_.addr == THIEF


@pytest.mark.parametrize(
    "value",
    [
        "",
        "Ada",
        f'"{VICTIM}" <{THIEF}> x',
        f"{VICTIM} <{THIEF}>",
        f"<{VICTIM}> <{THIEF}>",
        f"{VICTIM}, <{THIEF}>",
        f'"{VICTIM}", <{THIEF}>',
        f"{VICTIM} {THIEF}",
        f"({VICTIM}) <{THIEF}>",
        f"Ada <{THIEF}> ({VICTIM})",
        f"{THIEF} ({VICTIM})",
        f"Ada ({VICTIM} <{THIEF}>",
        f"Ada <{VICTIM}",
        f"Ada {VICTIM}>",
        f"Ada <<{VICTIM}>>",
        f'Ada "Park <{VICTIM}>',
        f"Ada <{VICTIM}>;",
        f"Team: Ada <{VICTIM}>;",
        f"Team: {VICTIM}",
        f"<@evil.example:{VICTIM}>",
        f"<{THIEF}:{VICTIM}>",
        f"<{VICTIM}@evil.example>",
        '"victim@corp.example"@evil.example',
        '<"victim@corp.example"@evil.example>',
        "<victim(x)@corp.example>",
        "<victim @corp.example>",
        "<victim@corp.example.>",
        "<victim@.corp.example>",
        "<victim@corp..example>",
        "<victim@[192.0.2.1]>",
        "<victim@corp.example\x00>",
        "victim@corp.example\x00 <thief@evil.example>",
        "victim\x0b@corp.example",
        "<=?utf-8?q?victim?=@corp.example>",
        "=?utf-8?q?victim=40corp=2Eexample?=",
        "=?utf-8?q?Ada?= =?utf-8?q?=3Cvictim=40corp=2Eexample=3E?=",
        "=?utf-8?q?Ada_=3C?=victim@corp.example>",
        "<victim@\u212aorp.example>",  # the sign of the Kelvin becomes a k in lower case
        "<vict\u0131m@\uff43orp.example>",  # letters of full width
        "<victim\u200b@corp.example>",
        f"Ada\r <{VICTIM}>",
        f"Ada\r\r\n <{VICTIM}>",
        f"{VICTIM}{' ' * 17_000}<{THIEF}>",
    ],
)
def test_a_header_that_may_be_read_in_two_ways_is_nobodys(value: str) -> None:
    assert of(value).from_.addr == ""


def test_two_headers_are_nobodys() -> None:
    for first in (VICTIM, THIEF):
        assert of(f"{first}\r\nFrom: {VICTIM}").from_.addr == ""
        assert of(f"{first}\r\nfrom : {VICTIM}").from_.addr == ""
    assert of(f"{THIEF}\r\nSender: <{THIEF}> x\r\nReply-To: {VICTIM} <{THIEF}>").sender is None
    assert of(f"{THIEF}\r\nReply-To: {VICTIM} <{THIEF}>").reply_to == ()


@pytest.mark.parametrize(
    "head",
    [
        f"From : {VICTIM}\r\n",
        f"From\t: {VICTIM}\r\n",
        f"no field of any kind\r\nFrom: {VICTIM}\r\n",
        f"Subject: x\rFrom: {VICTIM}\r\n",
        f"From: {VICTIM}\r\nX-Long: {'x' * reading_limits.HEADER_BLOCK_BYTES}\r\nFrom: {THIEF}\r\n",
    ],
    ids=[
        "space before the colon",
        "tab before the colon",
        "behind a stray line",
        "behind a CR",
        "long header",
    ],
)
def test_a_field_that_not_every_program_finds_is_nobodys_and_shown(head: str) -> None:
    message = read(
        f"Received: by mx.vendor.test\r\n{head}Message-ID: <a@evil.example>\r\n\r\nHello\r\n".encode()
    )
    assert message.from_.addr == ""
    assert message.from_claimed is not None
    assert message.from_claimed.addr == VICTIM


@pytest.mark.parametrize("above", ["", "Return-Path: <x@y.test>\r\nReceived: by mx.vendor.test;\n\tlater\n"])
@pytest.mark.parametrize("blank", ["\r\r", "\r\n\r\n"])
def test_a_header_whose_lines_all_end_by_cr_is_read_but_nobody_vouched_for_it(above: str, blank: str) -> None:
    forged = "Authentication-Results: mx.vendor.test; dmarc=pass header.from=corp.example\r"
    message = read(f"{above}{forged}From: Ada <{VICTIM}>\rSubject: x\r folded{blank}Hello\rBye\r".encode())
    assert message.from_.addr == VICTIM
    assert message.subject == "x folded"
    assert message.bodies[0].text.split() == ["Hello", "Bye"]
    assert message.authentication == ()


@pytest.mark.parametrize(
    "head",
    [
        f"From: {THIEF}\r\nX: y\rFrom: {VICTIM}\r",
        f"X: y\rFrom: {VICTIM}\r\nSubject: x\r\n",
        f"Subject: x\r\nFrom: {VICTIM}\rTo: a@b.test\r",
        f"Received: a\rFrom: {THIEF}\r\nFrom: {VICTIM}\r",
    ],
)
def test_a_header_whose_lines_end_in_two_ways_is_nobodys(head: str) -> None:
    assert read(f"{head}Message-ID: <a@evil.example>\r\r\nHello\r\n".encode()).from_.addr == ""


@pytest.mark.parametrize(
    ("value", "shown"),
    [
        (f'"{VICTIM}" <{THIEF}> x', THIEF),
        (f"({VICTIM}) <{THIEF}>", THIEF),
        (f"Ada <{THIEF}", THIEF),
        (f"Ada mailto:{THIEF}", THIEF),
        (f"=?utf-8?q?{VICTIM}?= {THIEF}", THIEF),
        (f"{VICTIM} <{THIEF}>", ""),
        (f"=?utf-8?q?{VICTIM}?=", ""),
        (f'"{VICTIM}', ""),
        (f"({VICTIM}", ""),
    ],
)
def test_what_is_shown_of_it_stands_outside_of_quotes_comments_and_encoded_words(
    value: str, shown: str
) -> None:
    assert rescue_address(value) == shown


_ATOMS = st.sampled_from(
    [
        *(VICTIM, THIEF, f"<{VICTIM}>", f"<{THIEF}>", f'"{VICTIM}"', f"({VICTIM})", "Ada", "Ada Park", "J."),
        *(
            "<",
            ">",
            '"',
            "(",
            ")",
            ",",
            ";",
            ":",
            "@",
            "\\",
            "[",
            "]",
            "'",
            " ",
            "\t",
            "\r\n ",
            "\n\t",
            "\r",
            "\x00",
        ),
        *("=?utf-8?q?victim=40corp=2Eexample?=", "=?utf-8?q?", "?=", "=?utf-8?b?", "=3C", "=?utf-8?q?=2C?="),
        *(
            '"victim@corp.example"@evil.example',
            "victim",
            "@corp.example",
            "@evil.example",
            "@evil.example:",
            ".",
        ),
        *(
            "Team:",
            "ü",
            "victim@c\u043erp.example",
            "\u212a",
            "mailto:",
            "<>",
            "''",
            '""',
            "()",
            f"'{THIEF}'",
        ),
    ]
)
_HOSTILE = st.lists(_ATOMS, min_size=1, max_size=7).map("".join)


def seen_by_the_standard_library(value: str) -> set[str]:
    """The addresses of people that its parsers find in the field."""
    raw = b"From: " + value.encode() + b"\r\n\r\n"
    try:
        field = message_from_bytes(raw, policy=policy.default)["From"]
        found = {one.addr_spec for one in field.addresses if one.domain} if field is not None else set()
    except Exception:  # noqa: BLE001 -- its own trouble with hostile headers
        found = set()
    found |= {addr.strip("'") for addr in found}  # clients write 'a@b.test' <a@b.test>
    found = found or {addr for _, addr in getaddresses([value]) if "@" in addr}
    return {addr.encode("utf-8", "surrogateescape").decode("utf-8", "replace").lower() for addr in found}


@given(_HOSTILE)
def test_the_standard_library_sees_the_same_author(value: str) -> None:
    found = of(value).from_.addr
    if found:
        assert found in seen_by_the_standard_library(value), value


_NAMES = st.sampled_from(
    [
        "From:",
        "from: ",
        "FROM:",
        "From : ",
        "From\t: ",
        "From:\r\n ",
        ">From: ",
        "Subject: ",
        "X:",
        "a stray line ",
    ]
)
_LINE_ENDS = st.sampled_from(["\r\n", "\n", "\r"])


@given(st.lists(st.tuples(_NAMES, _ATOMS, _LINE_ENDS).map("".join), min_size=1, max_size=4).map("".join))
def test_the_standard_library_finds_the_authors_field_too(head: str) -> None:
    raw = head.encode() + b"Message-ID: <a@evil.example>\r\n\r\nHello\r\n"
    if found := read(raw).from_.addr:
        values = [str(value) for value in message_from_string(raw.decode()).get_all("From", [])]
        assert found in {addr.lower() for _, addr in getaddresses(values)}, raw


@given(_HOSTILE)
def test_quotes_comments_and_encoded_words_name_nobody(value: str) -> None:
    wrapped = f'"{VICTIM}" ({VICTIM}) =?utf-8?q?victim=40corp=2Eexample?= {value.replace(VICTIM, THIEF)}'
    message = of(wrapped)
    assert message.from_.addr != VICTIM
    assert message.from_claimed is None or message.from_claimed.addr != VICTIM or '"' in value or "(" in value


@pytest.mark.parametrize(
    "piece", ["(", ")", '"', "\\", "<", ",", "@", "a@b", "=?utf-8?q?", "(a", '"a', " <", "a "]
)
def test_a_field_made_of_one_thing_is_read_in_no_time(piece: str) -> None:
    value = (piece * 20_000)[:16_000]
    assert read_mailbox(value) is None
    assert rescue_address(value) in {"", "a@b"}
