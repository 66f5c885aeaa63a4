"""The lines that blocks, breaks and bullets make of running text, much as browsers do (CSS 2.2, 9.2.1, 16.6).

It must not know of HTML: `html_text` tells it what opens and closes. Indentation is left out.
"""

_KEPT = {0x20: 0xE008, 0x09: 0xE009}  #: white space that means something, until its line is put together
_AGAIN = {0xE008: 0x20, 0xE009: 0x09}


class LaidOutLines:
    """Lines under the pen. A gap is one blank line, however many blocks ask for it."""

    __slots__ = ("_bullets", "_gapped", "_keeps", "_pieces", "lines")

    def __init__(self) -> None:
        self.lines: list[str] = []
        self._pieces: list[str] = []  # of the line that is being written
        self._bullets: list[str] = []  # of the open blocks; an empty one has none, or it is written
        self._gapped = True
        self._keeps = False  # preformatted text was written

    def write(self, text: str) -> None:
        """Text whose white space is no more than a space."""
        self._pieces.append(text)

    def write_kept(self, text: str) -> None:
        """Preformatted text: its line ends and spaces stand."""
        self._keeps = True
        first, *rest = text.translate(_KEPT).split("\n")
        self._pieces.append(first)
        for line in rest:
            self.end_line()
            self._pieces.append(line)

    def end_line(self) -> None:
        """A line break; one behind another leaves a blank line."""
        if not self._flush():
            self.lines.append("")

    def open_block(self, *, gap: bool = False, bullet: str = "") -> None:
        """What follows starts a line, below a gap and behind a bullet if there is to be one."""
        if self._pieces or bullet:
            self._end_block(bullet=bullet)
        self._bullets.append(bullet)
        if gap and not self._gapped:
            self._gap()

    def close_block(self, *, gap: bool = False, bullet: str = "") -> None:
        """The block that was opened last ends; a bullet with nothing behind it has a line of its own."""
        if self._pieces or bullet:
            self._end_block(bullet=bullet)
        self._bullets.pop()
        if gap and not self._gapped:
            self._gap()

    def text(self) -> str:
        """The whole page."""
        self._flush()
        return "\n".join(self.lines)

    def _end_block(self, *, bullet: str) -> None:
        if not self._flush() and bullet and (alone := self._bullet()):
            self.lines.append(alone)
            self._gapped = False

    def _gap(self) -> None:
        self.lines.append("")
        self._gapped = True

    def _flush(self) -> bool:
        """Ends the line if there is one."""
        if not self._pieces:
            return False
        line = _collapsed("".join(self._pieces))
        self._pieces.clear()
        if not line:
            return False
        line = line.translate(_AGAIN) if self._keeps else line
        self.lines.append(self._bullet() + line if any(self._bullets) else line)
        self._gapped = False
        return True

    def _bullet(self) -> str:
        """The innermost bullet that is not written yet."""
        for index in range(len(self._bullets) - 1, -1, -1):
            if self._bullets[index]:
                bullet, self._bullets[index] = self._bullets[index], ""
                return bullet
        return ""


def _collapsed(text: str) -> str:
    """The text with single spaces, as most has them."""
    if text.isascii() and text.isprintable() and "  " not in text:
        return text.strip()
    return " ".join(text.split())
