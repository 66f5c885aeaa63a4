"""Words by which a further license is told beside the one that is known."""

from worker.word_files import load_words

_WORDS = load_words("addition_words")

ADDED = _WORDS.entries("added")
ONLY = _WORDS.entries("only")
CLIENTS = _WORDS.entries("clients")
WHICH = _WORDS.entries("which")
