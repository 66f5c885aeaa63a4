"""What the store knows that bears on one message: the letter it answers, its sender's requests, the list."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import replace

from worker.reading.message import Message
from worker.requests.list_leaving import find_entry_left
from worker.requests.request_model import CLOUD_INTEREST_FORM, KnownFacts, LetterKind, Request, SentLetter
from worker.requests.senders.sender_authenticity import Authenticity, judge_author
from worker.requests.threading import identifiers
from worker.requests.threading.request_threading import is_for_requester_alone
from worker.services.contexts import PolicyContext, ReadingContext
from worker.store.transactions import Transaction


def recall_known(services: ReadingContext, tx: Transaction, message: Message, entry_id: int) -> KnownFacts:
    """What the store knows that bears on `message`, but for the caps."""
    names = (*message.in_reply_to, *reversed(message.references))
    letter, asked_owner = _find_answered_letters(tx, names)
    failed = None
    if message.report is not None:
        returned = _find_letter(tx, filter(None, [message.report.message_id]))
        failed = letter = returned or letter or asked_owner or _find_letter(tx, message.report.named)
    tagged = (
        ()
        if letter
        else identifiers.tagged(tx.secret(), [recipient.addr for recipient in (*message.to, *message.cc)])
    )
    request = tx.requests.get(letter.request_id) if letter else None
    request = request or next(filter(None, map(tx.requests.find, tagged)), None)
    letters = tx.letters.texts_of(request.id or 0) if request else ()
    sender = message.from_.addr
    named = [
        found for name in identifiers.references_in(message.subject) if (found := tx.requests.find(name))
    ]
    known = KnownFacts(
        own_addresses=services.own_addresses,
        duplicate_of=tx.ledger.same_message(message.digest, entry_id),
        request=request,
        letters=letters,
        failed_letter=failed,
        asked_owner=asked_owner,
        asked_for=tx.requests.get(asked_owner.request_id) if asked_owner else None,
        by_copy=letter is not None
        and request is not None
        and not _went_to_requester_alone(request, letters, names),
        tagged=letter is None and request is not None,
        batch=tx.requests.in_batch(request.batch) if request and _tells_of_several(letter) else (),
        by_sender=with_own(tx.requests.of_requester(sender), named, sender) if sender else (),
        named=identifiers.references_in(message.subject),
        from_us=message.message_id is not None and bool(_made_by_us(tx, [message.message_id])),
        notice=_find_notice(tx, message, names),
        mentioned=named[0] if named else None,
    )
    return _with_entry_left(services, tx, message, known)


def _with_entry_left(
    services: PolicyContext, tx: Transaction, message: Message, known: KnownFacts
) -> KnownFacts:
    """With the entry that the message takes off the list, and whether that is proven of its mailbox."""
    authenticity = judge_author(message, services.policy).authenticity
    known = replace(known, forged=authenticity is Authenticity.FAILED)
    if (clicked := _find_unsubscribed(tx, message.subject)) is not None:
        return replace(known, unsubscribes=clicked, by_mailbox=True)
    if known.forged:
        return known
    by_letter = known.request is not None and not known.by_copy
    proven = by_letter or authenticity is Authenticity.ALIGNED
    return replace(known, unsubscribes=find_entry_left(message, known), by_mailbox=proven)


def _tells_of_several(letter: SentLetter | None) -> bool:
    return letter is not None and letter.kind is LetterKind.BATCH


def with_own(requests: Sequence[Request], named: Iterable[Request], sender: str) -> tuple[Request, ...]:
    """The sender's newest requests, and those of theirs that the mail names, in order of their numbers."""
    found = {request.id or 0: request for request in named if request.requester.addr == sender}
    found |= {request.id or 0: request for request in requests}
    return tuple(found[number] for number in sorted(found))


def is_unrelated(services: ReadingContext, tx: Transaction, message: Message) -> bool:
    """Whether the message has to do with no letter or request; only what `tx.foresee` found is asked."""
    foreseen, sender = tx.foreseen, message.from_.addr
    if not foreseen.knows(message.digest) or foreseen.entry(message.digest) is not None:
        return False
    if message.report is not None or not foreseen.is_stranger(sender):
        return False
    if identifiers.references_in(message.subject) or sender in services.own_addresses:
        return False
    names = [*message.in_reply_to, *message.references, *filter(None, [message.message_id])]
    if _made_by_us(tx, names) or identifiers.unsubscribed(tx.secret(), message.subject):
        return False
    return not identifiers.tagged(tx.secret(), [one.addr for one in (*message.to, *message.cc)])


def _find_unsubscribed(tx: Transaction, subject: str) -> Request | None:
    """The entry that a one-click unsubscription names, by a subject that only we can have made."""
    reference = identifiers.unsubscribed(tx.secret(), subject)
    found = tx.requests.find(reference) if reference else None
    return found if found is not None and found.form == CLOUD_INTEREST_FORM else None


def _find_letter(tx: Transaction, message_ids: Iterable[str]) -> SentLetter | None:
    """The letter of ours that a message refers to; ids that we did not sign are not looked up."""
    return tx.letters.sent_by_message_id(_made_by_us(tx, message_ids))


def _find_answered_letters(
    tx: Transaction, message_ids: Iterable[str]
) -> tuple[SentLetter | None, SentLetter | None]:
    """The letter to the customer that a message refers to, and the one to the account's owner.

    Who has the owner's letter may be anybody's, so it proves nothing of the customer.
    """
    names = [*message_ids]
    letter = _find_letter(tx, names)
    if letter is None or letter.kind is not LetterKind.ACCOUNT_OWNER_ASKED:
        return letter, None
    others = [_find_letter(tx, [name]) for name in names]
    to_customer = [
        candidate for candidate in others if candidate is not None and candidate.kind is not letter.kind
    ]
    return next(iter(to_customer), None), letter


def _went_to_requester_alone(request: Request, sent: Iterable[SentLetter], names: Collection[str]) -> bool:
    """Whether one of the letters that a message refers to went to the requester and nobody else."""
    return any(
        letter.message_id in names and is_for_requester_alone(request, letter.kind, letter.to, letter.cc)
        for letter in sent
    )


def _find_notice(tx: Transaction, message: Message, names: Iterable[str]) -> int | None:
    """The notice to staff that a message answers, or returns."""
    report = message.report
    returned = [report.message_id, *report.named] if report is not None else []
    return tx.notices.by_message_id(_made_by_us(tx, filter(None, [*returned, *names])))


def _made_by_us(tx: Transaction, message_ids: Iterable[str]) -> list[str]:
    """The Message-IDs that carry our signature."""
    named = [*message_ids]
    secret = tx.secret() if named else b""
    return [found for found in named if identifiers.is_ours(secret, found)]
