"""A message that belongs to a request: answers, corrections, and words for a person."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime

from worker.forms.extraction import DENYING, FieldProblem, ReplyIntent, ReplyReading
from worker.forms.form_values import BARE
from worker.forms.text.customer_language import guess_language
from worker.requests import account_letters
from worker.requests.confirm_answers import confirm_answers
from worker.requests.incoming_message import IncomingMessage
from worker.requests.merge_answers import (
    CONFIRMATION,
    MergedAnswers,
    RequestAnswers,
    merge_answers,
    with_attention,
    with_facts,
)
from worker.requests.message_matters import find_matters
from worker.requests.message_rights import (
    ACCOUNT,
    MessageCourse,
    MessagePlacement,
    MessageRight,
    find_course,
    may_set_account,
    usable_account,
)
from worker.requests.open_request import answered_thread, judge_letter, next_step, told_facts
from worker.requests.request_model import (
    CUSTOMER,
    DOUBTFUL,
    PROVEN_POOLS,
    TAKES_BACK,
    WORKER,
    Attention,
    ChangedRequest,
    Decision,
    Disposition,
    Event,
    FieldValue,
    KnownFacts,
    Policy,
    Request,
    SenderStanding,
)
from worker.requests.senders.sender_authenticity import Authenticity, judge_author
from worker.requests.sending import office_hours
from worker.requests.threading import related_requests
from worker.requests.threading.request_threading import Belonging

#: How the reader says that it took an answer without any label; in a mail of another subject that is a guess.
_GUESSED = frozenset({BARE})


def reply(
    incoming: IncomingMessage,
    belonging: Belonging,
    reading: ReplyReading,
    known: KnownFacts,
    policy: Policy,
    now: datetime,
) -> Decision | None:
    """What a reply does to its request; None when the message turns out to stand for itself."""
    reading = reading if belonging.continues else without_guesses(reading)
    verdict = judge_author(incoming.message, policy)
    courses = find_courses(incoming, belonging, reading, verdict.authenticity)
    main = courses[0]
    if main.place in {MessagePlacement.OWN, MessagePlacement.LEFT}:
        return None
    if main.place is MessagePlacement.SEVERAL:
        return replace(_to_several(belonging, main, now), unread=reading.unread)
    request = _heard(belonging, incoming, known, now)
    tells = [*dict.fromkeys(reason for course in courses for reason in course.tells)]
    if Attention.AUTHENTICATION_FAILED in main.tells:
        decision = _forged(belonging.request, verdict.words, now)
    elif main.right is MessageRight.NOTHING:
        request, told = _told_beside(incoming, request, belonging, reading, now)
        decision = _not_applied(request, tells, now, withdraws=reading.withdraws)
        decision = replace(decision, events=(*decision.events, *told))
    else:
        decision = _answered(incoming, request, belonging, reading, main.right, tells, known, policy, now)
    return replace(decision, unread=reading.unread)


def _told_beside(
    incoming: IncomingMessage, request: Request, belonging: Belonging, reading: ReplyReading, now: datetime
) -> tuple[Request, tuple[Event, ...]]:
    """What the customer tells of Cloud, Data Center and levels is kept, though nothing is applied."""
    if not belonging.same_sender:
        return request, ()
    return with_facts(request, told_facts(reading.facts, incoming.ledger_id), CUSTOMER, now)


def find_courses(
    incoming: IncomingMessage, belonging: Belonging, reading: ReplyReading, authenticity: Authenticity
) -> tuple[MessageCourse, ...]:
    """What the table says of each thing that a reply brings, what decides about it first."""
    return tuple(
        find_course(
            belonging.proof,
            authenticity,
            matter,
            belonging.request.state,
            same_sender=belonging.same_sender,
        )
        for matter in find_matters(incoming, belonging, reading)
    )


def without_guesses(reading: ReplyReading) -> ReplyReading:
    """Without what was taken for an answer for standing alone; a person reads it then."""
    guessed = {name for name, found in reading.evidence.items() if found.rule in _GUESSED}
    if not guessed:
        return reading
    fields = {name: value for name, value in reading.fields.items() if name not in guessed}
    return replace(reading, fields=fields, intent=ReplyIntent.QUESTION)


def _to_several(belonging: Belonging, course: MessageCourse, now: datetime) -> Decision:
    """Shown on each request that it may belong to, kept with the oldest; none of them is changed."""
    first, others = belonging.request, belonging.others
    names = " or ".join(one.reference for one in (first, *others))
    doubt = Event(at=now, who=CUSTOMER, what="message", name=DOUBTFUL, why=f"it may belong to {names}")
    changed, noticed = with_attention(replace(first, updated_at=now), course.tells, WORKER, now, doubt.why)
    beside = []
    for other in others:
        why = "a mail there may belong here"
        link = Event(at=now, who=WORKER, what="link", name=first.reference, why=why)
        told, events = with_attention(replace(other, updated_at=now), course.tells, WORKER, now, why)
        beside.append(ChangedRequest(request=told, events=(link, *events)))
    decision = _decision(changed, (doubt, *noticed), f"it may belong to {names}: a person decides")
    return replace(decision, beside=tuple(beside))


def _heard(belonging: Belonging, incoming: IncomingMessage, known: KnownFacts, now: datetime) -> Request:
    request = replace(belonging.request, updated_at=now)
    if known.pool in PROVEN_POOLS:
        request = replace(request, standing=SenderStanding.KNOWN)
    if not belonging.same_sender:
        return request
    zone = office_hours.zone(incoming.message.date)
    return replace(
        request,
        thread=answered_thread(incoming),
        # The first words of their own tell it for the request's whole life.
        language=request.language or guess_language(incoming.message),
        utc_offset=request.utc_offset if zone is None else zone,
    )


def _answered(
    incoming: IncomingMessage,
    request: Request,
    belonging: Belonging,
    reading: ReplyReading,
    right: MessageRight,
    tells: Sequence[Attention],
    known: KnownFacts,
    policy: Policy,
    now: datetime,
) -> Decision:
    wanted = reading.fields.get(ACCOUNT)
    reading, reasons = withhold_account(reading, request, right)
    again = confirm_answers(request, reading, incoming.checks, known.pool)
    reading = again.reading
    merged = merge_answers(
        again.request, collect_answers(reading, incoming.ledger_id), incoming.required, now
    )
    denied = reading.problems.get(CONFIRMATION) is FieldProblem.CONTRADICTED
    new_sign = any(event.what == "fact" and event.name in DENYING for event in merged.events)
    in_vain = (denied and not new_sign) or not _goes_on(merged, reading, request)
    reasons += tells
    unclear = again.in_other_words or _spoils(reading, request, incoming.required)
    if unclear or in_vain or denied:
        reasons.append(Attention.CUSTOMER_WROTE)
    reasons += related_requests.reasons(merged.request, known.related)
    changed, noticed = with_attention(merged.request, reasons, CUSTOMER, now)
    heard = _message_event(now, "the customer's answer")
    if Attention.ACCOUNT_CHANGED in reasons:
        wish = account_letters.wish(request, str(wanted), now)
        held = judge_letter(incoming, known, policy, now, to=request.requester.addr)
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
        return _decision(changed, (heard, *merged.events, *noticed), "it says nothing new")
    against = (
        reading.hold_reason,
        related_requests.confusing(changed, known.related),
        judge_letter(incoming, known, policy, now, to=changed.requester.addr),
    )
    changed, outcome, letters = next_step(
        changed, "; ".join(filter(None, against)), policy, now, answered=merged.changed
    )
    if account_letters.was_told(known.letters):
        names = tuple(dict.fromkeys(event.name for event in merged.events))
        letters = tuple(replace(letter, changed=names) for letter in letters)
        outcome, letters = account_letters.confirm(usable_account(request), changed, outcome, letters)
    links = related_requests.links(known.related, now)
    decision = _decision(changed, (heard, *merged.events, *noticed, *links, *outcome), _told(merged))
    return replace(decision, letters=letters, related=known.related)


def _goes_on(merged: MergedAnswers, reading: ReplyReading, request: Request) -> bool:
    """Whether an answer to what was asked brought anything; the same again has to be read by a person."""
    return merged.changed or merged.request.ask != request.ask or not set(reading.fields) & set(request.ask)


def withhold_account(
    reading: ReplyReading, request: Request, right: MessageRight
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


def collect_answers(reading: ReplyReading, ledger_id: int) -> RequestAnswers:
    """What a reply says, ready to be merged, each value with the message that it was read from."""
    values = {
        name: FieldValue(value=value, message=ledger_id, evidence=reading.evidence.get(name))
        for name, value in reading.fields.items()
    }
    facts = told_facts(reading.facts, ledger_id)
    return RequestAnswers(values=values, problems=reading.problems, by=CUSTOMER, facts=facts)


def _forged(request: Request, words: str, now: datetime) -> Decision:
    """Shown to a person, whatever it says; the request stays as it is."""
    heard = _message_event(now, "not applied: the sender's authentication failed")
    reasons = [Attention.AUTHENTICATION_FAILED]
    changed, noticed = with_attention(request, reasons, WORKER, now, words)
    return _decision(changed, (heard, *noticed), "a reply whose sender's authentication failed")


def _not_applied(request: Request, tells: Sequence[Attention], now: datetime, *, withdraws: bool) -> Decision:
    """Nothing of it changes the request; a person is told, unless it is thanks or nothing new."""
    if not tells:
        heard = _message_event(now, "thanks, or nothing new")
        return _decision(request, (heard,), "it asks for nothing and says nothing new")
    too_late = Attention.CHANGED_AFTER_APPROVAL in tells
    why = f"the request is {request.state}" if too_late else TAKES_BACK if withdraws else ""
    changed, noticed = with_attention(request, tells, CUSTOMER, now, why)
    heard = _message_event(
        now, "answers that came too late to be applied" if too_late else "words for a person"
    )
    if withdraws and not too_late:
        heard = replace(heard, why=TAKES_BACK)
        return _decision(changed, (heard, *noticed), f"{TAKES_BACK}: a person decides")
    told = (
        f"answers to a request that is {request.state}" if too_late else "a reply that a person has to read"
    )
    return _decision(changed, (heard, *noticed), told)


def _message_event(now: datetime, why: str) -> Event:
    return Event(at=now, who=CUSTOMER, what="message", name="reply", why=why)


def _told(merged: MergedAnswers) -> str:
    names = dict.fromkeys(event.name for event in merged.events if event.what != "fact")
    return f"it answers {', '.join(names)}"


def _decision(request: Request, events: tuple[Event, ...], reason: str) -> Decision:
    return Decision(disposition=Disposition.REPLY, reason=reason, request=request, events=events)
