"""What a server knows about a folder and about a message without anybody reading it. Pure."""

from dataclasses import dataclass
from datetime import datetime

from worker.mailbox import imap_answers
from worker.mailbox.imap_answers import FetchRow


@dataclass(frozen=True, slots=True, kw_only=True)
class FolderStatus:
    """A folder as it was when it was selected."""

    uid_validity: int
    uid_next: int
    exists: int
    keywords_allowed: bool  #: whether mail in it can be marked by KEYWORD, as far as the server says


@dataclass(frozen=True, slots=True, kw_only=True)
class MessageInfo:
    """What the server says about a message."""

    uid: int
    size: int = 0  #: in bytes, as the server counts them; 0 when it does not tell
    internal_date: datetime | None = None  #: when it arrived, in UTC; None when the server does not tell


def read_info(uid: int, row: FetchRow) -> MessageInfo:
    """What a row of FETCH says; what makes no sense in it is not known."""
    return MessageInfo(
        uid=uid,
        size=imap_answers.parse_size(row.get(b"RFC822.SIZE")),
        internal_date=imap_answers.parse_internal_date(row.get(b"INTERNALDATE")),
    )
