"""Values that a sentence gives to a field by its name, in any language: "titularem konta jest Anna Nowak".

A field's name, what says "is" behind it, and the value. One rule for each kind of field says where the value
ends: a name with its capitals, an organization before the sentence turns, an address where it ends.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from worker.forms.concepts import Concept
from worker.forms.countries import country
from worker.forms.definition import Check
from worker.forms.sheet import words
from worker.forms.unread.languages import SPEECHES, Speech
from worker.forms.words.tellings import LEGAL_FORMS

_APART = 6  #: words between the name of a field and what says "is"
_MOST = 1200  #: characters of a sentence
_WORD = re.compile(r"\w+")
_PARTICLE = "'t|’t|van|von|de|der|den|da|do|dos|di|del|la|le|el|bin|al|y|e|zu|ter|ten|af|av|du"
_PERSON = re.compile(
    rf"(?:(?i:mr|mrs|ms|herr|herrn|frau|mme|pan|pani|p\.|m)\.? )?[^\W\d_a-z][\w'’-]{{0,40}}\.?"
    rf"(?: (?:[^\W\d_a-z][\w'’-]{{0,40}}\.?|(?:{_PARTICLE})(?![\w-]))){{1,5}}"
)
_STOP = re.compile(rf"[;:()\"”»]|,(?! ?(?:{'|'.join(map(re.escape, LEGAL_FORMS))})(?!\w))")
_CJK_END = re.compile(r"(?:です|でございます|になります|となります|と申します|입니다|이며|이고|[。，,；;\n])")
_FIELDS = {Check.PERSON: "holder", Check.ORGANIZATION: "organization", Check.ADDRESS: "address"}

#: In any language; most sentences name no field, and one look tells.
_NAMED_AT_ALL = Concept(
    noun for speech in SPEECHES.values() for nouns in speech.nouns.values() for noun in nouns
)


@dataclass(frozen=True, slots=True)
class Named:
    """Where a value stands in a text."""

    start: int
    end: int


def named(check: Check, text: str) -> Named | None:
    """The value that the sentence gives to a field of that kind by its name; None where it gives none."""
    if check not in _FIELDS or len(text) > _MOST:
        return None
    tokens = list(_WORD.finditer(text))
    parts = [words(token[0])[:1] for token in tokens]
    folded = [part[0] if part else "" for part in parts]
    for speech in _spoken(folded):
        for start in _starts(speech, _FIELDS[check], text, tokens, folded):
            found = _SPANS[check](text, start)
            if found is not None:
                return found
    return _in_cjk(check, text)


def only_person(check: Check, text: str) -> Named | None:
    """The one name of a person in a sentence that is about the holder; None where there are more, or none."""
    found = list(_PERSON.finditer(text)) if check is Check.PERSON else []
    return (
        Named(found[0].start(), found[0].start() + len(found[0][0].rstrip("."))) if len(found) == 1 else None
    )


def turn(text: str, start: int) -> int:
    """Where a value in running text ends because the sentence goes on about another field; else its end."""
    tokens = list(_WORD.finditer(text, start))
    folded = [(words(token[0]) or [""])[0] for token in tokens]
    for at, token in enumerate(tokens):
        for speech in SPEECHES.values():
            joins = at and speech.joins.among(folded[at : at + 1])
            if joins and _goes_on(speech, folded[at + 1 : at + 4], text, tokens[at + 1 : at + 2]):
                return token.start()
    return len(text)


def _goes_on(speech: Speech, after: Sequence[str], text: str, tokens: Sequence[re.Match[str]]) -> bool:
    """Whether what follows "and" is about another field, or is a clause with a verb of its own."""
    if any(one.among(after) for one in speech.named.values()):
        return True
    small = bool(tokens) and text[tokens[0].start()].islower()
    return small and any(
        tuple(after[at : at + len(one)]) == one for one in speech.is_said for at in (0, 1, 2)
    )


def _spoken(folded: Sequence[str]) -> Iterator[Speech]:
    """The languages in which any field is named."""
    if not _NAMED_AT_ALL.among(folded):
        return
    for speech in SPEECHES.values():
        if any(one.among(folded) for one in speech.named.values()):
            yield speech


def _starts(
    speech: Speech, name: str, text: str, tokens: Sequence[re.Match[str]], folded: Sequence[str]
) -> Iterator[int]:
    """Where what is said of the field begins: behind its name and what says "is"."""
    for at in speech.named[name].places(folded):
        for near in range(at + 1, min(at + 1 + _APART, len(tokens))):
            between = text[tokens[at].end() : tokens[near].start()]
            other = any(
                one.among(folded[at + 1 : near])
                for key, one in speech.named.items()
                if key not in (name, "account")
            )
            if other or any(mark in between for mark in ".;:,"):
                break
            size = max(
                (len(one) for one in speech.is_said if folded[near : near + len(one)] == list(one)), default=0
            )
            if size and near + size < len(tokens):
                yield tokens[near + size].start()


def _person(text: str, start: int) -> Named | None:
    match = _PERSON.match(text, start)
    return Named(start, start + len(match[0].rstrip("."))) if match is not None else None


def _organization(text: str, start: int) -> Named | None:
    if text[start].islower():
        return None
    stop = _STOP.search(text, start)
    end = min(stop.start() if stop is not None else len(text), turn(text, start))
    end += text.startswith("»", end) and "«" in text[start:end]
    return _trimmed(text, start, end)


def _address(text: str, start: int) -> Named | None:
    found = _trimmed(text, start, turn(text, start))
    value = text[found.start : found.end] if found is not None else ""
    place = country(value) is not None or (any(map(str.isdigit, value)) and "," in value)
    return found if place and "@" not in value else None


def _trimmed(text: str, start: int, end: int) -> Named | None:
    value = text[start:end].rstrip(" ,.!")
    if text[start:end].rstrip().endswith(".") and f"{value}.".endswith(LEGAL_FORMS):
        value += "."
    return Named(start, start + len(value)) if len(value) > 1 else None


_SPANS = {Check.PERSON: _person, Check.ORGANIZATION: _organization, Check.ADDRESS: _address}


def _in_cjk(check: Check, text: str) -> Named | None:
    """The same in scripts without spaces: "住所は…です"."""
    match = None if text.isascii() else _cjk(_FIELDS[check]).search(text)
    if match is None:
        return None
    end = _CJK_END.search(text, match.end())
    value = text[match.end() : end.start() if end is not None else len(text)]
    return Named(match.end(), match.end() + len(value.rstrip())) if value.strip() else None


@lru_cache(maxsize=8)
def _cjk(name: str) -> re.Pattern[str]:
    ways = []
    for code in ("ja", "zh", "ko"):
        if code in SPEECHES:
            nouns = "|".join(map(re.escape, SPEECHES[code].nouns[name]))
            said = "|".join(map(re.escape, SPEECHES[code].copulas))
            ways.append(rf"(?:{nouns})(?:의 ?이름|の氏名|のお名前|名|姓名|全名)?(?:{said}) ?")
    return re.compile("|".join(ways) or r"(?!)")
