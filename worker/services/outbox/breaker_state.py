"""The circuit breaker of an installation, by the letters that went out in the last hour."""

from worker.requests.sending.circuit_breaker import BreakerStates, judge_breakers
from worker.services.contexts import PolicyContext
from worker.store.transactions import Transaction


def read_breakers(services: PolicyContext, tx: Transaction) -> BreakerStates:
    """Which limits on automatic letters are reached now."""
    sent = tx.traffic.last_hour(services.clock())
    letters = {pool: sum(number for _, number in minutes) for pool, minutes in sent.items()}
    return judge_breakers(letters, services.policy)


def describe_breakers(breakers: BreakerStates) -> str:
    """The state in a line for people; the limit on letters to strangers is named only when it is reached."""
    every = breakers.all
    if every.limit == 0:
        return f"each automatic letter is held (policy.{every.key} is 0)"
    line = (
        f"the circuit breaker is {'open' if every.open else 'closed'}: "
        f"{every.letters} of {every.limit} automatic letters in the last hour"
    )
    return f"{line}; {strangers}" if (strangers := find_strangers_problem(breakers)) else line


def find_problem(breakers: BreakerStates) -> str:
    """Why letters are held, where too many went out; else empty."""
    every = breakers.all
    if not every.tripped:
        return ""
    count = f"{every.letters} of {every.limit} automatic letters in the last hour (policy.{every.key})"
    whom = "further ones are held" if breakers.customers.open else "further ones to strangers are held"
    return f"the circuit breaker is open: {count}; {whom}"


def find_strangers_problem(breakers: BreakerStates) -> str:
    """Why only letters to strangers are held; empty where they are not."""
    fuller = max(breakers.strangers, breakers.returning, key=lambda state: state.letters)
    if not fuller.tripped:
        return ""
    return (
        f"letters to strangers are held: {fuller.letters} of {fuller.limit} of them in the last hour "
        f"(policy.{fuller.key})"
    )
