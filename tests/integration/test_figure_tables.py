"""What a database of before knows of the past is counted when it is brought up to date."""

import importlib.util
from collections import Counter
from collections.abc import Iterator
from datetime import date, timedelta
from types import ModuleType

import pytest
from sqlalchemy import delete

from tests.integration.local_worker import KEY, LocalWorker, form, mail
from tests.integration.test_talk import bounce
from worker.resources import find_folder
from worker.services.review import page_actions, review_actions, staff_actions
from worker.store.database import database_engine as engines
from worker.store.requests.statistics_table import FIRST, LEFT_OUT, week_of
from worker.store.tables.statistics_schema import figure_changes, figures
from worker.store.transactions import Store

ALWAYS = (date(2020, 1, 6), date(2040, 1, 2))


@pytest.fixture
def worker(database_url: str) -> Iterator[LocalWorker]:
    store = Store(database_url)
    yield LocalWorker(store)
    store.close()


def migration(name: str = "0016_figures") -> ModuleType:
    """A migration, by the name of its file."""
    [file] = (find_folder("migrations") / "versions").glob(f"{name}.py")
    spec = importlib.util.spec_from_file_location("figures_migration", file)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def sums(worker: LocalWorker) -> Counter[tuple[date, str, str]]:
    with worker.store.read() as tx:
        found = tx.figures.sums(*ALWAYS)
    return Counter({(week, what, name): number for week, what, name, number in found})


def live(worker: LocalWorker) -> None:
    """Some requests of some weeks, and all that can become of one."""
    references = []
    for number in range(8):
        text = form(
            license_key=f"{KEY[:-6]}{number}xy==", address="" if number > 5 else "Main 1, Wien, Austria"
        )
        outcome = worker.receive(mail(text, sender=f"Ada A{number} <a{number}@a{number}.test>"))
        references.append(worker.request(outcome).reference)
        [letter] = worker.send()
        worker.now += timedelta(days=3)
    worker.receive(bounce(letter["Message-ID"]))
    for number in (0, 1, 2):
        request = review_actions.approve(worker.services, references[number], "olga")
        worker.now += timedelta(hours=7 * number)
        page_actions.perform_action(
            worker.services,
            references[number],
            staff_actions.complete([f"SEN-{number}"], "olga"),
            request.version,
            "olga",
        )
    page_actions.take_back(worker.services, references[2], "olga")
    review_actions.reject(worker.services, references[3], "cloud", "", "olga")
    review_actions.withdraw(worker.services, references[4], "olga")
    worker.wait(40)


def test_the_past_is_counted_as_it_would_have_been(worker: LocalWorker, database_url: str) -> None:
    live(worker)
    counted = sums(worker)
    assert {what for _, what, _ in counted} >= {"state", "asked", "took", "waited", "sent", "bounced"}
    engine = engines.make_engine(engines.parse_url(database_url))
    with engines.transaction(engine) as connection:
        connection.execute(delete(figures))
        connection.execute(delete(figure_changes))
        migration()._count_what_was(connection)
        migration("0035_issuing_figures").count_issuing(connection)
    engine.dispose()
    known = {place: number for place, number in counted.items() if place[1] not in {FIRST, LEFT_OUT}}
    assert sums(worker) == known


def test_counts_of_one_form_leave_the_others_out(worker: LocalWorker) -> None:
    live(worker)
    with worker.store.read() as tx:
        assert sorted(tx.figures.sums(*ALWAYS, "marketplace-migration")) == sorted(tx.figures.sums(*ALWAYS))
        assert tx.figures.sums(*ALWAYS, "cloud-interest") == []
        assert tx.figures.sums(date(2027, 1, 4), date(2028, 1, 3)) == []
        whole = Counter({(what, name): number for what, name, number in tx.figures.totals(*ALWAYS)})
    by_week: Counter[tuple[str, str]] = Counter()
    for (_, what, name), number in sums(worker).items():
        by_week[what, name] += number
    assert whole == by_week


def test_a_letter_that_a_person_takes_for_sent_counts_until_that_is_taken_back(worker: LocalWorker) -> None:
    outcome = worker.receive(mail(form()))
    [letter] = worker.letters(outcome)
    place = (week_of(worker.now), "sent", "received")
    with worker.store.write() as tx:
        tx.figures.note_decided(letter.id, None, worker.now)
    assert sums(worker)[place] == 1
    with worker.store.write() as tx:
        tx.figures.note_decided(letter.id, worker.now, None)
    assert sums(worker)[place] == 0
