"""Code words in texts of the worker, as a person reads them; rows of old databases have them, too."""

import re

from worker.requests.request_model import LetterKind
from worker.web.views.attention_labels import name_letter

_CODE = re.compile(r"(?<![\w./@-])[a-z]+(?:_[a-z]+)+(?![\w/@-]|\.\w)")
_SETTING = re.compile(r" \([a-z_]+\.[a-z_]+\)")


def say_plainly(text: str) -> str:
    """A text of ours without code words. Not for what customers, colleagues or servers wrote.

    >>> say_plainly("letter 4 (missing_fields) was returned; it answers holder_name")
    'letter 4 (question about missing fields) was returned; it answers holder name'
    """
    return _CODE.sub(lambda found: _plain(found[0]), _SETTING.sub("", text))


def _plain(code: str) -> str:
    if code in set(LetterKind):
        name = name_letter(code)
        return name[:1].lower() + name[1:]
    return code.replace("_", " ")
