"""Whether the customer makes the form's statement: the plugin runs on their own server, levels will match.

The statement stands whole, or is said in other words, or a half of it is missing, or it is denied. It must
not know of fields.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from worker.forms.extraction import Evidence, Span
from worker.forms.form_definition import Confirmation
from worker.forms.form_lexicon import FormLexicon
from worker.forms.intent.statement_meaning import CLAUSE, what_it_says
from worker.forms.intent.statement_reading import StatementHalf, StatementReading
from worker.forms.text.keyword_sets import KeywordSet
from worker.forms.text.negation import is_negated, without_cloud
from worker.forms.text.sentences import Sentence, split_sentences
from worker.forms.text.text_folding import Authorship, FoldedText, fold_phrase, fold_words
from worker.forms.words.statement_words import CLOUD, NO_OBJECTION, YES


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
                said = said.also(_sentence(folded_text, sentence))
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
    if what_it_says(sentence.text) != StatementReading():
        return True
    prompts = (*confirmation.server_prompts, *confirmation.match_prompts)
    return any("".join(_wording(prompt)) in sentence.run for prompt in prompts)


def without_statement(text: str) -> str:
    """The text without the sentences that say or deny a half of the statement."""
    parts = (part for part in _STOP.split(text) if part)
    return "".join(part for part in parts if what_it_says(part) == StatementReading())


def is_yes(text: str) -> bool:
    """Whether a whole answer agrees and says nothing else."""
    return fold_phrase(text) in _YES


_STOP = re.compile(r"(?<=[.!?。！？\n])")  #: a question keeps its mark


def find_confirmation(text: str) -> StatementReading:
    """What an answer to the question for the confirmation says: a yes, or the statement in any words.

    A question is no yes, whatever it begins with.
    """
    if is_yes(text):
        return StatementReading(StatementHalf.SAID, StatementHalf.SAID)
    said = StatementReading()
    for part in filter(str.strip, _STOP.split(text[:2000])):
        said = said.also(_confirms(part))
    return said


def _confirms(text: str) -> StatementReading:
    parts = fold_words(text)
    if text.rstrip().endswith(("?", "？")):
        return StatementReading()
    first = is_yes(CLAUSE.split(text)[0]) or starts_with_yes(text)
    agrees = is_yes(text) or (first and not is_negated(parts))
    if agrees or _NO_OBJECTION.among(parts):
        return StatementReading(StatementHalf.SAID, StatementHalf.SAID)
    return what_it_says(text)


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
    if starts_with_yes(answer):
        return StatementHalf.SAID
    return StatementHalf.DENIED if parts and is_negated(parts[:4]) else StatementHalf.UNSAID


_NO_OBJECTION = KeywordSet(NO_OBJECTION)
_CLOUD_NAMED = KeywordSet(CLOUD)
_YES = frozenset(map(fold_phrase, YES))
_YES_FIRST = frozenset(
    word for phrase in YES if len(fold_words(phrase)) == 1 for word in fold_words(phrase)
) - {
    "x",
    "y",
}


def starts_with_yes(text: str) -> bool:
    """Whether a sentence agrees first, whatever it goes on to say."""
    parts = fold_words(text[:80])
    return bool(parts) and (parts[0] in _YES_FIRST or fold_phrase(text[:3]) in _YES)


def _sentence(folded_text: FoldedText, sentence: Sentence) -> StatementReading:
    said = what_it_says(sentence.text)
    if said == StatementReading():
        return said
    spans = sentence.spans(0, len(sentence.text))
    return StatementReading(
        said.server,
        said.match,
        Evidence(part=folded_text.part, spans=spans, rule="the statement in other words"),
    )


@lru_cache(maxsize=256)
def _wording(text: str) -> tuple[str, ...]:
    """The folded words of a form's own text, which is compared with sentence after sentence."""
    return tuple(fold_words(text))
