"""Answers to FETCH and SEARCH (RFC 3501, 7.2.5 and 7.4.2) taken apart, each row for itself. Pure.

imapclient parses an answer as a whole, so that one row that makes no sense would cost all others.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from imapclient.datetime_util import parse_to_datetime
from imapclient.response_parser import parse_response
from imapclient.response_types import BodyData

#: What imaplib makes of an untagged answer: text, or text that ends in a literal's size, and the literal.
_Piece = bytes | tuple[bytes, bytes]

#: What a server says of one message, by the name of what was asked for.
FetchRow = Mapping[bytes, Any]

_NO_YEAR = re.compile(rb"-0+\d* ")  # the standard library takes 0001 for 2001
_OLDEST = datetime(1970, 1, 2, tzinfo=UTC)


@dataclass(frozen=True, slots=True, kw_only=True)
class FetchRows:
    """The rows of a FETCH by UID, and how many made no sense."""

    by_uid: Mapping[int, FetchRow]
    garbled: int = 0


def parse_fetch_rows(pieces: Sequence[_Piece | None]) -> FetchRows:
    """The rows by UID; a row without a UID is left out, as nobody can tell which message it is about."""
    by_uid: dict[int, dict[bytes, Any]] = {}
    garbled = 0
    for record in _records(pieces):
        try:
            row = _row(record)
        except Exception:  # noqa: BLE001 -- whatever the parser stumbled over is this row's own trouble
            garbled += 1
            continue
        uid = row.get(b"UID")
        if isinstance(uid, int):
            by_uid.setdefault(uid, {}).update(row)
    return FetchRows(by_uid=by_uid, garbled=garbled)


def parse_search_uids(pieces: Sequence[_Piece | None]) -> set[int]:
    """The numbers in an answer to SEARCH, which may come in several lines; anything else is left out."""
    lines = [piece for piece in pieces if isinstance(piece, bytes)]
    # Behind the numbers may stand "(MODSEQ n)" (RFC 7162).
    words = [word for line in lines for word in line.partition(b"(")[0].split()]
    return {int(word) for word in words if word.isdigit() and len(word) < 11}


def parse_internal_date(value: object) -> datetime | None:
    """An INTERNALDATE in UTC; None where it means nothing. One without a sensible zone is taken for UTC."""
    try:
        if _NO_YEAR.search(value):  # type: ignore[call-overload]
            return None
        parsed = parse_to_datetime(value, normalise=False)
    except Exception:  # noqa: BLE001 -- a server may send anything here
        return None
    try:
        parse_internal_date = (parsed if parsed.tzinfo else parsed.replace(tzinfo=UTC)).astimezone(UTC)
    except (ValueError, OverflowError):
        parse_internal_date = parsed.replace(tzinfo=UTC)
    return parse_internal_date if parse_internal_date >= _OLDEST else None


def parse_size(value: object) -> int:
    """An RFC822.SIZE in bytes; 0 where it is missing or none."""
    return value if isinstance(value, int) and 0 < value < 2**63 else 0


def _records(pieces: Sequence[_Piece | None]) -> Iterator[list[_Piece]]:
    """What belongs to one untagged answer: behind a literal always comes the rest of its line."""
    record: list[_Piece] = []
    for piece in pieces:
        if piece is None:
            continue
        record.append(piece)
        if isinstance(piece, bytes):
            yield record
            record = []


def _row(record: list[_Piece]) -> dict[bytes, Any]:
    _, values = parse_response(record)
    if not isinstance(values, tuple) or len(values) % 2:
        raise ValueError("no pairs")
    row = {name.upper(): value for name, value in zip(values[::2], values[1::2], strict=True)}
    if isinstance(structure := row.get(b"BODYSTRUCTURE"), tuple):
        row[b"BODYSTRUCTURE"] = BodyData.create(structure)
    return row
