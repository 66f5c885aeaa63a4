"""The weeks before the demonstration: customers who wrote, and what staff did, at the times when they did.

All of it goes the real ways, through the mailbox, the worker and the relay, by a clock that is set back.
What comes out is a staff queue with requests in every state and with each reason for attention.
"""

import threading
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from email.message import EmailMessage
from email.parser import BytesParser
from email.policy import SMTP, default
from email.utils import format_datetime

from worker.app import App
from worker.demo import client_formats
from worker.demo.client_formats import Letterhead
from worker.demo.demo_customers import CUSTOMERS, GREETINGS
from worker.demo.demo_environment import COLLEAGUE
from worker.demo.demo_mails import VENDOR, answer_to, fill_form
from worker.demo.demo_server import MailServer
from worker.errors import RefusedError
from worker.runtime.single_pass import run_once
from worker.services.review import page_actions, staff_actions
from worker.services.review.staff_actions import StaffAction

TRUSTED = "mail.demo.example"  #: whose Authentication-Results the demonstration believes
_NEWS = "Is there any news on this? We have to renew our contract.\n"


class SetClock:
    """A clock that is set by hand."""

    def __init__(self, now: datetime) -> None:
        self.now = now

    def __call__(self) -> datetime:
        """The time that it was set to."""
        return self.now


@dataclass(kw_only=True)
class DemoHistory:
    """Plays the weeks before `now`; `amiss` collects what did not come out as it should."""

    app: App
    server: MailServer
    stop: threading.Event
    now: datetime
    me: str  #: who looks at the pages afterwards
    amiss: list[str] = field(default_factory=list)
    _clock: SetClock = field(init=False)
    _past_app: App = field(init=False)

    def __post_init__(self) -> None:
        """Set the clock back."""
        self._clock = SetClock(self.now - timedelta(days=60))
        self._past_app = replace(self.app, services=replace(self.app.services, clock=self._clock))

    def play(self) -> None:
        """Everything, oldest first, until `stop` is set."""
        for days, happens in _WEEKS:
            if self.stop.is_set():
                return
            # Never backwards: of two days at a weekend both become the Friday.
            self._clock.now = max(self._clock.now + timedelta(hours=1), _working_time(self.now, days))
            try:
                happens(self)
            except RefusedError as error:
                self.amiss.append(f"{days} days ago: {error}")

    def write(
        self,
        name: str,
        *,
        language: str = "en",
        client: Callable[[Letterhead, str], bytes] = client_formats.thunderbird,
        **answers: str,
    ) -> None:
        """Somebody sends the form; `more` stands below it, `above` in the place of a greeting."""
        customer, form = CUSTOMERS[name], self.app.services.forms["marketplace-migration"]
        above, more = answers.pop("above", GREETINGS[language]), answers.pop("more", "")
        subject, checked = answers.pop("subject", form.subject), answers.pop("checked", "pass")
        late = float(answers.pop("late", "0"))
        text = f"{above}{fill_form(form, customer.answers() | answers)}\n\n{more}\n{customer.name}\n"
        self._post(client(self._head(name, subject), text), checked, late)

    def reply(self, name: str, text: str, by: str = "") -> None:
        """An answer to the last letter that `name` got, in words of their own; `by` has another address."""
        letter = self._letter(name)
        head = replace(self._head(by or name, f"Re: {str(letter['Subject']).removeprefix('Re: ')}"))
        thread = [*str(letter["References"] or "").split(), str(letter["Message-ID"])]
        self._post(client_formats.reply(head, text, thread), "pass")

    def answer(self, name: str, answers: Mapping[int, str]) -> None:
        """An answer below the questions of the last letter that `name` got."""
        self._post(answer_to(self._letter(name).as_bytes(policy=SMTP), answers, self._clock.now), "pass")

    def bounce_letter(self, name: str) -> None:
        """The last letter that `name` got comes back: there is no such mailbox any more."""
        self._post(
            client_formats.bounce(self._letter(name), CUSTOMERS[name].address, VENDOR, self._clock.now), ""
        )

    def work(self) -> None:
        """One pass of the worker."""
        self.amiss += run_once(self._past_app, self.stop)

    def perform(self, name: str, action: StaffAction) -> None:
        """A step of staff with the newest request of `name`."""
        services = self._past_app.services
        reference = self.reference(name)
        page_actions.perform_action(services, reference, action, 10**6, self.me)

    def reference(self, name: str) -> str:
        """The newest request of `name`."""
        with self._past_app.services.store.read() as tx:
            found = tx.requests.of_requester(CUSTOMERS[name].address)
        return max(found, key=lambda each: each.id or 0).reference if found else _missing(name)

    def _head(self, name: str, subject: str) -> Letterhead:
        customer = CUSTOMERS[name]
        return Letterhead(
            name=customer.name, address=customer.address, to=VENDOR, subject=subject, now=self._clock.now
        )

    def _letter(self, name: str) -> EmailMessage:
        raw = self.server.messages(CUSTOMERS[name].address)[-1]
        return BytesParser(EmailMessage, policy=default).parsebytes(raw)

    def _post(self, raw: bytes, checked: str, late: float = 0) -> None:
        """Put it into the vendor's mailbox with what its server writes above it (RFC 5321, 8601)."""
        when = self._clock.now - timedelta(days=late)
        sender = BytesParser(EmailMessage, policy=default).parsebytes(raw, headersonly=True)["From"]
        domain = sender.addresses[0].domain
        authentication = (
            f"Authentication-Results: {TRUSTED}; dkim={checked} header.d={domain};"
            f" dmarc={checked} header.from={domain}\r\n"
        )
        received = f"Received: from client.example by {TRUSTED}; {format_datetime(when)}\r\n"
        self.server.deliver((received + (authentication if checked else "")).encode() + raw, VENDOR)


def _missing(name: str) -> str:
    raise RefusedError(f"{name} has no request")


def _working_time(now: datetime, days: float) -> datetime:
    """In the morning so many days ago, or of the Friday before a weekend; today some hours ago."""
    if days < 1:
        return now - timedelta(days=days)
    then = (now - timedelta(days=days)).replace(hour=10)
    return then - timedelta(days=max(0, then.weekday() - 4))


def _a_month_ago(past: DemoHistory) -> None:
    past.write("dora", address="")
    past.write("bram", language="nl", holder_name="")
    past.write("george")
    past.work()
    past.perform("george", staff_actions.approve(past.me))
    past.perform("george", staff_actions.complete(["SEN-4401201"], past.me))


def _nobody_answers(past: DemoHistory) -> None:
    past.work()


def _three_weeks_ago(past: DemoHistory) -> None:
    past.work()
    past.write("ivan", client=client_formats.outlook)
    past.write("sofia", client=client_formats.webmail)
    past.write("felix", language="de", address="Ringstraße 8, 4020 Linz")
    past.write("yara", language="pt", client=client_formats.apple_mail)
    past.work()
    past.perform("ivan", staff_actions.approve(COLLEAGUE))
    past.perform("ivan", staff_actions.complete(["SEN-4401287"], COLLEAGUE))
    past.perform("sofia", staff_actions.reject("cloud", "", past.me))
    past.perform("yara", staff_actions.reject("not_found", "We can't find this license key.", COLLEAGUE))


def _a_fortnight_ago(past: DemoHistory) -> None:
    past.work()
    past.reply("felix", "We have decided to stay with our server. Please cancel our request.\n")
    past.write("elena", language="it", client=client_formats.outlook)
    past.write("diego", language="es", organization="")
    past.work()
    past.perform(
        "elena", staff_actions.await_upgrade("Your server has 50 users, your license is for 25.", past.me)
    )
    past.perform("felix", staff_actions.withdraw(past.me))


def _last_week(past: DemoHistory) -> None:
    past.work()
    past.write("kate", license_key="")
    past.write("hanako", language="ja", client=client_formats.apple_mail)
    past.write("tomek", language="pl", client=client_formats.webmail)
    past.write("henry", license_key="", account_email="", holder_name="", organization="")
    past.write("nadia", language="fr", late="9")
    past.work()
    past.perform("hanako", staff_actions.approve(past.me))
    past.perform("tomek", staff_actions.approve(COLLEAGUE))


def _three_days_ago(past: DemoHistory) -> None:
    past.work()
    past.write("siobhan")
    past.write("carl")
    past.write("laila", checked="fail")
    past.write("lan", client=client_formats.webmail, holder_name="")
    past.write("ana", language="es")
    past.write("priya", client=client_formats.outlook, account_email="priya.raman@kestrelfoods")
    past.write("anna", language="de", client=client_formats.outlook)
    past.work()
    past.answer("henry", {3: "Henry Osei"})
    past.work()
    past.perform("siobhan", staff_actions.approve(COLLEAGUE))
    past.perform("carl", staff_actions.approve(past.me))
    past.perform("anna", staff_actions.assign(COLLEAGUE, COLLEAGUE))


def _yesterday(past: DemoHistory) -> None:
    past.work()
    past.reply("siobhan", "The account is harbour.office@clonmara-port.example, sorry.\n")
    past.reply("carl", _NEWS)
    past.reply("ana", "The account is it@vega-alta.example, sorry.\n", by="ruth")
    past.reply("kate", f"1. {CUSTOMERS['kate'].key}\n", by="yara")
    past.answer("henry", {4: "Gold Coast IT"})
    past.write("jonas", license_key=CUSTOMERS["carl"].key)
    past.write("mei", license_key="", account_email=CUSTOMERS["anna"].address)
    past.write("aino", organization="")
    past.write(
        "erik", more="Please keep in mind that our sister company in Bergen uses the second half of it.\n"
    )
    past.write("wanda", subject=f"Migration of our license [{past.reference('anna')}]")
    past.work()
    past.bounce_letter("aino")
    past.answer("henry", {2: CUSTOMERS["henry"].address})
    past.work()


def _this_morning(past: DemoHistory) -> None:
    past.work()
    past.write("luc", language="fr", client=client_formats.apple_mail)
    past.write("ines", language="pt", client=client_formats.outlook, holder_name="Inês")
    past.write("paolo", language="it", client=client_formats.gmail_on_android)
    past.write("marijke", language="nl", client=client_formats.apple_mail)
    past.write("petra", client=client_formats.ticket_system)
    past.write("stefan", language="de")
    past.write("omar", language="fr", client=client_formats.outlook)
    past.work()
    past.perform("stefan", staff_actions.assign(past.me, past.me))


#: What happened so many days ago.
_WEEKS: tuple[tuple[float, Callable[[DemoHistory], None]], ...] = (
    (40, _a_month_ago),
    (36, _nobody_answers),
    (32, _nobody_answers),
    (22, _three_weeks_ago),
    (14, _a_fortnight_ago),
    (7, _last_week),
    (5, _nobody_answers),
    (3, _three_days_ago),
    (1, _yesterday),
    (0.1, _this_morning),
    (0.02, DemoHistory.work),
)
