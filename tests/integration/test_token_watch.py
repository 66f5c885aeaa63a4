"""Tokens are watched over also while nobody signs in, and the first failure is told at once."""

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from structlog.testing import capture_logs

from tests.integration.oauth import InMemory, by_secret
from tests.servers.databases import new_sqlite
from tests.servers.token_endpoint import CLIENT_ID, CLIENT_SECRET, TokenEndpoint
from worker.app import App, open_app
from worker.config import load_configuration
from worker.oauth.grant_flows import choose_grant
from worker.oauth.token_source import TokenSource
from worker.services.accounts.stored_tokens import TokenWatch
from worker.services.monitoring import worker_health


@pytest.fixture
def app(tmp_path: Path, token_endpoint: TokenEndpoint) -> Iterator[App]:
    path = tmp_path / "config.toml"
    path.write_text(
        f"""
[database]
url = "{new_sqlite(tmp_path / "worker.db")}"

[[mailboxes]]
name = "sales"
address = "sales@vendor.test"
host = "localhost"

[mailboxes.oauth2]
provider = "generic"
token_endpoint = "{token_endpoint.url}"
client_id = "{CLIENT_ID}"
client_secret = "{CLIENT_SECRET}"
refresh_token = "{token_endpoint.consent()}"
ca_file = "{token_endpoint.ca_file}"

[smtp]
host = "localhost"
from = "sales@vendor.test"
"""
    )
    app = open_app(load_configuration(path, {}))
    app.prepare()
    yield app
    app.close()


@pytest.fixture
def watch(app: App) -> TokenWatch:
    return TokenWatch(app.services, app.logins.sources())


def parts(app: App) -> tuple[worker_health.WorkerPart, ...]:
    with app.services.store.read() as tx:
        return worker_health.list_parts(app.services, tx)


def test_a_good_token_is_no_news(app: App, watch: TokenWatch, token_endpoint: TokenEndpoint) -> None:
    for _ in range(3):
        watch.look(60)
    assert len(token_endpoint.asked) == 1
    assert worker_health.find_problems(app.services) == []
    [part] = parts(app)
    assert part.ends_at is not None
    assert timedelta(minutes=50) < part.ends_at - part.at <= timedelta(hours=1)


def test_a_refused_token_is_told_at_once_and_until_it_is_mended(
    app: App, watch: TokenWatch, token_endpoint: TokenEndpoint
) -> None:
    token_endpoint.revoke()
    with capture_logs() as events:
        for _ in range(3):
            watch.look(60)
    [line] = worker_health.find_problems(app.services)
    assert "token of mailbox sales: " in line
    assert "invalid_grant" in line
    assert [(event["event"], event["log_level"]) for event in events] == [("token_not_renewed", "error")]
    assert len(token_endpoint.asked) == 1
    token_endpoint._withdrawn.clear()
    TokenWatch(app.services, open_app(app.config).logins.sources()).look(60)
    assert worker_health.find_problems(app.services) == []


def test_an_endpoint_that_is_away_is_told_while_the_token_is_still_good(
    app: App, token_endpoint: TokenEndpoint
) -> None:
    seconds = [0.0]
    source = TokenSource(choose_grant(by_secret(token_endpoint), InMemory()), clock=lambda: seconds[0])
    watch = TokenWatch(app.services, {"token of smtp": source})
    watch.look(60)
    token = source.token()
    token_endpoint.answer(503, b"")
    seconds[0] = 3400
    watch.look(60)
    [line] = worker_health.find_problems(app.services)
    assert "has no time for us" in line
    assert source.token() == token
    seconds[0] = 3500
    watch.look(60)
    assert worker_health.find_problems(app.services) == []
