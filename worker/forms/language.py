"""In which language a customer writes, as far as their own words tell; the form's own words are English."""

from collections.abc import Iterator

from worker.forms.sheet import words
from worker.forms.words.languages import TELLING
from worker.reading.message import Message, Role

_ENOUGH = 3  #: different words of a language that make it the writer's
_MAX_CHARS = 20_000  #: of a mail that are looked at
_WORDS = {
    language: frozenset(part for entry in known for part in words(entry))
    for language, known in TELLING.items()
}


def language(message: Message) -> str:
    """The ISO 639-1 code of the language, "en" where nothing tells of another."""
    said = set(_own_words(message))
    hits = {code: len(said & known) for code, known in _WORDS.items()}
    best, second = sorted(hits, key=hits.__getitem__, reverse=True)[:2]
    return best if hits[best] >= _ENOUGH and hits[best] > hits[second] else "en"


def _own_words(message: Message) -> Iterator[str]:
    """What the sender wrote, signatures and quotations left out; the first readable form is enough."""
    for body in message.bodies[:1]:
        left = _MAX_CHARS
        for line in body.lines:
            if line.role is Role.OWN and left > 0:
                left -= len(line.text)
                yield from words(line.text)
