"""A mail that the worker took for none of ours becomes a request when a person says so."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from tests.integration.test_polling import SALES, installed, ledger, letters, look, other
from tests.servers.dovecot import Dovecot
from worker.app import App
from worker.errors import RefusedError, UsageError
from worker.reader_process import mail_reader
from worker.reading import Message, read
from worker.requests.request_model import MIGRATION_FORM, Attention, Disposition, LetterState, Request
from worker.services.intake.poll_requests import is_pending
from worker.services.intake.request_from_mail import want_request
from worker.services.review.ledger_view import retry

#: A customer who names nothing that the reader would know.
VAGUE = other(1, "Hello,\r\n\r\nwe spoke on the phone. Ms Keller said that you can look after it for us.")
NOTHING = b"From: Bo <bo@client.test>\r\nSubject: as agreed\r\nMessage-ID: <2@client.test>\r\n\r\n\r\n"


@contextmanager
def ignored(folder: Path, dovecot: Dovecot, database_url: str, raw: bytes) -> Iterator[App]:
    dovecot.append(SALES, raw)
    with installed(folder, dovecot, database_url) as app:
        assert look(app) == {"ignored": 1}
        yield app


def requests(app: App) -> list[Request]:
    with app.services.store.read() as tx:
        return list(tx.requests.listed(()))


@pytest.mark.parametrize("raw", [VAGUE, NOTHING])
def test_an_ignored_mail_becomes_a_request_whose_letter_waits_for_a_person(
    tmp_path: Path, dovecot: Dovecot, database_url: str, raw: bytes
) -> None:
    with ignored(tmp_path, dovecot, database_url, raw) as app:
        [before] = ledger(app)
        assert want_request(app.services, before.id, MIGRATION_FORM, "olga") == "sales"
        assert is_pending(app.services, "sales")
        assert look(app) == {"request": 1}
        [request], [entry] = requests(app), ledger(app)
        assert (entry.id, entry.request_id) == (before.id, request.id)
        assert request.requester.addr == "bo@client.test"
        assert Attention.LETTER_WITHHELD in request.attention
        with app.services.store.read() as tx:
            assert tx.ledger.raw(entry.id) is not None
            assert [letter.state for letter in tx.letters.listed()] == [LetterState.HELD]
        assert {"$SenWorker"} <= {str(flag) for flag in dovecot.snapshot(SALES)[0].flags}
        assert look(app) == {}


def test_what_is_in_a_mail_that_a_person_took_for_a_request_is_not_asked_for(
    tmp_path: Path, dovecot: Dovecot
) -> None:
    raw = other(3, "As you asked:\r\n\r\n4. Name: Bo Larsen\r\n\r\nRegards")
    with ignored(tmp_path, dovecot, "", raw) as app:
        want_request(app.services, ledger(app)[0].id, MIGRATION_FORM, "olga")
        assert look(app) == {"request": 1}
        assert "holder_name" not in requests(app)[0].ask


def test_what_was_wanted_twice_is_one_request(tmp_path: Path, dovecot: Dovecot) -> None:
    with ignored(tmp_path, dovecot, "", VAGUE) as app:
        [entry] = ledger(app)
        for _ in range(2):
            want_request(app.services, entry.id, MIGRATION_FORM, "olga")
        assert look(app) == {"request": 1}
        with pytest.raises(RefusedError, match="is request"):
            want_request(app.services, entry.id, MIGRATION_FORM, "olga")
        assert len(requests(app)) == len(letters(app)) == 1


def test_a_mail_that_was_deleted_meanwhile_is_told_of(tmp_path: Path, dovecot: Dovecot) -> None:
    with ignored(tmp_path, dovecot, "", VAGUE) as app:
        [entry] = ledger(app)
        want_request(app.services, entry.id, MIGRATION_FORM, "olga")
        with dovecot.client(SALES) as owner:
            owner.select_folder("INBOX")
            owner.delete_messages([1])
            owner.expunge()
        assert look(app) == {"quarantined": 1}
        assert ledger(app)[0].reason == "deleted before it could be read"
        assert requests(app) == []


def test_nothing_else_can_be_wanted(tmp_path: Path, dovecot: Dovecot) -> None:
    with ignored(tmp_path, dovecot, "", VAGUE) as app:
        [entry] = ledger(app)
        with pytest.raises(UsageError, match=r"no form 'x'; there are cloud-interest, marketplace-migration"):
            want_request(app.services, entry.id, "x", "olga")
        with pytest.raises(UsageError, match="no ledger entry 99"):
            want_request(app.services, 99, MIGRATION_FORM, "olga")
        with pytest.raises(RefusedError, match="is ignored and not quarantined"):
            retry(app.services, entry.id, "olga")
        assert entry.disposition is Disposition.IGNORED


def test_a_mail_that_can_not_be_read_becomes_a_request_by_its_header(
    tmp_path: Path, dovecot: Dovecot, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fails_over_the_text(raw: bytes, own: object) -> Message:
        if b"on the phone" in raw:
            raise ValueError("a defect")
        return read(raw, ())

    monkeypatch.setattr(mail_reader, "read", fails_over_the_text)
    dovecot.append(SALES, VAGUE)
    with installed(tmp_path, dovecot) as app:
        assert look(app) == {"quarantined": 1}
        want_request(app.services, ledger(app)[0].id, MIGRATION_FORM, "olga")
        assert look(app) == {"request": 1}
        assert requests(app)[0].requester.addr == "bo@client.test"
