"""The words that a request is found by, and what a person's search asks of them. Pure."""

import re
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

LONGEST = 40  #: characters of a word; longer ones are cut
_MOST = 120  # words of one request
_ENDING = 24  # characters of a license key that its ending can be found by
_SHORTEST_ENDING = 4
_MOST_TERMS = 8
_KEY_FIELDS = frozenset({"license_key", "license"})
_KEY_LEAST = 20  # characters that make a value a license key rather than a word about one
_WORD = re.compile(r"\w+")
#: Written without spaces between words, so that each place may begin one.
_UNSPACED = re.compile(r"[\u2e80-\u9fff\uac00-\ud7af\uf900-\ufaff\u0e00-\u0eff\u1000-\u109f]")
_TURNED = "<"  # begins the ending of a key, turned round; no word of a text has it


@dataclass(frozen=True, slots=True, kw_only=True)
class SearchedTexts:
    """What a request is found by."""

    reference: str
    name: str
    address: str
    subject: str
    fields: Mapping[str, str]
    sens: Sequence[str]


@dataclass(frozen=True, slots=True)
class SearchTerm:
    """One part of a search between blanks: all of `beginnings`, or else the key's `ending`."""

    beginnings: tuple[str, ...]
    ending: str  #: empty where the part is too short to be one


def words_of(texts: SearchedTexts) -> frozenset[str]:
    """The words of a request, and the endings of its keys; never more than a bounded number."""
    found: dict[str, None] = {}
    for word in _all_words(texts):
        found[word[:LONGEST]] = None
        if len(found) == _MOST:
            break
    return frozenset(found)


def parse_terms(text: str) -> tuple[SearchTerm, ...]:
    """What somebody searches for, at most some terms of it."""
    found = []
    for part in text.split()[:_MOST_TERMS]:
        turned = _turned(part)
        ending = turned if len(turned) > _SHORTEST_ENDING or _is_padded(part) else ""
        beginnings = tuple(word[:LONGEST] for word in _WORD.findall(fold_text(part)))
        if beginnings or ending:
            found.append(SearchTerm(beginnings[:_MOST_TERMS], ending))
    return tuple(found)


def _all_words(texts: SearchedTexts) -> Iterator[str]:
    yield from _words(texts.reference)
    yield from _words(texts.name[:400])
    yield from _words(texts.address)
    for name, value in sorted(texts.fields.items()):
        if name not in _KEY_FIELDS:
            yield from _words(value[:1000])
            continue
        for key in value.split()[:20]:
            yield from (_turned(key),) if len(key) >= _KEY_LEAST else _words(key)
    for sen in texts.sens[:20]:
        yield from _words(sen)
    yield from _words(texts.subject[:400])


def _words(text: str) -> Iterator[str]:
    for word in _WORD.findall(fold_text(text)):
        yield word
        if _UNSPACED.search(word):
            yield from (word[start:] for start in range(1, min(len(word), 30)))


def fold_text(text: str) -> str:
    """Without case, accents and widths: who searches for "garcia" finds García."""
    apart = unicodedata.normalize("NFKD", text).casefold()
    return unicodedata.normalize("NFC", "".join(each for each in apart if not _is_accent(each)))


def _is_accent(character: str) -> bool:
    return "\u0300" <= character <= "\u036f"


def _is_padded(part: str) -> bool:
    """Whether it is how the pages show the end of a key that ends in padding, as "****Fhc="."""
    shown = part.lstrip("*")
    return len(shown) >= _SHORTEST_ENDING and shown.endswith("=") and any(map(str.isalnum, shown))


def _turned(key: str) -> str:
    plain = "".join(each for each in key.casefold() if each.isalnum())
    return _TURNED + plain[: -_ENDING - 1 : -1]
