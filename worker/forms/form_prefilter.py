"""Whether a message, or what it quotes, can concern a form of ours: a quick look before the thorough one.

Most of a sales mailbox is about something else. A mail that names no license, no product, no move and holds
nothing like a key is no request, in whatever words. In doubt the answer is yes.
"""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import replace

from worker.forms.words import prefilter_words as words
from worker.reading.message import Body, LineRole, Message

_DEPTH = 3  #: of message/rfc822 parts in each other, as far as they are read
_EARLIER = (LineRole.QUOTED, LineRole.HEAD)
_KEY_LENGTH = 40  #: shorter than any license key, longer than any word
_KEY = re.compile(rf"[A-Za-z0-9+/=]{{{_KEY_LENGTH}}}")
#: What tells, word by word: "giấy phép" is told by its two words, wherever they stand.
_WORDS = tuple(tuple(entry.split()) for entry in (*words.NAMES, *words.LICENSES, *words.MOVES))
_ASCII_WORDS = tuple(parts for parts in _WORDS if "".join(parts).isascii())


def may_concern(message: Message, depth: int = _DEPTH) -> bool:
    """Whether anything in the message could make it a request."""
    if any(map(_telling, _texts(message))):
        return True
    return depth > 0 and any(may_concern(inner, depth - 1) for inner in message.forwarded)


def without_idle_quotations(body: Body) -> Body:
    """The body without the earlier messages quoted at its end, where these can't concern a form.

    Its text stays whole. Quotations with the sender's words among them stay, too: these may be answers.
    """
    end = len(body.lines)
    while end and (body.lines[end - 1].role in _EARLIER or not body.lines[end - 1].text):
        end -= 1
    if end == len(body.lines) or _telling(body.text[body.lines[end].start :]):
        return body
    return replace(body, lines=body.lines[:end])


def _texts(message: Message) -> Iterator[str]:
    yield message.subject
    for body in message.bodies:
        yield body.text


def _telling(text: str) -> bool:
    """Looks at each different word once: a long mail has few of them."""
    words_of_text = set(text.split())
    folded = _folded(" ".join(words_of_text))
    looked_for = _ASCII_WORDS if folded.isascii() else _WORDS
    if any(all(part in folded for part in parts) for parts in looked_for):
        return True
    return any(len(word) >= _KEY_LENGTH and _KEY.search(word) for word in words_of_text)


def _folded(text: str) -> str:
    return text.lower() if text.isascii() else unicodedata.normalize("NFKC", text).casefold()
