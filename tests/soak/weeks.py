"""Weeks in the life of one worker, by a clock that runs ahead.

Mail and answers come, staff work, the relay is away, the worker begins anew, and what was kept for long goes.
"""

import gc
import threading
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field, replace
from datetime import datetime
from email import message_from_bytes
from email.utils import format_datetime
from pathlib import Path

from sqlalchemy import create_engine, text

from tests.integration.installed import Clock, unrelated
from tests.integration.wired_installation import VENDOR, open_wired_installation
from tests.servers.smtp_sink import SmtpSink
from tests.torture.lives import mail
from worker.app import App
from worker.errors import UnavailableError
from worker.requests.request_model import LetterState, State
from worker.services.intake.arrived_message import read_arrival
from worker.services.intake.ingest_message import ingest_message
from worker.services.outbox.reminders import pass_time
from worker.services.privacy.data_retention import remove_expired
from worker.services.review import review_actions
from worker.store.records import MessagePlace

WEEK = 7
_KEPT = "[retention]\nraw_mail_days = 20\npersonal_days = 40\nledger_days = 60\n"
_POLICY = "[policy]\nletters_per_hour = 1000000\nletters_to_strangers_per_hour = 1000000\n"
_STALE_DAYS = 60

_ANSWER = """\
From: Nora Berg <nora{number}@client{number}.test>
To: {vendor}
Subject: Re: {subject}
Message-ID: <answer-{number}@client{number}.test>
In-Reply-To: {letter}
Date: {date}
Content-Type: text/plain; charset=utf-8

Nora Berg
"""


@dataclass(frozen=True, kw_only=True)
class Sample:
    """What the worker takes at one moment."""

    day: int
    requests: int
    memory: int  #: bytes that are resident
    files: int  #: that are open, sockets among them
    threads: int
    connections: int  #: to the database's server; 0 for SQLite
    stored: int  #: bytes of the database that are in use

    @property
    def per_request(self) -> int:
        """Bytes of the database for each request."""
        return self.stored // max(1, self.requests)


@dataclass(kw_only=True)
class Soak:
    """One installation over many days."""

    folder: Path
    url: str
    sink: SmtpSink
    clock: Clock = field(default_factory=Clock)
    day: int = 0
    mails: int = 0
    customers: int = 0
    samples: list[Sample] = field(default_factory=list)
    accepted: Counter[int] = field(default_factory=Counter)  #: by the hash of a Message-ID
    _sens: int = 0

    def live(self, days: int, mails: int) -> None:
        """So many days, with so many mails in all; the worker begins anew each week."""
        for first in range(0, days, WEEK):
            with self._worker() as app:
                for day in range(first, min(first + WEEK, days)):
                    self._day(app, (day + 1) * mails // days - day * mails // days)
                self.samples.append(self._sample(app))

    @contextmanager
    def _worker(self) -> Iterator[App]:
        with open_wired_installation(self.folder, self.url, self.sink, _POLICY + _KEPT) as app:
            yield replace(app, services=replace(app.services, clock=self.clock))

    def _day(self, app: App, mails: int) -> None:
        self.day += 1
        away = self.day % 10 == 0  # the relay is, all day
        if away:
            self.sink.refuse_data("421 4.3.2 Not today")
        for number in range(mails):
            if number % 10 == 9:
                self._arrives(app, unrelated(self.mails + 1))
            else:
                self.customers += 1
                self._arrives(app, mail(self.customers, self.clock()))
        self._customers_answer(app)
        self._staff_work(app)
        pass_time(app.services)
        with suppress(UnavailableError):
            app.deliver(threading.Event())
        self.sink.relent()
        self._count_accepted()
        remove_expired(app.services, app.retention)
        self.clock.let_pass(days=1)

    def _arrives(self, app: App, raw: bytes) -> None:
        self.mails += 1
        place = MessagePlace(mailbox="sales", uid_validity=1, uid=self.mails)
        arrived = read_arrival(app.services, place, self.clock(), raw)
        with app.services.store.write() as tx:
            ingest_message(app.services, tx, arrived)

    def _customers_answer(self, app: App) -> None:
        """Half of those who were asked since yesterday."""
        for each in self._asked:
            headers = message_from_bytes(each)
            number = int(str(headers["To"]).partition("nora")[2].partition("@")[0])
            if number % 2:
                answer = _ANSWER.format(
                    number=number,
                    vendor=VENDOR,
                    subject=headers["Subject"],
                    letter=headers["Message-ID"],
                    date=format_datetime(self.clock()),
                )
                self._arrives(app, answer.replace("\n", "\r\n").encode())
        self._asked.clear()

    def __post_init__(self) -> None:
        self._asked: list[bytes] = []

    def _count_accepted(self) -> None:
        for each in self.sink.received:
            headers = message_from_bytes(each.raw)
            self.accepted[hash(str(headers["Message-ID"]))] += 1
            if b"\nIn-Reply-To" in each.raw and b"holder" in each.raw and "nora" in str(headers["To"]):
                self._asked.append(each.raw)
        self.sink.received.clear()

    def _staff_work(self, app: App) -> None:
        with app.services.store.read() as tx:
            waiting = [one.id or 0 for one in tx.requests.listed([State.READY_FOR_REVIEW])]
        for request_id in waiting:
            name = str(request_id)
            if request_id % 7 == 0:
                review_actions.reject(app.services, name, "not_found", "", "olga")
                continue
            self._sens += 1
            review_actions.approve(app.services, name, "olga")
            review_actions.complete(app.services, name, [f"SEN-{self._sens + 1_000_000}"], "olga")

    def _sample(self, app: App) -> Sample:
        gc.collect()
        with app.services.store.read() as tx:
            requests = sum(tx.requests.counts().values())
        status = Path("/proc/self/status").read_text("ascii")
        resident = int(status.partition("VmRSS:")[2].split()[0]) * 1024
        stored, connections = self._database()
        return Sample(
            day=self.day,
            requests=requests,
            memory=resident,
            files=sum(1 for _ in Path("/proc/self/fd").iterdir()),
            threads=threading.active_count(),
            connections=connections,
            stored=stored,
        )

    def _database(self) -> tuple[int, int]:
        engine = create_engine(self.url)
        with engine.connect() as connection:
            if engine.dialect.name == "sqlite":
                pages, free, size = (
                    connection.exec_driver_sql(f"PRAGMA {name}").scalar_one()
                    for name in ("page_count", "freelist_count", "page_size")
                )
                found = ((pages - free) * size, 0)
            else:
                size = connection.execute(text("SELECT pg_database_size(current_database())")).scalar_one()
                mine = text(
                    "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database()"
                    " AND pid <> pg_backend_pid()"
                )
                found = (int(size), int(connection.execute(mine).scalar_one()))
        engine.dispose()
        return found

    def judge(self) -> None:
        """Raises AssertionError where something grew, was lost or went out twice."""
        self._judge_growth()
        assert max(self.accepted.values(), default=0) <= 1, "a letter was handed over twice"
        with self._worker() as app, app.services.store.read() as tx:
            assert sum(1 for _ in tx.ledger.listed()) == self.mails, "a mail is not in the ledger"
            counts, letters = tx.requests.counts(), tx.letters.counts()
            assert sum(counts.values()) == self.customers, "a customer has no request, or two"
            assert counts.get(State.COMPLETED, 0) == self._sens
            assert letters.get(LetterState.SENT, 0) == self.accepted.total()
            assert {*letters} <= {
                LetterState.SENT,
                LetterState.QUEUED,
                LetterState.DEFERRED,
                LetterState.CANCELLED,
            }
            stale = self._stale(tx.requests.listed([State.NEEDS_INFO]), self.clock())
            assert not stale, f"{stale} requests neither end nor expire"

    @staticmethod
    def _stale(asked: object, now: datetime) -> int:
        return sum((now - one.created_at).days > _STALE_DAYS for one in asked)  # type: ignore[attr-defined]

    def _judge_growth(self) -> None:
        """From the first quarter on nothing grows with time."""
        begun, ended = self.samples[len(self.samples) // 4], self.samples[-1]
        assert ended.files <= begun.files + 2, (begun, ended)
        assert ended.threads <= begun.threads + 1, (begun, ended)
        assert ended.connections <= begun.connections + 1, (begun, ended)
        assert ended.memory <= begun.memory * 1.25, (begun, ended)
        assert ended.per_request <= begun.per_request * 1.25, (begun, ended)

    def told(self) -> str:
        """The samples as a table."""
        lines = ["day requests memory/MB files threads connections bytes/request"]
        for one in self.samples:
            counts = (one.files, one.threads, one.connections, one.per_request)
            lines.append(" ".join(map(str, (one.day, one.requests, one.memory // 1_000_000, *counts))))
        return "\n".join(lines)
