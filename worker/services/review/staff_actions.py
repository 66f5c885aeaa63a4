"""What staff may do with a request, as values: named, with what each would change.

An action yields a step and stores nothing, so that a page can show its letter before it is done.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time

from worker.errors import RefusedError, UsageError
from worker.forms.extraction import FieldProblem
from worker.forms.fields.field_checks import check_answer
from worker.forms.form_definition import CONFIRMATION
from worker.letters.letter_address import ascii_address
from worker.requests import review_rules as verbs
from worker.requests.request_model import Event, LetterDraft, LetterKind, LetterState, Request, State
from worker.requests.review_rules import RequestStep, license_keys
from worker.requests.sen_rules import normalise_sen
from worker.requests.sending.expert_copies import with_expert_copy
from worker.requests.staff import amend_request
from worker.requests.staff.change_address import change_address
from worker.services.contexts import FormContext, ReviewContext
from worker.services.outbox import owner_letters
from worker.store.records import Letter
from worker.store.transactions import Transaction

_YES = frozenset({"yes", "y", "true", "1", "ok", "confirmed", "ja", "oui", "sí", "si"})
_NO = frozenset({"no", "n", "false", "0", "not confirmed", "nein", "non"})


@dataclass(frozen=True, slots=True, kw_only=True)
class StaffAction:
    """One thing that a person wants done."""

    name: str
    step: Callable[[ReviewContext, Transaction, Request], RequestStep]
    fields: frozenset[str] | None = None  #: that it changes and nothing else; None: it is about the request
    undoable: bool = True
    mild: bool = False  #: whatever somebody else did meanwhile, this does not spoil it


def approve(by: str) -> StaffAction:
    """Eligible; the license is being issued."""
    return StaffAction(
        name="approve", step=lambda services, _tx, request: verbs.approve(request, by, services.clock())
    )


def await_upgrade(note: str, by: str) -> StaffAction:
    """Eligible but for the level, and a letter that says what is needed."""
    return StaffAction(
        name="await_upgrade",
        step=lambda services, _tx, request: verbs.await_upgrade(request, note, by, services.clock()),
    )


def ask_owner(by: str) -> StaffAction:
    """Whoever has the myAtlassian account is asked whether the license is to go there."""
    return StaffAction(
        name="ask_owner",
        step=lambda services, tx, request: owner_letters.ask_owner(services, tx, request, by),
        undoable=False,
    )


def mark_upgraded(by: str) -> StaffAction:
    """The upgrade that was awaited is bought."""
    return StaffAction(
        name="mark_upgraded",
        step=lambda services, _tx, request: verbs.mark_upgraded(request, by, services.clock()),
    )


def complete(sens: Sequence[str], by: str, insist: str = "", note: str = "") -> StaffAction:
    """Record the SENs, one per license key in its order, and confirm them.

    What `find_stops` finds needs `insist`: the reason, which is kept. `note` is a line for the customer.
    """

    def step(services: ReviewContext, tx: Transaction, request: Request) -> RequestStep:
        stops = find_stops(tx, request, sens)
        if stops and not insist.strip():
            how = "to insist, give the reason: `sen-worker queue complete --insist REASON`"
            raise RefusedError("; ".join((*stops, how)))
        done = with_expert_copy(verbs.complete(request, sens, by, services.clock(), note), services.policy)
        done = _as_offered(tx, request, done)
        if not stops:
            return done
        why = f"insisted: {insist.strip()} ({'; '.join(stops)})"
        insisted = Event(at=services.clock(), who=by, what="note", why=why)
        return replace(done, events=(*done.events, insisted), insisted=True)

    return StaffAction(name="complete", step=step)


def _as_offered(tx: Transaction, request: Request, step: RequestStep) -> RequestStep:
    """The step, whose event tells where the Marketplace's report had offered these SENs."""
    offered = {one.sen for one in tx.offers.of_request(request.id or 0)}
    if not step.request.sens or not {*step.request.sens} <= offered:
        return step
    events = tuple(replace(one, name="report") if one.what == "state" else one for one in step.events)
    return replace(step, events=events)


def find_stops(tx: Transaction, request: Request, sens: Sequence[str]) -> tuple[str, ...]:
    """What stops a completion until a person insists: a key completed elsewhere, a SEN used before."""
    related = tx.requests.related(license_keys(request), "", request.id)
    done = [one.reference for one in related if one.same_key and one.state is State.COMPLETED]
    wanted = list(dict.fromkeys(map(normalise_sen, sens)))
    given = tx.sens_given(wanted, request.id)
    keys = [f"{' and '.join(done)} was completed for a license key of {request.reference}"] if done else []
    return (*keys, *(f"{sen} was given to {given[sen]} already" for sen in wanted if sen in given))


def amend(sens: Sequence[str], given: Mapping[str, str], note: str, by: str) -> StaffAction:
    """Correct a completed request, and confirm it anew."""

    def step(services: ReviewContext, tx: Transaction, request: Request) -> RequestStep:
        values, _ = _checked(services, request, given)
        taken = tx.sens_given([normalise_sen(sen) for sen in sens], request.id)
        required = services.required(request.form)
        amended = amend_request.amend(request, sens, values, note, required, taken, by, services.clock())
        return with_expert_copy(amended, services.policy)

    return StaffAction(name="amend", step=step, undoable=False)


def reject(reason: str, note: str, by: str) -> StaffAction:
    """Not eligible, and a letter that says why."""
    return StaffAction(
        name="reject",
        step=lambda services, _tx, request: verbs.reject(request, reason, note, by, services.clock()),
    )


def ask(fields: Sequence[str], note: str, by: str) -> StaffAction:
    """Ask the customer for these fields."""

    def step(services: ReviewContext, _tx: Transaction, request: Request) -> RequestStep:
        return verbs.ask(request, fields, note, services.required(request.form), by, services.clock())

    return StaffAction(name="ask", step=step)


def answer(words: str, by: str, to: str = "") -> StaffAction:
    """Write to the customer in the reviewer's own words; `to` another address of theirs."""
    return StaffAction(
        name="answer",
        step=lambda services, _tx, request: verbs.answer(request, words, by, services.clock(), to),
    )


def readdress(address: str, why: str, by: str) -> StaffAction:
    """The requester has another address; what came back goes there, where it can be written anew."""

    def step(services: ReviewContext, tx: Transaction, request: Request) -> RequestStep:
        bounced = [one for one in tx.letters.of_request(request.id or 0) if one.state is LetterState.BOUNCED]
        kinds = tuple(dict.fromkeys(LetterKind(one.kind) for one in bounced))
        new = ascii_address(address, "the new address")
        step = change_address(request, new, why, kinds, by, services.clock())
        letters = tuple(_with_own_words(draft, bounced) for draft in step.letters)
        return with_expert_copy(replace(step, letters=letters), services.policy)

    return StaffAction(name="readdress", step=step, undoable=False)


def _with_own_words(draft: LetterDraft, bounced: Sequence[Letter]) -> LetterDraft:
    """A confirmation that is written anew, with the words of staff that the last one held."""
    told = [one.draft for one in bounced if one.kind == draft.kind and one.draft is not None]
    if draft.kind is not LetterKind.SEN_CONFIRMATION or not told:
        return draft
    last = told[-1]
    return replace(
        draft,
        note=str(last.get("note", "")),
        reason=str(last.get("reason", "")),
        changed=tuple(last.get("changed", ())),
    )


def settle(reason: str, by: str) -> StaffAction:
    """One reason for attention has had it."""
    return StaffAction(
        name="settle", step=lambda services, _tx, request: verbs.settle(request, reason, by, services.clock())
    )


def set_values(given: Mapping[str, str], by: str, why: str = "") -> StaffAction:
    """Correct fields by hand, each held to the form's own check; an empty text clears a field."""

    def step(services: ReviewContext, _tx: Transaction, request: Request) -> RequestStep:
        values, problems = _checked(services, request, given)
        required = services.required(request.form)
        return verbs.set_values(request, values, problems, required, by, services.clock(), why)

    return StaffAction(name="edit", step=step, fields=frozenset(given))


def withdraw(by: str) -> StaffAction:
    """The request is taken back."""
    return StaffAction(
        name="withdraw", step=lambda services, _tx, request: verbs.withdraw(request, by, services.clock())
    )


def reopen(by: str) -> StaffAction:
    """Back into the queue."""

    def step(services: ReviewContext, _tx: Transaction, request: Request) -> RequestStep:
        return verbs.reopen(request, services.required(request.form), by, services.clock())

    return StaffAction(name="reopen", step=step, undoable=False)


def assign(to: str | None, by: str) -> StaffAction:
    """Whose it is to look at; UsageError for a name that nobody here has."""

    def step(services: ReviewContext, tx: Transaction, request: Request) -> RequestStep:
        if to is not None and tx.staff.get(to) is None:
            raise UsageError(f"there is nobody called {to} among the staff")
        return verbs.assign(request, to, by, services.clock())

    return StaffAction(name="assign", step=step, undoable=False, mild=True)


def snooze(until: str | None, by: str) -> StaffAction:
    """Out of what waits for staff until that day (YYYY-MM-DD), or until the customer writes."""

    def step(services: ReviewContext, _tx: Transaction, request: Request) -> RequestStep:
        day = None if until is None else _first_moment(until)
        return verbs.snooze(request, day, by, services.clock())

    return StaffAction(name="snooze", step=step, undoable=False, mild=True)


def wake(by: str) -> StaffAction:
    """Back to what waits for staff."""
    return StaffAction(
        name="wake",
        step=lambda services, _tx, request: verbs.wake(request, by, services.clock()),
        undoable=False,
        mild=True,
    )


def _first_moment(day: str) -> datetime:
    try:
        return datetime.combine(date.fromisoformat(day.strip()), time(), tzinfo=UTC)
    except ValueError:
        raise UsageError(f"{day.strip() or 'nothing'} is no day; write it as 2027-01-31") from None


def _checked(
    services: FormContext, request: Request, given: Mapping[str, str]
) -> tuple[dict[str, str | int | None], dict[str, FieldProblem]]:
    """The values as they are kept, and what is wrong with them; UsageError for what can't be one."""
    form = services.forms[request.form]
    names = [field.name for field in form.fields]
    settable = [*names, CONFIRMATION] if form.confirmation is not None else names
    if unknown := [name for name in given if name not in settable]:
        raise UsageError(f"{', '.join(unknown)}: not a field of {form.name}; it has {', '.join(names)}")
    values: dict[str, str | int | None] = {}
    problems: dict[str, FieldProblem] = {}
    for name, text in given.items():
        if not text.strip():
            values[name] = None
            continue
        if name == CONFIRMATION:
            values[name] = "confirmed"
            if not _confirms(text):
                problems[name] = FieldProblem.CONTRADICTED
            continue
        checked = check_answer(form.field(name), text)
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
