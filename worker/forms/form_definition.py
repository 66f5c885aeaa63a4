"""A form's definition: the values of one file under `templates/forms/`, and its parser.

The mailto: link, the reader and the letters all use the same `Form`, so they can't drift apart.
It must not know where the file lies or who reads it: `parse_form` takes the text.
"""

import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any, TypeVar

from worker.errors import ConfigError
from worker.forms.extraction import Kind

T = TypeVar("T")

CONFIRMATION = "confirmation"  #: stands in `ask` beside the names of fields


class AnswerCheck(StrEnum):
    """What an answer has to be."""

    LICENSE_KEY = "license_key"
    EMAIL = "email"
    PERSON = "person"
    ORGANIZATION = "organization"
    ADDRESS = "address"
    INTEGER = "integer"


@dataclass(frozen=True, slots=True, kw_only=True)
class FieldQuestion:
    """How letters in one language name a field and ask for it."""

    language: str  #: ISO 639-1
    label: str  #: short, for letters and pages
    prompt: str  #: with its colon


@dataclass(frozen=True, slots=True, kw_only=True)
class FormField:
    """One thing that the form asks for."""

    name: str
    number: int
    label: str  #: short, for letters and pages
    prompt: str  #: as it stands in the mailto body; empty when the body has none for it
    ask_prompt: str  #: as a letter asks for it, with its colon
    check: AnswerCheck
    required: bool
    wordings: tuple[str, ...]  #: the prompt first, then every other wording, in all languages
    letters: tuple[FieldQuestion, ...]  #: for letters in other languages than English
    keywords: tuple[str, ...]  #: word beginnings that together, in a label, speak of this field only


@dataclass(frozen=True, slots=True, kw_only=True)
class Confirmation:
    """The statement that the customer confirms by sending it."""

    label: str
    prompt: str  #: as a letter asks for it
    letters: tuple[FieldQuestion, ...]  #: the same for letters in other languages than English
    statement: str
    wordings: tuple[str, ...]  #: the statement first, then its other wordings
    server_prompts: tuple[str, ...]  #: prompts for the first half, answered by a yes
    match_prompts: tuple[str, ...]  #: and for the second


@dataclass(frozen=True, slots=True, kw_only=True)
class Form:
    """One mailto template and what its answers mean."""

    name: str
    kind: Kind
    recipient: str
    subject: str
    subjects: tuple[str, ...]  #: `subject` first, then its other wordings
    lead_in: str
    intro: str
    intros: tuple[str, ...]
    confirmation: Confirmation | None
    fields: tuple[FormField, ...]

    def field(self, name: str) -> FormField:
        """The field of that name; KeyError when there is none."""
        for field in self.fields:
            if field.name == name:
                return field
        raise KeyError(name)


def parse_form(text: str, source: str) -> Form:
    """The form in `text` (TOML); ConfigError names `source` and the key that is wrong."""
    try:
        data = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise ConfigError(f"{source}: not valid TOML: {error}") from None
    table = _Table(data, source)
    form = Form(
        name=table.text("name"),
        kind=_kind(table),
        recipient=table.text("recipient"),
        subject=table.text("subject"),
        subjects=(table.text("subject"), *table.texts("other_subjects")),
        lead_in=table.text("lead_in", empty=True),
        intro=table.text("intro"),
        intros=(table.text("intro"), *table.texts("other_intros")),
        confirmation=_confirmation(table),
        fields=tuple(_field(entry) for entry in table.tables("fields")),
    )
    table.end()
    _distinct(form, source)
    return form


class _Table:
    """A TOML table that knows its place in the file and which of its keys were read."""

    def __init__(self, data: Mapping[str, Any], source: str, path: str = "") -> None:
        self._data = data
        self._unread = set(data)
        self._source = source
        self._path = path

    def wrong(self, key: str, why: str) -> ConfigError:
        return ConfigError(f"{self._source}: {self._path}{key}: {why}")

    def take(self, key: str, kind: type[T], default: T | None = None) -> T:
        self._unread.discard(key)
        value = self._data.get(key, default)
        if value is None:
            raise self.wrong(key, "is missing")
        if not isinstance(value, kind) or (kind is int and isinstance(value, bool)):
            raise self.wrong(key, f"must be of type {kind.__name__}, not {value!r:.60}")
        return value

    def text(self, key: str, default: str | None = None, *, empty: bool = False) -> str:
        value = self.take(key, str, default)
        if not value.strip() and not empty:
            raise self.wrong(key, "must not be empty")
        return value

    def texts(self, key: str) -> tuple[str, ...]:
        values = self.take(key, list, [])
        if not all(isinstance(value, str) and value.strip() for value in values):
            raise self.wrong(key, "must be a list of texts")
        return tuple(values)

    def table(self, key: str) -> "_Table":
        return _Table(self.take(key, dict, {}), self._source, f"{self._path}{key}.")

    def tables(self, key: str) -> Iterator["_Table"]:
        entries = self.take(key, list)
        if not entries or not all(isinstance(entry, dict) for entry in entries):
            raise self.wrong(key, "must be one or more tables")
        for index, entry in enumerate(entries, start=1):
            yield _Table(entry, self._source, f"{self._path}{key}[{index}].")

    def names(self) -> tuple[str, ...]:
        return tuple(self._data)

    def end(self) -> None:
        for key in sorted(self._unread):
            raise self.wrong(key, "is not a known key")


def _kind(table: _Table) -> Kind:
    kinds = (Kind.MIGRATION_REQUEST, Kind.CLOUD_INTEREST)
    value = table.text("kind")
    if value not in kinds:
        raise table.wrong("kind", f"must be one of {', '.join(kinds)}")
    return Kind(value)


def _confirmation(table: _Table) -> Confirmation | None:
    if CONFIRMATION not in table.names():
        return None
    entry = table.table(CONFIRMATION)
    statement = entry.text("statement")
    confirmation = Confirmation(
        label=entry.text("label"),
        prompt=entry.text("prompt"),
        letters=_letters(entry),
        statement=statement,
        wordings=(statement, *entry.texts("other_statements")),
        server_prompts=entry.texts("server_prompts"),
        match_prompts=entry.texts("match_prompts"),
    )
    entry.end()
    return confirmation


def _letters(entry: _Table) -> tuple[FieldQuestion, ...]:
    table = entry.table("letters")
    found = []
    for language in table.names():
        words = table.table(language)
        found.append(FieldQuestion(language=language, label=words.text("label"), prompt=words.text("prompt")))
        words.end()
    table.end()
    return tuple(found)


def _field(entry: _Table) -> FormField:
    prompt = entry.text("prompt", "", empty=True)
    letters = _letters(entry)
    asked = [one.prompt.strip() for one in letters]
    translations = entry.table("translations")
    foreign = [wording for language in translations.names() for wording in translations.texts(language)]
    check = entry.text("check")
    if check not in tuple(AnswerCheck):
        raise entry.wrong("check", f"must be one of {', '.join(AnswerCheck)}")
    field = FormField(
        name=entry.text("name"),
        number=entry.take("number", int),
        label=entry.text("label"),
        prompt=prompt,
        ask_prompt=entry.text("ask_prompt", prompt.strip()),
        check=AnswerCheck(check),
        required=entry.take("required", bool, True),  # noqa: FBT003  # the default of a TOML key
        letters=letters,
        keywords=entry.texts("keywords"),
        wordings=tuple(
            dict.fromkeys(filter(None, (prompt.strip(), *entry.texts("wordings"), *foreign, *asked)))
        ),
    )
    translations.end()
    entry.end()
    return field


def _distinct(form: Form, source: str) -> None:
    for what in ("name", "number"):
        values = [getattr(field, what) for field in form.fields]
        if len(set(values)) != len(values):
            raise ConfigError(f"{source}: fields: two fields have the same {what}")
