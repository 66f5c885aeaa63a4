"""Read the mail of stored requests again with today's reader: show what changes, and write it if told to.

Mail that is not ours is not kept, so a request that was missed can't be found again here.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from worker.forms.extraction import ReplyReading
from worker.letters.reply_subject import base_subject
from worker.reader_process.mail_reader import ReadingFailedError, ReplyQuestion
from worker.reading.message import Message
from worker.requests.apply_reply import without_guesses
from worker.requests.message_rights import MessageRight, right_of
from worker.requests.request_model import Disposition, Request
from worker.requests.reread_request import (
    RequestHistory,
    RereadingResult,
    RereadReply,
    read_again,
    reread_request,
)
from worker.requests.review_rules import license_keys
from worker.requests.senders.own_accounts import reply_without_own_account, without_own_account
from worker.requests.senders.sender_authenticity import judge_author, wrote_it
from worker.requests.threading.request_threading import Proof, is_for_requester_alone
from worker.services.contexts import IntakeContext, PolicyContext, ReadingContext
from worker.services.outbox.save_step import keep_step
from worker.services.review.related_mail import find_doubtful_mails
from worker.store.records import LedgerEntry, Letter
from worker.store.transactions import Transaction


@dataclass(frozen=True, slots=True, kw_only=True)
class Replayed:
    """One request whose mail was read again."""

    request: Request  #: as it was stored before
    found: RereadingResult | None  #: None where it can't be read again
    problem: str = ""  #: why it can't
    applied: bool = False  #: the change was written


def replay_requests(
    services: IntakeContext, since: datetime | None = None, *, apply: bool = False
) -> Iterator[Replayed]:
    """Each request with mail that was received since then, oldest first; `apply` writes what changes.

    Each request is one transaction, so that a stop in between leaves no half of one. Queues no letters.
    """
    with services.store.read() as tx:
        ids = tx.ledger.requests_with_mail(since)
    for request_id in ids:
        with services.store.read() as tx:
            replayed = _again(services, tx, request_id)
        if apply and replayed is not None and replayed.found is not None and replayed.found.step is not None:
            replayed = _apply(services, request_id)
        if replayed is not None:
            yield replayed


def _apply(services: IntakeContext, request_id: int) -> Replayed | None:
    """Read once more within the transaction that writes: somebody may have changed the request meanwhile."""
    with services.store.write() as tx:
        replayed = _again(services, tx, request_id)
        if replayed is None or replayed.found is None or replayed.found.step is None:
            return replayed
        keep_step(services, tx, replayed.found.step)
        return Replayed(request=replayed.request, found=replayed.found, applied=True)


def _again(services: ReadingContext, tx: Transaction, request_id: int) -> Replayed | None:
    request = tx.requests.get(request_id)
    if request is None:
        return None
    if request.form not in services.forms:
        return Replayed(request=request, found=None, problem=f"there is no form {request.form}")
    try:
        history = _history(services, tx, request)
        if history is None:
            return Replayed(request=request, found=None, problem="its mail is not kept any more")
        again = read_again(history)
    except ReadingFailedError as error:
        return Replayed(request=request, found=None, problem=f"a mail of it could not be read: {error}")
    beside = tx.requests.related(license_keys(again.request), "", request_id)
    same_key = [other.reference for other in beside]
    return Replayed(request=request, found=reread_request(history, again, same_key, services.clock()))


def _history(services: ReadingContext, tx: Transaction, request: Request) -> RequestHistory | None:
    """All that came in on the request; None where the bytes of a message are missing."""
    request_id = request.id or 0
    entries = tx.ledger.of_request(request_id)
    opening = next((entry for entry in entries if entry.disposition is Disposition.REQUEST), None)
    raw = tx.ledger.raw(opening.id) if opening else None
    if opening is None or raw is None:
        return None
    letters = tx.letters.of_request(request_id)
    replies = []
    doubtful = {entry.id for entry in find_doubtful_mails(tx, request)}
    for entry in entries:
        if entry.disposition is Disposition.REPLY and entry.id not in doubtful:
            if (answer := tx.ledger.raw(entry.id)) is None:
                return None
            replies.append(_heard(services, request, entry, answer, letters))
    return RequestHistory(
        request=request,
        events=tx.requests.events(request_id),
        opening_id=opening.id,
        extraction=without_own_account(services.readings.mail(raw).extraction, services.own_addresses),
        replies=tuple(replies),
        required=services.required(request.form),
    )


def _heard(
    services: ReadingContext, request: Request, entry: LedgerEntry, raw: bytes, letters: tuple[Letter, ...]
) -> RereadReply:
    message = services.readings.message(raw)
    texts = tuple(letter.text for letter in letters if letter.created_at < entry.seen_at)
    subject = base_subject(message.subject)
    continues = _refers(message, letters) or subject.casefold() == request.subject.casefold()

    def read(asked: Sequence[str], known: Mapping[str, str | int | None]) -> ReplyReading:
        question = ReplyQuestion(
            message=message, form=request.form, ask=tuple(asked), texts=texts, values=dict(known)
        )
        said = reply_without_own_account(services.readings.reply(question), services.own_addresses)
        return said if continues else without_guesses(said)

    return RereadReply(
        ledger_id=entry.id,
        at=entry.seen_at,
        right=right_of_reply(services, request, message, letters),
        read=read,
    )


def right_of_reply(
    services: PolicyContext, request: Request, message: Message, letters: tuple[Letter, ...]
) -> MessageRight:
    """What a kept reply may do; one of another sender is here by a Message-ID, or by a person's word."""
    same = wrote_it(message, request.requester.addr)
    alone = [one for one in letters if is_for_requester_alone(request, one.kind, one.to, one.cc)]
    proof = Proof.SENDER if same and not _refers(message, alone) else Proof.MESSAGE_ID
    return right_of(proof, judge_author(message, services.policy).authenticity, same_sender=same)


def _refers(message: Message, letters: Sequence[Letter]) -> bool:
    """Whether a mail refers to one of our letters."""
    return bool({*message.references, *message.in_reply_to} & {letter.message_id for letter in letters})
