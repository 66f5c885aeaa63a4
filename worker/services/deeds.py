"""What staff may do with a request, as values: named, with what each would change.

A deed yields a step and stores nothing, so that a page can show its letter before it is done.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from worker.errors import UsageError
from worker.forms.checks import check
from worker.forms.definition import CONFIRMATION
from worker.letters.address import ascii_address
from worker.requests import review as verbs
from worker.requests.readdressing import change_address
from worker.requests.review import Step
from worker.requests.sens import normal
from worker.requests.values import LetterKind, LetterState, Request
from worker.services.house import House
from worker.store.store import Transaction


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


def complete(sens: Sequence[str], by: str) -> Deed:
    """Record the SENs, one per license key in its order, and confirm them."""

    def step(house: House, tx: Transaction, request: Request) -> Step:
        given = tx.sens_given([normal(sen) for sen in sens], request.id)
        return verbs.complete(request, sens, by, house.clock(), given)

    return Deed(name="complete", step=step)


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
        return change_address(
            request, ascii_address(address, "the new address"), why, kinds, by, house.clock()
        )

    return Deed(name="readdress", step=step, undoable=False)


def settle(reason: str, by: str) -> Deed:
    """One reason for attention has had it."""
    return Deed(
        name="settle", step=lambda house, _tx, request: verbs.settle(request, reason, by, house.clock())
    )


def set_values(given: Mapping[str, str], by: str, why: str = "") -> Deed:
    """Correct fields by hand, each held to the form's own check; an empty text clears a field."""

    def step(house: House, _tx: Transaction, request: Request) -> Step:
        values = _checked(house, request, given)
        required = house.required(request.form)
        return verbs.set_values(request, values, {}, required, by, house.clock(), why)

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


def _checked(house: House, request: Request, given: Mapping[str, str]) -> dict[str, str | int | None]:
    form = house.forms[request.form]
    names = [field.name for field in form.fields]
    settable = [*names, CONFIRMATION] if form.confirmation is not None else names
    if unknown := [name for name in given if name not in settable]:
        raise UsageError(f"{', '.join(unknown)}: not a field of {form.name}; it has {', '.join(names)}")
    values: dict[str, str | int | None] = {}
    for name, text in given.items():
        if not text.strip():
            values[name] = None
            continue
        if name == CONFIRMATION:
            values[name] = "confirmed"
            continue
        checked = check(form.field(name), text)
        if checked.problem is not None:
            raise UsageError(f"{name}: {text.strip()!r} can't be used ({checked.problem})")
        values[name] = checked.value
    return values
