"""Mail of many clients and people, read as a careful person would."""

import pytest

from tests.samples.annotated import SETS, compared
from tests.samples.rates import Reading, readings
from tests.samples.sample import Sample
from worker.forms.extract_form import extract_form
from worker.forms.extraction import Extraction
from worker.reading import read
from worker.reading.message import Message
from worker.resources import find_folder
from worker.template_files import load_forms

FORMS = tuple(load_forms((find_folder("templates"),)).values())
SAMPLES = [sample for name in ("own", "mails", "corpus") for sample in SETS[name]()]
#: At least so many are read exactly, and at most so many wrongly in silence: of the kinds of mail that the
#: reader failed at when it first met them, and of mail by somebody who had not seen the reader.
FLOORS = {
    "hard": (51, 0),
    "strangers": (199, 0),
    "newcomers": (198, 0),
    "latecomers": (117, 0),
    "visitors": (128, 0),
    "guests": (80, 0),
    "travellers": (174, 0),
}


@pytest.mark.parametrize("sample", SAMPLES, ids=lambda sample: sample.name)
def test_a_mail_is_read_as_a_careful_person_would_and_its_evidence_shows_the_words(sample: Sample) -> None:
    message = read(sample.raw)
    read_as = extract_form(message, FORMS)
    assert Reading(sample, read_as).differences == []
    assert set(read_as.problems) == set(read_as.ask)
    for name, value in read_as.fields.items():
        if isinstance(value, str) and name not in read_as.ask:
            shown = compared("address", evidence_words(message, read_as, name))
            wanted = compared("address", value)
            assert isinstance(shown, str)
            assert isinstance(wanted, str)
            assert wanted in shown, name


@pytest.mark.parametrize("name", FLOORS)
def test_mail_that_is_not_all_read_yet_is_read_no_worse(name: str) -> None:
    exact, silent = FLOORS[name]
    found = list(readings(SETS[name](), FORMS))
    wrong = [f"{one.sample.name}: {one.differences}" for one in found if one.differences]
    unheard = [f"{one.sample.name}: {one.differences}" for one in found if one.silent]
    assert len(found) - len(wrong) >= exact, "\n".join(wrong)
    assert len(unheard) <= silent, "\n".join(unheard)


def evidence_words(message: Message, read_as: Extraction, name: str) -> str:
    evidence = read_as.evidence[name]
    assert evidence.part in ("subject", read_as.part)
    text = message.subject if evidence.part == "subject" else read_as.text
    return "".join(text[span.start : span.end] for span in evidence.spans)
