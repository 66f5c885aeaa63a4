"""Refresh tokens in the database: never lost, never used twice, of no use to whoever reads them there."""

import pickle
import random
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from sqlalchemy import text

from tests.integration.oauth import by_consent
from tests.servers.machinery import wait_until
from tests.servers.token_endpoint import TokenEndpoint
from worker.errors import UnavailableError
from worker.oauth.grant_flows import choose_grant
from worker.oauth.settings import TokenSettings
from worker.services.accounts.stored_tokens import StoredTokens
from worker.store.database import database_engine as engines
from worker.store.transactions import Store

ROOT = Path(__file__).parents[2]


def now() -> datetime:
    return datetime.now(UTC)


@pytest.fixture
def open_store(database_url: str) -> Iterator[Callable[[], Store]]:
    """Opens the same database again, as another process would."""
    opened: list[Store] = []

    def open_one() -> Store:
        opened.append(Store(database_url))
        return opened[-1]

    yield open_one
    for store in opened:
        store.close()


@pytest.fixture
def store(open_store: Callable[[], Store]) -> Store:
    return open_store()


@pytest.fixture
def settings(token_endpoint: TokenEndpoint) -> TokenSettings:
    """A consent whose refresh token is replaced with each use."""
    token_endpoint.rotates = True
    return by_consent(token_endpoint)


def ask(store: Store, settings: TokenSettings, clock: Callable[[], datetime] = now) -> str:
    """A new access token, asked for by a worker that was just started."""
    return choose_grant(settings, StoredTokens(store, clock))().access_token


def rows(url: str) -> list[tuple[object, ...]]:
    engine = engines.make_engine(engines.parse_url(url))
    with engines.transaction(engines.for_reading(engine)) as connection:
        found = [tuple(row) for row in connection.execute(text("SELECT * FROM oauth_tokens"))]
    engine.dispose()
    return found


def test_a_worker_goes_on_with_the_token_that_its_forerunner_was_left_with(
    store: Store, open_store: Callable[[], Store], settings: TokenSettings, token_endpoint: TokenEndpoint
) -> None:
    for _ in range(3):
        ask(open_store(), settings)
    assert len(token_endpoint.granted) == 3
    assert len(set(token_endpoint.forms("refresh_token"))) == 3


def test_workers_side_by_side_never_use_a_token_twice(
    store: Store, open_store: Callable[[], Store], settings: TokenSettings, token_endpoint: TokenEndpoint
) -> None:
    stores = [open_store() for _ in range(6)]
    with ThreadPoolExecutor(6) as pool:
        got = list(pool.map(lambda each: ask(each, settings), stores))
    assert len(set(got)) == 6
    assert len(set(token_endpoint.forms("refresh_token"))) == 6


def test_mailbox_and_relay_with_the_same_consent_share_what_became_of_it(
    store: Store, settings: TokenSettings, token_endpoint: TokenEndpoint
) -> None:
    for scope in ("imap", "smtp", "imap"):
        ask(store, replace(settings, scopes=(scope,)))
    assert len(token_endpoint.granted) == 3


def test_a_new_consent_in_the_configuration_counts_at_once(
    store: Store, settings: TokenSettings, token_endpoint: TokenEndpoint
) -> None:
    ask(store, settings)
    token_endpoint.revoke()
    renewed = token_endpoint.consent()
    ask(store, replace(settings, refresh_token=renewed))
    assert token_endpoint.forms("refresh_token")[-1] == renewed


def test_the_database_holds_nothing_to_sign_in_with(
    store: Store, settings: TokenSettings, token_endpoint: TokenEndpoint, database_url: str
) -> None:
    ask(store, settings)
    ask(store, settings)
    [row] = rows(database_url)
    held = "".join(str(bytes(cell) if isinstance(cell, memoryview) else cell) for cell in row)
    assert held
    for secret in (*token_endpoint.forms("refresh_token"), *token_endpoint.granted, settings.client_secret):
        assert secret not in held


def test_what_somebody_damaged_in_the_database_is_not_used(
    store: Store, settings: TokenSettings, token_endpoint: TokenEndpoint, database_url: str
) -> None:
    token_endpoint.rotates = False
    with StoredTokens(store, now).use(settings) as held:
        held.keep("refresh-of-ours")
    engine = engines.make_engine(engines.parse_url(database_url))
    with engines.transaction(engine) as connection:
        connection.execute(text("UPDATE oauth_tokens SET sealed = :bad"), {"bad": b"somebody else's"})
    engine.dispose()
    ask(store, settings)
    assert token_endpoint.forms("refresh_token") == [settings.refresh_token]


def test_a_token_that_could_not_be_stored_is_not_given_out_and_not_forgotten(
    store: Store, settings: TokenSettings, token_endpoint: TokenEndpoint, database_url: str
) -> None:
    tokens = StoredTokens(store, now)
    get = choose_grant(settings, tokens)
    engine = engines.make_engine(engines.parse_url(database_url))

    def rename(old: str, new: str) -> None:
        with engines.transaction(engine) as connection:
            connection.execute(text(f"ALTER TABLE {old} RENAME TO {new}"))

    def lose_the_database() -> None:
        with tokens.use(settings) as held:
            rename("oauth_tokens", "away")
            held.keep(token_endpoint.consent())

    with pytest.raises(UnavailableError):
        lose_the_database()
    rename("away", "oauth_tokens")
    with StoredTokens(store, lambda: now() + timedelta(hours=1)).use(settings):
        pass  # what the failure left lent
    get()
    assert token_endpoint.forms("refresh_token") != [settings.refresh_token]
    ask(store, settings)
    assert len(set(token_endpoint.forms("refresh_token"))) == 2
    engine.dispose()


def test_a_token_that_a_killed_worker_had_is_free_again_after_a_while(
    store: Store, settings: TokenSettings, token_endpoint: TokenEndpoint
) -> None:
    killed = StoredTokens(store, now).use(settings)
    killed.__enter__()
    ask(store, settings, clock=lambda: now() + timedelta(minutes=5))
    assert len(token_endpoint.granted) == 1


FOREVER = """
import pickle, sys
from datetime import UTC, datetime, timedelta
from worker.oauth.grant_flows import choose_grant as way
from worker.services.accounts.stored_tokens import StoredTokens
from worker.store.transactions import Store

settings, url, hours = pickle.loads(bytes.fromhex(sys.argv[1]))
clock = lambda: datetime.now(UTC) + timedelta(hours=hours)
ask = way(settings, StoredTokens(Store(url), clock))
print("ready", flush=True)
while True:
    ask()
"""


def test_a_worker_that_is_killed_at_any_moment_loses_no_consent(
    store: Store, settings: TokenSettings, token_endpoint: TokenEndpoint, database_url: str
) -> None:
    # A provider that takes back the former token as soon as it sends the next one leaves nobody a chance.
    token_endpoint.forgives = True
    chance = random.Random(7)
    for hour in range(3):
        told = pickle.dumps((settings, database_url, hour)).hex()
        command = [sys.executable, "-c", FOREVER, told]
        worker = subprocess.Popen(command, stdout=subprocess.PIPE, cwd=ROOT)
        assert worker.stdout is not None
        assert worker.stdout.readline() == b"ready\n"
        reached = len(token_endpoint.granted)
        wait_until(lambda reached=reached: len(token_endpoint.granted) > reached, "a token")  # type: ignore[misc]
        threading.Event().wait(chance.uniform(0, 0.2))
        worker.kill()
        worker.communicate(timeout=10)
    assert ask(store, settings, clock=lambda: now() + timedelta(hours=9)) in token_endpoint.granted


def test_whoever_comes_second_waits_for_the_first(
    store: Store, open_store: Callable[[], Store], settings: TokenSettings, token_endpoint: TokenEndpoint
) -> None:
    got: list[str] = []
    second = threading.Thread(target=lambda: got.append(ask(open_store(), settings)))
    with StoredTokens(store, now).use(settings) as held:
        second.start()
        held.keep(following := token_endpoint.consent())
        assert got == []
    wait_until(lambda: got, "the second worker's token")
    second.join(10)
    assert token_endpoint.forms("refresh_token") == [following]


def test_without_tables_no_refresh_token_is_used_up(
    empty_database_url: str, settings: TokenSettings, token_endpoint: TokenEndpoint
) -> None:
    with (
        closing(Store(empty_database_url)) as store,
        pytest.raises(UnavailableError, match="sen-worker db upgrade"),
    ):
        ask(store, settings)
    assert token_endpoint.asked == []


def test_a_refusal_leaves_the_token_to_others(
    store: Store, settings: TokenSettings, token_endpoint: TokenEndpoint
) -> None:
    token_endpoint.answer(503, b"")
    with pytest.raises(UnavailableError):
        ask(store, settings)
    assert ask(store, settings) in token_endpoint.granted
