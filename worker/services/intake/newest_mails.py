"""The headers of a folder's newest mails: a sample of the deployer's mail for `sen-worker check`."""

from collections.abc import Collection, Iterator

from worker.errors import WorkerError
from worker.mailbox.mailbox_session import MailboxSession
from worker.mailbox.message_info import FolderStatus
from worker.reading import Message, read, reading_limits

_NEWEST = 10  # mails that are looked at
_NEAR = 500  # UIDs below the next one among which they are looked for


def read_newest(session: MailboxSession, status: FolderStatus, own: Collection[str]) -> Iterator[Message]:
    """The newest mails, without their bodies; `own` are our addresses.

    Ends early where the server fails over a mail: that is not what is checked here.
    """
    try:
        for uid in session.uids(above=max(0, status.uid_next - 1 - _NEAR))[-_NEWEST:]:
            header = session.header(uid, reading_limits.HEADER_BLOCK_BYTES)
            if header is not None:
                yield read(header, own)
    except WorkerError:
        return
