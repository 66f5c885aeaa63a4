"""A message that stands for itself and asks for something: a new request."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime

from worker.forms.extraction import Extraction, Fact, FieldProblem, Kind
from worker.forms.text.customer_language import guess_language
from worker.reading.message import LineRole
from worker.requests import states
from worker.requests.incoming_message import IncomingMessage
from worker.requests.merge_answers import CONFIRMATION, change_state, still_open, with_attention
from worker.requests.message_rights import ACCOUNT, MessageCourse
from worker.requests.repeatable_values import find_unconfirmed
from worker.requests.request_model import (
    CUSTOMER,
    WORKER,
    Attention,
    Decision,
    Disposition,
    Event,
    FieldValue,
    KnownFacts,
    LetterDraft,
    LetterKind,
    LetterPool,
    Policy,
    Request,
    State,
)
from worker.requests.senders import mail_age, reply_address, staff_forwards
from worker.requests.sending import office_hours, reply_gate
from worker.requests.sending.letter_pools import first_standing
from worker.requests.threading import related_requests


def open_request(
    incoming: IncomingMessage, course: MessageCourse, known: KnownFacts, policy: Policy, now: datetime
) -> Decision:
    """A new request out of `incoming`, with the letter that it calls for, as the table wants it."""
    request = _new_request(incoming, known, policy, now)
    events = [Event(at=now, who=CUSTOMER, what="message", name="request", why=incoming.extraction.reason)]
    if claimed := staff_forwards.only_claimed(incoming.message, known.own_addresses, policy):
        events.append(Event(at=now, who=WORKER, what="note", why=f"it names {claimed.addr} as the customer"))
    reasons = [*_reasons(incoming, course, known, policy), *related_requests.reasons(request, known.related)]
    request, noticed = with_attention(request, reasons, WORKER, now)
    events += [*noticed, *related_requests.links(known.related, now)]
    held = _why_held(request, incoming, known, policy, now)
    request, outcome_events, letters = next_step(request, held, policy, now)
    return Decision(
        disposition=Disposition.REQUEST,
        reason=incoming.extraction.reason,
        request=request,
        events=(*events, *outcome_events),
        letters=letters,
        related=known.related,
        unread=incoming.extraction.unread,
    )


def next_step(
    request: Request, held: str, policy: Policy, now: datetime, *, answered: bool = False
) -> tuple[Request, tuple[Event, ...], tuple[LetterDraft, ...]]:
    """Ask for what is open, or tell that everything is there: state, events and letter.

    `held` says why the letter must wait for a person; empty when it may go. `answered` says that an answer
    of the customer's led to it.
    """
    if not request.ask:
        return _complete(request, held, now)
    if request.round >= policy.max_questions:
        why = f"asked {request.round} times (policy.max_questions)"
        request, noticed = with_attention(request, [Attention.TOO_MANY_ROUNDS], WORKER, now, why)
        return _in_state(request, State.NEEDS_INFO, noticed, (), now)
    request = replace(request, round=request.round + 1)
    letter = LetterDraft(
        kind=LetterKind.MISSING_FIELDS,
        to=request.requester.addr,
        round=request.round,
        held=held,
        answered=answered,
    )
    return _with_letter(request, State.NEEDS_INFO, letter, now)


def judge_letter(
    incoming: IncomingMessage, known: KnownFacts, policy: Policy, now: datetime, *, to: str
) -> str:
    """The gate's verdict on a letter to `to` because of `incoming`."""
    occasion = reply_gate.LetterOccasion(
        message=incoming.message,
        to=to,
        received_at=mail_age.reached_at(incoming.message, incoming.received_at),
        now=now,
        known=known,
        policy=policy,
    )
    return reply_gate.verdict(occasion)


def answered_thread(incoming: IncomingMessage) -> tuple[str, ...]:
    """References for an answer to this message (RFC 5322, 3.6.4): what it refers to, then itself."""
    message = incoming.message
    earlier = message.references or message.in_reply_to[:1]
    return tuple(dict.fromkeys((*earlier, *filter(None, [message.message_id]))))


def _why_held(
    request: Request, incoming: IncomingMessage, known: KnownFacts, policy: Policy, now: datetime
) -> str:
    """All that speaks against an automatic letter about a new request, in words."""
    extraction = incoming.extraction
    unsure = (extraction.hold_reason or "the reader is not sure") if extraction.hold else ""
    match = Attention.POSSIBLE_MATCH in request.attention
    passed_on = staff_forwards.handed_over(incoming.message, known.own_addresses, policy) is not None
    claimed = staff_forwards.only_claimed(incoming.message, known.own_addresses, policy) is not None
    reasons = (
        unsure,
        "it may belong to another request" if match else "",
        "a colleague passed the customer's mail on" if passed_on else "",
        "nothing proves that a colleague passed this on" if claimed else "",
        "" if passed_on or claimed else reply_address.explain_doubt(incoming.message, known.own_addresses),
        related_requests.confusing(request, known.related),
        judge_letter(incoming, known, policy, now, to=request.requester.addr),
    )
    return "; ".join(filter(None, reasons))


def first_answers(
    extraction: Extraction, ledger_id: int, required: Sequence[str]
) -> tuple[dict[str, FieldValue], dict[str, FieldProblem]]:
    """The fields that the opening message fills, and what is wrong with them."""
    fields = {
        name: FieldValue(value=value, message=ledger_id, evidence=extraction.evidence.get(name))
        for name, value in extraction.fields.items()
    }
    problems = dict(extraction.problems)
    if extraction.kind is Kind.OTHER and CONFIRMATION in required:
        problems[CONFIRMATION] = FieldProblem.MISSING
    return fields, problems


def told_facts(facts: Sequence[Fact], ledger_id: int) -> dict[str, FieldValue]:
    """What a message tells beside the form's answers, with the message that it was read from."""
    return {
        fact.kind: FieldValue(value=fact.value, message=ledger_id, evidence=fact.evidence) for fact in facts
    }


def _new_request(incoming: IncomingMessage, known: KnownFacts, policy: Policy, now: datetime) -> Request:
    message, extraction = incoming.message, incoming.extraction
    author = message.from_claimed or message.from_
    passed_on = staff_forwards.handed_over(message, known.own_addresses, policy)
    claimed = staff_forwards.only_claimed(message, known.own_addresses, policy)
    addressee = None if claimed else reply_address.find_addressee(message, known.own_addresses)
    form = extraction.form or (known.mentioned.form if known.mentioned else "")
    requester = passed_on or addressee or author
    fields, problems = first_answers(extraction, incoming.ledger_id, incoming.required)
    if known.pool is LetterPool.STRANGERS:
        account = str(extraction.fields.get(ACCOUNT) or "")
        problems = find_unconfirmed(extraction.fields, incoming.checks, account, requester.addr) | problems
    ask = still_open(fields, problems, incoming.required)
    return Request(
        id=None,
        reference=incoming.new_reference,
        form=form,
        state=State.NEEDS_INFO,
        requester=requester,
        subject=incoming.base_subject,
        fields=fields,
        facts=told_facts(extraction.facts, incoming.ledger_id),
        ask=ask,
        problems={name: problems.get(name, FieldProblem.MISSING) for name in ask},
        thread=() if passed_on else answered_thread(incoming),
        created_at=min(mail_age.reached_at(message, incoming.received_at), now),
        updated_at=now,
        language=guess_language(message, LineRole.FORWARDED if passed_on or claimed else LineRole.OWN),
        standing=first_standing(known.pool, policy),
        utc_offset=None if passed_on else office_hours.zone(incoming.message.date),
    )


def _reasons(
    incoming: IncomingMessage, course: MessageCourse, known: KnownFacts, policy: Policy
) -> list[Attention]:
    reasons = [*course.tells]
    unproven = staff_forwards.only_claimed(incoming.message, known.own_addresses, policy) is not None
    if incoming.extraction.unread:
        reasons.append(Attention.UNREAD_WORDS)
    if unproven or (incoming.extraction.hold and not incoming.extraction.unread):
        reasons.append(Attention.UNSURE)
    return reasons


def _complete(
    request: Request, held: str, now: datetime
) -> tuple[Request, tuple[Event, ...], tuple[LetterDraft, ...]]:
    state = states.home(request)
    kind = LetterKind.CLOUD_INTEREST if state is State.INTERESTED else LetterKind.RECEIVED
    letter = LetterDraft(kind=kind, to=request.requester.addr, round=request.version + 1, held=held)
    return _with_letter(request, state, letter, now)


def _with_letter(
    request: Request, state: State, letter: LetterDraft, now: datetime
) -> tuple[Request, tuple[Event, ...], tuple[LetterDraft, ...]]:
    noticed: tuple[Event, ...] = ()
    if letter.held:
        request, noticed = with_attention(request, [Attention.LETTER_WITHHELD], WORKER, now, letter.held)
    event = Event(at=now, who=WORKER, what="letter", name=letter.kind, why=letter.held)
    return _in_state(request, state, (event, *noticed), (letter,), now)


def _in_state(
    request: Request,
    state: State,
    events: tuple[Event, ...],
    letters: tuple[LetterDraft, ...],
    now: datetime,
) -> tuple[Request, tuple[Event, ...], tuple[LetterDraft, ...]]:
    if request.state is state:
        return request, events, letters
    why = "all answers are there" if not request.ask else f"open: {', '.join(request.ask)}"
    request, event = change_state(request, state, WORKER, why, now)
    return request, (event, *events), letters
