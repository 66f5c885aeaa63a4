"""The real servers as fixtures, and the account of them at the end of a run.

A server starts once per process that asks for it. Where one cannot run, the tests that need it are
skipped with the reason; with `CI=true` they fail instead, and any skip at all fails the run.
"""

import os
import sqlite3
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, NoReturn, TypeVar

import pytest
from hypothesis import HealthCheck, settings

from tests import compiled
from tests.servers import cyrus as cyrus_server
from tests.servers import databases
from tests.servers import dovecot as dovecot_server
from tests.servers import embedded as embedded_server
from tests.servers import pgbouncer as pgbouncer_server
from tests.servers import postfix as postfix_server
from tests.servers import postgres as postgres_server
from tests.servers import smtp_sink as smtp_server
from tests.servers import token_endpoint as token_server
from tests.servers.chromium import Chromium
from tests.servers.cyrus import Cyrus
from tests.servers.dovecot import Dovecot
from tests.servers.embedded import Embedded
from tests.servers.firefox import Firefox
from tests.servers.machinery import UnavailableError
from tests.servers.pgbouncer import PgBouncer
from tests.servers.postfix import Postfix
from tests.servers.postgres import Postgres
from tests.servers.registry import SERVERS
from tests.servers.smtp_sink import SmtpSink, Tls
from tests.servers.token_endpoint import TokenEndpoint

compiled.keep_modules()
compiled.keep_templates()

Server = TypeVar("Server", Chromium, Cyrus, Dovecot, Embedded, Firefox, PgBouncer, Postfix, Postgres)

# A slow machine is no failure. In CI, Hypothesis' own profile draws the same examples in each run.
settings.register_profile("local", deadline=None, suppress_health_check=[HealthCheck.too_slow])
IN_CI = os.environ.get("CI", "").lower() in {"true", "1", "yes"}
settings.load_profile("ci" if IN_CI else "local")


@pytest.fixture(scope="session")
def server_folder() -> Iterator[Callable[[str], Path]]:
    """Makes folders that servers running as other users can reach, which pytest's own are not."""
    with tempfile.TemporaryDirectory(prefix="sen-worker-", ignore_cleanup_errors=True) as name:
        root = Path(name)
        root.chmod(0o755)

        def make(label: str) -> Path:
            return Path(tempfile.mkdtemp(prefix=f"{label}-", dir=root))

        yield make


@pytest.fixture(scope="session")
def dovecot_for_all(server_folder: Callable[[str], Path]) -> Iterator[Dovecot]:
    server = start_or_skip("Dovecot", lambda: dovecot_server.start(server_folder("dovecot")))
    yield server
    server.stop()


@pytest.fixture
def dovecot(dovecot_for_all: Dovecot) -> Dovecot:
    """A real IMAP server without any mail; every address on it has the same password."""
    dovecot_for_all.empty()
    return dovecot_for_all


@pytest.fixture(scope="session")
def cyrus(server_folder: Callable[[str], Path]) -> Iterator[Cyrus]:
    """A real IMAP server of another make; ask it for a `new_address()`."""
    server = start_or_skip("Cyrus", lambda: cyrus_server.start(server_folder("cyrus")))
    yield server
    server.stop()


@pytest.fixture(scope="session")
def embedded() -> Iterator[Embedded]:
    """The demo's IMAP server; ask it for a `new_address()`."""
    server = start_or_skip("pymap", embedded_server.start)
    yield server
    server.stop()


@pytest.fixture(params=["dovecot_for_all", "cyrus", "embedded"], ids=["Dovecot", "Cyrus", "pymap"])
def imap_server(request: pytest.FixtureRequest) -> Dovecot | Cyrus | Embedded:
    """Each IMAP server in turn; ask it for a `new_address()`."""
    server: Dovecot | Cyrus | Embedded = request.getfixturevalue(request.param)
    return server


@pytest.fixture(scope="session")
def postfix_for_all(server_folder: Callable[[str], Path], dovecot_for_all: Dovecot) -> Iterator[Postfix]:
    server = start_or_skip("Postfix", lambda: postfix_server.start(server_folder("postfix"), dovecot_for_all))
    yield server
    server.stop()


@pytest.fixture
def postfix(postfix_for_all: Postfix, dovecot: Dovecot) -> Postfix:
    """A real mail exchanger and submission server that delivers to `dovecot`."""
    return postfix_for_all


@pytest.fixture
def start_smtp_sink(server_folder: Callable[[str], Path]) -> Iterator[Callable[..., SmtpSink]]:
    """Starts collecting SMTP servers: `start_smtp_sink(Tls.IMPLICIT, sign_in=True)`."""
    started: list[SmtpSink] = []

    def start(tls: Tls = Tls.STARTTLS, *, sign_in: bool = False) -> SmtpSink:
        sink = smtp_server.start(server_folder("smtp"), tls, sign_in=sign_in)
        SERVERS.took_part("aiosmtpd", sink.version)
        started.append(sink)
        return sink

    yield start
    for sink in started:
        sink.stop()


@pytest.fixture
def smtp_sink(start_smtp_sink: Callable[..., SmtpSink]) -> SmtpSink:
    """A real SMTP server with STARTTLS and AUTH that keeps what it accepts."""
    return start_smtp_sink()


@pytest.fixture
def start_token_endpoint(server_folder: Callable[[str], Path]) -> Iterator[Callable[..., TokenEndpoint]]:
    """Starts token endpoints: `start_token_endpoint(tls=False)`."""
    started: list[TokenEndpoint] = []

    def start(*, tls: bool = True) -> TokenEndpoint:
        endpoint = token_server.start(server_folder("tokens"), tls=tls)
        started.append(endpoint)
        return endpoint

    yield start
    for endpoint in started:
        endpoint.stop()


@pytest.fixture
def token_endpoint(start_token_endpoint: Callable[..., TokenEndpoint]) -> TokenEndpoint:
    """A token endpoint over TLS, whose tokens the real mail servers take."""
    return start_token_endpoint()


@pytest.fixture(scope="session")
def postgres(server_folder: Callable[[str], Path]) -> Iterator[Postgres]:
    """A real PostgreSQL; ask it for a `new_database()`."""
    server = start_or_skip("PostgreSQL", lambda: postgres_server.start(server_folder("postgres")))
    yield server
    server.stop()


@pytest.fixture(params=["sqlite", "postgresql"])
def database_url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """The URL of a database with its tables: each test runs on SQLite and on PostgreSQL."""
    if request.param == "sqlite":
        SERVERS.took_part("SQLite", sqlite3.sqlite_version)
        return databases.new_sqlite(tmp_path / "worker.db")
    return databases.new_postgresql(request.getfixturevalue("postgres"))


@pytest.fixture(params=["sqlite", "postgresql"])
def empty_database_url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """The URL of a database without tables, of either kind."""
    if request.param == "sqlite":
        SERVERS.took_part("SQLite", sqlite3.sqlite_version)
        return f"sqlite:///{tmp_path / 'worker.db'}"
    server: Postgres = request.getfixturevalue("postgres")
    return server.new_database()


@pytest.fixture
def start_pgbouncer(
    server_folder: Callable[[str], Path], postgres: Postgres
) -> Iterator[Callable[[str], PgBouncer]]:
    """Starts poolers before `postgres`: `start_pgbouncer("transaction")`."""
    started: list[PgBouncer] = []

    def start(mode: str) -> PgBouncer:
        folder = server_folder("pgbouncer")
        pooler = start_or_skip("PgBouncer", lambda: pgbouncer_server.start(folder, postgres, mode))
        started.append(pooler)
        return pooler

    yield start
    for pooler in started:
        pooler.stop()


def start_or_skip(name: str, start: Callable[[], Server]) -> Server:
    """The server, noted as one that took part; where it can't run the test is skipped, or fails in CI."""
    try:
        server = start()
    except UnavailableError as reason:
        SERVERS.was_missing(name, str(reason))
        _give_up(f"{name} is missing: {reason}")
    SERVERS.took_part(name, server.version)
    return server


def _give_up(reason: str) -> NoReturn:
    if IN_CI:
        pytest.fail(reason, pytrace=False)
    pytest.skip(reason)


def pytest_sessionfinish(session: pytest.Session) -> None:
    output: dict[str, Any] | None = getattr(session.config, "workeroutput", None)
    if output is not None:
        output["servers"] = SERVERS.as_dict()
    elif IN_CI and _skipped(session.config) and session.exitstatus == pytest.ExitCode.OK:
        session.exitstatus = pytest.ExitCode.TESTS_FAILED


@pytest.hookimpl(optionalhook=True)
def pytest_testnodedown(node: Any) -> None:
    """Take over what a process of pytest-xdist recorded."""
    SERVERS.add(getattr(node, "workeroutput", {}).get("servers", {}))


def pytest_unconfigure(config: pytest.Config) -> None:
    # After pytest's own last line, so that the account closes the run.
    reporter = config.pluginmanager.get_plugin("terminalreporter")
    if reporter is None or hasattr(config, "workerinput"):
        return
    if IN_CI and (skipped := _skipped(config)):
        reporter.write_line(f"Failed: {skipped} skipped, and CI=true allows none", red=True)
    for line in SERVERS.summary():
        reporter.write_line(line)


def _skipped(config: pytest.Config) -> int:
    reporter = config.pluginmanager.get_plugin("terminalreporter")
    return len(reporter.stats.get("skipped", ())) if reporter else 0
