"""By which words the language of a customer is told, by ISO 639-1.

Few of them stand in the forms' English text, in names and in addresses. Swedish is here although there are no
letters in it, so that it is taken for nothing else.
"""

from worker.word_files import load_words

_WORDS = load_words("language_words")

POLITE = _WORDS.table("polite")
SAID = _WORDS.table("said")
WRITTEN = _WORDS.table("written")
