"""How people ask for the migration, ask about it, or thank for it.

Every entry is a word beginning ("a|b": either); two words stand next to each other.
"""

from worker.word_files import load_words

_WORDS = load_words("migration_words")

MOVE = _WORDS.entries("move")
OBJECT = _WORDS.entries("object")
MARKET = _WORDS.entries("market")
WISH = _WORDS.entries("wish")
QUESTION = _WORDS.entries("question")
OUR_KIND = _WORDS.entries("our_kind")
YOUR = _WORDS.entries("your")
OWNED = _WORDS.entries("owned")
OURSELVES = _WORDS.entries("ourselves")
ELSEWHERE = _WORDS.entries("elsewhere")
AWAY_FROM_IT = _WORDS.entries("away_from_it")
TO_CLOUD = _WORDS.entries("to_cloud")
PRODUCTS = _WORDS.entries("products")
SOMETHING_ELSE = _WORDS.entries("something_else")
UNSUBSCRIBE = _WORDS.entries("unsubscribe")
NOT = _WORDS.entries("not")
REFUSAL = _WORDS.entries("refusal")
DONE = _WORDS.entries("done")
INTEREST = _WORDS.entries("interest")
ON_CLOUD = _WORDS.entries("on_cloud")
BELOW = _WORDS.entries("below")
PASS_ON = _WORDS.entries("pass_on")
HANDLED = _WORDS.entries("handled")
THANKS_FOR = _WORDS.entries("thanks_for")
TAKE_BACK = _WORDS.entries("take_back")
SMALL_TALK = _WORDS.entries("small_talk")
GREETINGS = _WORDS.entries("greetings")
OURS = _WORDS.entries("ours")
POLITE = _WORDS.entries("polite")
NOT_BEFORE = _WORDS.entries("not_before")
TAKE_OFF = _WORDS.entries("take_off")
