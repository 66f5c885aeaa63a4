"""Whether the owner of a myAtlassian account wants a license there: who is asked, and what they answer.

The owner may be a stranger to the requester. What they answer is a verdict for staff; it changes no field,
and proves nothing of whoever writes in the requester's name.
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime

from worker.forms.intent.plain_answers import says_only
from worker.forms.intent.plain_wishes import is_plain_no, is_plain_yes
from worker.reading.message import Message
from worker.requests.incoming_message import IncomingMessage
from worker.requests.merge_answers import mask_key, with_attention
from worker.requests.message_rights import ACCOUNT, usable_account
from worker.requests.request_model import (
    MIGRATION_FORM,
    OWNER,
    Attention,
    ConfirmAccount,
    Decision,
    Disposition,
    Event,
    KnownFacts,
    LetterDraft,
    LetterKind,
    LetterPool,
    LetterState,
    Policy,
    Request,
    SentLetter,
    State,
)
from worker.requests.review_rules import license_keys
from worker.requests.senders.sender_authenticity import Authenticity, judge_author, wrote_it

CONFIRMED, DENIED, UNCLEAR = "confirmed", "denied", "unclear"  #: the name of an event about the owner
#: What an event about the owner's answer is called.
ANSWERED = "owner"
#: In which states it still matters whose the account is.
ASKED_IN = frozenset({State.READY_FOR_REVIEW, State.AWAITING_UPGRADE, State.APPROVED})
#: A letter in one of these never reached its owner.
NOT_ASKED = frozenset({LetterState.CANCELLED, LetterState.FAILED, LetterState.BOUNCED})
#: Fields that the letter names.
_ASKED_ABOUT = frozenset({ACCOUNT, "license_key"})
#: Attached parts that hold no words: signatures of mail programs (RFC 3156, 8551).
_SEALS = ("application/pgp-", "application/pkcs7-", "application/x-pkcs7-")


def find_owner(request: Request, policy: Policy) -> str:
    """The address that is to be asked because of this request; empty where nobody is."""
    account = usable_account(request).lower()
    if request.form != MIGRATION_FORM or policy.confirm_account is ConfirmAccount.NEVER:
        return ""
    own = account == request.requester.addr.lower()
    return "" if own and policy.confirm_account is ConfirmAccount.OTHER_ADDRESS else account


def question_to(address: str, request: Request, pool: LetterPool, held: str = "") -> LetterDraft:
    """The letter that asks whoever reads the mail of `address`."""
    return LetterDraft(
        kind=LetterKind.ACCOUNT_OWNER_ASKED, to=address, round=request.version + 1, held=held, pool=pool
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class OwnerLetter:
    """One letter that asked an account's owner."""

    to: str
    state: LetterState
    created_at: datetime
    sent_at: datetime | None = None


def was_asked(letters: Iterable[OwnerLetter], address: str, events: Iterable[Event]) -> bool:
    """Whether a letter to this owner went out, or is about to, that asks about the request as it is now."""
    changed = changed_at(events)
    return any(
        one.to.lower() == address and one.state not in NOT_ASKED and is_current(one, changed)
        for one in letters
    )


def is_current(letter: OwnerLetter, changed: datetime | None) -> bool:
    """Whether a letter was written since the request last changed what it asks about."""
    return changed is None or letter.created_at >= changed


def is_change(event: Event) -> bool:
    """Whether it makes another matter of what an owner was asked: another license, or another account."""
    return event.what == "field" and event.name in _ASKED_ABOUT


def changed_at(events: Iterable[Event]) -> datetime | None:
    """When that last changed; None where it never did."""
    return max((event.at for event in events if is_change(event)), default=None)


def find_owner_mails(mails: Iterable[tuple[datetime, Message]], events: Iterable[Event]) -> frozenset[str]:
    """The digests of mails, each with when it was taken in, by which an owner answers our letter."""
    answered = {(one.at, one.new) for one in events if one.what == ANSWERED}
    return frozenset(message.digest for at, message in mails if (at, message.from_.addr) in answered)


def take_answer(
    incoming: IncomingMessage, known: KnownFacts, policy: Policy, now: datetime
) -> Decision | None:
    """What a mail that answers the letter to the owner tells; None where it is the requester's own matter.

    The answer counts where the address that was asked wrote it, and no mail server of ours doubts that. All
    else is shown to a person.
    """
    letter, request, message = known.asked_owner, known.asked_for, incoming.message
    if letter is None or request is None:
        return None
    by_owner = wrote_it(message, letter.to)
    if not by_owner and wrote_it(message, request.requester.addr):
        return None
    verdict = judge_author(message, policy)
    if verdict.authenticity is Authenticity.FAILED:
        reason, tells, said = verdict.words, [Attention.AUTHENTICATION_FAILED], UNCLEAR
    elif not by_owner:
        reason, tells, said = (
            "somebody else than the account's owner wrote it",
            [Attention.OTHER_ADDRESS],
            UNCLEAR,
        )
    else:
        current = letter.to.lower() == usable_account(request).lower()
        same = not current or _asks_about(letter, request)
        said = read_answer(message) if same else UNCLEAR
        tells = [] if said == CONFIRMED or not current else [Attention.CUSTOMER_WROTE]
        reason = _WORDS[said] if same else "the license is another one than the letter asked about"
    changed, noticed = with_attention(replace(request, updated_at=now), tells, OWNER, now, reason)
    heard = Event(at=now, who=OWNER, what=ANSWERED, name=said, new=letter.to.lower(), why=reason)
    return Decision(
        disposition=Disposition.REPLY,
        reason=f"account's owner: {reason}",
        request=changed,
        events=(heard, *noticed),
    )


_WORDS = {
    CONFIRMED: "the account's owner says yes",
    DENIED: "the account's owner says no",
    UNCLEAR: "neither a plain yes nor a plain no",
}


def _asks_about(letter: SentLetter, request: Request) -> bool:
    """Whether a letter names each license key that the request has now."""
    return all(mask_key(key) in letter.text for key in license_keys(request))


def read_answer(message: Message) -> str:
    """A plain yes or no, in the languages of our letters; anything else has to be read by a person."""
    if any(not one.content_type.startswith(_SEALS) for one in message.attachments):
        return UNCLEAR
    if says_only(message, is_plain_yes):
        return CONFIRMED
    return DENIED if says_only(message, is_plain_no) else UNCLEAR
