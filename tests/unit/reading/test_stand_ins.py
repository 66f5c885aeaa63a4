"""What a server hands out for a message that it can't hand out."""

import pytest

from tests.unit.reading.mails import mail
from worker.reading.parts.server_placeholders import is_stand_in

SUBJECT = "Retrieval using the IMAP4 protocol failed for the following message: 4711"
WORDS = "The server couldn't retrieve the following message:\n\nSubject: I want to migrate\nFrom: Ada\n\n"


@pytest.mark.parametrize(
    ("raw", "size"),
    [
        (mail(WORDS, subject=SUBJECT), 0),
        (mail(WORDS, subject=SUBJECT.replace("IMAP4", "POP3")), 900),
        (mail(WORDS.replace("couldn't", "couldn\u2019t"), subject=SUBJECT), 0),
        (mail(WORDS.replace("couldn't", "could not"), subject=SUBJECT), 0),
        (mail(WORDS, subject=SUBJECT.upper()), 0),
        (b"", 4711),
        (b"\r\n", 4711),
    ],
)
def test_a_stand_in_is_known(raw: bytes, size: int) -> None:
    assert is_stand_in(raw, size)


@pytest.mark.parametrize(
    ("raw", "size"),
    [
        (mail("Hello"), 300),
        (mail("Why this? " + WORDS, subject=f"Re: {SUBJECT}"), 300),
        (mail("Hello", subject=SUBJECT), 300),
        (mail(WORDS), 300),
        (b"", 0),
    ],
)
def test_a_message_is_none(raw: bytes, size: int) -> None:
    assert not is_stand_in(raw, size)
