"""Where an answer ends: the text behind a prompt, cut to what its field can be.

An answer goes up to the next prompt or other text of the template. What follows the last answer is the
rest of the mail (closing, signature, disclaimer), so there it also ends where such things start.
It must not know whether a value is good; `checks` does.
"""

import re
from collections.abc import Sequence
from dataclasses import replace

from worker.forms.closings import is_closing, is_rule
from worker.forms.cuts import CUTS
from worker.forms.definition import Check
from worker.forms.pieces import Answer, Piece, Region, first_paragraph, trimmed
from worker.forms.sheet import Sheet, Voice
from worker.reading.message import Role

MAX_ANSWER_LINES = 60
_DIVIDER = re.compile(r"[ \t]{1,20}(?:(?:[|;,/•·]|[-–—]{1,2})[ \t]{0,20})?$")


def answer(sheet: Sheet, region: Region, check: Check) -> Answer:
    """The answer in a region to a prompt for a field of that kind."""
    pieces, own = _said(sheet, region)
    pieces = _without_label(_until_closing(sheet, pieces, region))
    if region.open and _asks(sheet, pieces):
        return Answer()
    return Answer(tuple(CUTS[check](sheet, pieces, region)), own)


def _asks(sheet: Sheet, pieces: Sequence[Piece]) -> bool:
    """Whether a paragraph with a question stands apart below the last prompt: that answers nothing."""
    if not pieces or sheet.lines[pieces[0].line - 1].text:
        return False
    apart = pieces[0].start == sheet.lines[pieces[0].line].start
    text = "\n".join(piece.text for piece in first_paragraph(pieces)).rstrip()
    return apart and (text.endswith(("?", "？")) or "? " in text)


def _said(sheet: Sheet, region: Region) -> tuple[list[Piece], bool]:
    """The lines of the region in one voice: the sender's where they wrote below a quoted prompt."""
    pieces = _lines(sheet, region)
    if region.voice is not Voice.OWN or region.depth:
        own = [
            piece
            for piece in pieces
            if sheet.voices[piece.line] is Voice.OWN
            and sheet.lines[piece.line].role is Role.OWN
            and sheet.lines[piece.line].depth < max(region.depth, 1)
        ]
        if any(piece.text.strip() for piece in own):
            return own, True
    same = _same_voice(sheet, pieces, region)
    if not any(piece.text.strip() for piece in same) and _marked_as_answers(sheet, pieces, region):
        return pieces, False
    return same, False


def _marked_as_answers(sheet: Sheet, pieces: Sequence[Piece], region: Region) -> bool:
    """Whether ">>" between two prompts of the sender's own marks what is answered, and no quotation."""
    filled = [piece for piece in pieces if piece.text.strip()]
    marked = all(sheet.voices[piece.line] is Voice.QUOTED for piece in filled)
    return bool(filled) and marked and region.voice is Voice.OWN and not (region.depth or region.open)


def _lines(sheet: Sheet, region: Region) -> list[Piece]:
    pieces = []
    first = sheet.line_at(region.start)
    for index in range(first, min(first + MAX_ANSWER_LINES, len(sheet.lines))):
        line = sheet.lines[index]
        start = max(line.start, region.start)
        end = min(line.start + len(line.text), region.end)
        if line.start >= region.end:
            break
        text = sheet.text[start:end] if start < end else ""
        if end == region.end < line.start + len(line.text):  # the next prompt stands on the same line
            text = _DIVIDER.sub("", text)
        pieces.append(Piece(text, start, index))
    return pieces


def _same_voice(sheet: Sheet, pieces: Sequence[Piece], region: Region) -> list[Piece]:
    kept: list[Piece] = []
    for piece in pieces:
        voice = sheet.voices[piece.line]
        other = voice is not region.voice or sheet.lines[piece.line].depth != region.depth
        if other and piece.text.strip():
            break
        kept.append(piece)
    return kept


def _until_closing(sheet: Sheet, pieces: Sequence[Piece], region: Region) -> list[Piece]:
    kept: list[Piece] = []
    said = False
    for index, piece in enumerate(pieces):
        role = sheet.lines[piece.line].role
        if region.open and index and role in (Role.SIGNATURE, Role.NOTICE) and piece.text.strip():
            break
        beside = index == 0 and piece.start > sheet.lines[piece.line].start
        if not beside and (said or region.open) and (is_closing(piece.text) or is_rule(piece.text)):
            break
        said = said or bool(piece.text.strip())
        kept.append(piece)
    return trimmed(kept)


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


def _without_label(pieces: Sequence[Piece]) -> list[Piece]:
    if not pieces:
        return []
    first = pieces[0]
    match = _ANSWER_LABEL.match(first.text) or _ANSWERER.match(first.text)
    if match is None:
        return list(pieces)
    return [replace(first, text=first.text[match.end() :], start=first.start + match.end()), *pieces[1:]]
