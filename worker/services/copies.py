"""A copy of each letter in the Sent folder, where staff look for what was written."""

from datetime import datetime

from worker import log
from worker.errors import WorkerError
from worker.mailbox.session import open_session
from worker.mailbox.settings import MailboxSettings

_log = log.get(__name__)


def keep_copy(settings: MailboxSettings, folder: str, raw: bytes, when: datetime) -> bool:
    """Append the letter to `folder` of a mailbox; a failure is logged and the letter stays sent."""
    try:
        with open_session(settings) as session:
            session.append(folder, raw, when)
    except WorkerError as error:
        _log.warning("no_sent_copy", mailbox=settings.name, problem=str(error))
        return False
    return True
