"""Where a mail's own words end and the sender's card begins, with or without a closing above it."""

import re
from collections.abc import Sequence

from worker.forms.text.language_data import spoken_in
from worker.forms.text.mail_closings import is_closing
from worker.forms.text.sentences import Sentence
from worker.forms.text.text_folding import fold_words

_SPOKEN = 3  #: words of a language that make a line one that somebody says
_SPOKEN_SHARE = 0.3
_CARD_WORDS = 9  #: of a line of a card
_CONTACT = re.compile(
    r"(?:\b(?:tel|telefon|phone|mobile|mob|cell|fax|e-?mail|mail|web|www|tlf|tél|t|m|f|p)\b\s?[.:+(]|https?://|www\.|\+\d|电话|電話|전화)",
    re.IGNORECASE,
)
_POSTSCRIPT = re.compile(
    r"\W{0,4}(?:p\.?\s?-?\s?s|p\.?\s?d|n\.?\s?b|ps\s?2|post\s?scriptum|one more thing|"
    r"追伸|추신|з\.?\s?ы|υ\.?\s?γ)\b",
    re.IGNORECASE,
)


def is_postscript(text: str) -> bool:
    """Whether something is said again below a closing: "P.S.", "NB"."""
    return _POSTSCRIPT.match(text[:40]) is not None


def speaks_to_somebody(text: str) -> bool:
    """Whether the words are said to somebody, and are no name, title, place or number of a card."""
    parts = fold_words(text[:1000])
    speech = spoken_in(parts)
    if speech is None:
        return False
    hits = speech.hits(parts)
    return hits >= _SPOKEN and hits >= _SPOKEN_SHARE * len(parts)


def card_begins(said: Sequence[Sentence], names: frozenset[str]) -> int:
    """The index of the first sentence of the card at the end; as many as there are where there is none.

    It begins below a closing, or with a line of the sender's names alone, or with how to reach them.
    """
    for index, sentence in enumerate(said):
        if is_closing(sentence.text) and not speaks_on(said, index):
            return index + 1
    start = len(said)
    for index in range(len(said) - 1, -1, -1):
        if not _of_a_card(said[index].text):
            break
        if _names_only(said[index].words, names) or _CONTACT.search(said[index].text):
            start = index
    return start


def speaks_on(said: Sequence[Sentence], index: int) -> bool:
    """Whether more is said below what looks like a closing than a card holds: "Thanks for your mail."."""
    return index == 0 and sum(1 for one in said[1:] if speaks_to_somebody(one.text)) > 0


def _of_a_card(text: str) -> bool:
    room = _CARD_WORDS * (3 if _CONTACT.search(text) or "|" in text else 1)
    return (
        len(fold_words(text)) <= room
        and not speaks_to_somebody(text)
        and not text.rstrip().endswith(("?", "？"))
    )


def _names_only(parts: Sequence[str], names: frozenset[str]) -> bool:
    return bool(parts) and all(part in names for part in parts)
