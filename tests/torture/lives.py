"""A worker with a mailbox, a relay and a database, whose lives end in kills; and the judgement afterwards."""

import os
import signal
import subprocess
import sys
from collections import Counter
from contextlib import closing
from dataclasses import dataclass, field
from datetime import UTC, datetime
from email import message_from_bytes
from email.utils import format_datetime
from pathlib import Path
from time import monotonic
from typing import Any

from tests.integration.installed import VENDOR, settings_file, wire
from tests.servers.dovecot import Dovecot
from tests.servers.machinery import wait_until
from tests.servers.smtp_sink import SmtpSink
from tests.torture.killed import Step
from tests.torture.outages import Outages
from worker.requests.request_model import Disposition, LetterState
from worker.store.records import LedgerEntry
from worker.store.transactions import Store

ROOT = Path(__file__).resolve().parents[2]
_LONGEST = 300.0  #: a letter that the relay was away for waits for a minute or two
_COPIED = 25.0  #: seconds after which a copy is there, if there is to be one
_GOING = (LetterState.QUEUED, LetterState.SENDING, LetterState.DEFERRED)

_MAILBOX = """
[[mailboxes]]
name = "sales-{number}"
address = "{address}"
host = "127.0.0.1"
port = {port}
tls = "none"
password = "{known.password}"
read_from = "all"
poll_seconds = 1
"""
_MAIL = """\
From: Nora Berg <nora{number}@client{number}.test>
To: {vendor}
Subject: I want to migrate my Server license to Atlassian Marketplace
Message-ID: <{number}@client{number}.test>
Date: {date}
Content-Type: text/plain; charset=utf-8

By sending this message I confirm:

I am using my Balsamiq plugin license on my server (not on Atlassian Cloud)
and I acknowledge that once my license is transferred to Atlassian
Marketplace, it will be required to match my server levels.

1. My License Key: eJwBMgDN{number:06}bW9ja3VwcyBmb3IgSklSQXw1MHyqml/lZhnxIp71qOeMIqBN
2. The email address for the myAtlassian account for the license: nora{number}@client{number}.test
3. The first and last name of the holder of the myAtlassian account: {name}
4. The organization (company) name for the License: Client {number} Ltd
5. The organization's full address (including country): {number} High Street, Leeds, United Kingdom
"""


def mail(number: int, at: datetime | None = None) -> bytes:
    """A customer's form; each third one lacks the name."""
    name = "" if number % 3 == 0 else "Nora Berg"
    date = format_datetime(at or datetime.now(UTC))
    return _MAIL.format(number=number, vendor=VENDOR, date=date, name=name).replace("\n", "\r\n").encode()


@dataclass(kw_only=True)
class Torture:
    """The installation, what was sent to it, and how often it was killed."""

    folder: Path
    dovecot: Dovecot
    sink: SmtpSink
    database_url: str
    outages: Outages | None = None  #: stands between the worker and its servers
    mailboxes: int = 1
    mails: int = 0
    kills: Counter[str] = field(default_factory=Counter)

    def __post_init__(self) -> None:
        self.addresses = [VENDOR, *(f"sales-{number}@vendor.test" for number in range(1, self.mailboxes))]
        away = self.outages
        imap = ("127.0.0.1", away.imap_port if away else self.dovecot.imap_port)
        self._config = settings_file(
            self.folder,
            away.database_url if away else self.database_url,
            imap,
            ("127.0.0.1", away.smtp_port) if away else (self.sink.host, self.sink.port),
            self.dovecot.password,
            mailbox_keys={"poll_seconds": "1"},
            smtp_keys={"tls": '"none"', "sent_folder": '"Sent"'},
        )
        with self._config.open("a") as file:
            file.write('letters_to_strangers_per_hour = 1000000\n\n[web]\nlisten = "127.0.0.1:0"\n')
            for number, address in enumerate(self.addresses[1:], 1):
                file.write(_MAILBOX.format(number=number, address=address, port=imap[1], known=self.dovecot))
        with self.dovecot.client(VENDOR) as owner:
            owner.create_folder("Sent")

    def deliver(self, count: int) -> None:
        """So many customers write."""
        for _ in range(count):
            self.dovecot.append(self.addresses[self.mails % len(self.addresses)], mail(self.mails + 1))
            self.mails += 1

    def live_until(self, step: Step, which: int) -> None:
        """A life that ends at the `which`-th time that it comes to that step, or when all is done."""
        worker = self._start("-m", "tests.torture.killed", step, str(which), *self._run())
        # Copies are made when the letters are done, and none is made of an uncertain one.
        latest = monotonic() + (_COPIED if step in (Step.BEFORE_COPY, Step.AFTER_COPY) else 0)
        self._wait(lambda: worker.poll() is not None or (monotonic() > latest and self.is_done()))
        self._end(worker, step if worker.poll() == -signal.SIGKILL else "at rest")

    def live_for(self, seconds: float) -> None:
        """A life that ends after so many seconds, wherever it is."""
        worker = self._start("-m", "worker", *self._run())
        try:
            worker.wait(seconds)
        except subprocess.TimeoutExpired:
            self._end(worker, "at a random moment")

    def finish(self) -> None:
        """A life in which all that is left, and one mail more, is done, and that ends by SIGTERM."""
        self.deliver(1)  # so that the worker is not told to end before it has begun
        worker = self._start("-m", "worker", *self._run())
        self._wait(self.is_done)
        worker.terminate()
        assert worker.wait(30) == 0, self._told()

    def is_done(self) -> bool:
        """Whether each mail is taken in, and no letter is on its way."""
        with closing(Store(self.database_url)) as store, store.read() as tx:
            taken = sum(entry.disposition is Disposition.REQUEST for entry in tx.ledger.listed())
            letters = [letter.state for letter in tx.letters.listed()]
        return taken >= self.mails and not any(state in _GOING for state in letters)

    def judge(self) -> dict[str, int]:
        """What became of everything; raises AssertionError where something was lost or said twice."""
        with closing(wire(self._config)) as app, app.services.store.read() as tx:
            entries = [*tx.ledger.listed()]
            letters = [*tx.letters.listed()]
            requests = len([*tx.requests.listed(())])
        self._judge_ledger(entries, requests)
        accepted = Counter(_message_id(each.raw) for each in self.sink.received)
        assert max(accepted.values(), default=0) <= 1, "a letter was handed over twice"
        for letter in letters:
            if letter.state is LetterState.SENT:
                assert accepted[letter.message_id] == 1, f"letter {letter.id} counts as sent and is not there"
            else:
                assert letter.state is LetterState.UNCERTAIN, f"letter {letter.id} is {letter.state}"
        copies = Counter(_message_id(raw) for raw in self.dovecot.messages(VENDOR, "Sent"))
        states = Counter(str(letter.state) for letter in letters)
        told = {"mails": self.mails, "requests": requests, "kills": self.kills.total(), **states}
        return {**told, "accepted": accepted.total(), "copies twice": sum(n - 1 for n in copies.values())}

    def _judge_ledger(self, entries: list[LedgerEntry], requests: int) -> None:
        places = Counter((entry.place.mailbox, entry.place.uid) for entry in entries)
        assert len(places) == self.mails, "a mail is not in the ledger"
        assert set(places.values()) == {1}
        assert {entry.disposition for entry in entries} == {Disposition.REQUEST}
        assert requests == self.mails, "a mail has no request, or two"
        found = [message for each in self.addresses for message in self.dovecot.snapshot(each)]
        marked = [message for message in found if message.folder == "INBOX"]
        assert all("$SenWorker" in message.flags for message in marked), "a mail is not marked"

    def _run(self) -> tuple[str, ...]:
        return "--config", str(self._config), "run"

    def _start(self, *arguments: str) -> "subprocess.Popen[bytes]":
        environ = {**os.environ, "PYTHONPATH": str(ROOT), "NO_COLOR": "1"}
        with (self.folder / "output.txt").open("ab") as output:
            return subprocess.Popen(
                [sys.executable, *arguments],
                cwd=self.folder,
                env=environ,
                stdout=output,
                stderr=subprocess.STDOUT,
            )

    def _end(self, worker: "subprocess.Popen[bytes]", where: str) -> None:
        worker.kill()
        worker.wait(10)
        self.kills[where] += 1

    def _wait(self, done: Any) -> None:
        wait_until(done, f"the worker to be done\n{self._told()}", _LONGEST)

    def _told(self) -> str:
        output = self.folder / "output.txt"
        return output.read_text("utf-8", "replace")[-3000:] if output.exists() else ""


def _message_id(raw: bytes) -> str:
    return str(message_from_bytes(raw)["Message-ID"])
