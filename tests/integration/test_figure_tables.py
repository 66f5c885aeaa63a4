"""What a database of before knows of the past is counted when it is brought up to date."""

import importlib.util
from collections import Counter
from collections.abc import Iterator
from datetime import date, timedelta
from types import ModuleType

import pytest
from sqlalchemy import delete

from tests.integration.desk import KEY, Desk, form, mail
from tests.integration.test_talk import bounce
from worker.resources import find_folder
from worker.services.review import page_actions, review_actions, staff_actions
from worker.store.database import database_engine as engines
from worker.store.requests.statistics_table import FIRST, LEFT_OUT, week_of
from worker.store.tables.statistics_schema import figure_changes, figures
from worker.store.transactions import Store

ALWAYS = (date(2020, 1, 6), date(2040, 1, 2))


@pytest.fixture
def desk(database_url: str) -> Iterator[Desk]:
    store = Store(database_url)
    yield Desk(store)
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


def sums(desk: Desk) -> Counter[tuple[date, str, str]]:
    with desk.store.read() as tx:
        found = tx.figures.sums(*ALWAYS)
    return Counter({(week, what, name): number for week, what, name, number in found})


def live(desk: Desk) -> None:
    """Some requests of some weeks, and all that can become of one."""
    references = []
    for number in range(8):
        text = form(
            license_key=f"{KEY[:-6]}{number}xy==", address="" if number > 5 else "Main 1, Wien, Austria"
        )
        outcome = desk.receive(mail(text, sender=f"Ada A{number} <a{number}@a{number}.test>"))
        references.append(desk.request(outcome).reference)
        [letter] = desk.send()
        desk.now += timedelta(days=3)
    desk.receive(bounce(letter["Message-ID"]))
    for number in (0, 1, 2):
        request = review_actions.approve(desk.services, references[number], "olga")
        desk.now += timedelta(hours=7 * number)
        page_actions.perform_action(
            desk.services,
            references[number],
            staff_actions.complete([f"SEN-{number}"], "olga"),
            request.version,
            "olga",
        )
    page_actions.take_back(desk.services, references[2], "olga")
    review_actions.reject(desk.services, references[3], "cloud", "", "olga")
    review_actions.withdraw(desk.services, references[4], "olga")
    desk.wait(40)


def test_the_past_is_counted_as_it_would_have_been(desk: Desk, database_url: str) -> None:
    live(desk)
    counted = sums(desk)
    assert {what for _, what, _ in counted} >= {"state", "asked", "took", "waited", "sent", "bounced"}
    engine = engines.make_engine(engines.parse_url(database_url))
    with engines.transaction(engine) as connection:
        connection.execute(delete(figures))
        connection.execute(delete(figure_changes))
        migration()._count_what_was(connection)
        migration("0035_issuing_figures").count_issuing(connection)
    engine.dispose()
    known = {place: number for place, number in counted.items() if place[1] not in {FIRST, LEFT_OUT}}
    assert sums(desk) == known


def test_counts_of_one_form_leave_the_others_out(desk: Desk) -> None:
    live(desk)
    with desk.store.read() as tx:
        assert sorted(tx.figures.sums(*ALWAYS, "marketplace-migration")) == sorted(tx.figures.sums(*ALWAYS))
        assert tx.figures.sums(*ALWAYS, "cloud-interest") == []
        assert tx.figures.sums(date(2027, 1, 4), date(2028, 1, 3)) == []
        whole = Counter({(what, name): number for what, name, number in tx.figures.totals(*ALWAYS)})
    by_week: Counter[tuple[str, str]] = Counter()
    for (_, what, name), number in sums(desk).items():
        by_week[what, name] += number
    assert whole == by_week


def test_a_letter_that_a_person_takes_for_sent_counts_until_that_is_taken_back(desk: Desk) -> None:
    outcome = desk.receive(mail(form()))
    [letter] = desk.letters(outcome)
    place = (week_of(desk.now), "sent", "received")
    with desk.store.write() as tx:
        tx.figures.note_decided(letter.id, None, desk.now)
    assert sums(desk)[place] == 1
    with desk.store.write() as tx:
        tx.figures.note_decided(letter.id, desk.now, None)
    assert sums(desk)[place] == 0
