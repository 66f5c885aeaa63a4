"""What the answers of a token endpoint mean."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from worker.oauth.errors import TokenError, TokenRefused, TokenUnreachable
from worker.oauth.token_endpoint import Grant, read_grant
from worker.oauth.token_http import HttpAnswer

SECRET = "refresh-Qx8-zzz-1234"
JSON = st.recursive(
    st.none() | st.booleans() | st.floats() | st.integers() | st.text(max_size=20),
    lambda below: st.lists(below, max_size=3) | st.dictionaries(st.text(max_size=8), below, max_size=3),
    max_leaves=8,
)


def read(body: object, status: int = 200) -> Grant:
    raw = body if isinstance(body, bytes) else json.dumps(body).encode()
    return read_grant("the token endpoint at login.example.com", HttpAnswer(status=status, body=raw))


def refused(body: object, status: int = 400) -> TokenError:
    with pytest.raises(TokenError) as caught:
        read(body, status)
    assert "\n" not in str(caught.value)
    return caught.value


def test_a_grant_is_read() -> None:
    grant = read({"access_token": "abc", "token_type": "bearer", "expires_in": 3599})
    assert (grant.access_token, grant.lifetime) == ("abc", 3599)


def test_a_grant_does_not_show_its_token() -> None:
    assert "s3cret" not in repr(read({"access_token": "acc-s3cret"}))


@pytest.mark.parametrize(
    ("told", "meant"),
    [
        ("3600", 3600),
        (None, 600),
        ("soon", 600),
        ([], 600),
        (-5, 0),
        (10**12, 86_400),
        ("nan", 600),
        ("1e999", 600),
    ],
)
def test_a_lifetime_is_made_sense_of(told: object, meant: float) -> None:
    assert read({"access_token": "abc", "expires_in": told}).lifetime == meant


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"<html>Welcome</html>",
        b"\xff\xfe",
        b"[" * 100_000,
        [],
        {},
        {"access_token": ""},
        {"access_token": 5},
        {"access_token": "a b"},
        {"access_token": "abc\x01auth=Bearer other"},
        {"access_token": "a" * 70_000},
        {"access_token": "abc", "token_type": "mac"},
    ],
)
def test_what_is_no_grant_is_no_token_and_may_be_one_later(body: object) -> None:
    error = refused(body, 200)
    assert error.transient
    assert "without an access token" in str(error)


@pytest.mark.parametrize(
    ("status", "code"),
    [(503, None), (429, "invalid_grant"), (400, "temporarily_unavailable"), (500, "server_error")],
)
def test_an_endpoint_that_is_busy_is_asked_again(status: int, code: str | None) -> None:
    assert isinstance(refused({"error": code}, status), TokenUnreachable)


@pytest.mark.parametrize(
    ("body", "words"),
    [
        ({"error": "invalid_grant"}, ["invalid_grant", "refresh_token_file"]),
        ({"error": "invalid_client"}, ["invalid_client", "client_secret"]),
        ({"error": "consent_required"}, ["consent_required", "administrator"]),
        ({"error": "something_new"}, ["something_new", "check"]),
        (
            {
                "error": "invalid_client",
                "error_description": "AADSTS7000222: The provided client secret keys …",
            },
            ["AADSTS7000222"],
        ),
        ({"error": {"code": 403, "status": "PERMISSION_DENIED"}}, ["403 PERMISSION_DENIED", "check"]),
        (b"Not found", ["no error code", "URL"]),
    ],
)
def test_a_refusal_tells_the_code_and_what_to_do(body: object, words: list[str]) -> None:
    error = refused(body, 403)
    assert isinstance(error, TokenRefused)
    assert not [word for word in words if word not in str(error)], str(error)


@pytest.mark.parametrize(
    "body",
    [
        {"error": SECRET},
        {"error": "invalid_grant", "error_description": f"the token {SECRET} is unknown"},
        {"error": "invalid_grant", "error_uri": SECRET},
        SECRET,
        SECRET.encode(),
    ],
)
@pytest.mark.parametrize("status", [200, 302, 400, 401, 503])
def test_what_an_endpoint_repeats_of_us_is_not_told(body: object, status: int) -> None:
    assert SECRET not in str(refused(body, status))


@given(
    JSON | st.fixed_dictionaries({}, optional={"access_token": JSON, "expires_in": JSON, "error": JSON}),
    st.integers(100, 599),
)
def test_any_answer_is_a_grant_or_an_error_of_ours(body: object, status: int) -> None:
    try:
        grant = read(body, status)
    except TokenError as error:
        told = str(error)
    else:
        told = ""
        assert status == 200
        assert 0 <= grant.lifetime <= 86_400
        assert grant.access_token.isascii()
    assert "\n" not in told
