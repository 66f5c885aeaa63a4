"""The circuit breaker of an installation, as its letters of the last hour leave it."""

from worker.requests.sending.circuit_breaker import BreakerStates, judge_breakers
from worker.services.contexts import PolicyContext
from worker.store.transactions import Transaction


def state(services: PolicyContext, tx: Transaction) -> BreakerStates:
    """How it stands now."""
    sent = tx.traffic.last_hour(services.clock())
    letters = {pool: sum(number for _, number in minutes) for pool, minutes in sent.items()}
    return judge_breakers(letters, services.policy)


def told(breakers: BreakerStates) -> str:
    """In words, whether open or closed; the limit on letters to strangers is told of only when it is open."""
    every = breakers.all
    if every.limit == 0:
        return f"each automatic letter is held (policy.{every.key} is 0)"
    line = (
        f"the circuit breaker is {'open' if every.open else 'closed'}: "
        f"{every.letters} of {every.limit} automatic letters in the last hour"
    )
    return f"{line}; {strangers}" if (strangers := problem_with_strangers(breakers)) else line


def problem(breakers: BreakerStates) -> str:
    """What is wrong when too many letters went out; else empty."""
    every = breakers.all
    if not every.tripped:
        return ""
    count = f"{every.letters} of {every.limit} automatic letters in the last hour (policy.{every.key})"
    whom = "further ones are held" if breakers.customers.open else "further ones to strangers are held"
    return f"the circuit breaker is open: {count}; {whom}"


def problem_with_strangers(breakers: BreakerStates) -> str:
    """What holds letters to strangers alone; empty when nothing does."""
    fuller = max(breakers.strangers, breakers.returning, key=lambda state: state.letters)
    if not fuller.tripped:
        return ""
    return (
        f"letters to strangers are held: {fuller.letters} of {fuller.limit} of them in the last hour "
        f"(policy.{fuller.key})"
    )
