"""License keys, put together again where a client broke them."""

from base64 import b64encode
from hashlib import sha512

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.samples.shapes import make_key
from worker.forms.fields.license_keys import find_keys, find_other_keys, is_complete

KEY = make_key("one")
OTHER = make_key("two", "Mockups for JIRA")


@given(
    st.text(max_size=40),
    st.integers(min_value=12, max_value=76),
    st.sampled_from(["\n", "\r\n", "\n> ", " "]),
)
def test_a_key_is_whole_however_it_was_broken(seed: str, width: int, gap: str) -> None:
    key = make_key(seed)
    broken = gap.join(key[at : at + width] for at in range(0, len(key), width))
    assert [found.text for found in find_keys(f"My key: {broken}\nThanks")] == [key]


def test_two_keys_keep_their_order_and_a_repeated_one_counts_once() -> None:
    assert [found.text for found in find_keys(f"{OTHER}\n{KEY}\n{OTHER}")] == [OTHER, KEY]


def test_the_spans_of_a_key_are_its_pieces() -> None:
    text = f"Key: {KEY[:30]}\n{KEY[30:]} (Confluence)"
    (found,) = find_keys(text)
    assert "".join(text[span.start : span.end] for span in found.spans) == KEY


def foreign_key(seed: str) -> str:
    """As Atlassian makes them: base64, "X02" and the length to the base of 31."""
    return "AAAB" + b64encode(sha512(seed.encode()).digest()).decode().rstrip("=") + "X02ec"


@given(st.text(max_size=40), st.integers(min_value=40, max_value=76), st.sampled_from(["\n", "\r\n"]))
def test_a_key_of_another_make_is_whole_too_when_a_client_broke_its_lines(
    seed: str, width: int, gap: str
) -> None:
    key = foreign_key(seed)
    broken = gap.join(key[at : at + width] for at in range(0, len(key), width))
    assert [found.text for found in find_keys(f"My key:{broken}\nThanks")] == [key]


def test_padding_belongs_to_a_key_of_any_make_and_ends_it() -> None:
    key = b64encode(b"Mockups for Confluence|25|" + bytes(range(200, 220))).decode()
    assert key.endswith("=")
    assert [found.text for found in find_keys(f"{key}\n2024\n")] == [key]
    assert [found.text for found in find_keys(f"{foreign_key('a')}\n{foreign_key('b')}")] == [
        foreign_key("a"),
        foreign_key("b"),
    ]


@pytest.mark.parametrize("text", ["eJust a word", "see attached", "", "eJ"])
def test_words_are_no_keys(text: str) -> None:
    assert find_keys(text) == ()


TOKEN = foreign_key("token")


@pytest.mark.parametrize(
    "text",
    [
        f"https://track.example/{TOKEN}",
        f"http://{TOKEN}.example/",
        f"https://example.com/?id={TOKEN}&x=1",
        f"<{TOKEN}@mail.example>",
        f"cid:{TOKEN}@example",
        "/usr/local/lib/python3/site/packages/Confluence/Plugins/Balsamiq/2024",
        "DonaudampfschifffahrtselektrizitaetenhauptbetriebswerkbauAG2024",
        f"-----BEGIN PGP SIGNATURE-----\n\n{TOKEN}\n=aB3d\n-----END PGP SIGNATURE-----",
    ],
)
def test_addresses_paths_and_signatures_are_no_keys(text: str) -> None:
    assert find_keys(f"Hello,\n{text}\nRegards") == ()


def test_a_key_that_was_cut_off_is_not_complete() -> None:
    assert is_complete(KEY)
    assert not is_complete(KEY[:-8])


def test_a_key_of_another_make_is_told_by_its_shape() -> None:
    assert [found.text for found in find_other_keys("key ABCD-1234-EF56-7890 please")] == [
        "ABCD-1234-EF56-7890"
    ]
    assert find_other_keys("Confluence 2018 on the second floor") == ()
