"""What a database holds of customers is of no use without its key, and of the same use as before with it."""

import base64
import json
import secrets
import sqlite3
import threading
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import pytest
from sqlalchemy import create_engine, inspect, text

from tests.integration.installed import request, wire
from tests.integration.wired_installation import arrive, open_wired_installation
from tests.operations.commands import Commands, quiet_afterwards
from tests.servers.databases import new_sqlite
from worker import config
from worker.app import App
from worker.errors import UnavailableError
from worker.requests.request_model import Attention
from worker.runtime.secrets_reload import SecretsWatch
from worker.services.review.page_actions import add_note
from worker.store.encryption.key_ring import KeyRing, SealedValueError
from worker.store.encryption.keyed_hashes import hashed_word
from worker.store.transactions import Store

OLD, NEW, OTHER = (base64.b64encode(bytes([number]) * 32).decode() for number in (1, 2, 3))
ADA = "customer-1@engines.test"
ACCOUNT = "licenses-1@engines.test"


class Place:
    """An installation whose keys change."""

    def __init__(self, folder: Path, url: str) -> None:
        self.folder, self.url = folder, url

    @contextmanager
    def with_keys(self, *keys: str) -> Iterator[App]:
        self.configure(*keys)
        with closing(wire(self.folder / "config.toml")) as app:
            app.prepare()
            yield app

    def configure(self, *keys: str) -> None:
        """Leaves a configuration with these keys, newest first."""
        with open_wired_installation(self.folder, new_sqlite(self.folder / "unused.db")):
            pass
        path = self.folder / "config.toml"
        lines = [f'url = "{self.url}"']
        if keys:
            (self.folder / "keys").write_text("\n".join(keys) + "\n")
            lines.append(f'encryption_keys_file = "{self.folder}/keys"')
        unused = f'url = "sqlite:///{self.folder}/unused.db"'
        path.write_text(path.read_text().replace(unused, "\n".join(lines)))

    def stored(self) -> str:
        """All that stands in the database, as it stands there: of SQLite the files."""
        if self.url.startswith("sqlite"):
            raw = b"".join(path.read_bytes() for path in sorted(self.folder.glob("worker.db*")))
            return raw.decode("latin-1")
        engine = create_engine(self.url)
        with engine.connect() as connection:
            tables = inspect(connection).get_table_names()
            rows = [row for name in tables for row in connection.execute(text(f'SELECT * FROM "{name}"'))]
        engine.dispose()
        return repr(rows)


@pytest.fixture
def place(tmp_path: Path, database_url: str) -> Place:
    return Place(tmp_path, database_url)


@pytest.fixture
def commands(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> Iterator[Commands]:
    with quiet_afterwards():
        yield Commands(tmp_path / "config.toml", monkeypatch, capsys)


def key_of(app: App, request_id: int = 1) -> str:
    with app.services.store.read() as tx:
        found = tx.requests.get(request_id)
    assert found is not None
    return str(found.fields["license_key"].value)


def take_secrets(app: App, folder: Path) -> None:
    """As a running worker does when it gets SIGHUP."""
    asked = threading.Event()
    asked.set()
    SecretsWatch(app, lambda: config.load_configuration(folder / "config.toml", {}), asked, [], None).look()


def found_by(app: App, words: str) -> tuple[int, ...]:
    with app.services.store.read() as tx:
        return tx.searches.find(words)[0]


def from_another(number: int) -> bytes:
    """The same license key as request 1 names, from somebody else."""
    return request(1).replace(b"-1@", b"-%d@" % number).replace(b"<1@", b"<%d@" % number)


def test_a_database_that_gets_a_key_holds_no_customers_words_and_is_worked_with_as_before(
    place: Place, commands: Commands, tmp_path: Path
) -> None:
    with place.with_keys() as app:
        arrive(app, request(1), 1)
        add_note(app.services, "1", "rang at the castle", "olga")
        key = key_of(app)
        assert key in place.stored()
    with place.with_keys(OLD) as app:
        assert key_of(app) == key, "what was stored before is read as it is"
        arrive(app, request(2), 2)
        later = key_of(app, 2)
        assert later not in place.stored()
        assert (found_by(app, key[-6:]), found_by(app, later[-6:])) == ((1,), (2,))
        arrive(app, from_another(3), 3)  # a key that was stored in clear
        (tmp_path / "list.csv").write_text(f"Serial,Company\n{later},Locksmiths Ltd\n")
        assert commands("register", "import", str(tmp_path / "list.csv")).status == 0
        assert "Locksmiths" in commands("register", "show", later).out
        done = commands("db", "encrypt")
        assert (done.status, "nothing is left in clear" in done.out) == (0, True)
        words = (
            key,
            key[::-1][:24],
            later,
            "castle",
            ACCOUNT,
            "Analytical Engines",
            "Locksmiths",
            "acknowledge that once",
        )
        assert [word for word in words if word.casefold() in place.stored().casefold()] == []

        arrive(app, from_another(4), 4)  # one that is encrypted
        with app.services.store.read() as tx:
            marked = [Attention.DUPLICATE_KEY in one.attention for one in tx.requests.listed()]
            assert any("castle" in event.why for event in tx.requests.events(1))
        assert marked[2:] == [True, True]
        assert {1, 3, 4} == {*found_by(app, key[-6:])}
        assert found_by(app, "analyt 2@engines")
        assert "0 values are not encrypted" in commands("db", "encrypt", "--dry-run").out


def test_keys_change_while_a_worker_is_at_work(place: Place, commands: Commands, tmp_path: Path) -> None:
    with place.with_keys(OLD) as app:
        arrive(app, request(1), 1)
        key = key_of(app)
        (tmp_path / "keys").write_text(f"{NEW}\n{OLD}\n")
        take_secrets(app, tmp_path)
        arrive(app, request(2), 2)
        assert commands("db", "encrypt").status == 0
        assert (key_of(app), found_by(app, key[-6:])) == (key, (1,))
        again = commands("db", "encrypt").out
        assert "0 values are encrypted" in again, "what is done is not done again"
        (tmp_path / "keys").write_text(OTHER)
        take_secrets(app, tmp_path)
        assert key_of(app) == key, "keys that do not fit are not taken"
    (tmp_path / "keys").write_text(NEW)
    with place.with_keys(NEW) as app:
        assert (key_of(app), len(found_by(app, "analytical"))) == (key, 2)
    place.configure(OLD)
    refused = commands("queue", "list")
    assert (refused.status, refused.out) == (1, "")
    assert "encrypted with another key" in refused.err
    assert "Traceback" not in refused.err


@pytest.mark.parametrize("keys", [(), (OTHER,)])
def test_without_the_right_key_nothing_is_shown_and_nothing_is_lost(
    place: Place, commands: Commands, keys: tuple[str, ...]
) -> None:
    with place.with_keys(OLD) as app:
        arrive(app, request(1), 1)
        key = key_of(app)
    before = place.stored()
    place.configure(*keys)
    for command in (("queue", "show", "1"), ("run", "--once"), ("db", "encrypt"), ("privacy", "export", ADA)):
        told = commands(*command)
        assert (told.status, told.out) == (1, ""), command
        assert "encryption_keys" in told.err
        assert "Traceback" not in told.err
        assert key not in told.err
    assert place.stored() == before
    with place.with_keys(OLD) as app:
        assert key_of(app) == key


def test_a_worker_without_key_stands_by_once_another_one_encrypts(tmp_path: Path) -> None:
    place = Place(tmp_path, new_sqlite(tmp_path / "worker.db"))
    with place.with_keys() as without, place.with_keys(OLD) as app:
        arrive(app, request(1), 1)
        without.services.store._looked_at = 0
        with pytest.raises(UnavailableError, match="stands by"), without.services.store.write():
            pass
        with pytest.raises(SealedValueError, match="has no key"):
            key_of(without)


def test_persons_are_shown_and_erased_and_copies_stay_encrypted(
    place: Place, commands: Commands, tmp_path: Path
) -> None:
    with place.with_keys(OLD) as app:
        arrive(app, request(1), 1)
        arrive(app, request(2), 2)
        add_note(app.services, "2", f"See {ADA} too", "olga")
        key = key_of(app)
    shown = json.loads(commands("privacy", "export", ADA).out)
    assert shown["requests"][0]["fields"]["license_key"] == key
    assert shown["rows_that_name_it"]["events"] >= 1

    copy = tmp_path / "copy.db"
    assert commands("db", "backup", str(copy)).status == 0
    assert key.encode() not in copy.read_bytes()
    assert b"Analytical" not in copy.read_bytes()

    assert commands("privacy", "erase", ADA, "--by", "olga").status == 0
    with place.with_keys(OLD) as app:
        with app.services.store.read() as tx:
            assert tx.personal.mentions(ADA) == {}
            assert any("See [erased] too" in event.why for event in tx.requests.events(2))
        assert (found_by(app, key[-6:]), len(found_by(app, "analytical"))) == ((), 1)

    assert commands("db", "restore", str(copy), "--replace").status == 0
    with place.with_keys(OLD) as app:
        assert (key_of(app), found_by(app, key[-6:])) == (key, (1,))
    place.configure(OTHER)
    assert "another key" in commands("db", "restore", str(copy), "--replace").err


def test_encrypting_goes_on_where_it_was_interrupted(tmp_path: Path) -> None:
    place = Place(tmp_path, new_sqlite(tmp_path / "worker.db"))
    with place.with_keys() as app:
        for number in range(1, 6):
            arrive(app, request(number), number)
        keys = [key_of(app, number) for number in range(1, 6)]
    with place.with_keys(OLD) as app:
        with closing(sqlite3.connect(tmp_path / "worker.db")) as other:
            other.execute(
                "CREATE TRIGGER stop BEFORE UPDATE ON raw_messages BEGIN SELECT RAISE(FAIL, 'x'); END"
            )
            with pytest.raises(Exception, match="x"):
                app.services.store.encrypt()
            other.execute("DROP TRIGGER stop")
        half = app.services.store.unencrypted()
        assert half
        stop = threading.Event()
        busy = threading.Thread(target=lambda: _rewrite(app, stop))
        busy.start()
        try:
            done = app.services.store.encrypt()
        finally:
            stop.set()
            busy.join(20)
        assert (done.left, app.services.store.unencrypted()) == (0, 0)
        assert [key_of(app, number) for number in range(1, 6)] == keys


def _rewrite(app: App, stop: threading.Event) -> None:
    number = 0
    while not stop.wait(0.01):
        number += 1
        add_note(app.services, str(1 + number % 5), f"note {number}", "olga")


def test_a_sealed_value_opens_in_its_own_column_alone_and_only_whole() -> None:
    ring = KeyRing([secrets.token_bytes(32)])
    sealed = ring.seal(b"SEN", "fields.value")
    assert ring.unseal(sealed, "fields.value") == b"SEN"
    for wrong, where in (
        (sealed, "events.new"),
        (sealed[:-1] + b"\0", "fields.value"),
        (sealed[:9], "fields.value"),
    ):
        with pytest.raises(SealedValueError, match="damaged"):
            ring.unseal(wrong, where)


def test_words_that_begin_alike_do_so_when_they_are_hashed() -> None:
    hashed = hashed_word(b"s" * 32, "analytical")
    assert hashed.startswith(hashed_word(b"s" * 32, "analy"))
    assert not hashed.startswith(hashed_word(b"s" * 32, "nanaly"))
    assert (len(hashed), len(hashed_word(b"s" * 32, "x" * 60))) == (11, 40)


def test_a_text_that_looks_encrypted_is_no_trap(tmp_path: Path) -> None:
    place = Place(tmp_path, new_sqlite(tmp_path / "worker.db"))
    with place.with_keys() as app:
        arrive(app, request(1), 1)
        add_note(app.services, "1", "plain", "olga")
        with closing(Store(place.url)) as store, store.write() as tx:
            tx.searches.keep("x", "\x01sealed1:AAAAAAAAAAAA", app.services.clock(), app.services.clock())
        with app.services.store.read() as tx:
            assert tx.searches.kept("x") == "sealed1:AAAAAAAAAAAA"
