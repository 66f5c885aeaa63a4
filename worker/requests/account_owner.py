"""Whether the owner of a myAtlassian account wants a license there: who is asked, and what they answer.

The owner may be a stranger to the requester. What they answer is a verdict for staff; it changes no field,
and proves nothing of whoever writes in the requester's name.
"""

from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime

from worker.forms.text.text_folding import fold_words
from worker.reading.message import Message
from worker.requests.incoming_message import IncomingMessage
from worker.requests.list_leaving import POLITE, agrees, says_only
from worker.requests.merge_answers import with_attention
from worker.requests.message_rights import usable_account
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
    State,
)
from worker.requests.senders.sender_authenticity import Authenticity, judge_author, wrote_it

CONFIRMED, DENIED, UNCLEAR = "confirmed", "denied", "unclear"  #: the name of an event about the owner
#: What an event about the owner's answer is called.
ANSWERED = "owner"
#: In which states it still matters whose the account is.
ASKED_IN = frozenset({State.READY_FOR_REVIEW, State.AWAITING_UPGRADE, State.APPROVED})
#: A letter in one of these never reached its owner.
NOT_ASKED = frozenset({LetterState.CANCELLED, LetterState.FAILED, LetterState.BOUNCED})
#: A whole answer that refuses, in the languages of our letters, folded and without polite words.
_NO = frozenset(
    {
        *("no", "nope", "no we do not", "no i do not", "no i don t", "no not mine", "i do not", "not mine"),
        *("nein", "nein danke", "das ist nicht meins", "nicht mein konto"),
        *("non", "non merci", "não", "nao", "no gracias", "não obrigado", "não obrigada"),
        *("no grazie", "nee", "nee dank u", "nie", "nie dziękuję", "いいえ", "いいえ 違います", "違います"),
    }
)


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


def was_asked(letters: Iterable[tuple[LetterKind, str, LetterState]], address: str) -> bool:
    """Whether a letter to this owner went out, or is about to."""
    return any(
        kind is LetterKind.ACCOUNT_OWNER_ASKED and to.lower() == address and state not in NOT_ASKED
        for kind, to, state in letters
    )


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
        said = read_answer(message)
        current = letter.to.lower() == usable_account(request).lower()
        tells = [] if said == CONFIRMED or not current else [Attention.CUSTOMER_WROTE]
        reason = _WORDS[said]
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


def read_answer(message: Message) -> str:
    """A plain yes or no, in the languages of our letters; anything else has to be read by a person."""
    yes, no = says_only(message, agrees), says_only(message, _refuses)
    return UNCLEAR if yes == no else CONFIRMED if yes else DENIED


def _refuses(line: str) -> bool:
    return " ".join(word for word in fold_words(line) if word not in POLITE) in _NO
