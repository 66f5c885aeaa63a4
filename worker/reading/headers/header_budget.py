"""What all parts of one message may cost together: headers that are decoded, lines of the messages within."""

from worker.reading import reading_limits


class HeaderBudget:
    """What is left; one for each message that arrives, whatever it holds."""

    __slots__ = ("_left", "exceeded", "lines")

    def __init__(self, chars: int = reading_limits.HEADER_DECODED_CHARS) -> None:
        self._left = chars
        self.exceeded = False  #: something did not fit
        self.lines = reading_limits.LINES_WITHIN  #: of bodies of messages within it, still to be read

    def take(self, chars: int) -> bool:
        """Whether so many characters may still be decoded; if so they are counted."""
        if chars > self._left:
            self.exceeded = True
            return False
        self._left -= chars
        return True
