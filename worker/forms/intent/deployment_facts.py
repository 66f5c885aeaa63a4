"""What customers tell of where they run the plugin and for how many users, beside the form's answers.

Signs of Cloud and of Data Center, a refusal to match levels, and numbers of users. What is planned, over,
asked or denied is none of them. It must not know of fields.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from worker.forms.extraction import Evidence, Fact, FactKind
from worker.forms.form_definition import Confirmation
from worker.forms.intent.confirmation_statement import (
    starts_with_yes,
)
from worker.forms.intent.statement_meaning import (
    CLAUSE,
    is_contrasted,
    speaks_of_levels,
    unambiguous,
    what_it_says,
)
from worker.forms.intent.statement_reading import StatementHalf
from worker.forms.intent.user_counts import find_user_counts
from worker.forms.text.keyword_sets import KeywordSet
from worker.forms.text.negation import is_negated, surely_spoken_in, without_cloud
from worker.forms.text.sentences import Sentence
from worker.forms.text.text_folding import fold_words
from worker.forms.words.fact_words import (
    COUNTED,
    DATA_CENTER,
    EDITION,
    IN_A_PLACE,
    KEEP,
    LEVEL,
    MOVED,
    NOT_NOW,
    OF_LICENSE,
    PLACE_AT_ONCE,
    PRODUCT,
    RUN,
    SINCE,
    UNWILLING,
)
from worker.forms.words.statement_words import CLOUD, NOT_HERE, SERVER

_SITE = re.compile(r"(?<![@\w.-])([a-z0-9][a-z0-9-]{0,62}\.atlassian\.net)\b", re.IGNORECASE)

_SHORT = 8  #: words of a sentence in which "Data Center" alone is an answer

_CLOUD = KeywordSet(CLOUD)
_SINCE = KeywordSet((*SINCE, *MOVED))
_NOT_NOW = KeywordSet((*NOT_NOW, *NOT_HERE))
_DATA_CENTER = KeywordSet(DATA_CENTER)
_PRODUCT = KeywordSet(PRODUCT)
_EDITION = KeywordSet(EDITION)
_OWN_SERVER = KeywordSet(entry for combination in SERVER if len(combination) == 1 for entry in combination)
_RUN = KeywordSet(RUN)
_COUNTED = KeywordSet(COUNTED)
_LICENSE = KeywordSet(OF_LICENSE)
_KEEP = KeywordSet(KEEP)
_LEVEL = KeywordSet(LEVEL)
_UNWILLING = KeywordSet(UNWILLING)


@dataclass(frozen=True, slots=True)
class _Clause:
    """A part of a sentence, where it stands in it, and its folded words."""

    start: int
    end: int
    text: str
    words: list[str]


def find_facts(said: Sequence[Sentence], part: str, confirmation: Confirmation | None) -> tuple[Fact, ...]:
    """What the sentences tell, one fact of each kind; of several numbers for a server the largest."""
    if confirmation is None:
        return ()
    found: dict[FactKind, Fact] = {}
    for sentence in said:
        for fact in _told_by(sentence, part):
            known = found.get(fact.kind)
            if known is None or (fact.kind is FactKind.SERVER_USERS and int(fact.value) > int(known.value)):
                found[fact.kind] = fact
    if FactKind.NOT_MATCHING not in found and _differ(found) and (kept := _kept(said, part)):
        found[FactKind.NOT_MATCHING] = kept
    return tuple(found[kind] for kind in FactKind if kind in found)


def _told_by(sentence: Sentence, part: str) -> Iterator[Fact]:
    if not sentence.question:
        clauses = list(_clauses(sentence.text))
        if (cloud := _cloud(sentence, clauses)) is not None:
            yield _fact(FactKind.CLOUD, cloud[1], sentence, cloud[0], part)
        for clause in clauses:
            if _is_data_center(clause) or _stands_alone(clause, sentence):
                yield _fact(FactKind.DATA_CENTER, "Data Center", sentence, clause, part)
            elif _refuses_level(clause.words):
                yield _fact(FactKind.NOT_MATCHING, "no", sentence, clause, part)
        refused = what_it_says(sentence.text).match is StatementHalf.DENIED
        if refused and speaks_of_levels(sentence.words):
            whole = _Clause(0, len(sentence.text), sentence.text, sentence.words)
            yield _fact(FactKind.NOT_MATCHING, "no", sentence, whole, part)
    for count in find_user_counts(sentence.text):
        where = _Clause(count.start, count.end, "", [])
        yield _fact(count.kind, count.value, sentence, where, part)


def _fact(kind: FactKind, value: str | int, sentence: Sentence, where: _Clause, part: str) -> Fact:
    spans = sentence.spans(where.start, where.end)
    return Fact(kind=kind, value=value, evidence=Evidence(part=part, spans=spans, rule=f"a sign: {kind}"))


def _clauses(text: str) -> Iterator[_Clause]:
    start, speech = 0, surely_spoken_in(fold_words(text))
    for match in (*CLAUSE.finditer(_without_dots(text)), None):
        end = match.start() if match else len(text)
        part = text[start:end]
        lead = len(part) - len(part.lstrip())
        if found := unambiguous(fold_words(part), speech):
            yield _Clause(start + lead, start + len(part.rstrip()), part, found)
        start = match.end() if match else end


def _without_dots(text: str) -> str:
    """The text as clauses are told in it: the dots of a host name end none."""
    return _SITE.sub(lambda site: site[0].replace(".", "-"), text)


# --- where it runs ----------------------------------------------------------------------------------


def _cloud(sentence: Sentence, clauses: Sequence[_Clause]) -> tuple[_Clause, str] | None:
    """The clause that says that it is on Cloud, and by which sign."""
    if is_contrasted(sentence.text):
        return None
    denied = what_it_says(sentence.text).server is StatementHalf.DENIED
    for clause in clauses:
        site = _SITE.search(clause.text)
        if (
            site
            and not is_negated(fold_words(_SITE.sub(" ", clause.text)))
            and not _NOT_NOW.among(clause.words)
        ):
            return clause, site[1].casefold()
        if not _CLOUD.among(clause.words) or not without_cloud(clause.words)[1]:
            continue
        if denied or (_SINCE.among(clause.words) and not _NOT_NOW.among(clause.words)):
            return clause, "Atlassian Cloud"
    return None


def _is_data_center(clause: _Clause) -> bool:
    """Whether it says that Atlassian's Data Center edition is used, and means no place."""
    parts = clause.words
    places = _places(parts)
    if not places or is_negated(parts) or _NOT_NOW.among(parts):
        return False
    return any(_is_product(parts, at, size) for at, size in places)


def _stands_alone(clause: _Clause, sentence: Sentence) -> bool:
    """ "Our Confluence has four nodes (Data Center)", "Yes, Data Center"."""
    if len(clause.words) >= 3 or not _DATA_CENTER.among(clause.words):
        return False
    agreed = len(sentence.words) <= _SHORT and starts_with_yes(sentence.text)
    in_brackets = sentence.text[max(clause.start - 1, 0) : clause.start] in {"(", "["}
    in_brackets = in_brackets and _PRODUCT.among(sentence.words)
    return (in_brackets or agreed) and not (is_negated(sentence.words) or _NOT_NOW.among(sentence.words))


def _places(parts: Sequence[str]) -> list[tuple[int, int]]:
    """The words at which Data Center is named, and how many they are."""
    one = ("datacent", "датац")
    return [(at, 1 if parts[at].startswith(one) else 2) for at in _DATA_CENTER.places(parts)]


def _is_product(parts: Sequence[str], at: int, size: int) -> bool:
    before, after = parts[max(at - 1, 0) : at], parts[at + size : at + size + 1]
    if _PRODUCT.among(before) or _PRODUCT.among(after) or _EDITION.among(after):
        return True
    if set(before) & PLACE_AT_ONCE or set(parts[max(at - 3, 0) : max(at - 1, 0)]) & IN_A_PLACE:
        return False
    return _RUN.among(parts) and not _OWN_SERVER.among(parts)


# --- levels and numbers of users --------------------------------------------------------------------


def _refuses_level(parts: list[str]) -> bool:
    return _UNWILLING.among(parts) and _LEVEL.among(parts)


def _differ(found: dict[FactKind, Fact]) -> bool:
    license_, server = found.get(FactKind.LICENSE_USERS), found.get(FactKind.SERVER_USERS)
    return license_ is not None and server is not None and license_.value != server.value


def _kept(said: Sequence[Sentence], part: str) -> Fact | None:
    """That a level is to stay as it is, where it does not match."""
    for sentence in said:
        for clause in () if sentence.question else _clauses(sentence.text):
            parts = clause.words
            kept = _KEEP.among(parts) and (_LICENSE.among(parts) or _COUNTED.among(parts))
            if kept and not is_negated(parts):
                return _fact(FactKind.NOT_MATCHING, "no", sentence, clause, part)
    return None
