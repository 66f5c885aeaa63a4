"""Numbers of users in a sentence, and whether each is that of the license or of the server.

It must not know what follows from them.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from worker.forms.extraction import FactKind
from worker.forms.fields.number_values import find_numbers
from worker.forms.intent.statement_meaning import CLAUSE
from worker.forms.text.keyword_sets import KeywordSet
from worker.forms.text.text_folding import fold_words
from worker.forms.words.fact_words import BEFORE_COUNTED, COUNTED, DATA_CENTER, OF_LICENSE, OF_SERVER, PRODUCT

_MOST = 10_000_000  #: users; a larger number is none of theirs
_NEAR = 6  #: words between a number of users and what it is that of
_APART = 3  #: words that the end of a clause counts for
_AFTER = 4  #: words behind a number in which users are named
_WORD = re.compile(r"\d+|[^\W\d_]+")
_SUBORDINATE = re.compile(
    r"\b(?:al?though|while|whereas|obwohl|während|bien que|alors que|aunque|mientras|embora|enquanto|sebbene"
    r"|mentre|hoewel|terwijl|chociaż|хотя)\b",
    re.IGNORECASE,
)

_COUNTED = KeywordSet(COUNTED)
_UNSPACED = tuple("".join(fold_words(entry)) for entry in COUNTED if not entry.isascii())
_BETWEEN = KeywordSet((*PRODUCT, *DATA_CENTER, *BEFORE_COUNTED))
_LICENSE = KeywordSet(OF_LICENSE)
_SERVER = KeywordSet(OF_SERVER)


@dataclass(frozen=True, slots=True)
class UserCount:
    """A number of users, whose it is, and where it is written."""

    kind: FactKind
    value: int
    start: int
    end: int


def find_user_counts(text: str) -> Iterator[UserCount]:
    """Each number of users of which it is told whose: "500 Jira users", "a 25-user tier", "Users: 500"."""
    matches = list(_WORD.finditer(text))
    for number in find_numbers(text):
        start, end = number.span.start, number.span.end
        if not 0 < number.value <= _MOST or _is_of_a_word(text, start, end):
            continue
        after = [fold_words(match[0]) for match in matches if match.start() >= end][:_AFTER]
        before = [fold_words(match[0]) for match in matches if match.end() <= start][-2:]
        labelled = text[:start].rstrip().endswith((":", "：")) and any(map(_COUNTED.among, before))
        if (labelled or _is_counted(after)) and (kind := _whose(text, start, matches)) is not None:
            yield UserCount(kind, number.value, start, end)


def _is_of_a_word(text: str, start: int, end: int) -> bool:
    """Whether the digits are a part of something else: of a key, a version, "SEN-15"."""
    before, after = text[max(start - 1, 0) : start], text[end : end + 1]
    joined = any(char.isalpha() and char.isascii() for char in (before, after))
    hyphened = before == "-" and text[max(start - 2, 0) : start - 1].isalnum()
    return joined or hyphened or before in {".", "/", "_", "#"}


def _is_counted(after: Sequence[list[str]]) -> bool:
    """Whether users stand behind a number, at once or behind the names of products."""
    for found in after:
        if _COUNTED.among(found) or "".join(found).startswith(_UNSPACED):
            return True
        if not _BETWEEN.among(found):
            return False
    return False


def _whose(text: str, start: int, matches: Sequence[re.Match[str]]) -> FactKind | None:
    """The license's or the server's, by the nearest word that tells."""
    first = next((at for at, match in enumerate(matches) if match.start() >= start), len(matches))
    nearest: tuple[int, FactKind] | None = None
    for kind, concept in ((FactKind.SERVER_USERS, _SERVER), (FactKind.LICENSE_USERS, _LICENSE)):
        for at, match in enumerate(matches):
            if concept.among(fold_words(match[0])):
                away = abs(at - first) + _apart(text, match.start(), start)
                if away <= _NEAR and (nearest is None or away < nearest[0]):
                    nearest = away, kind
    return nearest[1] if nearest else None


def _apart(text: str, one: int, two: int) -> int:
    """How much farther away is what stands in another clause."""
    between = text[min(one, two) : max(one, two)]
    return _APART * (len(CLAUSE.findall(between)) + len(_SUBORDINATE.findall(between)))
