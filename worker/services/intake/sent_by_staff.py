"""What people sent from a mailbox by hand, by the headers in its Sent folder. Nothing of it is kept."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta

from worker.mailbox import uid_batches
from worker.mailbox.imap_answers import FetchRow, parse_internal_date
from worker.mailbox.mailbox_session import MailboxSession
from worker.reading import read, reading_limits
from worker.reading.message import Automation

_HEADER = f"BODY.PEEK[HEADER]<0.{reading_limits.HEADER_BLOCK_BYTES}>"
#: So many headers are asked for at once.
_BATCH = 100


@dataclass(frozen=True, slots=True, kw_only=True)
class SentMail:
    """One mail that somebody wrote to customers."""

    sent_at: datetime  #: aware, UTC where only the server tells it
    recipients: frozenset[str]  #: bare addresses of To and Cc, lower-cased
    subject: str
    answers: frozenset[str]  #: Message-IDs of In-Reply-To and References, with their angle brackets


def list_sent(session: MailboxSession, folder: str, since: datetime) -> Iterator[SentMail]:
    """The mails of people in a Sent folder, oldest first; what a program sent is left out.

    Raises FolderMissing, and what a session raises.
    """
    session.select(folder, readonly=True)
    for run in uid_batches.split_by_count(session.uids(since=(since - timedelta(days=1)).date()), _BATCH):
        rows = session.rows(run, [_HEADER, "INTERNALDATE"]).rows
        found = (_sent_mail(rows[uid]) for uid in run if uid in rows)
        yield from (mail for mail in found if mail is not None and mail.sent_at >= since)


def _sent_mail(row: FetchRow) -> SentMail | None:
    header = next((value for key, value in row.items() if key.startswith(b"BODY[")), None)
    if not isinstance(header, bytes):
        return None
    message = read(header)
    sent_at = message.date or parse_internal_date(row.get(b"INTERNALDATE"))
    if sent_at is None or message.automation is not Automation.NONE:
        return None
    return SentMail(
        sent_at=sent_at,
        recipients=frozenset(each.addr for each in (*message.to, *message.cc) if each.addr),
        subject=message.subject,
        answers=frozenset((*message.in_reply_to, *message.references)),
    )
