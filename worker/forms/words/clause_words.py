"""A sentence and not a name that stands alone: who speaks or is spoken of, and a verb, by language."""

from worker.word_files import load_words

_WORDS = load_words("clause_words")

SUBJECTS = _WORDS.entries("subjects")
VERBS = _WORDS.entries("verbs")
