"""Customers with a truth, a language, a mail client and mistakes: their words count, or a person is told."""

import os
import re
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, field, replace
from datetime import timedelta
from email.message import EmailMessage
from email.utils import parseaddr
from itertools import count
from pathlib import Path
from tempfile import TemporaryDirectory

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    invariant,
    precondition,
    rule,
    run_state_machine_as_test,
)

from tests.acceptance.played import same_value
from tests.integration import clients
from tests.integration.local_worker import ANSWERS, FORMS, LocalWorker, form, mail
from tests.integration.speech import SPEECHES, Speech
from tests.samples import shapes
from tests.servers.databases import new_sqlite
from worker.errors import WorkerError
from worker.requests.request_model import Disposition, Request, State
from worker.requests.review_rules import license_keys
from worker.services.outbox.reminders import pass_time
from worker.services.review import review_actions
from worker.store.transactions import Store

#: How many conversations are played; `make conversations` plays many.
EXAMPLES = int(os.environ.get("CONVERSATIONS", "5"))
STEPS = 10
ASKED = [name for name in ANSWERS if name != "expert_email"]
CLIENTS = [
    clients.gmail, clients.gmail_android, clients.gmail_trimmed, clients.apple, clients.iphone,
    clients.thunderbird_flowed, clients.outlook, clients.outlook_text, clients.outlook_mobile,
    clients.yahoo, clients.notes, clients.k9, clients.samsung, clients.proton, clients.gmx,
]  # fmt: skip
INLINE = [
    clients.gmail,
    clients.apple,
    clients.thunderbird,
    clients.outlook,
    clients.outlook_text,
    clients.iphone,
]
FIRST = [
    "plain",
    "outlook",
    "owa",
    "gmail",
    "apple",
    "iphone",
    "yahoo",
    "thunderbird",
    "zimbra",
    "k9",
    "samsung",
]
PEOPLE = [
    ("Per Ek", "Brofabriken AB", "Kajen 4, 252 23 Helsingborg, Sweden"),
    ("Sabine Reuter", "Glashütte Reuter GmbH", "Am Ofen 7, 98724 Neuhaus, Deutschland"),
    ("Maud Garnier", "Ateliers Garnier SARL", "4 quai de la Fosse, 44000 Nantes, France"),
    ("Lucía Arriaga", "Bodegas Arriaga S.A.", "Calle Mayor 12, 26001 Logroño, España"),
    ("Rui Teles", "Marinha Sal Lda", "Rua das Salinas 3, 3800-222 Aveiro, Portugal"),
    ("Bruna Corsi", "Vetreria Corsi S.r.l.", "Via dei Vetrai 9, 30141 Venezia, Italia"),
    ("Wim Bos", "Scheepswerf Bos BV", "Havenweg 3, 8861 AA Harlingen, Nederland"),
    ("Ewa Nowak", "Tkalnia Nowak S.A.", "ul. Prosta 5, 90-001 Łódź, Polska"),
    ("田中 花子", "墨田工業株式会社", "〒130-0001 東京都墨田区吾妻橋1-2-3 日本"),
]


MISTAKES = ["", "", "wrapped", "wrong_key", "blank_in_address", "prompts_deleted", "remark", "own_labels"]


@dataclass(eq=False)
class Customer:
    """Somebody with one license: what is true, how they speak, and what they said last."""

    speech: Speech
    client: Callable[..., bytes]  #: of their replies
    address: str
    name: str
    truth: dict[str, str]
    said: dict[str, str] = field(default_factory=dict)
    told: set[str] = field(default_factory=set)  #: fields of which a person was told that they differ
    accounts: set[str] = field(default_factory=set)  #: that they have named
    request: int | None = None


def is_said(name: str, found: object, said: object) -> bool:
    """Equal by the corpus's rules; a dot at the end may be that of "Lda." or of the sentence."""
    if name == "organization" and isinstance(found, str):
        return same_value(name, found.rstrip("."), str(said).rstrip("."))
    return same_value(name, found, said)


class Speaking(RuleBasedStateMachine):
    """A few customers, each with a language and a mail client, and staff who look at what they are shown."""

    def __init__(self) -> None:
        super().__init__()
        self.folder = TemporaryDirectory()
        self.store = Store(new_sqlite(Path(self.folder.name) / "worker.db"))
        self.worker = LocalWorker(self.store)
        self.worker.policy = replace(
            self.worker.policy,
            letters_per_address_per_day=99,
            letters_per_domain_per_day=999,
            letters_per_request=99,
            letters_to_strangers_per_hour=999,
        )
        self.customers: list[Customer] = []
        self.letters: dict[int, EmailMessage] = {}  #: the last one of each request
        self.numbers = count(1)
        self.last = ""

    def teardown(self) -> None:
        self.store.close()
        self.folder.cleanup()

    # --- the post ------------------------------------------------------------------------------------

    def bring(self, who: Customer, raw: bytes) -> None:
        self.worker.now += timedelta(minutes=7)
        raw = raw.replace(b"<reply@engines.test>", b"<%d@mail.test>" % next(self.numbers))
        self.last = raw.decode(errors="replace")
        outcome = self.worker.receive(raw)
        assert outcome.disposition in {Disposition.REQUEST, Disposition.REPLY}, (outcome.reason, self.last)
        if outcome.request is not None and who.request is None:
            who.request = outcome.request.id
        self.post()
        self.look(who)

    def post(self) -> None:
        for letter in self.worker.send():
            for request in self.requests():
                if request.reference in str(letter["Subject"]):
                    self.letters[request.id or 0] = letter
                    self.is_to_its_customer(letter, request)

    def is_to_its_customer(self, letter: EmailMessage, request: Request) -> None:
        who = next(one for one in self.customers if one.request == request.id)
        theirs = {who.address, who.truth["account_email"], *who.accounts}
        assert parseaddr(str(letter["To"]))[1] in theirs

    def requests(self) -> list[Request]:
        with self.store.read() as tx:
            return list(tx.requests.listed())

    def of(self, who: Customer) -> Request:
        return self.worker.request(who.request)

    def look(self, who: Customer) -> None:
        """Staff see what they are told; what is not as it was said is among it, or is asked for."""
        request = self.of(who)
        found = {name: one.value for name, one in request.fields.items()}
        differ = {name for name, said in who.said.items() if not is_said(name, found.get(name), said)}
        if request.attention:
            who.told = differ
            for reason in request.attention:
                with suppress(WorkerError):
                    review_actions.settle(self.worker.services, request.reference, str(reason), "olga")
        silent = differ - who.told - {*request.ask}
        assert not silent, ({name: (found.get(name), who.said[name]) for name in silent}, self.last)

    # --- customers -----------------------------------------------------------------------------------

    @precondition(lambda self: len(self.customers) < 3)
    @rule(
        code=st.sampled_from(sorted(SPEECHES)),
        person=st.sampled_from(PEOPLE),
        reply_client=st.sampled_from(CLIENTS),
        first=st.sampled_from(FIRST),
        missing=st.sets(st.sampled_from(ASKED), max_size=3),
        mistake=st.sampled_from(MISTAKES),
    )
    def opens(
        self,
        code: str,
        person: tuple[str, str, str],
        reply_client: Callable[..., bytes],
        first: str,
        missing: set[str],
        mistake: str,
    ) -> None:
        number = next(self.numbers)
        name, organization, address = person
        truth = {
            "license_key": shapes.make_key(f"truth {number}"),
            "account_email": f"jira@shop{number}.test",
            "holder_name": name,
            "organization": organization,
            "address": address,
        }
        who = Customer(
            speech=SPEECHES[code],
            client=reply_client,
            address=f"me@shop{number}.test",
            name=name,
            truth=truth,
        )
        who.accounts.add(truth["account_email"])
        given = {key: value for key, value in truth.items() if key not in missing}
        if mistake == "wrong_key" and "license_key" in given:
            given["license_key"] = shapes.make_key(f"wrong {number}")
        who.said = dict(given)
        if mistake == "blank_in_address" and "account_email" in given:
            given["account_email"] = given["account_email"].replace("@", " @")
            who.said.pop("account_email")
        self.customers.append(who)
        text = f"{who.speech.hello}\n\n{self.form_of(who, given, mistake)}\n{who.speech.bye}\n{name}"
        raw = shapes.make(
            client=first,
            text=text,
            sender=f"{name} <{who.address}>",
            subject=FORMS["marketplace-migration"].subject,
            wrap=60 if mistake == "wrapped" else 0,
        )
        raw = re.sub(rb"Message-ID: <[^>]*>", b"Message-ID: <reply@engines.test>", raw)
        raw = raw.replace(b"sales@balsamiq.com", clients.VENDOR.encode())
        self.bring(who, re.sub(rb"\r?\n", b"\r\n", raw))

    def form_of(self, who: Customer, given: dict[str, str], mistake: str) -> str:
        if mistake == "own_labels":
            statement = form().split("The information")[0]
            labels = who.speech.labels
            return statement + "".join(f"{labels[name]}: {given[name]}\n" for name in ASKED if name in given)
        text = form(**{**dict.fromkeys(ASKED, ""), **given})
        if mistake == "remark":
            return text + "Our Jira: jira.acme.example\n"
        if mistake != "prompts_deleted":
            return text
        blank = (":", "account")
        return "\n".join(
            line for line in text.split("\n") if not (line[:1].isdigit() and line.rstrip().endswith(blank))
        )

    def answering(self) -> list[Customer]:
        return [one for one in self.customers if one.request in self.letters]

    @precondition(lambda self: self.answering())
    @rule(
        data=st.data(),
        style=st.sampled_from(["labels", "told", "one_line", "inline", "all_at_once", "bare", "new_mail"]),
    )
    def answers(self, data: st.DataObject, style: str) -> None:
        who = data.draw(st.sampled_from(self.answering()))
        open_ones = [name for name in self.of(who).ask if name in who.truth]
        if not open_ones or self.of(who).state not in {State.NEEDS_INFO, State.READY_FOR_REVIEW}:
            return
        names = (
            open_ones if style == "all_at_once" else open_ones[: data.draw(st.integers(1, len(open_ones)))]
        )
        typed, inside = self.typed(who, names, style)
        if not typed and not inside:
            return
        who.said |= {name: who.truth[name] for name in names}
        who.told -= {*names}
        client = data.draw(st.sampled_from(INLINE)) if inside else who.client
        self.reply(who, typed, inside, client, threaded=style != "new_mail")

    def typed(self, who: Customer, names: list[str], style: str) -> tuple[str, dict[int, str]]:
        speech, truth = who.speech, who.truth
        if style == "inline":
            return "", {ASKED.index(name) + 1: truth[name] for name in names}
        if style == "bare":
            return (truth[names[0]], {}) if len(self.of(who).ask) == 1 else ("", {})
        if style == "told" and all(name in speech.told for name in names):
            return "\n".join(speech.told[name][-1].format(truth[name]) for name in names), {}
        parts = [f"{speech.labels[name]}: {truth[name]}" for name in names]
        one_line = style == "one_line" and not {"address", "license_key"} & {*names}
        return (", " if one_line else "\n").join(parts), {}

    def reply(
        self,
        who: Customer,
        typed: str,
        inside: dict[int, str],
        client: Callable[..., bytes],
        *,
        threaded: bool = True,
    ) -> None:
        letter = self.letters[who.request or 0]
        text = f"{who.speech.hello}\n\n{typed}\n\n{who.speech.bye}\n{who.name}" if typed else ""
        sender = f"{who.name} <{who.address}>"
        if inside:
            self.bring(who, client(letter, text, inside, sender=sender))
        elif threaded:
            self.bring(who, client(letter, text, sender=sender))
        else:
            self.bring(who, mail(text, sender, "Balsamiq", Message_ID="<reply@engines.test>"))

    @precondition(lambda self: self.answering())
    @rule(data=st.data(), name=st.sampled_from(["organization", "license_key", "address", "account_email"]))
    def puts_right(self, data: st.DataObject, name: str) -> None:
        who = data.draw(st.sampled_from(self.answering()))
        if name not in who.speech.corrects or self.of(who).state not in {
            State.NEEDS_INFO,
            State.READY_FOR_REVIEW,
        }:
            return
        number = next(self.numbers)
        new = {
            "organization": f"Neuland {number} GmbH",
            "license_key": shapes.make_key(f"truth {number}"),
            "address": f"Hafenstraße {number}, 24103 Kiel, Germany",
            "account_email": f"new{number}@{who.address.partition('@')[2]}",
        }[name]
        who.truth[name] = who.said[name] = new
        who.accounts.add(who.truth["account_email"])
        who.told.discard(name)
        self.reply(who, who.speech.corrects[name].format(new), {}, who.client)

    @precondition(lambda self: self.answering())
    @rule(data=st.data())
    def says_yes(self, data: st.DataObject) -> None:
        who = data.draw(st.sampled_from(self.answering()))
        if tuple(self.of(who).ask) == ("confirmation",):
            self.reply(who, who.speech.yes, {}, who.client)

    @precondition(lambda self: self.answering())
    @rule(data=st.data())
    def thanks(self, data: st.DataObject) -> None:
        who = data.draw(st.sampled_from(self.answering()))
        before = self.of(who)
        self.reply(who, data.draw(st.sampled_from(who.speech.thanks)), {}, who.client)
        after = self.of(who)
        assert (before.fields, before.ask, before.state) == (after.fields, after.ask, after.state), self.last

    @precondition(lambda self: self.answering())
    @rule(data=st.data(), takes_back=st.booleans())
    def asks_or_takes_back(self, data: st.DataObject, *, takes_back: bool) -> None:
        who = data.draw(st.sampled_from(self.answering()))
        before = self.of(who)
        self.look(who)
        events = self.events(who)
        self.reply(who, who.speech.takes_back if takes_back else who.speech.asks, {}, who.client)
        told = [one for one in self.events(who)[len(events) :] if one == "attention"]
        assert told, self.last
        assert before.fields == self.of(who).fields, self.last

    def events(self, who: Customer) -> list[str]:
        with self.store.read() as tx:
            return [event.what for event in tx.requests.events(who.request or 0)]

    # --- staff ---------------------------------------------------------------------------------------

    @precondition(lambda self: self.answering())
    @rule(data=st.data(), verb=st.sampled_from(["approve", "complete", "ask", "reopen", "reject"]))
    def staff_act(self, data: st.DataObject, verb: str) -> None:
        who = data.draw(st.sampled_from(self.answering()))
        services, name = self.worker.services, self.of(who).reference
        acts: dict[str, Callable[[], object]] = {
            "approve": lambda: review_actions.approve(services, name, "olga"),
            "complete": lambda: review_actions.complete(
                services, name, [f"SEN-{next(self.numbers)}"], "olga"
            ),
            "ask": lambda: review_actions.ask(services, name, ["address"], "", "olga"),
            "reopen": lambda: review_actions.reopen(services, name, "olga"),
            "reject": lambda: review_actions.reject(services, name, "not_found", "", "olga"),
        }
        with suppress(WorkerError):
            acts[verb]()
        self.post()

    @rule(hours=st.sampled_from([1, 30, 24 * 8]))
    def time_passes(self, hours: int) -> None:
        self.worker.now += timedelta(hours=hours)
        pass_time(self.worker.services)
        self.post()

    @invariant()
    def each_has_one_request(self) -> None:
        assert len(self.requests()) == len(self.customers), self.last

    @invariant()
    def each_has_one_license(self) -> None:
        for who in self.customers:
            assert len(license_keys(self.of(who))) <= 1, self.last


def test_speaking_customers_are_heard() -> None:
    run_state_machine_as_test(
        Speaking,
        settings=settings(
            max_examples=EXAMPLES,
            stateful_step_count=STEPS,
            suppress_health_check=list(HealthCheck),
            deadline=None,
        ),
    )
