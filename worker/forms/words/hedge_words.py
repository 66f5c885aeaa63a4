"""What stands between a wish and a move, or around them, and makes something else of both.

Every entry is a word beginning ("a|b": either); two words stand next to each other.
"""

from worker.word_files import load_words

_WORDS = load_words("hedge_words")

OTHER_DEED = _WORDS.entries("other_deed")
NOT_NOW = _WORDS.entries("not_now")
ASKS_FOR = _WORDS.entries("asks_for")
SELLS = _WORDS.entries("sells")
TROUBLE = _WORDS.entries("trouble")
BRING = _WORDS.entries("bring")
ABLE = _WORDS.entries("able")
