"""How mail clients introduce a message that they quote or pass on, and what they write below a message."""

from worker.word_files import load_words

_WORDS = load_words("quoting_words")

WROTE = _WORDS.listed("wrote")
OPENINGS = _WORDS.listed("openings")
ORIGINAL = _WORDS.listed("original")
FORWARDED = _WORDS.listed("forwarded")
FORWARD_ENDS = _WORDS.listed("forward_ends")
FORWARD_PREFIXES = _WORDS.listed("forward_prefixes")
FROM = _WORDS.listed("from")
SENT = _WORDS.listed("sent")
TO = _WORDS.listed("to")
SUBJECT = _WORDS.listed("subject")
OTHER_LABELS = _WORDS.listed("other_labels")
CLIENT_FOOTERS = _WORDS.listed("client_footers")
