"""What a message may do: one table over proof, author, what it brings, and the state of the request.

Proof says which request a mail belongs to; authenticity says who wrote it; reading says what it brings.
The first rule that fits counts, and there is one for each combination (docs/what-a-message-may-do.md).
"""

from collections.abc import Collection
from dataclasses import dataclass
from enum import IntEnum, StrEnum

from worker.requests.authenticity import Authenticity
from worker.requests.belonging import Proof
from worker.requests.values import Attention, Request, State

ACCOUNT = "account_email"


class Right(IntEnum):
    """From nothing to everything; each may do what those before it may."""

    NOTHING = 0  #: it is shown to a person
    ANSWERS = 1  #: answers count, but for the myAtlassian account
    NAMES_ACCOUNT = 2  #: it may also name the account where there is no usable one
    CHANGES_ACCOUNT = 3  #: it may also change the account


class Matter(StrEnum):
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


class Placement(StrEnum):
    """Which request a message is put to."""

    OWN = "own"  #: it opens a request of its own
    REQUEST = "request"  #: the one that it is tied to
    SEVERAL = "several"  #: it is shown on each that it may belong to
    LEFT = "left"  #: none; the mail stays as it was


class Reaction(StrEnum):
    """Which letter a message causes."""

    NONE = "none"  #: none
    NEXT = "next"  #: what comes next: it asks for what is open, or tells what was recorded
    HELD = "held"  #: the same, once a person has looked


@dataclass(frozen=True, slots=True, kw_only=True)
class Course:
    """What becomes of a message."""

    place: Placement
    right: Right = Right.NOTHING  #: what of it changes, by itself, the request that it is tied to
    tells: tuple[Attention, ...] = ()  #: what a person is told
    letter: Reaction = Reaction.NONE


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """One row: for which messages, and what becomes of them. What it does not name, it does not ask."""

    proofs: Collection[Proof]
    authors: Collection[bool] = (True, False)  #: whether the author bears the requester's address
    authenticity: Collection[Authenticity] = tuple(Authenticity)
    matters: Collection[Matter] = tuple(Matter)
    states: Collection[State] = tuple(State)
    course: Course


#: States in which a customer's answer still changes the request by itself.
OPEN_TO_ANSWERS = frozenset({State.NEEDS_INFO, State.READY_FOR_REVIEW, State.EXPIRED, State.INTERESTED})

_LETTER = (Proof.MESSAGE_ID, Proof.TAG)
_ADDRESS = (Proof.THREAD, Proof.KEY, Proof.SENDER)
_TIED = (*_LETTER, *_ADDRESS)
_LOOSE = (Proof.NOTHING, *_ADDRESS, Proof.SEVERAL)
_FORGED = (Authenticity.FAILED,)
_FORMS = (Matter.FORM, Matter.SECOND_LICENSE, Matter.DOUBTFUL_FORM, Matter.OTHER_FORM)
_OWN_FORMS = _FORMS[1:]
_ACCEPTED = Course(place=Placement.OWN, letter=Reaction.NEXT)
_FAILED = Attention.AUTHENTICATION_FAILED


def _own(*tells: Attention) -> Course:
    return Course(place=Placement.OWN, tells=tells, letter=Reaction.HELD)


def _put(right: Right, *tells: Attention) -> Course:
    letter = Reaction.NONE if right is Right.NOTHING else Reaction.NEXT
    return Course(place=Placement.REQUEST, right=right, tells=tells, letter=letter)


_NOT_OURS = Course(place=Placement.LEFT)

RULES: tuple[Rule, ...] = (
    # Nothing ties it to a request; what only its author's address would tie needs that address.
    Rule(proofs=(Proof.NOTHING,), authenticity=_FORGED, matters=_FORMS, course=_own(_FAILED)),
    Rule(proofs=_LOOSE[1:], authors=(False,), authenticity=_FORGED, matters=_FORMS, course=_own(_FAILED)),
    Rule(proofs=(Proof.NOTHING,), matters=_FORMS, course=_ACCEPTED),
    Rule(proofs=_LOOSE[1:], authors=(False,), matters=_FORMS, course=_ACCEPTED),
    Rule(proofs=(Proof.NOTHING,), course=_NOT_OURS),
    Rule(proofs=_LOOSE[1:], authors=(False,), course=_NOT_OURS),
    # A reference proves nothing: kept for a person, and told nothing.
    Rule(
        proofs=(Proof.REFERENCE,),
        authenticity=_FORGED,
        course=_own(Attention.POSSIBLE_MATCH, _FAILED),
    ),
    Rule(proofs=(Proof.REFERENCE,), course=_own(Attention.POSSIBLE_MATCH)),
    # Whose author's domain did not send it changes nothing.
    Rule(
        proofs=(Proof.KEY, Proof.SENDER, Proof.SEVERAL),
        authenticity=_FORGED,
        matters=_OWN_FORMS,
        course=_own(_FAILED),
    ),
    Rule(
        proofs=(Proof.SEVERAL,),
        authenticity=_FORGED,
        course=Course(place=Placement.SEVERAL, tells=(_FAILED,)),
    ),
    Rule(proofs=_TIED, authenticity=_FORGED, course=_put(Right.NOTHING, _FAILED)),
    # Another matter of somebody who has one already.
    Rule(proofs=(*_TIED, Proof.SEVERAL), matters=(Matter.OTHER_FORM,), course=_ACCEPTED),
    Rule(
        proofs=(*_LETTER, Proof.THREAD),
        matters=(Matter.SECOND_LICENSE, Matter.DOUBTFUL_FORM),
        states=tuple(OPEN_TO_ANSWERS),
        course=_own(Attention.POSSIBLE_MATCH),
    ),
    Rule(proofs=(*_TIED, Proof.SEVERAL), matters=(Matter.SECOND_LICENSE,), course=_ACCEPTED),
    Rule(
        proofs=(*_TIED, Proof.SEVERAL),
        matters=(Matter.DOUBTFUL_FORM,),
        course=_own(Attention.POSSIBLE_MATCH),
    ),
    # Thanks, and what says nothing new.
    Rule(
        proofs=(*_TIED, Proof.SEVERAL),
        matters=(Matter.THANKS, Matter.REPETITION),
        course=_put(Right.NOTHING),
    ),
    # To which of several it belongs is not guessed.
    Rule(
        proofs=(Proof.SEVERAL,),
        course=Course(place=Placement.SEVERAL, tells=(Attention.POSSIBLE_MATCH,)),
    ),
    # Words for a person.
    Rule(
        proofs=_TIED,
        authors=(True,),
        matters=(Matter.QUESTION,),
        course=_put(Right.NOTHING, Attention.CUSTOMER_WROTE),
    ),
    Rule(
        proofs=_LETTER,
        matters=(Matter.QUESTION,),
        course=_put(Right.NOTHING, Attention.CUSTOMER_WROTE, Attention.OTHER_ADDRESS),
    ),
    Rule(
        proofs=_TIED,
        authors=(True,),
        matters=(Matter.UNREAD,),
        course=_put(Right.NOTHING, Attention.UNREAD_WORDS),
    ),
    Rule(
        proofs=_LETTER,
        matters=(Matter.UNREAD,),
        course=_put(Right.NOTHING, Attention.UNREAD_WORDS, Attention.OTHER_ADDRESS),
    ),
    # Answers, corrections and the form again, while they can still be applied; then not any more.
    Rule(
        proofs=_TIED,
        authors=(True,),
        states=tuple({*State} - OPEN_TO_ANSWERS),
        course=_put(Right.NOTHING, Attention.CHANGED_AFTER_APPROVAL),
    ),
    Rule(
        proofs=_LETTER,
        states=tuple({*State} - OPEN_TO_ANSWERS),
        course=_put(Right.NOTHING, Attention.CHANGED_AFTER_APPROVAL, Attention.OTHER_ADDRESS),
    ),
    Rule(proofs=_LETTER, authors=(True,), course=_put(Right.CHANGES_ACCOUNT)),
    Rule(proofs=_LETTER, course=_put(Right.ANSWERS, Attention.OTHER_ADDRESS)),
    Rule(proofs=_ADDRESS, authenticity=(Authenticity.ALIGNED,), course=_put(Right.CHANGES_ACCOUNT)),
    Rule(proofs=_ADDRESS, course=_put(Right.NAMES_ACCOUNT)),
)


def find_course(
    proof: Proof, authenticity: Authenticity, matter: Matter, state: State, *, same_sender: bool
) -> Course:
    """What the table says of such a message; `state` is that of the request which it is tied to."""
    return find_rule(proof, authenticity, matter, state, same_sender=same_sender).course


def find_rule(
    proof: Proof, authenticity: Authenticity, matter: Matter, state: State, *, same_sender: bool
) -> Rule:
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


def right_of(proof: Proof, authenticity: Authenticity, *, same_sender: bool) -> Right:
    """What the answers of a mail may do by this proof and authenticity, while the request is open to them."""
    return find_course(proof, authenticity, Matter.ANSWERS, State.NEEDS_INFO, same_sender=same_sender).right


def usable_account(request: Request) -> str:
    """The account on record; empty where there is none, or one that has to be asked for again."""
    field = request.fields.get(ACCOUNT)
    if field is None or field.value is None or ACCOUNT in request.ask:
        return ""
    return str(field.value)


def may_set_account(right: Right, request: Request) -> bool:
    """Whether an account that a mail names is taken by itself."""
    return right >= (Right.CHANGES_ACCOUNT if usable_account(request) else Right.NAMES_ACCOUNT)
