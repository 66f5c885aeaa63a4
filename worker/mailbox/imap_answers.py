"""Answers to FETCH and SEARCH (RFC 3501, 7.2.5 and 7.4.2) taken apart, each row for itself. Pure.

imapclient's own takes an answer apart as a whole, so that one row that makes no sense costs all others.
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
Row = Mapping[bytes, Any]

_NO_YEAR = re.compile(rb"-0+\d* ")  # the standard library takes 0001 for 2001
_OLDEST = datetime(1970, 1, 2, tzinfo=UTC)


@dataclass(frozen=True, slots=True, kw_only=True)
class Rows:
    """The rows of a FETCH by UID, and how many made no sense."""

    by_uid: Mapping[int, Row]
    garbled: int = 0


def fetch_rows(pieces: Sequence[_Piece | None]) -> Rows:
    """The rows by UID. One that names no UID, as it must, is about nobody knows which message."""
    found: dict[int, dict[bytes, Any]] = {}
    garbled = 0
    for record in _records(pieces):
        try:
            row = _row(record)
        except Exception:  # noqa: BLE001 -- whatever the parser stumbled over is this row's own trouble
            garbled += 1
            continue
        uid = row.get(b"UID")
        if isinstance(uid, int):
            found.setdefault(uid, {}).update(row)
    return Rows(by_uid=found, garbled=garbled)


def search_uids(pieces: Sequence[_Piece | None]) -> set[int]:
    """The numbers in an answer to SEARCH, which may come in several lines; anything else is left out."""
    lines = [piece for piece in pieces if isinstance(piece, bytes)]
    # Behind the numbers may stand "(MODSEQ n)" (RFC 7162).
    words = [word for line in lines for word in line.partition(b"(")[0].split()]
    return {int(word) for word in words if word.isdigit() and len(word) < 11}


def moment(told: object) -> datetime | None:
    """An INTERNALDATE in UTC; None where it means nothing. One without a sensible zone is taken for UTC."""
    try:
        if _NO_YEAR.search(told):  # type: ignore[call-overload]
            return None
        when = parse_to_datetime(told, normalise=False)
    except Exception:  # noqa: BLE001 -- a server may send anything here
        return None
    try:
        moment = (when if when.tzinfo else when.replace(tzinfo=UTC)).astimezone(UTC)
    except (ValueError, OverflowError):
        moment = when.replace(tzinfo=UTC)
    return moment if moment >= _OLDEST else None


def size(told: object) -> int:
    """An RFC822.SIZE in bytes; 0 where it is missing or none."""
    return told if isinstance(told, int) and 0 < told < 2**63 else 0


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
    _, told = parse_response(record)
    if not isinstance(told, tuple) or len(told) % 2:
        raise ValueError("no pairs")
    row = {name.upper(): value for name, value in zip(told[::2], told[1::2], strict=True)}
    if isinstance(structure := row.get(b"BODYSTRUCTURE"), tuple):
        row[b"BODYSTRUCTURE"] = BodyData.create(structure)
    return row
