"""What else people want who write under a form's subject, or fill in a form that is like ours.

Every entry is a word beginning ("a|b": either); two words stand next to each other.
"""

from worker.word_files import load_words

_WORDS = load_words("intent_words")

DATA_RIGHTS = _WORDS.entries("data_rights")
DISCLOSE = _WORDS.entries("disclose")
OTHER_FORM = _WORDS.entries("other_form")
ACCOUNTS = _WORDS.entries("accounts")
