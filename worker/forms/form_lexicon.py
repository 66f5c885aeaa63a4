"""A form's wordings, prepared for looking them up. It must not know of messages."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from worker.forms.form_definition import Form
from worker.forms.text.text_folding import BEGINNING, fold_phrase, fold_words

#: A wording so long is told from running text wherever it stands; a shorter one is a label.
_LONG_WORDS = 4
_LONG_CHARS = 16
_LONG_CJK = 8


@dataclass(frozen=True, slots=True)
class FieldWording:
    """One way to ask for a field."""

    field: str
    run: str
    spaced: str  #: its folded words with spaces, for measuring likeness
    count: int  #: of words
    words: frozenset[str]
    long: bool


@dataclass(frozen=True, slots=True, eq=False)  # each is the only one of its form, so that lookups can be kept
class FormLexicon:
    """The words of one form."""

    form: Form
    prompts: tuple[FieldWording, ...]  #: the template's own prompts
    long: tuple[FieldWording, ...]  #: every long wording, the longest first
    long_beginnings: Mapping[str, Sequence[int]]  #: the places in `long` of those that begin so
    labels: Mapping[str, FieldWording]  #: every wording by its run
    label_starts: frozenset[str]  #: the first two letters of each run
    spaced: Mapping[str, FieldWording]  #: every wording by its folded words
    keywords: tuple[tuple[str, frozenset[str]], ...]  #: field, and beginnings of words that tell it
    beginnings: frozenset[str]  #: all of those
    numbers: Mapping[int, str]  #: the template's number of each field
    fixed: tuple[str, ...]  #: runs of lead-in and intro: template text that asks for nothing
    statements: tuple[str, ...]  #: runs of the statement's wordings


@lru_cache(maxsize=16)
def make_lexicon(form: Form) -> FormLexicon:
    """The form's lexicon; made once."""
    wordings = [
        _wording(field.name, wording)
        for field in form.fields
        for text in field.wordings
        for wording in _with_and_without_article(text)
        if fold_phrase(wording)
    ]
    long = sorted((w for w in wordings if w.long), key=lambda wording: len(wording.run), reverse=True)
    keywords = [(field.name, frozenset(fold_words(word))) for field in form.fields for word in field.keywords]
    statements = form.confirmation.wordings if form.confirmation else ()
    return FormLexicon(
        form=form,
        prompts=tuple(_wording(field.name, field.prompt) for field in form.fields if field.prompt),
        long=tuple(long),
        long_beginnings=_beginnings(long),
        labels=_first(wordings, [wording.run for wording in wordings]),
        label_starts=frozenset(wording.run[:2] for wording in wordings),
        spaced=_first(wordings, [wording.spaced for wording in wordings]),
        keywords=tuple(keywords),
        beginnings=frozenset(beginning for _, needed in keywords for beginning in needed),
        numbers={field.number: field.name for field in form.fields},
        fixed=tuple(fold_phrase(text) for text in (form.lead_in, *form.intros) if text),
        statements=tuple(map(fold_phrase, statements)),
    )


def _wording(field: str, text: str) -> FieldWording:
    parts = fold_words(text)
    spaced = " ".join(parts)
    cjk = not spaced.isascii() and parts and sum(len(part) == 1 for part in parts) * 2 > len(parts)
    long = len(parts) >= _LONG_CJK if cjk else len(parts) >= _LONG_WORDS and len(spaced) >= _LONG_CHARS
    return FieldWording(field, "".join(parts), spaced, len(parts), frozenset(parts), bool(long))


def _with_and_without_article(text: str) -> tuple[str, ...]:
    """ "The email address …" is written "Email address …" as well."""
    first, _, rest = text.partition(" ")
    return (
        (text, rest)
        if first.casefold() in {"the", "my", "mein", "die", "der", "le", "la", "el"} and " " in rest
        else (text,)
    )


def _beginnings(long: Sequence[FieldWording]) -> dict[str, list[int]]:
    found: dict[str, list[int]] = {}
    for place, wording in enumerate(long):
        found.setdefault(wording.run[:BEGINNING], []).append(place)
    return found


def _first(wordings: Sequence[FieldWording], keys: Sequence[str]) -> dict[str, FieldWording]:
    """Where two fields share a wording, the field that comes first in the form has it."""
    found: dict[str, FieldWording] = {}
    for key, wording in zip(keys, wordings, strict=True):
        found.setdefault(key, wording)
    return found
