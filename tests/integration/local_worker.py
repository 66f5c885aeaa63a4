"""A worker without mail servers: mail is handed to it, and letters are taken from its outbox."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from email import message_from_bytes, policy
from email.message import EmailMessage
from email.utils import format_datetime
from itertools import count

from worker.letters.letter_renderer import Renderer
from worker.reader_process.mail_reader import DirectReader
from worker.reader_process.parsed_mail_cache import ParsedMailCache
from worker.requests.request_model import LetterState, Policy, Request
from worker.resources import find_folder
from worker.services.intake.arrived_message import read_arrival
from worker.services.intake.ingest_message import IngestOutcome, ingest_message
from worker.services.outbox.overtaken_letters import StaleLetter, make_true, rewrite_stale
from worker.services.outbox.reminders import pass_time
from worker.services.service_context import ServiceContext
from worker.store.records import Letter, MessagePlace
from worker.store.transactions import Store
from worker.template_files import load_forms

VENDOR = "sales@vendor.test"
MONDAY = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)
KEY = "eJwBMgDN/01vY2t1cHMgZm9yIEpJUkF8NTB8qppf5WYZ8SKe9ajnjCKgTSsZasp7A9EmYcoWxbP5DgkWYw=="
OTHER_KEY = "eJwBMgDN/01vY2t1cHMgZm9yIEpJUkF8MjV83SD7nhQ0jJiqu1Pra0egv+Y5VkfH4hqXoBqHXblIE5kWWg=="

SHIPPED = (find_folder("templates"),)
FORMS = load_forms(SHIPPED)
RENDERER = Renderer(SHIPPED)

FORM = """\
By sending this message I confirm:

I am using my Balsamiq plugin license on my server (not on Atlassian Cloud) and I acknowledge that once my license is transferred to Atlassian Marketplace, it will be required to match my server levels.

The information you requested is below:

1. My License Key: {license_key}
2. The email address for the myAtlassian account for the license: {account_email}
3. The first and last name of the holder of the myAtlassian account {holder_name}
4. The organization (company) name for the License: {organization}
5. The organization's full address (including country): {address}
6. If applicable, the email address of my Atlassian Expert: {expert_email}
"""  # noqa: E501 -- the template's own lines

ANSWERS = {
    "license_key": KEY,
    "account_email": "licenses@engines.test",
    "holder_name": "Ada Byron",
    "organization": "Analytical Engines Ltd",
    "address": "12 St James's Square, London SW1Y 4JH, United Kingdom",
    "expert_email": "",
}


def form(**answers: str) -> str:
    """The template, filled in but for what `answers` says otherwise."""
    return FORM.format(**{**ANSWERS, **answers})


def mail(
    text: str,
    sender: str = "Ada Byron <ada@engines.test>",
    subject: str = "I want to migrate my Server license to Atlassian Marketplace",
    date: str = "Mon, 02 Mar 2026 09:00:00 +0000",
    to: str = VENDOR,
    **headers: str,
) -> bytes:
    """A mail as a plain client sends it; underscores in names of `headers` stand for hyphens."""
    more = "".join(f"{name.replace('_', '-')}: {value}\n" for name, value in headers.items())
    head = f"From: {sender}\nTo: {to}\nSubject: {subject}\nDate: {date}\n{more}MIME-Version: 1.0\n"
    body = f"Content-Type: text/plain; charset=utf-8\n\n{text}"
    return (head + body).replace("\n", "\r\n").encode()


@dataclass
class LocalWorker:
    """One installation, its clock, without mail servers."""

    store: Store
    now: datetime = MONDAY
    policy: Policy = field(default_factory=lambda: Policy(staff_domains=frozenset({"vendor.test"})))
    reply_to: str = ""
    public_url: str = ""
    show_subjects: bool = False
    readings: ParsedMailCache = field(default_factory=lambda: ParsedMailCache(DirectReader(FORMS)))
    _uids: Iterator[int] = field(default_factory=lambda: count(1))
    _randomness: Iterator[int] = field(default_factory=lambda: count(1))

    @property
    def services(self) -> ServiceContext:
        return ServiceContext(
            store=self.store,
            forms=FORMS,
            renderer=RENDERER,
            policy=self.policy,
            sender=f"Vendor Sales <{VENDOR}>",
            vendor="Vendor Sales",
            reply_to=self.reply_to,
            public_url=self.public_url,
            show_subjects=self.show_subjects,
            domain="vendor.test",
            own_addresses=frozenset({VENDOR}),
            clock=lambda: self.now,
            randomness=lambda size: (next(self._randomness) * 7919).to_bytes(size, "big"),
            identity="desk",
            readings=self.readings,
        )

    def receive(self, raw: bytes, mailbox: str = "sales", waited: timedelta = timedelta(0)) -> IngestOutcome:
        """A mail that arrived now, or lay there for a while, as the last server writes, is taken in."""
        place = MessagePlace(mailbox=mailbox, uid_validity=1, uid=next(self._uids))
        received = f"Received: from client.test by mx.vendor.test; {format_datetime(self.now - waited)}\r\n"
        arrived = read_arrival(self.services, place, self.now, received.encode() + raw)
        with self.store.write() as tx:
            outcome = ingest_message(self.services, tx, arrived)
        assert outcome is not None
        return outcome

    def send(self) -> list[EmailMessage]:
        """All letters that are due reach their recipients; what each of them got."""
        gone: list[EmailMessage] = []
        while True:
            with self.store.write() as tx:
                claimed = tx.letters.claim(self.now, "desk")
                if claimed is None:
                    return gone
                raw = make_true(self.services, tx, *claimed)
                if isinstance(raw, StaleLetter):
                    tx.letters.unclaim(claimed[0])
                elif raw is not None:
                    tx.letters.settle(claimed[0].id, LetterState.SENT, sent_at=self.now)
            if raw is None:
                continue
            if isinstance(raw, StaleLetter):
                rewrite_stale(self.services, raw)
                continue
            gone.append(parsed(raw))

    def wait(self, days: float) -> list[EmailMessage]:
        """Time passes, some hours at a time; the letters that it brings."""
        gone = []
        end = self.now + timedelta(days=days)
        while self.now < end:
            self.now += timedelta(hours=4)
            pass_time(self.services)
            gone += self.send()
        return gone

    def request(self, outcome_or_id: IngestOutcome | int | None) -> Request:
        """A request as it stands now."""
        given = outcome_or_id
        found = given.request.id if isinstance(given, IngestOutcome) and given.request else given
        assert isinstance(found, int)
        with self.store.read() as tx:
            request = tx.requests.get(found)
        assert request is not None
        return request

    def letters(self, outcome: IngestOutcome) -> Sequence[Letter]:
        """The letters of a mail's request, oldest first."""
        assert outcome.request is not None
        with self.store.read() as tx:
            return tx.letters.of_request(outcome.request.id or 0)


def parsed(raw: bytes) -> EmailMessage:
    """A letter's headers and text."""
    message = message_from_bytes(raw, policy=policy.default)
    assert isinstance(message, EmailMessage)
    return message


def quoted(letter: EmailMessage) -> str:
    """The letter's text as a client quotes it."""
    body = letter.get_body(("plain",))
    assert body is not None
    lines = "\n".join(f"> {line}".rstrip() for line in str(body.get_content()).splitlines())
    return f"On 2 Mar 2026, at 10:05, Vendor Sales <{VENDOR}> wrote:\n\n{lines}\n"
