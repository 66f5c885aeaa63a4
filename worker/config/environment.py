"""The environment's word: `SEN_WORKER__SECTION__KEY` variables laid over what the file says.

A mailbox is named by its number, from 0, or by its name: `SEN_WORKER__MAILBOXES__SALES__PASSWORD`. A section
within another follows its name: `SEN_WORKER__SMTP__OAUTH2__TENANT`.
Values stay text; the checks of the keys read it.
"""

from collections.abc import Iterable, Mapping
from typing import Any

from worker.config.problems import ConfigProblem, Place, guess_word
from worker.config.sections import SECTIONS, find_section, list_keys, list_secrets

PREFIX = "SEN_WORKER__"


class _MisfitError(Exception):
    """A variable that is no key of ours; the text ends a sentence that begins with its name."""


class Overlay:
    """Lays variables over `data` (in place) and keeps account of what it did."""

    def __init__(self, data: dict[str, Any]) -> None:
        self._data = data
        self.variables: dict[Place, str] = {}
        self.problems: list[ConfigProblem] = []

    def apply(self, environ: Mapping[str, str]) -> None:
        """Take every variable with our prefix; one that fits nowhere becomes a problem."""
        mine = [name for name in environ if name.startswith(PREFIX)]
        for name in sorted(mine, key=_by_number):
            try:
                self._put(self._place(name), environ[name], name)
            except _MisfitError as error:
                self.variables[(name,)] = name
                self.problems.append(ConfigProblem((name,), str(error)))

    def _place(self, name: str) -> Place:
        section, *words = name.removeprefix(PREFIX).lower().split("__")
        if section not in SECTIONS:
            raise _unknown("", section, SECTIONS)
        place: Place = (section,)
        if section == "mailboxes":
            if len(words) < 2:
                raise _MisfitError(f"must have the form {PREFIX}MAILBOXES__NAME__KEY")
            place = (section, self._mailbox(words.pop(0)))
        if len(words) > 1 and words[0] in SECTIONS[section].below:
            place = (*place, words.pop(0))
        key, known = "__".join(words), list_keys(find_section(place))
        if key not in known:
            raise _unknown("__".join(str(word) for word in (*place, "")), key, known)
        return (*place, key)

    def _mailbox(self, word: str) -> int:
        """The number of the mailbox that `word` names; the next number makes a new one."""
        mailboxes = self._data.setdefault("mailboxes", [])
        if not isinstance(mailboxes, list):
            return 0  # the models say what is wrong with it
        names = [_name(mailbox) for mailbox in mailboxes]
        if word in names:
            return names.index(word)
        if not _is_number(word):
            there = ", ".join(known for known in names if known) or "none yet"
            raise _MisfitError(f"names no mailbox (there is {there}); a number from 0 names one too")
        if int(word) > len(mailboxes):
            raise _MisfitError(f"skips a number; the next mailbox is number {len(mailboxes)}")
        if int(word) == len(mailboxes):
            mailboxes.append({})
        return int(word)

    def _put(self, place: Place, value: str, name: str) -> None:
        section: Any = self._data.setdefault(str(place[0]), {})
        for step in place[1:-1]:
            if isinstance(section, list) and isinstance(step, int):
                section = section[step]
            elif isinstance(section, dict):
                section = section.setdefault(step, {})
        if not isinstance(section, dict):
            return  # the models say what is wrong with it
        key = str(place[-1])
        section[key] = value
        self.variables[place] = name
        for twin in _twins(place, key):
            # The file's word for the same secret gives way, the environment's own does not.
            if (*place[:-1], twin) not in self.variables:
                section.pop(twin, None)


def _unknown(before: str, word: str, known: Iterable[str]) -> _MisfitError:
    meant = guess_word(word, known)
    hint = f"; did you mean {PREFIX}{(before + meant).upper()}?" if meant else ""
    return _MisfitError(f"is not a key of the configuration{hint}")


def _twins(place: Place, key: str) -> list[str]:
    twins = [(secret, f"{secret}_file") for secret in list_secrets(find_section(place[:-1]))]
    return [other for pair in twins if key in pair for other in pair if other != key]


def _name(mailbox: object) -> str:
    name = mailbox.get("name") if isinstance(mailbox, dict) else None
    return name.lower().replace("-", "_") if isinstance(name, str) else ""


def _is_number(word: str) -> bool:
    return word.isascii() and word.isdigit() and len(word) < 6


def _by_number(name: str) -> list[tuple[int, str]]:
    # Numbered mailboxes come first and in their order, so that their names are known to the rest.
    return [(int(word) if _is_number(word) else 10**6, word) for word in name.split("__")]
