"""The words of the letters in one language: the values of its `words.toml`.

Knows no template, no request and no folder: `parse_wording` takes the texts.
"""

import re
import tomllib
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from difflib import get_close_matches
from functools import lru_cache
from gettext import c2py

from worker.errors import ConfigError
from worker.forms.extraction import FieldProblem

ENGLISH = "en"
Plural = Callable[[int], int]
#: One text, or the plural forms of one.
Words = str | tuple[str, ...]

#: Where a file of the deployer's own, of an older version, does not say it.
_DEFAULTS: Mapping[str, Words] = {
    "colon": ":",
    "gap": " ",
    "unrepeated": "as in your mail",
    "without_subject": "your request",
    "unsubscribe": "unsubscribe",
    f"reasons.{FieldProblem.UNCONFIRMED}": "please write it once more, so that we know it is yours",
    f"reasons.{FieldProblem.DOUBTED}": "please check whether this is right",
}
_PLURAL = "nplurals=2; plural=(n != 1);"
_FORMS = re.compile(r"\s*nplurals\s*=\s*([1-9])\s*;\s*plural\s*=\s*([^;]{1,300}?)\s*;?\s*")
_PLACEHOLDER = re.compile(r"\{(\w+)\}")
_NUMBERS = "numbers"  # words for 0, 1, 2, …, and no plural forms


@dataclass(frozen=True, slots=True, kw_only=True)
class LetterWording:
    """The texts of one language, by their names."""

    source: str  #: the files, for whoever has to mend them
    texts: Mapping[str, Words]  #: by "section.name"
    plural: Plural  #: which of the plural forms a number takes
    numbers: tuple[str, ...]  #: 0, 1, 2, … in words

    @property
    def colon(self) -> str:
        """What stands between a label and what belongs to it."""
        return self._plain("colon")

    @property
    def unrepeated(self) -> str:
        """In place of a value that a letter to a stranger does not repeat."""
        return self._plain("unrepeated")

    @property
    def without_subject(self) -> str:
        """What a reply is about whose customer gave no subject."""
        return self._plain("without_subject")

    @property
    def footer(self) -> str | None:
        """What letters in this language end with; None: the same as those in any other."""
        return self._plain("footer") if "footer" in self.texts else None

    def reason(self, field: str, problem: FieldProblem | None) -> str:
        """A few words for the line that asks for `field`; empty when staff ask without a reason."""
        if problem is None:
            return ""
        own = f"reasons.{field}.{problem}"
        return self._plain(own if own in self.texts else f"reasons.{problem}")

    def license_line(self, key_masked: str, sen: str) -> str:
        """The line of the confirmation about one license."""
        return fill_text(self._plain("license"), {"key": key_masked, "sen": sen})

    def find(self, name: str, form: str = "", count: int | None = None) -> str | None:
        """The text of that name, for that form and that many things; None where there is none."""
        text = self.texts.get(f"{name}.{form}", self.texts.get(name))
        if isinstance(text, tuple):
            return text[min(self.plural(count or 0), len(text) - 1)]
        return text

    def number(self, count: int) -> str:
        """A small number in words, a larger one in digits."""
        return self.numbers[count] if 0 <= count < len(self.numbers) else str(count)

    def lacks(self, other: "LetterWording", *sections: str) -> list[str]:
        """What `other` has in these sections, and this language has not."""
        needed = [name for name in other.texts if name.partition(".")[0] in sections]
        return [name for name in needed if name not in self.texts]

    def _plain(self, name: str) -> str:
        return str(self.texts[name])


def fill_text(text: str, values: Mapping[str, object]) -> str:
    """`text` with the values in place of their names in braces; KeyError for a name that has none."""
    return _PLACEHOLDER.sub(lambda place: str(values[place[1]]), text)


def find_placeholders(text: Words) -> frozenset[str]:
    """The names in braces that stand in a text."""
    return frozenset(_PLACEHOLDER.findall(text if isinstance(text, str) else " ".join(text)))


def find_unknown_placeholders(wording: LetterWording, english: LetterWording) -> list[str]:
    """The names in braces that a text of this language has and the English one has not, as one line each."""
    placeholders = {name: find_placeholders(text) for name, text in english.texts.items()}
    known = {name: found | {"count", "number"} for name, found in placeholders.items()}
    return [
        f"{wording.source}: {name}: {{{one}}} is not known; there are {', '.join(sorted(known[name]))}"
        for name, text in wording.texts.items()
        for one in sorted(find_placeholders(text) - known.get(name, find_placeholders(text)))
    ]


def tell_untranslated(wordings: Sequence[LetterWording], *sections: str) -> list[str]:
    """What the languages behind the first one, English, lack in these sections, as one line each.

    What all of them lack is told once, of the English file: most often it is a misspelled name.
    """
    if not wordings:
        return []
    english, *others = wordings
    lacking: dict[str, list[str]] = {}
    for other in others:
        for name in other.lacks(english, *sections):
            lacking.setdefault(name, []).append(other.source)
    alone = {name for name, sources in lacking.items() if len(sources) == len(others) > 1}
    told = [f"{english.source}: {name} {_in_no_other(name, others[0])}" for name in alone]
    return told + [
        f"{source}: {name} is missing"
        for name, sources in lacking.items()
        if name not in alone
        for source in sources
    ]


def _in_no_other(name: str, other: LetterWording) -> str:
    meant = get_close_matches(name, list(other.texts), n=1)
    guess = f"; did you mean {meant[0]}?" if meant else ""
    return f"is in no other language, so its letters go out in English alone{guess}"


@lru_cache(maxsize=32)
def parse_wording(*files: tuple[str, str]) -> LetterWording:
    """The words of files (text and source) of one language, of which the first that has one decides.

    Raises ConfigError, which names the file and what is wrong.
    """
    texts: dict[str, Words] = dict(_DEFAULTS)
    for text, source in reversed(files):
        texts |= _parse_file(text, source)
    source = files[0][1]
    for problem in FieldProblem:
        if f"reasons.{problem}" not in texts:
            raise ConfigError(f"{source}: reasons: {problem} is missing")
    if not {"key", "sen"} <= find_placeholders(texts.get("license", "")):
        raise ConfigError(f"{source}: license: must be a text with {{key}} and {{sen}} in it")
    forms, plural = _parse_plural(texts.pop("plural", _PLURAL), source)
    numbers = texts.pop(_NUMBERS, ())
    for name, words in texts.items():
        if isinstance(words, tuple) and len(words) != forms:
            raise ConfigError(f"{source}: {name}: must have {forms} plural forms, as plural says")
    return LetterWording(
        source=source,
        texts=texts,
        plural=plural,
        numbers=numbers if isinstance(numbers, tuple) else (numbers,),
    )


def _parse_file(text: str, source: str) -> dict[str, Words]:
    try:
        data = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise ConfigError(f"{source}: not valid TOML: {error}") from None
    return dict(_flatten(data, "", source))


def _flatten(table: Mapping[str, object], path: str, source: str) -> Sequence[tuple[str, Words]]:
    found: list[tuple[str, Words]] = []
    for key, value in table.items():
        name = path + key
        if isinstance(value, dict):
            found += _flatten(value, f"{name}.", source)
        elif isinstance(value, str) and (value.strip() or not path):
            found.append((name, value))
        elif (
            isinstance(value, list)
            and value
            and all(isinstance(form, str) and form.strip() for form in value)
        ):
            found.append((name, tuple(value)))
        else:
            raise ConfigError(f"{source}: {name}: must be a text, or a list of its plural forms")
    return found


def _parse_plural(rule: Words, source: str) -> tuple[int, Plural]:
    """How many plural forms there are, and which of them a number takes."""
    match = _FORMS.fullmatch(rule) if isinstance(rule, str) else None
    count = int(match[1]) if match else 0
    try:
        plural = c2py(match[2] if match else "")
        fits = all(0 <= plural(number) < count for number in range(200))
    except (ValueError, ArithmeticError):
        fits = False
    if not fits:
        raise ConfigError(f'{source}: plural: must be as in GNU gettext: "nplurals=2; plural=(n != 1);"')
    return count, plural
