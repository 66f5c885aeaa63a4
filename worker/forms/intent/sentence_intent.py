"""What one sentence wants: the migration, to know about it, or something else.

The order of its words decides in most scripts: a wish has to be for the move, without another action or a
"not" between them. It judges folded words alone; what the message is about is told in `message_intent`.
"""

from bisect import bisect_left
from collections.abc import Sequence
from enum import StrEnum

from worker.forms.text.keyword_sets import KeywordSet
from worker.forms.words import hedge_words, migration_words

_OWNED_WITHIN = 3  #: words after "your"
_NEGATED_WITHIN = 2  #: words before and after a wish
_NEGATED_BEHIND = 5  #: words behind a move, of which the last denies it
_CLOSING_WORDS = 4  #: of a sentence, in which a wish may follow what is wished
_MOST_WISHES = 6  #: in a sentence
_MOST_WORDS = 80  #: of a sentence that are looked at

_MOVE = KeywordSet(migration_words.MOVE)
_OBJECT = KeywordSet(migration_words.OBJECT)
_MARKET = KeywordSet(migration_words.MARKET)
_PRODUCTS = KeywordSet(migration_words.PRODUCTS)
_OUR_KIND = KeywordSet(migration_words.OUR_KIND)
_OURS = KeywordSet(migration_words.OURS)
_OURSELVES = KeywordSet(migration_words.OURSELVES)
_WISH = KeywordSet(migration_words.WISH)
_POLITE = KeywordSet(migration_words.POLITE)
_QUESTION = KeywordSet(migration_words.QUESTION)
_REFUSAL = KeywordSet(migration_words.REFUSAL)
_DONE = KeywordSet(migration_words.DONE)
_NOT = KeywordSet(migration_words.NOT)
_YOUR = KeywordSet(migration_words.YOUR)
_OWNED = KeywordSet(migration_words.OWNED)
_ELSEWHERE = KeywordSet(migration_words.ELSEWHERE)
_AWAY_FROM_IT = KeywordSet(migration_words.AWAY_FROM_IT)
_SOMETHING_ELSE = KeywordSet(migration_words.SOMETHING_ELSE)
_ON_CLOUD = KeywordSet(migration_words.ON_CLOUD)
_TO_CLOUD = KeywordSet(migration_words.TO_CLOUD)
_OTHER_DEED = KeywordSet(hedge_words.OTHER_DEED)
_ASKS_FOR = KeywordSet(hedge_words.ASKS_FOR)
_SELLS = KeywordSet(hedge_words.SELLS)
_TROUBLE = KeywordSet(hedge_words.TROUBLE)
_BRING = KeywordSet(hedge_words.BRING)
_ABLE = KeywordSet(hedge_words.ABLE)


class SenderIntent(StrEnum):
    """What somebody wants of us."""

    MIGRATION = "migration"  #: asks for it
    OFFER = "offer"  #: speaks of the reader's licenses, or to many readers
    UNCLEAR = "unclear"  #: asks to move a license, and does not say where or when
    INTEREST = "interest"  #: wants to be told when it opens for Cloud
    QUESTION = "question"  #: asks about it
    REFUSAL = "refusal"  #: does not want it (any more)
    NOTHING = "nothing"  #: does not speak of it


def find_intent(parts: Sequence[str], *, question: bool) -> SenderIntent:
    """What the sentence wants; it says so itself, but for what "it" is."""
    parts = parts[:_MOST_WORDS]
    if not (_MOVE.among(parts) or _BRING.among(parts)):
        return SenderIntent.NOTHING
    if not question and _declines(parts):
        return SenderIntent.REFUSAL
    if not _moves_something(parts):
        return SenderIntent.NOTHING
    if _REFUSAL.among(parts):
        return SenderIntent.REFUSAL
    if of_the_reader(parts) or _SELLS.among(parts):
        return SenderIntent.OFFER
    if already_or_elsewhere(parts):
        return SenderIntent.NOTHING
    if _unspaced(parts):
        return _in_any_order(parts)
    return _in_order(parts, question=question)


def find_subject_intent(parts: Sequence[str], *, question: bool) -> SenderIntent:
    """What a subject alone wants; it may leave the wish out: "Moving our license"."""
    wish = find_intent(parts, question=question)
    if _TROUBLE.among(parts):
        return SenderIntent.NOTHING
    if wish is SenderIntent.NOTHING and _MOVE.among(parts) and _OBJECT.among(parts) and _OURS.among(parts):
        return SenderIntent.NOTHING if already_or_elsewhere(parts) else SenderIntent.MIGRATION
    return wish


def asks_for_action(parts: Sequence[str]) -> bool:
    """A question that is none: "can you take care of this?", but not "can you tell me …?"."""
    return _POLITE.among(parts) and not _OTHER_DEED.among(parts) and not _QUESTION.among(parts)


def speaks_of_moving(parts: Sequence[str]) -> bool:
    """Whether the words are about moving a license: "for our move to Marketplace:", "migrate Mockups"."""
    named = any(concept.among(parts) for concept in (_OBJECT, _MARKET, _PRODUCTS))
    return named and _MOVE.among(parts) and not _DONE.among(parts)


def of_the_reader(parts: Sequence[str]) -> bool:
    """ "Migrate your licenses": written by somebody who sells or lies, not by who owns the license."""
    if _OURSELVES.among(parts):
        return False
    if _unspaced(parts):
        return _YOUR.among(parts)
    return any(_OWNED.among(parts[at + 1 : at + 1 + _OWNED_WITHIN]) for at in _YOUR.places(parts))


def already_or_elsewhere(parts: Sequence[str]) -> bool:
    """Moved already, or to another computer, to the Cloud, back to the vendor: not to the marketplace."""
    if _DONE.among(parts) or _AWAY_FROM_IT.among(parts):
        return True
    if _MARKET.among(parts) and not _TO_CLOUD.among(parts):
        return False
    if _SOMETHING_ELSE.among(parts) and not _OUR_KIND.among(parts):
        return True
    return _ELSEWHERE.among(parts) or (_ON_CLOUD.among(parts) and not _NOT.among(parts))


def _declines(parts: Sequence[str]) -> bool:
    """ "Please do not transfer it", "Bitte übertragen Sie sie nicht": what is asked is that it be left."""
    wish = next(iter(_WISH.places(parts)), None)
    if (
        wish is not None
        and _NOT.among(parts[max(wish - _NEGATED_WITHIN, 0) : wish])
        and _MOVE.among(parts[wish:])
    ):
        return not (already_or_elsewhere(parts) or _ABLE.among(parts[:wish]) or any(map(str.isdigit, parts)))
    moves = [at for at in _MOVE.places(parts) if wish is not None and at > wish]
    for at in moves[:_MOST_WISHES]:
        before = [place for place in range(max(at - 2, 0), at) if _NOT.among(parts[place : place + 1])]
        if before and not _ABLE.among(parts[max(before[0] - 1, 0) : before[0] + 1]):
            return True
        behind = parts[at + 1 : at + 1 + _NEGATED_BEHIND]
        if behind and len(parts) <= at + 1 + _NEGATED_BEHIND and _NOT.among(behind[-1:]):
            return True
    return False


def _moves_something(parts: Sequence[str]) -> bool:
    if _BRING.among(parts) and _OBJECT.among(parts) and _MARKET.among(parts):
        return True
    return _MOVE.among(parts) and (_OBJECT.among(parts) or _MARKET.among(parts))


def _in_any_order(parts: Sequence[str]) -> SenderIntent:
    """In East Asian scripts."""
    if _QUESTION.among(parts):
        return SenderIntent.MIGRATION if _wish_is_plain(parts) else SenderIntent.QUESTION
    return SenderIntent.MIGRATION if _WISH.among(parts) else SenderIntent.NOTHING


def _wish_is_plain(parts: Sequence[str]) -> bool:
    """The wish is spoken before the words that may ask: "we want to move …, what do you need?"."""
    spoken = max(_words_until(_WISH, parts), _words_until(_MOVE, parts))
    return spoken <= len(parts) and spoken < _words_until(_QUESTION, parts)


def _words_until(concept: KeywordSet, parts: Sequence[str]) -> int:
    """How many words it takes to speak of it; one more than there are, if they don't."""
    return bisect_left(range(len(parts) + 1), 1, key=lambda size: int(concept.among(parts[:size])))


def _in_order(parts: Sequence[str], *, question: bool) -> SenderIntent:
    found = {_wish_at(parts, at) for at in _WISH.places(parts)[:_MOST_WISHES]}
    if _commands(parts) and not question:
        found.add(SenderIntent.MIGRATION)
    for wish in (SenderIntent.MIGRATION, SenderIntent.REFUSAL, SenderIntent.QUESTION):
        if wish in found:
            return wish
    return SenderIntent.QUESTION if question or _QUESTION.among(parts) else SenderIntent.NOTHING


def _wish_at(parts: Sequence[str], at: int) -> SenderIntent:
    """What the wish at that word is for."""
    move = next((place for place in _moves(parts) if place >= at), None)
    if move is None:  # what is wished stands before: "… our license transferred, please"
        closing = at >= len(parts) - _CLOSING_WORDS
        return SenderIntent.NOTHING if not closing or _QUESTION.among(parts) else SenderIntent.MIGRATION
    between = parts[at : move + 1]
    if _NOT.among(parts[max(at - _NEGATED_WITHIN, 0) : at + 1 + _NEGATED_WITHIN]):
        return SenderIntent.REFUSAL
    if _QUESTION.among(parts[:move]) or _ASKS_FOR.among(parts[:2]) or _OTHER_DEED.among(between):
        return SenderIntent.QUESTION
    return SenderIntent.MIGRATION


def _moves(parts: Sequence[str]) -> list[int]:
    return sorted({*_MOVE.places(parts), *(_BRING.places(parts) if _MARKET.among(parts) else ())})


def _commands(parts: Sequence[str]) -> bool:
    """ "Move our license to Marketplace." """
    begins = _MOVE.among(parts[:1]) and (_OURS.among(parts) or _OBJECT.among(parts))
    return begins and _OURS.among(parts) and _MARKET.among(parts)


def _unspaced(parts: Sequence[str]) -> bool:
    """Whether they are of Chinese, Japanese or Korean, where endings and order tell less."""
    return any("\u2e80" <= part[0] <= "\ud7af" for part in parts if part)
