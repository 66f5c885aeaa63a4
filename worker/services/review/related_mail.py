"""A new request that may belong to another one: which, and what a person decides about it."""

from collections.abc import Sequence
from contextlib import suppress
from dataclasses import replace

from worker.errors import RefusedError
from worker.reader_process.mail_reader import ReadingFailedError, ReplyQuestion
from worker.requests.message_rights import right_of
from worker.requests.request_model import DOUBTFUL, OURS, SETTLED, Attention, LetterState, Request
from worker.requests.senders.sender_authenticity import judge_author, wrote_it
from worker.requests.staff import attach_mail
from worker.requests.staff.attach_mail import AttachedReply
from worker.requests.threading import identifiers
from worker.requests.threading.request_threading import Proof
from worker.services.contexts import IntakeContext, OutboxContext, ReadingContext
from worker.services.outbox.save_step import keep_step
from worker.services.request_lookup import look_up_request
from worker.services.review.page_actions import require_unchanged
from worker.store.records import LedgerEntry
from worker.store.transactions import Transaction

_WAITING = frozenset({LetterState.QUEUED, LetterState.DEFERRED, LetterState.HELD})
#: Why the letter of such a request was held, when that is all that speaks against it.
_HELD_FOR_IT = "it may belong to another request"


def find_candidates(services: ReadingContext, tx: Transaction, request: Request) -> tuple[Request, ...]:
    """The requests that it, or a mail kept with it, may belong to: named by the mail, or of its sender."""
    if Attention.POSSIBLE_MATCH not in request.attention:
        return ()
    if mails := find_doubtful_mails(tx, request):
        return (request, *_others_of(tx, request, mails))
    if not _was_opened_in_doubt(tx, request):
        return ()
    named: list[str] = []
    for entry in tx.ledger.of_request(request.id or 0):
        raw = tx.ledger.raw(entry.id)
        with suppress(ReadingFailedError):
            named += (
                identifiers.references_in(services.readings.message(raw).subject) if raw is not None else ()
            )
    found = [*filter(None, map(tx.requests.find, named)), *tx.requests.open_of(request.requester.addr)]
    others = {one.id: one for one in found if one.id != request.id and one.form == request.form}
    return tuple(others.values())


def find_doubtful_mails(tx: Transaction, request: Request) -> tuple[LedgerEntry, ...]:
    """The mails kept with a request of which nobody has said yet to which of several they belong."""
    events = tx.requests.events(request.id or 0)
    doubts = [event.at for event in events if (event.what, event.name) == ("message", DOUBTFUL)]
    settled = max((event.at for event in events if event.name == SETTLED), default=None)
    waiting = {at for at in doubts if settled is None or at > settled}
    return tuple(one for one in tx.ledger.of_request(request.id or 0) if one.seen_at in waiting)


def attach(services: IntakeContext, name: str, to: str, by: str, version: int | None = None) -> Request:
    """Its mail belongs to the request `to`, which is given back as it is then.

    Where it is a mail kept with it in doubt, that mail alone is put there; else it is withdrawn itself.
    `ChangedSinceError` where somebody did something with it after that `version`.
    """
    with services.store.read() as tx:  # what is read now need not be in the transaction that writes
        _heard(services, tx, look_up_request(tx, name), look_up_request(tx, to))
    with services.store.write() as tx:
        own, target = look_up_request(tx, name), look_up_request(tx, to)
        if version is not None:
            require_unchanged(tx, own, version)
        if target.id not in {one.id for one in find_candidates(services, tx, own)}:
            raise RefusedError(f"{own.reference} does not look like mail of {target.reference}")
        if find_doubtful_mails(tx, own):
            return _put_mails(services, tx, own, target, by)
        heard = _heard(services, tx, own, target)
        required = services.required(target.form)
        attached = attach_mail.attach(own, target, heard, required, by, services.clock())
        for letter in tx.letters.of_request(own.id or 0):
            if letter.state in _WAITING:
                tx.letters.settle(letter.id, LetterState.CANCELLED)
        keep_step(services, tx, attached.own)
        for one in heard:
            tx.ledger.belong(one.ledger_id, target.id or 0)
        return keep_step(services, tx, attached.to)


def _put_mails(services: IntakeContext, tx: Transaction, own: Request, target: Request, by: str) -> Request:
    """The mails in doubt count as answers on `target`; the others that it was shown on are done with it."""
    now, mails = services.clock(), find_doubtful_mails(tx, own)
    others = _others_of(tx, own, mails)
    heard = _heard(services, tx, own, target, mails)
    for one in heard:
        tx.ledger.belong(one.ledger_id, target.id or 0)
    why = f"put to {target.reference}"
    stored = own
    for request in (own, *others):
        step = attach_mail.settle_doubt(request, by, now, why)
        if request.id == target.id:
            put = attach_mail.put_to(step.request, heard, services.required(target.form), by, now)
            step = replace(put, events=(*step.events, *put.events))
        kept = keep_step(services, tx, step)
        stored = kept if request.id == target.id else stored
    return stored


def _others_of(tx: Transaction, holder: Request, mails: Sequence[LedgerEntry]) -> tuple[Request, ...]:
    """Those that the mails in doubt were shown on beside the one that keeps them."""
    if not mails:
        return ()
    shown = [
        one
        for one in tx.requests.of_requester(holder.requester.addr)
        if one.id != holder.id and Attention.POSSIBLE_MATCH in one.attention
    ]
    return tuple(one for one in shown if _is_linked(tx, one, holder))


def _is_linked(tx: Transaction, request: Request, holder: Request) -> bool:
    return any(
        (event.what, event.name) == ("link", holder.reference)
        for event in tx.requests.events(request.id or 0)
    )


def _was_opened_in_doubt(tx: Transaction, request: Request) -> bool:
    """Whether its own first mail may belong elsewhere, and not a later one that another request keeps."""
    events = tx.requests.events(request.id or 0)
    # Its first mail was taken in when its history begins; `created_at` is when that mail was sent.
    return any(event.name == Attention.POSSIBLE_MATCH and event.at == events[0].at for event in events)


def keep_apart(services: OutboxContext, name: str, by: str, version: int | None = None) -> Request:
    """It is a request of its own; a letter that waited for just this may go.

    Where a mail is kept with it in doubt: that one belongs to none of those that it was shown on.
    `ChangedSinceError` where somebody did something with it after that `version`.
    """
    with services.store.write() as tx:
        request = look_up_request(tx, name)
        if version is not None:
            require_unchanged(tx, request, version)
        if mails := find_doubtful_mails(tx, request):
            for other in _others_of(tx, request, mails):
                keep_step(services, tx, attach_mail.settle_doubt(other, by, services.clock(), "put to none"))
            return keep_step(
                services, tx, attach_mail.settle_doubt(request, by, services.clock(), "put to none")
            )
        step = attach_mail.keep_apart(request, by, services.clock())
        held = [one for one in tx.letters.of_request(request.id or 0) if one.state is LetterState.HELD]
        released = [letter for letter in held if letter.hold_reason == _HELD_FOR_IT]
        for letter in released:
            tx.letters.settle(letter.id, LetterState.QUEUED, next_attempt_at=services.clock())
        if len(released) == len(held):
            step = attach_mail.without_held(step)
        return keep_step(services, tx, step)


def _heard(
    services: ReadingContext,
    tx: Transaction,
    own: Request,
    target: Request,
    mails: Sequence[LedgerEntry] | None = None,
) -> list[AttachedReply]:
    """`mails` of `own`, or all of them, read as answers on `target`."""
    texts = tuple(letter.text for letter in tx.letters.of_request(target.id or 0))
    heard = []
    for entry in tx.ledger.of_request(own.id or 0) if mails is None else mails:
        raw = tx.ledger.raw(entry.id)
        if entry.disposition not in OURS or raw is None:
            continue
        try:
            message = services.readings.message(raw)
            reading = services.readings.reply(
                ReplyQuestion(message=message, form=target.form, ask=target.ask, texts=texts, values={})
            )
        except ReadingFailedError as error:
            raise RefusedError(f"a mail of {own.reference} could not be read: {error}") from error
        same = wrote_it(message, target.requester.addr)
        proof = Proof.SENDER if same else Proof.MESSAGE_ID  # a person says so, in place of a Message-ID
        right = right_of(proof, judge_author(message, services.policy).authenticity, same_sender=same)
        heard.append(AttachedReply(reading=reading, ledger_id=entry.id, same_sender=same, right=right))
    return heard
