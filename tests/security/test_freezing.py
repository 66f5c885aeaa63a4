"""Strangers name a customer's account or key, or write in their name, to keep our letters from them."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from tests.integration.local_worker import KEY, OTHER_KEY, LocalWorker, form, mail
from worker.requests.request_model import Attention, LetterState, Policy, SenderStanding
from worker.requests.threading.related_requests import MOST_LINKS
from worker.services.intake.ingest_message import IngestOutcome
from worker.store.transactions import Store

SERVER = "mx.vendor.test"
ADA = "Ada Byron <ada@engines.test>"
PASSES = f"{SERVER}; dmarc=pass header.from=engines.test"


@pytest.fixture
def worker(tmp_path: Path) -> Iterator[LocalWorker]:
    store = Store(f"sqlite:///{tmp_path / 'worker.db'}")
    store.upgrade()
    yield LocalWorker(store, policy=Policy(trusted_authserv_ids=frozenset({SERVER})))
    store.close()


def customers(
    worker: LocalWorker, key: str = KEY, sender: str = ADA, number: int = 1, **said: str
) -> IngestOutcome:
    text = form(license_key=key, **said)
    return worker.receive(
        mail(text, sender, Message_ID=f"<{number}@engines.test>", Authentication_Results=PASSES)
    )


def strangers(worker: LocalWorker, key: str, results: str, number: int = 1) -> IngestOutcome:
    return worker.receive(
        mail(
            form(license_key=key, holder_name="Bob Smith"),
            f"m{number}@evil.test",
            f"migrate {number}",
            Message_ID=f"<{number}@evil.test>",
            Authentication_Results=f"{SERVER}; {results}",
        )
    )


@pytest.mark.parametrize(
    ("key", "results"),
    [
        ("", "dmarc=fail header.from=evil.test"),
        ("", "dmarc=none header.from=evil.test"),
        ("", "dmarc=pass header.from=evil.test"),
        (KEY, "dmarc=none header.from=evil.test"),
    ],
)
def test_what_a_stranger_names_holds_no_letter_of_a_customers(
    worker: LocalWorker, key: str, results: str
) -> None:
    strangers(worker, key, results)
    opened = customers(worker, holder_name="")
    (letter,) = worker.letters(opened)
    assert (letter.state, letter.hold_reason) == (LetterState.QUEUED, "")
    marks = {Attention.DUPLICATE_KEY if key else Attention.DUPLICATE_ACCOUNT}
    assert marks <= {*worker.request(opened).attention}
    worker.send()
    assert [str(one["Subject"])[:3] for one in worker.wait(4) if one["To"].endswith("<ada@engines.test>")]


def test_a_second_form_of_the_same_house_still_waits_for_a_person(worker: LocalWorker) -> None:
    customers(worker, "")
    held = customers(worker, sender="Bob Byron <bob@engines.test>", number=2)
    assert [letter.state for letter in worker.letters(held)] == [LetterState.HELD]


def test_mail_without_end_leaves_a_few_links_and_one_more_event(worker: LocalWorker) -> None:
    opened = customers(worker)
    for number in range(MOST_LINKS + 4):
        strangers(worker, OTHER_KEY, "dmarc=none header.from=evil.test", number)
    with worker.store.read() as tx:
        links = [one for one in tx.requests.events(worker.request(opened).id or 0) if one.what == "link"]
    assert len(links) == MOST_LINKS + 1
    assert links[-1].why == "and more requests, which are not listed any more"


def test_forged_requests_without_end_do_not_push_out_the_customers_own(
    worker: LocalWorker, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("worker.store.requests.request_table._MOST_OF_ONE", 3)
    known = worker.request(customers(worker, holder_name=""))
    forged = replace(known, id=None, standing=SenderStanding.UNVOUCHED, thread=(), fields={})
    with worker.store.write() as tx:
        own = tx.requests.add(
            replace(known, id=None, reference="SW-KKKKKK", standing=SenderStanding.UNVOUCHED)
        )
        for number in range(2, 8):
            tx.requests.add(replace(forged, reference=f"SW-ZZZZZ{number}"))
    with worker.store.read() as tx:
        assert next(one.id for one in tx.requests.of_requester("ada@engines.test")) == known.id
    named = worker.receive(mail("Ada Byron\n", ADA, "About [SW-KKKKKK]", Message_ID="<2@engines.test>"))
    assert named.request is not None
    assert named.request.id == own.id
    keyed = worker.receive(mail(form(), ADA, "My license", Message_ID="<3@engines.test>"))
    assert keyed.request is not None
    assert keyed.request.id in {known.id, own.id}
