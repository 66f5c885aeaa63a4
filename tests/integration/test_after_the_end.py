"""After the end: a SEN is put right, a key is completed once, and who got nothing is heard."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from typer.testing import CliRunner

from tests.integration.local_worker import OTHER_KEY, LocalWorker, form, mail, quoted
from worker.cli.command_tree import app
from worker.errors import RefusedError, UsageError
from worker.forms.extraction import FieldProblem
from worker.requests.request_model import Attention, State
from worker.services.intake.ingest_message import IngestOutcome
from worker.services.review import review_actions
from worker.store.transactions import Store


@pytest.fixture
def worker(tmp_path: Path) -> Iterator[LocalWorker]:
    store = Store(f"sqlite:///{tmp_path / 'worker.db'}")
    store.upgrade()
    yield LocalWorker(store)
    store.close()


def completed(worker: LocalWorker) -> tuple[IngestOutcome, str]:
    outcome = worker.receive(mail(form(), Message_ID="<1@engines.test>"))
    name = worker.request(outcome).reference
    review_actions.approve(worker.services, name, "olga")
    review_actions.complete(worker.services, name, ["SEN-100"], "olga")
    return outcome, name


def test_a_sen_is_put_right_and_the_letter_says_so(worker: LocalWorker) -> None:
    outcome, name = completed(worker)
    worker.send()
    review_actions.amend(worker.services, name, ["SEN-101"], {}, "We had mixed up two digits.", "olga")
    (letter,) = worker.send()
    text = str(letter.get_body(("plain",)))
    assert "This puts right what we wrote to you before." in text
    assert "We had mixed up two digits." in text
    assert "SEN-101" in text
    assert worker.request(outcome).sens == ("SEN-101",)
    assert worker.request(outcome).state is State.COMPLETED


def test_an_account_is_put_right_to_both_accounts(worker: LocalWorker) -> None:
    outcome, name = completed(worker)
    worker.send()
    review_actions.amend(
        worker.services, name, [], {"account_email": "new@engines.test"}, "The other account.", "olga"
    )
    (letter,) = worker.send()
    assert "new@engines.test" in str(letter.get_body(("plain",)))
    assert str(letter["Cc"]) == "licenses@engines.test, new@engines.test"
    assert worker.request(outcome).fields["account_email"].value == "new@engines.test"


@pytest.mark.parametrize("wanted", [True, False])
def test_the_expert_whom_the_customer_named_gets_a_copy_where_it_is_wanted(
    worker: LocalWorker, *, wanted: bool
) -> None:
    worker.policy = replace(worker.policy, copy_to_expert=wanted)
    named = {"account_email": "ada@engines.test", "expert_email": "Expert@partner.test"}
    outcome = worker.receive(mail(form(**named)))
    name = worker.request(outcome).reference
    review_actions.approve(worker.services, name, "olga")
    assert not [letter for letter in worker.send() if letter["Cc"]]
    review_actions.complete(worker.services, name, ["SEN-100"], "olga")
    confirmed = worker.send()
    assert [letter["Cc"] for letter in confirmed] == (["expert@partner.test"] if wanted else [None])
    review_actions.amend(worker.services, name, ["SEN-101"], {}, "We had mixed up two digits.", "olga")
    (amended,) = worker.send()
    assert amended["Cc"] == ("expert@partner.test" if wanted else None)


def test_what_amends_nothing_is_refused(worker: LocalWorker) -> None:
    _, name = completed(worker)
    for sens, note in (
        ([], "A note"),
        (["SEN-100"], "A note"),
        (["SEN-101"], " "),
        (["SEN-1", "SEN-2"], "Two"),
    ):
        with pytest.raises(UsageError):
            review_actions.amend(worker.services, name, sens, {}, note, "olga")


def test_a_key_that_was_completed_before_needs_a_reason(worker: LocalWorker) -> None:
    completed(worker)
    again = worker.receive(mail(form(), "Bo Ek <bo@expert.test>", Message_ID="<2@expert.test>"))
    name = worker.request(again).reference
    review_actions.approve(worker.services, name, "olga")
    with pytest.raises(RefusedError, match="insist"):
        review_actions.complete(worker.services, name, ["SEN-200"], "olga")
    review_actions.complete(worker.services, name, ["SEN-200"], "olga", "Sold twice, the first one is void")
    with worker.store.read() as tx:
        notes = [
            event.why for event in tx.requests.events(worker.request(again).id or 0) if event.what == "note"
        ]
    (note,) = notes
    assert note.startswith("insisted: Sold twice, the first one is void (")


def test_so_does_a_sen_that_was_given_before(worker: LocalWorker) -> None:
    completed(worker)
    other = form(license_key=OTHER_KEY, account_email="bo@expert.test")
    again = worker.receive(mail(other, "Bo Ek <bo@expert.test>", Message_ID="<2@expert.test>"))
    name = worker.request(again).reference
    review_actions.approve(worker.services, name, "olga")
    with pytest.raises(RefusedError, match=r"SEN-100 was given to .*insist"):
        review_actions.complete(worker.services, name, ["SEN-100"], "olga")
    review_actions.complete(worker.services, name, ["SEN-100"], "olga", "One SEN for both, says Atlassian")
    assert worker.request(again).sens == ("SEN-100",)


def test_a_no_to_the_statement_is_a_no(worker: LocalWorker) -> None:
    outcome = worker.receive(mail(form(), Message_ID="<1@engines.test>"))
    name = worker.request(outcome).reference
    review_actions.set_values(worker.services, name, {"confirmation": "no"}, "olga")
    assert worker.request(outcome).problems == {"confirmation": FieldProblem.CONTRADICTED}
    assert worker.request(outcome).state is State.NEEDS_INFO
    review_actions.set_values(worker.services, name, {"confirmation": "yes"}, "olga")
    assert worker.request(outcome).state is State.READY_FOR_REVIEW
    with pytest.raises(UsageError, match="neither yes nor no"):
        review_actions.set_values(worker.services, name, {"confirmation": "perhaps"}, "olga")


def test_who_got_nothing_comes_back_to_staff(worker: LocalWorker) -> None:
    outcome, _ = completed(worker)
    letter = worker.send()[-1]
    about = {"In_Reply_To": str(letter["Message-ID"]), "Message_ID": "<2@engines.test>"}
    words = f"The license did not arrive in our account.\n\n{quoted(letter)}"
    worker.receive(mail(words, subject=str(letter["Subject"]), **about))
    assert Attention.CUSTOMER_WROTE in worker.request(outcome).attention


@pytest.mark.parametrize("nobody", ["", "  "])
def test_nobody_does_nothing(nobody: str) -> None:
    done = CliRunner().invoke(app, ["queue", "approve", "SW-222222", "--by", nobody])
    assert done.exit_code == 2
