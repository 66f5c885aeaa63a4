"""A thief who wants the license: the customer's address, the form's subject and even our letter are known."""

from tests.acceptance.customers import CUSTOMER, KEY, complete, half_filled
from tests.acceptance.installation import VENDOR
from tests.security.conftest import SERVER, TRUSTING, AttackedWorker, StartWorker

ACCOUNT = "licenses@engines.test"
THIEF = "thief@evil.test"
SUBJECT = "Re: I want to migrate my Server license to Atlassian Marketplace"
CHANGE = f"2. The email address for the myAtlassian account for the license: {THIEF}\n"
FORGED = f"Authentication-Results: {SERVER}; dmarc=fail (p=reject) header.from=engines.test\n"
EVIL = f"Authentication-Results: {SERVER}; dmarc=pass header.from=evil.test; spf=pass smtp.mailfrom={THIEF}\n"
ALIGNED = f"Authentication-Results: {SERVER}; dmarc=pass header.from=engines.test\n"


def mail(number: int, text: str = CHANGE, top: str = "", author: str = f"Ada Byron <{CUSTOMER}>") -> bytes:
    return (
        (
            f"{top}From: {author}\nTo: {VENDOR}\nSubject: {SUBJECT}\nMessage-ID: <a.{number}@evil.test>\n"
            f"Date: Mon, 02 Mar 2026 12:00:00 +0000\n\nHello,\n\n{text}"
        )
        .replace("\n", "\r\n")
        .encode()
    )


def whole_form_again(number: int) -> bytes:
    form = complete().replace(ACCOUNT.encode(), THIEF.encode())
    return form.replace(b"<first@engines.test>", f"<attack.{number}@evil.test>".encode())


def unharmed(worker: AttackedWorker) -> list[str]:
    """The request still sends the license to its owner; what staff are told."""
    request = worker.request(CUSTOMER)
    assert request["fields"]["account_email"] == ACCOUNT
    assert THIEF not in worker.recipients()
    attention: list[str] = request["attention"]
    return attention


def test_a_forged_sender_does_not_change_the_account_where_no_server_is_trusted(
    start_worker: StartWorker, database_url: str
) -> None:
    worker = start_worker(database=database_url)
    worker.take(complete())
    worker.take(mail(1), whole_form_again(2), mail(3, f"The key is {KEY}. Please use {THIEF} as account.\n"))
    assert "account_changed" in unharmed(worker)
    told = [letter for letter in worker.letters(CUSTOMER) if "nothing was changed" in str(letter)]
    assert len(told) == 1
    assert THIEF not in str(told[0])


def test_a_forged_sender_changes_nothing_whatever_it_knows(start_worker: StartWorker) -> None:
    worker = start_worker(TRUSTING)
    worker.take(half_filled())
    (asked,) = worker.letters(CUSTOMER)
    knows_our_letter = f"In-Reply-To: {asked['Message-ID']}\nReferences: {asked['Message-ID']}\n"
    name = "3. The first and last name of the holder of the myAtlassian account: Theo Thief\n"
    worker.take(
        mail(1, CHANGE + name, FORGED + knows_our_letter),
        mail(2, name, FORGED + knows_our_letter),
        mail(3, CHANGE, FORGED),
        mail(4, CHANGE, EVIL + knows_our_letter, f'"{CUSTOMER}" <{THIEF}> x'),
        mail(5, CHANGE, EVIL + knows_our_letter, f"=?utf-8?q?{CUSTOMER.replace('@', '=40')}?= <{THIEF}>"),
        mail(6, CHANGE, EVIL + knows_our_letter),
        mail(7, "Thank you!\n", FORGED + knows_our_letter),
    )
    attention = unharmed(worker)
    assert {"authentication_failed", "account_changed", "other_address"} <= {*attention}
    request = worker.request(CUSTOMER)
    assert (request["state"], request["fields"]["holder_name"]) == ("needs_info", None)
    assert len(worker.letters(CUSTOMER)) == 1
    assert {row["request_id"] for row in worker.rows("ledger", "list")} == {request["id"]}


def test_the_customer_still_changes_the_account_and_the_one_before_is_told(
    start_worker: StartWorker, database_url: str
) -> None:
    worker = start_worker(TRUSTING, database_url)
    worker.take(complete())
    (received,) = worker.letters(CUSTOMER)
    new = CHANGE.replace(THIEF, CUSTOMER)
    worker.take(mail(1, new, f"In-Reply-To: {received['Message-ID']}\n"))
    assert worker.request()["fields"]["account_email"] == CUSTOMER
    assert worker.request()["attention"] == []
    assert [CUSTOMER in str(letter) for letter in worker.letters(ACCOUNT)] == [True]
    worker.take(mail(2, CHANGE.replace(THIEF, "it@engines.test"), ALIGNED))
    assert worker.request()["fields"]["account_email"] == "it@engines.test"
    assert len(worker.letters(CUSTOMER)) == 3


def test_who_was_asked_to_confirm_a_change_does_so_by_answering(start_worker: StartWorker) -> None:
    worker = start_worker()
    worker.take(complete())
    worker.take(mail(1, CHANGE.replace(THIEF, "it@engines.test")))
    asked = worker.letters(CUSTOMER)[-1]
    quoted = "".join(f"> {line}\n" for line in asked.get_body(("plain",)).get_content().splitlines())  # type: ignore[union-attr]
    answer = quoted.replace("account for the license:\n", "account for the license:\nit@engines.test\n")
    worker.take(mail(2, answer, f"In-Reply-To: {asked['Message-ID']}\n"))
    assert worker.request()["fields"]["account_email"] == "it@engines.test"
