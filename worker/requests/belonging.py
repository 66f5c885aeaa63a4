"""To which request a message belongs, and by what proof.

A stranger changes nothing: proof is one of our Message-IDs, or the requester's own address with
exactly one open request. A reference in the subject alone proves nothing.
"""

from dataclasses import dataclass
from enum import StrEnum

from worker.reading.message import Message
from worker.requests.authenticity import wrote_it
from worker.requests.values import Known, Request


class Proof(StrEnum):
    """What ties a message to a request."""

    MESSAGE_ID = "message_id"  #: it refers to one of our letters
    SENDER = "sender"  #: the requester wrote it, and has one open request


@dataclass(frozen=True, slots=True, kw_only=True)
class Belonging:
    """The request that a message belongs to."""

    request: Request
    proof: Proof
    same_sender: bool  #: it comes from the requester's own address


def belongs(message: Message, known: Known, base_subject: str) -> Belonging | None:
    """The request that `message` answers, or None for one that stands for itself.

    `base_subject` is the message's subject without "Re:" and reference. The sender's address counts
    only for a mail that continues the thread or brings the same license key: what else a customer
    writes is not ours to take.
    """
    if known.request is not None:
        same = wrote_it(message, known.request.requester.addr)
        return Belonging(request=known.request, proof=Proof.MESSAGE_ID, same_sender=same)
    if len(known.by_sender) == 1 and _continues(message, known.by_sender[0], known, base_subject):
        return Belonging(request=known.by_sender[0], proof=Proof.SENDER, same_sender=True)
    return None


def _continues(message: Message, request: Request, known: Known, base_subject: str) -> bool:
    named = known.mentioned is not None and known.mentioned.reference == request.reference
    threaded = bool({*message.references, *message.in_reply_to} & {*request.thread})
    again = any(other.id == request.id and other.same_key for other in known.related)
    return named or threaded or again or base_subject.casefold() == request.subject.casefold()
