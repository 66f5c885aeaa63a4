"""How people say, or deny, that they run the plugin on their own server and accept matching levels.

Every entry is a list of word beginnings that stand in one sentence, in any order; "a|b" is either.
"""

from worker.word_files import load_words

_WORDS = load_words("statement_words")

ASKING = _WORDS.entries("asking")
SERVER = _WORDS.combinations("server")
MATCH = _WORDS.combinations("match")
AGREE = _WORDS.entries("agree")
CONFIRM = _WORDS.entries("confirm")
USE = _WORDS.entries("use")
YES = _WORDS.entries("yes")
NEGATIONS = _WORDS.entries("negations")
CLOUD = _WORDS.entries("cloud")
ASSENT = _WORDS.entries("assent")
NOT_HERE = _WORDS.entries("not_here")
NO_OBJECTION = _WORDS.entries("no_objection")
AND = _WORDS.entries("and")
