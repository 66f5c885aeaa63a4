"""Compares what was read with what was meant, by the rules of the annotated corpus.

Kind and `ask` have to be equal, and each field that is not asked for. Which white space, letter case and
punctuation count depends on the field.
"""

import unicodedata
from dataclasses import dataclass

from tests.generator.people import Truth
from worker.forms.extraction import Extraction


@dataclass(frozen=True, slots=True)
class Verdict:
    """What is wrong with a reading; nothing when it is exact."""

    kind: str = ""
    fields: tuple[str, ...] = ()  #: whose values differ
    asked_too_much: tuple[str, ...] = ()
    not_asked: tuple[str, ...] = ()
    missed: bool = False  #: a request, taken for none and not held
    invented: bool = False  #: a request where there is none, and not held
    wrong_account: bool = False  #: another address would be used, without asking and without a person

    @property
    def exact(self) -> bool:
        return not (self.kind or self.fields or self.asked_too_much or self.not_asked)

    def __str__(self) -> str:
        parts = {
            "kind": self.kind,
            "differs": ", ".join(self.fields),
            "asked too much": ", ".join(self.asked_too_much),
            "not asked": ", ".join(self.not_asked),
        }
        return "; ".join(f"{name}: {what}" for name, what in parts.items() if what)


def judge(read: Extraction, truth: Truth) -> Verdict:
    """How far the reading is from the truth."""
    request = truth.kind == "migration_request"
    if read.kind != truth.kind:
        missed = request and not read.hold
        return Verdict(kind=str(read.kind), missed=missed, invented=not request and not read.hold)
    wrong = [name for name in truth.fields if name not in truth.ask and _differs(read, truth, name)]
    asked = set(read.ask)
    accepted = "account_email" not in asked and not read.hold
    return Verdict(
        fields=tuple(name for name in wrong if name not in asked),
        asked_too_much=tuple(sorted(asked - truth.ask)),
        not_asked=tuple(sorted(truth.ask - asked)),
        wrong_account=request and accepted and ("account_email" in truth.ask or "account_email" in wrong),
    )


def _differs(read: Extraction, truth: Truth, name: str) -> bool:
    return comparable(name, read.fields.get(name)) != comparable(name, truth.fields[name])


def comparable(name: str, value: str | int | None) -> str | None:
    """A value as the corpus compares it."""
    if value is None:
        return None
    text = str(value)
    if name == "license_key":
        return "".join(text.split())
    if name == "address":
        return "".join(c for c in unicodedata.normalize("NFKC", text).casefold() if c.isalnum())
    return text.casefold() if name.endswith("email") else " ".join(text.split())
