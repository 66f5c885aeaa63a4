"""Our references and Message-IDs."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from worker.requests.threading import identifiers

SECRET = b"s" * 32


@given(randomness=st.binary(min_size=4, max_size=16))
def test_a_reference_is_found_again_in_a_subject_in_any_case(randomness: bytes) -> None:
    reference = identifiers.reference(randomness)
    assert identifiers.references_in(f"RE: [{reference.lower()}] License [{reference}]") == (reference,)
    assert not set("01ILOU") & set(reference[3:])


@pytest.mark.parametrize("subject", ["SW-7K3QXD", "[SW-7K3QX]", "[SW-7K3QXDA]", "[SW-1K3QXD]", "[XX-7K3QXD]"])
def test_what_only_resembles_a_reference_is_none(subject: str) -> None:
    assert identifiers.references_in(subject) == ()


def test_several_references_stand_in_their_order() -> None:
    assert identifiers.references_in("[SW-999999] Fwd: [SW-7K3QXD]") == ("SW-999999", "SW-7K3QXD")


@given(secret=st.binary(min_size=1, max_size=64), randomness=st.binary(min_size=12, max_size=12))
def test_our_message_id_is_ours(secret: bytes, randomness: bytes) -> None:
    made = identifiers.message_id(secret, randomness, "vendor.example")
    assert identifiers.is_ours(secret, made)
    assert not identifiers.is_ours(secret + b"x", made)


@given(place=st.integers(min_value=4, max_value=52), digit=st.sampled_from("0123456789abcdef"))
def test_a_message_id_with_one_other_character_is_forged(place: int, digit: str) -> None:
    made = identifiers.message_id(SECRET, bytes(range(12)), "vendor.example")
    forged = made[:place] + digit + made[place + 1 :]
    assert identifiers.is_ours(SECRET, forged) is (forged == made)


@pytest.mark.parametrize(
    "candidate", ["", "<>", "<a@b>", "sw.0.0@x", "<sw." + "0" * 24 + "." + "0" * 24 + "@x>"]
)
def test_a_foreign_message_id_is_not_ours(candidate: str) -> None:
    assert not identifiers.is_ours(SECRET, candidate)


@given(st.binary(min_size=1), st.binary(min_size=4, max_size=8))
def test_the_token_of_a_link_names_its_reference_to_us_alone(secret: bytes, randomness: bytes) -> None:
    reference = identifiers.reference(randomness)
    token = identifiers.unsubscribe_token(secret, reference)
    assert identifiers.unsubscribed_by(secret, token) == reference
    assert identifiers.unsubscribed_by(secret + b"x", token) is None
    assert identifiers.unsubscribed_by(secret, f"{token[:-1]}{'0' if token[-1] != '0' else '1'}") is None
    # The subject of the mail that does the same is no token, and the other way round.
    assert identifiers.unsubscribed(secret, f"unsubscribe {token}") is None
    assert identifiers.unsubscribed_by(secret, identifiers.unsubscribe_subject(secret, reference)) is None


@pytest.mark.parametrize(
    "token", ["", "sw-", "SW-7K3QXD", "sw-7k3qxd-" + "0" * 24, "a" * 100_000, "sw-7k3qxd-é"]
)
def test_what_only_resembles_a_token_names_nobody(token: str) -> None:
    assert identifiers.unsubscribed_by(b"secret", token) is None
