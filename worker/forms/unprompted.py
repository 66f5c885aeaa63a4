"""Where answers stand without their prompts: one below the other, in the form's order.

Somebody deleted the prompts, or typed the answers alone. That is told only where the shapes leave no doubt:
keys, an e-mail address, two lines of words, an address up to its country, perhaps one more e-mail address.
The places are given as prompts without words, so that answers are read as everywhere else.
"""

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from worker.forms.addresses import find_addresses
from worker.forms.closings import is_closing
from worker.forms.countries import country
from worker.forms.definition import Check, Form, FormField
from worker.forms.keys import find_keys, find_other_keys, keys_in
from worker.forms.prompt import Prompt, Strength
from worker.forms.sheet import Sheet, Voice

_MAX_KEY_LINES = 60
_MAX_ADDRESS_LINES = 8
_MAX_WORDS = 12  #: of a name or an organization
_ORDER = (Check.LICENSE_KEY, Check.EMAIL, Check.PERSON, Check.ORGANIZATION, Check.ADDRESS)


def unprompted(sheet: Sheet, form: Form, taken: Sequence[tuple[int, int]], voice: Voice) -> list[Prompt]:
    """A place for each field that is answered in that voice; nothing when its lines are anything else."""
    fields = sorted(form.fields, key=lambda field: field.number)
    if tuple(field.check for field in fields) == (Check.LICENSE_KEY, Check.INTEGER):
        return _count_below_key(sheet, fields[1], taken, voice)
    if tuple(field.check for field in fields if field.required) != _ORDER:
        return []
    for lines in _stretches(sheet, taken, voice):
        for line in lines:
            columns = _columns(sheet.lines[line].text)
            if columns:
                return [_place(sheet, field, line, at) for field, at in zip(fields, columns, strict=False)]
        for position in range(len(lines)):
            starts = _starts(sheet, lines[position:])
            if starts:
                return [_place(sheet, field, line) for field, line in zip(fields, starts, strict=False)]
    return []


#: "40", "2) 40": a number alone on its line.
_COUNT = re.compile(r"[ \t]{0,8}(?:\(?\d{1,2}[.):][ \t]{1,4})?(\d{1,3}(?:[., ]\d{3}){1,2}|\d{1,7})[ \t]{0,8}")
_ITEM = re.compile(r"[ \t]{0,8}\(?\d{1,2}[.):][ \t]{1,4}")


def _count_below_key(
    sheet: Sheet, field: FormField, taken: Sequence[tuple[int, int]], voice: Voice
) -> list[Prompt]:
    """A place for the number that stands alone below a key, for a form that asks for these two."""
    for lines in _stretches(sheet, taken, voice):
        for above, below in pairwise(lines):
            count = _COUNT.fullmatch(sheet.lines[below].text)
            if count and _key_lines([_ITEM.sub("", sheet.lines[above].text, count=1).strip()]):
                return [_place(sheet, field, below, count.start(1))]
    return []


def _stretches(sheet: Sheet, taken: Sequence[tuple[int, int]], voice: Voice) -> Iterator[list[int]]:
    """The filled lines of that voice, between lines of other voices or of the template."""
    stretch: list[int] = []
    for index, line in enumerate(sheet.lines):
        if line.text and (sheet.voices[index] is not voice or _within(taken, line.start)):
            yield stretch
            stretch = []
        elif line.text:
            stretch.append(index)
    yield stretch


def _within(taken: Sequence[tuple[int, int]], position: int) -> bool:
    return any(start <= position < end for start, end in taken)


def _starts(sheet: Sheet, lines: Sequence[int]) -> list[int]:
    """The lines on which the answers start, if the answers are there and start with the first line."""
    texts = [sheet.lines[index].text.strip() for index in lines[: _MAX_KEY_LINES + _MAX_ADDRESS_LINES + 4]]
    keys = _key_lines(texts)
    email, name, organization, address = keys, keys + 1, keys + 2, keys + 3
    if not keys or len(texts) <= address or not _is_email(texts[email]):
        return []
    if not (_is_words(texts[name]) and _is_words(texts[organization])):
        return []
    length = _address_lines(texts[address : address + _MAX_ADDRESS_LINES])
    if not length:
        return []
    after = address + length
    expert = [after] if after < len(texts) and _is_email(texts[after]) else []
    return [lines[at] for at in (0, email, name, organization, address, *expert)]


_BETWEEN = re.compile(r"\s{0,3}[,;|]\s{1,3}")


def _columns(text: str) -> list[int]:
    """Where the answers start on one line that lists them all: "KEY, jane@…, Jane Doe, Acme, 5 Elm St, …"."""
    starts = [0, *(match.end() for match in _BETWEEN.finditer(text))]
    parts = [text[start:end].strip(" ,;|") for start, end in pairwise([*starts, len(text)])]
    if len(parts) < len(_ORDER) or len(keys_in(parts[0])) != 1 or len(parts[0].split()) != 1:
        return []
    named = _is_email(parts[1]) and _is_words(parts[2]) and _is_words(parts[3])
    whole = named and country(text[starts[4] :]) is not None and not find_addresses(text[starts[4] :])
    return starts[: len(_ORDER)] if whole else []


def _key_lines(texts: Sequence[str]) -> int:
    """How many of the first lines hold keys, or pieces of keys, and nothing else."""
    count = 0
    for text in texts[:_MAX_KEY_LINES]:
        if len(text.split()) != 1 or "@" in text:
            break
        count += 1
    found = find_keys("\n".join(texts[:count]))
    whole = sum(len(key.text) for key in found)
    if found and whole == sum(map(len, texts[:count])):
        return count
    others = [find_other_keys(text) for text in texts[:count]]
    return count if others and all(len(one) == 1 for one in others) else 0


def _is_email(text: str) -> bool:
    found = find_addresses(text)
    return len(found) == 1 and len(text.split()) == 1


def _is_words(text: str) -> bool:
    return (
        any(map(str.isalpha, text))
        and "@" not in text
        and not text.endswith((":", "：", "?", "？"))
        and len(text.split()) <= _MAX_WORDS
        and not is_closing(text)
    )


def _address_lines(texts: Sequence[str]) -> int:
    for count, text in enumerate(texts, start=1):
        if is_closing(text) or "@" in text:
            return 0
        if country("\n".join(texts[:count])):
            return count
    return 0


def _place(sheet: Sheet, field: FormField, line: int, column: int = 0) -> Prompt:
    start = sheet.lines[line].start + column
    return Prompt(
        field=field.name,
        start=start,
        end=start,
        line=line,
        strength=Strength.NUMBER,
        voice=sheet.voices[line],
        depth=sheet.lines[line].depth,
        last_line=line,
    )
