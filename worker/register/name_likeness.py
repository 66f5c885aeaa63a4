"""Whether two names are of one organization or person: legal forms, accents, abbreviations and scripts aside.

Advice for a person, who sees both names: a pair is called unlike rather than alike.
"""

import re
from collections.abc import Sequence
from enum import StrEnum
from functools import lru_cache

from anyascii import anyascii
from cleanco import basename
from rapidfuzz import fuzz

_ALIKE = 88  #: of 100, by rapidfuzz
_SAME_WORD = 85
_SHORTEST_PREFIX = 3
_LEFT_OUT = 3  #: so much an abbreviation leaves out; "Nord" is none of "Nordea"
#: Legal forms that are written out or stand in front, which cleanco leaves; by their transliteration.
_LONG_FORMS = re.compile(
    r"\b(?:aktiengesellschaft|gesellschaft mit beschrankter haftung|kommanditgesellschaft|incorporated|"
    r"corporation|company|limited liability company|limited|private limited|public limited company|"
    r"societe anonyme|sociedad anonima|societa per azioni|besloten vennootschap|aktiebolag|osakeyhtio|"
    r"kabushiki kaisha|co|inc|corp|ltd|llc|plc|gmbh|mbh|ag|kg|ohg|se|sa|sarl|srl|spa|bv|nv|ab|oy|oyj|as|aps|"
    r"pty|ooo|oao|zao|pao|ao|tov|pvt|the|and|und|et|y|e|of|de|der|die|das|fur|for)\b"
)
_CJK_FORMS = re.compile("株式会社|有限会社|合同会社|有限责任公司|股份有限公司|有限公司|주식회사|㈱|㈜")
_UMLAUTS = re.compile(r"(?<=[aou])e")


class NameLikeness(StrEnum):
    """How near two names are."""

    SAME = "same"  #: but for legal form, accents, script and punctuation
    ALIKE = "alike"  #: an abbreviation, a part, or a slip of the pen
    UNLIKE = "unlike"


def compare_organizations(one: str, other: str) -> NameLikeness:
    """Of two names of organizations; an empty one is unlike any."""
    first, second = _organization(one), _organization(other)
    return _compared(first, second, abbreviated=_is_short_for(first, second) or _is_short_for(second, first))


def compare_persons(one: str, other: str) -> NameLikeness:
    """Of two names of persons, in any order of their parts."""
    first, second = sorted(_tokens(one)), sorted(_tokens(other))
    return _compared(first, second, abbreviated=_same_person(_tokens(one), _tokens(other)))


def _compared(first: Sequence[str], second: Sequence[str], *, abbreviated: bool) -> NameLikeness:
    if not first or not second:
        return NameLikeness.UNLIKE
    if "".join(first) == "".join(second):
        return NameLikeness.SAME
    near = fuzz.ratio(" ".join(first), " ".join(second)) >= _ALIKE and _same_words(first, second)
    return NameLikeness.ALIKE if near or abbreviated else NameLikeness.UNLIKE


def _same_words(first: Sequence[str], second: Sequence[str]) -> bool:
    """Whether no word is another one: "Bank" and "Bahn" are, in however long a name."""
    pairs = zip(first, second, strict=False)
    return len(first) != len(second) or all(fuzz.ratio(one, other) >= _SAME_WORD for one, other in pairs)


@lru_cache(maxsize=4096)
def _organization(name: str) -> tuple[str, ...]:
    bare = anyascii(_CJK_FORMS.sub(" ", name))
    words = " ".join(_tokens(basename(bare) or bare))
    return tuple(_LONG_FORMS.sub(" ", words).split()) or tuple(words.split())


def _tokens(name: str) -> list[str]:
    plain = re.sub(r"[^a-z0-9 ]+", " ", anyascii(name).lower().replace("'", "").replace(".", ""))
    return [_UMLAUTS.sub("", word) for word in plain.split()]


def _is_short_for(short: Sequence[str], long: Sequence[str]) -> bool:
    """Initials of all words, words that begin the other's in their order, or its first words alone."""
    if not short or len(long) < 2:
        return False
    if len(short) == 1 and len(long) >= 3 and short[0] == "".join(word[0] for word in long):
        return True
    if len(short) > len(long) or not (len(short) > 1 or len(short[0]) > _SHORTEST_PREFIX):
        return False
    return all(_abbreviates(part, word) for part, word in zip(short, long, strict=False))


def _abbreviates(part: str, word: str) -> bool:
    if part == word:
        return True
    return len(part) >= _SHORTEST_PREFIX and word.startswith(part) and len(word) - len(part) >= _LEFT_OUT


def _same_person(one: Sequence[str], other: Sequence[str]) -> bool:
    """The same surname, and first names of which one is the other's beginning: "A. Byron", "Ada Byron"."""
    if len(one) < 2 or len(other) < 2 or one[-1] != other[-1]:
        return False
    return one[0].startswith(other[0]) or other[0].startswith(one[0])
