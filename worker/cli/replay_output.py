"""How `replay` shows what a second reading found."""

from collections.abc import Iterator, Mapping
from typing import Any

from rich.console import Console
from rich.table import Table
from rich.text import Text

from worker.cli.console_output import format_value, make_console
from worker.forms.extraction import FieldProblem
from worker.requests.merge_answers import show_value as masked
from worker.requests.reread_request import FieldChange, RereadingResult
from worker.services.review.replay_mail import Replayed


class ReplayCounts:
    """Counts requests that were read again, by what would change."""

    def __init__(self) -> None:
        self._read = self._changed = self._reported = self._unreadable = 0

    def count(self, replayed: Iterator[Replayed]) -> Iterator[Replayed]:
        """Count all of them, and pass on those that have something to show."""
        for one in replayed:
            if one.found is None:
                self._unreadable += 1
                yield one
                continue
            self._read += 1
            if one.found.differs:
                self._changed += not one.found.only_reported
                self._reported += bool(one.found.only_reported)
                yield one

    def summarize(self, *, apply: bool) -> str:
        """The counts in one line."""
        parts = [f"{self._read} read again", f"{self._changed} {'changed' if apply else 'would change'}"]
        if self._reported:
            parts.append(f"{self._reported} only reported")
        if self._unreadable:
            parts.append(f"{self._unreadable} can't be read again")
        advice = "; --apply writes it" if self._changed and not apply else ""
        return ", ".join(parts) + advice


def show_replayed(replayed: Replayed, *, diff: bool) -> None:
    """Print one request for people; with `diff` each field."""
    out = make_console()
    out.print(_line(replayed), soft_wrap=True)
    if diff and replayed.found is not None:
        _table(out, replayed.found)


def _line(replayed: Replayed) -> str:
    request, found = replayed.request, replayed.found
    if found is None:
        return f"{request.reference}  can't be read again: {replayed.problem}"
    moved = "" if found.state is request.state else f" -> {found.state}"
    parts = [f"{request.reference}  {request.state}{moved}"]
    if found.changes:
        parts.append(", ".join(change.name for change in found.changes))
    if found.was_asked != found.would_ask:
        parts.append(f"asked for: {_asked(found.was_asked)} -> {_asked(found.would_ask)}")
    if found.only_reported:
        parts.append(f"only reported: {found.only_reported}")
    return "  |  ".join(parts)


def _asked(problems: Mapping[str, FieldProblem]) -> str:
    return ", ".join(f"{name} ({problem})" for name, problem in problems.items()) or "nothing"


def _table(out: Console, found: RereadingResult) -> None:
    if not found.changes:
        return
    table = Table("field")
    for title in ("was", "would be", "rule"):
        table.add_column(title, overflow="fold")
    for change in found.changes:
        was, would_be = _values(change)
        table.add_row(*(Text(format_value(cell)) for cell in (change.name, was, would_be, _rule(change))))
    out.print(table)


def _values(change: FieldChange) -> tuple[str | None, str | None]:
    """Before and after, keys masked; two that look alike with a mask are told apart in words."""
    was = masked(change.name, change.was.value if change.was else None)
    would_be = masked(change.name, change.would_be.value)
    if was is not None and was == would_be:
        would_be = f"{would_be} (differs before that)"
    return was, would_be


def _rule(change: FieldChange) -> str:
    return change.would_be.evidence.rule if change.would_be.evidence else ""


def make_replay_row(replayed: Replayed) -> dict[str, Any]:
    """One request for `--json`."""
    request, found = replayed.request, replayed.found
    common = {"id": request.id, "reference": request.reference, "state": str(request.state)}
    if found is None:
        return {**common, "problem": replayed.problem, "applied": False}
    return {
        **common,
        "would_be": str(found.state),
        "fields": [_field(change) for change in found.changes],
        "asked": dict(found.was_asked),
        "would_ask": dict(found.would_ask),
        "only_reported": found.only_reported,
        "applied": replayed.applied,
    }


def _field(change: FieldChange) -> dict[str, Any]:
    was, would_be = _values(change)
    message = change.would_be.message
    return {"name": change.name, "was": was, "would_be": would_be, "rule": _rule(change), "message": message}
