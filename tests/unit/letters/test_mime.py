"""The mail that goes out, read back by a parser that is not ours."""

import re
from collections.abc import Callable
from datetime import UTC, datetime, timedelta, timezone
from email import message_from_bytes
from email.header import decode_header, make_header
from email.message import EmailMessage
from email.policy import default
from email.utils import getaddresses
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.unit.letters.conftest import ENVELOPE
from worker.letters.letter_address import AddressError
from worker.letters.letter_mime import REFERENCES, Envelope, compose_mail, redate_mail
from worker.letters.letter_renderer import RenderedLetter

MakeEnvelope = Callable[..., Envelope]

RENDERED = RenderedLetter(text="Hello,\n\nbody\n", html="<p>Hello,</p>\n")
NAMES = {
    "From", "To", "Subject", "Date", "Message-ID", "In-Reply-To", "References", "Auto-Submitted",
    "X-Auto-Response-Suppress", "MIME-Version", "Content-Type",
}  # fmt: skip


def parsed(mail: bytes) -> EmailMessage:
    return message_from_bytes(mail, policy=default)


def contents(message: EmailMessage) -> list[str]:
    return [part.get_content().replace("\r\n", "\n") for part in message.iter_parts()]


def addresses(mail: bytes, header: str) -> list[tuple[str, str]]:
    # By the older parser: the newer one of Python 3.11 puts spaces between the encoded words of a name.
    found = getaddresses([message_from_bytes(mail)[header]])
    return [(str(make_header(decode_header(name))), addr) for name, addr in found]


def test_all_headers_of_an_automatic_letter_are_there_once(envelope: MakeEnvelope) -> None:
    message = parsed(compose_mail(RENDERED, envelope()))
    assert sorted(message.keys()) == sorted(NAMES)
    assert message["Auto-Submitted"] == "auto-replied"
    assert message["X-Auto-Response-Suppress"] == "All"
    assert message["Message-ID"] == ENVELOPE.message_id
    assert message["In-Reply-To"] == "<customer-1@fyrtorn.example>"
    assert message["References"] == "<customer-1@fyrtorn.example>"
    assert message["Subject"] == ENVELOPE.subject


def test_a_timers_letter_says_that_it_is_generated(envelope: MakeEnvelope) -> None:
    message = parsed(compose_mail(RENDERED, envelope(auto_submitted="auto-generated")))
    assert message["Auto-Submitted"] == "auto-generated"


def test_the_same_letter_has_the_same_bytes(envelope: MakeEnvelope) -> None:
    assert compose_mail(RENDERED, envelope()) == compose_mail(RENDERED, envelope())


def test_the_date_keeps_its_zone(envelope: MakeEnvelope) -> None:
    date = datetime(2026, 11, 23, 10, 30, tzinfo=timezone(timedelta(hours=-5)))
    mail = compose_mail(RENDERED, envelope(date=date))
    assert b"\r\nDate: Mon, 23 Nov 2026 10:30:00 -0500\r\n" in mail


@pytest.mark.parametrize(
    "subject",
    [
        "Re: Größe – 100 Benutzer [SW-7K3QXD]",
        "Re: ライセンスを移行したいのですが、どうすればよいでしょうか。確認をお願いします [SW-7K3QXD]",
        "Re: 🎉 " + "very long subject " * 12 + "[SW-7K3QXD]",
        "Re: " + "x" * 400 + " [SW-7K3QXD]",
        "Re: =?utf-8?q?not_an_encoded_word?= [SW-7K3QXD]",
        "Re: مرحبا بالعالم [SW-7K3QXD]",
    ],
)
def test_subjects_come_back_as_they_were(envelope: MakeEnvelope, subject: str) -> None:
    mail = compose_mail(RENDERED, envelope(subject=subject))
    assert parsed(mail)["Subject"] == subject
    assert max(map(len, mail.split(b"\r\n"))) <= 78


@pytest.mark.parametrize(
    ("value", "name", "addr"),
    [
        ("marta@fyrtorn.example", "", "marta@fyrtorn.example"),
        ("Jörg Ångström <jorg@x.example>", "Jörg Ångström", "jorg@x.example"),
        ('"Doe, John" <john@x.example>', "Doe, John", "john@x.example"),
        ("Example, Inc. Sales <sales@x.example>", "Example, Inc. Sales", "sales@x.example"),
        ('"He said \\"hi\\"" <hi@x.example>', 'He said "hi"', "hi@x.example"),
        ("=?utf-8?q?not_encoded?= <x@x.example>", "=?utf-8?q?not_encoded?=", "x@x.example"),
        ("田中太郎 " * 8 + "<tanaka@x.example>", " ".join(["田中太郎"] * 8), "tanaka@x.example"),
        ("jack@müller.example", "", "jack@xn--mller-kva.example"),
    ],
)
def test_names_and_addresses_come_back_as_they_were(
    envelope: MakeEnvelope, value: str, name: str, addr: str
) -> None:
    mail = compose_mail(RENDERED, envelope(from_=value, to=(value,), cc=(value, "b@x.example")))
    assert addresses(mail, "From") == [(name, addr)]
    assert addresses(mail, "To") == [(name, addr)]
    assert addresses(mail, "Cc") == [(name, addr), ("", "b@x.example")]


def test_recipients_are_bare_ascii_and_each_once(envelope: MakeEnvelope) -> None:
    letter = envelope(to=("Jack <jack@müller.example>",), cc=("b@x.example", "jack@xn--mller-kva.example"))
    assert letter.recipients() == ("jack@xn--mller-kva.example", "b@x.example")


def test_an_address_that_cannot_be_written_is_refused_without_being_named(envelope: MakeEnvelope) -> None:
    for bad in ("jörg@x.example", "nobody", "a b@x.example", "", "x@x.example\r\nBcc: v@x.example"):
        with pytest.raises(AddressError, match="in To ") as caught:
            compose_mail(RENDERED, envelope(to=(bad,)))
        assert "x.example" not in str(caught.value)


def test_references_are_bounded_and_keep_both_ends(envelope: MakeEnvelope) -> None:
    ids = tuple(f"<{number}.{'x' * 60}@fyrtorn.example>" for number in range(500))
    mail = compose_mail(RENDERED, envelope(references=ids, in_reply_to=ids[-1]))
    found = parsed(mail)["References"].split()
    assert found == [ids[0], *ids[1 - REFERENCES :]]
    assert b"\r\nReferences: " + ids[0].encode() + b"\r\n <" in mail


def test_references_always_end_with_the_mail_that_is_answered(envelope: MakeEnvelope) -> None:
    mail = compose_mail(RENDERED, envelope(references=("<a@x>", "<b@x>", "<a@x>"), in_reply_to="<b@x>"))
    assert parsed(mail)["References"].split() == ["<a@x>", "<b@x>"]


@pytest.mark.parametrize(
    "bad", ["", "no-brackets@x", "<two words@x>", "<ä@x>", "<a@x>\r\nBcc: <v@x>", f"<{'x' * 2000}@x>"]
)
def test_what_is_no_message_id_is_left_out(envelope: MakeEnvelope, bad: str) -> None:
    message = parsed(compose_mail(RENDERED, envelope(in_reply_to=bad, references=(bad, "<a@x>"))))
    assert message["In-Reply-To"] is None
    assert message["References"] == "<a@x>"
    assert message["Bcc"] is None


def test_a_letter_to_somebody_who_wrote_nothing_has_no_thread(envelope: MakeEnvelope) -> None:
    message = parsed(compose_mail(RENDERED, envelope(in_reply_to=None, references=())))
    assert set(message.keys()) == NAMES - {"In-Reply-To", "References"}


@pytest.mark.parametrize(
    "defect",
    [
        {"to": ()},
        {"message_id": "<a@x>\r\nBcc: <v@x>"},
        {"message_id": "a@x"},
        {"date": ENVELOPE.date.replace(tzinfo=None)},
    ],
)
def test_a_defect_of_ours_is_not_sent(envelope: MakeEnvelope, defect: dict[str, Any]) -> None:
    with pytest.raises(ValueError, match="a letter"):
        compose_mail(RENDERED, envelope(**defect))


def test_a_letter_that_waited_gets_the_date_on_which_it_goes_out(envelope: MakeEnvelope) -> None:
    rendered = RenderedLetter(text="\nDate: today\n", html=RENDERED.html)
    later = datetime(2026, 12, 1, 8, 0, tzinfo=UTC)
    mail = redate_mail(compose_mail(rendered, envelope(subject="Date: x")), later)
    assert mail == compose_mail(rendered, envelope(subject="Date: x", date=later))


def test_text_survives_dots_spaces_long_lines_and_foreign_line_ends(envelope: MakeEnvelope) -> None:
    text = ".\n..\nFrom here \n" + "long " * 500 + "\n\tÜ=3D\n--=_x--\n"
    message = parsed(
        compose_mail(RenderedLetter(text=text.replace("\n", "\r\n"), html="<p>\r</p>"), envelope())
    )
    assert contents(message) == [text, "<p>\n</p>"]


PRINTABLE = st.text(st.characters(exclude_categories=["Cc", "Cs", "Zl", "Zp"]), max_size=600)


@given(text=PRINTABLE, html=PRINTABLE)
def test_any_content_comes_back(text: str, html: str) -> None:
    mail = compose_mail(RenderedLetter(text=text + "\n", html=html + "\n"), ENVELOPE)
    assert max(map(len, mail.split(b"\r\n"))) <= 78
    assert contents(parsed(mail)) == [text + "\n", html + "\n"]


def _changed(**changes: Any) -> Envelope:
    return Envelope(**{name: getattr(ENVELOPE, name) for name in Envelope.__slots__} | changes)


HOSTILE = st.text(
    st.sampled_from('ab <>@,;:"\\()=?[].\r\n\t\0\x0b\x0c\x1c\x85\u2028\u202eé日\ud800🎉'), max_size=80
)


@given(
    subject=HOSTILE | st.text(max_size=300),
    name=HOSTILE,
    ids=st.lists(HOSTILE.map("<{}@x>".format), max_size=4),
)
def test_no_value_of_a_customer_adds_a_header(subject: str, name: str, ids: list[str]) -> None:
    envelope = _changed(
        subject=subject + "\r\nBcc: victim@x.example",
        to=(f"{name}\r\nBcc: victim@x.example <a@x.example>",),
        in_reply_to=ids[0] if ids else None,
        references=tuple(ids),
    )
    mail = compose_mail(RENDERED, envelope)
    head = mail.partition(b"\r\n\r\n")[0]
    assert not re.search(rb"(?<!\r)\n|\r(?!\n)", mail)
    names = [line.partition(b":")[0].decode() for line in re.split(rb"\r\n(?![ \t])", head)]
    assert set(names) - {"In-Reply-To", "References"} == NAMES - {"In-Reply-To", "References"}
    assert len(names) == len(set(names))
    assert all(line.strip() for line in head.split(b"\r\n"))
    assert max(map(len, head.split(b"\r\n"))) <= 998
    assert envelope.recipients() == ("a@x.example",)


@given(subject=st.text(st.characters(exclude_categories=["C", "Z"]) | st.just(" "), min_size=1, max_size=150))
def test_any_printable_subject_comes_back(subject: str) -> None:
    written = "Re: " + " ".join(subject.split())
    assert str(parsed(compose_mail(RENDERED, _changed(subject=written)))["Subject"]) == written.strip()


@given(name=st.text(st.characters(exclude_categories=["C", "Z"]) | st.just(" "), max_size=60))
def test_any_printable_name_comes_back(name: str) -> None:
    name = " ".join(name.replace('"', "").replace("\\", "").split())
    mail = compose_mail(RENDERED, _changed(to=(f"{name} <a@x.example>",)))
    assert addresses(mail, "To") == [(name, "a@x.example")]
