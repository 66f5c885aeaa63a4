"""No more of a message is parsed than a parser can take, and what is left out is said."""

import base64

import pytest

from tests.unit.reading.mails import mail, multipart, text_lines
from worker.reading import read, reading_limits

PLAIN = "Content-Type: text/plain; charset=utf-8"
PDF = "Content-Type: application/pdf; name=a.pdf\nContent-Transfer-Encoding: base64"


def test_the_text_behind_a_huge_attachment_is_read_and_its_size_told() -> None:
    size = 9 * 1024 * 1024
    message = read(multipart((PLAIN, "Before"), (PDF, base64.encodebytes(bytes(size))), (PLAIN, "After")))
    assert text_lines(message) == ["Before", "After"]
    assert abs(message.attachments[0].size - size) < size // 100
    assert message.defects == ()


def test_multiparts_nested_too_deep_are_one_text() -> None:
    body = "".join(
        f'--b{level}\nContent-Type: multipart/mixed; boundary="b{level + 1}"\n\n' for level in range(1000)
    )
    message = read(mail(f"Hello\n{body}", content_type='multipart/mixed; boundary="b0"', subject="Deep"))
    assert (message.subject, message.from_.addr) == ("Deep", "ada@customer.test")
    assert text_lines(message)[0] == "Hello"
    assert "its parts are nested too deep: read as one text" in message.defects


@pytest.mark.parametrize(
    ("raw", "defect"),
    [
        (mail("a\n" * (reading_limits.PARSED_LINES + 1)), "too long to be read to its end"),
        (mail("--b\n\n" * 4000, content_type="multipart/mixed; boundary=b"), "more than 300 parts"),
        (mail("Hello", headers=f"X-Long: {'x' * reading_limits.HEADER_BLOCK_BYTES}\n"), "longer than 256 KB"),
    ],
    ids=["lines", "parts", "header"],
)
def test_what_is_cut_is_said(raw: bytes, defect: str) -> None:
    message = read(raw)
    assert message.subject == "A question"
    assert any(defect in told for told in message.defects)


def test_lines_of_the_messages_within_are_counted_together_and_apart_from_the_own_ones() -> None:
    lines = "Hello there\n" * (reading_limits.LINES - 1)
    inner = ("Content-Type: message/rfc822", mail(lines))
    rich = ("Content-Type: text/html", "<p>Hello</p>" * 100)
    message = read(multipart((PLAIN, lines), rich, inner, inner, inner))
    assert [len(body.lines) for body in message.bodies] == [reading_limits.LINES, 200]
    assert [sum(len(body.lines) for body in one.bodies) for one in message.forwarded] == [
        reading_limits.LINES,
        reading_limits.LINES_WITHIN - reading_limits.LINES,
        0,
    ]
    assert not any("lines" in defect for defect in message.defects)
    assert any("the messages within have more than" in defect for defect in message.forwarded[1].defects)
