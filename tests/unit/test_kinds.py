"""The kind of every sample mail; what a bounce tells of the letter that failed; who is never written to."""

from collections.abc import Sequence

import pytest

from tests.unit.kind_samples import Sample, samples
from worker.forms.extract_form import extract_form
from worker.forms.extraction import Extraction, Kind
from worker.forms.form_definition import Form
from worker.reading import read
from worker.resources import find_folder
from worker.template_files import load_forms

SAMPLES = samples()
REQUESTS = {Kind.MIGRATION_REQUEST, Kind.CLOUD_INTEREST}
MOST_SHOWN = 0.055  # answers to a letter whose thread nobody knows are among them


@pytest.fixture(scope="module")
def forms() -> Sequence[Form]:
    return tuple(load_forms((find_folder("templates"),)).values())


def named(chosen: Sequence[Sample]) -> pytest.MarkDecorator:
    return pytest.mark.parametrize("sample", chosen, ids=[sample.name for sample in chosen])


def extracted(sample: Sample, forms: Sequence[Form]) -> Extraction:
    return extract_form(read(sample.raw), forms)


@named(SAMPLES)
def test_a_mail_is_of_its_kind(sample: Sample, forms: Sequence[Form]) -> None:
    found = extracted(sample, forms)
    assert found.kind == sample.kind, found.reason
    assert found.reason


@named([sample for sample in SAMPLES if sample.kind == Kind.BOUNCE])
def test_a_bounce_tells_whom_and_which_letter_it_is_about(sample: Sample) -> None:
    report = read(sample.raw).report
    assert report is not None
    assert report.recipients == ((sample.failed,) if sample.failed else ())
    assert report.message_id == sample.message_id


@named([sample for sample in SAMPLES if sample.ask is not None])
def test_what_is_missing_is_asked_for(sample: Sample, forms: Sequence[Form]) -> None:
    assert frozenset(extracted(sample, forms).ask) == sample.ask


def test_few_mails_are_shown_to_a_person(forms: Sequence[Form]) -> None:
    found = {sample.name: extracted(sample, forms) for sample in SAMPLES}
    shown = [name for name, one in found.items() if one.hold or one.unread]
    assert len(shown) <= MOST_SHOWN * len(SAMPLES), shown


def test_samples_have_names_of_their_own() -> None:
    names = [sample.name for sample in SAMPLES]
    assert len(set(names)) == len(names) > 250
