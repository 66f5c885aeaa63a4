"""Header fields to values: addresses, Message-IDs, dates, text (RFC 5322, 2047, 6532).

Knows nothing of bodies.
"""

import re
from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import UTC, datetime
from email.message import Message as ParsedMessage
from email.parser import BytesHeaderParser
from email.utils import parsedate_to_datetime

from mailparser.utils import get_addresses

from worker.reading import reading_limits
from worker.reading.headers import encoded_words
from worker.reading.headers.encoded_words import EncodedWord
from worker.reading.headers.from_author import ReadMailbox, read_author, rescue_address
from worker.reading.headers.header_budget import HeaderBudget
from worker.reading.message import Address
from worker.reading.parts import charset

_SURROGATES = re.compile("[\ud800-\udfff]")
_SPACE = re.compile(r"[\s\x00-\x1f\x7f-\xa0]+")
_ANGLES = re.compile(r"<([^<>]{1,2000})>")
_PLAIN = re.compile(
    r"(?:([\w .'-]{0,100}) <([\w.+-]{1,64}@[\w.-]{1,255})>|<?([\w.+-]{1,64}@[\w.-]{1,255})>?)", re.ASCII
)
_SHORT = 400  # characters of a field with one address, which costs next to nothing
_LAST_COMMENT = re.compile(r"\([^()]{0,80}\)\s*\Z")  # "(UTC)", "(envelope-from <…>)"
_BREAKS = re.compile(r"[\s,;]+")
_SHOWN_CHARS = 200  # of a field that can't be read
_BARE_ADDRESS = re.compile(r"[^\s<>\[\]\"'(),;:@]{1,320}@[^\s<>\[\]\"'(),;:@]{1,320}")


Parameter = str | tuple[str | None, str | None, str]  #: a tuple where RFC 2231 encodes it


_PARSER = BytesHeaderParser()


class HeaderFields:
    """A header: its fields by name, as sent, and what may be decoded of them."""

    __slots__ = ("_doubtful", "_first", "_names", "_parameters", "_values", "budget")

    def __init__(
        self,
        parsed: ParsedMessage,
        budget: HeaderBudget | None = None,
        doubtful: Collection[str] | None = (),
    ) -> None:
        """`doubtful` are the names, in lower case, of fields that not every program finds; None: of all."""
        self.budget = budget or HeaderBudget()
        self._doubtful = doubtful
        self._first: dict[str, str] = {}  # the topmost field of each name that was asked for, as text
        self._parameters: dict[str, Mapping[str, Parameter]] = {}  # of the headers that were asked for
        self._values: dict[str, list[str]] = {}
        self._names: list[str] = []  # in lower case, as they follow each other
        for name, value in parsed.raw_items():
            self._names.append(name.lower())
            self._values.setdefault(self._names[-1], []).append(value)

    @classmethod
    def of_block(cls, block: bytes, budget: HeaderBudget | None = None) -> "HeaderFields":
        """The fields at the start of a text."""
        return cls(_PARSER.parsebytes(block), budget)

    def get_all(self, name: str) -> list[str]:
        """All fields of that name: folded, 8-bit bytes as surrogates, long values cut."""
        found = self._values.get(name.lower())
        if found is None:
            return []
        return [
            value[: reading_limits.HEADER_VALUE_CHARS] for value in found[: reading_limits.HEADER_OCCURRENCES]
        ]

    def is_doubtful(self, name: str) -> bool:
        """Whether another program may see no field of that name, or one more: none decides who wrote it."""
        return self._doubtful is None or name.lower() in self._doubtful

    def first_text(self, name: str) -> str:
        """The topmost field of that name as text, or an empty string."""
        if name not in self._first:
            found = self._values.get(name.lower())
            self._first[name] = (
                text(found[0][: reading_limits.HEADER_VALUE_CHARS], budget=self.budget) if found else ""
            )
        return self._first[name]

    def count_above(self, name: str, other: str) -> list[int]:
        """For each field of that name how many fields of the other name stand above it."""
        above = 0
        found = []
        for each in self._names:
            above += each == other.lower()
            if each == name.lower():
                found.append(above)
        return found[: reading_limits.HEADER_OCCURRENCES]

    def parameters(self, name: str) -> Mapping[str, Parameter]:
        """The parameters of a MIME field by their lower-case names (RFC 2045, 2231)."""
        if name not in self._parameters:
            found = self.get_all(name)
            self._parameters[name] = _parameters(found[0]) if found and "=" in found[0] else {}
        return self._parameters[name]


def _parameters(value: str) -> dict[str, Parameter]:
    """What the standard library makes of them; of two with one name the first."""
    message = ParsedMessage()
    message["Content-Type"] = value.strip()[: reading_limits.MIME_VALUE_CHARS]
    try:
        found = message.get_params([])
    except (TypeError, ValueError):  # parts of one parameter, some with a number and some without
        return {}
    return {name.lower(): value for name, value in reversed(found)}


def first(fields: HeaderFields, name: str) -> str:
    """The topmost field of that name as text, or an empty string."""
    return fields.first_text(name)


def text(value: str, hint: str = "", budget: HeaderBudget | None = None) -> str:
    """Unstructured text: encoded words and undeclared 8-bit bytes decoded, white space collapsed."""
    return collapsed(words(eight_bit(value, hint), hint, budget))


def eight_bit(value: str, hint: str = "") -> str:
    """A value whose undeclared 8-bit bytes are decoded: as UTF-8 (RFC 6532), else like the body."""
    if not _SURROGATES.search(value):
        return value
    return charset.decode(value.encode("utf-8", "surrogateescape"), "", hint)[0]


def words(value: str, hint: str = "", budget: HeaderBudget | None = None) -> str:
    """Encoded words decoded (RFC 2047), also where they stand against the rules; as sent over the budget."""
    if "=?" not in value or (budget is not None and not budget.take(len(value))):
        return value
    try:
        pieces = encoded_words.split(value)
    except ValueError:
        return value
    return "".join(_decoded(piece, hint) for piece in pieces)


def _decoded(piece: EncodedWord, hint: str) -> str:
    if piece.charset is None:
        return piece.text
    return charset.decode(piece.data, piece.charset.split("*")[0], hint)[0]


def collapsed(value: str) -> str:
    """One line without control characters and lone surrogates; runs of white space are one space."""
    if value.isascii() and value.isprintable() and "  " not in value:
        return value.strip()
    return _SPACE.sub(" ", _SURROGATES.sub("\ufffd", value)).strip()


def author(fields: HeaderFields, name: str, hint: str = "") -> Address:
    """Who a field says that somebody is (`read_author`); with an empty address where nobody can tell."""
    values = fields.get_all(name)
    found = None if fields.is_doubtful(name) else read_author(values)
    if found is None:
        return Address(addr="", name=text(" ".join(values), hint, fields.budget)[:_SHOWN_CHARS])
    return decoded(found, hint, fields.budget)


def decoded(found: ReadMailbox, hint: str = "", budget: HeaderBudget | None = None) -> Address:
    """A mailbox with its name as text."""
    return Address(addr=found.addr, name=_name(eight_bit(found.name, hint), found.addr, hint, budget))


def claimed_author(fields: HeaderFields, name: str, hint: str = "") -> Address | None:
    """Whom a field that can't be read seems to name, to be shown to people; it proves nothing."""
    values = fields.get_all(name)
    found = _rescued(eight_bit(values[0], hint), hint, fields.budget) if len(values) == 1 else []
    return next((one for one in found if one.addr), None)


def addresses(fields: HeaderFields, name: str, hint: str = "") -> tuple[Address, ...]:
    """Every mailbox of all fields of that name, as far as they can be made out; no proof of anything."""
    found = [
        address
        for value in fields.get_all(name)
        if len(value) < _SHORT or fields.budget.take(len(value))
        for address in _mailboxes(eight_bit(value, hint), hint)
    ]
    return tuple(found[: reading_limits.ADDRESSES])


def _mailboxes(value: str, hint: str) -> Iterable[Address]:
    if plain := _PLAIN.fullmatch(value):  # as nearly all are; spares the scan of the whole grammar
        addr = plain[2] or plain[3]
        return [Address(addr=addr.lower(), name=_name(plain[1] or "", addr, hint))]
    pairs = [(name, addr) for name, addr in get_addresses(value) if addr]
    if pairs:
        return [Address(addr=_addr(addr), name=_name(name, addr, hint)) for name, addr in pairs]
    return _rescued(value, hint)


def _rescued(value: str, hint: str, budget: HeaderBudget | None = None) -> list[Address]:
    """The address in a field that breaks the grammar: an unclosed bracket, `mailto:`."""
    if addr := rescue_address(value):
        before = value[: value.lower().find(addr)].rstrip(" <").removesuffix("mailto:")
        return [Address(addr=addr, name=_name(before, addr, hint, budget))]
    name = _name(value, "", hint, budget)
    return [Address(addr="", name=name)] if name and not value.rstrip().endswith(";") else []


def _addr(value: str) -> str:
    return collapsed(value).strip(".'").lower()


def _name(value: str, addr: str, hint: str, budget: HeaderBudget | None = None) -> str:
    name = collapsed(words(value, hint, budget)).strip("\"'<>,; ")
    return "" if name.lower() == addr.lower() else name


def message_ids(found: Sequence[str], budget: HeaderBudget | None = None) -> tuple[str, ...]:
    """Message-IDs in order, each once, with their angle brackets, folding inside them undone."""
    ids: dict[str, None] = {}
    for value in found:
        decoded = words(eight_bit(value), budget=budget)
        inside = _ANGLES.findall(decoded) or [token for token in _BREAKS.split(decoded) if "@" in token]
        for token in inside:
            bare = collapsed("".join(token.split()).strip("\"'<>"))
            if bare:
                ids[f"<{bare}>"] = None
    kept = list(ids)
    half = reading_limits.MESSAGE_IDS // 2
    return tuple(kept if len(kept) <= reading_limits.MESSAGE_IDS else kept[:half] + kept[-half:])


def own_message_id(fields: HeaderFields) -> str | None:
    """The Message-ID, also one without brackets or without an @."""
    for value in fields.get_all("Message-ID"):
        ids = message_ids([value], fields.budget)
        if ids:
            return ids[0]
        bare = collapsed(eight_bit(value)).strip("<> ")
        if bare:
            return f"<{bare.replace(' ', '')}>"
    return None


def parse_date(value: str) -> datetime | None:
    """A date in the sender's own zone; an unknown zone ("-0000") counts as UTC."""
    try:
        found = parsedate_to_datetime(collapsed(value)[:200])
        found = found if found.tzinfo else found.replace(tzinfo=UTC)
        found.astimezone(UTC)
    except (ValueError, TypeError, IndexError, OverflowError):
        return None
    return found


def received_moments(fields: HeaderFields) -> tuple[datetime, ...]:
    """When each server on the way took the message (RFC 5321, 4.4), the last one first; no odd ones."""
    stamps = (value.rpartition(";")[2] for value in fields.get_all("Received")[: reading_limits.RECEIVED])
    return tuple(found for stamp in stamps if (found := parse_date(_LAST_COMMENT.sub("", stamp))) is not None)


def return_path(fields: HeaderFields) -> str | None:
    """The envelope's sender as the last server wrote it; "" is the null sender."""
    found = fields.get_all("Return-Path")
    if not found:
        return None
    match = _BARE_ADDRESS.search(eight_bit(found[0]))
    return _addr(match[0]) if match else collapsed(eight_bit(found[0])).strip("<> ").lower()
