"""The annotated conversations, end to end on real servers."""

import json
import re
from collections.abc import Iterator
from email import message_from_bytes
from email.message import EmailMessage
from email.utils import parseaddr
from pathlib import Path
from typing import Any

import pytest

from tests.acceptance.corpus import conversations
from tests.acceptance.installation import Installation, install, plain
from tests.servers.databases import new_sqlite
from tests.servers.dovecot import Dovecot
from tests.servers.postfix import Postfix
from worker.app import load_forms
from worker.resources import folder

FOLDERS = conversations()
VENDOR = "sales@balsamiq.com"
FORM = load_forms((folder("templates"),))["marketplace-migration"]
_THROUGH = re.compile(r"\{\{WORKER_BODY_QUOTED:(?:THROUGH (\w+)|REST)\}\}")


@pytest.mark.parametrize("case", FOLDERS, ids=[each.name for each in FOLDERS])
def test_a_conversation_ends_as_it_should(
    case: Path, tmp_path: Path, dovecot: Dovecot, postfix: Postfix
) -> None:
    worker = install(tmp_path, dovecot, postfix, new_sqlite(tmp_path / "worker.db"), VENDOR)
    expected = json.loads((case / "expected.json").read_text())
    for key, value in expected.get("config", {}).items():
        worker.configure(key, value)
    prefixes = expected.get("quote_prefix", {})
    for name, raw in customers_mail(case, worker, prefixes, expected):
        worker.deliver(raw)
        worker.run("run", "--once")
        if (kind := expected.get("kinds", {}).get(name)) is not None:
            assert worker.rows("ledger", "list")[-1]["disposition"] == kind
    requests = {row["requester"]: row for row in worker.rows("queue", "list")}
    assert len(requests) == len(expected["requests"])
    for wanted in expected["requests"]:
        as_wanted(worker, requests[wanted["customer"]], wanted)


def as_wanted(worker: Installation, request: dict[str, Any], wanted: dict[str, Any]) -> None:
    assert request["state"] == wanted["state"]
    assert sorted(request["ask"]) == sorted(wanted["ask"])
    assert request["attention"] or not wanted.get("attention")
    for name, value in wanted["fields"].items():
        if name not in wanted["ask"]:
            assert same(name, request["fields"][name], value), name
    letters = [row for row in worker.rows("outbox", "list") if row["request_id"] == request["id"]]
    questions = [row for row in letters if row["kind"] == "missing_fields"]
    assert len(questions) == wanted["mails_to_customer"]
    assert {row["to"] for row in letters} == {wanted["customer"]}


def same(name: str, found: Any, wanted: Any) -> bool:
    """Equal by the corpus's own rules: addresses by letters and digits, keys without white space."""
    if found is None or wanted is None:
        return bool(found == wanted)
    if name == "address":
        return [c for c in found.casefold() if c.isalnum()] == [c for c in wanted.casefold() if c.isalnum()]
    return "".join(str(found).split()) == "".join(str(wanted).split())


def customers_mail(
    case: Path, worker: Installation, prefixes: dict[str, str], expected: dict[str, Any]
) -> Iterator[tuple[str, bytes]]:
    """Each mail of the customers, with what the worker wrote meanwhile filled in."""
    for file in sorted(case.glob("*.eml")):
        raw = file.read_bytes()
        if b"{{WORKER" in raw:
            customer = writer(raw, expected)
            raw = filled(raw, worker, customer, prefixes.get(file.name, "> "))
        yield file.name, raw


def writer(raw: bytes, expected: dict[str, Any]) -> str:
    """Whose request a mail is about: its sender's, or that of the only customer."""
    customers: list[str] = [each["customer"] for each in expected["requests"]]
    headers = message_from_bytes(raw)  # a From may be so broken that a policy raises
    sender = parseaddr(str(headers["Return-Path"] or headers["From"]))[1]
    return sender if sender in customers else customers[0]


def filled(raw: bytes, worker: Installation, customer: str, prefix: str) -> bytes:
    """The mail as the customer's client makes it out of our letters."""
    letters = letters_to(worker, customer)
    last = letters[-1]
    text = raw.decode().replace("\r\n", "\n")
    text = text.replace("Re: {{WORKER_SUBJECT}}", "{{WORKER_SUBJECT}}").replace(
        "{{WORKER_SUBJECT}}", last["Subject"]
    )
    text = text.replace("{{WORKER_MESSAGE_ID}}", last["Message-ID"])
    text = re.sub(r"\{\{WORKER_MESSAGE_ID:(\d+)\}\}", lambda _: letters[0]["Message-ID"], text)
    lines = [f"{prefix}{line}" for line in plain(last).splitlines()]
    text = text.replace("{{WORKER_BODY_QUOTED}}", "\n".join(lines))
    return _pieces(text, lines).replace("\n", "\r\n").encode()


def _pieces(text: str, lines: list[str]) -> str:
    start = 0

    def piece(match: re.Match[str]) -> str:
        nonlocal start
        end = len(lines)
        if match[1]:
            prompt = FORM.field(match[1]).prompt.strip(" :")
            end = next(at for at, line in enumerate(lines) if prompt in line) + 1
        taken, start = lines[start:end], end
        return "\n".join(taken)

    return _THROUGH.sub(piece, text)


def letters_to(worker: Installation, customer: str) -> list[EmailMessage]:
    sent = [row for row in worker.rows("outbox", "list") if row["to"] == customer]
    return worker.letters_to(customer, len(sent))
