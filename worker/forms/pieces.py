"""The text of an answer: pieces of lines, and the region that they are taken from."""

from collections.abc import Sequence
from dataclasses import dataclass

from worker.forms.extraction import Span
from worker.forms.sheet import Voice


@dataclass(frozen=True, slots=True)
class Piece:
    """A line, or the part of it that belongs to an answer."""

    text: str
    start: int  #: in the body's text
    line: int


@dataclass(frozen=True, slots=True)
class Answer:
    """The text of an answer and where it stands; empty when there is none."""

    pieces: tuple[Piece, ...] = ()
    own: bool = False  #: written by the sender below a prompt that is quoted

    @property
    def text(self) -> str:
        """Its lines as they stand."""
        return "\n".join(piece.text for piece in self.pieces)

    @property
    def spans(self) -> tuple[Span, ...]:
        """Where its filled lines stand in the body's text."""
        return tuple(
            Span(piece.start + lead, piece.start + len(piece.text.rstrip()))
            for piece in self.pieces
            for lead in [len(piece.text) - len(piece.text.lstrip())]
            if piece.text.strip()
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Region:
    """The text between a prompt and what comes next."""

    start: int
    end: int
    voice: Voice  #: of the prompt
    depth: int
    open: bool  #: no prompt follows: the rest of the mail lies in it


def trimmed(pieces: Sequence[Piece]) -> list[Piece]:
    """Without the empty lines before and behind."""
    filled = [index for index, piece in enumerate(pieces) if piece.text.strip()]
    return list(pieces[filled[0] : filled[-1] + 1]) if filled else []


def first_paragraph(pieces: Sequence[Piece]) -> list[Piece]:
    """The pieces up to the first empty line."""
    for index, piece in enumerate(pieces):
        if not piece.text.strip():
            return list(pieces[:index])
    return list(pieces)
