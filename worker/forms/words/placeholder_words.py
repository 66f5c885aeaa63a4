"""Answers that are none, language by language. Compared folded: no case, accents, punctuation."""

from worker.word_files import load_words

_WORDS = load_words("placeholder_words")

WHOLE = _WORDS.entries("whole")
SEE = _WORDS.entries("see")
PLACE = _WORDS.entries("place")
THING = _WORDS.entries("thing")
SAME = _WORDS.entries("same")
AS = _WORDS.entries("as")
