"""What staff are told of a trouble, and how often."""

from collections import Counter
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from worker.notices.notice_rules import MOST_A_DAY, judge_troubles
from worker.notices.values import NoticeKind, NoticeRules, Trouble, TroubleFact, TroubleStanding

BEGIN = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)
DAY = timedelta(days=1)
RULES = NoticeRules(unreachable=timedelta(minutes=15))
ALERT, RECOVERED = NoticeKind.ALERT, NoticeKind.RECOVERED
KEY = "it"


def fact(trouble: Trouble = Trouble.MAILBOX, *, lasting: bool = False, size: int = 0) -> TroubleFact:
    return TroubleFact(key=KEY, trouble=trouble, problem="no answer", lasting=lasting, size=size)


@dataclass(kw_only=True)
class Watch:
    """Looks at one trouble again and again, as time passes; `sends` is whether mail goes out."""

    now: datetime = BEGIN
    sends: bool = True
    known: dict[str, TroubleStanding] = field(default_factory=dict)
    told: list[tuple[NoticeKind, datetime]] = field(default_factory=list)
    reminders: int = 0
    withdrawn: int = 0
    _waits: bool = False

    def look(self, *facts: TroubleFact, minutes: float = 0) -> list[NoticeKind]:
        """What is to be said after so many minutes."""
        self.now += timedelta(minutes=minutes)
        self._waits = self._waits and not self.sends
        waiting = frozenset({KEY} if self._waits else ())
        step = judge_troubles(facts, self.known, waiting, RULES, self.now).get(KEY)
        if step is None:
            return []
        self.known = {KEY: step.standing} if step.standing else {}
        self.withdrawn += step.withdraw
        self.reminders += step.reminder
        if step.withdraw or step.notice:
            self._waits = step.notice is ALERT and not self.sends
        if step.notice is None:
            return []
        self.told.append((step.notice, self.now))
        return [step.notice]

    def pass_time(self, *facts: TroubleFact, hours: float) -> list[NoticeKind]:
        """All that is said meanwhile, with a look each five minutes."""
        return [kind for _ in range(round(hours * 12)) for kind in self.look(*facts, minutes=5)]


@pytest.fixture
def watch() -> Watch:
    return Watch()


def test_a_mailbox_that_is_away_for_a_moment_is_nobodys_concern(watch: Watch) -> None:
    assert watch.look(fact()) == []
    assert watch.look(fact(), minutes=14) == []
    assert watch.look(minutes=0.5) == watch.look(minutes=3) == []
    assert watch.look(fact(), minutes=1) == []
    assert watch.look(fact(), minutes=14) == []


def test_one_that_stays_away_is_told_once_and_its_return_too(watch: Watch) -> None:
    watch.look(fact())
    assert watch.look(fact(), minutes=15) == [ALERT]
    assert watch.pass_time(fact(), hours=20) == []
    assert watch.pass_time(hours=2) == [RECOVERED]
    assert watch.pass_time(hours=30) == []
    assert watch.known == {}


def test_a_wrong_password_does_not_wait(watch: Watch) -> None:
    assert watch.look(fact(lasting=True)) == [ALERT]


@pytest.mark.parametrize("trouble", [Trouble.BREAKER, Trouble.UNCERTAIN, Trouble.QUARANTINE, Trouble.MISSED])
def test_what_the_outbox_and_the_ledger_tell_does_not_wait(watch: Watch, trouble: Trouble) -> None:
    assert watch.look(fact(trouble, size=1)) == [ALERT]


def test_messages_that_the_next_poll_finds_are_nobodys_concern(watch: Watch) -> None:
    assert watch.look(fact(Trouble.LEDGER)) == []
    assert watch.pass_time(hours=1) == []
    assert watch.pass_time(fact(Trouble.LEDGER), hours=1) == [ALERT]


def test_staff_are_reminded_after_each_day(watch: Watch) -> None:
    assert watch.pass_time(fact(), hours=1) == [ALERT]
    assert watch.pass_time(fact(), hours=22) == []
    assert watch.pass_time(fact(), hours=48) == [ALERT, ALERT]
    assert watch.reminders == 2


def test_what_the_digest_tells_each_day_needs_no_reminder(watch: Watch) -> None:
    assert watch.pass_time(fact(Trouble.QUARANTINE, size=3), hours=100) == [ALERT]


def test_a_trouble_that_grows_is_told_again_but_not_within_the_hour(watch: Watch) -> None:
    assert watch.look(fact(Trouble.UNCERTAIN, size=1)) == [ALERT]
    assert watch.look(fact(Trouble.UNCERTAIN, size=2), minutes=30) == []
    assert watch.look(fact(Trouble.UNCERTAIN, size=3), minutes=30) == [ALERT]
    assert watch.look(fact(Trouble.UNCERTAIN, size=1), minutes=90) == []
    assert watch.look(fact(Trouble.UNCERTAIN, size=2), minutes=90) == [ALERT]
    assert watch.reminders == 0


def test_mail_that_had_been_missed_is_told_once_and_never_recovers(watch: Watch) -> None:
    assert watch.pass_time(fact(Trouble.MISSED, size=2), hours=24) == [ALERT]
    assert watch.pass_time(hours=24) == []
    assert watch.known == {}


def test_a_trouble_that_was_over_before_anybody_was_told_is_not_told_any_more(watch: Watch) -> None:
    watch.sends = False
    assert watch.pass_time(fact(), hours=1) == [ALERT]
    assert watch.pass_time(hours=1) == []
    assert watch.withdrawn == 1


def test_while_an_alert_waits_no_other_one_follows_it(watch: Watch) -> None:
    watch.sends = False
    assert watch.pass_time(fact(Trouble.RELAY), hours=50) == [ALERT]
    watch.sends = True
    assert watch.pass_time(hours=1) == [RECOVERED]


def test_a_mailbox_that_comes_and_goes_is_one_trouble(watch: Watch) -> None:
    watch.pass_time(fact(), hours=1)
    for _ in range(30):
        assert watch.look(minutes=4) == watch.look(fact(), minutes=4) == []
    assert [kind for kind, _ in watch.told] == [ALERT]
    assert watch.pass_time(hours=1) == [RECOVERED]


def test_one_that_comes_back_after_each_recovery_falls_silent_for_the_day(watch: Watch) -> None:
    for _ in range(20):
        watch.pass_time(fact(lasting=True), hours=0.5)
        watch.pass_time(hours=0.5)
    kinds = Counter(kind for kind, _ in watch.told)
    assert kinds[ALERT] <= MOST_A_DAY // 2
    watch.pass_time(hours=48)
    assert watch.pass_time(fact(lasting=True), hours=0.5) == [ALERT]


LOOKS = st.lists(
    st.tuples(
        st.sampled_from([0.5, 3, 8, 20, 70, 200, 700]),
        st.sampled_from([None, *Trouble]),
        st.booleans(),
        st.integers(1, 4),
        st.booleans(),
    ),
    max_size=80,
)


@given(looks=LOOKS, trouble=st.sampled_from(Trouble))
def test_whatever_comes_and_goes_is_told_in_order_and_seldom(
    looks: list[tuple[float, Trouble | None, bool, int, bool]], trouble: Trouble
) -> None:
    watch = Watch()
    open_alert = False
    for minutes, what, lasting, size, sends in looks:
        watch.sends = sends
        facts = [] if what is None else [fact(trouble, lasting=lasting, size=size)]
        withdrawn = watch.withdrawn
        for kind in watch.look(*facts, minutes=minutes):
            assert kind is ALERT or open_alert, "recovered without an alert"
            assert kind is ALERT or not facts, "recovered while it is wrong"
            assert kind is RECOVERED or facts, "an alert while it is well"
            open_alert = kind is ALERT
        if watch.withdrawn > withdrawn:
            open_alert = False
        # The same look once more has nothing new to say.
        assert watch.look(*facts) == []
    for _, at in watch.told:
        within = [other for _, other in watch.told if at <= other < at + DAY]
        assert len(within) <= MOST_A_DAY


@given(looks=LOOKS)
def test_every_alert_that_went_out_ends_in_recovered(
    looks: list[tuple[float, Trouble | None, bool, int, bool]],
) -> None:
    watch = Watch()
    for minutes, what, lasting, _, _ in looks:
        watch.look(*([] if what is None else [fact(lasting=lasting)]), minutes=minutes)
    watch.pass_time(hours=3)
    assert not watch.told or watch.told[-1][0] is RECOVERED
    ups = [kind for kind, _ in watch.told]
    assert ups.count(RECOVERED) == ups.count(ALERT) - watch.reminders
