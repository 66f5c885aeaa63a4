"""What a sentence says of the form's statement in words of its own, clause by clause.

A server of one's own, a level that will match, and what denies either. It must not know of fields.
"""

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import pairwise

from worker.forms.intent.statement_reading import StatementHalf, StatementReading
from worker.forms.text.keyword_sets import KeywordCombinations, KeywordSet
from worker.forms.text.language_data import LanguageData
from worker.forms.text.negation import in_language, is_negated, is_negation, surely_spoken_in, without_cloud
from worker.forms.text.text_folding import fold_words
from worker.forms.words.fact_words import NOT_NOW
from worker.forms.words.migration_words import DONE, MOVE
from worker.forms.words.statement_words import (
    AGREE,
    AND,
    ASKING,
    ASSENT,
    CLOUD,
    CONFIRM,
    MATCH,
    NOT_HERE,
    SERVER,
    USE,
)

_CLOUD_NAMED = KeywordSet(CLOUD)
_AGREE = KeywordSet(AGREE)
_USE = KeywordSet(USE)
_SERVER = KeywordCombinations(SERVER)
_MATCH = KeywordCombinations(MATCH)
_ASSENT = KeywordSet(ASSENT)
_AGREES = KeywordSet(word for word in ASSENT if word != "match")
_DONE = KeywordSet(DONE)
_NOT_HERE = KeywordSet(NOT_HERE)
#: So begins what asks without a mark: "I wonder whether it has to be Server".
_ASKING = KeywordSet(ASKING)
_OPENING = 6
#: A sentence without any of these says nothing of the statement.
_ABOUT = KeywordSet(
    (*ASSENT, *CONFIRM, *CLOUD, *(entry for concept in (*SERVER, *MATCH) for entry in concept))
)
_CONFIRM = KeywordSet(CONFIRM)
_ASIDE = re.compile(r"[(（\[]([^()（）\[\]]{3,80})[)）\]]")
_CONTRAST_WORDS = 6  #: at most, in an aside that says where the license is not used
#: In an aside these say more of Cloud than that it is not used.
_ON_THE_WAY = KeywordSet((*NOT_HERE, *MOVE, *AND))
_NAMES = frozenset(("on", "in", "at", "atlassian", "jira", "confluence"))


def what_it_says(text: str) -> StatementReading:
    """What a sentence in anybody's own words says of each half."""
    # A mail is asked for its statement in up to three voices, and most of its sentences are in all of them.
    return _remembered_meaning(text) if len(text) <= _REMEMBERED else _meaning_of(text, fold_words(text))


_REMEMBERED = 1_000  #: characters of a sentence, at most


@lru_cache(maxsize=512)
def _remembered_meaning(text: str) -> StatementReading:
    return _meaning_of(text, fold_words(text))


def _meaning_of(text: str, parts: Sequence[str]) -> StatementReading:
    if (bare := _without_contrast(_UNTICKED.sub(" ", text))) != text:
        text, parts = bare, fold_words(bare)
    if len(parts) < 3:  # too short to say either
        return StatementReading()
    if text.rstrip().endswith(("?", "？")) or _ASKING.among(parts[:_OPENING]):
        return StatementReading()
    if not _ABOUT.among(parts):
        return StatementReading()
    said = StatementReading()
    agrees = _AGREE.among(parts)
    uses = _USE.among(parts) or _CONFIRM.among(parts)
    elsewhere = is_contrasted(text)
    for clause in filter(_ABOUT.among, _clauses(text)):
        told = _clause(clause, agrees=agrees, uses=uses)
        spared = elsewhere and told.server is StatementHalf.DENIED and _CLOUD_NAMED.among(clause)
        said = said.also(StatementReading(match=told.match) if spared else told)
    return said


def asks_to_confirm(parts: Sequence[str]) -> bool:
    """Whether the words of a question ask for the statement: "On your own server, and OK to match?"."""
    server = _SERVER.among(parts)
    return server and (_CLOUD_NAMED.among(parts) or _MATCH.among(parts))


def speaks_of_levels(parts: Sequence[str]) -> bool:
    """Whether the words name the match of levels, whatever they say of it."""
    return _MATCH.among(parts)


def is_contrasted(text: str) -> bool:
    """Whether it ends in one's own server: "Marketing is on Cloud, but this license is on our server"."""
    turn = _TURN.search(text)
    rest = fold_words(text[turn.end() :]) if turn else []
    other = is_negated(rest) or _CLOUD_NAMED.among(rest) or _OVER.among(rest)
    return not other and _SERVER.among(rest)


_TURN = re.compile(r"\b(?:but|however|aber|jedoch|mais|pero|mas|ma|maar|ale|но)\b", re.IGNORECASE)
_OVER = KeywordSet(NOT_NOW)


def _without_contrast(text: str) -> str:
    """Without "(bukan di Atlassian Cloud)" beside one's own server, in any language."""
    for aside in _ASIDE.finditer(text):
        inside = fold_words(aside[1])
        others = [word for word in inside if word not in _NAMES and not _CLOUD_NAMED.among((word,))]
        contrast = others and len(others) < len(inside) <= _CONTRAST_WORDS and not _ON_THE_WAY.among(inside)
        if contrast:
            left = text[: aside.start()] + "," + text[aside.end() :]
            if _SERVER.among(fold_words(left)):
                text = left
                break
    return text


#: "[ ] I agree …" agrees to nothing; it ends with the next box.
_UNTICKED = re.compile(r"(?:\[\s{0,3}\]|\(\s{1,3}\)|[☐□])[^\[☐☑☒□✓✔✅]*")
CLAUSE = re.compile(
    r"[,;:.()\[\]\n，；（）、]|\s[-–—]\s"
    r"|\b(?:but|however|and|aber|jedoch|und|mais|et|pero|mas|ma|maar|ale|но|и|ve|och|og|şi|și|a zároveň)\b"
    r"|(?<=[가-힣][며고])\s"
)


#: Before "mai" they make it the month; in Italian it is "never".
_MONTH_BEFORE = frozenset(("seit", "im", "ab", "ende", "anfang", "mitte", "depuis", "en", "fin", "debut"))


def _clauses(text: str) -> Iterator[list[str]]:
    speech = surely_spoken_in(fold_words(text))
    for clause in CLAUSE.split(text):
        parts = in_language(fold_words(clause), speech)
        joins = [at for at, part in enumerate(parts) if speech is not None and speech.joins.among([part])]
        for start, end in pairwise([0, *joins, len(parts)]):
            if end > start:
                yield parts[start:end]


def unambiguous(parts: list[str], speech: LanguageData | None) -> list[str]:
    """A clause without words that deny in another language than that of its sentence, where one is sure."""
    spoken = in_language(parts, speech)
    return [
        part for at, part in enumerate(spoken) if part != "mai" or spoken[max(at - 1, 0)] not in _MONTH_BEFORE
    ]


def _clause(parts: list[str], *, agrees: bool, uses: bool) -> StatementReading:
    if _refuses_to_confirm(parts):
        return StatementReading(match=StatementHalf.DENIED)
    named = _CLOUD_NAMED.among(parts)
    parts, cloud = without_cloud(parts)
    denied = is_negated(parts)
    server = StatementHalf.SAID if named and not cloud and uses else StatementHalf.UNSAID
    match = StatementHalf.UNSAID
    if _MATCH.among(parts) or (denied and _ASSENT.among(parts)):
        match = StatementHalf.DENIED if denied else (StatementHalf.SAID if agrees else StatementHalf.UNSAID)
        if not denied and server is StatementHalf.UNSAID:
            server = _before_assent(parts)
    elif _SERVER.among(parts):
        server = StatementHalf.DENIED if denied else (StatementHalf.SAID if uses else StatementHalf.UNSAID)
    if cloud and (uses or _DONE.among(parts)) and not _NOT_HERE.among(parts):
        server = StatementHalf.DENIED
    return StatementReading(server, match)


def _before_assent(parts: Sequence[str]) -> StatementHalf:
    """Whether "we use it on our server" stands before "and agree that it must match"."""
    at = next((at for at, part in enumerate(parts) if at and _AGREES.among((part,))), 0)
    said = _USE.among(parts[:at]) and _SERVER.among(parts[:at])
    return StatementHalf.SAID if said else StatementHalf.UNSAID


def _refuses_to_confirm(parts: Sequence[str]) -> bool:
    """ "I do not confirm", "unable to confirm"; "do not hesitate to confirm" does not refuse."""
    return any(
        _CONFIRM.among(parts[index : index + 1])
        and any(is_negation(parts, near) for near in range(max(index - 2, 0), index))
        for index in range(len(parts))
    )
