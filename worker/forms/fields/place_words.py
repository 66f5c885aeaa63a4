"""Parts of addresses that look like a country and are none."""

from worker.word_files import load_words

_WORDS = load_words("place_words")

STATES = _WORDS.names("states")
ITALIAN_PROVINCES = frozenset(_WORDS.entries("italian_provinces"))
ITALIAN_STREETS = _WORDS.entries("italian_streets")
BRAZILIAN_STATES = frozenset(_WORDS.entries("brazilian_states"))
BRAZILIAN_STREETS = _WORDS.entries("brazilian_streets")
INDIAN_STATES = frozenset(_WORDS.entries("indian_states"))
CANTON_TOWNS = _WORDS.table("canton_towns")
PREFIXES = _WORDS.entries("prefixes")
STATE_OR_COUNTRY = _WORDS.table("state_or_country")
BEFORE_OTHER_NAME = _WORDS.entries("before_other_name")
STREETS = _WORDS.entries("streets")
ADDRESS_PARTS = _WORDS.entries("address_parts")
