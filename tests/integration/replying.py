"""Replies to our letters as a table has them: what was open, what the customer typed where, what comes of it."""

# ruff: noqa: E501 -- one disclaimer as it is

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from tests.integration.local_worker import LocalWorker, form, mail
from tests.servers.databases import new_sqlite
from worker.requests.request_model import Attention
from worker.store.transactions import Store

ORG = "Analytical Engines Ltd"
STREET = "12 St James's Square, London SW1Y 4JH"
ADDRESS = f"{STREET}, United Kingdom"
GERMAN = "Guten Tag,\n\nbitte stellen Sie unsere Lizenz um, vielen Dank!\n\n"

#: What the customer wrote first, by what is open afterwards.
OPENINGS: Mapping[str, str] = {
    "organization": form(organization=""),
    "country": form(address=STREET),
    "last name": form(holder_name="Ada"),
    "name": form(holder_name=""),
    "two addresses": form(account_email="licenses@engines.test or admin@engines.test"),
    "account": form(account_email=""),
    "key": form(license_key=""),
    "statement": form().partition("below:\n\n")[2],
    "address": form(address=""),
    "organization, address": form(organization="", address=""),
    "name, country": form(holder_name="Ada", address=STREET),
    "name, organization, country": form(holder_name="Ada", organization="", address=STREET),
    "account, organization": form(account_email="", organization=""),
    "organization, statement": form(organization="").partition("below:\n\n")[2],
    "key, account, name": form(license_key="", account_email="", holder_name=""),
    "nothing": form(),
    "Land": GERMAN + form(address="Hinterm Deich 3, 25813 Husum"),
    "Organisation": GERMAN + form(organization=""),
    "Organisation, Adresse": GERMAN + form(organization="", address=""),
    "nichts": GERMAN + form(),
    "Bestätigung": GERMAN + form().partition("below:\n\n")[2],
}

DISCLAIMER = """
Ada Byron
Head of Procurement | Babbage Holding plc
1 Canary Wharf, London E14 5AB, United Kingdom
T +44 20 7946 0000 | M +44 7700 900000 | ada.byron@babbage-holding.test | www.babbage-holding.test

CONFIDENTIALITY NOTICE: This e-mail and any attachments are confidential and intended solely for the addressee. If
you are not the intended recipient please notify the sender at postmaster@babbage-holding.test immediately and delete
this message. Babbage Holding plc is registered in England and Wales No. 01234567. Registered office: 1 Canary Wharf,
London E14 5AB, United Kingdom. Please consider the environment before printing this e-mail."""


@dataclass(frozen=True)
class Row:
    """One reply and what a careful person makes of it."""

    open: str  #: key of OPENINGS
    client: Callable[..., bytes]
    typed: str
    says: Mapping[str, str] = field(default_factory=dict)  #: what is recorded
    ask: tuple[str, ...] = ()  #: what is open afterwards
    wrote: bool = False  #: a person has to look
    inside: Mapping[int, str] | None = None
    letters: int | None = None  #: None: one where something was answered, else none
    more: Mapping[str, Any] = field(default_factory=dict)


def row(open_: str, client: Callable[..., bytes], typed: str = "", **rest: Any) -> Row:
    return Row(open_, client, typed, **rest)


def is_as_expected(expected: Row, folder: Path) -> None:
    """Have the installation write, answer its letter, and compare what comes of it; its database lies in `folder`."""
    store = Store(new_sqlite(folder / "worker.db"))
    worker = LocalWorker(store)
    asked = worker.receive(mail(OPENINGS[expected.open]))
    before = worker.request(asked)
    (letter,) = worker.send()
    inside = {} if expected.inside is None else {"inside": expected.inside}
    worker.receive(expected.client(letter, expected.typed, **inside, **expected.more))
    after = worker.request(asked)
    values = {name: one.value for name, one in before.fields.items()} | dict(expected.says)
    assert ({name: one.value for name, one in after.fields.items()}, after.ask) == (values, expected.ask)
    assert (Attention.CUSTOMER_WROTE in after.attention) == expected.wrote
    answered = before.ask != expected.ask or bool(expected.says)
    assert len(worker.send()) == (answered if expected.letters is None else expected.letters)
    store.close()
