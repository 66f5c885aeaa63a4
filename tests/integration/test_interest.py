"""The list of interested Cloud users, and telling them."""

from collections.abc import Iterator
from datetime import timedelta
from email.message import EmailMessage
from urllib.parse import parse_qs, urlparse

import pytest

from tests.integration.local_worker import OTHER_KEY, LocalWorker, mail
from worker.errors import ConfigError, UsageError
from worker.requests.request_model import Disposition, State
from worker.services.outbox import interest_list
from worker.store.transactions import Store

SUBJECT = "Atlassian Cloud user interested in migrating to Marketplace"


@pytest.fixture
def worker(database_url: str) -> Iterator[LocalWorker]:
    store = Store(database_url)
    yield LocalWorker(store)
    store.close()


def interested(worker: LocalWorker, *senders: str) -> list[EmailMessage]:
    for sender in senders:
        text = f"Our current license: {OTHER_KEY}\nNumber of users: 40\n"
        worker.receive(mail(text, f"{sender}@cloud.test", SUBJECT, Message_ID=f"<{sender}@cloud.test>"))
    return worker.send()


def test_an_entry_is_on_the_list_and_an_incomplete_one_is_asked_beside(worker: LocalWorker) -> None:
    interested(worker, "ada")
    worker.receive(mail("Please tell us when it opens.", "bo@cloud.test", SUBJECT))
    (asked,) = worker.send()
    assert asked["To"] == "bo@cloud.test"
    row, incomplete = interest_list.listed(worker.services)
    assert (row["email"], row["license"], row["users"]) == ("ada@cloud.test", OTHER_KEY, 40)
    assert (incomplete["email"], incomplete["users"]) == ("bo@cloud.test", None)


def test_a_rehearsal_tells_what_would_be_and_sends_nothing(worker: LocalWorker) -> None:
    interested(worker, "ada", "bo", "cy")
    plan = interest_list.rehearse(worker.services, "announcement", per_hour=2)
    assert (plan.entries, plan.told, plan.to_tell) == (3, 0, 3)
    assert plan.until == worker.now + timedelta(hours=1)
    assert worker.send() == []


def test_everybody_is_told_once_over_time_and_a_repeat_goes_on(worker: LocalWorker) -> None:
    interested(worker, "ada", "bo")
    interest_list.announce(worker.services, "announcement", 1, "olga")
    assert [letter["To"] for letter in worker.send()] == ["ada@cloud.test"]
    interested(worker, "cy")
    plan = interest_list.announce(worker.services, "announcement", 1, "olga")
    assert (plan.told, plan.to_tell) == (2, 1)
    worker.now += timedelta(hours=3)
    assert {letter["To"] for letter in worker.send()} == {"bo@cloud.test", "cy@cloud.test"}
    assert interest_list.rehearse(worker.services, "announcement", 1).to_tell == 0
    assert [row["announced"] for row in interest_list.listed(worker.services)] == [["announcement"]] * 3


def test_one_click_takes_an_address_off_the_list(worker: LocalWorker) -> None:
    interested(worker, "ada")
    interest_list.announce(worker.services, "announcement", 100, "olga")
    (letter,) = worker.send()
    link = urlparse(letter["List-Unsubscribe"].strip("<> "))
    subject = parse_qs(link.query)["subject"][0]
    assert letter["Auto-Submitted"] == "auto-generated"
    forged = worker.receive(mail("", "ada@cloud.test", subject[:-1] + "x", Message_ID="<f@cloud.test>"))
    assert forged.disposition is Disposition.IGNORED
    gone = worker.receive(mail("", "ada@cloud.test", subject, to=link.path, Auto_Submitted="auto-generated"))
    assert gone.disposition is Disposition.REPLY
    assert worker.request(gone).state is State.WITHDRAWN
    assert list(interest_list.listed(worker.services)) == []
    assert worker.send() == []


@pytest.mark.parametrize(
    ("name", "error"),
    [("received", UsageError), ("../x", UsageError), ("nothing_there", ConfigError)],
)
def test_only_an_announcement_is_announced(worker: LocalWorker, name: str, error: type[Exception]) -> None:
    with pytest.raises(error, match=name.strip("./")):
        interest_list.rehearse(worker.services, name, 1)
