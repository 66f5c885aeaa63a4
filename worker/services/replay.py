"""Read the mail of stored requests again with today's reader: show what changes, and write it if told to.

Mail that is not ours is not kept, so a request that was missed can't be found again here.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from worker.forms.extraction import ReplyReading
from worker.letters.subject import base_subject
from worker.reader_process.reader import ReadingFailedError, ReplyQuestion
from worker.reading.message import Message
from worker.requests.authenticity import judge_author, wrote_it
from worker.requests.belonging import Proof
from worker.requests.ours import reply_without_own_account, without_own_account
from worker.requests.replying import without_guesses
from worker.requests.rereading import Heard, History, Rereading, read_again, reread
from worker.requests.review import license_keys
from worker.requests.rights import Right, right_of
from worker.requests.values import Disposition, Request
from worker.services.changes import keep_step
from worker.services.house import House
from worker.services.matching import find_doubtful_mails
from worker.store.rows import LedgerEntry, Letter
from worker.store.store import Transaction


@dataclass(frozen=True, slots=True, kw_only=True)
class Replayed:
    """One request whose mail was read again."""

    request: Request  #: as it was stored before
    found: Rereading | None  #: None where it can't be read again
    problem: str = ""  #: why it can't
    applied: bool = False  #: the change was written


def replay(house: House, since: datetime | None = None, *, apply: bool = False) -> Iterator[Replayed]:
    """Each request with mail that was received since then, oldest first; `apply` writes what changes.

    Each request is one transaction, so that a stop in between leaves no half of one. Queues no letters.
    """
    with house.store.read() as tx:
        ids = tx.ledger.requests_with_mail(since)
    for request_id in ids:
        with house.store.read() as tx:
            replayed = _again(house, tx, request_id)
        if apply and replayed is not None and replayed.found is not None and replayed.found.step is not None:
            replayed = _apply(house, request_id)
        if replayed is not None:
            yield replayed


def _apply(house: House, request_id: int) -> Replayed | None:
    """Read once more within the transaction that writes: somebody may have changed the request meanwhile."""
    with house.store.write() as tx:
        replayed = _again(house, tx, request_id)
        if replayed is None or replayed.found is None or replayed.found.step is None:
            return replayed
        keep_step(house, tx, replayed.found.step)
        return Replayed(request=replayed.request, found=replayed.found, applied=True)


def _again(house: House, tx: Transaction, request_id: int) -> Replayed | None:
    request = tx.requests.get(request_id)
    if request is None:
        return None
    if request.form not in house.forms:
        return Replayed(request=request, found=None, problem=f"there is no form {request.form}")
    try:
        history = _history(house, tx, request)
        if history is None:
            return Replayed(request=request, found=None, problem="its mail is not kept any more")
        again = read_again(history)
    except ReadingFailedError as error:
        return Replayed(request=request, found=None, problem=f"a mail of it could not be read: {error}")
    beside = tx.requests.related(license_keys(again.request), "", request_id)
    same_key = [other.reference for other in beside]
    return Replayed(request=request, found=reread(history, again, same_key, house.clock()))


def _history(house: House, tx: Transaction, request: Request) -> History | None:
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
            replies.append(_heard(house, request, entry, answer, letters))
    return History(
        request=request,
        events=tx.requests.events(request_id),
        opening_id=opening.id,
        extraction=without_own_account(house.readings.mail(raw).extraction, house.own_addresses),
        replies=tuple(replies),
        required=house.required(request.form),
    )


def _heard(
    house: House, request: Request, entry: LedgerEntry, raw: bytes, letters: tuple[Letter, ...]
) -> Heard:
    message = house.readings.message(raw)
    texts = tuple(letter.text for letter in letters if letter.created_at < entry.seen_at)
    subject = base_subject(message.subject)
    continues = _refers(message, letters) or subject.casefold() == request.subject.casefold()

    def read(asked: Sequence[str], known: Mapping[str, str | int | None]) -> ReplyReading:
        question = ReplyQuestion(
            message=message, form=request.form, ask=tuple(asked), texts=texts, values=dict(known)
        )
        said = reply_without_own_account(house.readings.reply(question), house.own_addresses)
        return said if continues else without_guesses(said)

    return Heard(
        ledger_id=entry.id,
        at=entry.seen_at,
        right=_right(house, request, message, letters),
        read=read,
    )


def _right(house: House, request: Request, message: Message, letters: tuple[Letter, ...]) -> Right:
    """What the reply may do; one of another sender was proven by a Message-ID, or put there by a person."""
    same = wrote_it(message, request.requester.addr)
    proof = Proof.SENDER if same and not _refers(message, letters) else Proof.MESSAGE_ID
    return right_of(proof, judge_author(message, house.policy).authenticity, same_sender=same)


def _refers(message: Message, letters: tuple[Letter, ...]) -> bool:
    """Whether a mail refers to one of our letters."""
    return bool({*message.references, *message.in_reply_to} & {letter.message_id for letter in letters})
