"""The scenario of the demonstration, act by act, and the checks that each came out as it should."""

import threading
from dataclasses import dataclass, field
from email.utils import parseaddr

from worker.app import clock
from worker.demo.demo_console import DemoConsole, parse
from worker.demo.demo_environment import PASSWORD, STAFF, YOU, DemoEnvironment
from worker.demo.demo_history import DemoHistory
from worker.demo.demo_mails import VENDOR, DemoMail, answer_to, make_samples
from worker.demo.demo_server import HOST
from worker.errors import RefusedError
from worker.requests.request_model import OURS, LetterKind, Request, State
from worker.runtime.scheduler import run_worker
from worker.runtime.single_pass import Watchers, run_once
from worker.services import row_lists
from worker.services.intake.ingest_message import IngestOutcome
from worker.services.review import review_actions
from worker.store.records import Letter

_SEN = "SEN-1234567"
_COMPLETE = frozenset({State.READY_FOR_REVIEW, State.INTERESTED})


@dataclass(slots=True, kw_only=True)
class DemoScenario:
    """The acts in their order; `amiss` gathers what did not come out as it should, one line each."""

    environment: DemoEnvironment
    console: DemoConsole
    stop: threading.Event
    amiss: list[str] = field(default_factory=list)
    _samples: dict[int, DemoMail] = field(default_factory=dict)  # by UID in the vendor's mailbox
    _before: dict[int, frozenset[str]] = field(default_factory=dict)  # flags, by UID
    _outcomes: dict[int, IngestOutcome] = field(default_factory=dict)  # by UID
    _letters: list[Letter] = field(default_factory=list)
    _shown_in_full: frozenset[LetterKind] = frozenset(
        {LetterKind.MISSING_FIELDS}
    )  # kinds still shown in full

    def play_history(self) -> None:
        """What happened before the story begins."""
        environment = self.environment
        self.console.act("Some weeks of work lie behind: customers wrote, and staff answered")
        past = DemoHistory(
            app=environment.app, server=environment.server, stop=self.stop, now=clock(), me=STAFF
        )
        past.play()
        self.amiss += past.amiss
        with environment.app.services.store.read() as tx:
            found = [*tx.requests.listed([])]
        flagged = sum(1 for request in found if request.attention)
        self.console.say(f"{len(found)} requests, of which {flagged} ask for a person's attention.")

    def play(self) -> None:
        """All acts, until `stop` is set."""
        for act in (self._arrive, self._read, self._answer, self._review, self._look_at_queue, self._compare):
            if self.stop.is_set():
                return
            act()

    def serve_visitor(self) -> None:
        """Answer whoever sends mail, until `stop` is set."""
        self._explain()
        self._shown_in_full = frozenset(LetterKind)
        # Each letter that is sent from now on is somebody's at the keyboard, who wants to read it.
        watchers = Watchers(message=self._on_message, letter=self._on_visitor_letter)
        run_worker(self.environment.app, self.stop, watchers, self.environment.pages)
        self.console.say("\nThe demo has ended; nothing of it is left on this machine.")

    def _arrive(self) -> None:
        server = self.environment.server
        self.console.act("A busy morning: mail reaches the sales mailbox")
        self.console.say(f"Mail server: IMAP {HOST}:{server.imap_port}, SMTP {HOST}:{server.smtp_port}")
        self.console.say(f"Mailbox: {VENDOR}   Database: SQLite, beside {self.environment.settings}")
        forms = self.environment.app.services.forms
        for sample in make_samples(forms["marketplace-migration"], forms["cloud-interest"], clock()):
            self._samples[server.deliver(sample.raw, VENDOR)] = sample
        self._before = {message.uid: message.flags for message in server.stored(VENDOR)}
        self.console.say(f"{len(self._samples)} mails are there. The worker polls the mailbox.")

    def _read(self) -> None:
        self._run_pass()
        for uid, sample in self._samples.items():
            self._judge(sample, self._outcomes.get(uid))

    def _judge(self, sample: DemoMail, outcome: IngestOutcome | None) -> None:
        ours = sample.kind.value in ("migration_request", "cloud_interest")
        if outcome is None:
            self._expect(self.stop.is_set(), f"{sample.name}: the worker did not see this mail")
            return
        self._expect(
            (outcome.disposition in OURS) == ours, f"{sample.name}: was taken as {outcome.disposition}"
        )
        if ours and outcome.request is not None:
            asked = outcome.request.ask
            self._expect(asked == sample.ask, f"{sample.name}: asked for {', '.join(asked) or 'nothing'}")
            complete = outcome.request.state in _COMPLETE
            self._expect(complete != bool(sample.ask), f"{sample.name}: is {outcome.request.state}")
            self._expect(
                bool(self.environment.server.messages(sample.sender)),
                f"{sample.name}: its sender got no letter",
            )

    def _answer(self) -> None:
        sample = next(sample_ for sample_ in self._samples.values() if sample_.ask)
        self.console.act("A customer answers the worker's letter")
        inbox = self.environment.server.messages(sample.sender)
        if not inbox:
            self.amiss.append(f"{sample.name}: there is no letter to answer")
            return
        uid = self.environment.server.deliver(answer_to(inbox[-1], sample.answers, clock()), VENDOR)
        self._run_pass()
        outcome = self._outcomes.get(uid)
        state = outcome.request.state if outcome and outcome.request else "not known"
        self._expect(state in _COMPLETE, f"{sample.name}: after the answer its request is {state}")

    def _review(self) -> None:
        self.console.act("Staff approve a request and enter its SEN")
        found = next((one.request for one in self._outcomes.values() if _is_ready(one.request)), None)
        if found is None:
            self.amiss.append("no request is ready for review")
            return
        services = self.environment.app.services
        self.console.say("No letter with a SEN leaves before a person has approved the request. Staff type:")
        try:
            self.console.command(self.environment.command("queue", "approve", found.reference))
            self._show_request(review_actions.approve(services, found.reference, STAFF))
            self.console.command(
                self.environment.command("queue", "complete", found.reference, "--sen", _SEN)
            )
            self._show_request(review_actions.complete(services, found.reference, [_SEN], STAFF))
        except RefusedError as error:
            self.amiss.append(str(error))
            return
        self._shown_in_full = frozenset({LetterKind.SEN_CONFIRMATION})
        self._run_pass()
        mails = [parse(raw) for raw in self.environment.server.messages(found.requester.addr)]
        confirmed = any(_SEN in str(mail.get_body(("plain",))) for mail in mails)
        self._expect(confirmed, f"{found.reference}: the confirmation with the SEN did not arrive")

    def _look_at_queue(self) -> None:
        self.console.act("The queue as staff see it")
        self.console.command(self.environment.command("queue", "list"))
        self.console.queue(
            row_lists.requests(self.environment.app.services.store, self.environment.app.services.forms)
        )

    def _compare(self) -> None:
        self.console.act("Mail that is not for the worker stayed as it was")
        after = {message.uid: message.flags for message in self.environment.server.stored(VENDOR)}
        rows = []
        for uid, outcome in self._outcomes.items():
            if uid not in self._samples or outcome.disposition in OURS:
                continue
            subject = str(parse(self._samples[uid].raw)["Subject"])
            was, now = self._before[uid], after.get(uid)
            rows.append((subject, _flags(was), "gone" if now is None else _flags(now)))
            self._expect(was == now, f"{self._samples[uid].name}: its flags changed")
        self.console.flags(rows)
        untouched = sum(1 for _, was, now in rows if was == now)
        self.console.say(f"{untouched} of {len(rows)} lie where they were, with the flags they had.")

    def _explain(self) -> None:
        server = self.environment.server
        self.console.act("Your turn: the worker goes on and answers whoever writes")
        self.console.say(f"Send a mail: fill in the form in {self.environment.mail} and type:")
        self.console.command(self.environment.sending())
        self.console.say("Open the staff pages; the link signs you in without a password, and works once:")
        self.console.link(self.environment.welcome)
        self.console.say(
            "Or in another terminal, see what waits for staff, approve a request and complete it:"
        )
        found = self._first_ready()
        ready = found.reference if found else "REFERENCE"
        self.console.command(self.environment.command("queue", "list"))
        self.console.command(self.environment.command("queue", "approve", ready))
        self.console.command(self.environment.command("queue", "complete", ready, "--sen", "SEN-7654321"))
        self.console.say(
            f"A mail program works too, without TLS: IMAP {HOST}:{server.imap_port}, SMTP {HOST}:"
            f"{server.smtp_port},\nuser {VENDOR} or {YOU}, password {PASSWORD}."
        )
        self.console.say("Ctrl-C ends the demo.", "bold")

    def _run_pass(self) -> None:
        watchers = Watchers(message=self._on_message, letter=self._on_letter)
        self.amiss += run_once(self.environment.app, self.stop, watchers)

    def _on_message(self, outcome: IngestOutcome) -> None:
        uid = outcome.place.uid
        self._outcomes[uid] = outcome
        title, sender = self._introduce(uid)
        self.console.mail(title, sender)
        self.console.detail("taken as", f"{outcome.disposition}: {outcome.reason}")
        if outcome.request is not None:
            form = self.environment.app.services.forms[outcome.request.form]
            self.console.request(outcome.request, [field_.name for field_ in form.fields])

    def _introduce(self, uid: int) -> tuple[str, str]:
        if (sample := self._samples.get(uid)) is not None:
            return sample.title, sample.sender
        raw = next(
            (message.raw for message in self.environment.server.stored(VENDOR) if message.uid == uid), b""
        )
        mail = parse(raw)
        return str(mail["Subject"] or "(no subject)").strip(), parseaddr(str(mail["From"] or ""))[1]

    def _on_letter(self, letter: Letter, _raw: bytes) -> None:
        if not self._letters:
            self.console.act("What customers find in their mailboxes")
        self._letters.append(letter)
        self.console.mail(f"letter {letter.kind} for", letter.to)
        self.console.detail("subject", letter.subject)
        if letter.kind in self._shown_in_full:
            self.console.letter(self.environment.server.messages(letter.to)[-1])
            # One of a kind shows what they are like; the rest would only be more of it.
            self._shown_in_full -= {letter.kind}

    def _on_visitor_letter(self, letter: Letter, raw: bytes) -> None:
        self.console.mail(f"letter {letter.kind} for", letter.to)
        self.console.letter(raw)

    def _show_request(self, request: Request) -> None:
        self.console.detail("request", f"{request.reference} is {request.state}", "green")

    def _first_ready(self) -> Request | None:
        with self.environment.app.services.store.read() as tx:
            found = [*tx.requests.listed([State.READY_FOR_REVIEW])]
        return next((request for request in found if not request.attention), None)

    def _expect(self, fulfilled: bool, otherwise: str) -> None:  # noqa: FBT001
        if not fulfilled:
            self.amiss.append(otherwise)


def _is_ready(request: Request | None) -> bool:
    return request is not None and request.state is State.READY_FOR_REVIEW


def _flags(flags: frozenset[str]) -> str:
    return " ".join(sorted(flags)) or "none"
