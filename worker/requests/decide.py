"""What becomes of one message: the heart of the worker.

`decide` looks at what the message is, to whom it belongs and what is known, and yields everything
that has to be stored. It sends nothing and asks nobody.
"""

from dataclasses import replace
from datetime import datetime

from worker.forms.extraction import Kind
from worker.reading.message import AutomationDoubt, DeliveryReport
from worker.requests import account_letters, account_owner, apply_reply, open_request
from worker.requests.incoming_message import IncomingMessage
from worker.requests.list_leaving import asks_for_the_list
from worker.requests.merge_answers import change_state, with_attention
from worker.requests.message_matters import find_matters
from worker.requests.message_rights import MessageCourse, MessagePlacement, find_course
from worker.requests.request_model import (
    CUSTOMER,
    WORKER,
    Attention,
    ChangedRequest,
    Decision,
    Disposition,
    Event,
    KnownFacts,
    LetterKind,
    Policy,
    Request,
    SentLetter,
    State,
)
from worker.requests.senders import staff_forwards
from worker.requests.senders.sender_authenticity import judge_author
from worker.requests.states import NEXT
from worker.requests.threading.request_threading import Proof

#: Nobody but the requester has what these mails refer to.
_PROOFS = frozenset({Proof.MESSAGE_ID, Proof.TAG})


def decide(incoming: IncomingMessage, known: KnownFacts, policy: Policy, now: datetime) -> Decision:
    """The decision about one message; the same for the same values."""
    decision = _decide(incoming, known, policy, now)
    return replace(decision, letters=tuple(replace(one, pool=known.pool) for one in decision.letters))


def _decide(incoming: IncomingMessage, known: KnownFacts, policy: Policy, now: datetime) -> Decision:
    message, kind = incoming.message, incoming.extraction.kind
    if (settled := _settled(known, now)) is not None:
        return settled
    if kind is Kind.BOUNCE:
        return _bounce(incoming, known, now)
    if message.from_.addr in known.own_addresses and not _passed_on(incoming, known, policy):
        return Decision(disposition=Disposition.OWN, reason="sent from an address of ours")
    if kind is Kind.AUTO_REPLY and not _answers_all_the_same(incoming):
        return _auto_reply(incoming, known, now)
    if known.notice is not None and known.request is None:
        return Decision(disposition=Disposition.IGNORED, reason="answers a notice to staff")
    if (answer := account_owner.take_answer(incoming, known, policy, now)) is not None:
        return answer
    if incoming.belonging is not None and incoming.reply is not None:
        decision = apply_reply.reply(incoming, incoming.belonging, incoming.reply, known, policy, now)
        if decision is not None:
            return decision
    course = _course(incoming, known, policy)
    if course.place is MessagePlacement.LEFT:
        return Decision(disposition=Disposition.IGNORED, reason=incoming.extraction.reason)
    decision = open_request.open_request(incoming, course, known, policy, now)
    return replace(decision, beside=_gave_up_for_list(incoming, known, now))


def _gave_up_for_list(
    incoming: IncomingMessage, known: KnownFacts, now: datetime
) -> tuple[ChangedRequest, ...]:
    """Who takes up the list in place of the move is not asked about it any more; as our letter proves it."""
    tied = incoming.belonging
    proven = tied is not None and tied.proof in _PROOFS and not known.forged
    if tied is None or not proven or not asks_for_the_list(incoming.message, tied.request):
        return ()
    why = "the customer asked for the list of interested Cloud users instead"
    changed, event = change_state(tied.request, State.WITHDRAWN, CUSTOMER, why, now)
    return (ChangedRequest(request=replace(changed, updated_at=now), events=(event,)),)


def _course(incoming: IncomingMessage, known: KnownFacts, policy: Policy) -> MessageCourse:
    """What the table says of a message that is put to no request that is there already."""
    authenticity = judge_author(incoming.message, policy).authenticity
    tied, said = incoming.belonging, incoming.reply
    if tied is not None and said is not None:
        return apply_reply.find_courses(incoming, tied, said, authenticity)[0]
    proof = Proof.NOTHING if known.mentioned is None or tied is not None else Proof.REFERENCE
    matter = find_matters(incoming, None, None)[0]
    return find_course(proof, authenticity, matter, State.NEEDS_INFO, same_sender=False)


def _settled(known: KnownFacts, now: datetime) -> Decision | None:
    """What no look at the text can change."""
    if known.duplicate_of is not None:
        return Decision(
            disposition=Disposition.DUPLICATE, reason=f"the same mail as ledger entry {known.duplicate_of}"
        )
    if known.unsubscribes is not None:
        return replace(_unsubscribe(known.unsubscribes, now), by_mailbox=known.by_mailbox)
    return Decision(disposition=Disposition.OWN, reason="sent by us") if known.from_us else None


def _passed_on(incoming: IncomingMessage, known: KnownFacts, policy: Policy) -> bool:
    """Staff forward a customer's request to the mailbox, from a desk of theirs or from the mailbox itself."""
    asks = incoming.extraction.kind in {Kind.MIGRATION_REQUEST, Kind.CLOUD_INTEREST}
    return (
        asks
        and staff_forwards.find_forwarded_author(incoming.message, known.own_addresses, policy.staff_domains)
        is not None
    )


def _answers_all_the_same(incoming: IncomingMessage) -> bool:
    """A ticket desk sends a person's answers, and marks them as a machine's."""
    filled_in = incoming.message.automation_doubt is AutomationDoubt.FILLED_IN
    said = incoming.reply
    return filled_in and incoming.belonging is not None and said is not None and bool(said.fields)


def _bounce(incoming: IncomingMessage, known: KnownFacts, now: datetime) -> Decision:
    letter, request = known.failed_letter, known.request
    report = incoming.message.report
    if known.notice is not None and letter is None:
        return _bounced_notice(known.notice, report)
    if letter is None or request is None:
        return Decision(disposition=Disposition.BOUNCE, reason="a delivery report for no letter of ours")
    if report is not None and report.delivered:
        reason = f"letter {letter.id} ({letter.kind}) was delivered"
        return Decision(disposition=Disposition.BOUNCE, reason=reason, request=request)
    if report is not None and report.delayed:
        reason = f"letter {letter.id} ({letter.kind}) is delayed; its mail server goes on trying"
        return Decision(disposition=Disposition.BOUNCE, reason=reason, request=request)
    if letter.kind is LetterKind.ACCOUNT_OWNER_ASKED:
        return _owner_not_reached(letter, request, now)
    if account_letters.is_copy(letter, report):
        reason = f"a copy of letter {letter.id} ({letter.kind}) was returned"
        return Decision(disposition=Disposition.BOUNCE, reason=reason, request=request)
    reason = f"letter {letter.id} ({letter.kind}) was returned"
    changed, events = with_attention(request, [Attention.LETTER_BOUNCED], WORKER, now, reason)
    return Decision(
        disposition=Disposition.BOUNCE,
        reason=reason,
        request=replace(changed, updated_at=now),
        events=events,
        bounced_letter=letter.id,
    )


def _owner_not_reached(letter: SentLetter, request: Request, now: datetime) -> Decision:
    """A verdict on the account; the customer's own address is no worse for it."""
    reason = f"letter {letter.id} ({letter.kind}) was returned"
    event = Event(at=now, who=WORKER, what="message", name="owner_bounce", new=letter.to, why=reason)
    return Decision(
        disposition=Disposition.BOUNCE,
        reason=reason,
        request=replace(request, updated_at=now),
        events=(event,),
        bounced_letter=letter.id,
    )


def _bounced_notice(notice: int, report: DeliveryReport | None) -> Decision:
    """Noted, and nothing else: a mail about it would come back as well."""
    if report is not None and (report.delivered or report.delayed):
        reason = f"notice {notice} to staff was delivered or is delayed"
        return Decision(disposition=Disposition.BOUNCE, reason=reason)
    reason = f"notice {notice} to staff was returned"
    return Decision(disposition=Disposition.BOUNCE, reason=reason, bounced_notice=notice)


def _unsubscribe(request: Request, now: datetime) -> Decision:
    """Taken off the list by one click in a mail client (RFC 8058, 2369), which a machine may send."""
    reason = "unsubscribed"
    if State.WITHDRAWN not in NEXT[request.state]:
        return Decision(disposition=Disposition.REPLY, reason=reason, request=request)
    changed, event = change_state(request, State.WITHDRAWN, CUSTOMER, reason, now)
    changed = replace(changed, updated_at=now)
    return Decision(disposition=Disposition.REPLY, reason=reason, request=changed, events=(event,))


def _auto_reply(incoming: IncomingMessage, known: KnownFacts, now: datetime) -> Decision:
    reason = incoming.extraction.reason
    request = known.request or known.asked_for
    if request is None:
        return Decision(disposition=Disposition.AUTO_REPLY, reason=reason)
    event = Event(at=now, who=WORKER, what="message", name="auto_reply", why=reason)
    return Decision(disposition=Disposition.AUTO_REPLY, reason=reason, request=request, events=(event,))
