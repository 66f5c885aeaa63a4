"""The Subject header: without what clients and gateways put before it, and whether it is a form's."""

from collections.abc import Sequence
from dataclasses import dataclass

from rapidfuzz import fuzz

from worker.forms.form_definition import Form
from worker.forms.text.text_folding import fold_words
from worker.forms.words.subject_prefixes import FORWARDS, REPLIES

_LIKE = 88.0  #: likeness (0 to 100) that makes a subject the form's
_MOST = 0.6  #: of a form's subject that a cut one has to hold
_MAX_PREFIXES = 8
_MAX_PREFIX = 16  #: characters


@dataclass(frozen=True, slots=True)
class FormSubject:
    """A subject without its prefixes."""

    text: str
    reply: bool  #: it had a "Re:" of any language
    forward: bool  #: it had a "Fwd:" of any language


def subject_of(text: str) -> FormSubject:
    """The subject without "Re:", "AW:", "[EXTERNAL]" and their like."""
    reply = forward = False
    rest = text.strip()
    for _ in range(_MAX_PREFIXES):
        if rest.startswith("[") and "]" in rest[:40]:
            rest = rest.partition("]")[2].strip()
            continue
        prefix, colon, after = rest[:_MAX_PREFIX].replace("：", ":").partition(":")
        folded = prefix.partition("[")[0].casefold().strip(" ()0123456789")
        if not colon or folded not in REPLIES | FORWARDS:
            break
        reply, forward = reply or folded in REPLIES, forward or folded in FORWARDS
        rest = (after + rest[_MAX_PREFIX:]).strip()
    return FormSubject(rest, reply, forward)


def is_subject_of(subject: FormSubject, form: Form) -> bool:
    """Whether the subject is the form's, or one of its other wordings, with small changes or cut short."""
    parts = fold_words(subject.text[:300])
    return any(_is_like(parts, fold_words(other)) for other in form.subjects)


def own_subject(text: str, form: Form) -> str:
    """The form's own wording of the subject that `text` is, or its first one; never `text` itself."""
    parts = fold_words(subject_of(text[:300]).text)
    return next((other for other in form.subjects if _is_like(parts, fold_words(other))), form.subject)


def _is_like(parts: Sequence[str], wording: Sequence[str]) -> bool:
    if len(parts) >= _MOST * len(wording) and parts == wording[: len(parts)]:
        return True
    return fuzz.ratio(" ".join(parts), " ".join(wording)) >= _LIKE
