"""One number for what the sender wrote, the same in every mailbox that it was delivered to."""

import hashlib
from collections.abc import Iterable

from worker.reading import headers, mime

_CHUNK = 1 << 20


def digest(tree: mime.Tree, texts: Iterable[tuple[str, str]]) -> str:
    """sha256 (hex) over author, date, subject, Message-ID and contents, never over what servers add.

    `texts` are the decoded text parts by part number: a relay may re-encode them on its way. All other parts
    count byte by byte but for white space, which a relay may re-wrap.
    """
    total = hashlib.sha256()
    fields = tree.root.fields
    for name in ("Message-ID", "From", "Date", "Subject"):
        _add(total, name, *(headers.text(value).encode() for value in fields.get_all(name)[:1]))
    known = dict(texts)
    for part in tree.leaves():
        if part.number in known:
            _add(total, part.content_type, "\n".join(known[part.number].split()).encode())
        else:
            _add(total, part.content_type, *_chunks(tree.raw, part))
    return total.hexdigest()


def _add(total: "hashlib._Hash", name: str, *pieces: bytes) -> None:
    total.update(name.encode() + b"\0")
    for piece in pieces:
        total.update(piece)
    total.update(b"\0")


def _chunks(raw: bytes, part: mime.Part) -> Iterable[bytes]:
    for at in range(part.start, part.end, _CHUNK):
        yield raw[at : min(at + _CHUNK, part.end)].translate(None, b" \t\r\n")
