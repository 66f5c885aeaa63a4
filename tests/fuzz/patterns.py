"""Every regular expression of the rooms that read mail, and how the code applies it.

Found in the modules themselves: compiled ones by name, and those that stand in a call of `re`.
"""

import ast
import importlib
import inspect
import pkgutil
import re
from collections.abc import Iterator
from dataclasses import dataclass
from types import ModuleType

import worker.forms
import worker.reading
import worker.requests

_ROOMS = (worker.reading, worker.forms, worker.requests)
_ANCHORED = frozenset({"match", "fullmatch"})
_METHODS = _ANCHORED | {"search", "finditer", "findall", "sub", "subn", "split"}


@dataclass(frozen=True, slots=True)
class Use:
    """One regular expression and one way in which it is applied to text."""

    where: str
    pattern: "re.Pattern[str] | re.Pattern[bytes]"
    method: str  #: "match", "fullmatch" or "search"; what goes through a whole text counts as a search


def uses() -> Iterator[Use]:
    """All of them, each way once."""
    seen = set()
    for use in _all():
        key = (use.pattern.pattern, use.pattern.flags, use.method)
        if key not in seen:
            seen.add(key)
            yield use


def _all() -> Iterator[Use]:
    for module in _modules():
        tree = ast.parse(inspect.getsource(module))
        named = {name: value for name, value in vars(module).items() if isinstance(value, re.Pattern)}
        methods = _methods(tree, named)
        for name, pattern in named.items():
            for method in methods[name] or {"search", "match"}:
                yield Use(f"{module.__name__}.{name}", pattern, method)
        yield from _in_calls(module, tree)


def _modules() -> Iterator[ModuleType]:
    for room in _ROOMS:
        for found in pkgutil.walk_packages(room.__path__, f"{room.__name__}."):
            yield importlib.import_module(found.name)


def _methods(tree: ast.AST, named: dict[str, "re.Pattern[str] | re.Pattern[bytes]"]) -> dict[str, set[str]]:
    """How each name is applied, as the module's source says; nothing where it is handed around."""
    found: dict[str, set[str]] = {name: set() for name in named}
    for node in ast.walk(tree):
        if not isinstance(node, ast.Attribute) or not isinstance(node.value, ast.Name):
            continue
        if node.attr in _METHODS and node.value.id in found:
            found[node.value.id].add(_kind(node.attr))
    return found


def _kind(method: str) -> str:
    return method if method in _ANCHORED else "search"


def _in_calls(module: ModuleType, tree: ast.AST) -> Iterator[Use]:
    """`re.split("…", text)`: the pattern stands in the call."""
    for node in ast.walk(tree):
        if not isinstance(node, ast.Call) or not isinstance(node.func, ast.Attribute) or not node.args:
            continue
        owner, pattern = node.func.value, node.args[0]
        known = isinstance(owner, ast.Name) and owner.id == "re" and node.func.attr in _METHODS
        if known and isinstance(pattern, ast.Constant) and isinstance(pattern.value, str):
            where = f"{module.__name__}:{node.lineno}"
            yield Use(where, re.compile(pattern.value), _kind(node.func.attr))
