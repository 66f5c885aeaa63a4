"""The rules of the reader, each with a switch: what decides in `worker.forms` and `worker.reading`.

`install` has to come before their first import: it puts each rule behind a switch as they are loaded. A rule
is a function (switched off, it gives what says nothing), a condition of an `if` (never or always true), an
operand of `and` or `or`, or a filter of a comprehension.
"""

import ast
import functools
import gc
import sys
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from importlib.abc import MetaPathFinder
from importlib.machinery import ModuleSpec, PathFinder, SourceFileLoader
from types import CodeType, ModuleType
from typing import Any

_PACKAGES = ("worker.forms", "worker.reading")
_NEUTRAL: dict[str, Any] = {"bool": False, "str": "", "int": 0, "None": None, "frozenset": frozenset()}
_EMPTY = ("Sequence", "Iterator", "Iterable", "list", "tuple", "Generator")


class Switches:
    """All rules; which one is off; and on which mails each would decide, while mails are traced."""

    def __init__(self) -> None:
        self.rules: list[tuple[str, int, str, str]] = []  #: file, line, what, words of it
        self.off = -1
        self.case = -1  #: the mail that is read; -1 while none is
        self.decides: dict[int, set[int]] = defaultdict(set)

    def add(self, file: str, line: int, what: str, words: str) -> int:
        """A rule's number."""
        self.rules.append((file, line, what, " ".join(words.split())[:90]))
        return len(self.rules) - 1

    def fix(self, rule: int, value: Any, without: Any) -> Any:  # any condition's value
        """A condition's value, or what it is when its rule is off."""
        if rule == self.off:
            return without
        if self.case >= 0 and bool(value) != bool(without):
            self.decides[rule].add(self.case)
        return value

    def choose(self, never: int, always: int, value: Any) -> Any:
        """The same for a condition that two rules bear on: never true, or always."""
        return self.fix(always, self.fix(never, value, without=False), without=True)

    def function(self, rule: int, neutral: Callable[[tuple[Any, ...]], Any], *, yields: bool) -> Any:
        """Wraps a function that gives what is neutral while its rule is off."""

        def wrap(called: Callable[..., Any]) -> Callable[..., Any]:
            @functools.wraps(called)
            def switched(*args: Any, **named: Any) -> Any:
                without = neutral(args)
                if rule == self.off:
                    return without
                given = called(*args, **named)
                if self.case >= 0 and given != without:
                    self.decides[rule].add(self.case)
                return given

            @functools.wraps(called)
            def switched_yields(*args: Any, **named: Any) -> Iterator[Any]:
                for one in called(*args, **named) if rule != self.off else ():
                    if self.case >= 0:
                        self.decides[rule].add(self.case)
                    yield one

            return switched_yields if yields else switched

        return wrap

    def turn(self, rule: int) -> None:
        """Switch that rule off, and all others on; what was remembered under another is forgotten."""
        self.off = rule
        forget()


SWITCHES = Switches()


def install() -> None:
    """From now on, the reader's modules are loaded with their switches."""
    sys.meta_path.insert(0, _Finder())


def forget() -> None:
    """Empty the caches of the reader."""
    for cached in _caches():
        cached.cache_clear()


@functools.cache
def _caches() -> Sequence[Any]:
    kind = type(functools.lru_cache(lambda: None))
    found = [one for one in gc.get_objects() if isinstance(one, kind)]
    return [one for one in found if getattr(one, "__module__", "").startswith(_PACKAGES)]


class _Finder(MetaPathFinder):
    def find_spec(
        self, name: str, path: Sequence[str] | None = None, target: ModuleType | None = None
    ) -> ModuleSpec | None:
        if not name.startswith(_PACKAGES):
            return None
        spec = PathFinder.find_spec(name, path, target)
        if spec is not None and isinstance(spec.loader, SourceFileLoader):
            spec.loader = _Loader(name, spec.loader.path)
        return spec


class _Loader(SourceFileLoader):
    def get_code(self, fullname: str) -> CodeType:
        tree = ast.parse(self.get_data(self.path), self.path)
        changed = ast.fix_missing_locations(_Rules(fullname.replace(".", "/") + ".py").visit(tree))
        return compile(changed, self.path, "exec", dont_inherit=True)

    def exec_module(self, module: ModuleType) -> None:
        module.__dict__["__switches__"] = SWITCHES
        module.__dict__["__neutral__"] = _neutral
        super().exec_module(module)


class _Rules(ast.NodeTransformer):
    """Puts the rules of a module behind switches."""

    def __init__(self, file: str) -> None:
        self._file = file

    def visit_If(self, node: ast.If) -> ast.AST:
        return self._chosen(node)

    def visit_IfExp(self, node: ast.IfExp) -> ast.AST:
        return self._chosen(node)

    def visit_BoolOp(self, node: ast.BoolOp) -> ast.AST:
        drops = isinstance(node.op, ast.And)
        told = [ast.unparse(value) for value in node.values]
        self.generic_visit(node)
        node.values = [
            self._fixed(value, f"operand of {'and' if drops else 'or'}", words, without=drops)
            for value, words in zip(node.values, told, strict=True)
        ]
        return node

    def visit_comprehension(self, node: ast.comprehension) -> ast.AST:
        told = [ast.unparse(one) for one in node.ifs]
        self.generic_visit(node)
        node.ifs = [
            self._fixed(one, "filter", words, without=True) for one, words in zip(node.ifs, told, strict=True)
        ]
        return node

    def visit_FunctionDef(self, node: ast.FunctionDef) -> ast.AST:
        returned = ast.unparse(node.returns) if node.returns else "None"
        yields = any(isinstance(one, ast.Yield | ast.YieldFrom) for one in ast.walk(node))
        arguments = [one for one in node.args.args if one.arg not in ("self", "cls")]
        first = arguments[0].annotation if arguments else None
        same = first is not None and ast.unparse(first) == returned
        at = int(len(arguments) != len(node.args.args)) if same else -1
        self.generic_visit(node)
        if not node.name.startswith("__") and (same or yields or _neutral(returned, -1) is not None):
            rule = SWITCHES.add(self._file, node.lineno, "function", node.name)
            call = f"__switches__.function({rule}, __neutral__({returned!r}, {at}), yields={yields})"
            node.decorator_list.append(ast.parse(call, mode="eval").body)
        return node

    def _chosen(self, node: ast.If | ast.IfExp) -> ast.AST:
        words = ast.unparse(node.test)
        self.generic_visit(node)
        if words != "TYPE_CHECKING":
            never = SWITCHES.add(self._file, node.lineno, "if: never", words)
            always = SWITCHES.add(self._file, node.lineno, "if: always", words)
            node.test = _call("choose", ast.Constant(never), ast.Constant(always), node.test)
        return node

    def _fixed(self, value: ast.expr, what: str, words: str, *, without: bool) -> ast.expr:
        rule = SWITCHES.add(self._file, value.lineno, what, words)
        return _call("fix", ast.Constant(rule), value, ast.Constant(without))


def _call(name: str, *args: ast.expr) -> ast.Call:
    called = ast.Attribute(ast.Name("__switches__", ast.Load()), name, ast.Load())
    return ast.Call(called, list(args), [])


def _neutral(returned: str, argument: int) -> Callable[[tuple[Any, ...]], Any] | None:
    """What a function gives that says nothing: its argument, or what is empty; None where that is unknown."""
    if argument >= 0:
        return lambda args: args[argument] if len(args) > argument else None
    if returned.endswith("| None"):
        return lambda _args: None
    outer = returned.partition("[")[0]
    if outer in _EMPTY:
        return lambda _args: [] if outer == "list" else ()
    if outer in _NEUTRAL and outer != "None":
        return lambda _args: _NEUTRAL[outer]
    return None
