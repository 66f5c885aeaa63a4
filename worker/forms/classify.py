"""What people want, by their own words: the migration, to be told when it opens, or something else.

It judges sentences alone; what a filled-in form says is judged in `extract`.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum

from worker.forms.answers import is_closing
from worker.forms.concepts import Concept
from worker.forms.prose import Sentence
from worker.forms.sheet import words
from worker.forms.subjects import Subject
from worker.forms.words import wishes

_SMALL_TALK_WORDS = 14  #: of a sentence that may be no more than that
_GREETING_WORDS = 6
_OWNED_WITHIN = 3  #: words after "your"
_CLOSING_WORDS = 4  #: of a sentence, in which a wish may follow what is wished

_MOVE = Concept(wishes.MOVE)
_OBJECT = Concept(wishes.OBJECT)
_MARKET = Concept(wishes.MARKET)
_MARKETPLACE = Concept(entry for entry in wishes.MARKET if "atlassian" not in entry)
_OURS = Concept(wishes.OURS)
_WISH = Concept(wishes.WISH)
_POLITE = Concept(wishes.POLITE)
_QUESTION = Concept(wishes.QUESTION)
_REFUSAL = Concept(wishes.REFUSAL)
_DONE = Concept(wishes.DONE)
_INTEREST = Concept(wishes.INTEREST)
_ON_CLOUD = Concept(wishes.ON_CLOUD)
_OUR_KIND = Concept(wishes.OUR_KIND)
_YOUR = Concept(wishes.YOUR)
_OWNED = Concept(wishes.OWNED)
_OURSELVES = Concept(wishes.OURSELVES)
_ELSEWHERE = Concept(wishes.ELSEWHERE)
_AWAY_FROM_IT = Concept(wishes.AWAY_FROM_IT)
_TO_CLOUD = Concept(wishes.TO_CLOUD)
_PRODUCTS = Concept(wishes.PRODUCTS)
_SOMETHING_ELSE = Concept(wishes.SOMETHING_ELSE)
_UNSUBSCRIBE = Concept(wishes.UNSUBSCRIBE)
_LICENSE = Concept(entry for entry in wishes.OBJECT if entry not in wishes.MARKET)
_NOT = Concept(wishes.NOT)
_HANDLED = Concept(wishes.HANDLED)
_BELOW = Concept(wishes.BELOW)
_PASS_ON = Concept(wishes.PASS_ON)
_THANKS_FOR = Concept(wishes.THANKS_FOR)
_TAKE_BACK = Concept(wishes.TAKE_BACK)
_SMALL_TALK = Concept(wishes.SMALL_TALK)
_GREETING = Concept(wishes.GREETINGS)


class Wish(StrEnum):
    """What somebody wants of us."""

    MIGRATION = "migration"  #: asks for it
    OFFER = "offer"  #: speaks of the reader's licenses, or to many readers
    UNCLEAR = "unclear"  #: asks to move a license, and does not say where
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
    to_many = any(_UNSUBSCRIBE.among(sentence.words) for sentence in sentences)
    if Wish.MIGRATION in wanted:
        if to_many:
            return Judgement(Wish.UNCLEAR, "asks for the migration, but reads like a newsletter")
        if not _names_what_is_ours(sentences, subject):
            if not _names_something_licensed(sentences, subject):
                return Judgement(Wish.NOTHING, "asks to move something else")
            return Judgement(Wish.UNCLEAR, "asks to move a license without saying where")
        return Judgement(Wish.MIGRATION, "asks for the migration in words")
    if to_many or Wish.OFFER in wanted:
        return Judgement(Wish.OFFER, "speaks of other people's licenses")
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
    if _of_the_reader(parts):
        return Wish.OFFER
    if _DONE.among(parts) or _goes_elsewhere(parts):
        return Wish.NOTHING
    asks = _QUESTION.among(parts) and not _wish_first(parts)
    if question:
        wishes_it = not asks and (_POLITE.among(parts) or _wish_first(parts))
        return Wish.MIGRATION if wishes_it else Wish.QUESTION
    if asks:
        return Wish.QUESTION
    return Wish.MIGRATION if _wishes_the_move(parts) else Wish.NOTHING


def _names_what_is_ours(sentences: Sequence[Sentence], subject: Subject) -> bool:
    """The marketplace and something that is licensed are named, or the move is called a migration."""
    everything = _everything(sentences, subject)
    if _OUR_KIND.among(everything):
        return True
    return _MARKET.among(everything) and _names_something_licensed(sentences, subject)


def _names_something_licensed(sentences: Sequence[Sentence], subject: Subject) -> bool:
    everything = _everything(sentences, subject)
    return _LICENSE.among(everything) or _PRODUCTS.among(everything)


def _everything(sentences: Sequence[Sentence], subject: Subject) -> list[str]:
    said = words(subject.text[:300])
    for sentence in sentences:
        said += sentence.words
    return said


def _of_the_reader(parts: Sequence[str]) -> bool:
    """ "Migrate your licenses": written by somebody who sells or lies, not by who owns the license."""
    if _OURSELVES.among(parts):
        return False
    if _unspaced(parts):
        return _YOUR.among(parts)
    yours = (index + 1 for index, part in enumerate(parts) if _YOUR.among([part]))
    return any(_OWNED.among(parts[after : after + _OWNED_WITHIN]) for after in yours)


def _goes_elsewhere(parts: Sequence[str]) -> bool:
    """To another computer, to the Cloud, back to the vendor: not to the marketplace."""
    if _AWAY_FROM_IT.among(parts):
        return True
    if _MARKET.among(parts) and not _TO_CLOUD.among(parts):
        return False
    if _SOMETHING_ELSE.among(parts) and not _OUR_KIND.among(parts):
        return True
    return _ELSEWHERE.among(parts) or (_ON_CLOUD.among(parts) and not _NOT.among(parts))


def _wishes_the_move(parts: Sequence[str]) -> bool:
    """The wish is for the move: it stands before it, or closes the sentence."""
    if not _WISH.among(parts):
        return False
    last = max((index for index, part in enumerate(parts) if _MOVE.among([part])), default=len(parts))
    return _unspaced(parts) or _WISH.among(parts[: last + 1]) or _WISH.among(parts[-_CLOSING_WORDS:])


def _unspaced(parts: Sequence[str]) -> bool:
    """Whether they are of a script without spaces, in which order tells less."""
    return sum(1 for part in parts if len(part) == 1 and part > "\u2e80") > len(parts) / 2


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
    """Speaks of Cloud, of moving a license or to the marketplace, and of wanting to hear of it."""
    everything = _everything(sentences, subject)
    if not _ON_CLOUD.among(everything) or any(_of_the_reader(sentence.words) for sentence in sentences):
        return False
    if not _MARKETPLACE.among(everything) and not _moves_ours(everything):
        return False
    return any(_INTEREST.among(sentence.words) for sentence in sentences)


def _moves_ours(parts: Sequence[str]) -> bool:
    ours = _OBJECT.among(parts) or _PRODUCTS.among(parts)
    return ours and _MOVE.among(parts) and not _TO_CLOUD.among(parts)


def speaks_of_cloud(parts: Sequence[str]) -> bool:
    """Whether the words name Atlassian Cloud, so that the Cloud form may be meant."""
    return _ON_CLOUD.among(parts)


def speaks_of_moving(said: Iterable[Sequence[str]]) -> bool:
    """Whether any of the word lists is about moving a license: "for our move to Marketplace:"."""
    return any(
        _MOVE.among(parts) and (_OBJECT.among(parts) or _MARKET.among(parts)) and not _DONE.among(parts)
        for parts in said
    )


def moved_elsewhere(sentences: Sequence[Sentence]) -> bool:
    """Whether something was moved already, or moves to another place than the marketplace."""
    moving = [sentence.words for sentence in sentences if _MOVE.among(sentence.words)]
    return any(_DONE.among(parts) or _goes_elsewhere(parts) for parts in moving)


def points_below(sentences: Sequence[Sentence]) -> bool:
    """Whether the sender says that what stands below is meant: "please process the form below"."""
    return any(_BELOW.among(sentence.words) and not sentence.question for sentence in sentences)


def asks_or_thanks(sentences: Sequence[Sentence]) -> bool:
    """Whether the words above a forwarded form are a thank-you or a question, and pass nothing on."""
    if any(_HANDLED.among(sentence.words) for sentence in sentences):
        return True
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
    return len(parts) <= _SMALL_TALK_WORDS and not sentence.question and _SMALL_TALK.among(parts)


def is_greeting(text: str) -> bool:
    """Whether a line only greets: "Hi Sales team,"."""
    parts = words(text[:200])
    return bool(parts) and len(parts) <= _GREETING_WORDS and _GREETING.among(parts[:2])
