"""Texts made to make a regular expression backtrack, taken from its own parse tree.

For every repetition in it: what leads there, many copies of what it repeats, and an end that does not fit.
The parser is the standard library's own, which has had no public name since Python 3.11.
"""

import re
from collections.abc import Iterator, Sequence
from itertools import islice
from re import _constants as constants  # type: ignore[attr-defined]
from re import _parser as parser  # type: ignore[attr-defined]
from typing import Any

_REPEATS = frozenset({constants.MAX_REPEAT, constants.MIN_REPEAT, constants.POSSESSIVE_REPEAT})
_MANY = 16  #: repetitions that are allowed from which on they may cost
_PLAIN = " \t\na1A.-_:,;<>()\"'@=é中"
_ENDS = ("\x01", "\n!", "")
_UNITS = 4  #: ways to repeat the same thing that are tried

Items = Sequence[Any]


def pumps(pattern: "re.Pattern[str] | re.Pattern[bytes]") -> Iterator[tuple[str, str, str]]:
    """(what leads to a repetition, what is repeated, what ends it), each once."""
    source = pattern.pattern if isinstance(pattern.pattern, str) else pattern.pattern.decode("latin-1")
    flags = pattern.flags & ~re.UNICODE if isinstance(pattern.pattern, bytes) else pattern.flags
    tree = parser.parse(source, flags & ~re.DEBUG)
    seen = set()
    for prefix, unit in (*_in(list(tree), ""), *(("", char) for char in _letters(list(tree)))):
        for lead, repeated in ((prefix, unit), ("", prefix + unit)):
            if repeated and (lead, repeated) not in seen:
                seen.add((lead, repeated))
                yield from ((lead, repeated, end) for end in _ENDS)


def _in(items: Items, prefix: str) -> Iterator[tuple[str, str]]:
    """Each repetition among the items and within them, with a text that leads to it."""
    for op, arg in items:
        if op in _REPEATS:
            _, most, body = arg
            if most is constants.MAXREPEAT or most >= _MANY:
                for unit in _units(list(body)):
                    yield prefix, unit
            yield from _in(list(body), prefix)
        else:
            for branch in _branches(op, arg):
                yield from _in(branch, prefix)
        prefix += _sample([(op, arg)])


def _branches(op: Any, arg: Any) -> list[Items]:
    if op is constants.SUBPATTERN:
        return [list(arg[3])]
    if op is constants.BRANCH:
        return [list(branch) for branch in arg[1]]
    if op in (constants.ASSERT, constants.ASSERT_NOT):
        return [list(arg[1])]
    if op is constants.ATOMIC_GROUP:
        return [list(arg)]
    return []


def _units(body: Items) -> Iterator[str]:
    """Texts that the body of a repetition matches: several characters of a class, several branches."""
    if len(body) == 1:
        op, arg = body[0]
        if op is constants.IN or op is constants.ANY or op is constants.NOT_LITERAL:
            yield from islice((char for char in _candidates(arg) if _fits(op, arg, char)), _UNITS)
            return
        branches = _branches(op, arg)
        if branches:
            for branch in islice(branches, _UNITS):
                yield from _units(branch)
            return
    yield _sample(body)


def _candidates(arg: Any) -> Iterator[str]:
    """Characters to try on a class: its own first, then those that other parts of a pattern may share."""
    if isinstance(arg, list):
        for op, value in arg:
            if op is constants.LITERAL:
                yield chr(value)
            elif op is constants.RANGE:
                yield chr(value[0])
    yield from _PLAIN


def _letters(items: Items) -> Iterator[str]:
    """The characters that the pattern names, and the plain ones."""
    for op, arg in items:
        if op is constants.LITERAL:
            yield chr(arg)
        elif op is constants.IN:
            yield from (chr(value) for kind, value in arg if kind is constants.LITERAL)
        elif op in _REPEATS:
            yield from _letters(list(arg[2]))
        else:
            for branch in _branches(op, arg)[:_UNITS]:
                yield from _letters(branch)
    yield from _PLAIN


def _fits(op: Any, arg: Any, char: str) -> bool:
    if op is constants.ANY:
        return char != "\n"
    if op is constants.NOT_LITERAL:
        return ord(char) != int(arg)
    negated = bool(arg) and arg[0][0] is constants.NEGATE
    return negated != any(_in_class(kind, value, char) for kind, value in arg[negated:])


def _in_class(kind: Any, value: Any, char: str) -> bool:
    if kind is constants.LITERAL:
        return ord(char) == int(value)
    if kind is constants.RANGE:
        return int(value[0]) <= ord(char) <= int(value[1])
    tests = {
        constants.CATEGORY_SPACE: char.isspace(),
        constants.CATEGORY_NOT_SPACE: not char.isspace(),
        constants.CATEGORY_DIGIT: char.isdigit(),
        constants.CATEGORY_NOT_DIGIT: not char.isdigit(),
        constants.CATEGORY_WORD: char.isalnum() or char == "_",
        constants.CATEGORY_NOT_WORD: not (char.isalnum() or char == "_"),
    }
    return tests[value]


def _sample(items: Items) -> str:
    """A short text that the items match, as far as each can be told alone."""
    pieces = []
    for op, arg in items:
        if op is constants.LITERAL:
            pieces.append(chr(arg))
        elif op in (constants.IN, constants.ANY, constants.NOT_LITERAL):
            pieces.append(next((char for char in _candidates(arg) if _fits(op, arg, char)), "a"))
        elif op in _REPEATS:
            pieces.append(_sample(list(arg[2])) * min(int(arg[0]), _MANY))
        elif op not in (constants.ASSERT, constants.ASSERT_NOT):
            branches = _branches(op, arg)
            pieces.append(_sample(branches[0]) if branches else "")
    return "".join(pieces)
