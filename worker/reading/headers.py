"""Header fields to values: addresses, Message-IDs, dates, text (RFC 5322, 2047, 6532).

The one module that speaks mail-parser. Knows nothing of bodies.
"""

import logging
import re
from collections.abc import Iterable, Sequence
from datetime import UTC, datetime
from email.errors import HeaderParseError
from email.header import decode_header
from email.message import Message as Fields
from email.parser import BytesHeaderParser
from email.utils import parsedate_to_datetime

from mailparser.utils import get_addresses

from worker.reading import charset, limits
from worker.reading.message import Address

# mail-parser logs what it can't decode: words of customers, which have no place in a log.
logging.getLogger("mailparser").addHandler(logging.NullHandler())
logging.getLogger("mailparser").propagate = False

_PARSER = BytesHeaderParser()
_SURROGATES = re.compile("[\ud800-\udfff]")
_SPACE = re.compile(r"[\s\x00-\x1f\x7f\u00a0]+")
_ANGLES = re.compile(r"<([^<>]{1,2000})>")
_BARE_ADDRESS = re.compile(r"[^\s<>\[\]\"'(),;:@]{1,320}@[^\s<>\[\]\"'(),;:@]{1,320}")


def parse(block: bytes) -> Fields:
    """The fields of a header block. What follows a line that is no field becomes the payload (a str)."""
    return _PARSER.parsebytes(block)


def values(fields: Fields, name: str) -> list[str]:
    """All fields of that name, as sent: 8-bit bytes are surrogates, long values are cut."""
    wanted = name.lower()
    found = [str(value) for key, value in fields.raw_items() if key.lower() == wanted]
    return [value[: limits.HEADER_VALUE_CHARS] for value in found[: limits.HEADER_OCCURRENCES]]


def first(fields: Fields, name: str) -> str:
    """The topmost field of that name as text, or an empty string."""
    found = values(fields, name)
    return text(found[0]) if found else ""


def text(value: str, hint: str = "") -> str:
    """Unstructured text: encoded words and undeclared 8-bit bytes decoded, white space collapsed."""
    return collapsed(words(eight_bit(value, hint), hint))


def eight_bit(value: str, hint: str = "") -> str:
    """A value whose undeclared 8-bit bytes are decoded: as UTF-8 (RFC 6532), else like the body."""
    if not _SURROGATES.search(value):
        return value
    return charset.decode(value.encode("utf-8", "surrogateescape"), "", hint)[0]


def words(value: str, hint: str = "") -> str:
    """Encoded words decoded (RFC 2047), also where they stand against the rules."""
    if "=?" not in value:
        return value
    try:
        pieces = decode_header(value)
    except (HeaderParseError, ValueError):
        return value
    return "".join(
        piece if isinstance(piece, str) else _word(piece, declared, hint) for piece, declared in pieces
    )


def _word(piece: bytes, declared: str | None, hint: str) -> str:
    if declared is None:
        return piece.decode("raw-unicode-escape", "replace")  # how the standard library spells literal text
    return charset.decode(piece, declared.split("*")[0], hint)[0]


def collapsed(value: str) -> str:
    """One line without control characters and lone surrogates; runs of white space are one space."""
    return _SPACE.sub(" ", _SURROGATES.sub("\ufffd", value)).strip()


def addresses(fields: Fields, name: str, hint: str = "") -> tuple[Address, ...]:
    """Every mailbox of all fields of that name."""
    found = [address for value in values(fields, name) for address in _mailboxes(eight_bit(value, hint), hint)]
    return tuple(found[: limits.ADDRESSES])


def _mailboxes(value: str, hint: str) -> Iterable[Address]:
    pairs = [(name, addr) for name, addr in get_addresses(value, decode_names=True) if addr]
    if pairs:
        return [Address(addr=_addr(addr), name=_name(name, addr, hint)) for name, addr in pairs]
    return _rescued(words(value, hint))


def _rescued(value: str) -> Iterable[Address]:
    """The address in a field that breaks the grammar: an unclosed bracket, an encoded whole, `mailto:`."""
    match = _BARE_ADDRESS.search(value)
    if match:
        return [Address(addr=_addr(match[0]), name=_name(value[: match.start()], match[0], ""))]
    name = _name(value, "", "")
    return [Address(addr="", name=name)] if name and not value.rstrip().endswith(";") else []


def _addr(value: str) -> str:
    return collapsed(value).strip(".'").lower()


def _name(value: str, addr: str, hint: str) -> str:
    name = collapsed(words(value, hint)).strip("\"'<>,; ")
    return "" if name.lower() == addr.lower() else name


def message_ids(found: Sequence[str]) -> tuple[str, ...]:
    """Message-IDs in order, each once, with their angle brackets, folding inside them undone."""
    ids: dict[str, None] = {}
    for value in found:
        value = words(eight_bit(value))
        inside = _ANGLES.findall(value) or [token for token in re.split(r"[\s,;]+", value) if "@" in token]
        for token in inside:
            token = "".join(token.split()).strip("\"'<>")
            if token:
                ids[f"<{collapsed(token)}>"] = None
    kept = list(ids)
    half = limits.MESSAGE_IDS // 2
    return tuple(kept if len(kept) <= limits.MESSAGE_IDS else kept[:half] + kept[-half:])


def own_message_id(fields: Fields) -> str | None:
    """The Message-ID, also one without brackets or without an @."""
    for value in values(fields, "Message-ID"):
        ids = message_ids([value])
        if ids:
            return ids[0]
        bare = collapsed(eight_bit(value)).strip("<> ")
        if bare:
            return f"<{bare.replace(' ', '')}>"
    return None


def moment(value: str) -> datetime | None:
    """A date in the sender's own zone; an unknown zone ("-0000") counts as UTC."""
    try:
        found = parsedate_to_datetime(collapsed(value)[:200])
        found = found if found.tzinfo else found.replace(tzinfo=UTC)
        found.astimezone(UTC)
    except (ValueError, TypeError, IndexError, OverflowError):
        return None
    return found


def return_path(fields: Fields) -> str | None:
    """The envelope's sender as the last server wrote it; "" is the null sender."""
    found = values(fields, "Return-Path")
    if not found:
        return None
    match = _BARE_ADDRESS.search(eight_bit(found[0]))
    return _addr(match[0]) if match else collapsed(eight_bit(found[0])).strip("<> ").lower()
