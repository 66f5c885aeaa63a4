"""What is licensed and moved, and between what: words that say nothing of an answer."""

from worker.word_files import load_words

_WORDS = load_words("product_words")

NAMES = _WORDS.entries("names")
PRODUCTS = (*NAMES, "Server", "plugin", "plug-in", "add-on", "app", "license", "licence", "for", "and")
