"""Looking for a pattern only behind its phrases finds what looking everywhere finds."""

import pytest

from worker.forms.answers import prose_values
from worker.forms.text.guarded_pattern import GuardedPattern
from worker.forms.text.sentences import Sentence
from worker.forms.words import value_words

_TELLERS = {
    "holder": (
        prose_values._HOLDER_PATTERN,
        prose_values._HOLDER,
        (*value_words.HOLDER_BEFORE, *value_words.HOLDER_LISTED),
    ),
    "organization": (
        prose_values._ORGANIZATION_PATTERN,
        prose_values._ORGANIZATION,
        (*value_words.ORGANIZATION_BEFORE, *value_words.ORGANIZATION_LISTED),
    ),
    "license": (prose_values._LICENSED_PATTERN, prose_values._LICENSED, value_words.IN_THE_NAME_OF),
    "address": (
        prose_values._ADDRESS_PATTERN,
        prose_values._ADDRESS,
        (*value_words.ADDRESS_BEFORE, *value_words.ADDRESS_LISTED),
    ),
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

    spoken = GuardedPattern(Never(), ["account holder is"])  # type: ignore[arg-type]
    assert spoken.search(sentence("The account of the holder is new.")) is None
