"""The whole way of a request on real servers, by the command line alone."""

from pathlib import Path

from tests.acceptance.customers import CUSTOMER, KEY, answer, half_filled, unrelated
from tests.acceptance.installation import VENDOR, Installation, install, plain
from tests.servers.dovecot import Dovecot
from tests.servers.postfix import Postfix


def test_a_request_goes_from_the_mailbox_to_the_confirmation(
    tmp_path: Path, dovecot: Dovecot, postfix: Postfix, empty_database_url: str
) -> None:
    worker = install(tmp_path, dovecot, postfix, empty_database_url, VENDOR)
    worker.deliver(unrelated())
    before = dovecot.snapshot(VENDOR)
    worker.deliver(half_filled())

    planned = worker.rows("mailbox", "plan")
    assert [(row["disposition"], row["letters"]) for row in planned] == [
        ("ignored", []),
        ("request", ["missing_fields"]),
    ]
    assert not (tmp_path / "worker.db").exists()
    worker.run("run", "--once")
    (request,) = worker.rows("queue", "list")
    assert (request["state"], request["ask"]) == ("needs_info", ["holder_name"])
    (question,) = worker.letters_to(CUSTOMER, 1)
    assert question["In-Reply-To"] == question["References"] == "<first@engines.test>"
    assert question["Subject"].startswith("Re: I want to migrate my Server license")
    assert question["Auto-Submitted"] == "auto-replied"
    assert "first and last name" in plain(question)
    assert "full address" not in plain(question)

    worker.deliver(answer(question["Message-ID"], question["Subject"], plain(question)))
    worker.run("run", "--once")
    (request,) = worker.rows("queue", "list", "--state", "ready_for_review")
    assert request["fields"]["holder_name"] == "Ada Byron"

    refused = worker.attempt("queue", "complete", request["reference"], "--sen", "SEN-1234567")
    assert refused.returncode == 1
    worker.run("queue", "approve", request["reference"], "--by", "grace")
    worker.run("queue", "complete", request["reference"], "--sen", "SEN-1234567", "--by", "grace")
    worker.run("run", "--once")
    confirmation = worker.letters_to(CUSTOMER, 3)[-1]
    assert "SEN-1234567" in plain(confirmation)
    assert KEY not in plain(confirmation)
    assert confirmation["Cc"] == "licenses@engines.test"
    assert len(worker.letters_to("licenses@engines.test", 1)) == 1

    shown = worker.rows("queue", "show", str(request["id"]))[0]
    assert shown["state"] == "completed"
    assert [letter["kind"] for letter in shown["letters"]] == [
        "missing_fields",
        "received",
        "sen_confirmation",
    ]
    assert "grace" in [event["who"] for event in shown["events"]]
    unmoved(worker, before)
    nothing_happens_again(worker)


def unmoved(worker: Installation, before: object) -> None:
    """The mail that is none of ours: unseen, unflagged, in its place and not stored."""
    now = worker.dovecot.snapshot(VENDOR)
    assert now[:1] == before
    assert now[0].flags == frozenset()
    assert "$SenWorker" in now[1].flags
    (entry,) = worker.rows("ledger", "list", "--disposition", "ignored")
    assert entry["request_id"] is None


def nothing_happens_again(worker: Installation) -> None:
    """A further pass changes nothing and sends nothing."""
    before = worker.rows("queue", "list"), worker.rows("ledger", "list"), worker.rows("outbox", "list")
    assert worker.run("mailbox", "plan", "--json") == ""
    worker.run("run", "--once")
    assert before == (
        worker.rows("queue", "list"),
        worker.rows("ledger", "list"),
        worker.rows("outbox", "list"),
    )
    assert len(worker.dovecot.messages(CUSTOMER)) == 3
