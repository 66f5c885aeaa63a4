"""The newest mails of a folder, by their headers alone: what a deployer's mail looks like."""

from collections.abc import Collection, Iterator

from worker.errors import WorkerError
from worker.mailbox.mailbox_session import MailboxSession
from worker.mailbox.message_info import FolderStatus
from worker.reading import Message, read, reading_limits

_NEWEST = 10  # mails that are looked at
_NEAR = 500  # UIDs below the next one among which they are looked for


def newest_mails(session: MailboxSession, status: FolderStatus, own: Collection[str]) -> Iterator[Message]:
    """The newest ones; `own` as `read` takes it.

    Ends early where the server breaks off: what is wrong with a mail is not what is tried here.
    """
    try:
        for uid in session.uids(above=max(0, status.uid_next - 1 - _NEAR))[-_NEWEST:]:
            header = session.header(uid, reading_limits.HEADER_BLOCK_BYTES)
            if header is not None:
                yield read(header, own)
    except WorkerError:
        return
