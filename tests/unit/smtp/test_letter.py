"""A letter as it goes over the wire."""

import re

from hypothesis import given
from hypothesis import strategies as st

from worker.smtp.delivery_outcomes import Permanent
from worker.smtp.smtp_letter import SmtpLetter, dot_stuff, fit_letter, shorten_reply

RAW = b"From: sales@vendor.test\r\nTo: asta@example.com\r\n\r\nHello\r\n"
EVERYTHING = {"smtputf8": "", "8bitmime": "", "size": "1000000"}


def received(wire: bytes) -> bytes:
    """What a server makes of it (RFC 5321, 4.5.2)."""
    text, end = wire[:-3], wire[-3:]
    assert end == b".\r\n"
    assert text == b"" or text.endswith(b"\r\n")
    return b"".join(line.removeprefix(b".") for line in text.splitlines(keepends=True))


@given(st.lists(st.sampled_from([b".", b"..", b"a", b"\r\n", b"\n", b"\r", "ü".encode()])).map(b"".join))
def test_the_server_reads_what_was_written_and_no_end_before_the_end(raw: bytes) -> None:
    wire = dot_stuff(raw)
    lines = re.sub(rb"\r\n|\r|\n", b"\r\n", raw)
    assert received(wire) == (lines if lines.endswith(b"\r\n") else lines + b"\r\n")
    assert wire.count(b"\r\n.\r\n") == (1 if len(wire) > 3 else 0)
    assert not re.search(rb"(?<!\r)\n|\r(?!\n)", wire)


def test_a_plain_letter_asks_for_nothing_special() -> None:
    letter = fit_letter("sales@vendor.test", ["asta@example.com"], RAW, {})
    assert isinstance(letter, SmtpLetter)
    assert letter.options == ()
    assert letter.recipients == {"asta@example.com": "asta@example.com"}


def test_a_letter_asks_for_what_it_needs() -> None:
    raw = RAW + "Grüße\r\n".encode()
    letter = fit_letter("sales@vendor.test", ["jörg@example.com"], raw, EVERYTHING)
    assert isinstance(letter, SmtpLetter)
    assert letter.options == ("SMTPUTF8", "BODY=8BITMIME", f"SIZE={len(raw)}")


def test_a_header_beyond_ascii_needs_smtputf8_though_the_envelope_does_not() -> None:
    raw = RAW.replace(b"From: sales", "From: Jörg sales".encode())
    assert isinstance(fit_letter("sales@vendor.test", ["asta@example.com"], raw, {"8bitmime": ""}), Permanent)


def test_a_domain_keeps_its_own_letters_in_ascii() -> None:
    letter = fit_letter("sales@vendor.test", ["asta@straße.example.com"], RAW, {})
    assert isinstance(letter, SmtpLetter)
    # Not strasse.example.com, which is somebody else.
    assert letter.recipients["asta@straße.example.com"] == "asta@xn--strae-oqa.example.com"


def test_a_size_without_a_number_is_no_limit() -> None:
    for told in ("", "0"):
        assert isinstance(fit_letter("", ["asta@example.com"], RAW, {"size": told}), SmtpLetter)


@given(st.binary(max_size=5000))
def test_a_reply_becomes_one_short_line(reply: bytes) -> None:
    words = shorten_reply(reply)
    assert len(words) <= 300
    assert words.isprintable()


def test_addresses_are_left_out_of_a_reply_even_where_it_is_cut() -> None:
    hidden = shorten_reply(b"x" * 290 + b" asta@example.com", hide=["asta@example.com"])
    assert "asta" not in hidden
