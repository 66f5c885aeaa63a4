"""Answers of a customer's that came after the approval: what they would change, and that being done."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from worker.errors import RefusedError
from worker.reader_process.mail_reader import ReadingFailedError, ReplyQuestion
from worker.requests import account_letters
from worker.requests.late_answers import (
    DECIDED,
    LateReply,
    apply_late_answers,
    find_late_changes,
    take_back_approval,
)
from worker.requests.message_rights import ACCOUNT, usable_account
from worker.requests.request_model import Attention, Disposition, Event, Request
from worker.requests.review_rules import RequestStep, set_values, settle
from worker.services.contexts import ReadingContext, ReviewContext
from worker.services.review.replay_mail import right_of_reply
from worker.services.review.staff_actions import StaffAction
from worker.store.records import LedgerEntry
from worker.store.transactions import Transaction


def apply_correction(by: str) -> StaffAction:
    """What came too late counts, as far as its author may say it; an approval is taken back with it."""

    def step(services: ReviewContext, tx: Transaction, request: Request) -> RequestStep:
        late, sent = _late_replies(services, tx, request), tx.letters.texts_of(request.id or 0)
        return apply_late_answers(request, late, services.required(request.form), by, services.clock(), sent)

    return StaffAction(name="apply", step=step, undoable=False)


def apply_account(by: str) -> StaffAction:
    """The myAtlassian address that a mail wanted without proof enough; a person says that it is theirs."""

    def step(services: ReviewContext, tx: Transaction, request: Request) -> RequestStep:
        events = tx.requests.events(request.id or 0)
        wishes = [event for event in events if event.what == "wish" and event.name == ACCOUNT and event.new]
        if Attention.ACCOUNT_CHANGED not in request.attention or not wishes:
            raise RefusedError(f"nobody wants another account for {request.reference} any more")
        values = {ACCOUNT: wishes[-1].new}
        required = services.required(request.form)
        undecided, moved = _undecided(request, by, services.clock())
        made = set_values(undecided, values, {}, required, by, services.clock(), "the customer wants it")
        settled = settle(made.request, Attention.ACCOUNT_CHANGED, by, services.clock())
        told, letters = account_letters.tell_of_change(
            usable_account(request),
            settled.request,
            tx.letters.texts_of(request.id or 0),
            by,
            services.clock(),
        )
        return replace(settled, events=(*moved, *made.events, *settled.events, *told), letters=letters)

    return StaffAction(name="apply", step=step, undoable=False)


def _undecided(request: Request, by: str, now: datetime) -> tuple[Request, tuple[Event, ...]]:
    """The request without its approval, which was given for the account that it had."""
    if request.state not in DECIDED:
        return request, ()
    return take_back_approval(request, by, now)


def late_entries(entries: Sequence[LedgerEntry], events: Sequence[Event]) -> tuple[LedgerEntry, ...]:
    """The replies since the first answer came that was too late and that nobody has settled."""
    noticed = [e for e in events if e.what == "attention" and e.name == Attention.CHANGED_AFTER_APPROVAL]
    since = noticed[-1].at if noticed and noticed[-1].new else None
    return tuple(
        entry
        for entry in entries
        if since is not None and entry.disposition is Disposition.REPLY and entry.seen_at >= since
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class LateWish:
    """A change that one late mail would make."""

    ledger_id: int
    event: Event


def list_wishes(services: ReadingContext, tx: Transaction, request: Request) -> tuple[LateWish, ...]:
    """What the late mails would change, each with its mail."""
    late = _late_replies(services, tx, request)
    required = services.required(request.form)
    _, found = find_late_changes(request, late, required, "", services.clock())
    return tuple(
        LateWish(ledger_id=one.reply.ledger_id, event=event)
        for one in found
        for event in one.events
        if event.what in {"field", "wish"}
    )


def _late_replies(services: ReadingContext, tx: Transaction, request: Request) -> list[LateReply]:
    request_id = request.id or 0
    entries = late_entries(tx.ledger.of_request(request_id), tx.requests.events(request_id))
    letters = tx.letters.of_request(request_id)
    found = []
    for entry in entries:
        raw = tx.ledger.raw(entry.id)
        if raw is None:
            continue
        try:
            message = services.readings.message(raw)
            question = ReplyQuestion(
                message=message,
                form=request.form,
                ask=request.ask,
                texts=tuple(letter.text for letter in letters),
                values={name: value.value for name, value in request.fields.items()},
            )
            reading = services.readings.reply(question)
        except ReadingFailedError:  # a person reads it
            continue
        right = right_of_reply(services, request, message, letters)
        found.append(LateReply(reading=reading, ledger_id=entry.id, right=right))
    return found
