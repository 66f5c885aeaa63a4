"""Requests of one mail are a batch: shown together, and answered by one letter where policy says so."""

from collections.abc import Iterator
from dataclasses import replace
from email.message import EmailMessage

import pytest

from tests.integration.local_worker import LocalWorker, form, mail, quoted
from worker.requests.request_model import (
    Attention,
    BatchLetters,
    LetterKind,
    LetterPool,
    LetterState,
    Request,
    State,
)
from worker.services import row_views
from worker.services.outbox import outbox_decisions
from worker.services.outbox.outbox_decisions import LetterVerb
from worker.services.privacy import personal_data
from worker.services.register import expert_list
from worker.services.review import review_actions
from worker.store.transactions import Store

EXPERT = "Eva Stern <eva@experts.test>"
PASSED = "mx.vendor.test; dkim=pass header.d=experts.test"
KEYS = {
    name: f"eJwBMgDN/01vY2t1cHMgZm9yIEpJUkF8NTB8qppf5WYZ8SKe9ajnjCKgTSsZasp7A9EmYcoWxbP5Dgk{name[:3]}w=="
    for name in ("alfa", "beta", "gamma")
}


@pytest.fixture
def worker(database_url: str) -> Iterator[LocalWorker]:
    store = Store(database_url)
    store.upgrade()
    worker = LocalWorker(store)
    worker.policy = replace(
        worker.policy,
        batch_letters=BatchLetters.EXPERTS,
        trusted_authserv_ids=frozenset({"mx.vendor.test"}),
    )
    expert_list.add_expert(worker.services, "@experts.test", "Stern Consulting", "olga")
    yield worker
    store.close()


def client(name: str, **answers: str) -> str:
    told = {
        "license_key": KEYS[name],
        "account_email": f"it@{name}.test",
        "organization": f"{name.title()} Ltd",
        "expert_email": "eva@experts.test",
    }
    return form(**{**told, **answers})


def three(worker: LocalWorker, **headers: str) -> tuple[Request, ...]:
    """An Expert's mail with three clients, of which the second tells no address."""
    text = "\nThe next client:\n\n".join((client("alfa"), client("beta", address=""), client("gamma")))
    told = {"Message_ID": "<1@experts.test>", "Authentication_Results": PASSED} | headers
    worker.receive(mail(text, EXPERT, **told))
    return tuple(worker.request(number) for number in (1, 2, 3))


def text_of(letter: EmailMessage) -> str:
    body = letter.get_body(("plain",))
    assert body is not None
    return str(body.get_content())


def about(letter: EmailMessage, number: int) -> dict[str, str]:
    return {
        "In_Reply_To": str(letter["Message-ID"]),
        "Message_ID": f"<{number}@experts.test>",
        "Authentication_Results": PASSED,
    }


def test_three_clients_of_an_expert_are_one_batch_and_have_one_letter(worker: LocalWorker) -> None:
    requests = three(worker)
    first = requests[0].reference
    assert [one.batch for one in requests] == [first] * 3
    assert [one.attention for one in requests] == [()] * 3
    (letter,) = worker.send()
    text = text_of(letter)
    for one, name in zip(requests, KEYS, strict=True):
        assert f"{one.reference} · {name.title()} Ltd" in text
        assert f"it@{name}.test" in text
        assert KEYS[name] not in text
    assert "full address" in text
    assert letter["To"].endswith("<eva@experts.test>")
    shown = row_views.request(worker.services, requests[1].reference)
    assert shown["batch"] == first
    assert [one["reference"] for one in shown["batch_requests"]] == [one.reference for one in requests]
    assert [one["ask"] for one in shown["batch_requests"]] == [[], ["address"], []]
    with worker.store.read() as tx:
        traffic = tx.traffic.of("eva@experts.test", worker.now)
    assert traffic.to_address_today == {LetterPool.EXPERTS: 1}


def test_an_answer_is_for_the_request_whose_reference_it_begins_with_else_for_a_person(
    worker: LocalWorker,
) -> None:
    requests = three(worker)
    (letter,) = worker.send()
    address = "7 Long Lane, Leeds LS1 4QX, United Kingdom"
    said = f"{requests[1].reference}\n\n{address}\n\n{quoted(letter)}"
    worker.receive(mail(said, EXPERT, f"Re: {letter['Subject']}", **about(letter, 2)))
    beta = worker.request(2)
    assert (beta.state, beta.fields["address"].value) == (State.READY_FOR_REVIEW, address)
    assert worker.request(1).attention == worker.request(3).attention == ()
    assert [one["To"] for one in worker.send()] == [letter["To"]]
    before = [worker.request(number).fields for number in (1, 2, 3)]
    said = f"The account is other@gamma.test\n\n{quoted(letter)}"
    worker.receive(mail(said, EXPERT, f"Re: {letter['Subject']}", **about(letter, 3)))
    assert [worker.request(number).fields for number in (1, 2, 3)] == before
    assert all(worker.request(number).attention for number in (1, 2, 3))


def test_what_holds_one_letter_holds_the_one_for_all_and_it_tells_how_things_stand_then(
    worker: LocalWorker,
) -> None:
    worker.policy = replace(worker.policy, letters_per_expert_per_day=0)
    requests = three(worker)
    assert worker.send() == []
    assert requests[0].attention == (Attention.LETTER_WITHHELD,)
    assert requests[1].attention == requests[2].attention == ()
    with worker.store.read() as tx:
        (held,) = tx.letters.listed([LetterState.HELD])
    assert (held.kind, held.request_id) == (LetterKind.BATCH, 1)
    assert "policy.letters_per_expert_per_day" in held.hold_reason
    review_actions.approve(worker.services, requests[2].reference, "olga")
    review_actions.complete(worker.services, requests[2].reference, ["SEN-1234567"], "olga")
    outbox_decisions.decide(worker.services, held.id, LetterVerb.RELEASE, "olga")
    letters = {letter["Subject"]: text_of(letter) for letter in worker.send()}
    (told,) = [text for text in letters.values() if "Alfa Ltd" in text]
    assert "Status: SEN-1234567" in told


def test_nobody_else_has_one_letter_unless_policy_says_so_and_they_are_proven(worker: LocalWorker) -> None:
    three(worker, Authentication_Results="mx.vendor.test; dkim=none")
    with worker.store.read() as tx:
        kinds = [letter.kind for letter in tx.letters.listed()]
    assert LetterKind.BATCH not in kinds
    assert len(kinds) == 3


def test_who_does_not_answer_is_reminded_of_what_is_open(worker: LocalWorker) -> None:
    requests = three(worker)
    worker.send()
    reminders = worker.wait(4)
    assert [f"[{requests[1].reference}]" in str(letter["Subject"]) for letter in reminders] == [True]


def test_a_client_who_is_forgotten_is_in_no_letter_and_no_mail_of_the_batch(worker: LocalWorker) -> None:
    requests = three(worker)
    worker.send()
    told = personal_data.export_person(worker.services, "it@beta.test", accounts=True)
    assert "alfa" not in str(told)
    personal_data.erase_person(worker.services, "it@beta.test", "olga", accounts=True)
    with worker.store.read() as tx:
        letters = list(tx.letters.listed())
    assert not any("beta" in letter.text.lower() for letter in letters)
    assert worker.request(requests[0].id).fields["organization"].value == "Alfa Ltd"
