"""Whether the customer makes the form's statement: the plugin runs on their own server, levels will match.

The statement stands whole, or is said in other words, or a half of it is missing, or it is denied. It must
not know of fields.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache
from itertools import pairwise

from rapidfuzz import fuzz

from worker.forms.extraction import Evidence, FieldProblem, Span
from worker.forms.form_definition import Confirmation
from worker.forms.form_lexicon import FormLexicon
from worker.forms.text.keyword_sets import KeywordCombinations, KeywordSet
from worker.forms.text.language_data import LanguageData
from worker.forms.text.negation import in_language, is_negated, is_negation, surely_spoken_in, without_cloud
from worker.forms.text.sentences import Sentence, split_sentences
from worker.forms.text.text_folding import Authorship, FoldedText, fold_phrase, fold_words
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
    NO_OBJECTION,
    NOT_HERE,
    SERVER,
    USE,
    YES,
)

_LIKE = 90.0  #: likeness (0 to 100) of a text to the statement that makes it the statement


class StatementHalf(StrEnum):
    """What is said of one half of the statement."""

    UNSAID = "unsaid"
    SAID = "said"
    DENIED = "denied"


@dataclass(frozen=True, slots=True)
class StatementReading:
    """What a text says of the statement."""

    server: StatementHalf = StatementHalf.UNSAID
    match: StatementHalf = StatementHalf.UNSAID
    evidence: Evidence | None = None

    @property
    def problem(self) -> FieldProblem | None:
        """Why the confirmation has to be asked for; None when it was given."""
        if StatementHalf.DENIED in (self.server, self.match):
            return FieldProblem.CONTRADICTED
        return None if self.server is self.match is StatementHalf.SAID else FieldProblem.MISSING

    def also(self, other: "StatementReading") -> "StatementReading":
        """Both together: a denial stays a denial."""
        return StatementReading(
            _both(self.server, other.server), _both(self.match, other.match), self.evidence or other.evidence
        )


def _both(one: StatementHalf, two: StatementHalf) -> StatementHalf:
    if StatementHalf.DENIED in (one, two):
        return StatementHalf.DENIED
    return StatementHalf.SAID if StatementHalf.SAID in (one, two) else StatementHalf.UNSAID


@dataclass(frozen=True, slots=True)
class StatementPassage:
    """A part of the body that is the template's own text."""

    start: int
    end: int
    line: int
    statement: bool  #: the statement itself, and not lead-in or intro


def find_passages(folded_text: FoldedText, lex: FormLexicon) -> list[StatementPassage]:
    """Where the template's text stands, other than its prompts, in order."""
    found = []
    for runs, statement in ((lex.statements, True), (lex.fixed, False)):
        for phrase in runs:
            for first, behind in folded_text.find(phrase):
                start = folded_text.starts[first]
                found.append(
                    StatementPassage(
                        start, folded_text.ends[behind - 1], folded_text.line_at(start), statement
                    )
                )
    return sorted(found, key=lambda passage: passage.start)


def find_statement(
    folded_text: FoldedText,
    lex: FormLexicon,
    found: Sequence[StatementPassage],
    taken: Sequence[tuple[int, int]],
    voices: Sequence[Authorship],
) -> StatementReading:
    """What is said in these voices; `taken` are the spans of prompts and answers, which say nothing of it."""
    confirmation = lex.form.confirmation
    if confirmation is None:
        return StatementReading(StatementHalf.SAID, StatementHalf.SAID)
    whole = [p for p in found if p.statement and folded_text.voices[p.line] in voices]
    said = _asked_by_the_list(folded_text, confirmation, voices)
    if whole:
        span = (Span(whole[0].start, whole[0].end),)
        said = said.also(
            StatementReading(
                StatementHalf.SAID,
                StatementHalf.SAID,
                Evidence(part=folded_text.part, spans=span, rule="the statement"),
            )
        )
    skip = sorted([*taken, *((p.start, p.end) for p in found)])
    asked = _requests_to_confirm(confirmation)
    for authorship in voices:
        for sentence in split_sentences(folded_text, authorship, skip):
            if not any(prompt in sentence.run for prompt in asked):
                said = said.also(_sentence(folded_text, confirmation, sentence))
    return said


@lru_cache(maxsize=16)
def _requests_to_confirm(confirmation: Confirmation) -> tuple[str, ...]:
    """The list's prompts that speak to the customer, and so say nothing themselves."""
    prompts = (*confirmation.server_prompts, *confirmation.match_prompts)
    return tuple("".join(_wording(prompt)) for prompt in prompts if _wording(prompt)[0] not in _FIRST_PERSON)


#: A prompt that begins so is a statement of the customer's: "I confirm …", "Using the license …".
_FIRST_PERSON = frozenset(("i", "we", "using"))


def says_of_statement(sentence: Sentence, confirmation: Confirmation) -> bool:
    """Whether a sentence says or denies a half of the statement, or answers a prompt of the page's list."""
    if _meaning(sentence.text, sentence.words, confirmation) != StatementReading():
        return True
    prompts = (*confirmation.server_prompts, *confirmation.match_prompts)
    return any("".join(_wording(prompt)) in sentence.run for prompt in prompts)


def without_statement(text: str, confirmation: Confirmation) -> str:
    """The text without the sentences that say or deny a half of the statement."""
    parts = (part for part in _STOP.split(text) if part)
    return "".join(part for part in parts if what_it_says(part, confirmation) == StatementReading())


def asks_to_confirm(parts: Sequence[str]) -> bool:
    """Whether the words of a question ask for the statement: "On your own server, and OK to match?"."""
    server = _SERVER.among(parts)
    return server and (_CLOUD_NAMED.among(parts) or _MATCH.among(parts))


def is_yes(text: str) -> bool:
    """Whether a whole answer agrees and says nothing else."""
    return fold_phrase(text) in _YES


_STOP = re.compile(r"(?<=[.!?。！？\n])")  #: a question keeps its mark


def find_confirmation(text: str, confirmation: Confirmation) -> StatementReading:
    """What an answer to the question for the confirmation says: a yes, or the statement in any words.

    A question is no yes, whatever it begins with.
    """
    if is_yes(text):
        return StatementReading(StatementHalf.SAID, StatementHalf.SAID)
    said = StatementReading()
    for part in filter(str.strip, _STOP.split(text[:2000])):
        said = said.also(_confirms(part, confirmation))
    return said


def _confirms(text: str, confirmation: Confirmation) -> StatementReading:
    parts = fold_words(text)
    if text.rstrip().endswith(("?", "？")):
        return StatementReading()
    first = is_yes(CLAUSE.split(text)[0]) or _first_is_yes(text)
    agrees = is_yes(text) or (first and not is_negated(parts))
    if agrees or _NO_OBJECTION.among(parts):
        return StatementReading(StatementHalf.SAID, StatementHalf.SAID)
    return _meaning(text, parts, confirmation)


def starts_with_yes(text: str) -> bool:
    """Whether a sentence agrees first, whatever it goes on to say."""
    return _first_is_yes(text)


# --- the page's list: "Confirm you are using your license on your Server: Yes" -----------------------


def _asked_by_the_list(
    folded_text: FoldedText, confirmation: Confirmation, voices: Sequence[Authorship]
) -> StatementReading:
    said = StatementReading()
    for prompts, server in ((confirmation.server_prompts, True), (confirmation.match_prompts, False)):
        for prompt in prompts:
            for _, behind in folded_text.find("".join(_wording(prompt))):
                end = folded_text.ends[behind - 1]
                line = folded_text.line_at(end)
                if folded_text.voices[line] in voices:
                    half = _answered(folded_text, line, end, server=server)
                    said = said.also(
                        StatementReading(server=half) if server else StatementReading(match=half)
                    )
    return said


def _answered(folded_text: FoldedText, line: int, end: int, *, server: bool) -> StatementHalf:
    """The yes or no behind a prompt of the list, on its line or the next filled one, by its meaning."""
    rest = folded_text.text[end : folded_text.lines[line].start + len(folded_text.lines[line].text)]
    after = (other.text for other in folded_text.lines[line + 1 : line + 4] if other.text)
    answer = rest if fold_words(rest) else next(after, "")
    parts = fold_words(answer)
    if _NO_OBJECTION.among(parts):
        return StatementHalf.SAID
    if server and _CLOUD_NAMED.among(parts):
        left, cloud = without_cloud(parts)
        return StatementHalf.DENIED if cloud or is_negated(left) else StatementHalf.SAID
    if _first_is_yes(answer):
        return StatementHalf.DENIED if is_negated(parts[1:]) else StatementHalf.SAID
    return StatementHalf.DENIED if parts and is_negated(parts[:4]) else StatementHalf.UNSAID


_NO_OBJECTION = KeywordSet(NO_OBJECTION)
_CLOUD_NAMED = KeywordSet(CLOUD)


# --- the same in other words ------------------------------------------------------------------------

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
_YES = frozenset(map(fold_phrase, YES))
_YES_FIRST = frozenset(
    word for phrase in YES if len(fold_words(phrase)) == 1 for word in fold_words(phrase)
) - {
    "x",
    "y",
}


_ASIDE = re.compile(r"[(（\[]([^()（）\[\]]{3,80})[)）\]]")
_CONTRAST_WORDS = 6  #: at most, in an aside that says where the license is not used
#: In an aside these say more of Cloud than that it is not used.
_ON_THE_WAY = KeywordSet((*NOT_HERE, *MOVE, *AND))
_NAMES = frozenset(("on", "in", "at", "atlassian", "jira", "confluence"))


def _first_is_yes(text: str) -> bool:
    parts = fold_words(text[:80])
    return bool(parts) and (parts[0] in _YES_FIRST or fold_phrase(text[:3]) in _YES)


def _sentence(folded_text: FoldedText, confirmation: Confirmation, sentence: Sentence) -> StatementReading:
    said = _meaning(sentence.text, sentence.words, confirmation)
    if said == StatementReading():
        return said
    spans = sentence.spans(0, len(sentence.text))
    return StatementReading(
        said.server,
        said.match,
        Evidence(part=folded_text.part, spans=spans, rule="the statement in other words"),
    )


def _meaning(text: str, parts: Sequence[str], confirmation: Confirmation) -> StatementReading:
    """What one sentence says of each half; `parts` are its folded words."""
    # A mail is asked for its statement in up to three voices, and most of its sentences are in all of them.
    if len(text) <= _REMEMBERED:
        return _remembered_meaning(text, confirmation)
    return _meaning_of(text, parts, confirmation)


_REMEMBERED = 1_000  #: characters of a sentence, at most


@lru_cache(maxsize=512)
def _remembered_meaning(text: str, confirmation: Confirmation) -> StatementReading:
    return _meaning_of(text, fold_words(text), confirmation)


def _meaning_of(text: str, parts: Sequence[str], confirmation: Confirmation) -> StatementReading:
    if (bare := _without_contrast(_UNTICKED.sub(" ", text))) != text:
        text, parts = bare, fold_words(bare)
    if len(parts) < 3:  # too short to say either
        return StatementReading()
    if _is_statement(parts, confirmation):
        return StatementReading(StatementHalf.SAID, StatementHalf.SAID)
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


def what_it_says(text: str, confirmation: Confirmation) -> StatementReading:
    """What a sentence in anybody's own words says of each half."""
    return _meaning(text, fold_words(text), confirmation)


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


def _is_statement(parts: Sequence[str], confirmation: Confirmation) -> bool:
    """A statement with a typing error is the statement, unless a word turns its meaning."""
    spaced = " ".join(parts)
    for original in map(_wording, confirmation.wordings):
        if abs(len(original) - len(parts)) <= 6 and fuzz.ratio(spaced, " ".join(original)) >= _LIKE:
            return _turning(parts) == _turning(original)
    return False


@lru_cache(maxsize=256)
def _wording(text: str) -> tuple[str, ...]:
    """The folded words of a form's own text, which is compared with sentence after sentence."""
    return tuple(fold_words(text))


def _turning(parts: Sequence[str]) -> list[str]:
    """The words that decide what the statement means, in their order."""
    return [part for part in parts if is_negation([part], 0) or part in {"cloud", "server", "but", "except"}]


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
