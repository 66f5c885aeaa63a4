"""How people say that an answer of theirs was not right, by language."""

from worker.word_files import load_words

_WORDS = load_words("correction_words")

CORRECTIONS = _WORDS.entries("corrections")
SEND_TO = _WORDS.entries("send_to")
INSTEAD_OF = _WORDS.entries("instead_of")
RIGHT_ONE = _WORDS.entries("right_one")
