"""The readings of a message: every body of it, and of what is attached to it, as each form in each voice.

Made when they are asked for, since most messages are decided by the first. They know how sure they are;
what follows from that is decided in `extract_form`.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

from worker.forms.alignment.found_prompt import PromptStrength
from worker.forms.form_definition import CONFIRMATION, AnswerCheck, Form
from worker.forms.form_prefilter import without_idle_quotations
from worker.forms.form_reader import FilledForm, FormReader, FormSource, may_hold
from worker.forms.intent.message_intent import names_the_move
from worker.forms.interview_answers import fields_asked
from worker.forms.text.sentences import split_sentences
from worker.forms.text.text_folding import Authorship, FoldedText
from worker.reading.message import Automation, Body, LineRole, Message

MAX_BODIES = 6  #: of one message
MAX_FORWARDED = 5  #: message/rfc822 parts that are looked into
MAX_DEPTH = 3  #: of message/rfc822 parts in each other

_NOT_READ = (Automation.BOUNCE, Automation.AUTO_REPLY)


@dataclass(frozen=True)
class FormReading:
    """One form in one voice of one body, and how sure it is that it is one."""

    filled: FilledForm
    passed_on: bool  #: of a message/rfc822 part

    @cached_property
    def sure(self) -> int:
        """3 by its text, 2 by several prompts, 1 by labels, 0 not at all."""
        return _sure(self.filled)

    @property
    def rank(self) -> tuple[int, int, int, int]:
        """What makes a reading better than another of the same source."""
        filled = self.filled
        good = sum(1 for one in filled.checked.values() if one.problem is None)
        return self.sure, good, filled.values, len(filled.asked)


class FormReadings:
    """All readings of one message."""

    def __init__(self, message: Message) -> None:
        self._message = message
        self._readers: dict[tuple[int, str], FormReader] = {}
        self._readings: dict[tuple[int, str, FormSource], FormReading] = {}

    def best(self, form: Form | None, *sources: FormSource, passed_on: bool = False) -> FormReading | None:
        """The best reading of that form in those voices; of two as good the HTML one, with whole lines."""
        found = [] if form is None else list(self._of(form, sources, passed_on=passed_on))
        if len(found) == 1:
            return found[0]
        return max(reversed(found), key=lambda reading: reading.rank, default=None)

    def alternatives(self, reading: FormReading) -> list[FormReading]:
        """The same form in the same voice, of every body that holds it as surely."""
        filled = reading.filled
        others = self._of(filled.form, (filled.source,), passed_on=reading.passed_on)
        return [other for other in others if other.sure >= reading.sure]

    def words(self) -> Iterator[Sequence[str]]:
        """The folded words of each body, whoever said them."""
        for folded_text in self._own:
            yield folded_text.words

    def asked(self, form: Form) -> list[str]:
        """The form's fields for which quoted words about the move ask."""
        names = [field.name for field in form.fields] + [CONFIRMATION]
        found: set[str] = set()
        for folded_text in self._own:
            quoted = split_sentences(folded_text, Authorship.QUOTED)
            asked = {name for one in quoted for name in fields_asked(form, one.text)}
            if len(asked) > 1 or any(names_the_move(one.words) for one in quoted):
                found |= asked
        return [name for name in names if name in found]

    def _of(self, form: Form, sources: tuple[FormSource, ...], *, passed_on: bool) -> Iterator[FormReading]:
        for folded_text in self._attached if passed_on else self._own:
            if not may_hold(folded_text, sources):
                continue
            reader = self._reader(folded_text, form)
            for source in reader.sources():
                if source in sources:
                    yield self._reading(reader, source, passed_on=passed_on)

    @cached_property
    def _own(self) -> list[FoldedText]:
        bodies = [without_idle_quotations(body) for body in self._message.bodies[:MAX_BODIES]]
        said = [_lines(body) for body in bodies]  # often the same in plain text and in HTML
        return [FoldedText(body) for at, body in enumerate(bodies) if said[at] not in said[at + 1 :]]

    @cached_property
    def _attached(self) -> list[FoldedText]:
        return [FoldedText(body) for body in _bodies_within(self._message, MAX_DEPTH)]

    def _reader(self, folded_text: FoldedText, form: Form) -> FormReader:
        key = (id(folded_text), form.name)
        if key not in self._readers:
            self._readers[key] = FormReader(folded_text, form)
        return self._readers[key]

    def _reading(self, reader: FormReader, source: FormSource, *, passed_on: bool) -> FormReading:
        key = (id(reader.folded_text), reader.form.name, source)
        if key not in self._readings:
            self._readings[key] = FormReading(reader.read(source), passed_on)
        return self._readings[key]


def _bodies_within(message: Message, depth: int) -> Iterator[Body]:
    """The bodies of the messages attached to this one, machines' left out."""
    for inner in message.forwarded[:MAX_FORWARDED] if depth else ():
        if inner.automation not in _NOT_READ:
            yield from inner.bodies[:MAX_BODIES]
            yield from _bodies_within(inner, depth - 1)


def _lines(body: Body) -> list[tuple[str, int, LineRole]]:
    """What makes two bodies the same to every reader: their lines, however many blank ones stand together."""
    lines = [(line.text, line.depth, line.role) for line in body.lines]
    return [line for at, line in enumerate(lines) if line[0] or (at and lines[at - 1][0])]


#: Prompts that a form of anybody's might have, such as a vendor registration.
_COMMON = frozenset(("organization", "address"))
#: Prompts of which one at least is in every form of ours.
_TELLING = frozenset(("license_key", "account_email", "expert_email"))


def _sure(filled: FilledForm) -> int:
    """How sure it is that the body holds this form."""
    if any(passage.statement for passage in filled.passages) or (filled.passages and filled.asked):
        return 3
    wordings = {
        entry.prompt.field for entry in filled.entries if entry.prompt.strength >= PromptStrength.LIKE
    }
    ours = wordings - _COMMON
    if len(wordings) > 1 and ours:
        return 3 if len(wordings) > 2 and len(ours) > 1 else 2  # of six prompts
    if len(filled.asked) > 2:  # of six prompts
        return 2 if _has_key(filled) else int(bool(filled.asked & _TELLING))
    return int(bool(filled.asked or filled.values))


def _has_key(filled: FilledForm) -> bool:
    keys = (field.name for field in filled.form.fields if field.check is AnswerCheck.LICENSE_KEY)
    return any(filled.checked[name].value is not None for name in keys)
