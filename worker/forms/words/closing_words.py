"""How people end a mail: the words of a closing line, compared folded and at the line's start."""

from worker.word_files import load_words

_WORDS = load_words("closing_words")

CLOSINGS = _WORDS.entries("closings")
PRAISE = _WORDS.entries("praise")
