"""A copy of each letter in the Sent folder, where staff look for what was written.

A letter counts as sent without it. Which letters still want their copy is stored, and made up for later.
"""

import threading
from datetime import timedelta

from worker import log
from worker.mailbox.errors import CommandRefused, FolderMissing, MailboxLost
from worker.mailbox.mailbox_session import MailboxSession
from worker.services.contexts import ClockContext, RecordContext, StoreContext
from worker.store.outbox.sent_copies import DueCopy

_log = log.get(__name__)
#: So many refusals in a row are the folder's fault, and no letter's.
_REFUSALS = 3
_GIVE_UP_AFTER = timedelta(days=1)


def are_copies_due(services: StoreContext) -> bool:
    """Whether a letter that was sent still wants its copy."""
    with services.store.read() as tx:
        return bool(tx.copies.due(1))


def make_copies(services: RecordContext, session: MailboxSession, folder: str, stop: threading.Event) -> str:
    """Append the copies that are due; returns the last problem, or "". Changes the selected folder.

    A letter is given up, with a warning, when the connection ends twice over it, or after a day of refusals.
    Raises MailboxError when the mailbox can't be reached.
    """
    refused, problem, last = 0, "", 0
    while not stop.is_set() and (due := _next(services, last)):
        last = due.letter_id
        failure = _append(session, folder, due)
        if failure:
            problem = str(failure)
            _log.warning("no_sent_copy", mailbox=session.name, letter=due.letter_id, problem=problem)
        if not failure or _is_given_up(services, due, failure):
            with services.store.write() as tx:
                tx.copies.done([due.letter_id])
        refused = refused + 1 if failure else 0
        if refused == _REFUSALS or isinstance(failure, FolderMissing):
            break
    return problem


def _next(services: StoreContext, last: int) -> DueCopy | None:
    with services.store.read() as tx:
        return next(iter(tx.copies.due(1, last)), None)


def _append(session: MailboxSession, folder: str, due: DueCopy) -> Exception | None:
    """Append one letter unless it is there; returns the error that prevents it."""
    lost: MailboxLost | None = None
    for _ in range(2):
        try:
            # An attempt whose answer never came may have brought it there.
            if not session.has_message(folder, due.message_id, due.since):
                session.append(folder, due.raw, due.since)
        except (CommandRefused, FolderMissing) as refused:
            return refused
        except MailboxLost as error:
            lost = error
            session.reopen(lost)
        else:
            return None
    return lost


def _is_given_up(services: ClockContext, due: DueCopy, failure: Exception) -> bool:
    return isinstance(failure, MailboxLost) or services.clock() - due.since > _GIVE_UP_AFTER
