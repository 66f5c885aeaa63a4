"""What mail clients put before a subject, case-folded and without the colon."""

from worker.word_files import load_words

_WORDS = load_words("subject_prefixes")

REPLIES = frozenset(_WORDS.entries("replies"))
FORWARDS = frozenset(_WORDS.entries("forwards"))
