"""How machines say that they are machines, and that a message has arrived."""

from worker.word_files import load_words

_WORDS = load_words("acknowledgement_words")

LIKELY_SUBJECTS = _WORDS.listed("likely_subjects")
SAYS_REPLY = _WORDS.listed("says_reply")
MAY_SAY_REPLY = _WORDS.listed("may_say_reply")
SAYS_MACHINE = _WORDS.listed("says_machine")
RECEIVED = _WORDS.listed("received")
THANKS = _WORDS.listed("thanks")
PROMISES = _WORDS.listed("promises")
ROBOTS = _WORDS.listed("robots")
NO_REPLY = _WORDS.listed("no_reply")
TO_SENDER = _WORDS.listed("to_sender")
