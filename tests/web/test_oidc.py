"""Signing in by a real OpenID Connect provider on loopback."""

import hmac
import json
from base64 import urlsafe_b64encode
from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from time import monotonic

import httpx2
import pytest
from joserfc import jwt
from joserfc.jwk import RSAKey
from starlette.testclient import TestClient

from tests.integration.local_worker import SHIPPED, LocalWorker
from tests.servers.databases import new_sqlite
from tests.servers.oidc import CLIENT, SECRET, Claims, OidcProvider, serving
from tests.web.conftest import PASSWORD, sign_in
from worker.app import open_app
from worker.config import load_configuration
from worker.services.accounts import staff_accounts
from worker.services.staff_roles import StaffRole
from worker.web.asgi import make_app
from worker.web.oidc import AdmissionTerms, Provider, name_of, role_of
from worker.web.page_renderer import Pages
from worker.web.sign_in.access_policy import AccessPolicy
from worker.web.sign_in.provider_check import check_provider
from worker.web.web_context import WebContext

CONFIG = """
[database]
url = "sqlite:///{database}"
[[mailboxes]]
name = "sales"
address = "sales@vendor.test"
host = "127.0.0.1"
password = "none"
[smtp]
host = "127.0.0.1"
from = "sales@vendor.test"
[web]
public_url = "https://desk.vendor.test"
[oidc]
issuer = "{issuer}"
client_id = "sen-worker"
admins = ["sen-admins"]
"""
OURS = "http://127.0.0.1"
BACK = f"{OURS}/sign-in/oidc/back"
TERMS = AdmissionTerms(
    domains=frozenset({"vendor.test"}),
    claim="groups",
    reviewers=frozenset({"sen-reviewers", "guest@elsewhere.test"}),
    admins=frozenset({"sen-admins"}),
)
MAYA = {"sub": "1001", "email": "Maya@vendor.test", "email_verified": True}


@pytest.fixture
def database_url(tmp_path: Path) -> str:
    """One database will do for what happens at the door; `test_staff` has both."""
    return new_sqlite(tmp_path / "worker.db")


@pytest.fixture
def provider() -> Iterator[OidcProvider]:
    with serving(BACK) as found:
        found.user = dict(MAYA)
        yield found


@dataclass
class Visit:
    """A browser between our door and the provider's."""

    worker: LocalWorker
    ours: Provider
    ahead: float = 0.0  #: seconds by which our clock was turned

    def __post_init__(self) -> None:
        pages = Pages(SHIPPED, lambda: self.worker.now)
        door = AccessPolicy(public_url=OURS, provider=self.ours)
        self.app = make_app(WebContext(services=self.worker.services, pages=pages, secure=False, door=door))
        self.client = self.browser()

    def later(self, seconds: float) -> None:
        """So much later for what is known of the provider."""
        self.ahead += seconds
        self.ours._source._clock = lambda: monotonic() + self.ahead

    def browser(self) -> TestClient:
        return TestClient(self.app, base_url=OURS, follow_redirects=False)

    def leave(self, path: str = "/sign-in/oidc") -> str:
        """To the provider, and the way back that it gives."""
        away = self.client.get(path)
        assert away.status_code == 303, away.text
        return str(httpx2.get(away.headers["location"]).headers["location"])

    def come_back(self, back: str) -> httpx2.Response:
        return self.client.get(back.removeprefix(OURS))

    def whole(self) -> httpx2.Response:
        return self.come_back(self.leave())


@pytest.fixture
def visit(worker: LocalWorker, provider: OidcProvider) -> Visit:
    ours = Provider(
        issuer=provider.issuer,
        client_id=CLIENT,
        client_secret=SECRET,
        redirect=BACK,
        terms=TERMS,
        label="Vendor ID",
    )
    return Visit(worker, ours)


def people(worker: LocalWorker) -> list[tuple[object, object, object]]:
    return [(row["name"], row["role"], row["signs_in_by"]) for row in staff_accounts.listed(worker.services)]


def test_whoever_the_provider_signs_in_is_in(visit: Visit, worker: LocalWorker) -> None:
    assert 'href="/sign-in/oidc"' in visit.client.get("/sign-in").text
    answer = visit.whole()
    assert (answer.status_code, answer.headers["location"]) == (303, "/queue")
    assert "maya@vendor.test" in visit.client.get("/interest").text
    assert people(worker) == [("maya@vendor.test", "reviewer", "oidc")]


def test_it_leads_to_the_page_that_was_asked_for(visit: Visit) -> None:
    back = visit.leave("/sign-in/oidc?next=/interest")
    assert visit.come_back(back).headers["location"] == "/interest"
    back = visit.leave("/sign-in/oidc?next=https://evil.test/")
    assert visit.come_back(back).headers["location"] == "/queue"


def test_a_group_makes_an_admin_and_its_loss_ends_that(
    visit: Visit, provider: OidcProvider, worker: LocalWorker
) -> None:
    provider.user["groups"] = ["all", "SEN-admins"]
    visit.whole()
    assert visit.client.get("/staff").status_code == 200
    provider.user["groups"] = ["all"]
    visit.whole()
    assert visit.client.get("/staff").status_code == 403
    assert people(worker) == [("maya@vendor.test", "reviewer", "oidc")]


def test_claims_that_only_userinfo_tells_count_too(visit: Visit, provider: OidcProvider) -> None:
    provider.user = {"sub": "1001"}
    provider.in_userinfo = dict(MAYA)
    assert visit.whole().status_code == 303
    assert "/userinfo" in provider.asked


def test_userinfo_about_somebody_else_is_not_believed(visit: Visit, provider: OidcProvider) -> None:
    provider.user = {"sub": "1001"}
    provider.in_userinfo = MAYA | {"sub": "1002"}
    assert "two people" in refused(visit.whole())


def test_a_person_stays_one_under_another_address(
    visit: Visit, provider: OidcProvider, worker: LocalWorker
) -> None:
    visit.whole()
    provider.user["email"] = "maya.new@vendor.test"
    visit.whole()
    assert people(worker) == [("maya@vendor.test", "reviewer", "oidc")]


def test_nobody_takes_over_a_name_that_has_a_password(visit: Visit, worker: LocalWorker) -> None:
    staff_accounts.add(worker.services, "maya@vendor.test", PASSWORD, StaffRole.ADMIN)
    assert "is somebody else here" in refused(visit.whole())
    assert sign_in(visit.client, "maya@vendor.test", PASSWORD).status_code == 303


def test_who_came_by_the_provider_has_no_password(visit: Visit) -> None:
    visit.whole()
    stranger = visit.browser()
    assert sign_in(stranger, "maya@vendor.test", "").status_code == 422


@pytest.mark.parametrize(
    "user",
    [
        {"sub": "2", "email": "eve@elsewhere.test", "email_verified": True},
        {"sub": "2", "email": "maya@vendor.test", "email_verified": False},
        {"sub": "2", "email": "maya@vendor.test"},
        {"sub": "2", "email": "maya@vendor.test.elsewhere.test", "email_verified": True},
        {"sub": "2", "groups": ["other"]},
        {"sub": "2", "roles": ["sen-admins"]},
    ],
)
def test_who_is_not_meant_stays_outside(
    visit: Visit, provider: OidcProvider, worker: LocalWorker, user: Claims
) -> None:
    provider.user = user
    assert "may not come in here" in refused(visit.whole())
    assert people(worker) == []


def test_a_person_who_says_no_at_the_provider_is_not_in(visit: Visit, provider: OidcProvider) -> None:
    provider.refuse = True
    assert "Vendor ID did not sign you in" in refused(visit.whole())


# What an attacker may try


def test_an_answer_without_the_browser_that_began_is_refused(visit: Visit) -> None:
    back = visit.leave()
    visit.client.cookies.clear()
    assert "was not begun in this browser" in refused(visit.come_back(back))


def test_somebody_elses_answer_is_refused(visit: Visit) -> None:
    theirs = visit.leave()
    visit.leave()
    assert "was not begun in this browser" in refused(visit.come_back(theirs))


def test_an_answer_works_once(visit: Visit, provider: OidcProvider) -> None:
    back = visit.leave()
    kept = visit.client.cookies["sen_worker_oidc"]
    assert visit.come_back(back).status_code == 303
    assert refused(visit.come_back(back))
    asked = provider.asked.count("/token")
    visit.client.cookies.set("sen_worker_oidc", kept)
    assert "was used before" in refused(visit.come_back(back))
    assert provider.asked.count("/token") == asked


def test_an_answer_in_the_name_of_another_provider_is_refused(visit: Visit) -> None:
    back = visit.leave()
    issuer = visit.ours.issuer.replace(":", "%3A").replace("/", "%2F")
    assert issuer in back
    assert "Another provider answered" in refused(
        visit.come_back(back.replace(issuer, "https%3A%2F%2Fevil.test"))
    )


@pytest.mark.parametrize("cookie", ["", "rubbish", "%5B1%5D", "%5B%22a%22%2C2%5D", "null", "%7B%7D"])
def test_a_cookie_that_is_not_ours_does_no_harm(visit: Visit, cookie: str) -> None:
    back = visit.leave()
    visit.client.cookies.clear()
    visit.client.cookies.set("sen_worker_oidc", cookie)
    assert refused(visit.come_back(back))


@pytest.mark.parametrize(
    "lie",
    [
        {"nonce": "another"},
        {"nonce": None},
        {"iss": "https://evil.test"},
        {"aud": "another-client"},
        {"aud": [CLIENT, "another"]},
        {"exp": 1},
        {"exp": None},
        {"nbf": 99_999_999_999},
        {"sub": None},
        {"azp": "another"},
    ],
    ids=str,
)
def test_an_id_token_that_is_wrong_is_not_believed(
    visit: Visit, provider: OidcProvider, worker: LocalWorker, lie: Claims
) -> None:
    def told(claims: Claims) -> Claims:
        return {name: value for name, value in (claims | lie).items() if value is not None}

    provider.lie = told
    assert "is not believed" in refused(visit.whole())
    assert people(worker) == []


def _unsigned(_provider: OidcProvider, claims: Claims) -> str:
    return f"{_encoded({'alg': 'none'})}.{_encoded(claims)}."


def _by_stranger(provider: OidcProvider, claims: Claims) -> str:
    return jwt.encode({"alg": "RS256", "kid": provider.key.kid}, claims, RSAKey.generate_key(2048))


def _by_public_key(provider: OidcProvider, claims: Claims) -> str:
    """The public key taken for a shared secret; joserfc itself would not make such a token."""
    header, body = (_encoded(part) for part in ({"alg": "HS256", "kid": provider.key.kid}, claims))
    proof = hmac.new(provider.key.as_pem(private=False), f"{header}.{body}".encode(), "sha256").digest()
    return f"{header}.{body}.{urlsafe_b64encode(proof).rstrip(b'=').decode()}"


def _encoded(part: Claims) -> str:
    return urlsafe_b64encode(json.dumps(part).encode()).rstrip(b"=").decode()


@pytest.mark.parametrize(
    "sign", [_unsigned, _by_stranger, _by_public_key, lambda *_: "rubbish", lambda *_: ""]
)
def test_an_id_token_that_the_provider_did_not_sign_is_not_believed(
    visit: Visit, provider: OidcProvider, worker: LocalWorker, sign: Callable[[OidcProvider, Claims], str]
) -> None:
    provider.sign = sign
    assert "is not believed" in refused(visit.whole())
    assert people(worker) == []


# The provider as a peer


def test_its_description_is_asked_for_once(visit: Visit, provider: OidcProvider) -> None:
    visit.whole()
    visit.whole()
    assert provider.asked.count("/.well-known/openid-configuration") == 1
    assert provider.asked.count("/keys") == 1


def test_new_keys_are_fetched_but_not_at_every_strange_one(visit: Visit, provider: OidcProvider) -> None:
    visit.whole()
    provider.rotate()
    assert refused(visit.whole())
    assert provider.asked.count("/keys") == 1
    visit.later(61)
    assert visit.whole().status_code == 303
    assert provider.asked.count("/keys") == 2


def test_a_provider_that_is_away_is_said_so(worker: LocalWorker) -> None:
    ours = Provider(issuer="http://127.0.0.1:9", client_id="x", client_secret="", redirect=BACK, terms=TERMS)
    answer = Visit(worker, ours).client.get("/sign-in/oidc")
    assert answer.status_code == 503
    assert "The OIDC provider http://127.0.0.1:9 does not answer: its server at 127.0.0.1:9" in answer.text
    assert "refuses connections" in answer.text


def test_a_provider_that_names_another_issuer_is_not_used(visit: Visit, provider: OidcProvider) -> None:
    provider.issuer = "https://login.evil.test"
    answer = visit.client.get("/sign-in/oidc")
    assert answer.status_code == 503
    assert "names another issuer" in answer.text


def test_check_tries_the_provider(provider: OidcProvider, tmp_path: Path) -> None:
    path = tmp_path / "config.toml"
    text = CONFIG.format(database=tmp_path / "worker.db", issuer=provider.issuer)
    path.write_text(text, encoding="utf-8")
    with closing(open_app(load_configuration(path, {}))) as app:
        assert [(found.what, found.ok) for found in check_provider(app)] == [("oidc", True)]
    path.write_text(text.replace(provider.issuer, "http://127.0.0.1:9"), encoding="utf-8")
    with closing(open_app(load_configuration(path, {}))) as app:
        (found,) = check_provider(app)
    assert not found.ok
    assert found.detail.startswith("the OIDC provider http://127.0.0.1:9 does not answer")


def test_without_a_provider_there_is_no_such_door(olga: TestClient) -> None:
    assert olga.get("/sign-in/oidc").status_code == 404
    assert olga.get("/sign-in/oidc/back?code=1&state=2").status_code == 422


@pytest.mark.parametrize(
    ("claims", "role"),
    [
        ({"groups": "sen-admins"}, StaffRole.ADMIN),
        ({"groups": ["SEN-Reviewers"]}, StaffRole.REVIEWER),
        ({"email": "guest@elsewhere.test", "email_verified": True}, StaffRole.REVIEWER),
        ({"email": "guest@elsewhere.test", "email_verified": "false"}, None),
        (
            {"email": "maya@vendor.test", "email_verified": True, "groups": {"sen-admins": 1}},
            StaffRole.REVIEWER,
        ),
        ({"email": "@vendor.test", "email_verified": True}, None),
        ({"email": "maya@evil.test@vendor.test", "email_verified": True}, None),
        ({"email": "\u212aim@vendor.test", "email_verified": True}, None),
        ({"groups": [["sen-admins"]]}, None),
        ({"email": None, "email_verified": True, "groups": None}, None),
        ({}, None),
    ],
)
def test_claims_make_a_role(claims: Claims, role: StaffRole | None) -> None:
    assert role_of(claims, TERMS) is role


def test_a_name_is_the_verified_address_or_the_next_best() -> None:
    assert name_of(MAYA) == "maya@vendor.test"
    chosen = {"sub": "7", "email": "x@y.test", "preferred_username": "maya"}
    assert name_of(chosen) == "7"
    assert name_of(chosen, "preferred_username") == "maya"
    assert name_of({"sub": "7" * 200}) == "7" * 80


def refused(answer: httpx2.Response) -> str:
    """What the page says; it must be a refusal that opened nothing."""
    assert answer.status_code == 422
    assert "sen_worker=" not in answer.headers.get("set-cookie", "")
    return answer.text
