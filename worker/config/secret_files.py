"""Secrets that lie in files of their own (`password_file = "/run/secrets/imap"`)."""

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from worker.config.problems import ConfigProblem, Place
from worker.config.section import Section
from worker.config.sections import SECTIONS, list_secrets
from worker.config.value_types import locate_path

_LONGEST = 65_536  # bytes; a path given by mistake must not fill the memory


def read_files(data: dict[str, Any], folder: Path) -> list[ConfigProblem]:
    """Fill every secret of `data` (in place) whose file is named; paths are relative to `folder`."""
    problems: list[ConfigProblem] = []
    for place, known, section in _sections(data):
        for key in list_secrets(known):
            text = _fill_secret(section, key, folder)
            if text is not None:
                problems.append(ConfigProblem((*place, f"{key}_file"), text))
    return problems


def named_secrets(data: Mapping[str, Any]) -> Iterator[tuple[str, str, bool]]:
    """Every secret that `data` gives: its key, its text, and whether that names a file."""
    for place, known, section in _sections(data):
        for key in list_secrets(known):
            for name in (key, f"{key}_file"):
                if isinstance(value := section.get(name), str) and value:
                    yield f"{place[0]}.{name}", value, name != key


_GivenSection = tuple[Place, type[Section], dict[str, Any]]


def _sections(data: Mapping[str, Any]) -> Iterator[_GivenSection]:
    for name, known in SECTIONS.items():
        found = data.get(name)
        if isinstance(found, list):
            for number, section in enumerate(found):
                yield from _within((name, number), known, section)
        else:
            yield from _within((name,), known, found)


def _within(place: Place, known: type[Section], found: object) -> Iterator[_GivenSection]:
    if isinstance(found, dict):
        yield place, known, found
        for name, lower in known.below.items():
            yield from _within((*place, name), lower, found.get(name))


def _fill_secret(section: dict[str, Any], key: str, folder: Path) -> str | None:
    """Put the secret into `section[key]`; the answer is what is wrong, if anything is."""
    name = section.get(f"{key}_file")
    if section.get(key) == "":
        del section[key]  # an empty value is none, as the environment often has it
    if not name or not isinstance(name, str):
        return None
    if key in section:
        return f"and {key} are both given; keep one of them"
    try:
        section[key] = _read(locate_path(folder, name))
    except ValueError as error:
        section[key] = "unreadable"  # told once: the key itself is not missing beside its file
        return str(error)
    return None


def _read(path: Path) -> str:
    try:
        with path.open("rb") as file:
            raw = file.read(_LONGEST + 1)
    except OSError as error:
        raise ValueError(f"must name a readable file; {path}: {error.strerror}") from error
    if len(raw) > _LONGEST:
        raise ValueError(f"must name a file with the secret alone; {path} is too long for that")
    try:
        secret = raw.decode("utf-8-sig").rstrip("\r\n")
    except UnicodeDecodeError as error:
        raise ValueError(f"must name a text file in UTF-8; {path} is none") from error
    if not secret:
        raise ValueError(f"must name a file with the secret; {path} is empty")
    return secret
