"""Sentences that gateways and companies add to mail: warnings above, disclaimers and scanners below.

Each is enough by itself: nobody writes it to somebody.
"""

from worker.word_files import load_words

_WORDS = load_words("disclaimer_words")

WARNINGS = _WORDS.listed("warnings")
SCANNERS = _WORDS.listed("scanners")
DISCLAIMERS = _WORDS.listed("disclaimers")
SERVICES = _WORDS.listed("services")
CERTAIN = (*WARNINGS, *SCANNERS, *DISCLAIMERS, *SERVICES)
