"""Mail of many clients and people, read as a careful person would."""

from collections.abc import Sequence

import pytest

from tests.samples.annotated import SETS, compared
from tests.samples.rates import Reading, readings
from tests.samples.sample import Sample
from worker.app import load_forms
from worker.forms.extract import extract
from worker.forms.extraction import Extraction
from worker.reading import read
from worker.reading.message import Message
from worker.resources import folder

FORMS = tuple(load_forms((folder("templates"),)).values())
SAMPLES = [sample for name in ("own", "mails", "corpus") for sample in SETS[name]()]
HARD_EXACT, HARD_SILENT = 50, 0  #: of the kinds of mail that the reader failed at when it first met them


@pytest.mark.parametrize("sample", SAMPLES, ids=lambda sample: sample.name)
def test_a_mail_is_read_as_a_careful_person_would(sample: Sample) -> None:
    (reading,) = readings([sample], FORMS)
    assert reading.differences == []
    assert set(reading.found.problems) == set(reading.found.ask)


@pytest.fixture(scope="module")
def hard() -> Sequence[Reading]:
    return list(readings(SETS["hard"](), FORMS))


def test_hard_kinds_of_mail_are_read_as_a_careful_person_would(hard: Sequence[Reading]) -> None:
    wrong = [f"{one.sample.name}: {one.differences}" for one in hard if one.differences]
    assert len(hard) - len(wrong) >= HARD_EXACT, "\n".join(wrong)


def test_hard_kinds_of_mail_are_not_misread_in_silence(hard: Sequence[Reading]) -> None:
    silent = [f"{one.sample.name}: {one.differences}" for one in hard if one.silent]
    assert len(silent) <= HARD_SILENT, "\n".join(silent)


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
