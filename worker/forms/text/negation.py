"""Words that deny, and "not on Atlassian Cloud", which denies nothing of the statement.

It must not know what is denied.
"""

from collections.abc import Sequence

from worker.forms.text.language_data import LanguageData, spoken_in
from worker.forms.text.text_folding import fold_phrase
from worker.forms.words.statement_words import CLOUD, NEGATIONS

_NEGATION_RUNS = frozenset(fold_phrase(word) for word in NEGATIONS)
_CLOUD_RUNS = tuple(fold_phrase(word) for word in CLOUD)


def without_cloud(parts: list[str]) -> tuple[list[str], bool]:
    """The clause without "not on Atlassian Cloud", and whether Cloud is named in any other way."""
    for index, part in enumerate(parts):
        if part.startswith(_CLOUD_RUNS):
            before = range(max(index - 5, 0), index)
            after = range(index + 1, min(index + 9, len(parts)))
            for near in (*reversed(before), *after):
                if is_negation(parts, near):
                    low, high = min(near, index), max(near, index)
                    return parts[:low] + parts[high + 1 :], False
            return parts, True
    return parts, False


def in_language(parts: Sequence[str], speech: LanguageData | None) -> list[str]:
    """The words with "not" for what denies in the language, and without what denies in others alone.

    "No" is "in the" in Portuguese, "nu" is "now" in Dutch, and "en" is "not" in Finnish.
    """
    if speech is None:
        return list(parts)
    kept = []
    for part in parts:
        if len(part) > 1 and speech.negations.among([part]):
            kept.append(part if part in _NEGATION_RUNS else "not")
        elif part not in _NEGATION_RUNS:
            kept.append(part)
    return kept


def surely_spoken_in(parts: Sequence[str]) -> LanguageData | None:
    """The language of the words, where more than one of them tells it."""
    speech = spoken_in(parts)
    return speech if speech is not None and speech.hits(parts) >= _SURELY else None


_SURELY = 2  #: words by which a language is told for certain


def is_negated(parts: Sequence[str]) -> bool:
    """Whether any of the words negates."""
    return any(is_negation(parts, index) for index in range(len(parts)))


def is_negation(parts: Sequence[str], index: int) -> bool:
    """A word that negates; "don't" is two words here, and a Chinese or Japanese one has its letters apart."""
    part = parts[index]
    if part in _NEGATION_RUNS:
        return True
    pair = "".join(parts[index : index + 2])
    longer = ("".join(parts[index : index + size]) for size in (3, 4))
    return pair in _NEGATION_RUNS or (len(part) == 1 and any(one in _NEGATION_RUNS for one in longer))
