"""A form's wordings, whole: the template's own prompts, wherever they stand, and other long wordings."""

from bisect import bisect_left, bisect_right

from worker.forms.lexicon import Lexicon, Wording
from worker.forms.numbering import with_number
from worker.forms.prompt import Found, Strength
from worker.forms.sheet import Sheet


def long_wordings(sheet: Sheet, lex: Lexicon, found: Found) -> None:
    """Add the long wordings, in whatever language, wherever they stand."""
    for wording in lex.long:
        if wording.run in sheet.stream:
            whole_wording(sheet, wording, found)


def whole_wording(sheet: Sheet, wording: Wording, found: Found) -> None:
    """Add each place where the wording stands whole; a short one only where an item starts."""
    for first, behind in sheet.find(wording.run):
        if wording.long or _starts_item(sheet, first):
            found.add(wording.field, (sheet.starts[first], sheet.ends[behind - 1]), Strength.WORDING)


def glued_wording(sheet: Sheet, wording: Wording, found: Found) -> None:
    """A prompt without a colon with its answer right behind it, and no space: "… accountJane Doe"."""
    where = sheet.stream.find(wording.run)
    if where < 0:
        return
    first = bisect_left(sheet.at, where)
    last = bisect_right(sheet.at, where + len(wording.run)) - 1
    if sheet.at[first] != where or last >= len(sheet.starts):
        return
    end = sheet.starts[last] + where + len(wording.run) - sheet.at[last]
    if sheet.text[end - 1 : end].islower() and sheet.text[end : end + 1].isupper():
        found.add(wording.field, (sheet.starts[first], end), Strength.WORDING)


def _starts_item(sheet: Sheet, first: int) -> bool:
    """Whether a shorter prompt stands where an item starts: at a line's start or behind a number."""
    start = sheet.starts[first]
    _, number, inline = with_number(sheet, sheet.line_at(start), start)
    return number is not None or not inline
