"""What people want, by their own words: the migration, to be told when it opens, or something else.

It judges sentences alone; what a filled-in form says is judged in `extract`.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from worker.forms.answers import is_closing
from worker.forms.concepts import Concept
from worker.forms.prose import Sentence
from worker.forms.sheet import words
from worker.forms.subjects import Subject
from worker.forms.words import clauses, wishes
from worker.forms.words.corrections import CORRECTIONS

_SMALL_TALK_WORDS = 14  #: of a sentence that may be no more than that
_GREETING_WORDS = 6

_MOVE = Concept(wishes.MOVE)
_OBJECT = Concept(wishes.OBJECT)
_MARKET = Concept(wishes.MARKET)
_OURS = Concept(wishes.OURS)
_WISH = Concept(wishes.WISH)
_POLITE = Concept(wishes.POLITE)
_QUESTION = Concept(wishes.QUESTION)
_REFUSAL = Concept(wishes.REFUSAL)
_DONE = Concept(wishes.DONE)
_INTEREST = Concept(wishes.INTEREST)
_ON_CLOUD = Concept(wishes.ON_CLOUD)
_BELOW = Concept(wishes.BELOW)
_PASS_ON = Concept(wishes.PASS_ON)
_THANKS_FOR = Concept(wishes.THANKS_FOR)
_TAKE_BACK = Concept(wishes.TAKE_BACK)
_SMALL_TALK = Concept(wishes.SMALL_TALK)
_GREETING = Concept(wishes.GREETINGS)
_CORRECTION = Concept(CORRECTIONS)
_SUBJECT = Concept(clauses.SUBJECTS)
_VERB = Concept(clauses.VERBS)


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


def judge(sentences: Sequence[Sentence], subject: Subject) -> Judgement:
    """What the sentences want; the subject only tells what they speak of."""
    wanted = [_judge_sentence(sentence.words, question=sentence.question) for sentence in sentences]
    if Wish.REFUSAL in wanted:
        return Judgement(Wish.REFUSAL, "does not want the migration (any more)")
    if _wants_to_be_told(sentences, subject):
        return Judgement(Wish.INTEREST, "an Atlassian Cloud user who wants to be told")
    if Wish.MIGRATION in wanted:
        return Judgement(Wish.MIGRATION, "asks for the migration in words")
    if Wish.QUESTION in wanted:
        return Judgement(Wish.QUESTION, "asks about migration")
    return Judgement(Wish.NOTHING, "does not ask for migration")


def judge_subject(subject: Subject) -> Wish:
    """What a subject alone wants: "Please migrate our license", "Moving our license"."""
    parts = words(subject.text[:300])
    wish = _judge_sentence(parts, question=subject.text.rstrip().endswith(("?", "？")))
    if wish is Wish.NOTHING and _MOVE.among(parts) and _OBJECT.among(parts) and _OURS.among(parts):
        return Wish.MIGRATION
    return wish


def _judge_sentence(parts: Sequence[str], *, question: bool) -> Wish:
    if not _MOVE.among(parts) or not (_OBJECT.among(parts) or _MARKET.among(parts)):
        return Wish.NOTHING
    if _REFUSAL.among(parts):
        return Wish.REFUSAL
    if _DONE.among(parts):
        return Wish.NOTHING
    asks = _QUESTION.among(parts)
    if question:
        return Wish.MIGRATION if _POLITE.among(parts) and not asks else Wish.QUESTION
    if asks and not _wish_first(parts):
        return Wish.QUESTION
    return Wish.MIGRATION if _WISH.among(parts) else Wish.NOTHING


def _wish_first(parts: Sequence[str]) -> bool:
    """ "We would like to migrate …, which …": the wish stands before the words that may ask."""
    for size in range(1, min(len(parts), 60) + 1):
        head = parts[:size]
        if _QUESTION.among(head):
            return False
        if _WISH.among(head) and _MOVE.among(head):
            return True
    return False


def _wants_to_be_told(sentences: Sequence[Sentence], subject: Subject) -> bool:
    """Speaks of Cloud, of moving, and of wanting to hear of it."""
    everything = words(subject.text[:300])
    for sentence in sentences:
        everything += sentence.words
    about = _ON_CLOUD.among(everything) and (_MOVE.among(everything) or _MARKET.among(everything))
    return about and any(_INTEREST.among(sentence.words) for sentence in sentences)


def speaks_of_cloud(parts: Sequence[str]) -> bool:
    """Whether the words name Atlassian Cloud, so that the Cloud form may be meant."""
    return _ON_CLOUD.among(parts)


def points_below(sentences: Sequence[Sentence]) -> bool:
    """Whether the sender says that what stands below is meant: "please process the form below"."""
    return any(_BELOW.among(sentence.words) and not sentence.question for sentence in sentences)


def asks_or_thanks(sentences: Sequence[Sentence]) -> bool:
    """Whether the words above a forwarded form are a thank-you or a question, and pass nothing on."""
    if any(_PASS_ON.among(sentence.words) for sentence in sentences):
        return False
    return any(sentence.question or _THANKS_FOR.among(sentence.words) for sentence in sentences)


def refuses(sentence: Sentence) -> bool:
    """Whether a sentence of a reply takes the request back: "please cancel", "we changed our mind"."""
    return _TAKE_BACK.among(sentence.words) and not sentence.question


def is_small_talk(sentence: Sentence) -> bool:
    """Whether a sentence says nothing but thanks, a greeting or a closing."""
    parts = sentence.words
    if not parts or is_closing(sentence.text) or is_greeting(sentence.text):
        return True
    tells = "@" in sentence.text or any(char.isdigit() for char in sentence.text)
    return (
        not tells and len(parts) <= _SMALL_TALK_WORDS and not sentence.question and _SMALL_TALK.among(parts)
    )


def corrects(sentence: Sentence) -> bool:
    """Whether a sentence of a reply sets an earlier answer right: "sorry, the account is …"."""
    return not sentence.question and _CORRECTION.among(sentence.words)


def is_clause(sentence: Sentence) -> bool:
    """Whether it is a sentence with subject and verb, and no name that stands alone: "We have none"."""
    return _SUBJECT.among(sentence.words[:1]) and _VERB.among(sentence.words[1:])


def is_greeting(text: str) -> bool:
    """Whether a line only greets: "Hi Sales team,"."""
    parts = words(text[:200])
    return bool(parts) and len(parts) <= _GREETING_WORDS and _GREETING.among(parts[:2])
