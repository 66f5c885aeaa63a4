"""The content of a signed or compressed CMS structure (RFC 5652, 3274), which anybody can read without a key.

Only as much of BER is understood as leads there, and a structure that is cut off gives what it holds so far:
of a large mail no more than the beginning is fetched. Nothing is verified.
"""

import binascii
import re
import zlib

_SIGNED = bytes.fromhex("2a864886f70d010702")
_COMPRESSED = bytes.fromhex("2a864886f70d0109100109")
_SEQUENCE, _OID, _OCTETS, _OCTETS_IN_PIECES, _EXPLICIT = 0x30, 0x06, 0x04, 0x24, 0xA0
_DEPTH = 8  #: of elements within each other, where their ends are looked for
_PIECES = 100_000
_PEM = re.compile(rb"-----BEGIN [A-Z0-9 ]{2,20}-----(.*?)(?:-----END|\Z)", re.DOTALL)


class _UnreadableError(ValueError):
    """This is no such structure."""


def content_of(data: bytes, limit: int) -> bytes | None:
    """What was signed or compressed, at most `limit` bytes; None for what is encrypted or broken."""
    try:
        return _content(_binary(data), limit)
    except (_UnreadableError, IndexError, binascii.Error, zlib.error):
        return None


def _binary(data: bytes) -> bytes:
    """Out of PEM or a second base64, should it be in one."""
    if (pem := _PEM.match(data.lstrip())) is not None:
        data = pem[1]
    return binascii.a2b_base64(data) if data.lstrip()[:2] == b"MI" else data


def _content(data: bytes, limit: int) -> bytes:
    info = _Reader(data)
    info.enter(_SEQUENCE)
    kind = info.take(_OID)
    if kind not in {_SIGNED, _COMPRESSED}:
        raise _UnreadableError
    info.enter(_EXPLICIT)
    info.enter(_SEQUENCE)
    info.skip()  # version
    info.skip()  # digest algorithms, or the algorithm of compression
    info.enter(_SEQUENCE)
    info.take(_OID)
    info.enter(_EXPLICIT)
    found = info.octets(limit)
    return zlib.decompressobj().decompress(found, limit) if kind == _COMPRESSED else found


class _Reader:
    """Goes through BER elements (X.690, 8) from the front."""

    def __init__(self, data: bytes) -> None:
        self._data = data
        self._at = 0

    def enter(self, wanted: int) -> None:
        """Step into a constructed element."""
        self._head(wanted)

    def take(self, wanted: int) -> bytes:
        """The content of a primitive element."""
        size = self._head(wanted)
        if size is None:
            raise _UnreadableError
        content = self._data[self._at : self._at + size]
        self._at += size
        return content

    def skip(self) -> None:
        """Step over an element, whatever it is."""
        self._at = self._behind(self._at, 0)

    def octets(self, limit: int) -> bytes:
        """An octet string, in one or in pieces (X.690, 8.7)."""
        if self._data[self._at] == _OCTETS:
            return self.take(_OCTETS)[:limit]
        size = self._head(_OCTETS_IN_PIECES)
        end = len(self._data) if size is None else self._at + size
        found: list[bytes] = []
        length = 0
        while self._at < min(end, len(self._data)) and length < limit and len(found) < _PIECES:
            if self._data[self._at] == _OCTETS_IN_PIECES:  # pieces in pieces
                self._head(_OCTETS_IN_PIECES)
            elif self._data[self._at] == _OCTETS:
                found.append(self.take(_OCTETS))
                length += len(found[-1])
            else:  # the end of the contents
                break
        return b"".join(found)[:limit]

    def _head(self, wanted: int) -> int | None:
        """Step over tag and length; the length, or None where the end is marked."""
        if self._data[self._at] != wanted:
            raise _UnreadableError
        size, self._at = self._length(self._at + 1)
        return size

    def _length(self, at: int) -> tuple[int | None, int]:
        first = self._data[at]
        if first < 0x80:
            return first, at + 1
        if first == 0x80:
            return None, at + 1
        count = first & 0x7F
        if count > 8:
            raise _UnreadableError
        return int.from_bytes(self._data[at + 1 : at + 1 + count], "big"), at + 1 + count

    def _behind(self, at: int, depth: int) -> int:
        """Where the element at `at` ends."""
        if depth > _DEPTH:
            raise _UnreadableError
        size, at = self._length(at + 1)
        if size is not None:
            return at + size
        while self._data[at : at + 2] != b"\0\0":
            at = self._behind(at, depth + 1)
        return at + 2
