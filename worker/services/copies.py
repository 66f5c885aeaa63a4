"""A copy of each letter in the Sent folder, where staff look for what was written."""

from contextlib import ExitStack
from datetime import datetime
from typing import Self

from worker import log
from worker.errors import WorkerError
from worker.mailbox.errors import CommandRefused, MailboxLost
from worker.mailbox.session import Session, open_session
from worker.mailbox.settings import MailboxSettings

_log = log.get(__name__)


class Copies:
    """The Sent folder for a round of letters, by one session, which is opened for the first of them.

    A failure is logged and the letter stays sent. A mailbox that can't be reached is not tried again in the
    same round, so that it holds up no letters.
    """

    def __init__(self, settings: MailboxSettings, folder: str) -> None:
        self._settings = settings
        self._folder = folder
        self._stack = ExitStack()
        self._session: Session | None = None
        self._problem = ""

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._stack.close()

    def keep(self, raw: bytes, when: datetime) -> bool:
        """Append a letter; whether it is there."""
        try:
            if not self._problem:
                self._append(raw, when)
        except WorkerError as error:
            if not isinstance(error, CommandRefused):
                self._problem = str(error)
            _log.warning("no_sent_copy", mailbox=self._settings.name, problem=str(error))
            return False
        if self._problem:
            _log.warning("no_sent_copy", mailbox=self._settings.name, problem=self._problem)
        return not self._problem

    def _append(self, raw: bytes, when: datetime) -> None:
        if self._session is not None:
            try:
                self._session.append(self._folder, raw, when)
            except MailboxLost:
                # Servers hang up on a session that waits for long.
                self._stack.close()
            else:
                return
        self._session = self._stack.enter_context(open_session(self._settings))
        self._session.append(self._folder, raw, when)
