"""Mail that is fetched in parts from a real Dovecot reads like the whole mail."""

import base64
import os
import quopri
from collections.abc import Sequence
from dataclasses import replace as changed
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given
from hypothesis import settings as example_settings
from hypothesis import strategies as st

from tests.samples.requests import clients, passed
from tests.servers.dovecot import Dovecot
from worker.forms.extract_form import extract_form
from worker.mailbox.mailbox_session import open_session
from worker.mailbox.message_fetcher import FetchedMessage, MessageFetcher
from worker.mailbox.settings import MailboxSettings
from worker.reading import Message, fetch_plan, read
from worker.reading.message import Body
from worker.resources import find_folder
from worker.template_files import load_forms
from worker.tls import Tls

SALES = "sales@vendor.test"
FORMS = tuple(load_forms((find_folder("templates"),)).values())
MAILS = Path(__file__).parents[1] / "samples" / "corpus"
MEGABYTE = 1024 * 1024


@pytest.fixture
def settings(dovecot: Dovecot) -> MailboxSettings:
    return MailboxSettings(
        name="sales",
        host=dovecot.host,
        port=dovecot.imaps_port,
        tls=Tls.IMPLICIT,
        ca_file=dovecot.ca_file,
        username=SALES,
        password=dovecot.password,
    )


def fetched(settings: MailboxSettings, *, small: int = 0, max_bytes: int = MEGABYTE) -> list[FetchedMessage]:
    with open_session(settings) as session:
        session.select("INBOX", readonly=True)
        sizes = {uid: info.size for uid, info in session.fetch_infos(session.uids()).items()}
        fetcher = MessageFetcher(session=session, choice=fetch_plan, max_bytes=max_bytes, small=small)
        return [found for batch in fetcher.batches(sizes) for _, found in batch]


def meaning(raw: bytes) -> Message:
    """The message but for sizes of attachments, nearly known, and line ends at the end of a text.

    Of a multipart without its last boundary nobody can tell whose the last line end is.
    """

    def trimmed(body: Body) -> Body:
        text = body.text.rstrip("\n")
        return changed(body, text=text, lines=tuple(line for line in body.lines if line.start < len(text)))

    def leveled(message: Message) -> Message:
        return changed(
            message,
            bodies=tuple(map(trimmed, message.bodies)),
            attachments=tuple(changed(each, size=0) for each in message.attachments),
            forwarded=tuple(leveled(each) for each in message.forwarded),
        )

    return leveled(read(raw))


def compare(dovecot: Dovecot, settings: MailboxSettings, mails: Sequence[bytes]) -> list[bytes]:
    """Store the mails, fetch them in parts; each must read as the whole does. What was fetched."""
    dovecot.empty()
    with dovecot.client(SALES) as client:
        for raw in mails:
            client.append("INBOX", raw)
    wholes = dovecot.messages(SALES)
    parts = fetched(settings)
    assert len(parts) == len(mails)
    for whole, part in zip(wholes, parts, strict=True):
        assert isinstance(part, bytes)
        assert meaning(part) == meaning(whole), (whole[:3000], part[:3000])
        assert extract_form(meaning(part), FORMS) == extract_form(meaning(whole), FORMS)
    return [part for part in parts if isinstance(part, bytes)]


def test_known_mail_reads_the_same_in_parts(dovecot: Dovecot, settings: MailboxSettings) -> None:
    files = sorted(MAILS.glob("*/*.eml"))
    ours = [sample.raw for sample in (*clients.samples.found, *passed.samples.found)]
    compare(dovecot, settings, [*ours, *(file.read_bytes() for file in files)])


# Mails of our own making: any tree of parts, whole or a little broken.

_ANSWERS = (
    "1. My License Key: AAABpQ0ODAoPeNptkVtv2jAUx9/9KfyYSgk4NtAhpE\r\n"
    "2. The email address for the myAtlassian account for the license: pia@fjordwerk.test\r\n"
    "3. The first and last name of the holder of the myAtlassian account: Pia Holm\r\n"
)
_TEXTS = st.sampled_from(
    ["Hello,\r\n\r\nplease see below.\r\n", _ANSWERS, "", "Grüße aus Köln\r\n", "> quoted\r\n> twice\r\n"]
) | st.text(st.characters(codec="utf-8", exclude_characters="\0\r\n", max_codepoint=0x2FFF), max_size=60)
_NAMES = st.sampled_from(
    [
        "",
        "; name=answers.txt",
        '; name="request.EML"',
        '; name="=?utf-8?b?YW5mcmFnZS5lbWw=?="',
        "; name*=utf-8''r%C3%BCck%20frage.eml",
        '; name*0="long na"; name*1="me.pdf"',
    ]
)
_DISPOSITIONS = st.sampled_from(
    [
        "",
        "Content-Disposition: inline\r\n",
        "Content-Disposition: attachment\r\n",
        "Content-Disposition: attachment; filename=form.txt\r\n",
        "Content-Disposition: attachment;\r\n filename*=utf-8''antwort%2Eeml\r\n",
    ]
)
_FILES = st.sampled_from(
    [
        "application/pdf",
        "image/png",
        "application/ms-tnef",
        "application/pkcs7-mime",
        "application/pgp-encrypted",
        "application/octet-stream",
        "text/calendar; method=REQUEST",
        "text/vcard",
        "text/csv",
        "message/delivery-status",
        "text/rfc822-headers",
        "message/global",
    ]
)


@st.composite
def text_parts(draw: st.DrawFn) -> bytes:
    encoding = draw(st.sampled_from(["8bit", "base64", "quoted-printable", "7bit"]))
    subtype = draw(st.sampled_from(["plain", "html", "plain; format=flowed", "enriched"]))
    text = draw(_TEXTS).encode()
    if "html" in subtype:
        text = b"<p>" + text.replace(b"\r\n", b"<br>") + b"</p>\r\n"
    body = {"base64": base64.encodebytes, "quoted-printable": quopri.encodestring}.get(encoding, bytes)(text)
    head = f"Content-Type: text/{subtype}; charset=utf-8{draw(_NAMES)}\r\n{draw(_DISPOSITIONS)}"
    return f"{head}Content-Transfer-Encoding: {encoding}\r\n\r\n".encode() + crlf(body)


@st.composite
def file_parts(draw: st.DrawFn) -> bytes:
    head = f"Content-Type: {draw(_FILES)}{draw(_NAMES)}\r\n{draw(_DISPOSITIONS)}"
    data = draw(st.sampled_from([b"", b"%PDF-1.7\n", b"Subject: in a file\n\nHello\n", b"\0\1\2" * 2000]))
    encoded = draw(st.booleans())
    body = base64.encodebytes(data) if encoded else data.replace(b"\0", b"0")
    return f"{head}Content-Transfer-Encoding: {'base64' if encoded else '8bit'}\r\n\r\n".encode() + crlf(body)


@st.composite
def multiparts(draw: st.DrawFn, parts: st.SearchStrategy[bytes]) -> bytes:
    inner = draw(st.lists(parts, max_size=4))
    boundary = draw(st.sampled_from(["b", "bb", "=_x.1", "a boundary", "b" * 70])) + draw(
        st.text("0123456789", min_size=4, max_size=8)
    )
    kind = draw(st.sampled_from(["mixed", "alternative", "related", "signed", "report", "digest"]))
    declared = draw(st.sampled_from([boundary] * 12 + ["elsewhere"]))
    lines = [f'Content-Type: multipart/{kind}; boundary="{declared}"\r\n\r\n'.encode()]
    lines.append(draw(st.sampled_from([b"", b"", b"This is MIME.\r\n"])))
    lines += [f"--{boundary}\r\n".encode() + part + b"\r\n" for part in inner]
    lines.append(draw(st.sampled_from([b"--" + boundary.encode() + b"--\r\n"] * 5 + [b""])))
    return b"".join(lines) + draw(st.sampled_from([b"", b"", b"epilogue\r\n"]))


@st.composite
def enclosed(draw: st.DrawFn, parts: st.SearchStrategy[bytes]) -> bytes:
    encoding = draw(st.sampled_from(["", "", "Content-Transfer-Encoding: 8bit\r\n"]))
    head = f"Content-Type: message/rfc822{draw(_NAMES)}\r\n{draw(_DISPOSITIONS)}{encoding}\r\n".encode()
    return head + b"From: bo@client.test\r\nSubject: inner\r\nMIME-Version: 1.0\r\n" + draw(parts)


def mails() -> st.SearchStrategy[bytes]:
    parts = st.recursive(
        text_parts() | file_parts(), lambda below: multiparts(below) | enclosed(below), max_leaves=8
    )
    head = b"From: Pia Holm <pia@fjordwerk.test>\r\nSubject: A question\r\nMIME-Version: 1.0\r\n"
    dates = st.sampled_from([b"", b"Date: Tue, 3 Mar 2026 09:14:11 +0100\r\n"])
    return st.builds(lambda date, part: head + date + part, dates, parts)


def crlf(data: bytes) -> bytes:
    return data.replace(b"\r\n", b"\n").replace(b"\n", b"\r\n")


@example_settings(
    max_examples=int(os.environ.get("SEN_WORKER_EXAMPLES", "12")),
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(st.lists(mails(), min_size=12, max_size=12))
def test_any_mail_reads_the_same_in_parts(
    dovecot: Dovecot, settings: MailboxSettings, made: list[bytes]
) -> None:
    compare(dovecot, settings, made)
