"""What is kept of a person is shown to them, and removed for good."""

import json
from pathlib import Path

import pytest

from tests.integration.installed import request
from tests.integration.wired_installation import arrive, open_wired_installation
from tests.operations.commands import Commands
from worker.app import App
from worker.errors import RefusedError
from worker.requests.request_model import LetterKind, LetterState, State
from worker.services.privacy.personal_data import erase_person, export_person
from worker.services.review import review_actions
from worker.services.review.page_actions import add_note

ADA = "customer-1@engines.test"
ACCOUNT = "licenses-1@engines.test"


def with_expert(number: int, expert: str) -> bytes:
    return request(number).replace(b"my Atlassian Expert:", b"my Atlassian Expert: " + expert.encode())


def files(folder: Path) -> bytes:
    return b"".join(path.read_bytes() for path in folder.glob("worker.db*"))


def persons_words(app: App) -> list[str]:
    """What may tell of the person: addresses, name, key."""
    with app.services.store.read() as tx:
        found = tx.requests.get(1)
    assert found is not None
    return [ADA, ACCOUNT, str(found.fields["license_key"].value)]


def test_an_erased_person_is_nowhere_in_the_files_of_the_database(
    app: App, commands: Commands, tmp_path: Path
) -> None:
    arrive(app, request(1), 1)
    arrive(app, with_expert(2, ADA), 2)
    add_note(app.services, "1", f"Called {ADA} twice", "olga")
    words = persons_words(app)
    assert all(word.encode() in files(tmp_path) for word in words)
    assert "1 requests" in commands("privacy", "erase", ADA.upper(), "--dry-run").out
    assert words[0].encode() in files(tmp_path)

    done = commands("privacy", "erase", ADA.upper(), "--by", "olga")
    assert done.status == 0
    assert all(word.lower() not in done.err.lower() for word in words)
    app.close()
    left = files(tmp_path).lower()
    assert [word for word in words if word.lower().encode() in left] == []
    assert b"licenses-2@engines.test" in left, "of others only the address goes"


def test_what_is_left_says_that_it_was_done_and_counts(app: App) -> None:
    arrive(app, request(1), 1)
    erased = erase_person(app.services, ADA, "olga")
    assert (len(erased.requests), erased.mails, erased.remains) == (1, 0, "")
    with app.services.store.read() as tx:
        (left,) = tx.requests.listed()
        (letter,) = tx.letters.listed()
        last = tx.requests.events(1)[-1]
        counts = tx.requests.counts()
        (entry,) = tx.ledger.listed()
    assert (left.state, left.fields, left.requester.addr) == (State.WITHDRAWN, {}, "")
    assert (letter.state, letter.to, letter.text) == (LetterState.CANCELLED, "", "")
    assert (last.what, last.name, last.who) == ("privacy", "erased", "olga")
    assert counts == {State.WITHDRAWN: 1}
    assert entry.disposition == "request"
    assert export_person(app.services, ADA)["requests"] == []
    # Whoever writes again is a new customer; the old mail is known, and not read anew.
    assert arrive(app, request(3), 3).request is not None


def test_a_person_gets_all_that_is_kept_of_them(app: App, commands: Commands) -> None:
    arrive(app, request(1), 1)
    arrive(app, with_expert(2, ADA), 2)
    told = json.loads(commands("privacy", "export", ADA).out)
    (mine,) = told["requests"]
    assert mine["fields"]["account_email"] == ACCOUNT
    assert "Analytical Engines Ltd" in mine["letters"][0]["text"]
    assert mine["mails"][0]["raw_base64"]
    assert told["rows_that_name_it"]["fields"] >= 1
    assert "licenses-2@engines.test" not in json.dumps(told)
    assert commands("privacy", "export", "nobody").status == 2


def test_a_letter_that_is_being_sent_is_not_taken_away(app: App) -> None:
    arrive(app, request(1), 1)
    with app.services.store.write() as tx:
        assert tx.letters.claim(app.services.clock(), "elsewhere/1") is not None
    with pytest.raises(Exception, match="being sent at this moment"):
        erase_person(app.services, ADA, "olga")


@pytest.mark.parametrize("database_url", ["postgresql"], indirect=True)
def test_postgresql_forgets_too(tmp_path: Path, database_url: str) -> None:
    with open_wired_installation(tmp_path, database_url) as app:
        arrive(app, request(1), 1)
        assert erase_person(app.services, ACCOUNT, "olga", accounts=True).remains == ""
        assert export_person(app.services, ADA)["requests"] == []
        with app.services.store.read() as tx:
            assert tx.personal.mentions(ADA) == tx.personal.mentions(ACCOUNT) == {}


def test_who_is_named_as_account_gets_and_erases_no_more_than_that_of_somebodys_request(app: App) -> None:
    arrive(app, request(1), 1)
    told = export_person(app.services, ACCOUNT)
    assert (told["requests"], len(told["account_of"])) == ([], 1)
    assert len(export_person(app.services, ACCOUNT, accounts=True)["requests"]) == 1
    erase_person(app.services, ACCOUNT, "olga")
    with app.services.store.read() as tx:
        left = tx.requests.get(1)
        assert tx.personal.account_of(ACCOUNT) == []
        assert tx.personal.mentions(ACCOUNT) == {}
    assert left is not None
    assert left.requester.addr == ADA
    assert left.state is not State.WITHDRAWN
    assert left.fields["account_email"].value is None
    assert "account_changed" in left.attention


def test_a_confirmation_that_waits_does_not_leave_to_an_account_that_is_forgotten(app: App) -> None:
    arrive(app, request(1), 1)
    review_actions.set_values(app.services, "1", {"holder_name": "Ada Byron"}, "olga")
    review_actions.approve(app.services, "1", "olga")
    review_actions.complete(app.services, "1", ["SEN-1234567"], "olga")
    erase_person(app.services, ACCOUNT, "olga")
    with app.services.store.read() as tx:
        states = {letter.kind: letter.state for letter in tx.letters.of_request(1)}
        left = tx.requests.get(1)
    assert states[LetterKind.SEN_CONFIRMATION] is LetterState.CANCELLED
    assert left is not None
    assert "account_changed" in left.attention


def test_no_request_is_completed_without_the_account_that_was_forgotten(app: App) -> None:
    arrive(app, request(1), 1)
    review_actions.set_values(app.services, "1", {"holder_name": "Ada Byron"}, "olga")
    review_actions.approve(app.services, "1", "olga")
    erase_person(app.services, ACCOUNT, "olga")
    with pytest.raises(RefusedError, match="names no myAtlassian account"):
        review_actions.complete(app.services, "1", ["SEN-1234567"], "olga")
