"""Numbers in words, folded: what people call the size of a team."""

from worker.word_files import load_words

_WORDS = load_words("number_words")

ONES = _WORDS.numbers("ones")
TENS = _WORDS.numbers("tens")
HUNDRED = frozenset(_WORDS.entries("hundred"))
UNITS_FIRST_AND = _WORDS.entries("units_first_and")
