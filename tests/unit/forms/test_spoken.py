"""Looking for a pattern only behind its phrases finds what looking everywhere finds."""

import pytest

from worker.forms import free
from worker.forms.prose import Sentence
from worker.forms.spoken import Spoken
from worker.forms.words import tellings

_TELLERS = {
    "holder": (free._HOLDER_PATTERN, free._HOLDER, (*tellings.HOLDER_BEFORE, *tellings.HOLDER_LISTED)),
    "organization": (
        free._ORGANIZATION_PATTERN,
        free._ORGANIZATION,
        (*tellings.ORGANIZATION_BEFORE, *tellings.ORGANIZATION_LISTED),
    ),
    "license": (free._LICENSED_PATTERN, free._LICENSED, tellings.IN_THE_NAME_OF),
    "address": (free._ADDRESS_PATTERN, free._ADDRESS, (*tellings.ADDRESS_BEFORE, *tellings.ADDRESS_LISTED)),
}
_SENTENCES = (
    "{} Jane Doe, Elm Street 1.",
    "Hello, {}: Jane Doe",
    "so,  {}  Acme Inc., thank you",
    "({} «Acme»)",
)


def sentence(text: str) -> Sentence:
    return Sentence(text, ((0, 0),), question=False)


@pytest.mark.parametrize("name", _TELLERS)
def test_every_phrase_is_found_in_any_case_and_with_any_white_space(name: str) -> None:
    pattern, spoken, phrases = _TELLERS[name]
    found = 0
    for phrase in phrases:
        for written in (phrase, phrase.upper(), phrase.title(), phrase.replace(" ", "\n  ")):
            for frame in _SENTENCES:
                text = frame.format(written)
                there, here = pattern.search(text), spoken.search(sentence(text))
                assert (there and there.span()) == (here and here.span()), text
                found += here is not None
    assert found > len(phrases)


def test_a_sentence_without_a_phrase_is_not_searched() -> None:
    class Never:
        def search(self, text: str) -> None:
            raise AssertionError(text)

    spoken = Spoken(Never(), ["account holder is"])  # type: ignore[arg-type]
    assert spoken.search(sentence("The account of the holder is new.")) is None
