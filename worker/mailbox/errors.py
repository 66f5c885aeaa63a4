"""What can go wrong with a mailbox. Texts are one line and hold neither passwords nor mail."""

# ruff: noqa: N818 - the names say what happened

from typing import ClassVar

from worker.errors import UnavailableError


class MailboxError(UnavailableError):
    """A mailbox can't be read or written."""

    #: Whether trying again soon may help without anybody doing anything.
    transient: ClassVar[bool] = True


class MailboxUnreachable(MailboxError):
    """The server can't be talked to at present: refused, unknown host, timed out, busy, closed at once."""


class MailboxLost(MailboxError):
    """An open connection ended or became unusable. The session is over; open another one."""


class EncryptionRefused(MailboxError):
    """The server does not start TLS where the configuration asks for it. Nothing was sent in clear."""

    transient = False


class CertificateUntrusted(MailboxError):
    """The server's certificate is not signed by whom we trust, is out of date, or names another host."""

    transient = False


class LoginRefused(MailboxError):
    """The server answered that user name and password are wrong. Repeating this soon can lock the account."""

    transient = False


class FolderMissing(MailboxError):
    """The folder does not exist; the text names those that do."""

    transient = False


class CommandRefused(MailboxError):
    """The server answered NO or BAD to one command (RFC 3501, 7.1). The session goes on."""

    def __init__(self, text: str, *, busy: bool = False) -> None:
        super().__init__(text)
        self.busy = busy  #: the server says that it may do it at another time


class MessageUnreadable(CommandRefused):
    """The server does not hand out one message that is there. Other messages go on."""

    def __init__(
        self, text: str, uid: int, *, busy: bool = False, ends: bool = False, header: bytes | None = None
    ) -> None:
        super().__init__(text, busy=busy)
        self.uid = uid
        self.ends = ends  #: the server closes the connection whenever the message is asked for
        self.header = header  #: the only part that the server hands out; None where it hands out none
