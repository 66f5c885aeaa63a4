"""Stores one message: its decision, request, events, letters and ledger entry, in one transaction."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from worker.requests.decide import decide
from worker.requests.merge_answers import with_attention
from worker.requests.request_model import (
    CLOUD_INTEREST_FORM,
    OURS,
    WORKER,
    Attention,
    Decision,
    Disposition,
    Event,
    LetterDraft,
    RelatedRequest,
    Request,
    State,
)
from worker.requests.sending.request_batches import is_answered_together, one_letter, take_letters
from worker.requests.threading.related_requests import MOST_LINKS, link_back, new_links
from worker.services.contexts import ClockContext, IntakeContext, LetterContext
from worker.services.intake.arrived_message import ArrivedMessage
from worker.services.intake.known_facts import recall_known
from worker.services.intake.message_decision import (
    decide_message,
    make_heading,
    make_separate_message,
    with_related,
)
from worker.services.outbox import interest_list
from worker.services.outbox.letter_caps import recall_caps
from worker.services.outbox.overtaken_letters import cancel_overtaken
from worker.services.outbox.owner_letters import with_owner_letter
from worker.services.outbox.queue_letters import WrittenLetter, queue_letters
from worker.store.records import MessagePlace
from worker.store.transactions import Transaction
from worker.version import build_name


@dataclass(frozen=True, slots=True, kw_only=True)
class IngestOutcome:
    """What became of one message."""

    entry_id: int
    place: MessagePlace
    disposition: Disposition
    reason: str
    request: Request | None
    letters: tuple[LetterDraft, ...]


def ingest_message(
    services: IntakeContext,
    tx: Transaction,
    arrived: ArrivedMessage,
    *,
    read_ahead: bool = False,
    entry_id: int | None = None,
) -> IngestOutcome | None:
    """Decide on a message and store all that follows, within a transaction; None when the ledger has it.

    `entry_id` is its ledger entry, where that was claimed before. With `read_ahead` a reply must have been
    read before: raises ReplyNotReadError where it was not, or its request has changed since. Raises
    ReadingFailedError where a reply can't be read.
    """
    now = services.clock()
    if entry_id is None:
        entry_id = tx.ledger.enter(arrived.place, arrived.received_at, now, build_name())
    if entry_id is None:
        return None
    decision = decide_message(services, tx, arrived, entry_id, now, read_ahead=read_ahead)
    if arrived.extraction.others and decision.disposition is Disposition.REQUEST:
        request, decision = _open_batch(services, tx, arrived, entry_id, decision)
    else:
        request = _store_decision(services, tx, decision, arrived.letters)
        if request is not None and arrived.extraction.others:
            _flag_several_forms(services, tx, request, 1 + len(arrived.extraction.others))
    if request is not None and _left_the_list(request, decision):
        others = interest_list.leave if decision.by_mailbox else interest_list.doubt_others
        others(services, tx, request, "left the list by another entry")
    ours = request is not None or decision.disposition in OURS
    tx.ledger.decide(
        entry_id,
        decision.disposition,
        decision.reason,
        message_id=arrived.message.message_id,
        digest=arrived.message.digest,
        request_id=request.id if request else None,
        raw=arrived.raw if ours else None,
        unread=decision.unread,
        heading=None if ours else make_heading(services, arrived.message),
    )
    return IngestOutcome(
        entry_id=entry_id,
        place=arrived.place,
        disposition=decision.disposition,
        reason=decision.reason,
        request=request,
        letters=decision.letters,
    )


def _left_the_list(request: Request, decision: Decision) -> bool:
    leaves = any(event.new == State.WITHDRAWN for event in decision.events if event.what == "state")
    return leaves and request.form == CLOUD_INTEREST_FORM


def _open_batch(
    services: IntakeContext, tx: Transaction, arrived: ArrivedMessage, entry_id: int, decision: Decision
) -> tuple[Request | None, Decision]:
    """Each further form in the mail opens a request of its own, linked with the first, and of its batch.

    Where the mail is an answer a person is told instead: what is the answer's and what is new is not guessed.
    """
    together = is_answered_together(decision, services.policy)
    taken: list[LetterDraft] = []
    batch = decision.request.reference if decision.request is not None else ""
    first = _store_decision(
        services, tx, _of_batch(decision, batch, taken if together else None), arrived.letters
    )
    if first is None:
        return None, decision
    unread = list(decision.unread)
    for other in arrived.extraction.others:
        known = replace(
            recall_known(services, tx, arrived.message, entry_id), restored_at=services.store.restored_at
        )
        known = recall_caps(services, tx, with_related(tx, known, other.fields, None), arrived.message, None)
        incoming, now = make_separate_message(services, tx, arrived, other, entry_id), services.clock()
        opened = decide(incoming, known, services.policy, now)
        opened = with_owner_letter(services, tx, incoming, known, opened, now)
        request = _store_decision(services, tx, _of_batch(opened, batch, taken if together else None))
        if request is not None:
            unread += opened.unread
            _link(services, tx, request, first)
            _link(services, tx, first, request)
    if taken:
        first = _write_to_all(services, tx, first, taken)
    return first, replace(decision, unread=tuple(dict.fromkeys(unread)))


def _of_batch(decision: Decision, batch: str, taken: list[LetterDraft] | None) -> Decision:
    """The decision with its request in the batch; with `taken`, its letter is put there instead."""
    if taken is not None:
        decision, letters = take_letters(decision)
        taken += letters
    request = decision.request
    return replace(decision, request=replace(request, batch=batch) if request is not None else None)


def _write_to_all(
    services: IntakeContext, tx: Transaction, first: Request, taken: Sequence[LetterDraft]
) -> Request:
    """Queue the one letter in place of those of each request."""
    first = tx.requests.get(first.id or 0) or first
    changed, events, letter = one_letter(first, taken, services.clock())
    if events:
        changed = tx.requests.save(changed)
        tx.requests.add_events(changed.id or 0, events)
    return queue_letters(services, tx, changed, (letter,))


def _flag_several_forms(services: ClockContext, tx: Transaction, request: Request, count: int) -> None:
    why = f"the mail holds {count} forms, of which one at most was applied"
    changed, events = with_attention(request, [Attention.CUSTOMER_WROTE], WORKER, services.clock(), why)
    tx.requests.save(changed)
    tx.requests.add_events(request.id or 0, events)


def _link(services: ClockContext, tx: Transaction, request: Request, other: Request) -> None:
    event = Event(
        at=services.clock(), who=WORKER, what="link", name=other.reference, why="it came in the same mail"
    )
    tx.requests.add_events(request.id or 0, [event])


def _store_decision(
    services: LetterContext, tx: Transaction, decision: Decision, written: Sequence[WrittenLetter] = ()
) -> Request | None:
    """Store the request, its events and its letters; mark the letter or notice that came back."""
    if decision.bounced_notice is not None:
        tx.notices.bounce(decision.bounced_notice)
    if decision.bounced_letter is not None:
        tx.letters.bounce(decision.bounced_letter)
    if decision.request is None:
        return None
    request, overtaken = cancel_overtaken(services, tx, decision.request, decision.letters, WORKER)
    if decision.disposition is Disposition.REPLY:  # it may have slept until the customer writes
        request = replace(request, snoozed_at=None, wake_at=None)
    stored = tx.requests.add(request) if request.id is None else tx.requests.save(request)
    history = tx.requests.events(stored.id or 0) if decision.related and request.id is not None else ()
    tx.requests.add_events(stored.id or 0, (*new_links(decision.events, history), *overtaken), stored.version)
    for number, other in enumerate(decision.related):
        if other.same_key or number < MOST_LINKS:
            _link_back(services, tx, stored, other)
    for changed in decision.beside:
        tx.requests.save(changed.request)
        tx.requests.add_events(changed.request.id or 0, changed.events)
    return queue_letters(services, tx, stored, decision.letters, written)


def _link_back(services: ClockContext, tx: Transaction, request: Request, other: RelatedRequest) -> None:
    """Link two requests from the other side; one license key in two of them is a matter for staff on both."""
    now = services.clock()
    events = [*new_links([link_back(request, other, now)], tx.requests.events(other.id))]
    duplicate = tx.requests.get(other.id) if other.same_key else None
    if duplicate is not None:
        why = f"{request.reference} names the same license key"
        changed, noticed = with_attention(duplicate, [Attention.DUPLICATE_KEY], WORKER, now, why)
        if noticed:
            tx.requests.save(replace(changed, updated_at=now))
        events += noticed
    if events:
        tx.requests.add_events(other.id, events)
