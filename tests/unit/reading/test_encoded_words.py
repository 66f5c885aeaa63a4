"""Encoded words are what the standard library takes for them, in linear time and within a budget."""

from email.errors import HeaderParseError
from email.header import decode_header

import pytest
from hypothesis import given
from hypothesis import strategies as st

from worker.reading import read, reading_limits
from worker.reading.headers import encoded_words
from worker.reading.headers.encoded_words import EncodedWord
from worker.reading.message import Message

_FRAGMENTS = st.sampled_from(
    [
        *(
            "=?",
            "?=",
            "?",
            "=",
            "q",
            "B",
            "?q?",
            "?B?",
            " ",
            "  ",
            "\t",
            "\n ",
            "\r\n ",
            "text",
            "ä",
            "=4",
            "_",
        ),
        *("=?utf-8?q?", "=?utf-8?B?w6Q?=", "=?utf-8?B?w6Q=?=", "=?a?q?_=41?="),
        *("=?UTF-8*en?Q?x?=", "=?utf-8?q?=C3?=", "=?utf-8?q?=A4?="),
    ]
)


def with_headers(block: str) -> Message:
    return read(f"{block}\r\n\r\nHello\r\n".encode())


def _as_the_standard_library(value: str) -> list[EncodedWord] | None:
    try:
        found = decode_header(value)
    except HeaderParseError:
        return None
    literal = [piece if isinstance(piece, str) else piece.decode("raw-unicode-escape") for piece, _ in found]
    return [
        EncodedWord(text, b"", None) if charset is None else EncodedWord("", piece, charset)
        for text, (piece, charset) in zip(literal, found, strict=True)
    ]


def _as_ours(value: str) -> list[EncodedWord] | None:
    try:
        return encoded_words.split(value)
    except ValueError:
        return None


@given(st.lists(_FRAGMENTS, max_size=12).map("".join))
def test_what_the_standard_library_finds_is_found(value: str) -> None:
    ours = _as_ours(value)
    if ours is not None and all(word.charset is None for word in ours):
        assert "".join(value.split()) == "".join("".join(word.text for word in ours).split())
        return
    assert ours == _as_the_standard_library(value)


@pytest.mark.parametrize(
    ("value", "wanted"),
    [
        ("=?utf-8?Q?=E6=9D?==?utf-8?Q?=B1?=", "東"),
        ("=?utf-8?Q?=E6=9D?= \t =?UTF-8?Q?=B1?=", "東"),
        ("=?no-such-charset?Q?Gr=C3=B6=C3=9Fe?=", "Größe"),
        ("=?utf-8?Q?a b  c?=", "a b c"),
        ("=?utf-8?B?w6Q?=", "ä"),
        ("=?utf-8?B?w6Q=?= and =?utf-8?q??= more", "ä and more"),
        ("=?utf-8*de-CH?B?w6Q=?=", "ä"),
        ("=?utf-8?Q?no end", "=?utf-8?Q?no end"),
        ("=?utf-8?X?other?=", "=?utf-8?X?other?="),
    ],
)
def test_an_encoded_subject_is_read(value: str, wanted: str) -> None:
    assert with_headers(f"Subject: {value}").subject == wanted


def test_what_lies_beyond_the_budget_is_left_as_it_was_sent() -> None:
    word = "=?utf-8?q?=C3=A4?="
    room = reading_limits.HEADER_VALUE_CHARS // 2
    padding = f"To: {word * (room // len(word))} <a@b.test>\r\n"
    head = f"From: {word} <ada@a.test>\r\nSubject: {word}\r\n"
    own = with_headers(f"{head}{padding * 3}".rstrip())
    assert (own.from_.name, own.subject, own.defects) == ("ä", "ä", ())
    flood = with_headers(f"{head}{padding * 20}".rstrip())
    assert (flood.from_.name, flood.from_.addr, flood.subject) == ("ä", "ada@a.test", "ä")
    assert any("decoded" in defect for defect in flood.defects)


def test_a_message_and_those_within_it_share_one_budget() -> None:
    unit = "=?utf-8?q?a?= "
    fields = f"To: {unit * (reading_limits.HEADER_VALUE_CHARS // len(unit))}\r\n" * 5
    inner = f"--b\r\nContent-Type: message/rfc822\r\n\r\nSubject: {unit}\r\n{fields}\r\nHello\r\n"
    head = 'From: ada@a.test\r\nContent-Type: multipart/mixed; boundary="b"\r\n\r\n'
    one, many = read(f"{head}{inner}".encode()), read(f"{head}{inner * 4}".encode())
    assert not any("decoded" in defect for defect in one.defects)
    assert any("decoded" in defect for defect in many.defects)


def test_parameters_that_the_standard_library_can_not_sort_are_left_out() -> None:
    found = with_headers('Content-Disposition: attachment; filename*0=a; filename*=b; filename="c"')
    assert found.attachments == ()
