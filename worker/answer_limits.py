"""How long an answer of a mail server may go on, and how much it may tell.

A socket's timeout starts anew with each byte, so that a server which drips, or never comes to an end, would
hold its caller up for ever.
"""

from io import BufferedReader
from time import monotonic

_SLOWEST = 1_000  #: bytes of a block in a second that are progress enough, however long it takes
_SLOWEST_LINES = 8_000  #: the same for lines, by which a server may chatter
_MOST_IN_LINES = 64 * 1024 * 1024  #: bytes; a million rows of FETCH are half of it
_PIECE = 65_536


class AnswerLimits:
    """The limits of one answer after the other; where they are `short`, no progress lengthens their time."""

    def __init__(self, *, short: bool = False) -> None:
        self._short = short
        self._end = float("inf")
        self._in_lines = 0

    def begin(self, seconds: float) -> None:
        """From here on the next answer comes."""
        self._end = monotonic() + seconds
        self._in_lines = 0

    def line(self, file: BufferedReader, most: int) -> bytes:
        """A line with its end, or `most` bytes of it; empty at the end of the file. Raises TimeoutError."""
        pieces: list[bytes] = []
        while most > 0:
            waiting = file.peek(1)[:most]
            piece = file.read(waiting.find(b"\n") + 1 or len(waiting))
            self._came(len(piece), _SLOWEST_LINES)
            self._in_lines += len(piece)
            most -= len(piece)
            pieces.append(piece)
            if not piece or piece.endswith(b"\n"):
                break
        if self._in_lines > _MOST_IN_LINES:
            raise TimeoutError("the answer has no end")
        return b"".join(pieces)

    def block(self, file: BufferedReader, size: int) -> bytes:
        """So many bytes, or fewer at the end of the file. Raises TimeoutError."""
        pieces: list[bytes] = []
        while size > 0 and (piece := file.read1(min(size, _PIECE))):
            self._came(len(piece), _SLOWEST)
            size -= len(piece)
            pieces.append(piece)
        return b"".join(pieces)

    def _came(self, size: int, slowest: int) -> None:
        if not self._short:
            self._end += size / slowest
        if monotonic() > self._end:
            raise TimeoutError("the answer does not come to an end")
