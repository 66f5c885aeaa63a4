"""Whoever looks for something finds one thing of that name, in a room that can be overlooked."""

import ast
import doctest
import re
from collections import defaultdict
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
FILES = [path for path in sorted((ROOT / "worker").rglob("*.py")) if "migrations" not in path.parts]
ROOMS = sorted({path.parent for path in FILES})

#: Names that every room may have.
ANYWHERE = {"__init__", "errors", "settings", "values"}
MOST_MODULES = 20
#: Rooms whose words the glossary has to explain.
CORE = ("reading", "forms", "requests", "notices", "refusals", "register")


def public_classes(path: Path) -> Iterator[str]:
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.ClassDef) and not node.name.startswith("_"):
            yield node.name


def several(found: dict[str, list[str]]) -> dict[str, list[str]]:
    return {name: places for name, places in found.items() if len(places) > 1}


def test_a_public_class_has_a_name_of_its_own() -> None:
    found: dict[str, list[str]] = defaultdict(list)
    for path in FILES:
        for name in public_classes(path):
            found[name].append(str(path.relative_to(ROOT)))
    assert several(found) == {}


def test_a_module_has_a_name_of_its_own() -> None:
    found: dict[str, list[str]] = defaultdict(list)
    for path in FILES:
        if path.stem not in ANYWHERE:
            found[path.stem].append(str(path.relative_to(ROOT)))
    assert several(found) == {}


def test_a_folder_can_be_overlooked() -> None:
    counts = {str(room.relative_to(ROOT)): len([*room.glob("*.py")]) for room in ROOMS}
    assert {room: count for room, count in counts.items() if count > MOST_MODULES} == {}


@pytest.mark.parametrize("room", ROOMS, ids=lambda room: str(room.relative_to(ROOT)))
def test_a_room_says_at_its_entrance_what_it_is_for(room: Path) -> None:
    tree = ast.parse((room / "__init__.py").read_text(encoding="utf-8"))
    assert ast.get_docstring(tree)


@pytest.mark.parametrize("room", [room.name for room in ROOMS if room.parent == ROOT / "worker"])
def test_the_example_at_the_entrance_is_true(room: str) -> None:
    done = doctest.testmod(import_module(f"worker.{room}"))
    assert done.attempted > 0
    assert done.failed == 0


def test_the_glossary_has_the_words_of_the_core() -> None:
    glossary = (ROOT / "docs/glossary.md").read_text(encoding="utf-8")
    told = re.findall(r"^\| \*\*`?([\w ]+)[^*]*\*\* \|", glossary, flags=re.MULTILINE)
    words = {
        name.lower()
        for path in FILES
        if path.relative_to(ROOT / "worker").parts[0] in CORE
        for name in public_classes(path)
        if len(re.findall(r"[A-Z][a-z]*", name)) == 1
    }
    assert sorted(words - {word.lower() for word in told}) == []
