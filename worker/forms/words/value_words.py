"""The words by which sentences tell a value of a form's field."""

from worker.word_files import load_words

_WORDS = load_words("value_words")

ABOUT_ACCOUNT = _WORDS.entries("about_account")
ABOUT_EXPERT = _WORDS.entries("about_expert")
HOLDER_BEFORE = _WORDS.entries("holder_before")
WE_ARE = _WORDS.entries("we_are")
ORGANIZATION_BEFORE = _WORDS.entries("organization_before")
HOLDER_LISTED = _WORDS.entries("holder_listed")
ORGANIZATION_LISTED = _WORDS.entries("organization_listed")
ADDRESS_LISTED = _WORDS.entries("address_listed")
LEGAL_FORMS = _WORDS.entries("legal_forms")
ADDRESS_BEFORE = _WORDS.entries("address_before")
USERS = _WORDS.entries("users")
TIERS = _WORDS.entries("tiers")
CORRECTS = _WORDS.entries("corrects")
TEAM = _WORDS.entries("team")
IN_THE_NAME_OF = _WORDS.entries("in_the_name_of")
SELF = _WORDS.entries("self")
AM = _WORDS.entries("am")
HOLDER = _WORDS.entries("holder")
LICENSE = _WORDS.entries("license")
PEOPLE = _WORDS.entries("people")
WHO = _WORDS.entries("who")
WHERE = _WORDS.entries("where")
KEYS = _WORDS.entries("keys")
