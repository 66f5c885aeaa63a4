"""The sender's own words that nothing explains.

Explained are prompts and answers, the statement and the template's other text, values told in sentences,
greetings, closings, signatures, the wish itself, and sentences of a known language in which nothing weighs.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from worker.forms.answers.own_corrections import is_numbered, without_items
from worker.forms.answers.prompt_answers import PromptAnswer, value_spans
from worker.forms.extraction import Evidence, FieldProblem, Span, UnreadWords
from worker.forms.fields.email_addresses import find_addresses
from worker.forms.form_definition import CONFIRMATION, AnswerCheck, Form, FormField
from worker.forms.form_values import BARE, COMPLETED, PUT_RIGHT
from worker.forms.intent.confirmation_statement import is_yes, says_of_statement, without_statement
from worker.forms.intent.message_intent import is_greeting, passes_on, speaks_of_cloud, wants_news
from worker.forms.intent.sentence_intent import SenderIntent, asks_for_action, find_intent, speaks_of_moving
from worker.forms.text.keyword_sets import KeywordSet
from worker.forms.text.language_data import SPEECHES, load_english, names_the_rest, nouns_of, spoken_in
from worker.forms.text.mail_closings import is_closing, is_rule
from worker.forms.text.sentences import Sentence, split_sentences
from worker.forms.text.signature_cards import card_begins, is_postscript, speaks_to_somebody
from worker.forms.text.text_folding import Authorship, FoldedText, fold_words
from worker.forms.unread.open_values import is_conditional, is_left_open
from worker.forms.unread.relay_heads import relay_head_end
from worker.forms.unread.word_weight import (
    HOLDING,
    UnderstoodWords,
    WordWeight,
    may_be_answer,
    weigh_words,
)
from worker.forms.words.name_words import HALVES, TITLES
from worker.forms.words.product_words import PRODUCTS
from worker.forms.words.value_words import (
    ABOUT_ACCOUNT,
    ABOUT_EXPERT,
    ADDRESS_LISTED,
    HOLDER,
    LICENSE,
    ORGANIZATION_LISTED,
    USERS,
)

_MOST = 20  #: unread passages of one mail; more tell a person nothing
_SHORT = 8  #: words of a question that asks for what is asked: "Could you do that for us?"

_ARMOR = re.compile(
    r"-----BEGIN PGP SIGNED MESSAGE-----\n(?:[A-Z][a-z]{1,20}: [^\n]{1,80}\n){0,4}"
    r"|-----BEGIN PGP SIGNATURE-----[^-]{0,4000}(?:-----END PGP SIGNATURE-----)?"
)
#: Words that name a field, in whatever language.
FIELDS = {
    "license_key": KeywordSet(LICENSE),
    "license": KeywordSet(LICENSE),
    "account_email": KeywordSet(
        (*(word for word in ABOUT_ACCOUNT if word != "atlassian"), *nouns_of("account"))
    ),
    "holder_name": KeywordSet((*HOLDER, *nouns_of("holder"))),
    "organization": KeywordSet((*ORGANIZATION_LISTED, *nouns_of("organization"))),
    "address": KeywordSet((*ADDRESS_LISTED, *nouns_of("address"))),
    "expert_email": KeywordSet(ABOUT_EXPERT),
    "users": KeywordSet(USERS),
}
_APART = re.compile(r"\n\s{0,80}\n|(?<=[.!?。！？])\s")  #: between paragraphs and sentences
_PRODUCTS = frozenset(part for phrase in (*PRODUCTS, *TITLES, *HALVES) for part in fold_words(phrase))


@dataclass(frozen=True, slots=True, kw_only=True)
class ExplainedText:
    """What was read from one body, and so is explained in it."""

    folded_text: FoldedText
    form: Form
    voices: Sequence[Authorship]  #: whose words have to be explained
    entries: Sequence[PromptAnswer]
    spans: Sequence[tuple[int, int]]  #: text that is known for what it is, such as the template's
    evidence: Mapping[str, Evidence]
    values: Mapping[str, str | int | None]
    ask: Sequence[str]
    subject: str
    sender: str  #: display name
    address: str  #: the sender's


def unread_words(taken: ExplainedText) -> tuple[UnreadWords, ...]:
    """The passages of the body that no rule explains, in order."""
    return tuple(sorted(_Finder(taken).found(), key=lambda one: one.start))[:_MOST]


def why_held(unread: Sequence[UnreadWords]) -> str:
    """Why a letter has to wait for a person because of them, in words for staff; empty when it need not."""
    weights = sorted({one.weight for one in unread if one.weight in HOLDING})
    return f"words that nothing explains hold {', '.join(weights)}" if weights else ""


class _Finder:
    def __init__(self, taken: ExplainedText) -> None:
        self._taken = taken
        self._sheet = taken.folded_text
        self._form = taken.form
        values = [str(value) for value in taken.values.values() if value is not None]
        names = [
            str(value)
            for name, value in taken.values.items()
            if value is not None
            and self._form.field(name).check in (AnswerCheck.PERSON, AnswerCheck.ORGANIZATION)
        ]
        self._names = frozenset(fold_words(" ".join((*names, taken.sender, taken.address))))
        users = any(field.check is AnswerCheck.INTEGER for field in self._form.fields)
        answers = [str(entry.checked.value) for entry in taken.entries]
        lines = [line.casefold() for value in (*values, *answers) for line in value.split()]
        self._known = UnderstoodWords(
            words=self._names
            | _PRODUCTS
            | frozenset(fold_words(" ".join((*values, *self._form.subjects))))
            | frozenset(word for word in fold_words(taken.subject[:300]) if any(map(str.isdigit, word))),
            values=frozenset((*lines, taken.address.casefold())),
            counts_users=users,
        )
        self._head = relay_head_end(self._sheet)
        self._told = sorted(
            (span.start, span.end)
            for name, one in taken.evidence.items()
            if one.part == self._sheet.part and (name != CONFIRMATION)
            for span in one.spans
        )
        statement = [one for one in taken.evidence.values() if one.rule.startswith("the statement")]
        self._statement = sorted((span.start, span.end) for one in statement for span in one.spans)

    def found(self) -> Iterator[UnreadWords]:
        """Every passage, voice by voice."""
        for entry in self._taken.entries:
            if entry.prompt.start >= self._head:
                yield from self._beside(entry)
        for authorship in self._taken.voices:
            yield from self._in_voice(authorship)
        yield from self._open_values()

    # --- answers -------------------------------------------------------------------------------------

    def _beside(self, entry: PromptAnswer) -> Iterator[UnreadWords]:
        """What stands in an answer beside its value, or in an answer that does not count."""
        name = entry.prompt.field
        if name == CONFIRMATION or name in self._taken.ask:
            return
        field = self._form.field(name)
        if entry.checked.problem is not None:
            yield from self._beside_no_answer(entry, field)
            return
        spans = value_spans(field, entry.answer)
        value = self._taken.values.get(name)
        part = _bare(entry.checked.value) in _bare(value)  # one of two keys
        if entry.checked.value is not None and not part and not _within(value, entry.answer.text):
            if not self._put_right(name):
                yield from self._unread(entry.answer.spans, WordWeight.CORRECTION)
            return
        if not spans:
            if field.check is AnswerCheck.ORGANIZATION and _corrects(entry.answer.text):
                yield from self._unread(entry.answer.spans, WordWeight.CORRECTION)
            return
        if field.check is AnswerCheck.EMAIL and len(find_addresses(entry.answer.text)) > 1:
            return  # of two addresses one was said to be right
        left = self._left_over(entry, spans)
        weights = [
            weigh_words(part, self._known, told=True) for part in _APART.split(left) if fold_words(part)
        ]
        if field.check is AnswerCheck.EMAIL and is_conditional(left):
            weights = [WordWeight.DOUBT]
        weight = next((one for one in weights if one in HOLDING), next(filter(None, weights), None))
        if weight in HOLDING or (weight is not None and speaks_to_somebody(left)):
            yield from self._unread(entry.answer.spans, weight)

    def _left_over(self, entry: PromptAnswer, spans: Sequence[Span]) -> str:
        """What of an answer is neither its value nor the statement."""
        left = _outside(self._sheet, entry.answer.spans, spans)
        return left if self._form.confirmation is None else without_statement(left)

    def _beside_no_answer(self, entry: PromptAnswer, field: FormField) -> Iterator[UnreadWords]:
        """What stands where an answer that nobody has to give could be, and is none."""
        idle = entry.checked.problem in (FieldProblem.PLACEHOLDER, FieldProblem.MISSING)
        first = fold_words(entry.answer.text.strip().partition("\n")[0])
        card = bool(first) and self._known.words.issuperset(first)
        others = [one for name, one in self._taken.evidence.items() if name != entry.prompt.field]
        told = any(
            span.start <= part.start < span.end
            for span in entry.answer.spans
            for one in others
            for part in one.spans
            if one.part == self._sheet.part
        )
        if field.required or idle or card or told or not first or _says_none(entry):
            return
        weight = weigh_words(entry.answer.text, self._known, told=False)
        yield from self._unread(entry.answer.spans, weight if weight in HOLDING else WordWeight.WISH)

    def _put_right(self, name: str) -> bool:
        """Whether a sentence corrected the answer."""
        evidence = self._taken.evidence.get(name)
        return evidence is not None and evidence.rule == PUT_RIGHT

    def _open_values(self) -> Iterator[UnreadWords]:
        """Values that say themselves that they may be none."""
        for name, one in self._taken.evidence.items():
            if one.part != self._sheet.part or self._taken.values.get(name) is None:
                continue
            text = " ".join(self._sheet.text[span.start : span.end] for span in one.spans)
            if is_left_open(self._form.field(name).check, text, bare=one.rule == BARE):
                yield from self._unread(one.spans, WordWeight.DOUBT)

    # --- sentences -----------------------------------------------------------------------------------

    def _in_voice(self, authorship: Authorship) -> Iterator[UnreadWords]:
        said = [one for one in split_sentences(self._sheet, authorship, self._explained()) if one.words]
        known = replace(self._known, speech=spoken_in([part for one in said for part in one.words]))
        end = card_begins(said, self._names)
        prompts = [entry.prompt for entry in self._taken.entries if entry.prompt.authorship is authorship]
        last = max((prompt.start for prompt in prompts), default=-1)
        postscript = False
        acted_on = list(map(self._acted_on, said))
        for index, sentence in enumerate(said):
            postscript = postscript or (index >= end and is_postscript(sentence.text))
            below = index >= end and sentence.pieces[0][1] > last
            if below and not postscript and not speaks_to_somebody(sentence.text):
                continue
            last = index == len(said) - 1
            if not _addresses_or_closes(sentence, first=index == 0, last=last):
                yield from self._sentence(sentence, known, near=any(acted_on[max(index - 1, 0) : index + 2]))

    def _explained(self) -> list[tuple[int, int]]:
        """What is no sentence of anybody's: prompts, answers and the template's text."""
        spans = [(0, self._head), *self._taken.spans, *self._statement, *_armor(self._sheet.text)]
        for entry in self._taken.entries:
            spans.append((entry.prompt.start, entry.prompt.end))
            if entry.checked.problem is None or not speaks_to_somebody(entry.answer.text):
                spans += [(span.start, span.end) for span in entry.answer.spans]
        return sorted(spans)

    def _sentence(self, sentence: Sentence, known: UnderstoodWords, *, near: bool) -> Iterator[UnreadWords]:
        """`near` is whether it, or the sentence before or behind it, was acted on."""
        text, told = _without(sentence, self._told)
        if not fold_words(text) or is_rule(text):
            return
        weighed = without_items(text) if near else text
        weight = weigh_words(weighed, known, told=told or self._leads_on(sentence))
        if weight is not None and not self._understood(sentence, text, weight, told=told, near=near):
            yield from self._unread(sentence.spans(0, len(sentence.text)), weight)

    def _leads_on(self, sentence: Sentence) -> bool:
        """Whether a value stands right behind: "Here is our key:"."""
        if sentence.text.rstrip().endswith((":", "：")):
            return True
        begin, where = sentence.pieces[-1]
        end = where + len(sentence.text) - begin
        after = end + len(self._sheet.text[end:]) - len(self._sheet.text[end:].lstrip())
        return any(start == after for start, _ in self._told)

    def _understood(
        self, sentence: Sentence, text: str, weight: WordWeight, *, told: bool, near: bool
    ) -> bool:
        """Whether what weighs in a sentence is known for what it is."""
        parts = fold_words(text)
        if weight in (WordWeight.ADDRESS, WordWeight.KEY):
            return False
        if self._form.confirmation is not None and (
            is_yes(sentence.text) or says_of_statement(sentence, self._form.confirmation)
        ):
            return True
        if told and weight is WordWeight.CORRECTION:
            return True
        if told and weight in (WordWeight.NEGATION, WordWeight.NUMBER) and self._acted_on(sentence):
            return True
        if weight is WordWeight.NUMBER and self._asked_anyway(parts):
            return not may_be_answer(without_items(text), self._known)
        if weight is WordWeight.NUMBER:
            if not told:
                return False
            return any(self._form.field(name).check is AnswerCheck.ADDRESS for name in self._open())
        if weight in (WordWeight.WISH, WordWeight.FIELD, WordWeight.LANGUAGE):
            wish = find_intent(parts, question=False)
            if (
                wish in (SenderIntent.MIGRATION, SenderIntent.INTEREST)
                or passes_on(sentence)
                or self._is_interest(parts)
            ):
                return True
            staff_action = asks_for_action(parts) and len(parts) <= _SHORT and not told
            moves = weight is WordWeight.WISH and (speaks_of_moving(parts) or staff_action)
            named_so = weight is WordWeight.FIELD and self._asked_anyway(parts, of_mail=True)
            return moves or is_greeting(text) or is_closing(text) or named_so or self._asked_anyway(parts)
        reason = weight in (WordWeight.NEGATION, WordWeight.CORRECTION)
        return reason and self._asked_anyway(parts, near=near)

    def _is_interest(self, parts: Sequence[str]) -> bool:
        """Whether it says that somebody on Cloud wants to be told, which is what the Cloud form is for."""
        return self._form.confirmation is None and (speaks_of_cloud(parts) or wants_news(parts))

    def _acted_on(self, sentence: Sentence) -> bool:
        """Whether the sentence was taken as a correction, or tells a fact."""
        spans = [
            one.spans
            for name, one in self._taken.evidence.items()
            if one.rule in (PUT_RIGHT, COMPLETED) or name.startswith("fact ")
        ]
        return any(_without(sentence, [(span.start, span.end) for span in each])[1] for each in spans)

    def _open(self) -> list[str]:
        return [name for name in self._taken.ask if name != CONFIRMATION]

    def _asked_anyway(self, parts: Sequence[str], *, of_mail: bool = False, near: bool = False) -> bool:
        """Whether it says of fields that they have no answer, or none yet, or another that was taken.

        `of_mail` lets "address" be that of the account; `near` lets what names no field speak of one.
        """
        text = " ".join(parts)
        named = {one.name for one in self._form.fields if is_numbered(one, text)}
        named = named or {name for name in self._taken.values if FIELDS[name].among(parts)}
        without = {name for name, value in self._taken.values.items() if value is None}
        without |= {name for name in self._taken.evidence if self._put_right(name)}
        mails = {one.name for one in self._form.fields if one.check is AnswerCheck.EMAIL and one.required}
        if of_mail and mails & {*self._taken.ask}:
            named -= {one.name for one in self._form.fields if one.check is AnswerCheck.ADDRESS}
            named |= mails
        speaks = bool(named) or near or (bool(self._open()) and names_the_rest(parts))
        return speaks and named <= {*self._taken.ask, *without}

    def _unread(self, spans: Sequence[Span], weight: WordWeight) -> Iterator[UnreadWords]:
        if spans:
            start, end = spans[0].start, spans[-1].end
            text = self._sheet.text[start:end].strip()
            yield UnreadWords(part=self._sheet.part, start=start, end=end, text=text, weight=str(weight))


_NONE = 8  #: words of "we are not working with an Expert"
_NO_MORE = 3  #: the same below its prompt: "haben wir keinen"


def _says_none(entry: PromptAnswer) -> bool:
    """Whether it is no more than a no: "không có", "nu este cazul"."""
    parts = fold_words(entry.answer.text)
    beside = bool(entry.answer.pieces) and entry.answer.pieces[0].line == entry.prompt.last_line
    denied = any(speech.negations.among(parts) for speech in SPEECHES.values())
    return denied and len(parts) <= (_NONE if beside else _NO_MORE) and "@" not in entry.answer.text


_SALUTATION = 5  #: words


def _addresses_or_closes(sentence: Sentence, *, first: bool, last: bool) -> bool:
    """Whether a short line only speaks to somebody, or ends with a name: "Kia ora,", "Mvh Anders", "Ted"."""
    text = sentence.text.strip()
    if last and text.isalpha() and text.istitle() and len(sentence.words) == 1:
        return True
    ends = (",", "，", "،", "!", "！") if first else (",", "，", "،")
    tells = "@" in text or any(map(str.isdigit, text))
    return len(sentence.words) <= _SALUTATION and not tells and (text.endswith(ends) or is_closing(text))


def _corrects(text: str) -> bool:
    """Whether a sentence stands in an answer that corrects it: "Acme Ltd Sorry, that is our old name."."""
    return speaks_to_somebody(text) and any(
        one.turns.among(fold_words(text)) for one in (spoken_in(fold_words(text)), load_english()) if one
    )


def _within(value: str | int | None, text: str) -> bool:
    """Whether each word of a value stands in the text, however broken."""
    return all(_bare(part) in _bare(text) for part in str(value).split())


def _bare(value: str | int | None) -> str:
    return "".join(char for char in str(value).casefold() if char.isalnum())


def _armor(text: str) -> Iterator[tuple[int, int]]:
    """Where OpenPGP and S/MIME put lines of their own around and below what is said (RFC 9580, 6.2 and 7)."""
    for match in _ARMOR.finditer(text):
        yield match.span()


def _outside(folded_text: FoldedText, whole: Sequence[Span], parts: Sequence[Span]) -> str:
    """The text of the spans without the parts, which stand in order."""
    left = []
    for span in whole:
        at = span.start
        for part in parts:
            if part.start >= span.end or part.end <= at:
                continue
            left.append(folded_text.text[at : part.start])
            at = part.end
        left.append(folded_text.text[at : span.end])
    return " ".join(left)


def _without(sentence: Sentence, spans: Sequence[tuple[int, int]]) -> tuple[str, bool]:
    """The sentence's text without the values that were read from it, and whether there were any."""
    text, told = sentence.text, False
    ends = [begin for begin, _ in sentence.pieces[1:]] + [len(text)]
    cuts = []
    for (begin, where), stop in zip(sentence.pieces, ends, strict=True):
        for start, end in spans:
            low, high = max(start, where), min(end, where + stop - begin)
            if low < high:
                cuts.append((begin + low - where, begin + high - where))
    for low, high in sorted(cuts, reverse=True):
        text, told = f"{text[:low]} … {text[high:]}", True
    return text, told
