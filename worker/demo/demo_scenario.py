"""The story that the demonstration tells, act by act, and whether it came out as it should."""

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

    stage: DemoEnvironment
    teller: DemoConsole
    stop: threading.Event
    amiss: list[str] = field(default_factory=list)
    _samples: dict[int, DemoMail] = field(default_factory=dict)  # by UID in the vendor's mailbox
    _before: dict[int, frozenset[str]] = field(default_factory=dict)  # flags, by UID
    _outcomes: dict[int, IngestOutcome] = field(default_factory=dict)  # by UID
    _letters: list[Letter] = field(default_factory=list)
    _whole: frozenset[LetterKind] = frozenset({LetterKind.MISSING_FIELDS})  # kinds still shown in full

    def recall(self) -> None:
        """What happened before the story begins."""
        stage = self.stage
        self.teller.act("Some weeks of work lie behind: customers wrote, and staff answered")
        past = DemoHistory(app=stage.app, server=stage.server, stop=self.stop, now=clock(), me=STAFF)
        past.play()
        self.amiss += past.amiss
        with stage.app.services.store.read() as tx:
            found = [*tx.requests.listed([])]
        flagged = sum(1 for request in found if request.attention)
        self.teller.say(f"{len(found)} requests, of which {flagged} ask for a person's attention.")

    def play(self) -> None:
        """All acts, until `stop` is set."""
        for act in (self._arrive, self._read, self._answer, self._review, self._look_at_queue, self._compare):
            if self.stop.is_set():
                return
            act()

    def go_on(self) -> None:
        """Answer whoever sends mail, until `stop` is set."""
        self._explain()
        self._whole = frozenset(LetterKind)
        # Each letter that is sent from now on is somebody's at the keyboard, who wants to read it.
        watchers = Watchers(message=self._heard, letter=self._sent_by_hand)
        run_worker(self.stage.app, self.stop, watchers, self.stage.pages)
        self.teller.say("\nThe demo has ended; nothing of it is left on this machine.")

    def _arrive(self) -> None:
        server = self.stage.server
        self.teller.act("A busy morning: mail reaches the sales mailbox")
        self.teller.say(f"Mail server: IMAP {HOST}:{server.imap_port}, SMTP {HOST}:{server.smtp_port}")
        self.teller.say(f"Mailbox: {VENDOR}   Database: SQLite, beside {self.stage.settings}")
        forms = self.stage.app.services.forms
        for sample in make_samples(forms["marketplace-migration"], forms["cloud-interest"], clock()):
            self._samples[server.deliver(sample.raw, VENDOR)] = sample
        self._before = {message.uid: message.flags for message in server.stored(VENDOR)}
        self.teller.say(f"{len(self._samples)} mails are there. The worker polls the mailbox.")

    def _read(self) -> None:
        self._pass()
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
                bool(self.stage.server.messages(sample.sender)), f"{sample.name}: its sender got no letter"
            )

    def _answer(self) -> None:
        sample = next(one for one in self._samples.values() if one.ask)
        self.teller.act("A customer answers the worker's letter")
        inbox = self.stage.server.messages(sample.sender)
        if not inbox:
            self.amiss.append(f"{sample.name}: there is no letter to answer")
            return
        uid = self.stage.server.deliver(answer_to(inbox[-1], sample.answers, clock()), VENDOR)
        self._pass()
        outcome = self._outcomes.get(uid)
        state = outcome.request.state if outcome and outcome.request else "not known"
        self._expect(state in _COMPLETE, f"{sample.name}: after the answer its request is {state}")

    def _review(self) -> None:
        self.teller.act("Staff approve a request and enter its SEN")
        found = next((one.request for one in self._outcomes.values() if _is_ready(one.request)), None)
        if found is None:
            self.amiss.append("no request is ready for review")
            return
        services = self.stage.app.services
        self.teller.say("No letter with a SEN leaves before a person has approved the request. Staff type:")
        try:
            self.teller.command(self.stage.command("queue", "approve", found.reference))
            self._told(review_actions.approve(services, found.reference, STAFF))
            self.teller.command(self.stage.command("queue", "complete", found.reference, "--sen", _SEN))
            self._told(review_actions.complete(services, found.reference, [_SEN], STAFF))
        except RefusedError as error:
            self.amiss.append(str(error))
            return
        self._whole = frozenset({LetterKind.SEN_CONFIRMATION})
        self._pass()
        got = [parse(raw) for raw in self.stage.server.messages(found.requester.addr)]
        told = any(_SEN in str(mail.get_body(("plain",))) for mail in got)
        self._expect(told, f"{found.reference}: the confirmation with the SEN did not arrive")

    def _look_at_queue(self) -> None:
        self.teller.act("The queue as staff see it")
        self.teller.command(self.stage.command("queue", "list"))
        self.teller.queue(row_lists.requests(self.stage.app.services.store, self.stage.app.services.forms))

    def _compare(self) -> None:
        self.teller.act("Mail that is not for the worker stayed as it was")
        after = {message.uid: message.flags for message in self.stage.server.stored(VENDOR)}
        rows = []
        for uid, outcome in self._outcomes.items():
            if uid not in self._samples or outcome.disposition in OURS:
                continue
            subject = str(parse(self._samples[uid].raw)["Subject"])
            was, now = self._before[uid], after.get(uid)
            rows.append((subject, _flags(was), "gone" if now is None else _flags(now)))
            self._expect(was == now, f"{self._samples[uid].name}: its flags changed")
        self.teller.flags(rows)
        untouched = sum(1 for _, was, now in rows if was == now)
        self.teller.say(f"{untouched} of {len(rows)} lie where they were, with the flags they had.")

    def _explain(self) -> None:
        server = self.stage.server
        self.teller.act("Your turn: the worker goes on and answers whoever writes")
        self.teller.say(f"Send a mail: fill in the form in {self.stage.mail} and type:")
        self.teller.command(self.stage.sending())
        self.teller.say("Open the staff pages; the link signs you in without a password, and works once:")
        self.teller.link(self.stage.welcome)
        self.teller.say(
            "Or in another terminal, see what waits for staff, approve a request and complete it:"
        )
        found = self._first_ready()
        ready = found.reference if found else "REFERENCE"
        self.teller.command(self.stage.command("queue", "list"))
        self.teller.command(self.stage.command("queue", "approve", ready))
        self.teller.command(self.stage.command("queue", "complete", ready, "--sen", "SEN-7654321"))
        self.teller.say(
            f"A mail program works too, without TLS: IMAP {HOST}:{server.imap_port}, SMTP {HOST}:"
            f"{server.smtp_port},\nuser {VENDOR} or {YOU}, password {PASSWORD}."
        )
        self.teller.say("Ctrl-C ends the demo.", "bold")

    def _pass(self) -> None:
        told = Watchers(message=self._heard, letter=self._sent)
        self.amiss += run_once(self.stage.app, self.stop, told)

    def _heard(self, outcome: IngestOutcome) -> None:
        uid = outcome.place.uid
        self._outcomes[uid] = outcome
        title, sender = self._introduce(uid)
        self.teller.mail(title, sender)
        self.teller.detail("taken as", f"{outcome.disposition}: {outcome.reason}")
        if outcome.request is not None:
            form = self.stage.app.services.forms[outcome.request.form]
            self.teller.request(outcome.request, [one.name for one in form.fields])

    def _introduce(self, uid: int) -> tuple[str, str]:
        if (sample := self._samples.get(uid)) is not None:
            return sample.title, sample.sender
        raw = next((one.raw for one in self.stage.server.stored(VENDOR) if one.uid == uid), b"")
        mail = parse(raw)
        return str(mail["Subject"] or "(no subject)").strip(), parseaddr(str(mail["From"] or ""))[1]

    def _sent(self, letter: Letter, _raw: bytes) -> None:
        if not self._letters:
            self.teller.act("What customers find in their mailboxes")
        self._letters.append(letter)
        self.teller.mail(f"letter {letter.kind} for", letter.to)
        self.teller.detail("subject", letter.subject)
        if letter.kind in self._whole:
            self.teller.letter(self.stage.server.messages(letter.to)[-1])
            # One of a kind shows what they are like; the rest would only be more of it.
            self._whole -= {letter.kind}

    def _sent_by_hand(self, letter: Letter, raw: bytes) -> None:
        self.teller.mail(f"letter {letter.kind} for", letter.to)
        self.teller.letter(raw)

    def _told(self, request: Request) -> None:
        self.teller.detail("request", f"{request.reference} is {request.state}", "green")

    def _first_ready(self) -> Request | None:
        with self.stage.app.services.store.read() as tx:
            found = [*tx.requests.listed([State.READY_FOR_REVIEW])]
        return next((request for request in found if not request.attention), None)

    def _expect(self, fulfilled: bool, otherwise: str) -> None:  # noqa: FBT001
        if not fulfilled:
            self.amiss.append(otherwise)


def _is_ready(request: Request | None) -> bool:
    return request is not None and request.state is State.READY_FOR_REVIEW


def _flags(flags: frozenset[str]) -> str:
    return " ".join(sorted(flags)) or "none"
