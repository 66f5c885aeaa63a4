"""What a request is found by."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from worker.store.queue.search_terms import LONGEST, SearchedTexts, parse_terms, words_of

KEY = "eJwBMgDN/01vY2t1cHMgZm9yIEpJUkF8NTB8qppf5WYZ8SKe9ajnjCKgTSsZasp7A9EmYcoWxbP5DgkWYw=="


def texts(name: str = "", **fields: str) -> SearchedTexts:
    return SearchedTexts(
        reference="SW-ABC", name=name, address="a@b.test", subject="", fields=fields, sens=("SEN-123",)
    )


def fits(search: str, found: SearchedTexts) -> bool:
    words = words_of(found)

    def begins(beginning: str) -> bool:
        return any(word.startswith(beginning) for word in words)

    return all(
        (term.beginnings and all(map(begins, term.beginnings))) or (term.ending and begins(term.ending))
        for term in parse_terms(search)
    )


@pytest.mark.parametrize(
    "search",
    [
        "sw-abc",
        "SEN-123",
        "123",
        "a@b.test",
        "garcí",
        "GARCIA",
        "东京",
        "京株式",
        "ｇａｒｃｉａ",
        "hauptstraße",
        "HAUPTSTRASSE",
    ],
)
def test_words_are_found_by_their_beginnings_without_case_accents_and_widths(search: str) -> None:
    assert fits(search, texts("Ana García", organization="东京株式会社", address="Hauptstraße 3"))


@pytest.mark.parametrize("search", [KEY[-6:], KEY[-20:], KEY, KEY.lower()[-9:], KEY[-4:], "****" + KEY[-4:]])
def test_a_license_key_is_found_by_its_end(search: str) -> None:
    assert fits(search, texts(license_key=f"{KEY} other"))


@pytest.mark.parametrize("search", [KEY[:12], KEY[10:30], "YWw==", "x"])
def test_a_license_key_is_not_found_by_its_middle_nor_by_too_little(search: str) -> None:
    assert not fits(search, texts(license_key=KEY))


@given(st.text(max_size=300))
def test_whatever_a_name_holds_is_found_again_and_bounded(name: str) -> None:
    found = texts(name)
    assert all(0 < len(word) <= LONGEST for word in words_of(found))
    if len(name.split()) == 1:
        assert fits(name, found) or not parse_terms(name)


@given(st.text())
def test_a_search_asks_for_a_bounded_number_of_words(search: str) -> None:
    assert sum(len(term.beginnings) for term in parse_terms(search)) <= 64
