"""What is wrong with a configuration, in one line per problem that names file, section and key.

No line repeats the value of a secret.
"""

import difflib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from pydantic import ValidationError
from pydantic_core import ErrorDetails

from worker.config.sections import SECTIONS, find_section, list_keys, list_secrets
from worker.config.value_types import quote
from worker.errors import ConfigError

_MOST = 10  # problems told at once

Place = tuple[int | str, ...]  #: ("smtp", "port") or ("mailboxes", 0, "port")


@dataclass(frozen=True, slots=True)
class ConfigProblem:
    """One problem: where, and the end of a sentence that begins with the key."""

    place: Place
    text: str


@dataclass(frozen=True, slots=True)
class Sources:
    """Where the values came from, so that a problem is told in its reader's terms."""

    file: str  #: the file as it was named, or "environment" when there is none
    variables: Mapping[Place, str]  #: which keys the environment gave
    mailboxes: Sequence[object]  #: as they were given, for their names

    def line(self, problem: ConfigProblem) -> str:
        """The problem as a person reads it."""
        ends = range(len(problem.place), 0, -1)  # a problem may lie within a list
        variable = next(filter(None, (self.variables.get(problem.place[:end]) for end in ends)), None)
        if variable:
            return f"environment: {variable} {problem.text}"
        return f"{self.file}: {self._key(problem.place)}{problem.text}"

    def _key(self, place: Place) -> str:
        match place:
            case ("mailboxes", int(number), *words):
                return f"[[mailboxes]] {self._mailbox(number)}: {_dotted(words)}"
            case (str(section), str(), *_):
                return f"[{section}] {_dotted(place[1:])}"
            case ("mailboxes",):
                return "[[mailboxes]] "
            case (str(section),):
                return f"[{section}] "
            case _:
                return ""

    def _mailbox(self, number: int) -> str:
        given = self.mailboxes[number] if number < len(self.mailboxes) else None
        name = given.get("name") if isinstance(given, Mapping) else None
        return quote(name) if isinstance(name, str) else f"number {number + 1}"


def _dotted(words: Sequence[int | str]) -> str:
    """The key as TOML writes it on one line, `oauth2.tenant`, and a space; without the number in a list."""
    names = [word for word in words if isinstance(word, str)]
    return f"{'.'.join(names)} " if names else ""


def refuse(problems: Iterable[ConfigProblem], sources: Sources) -> ConfigError:
    """All problems, a line each and each once, as one error."""
    lines = list(dict.fromkeys(sources.line(problem) for problem in problems))
    rest = len(lines) - _MOST
    return ConfigError("\n".join(lines[:_MOST] + ([f"… and {rest} more"] if rest > 0 else [])))


def guess_word(word: str, known: Iterable[str]) -> str | None:
    """The known word that was probably meant."""
    return next(iter(difflib.get_close_matches(word.lower(), list(known), n=1)), None)


def from_pydantic(error: ValidationError) -> list[ConfigProblem]:
    """The problems that the models found."""
    # A default that follows from other keys is not called where one of those is wrong: no problem of its own.
    details = (
        detail for detail in error.errors(include_url=False) if detail["type"] != "default_factory_not_called"
    )
    return [_problem(detail) for detail in details]


def _problem(detail: ErrorDetails) -> ConfigProblem:
    place: Place = detail["loc"]
    match detail["type"]:
        case "extra_forbidden" if len(place) == 1:
            return ConfigProblem(place, "is not a section" + _meant(place, SECTIONS))
        case "extra_forbidden":
            guess = _home(place) or _meant(place, _keys_at(place))
            return ConfigProblem(place, "is not a key of this section" + guess)
        case "missing":
            return ConfigProblem(place, _missing(place))
        case "value_error":
            return ConfigProblem(place, str(detail["ctx"]["error"]))
        case _:
            return ConfigProblem(place, _mistyped(detail))


def _keys_at(place: Place) -> list[str]:
    section = find_section(place[:-1])
    return [*list_keys(section), *section.below]


def _home(place: Place) -> str:
    """Where the key belongs that stands in the wrong section, if it has one home."""
    homes = [name for name, section in SECTIONS.items() if place[-1] in list_keys(section)]
    if len(homes) != 1:
        return ""
    return "; it belongs in [[mailboxes]]" if homes == ["mailboxes"] else f"; it belongs in [{homes[0]}]"


def _meant(place: Place, known: Iterable[str]) -> str:
    known = list(known)
    word = guess_word(str(place[-1]), known)
    return f"; did you mean {word}?" if word else f"; there are {', '.join(known)}"


def _missing(place: Place) -> str:
    if place == ("mailboxes",):
        return "is missing; at least one mailbox is needed"
    if len(place) == 1:
        return "is missing; this section is needed"
    key = str(place[-1])
    twin = f"; give {key} or {key}_file" if key in list_secrets(find_section(place[:-1])) else ""
    return f"is missing{twin}"


def _mistyped(detail: ErrorDetails) -> str:
    place = detail["loc"]
    given = detail["input"]
    match detail["type"]:
        case "literal_error" | "enum":
            return f"must be {detail['ctx']['expected'].replace(chr(39), chr(34))}, not {quote(given)}"
        case "tuple_type" if place == ("mailboxes",):
            return "must be written with two brackets, once for each mailbox"
        case "model_type":
            return "must be a section with keys of its own"
        case "string_type":
            return "must be text in quotes"
        case _:
            return f"is not usable: {detail['msg']}"
