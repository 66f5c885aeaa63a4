"""The store, on SQLite and on PostgreSQL."""

from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest

from tests.servers.databases import new_sqlite
from worker.errors import ConfigError, UnavailableError
from worker.forms.extraction import Evidence, FieldProblem, Span
from worker.reading.message import Address
from worker.requests.request_model import (
    Attention,
    Disposition,
    Event,
    FieldValue,
    LetterKind,
    Request,
    State,
)
from worker.store.records import Heartbeat, MessagePlace, NewLetter
from worker.store.requests.request_table import StaleRequestError
from worker.store.transactions import Store

NOW = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)
PLACE = MessagePlace(mailbox="sales", uid_validity=4_000_000_000, uid=4_294_967_295)
REQUEST = Request(
    id=None,
    reference="SW-7K3QXD",
    form="marketplace-migration",
    state=State.NEEDS_INFO,
    requester=Address(addr="ida@fjordwerk.example", name="Ida Hølm"),
    subject="Lizenz 🦊",
    fields={
        "license_key": FieldValue(
            value="AAABpQ0ODAoPeNpd",
            message=3,
            evidence=Evidence(part="1.2", spans=(Span(3, 9), Span(12, 20)), rule="below its prompt"),
        ),
        "organization": FieldValue(value=None),
        "users": FieldValue(value=25, set_by="olga"),
    },
    ask=("organization",),
    problems={"organization": FieldProblem.PLACEHOLDER},
    attention=(Attention.UNSURE, Attention.POSSIBLE_MATCH),
    round=1,
    sens=("SEN-1",),
    assigned_to="olga",
    thread=("<a@b>", "<c@d>"),
    created_at=NOW,
    updated_at=NOW,
)


@pytest.fixture
def store(database_url: str) -> Iterator[Store]:
    made = Store(database_url)
    yield made
    made.close()


def add(store: Store) -> Request:
    with store.write() as tx:
        return tx.requests.add(REQUEST)


def queue(store: Store, request_id: int, count: int) -> None:
    with store.write() as tx:
        for number in range(count):
            tx.letters.add(
                NewLetter(
                    request_id=request_id,
                    kind=LetterKind.REMINDER,
                    round=number,
                    to="ida@fjordwerk.example",
                    cc=(),
                    subject="s",
                    message_id=f"<{number}@vendor.example>",
                    automatic=True,
                    text="t",
                    raw=b"\x00\xff",
                    hold_reason="",
                    created_at=NOW,
                )
            )


def test_a_request_comes_back_as_it_was_stored(store: Store) -> None:
    added = add(store)
    with store.read() as tx:
        assert tx.requests.get(added.id or 0) == replace(REQUEST, id=added.id, version=1) == added


@pytest.mark.parametrize("name", ["SW-7K3QXD", " [sw-7k3qxd] ", "1"])
def test_a_person_finds_a_request_by_id_or_reference(store: Store, name: str) -> None:
    added = add(store)
    with store.read() as tx:
        assert tx.requests.find(name) == added
        assert tx.requests.find("SW-999999") is None
        assert tx.requests.find("99999999999999999999") is None


def test_a_change_is_kept_with_its_fields_and_events_in_their_order(store: Store) -> None:
    event = Event(at=NOW, who="olga", what="field", name="organization", old=None, new="Fjordwerk", why="w")
    with store.write() as tx:
        added = tx.requests.add(REQUEST)
        fields = {**added.fields, "organization": FieldValue(value="Fjordwerk", set_by="olga")}
        saved = tx.requests.save(replace(added, fields=fields, ask=(), problems={}, attention=()))
        tx.requests.add_events(saved.id or 0, [event, replace(event, name="users")])
    with store.read() as tx:
        assert tx.requests.get(saved.id or 0) == saved
        assert tx.requests.events(saved.id or 0) == (event, replace(event, name="users"))


def test_the_second_of_two_writers_is_refused(store: Store) -> None:
    added = add(store)
    with store.write() as tx:
        tx.requests.save(replace(added, round=2))
    with (
        pytest.raises(StaleRequestError, match=r"SW-7K3QXD was changed by somebody else"),
        store.write() as tx,
    ):
        tx.requests.save(replace(added, round=9))
    with store.read() as tx:
        kept = tx.requests.get(added.id or 0)
    assert kept is not None
    assert kept.round == 2


def test_a_license_key_is_found_in_another_request_only(store: Store) -> None:
    added = add(store)
    with store.read() as tx:
        (found,) = tx.requests.related(["AAABpQ0ODAoPeNpd"], "", None)
        assert (found.reference, found.same_key, found.same_account) == ("SW-7K3QXD", True, False)
        assert tx.requests.related(["AAABpQ0ODAoPeNpd"], "", added.id) == ()


def test_an_account_is_found_in_any_case_while_its_request_is_open_or_completed(store: Store) -> None:
    account = FieldValue(value="Licenses@Fjordwerk.example")
    added = add(store)
    with store.write() as tx:
        added = tx.requests.save(replace(added, fields={**added.fields, "account_email": account}))
        (found,) = tx.requests.related([], "licenses@fjordwerk.EXAMPLE", None)
        assert (found.same_key, found.same_account, found.has_key) == (False, True, True)
        tx.requests.save(replace(added, state=State.REJECTED))
        assert tx.requests.related([], "licenses@fjordwerk.example", None) == ()


def test_a_place_is_entered_into_the_ledger_once(store: Store) -> None:
    with store.write() as tx:
        first = tx.ledger.enter(PLACE, NOW, NOW, "1")
        assert tx.ledger.enter(PLACE, NOW, NOW, "1") is None
        assert tx.ledger.enter(replace(PLACE, uid=1), NOW, NOW, "1") is not None
        tx.ledger.decide(first or 0, Disposition.IGNORED, "not ours")
    with store.read() as tx:
        entry = tx.ledger.at(PLACE)
    assert entry is not None
    assert (entry.place, entry.disposition, entry.received_at) == (PLACE, Disposition.IGNORED, NOW)


def test_what_fails_halfway_leaves_nothing(store: Store) -> None:
    def fail() -> None:
        with store.write() as tx:
            tx.requests.add(REQUEST)
            tx.ledger.enter(PLACE, NOW, NOW, "1")
            raise KeyError

    with pytest.raises(KeyError):
        fail()
    with store.read() as tx:
        assert (tx.requests.counts(), tx.ledger.at(PLACE)) == ({}, None)


def test_a_rehearsal_leaves_nothing_behind(store: Store) -> None:
    with store.rehearse() as tx:
        tx.requests.add(REQUEST)
        assert tx.requests.find("SW-7K3QXD") is not None
    with store.read() as tx:
        assert tx.requests.find("SW-7K3QXD") is None


def together(work: Callable[[int], list[int]], count: int) -> list[int]:
    with ThreadPoolExecutor(count) as pool:
        return [one for found in pool.map(work, range(count)) for one in found]


def test_two_workers_claim_each_letter_once(store: Store) -> None:
    queue(store, add(store).id or 0, 12)

    def claim_all(worker: int) -> list[int]:
        claimed: list[int] = []
        while True:
            with store.write() as tx:
                found = tx.letters.claim(NOW, f"worker-{worker}")
            if found is None:
                return claimed
            assert found[1] == b"\x00\xff"
            claimed.append(found[0].id)

    claimed = together(claim_all, 2)
    assert len(claimed) == len(set(claimed)) == 12


def test_writers_that_read_and_write_at_the_same_time_lose_nothing(store: Store) -> None:
    request_id = add(store).id or 0

    def count_up(_worker: int) -> list[int]:
        for _ in range(8):
            while not once():
                pass
        return []

    def once() -> bool:
        try:
            with store.write() as tx:
                found = tx.requests.get(request_id)
                assert found is not None
                tx.requests.save(replace(found, round=found.round + 1))
        except StaleRequestError:
            return False
        return True

    together(count_up, 3)
    with store.read() as tx:
        found = tx.requests.get(request_id)
    assert found is not None
    assert found.round == REQUEST.round + 24


def test_workers_that_meet_a_new_database_together_share_one_secret(store: Store) -> None:
    secrets = set()

    def ask(_worker: int) -> list[int]:
        with store.write() as tx:
            secrets.add(tx.secret())
        return []

    together(ask, 4)
    assert [len(secret) for secret in secrets] == [32]


def heartbeat(worker: str, name: str = "timers") -> Heartbeat:
    return Heartbeat(
        worker=worker,
        name=name,
        at=NOW,
        good_for_seconds=60,
        problem="",
        since=NOW,
        worked_at=NOW,
    )


def test_threads_of_a_worker_beat_under_the_same_name(store: Store) -> None:
    def beat(_thread: int) -> list[int]:
        for _ in range(8):
            with store.write() as tx:
                tx.heartbeats.beat(heartbeat("a/1"))
        return []

    together(beat, 4)
    with store.read() as tx:
        assert tx.heartbeats.all() == (heartbeat("a/1"),)


def test_a_worker_that_ends_leaves_the_heartbeats_of_others_alone(store: Store) -> None:
    with store.write() as tx:
        for worker in ("b/1", "a/1"):
            tx.heartbeats.beat(heartbeat(worker))
            tx.heartbeats.beat(heartbeat(worker, "outbox"))
        tx.heartbeats.forget("a/1")
    with store.read() as tx:
        assert tx.heartbeats.all() == (heartbeat("b/1", "outbox"), heartbeat("b/1"))


def test_a_file_that_cant_be_written_is_told_in_one_line(tmp_path: Path) -> None:
    file = tmp_path / "worker.db"
    new_sqlite(file)
    # By the URI and not by file modes, which root does not feel.
    store = Store(f"sqlite:///file:{file}?mode=ro&uri=true")
    with pytest.raises(UnavailableError, match="must be writable") as told:
        store.try_writing(NOW)
    store.close()
    assert "\n" not in str(told.value)


@pytest.mark.parametrize(
    "url", ["", "worker.db", "mysql://u@h/n", "sqlite+aiosqlite:///x", "postgresql://u@h:x/n"]
)
def test_a_url_of_another_kind_is_refused(url: str) -> None:
    with pytest.raises(ConfigError, match=r"database\.url must be"):
        Store(url)


def test_a_password_is_not_shown() -> None:
    store = Store("postgresql+psycopg://worker:hunter2@db.example/worker")
    assert "hunter2" not in store.name
