"""One `sen-worker run` with its mailbox, its pages and its figures, attacked at all its doors.

Each attack comes from a place of its own (127.0.0.x), so that none is held by another one's limits.
"""

import os
import re
import subprocess
import sys
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from functools import partial
from itertools import product
from pathlib import Path

import httpx2
import pytest
from starlette.responses import JSONResponse

from tests.acceptance.customers import CUSTOMER, half_filled
from tests.acceptance.installation import ROOT, Installation
from tests.security.crowd import crowd, knock
from tests.security.forged import forged
from tests.servers import smtp_sink as smtp_server
from tests.servers.dovecot import Dovecot
from tests.servers.machinery import free_ports, wait_until
from tests.servers.oidc import CLIENT, SECRET, OidcProvider, serving
from tests.servers.smtp_sink import SmtpSink, Tls

PASSWORD = "correct horse battery staple"
WELL_KNOWN = "/.well-known/openid-configuration"
PATIENCE = 20.0  # seconds that a page may take on a machine with much to do; a hanging provider takes longer
CONFIG = """
[database]
url = "sqlite:///{folder}/worker.db"
[[mailboxes]]
name = "sales"
address = "{address}"
host = "{dovecot.host}"
port = {dovecot.imaps_port}
ca_file = "{dovecot.ca_file}"
password = "{dovecot.password}"
poll_seconds = 2
[smtp]
host = "{sink.host}"
port = {sink.port}
tls = "none"
from = "Vendor Sales <{address}>"
[web]
listen = "127.0.0.1:{pages}"
public_url = "http://127.0.0.1:{pages}"
[oidc]
issuer = "{provider.issuer}"
client_id = "{client}"
client_secret = "{secret}"
label = "Vendor ID"
allowed_domains = ["vendor.test"]
[metrics]
listen = "127.0.0.1:{figures}"
"""


@dataclass(frozen=True, kw_only=True)
class Running:
    """The worker, and what is beside it."""

    installation: Installation
    sink: SmtpSink
    provider: OidcProvider
    url: str
    figures: str
    log: Path

    @contextmanager
    def browser(self, place: int) -> Iterator[httpx2.Client]:
        """A browser at 127.0.0.`place`."""
        way = httpx2.HTTPTransport(local_address=f"127.0.0.{place}")
        with httpx2.Client(base_url=self.url, transport=way, timeout=PATIENCE) as client:
            yield client

    def tries(self, client: httpx2.Client, name: str, password: str) -> httpx2.Response:
        """An attempt to sign in; the form is asked for once per browser."""
        if "csrf" not in client.headers:
            client.headers["csrf"] = token(client.get("/sign-in").text)
        data = {"csrf": client.headers["csrf"], "name": name, "password": password}
        return client.post("/sign-in", data=data)

    def answers_mail(self, number: int) -> None:
        """A customer's mail that arrives now is answered."""
        address = f"ada{number}@engines.test"
        raw = half_filled().replace(CUSTOMER.encode(), address.encode())
        raw = raw.replace(b"<first@", f"<{number}@".encode()).replace(
            b"eJwBMgDN", f"eJwBM{number:03}".encode()
        )
        raw = raw.replace(b"licenses@", f"licenses{number}@".encode())
        self.installation.dovecot.deliver(raw, self.installation.vendor, sender=address)
        wait_until(lambda: self.sink.messages(address), what=f"a letter to {address}", seconds=60)


def token(page: str) -> str:
    found = re.search(r'name="csrf" value="(\w+)"', page)
    assert found is not None
    return found[1]


@pytest.fixture(scope="module")
def worker(tmp_path_factory: pytest.TempPathFactory, dovecot_for_all: Dovecot) -> Iterator[Running]:
    folder, (pages, figures) = tmp_path_factory.mktemp("running"), free_ports(2)
    address, url = dovecot_for_all.new_address(), f"http://127.0.0.1:{pages}"
    sink = smtp_server.start(folder, Tls.NONE)
    with serving(f"{url}/sign-in/oidc/back") as provider, (folder / "log").open("wb") as log:
        config = folder / "config.toml"
        names = {"pages": pages, "figures": figures, "client": CLIENT, "secret": SECRET, "folder": folder}
        config.write_text(
            CONFIG.format(address=address, dovecot=dovecot_for_all, sink=sink, provider=provider, **names)
        )
        argv = [sys.executable, "-m", "worker", "--config", str(config)]
        environ = {**os.environ, "PYTHONPATH": str(ROOT)}
        subprocess.run([*argv, "staff", "add", "olga"], input=PASSWORD, text=True, env=environ, check=True)
        with subprocess.Popen([*argv, "run"], cwd=folder, env=environ, stdout=log, stderr=log) as process:
            try:
                wait_until(lambda: answers(url), what="the pages", seconds=60)
                yield Running(
                    installation=Installation(folder=folder, dovecot=dovecot_for_all, vendor=address),
                    sink=sink,
                    provider=provider,
                    url=url,
                    figures=f"http://127.0.0.1:{figures}/metrics",
                    log=folder / "log",
                )
                assert process.poll() is None, (folder / "log").read_text()
            finally:
                provider.hangs.clear()
                process.terminate()
                process.wait(60)
                sink.stop()
    assert "Traceback" not in (folder / "log").read_text()


def answers(url: str) -> bool:
    try:
        return httpx2.get(f"{url}/sign-in", timeout=2).status_code == 200
    except httpx2.TransportError:
        return False


@pytest.fixture(scope="module")
def olga(worker: Running) -> Iterator[httpx2.Client]:
    with worker.browser(2) as client:
        assert worker.tries(client, "olga", PASSWORD).status_code == 303
        yield client


def test_strangers_at_a_provider_that_hangs_stop_neither_pages_nor_mail(
    worker: Running, olga: httpx2.Client
) -> None:
    worker.provider.hangs.add(WELL_KNOWN)
    before = worker.provider.asked.count(WELL_KNOWN)
    with crowd(worker.url, 60, b"GET /sign-in/oidc HTTP/1.1\r\nHost: pages.test\r\n\r\n"):
        assert olga.get("/queue", timeout=8).status_code == 200
        with worker.browser(3) as stranger:
            assert stranger.get("/sign-in", timeout=8).status_code == 200
        assert worker.provider.asked.count(WELL_KNOWN) - before <= 1
        worker.answers_mail(1)
    worker.provider.hangs.clear()


def test_nobody_makes_the_worker_ask_the_provider_by_a_cookie_of_their_own(worker: Running) -> None:
    forged_cookies = ("%5B%22state%22%2C%22nonce%22%2C%22verifier%22%2C%22/queue%22%5D", "a.b", "")
    for name in ("oidc", "sen_worker_oidc", "__Host-oidc"):
        for cookie in forged_cookies:
            with worker.browser(4) as thief:
                path = "/sign-in/oidc/back?code=x&state=state"
                assert thief.get(path, headers={"Cookie": f"{name}={cookie}"}).status_code in {400, 422, 429}
    assert "/token" not in worker.provider.asked


HEAD = b"GET /sign-in HTTP/1.1\r\nHost: pages.test\r\nX-One: "
BODY = b"POST /sign-in HTTP/1.1\r\nHost: pages.test\r\nContent-Length: 1000\r\n\r\nname="


def test_slow_connections_close_neither_pages_nor_figures(worker: Running, olga: httpx2.Client) -> None:
    with ExitStack() as stack:
        for said in (b"", HEAD, BODY):
            stack.enter_context(crowd(worker.url, 100, said))
            stack.enter_context(crowd(worker.figures, 30, said))
        assert olga.get("/queue", timeout=8).status_code == 200
        with worker.browser(5) as stranger:
            assert stranger.get("/sign-in", timeout=8).status_code == 200
        assert "sen_worker_database_up 1.0" in httpx2.get(worker.figures, timeout=PATIENCE).text
        worker.answers_mail(2)


def test_a_place_that_guesses_locks_nobody_out_and_a_proxy_that_nobody_named_is_told_of(
    worker: Running, olga: httpx2.Client
) -> None:
    with worker.browser(6) as guesser:
        guesser.headers["X-Forwarded-For"] = "203.0.113.9"
        guesses = [worker.tries(guesser, f"name{number}", "a wrong guess") for number in range(20)]
        assert {each.status_code for each in guesses} == {422}
        refused = worker.tries(guesser, "name20", "a wrong guess")
        assert refused.status_code == 429
        assert "web.trusted_proxies" in refused.text
        assert worker.tries(guesser, "olga", PASSWORD).status_code == 303
    assert "X-Forwarded-For come from 127.0.0.6" in olga.get("/mailboxes").text
    assert "forwarded_by_unknown_proxy" in worker.log.read_text()


def test_no_redirect_repeats_the_host_and_no_unknown_field_is_a_defect(
    worker: Running, olga: httpx2.Client
) -> None:
    with worker.browser(7) as stranger:
        for host in ("evil.test", "[", "evil.test:99999"):
            for path in ("/", "/queue/", "/sign-in/", "//evil.test/", "/sign-in/oidc"):
                answer = stranger.get(path, headers={"Host": host, "X-Forwarded-Host": host})
                assert answer.status_code < 500, (host, path)
                assert "evil" not in answer.headers.get("location", ""), (host, path)
    worker.answers_mail(20)
    [request] = [
        row for row in worker.installation.rows("queue", "list") if row["requester"].startswith("ada20@")
    ]
    data = {"csrf": token(olga.get("/interest").text), "value": "x", "version": "1"}
    path = f"/requests/{request['reference']}/fields/no_such_field"
    assert olga.post(path, data=data).status_code == 404


RAW = (
    b"POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\nGET /",
    b"POST /sign-in HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked, identity\r\n\r\n0\r\n\r\n",
    b"POST /sign-in HTTP/1.1\r\nHost: x\r\nTransfer-Encoding : chunked\r\n\r\n0\r\n\r\n",
    b"POST /sign-in HTTP/1.1\r\nHost: x\r\nContent-Length: +5\r\n\r\nhello",
    b"POST /sign-in HTTP/1.1\r\nHost: x\r\nContent-Length: 99999999999999999999\r\n\r\nhello",
    b"GET http://evil.test/queue HTTP/1.1\r\nHost: x\r\n\r\n",
    b"GET * HTTP/1.1\r\nHost: x\r\n\r\n",
    b"CONNECT evil.test:443 HTTP/1.1\r\nHost: x\r\n\r\n",
    b"GET /sign-in HTTP/1.1\r\nHost: x\r\nHost: evil.test\r\nX: a\x00b\r\n\r\n",
    b"GET /sign-in HTTP/1.1\r\nHost: x\r\n" + b"X-Many: 1\r\n" * 20_000 + b"\r\n",
    b"GET /" + b"a" * 100_000 + b" HTTP/1.1\r\nHost: x\r\n\r\n",
    b"GET /sign-in HTTP/1.1\r\nHost: x\r\nCookie: " + b"a=b; " * 10_000 + b"\r\n\r\n",
    b"PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n",
    b"\x16\x03\x01\x02\x00\x01\x00",
)


def test_requests_that_no_browser_sends_are_no_defect(worker: Running, olga: httpx2.Client) -> None:
    for url, said in product((worker.url, worker.figures), RAW):
        with knock(url) as connection:
            connection.settimeout(0.3)
            told = b""
            try:
                connection.sendall(said)
                told = connection.recv(4096)
            except OSError:  # closed, or not answered before more is said
                pass
            assert not re.match(rb"HTTP/1\.[01] (?:5(?!01|05)|101)", told), (url, said[:80], told[:80])
            assert b"evil" not in told.partition(b"\r\n\r\n")[0], said[:80]
    assert olga.get("/queue").status_code == 200


def sign_in_by_provider(worker: Running, place: int) -> httpx2.Response:
    with worker.browser(place) as browser:
        away = browser.get("/sign-in/oidc")
        if away.status_code != 303:
            return away
        back = httpx2.get(away.headers["location"]).headers["location"]
        return browser.get(back.removeprefix(worker.url))


LIES: tuple[dict[str, object], ...] = (
    {"nonce": ""},
    {"nonce": None},
    {"aud": [CLIENT, "another"]},
    {"aud": "another"},
    {"iss": "https://evil.test"},
    {"email_verified": False},
    {"email_verified": None, "preferred_username": "maya@vendor.test", "upn": "maya@vendor.test"},
    {"email": "maya@vendor.test.evil.test"},
    {"email": "maya@evil.test@vendor.test"},
    {"email": "maya@vendor.te\u017ft"},  # a long s, which is an s in other cases
)


def _with(lie: dict[str, object], claims: dict[str, object]) -> dict[str, object]:
    return {name: value for name, value in (claims | lie).items() if value is not None}


def test_a_name_comes_from_verified_claims_alone_and_a_key_that_is_none_is_told_in_words(
    worker: Running,
) -> None:
    provider = worker.provider
    provider.user = {"sub": "1001", "email": "maya@vendor.test", "email_verified": True, "name": "olga"}
    for lie in LIES:
        provider.lie = partial(_with, lie)
        assert sign_in_by_provider(worker, 8).status_code == 422, lie
    provider.lie = lambda claims: claims
    assert sign_in_by_provider(worker, 8).status_code == 303
    told = [row["name"] for row in worker.installation.rows("staff", "list")]
    assert sorted(told) == ["maya@vendor.test", "olga"]
    provider.rotate()
    provider.instead["/keys"] = JSONResponse({"keys": [{"kty": "RSA", "n": 7, "e": []}, 7, None]})
    refused = sign_in_by_provider(worker, 9)
    assert refused.status_code in {422, 503}
    assert "OIDC provider" in refused.text


def test_a_flood_of_strangers_and_of_monsters_holds_no_customer_up(worker: Running) -> None:
    digest = b"Content-Type: multipart/digest; boundary=a\r\n\r\n" + b"--a\r\n\r\nFrom:a\r\n\r\n" * 4_400
    pump = b"Subject: " + b"=??q?1" * 40_000 + b"\r\n\r\nHello\r\n"
    for number, tail in enumerate((digest, pump)):
        raw = f"From: thief@evil.test\r\nMessage-ID: <monster{number}@evil.test>\r\n".encode() + tail
        worker.installation.dovecot.append(worker.installation.vendor, raw)
    for number in range(8):
        raw = forged(number, f"victim{number}@d{number}.test")
        worker.installation.dovecot.deliver(raw, worker.installation.vendor, sender="spam@bulk.test")
    worker.answers_mail(30)
