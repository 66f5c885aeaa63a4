"""A form's wordings, whole: the template's own prompts, wherever they stand, and other long wordings."""

from bisect import bisect_left, bisect_right

from worker.forms.definition import Check
from worker.forms.lexicon import Lexicon, Wording
from worker.forms.numbering import with_number
from worker.forms.prompt import Found, Strength
from worker.forms.sheet import Sheet


def long_wordings(sheet: Sheet, lex: Lexicon, found: Found) -> None:
    """Add the long wordings, in whatever language, wherever they stand."""
    begun = sheet.beginnings & lex.long_beginnings.keys()
    for place in sorted(place for beginning in begun for place in lex.long_beginnings[beginning]):
        whole_wording(sheet, lex, lex.long[place], found)


def whole_wording(sheet: Sheet, lex: Lexicon, wording: Wording, found: Found) -> None:
    """Add each place where the wording stands whole; a short one only where an item starts."""
    for first, behind in sheet.find(wording.run):
        if _counted(sheet, lex, wording, first, behind):
            continue
        if wording.long or _starts_item(sheet, first):
            found.add(wording.field, (sheet.starts[first], sheet.ends[behind - 1]), Strength.WORDING)


def glued_wording(sheet: Sheet, wording: Wording, found: Found) -> None:
    """A prompt without a colon with its answer right behind it, and no space: "… accountJane Doe"."""
    where = sheet.stream.find(wording.run) if sheet.may_hold(wording.run) else -1
    if where < 0:
        return
    first = bisect_left(sheet.at, where)
    last = bisect_right(sheet.at, where + len(wording.run)) - 1
    if sheet.at[first] != where or last >= len(sheet.starts):
        return
    end = sheet.starts[last] + where + len(wording.run) - sheet.at[last]
    if sheet.text[end - 1 : end].islower() and sheet.text[end : end + 1].isupper():
        found.add(wording.field, (sheet.starts[first], end), Strength.WORDING)


def _counted(sheet: Sheet, lex: Lexicon, wording: Wording, first: int, behind: int) -> bool:
    """ "We have 80 users in our Cloud instance": the number before the words is the answer."""
    if lex.form.field(wording.field).check is not Check.INTEGER:
        return False
    start, end = sheet.starts[first], sheet.ends[behind - 1]
    asked = sheet.text[end : end + 4].lstrip(" \t*_")[:1] in (":", "：")
    return not asked and sheet.text[max(start - 4, 0) : start].rstrip(" \t*_")[-1:].isdigit()


def _starts_item(sheet: Sheet, first: int) -> bool:
    """Whether a shorter prompt stands where an item starts: at a line's start or behind a number."""
    start = sheet.starts[first]
    _, number, inline = with_number(sheet, sheet.line_at(start), start)
    return number is not None or not inline
