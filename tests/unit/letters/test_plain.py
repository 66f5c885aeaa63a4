"""Values made harmless, and text wrapped."""

import re
from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from worker.errors import ConfigError
from worker.forms.extraction import FieldProblem
from worker.letters.letter_renderer import Renderer
from worker.letters.letter_wording import parse_wording
from worker.letters.plain_text import WIDTH, clean_paragraphs, join_lines, keep_line, one_line, wrap_text
from worker.letters.values import LetterQuestion
from worker.requests.merge_answers import mask_key
from worker.resources import find_folder


def test_a_masked_key_shows_its_last_four_characters_alone() -> None:
    assert mask_key("eJxT0CrO\r\n zy9WyEgs Qk7Q") == "****Qk7Q"


@pytest.mark.parametrize("key", ["", "abcd", "abcdefgh"])
def test_a_very_short_key_shows_nothing(key: str) -> None:
    assert mask_key(key) == "****"


def test_the_lines_of_an_address_read_on() -> None:
    assert (
        join_lines("Hafenstraße 12,\r\n\r\n 24103  Kiel\nGermany", 300)
        == "Hafenstraße 12, 24103 Kiel, Germany"
    )


def test_paragraphs_keep_their_lines() -> None:
    assert clean_paragraphs("One.\r\ntwo\x00\n\n\n\nThree.\n", 100) == "One.\ntwo\n\nThree."


def test_a_long_value_is_cut_with_an_ellipsis() -> None:
    assert one_line("word " * 100, 12) == "word word w…"


@given(st.text(max_size=500), st.integers(1, 60))
def test_one_line_is_printable_bounded_and_stays_so(value: str, limit: int) -> None:
    line = one_line(value, limit)
    assert len(line) <= limit
    assert len(line.splitlines()) <= 1
    assert "\0" not in line
    line.encode()
    assert one_line(line, limit) == line


@given(st.lists(st.text("ab c-", max_size=200), max_size=5))
def test_wrapping_loses_no_word_and_breaks_none(lines: list[str]) -> None:
    text = wrap_text("\n".join(lines))
    assert text.split() == " ".join(lines).split()
    assert all(len(line) <= WIDTH or " " not in line.strip() for line in text.split("\n"))


def test_a_kept_line_is_never_wrapped_and_loses_its_mark() -> None:
    line = "  " + "word " * 40 + "end"
    assert wrap_text(keep_line(line)) == line + "\n"


def test_wrapping_keeps_the_indent_and_never_breaks_an_address() -> None:
    address = "a-very-long-address-with-hyphens@a-long-domain-name-for-tests.example"
    assert wrap_text("  Please write to " + address) == f"  Please write to\n  {address}\n"


@pytest.mark.parametrize(
    "prompt", ["My License Key: ", "My License Key:", "My License Key", "My License Key ：  "]
)
def test_a_question_has_one_colon_at_its_end(prompt: str) -> None:
    asked = LetterQuestion(field="license_key", number=1, prompt=prompt, reason="a part of it is missing")
    assert asked.line == "1. My License Key (a part of it is missing):"


def test_a_question_without_number_or_reason_is_its_prompt() -> None:
    assert (
        LetterQuestion(field="confirmation", number=0, prompt="Do you agree?", reason="").line
        == "Do you agree?:"
    )


FIELDS = [
    "license_key", "account_email", "holder_name", "organization", "address", "confirmation",
    "license", "users",
]  # fmt: skip


RENDERER = Renderer([find_folder("templates")])
WORDINGS = {language: RENDERER.wording(language) for language in ("en", *RENDERER.languages())}


@pytest.mark.parametrize("language", WORDINGS)
def test_every_problem_has_words_that_fit_into_a_question(language: str) -> None:
    for field, problem in product(FIELDS, FieldProblem):
        words = WORDINGS[language].reason(field, problem)
        assert words
        assert not set(words) & set("():_\n")
        assert len(words) <= 120


def test_what_a_person_asks_for_needs_no_reason() -> None:
    assert WORDINGS["en"].reason("address", None) == ""


REASONS = "[reasons]\n" + "\n".join(f"{problem} = 'x'" for problem in FieldProblem)


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("license = 1", "license: must be a text, or a list of its plural forms"),
        ("license = '{key} {sen}'\n[reasons]\nmissing = 'x'", "reasons: placeholder is missing"),
        (f"license = '{{key}}'\n{REASONS}", "license: must be a text with {key} and {sen} in it"),
        (f"plural = 'n == 1'\nlicense = '{{key}} {{sen}}'\n{REASONS}", "plural: must be as in GNU gettext"),
        (
            f"plural = 'nplurals=1; plural=n;'\nlicense = '{{key}} {{sen}}'\n{REASONS}",
            "plural: must be as in GNU gettext",
        ),
        (
            f"license = '{{key}} {{sen}}'\n{REASONS}\n[parts]\nopen = ['one']",
            "parts.open: must have 2 plural forms, as plural says",
        ),
        ("license = ", "not valid TOML"),
    ],
)
def test_words_that_are_not_whole_are_refused_by_their_file(text: str, problem: str) -> None:
    with pytest.raises(ConfigError, match=f"^words.toml: {re.escape(problem)}"):
        parse_wording((text, "words.toml"))
