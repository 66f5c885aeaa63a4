"""What staff may do with a request, as values: named, with what each would change.

A deed yields a step and stores nothing, so that a page can show its letter before it is done.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace

from worker.errors import RefusedError, UsageError
from worker.forms.checks import check
from worker.forms.definition import CONFIRMATION
from worker.forms.extraction import Problem
from worker.letters.address import ascii_address
from worker.requests import amending
from worker.requests import review as verbs
from worker.requests.expert_copies import with_expert_copy
from worker.requests.readdressing import change_address
from worker.requests.review import Step, license_keys
from worker.requests.sens import normal
from worker.requests.values import Event, LetterKind, LetterState, Request, State
from worker.services.house import House
from worker.store.store import Transaction

_YES = frozenset({"yes", "y", "true", "1", "ok", "confirmed", "ja", "oui", "sí", "si"})
_NO = frozenset({"no", "n", "false", "0", "not confirmed", "nein", "non"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Deed:
    """One thing that a person wants done."""

    name: str
    step: Callable[[House, Transaction, Request], Step]
    fields: frozenset[str] | None = None  #: that it changes and nothing else; None: it is about the request
    undoable: bool = True
    mild: bool = False  #: whatever somebody else did meanwhile, this does not spoil it


def approve(by: str) -> Deed:
    """Eligible; the license is being issued."""
    return Deed(name="approve", step=lambda house, _tx, request: verbs.approve(request, by, house.clock()))


def await_upgrade(note: str, by: str) -> Deed:
    """Eligible but for the level, and a letter that says what is needed."""
    return Deed(
        name="await_upgrade",
        step=lambda house, _tx, request: verbs.await_upgrade(request, note, by, house.clock()),
    )


def mark_upgraded(by: str) -> Deed:
    """The upgrade that was awaited is bought."""
    return Deed(
        name="mark_upgraded", step=lambda house, _tx, request: verbs.mark_upgraded(request, by, house.clock())
    )


def complete(sens: Sequence[str], by: str, insist: str = "") -> Deed:
    """Record the SENs, one per license key in its order, and confirm them.

    What `find_stops` finds needs `insist`: the reason, which is kept.
    """

    def step(house: House, tx: Transaction, request: Request) -> Step:
        stops = find_stops(tx, request, sens)
        if stops and not insist.strip():
            how = "to insist, give the reason: `sen-worker queue complete --insist REASON`"
            raise RefusedError("; ".join((*stops, how)))
        done = with_expert_copy(verbs.complete(request, sens, by, house.clock()), house.policy)
        if not stops:
            return done
        why = f"insisted: {insist.strip()} ({'; '.join(stops)})"
        note = Event(at=house.clock(), who=by, what="note", why=why)
        return replace(done, events=(*done.events, note), insisted=True)

    return Deed(name="complete", step=step)


def find_stops(tx: Transaction, request: Request, sens: Sequence[str]) -> tuple[str, ...]:
    """What stops a completion until a person insists: a key completed elsewhere, a SEN used before."""
    related = tx.requests.related(license_keys(request), "", request.id)
    done = [one.reference for one in related if one.same_key and one.state is State.COMPLETED]
    wanted = list(dict.fromkeys(map(normal, sens)))
    given = tx.sens_given(wanted, request.id)
    keys = [f"{' and '.join(done)} was completed for a license key of {request.reference}"] if done else []
    return (*keys, *(f"{sen} was given to {given[sen]} already" for sen in wanted if sen in given))


def amend(sens: Sequence[str], given: Mapping[str, str], note: str, by: str) -> Deed:
    """Correct a completed request, and confirm it anew."""

    def step(house: House, tx: Transaction, request: Request) -> Step:
        values, _ = _checked(house, request, given)
        taken = tx.sens_given([normal(sen) for sen in sens], request.id)
        required = house.required(request.form)
        amended = amending.amend(request, sens, values, note, required, taken, by, house.clock())
        return with_expert_copy(amended, house.policy)

    return Deed(name="amend", step=step, undoable=False)


def reject(reason: str, note: str, by: str) -> Deed:
    """Not eligible, and a letter that says why."""
    return Deed(
        name="reject",
        step=lambda house, _tx, request: verbs.reject(request, reason, note, by, house.clock()),
    )


def ask(fields: Sequence[str], note: str, by: str) -> Deed:
    """Ask the customer for these fields."""

    def step(house: House, _tx: Transaction, request: Request) -> Step:
        return verbs.ask(request, fields, note, house.required(request.form), by, house.clock())

    return Deed(name="ask", step=step)


def answer(words: str, by: str, to: str = "") -> Deed:
    """Write to the customer in the reviewer's own words; `to` another address of theirs."""
    return Deed(
        name="answer", step=lambda house, _tx, request: verbs.answer(request, words, by, house.clock(), to)
    )


def readdress(address: str, why: str, by: str) -> Deed:
    """The requester has another address; what came back goes there, where it can be written anew."""

    def step(house: House, tx: Transaction, request: Request) -> Step:
        bounced = [one for one in tx.letters.of_request(request.id or 0) if one.state is LetterState.BOUNCED]
        kinds = tuple(dict.fromkeys(LetterKind(one.kind) for one in bounced))
        new = ascii_address(address, "the new address")
        return with_expert_copy(change_address(request, new, why, kinds, by, house.clock()), house.policy)

    return Deed(name="readdress", step=step, undoable=False)


def settle(reason: str, by: str) -> Deed:
    """One reason for attention has had it."""
    return Deed(
        name="settle", step=lambda house, _tx, request: verbs.settle(request, reason, by, house.clock())
    )


def set_values(given: Mapping[str, str], by: str, why: str = "") -> Deed:
    """Correct fields by hand, each held to the form's own check; an empty text clears a field."""

    def step(house: House, _tx: Transaction, request: Request) -> Step:
        values, problems = _checked(house, request, given)
        required = house.required(request.form)
        return verbs.set_values(request, values, problems, required, by, house.clock(), why)

    return Deed(name="edit", step=step, fields=frozenset(given))


def withdraw(by: str) -> Deed:
    """The request is taken back."""
    return Deed(name="withdraw", step=lambda house, _tx, request: verbs.withdraw(request, by, house.clock()))


def reopen(by: str) -> Deed:
    """Back into the queue."""

    def step(house: House, _tx: Transaction, request: Request) -> Step:
        return verbs.reopen(request, house.required(request.form), by, house.clock())

    return Deed(name="reopen", step=step, undoable=False)


def assign(to: str | None, by: str) -> Deed:
    """Whose it is to look at; UsageError for a name that nobody here has."""

    def step(house: House, tx: Transaction, request: Request) -> Step:
        if to is not None and tx.staff.get(to) is None:
            raise UsageError(f"there is nobody called {to} among the staff")
        return verbs.assign(request, to, by, house.clock())

    return Deed(name="assign", step=step, undoable=False, mild=True)


def _checked(
    house: House, request: Request, given: Mapping[str, str]
) -> tuple[dict[str, str | int | None], dict[str, Problem]]:
    """The values as they are kept, and what is wrong with them; UsageError for what can't be one."""
    form = house.forms[request.form]
    names = [field.name for field in form.fields]
    settable = [*names, CONFIRMATION] if form.confirmation is not None else names
    if unknown := [name for name in given if name not in settable]:
        raise UsageError(f"{', '.join(unknown)}: not a field of {form.name}; it has {', '.join(names)}")
    values: dict[str, str | int | None] = {}
    problems: dict[str, Problem] = {}
    for name, text in given.items():
        if not text.strip():
            values[name] = None
            continue
        if name == CONFIRMATION:
            values[name] = "confirmed"
            if not _confirms(text):
                problems[name] = Problem.CONTRADICTED
            continue
        checked = check(form.field(name), text)
        if checked.problem is not None:
            raise UsageError(f"{name}: {text.strip()!r} can't be used ({checked.problem})")
        values[name] = checked.value
    return values, problems


def _confirms(text: str) -> bool:
    """Whether the customer has confirmed; UsageError for anything but a yes or a no."""
    said = text.strip().casefold()
    if said in _YES or said in _NO:
        return said in _YES
    raise UsageError(f"confirmation: {text.strip()!r} is neither yes nor no")
