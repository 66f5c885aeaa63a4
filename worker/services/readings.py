"""What was read in mail before: who looks at a request again need not wait until it is read again.

Only as long as this process lives, so that a newer reader never meets what an older one has read.
"""

import threading
from collections import OrderedDict
from collections.abc import Mapping, Sequence
from hashlib import sha256

from worker.forms.definition import Form
from worker.forms.extract import extract
from worker.forms.extraction import Evidence
from worker.reading import read
from worker.reading.message import Message

_MOST = 8_000_000  # bytes of mail, as it was sent, whose readings are kept


class Readings:
    """Messages and where their values stand, by what the mails say; those looked at last are kept."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._kept: OrderedDict[bytes, _Kept] = OrderedDict()
        self._size = 0

    def message(self, raw: bytes) -> Message:
        """The mail as it is read."""
        return self._found(raw).message

    def evidence(self, raw: bytes, forms: Sequence[Form]) -> Mapping[str, Evidence]:
        """Where a mail that opens a request says what; always ask with the same `forms`."""
        kept = self._found(raw)
        if kept.evidence is None:
            kept.evidence = extract(kept.message, tuple(forms)).evidence
        return kept.evidence

    def _found(self, raw: bytes) -> "_Kept":
        name = sha256(raw).digest()
        with self._lock:
            if name in self._kept:
                self._kept.move_to_end(name)
                return self._kept[name]
        kept = _Kept(read(raw), len(raw))
        with self._lock:
            if len(raw) <= _MOST and name not in self._kept:
                self._kept[name] = kept
                self._size += kept.size
            while self._size > _MOST:
                self._size -= self._kept.popitem(last=False)[1].size
        return kept


class _Kept:
    __slots__ = ("evidence", "message", "size")

    def __init__(self, message: Message, size: int) -> None:
        self.message = message
        self.size = size
        self.evidence: Mapping[str, Evidence] | None = None  # until somebody asks
