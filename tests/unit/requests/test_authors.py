"""Whose request a forwarded mail holds."""

import pytest

from worker.reading import read
from worker.reading.message import Address
from worker.requests.senders.staff_forwards import find_forwarded_author

OWN = frozenset({"sales@vendor.test"})
STAFF = frozenset({"vendor.test"})
CUSTOMER = Address(addr="ada@customer.test", name="Ada Holm")

HEADS = {
    "gmail": "---------- Forwarded message ---------\nFrom: Ada Holm <ada@customer.test>\n"
    "Date: Tue, 3 Oct 2023 at 09:14\nSubject: Migration\nTo: Olga <olga@vendor.test>\n\n",
    "outlook": "From: Ada Holm [mailto:ada@customer.test]\nSent: Tuesday, October 3, 2023 9:14 AM\n"
    "To: Olga\nSubject: Migration\n\n",
    "german outlook": "Von: Ada Holm <ada@customer.test>\nGesendet: Dienstag, 3. Oktober 2023 09:14\n"
    "An: Olga <olga@vendor.test>\nBetreff: Migration\n\n",
    "apple": "Begin forwarded message:\n\n> From: Ada Holm <ada@customer.test>\n> Subject: Migration\n"
    "> Date: 3 October 2023 at 09:14:00 CEST\n> To: olga@vendor.test\n>\n> ",
}


def mail(body: str, sender: str = "Olga <olga@vendor.test>") -> bytes:
    head = f"From: {sender}\nTo: sales@vendor.test\nSubject: Fwd: Migration\nMIME-Version: 1.0\n"
    return (head + "Content-Type: text/plain; charset=utf-8\n\n" + body).replace("\n", "\r\n").encode()


@pytest.mark.parametrize("client", HEADS)
def test_what_staff_forward_is_the_customers(client: str) -> None:
    raw = mail(f"For you.\n\n{HEADS[client]}My license key: AAAB\n")
    assert find_forwarded_author(read(raw), OWN, STAFF) == CUSTOMER


def test_the_mailbox_itself_may_pass_a_mail_on() -> None:
    raw = mail(f"{HEADS['gmail']}My license key: AAAB\n", "sales@vendor.test")
    assert find_forwarded_author(read(raw), OWN, frozenset()) == CUSTOMER


def test_an_attached_message_names_its_author() -> None:
    lines = (
        "From: olga@vendor.test",
        "To: sales@vendor.test",
        "Subject: Fwd: Migration",
        "MIME-Version: 1.0",
        "Content-Type: multipart/mixed; boundary=b",
        "",
        "--b",
        "Content-Type: text/plain",
        "",
        "For you.",
        "--b",
        "Content-Type: message/rfc822",
        "",
        "From: Ada Holm <ada@customer.test>",
        "To: olga@vendor.test",
        "Subject: Migration",
        "",
        "My license key: AAAB",
        "--b--",
        "",
    )
    raw = "\r\n".join(lines).encode()
    assert find_forwarded_author(read(raw), OWN, STAFF) == CUSTOMER


def test_a_reseller_who_forwards_asks_for_himself() -> None:
    raw = mail(f"{HEADS['gmail']}My license key: AAAB\n", "Cy <cy@reseller.test>")
    assert find_forwarded_author(read(raw), OWN, STAFF) is None


def test_what_staff_pass_on_of_their_own_has_no_customer() -> None:
    head = HEADS["gmail"].replace("ada@customer.test", "bo@vendor.test")
    assert find_forwarded_author(read(mail(f"{head}My license key: AAAB\n")), OWN, STAFF) is None


def test_staff_who_write_themselves_pass_nothing_on() -> None:
    assert find_forwarded_author(read(mail("Please call ada@customer.test.\n")), OWN, STAFF) is None
