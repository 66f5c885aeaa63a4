"""The annotated mails of the tree, in sets: as Python, as files, and the corpus with its hard kinds."""

import importlib
import json
import pkgutil
import unicodedata
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

import tests.samples.requests as requests
from tests.samples.sample import Sample

FOLDER = Path(__file__).parent
CORPUS = FOLDER / "corpus"


def own_samples() -> list[Sample]:
    """Those written as Python."""
    modules = [f"tests.samples.requests.{module.name}" for module in pkgutil.iter_modules(requests.__path__)]
    return [sample for module in modules for sample in importlib.import_module(module).samples.found]


def annotated(mails: Path) -> list[Sample]:
    """Those of a folder: NAME.eml as the server holds it, and NAME.json with what it means."""
    found = []
    for path in sorted(mails.glob("*.json")):
        told = json.loads(path.read_text(encoding="utf-8"))
        raw = path.with_suffix(".eml").read_bytes()
        found.append(Sample(path.stem, raw, told["kind"], told["fields"], tuple(sorted(told["ask"]))))
    return found


SETS: Mapping[str, Callable[[], Sequence[Sample]]] = {
    "own": own_samples,
    "mails": lambda: annotated(FOLDER / "mails"),
    "corpus": lambda: annotated(CORPUS / "messages"),
    "hard": lambda: annotated(CORPUS / "hard"),
    "strangers": lambda: annotated(CORPUS / "strangers"),
    "newcomers": lambda: annotated(CORPUS / "newcomers"),
    "latecomers": lambda: annotated(CORPUS / "latecomers"),
    "visitors": lambda: annotated(CORPUS / "visitors"),
    "guests": lambda: annotated(CORPUS / "guests"),
    "travellers": lambda: annotated(CORPUS / "travellers"),
}


def compared(name: str, value: str | int | None) -> str | int | None:
    """A value in the form in which the corpus compares it."""
    if not isinstance(value, str):
        return value
    if name == "address":
        folded = unicodedata.normalize("NFKC", value).casefold()
        return "".join(char for char in folded if char.isalnum())
    if name in ("license_key", "license"):
        return "".join(value.split())
    return value.casefold() if name.endswith("email") else " ".join(value.split())
