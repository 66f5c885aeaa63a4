"""To which request a message belongs, and by what proof.

A stranger changes nothing: proof is what only our letter tells, or the requester's own address. A
reference in the subject alone proves nothing; from the requester's own address it tells which one is meant.
"""

import re
from collections.abc import Collection
from dataclasses import dataclass
from enum import StrEnum

from worker.reading.message import Automation, Message, bodies_of
from worker.reading.text.own_text import own_words
from worker.requests.request_model import OPEN_STATES, KnownFacts, LetterKind, Request, State
from worker.requests.review_rules import license_keys
from worker.requests.senders.sender_authenticity import wrote_it
from worker.requests.threading.identifiers import references_told


def is_for_requester_alone(request: Request, kind: LetterKind, to: str, cc: Collection[str]) -> bool:
    """Whether nobody else than the requester has such a letter, so that knowing it proves who writes."""
    return kind is not LetterKind.ACCOUNT_OWNER_ASKED and not cc and to.lower() == request.requester.addr


class Proof(StrEnum):
    """What ties a message to a request, the strongest first."""

    MESSAGE_ID = "message_id"  #: it refers to one of our letters
    COPY = "copy"  #: it refers to no letter of ours but one that somebody else has, too
    TAG = "tag"  #: it was sent to the address of our own making that the request's letters name
    THREAD = "thread"  #: the requester wrote it, in the request's thread or with its reference
    KEY = "key"  #: the requester wrote it, and it names the request's license key
    SENDER = "sender"  #: the requester wrote it, and has one open request
    SEVERAL = "several"  #: the requester wrote it, and has several open requests
    REFERENCE = "reference"  #: somebody else wrote it, and knows the request's reference
    NOTHING = "nothing"  #: it stands for itself


#: States in which a request is its customer's matter still, whatever they write about.
_AT_HAND = OPEN_STATES | {State.EXPIRED, State.INTERESTED}
#: So much of a mail is looked through for a license key.
_SEARCHED = 100_000
_SHORTEST_KEY = 12
_TAIL = 4  #: characters of a key by which our letters tell it
_TAIL_OF_KEY = re.compile(r"(?<![A-Za-z0-9+/=@.])[A-Za-z0-9+/]{2,12}={0,2}(?![A-Za-z0-9+/=@])")


@dataclass(frozen=True, slots=True, kw_only=True)
class Belonging:
    """The request that a message belongs to."""

    request: Request
    proof: Proof
    same_sender: bool  #: it comes from the requester's own address
    others: tuple[Request, ...] = ()  #: to which it may belong as well; nothing tells which one is meant
    by_letter: bool = False  #: what it answers is a letter of ours, which tells of all of them
    continues: bool = True  #: its subject is the request's, or one of our letters is what it answers


def find_request(message: Message, known: KnownFacts, base_subject: str) -> Belonging | None:
    """The request that `message` answers, or None for one that stands for itself.

    `base_subject` is the message's subject without "Re:" and reference.
    """
    if known.batch and known.request is not None and not known.by_copy:
        return _of_batch(message, known)
    if known.request is not None:
        same = wrote_it(message, known.request.requester.addr)
        proof = Proof.TAG if known.tagged else Proof.COPY if known.by_copy else Proof.MESSAGE_ID
        return Belonging(request=known.request, proof=proof, same_sender=same)
    ways = ((Proof.THREAD, _threaded(message, known)), (Proof.KEY, _keyed(message, known)))
    found = next(((proof, fitting) for proof, fitting in ways if fitting), None)
    proof, fitting = found or (Proof.SENDER, _at_hand(message, known, base_subject))
    if not fitting:
        return None
    return Belonging(
        request=fitting[0],
        proof=proof if len(fitting) == 1 else Proof.SEVERAL,
        same_sender=True,
        others=tuple(fitting[1:]),
        continues=proof is not Proof.SENDER or _same_subject(fitting[0], base_subject),
    )


def _of_batch(message: Message, known: KnownFacts) -> Belonging:
    """An answer to a letter about several is about the one whose reference its author writes.

    Else a person decides: the references in the quotation and in the subject are the letter's own.
    """
    text = "\n".join(own_words(message).splitlines())[:_SEARCHED]
    named = [one for one in known.batch if one.reference in references_told(text)]
    fitting = named or [one for one in known.batch if one.state in _AT_HAND] or [*known.batch]
    alone = len(named) == 1 or len(known.batch) == 1
    return Belonging(
        request=fitting[0],
        proof=Proof.MESSAGE_ID if alone else Proof.SEVERAL,
        same_sender=wrote_it(message, fitting[0].requester.addr),
        others=() if alone else tuple(fitting[1:]),
        by_letter=True,
    )


def _threaded(message: Message, known: KnownFacts) -> list[Request]:
    """Those in whose thread it stands; else those whose reference it names, in its subject or its text."""
    for before in (*message.in_reply_to, *reversed(message.references)):
        threaded = [one for one in known.by_sender if before in one.thread]
        answered = [one for one in threaded if one.thread[-1] == before]
        if found := answered or threaded:
            return [one for one in found if one.reference in known.named] or found
    if named := [one for one in known.by_sender if one.reference in known.named]:
        return named
    told = {name for body in bodies_of(message) for name in references_told(body.text[:_SEARCHED])}
    return [one for one in known.by_sender if one.reference in told]


def _keyed(message: Message, known: KnownFacts) -> list[Request]:
    """Those whose license key it names; one that was turned down may well be asked for anew."""
    states = {*_AT_HAND, State.COMPLETED}
    keys = {one.id: license_keys(one) for one in known.by_sender if one.state in states}
    if not any(keys.values()):
        return []
    text, words = _squeezed(message), _telling_words(message)
    return [
        one for one in known.by_sender if any(_is_named(key, text, words) for key in keys.get(one.id, ()))
    ]


def _at_hand(message: Message, known: KnownFacts, base_subject: str) -> list[Request]:
    """Those that the requester may write about without a word of which.

    Whatever a person writes while they have open requests is about those; what a machine sends, or what
    comes later, only where its subject says so.
    """
    named = known.mentioned
    if named is not None and named.reference not in {one.reference for one in known.by_sender}:
        return []  # somebody else's request is meant
    same = [one for one in known.by_sender if _same_subject(one, base_subject)]
    if open_ones := [one for one in known.by_sender if one.state in OPEN_STATES]:
        return (
            open_ones if message.automation is Automation.NONE else [one for one in open_ones if one in same]
        )
    if waiting := [one for one in same if one.state in _AT_HAND]:
        return waiting
    answers = message.subject.casefold() != base_subject.casefold()
    return [one for one in same if one.state is State.COMPLETED] if answers else []


def _same_subject(request: Request, base_subject: str) -> bool:
    return base_subject.casefold() == request.subject.casefold()


def _is_named(key: str, text: str, words: Collection[str]) -> bool:
    """Whether a key is there, whole or by its last characters, as our letters show it: "ending in 8YMg"."""
    if len(key) < _SHORTEST_KEY:
        return False
    bare = key.rstrip("=")
    return key in text or any(
        len(word) >= _TAIL and (key, bare)[word[-1] != "="].endswith(word) for word in words
    )


def _telling_words(message: Message) -> Collection[str]:
    """Words that may be the end of a key: mixed as in no language."""
    found = set(_TAIL_OF_KEY.findall(" ".join(body.text[:_SEARCHED] for body in bodies_of(message))))
    return {
        word for word in found if not (word.isdigit() or word.islower() or word.isupper() or word.istitle())
    }


def _squeezed(message: Message) -> str:
    return re.sub(r"[\s>]+", "", " ".join(body.text[:_SEARCHED] for body in bodies_of(message)))
