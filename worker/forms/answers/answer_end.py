"""Where an answer ends: the text behind a prompt, cut to what its field can be.

An answer goes up to the next prompt or other text of the template. What follows the last answer is the
rest of the mail (closing, signature, disclaimer), so there it also ends where such things start.
It must not know whether a value is good; `field_checks` does.
"""

import re
from collections.abc import Sequence
from dataclasses import replace

from worker.forms.answers.answer_bounds import CUTS
from worker.forms.form_definition import AnswerCheck
from worker.forms.text.answer_pieces import (
    AnswerPiece,
    AnswerRegion,
    AnswerText,
    first_paragraph,
    trim_pieces,
)
from worker.forms.text.mail_closings import is_closing, is_rule
from worker.forms.text.text_folding import Authorship, FoldedText
from worker.reading.message import LineRole

MAX_ANSWER_LINES = 60
_DIVIDER = re.compile(r"[ \t]{1,20}(?:(?:[|;,/•·]|[-–—]{1,2})[ \t]{0,20})?$")


def cut_answer(folded_text: FoldedText, region: AnswerRegion, check: AnswerCheck) -> AnswerText:
    """The answer in a region to a prompt for a field of that kind."""
    pieces, own = _said(folded_text, region)
    pieces = _without_label(_until_closing(folded_text, pieces, region))
    if region.open and _asks(folded_text, pieces):
        return AnswerText()
    return AnswerText(tuple(CUTS[check](folded_text, pieces, region)), own)


def _asks(folded_text: FoldedText, pieces: Sequence[AnswerPiece]) -> bool:
    """Whether a paragraph with a question stands apart below the last prompt: that answers nothing."""
    if not pieces or folded_text.lines[pieces[0].line - 1].text:
        return False
    apart = pieces[0].start == folded_text.lines[pieces[0].line].start
    text = "\n".join(piece.text for piece in first_paragraph(pieces)).rstrip()
    return apart and (text.endswith(("?", "？")) or "? " in text)


def _said(folded_text: FoldedText, region: AnswerRegion) -> tuple[list[AnswerPiece], bool]:
    """The lines of the region in one voice: the sender's where they wrote below a quoted prompt."""
    pieces = _lines(folded_text, region)
    if region.authorship is not Authorship.OWN or region.depth:
        own = [
            piece
            for piece in pieces
            if folded_text.voices[piece.line] is Authorship.OWN
            and folded_text.lines[piece.line].role is LineRole.OWN
            and folded_text.lines[piece.line].depth < max(region.depth, 1)
        ]
        if any(piece.text.strip() for piece in own):
            return own, True
    same = _same_voice(folded_text, pieces, region)
    if not any(piece.text.strip() for piece in same) and _marked_as_answers(folded_text, pieces, region):
        return pieces, False
    return same, False


def _marked_as_answers(folded_text: FoldedText, pieces: Sequence[AnswerPiece], region: AnswerRegion) -> bool:
    """Whether ">>" between two prompts of the sender's own marks what is answered, and no quotation."""
    filled = [piece for piece in pieces if piece.text.strip()]
    marked = all(folded_text.voices[piece.line] is Authorship.QUOTED for piece in filled)
    return (
        bool(filled) and marked and region.authorship is Authorship.OWN and not (region.depth or region.open)
    )


def _lines(folded_text: FoldedText, region: AnswerRegion) -> list[AnswerPiece]:
    pieces = []
    first = folded_text.line_at(region.start)
    for index in range(first, min(first + MAX_ANSWER_LINES, len(folded_text.lines))):
        line = folded_text.lines[index]
        start = max(line.start, region.start)
        end = min(line.start + len(line.text), region.end)
        if line.start >= region.end:
            break
        text = folded_text.text[start:end] if start < end else ""
        if end == region.end < line.start + len(line.text):  # the next prompt stands on the same line
            text = _DIVIDER.sub("", text)
        pieces.append(AnswerPiece(text, start, index))
    return pieces


def _same_voice(
    folded_text: FoldedText, pieces: Sequence[AnswerPiece], region: AnswerRegion
) -> list[AnswerPiece]:
    kept: list[AnswerPiece] = []
    for piece in pieces:
        authorship = folded_text.voices[piece.line]
        other = authorship is not region.authorship or folded_text.lines[piece.line].depth != region.depth
        if other and piece.text.strip():
            break
        kept.append(piece)
    return kept


def _until_closing(
    folded_text: FoldedText, pieces: Sequence[AnswerPiece], region: AnswerRegion
) -> list[AnswerPiece]:
    kept: list[AnswerPiece] = []
    said = False
    for index, piece in enumerate(pieces):
        role = folded_text.lines[piece.line].role
        if region.open and index and role in (LineRole.SIGNATURE, LineRole.NOTICE) and piece.text.strip():
            break
        beside = index == 0 and piece.start > folded_text.lines[piece.line].start
        if not beside and (said or region.open) and (is_closing(piece.text) or is_rule(piece.text)):
            break
        said = said or bool(piece.text.strip())
        kept.append(piece)
    return trim_pieces(kept)


#: What some write before each answer.
_ANSWER_LABEL = re.compile(
    r"[ \t*_]*(?:answer|ans|a|antwort|réponse|reponse|respuesta|resposta|risposta|antwoord|odpowiedź|ответ|"
    r"回答|答)[ \t*_]*[:：][ \t*_]*",
    re.IGNORECASE,
)
#: Outlook marks what is typed into a quoted mail with its writer's name: "[Jane Doe] Acme Ltd".
_ANSWERER = re.compile(
    r"[ \t]*\[[^\W\d_][^\W\d_ .'’-]{0,40}(?:[ .'’-]{1,2}[^\W\d_]{1,30}){0,4}\][ \t]+(?=[^\s(\[])"
)


def _without_label(pieces: Sequence[AnswerPiece]) -> list[AnswerPiece]:
    if not pieces:
        return []
    first = pieces[0]
    match = _ANSWER_LABEL.match(first.text) or _ANSWERER.match(first.text)
    if match is None:
        return list(pieces)
    return [replace(first, text=first.text[match.end() :], start=first.start + match.end()), *pieces[1:]]
