"""A reply to our letters: what the customer answers, never what the reply quotes of ours.

The letters are known, so lines that stand in them are ours, however a client quoted and re-wrapped
them; what is left is the customer's. It must not know what becomes of the answers.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from worker.forms.answers import Region, answer, is_closing, is_rule
from worker.forms.checks import check
from worker.forms.definition import CONFIRMATION, Check, Form
from worker.forms.extraction import Evidence, Problem, ReplyIntent, ReplyReading, Span
from worker.forms.lexicon import lexicon
from worker.forms.prompts import Strength, find_prompts
from worker.forms.sheet import Sheet, Voice, run
from worker.forms.statement import confirms
from worker.reading.message import Body, Line, Message, Role

_SURELY_OURS = 40  #: characters of a run of words that nobody types by chance
_WHOLE_LINE = 12  #: the same for a run that is a whole line of a letter
_BARE_LINES = {Check.PERSON: 1, Check.ORGANIZATION: 2, Check.ADDRESS: 8, Check.INTEGER: 1}
_MAX_LETTERS = 20
_SHORT = 3  #: words of a greeting or a name


@dataclass(frozen=True, slots=True)
class _Found:
    """One answer and where it stands."""

    text: str
    spans: tuple[Span, ...]
    rule: str


def read_reply(message: Message, form: Form, asked: Sequence[str], letters: Sequence[str]) -> ReplyReading:
    """What `message` answers of `form`.

    `asked` are the fields that are open, `letters` the plain texts of the letters on the request. The body
    that holds more answers is taken, the plain one where they hold as many.
    """
    ours = _Letters(form, asked, letters[-_MAX_LETTERS:])
    readings = [_read(body, form, asked, ours) for body in message.bodies]
    return max(
        readings, key=lambda reading: len(reading.fields), default=ReplyReading(intent=ReplyIntent.NOTHING)
    )


class _Letters:
    """The words of our letters."""

    def __init__(self, form: Form, asked: Sequence[str], letters: Sequence[str]) -> None:
        self._stream = "".join(run(letter) for letter in letters)
        self._lines = {run(line) for letter in letters for line in letter.splitlines()}
        self._questions: dict[str, str] = {}
        for name in asked:
            prompt = _prompt(form, name)
            self._questions |= {line: name for line in self._lines if prompt and prompt in line}

    def holds(self, line: Line) -> bool:
        """Whether a line of the reply is ours."""
        words = run(line.text)
        if not words:
            return False
        if line.role is Role.QUOTED or line.depth:
            return words in self._stream
        whole = len(words) >= _WHOLE_LINE and words in self._lines
        return whole or (len(words) >= _SURELY_OURS and words in self._stream)

    def question(self, line: Line) -> str | None:
        """The field that a line of ours asks for, be it the beginning or a later part of the question."""
        words = run(line.text)
        found = [name for question, name in self._questions.items() if len(words) >= 4 and words in question]
        return found[0] if len(set(found)) == 1 else None

    def answered_beside(self, line: Line) -> tuple[str, int] | None:
        """The field whose question begins this line, and where in the line the question ends."""
        words = run(line.text)
        for question, name in self._questions.items():
            if words.startswith(question) and len(words) > len(question):
                return name, _behind(line.text, len(question))
        return None


def _prompt(form: Form, name: str) -> str:
    if name == CONFIRMATION:
        return run(form.confirmation.prompt) if form.confirmation else ""
    return run(form.field(name).ask_prompt)


def _behind(text: str, size: int) -> int:
    """Where in `text` the first `size` characters of its run end, and the separator after them."""
    for end in range(len(text) + 1):
        if len(run(text[:end])) >= size:
            rest = text[end:]
            return end + len(rest) - len(rest.lstrip(" ?)]:：*\t"))
    return len(text)


def _read(body: Body, form: Form, asked: Sequence[str], ours: _Letters) -> ReplyReading:
    inserted, free = _sorted(body, ours)
    sheet = Sheet(replace(body, lines=tuple(free)))
    found = dict(_labelled(sheet, form))
    found |= {name: _joined(lines, "below the question") for name, lines in inserted.items()}
    found |= _confirmed(sheet, form, asked, found)
    if not set(found) & set(asked):
        found |= _bare(sheet, form, asked)
    return _checked(body, form, found, free)


def _sorted(body: Body, ours: _Letters) -> tuple[dict[str, list[Line]], list[Line]]:
    """Lines that were typed below a question of ours, by its field, and the customer's other lines."""
    inserted: dict[str, list[Line]] = {}
    free: list[Line] = []
    asking: str | None = None
    for line in body.lines:
        if (beside := ours.answered_beside(line)) is not None:
            asking, at = beside
            inserted.setdefault(asking, []).append(replace(line, text=line.text[at:], start=line.start + at))
        elif line.role is Role.HEAD:
            asking = None
        elif ours.holds(line):
            asking = ours.question(line)
        elif asking is not None and (line.text.strip() or asking in inserted):
            if is_closing(line.text) or is_rule(line.text):
                asking = None
            else:
                inserted.setdefault(asking, []).append(line)
        elif line.role is Role.OWN and line.depth == 0:
            free.append(line)
    return {name: lines for name, lines in inserted.items() if any(line.text.strip() for line in lines)}, free


def _joined(lines: Sequence[Line], rule: str) -> _Found:
    filled = [line for line in lines if line.text.strip()]
    spans = tuple(Span(line.start, line.start + len(line.text)) for line in filled)
    return _Found("\n".join(line.text.strip() for line in filled), spans, rule)


def _labelled(sheet: Sheet, form: Form) -> Iterator[tuple[str, _Found]]:
    """Answers that the customer wrote with a prompt or a label of their own."""
    prompts = [one for one in find_prompts(sheet, lexicon(form)) if one.strength >= Strength.LABEL]
    ends = [*(prompt.start for prompt in prompts[1:]), len(sheet.text)]
    for prompt, end in zip(prompts, ends, strict=False):
        region = Region(start=prompt.end, end=end, voice=Voice.OWN, depth=0, open=prompt is prompts[-1])
        said = answer(sheet, region, form.field(prompt.field).check)
        if said.text.strip():
            yield prompt.field, _Found(said.text, said.spans, "beside its label")


def _confirmed(
    sheet: Sheet, form: Form, asked: Sequence[str], found: Mapping[str, _Found]
) -> dict[str, _Found]:
    if CONFIRMATION not in asked or CONFIRMATION in found or form.confirmation is None:
        return {}
    text = "\n".join(line.text for line in sheet.lines)
    if confirms(text, form.confirmation).problem is Problem.MISSING:
        return {}
    return {CONFIRMATION: _Found(text, (), "in the customer's words")}


def _bare(sheet: Sheet, form: Form, asked: Sequence[str]) -> dict[str, _Found]:
    """An answer without any label, where only one thing is asked."""
    names = [name for name in asked if name != CONFIRMATION]
    if len(names) != 1 or any("?" in line.text or "？" in line.text for line in sheet.lines):
        return {}
    field = form.field(names[0])
    region = Region(start=0, end=len(sheet.text), voice=Voice.OWN, depth=0, open=True)
    said = answer(sheet, region, field.check)
    room = _BARE_LINES.get(field.check)
    if not said.text.strip() or (room is not None and len(said.spans) > room):
        return {}
    if check(field, said.text).problem in {Problem.MISSING, Problem.INVALID, Problem.PLACEHOLDER}:
        return {}
    return {field.name: _Found(said.text, said.spans, "the only answer that is asked for")}


def _checked(body: Body, form: Form, found: Mapping[str, _Found], free: Sequence[Line]) -> ReplyReading:
    """Every answer held to its field's check; an empty or refused one says nothing."""
    fields: dict[str, str | int | None] = {}
    problems: dict[str, Problem] = {}
    for name, said in found.items():
        if name == CONFIRMATION:
            problem = confirms(said.text, form.confirmation).problem if form.confirmation else None
            value: str | int | None = "yes"
        else:
            checked = check(form.field(name), said.text)
            value, problem = checked.value, checked.problem
        if value is None and problem in {Problem.MISSING, Problem.PLACEHOLDER, None}:
            continue
        fields[name] = value
        if problem is not None:
            problems[name] = problem
    evidence = {
        name: Evidence(part=body.part, spans=found[name].spans, rule=found[name].rule) for name in fields
    }
    return ReplyReading(
        intent=ReplyIntent.ANSWERS if fields else _intent(free),
        fields=fields,
        problems=problems,
        evidence=evidence,
        part=body.part,
        text=body.text,
    )


def _intent(free: Sequence[Line]) -> ReplyIntent:
    """A reply without answers: mere thanks, or words that a person has to read."""
    said = [line.text for line in free if line.text.strip() and line.role is Role.OWN]
    thanks = all(is_closing(text) or len(text.split()) <= _SHORT for text in said)
    asks = any(mark in text for text in said for mark in "?？")
    return ReplyIntent.NOTHING if thanks and not asks else ReplyIntent.QUESTION
