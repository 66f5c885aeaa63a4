"""Any conversation with customers, staff, machines and delays keeps the installation's promises."""

import os
from collections import Counter
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, field, replace
from datetime import timedelta
from email.message import EmailMessage
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

from tests.integration.local_worker import ANSWERS, KEY, OTHER_KEY, LocalWorker, form, mail, quoted
from tests.servers.databases import new_sqlite
from worker.errors import WorkerError
from worker.requests import states
from worker.requests.merge_answers import mask_key
from worker.requests.request_model import CUSTOMER, WORKER, Disposition, LetterKind, LetterState, State
from worker.requests.review_rules import license_keys
from worker.requests.sending.outdated_letters import find_overtaking
from worker.services.outbox.reminders import pass_time
from worker.services.review import review_actions
from worker.store.transactions import Store

ADA, COLLEAGUE, STRANGER = "ada@engines.test", "bo@engines.test", "eve@elsewhere.test"
#: How many conversations are played; `make conversations` plays many.
EXAMPLES = int(os.environ.get("CONVERSATIONS", "15"))
ASKED = [name for name in ANSWERS if name != "expert_email"]
BARE = {**ANSWERS, "license_key": OTHER_KEY}
FOREIGN = "account@elsewhere.test"  #: only ever named by somebody who did not make the request
#: What customers tell of where it runs and of levels, in answer to us.
WHERE_IT_RUNS = (
    "We are on Atlassian Cloud now.",
    "Yes, we run Jira Data Center with 500 users.",
    "We do not want to match the level.",
    "Does it have to be Server?",
    "Yes, I confirm: it is our own server, and we will match its level.",
    "Please put me on the list.",
)
TO_A_PERSON = {ADA, COLLEAGUE, STRANGER, "licenses@engines.test"}


@dataclass
class Seen:
    """What the customers hold in their hands."""

    letters: list[EmailMessage] = field(default_factory=list)
    mails: list[bytes] = field(default_factory=list)


class Conversation(RuleBasedStateMachine):
    """One mailbox, a few people who write to it, and staff."""

    def __init__(self) -> None:
        super().__init__()
        self.folder = TemporaryDirectory()
        self.store = Store(new_sqlite(Path(self.folder.name) / "worker.db"))
        self.worker = LocalWorker(self.store)
        self.worker.policy = replace(self.worker.policy, trusted_authserv_ids=frozenset({"mx.vendor.test"}))
        self.seen = Seen()
        self.numbers = count(1)
        self.taken: Counter[Disposition] = Counter()

    def teardown(self) -> None:
        self.store.close()
        self.folder.cleanup()

    def bring(self, raw: bytes) -> None:
        before = self.letter_count()
        outcome = self.worker.receive(raw)
        self.taken[outcome.disposition] += 1
        self.seen.mails.append(raw)
        quiet = {
            Disposition.DUPLICATE,
            Disposition.AUTO_REPLY,
            Disposition.BOUNCE,
            Disposition.IGNORED,
            Disposition.OWN,
        }
        if outcome.disposition in quiet:
            assert self.letter_count() == before
        if outcome.disposition is Disposition.REPLY and outcome.request is not None:
            self.is_heard(outcome.request.id or 0, outcome.reason)

    def is_heard(self, request_id: int, reason: str) -> None:
        """A mail of a customer's has an effect, or a person is told, or it is thanks or nothing new."""
        with self.store.read() as tx:
            request = tx.requests.get(request_id)
            last = tx.requests.events(request_id)[-1]
        assert request is not None
        assert request.attention or last.what != "message" or "nothing new" in reason

    def letter_count(self) -> int:
        with self.store.read() as tx:
            return sum(1 for _ in tx.letters.listed())

    def reply(self, text: str, sender: str, **headers: str) -> bytes:
        letter = self.seen.letters[-1]
        return mail(
            f"{text}\n\n{quoted(letter)}",
            sender,
            str(letter["Subject"]),
            Message_ID=f"<{next(self.numbers)}@engines.test>",
            In_Reply_To=str(letter["Message-ID"]),
            **headers,
        )

    @rule(missing=st.sets(st.sampled_from(ASKED)), sender=st.sampled_from([ADA, COLLEAGUE]))
    def asks(self, missing: set[str], sender: str) -> None:
        text = form(**dict.fromkeys(missing, ""))
        self.bring(mail(text, sender, Message_ID=f"<{next(self.numbers)}@engines.test>"))

    @precondition(lambda self: self.seen.letters)
    @rule(name=st.sampled_from(ASKED), sender=st.sampled_from([ADA, ADA, COLLEAGUE, STRANGER]))
    def answers(self, name: str, sender: str) -> None:
        text = BARE[name] if sender == ADA or name != "account_email" else FOREIGN
        self.bring(self.reply(text, sender))

    @rule(number=st.integers(1, 4), missing=st.sets(st.sampled_from(ASKED[1:])))
    def asks_for_another_license(self, number: int, missing: set[str]) -> None:
        text = form(**{**dict.fromkeys(missing, ""), "license_key": KEY[:-8] + f"{number:07d}="})
        self.bring(mail(text, ADA, Message_ID=f"<{next(self.numbers)}@engines.test>"))

    @rule(numbers=st.lists(st.integers(1, 12), min_size=2, max_size=10, unique=True))
    def asks_for_several_clients_at_once(self, numbers: list[int]) -> None:
        forms = [
            form(
                license_key=KEY[:-8] + f"{number:07d}=",
                account_email=f"it@client{number}.engines.test",
                organization=f"Client {number} Ltd",
            )
            for number in numbers
        ]
        self.bring(mail("\n\n".join(forms), COLLEAGUE, Message_ID=f"<{next(self.numbers)}@engines.test>"))

    @precondition(lambda self: self.seen.letters)
    @rule(words=st.sampled_from(WHERE_IT_RUNS), sender=st.sampled_from([ADA, ADA, COLLEAGUE]))
    def tells_where_it_runs(self, words: str, sender: str) -> None:
        self.bring(self.reply(words, sender))

    @precondition(lambda self: self.seen.letters)
    @rule(as_ada=st.booleans(), refers=st.booleans())
    def somebody_lies(self, *, as_ada: bool, refers: bool) -> None:
        """They know the subject with its reference, perhaps a letter; our mail server sees through them."""
        letter = self.seen.letters[-1]
        about = {"In_Reply_To": str(letter["Message-ID"])} if refers else {}
        self.bring(
            mail(
                f"The myAtlassian account is {FOREIGN} now.",
                ADA if as_ada else STRANGER,
                str(letter["Subject"]),
                Message_ID=f"<{next(self.numbers)}@elsewhere.test>",
                Authentication_Results=f"mx.vendor.test; dmarc={'fail' if as_ada else 'pass'} header.from="
                + (ADA if as_ada else STRANGER).partition("@")[2],
                **about,
            )
        )

    @rule(sender=st.sampled_from([ADA, COLLEAGUE]))
    def answers_in_a_new_mail(self, sender: str) -> None:
        text = "Organization: Analytical Engines Ltd"
        self.bring(mail(text, sender, "The company", Message_ID=f"<{next(self.numbers)}@engines.test>"))

    @precondition(lambda self: self.seen.letters)
    @rule(
        words=st.sampled_from(
            ["Thanks!", "What is this?", "Please cancel.", "The account is x@y.test, sorry.", ""]
        )
    )
    def talks(self, words: str) -> None:
        self.bring(self.reply(words, ADA))

    @precondition(lambda self: self.seen.mails)
    @rule(data=st.data())
    def sends_again(self, data: st.DataObject) -> None:
        self.bring(data.draw(st.sampled_from(self.seen.mails)))

    @precondition(lambda self: self.seen.letters)
    @rule()
    def is_away(self) -> None:
        self.bring(self.reply("I am out of the office.", ADA, Auto_Submitted="auto-replied"))

    @rule()
    def chats(self) -> None:
        self.bring(
            mail("Are you free at noon?", ADA, "Lunch", Message_ID=f"<{next(self.numbers)}@engines.test>")
        )

    @rule(hours=st.sampled_from([1, 30, 24 * 8, 24 * 40]))
    def time_passes(self, hours: int) -> None:
        self.worker.now += timedelta(hours=hours)
        pass_time(self.worker.services)

    @rule()
    def outbox_is_emptied(self) -> None:
        self.seen.letters += self.worker.send()

    @rule(
        verb=st.sampled_from(["approve", "complete", "reject", "withdraw", "reopen", "answer", "ask"]),
        data=st.data(),
    )
    def staff_act(self, verb: str, data: st.DataObject) -> None:
        with self.store.read() as tx:
            names = [request.reference for request in tx.requests.listed()]
        if not names:
            return
        name, services = data.draw(st.sampled_from(names)), self.worker.services
        acts: dict[str, Callable[[], object]] = {
            "approve": lambda: review_actions.approve(services, name, "olga"),
            "complete": lambda: review_actions.complete(
                services, name, [f"SEN-{next(self.numbers)}"], "olga"
            ),
            "reject": lambda: review_actions.reject(services, name, "not_found", "", "olga"),
            "withdraw": lambda: review_actions.withdraw(services, name, "olga"),
            "reopen": lambda: review_actions.reopen(services, name, "olga"),
            "answer": lambda: review_actions.answer(services, name, "We will see.", "olga"),
            "ask": lambda: review_actions.ask(services, name, ["address"], "", "olga"),
        }
        with suppress(WorkerError):
            acts[verb]()

    @invariant()
    def found_is_accounted(self) -> None:
        with self.store.read() as tx:
            entries = Counter(entry.disposition for entry in tx.ledger.listed())
        assert entries == self.taken

    @invariant()
    def states_follow_the_table_and_staff_alone_approve(self) -> None:
        with self.store.read() as tx:
            for request in tx.requests.listed():
                state = State.NEEDS_INFO
                for event in tx.requests.events(request.id or 0):
                    if event.what != "state":
                        continue
                    assert event.old == state
                    state = State(str(event.new))
                    assert state in states.NEXT[State(str(event.old))]
                    if state in {State.APPROVED, State.COMPLETED, State.REJECTED}:
                        assert event.who not in {CUSTOMER, WORKER}
                assert request.state is state

    @invariant()
    def each_cause_has_one_letter_and_no_stranger_gets_one(self) -> None:
        with self.store.read() as tx:
            letters = list(tx.letters.listed())
            requesters = {request.id: request.requester.addr for request in tx.requests.listed()}
        kinds = Counter((one.request_id, one.kind, one.message_id) for one in letters)
        assert all(number == 1 for number in kinds.values())
        for letter in letters:
            assert letter.to == requesters[letter.request_id]
            assert letter.to in TO_A_PERSON
            assert letter.kind is not LetterKind.SEN_CONFIRMATION or letter.state is not LetterState.HELD

    @invariant()
    def no_letter_that_waits_says_what_is_not_so(self) -> None:
        with self.store.read() as tx:
            for letter in tx.letters.listed([LetterState.QUEUED, LetterState.DEFERRED, LetterState.HELD]):
                request = tx.requests.get(letter.request_id)
                assert request is not None
                held = letter.state is LetterState.HELD
                assert not find_overtaking(letter.kind, request, held=held, to=letter.to)

    @invariant()
    def each_license_is_completed_once(self) -> None:
        with self.store.read() as tx:
            done = [key for one in tx.requests.listed([State.COMPLETED]) for key in license_keys(one)]
        assert len(done) == len({*done})

    @invariant()
    def a_request_keeps_the_license_that_it_was_made_for(self) -> None:
        with self.store.read() as tx:
            for request in tx.requests.listed():
                keys = [event for event in tx.requests.events(request.id or 0) if event.name == "license_key"]
                changed = [event for event in keys if event.what == "field" and event.old]
                assert all(event.new == mask_key(OTHER_KEY) for event in changed)

    @invariant()
    def no_account_comes_from_anybody_but_the_requester(self) -> None:
        with self.store.read() as tx:
            for request in tx.requests.listed():
                account = request.fields.get("account_email")
                assert account is None or account.value != FOREIGN or request.requester.addr == COLLEAGUE


def test_any_conversation_keeps_the_promises() -> None:
    run_state_machine_as_test(
        Conversation,
        settings=settings(
            max_examples=EXAMPLES, stateful_step_count=15, suppress_health_check=list(HealthCheck)
        ),
    )
