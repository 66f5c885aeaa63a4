"""Where answers stand without their prompts: one below the other, in the form's order.

Somebody deleted the prompts, or typed the answers alone. That is told only where the shapes leave no doubt:
keys, an e-mail address, two lines of words, an address up to its country, perhaps one more e-mail address.
The places are given as prompts without words, so that answers are read as everywhere else.
"""

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from worker.forms.alignment.found_prompt import Prompt, PromptStrength
from worker.forms.fields.countries import find_country
from worker.forms.fields.email_addresses import find_addresses
from worker.forms.fields.license_keys import find_keys, find_other_keys, keys_in
from worker.forms.form_definition import AnswerCheck, Form, FormField
from worker.forms.text.mail_closings import is_closing
from worker.forms.text.text_folding import Authorship, FoldedText

_MAX_KEY_LINES = 60
_MAX_ADDRESS_LINES = 8
_MAX_WORDS = 12  #: of a name or an organization
_ORDER = (
    AnswerCheck.LICENSE_KEY,
    AnswerCheck.EMAIL,
    AnswerCheck.PERSON,
    AnswerCheck.ORGANIZATION,
    AnswerCheck.ADDRESS,
)


def find_ordered_answers(
    folded_text: FoldedText, form: Form, taken: Sequence[tuple[int, int]], authorship: Authorship
) -> list[Prompt]:
    """A place for each field that is answered in that voice; nothing when its lines are anything else."""
    fields = sorted(form.fields, key=lambda field: field.number)
    if tuple(field.check for field in fields) == (AnswerCheck.LICENSE_KEY, AnswerCheck.INTEGER):
        return _count_below_key(folded_text, fields[1], taken, authorship)
    if tuple(field.check for field in fields if field.required) != _ORDER:
        return []
    for lines in _stretches(folded_text, taken, authorship):
        for line in lines:
            columns = _columns(folded_text.lines[line].text)
            if columns:
                return [
                    _place(folded_text, field, line, at) for field, at in zip(fields, columns, strict=False)
                ]
        for position in range(len(lines)):
            starts = _starts(folded_text, lines[position:])
            if starts:
                return [_place(folded_text, field, line) for field, line in zip(fields, starts, strict=False)]
    return []


#: "40", "2) 40": a number alone on its line.
_COUNT = re.compile(r"[ \t]{0,8}(?:\(?\d{1,2}[.):][ \t]{1,4})?(\d{1,3}(?:[., ]\d{3}){1,2}|\d{1,7})[ \t]{0,8}")
_ITEM = re.compile(r"[ \t]{0,8}\(?\d{1,2}[.):][ \t]{1,4}")


def _count_below_key(
    folded_text: FoldedText, field: FormField, taken: Sequence[tuple[int, int]], authorship: Authorship
) -> list[Prompt]:
    """A place for the number that stands alone below a key, for a form that asks for these two."""
    for lines in _stretches(folded_text, taken, authorship):
        for above, below in pairwise(lines):
            count = _COUNT.fullmatch(folded_text.lines[below].text)
            if count and _key_lines([_ITEM.sub("", folded_text.lines[above].text, count=1).strip()]):
                return [_place(folded_text, field, below, count.start(1))]
    return []


def _stretches(
    folded_text: FoldedText, taken: Sequence[tuple[int, int]], authorship: Authorship
) -> Iterator[list[int]]:
    """The filled lines of that voice, between lines of other voices or of the template."""
    stretch: list[int] = []
    for index, line in enumerate(folded_text.lines):
        if line.text and (folded_text.voices[index] is not authorship or _within(taken, line.start)):
            yield stretch
            stretch = []
        elif line.text:
            stretch.append(index)
    yield stretch


def _within(taken: Sequence[tuple[int, int]], position: int) -> bool:
    return any(start <= position < end for start, end in taken)


def _starts(folded_text: FoldedText, lines: Sequence[int]) -> list[int]:
    """The lines on which the answers start, if the answers are there and start with the first line."""
    texts = [
        folded_text.lines[index].text.strip() for index in lines[: _MAX_KEY_LINES + _MAX_ADDRESS_LINES + 4]
    ]
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
    whole = named and find_country(text[starts[4] :]) is not None and not find_addresses(text[starts[4] :])
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
        if find_country("\n".join(texts[:count])):
            return count
    return 0


def _place(folded_text: FoldedText, field: FormField, line: int, column: int = 0) -> Prompt:
    start = folded_text.lines[line].start + column
    return Prompt(
        field=field.name,
        start=start,
        end=start,
        line=line,
        strength=PromptStrength.NUMBER,
        authorship=folded_text.voices[line],
        depth=folded_text.lines[line].depth,
        last_line=line,
    )
