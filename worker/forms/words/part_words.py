"""What people call the parts of a name and of an address, by language."""

from worker.word_files import load_words

_WORDS = load_words("part_words")

LAST_NAME = _WORDS.entries("last_name")
FIRST_NAME = _WORDS.entries("first_name")
COUNTRY = _WORDS.entries("country")
COUNTRY_NAMED = _WORDS.entries("country_named")
AROUND_COUNTRY = _WORDS.entries("around_country")
TURN_TO = _WORDS.entries("turn_to")
TELLING = _WORDS.entries("telling")
PROMISES = _WORDS.entries("promises")
IT_IS = _WORDS.entries("it_is")
IS = _WORDS.entries("is")
