"""What is wrong now: by the heartbeats of the running workers, the outbox and the ledger."""

from collections.abc import Iterable, Iterator
from datetime import datetime, timedelta

from worker.notices.values import Fact, Trouble
from worker.requests.values import LetterState
from worker.services import breaker, health
from worker.services.health import Part
from worker.services.house import House
from worker.store.store import Transaction

#: The part of a worker that writes notices: what is wrong with it can't be told by them.
PART = "notices"

_MOST = 1000  # letters; more of them are not counted
_RECENT = timedelta(days=1)
_BY_PREFIX = {
    "mailbox ": Trouble.MAILBOX,
    "ledger ": Trouble.LEDGER,
    "token ": Trouble.TOKEN,
    "outbox": Trouble.RELAY,
}


def facts(house: House, tx: Transaction, failed: Iterable[Part] = ()) -> tuple[Fact, ...]:
    """Every trouble as it is now; `failed` are parts of a pass that leaves no heartbeats."""
    parts = [part for part in (*health.living(house, tx), *failed) if part.problem and part.name != PART]
    found = {fact.key: fact for fact in map(_of_part, parts)}
    return (*found.values(), *_of_letters(house, tx), *_of_messages(tx, house.clock()))


def _of_part(part: Part) -> Fact:
    trouble = next(
        (one for prefix, one in _BY_PREFIX.items() if part.name.startswith(prefix)), Trouble.WORKER
    )
    name = part.name.removeprefix("ledger ") if trouble is Trouble.LEDGER else part.name
    return Fact(
        key=f"{trouble} {part.name}", trouble=trouble, part=name, problem=part.problem, lasting=part.lasting
    )


def _of_letters(house: House, tx: Transaction) -> Iterator[Fact]:
    breakers = breaker.state(house, tx)
    for trouble, problem in (
        (Trouble.BREAKER, breaker.problem(breakers)),
        (Trouble.STRANGERS, breaker.problem_with_strangers(breakers)),
    ):
        if problem:
            yield Fact(key=trouble, trouble=trouble, problem=problem)
    for state, trouble in ((LetterState.UNCERTAIN, Trouble.UNCERTAIN), (LetterState.FAILED, Trouble.FAILED)):
        if count := tx.letters.count([state], _MOST):
            yield Fact(key=trouble, trouble=trouble, size=count)


def _of_messages(tx: Transaction, now: datetime) -> Iterator[Fact]:
    for mailbox, (count, _) in sorted(tx.ledger.set_aside().items()):
        key = f"{Trouble.QUARANTINE} {mailbox}"
        yield Fact(key=key, trouble=Trouble.QUARANTINE, part=mailbox, size=count)
    for sweep, mailbox, count in tx.mailboxes.missed(now - _RECENT):
        # Each sweep that found something is a trouble of its own, which is told once.
        key = f"{Trouble.MISSED} {mailbox} {sweep}"
        yield Fact(key=key, trouble=Trouble.MISSED, part=mailbox, size=count)
