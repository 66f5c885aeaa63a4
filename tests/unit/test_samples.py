"""Mail of many clients and people, read as a careful person would; the annotated corpus where it is there."""

import importlib
import json
import os
import pkgutil
import unicodedata
from collections.abc import Iterator
from pathlib import Path

import pytest

import tests.samples.requests as requests
from tests.samples.sample import Sample
from worker.app import load_forms
from worker.forms.extract import extract
from worker.forms.extraction import Extraction
from worker.reading import read
from worker.reading.message import Message
from worker.resources import folder

FORMS = tuple(load_forms((folder("templates"),)).values())
BESIDE = Path(__file__).resolve().parents[3] / "shared" / "corpus"
CORPUS = Path(os.environ.get("SEN_WORKER_CORPUS", BESIDE)) / "messages"
MAILS = Path(__file__).resolve().parents[1] / "samples" / "mails"


def our_samples() -> Iterator[Sample]:
    for module in pkgutil.iter_modules(requests.__path__):
        yield from importlib.import_module(f"tests.samples.requests.{module.name}").samples.found


def annotated(mails: Path) -> Iterator[Sample]:
    for path in sorted(mails.glob("*.json")):
        told = json.loads(path.read_text(encoding="utf-8"))
        raw = path.with_suffix(".eml").read_bytes()
        yield Sample(path.stem, raw, told["kind"], told["fields"], tuple(sorted(told["ask"])))


SAMPLES = [*our_samples(), *annotated(MAILS), *annotated(CORPUS)]


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


@pytest.mark.parametrize("sample", SAMPLES, ids=lambda sample: sample.name)
def test_a_mail_is_read_as_a_careful_person_would(sample: Sample) -> None:
    read_as = extract(read(sample.raw), FORMS)
    values = {name: compared(name, value) for name, value in read_as.fields.items() if name not in sample.ask}
    truth = {name: compared(name, value) for name, value in sample.fields.items() if name not in sample.ask}
    assert (read_as.kind, tuple(sorted(read_as.ask)), values) == (sample.kind, sample.ask, truth)
    assert set(read_as.problems) == set(read_as.ask)


@pytest.mark.parametrize("sample", SAMPLES, ids=lambda sample: sample.name)
def test_the_evidence_of_a_value_shows_its_words(sample: Sample) -> None:
    message = read(sample.raw)
    read_as = extract(message, FORMS)
    for name, value in read_as.fields.items():
        if isinstance(value, str) and name not in read_as.ask:
            shown = compared("address", evidence_words(message, read_as, name))
            wanted = compared("address", value)
            assert isinstance(shown, str)
            assert isinstance(wanted, str)
            assert wanted in shown, name


def evidence_words(message: Message, read_as: Extraction, name: str) -> str:
    evidence = read_as.evidence[name]
    assert evidence.part in ("subject", read_as.part)
    text = message.subject if evidence.part == "subject" else read_as.text
    return "".join(text[span.start : span.end] for span in evidence.spans)
