"""Of plain text and HTML that say the same, letter by letter, the HTML is kept; in doubt both are."""

import pytest

from tests.unit.reading.mails import mail, multipart
from worker.reading import read


def kept(plain: str, rich: str) -> list[str]:
    """Which forms of the text a message with both of them has."""
    parts = [
        ("Content-Type: text/plain; charset=utf-8", plain),
        ("Content-Type: text/html; charset=utf-8", rich),
    ]
    return [body.subtype for body in read(multipart(*parts, kind="alternative")).bodies]


def test_a_plain_text_that_the_html_repeats_is_not_kept() -> None:
    plain = "Hello,\n\nour key is eJx1.\n\n-- \nAda\n"
    assert kept(plain, "<div>Hello,<br><br>our key is eJx1.</div><p>--<br>Ada</p>") == ["html"]


def test_the_breaks_that_a_client_makes_in_long_lines_do_not_count() -> None:
    plain = "We use the plugin on a server of our own, which stands in the\nbasement.\nAda"
    rich = "<p>We use the plugin on a server of our own, which stands in the basement.</p><p>Ada</p>"
    assert kept(plain, rich) == ["html"]


@pytest.mark.parametrize(
    ("plain", "rich"),
    [
        (
            "Company: Acme\nAddress: Elm St 1",
            "<div>Company: Acme Address: Elm St 1</div>",
        ),  # a break was lost
        ("jane.doe@acme.test", "<p>janedoe@acme.test</p>"),
        ("Hello\n> earlier words", "<p>Hello</p><blockquote>earlier words</blockquote>"),
        ("Hello", "<p>Hello</p><p>and more</p>"),
        ("Hello and more", "<p>Hello</p>"),
        ("Hello", "<p></p>"),
        ("", "<p>Hello</p>"),
    ],
)
def test_what_differs_in_a_letter_or_a_break_is_kept(plain: str, rich: str) -> None:
    assert kept(plain, rich) == ["plain", "html"]


def test_a_text_alone_is_kept() -> None:
    assert [body.subtype for body in read(mail("Hello")).bodies] == ["plain"]
    rich = mail("<p>Hello</p>", content_type="text/html; charset=utf-8")
    assert [body.subtype for body in read(rich).bodies] == ["html"]


def test_the_digest_is_over_both_all_the_same() -> None:
    one, two = (
        multipart(
            ("Content-Type: text/plain; charset=utf-8", plain),
            ("Content-Type: text/html; charset=utf-8", "<p>Hello</p>"),
            kind="alternative",
        )
        for plain in ("Hello", "Hello\n\nAda")
    )
    assert read(one).digest != read(two).digest
