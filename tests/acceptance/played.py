"""A conversation's mails, played on a worker in this process with a real IMAP and a real SMTP server."""

import json
import re
import threading
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from email import message_from_bytes
from email.message import EmailMessage
from email.utils import parseaddr
from pathlib import Path
from typing import Any

from tests.acceptance.installation import letter, plain
from tests.servers.dovecot import Dovecot
from tests.servers.smtp_sink import SmtpSink
from worker import config
from worker.app import App, open_app
from worker.reader_process.mail_reader import DirectReader
from worker.requests.request_model import Request
from worker.resources import find_folder
from worker.runtime.single_pass import run_once
from worker.services.review import review_actions
from worker.store.records import Letter
from worker.template_files import load_forms

VENDOR = "sales@balsamiq.com"
FORMS = load_forms((find_folder("templates"),))
FORM = FORMS["marketplace-migration"]
_THROUGH = re.compile(r"\{\{WORKER_BODY_QUOTED:(?:THROUGH (\w+)|REST)\}\}")


@dataclass(kw_only=True)
class Played:
    """A worker, its mailbox, and the customers and staff of one conversation."""

    app: App
    dovecot: Dovecot
    case: Path
    expected: Mapping[str, Any]

    def play(self) -> Iterator[tuple[str, str]]:
        """Bring each mail and do what staff do; yields each mail's file and what became of it."""
        for file in sorted([*self.case.glob("*.eml"), *self.case.glob("*-staff.txt")]):
            if file.suffix == ".txt":
                self._staff(file.read_text("utf-8"))
                continue
            raw = self._filled(file)
            sender = message_from_bytes(raw)["Return-Path"] or ""
            self.dovecot.deliver(raw, VENDOR, sender=parseaddr(str(sender))[1])
            assert run_once(self.app, threading.Event()) == []
            with self.app.services.store.read() as tx:
                yield file.name, [*tx.ledger.listed()][-1].disposition

    def requests(self) -> list[Request]:
        """All requests as they stand."""
        with self.app.services.store.read() as tx:
            return [*tx.requests.listed()]

    def letters(self) -> list[Letter]:
        """All letters of the outbox, oldest first."""
        with self.app.services.store.read() as tx:
            return [*tx.letters.listed()]

    def _staff(self, lines: str) -> None:
        """`VERB CUSTOMER` on a line each: what `queue VERB` does to the request of that customer."""
        for verb, customer, *_ in map(str.split, filter(None, lines.splitlines())):
            (request,) = [one for one in self.requests() if one.requester.addr == customer]
            {"approve": review_actions.approve, "withdraw": review_actions.withdraw}[verb](
                self.app.services, request.reference, "olga"
            )
        assert run_once(self.app, threading.Event()) == []

    def _filled(self, file: Path) -> bytes:
        """The mail as the customer's client makes it out of our letters."""
        raw = file.read_bytes()
        if b"{{WORKER" not in raw:
            return raw
        prefix = self.expected.get("quote_prefix", {}).get(file.name, "> ")
        letters = self._letters_to(self._writer(raw))
        text = raw.decode().replace("\r\n", "\n")
        for name, found in (("MESSAGE_ID", "Message-ID"), ("SUBJECT", "Subject")):
            # A reply client does not put a second "Re:" before one that is there.
            text = text.replace(f"Re: {{{{WORKER_{name}}}}}", str(letters[-1][found]))
            text = text.replace(f"{{{{WORKER_{name}}}}}", str(letters[-1][found]))
        text = re.sub(r"\{\{WORKER_MESSAGE_ID:\d+\}\}", lambda _: str(letters[0]["Message-ID"]), text)
        lines = [f"{prefix}{line}" for line in plain(letters[-1]).splitlines()]
        text = text.replace("{{WORKER_BODY_QUOTED}}", "\n".join(lines))
        return _pieces(text, lines).replace("\n", "\r\n").encode()

    def _writer(self, raw: bytes) -> str:
        """Whose request a mail is about: its sender's, or that of the only customer."""
        customers = [str(each["customer"]) for each in self.expected["requests"]]
        sender = parseaddr(str(message_from_bytes(raw)["Return-Path"]))[1]
        return sender if sender in customers else customers[0]

    def _letters_to(self, customer: str) -> list[EmailMessage]:
        with self.app.services.store.read() as tx:
            ids = [one.id for one in tx.letters.listed() if one.to == customer]
            return [letter(tx.letters.raw(each) or b"") for each in ids]


def open_conversation(case: Path, workplace: Path, url: str, dovecot: Dovecot, sink: SmtpSink) -> Played:
    """A worker with an empty database and mailbox, configured as the conversation wants it."""
    expected = json.loads((case / "expected.json").read_text("utf-8"))
    file = workplace / "config.toml"
    file.write_text(_settings(url, dovecot, sink, expected.get("config", {})), "utf-8")
    app = open_app(config.load_configuration(file, {}), DirectReader(FORMS, frozenset({VENDOR})))
    app.prepare()
    return Played(app=app, dovecot=dovecot, case=case, expected=expected)


def same_value(name: str, found: object, wanted: object) -> bool:
    """Equal by the corpus's own rules: addresses by letters and digits, keys without white space."""
    if found is None or wanted is None:
        return found == wanted
    if name == "address":
        letters = [[c for c in str(text).casefold() if c.isalnum()] for text in (found, wanted)]
        return letters[0] == letters[1]
    return "".join(str(found).split()) == "".join(str(wanted).split())


def _settings(url: str, dovecot: Dovecot, sink: SmtpSink, more: Mapping[str, object]) -> str:
    lines = "\n".join(f"{key} = {json.dumps(value)}" for key, value in more.items())
    return f"""
{lines}
[database]
url = "{url}"

[[mailboxes]]
name = "sales"
address = "{VENDOR}"
host = "{dovecot.host}"
port = {dovecot.imaps_port}
ca_file = "{dovecot.ca_file}"
password = "{dovecot.password}"

[smtp]
host = "{sink.host}"
port = {sink.port}
tls = "none"
from = "Vendor Sales <{VENDOR}>"
"""


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
