"""How people say that they are on Cloud or Data Center, how many use it, and that no level is to match."""

from worker.word_files import load_words

_WORDS = load_words("fact_words")

SINCE = _WORDS.entries("since")
MOVED = _WORDS.entries("moved")
NOT_NOW = _WORDS.entries("not_now")
DATA_CENTER = _WORDS.entries("data_center")
PRODUCT = _WORDS.entries("product")
EDITION = _WORDS.entries("edition")
IN_A_PLACE = frozenset(_WORDS.entries("in_a_place"))
PLACE_AT_ONCE = frozenset(_WORDS.entries("place_at_once"))
RUN = _WORDS.entries("run")
COUNTED = _WORDS.entries("counted")
BEFORE_COUNTED = _WORDS.entries("before_counted")
OF_LICENSE = _WORDS.entries("of_license")
OF_SERVER = _WORDS.entries("of_server")
KEEP = _WORDS.entries("keep")
LEVEL = _WORDS.entries("level")
UNWILLING = _WORDS.entries("unwilling")
