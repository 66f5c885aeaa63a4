"""Two workers, a crash and a person, in every order that chance finds: the outbox and the leases as models.

Each step is one transaction of the real store; between two of them any worker may stand still for as long as
it likes, die, or be given up. What may be in doubt is told by the model, and nothing else may be.
"""

import subprocess
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from itertools import count

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule
from hypothesis.stateful import run_state_machine_as_test as run

from tests.integration.test_store import REQUEST
from worker.requests.request_model import LetterKind, LetterState
from worker.services.intake import folder_leases
from worker.services.outbox import deliver_letters as outbox
from worker.services.worker_identity import worker_name
from worker.smtp import Outcome, Permanent, Sent, Transient, Uncertain
from worker.store.records import Letter, LetterDecision, MessagePlace, NewLetter
from worker.store.transactions import Store

WORKERS = st.integers(0, 1)
SPANS = st.sampled_from(
    [timedelta(seconds=40), timedelta(minutes=2), timedelta(minutes=6), timedelta(minutes=20)]
)
LEASE = timedelta(seconds=folder_leases.LEASE_SECONDS)
numbers = count(1)


@dataclass
class Life:
    """One process; it is a real one, so that another worker can see whether it runs."""

    name: str
    process: "subprocess.Popen[bytes] | None"  #: None: on another machine, where nobody sees it
    identity: str = ""
    hand: tuple[Letter, Outcome | None] | None = None  #: the letter, and how it ended at the relay
    word: int = 0  #: how often a person had had that letter sent again when it was claimed
    reads_until: datetime | None = None  #: until when it takes the folder for its own

    def end(self) -> None:
        if self.process is not None:
            self.process.kill()
            self.process.wait()


@dataclass
class Context:
    """What the services want."""

    store: Store
    now: datetime = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)
    identity: str = ""

    def clock(self) -> datetime:
        return self.now


class Workers(RuleBasedStateMachine):
    """Two workers on one database, the first of them on this machine."""

    store: Store
    request_id: int

    def __init__(self) -> None:
        super().__init__()
        self.context = Context(self.store)
        self.lives = [self.born(0), self.born(1)]

    def born(self, number: int) -> Life:
        process = subprocess.Popen(["sleep", "600"]) if number == 0 else None
        pid, here = worker_name().rpartition("/")[2].partition("@")[::2]
        name = (
            worker_name().replace(f"/{pid}@", f"/{process.pid}@")
            if process
            else f"elsewhere/{next(numbers)}@{here}"
        )
        return Life(name=name, process=process, identity=f"{name}:{next(numbers)}")

    @rule(span=SPANS)
    def time_passes(self, span: timedelta) -> None:
        self.context.now += span

    @rule(which=WORKERS)
    def one_dies(self, which: int) -> None:
        self.lives[which].end()
        self.lives[which] = self.born(which)

    def teardown(self) -> None:
        for life in self.lives:
            life.end()


class OutboxModel(Workers):
    """Letters are claimed, handed over, written down, given up and decided about."""

    def __init__(self) -> None:
        super().__init__()
        self.ids: list[int] = []
        self.taken: Counter[int] = Counter()  # how often the relay took a letter
        self.again: Counter[int] = Counter()  # how often a person had one in doubt sent again
        self.taken_by_word: dict[int, int] = {}  # the last of these words upon which the relay took it
        with self.store.write() as tx:
            for letter in tx.letters.listed([LetterState.QUEUED, LetterState.DEFERRED, LetterState.SENDING]):
                tx.letters.settle(letter.id, LetterState.CANCELLED)

    @initialize(letters=st.integers(1, 2))
    def letters_wait(self, letters: int) -> None:
        with self.store.write() as tx:
            for number in [next(numbers) for _ in range(letters)]:
                tx.letters.add(
                    NewLetter(
                        request_id=self.request_id,
                        kind=LetterKind.REMINDER,
                        round=number,
                        to=f"{number}@fjordwerk.example",
                        cc=(),
                        subject="s",
                        message_id=f"<{number}@vendor.example>",
                        automatic=True,
                        text="t",
                        raw=b"t",
                        hold_reason="",
                        created_at=self.context.now,
                    )
                )
        with self.store.read() as tx:
            self.ids = [letter.id for letter in tx.letters.listed([LetterState.QUEUED])]

    def letters(self, *states: LetterState) -> list[Letter]:
        """Those of this run, in these states."""
        with self.store.read() as tx:
            return [letter for letter in tx.letters.listed(states) if letter.id in self.ids]

    @rule(which=WORKERS, end=st.sampled_from(["taken", "taken and lost", "lost", "later", "never"]))
    def one_works(self, which: int, end: str) -> None:
        """The next of its steps: it claims a letter, hands it over, or writes down how that ended."""
        life = self.lives[which]
        if life.hand is None:
            self.claims(life)
        elif life.hand[1] is None:
            life.hand = (life.hand[0], self.hands_over(life, life.hand[0], end))
        else:
            with self.store.write() as tx:
                outbox._settle(self.context, tx, life.hand[0], life.hand[1])
            life.hand = None

    def claims(self, life: Life) -> None:
        with self.store.write() as tx:
            claimed = tx.letters.claim(self.context.now, life.name)
        if claimed:
            life.hand, life.word = (claimed[0], None), self.again[claimed[0].id]

    def hands_over(self, life: Life, letter: Letter, end: str) -> Outcome:
        if outbox.stood_still(letter, self.context.now):
            return Transient(reply="stood still")
        if end.startswith("taken"):
            self.taken[letter.id] += 1
            self.taken_by_word[letter.id] = max(life.word, self.taken_by_word.get(letter.id, 0))
        ends: dict[str, Outcome] = {
            "taken": Sent(reply="250"),
            "later": Transient(reply="451", code=451),
            "never": Permanent(reply="550", code=550),
        }
        return ends.get(end, Uncertain(reason="lost"))

    @rule()
    def the_dead_are_given_up(self) -> None:
        outbox._settle_abandoned_letters(self.context)

    @rule(which=st.integers(0, 1), again=st.booleans())
    def a_person_decides(self, which: int, again: bool) -> None:  # noqa: FBT001 -- drawn by Hypothesis
        doubtful = self.letters(LetterState.UNCERTAIN)
        if which >= len(doubtful):
            return
        letter, to = doubtful[which], LetterState.QUEUED if again else LetterState.SENT
        decided = LetterDecision(
            decision="retry" if again else "settle",
            to=to,
            was=letter.state,
            by="olga",
            at=self.context.now,
            next_attempt_at=self.context.now,
        )
        with self.store.write() as tx:
            if tx.letters.decide(letter, decided):
                self.again[letter.id] += again

    @invariant()
    def nothing_goes_out_twice_but_by_a_persons_word(self) -> None:
        assert all(self.taken[one] <= 1 + self.again[one] for one in self.ids), (self.taken, self.again)

    @invariant()
    def what_was_taken_is_never_offered_by_itself(self) -> None:
        offered = self.letters(LetterState.QUEUED, LetterState.DEFERRED, LetterState.FAILED)
        assert not [one.id for one in offered if self.taken_by_word.get(one.id, -1) >= self.again[one.id]]

    def teardown(self) -> None:
        """Both die; in the end nothing is forgotten, and nothing is sent that may have been."""
        super().teardown()
        last = self.born(1)
        for _ in range(3):
            self.context.now += timedelta(hours=5)
            outbox._settle_abandoned_letters(self.context)
            while True:
                with self.store.write() as tx:
                    claimed = tx.letters.claim(self.context.now, last.name)
                    if not claimed:
                        break
                    outbox._settle(self.context, tx, claimed[0], Sent(reply="250"))
                    self.taken[claimed[0].id] += 1
        self.nothing_goes_out_twice_but_by_a_persons_word()
        over = {LetterState.SENT, LetterState.UNCERTAIN, LetterState.FAILED}
        with self.store.read() as tx:
            found = {one.id: one for one in tx.letters.listed() if one.id in self.ids}
        assert {*found} == {*self.ids}
        assert {one.state for one in found.values()} <= over
        for one in found.values():
            if one.state is LetterState.SENT and one.decision != "settle":
                assert self.taken[one.id], "it counts as sent, and nobody has it"


class LeaseModel(Workers):
    """One folder, and two workers that would read it."""

    def __init__(self) -> None:
        super().__init__()
        self.folder = f"sales/{next(numbers)}"
        self.uids: list[int] = []

    def take(self, life: Life) -> bool:
        context = replace(self.context, identity=life.identity)
        with self.store.write() as tx:
            return folder_leases.take(context, self.folder, tx)

    @rule(which=WORKERS)
    def one_takes_it(self, which: int) -> None:
        life, now = self.lives[which], self.context.now
        other = self.lives[1 - which]
        if self.take(life):
            assert not (other.reads_until and other.reads_until >= now), "two read one folder"
            life.reads_until = now + LEASE
        else:
            life.reads_until = None
            assert other.reads_until is None or other.reads_until >= now or self.may_live(which), (
                "nobody reads it"
            )

    def may_live(self, which: int) -> bool:
        """Whether the holder may be a former life of the other one, which nobody sees from here."""
        with self.store.read() as tx:
            held = tx.leases.held(self.context.now)
        return self.folder in held and held[self.folder][0] != self.lives[which].identity

    @rule(which=WORKERS)
    def one_gives_a_sign_of_life(self, which: int) -> None:
        life = self.lives[which]
        folder_leases.renew(replace(self.context, identity=life.identity))
        with self.store.read() as tx:
            mine = tx.leases.holder(self.folder) == life.identity
        life.reads_until = self.context.now + LEASE if mine else None

    @rule(which=WORKERS)
    def one_gives_it_back(self, which: int) -> None:
        life = self.lives[which]
        with self.store.write() as tx:
            tx.leases.give_back(self.folder, life.identity)
        life.reads_until = None

    @rule(which=WORKERS, uid=st.integers(1, 4))
    def one_takes_mail_in(self, which: int, uid: int) -> None:
        """As each transaction of a reader: by the lease, and by the ledger's key should that ever fail."""
        life, now = self.lives[which], self.context.now
        context = replace(self.context, identity=life.identity)
        with self.store.write() as tx:
            if not folder_leases.take(context, self.folder, tx):
                life.reads_until = None
                return
            life.reads_until = now + LEASE
            place = MessagePlace(mailbox=self.folder, uid_validity=1, uid=uid)
            entered = tx.ledger.enter(place, now, now, "1")
        assert (entered is not None) == (uid not in self.uids)
        if entered is not None:
            self.uids.append(uid)

    @invariant()
    def one_reads_at_a_time(self) -> None:
        now = self.context.now
        assert sum(life.reads_until is not None and life.reads_until >= now for life in self.lives) <= 1

    def teardown(self) -> None:
        """Whoever comes after all of them gets it within a term."""
        super().teardown()
        self.context.now += LEASE + timedelta(seconds=1)
        assert self.take(self.born(1))


@pytest.fixture
def play(database_url: str) -> "Callable[[type[Workers]], None]":
    """Plays a model on each kind of database; most runs are SQLite's, where they cost little."""
    few = database_url.startswith("postgresql")

    def played(model: type[Workers]) -> None:
        store = Store(database_url)
        with store.write() as tx:
            request = tx.requests.add(REQUEST)
        chosen = type(model.__name__, (model,), {"store": store, "request_id": request.id})
        limits = settings(
            max_examples=3 if few else 25,
            stateful_step_count=30,
            deadline=None,
            suppress_health_check=[*HealthCheck],
        )
        run(chosen, settings=limits)
        store.close()

    return played


@pytest.mark.parametrize("model", [OutboxModel, LeaseModel])
def test_two_workers_and_a_crash_do_no_harm_in_any_order(
    play: "Callable[[type[Workers]], None]", model: type[Workers]
) -> None:
    play(model)
