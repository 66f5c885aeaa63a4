"""Parts of words, in lower case, of which a mail that concerns a form of ours holds one at least."""

from worker.word_files import load_words

_WORDS = load_words("prefilter_words")

NAMES = _WORDS.entries("names")
LICENSES = _WORDS.entries("licenses")
MOVES = _WORDS.entries("moves")
