"""How absent people's machines introduce themselves."""

from worker.word_files import load_words

_WORDS = load_words("absence_words")

REPLY_SUBJECTS = _WORDS.listed("reply_subjects")
ABSENT_SUBJECTS = _WORDS.listed("absent_subjects")
ABSENCE = _WORDS.listed("absence")
AWAY = _WORDS.listed("away")
BACK = _WORDS.listed("back")
ASKS_BACK = _WORDS.listed("asks_back")
WAS_AWAY = _WORDS.listed("was_away")
OTHERS_ABSENCE = _WORDS.listed("others_absence")
INSTEAD = _WORDS.listed("instead")
