"""What the pages of ledger and outbox find, and what the ledger keeps of mail that is not ours."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.integration.local_worker import LocalWorker, form, mail
from tests.servers.databases import new_sqlite
from worker.requests.request_model import LetterState
from worker.services.privacy.data_retention import RetentionTerms, remove_expired
from worker.services.privacy.personal_data import erase_person
from worker.services.review import ledger_view, outbox_view
from worker.services.review.ledger_view import LedgerQuery
from worker.services.review.outbox_view import OutboxQuery
from worker.services.review.queue_view import keep_search
from worker.store.ledger.ledger_queries import LedgerLine
from worker.store.transactions import Store

QUOTE = mail("A quote, please.\n", sender="Zoë <zoe@chairs.test>", subject="Quote for 25 chairs " + "x" * 200)
FOR_EVER = RetentionTerms(raw_mail=None, personal=None, ledger=None)


@pytest.fixture
def worker(tmp_path: Path) -> Iterator[LocalWorker]:
    store = Store(new_sqlite(tmp_path / "worker.db"))
    yield LocalWorker(store)
    store.close()


def found(worker: LocalWorker, text: str) -> tuple[LedgerLine, ...]:
    wish = LedgerQuery(search=keep_search(worker.services, text))
    return ledger_view.look(worker.services, wish).lines


def test_nothing_of_mail_of_others_is_kept_unless_the_deployer_wants_it(worker: LocalWorker) -> None:
    worker.receive(QUOTE)
    assert found(worker, "zoe") == ()
    with worker.store.read() as tx:
        assert tx.personal.mentions("zoe@chairs.test") == {}
    worker.show_subjects = True
    assert found(worker, "zoe") == ()


def test_where_it_is_wanted_the_ledger_tells_who_wrote_and_finds_it(worker: LocalWorker) -> None:
    worker.show_subjects = True
    worker.receive(QUOTE)
    [line] = found(worker, "QUOTE chairs zoe@chairs")
    assert line.other_sender == "zoe@chairs.test"
    assert line.other_subject.startswith("Quote for 25 chairs")
    assert len(line.other_subject) == 100
    own = worker.receive(mail(form()))
    [line] = found(worker, worker.request(own).reference)
    assert (line.other_sender, line.other_subject) == ("", "")


def test_it_goes_when_it_is_switched_off_and_when_the_person_is_erased(worker: LocalWorker) -> None:
    worker.show_subjects = True
    worker.receive(QUOTE)
    erase_person(worker.services, "zoe@chairs.test", "olga")
    assert found(worker, "chairs") == ()
    worker.receive(mail("Another one.\n", sender="Zoë <zoe@chairs.test>", subject="Chairs again"))
    assert len(found(worker, "chairs")) == 1
    worker.show_subjects = False
    assert found(worker, "chairs") == ()
    remove_expired(worker.services, FOR_EVER)
    worker.show_subjects = True
    assert found(worker, "chairs") == ()


def test_messages_are_found_by_what_became_of_them_and_why(worker: LocalWorker) -> None:
    worker.receive(QUOTE)
    own = worker.receive(mail(form()))
    assert [line.disposition for line in found(worker, "ignored")] == ["ignored"]
    [line] = found(worker, "request engines")
    assert line.reference == worker.request(own).reference


def test_letters_are_found_by_their_state_and_reason(worker: LocalWorker) -> None:
    worker.receive(mail(form()))
    worker.send()

    def letters(text: str) -> list[LetterState]:
        wish = OutboxQuery(states=tuple(LetterState), search=keep_search(worker.services, text))
        return [line.state for line in outbox_view.look(worker.services, wish).lines]

    assert letters("sent received") == [LetterState.SENT]
    assert letters("bounced") == []
    with worker.store.write() as tx:
        tx.letters.settle(1, LetterState.FAILED, error="550 5.1.1 no such user")
    assert letters("no such USER") == [LetterState.FAILED]
