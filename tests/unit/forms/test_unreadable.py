"""Mail whose words can't be read: under a form's subject all is asked, and a person has a look."""

import base64
import binascii
import bz2
import gzip
import lzma
import random
import zlib

import pytest

from tests.integration.local_worker import FORMS, KEY, form, mail
from tests.unit.reading.mails import mail as made
from tests.unit.reading.mails import multipart
from worker.forms.extract_form import extract_form
from worker.forms.extraction import Extraction, Kind, ReplyIntent
from worker.forms.reply_reader import read_reply
from worker.reading import read

SUBJECT = "I want to migrate my Server license to Atlassian Marketplace"
ALL = ("license_key", "account_email", "holder_name", "organization", "address", "confirmation")
B64 = "Content-Transfer-Encoding: base64"
TEXT = "Content-Type: text/plain"
PGP = "-----BEGIN PGP MESSAGE-----\nVersion: 2\n\nhQEMA7x\n=abcd\n-----END PGP MESSAGE-----"
PROTECTED = (
    "This message is protected by Microsoft Information Protection. You can open it using Microsoft Outlook."
)
RPMSG = f"Content-Type: application/x-microsoft-rpmsg-message; name=message.rpmsg\n{B64}"


def extracted(raw: bytes) -> Extraction:
    return extract_form(read(raw), tuple(FORMS.values()))


def under(subject: str, *parts: tuple[str, str], kind: str = "mixed") -> bytes:
    return multipart(*parts, kind=kind, subject=subject)


def alone(head: str, body: str, subject: str = SUBJECT) -> bytes:
    content_type, _, headers = head.removeprefix("Content-Type: ").partition("\n")
    return made(body, content_type=content_type, headers=f"{headers}\n" if headers else "", subject=subject)


UNREADABLE = {
    "S/MIME": alone(
        f"Content-Type: application/pkcs7-mime; smime-type=enveloped-data\n{B64}", "MIAGCSqGSIb3DQEHA6CA"
    ),
    "S/MIME, named": alone(
        f"Content-Type: application/octet-stream; name=smime.p7m\n{B64}", "MIAGCSqGSIb3DQEHA6CA"
    ),
    "PGP/MIME": under(
        SUBJECT,
        ("Content-Type: application/pgp-encrypted", "Version: 1"),
        ("Content-Type: application/octet-stream; name=encrypted.asc", PGP),
        kind="encrypted",
    ),
    "PGP inline": alone(TEXT, PGP),
    "PGP in a file": under(
        SUBJECT, (TEXT, ""), ("Content-Type: application/pgp-encrypted; name=msg.asc", PGP)
    ),
    "winmail.dat": under(
        SUBJECT, (f"Content-Type: application/ms-tnef; name=winmail.dat\n{B64}", "eJ8+Ig==")
    ),
    "winmail.dat below an empty text": under(
        SUBJECT, (TEXT, ""), (f"Content-Type: application/octet-stream; name=winmail.dat\n{B64}", "eJ8+Ig==")
    ),
    "PDF": under(SUBJECT, (f"Content-Type: application/pdf; name=form.pdf\n{B64}", "JVBERi0=")),
    "PDF, not in parts": alone(f"Content-Type: application/pdf; name=form.pdf\n{B64}", "JVBERi0="),
    "picture": under(SUBJECT, (f"Content-Type: image/png; name=form.png\n{B64}", "iVBORw0K"), kind="related"),
    "Word": under(SUBJECT, (f"Content-Type: application/msword; name=form.doc\n{B64}", "0M8R4KGx")),
    "rights": under(SUBJECT, (TEXT, PROTECTED), (RPMSG, "AAAA")),
    "rights, with HTML": under(SUBJECT, ("Content-Type: text/html", f"<p>{PROTECTED}</p>"), (RPMSG, "AAAA")),
    "portal": under(
        SUBJECT,
        (TEXT, "You have received a secure message. Open the attachment securedoc.html to read it."),
        ("Content-Type: text/html; name=securedoc.html\nContent-Disposition: attachment", "<p>x</p>"),
    ),
    "a part of several": alone('Content-Type: message/partial; id="a@b"; number=1; total=2', "Hello"),
    "a text elsewhere": alone('Content-Type: message/external-body; access-type=URL; URL="http://x"', ""),
    "encoded words": alone(
        TEXT, "=?utf-8?B?MS4gTXkgTGljZW5zZSBLZXk6?=\n=?utf-8?B?MS4gTXkgTGljZW5zZSBLZXk6?="
    ),
    "a reply": alone(TEXT, PGP, subject=f"Re: {SUBJECT}"),
    "a subject of their own": alone(TEXT, PGP, subject="Please migrate our license to the marketplace"),
}


@pytest.mark.parametrize("what", UNREADABLE)
def test_unreadable_mail_under_the_subject_is_a_request_for_a_person(what: str) -> None:
    found = extracted(UNREADABLE[what])
    assert found.kind is Kind.MIGRATION_REQUEST, found.reason
    assert found.ask == ALL
    assert found.hold
    assert "could not be read" in found.hold_reason


CHANCE = random.Random(7)


def encoded(data: bytes, charset: str = "utf-8", subtype: str = "plain") -> bytes:
    body = base64.encodebytes(data).decode()
    return alone(f"Content-Type: text/{subtype}; charset={charset}\n{B64}", body)


FORM = form().encode()
NO_TEXT = {
    "gzip": encoded(gzip.compress(FORM)),
    "gzip, in HTML": encoded(gzip.compress(FORM), subtype="html"),
    "gzip, as it is": made(gzip.compress(FORM), subject=SUBJECT),
    "gzip, undeclared base64": made(base64.encodebytes(gzip.compress(FORM)), subject=SUBJECT),
    "gzip of a few words": encoded(gzip.compress(b"Hello")),
    "zlib": encoded(zlib.compress(FORM)),
    "raw deflate": encoded(zlib.compress(FORM)[2:-4]),
    "bzip2": encoded(bz2.compress(FORM)),
    "xz": encoded(lzma.compress(FORM)),
    "zip": encoded(b"PK\x03\x04\x14\x00" + CHANCE.randbytes(300)),
    "PDF": encoded(b"%PDF-1.4\n%\xe2\xe3\xcf\xd3\n1 0 obj\n"),
    "Word": encoded(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(300)),
    "at random": encoded(CHANCE.randbytes(400)),
    "at random, Latin 1": encoded(CHANCE.randbytes(400), "iso-8859-1"),
    "at random, UTF-16": encoded(CHANCE.randbytes(400), "utf-16"),
    "at random, Chinese": encoded(CHANCE.randbytes(400), "gb18030"),
    "at random, much": encoded(CHANCE.randbytes(40_000)),
    "zeros": encoded(bytes(400)),
    "EBCDIC, undeclared": encoded(form().encode("cp500")),
    "scrambled": made(bytes(byte ^ 0x5A for byte in FORM), subject=SUBJECT),
    "uuencode": made(b"begin 644 form.gz\nM" + binascii.b2a_uu(gzip.compress(FORM)[:45]), subject=SUBJECT),
    "yEnc": made(b"=ybegin line=128 size=400 name=f\n" + CHANCE.randbytes(300), subject=SUBJECT),
}


@pytest.mark.parametrize("what", NO_TEXT)
def test_what_is_no_text_by_any_label_is_a_request_for_a_person(what: str) -> None:
    found = extracted(NO_TEXT[what])
    assert found.kind is Kind.MIGRATION_REQUEST, found.reason
    assert found.ask == ALL
    assert found.hold
    assert "could not be read" in found.hold_reason


def test_one_of_two_bodies_that_is_text_is_read() -> None:
    packed = base64.encodebytes(gzip.compress(FORM)).decode()
    raw = under(
        SUBJECT, (f"{TEXT}\n{B64}", packed), (TEXT.replace("plain", "html"), form()), kind="alternative"
    )
    assert read(raw).unreadable == ""


@pytest.mark.parametrize(
    "raw",
    [
        encoded(form().encode("utf-16-le"), "utf-16-le"),
        encoded(FORM.replace(b"\n", b"\0\n")),
        encoded("お世話になっております。移行をお願いします。".encode("euc-jp")),
        encoded("Просим перенести нашу лицензию".encode("koi8-r"), "koi8-r"),
        encoded("\uf0b7 Bitte umstellen\r\n\uf0b7 Danke\r\n".encode() * 5),
        encoded("Żółć i gęśl".encode("cp1250"), "utf-8"),
        encoded("Nous voulons migrer 😀 — « licence » — 100 €".encode()),
        made(KEY.encode(), subject=SUBJECT),
        made("", subject=SUBJECT),
    ],
)
def test_odd_text_is_text(raw: bytes) -> None:
    assert read(raw).unreadable == ""


@pytest.mark.parametrize("what", ["PGP inline", "PDF", "rights", "winmail.dat"])
def test_unreadable_mail_about_something_else_is_left_alone(what: str) -> None:
    raw = UNREADABLE[what].replace(SUBJECT.encode(), b"Minutes of Monday")
    assert extracted(raw).kind is Kind.OTHER


def test_under_the_cloud_form_s_subject_it_is_interest() -> None:
    found = extracted(alone(TEXT, PGP, subject="Atlassian Cloud user interested in migrating to Marketplace"))
    assert found.kind is Kind.CLOUD_INTEREST
    assert found.ask == ("license", "users")
    assert found.hold


@pytest.mark.parametrize(
    "content_type",
    [
        "plain/text; charset=utf-8", "text/text", "application/text; charset=utf-8", "text/x-plain", "text",
        "plain/plain", "text/plaintext", "text/ascii", "html/text", "application/xhtml+xml", "text/x-html",
        "text/markdown", "text/utf-8",
    ],
)  # fmt: skip
def test_text_is_read_under_a_media_type_that_is_none(content_type: str) -> None:
    body = form()
    body = f"<p>{body.replace(chr(10), '<br>')}</p>" if "html" in content_type else body
    found = extracted(made(body, content_type=content_type, subject=SUBJECT))
    assert found.kind is Kind.MIGRATION_REQUEST, found.reason
    assert found.ask == ()
    assert not found.hold


def test_a_form_above_something_that_is_encrypted_is_read() -> None:
    raw = under(
        SUBJECT, (TEXT, form()), (f"Content-Type: application/pkcs7-mime; name=smime.p7m\n{B64}", "MIAG")
    )
    assert extracted(raw).ask == ()


def test_an_unreadable_answer_is_for_a_person() -> None:
    raw = mail(PGP, subject=f"Re: {SUBJECT} [SW-ABCDEF]", In_Reply_To="<letter@vendor.test>")
    said = read_reply(read(raw), FORMS["marketplace-migration"], ("address",), ())
    assert said.intent is ReplyIntent.QUESTION
    assert not said.fields
