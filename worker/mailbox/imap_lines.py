"""The lines of an IMAP server as imaplib understands them, with an end to each answer.

imaplib wants words in capitals and text behind each OK, and waits for ever for an answer that never ends.
"""

import re
from typing import Any

from imapclient import IMAPClient
from imapclient.imap4 import IMAP4WithTimeout
from imapclient.tls import IMAP4_TLS

from worker.answer_limits import AnswerLimits

_LONGEST_LINE = 1_000_000  #: imaplib's own limit, where it ends the connection
_TIMES = 5  #: the read timeout; so long an answer may take that hardly comes forward

#: "* 3 Fetch", "ABCD1 ok"
_BEGIN = re.compile(rb"(\* (?:\d+ )?|[A-Za-z]{4}\d+ )([A-Za-z]+)( |(?=\r))")
_LITERAL8 = re.compile(rb"~(\{\d+\}\r\n)$")  # RFC 3516


def even_line(line: bytes) -> bytes:
    """A line with its word in capitals, a space behind it, and no sign of a literal8."""
    line = _LITERAL8.sub(rb"\1", line) if line.endswith(b"}\r\n") else line
    begin = _BEGIN.match(line)
    return line if begin is None else begin[1] + begin[2].upper() + b" " + line[begin.end() :]


class _EvenLines:
    """Reads such lines, and gives each answer a time."""

    file: Any

    def __init__(self, *args: Any) -> None:  # noqa: ANN401 -- two libraries, two signatures
        self.limits = AnswerLimits()
        self.patience = 0.0  #: seconds that the server may be silent; 0: it is not limited here
        super().__init__(*args)

    def expect_answer(self) -> None:
        """The next answer begins."""
        self.limits.begin(_TIMES * self.patience or float("inf"))

    def send(self, data: bytes) -> None:
        self.expect_answer()
        super().send(data)  # type: ignore[misc]

    def read(self, size: int) -> bytes:
        return self.limits.block(self.file, size)

    def readline(self) -> bytes:
        return even_line(self.limits.line(self.file, _LONGEST_LINE))


class _Plain(_EvenLines, IMAP4WithTimeout):  # type: ignore[misc]
    """Without TLS, or with STARTTLS."""


class _Encrypted(_EvenLines, IMAP4_TLS):  # type: ignore[misc]
    """With TLS from the first byte."""


class EvenClient(IMAPClient):  # type: ignore[misc]
    """imapclient over such lines."""

    def _create_IMAP4(self) -> _Plain | _Encrypted:  # noqa: N802 -- imapclient's name
        seconds = getattr(self._timeout, "connect", None)
        if self.ssl:
            return _Encrypted(self.host, self.port, self.ssl_context, seconds)
        return _Plain(self.host, self.port, seconds)
