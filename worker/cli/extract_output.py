"""How `extract` shows a person what was read: the answers and their rules, then the text with each marked.

Marks are words in brackets, so that they are seen without colours too. What a mail says is only ever text.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from rich.console import Console
from rich.text import Text

from worker.cli.console_output import make_console
from worker.forms.extraction import Evidence, Extraction, FieldProblem
from worker.forms.form_definition import CONFIRMATION
from worker.reading.message import Message, bodies_of

_NAMES = 17  # columns for the names of fields
_LONG = 40  # lines of a text from which on what holds no answer is left out
_AROUND = 3  # lines that are shown before and after an answer

#: Why a field is asked for, in a reviewer's words.
WHY = {
    FieldProblem.MISSING: "no answer",
    FieldProblem.PLACEHOLDER: "words that stand for nothing",
    FieldProblem.INVALID: "not what such an answer looks like",
    FieldProblem.AMBIGUOUS: "two answers that exclude each other",
    FieldProblem.INCOMPLETE: "a part is missing",
    FieldProblem.NO_COUNTRY: "no country in it",
    FieldProblem.CONTRADICTED: "the statement is there and denied",
    FieldProblem.UNCONFIRMED: "like advertisement, from somebody who is not known",
}


def show_extraction(file: Path, message: Message, found: Extraction) -> None:
    """Everything about one file, for a terminal, a file or a pipe."""
    out = make_console()
    out.print(Text(f"{file}: {found.kind}", style="bold"), soft_wrap=True)
    _pair(out, "because", found.reason)
    if found.hold:
        _pair(out, "held", found.hold_reason, "yellow")
    _pair(out, "from", message.from_.addr)
    _pair(out, "subject", message.subject)
    if found.part:
        _pair(out, "read in", _part(message, found.part))
    for words in found.unread:
        _pair(out, "unread", " ".join(words.text.split()), "yellow")
    if found.fields or found.ask:
        out.print()
    for name, value in found.fields.items():
        _field(out, found, name, value)
    for name in found.ask:
        if name not in found.fields:
            _pair(out, name, _describe_problem(found, name), "yellow")
    if found.text:
        out.print()
        for line in _shown(found):
            out.print(line, soft_wrap=True)
    out.print()


def _field(out: Console, found: Extraction, name: str, value: str | int | None) -> None:
    evidence = found.evidence.get(name)
    asked = name in found.ask
    lines = [] if value is None else str(value).split("\n")
    if asked:
        _pair(out, name, _describe_problem(found, name), "yellow")
        lines = [f"it says: {lines[0]}", *lines[1:]] if lines else []
    elif not lines:
        _pair(out, name, "–")
    else:
        _pair(out, name, lines.pop(0))
    for line in lines:
        _pair(out, "", line)
    if evidence is not None and value is not None:
        _pair(out, "", _describe_rule(evidence, found), "dim")


def _describe_rule(evidence: Evidence, found: Extraction) -> str:
    place = "" if evidence.part == found.part else f", in part {evidence.part}"
    return f"({evidence.rule}{place})" if evidence.part != "subject" else f"({evidence.rule}, in the subject)"


def _describe_problem(found: Extraction, name: str) -> str:
    problem = found.problems.get(name, FieldProblem.MISSING)
    why = WHY[problem]
    if name == CONFIRMATION and problem is FieldProblem.MISSING:
        why = "the statement is not there"
    return f"asked for: {why} ({problem})"


def _part(message: Message, number: str) -> str:
    bodies = {body.part: body for body in bodies_of(message)}
    kind = {"html": "HTML", "plain": "plain text"}
    kind_name = kind.get(bodies[number].subtype, "") if number in bodies else ""
    own = number in {body.part for body in message.bodies}
    return (
        f"part {number}"
        + (f", {kind_name}" if kind_name else "")
        + ("" if own else ", of a forwarded message")
    )


def _pair(out: Console, name: str, value: str, style: str = "") -> None:
    out.print(Text.assemble(f"  {name:{_NAMES}} ", (_safe(value), style)), soft_wrap=True)


# --- the text ---------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Mark:
    """One stretch of the text that an answer was read from."""

    start: int
    end: int
    name: str
    asked: bool


def _shown(found: Extraction) -> Iterator[Text]:
    """The lines of the text; of a long one only those around an answer, and how many were left out."""
    marks = _marks(found)
    lines = list(_lines(found.text, marks))
    kept = _lines_to_show([has_mark for _, has_mark in lines])
    left_out = 0
    for index, (line, _) in enumerate(lines):
        if index in kept:
            if left_out:
                yield _gap(left_out)
            left_out = 0
            yield line
        else:
            left_out += 1
    if left_out:
        yield _gap(left_out)


def _lines_to_show(marked: list[bool]) -> set[int]:
    everything = set(range(len(marked)))
    if len(marked) <= _LONG:
        return everything
    near = {line for at, has in enumerate(marked) if has for line in range(at - _AROUND, at + _AROUND + 1)}
    return (near & everything) or set(range(_LONG))


def _gap(count: int) -> Text:
    return Text(f"  … {count} {'line' if count == 1 else 'lines'} …", style="dim")


def _marks(found: Extraction) -> list[_Mark]:
    """In their order; of two that overlap the first one."""
    marks = [
        _Mark(span.start, span.end, name, name in found.ask)
        for name, evidence in found.evidence.items()
        if evidence.part == found.part and _is_answer(found, name)
        for span in evidence.spans
        if span.start < span.end
    ]
    apart: list[_Mark] = []
    for mark in sorted(marks, key=lambda mark: (mark.start, mark.end)):
        if not apart or mark.start >= apart[-1].end:
            apart.append(mark)
    return apart


def _is_answer(found: Extraction, name: str) -> bool:
    """Words that turned out to be no answer, such as a name below an optional prompt, are not marked."""
    return name == CONFIRMATION or name in found.ask or found.fields.get(name) is not None


def _lines(text: str, marks: list[_Mark]) -> Iterator[tuple[Text, bool]]:
    """Each line, and whether it holds a mark; an answer over several lines is marked in each."""
    start = 0
    for line in text.split("\n"):
        end = start + len(line)
        here = [mark for mark in marks if mark.start < end and mark.end > start]
        shown, at = Text("  " if line else ""), start
        for mark in here:
            first, last = max(mark.start, start), min(mark.end, end)
            style = "reverse yellow" if mark.asked else "reverse"
            shown.append(_safe(text[at:first]))
            shown.append(f"[{mark.name}: ", style="dim")
            shown.append(_safe(text[first:last]), style=style)
            shown.append("]", style="dim")
            at = last
        shown.append(_safe(text[at:end]))
        yield shown, bool(here)
        start = end + 1


def _safe(text: str) -> str:
    """Without characters that steer a terminal; a tab stays one."""
    return "".join(
        char if char.isprintable() or char in "\t\u3000" else "\N{REPLACEMENT CHARACTER}" for char in text
    )
