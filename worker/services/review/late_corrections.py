"""Answers of a customer's that came after the approval: what they would change, and that being done."""

from collections.abc import Sequence
from dataclasses import replace

from worker.errors import RefusedError
from worker.reader_process.mail_reader import ReadingFailedError, ReplyQuestion
from worker.requests.apply_reply import collect_answers
from worker.requests.late_answers import apply_late_answers
from worker.requests.merge_answers import RequestAnswers
from worker.requests.message_rights import ACCOUNT
from worker.requests.request_model import Attention, Disposition, Event, Request
from worker.requests.review_rules import RequestStep, set_values, settle
from worker.services.review.staff_actions import StaffAction
from worker.services.service_context import ServiceContext
from worker.store.records import LedgerEntry
from worker.store.transactions import Transaction


def apply_correction(by: str) -> StaffAction:
    """What came too late counts; an approval is taken back with it."""

    def step(services: ServiceContext, tx: Transaction, request: Request) -> RequestStep:
        late = _late_answers(services, tx, request)
        return apply_late_answers(request, late, services.required(request.form), by, services.clock())

    return StaffAction(name="apply", step=step, undoable=False)


def apply_account(by: str) -> StaffAction:
    """The myAtlassian address that a mail wanted without proof enough; a person says that it is theirs."""

    def step(services: ServiceContext, tx: Transaction, request: Request) -> RequestStep:
        events = tx.requests.events(request.id or 0)
        wishes = [event for event in events if event.what == "wish" and event.name == ACCOUNT and event.new]
        if Attention.ACCOUNT_CHANGED not in request.attention or not wishes:
            raise RefusedError(f"nobody wants another account for {request.reference} any more")
        values = {ACCOUNT: wishes[-1].new}
        required = services.required(request.form)
        made = set_values(request, values, {}, required, by, services.clock(), "the customer wants it")
        settled = settle(made.request, Attention.ACCOUNT_CHANGED, by, services.clock())
        return replace(settled, events=(*made.events, *settled.events))

    return StaffAction(name="apply", step=step, undoable=False)


def late_entries(entries: Sequence[LedgerEntry], events: Sequence[Event]) -> tuple[LedgerEntry, ...]:
    """The replies since the first answer came that was too late and that nobody has settled."""
    noticed = [e for e in events if e.what == "attention" and e.name == Attention.CHANGED_AFTER_APPROVAL]
    since = noticed[-1].at if noticed and noticed[-1].new else None
    return tuple(
        entry
        for entry in entries
        if since is not None and entry.disposition is Disposition.REPLY and entry.seen_at >= since
    )


def _late_answers(services: ServiceContext, tx: Transaction, request: Request) -> list[RequestAnswers]:
    request_id = request.id or 0
    entries = late_entries(tx.ledger.of_request(request_id), tx.requests.events(request_id))
    texts = tuple(letter.text for letter in tx.letters.of_request(request_id))
    found = []
    for entry in entries:
        raw = tx.ledger.raw(entry.id)
        if raw is None:
            continue
        try:
            question = ReplyQuestion(
                message=services.readings.message(raw),
                form=request.form,
                ask=request.ask,
                texts=texts,
                values={name: value.value for name, value in request.fields.items()},
            )
            found.append(collect_answers(services.readings.reply(question), entry.id))
        except ReadingFailedError:  # a person reads it
            continue
    return found
