"""What a mail server hands out in place of a message that it can't hand out now. Pure."""

import re

_HEAD = 8192
#: Exchange, for IMAP and POP3 alike; an answer to such a mail has a prefix in its subject.
_SUBJECT = re.compile(
    rb"^Subject:\s{1,9}Retrieval using the (?:IMAP4?|POP3?) protocol failed", re.IGNORECASE | re.MULTILINE
)
_WORDS = re.compile(
    rb"The server (?:couldn.{1,3}t|could not|can.{1,3}t|cannot) retrieve the following message", re.IGNORECASE
)


def is_stand_in(raw: bytes, size: int) -> bool:
    """Whether these bytes are not the message, of which the server says that it has `size` bytes.

    A size that is not known is 0.
    """
    if not raw.strip():
        return size > 0
    head = raw[:_HEAD]
    return bool(_SUBJECT.search(head) and _WORDS.search(head))
