"""Whoever finds a line in the log finds its event in the reference."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

from worker.notices.values import NoticeKind

ROOT = Path(__file__).parents[2]
#: Names under which a module keeps the method of a logger that fits the outcome, or what logs for it.
CHOSEN = frozenset({"log_event", "log_failure", "report"})


def events() -> Iterator[str]:
    for path in (ROOT / "worker").rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and node.args and is_logging(node.func):
                event = node.args[0]
                if isinstance(event, ast.Constant):
                    yield str(event.value)
    yield from (NoticeKind.ALERT, NoticeKind.RECOVERED)


def is_logging(function: ast.expr) -> bool:
    if isinstance(function, ast.Attribute):
        return isinstance(function.value, ast.Name) and function.value.id == "_log"
    if isinstance(function, ast.Call):
        return isinstance(function.func, ast.Name) and function.func.id == "_level"
    return isinstance(function, ast.Name) and function.id in CHOSEN


def test_the_reference_describes_every_event_of_the_log_and_no_other() -> None:
    page = (ROOT / "docs" / "reference.md").read_text(encoding="utf-8")
    section = page.partition("## Log events")[2].partition("\n## ")[0]
    assert sorted(set(events())) == re.findall(r"^\| `(\w+)` \|", section, re.MULTILINE)
