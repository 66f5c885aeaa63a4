"""The lines of an IMAP server in the form that imaplib understands, with a time limit for each answer.

imaplib expects keywords in capitals and text behind each OK, and waits for ever for an answer without end.
"""

import re
from typing import Any

from imapclient import IMAPClient
from imapclient.imap4 import IMAP4WithTimeout
from imapclient.tls import IMAP4_TLS

from worker.answer_limits import AnswerLimits

_LONGEST_LINE = 1_000_000  #: imaplib's own limit, where it ends the connection
_TIMEOUTS_PER_ANSWER = 5  #: so many read timeouts a whole answer may take, however slowly it comes

#: "* 3 Fetch", "ABCD1 ok"
_BEGIN = re.compile(rb"(\* (?:\d+ )?|[A-Za-z]{4}\d+ )([A-Za-z]+)( |(?=\r))")
_LITERAL8 = re.compile(rb"~(\{\d+\}\r\n)$")  # RFC 3516


def normalize_line(line: bytes) -> bytes:
    """A line with its keyword in capitals, a space behind it, and no mark of a literal8 (RFC 3516).

    >>> normalize_line(b"ABCD1 ok\\r\\n")
    b'ABCD1 OK \\r\\n'
    """
    line = _LITERAL8.sub(rb"\1", line) if line.endswith(b"}\r\n") else line
    begin = _BEGIN.match(line)
    return line if begin is None else begin[1] + begin[2].upper() + b" " + line[begin.end() :]


class _NormalizedLines:
    """Mixed into imaplib's connection: normalizes each line, and limits the time of each answer."""

    file: Any

    def __init__(self, *args: Any) -> None:  # noqa: ANN401 -- two libraries, two signatures
        self.limits = AnswerLimits()
        self.patience = 0.0  #: the read timeout in seconds; 0: an answer has no limit here
        super().__init__(*args)

    def expect_answer(self) -> None:
        """The next answer begins."""
        self.limits.begin(_TIMEOUTS_PER_ANSWER * self.patience or float("inf"))

    def send(self, data: bytes) -> None:
        self.expect_answer()
        super().send(data)  # type: ignore[misc]

    def read(self, size: int) -> bytes:
        return self.limits.block(self.file, size)

    def readline(self) -> bytes:
        return normalize_line(self.limits.line(self.file, _LONGEST_LINE))


class _Plain(_NormalizedLines, IMAP4WithTimeout):  # type: ignore[misc]
    """Without TLS, or with STARTTLS."""


class _Encrypted(_NormalizedLines, IMAP4_TLS):  # type: ignore[misc]
    """With TLS from the first byte."""


class TolerantImapClient(IMAPClient):  # type: ignore[misc]
    """imapclient over normalized lines."""

    def _create_IMAP4(self) -> _Plain | _Encrypted:  # noqa: N802 -- imapclient's name
        seconds = getattr(self._timeout, "connect", None)
        if self.ssl:
            return _Encrypted(self.host, self.port, self.ssl_context, seconds)
        return _Plain(self.host, self.port, seconds)
