"""A message that belongs to a request: answers, corrections, and words for a person."""

from dataclasses import replace
from datetime import datetime

from worker.forms.extraction import Problem, ReplyIntent, ReplyReading
from worker.requests import account_letters, office_hours, related
from worker.requests.authenticity import judge_author
from worker.requests.belonging import Belonging, Proof
from worker.requests.confirming import confirm_answers
from worker.requests.incoming import Incoming
from worker.requests.merge import CONFIRMATION, Answers, Merged, merge, with_attention
from worker.requests.opening import answered_thread, next_step, withheld
from worker.requests.rights import ACCOUNT, Right, may_set_account, right_to, usable_account
from worker.requests.values import (
    CUSTOMER,
    WORKER,
    Attention,
    Decision,
    Disposition,
    Event,
    FieldValue,
    Known,
    LetterPool,
    Policy,
    Request,
    SenderStanding,
    State,
)

#: States in which a customer's answer still changes the request by itself.
OPEN_TO_ANSWERS = frozenset({State.NEEDS_INFO, State.READY_FOR_REVIEW, State.EXPIRED, State.INTERESTED})


def reply(
    incoming: Incoming,
    belonging: Belonging,
    reading: ReplyReading,
    known: Known,
    policy: Policy,
    now: datetime,
) -> Decision | None:
    """What a reply does to its request; None when the message turns out to stand for itself."""
    decision = _reply(incoming, belonging, reading, known, policy, now)
    return None if decision is None else replace(decision, unread=reading.unread)


def _reply(
    incoming: Incoming,
    belonging: Belonging,
    reading: ReplyReading,
    known: Known,
    policy: Policy,
    now: datetime,
) -> Decision | None:
    verdict = judge_author(incoming.message, policy)
    right = right_to(belonging, verdict.authenticity)
    request = _heard(belonging, incoming, known, now)
    if belonging.proof is Proof.SENDER and _is_another_license(request, reading, incoming.required):
        return None
    if right is Right.NOTHING:
        return _forged(belonging.request, verdict.words, now)
    if reading.intent is ReplyIntent.NOTHING or not reading.fields:
        return _for_a_person(request, belonging, reading, now)
    if request.state not in OPEN_TO_ANSWERS:
        return _too_late(request, now)
    return _answered(incoming, request, belonging, reading, right, known, policy, now)


def _heard(belonging: Belonging, incoming: Incoming, known: Known, now: datetime) -> Request:
    request = replace(belonging.request, updated_at=now)
    if known.pool is LetterPool.CUSTOMERS:
        request = replace(request, standing=SenderStanding.KNOWN)
    if not belonging.same_sender:
        return request
    zone = office_hours.zone(incoming.message.date)
    return replace(
        request,
        thread=answered_thread(incoming),
        utc_offset=request.utc_offset if zone is None else zone,
    )


def _answered(
    incoming: Incoming,
    request: Request,
    belonging: Belonging,
    reading: ReplyReading,
    right: Right,
    known: Known,
    policy: Policy,
    now: datetime,
) -> Decision:
    wanted = reading.fields.get(ACCOUNT)
    reading, reasons = withhold_account(reading, request, right)
    again = confirm_answers(request, reading, incoming.checks, known.pool)
    reading = again.reading
    merged = merge(again.request, answers(reading, incoming.ledger_id), incoming.required, now)
    denied = reading.problems.get(CONFIRMATION) is Problem.CONTRADICTED
    in_vain = denied or not _goes_on(merged, reading, request)
    unclear = again.in_other_words or _spoils(reading, request, incoming.required)
    if reading.intent is ReplyIntent.QUESTION or unclear or in_vain:
        reasons.append(Attention.CUSTOMER_WROTE)
    if reading.unread:
        reasons.append(Attention.UNREAD_WORDS)
    if not belonging.same_sender:
        reasons.append(Attention.OTHER_ADDRESS)
    reasons += related.reasons(merged.request, known.related)
    changed, noticed = with_attention(merged.request, reasons, CUSTOMER, now)
    heard = _message_event(now, "the customer's answer")
    if Attention.ACCOUNT_CHANGED in reasons:
        wish = account_letters.wish(request, str(wanted), now)
        held = withheld(incoming, known, policy, now, to=request.requester.addr)
        letters = account_letters.ask(request, held) if belonging.same_sender else ()
        events = (heard, *merged.events, wish, *noticed)
        decision = _decision(changed, events, "a person decides about the account")
        return replace(decision, letters=letters)
    if in_vain and merged.request.ask:
        return _decision(changed, (heard, *merged.events, *noticed), "to ask the same again would be in vain")
    if (
        not merged.changed
        and merged.request.ask == request.ask
        and not set(reading.fields) & set(request.ask)
    ):
        return _decision(changed, (heard, *noticed), "it says nothing new")
    against = (
        reading.hold_reason,
        related.confusing(changed, known.related),
        withheld(incoming, known, policy, now, to=changed.requester.addr),
    )
    changed, outcome, letters = next_step(changed, "; ".join(filter(None, against)), policy, now)
    if account_letters.was_told(known.letters):
        outcome, letters = account_letters.confirm(usable_account(request), changed, outcome, letters)
    links = related.links(known.related, now)
    decision = _decision(changed, (heard, *merged.events, *noticed, *links, *outcome), _told(merged))
    return replace(decision, letters=letters, related=known.related)


def _goes_on(merged: Merged, reading: ReplyReading, request: Request) -> bool:
    """Whether an answer to what was asked brought anything; the same again has to be read by a person."""
    return merged.changed or merged.request.ask != request.ask or not set(reading.fields) & set(request.ask)


def withhold_account(
    reading: ReplyReading, request: Request, right: Right
) -> tuple[ReplyReading, list[Attention]]:
    """Without the account that a mail names, where it has no right to say to whom the license goes."""
    known_value = request.fields.get(ACCOUNT)
    given = reading.fields.get(ACCOUNT)
    same = known_value is not None and known_value.value == given
    if given is None or same or may_set_account(right, request):
        return reading, []
    fields = {name: value for name, value in reading.fields.items() if name != ACCOUNT}
    return replace(reading, fields=fields), [Attention.ACCOUNT_CHANGED]


def _spoils(reading: ReplyReading, request: Request, required: tuple[str, ...]) -> bool:
    """Whether it corrects a settled answer to one that can't be used, or takes the consent back.

    The old value stays, so a person has to see what the customer meant.
    """
    return any(name in required and name not in request.ask for name in reading.problems)


def answers(reading: ReplyReading, ledger_id: int) -> Answers:
    """What a reply says, ready to be merged, each value with the message that it was read from."""
    values = {
        name: FieldValue(value=value, message=ledger_id, evidence=reading.evidence.get(name))
        for name, value in reading.fields.items()
    }
    return Answers(values=values, problems=reading.problems, by=CUSTOMER)


def _forged(request: Request, words: str, now: datetime) -> Decision:
    """Shown to a person, whatever it says; the request stays as it is."""
    heard = _message_event(now, "not applied: the sender's authentication failed")
    reasons = [Attention.AUTHENTICATION_FAILED]
    changed, noticed = with_attention(request, reasons, WORKER, now, words)
    return _decision(changed, (heard, *noticed), "a reply whose sender's authentication failed")


def _for_a_person(request: Request, belonging: Belonging, reading: ReplyReading, now: datetime) -> Decision:
    heard = _message_event(now, "a reply without answers")
    thanks_at_the_end = reading.intent is ReplyIntent.NOTHING and request.state not in OPEN_TO_ANSWERS
    if thanks_at_the_end:
        return _decision(request, (heard,), "a reply that asks for nothing")
    reasons = [Attention.CUSTOMER_WROTE]
    if not belonging.same_sender:
        reasons.append(Attention.OTHER_ADDRESS)
    changed, noticed = with_attention(request, reasons, CUSTOMER, now)
    return _decision(changed, (heard, *noticed), "a reply that a person has to read")


def _too_late(request: Request, now: datetime) -> Decision:
    why = f"the request is {request.state}"
    changed, noticed = with_attention(request, [Attention.CHANGED_AFTER_APPROVAL], CUSTOMER, now, why)
    heard = _message_event(now, "answers that came too late to be applied")
    return _decision(changed, (heard, *noticed), f"answers to a request that is {request.state}")


def _is_another_license(request: Request, reading: ReplyReading, required: tuple[str, ...]) -> bool:
    """The whole form again, for a license key that this request does not have."""
    ours = request.fields.get("license_key")
    theirs = reading.fields.get("license_key")
    whole = all(reading.fields.get(name) is not None for name in required if name in request.fields)
    return whole and ours is not None and ours.value is not None and theirs not in (None, ours.value)


def _message_event(now: datetime, why: str) -> Event:
    return Event(at=now, who=CUSTOMER, what="message", name="reply", why=why)


def _told(merged: Merged) -> str:
    names = dict.fromkeys(event.name for event in merged.events)
    return f"it answers {', '.join(names)}"


def _decision(request: Request, events: tuple[Event, ...], reason: str) -> Decision:
    return Decision(disposition=Disposition.REPLY, reason=reason, request=request, events=events)
