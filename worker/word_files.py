"""The shipped words of people, mail clients and servers: files under `templates/languages/words`.

A file has lists of entries; texts of lines, each with a language's code (RFC 5646; "xx" is for what belongs
to none or to many), then entries with bars between them, where a line without a code goes on with the
language before; lists of combinations; or tables. Which of them a list is, whoever uses it says.
"""

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from worker.resources import find_folder

LANGUAGES = find_folder("templates") / "languages"
_CODE = re.compile(r"[a-z]{2}  ")


def list_entries(text: str) -> tuple[str, ...]:
    """The entries of lines with bars, case-folded, each once, in their order."""
    found: dict[str, None] = {}
    for line in text.strip().splitlines():
        entries = line.strip()
        entries = entries[4:] if _CODE.match(entries) else entries
        found.update(dict.fromkeys(entry.strip().casefold() for entry in entries.split("|") if entry.strip()))
    return tuple(found)


@dataclass(frozen=True, slots=True)
class WordFile:
    """The lists of one file, by their names."""

    lists: Mapping[str, Any]

    def entries(self, name: str) -> tuple[str, ...]:
        """A list of entries as they are written."""
        return tuple(self.lists[name])

    def listed(self, name: str) -> tuple[str, ...]:
        """The entries of a text of lines."""
        return list_entries(self.lists[name])

    def combinations(self, name: str) -> tuple[tuple[str, ...], ...]:
        """A list of combinations of entries."""
        return tuple(map(tuple, self.lists[name]))

    def table(self, name: str) -> dict[str, tuple[str, ...]]:
        """Entries by what they belong to, such as a language."""
        return {key: tuple(entries) for key, entries in self.lists[name].items()}

    def names(self, name: str) -> dict[str, str]:
        """What things are called, by their short forms."""
        return dict(self.lists[name])

    def numbers(self, name: str) -> dict[str, int]:
        """Numbers by what they are called."""
        return dict(self.lists[name])


def load_words(stem: str) -> WordFile:
    """The words of a file."""
    text = (LANGUAGES / "words" / f"{stem}.toml").read_text(encoding="utf-8")
    return WordFile(tomllib.loads(text))
