"""Automatic letters are counted as they go out, by pool, on both databases."""

import threading
from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import timedelta

import pytest
from sqlalchemy import event

from tests.integration.local_worker import KEY, MONDAY, OTHER_KEY, LocalWorker, form, mail, quoted
from worker.requests.request_model import LetterPool, LetterState, SenderStanding, State
from worker.services.monitoring import system_status, worker_health
from worker.services.monitoring.system_status import ConfiguredServers
from worker.services.outbox import outbox_decisions
from worker.services.outbox.breaker_state import read_breakers
from worker.services.outbox.outbox_decisions import LetterVerb
from worker.services.outbox.reminders import pass_time
from worker.store.transactions import Store

CUSTOMERS, RETURNING, STRANGERS = LetterPool.CUSTOMERS, LetterPool.RETURNING, LetterPool.STRANGERS
ADA = "ada@engines.test"


@pytest.fixture
def worker(database_url: str) -> Iterator[LocalWorker]:
    store = Store(database_url)
    yield LocalWorker(store)
    store.close()


def counted(worker: LocalWorker, address: str = ADA) -> tuple[Mapping[LetterPool, int], ...]:
    """What is known of late about letters to an address, to its domain, and to anybody."""
    with worker.store.read() as tx:
        traffic = tx.traffic.of(address, worker.now)
    return traffic.to_address_today, traffic.to_domain_today, traffic.last_hour


def rows(worker: LocalWorker, table: str) -> int:
    with worker.store._engine.connect() as connection:
        return int(connection.exec_driver_sql(f"SELECT count(*) FROM {table}").scalar_one())


def everywhere(**number: int) -> tuple[dict[LetterPool, int], ...]:
    return ({LetterPool(pool): count for pool, count in number.items()},) * 3


def first(worker: LocalWorker, number: int = 0, sender: str = ADA) -> bytes:
    return mail(
        form(
            organization="",
            license_key=KEY[:-8] + f"{number:07d}=",
            account_email=f"account{number}@engines.test",
        ),
        sender,
        Message_ID=f"<{number}@engines.test>",
    )


def test_a_letter_counts_from_when_it_may_go_until_it_is_cancelled(worker: LocalWorker) -> None:
    asked = worker.receive(first(worker))
    assert counted(worker) == everywhere(strangers=1)
    (letter,) = worker.letters(asked)
    outbox_decisions.decide(worker.services, letter.id, LetterVerb.CANCEL, "grace")
    assert counted(worker) == everywhere()
    outbox_decisions.undo(worker.services, letter.id, "grace")
    assert counted(worker) == everywhere(strangers=1)
    worker.send()
    assert counted(worker) == everywhere(strangers=1)


def test_a_held_letter_counts_from_its_release(worker: LocalWorker) -> None:
    worker.policy = replace(worker.policy, letters_to_strangers_per_hour=0)
    asked = worker.receive(first(worker))
    assert counted(worker) == everywhere()
    worker.now += timedelta(hours=3)
    (letter,) = worker.letters(asked)
    assert letter.state is LetterState.HELD
    outbox_decisions.decide(worker.services, letter.id, LetterVerb.RELEASE, "grace")
    assert counted(worker) == everywhere(strangers=1)
    outbox_decisions.undo(worker.services, letter.id, "grace")
    assert counted(worker) == everywhere()


def test_what_is_rolled_back_was_never_counted(worker: LocalWorker) -> None:
    def fail() -> None:
        with worker.store.write() as tx:
            tx.traffic.note(ADA, STRANGERS, worker.now)
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        fail()
    assert counted(worker) == everywhere()


def test_an_hour_and_a_day_pass(worker: LocalWorker) -> None:
    worker.receive(first(worker))
    one, none = {STRANGERS: 1}, dict[LetterPool, int]()
    worker.now = MONDAY + timedelta(minutes=60)
    assert counted(worker) == (one, one, one)
    worker.now = MONDAY + timedelta(minutes=61)
    assert counted(worker) == (one, one, none)
    worker.now = MONDAY + timedelta(hours=24)
    assert counted(worker) == (one, one, none)
    worker.now = MONDAY + timedelta(hours=25)
    assert counted(worker) == (none, none, none)


def test_a_clock_that_was_ahead_holds_no_letter_for_longer_than_it_was(worker: LocalWorker) -> None:
    worker.now += timedelta(minutes=30)
    worker.receive(first(worker))
    worker.now -= timedelta(minutes=30)
    assert counted(worker) == everywhere(strangers=1)
    worker.now += timedelta(minutes=91)
    assert counted(worker)[2] == {}


def test_who_answers_takes_the_earlier_letters_along(worker: LocalWorker) -> None:
    asked = worker.receive(first(worker))
    (question,) = worker.send()
    worker.receive(first(worker, 1, "bo@engines.test"))
    headers = {"Message_ID": "<reply@engines.test>", "In_Reply_To": question["Message-ID"]}
    worker.receive(mail(f"Analytical Engines\n\n{quoted(question)}", subject=question["Subject"], **headers))
    assert counted(worker) == (
        {CUSTOMERS: 2},
        {CUSTOMERS: 2, STRANGERS: 1},
        {CUSTOMERS: 2, STRANGERS: 1},
    )
    assert worker.request(asked).standing is SenderStanding.KNOWN
    worker.receive(first(worker, 2))
    assert counted(worker)[0] == {CUSTOMERS: 2, RETURNING: 1}


def test_two_workers_lose_no_count(worker: LocalWorker) -> None:
    def count_many() -> None:
        for _ in range(130):
            with worker.store.write() as tx:
                tx.traffic.note(ADA, STRANGERS, MONDAY)

    workers = [threading.Thread(target=count_many) for _ in range(2)]
    for thread in workers:
        thread.start()
    for thread in workers:
        thread.join()
    assert counted(worker) == everywhere(strangers=260)


def test_what_a_cap_reads_does_not_grow_with_the_letters(worker: LocalWorker) -> None:
    with worker.store.write() as tx:
        for number in range(900):
            tx.traffic.note(ADA, STRANGERS, MONDAY - timedelta(minutes=number % 50))
    assert rows(worker, "letter_counts") <= 50 + 4
    assert rows(worker, "letter_count_changes") <= 3 * 200
    assert counted(worker) == everywhere(strangers=900)
    with worker.store.write() as tx:
        tx.traffic.prune(MONDAY + timedelta(days=3))
    assert rows(worker, "letter_counts") == 0


def test_deciding_on_a_mail_looks_at_no_letter_of_others(worker: LocalWorker) -> None:
    asked: list[str] = []
    engine = worker.store._engine
    event.listen(engine, "before_cursor_execute", lambda *seen: asked.append(seen[2]))
    worker.receive(first(worker))
    about_letters = [query for query in asked if "FROM letters" in query]
    assert not [query for query in about_letters if "created_at" in query.partition("WHERE")[2]]


def test_a_limit_of_0_holds_every_letter_and_nothing_is_out_of_order(worker: LocalWorker) -> None:
    asked = worker.receive(first(worker))
    worker.send()
    worker.policy = replace(worker.policy, letters_per_hour=0)
    held = worker.receive(first(worker, 1, "bo@other.test"))
    assert [letter.hold_reason for letter in worker.letters(held)] == [
        "0 automatic letters an hour (policy.letters_per_hour)"
    ]
    with worker.store.read() as tx:
        breakers = read_breakers(worker.services, tx)
    assert breakers.all.open
    now = system_status.find_status(worker.services, ConfiguredServers())
    assert now.limits.all.until is None
    assert not [line for line in worker_health.find_problems(worker.services) if "breaker" in line]
    worker.now += timedelta(days=3)
    pass_time(worker.services)
    reminder = worker.letters(asked)[-1]
    assert (reminder.state, reminder.kind) == (LetterState.HELD, "reminder")


# Time


def test_nobody_is_reminded_in_a_strangers_name_where_a_server_could_vouch(worker: LocalWorker) -> None:
    worker.policy = replace(worker.policy, trusted_authserv_ids=frozenset({"mx.vendor.test"}))
    asked = worker.receive(first(worker))
    assert len(worker.send()) == 1
    assert worker.request(asked).standing is SenderStanding.UNVOUCHED
    assert worker.wait(40) == []
    assert worker.request(asked).state is State.EXPIRED


def test_a_customer_who_is_vouched_for_is_reminded_by_name(worker: LocalWorker) -> None:
    worker.policy = replace(worker.policy, trusted_authserv_ids=frozenset({"mx.vendor.test"}))
    passes = {"Authentication_Results": "mx.vendor.test; dmarc=pass header.from=engines.test"}
    worker.receive(mail(form(license_key=OTHER_KEY, organization=""), **passes))
    (question,) = worker.send()
    later = worker.wait(40)
    assert len(later) == 4
    assert {letter["To"] for letter in (question, *later)} == {"Ada Byron <ada@engines.test>"}


def test_reminders_to_strangers_greet_by_no_name_and_hold_no_value(worker: LocalWorker) -> None:
    spam = "Visit evil.example now"
    raw = mail(form(organization=spam, address="", license_key=OTHER_KEY), f'"{spam}" <{ADA}>', subject=spam)
    worker.receive(raw)
    sent = [*worker.send(), *worker.wait(40)]
    assert len(sent) == 5
    for letter in sent:
        assert letter["To"] == ADA
        assert "evil" not in letter.as_string()
