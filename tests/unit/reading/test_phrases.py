"""Many phrases are looked for at once."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from worker.reading.phrase_search import EvenText, PhraseSet

PHRASES = PhraseSet(["out of office", "away", "je suis absent", "l'indirizzo è", "不在", "отпуск"])


@pytest.mark.parametrize(
    "text",
    [
        "I am Out  of\nOffice.",
        "far-away",
        "(away)",
        "Je suis absent(e)",
        "L’indirizzo è nuovo",
        "私は不在です",
        "В отпуске",
    ],
)
def test_a_phrase_is_found_in_any_case_and_beside_any_punctuation(text: str) -> None:
    assert PHRASES.within(EvenText(text))


@pytest.mark.parametrize("text", ["", "out of the office", "about of office", "je suis", "indirizzo è"])
def test_what_is_no_phrase_is_not_found(text: str) -> None:
    assert not PHRASES.within(EvenText(text))


@given(st.text(alphabet="aä b_.,'’-2\n\tX不"))
def test_a_text_is_split_into_words_wherever_no_word_character_stands(text: str) -> None:
    apart = "".join(char if char.isalnum() or char == "_" else " " for char in EvenText(text).text)
    assert EvenText(text).words == frozenset(apart.split())
