"""Transfer encodings as mail clients undo them, and text that is still encoded."""

import base64
import binascii
import quopri
from collections.abc import Callable

import pytest

from tests.unit.reading.mails import body_of, mail, text_lines
from worker.reading import read

TEXT = (
    "Hello,\n\n1. My License Key: eJzzzU/OLi0odsksykxOzClLVcjPS1VIyUxRyE0sTsxLVUgsKUksSU1RKEktLlE+KiBE9g=\n"
    "3. The first and last name of the holder: Zoë Ångström\n4. The organization: Łódź = Co\n"
)
RAW = TEXT.encode()
LINES = [line for line in TEXT.splitlines() if line]


def lines_of(body: str | bytes, encoding: str | None) -> list[str]:
    header = "" if encoding is None else f"Content-Transfer-Encoding: {encoding}\n"
    return text_lines(read(mail(body, headers=header)))


def chunks(size: int) -> list[str]:
    return [base64.b64encode(RAW[at : at + size]).decode() for at in range(0, len(RAW), size)]


BASE64 = base64.encodebytes(RAW).decode()
ONE_LINE = base64.b64encode(RAW).decode()
QUOTED = quopri.encodestring(RAW).decode()


@pytest.mark.parametrize(
    "value",
    [
        "base64",
        "BASE64",
        "Base64 ",
        '"base64"',
        "base64;",
        "base64 (RFC 2045)",
        "(made by a gateway) base64",
        "base64; charset=utf-8",
        "base-64",
        "x-base64",
        "\n base64",
        "'base64'",
    ],
)
def test_an_encoding_is_known_however_it_is_written(value: str) -> None:
    assert lines_of(BASE64, value) == LINES


@pytest.mark.parametrize(
    "value", ["quoted-printable", "Quoted-Printable;", '"quoted-printable"', "quotedprintable"]
)
def test_quoted_printable_is_known_however_it_is_written(value: str) -> None:
    assert lines_of(QUOTED, value) == LINES


@pytest.mark.parametrize("value", ["7bit", "8bit", "8BIT (none)", "binary", "8-bit", "unknown", None])
def test_bytes_that_are_not_encoded_are_left_alone(value: str | None) -> None:
    assert lines_of(TEXT, value) == LINES


@pytest.mark.parametrize(
    "body",
    {
        "padded in each line": "\n".join(chunks(50)),
        "padded in pieces of a line": "".join(chunks(100)),
        "padded after a piece, then not": chunks(49)[0] + base64.b64encode(RAW[49:]).decode(),
        "without its last padding": ONE_LINE.rstrip("="),
        "in one line": ONE_LINE,
        "blanks in the lines": "  "
        + " \n \t".join(ONE_LINE[at : at + 72] for at in range(0, len(ONE_LINE), 72)),
        "signs between": "!\n*".join(ONE_LINE[at : at + 60] for at in range(0, len(ONE_LINE), 60)),
        "a byte order mark before it": "\ufeff" + BASE64,
        "empty lines between": BASE64.replace("\n", "\n\n"),
        "its padding encoded again": ONE_LINE.rstrip("=") + "=3D" * ONE_LINE.count("="),
        "a sign too many at the end": ONE_LINE.rstrip("=") + ("A=" if len(RAW) % 3 == 0 else "=="),
        "lines of any length": "\n".join([ONE_LINE[:7], ONE_LINE[7:90], ONE_LINE[90:91], ONE_LINE[91:]]),
    }.values(),
)
def test_base64_is_read_to_its_end(body: str) -> None:
    assert lines_of(body, "base64") == LINES


def test_what_a_list_puts_below_base64_stays_readable() -> None:
    below = "\n_______________________________________________\nPlugins mailing list\nplugins@lists.customer.test\n"
    assert lines_of(BASE64 + below, "base64")[: len(LINES) + 1] == [*LINES, "_" * 47]


def test_words_under_the_label_base64_are_read_as_they_are() -> None:
    assert lines_of(TEXT, "base64") == LINES


@pytest.mark.parametrize(
    ("body", "wanted"),
    [
        ("one line=\n goes on", ["one line goes on"]),
        ("one line= \t\n goes on", ["one line goes on"]),
        ("one line=\r\r\n goes on", ["one line goes on"]),
        ("small digits: =c3=a5", ["small digits: å"]),
        ("a stray = sign and =zz stay, =C3=A5", ["a stray = sign and =zz stay, å"]),
        ("it ends with a soft break =C3=A5=", ["it ends with a soft break å"]),
        ("line ends=0D=0Athat are encoded=0A=C3=A5", ["line ends", "that are encoded", "å"]),
        ("eight bits å and =C3=A5", ["eight bits å and å"]),
        ("twice =3DC3=3DA5 and =3D20", ["twice å and"]),
        ("key=3D\n2. next", ["key=", "2. next"]),
        ("a_b =5F", ["a_b _"]),
    ],
)
def test_quoted_printable_is_read_whatever_its_breaks(body: str, wanted: list[str]) -> None:
    assert lines_of(body, "quoted-printable") == wanted


def test_a_key_under_the_label_quoted_printable_that_nobody_encoded_keeps_its_padding() -> None:
    assert lines_of(TEXT.replace("Zoë Ångström", "Zoe").replace("Łódź", "Lodz"), "quoted-printable")[1:3] == [
        LINES[1],
        LINES[2].replace("Zoë Ångström", "Zoe"),
    ]


def uuencoded(data: bytes) -> str:
    rows = [binascii.b2a_uu(data[at : at + 45]).decode() for at in range(0, len(data), 45)]
    return "begin 644 message.txt\n" + "".join(rows) + "`\nend\n"


@pytest.mark.parametrize("value", ["x-uuencode", "uuencode", "x-uue", "UUE"])
@pytest.mark.parametrize(
    "body",
    [
        uuencoded(RAW),
        "\n".join(line.rstrip() for line in uuencoded(RAW).splitlines()),
        "Hi\n\n" + uuencoded(RAW),
    ],
)
def test_uuencode_is_read(value: str, body: str) -> None:
    assert lines_of(body, value) == LINES


@pytest.mark.parametrize("value", [None, "7bit", "8bit", "x-unknown"])
@pytest.mark.parametrize("body", [BASE64, QUOTED, base64.encodebytes(QUOTED.encode()).decode()])
def test_a_text_that_nobody_said_is_encoded_is_read_all_the_same(body: str, value: str | None) -> None:
    header = "" if value is None else f"Content-Transfer-Encoding: {value}\n"
    message = read(mail(body, headers=header))
    if text_lines(message) != LINES:  # base64 of quoted-printable
        assert message.defects
        return
    assert any("still encoded" in defect for defect in message.defects)


@pytest.mark.parametrize(
    "body",
    [
        "eJzzzU/OLi0odsksykxOzClLVcjPS1VIyUxRyE0sTsxLVUgsKUksSU1RKEktLlEoSk1LLUrNS04FAKiBE9g=",
        "Our key = eJzzzU/OLi0odsksykxOzClLVcjPS1VIyUxRyE0sTsxLVUgsKUksSU1RKEktLlEoSk1LLUrNS04FAKiBE9g=\nAda",
        "a=3 and b=4",
        "Hello",
    ],
)
def test_a_key_is_no_text_that_is_still_encoded(body: str) -> None:
    message = read(mail(body))
    assert body_of(message).text.strip() == body
    assert message.defects == ()


def _unpadded(size: int) -> str:
    return "\n".join(chunk.rstrip("=") for chunk in chunks(size))


@pytest.mark.parametrize("size", [7, 10, 20, 40, 55, 56, 58, 76])
def test_base64_that_was_made_line_by_line_without_padding_is_read(size: int) -> None:
    assert lines_of(_unpadded(size), "base64") == LINES


@pytest.mark.parametrize("width", [61, 75, 77, 998])
def test_base64_in_lines_of_an_odd_width_is_one(width: int) -> None:
    body = "\n".join(ONE_LINE[at : at + width] for at in range(0, len(ONE_LINE), width))
    assert lines_of(body, "base64") == LINES


PARTS = (
    "--b1\nContent-Type: text/plain; charset=utf-8\nContent-Transfer-Encoding: 8bit\n\n" + TEXT + "\n"
    "--b1\nContent-Type: application/pdf; name=a.pdf\n\n%PDF\n--b1--\n"
)


@pytest.mark.parametrize(
    ("value", "body"),
    [
        ("base64", base64.encodebytes(PARTS.encode()).decode()),
        ("quoted-printable", quopri.encodestring(PARTS.encode()).decode()),
        ("base64", PARTS),
        ("quoted-printable", PARTS),
    ],
)
@pytest.mark.parametrize("boundary", ["b1", "another"])
@pytest.mark.parametrize("within", [False, True])
def test_a_multipart_that_is_encoded_as_a_whole_has_its_parts(
    value: str, body: str, boundary: str, *, within: bool
) -> None:
    kind = f"multipart/mixed; boundary={boundary}"
    header = f"Content-Transfer-Encoding: {value}\n"
    message = read(mail(body, content_type=kind, headers=header))
    if within:
        outer = f"--b0\nContent-Type: {kind}\n{header}\n{body}\n--b0\nContent-Type: text/plain\n\nBehind\n--b0--\n"
        message = read(mail(outer, content_type="multipart/mixed; boundary=b0"))
    assert text_lines(message) == LINES + ["Behind"] * within
    assert [attachment.filename for attachment in message.attachments] == ["a.pdf"]


@pytest.mark.parametrize("times", [2, 3, 4])
@pytest.mark.parametrize("encode", [base64.encodebytes, quopri.encodestring])
def test_a_text_that_was_encoded_again_and_again_is_read(
    encode: Callable[[bytes], bytes], times: int
) -> None:
    body = RAW
    for _ in range(times):
        body = encode(body)
    name = "base64" if encode is base64.encodebytes else "quoted-printable"
    assert lines_of(body, name) == LINES


def test_keys_as_long_as_a_line_that_end_in_padding_stay() -> None:
    key = "eJ" + "zU/OLi0odsksykxOzClLVcjPS1VIyUxRyE0sTsxLVUgsKUksSU1RKEktLlE+KiBE9gAb"
    body = "\n".join(f"{each}{key}="[:76] for each in ("A", "B", "C"))
    assert lines_of(body, None) == body.splitlines()
