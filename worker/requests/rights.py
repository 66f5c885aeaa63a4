"""What a mail may do to the request that it belongs to: one table over proof, sender and authenticity.

Proof says which request a mail belongs to; authenticity says who wrote it. Who only claims to be the
requester may answer, but not say to whom the license goes.
"""

from enum import IntEnum

from worker.requests.authenticity import Authenticity
from worker.requests.belonging import Belonging, Proof
from worker.requests.values import Request

ACCOUNT = "account_email"


class Right(IntEnum):
    """From nothing to everything; each may do what those before it may."""

    NOTHING = 0  #: it is shown to a person
    ANSWERS = 1  #: answers count, but for the myAtlassian account
    NAMES_ACCOUNT = 2  #: it may also name the account where there is no usable one
    CHANGES_ACCOUNT = 3  #: it may also change the account


#: By proof, and whether the author bears the requester's address. Failed authentication is not in it.
_TABLE = {
    (Proof.MESSAGE_ID, True, Authenticity.ALIGNED): Right.CHANGES_ACCOUNT,
    (Proof.MESSAGE_ID, True, Authenticity.UNKNOWN): Right.CHANGES_ACCOUNT,
    (Proof.MESSAGE_ID, False, Authenticity.ALIGNED): Right.ANSWERS,
    (Proof.MESSAGE_ID, False, Authenticity.UNKNOWN): Right.ANSWERS,
    (Proof.SENDER, True, Authenticity.ALIGNED): Right.CHANGES_ACCOUNT,
    (Proof.SENDER, True, Authenticity.UNKNOWN): Right.NAMES_ACCOUNT,
}


def right_of(proof: Proof, authenticity: Authenticity, *, same_sender: bool) -> Right:
    """What a mail may do by this proof and authenticity; nothing where authentication failed."""
    return _TABLE.get((proof, same_sender, authenticity), Right.NOTHING)


def right_to(belonging: Belonging, authenticity: Authenticity) -> Right:
    """What a mail of this authenticity may do to the request that it belongs to."""
    return right_of(belonging.proof, authenticity, same_sender=belonging.same_sender)


def usable_account(request: Request) -> str:
    """The account on record; empty where there is none, or one that has to be asked for again."""
    field = request.fields.get(ACCOUNT)
    if field is None or field.value is None or ACCOUNT in request.ask:
        return ""
    return str(field.value)


def may_set_account(right: Right, request: Request) -> bool:
    """Whether an account that a mail names is taken by itself."""
    return right >= (Right.CHANGES_ACCOUNT if usable_account(request) else Right.NAMES_ACCOUNT)
