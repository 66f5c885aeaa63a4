"""How mailers report that a message came back or waits."""

from worker.word_files import load_words

_WORDS = load_words("bounce_words")

MAILERS = _WORDS.listed("mailers")
MAILER_NAMES = _WORDS.listed("mailer_names")
BOUNCE_SUBJECTS = _WORDS.listed("bounce_subjects")
BOUNCE_SENTENCES = _WORDS.listed("bounce_sentences")
DELAYED_SUBJECTS = _WORDS.listed("delayed_subjects")
STILL_TRYING = _WORDS.listed("still_trying")
