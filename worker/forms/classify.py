"""What people want, by their own words: the migration, to be told when it opens, or something else.

It judges sentences alone; what a filled-in form says is judged in `extract`.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from rapidfuzz import fuzz

from worker.forms.answers import is_closing
from worker.forms.concepts import speaks_of
from worker.forms.definition import Form
from worker.forms.prose import Sentence
from worker.forms.sheet import words
from worker.forms.words.wishes import (
    BELOW,
    DONE,
    GREETINGS,
    INTEREST,
    MARKET,
    MOVE,
    OBJECT,
    ON_CLOUD,
    PASS_ON,
    QUESTION,
    REFUSAL,
    SMALL_TALK,
    TAKE_BACK,
    THANKS_FOR,
    WISH,
)

_SMALL_TALK = 14  #: words of a sentence that may be no more than that
_GREETING = 6
_LIKE_SUBJECT = 88.0  #: likeness (0 to 100) that makes a subject the form's


class Wish(StrEnum):
    """What somebody wants of us."""

    MIGRATION = "migration"  #: asks for it
    INTEREST = "interest"  #: wants to be told when it opens for Cloud
    QUESTION = "question"  #: asks about it
    REFUSAL = "refusal"  #: does not want it (any more)
    NOTHING = "nothing"  #: does not speak of it


@dataclass(frozen=True, slots=True)
class Judgement:
    """A wish and, in words for staff, what it was read from."""

    wish: Wish
    reason: str


@dataclass(frozen=True, slots=True)
class Subject:
    """A subject without its prefixes."""

    text: str
    reply: bool  #: it had a "Re:" of any language
    forward: bool  #: it had a "Fwd:" of any language


_REPLIES = frozenset(
    (
        "re",
        "aw",
        "antw",
        "sv",
        "vs",
        "res",
        "rif",
        "r",
        "odp",
        "ref",
        "ynt",
        "atb",
        "на",
        "回复",
        "回覆",
        "答复",
        "返信",
        "회신",
    )
)
_FORWARDS = frozenset(
    (
        "fw",
        "fwd",
        "wg",
        "tr",
        "rv",
        "enc",
        "i",
        "doorst",
        "pd",
        "vb",
        "vl",
        "ilt",
        "fwd fwd",
        "转发",
        "轉寄",
        "転送",
        "전달",
        "пересл",
    )
)
_MAX_PREFIXES = 8


def subject_of(text: str) -> Subject:
    """The subject without "Re:", "AW:", "[EXTERNAL]" and their like."""
    reply = forward = False
    rest = text.strip()
    for _ in range(_MAX_PREFIXES):
        if rest.startswith("[") and "]" in rest[:40]:
            rest = rest.partition("]")[2].strip()
            continue
        prefix, colon, after = rest[:16].replace("：", ":").partition(":")
        folded = prefix.strip().casefold().split("[")[0].strip(" ()0123456789")
        if not colon or folded not in _REPLIES | _FORWARDS:
            break
        reply, forward = reply or folded in _REPLIES, forward or folded in _FORWARDS
        rest = (after + rest[16:]).strip()
    return Subject(rest, reply, forward)


def is_subject_of(subject: Subject, form: Form) -> bool:
    """Whether the subject is the form's, or one of its other wordings, with small changes."""
    spaced = " ".join(words(subject.text))
    return any(fuzz.ratio(spaced, " ".join(words(other))) >= _LIKE_SUBJECT for other in form.subjects)


def judge(sentences: Sequence[Sentence], subject: Subject) -> Judgement:
    """What the sentences want; the subject of a new message counts as the first of them."""
    asked = [_judge_sentence(sentence.words, question=sentence.question) for sentence in sentences]
    cloud = _judge_cloud(sentences, subject)
    for wish in (Wish.REFUSAL, Wish.MIGRATION):
        if wish in asked:
            if wish is Wish.MIGRATION and cloud:
                return Judgement(Wish.INTEREST, "an Atlassian Cloud user who wants to be told")
            where = sentences[asked.index(wish)]
            return Judgement(wish, f"says: {where.text.strip()[:80]}")
    if cloud:
        return Judgement(Wish.INTEREST, "an Atlassian Cloud user who wants to be told")
    if Wish.QUESTION in asked:
        return Judgement(Wish.QUESTION, "asks about migration")
    return Judgement(Wish.NOTHING, "does not speak of migration")


def judge_subject(subject: Subject) -> Wish:
    """What a subject alone wants: "Please migrate our license"."""
    parts = words(subject.text)
    wish = _judge_sentence(parts, question=subject.text.rstrip().endswith("?"))
    noun = (
        speaks_of(parts, MOVE)
        and speaks_of(parts, OBJECT)
        and speaks_of(
            parts, ("our", "my", "unser", "notre", "nuestr", "noss", "nostr", "onze", "nasz", "наш")
        )
    )
    if wish is Wish.NOTHING and noun:
        return Wish.MIGRATION
    return wish


def _judge_sentence(parts: Sequence[str], *, question: bool) -> Wish:
    moves = speaks_of(parts, MOVE) and (speaks_of(parts, OBJECT) or speaks_of(parts, MARKET))
    if not moves:
        return Wish.NOTHING
    if speaks_of(parts, REFUSAL):
        return Wish.REFUSAL
    if speaks_of(parts, DONE):
        return Wish.NOTHING
    polite = speaks_of(
        parts,
        (
            "please",
            "pls",
            "kindly",
            "can you",
            "could you",
            "would you",
            "will you",
            "bitte",
            "könnten sie",
            "können sie",
            "pourriez",
            "pouvez vous",
            "podrían",
            "pueden",
            "podem",
            "poderiam",
            "potete",
            "potreste",
            "kunt u",
            "kunnen jullie",
            "prosz",
            "пожалуйста",
            "можете",
        ),
    )
    wishes = speaks_of(parts, WISH)
    asks = speaks_of(parts, QUESTION)
    if question:
        return Wish.MIGRATION if polite and not asks else Wish.QUESTION
    if asks and not _wish_first(parts):
        return Wish.QUESTION
    return Wish.MIGRATION if wishes else Wish.NOTHING


def _wish_first(parts: Sequence[str]) -> bool:
    """ "We would like to migrate …, which …": the wish stands before the words that may ask."""
    for size in range(1, len(parts) + 1):
        head = parts[:size]
        if speaks_of(head, QUESTION):
            return False
        if speaks_of(head, WISH) and speaks_of(head, MOVE):
            return True
    return False


def points_below(sentences: Sequence[Sentence]) -> bool:
    """Whether the sender says that what stands below is meant: "please process the form below"."""
    return any(speaks_of(sentence.words, BELOW) and not sentence.question for sentence in sentences)


def refuses(sentence: Sentence) -> bool:
    """Whether a sentence of a reply takes the request back: "please cancel", "we changed our mind"."""
    return speaks_of(sentence.words, TAKE_BACK) and not sentence.question


def is_small_talk(sentence: Sentence) -> bool:
    """Whether a sentence says nothing but thanks, a greeting or a closing."""
    parts = sentence.words
    if not parts or is_closing(sentence.text) or is_greeting(sentence.text):
        return True
    return len(parts) <= _SMALL_TALK and speaks_of(parts, SMALL_TALK)


def is_greeting(text: str) -> bool:
    """Whether a line only greets: "Hi Sales team,"."""
    parts = words(text)
    return bool(parts) and len(parts) <= _GREETING and speaks_of(parts[:2], GREETINGS)


def asks_or_thanks(sentences: Sequence[Sentence]) -> bool:
    """Whether the words above a forwarded form are a thank-you or a question, and pass nothing on."""
    if any(speaks_of(sentence.words, PASS_ON) for sentence in sentences):
        return False
    return any(sentence.question or speaks_of(sentence.words, THANKS_FOR) for sentence in sentences)


def _judge_cloud(sentences: Sequence[Sentence], subject: Subject) -> bool:
    """Cloud, and wanting to hear of the migration."""
    all_parts = [sentence.words for sentence in sentences]
    everything = [part for parts in (words(subject.text), *all_parts) for part in parts]
    if not speaks_of(everything, ON_CLOUD):
        return False
    told = any(speaks_of(parts, INTEREST) for parts in all_parts)
    return told and (speaks_of(everything, MOVE) or speaks_of(everything, MARKET))
