"""The text of an answer: pieces of lines, and the region that they are taken from."""

from collections.abc import Sequence
from dataclasses import dataclass

from worker.forms.extraction import Span
from worker.forms.text.text_folding import Authorship


@dataclass(frozen=True, slots=True)
class AnswerPiece:
    """A line, or the part of it that belongs to an answer."""

    text: str
    start: int  #: in the body's text
    line: int


@dataclass(frozen=True, slots=True)
class AnswerText:
    """The text of an answer and where it stands; empty when there is none."""

    pieces: tuple[AnswerPiece, ...] = ()
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
class AnswerRegion:
    """The text between a prompt and what comes next."""

    start: int
    end: int
    authorship: Authorship  #: of the prompt
    depth: int
    open: bool  #: no prompt follows: the rest of the mail lies in it


def trim_pieces(pieces: Sequence[AnswerPiece]) -> list[AnswerPiece]:
    """Without the empty lines before and behind."""
    filled = [index for index, piece in enumerate(pieces) if piece.text.strip()]
    return list(pieces[filled[0] : filled[-1] + 1]) if filled else []


def first_paragraph(pieces: Sequence[AnswerPiece]) -> list[AnswerPiece]:
    """The pieces up to the first empty line."""
    for index, piece in enumerate(pieces):
        if not piece.text.strip():
            return list(pieces[:index])
    return list(pieces)
