"""What stands beside a person's name and is no part of a first and a last name."""

from worker.word_files import load_words

_WORDS = load_words("name_words")

TITLES = _WORDS.entries("titles")
HALVES = _WORDS.entries("halves")
