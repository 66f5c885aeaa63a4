"""The troubles of the installation now, from the workers' heartbeats, the outbox and the ledger."""

from collections.abc import Iterable, Iterator
from datetime import datetime, timedelta

from worker.notices.values import Trouble, TroubleFact
from worker.requests.request_model import LetterState
from worker.services.contexts import PolicyContext
from worker.services.monitoring import worker_health
from worker.services.monitoring.worker_health import WorkerPart
from worker.services.outbox import breaker_state
from worker.store.transactions import Transaction

#: The name of the heartbeat about notices: no notice can tell of its trouble.
PART = "notices"

_MOST = 1000  # letters; more of them are not counted
_RECENT = timedelta(days=1)
_BY_PREFIX = {
    "mailbox ": Trouble.MAILBOX,
    "ledger ": Trouble.LEDGER,
    "token ": Trouble.TOKEN,
    "outbox": Trouble.RELAY,
}


def find_facts(
    services: PolicyContext, tx: Transaction, failed: Iterable[WorkerPart] = ()
) -> tuple[TroubleFact, ...]:
    """Every trouble as it is now; `failed` are parts of a pass that leaves no heartbeats."""
    parts = [
        part
        for part in (*worker_health.list_live_parts(services, tx), *failed)
        if part.problem and part.name != PART
    ]
    found = {fact.key: fact for fact in map(_of_part, parts)}
    return (*found.values(), *_of_letters(services, tx), *_of_messages(tx, services.clock()))


def _of_part(part: WorkerPart) -> TroubleFact:
    trouble = next(
        (one for prefix, one in _BY_PREFIX.items() if part.name.startswith(prefix)), Trouble.WORKER
    )
    name = part.name.removeprefix("ledger ") if trouble is Trouble.LEDGER else part.name
    return TroubleFact(
        key=f"{trouble} {part.name}", trouble=trouble, part=name, problem=part.problem, lasting=part.lasting
    )


def _of_letters(services: PolicyContext, tx: Transaction) -> Iterator[TroubleFact]:
    breakers = breaker_state.read_breakers(services, tx)
    for trouble, problem in (
        (Trouble.BREAKER, breaker_state.find_problem(breakers)),
        (Trouble.STRANGERS, breaker_state.find_strangers_problem(breakers)),
    ):
        if problem:
            yield TroubleFact(key=trouble, trouble=trouble, problem=problem)
    for state, trouble in ((LetterState.UNCERTAIN, Trouble.UNCERTAIN), (LetterState.FAILED, Trouble.FAILED)):
        if count := tx.letters.count([state], _MOST):
            yield TroubleFact(key=trouble, trouble=trouble, size=count)


def _of_messages(tx: Transaction, now: datetime) -> Iterator[TroubleFact]:
    for mailbox, (count, _) in sorted(tx.ledger.set_aside().items()):
        key = f"{Trouble.QUARANTINE} {mailbox}"
        yield TroubleFact(key=key, trouble=Trouble.QUARANTINE, part=mailbox, size=count)
    for sweep, mailbox, count in tx.mailboxes.missed(now - _RECENT):
        # Each sweep that found something is a trouble of its own, which is told once.
        key = f"{Trouble.MISSED} {mailbox} {sweep}"
        yield TroubleFact(key=key, trouble=Trouble.MISSED, part=mailbox, size=count)
