"""What a client says to sign in by a token."""

import json
from base64 import b64encode

import pytest
from hypothesis import given
from hypothesis import strategies as st

from worker.oauth import sasl
from worker.oauth.sasl import Mechanism, SaslExchange

NAMES = st.text(st.characters(codec="utf-8", exclude_characters="\x00\x01"), min_size=1)
TOKENS = st.text(st.characters(min_codepoint=0x21, max_codepoint=0x7E), min_size=1)


def words(mechanism: Mechanism, username: str, token: str = "t0ken") -> bytes:
    return sasl.initial_response(mechanism, username=username, token=token, host="imap.example.com", port=993)


def test_the_words_of_xoauth2() -> None:
    said = words(Mechanism.XOAUTH2, "sales@example.com")
    assert said == b"user=sales@example.com\x01auth=Bearer t0ken\x01\x01"


def test_the_words_of_oauthbearer() -> None:
    said = words(Mechanism.OAUTHBEARER, "sales@example.com")
    assert said == b"n,a=sales@example.com,\x01host=imap.example.com\x01port=993\x01auth=Bearer t0ken\x01\x01"


@given(NAMES, TOKENS)
def test_a_server_reads_name_and_token_back_from_oauthbearer(username: str, token: str) -> None:
    header, *pairs, end, rest = words(Mechanism.OAUTHBEARER, username, token).split(b"\x01")
    channel, name, empty = header.split(b",")
    assert (channel, empty, end, rest) == (b"n", b"", b"", b"")
    assert name.startswith(b"a=")
    assert name[2:].replace(b"=2C", b",").replace(b"=3D", b"=").decode() == username
    assert dict(pair.split(b"=", 1) for pair in pairs)[b"auth"] == b"Bearer " + token.encode()


@given(NAMES, TOKENS)
def test_a_server_reads_name_and_token_back_from_xoauth2(username: str, token: str) -> None:
    user, auth, end, rest = words(Mechanism.XOAUTH2, username, token).split(b"\x01")
    assert (user, auth) == (f"user={username}".encode(), f"auth=Bearer {token}".encode())
    assert (end, rest) == (b"", b"")


@pytest.mark.parametrize(
    ("wanted", "offered", "taken"),
    [
        (None, ["PLAIN", "XOAUTH2", "OAUTHBEARER"], Mechanism.OAUTHBEARER),
        (None, ["PLAIN", "xoauth2"], Mechanism.XOAUTH2),
        (None, ["PLAIN", "LOGIN"], None),
        (Mechanism.XOAUTH2, ["OAUTHBEARER", "XOAUTH2"], Mechanism.XOAUTH2),
        (Mechanism.XOAUTH2, ["OAUTHBEARER"], None),
    ],
)
def test_the_standard_mechanism_is_taken_unless_another_is_wanted(
    wanted: Mechanism | None, offered: list[str], taken: Mechanism | None
) -> None:
    assert sasl.choose_mechanism(wanted, offered) is taken


@pytest.mark.parametrize(
    ("mechanism", "consent"), [(Mechanism.XOAUTH2, b""), (Mechanism.OAUTHBEARER, b"\x01")]
)
def test_a_refusal_is_answered_without_the_token(mechanism: Mechanism, consent: bytes) -> None:
    talk = SaslExchange(mechanism, words(mechanism, "sales@example.com"))
    assert b"t0ken" in talk.answer(b"")
    assert talk.answer(b'{"status":"invalid_token","schemes":"bearer","scope":"mail"}') == consent
    assert talk.complaint == "invalid_token"
    assert talk.answer(b"{}") == consent


@given(
    st.binary(max_size=300)
    | st.recursive(st.text() | st.integers(), st.lists, max_leaves=20).map(
        lambda status: json.dumps({"status": status}).encode()
    )
)
def test_any_challenge_is_answered_and_at_most_one_short_word_of_it_is_told(challenge: bytes) -> None:
    talk = SaslExchange(Mechanism.XOAUTH2, words(Mechanism.XOAUTH2, "sales@example.com"))
    talk.answer(b"")
    assert talk.answer(challenge) == b""
    assert len(talk.complaint) <= 40
    assert not talk.complaint or talk.complaint.isprintable()


@given(TOKENS, NAMES)
def test_what_a_server_repeats_of_us_is_hidden(token: str, username: str) -> None:
    first = words(Mechanism.OAUTHBEARER, username, token * 8)
    told = sasl.hide_secrets(f"no: {token * 8} {b64encode(first).decode()}", first, token * 8)
    assert token * 8 not in told
    assert b64encode(first).decode() not in told


def test_a_token_that_a_server_repeats_in_part_is_hidden_and_its_words_are_not() -> None:
    token = "eyJhbGciOiJSUzI1NiIsIng1dCI6.eyJhdWQiOiJodHRwczovL291dGxvb2su"
    said = f"[AUTHENTICATIONFAILED] {token[:55]} is unknown to imap.example.com"
    told = sasl.hide_secrets(said, words(Mechanism.XOAUTH2, "sales@example.com", token), token)
    assert told == "[AUTHENTICATIONFAILED] ….… is unknown to imap.example.com"
