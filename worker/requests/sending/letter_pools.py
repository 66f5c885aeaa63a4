"""Whose letters an automatic letter is counted among: a customer's, or those of whoever wrote in their name.

Proof is that the mail comes from the address that the letter goes to, and either refers to a letter of ours
that only that address has, or a mail server of ours vouches for its author. All else anybody can write.
"""

from worker.reading.message import Automation, Message
from worker.requests.request_model import PROVEN_POOLS, LetterPool, Policy, SenderStanding
from worker.requests.senders.sender_authenticity import Authenticity, judge_author, wrote_it
from worker.requests.threading.request_threading import Belonging, Proof


def letter_pool(
    message: Message, to: str, belonging: Belonging | None, policy: Policy, *, returning: bool
) -> LetterPool:
    """The pool of a letter to the address `to` because of `message`.

    `returning` says that somebody at that address was proven to be a customer before.
    """
    if _is_proven(message, to, belonging, policy):
        return LetterPool.CUSTOMERS
    return LetterPool.RETURNING if returning else LetterPool.STRANGERS


def first_standing(pool: LetterPool, policy: Policy) -> SenderStanding:
    """What is known of the customer of a request whose first mail is of this pool."""
    if pool in PROVEN_POOLS:
        return SenderStanding.KNOWN
    return SenderStanding.UNVOUCHED if policy.trusted_authserv_ids else SenderStanding.STRANGER


def _is_proven(message: Message, to: str, belonging: Belonging | None, policy: Policy) -> bool:
    authenticity = judge_author(message, policy).authenticity
    if message.automation is not Automation.NONE or authenticity is Authenticity.FAILED:
        return False
    answers = belonging is not None and belonging.proof is Proof.MESSAGE_ID
    return wrote_it(message, to) and (answers or authenticity is Authenticity.ALIGNED)
