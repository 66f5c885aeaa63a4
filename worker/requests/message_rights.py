"""What a message may do: one table over proof, author, what it brings, and the state of the request.

Proof says which request a mail belongs to; authenticity says who wrote it; reading says what it brings.
The first rule that fits counts, and there is one for each combination (docs/what-a-message-may-do.md).
"""

from collections.abc import Collection
from dataclasses import dataclass
from enum import IntEnum, StrEnum

from worker.requests.request_model import Attention, Request, State
from worker.requests.senders.sender_authenticity import Authenticity
from worker.requests.threading.request_threading import Proof

ACCOUNT = "account_email"


class MessageRight(IntEnum):
    """From nothing to everything; each may do what those before it may."""

    NOTHING = 0  #: it is shown to a person
    ANSWERS = 1  #: answers count, but for the myAtlassian account
    NAMES_ACCOUNT = 2  #: it may also name the account where there is no usable one
    CHANGES_ACCOUNT = 3  #: it may also change the account


class MessageMatter(StrEnum):
    """What a message brings to the request that it is tied to."""

    FORM = "form"  #: a form that fits the request; of a mail that stands for itself: any, or perhaps one
    SECOND_LICENSE = "second_license"  #: a form for a license key that the request does not have
    DOUBTFUL_FORM = "doubtful_form"  #: a form that contradicts the request, of which a key is missing
    OTHER_FORM = "other_form"  #: another form than the request's
    ANSWERS = "answers"  #: values that were asked for
    CORRECTION = "correction"  #: other values than those on record
    REPETITION = "repetition"  #: what is on record, or as little as before
    QUESTION = "question"  #: a question, a refusal, a withdrawal: what a person has to answer
    UNREAD = "unread"  #: words or attachments that nothing explains
    THANKS = "thanks"  #: thanks, small talk


class MessagePlacement(StrEnum):
    """Which request a message is put to."""

    OWN = "own"  #: it opens a request of its own
    REQUEST = "request"  #: the one that it is tied to
    SEVERAL = "several"  #: it is shown on each that it may belong to
    LEFT = "left"  #: none; the mail stays as it was


class LetterReaction(StrEnum):
    """Which letter a message causes."""

    NONE = "none"  #: none
    NEXT = "next"  #: what comes next: it asks for what is open, or tells what was recorded
    HELD = "held"  #: the same, once a person has looked


@dataclass(frozen=True, slots=True, kw_only=True)
class MessageCourse:
    """What becomes of a message."""

    place: MessagePlacement
    right: MessageRight = (
        MessageRight.NOTHING
    )  #: what of it changes, by itself, the request that it is tied to
    tells: tuple[Attention, ...] = ()  #: what a person is told
    letter: LetterReaction = LetterReaction.NONE


@dataclass(frozen=True, slots=True, kw_only=True)
class RightsRule:
    """One row: for which messages, and what becomes of them. What it does not name, it does not ask."""

    proofs: Collection[Proof]
    authors: Collection[bool] = (True, False)  #: whether the author bears the requester's address
    authenticity: Collection[Authenticity] = tuple(Authenticity)
    matters: Collection[MessageMatter] = tuple(MessageMatter)
    states: Collection[State] = tuple(State)
    course: MessageCourse


#: States in which a customer's answer still changes the request by itself.
OPEN_TO_ANSWERS = frozenset({State.NEEDS_INFO, State.READY_FOR_REVIEW, State.EXPIRED, State.INTERESTED})

_LETTER = (Proof.MESSAGE_ID, Proof.COPY, Proof.TAG)
_ADDRESS = (Proof.THREAD, Proof.KEY, Proof.SENDER)
_TIED = (*_LETTER, *_ADDRESS)
_LOOSE = (Proof.NOTHING, *_ADDRESS, Proof.SEVERAL)
_FORGED = (Authenticity.FAILED,)
_FORMS = (
    MessageMatter.FORM,
    MessageMatter.SECOND_LICENSE,
    MessageMatter.DOUBTFUL_FORM,
    MessageMatter.OTHER_FORM,
)
_OWN_FORMS = _FORMS[1:]
_ACCEPTED = MessageCourse(place=MessagePlacement.OWN, letter=LetterReaction.NEXT)
_FAILED = Attention.AUTHENTICATION_FAILED


def _own(*tells: Attention) -> MessageCourse:
    return MessageCourse(place=MessagePlacement.OWN, tells=tells, letter=LetterReaction.HELD)


def _put(right: MessageRight, *tells: Attention) -> MessageCourse:
    letter = LetterReaction.NONE if right is MessageRight.NOTHING else LetterReaction.NEXT
    return MessageCourse(place=MessagePlacement.REQUEST, right=right, tells=tells, letter=letter)


_NOT_OURS = MessageCourse(place=MessagePlacement.LEFT)

RULES: tuple[RightsRule, ...] = (
    # Nothing ties it to a request; what only its author's address would tie needs that address.
    RightsRule(proofs=(Proof.NOTHING,), authenticity=_FORGED, matters=_FORMS, course=_own(_FAILED)),
    RightsRule(
        proofs=_LOOSE[1:], authors=(False,), authenticity=_FORGED, matters=_FORMS, course=_own(_FAILED)
    ),
    RightsRule(proofs=(Proof.NOTHING,), matters=_FORMS, course=_ACCEPTED),
    RightsRule(proofs=_LOOSE[1:], authors=(False,), matters=_FORMS, course=_ACCEPTED),
    RightsRule(proofs=(Proof.NOTHING,), course=_NOT_OURS),
    RightsRule(proofs=_LOOSE[1:], authors=(False,), course=_NOT_OURS),
    # A reference proves nothing: kept for a person, and told nothing.
    RightsRule(
        proofs=(Proof.REFERENCE,),
        authenticity=_FORGED,
        course=_own(Attention.POSSIBLE_MATCH, _FAILED),
    ),
    RightsRule(proofs=(Proof.REFERENCE,), course=_own(Attention.POSSIBLE_MATCH)),
    # Whose author's domain did not send it changes nothing.
    RightsRule(
        proofs=(Proof.KEY, Proof.SENDER, Proof.SEVERAL),
        authenticity=_FORGED,
        matters=_OWN_FORMS,
        course=_own(_FAILED),
    ),
    RightsRule(
        proofs=(Proof.SEVERAL,),
        authenticity=_FORGED,
        course=MessageCourse(place=MessagePlacement.SEVERAL, tells=(_FAILED,)),
    ),
    RightsRule(proofs=_TIED, authenticity=_FORGED, course=_put(MessageRight.NOTHING, _FAILED)),
    # Another matter of somebody who has one already.
    RightsRule(proofs=(*_TIED, Proof.SEVERAL), matters=(MessageMatter.OTHER_FORM,), course=_ACCEPTED),
    RightsRule(
        proofs=(*_LETTER, Proof.THREAD),
        matters=(MessageMatter.SECOND_LICENSE, MessageMatter.DOUBTFUL_FORM),
        states=tuple(OPEN_TO_ANSWERS),
        course=_own(Attention.POSSIBLE_MATCH),
    ),
    RightsRule(proofs=(*_TIED, Proof.SEVERAL), matters=(MessageMatter.SECOND_LICENSE,), course=_ACCEPTED),
    RightsRule(
        proofs=(*_TIED, Proof.SEVERAL),
        matters=(MessageMatter.DOUBTFUL_FORM,),
        course=_own(Attention.POSSIBLE_MATCH),
    ),
    # Thanks, and what says nothing new.
    RightsRule(
        proofs=(*_TIED, Proof.SEVERAL),
        matters=(MessageMatter.THANKS, MessageMatter.REPETITION),
        course=_put(MessageRight.NOTHING),
    ),
    # To which of several it belongs is not guessed.
    RightsRule(
        proofs=(Proof.SEVERAL,),
        course=MessageCourse(place=MessagePlacement.SEVERAL, tells=(Attention.POSSIBLE_MATCH,)),
    ),
    # Words for a person.
    RightsRule(
        proofs=_TIED,
        authors=(True,),
        matters=(MessageMatter.QUESTION,),
        course=_put(MessageRight.NOTHING, Attention.CUSTOMER_WROTE),
    ),
    RightsRule(
        proofs=_LETTER,
        matters=(MessageMatter.QUESTION,),
        course=_put(MessageRight.NOTHING, Attention.CUSTOMER_WROTE, Attention.OTHER_ADDRESS),
    ),
    RightsRule(
        proofs=_TIED,
        authors=(True,),
        matters=(MessageMatter.UNREAD,),
        course=_put(MessageRight.NOTHING, Attention.UNREAD_WORDS),
    ),
    RightsRule(
        proofs=_LETTER,
        matters=(MessageMatter.UNREAD,),
        course=_put(MessageRight.NOTHING, Attention.UNREAD_WORDS, Attention.OTHER_ADDRESS),
    ),
    # Answers, corrections and the form again, while they can still be applied; then not any more.
    RightsRule(
        proofs=_TIED,
        authors=(True,),
        states=tuple({*State} - OPEN_TO_ANSWERS),
        course=_put(MessageRight.NOTHING, Attention.CHANGED_AFTER_APPROVAL),
    ),
    RightsRule(
        proofs=_LETTER,
        states=tuple({*State} - OPEN_TO_ANSWERS),
        course=_put(MessageRight.NOTHING, Attention.CHANGED_AFTER_APPROVAL, Attention.OTHER_ADDRESS),
    ),
    # Only a letter that went to the requester alone proves that its reader is the requester.
    RightsRule(
        proofs=(Proof.MESSAGE_ID, Proof.TAG), authors=(True,), course=_put(MessageRight.CHANGES_ACCOUNT)
    ),
    RightsRule(proofs=_LETTER, authors=(False,), course=_put(MessageRight.ANSWERS, Attention.OTHER_ADDRESS)),
    RightsRule(
        proofs=(Proof.COPY, *_ADDRESS),
        authenticity=(Authenticity.ALIGNED,),
        course=_put(MessageRight.CHANGES_ACCOUNT),
    ),
    RightsRule(proofs=(Proof.COPY, *_ADDRESS), course=_put(MessageRight.NAMES_ACCOUNT)),
)


def find_course(
    proof: Proof, authenticity: Authenticity, matter: MessageMatter, state: State, *, same_sender: bool
) -> MessageCourse:
    """What the table says of such a message; `state` is that of the request which it is tied to."""
    return find_rule(proof, authenticity, matter, state, same_sender=same_sender).course


def find_rule(
    proof: Proof, authenticity: Authenticity, matter: MessageMatter, state: State, *, same_sender: bool
) -> RightsRule:
    """The first row that fits; there is one for each combination."""
    return next(
        rule
        for rule in RULES
        if proof in rule.proofs
        and same_sender in rule.authors
        and authenticity in rule.authenticity
        and matter in rule.matters
        and state in rule.states
    )


def right_of(proof: Proof, authenticity: Authenticity, *, same_sender: bool) -> MessageRight:
    """What the answers of a mail may do by this proof and authenticity, while the request is open to them."""
    return find_course(
        proof, authenticity, MessageMatter.ANSWERS, State.NEEDS_INFO, same_sender=same_sender
    ).right


def usable_account(request: Request) -> str:
    """The account on record; empty where there is none, or one that has to be asked for again."""
    field = request.fields.get(ACCOUNT)
    if field is None or field.value is None or ACCOUNT in request.ask:
        return ""
    return str(field.value)


def may_set_account(right: MessageRight, request: Request) -> bool:
    """Whether an account that a mail names is taken by itself."""
    return right >= (MessageRight.CHANGES_ACCOUNT if usable_account(request) else MessageRight.NAMES_ACCOUNT)
