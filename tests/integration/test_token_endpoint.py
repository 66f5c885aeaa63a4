"""Asking a real token endpoint, by each flow, and one that fails in each way."""

import json
import socket
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from cryptography.hazmat.primitives.asymmetric import rsa
from cryptography.hazmat.primitives.serialization import (
    Encoding,
    NoEncryption,
    PrivateFormat,
    PublicFormat,
)

from tests.integration.oauth import InMemory, by_consent, by_secret
from tests.servers.machinery import certificates
from tests.servers.token_endpoint import CLIENT_SECRET, TokenEndpoint
from worker.errors import ConfigError, WorkerError
from worker.oauth.errors import TokenRefused, TokenUnreachable
from worker.oauth.grant_flows import choose_grant
from worker.oauth.settings import ClientAuth, Flow, TokenProvider, TokenSettings
from worker.oauth.token_endpoint import Grant

SALES = "sales@vendor.test"
Start = Callable[..., TokenEndpoint]


def grant(settings: TokenSettings) -> Grant:
    return choose_grant(settings, InMemory())()


def failure(settings: TokenSettings) -> WorkerError:
    """Why there is no token, in one line without anything that is secret."""
    with pytest.raises(WorkerError) as caught:
        grant(settings)
    told = f"{caught.value!r} {caught.value}"
    assert "\n" not in told
    for secret in (settings.client_secret, settings.refresh_token, settings.service_account):
        assert not secret or secret not in told
    return caught.value


# Each flow


def test_a_refresh_token_is_turned_into_an_access_token(token_endpoint: TokenEndpoint) -> None:
    settings = by_consent(token_endpoint)
    got = grant(settings)
    assert [got.access_token] == token_endpoint.granted
    assert got.lifetime == 3600
    assert token_endpoint.forms("grant_type") == ["refresh_token"]


def test_a_refresh_token_that_is_replaced_is_kept_before_anything_else(token_endpoint: TokenEndpoint) -> None:
    token_endpoint.rotates = True
    tokens = InMemory()
    ask = choose_grant(by_consent(token_endpoint), tokens)
    for _ in range(3):
        ask()
    assert token_endpoint.forms("refresh_token")[1:] == tokens.kept[:2]
    assert len(set(tokens.kept)) == 3


def test_a_refresh_token_that_comes_with_a_useless_access_token_is_kept(
    token_endpoint: TokenEndpoint,
) -> None:
    tokens = InMemory()
    token_endpoint.answer(200, {"access_token": "a b", "refresh_token": "following"})
    with pytest.raises(TokenUnreachable):
        choose_grant(by_consent(token_endpoint), tokens)()
    assert tokens.kept == ["following"]


@pytest.mark.parametrize("auth", ClientAuth)
def test_a_client_proves_itself_in_the_form_or_by_basic(
    token_endpoint: TokenEndpoint, auth: ClientAuth
) -> None:
    grant(replace(by_secret(token_endpoint), client_auth=auth))
    [asked] = token_endpoint.asked
    assert asked.by_basic == (auth is ClientAuth.BASIC)
    assert ("client_secret" in asked.form) == (auth is ClientAuth.BODY)
    assert asked.form["scope"] == "mail"


def test_msal_gets_a_token_for_an_application_of_microsofts(token_endpoint: TokenEndpoint) -> None:
    settings = replace(
        by_secret(token_endpoint, TokenProvider.MICROSOFT), scopes=("https://outlook.office365.com/.default",)
    )
    ask = choose_grant(settings, InMemory())
    got = [ask().access_token, ask().access_token]
    assert got == token_endpoint.granted
    assert len(set(got)) == 2, "each question yields a new token"
    [first, _] = token_endpoint.asked
    assert first.form["scope"] == "https://outlook.office365.com/.default"
    assert first.library == "MSAL.Python"


@pytest.mark.parametrize(
    ("status", "body", "transient"),
    [
        (200, b"[]", False),
        (200, b"{}", False),
        (200, b"garbage", False),
        (400, b'{"error": "invalid_tenant"}', False),
        (307, b"", False),
        (503, b"", True),
    ],
)
def test_a_tenant_that_msal_does_not_find_is_told(
    token_endpoint: TokenEndpoint, status: int, body: bytes, *, transient: bool
) -> None:
    token_endpoint.discovery = (status, body)
    error = failure(by_secret(token_endpoint, TokenProvider.MICROSOFT))
    assert isinstance(error, TokenUnreachable if transient else TokenRefused)
    assert "tenant" in str(error)
    assert token_endpoint.asked == []


def test_microsofts_endpoints_that_msal_does_not_know_are_asked_all_the_same(
    token_endpoint: TokenEndpoint, monkeypatch: pytest.MonkeyPatch
) -> None:
    settings = by_secret(token_endpoint, TokenProvider.MICROSOFT)
    grant(replace(settings, token_endpoint=f"{token_endpoint.url}/"))
    monkeypatch.setattr("worker.oauth.microsoft_tokens.find_spec", lambda _: None)
    grant(settings)
    assert [asked.library for asked in token_endpoint.asked] == ["", ""]


@pytest.fixture
def account(token_endpoint: TokenEndpoint) -> TokenSettings:
    key = rsa.generate_private_key(public_exponent=65537, key_size=2048)
    public = key.public_key().public_bytes(Encoding.PEM, PublicFormat.SubjectPublicKeyInfo)
    token_endpoint.account_key = public.decode()
    private = key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())
    told = {
        "type": "service_account",
        "private_key_id": "1",
        "private_key": private.decode(),
        "client_email": "sen-worker@project.iam.gserviceaccount.com",
        "token_uri": "https://oauth2.googleapis.com/token",
    }
    return TokenSettings(
        provider=TokenProvider.GOOGLE,
        flow=Flow.SERVICE_ACCOUNT,
        token_endpoint=token_endpoint.url,
        service_account=json.dumps(told),
        subject=SALES,
        scopes=("https://mail.google.com/",),
        ca_file=token_endpoint.ca_file,
        timeout=10,
    )


def test_google_auth_gets_a_token_for_a_mailbox_by_a_service_account(
    token_endpoint: TokenEndpoint, account: TokenSettings
) -> None:
    assert [grant(account).access_token] == token_endpoint.granted
    assert token_endpoint.forms("grant_type") == ["urn:ietf:params:oauth:grant-type:jwt-bearer"]


def test_a_service_account_that_may_not_sign_in_for_the_mailbox_is_refused(
    token_endpoint: TokenEndpoint, account: TokenSettings
) -> None:
    error = failure(replace(account, subject="boss@vendor.test"))
    assert isinstance(error, TokenRefused)
    assert "unauthorized_client" in str(error)
    assert "may sign in for this user" in str(error)


def test_without_google_auth_a_service_account_is_told_what_to_install(
    account: TokenSettings, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("worker.oauth.google_tokens.find_spec", lambda _: None)
    with pytest.raises(ConfigError, match=r"install sen-worker\[google\]"):
        choose_grant(account, InMemory())


def test_what_a_library_makes_of_an_odd_lifetime_does_not_matter(
    token_endpoint: TokenEndpoint, account: TokenSettings
) -> None:
    token_endpoint.told_lifetime = ["soon"]
    for settings in (account, by_secret(token_endpoint, TokenProvider.MICROSOFT)):
        assert grant(settings).lifetime == 600


def test_a_service_account_with_a_broken_key_is_told_without_it(account: TokenSettings) -> None:
    told = json.loads(account.service_account)
    error = failure(replace(account, service_account=json.dumps(told | {"private_key": "s3cret"})))
    assert isinstance(error, ConfigError)
    assert "s3cret" not in str(error)


# Refusals


def test_a_wrong_secret_is_told_with_its_code(token_endpoint: TokenEndpoint) -> None:
    for provider in (TokenProvider.GENERIC, TokenProvider.MICROSOFT):
        error = failure(replace(by_secret(token_endpoint, provider), client_secret="wr0ng-s3cret"))
        assert isinstance(error, TokenRefused)
        assert "(401 invalid_client)" in str(error)
        assert "client_secret" in str(error)


def test_a_revoked_refresh_token_is_told_with_its_code(token_endpoint: TokenEndpoint) -> None:
    settings = by_consent(token_endpoint)
    token_endpoint.revoke()
    error = failure(settings)
    assert isinstance(error, TokenRefused)
    assert "(400 invalid_grant AADSTS700082)" in str(error)
    assert "refresh_token_file" in str(error)


# Failures


FAILURES: dict[str, Callable[[TokenEndpoint], None]] = {
    "garbage": lambda endpoint: endpoint.answer(200, b"<html>Please sign in</html>"),
    "nothing": lambda endpoint: endpoint.answer(200, b""),
    "huge": lambda endpoint: endpoint.answer(200, b'{"access_token": "' + b"a" * 2_000_000),
    "busy": lambda endpoint: endpoint.answer(503, b"Service unavailable"),
    "throttled": lambda endpoint: endpoint.answer(429, {"error": "slow_down"}),
    "hung up": lambda endpoint: endpoint.hang_up(),
    "silent": lambda endpoint: endpoint.stall(),
    "dripping": lambda endpoint: endpoint.drip(),
}


@pytest.mark.parametrize("provider", [TokenProvider.GENERIC, TokenProvider.MICROSOFT])
@pytest.mark.parametrize("fails", FAILURES.values(), ids=FAILURES)
def test_an_endpoint_that_fails_is_asked_again_later(
    token_endpoint: TokenEndpoint, fails: Callable[[TokenEndpoint], None], provider: TokenProvider
) -> None:
    settings = replace(by_secret(token_endpoint, provider), timeout=1)
    fails(token_endpoint)
    error = failure(settings)
    assert isinstance(error, TokenUnreachable)
    assert "localhost" in str(error)
    assert grant(settings).access_token in token_endpoint.granted


def test_a_slow_endpoint_is_told_as_such(token_endpoint: TokenEndpoint) -> None:
    for fails in (token_endpoint.stall, token_endpoint.drip):
        fails()
        assert "in time" in str(failure(replace(by_secret(token_endpoint), timeout=1)))


def test_a_redirect_is_not_followed(token_endpoint: TokenEndpoint, start_token_endpoint: Start) -> None:
    elsewhere = start_token_endpoint(tls=False)
    token_endpoint.redirect(elsewhere.url)
    error = failure(by_secret(token_endpoint))
    assert isinstance(error, TokenRefused)
    assert "307" in str(error)
    assert elsewhere.asked == []


def test_an_endpoint_that_is_down_is_told(token_endpoint: TokenEndpoint) -> None:
    token_endpoint.stop()
    error = failure(by_secret(token_endpoint))
    assert isinstance(error, TokenUnreachable)
    assert "refuses connections" in str(error)


def test_a_certificate_is_verified(token_endpoint: TokenEndpoint, tmp_path: Path) -> None:
    for ca_file in (None, certificates(tmp_path).ca):
        error = failure(replace(by_secret(token_endpoint), ca_file=ca_file))
        assert isinstance(error, TokenUnreachable)
        assert "not trusted" in str(error)
    assert token_endpoint.asked == []


def test_secrets_go_in_clear_to_this_machine_alone(start_token_endpoint: Start) -> None:
    endpoint = start_token_endpoint(tls=False)
    assert grant(by_secret(endpoint)).access_token in endpoint.granted
    remote = endpoint.url.replace("localhost", socket.getfqdn("login.vendor.test"))
    error = failure(replace(by_secret(endpoint), token_endpoint=remote))
    assert isinstance(error, ConfigError)
    assert "https://" in str(error)


def test_a_proxy_of_the_environment_gets_nothing_in_clear(
    start_token_endpoint: Start, monkeypatch: pytest.MonkeyPatch
) -> None:
    endpoint, proxy = start_token_endpoint(tls=False), start_token_endpoint(tls=False)
    monkeypatch.setenv("http_proxy", proxy.url)
    grant(by_secret(endpoint))
    assert CLIENT_SECRET in endpoint.forms("client_secret")
    assert proxy.asked == []
