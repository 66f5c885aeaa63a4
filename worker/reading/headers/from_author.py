"""Who wrote a message: one mailbox by the grammar of RFC 5322, read before anything is decoded.

What decides about somebody's identity is read here and nowhere else. The grammar is taken strictly, so that
no other program reads another author: the mail server that checked the sender, the reader's mail client.
Names may be written as clients write them (dots, commas, brackets, bytes of any charset), for no name can
hold the address.
"""

import re
import unicodedata
from collections.abc import Sequence
from typing import NamedTuple

import idna

from worker.reading import reading_limits

_FOLD = re.compile(r"\r?\n(?=[ \t])")
_CONTROL = re.compile(r"[\x00-\x08\x0a-\x1f\x7f]")
_SPACE = re.compile(r"[ \t]+")
_QUOTED = re.compile(r'"((?:[^"\\]|\\.)*)"')
_ANGLE = re.compile(r"<[ \t]*([^\s<>()\[\]\"\\,;:]{3,400})[ \t]*>")
_WORD = re.compile(r"[^\s<>()\[\]\"\\,;:]+|[\[\]]")
_IN_COMMENT = re.compile(r"[^()\\]+|\\.|[()]")
_ENCODED_WORD = re.compile(r"=\?[^?\s]{1,80}\?[bBqQ]\?[^?\s]*\?=")
_LOCAL = re.compile(r"[A-Za-z0-9!#$%&'*+/=?^_`{|}~.\u0080-\U0010ffff-]{1,64}")
_LABEL = re.compile(
    r"[A-Za-z0-9_\u0080-\U0010ffff](?:[A-Za-z0-9_\u0080-\U0010ffff-]{0,61}[A-Za-z0-9_\u0080-\U0010ffff])?"
)
_DOMAIN_CHARS = 255
_BARE = re.compile(r"[^\s<>\[\]\"'(),;:@=?]{1,320}@[^\s<>\[\]\"'(),;:@=?]{1,320}")


class ReadMailbox(NamedTuple):
    """A mailbox as it stands in a header: the name still encoded, the address bare and in lower case."""

    name: str
    addr: str


class _Token(NamedTuple):
    kind: str  # "word", "quoted", "comment", "angle" or ","
    text: str


def read_author(values: Sequence[str]) -> ReadMailbox | None:
    """The one mailbox of a field that may occur once and names one (From, Sender, Reply-To).

    None where the field occurs twice, names several, or breaks the grammar: then nobody knows who it is.
    """
    return read_mailbox(values[0]) if len(values) == 1 else None


def read_mailbox(value: str) -> ReadMailbox | None:
    """The mailbox of a value as sent: folded, 8-bit bytes as surrogates; None unless it is just one."""
    if len(value) >= reading_limits.HEADER_VALUE_CHARS:  # what was cut off may have named somebody else
        return None
    value = _FOLD.sub("", value)
    tokens = None if _CONTROL.search(value) else _tokens(value)
    if tokens is None:
        return None
    segments = _segments(tokens)
    *before, last = segments or [[]]
    if any(token.kind == "angle" or "@" in token.text for segment in before for token in segment):
        return None
    return _mailbox(last, alone=not before)


def read_mailboxes(value: str) -> list[ReadMailbox]:
    """The mailboxes of a value that may name several, as sent; none where one of them breaks the grammar."""
    value = _FOLD.sub("", value[: reading_limits.HEADER_VALUE_CHARS])
    tokens = None if _CONTROL.search(value) else _tokens(value)
    found = [_mailbox(segment, alone=True) for segment in _segments(tokens or [])]
    return [each for each in found if each is not None] if None not in found else []


def rescue_address(value: str) -> str:
    """The one address that stands bare in a broken value, to be shown to people; it proves nothing.

    Never taken from quoted strings, comments or encoded words, and empty where there are two.
    """
    bare = _without_wrapped(_FOLD.sub("", value[: reading_limits.HEADER_VALUE_CHARS]))
    found = {match.strip(".").lower() for match in _BARE.findall(bare.replace("mailto:", " "))}
    addr = found.pop() if len(found) == 1 else ""
    return addr if _checked(addr) == addr else ""


def _tokens(value: str) -> list[_Token] | None:
    """Names, quoted strings, comments, angle addresses and commas; None where the grammar ends."""
    tokens: list[_Token] = []
    at = 0
    while at < len(value):
        if match := _SPACE.match(value, at):
            at = match.end()
            continue
        token, at = _token(value, at)
        if token is None:
            return None
        tokens.append(token)
    return tokens


def _token(value: str, at: int) -> tuple[_Token | None, int]:
    char = value[at]
    if char == ",":
        return _Token(",", ""), at + 1
    if char == "(":
        return _comment(value, at)
    kind, pattern = {'"': ("quoted", _QUOTED), "<": ("angle", _ANGLE)}.get(char, ("word", _WORD))
    match = pattern.match(value, at)
    if match is None:
        return None, at
    return _Token(kind, match[match.lastindex or 0]), match.end()


def _comment(value: str, at: int) -> tuple[_Token | None, int]:
    start, depth = at + 1, 0
    while match := _IN_COMMENT.match(value, at):
        depth += {"(": 1, ")": -1}.get(match[0], 0)
        at = match.end()
        if depth == 0:
            return _Token("comment", value[start : at - 1]), at
    return None, at


def _segments(tokens: Sequence[_Token]) -> list[list[_Token]]:
    """The tokens between commas; empty ones are left out (RFC 5322, 4.4)."""
    segments: list[list[_Token]] = [[]]
    for token in tokens:
        if token.kind == ",":
            segments.append([])
        else:
            segments[-1].append(token)
    return [segment for segment in segments if segment]


def _mailbox(tokens: Sequence[_Token], *, alone: bool) -> ReadMailbox | None:
    words = [token for token in tokens if token.kind != "comment"]
    comments = [token.text for token in tokens if token.kind == "comment"]
    if [token.kind for token in words] == ["word"] and alone:
        found = _checked(words[0].text)
        name = " ".join(comments)
    elif words and words[-1].kind == "angle" and all(token.kind != "angle" for token in words[:-1]):
        found = _checked(words[-1].text)
        name = " ".join(token.text for token in words[:-1]) or " ".join(comments)
        if not _only_names(words[:-1], found):
            return None
    else:
        return None
    if not found or any("@" in comment and comment.strip().lower() != found for comment in comments):
        return None
    return ReadMailbox(name=name, addr=found)


def _only_names(words: Sequence[_Token], addr: str) -> bool:
    """No word before the angle bracket could be read as an address, but for the same one again."""
    if " ".join(word.text for word in words).strip("' ").lower() == addr:
        return True
    return not any(
        word.kind == "word" and "@" in word.text and not _ENCODED_WORD.fullmatch(word.text) for word in words
    )


def _checked(text: str) -> str:
    """The address in lower case, or nothing unless it is one: no quotes, routes, literals or look-alikes."""
    try:
        addr = text.encode("utf-8", "surrogateescape").decode("utf-8")
    except UnicodeError:
        return ""
    local, _, domain = addr.partition("@")
    if not _LOCAL.fullmatch(local) or "=?" in local or len(domain) > _DOMAIN_CHARS:
        return ""
    if not all(_LABEL.fullmatch(label) for label in domain.split(".")):
        return ""
    if not addr.isascii() and not _is_international(addr, domain):
        return ""
    return addr.lower()


def _is_international(addr: str, domain: str) -> bool:
    """An address of RFC 6532 in its one normal form, so that no two spellings look or count the same."""
    if unicodedata.normalize("NFKC", addr) != addr or not addr.isprintable():
        return False
    try:
        return domain.isascii() or bool(idna.encode(domain.lower()))
    except (idna.IDNAError, UnicodeError):
        return False


def _without_wrapped(value: str) -> str:
    """The value with a gap for each quoted string, comment and encoded word, also for one that never ends."""
    kept: list[str] = []
    at = 0
    while at < len(value):
        char = value[at]
        if char == '"':
            match = _QUOTED.match(value, at)
            at = match.end() if match else len(value)
            kept.append(" ")
        elif char == "(":
            token, end = _comment(value, at)
            at = end if token else len(value)
            kept.append(" ")
        else:
            match = _WORD.match(value, at)
            end = match.end() if match else at + 1
            piece = value[at:end]
            kept.append(" = " if "=?" in piece or "?=" in piece else piece)
            at = end
    return "".join(kept)
