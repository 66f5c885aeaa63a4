"""One number for what the sender wrote, the same in every mailbox that it was delivered to."""

import hashlib
from collections.abc import Iterable

from worker.reading.headers import header_fields
from worker.reading.parts import mime_parts

_REPORT_BYTES = 4096


def compute_digest(tree: mime_parts.MimeTree, texts: Iterable[tuple[str, str]], inner: Iterable[str]) -> str:
    """sha256 (hex) over author, date, subject, Message-ID and contents, never over what servers add.

    `texts` are the decoded text parts by part number, but for their white space: a relay may re-encode and
    re-wrap them on its way. `inner` are the digests of the messages within. What was delivered how, in a
    report, counts as well; of all other parts their names and types do, for their contents are not always
    fetched.
    """
    total = hashlib.sha256()
    fields = tree.root.fields
    for name in ("Message-ID", "From", "Date", "Subject"):
        _add(total, name, header_fields.first(fields, name).encode())
    known = dict(texts)
    for part in tree.leaves():
        if part.number in known:
            _add(total, part.content_type, "\n".join(known[part.number].split()).encode())
        elif part.content_type.endswith("delivery-status"):
            _add(total, part.content_type, *mime_parts.content(part, _REPORT_BYTES)[0].split())
        else:
            _add(total, part.content_type, mime_parts.filename(part).encode("utf-8", "replace"))
    for one in inner:
        _add(total, "message", one.encode())
    return total.hexdigest()


def _add(total: "hashlib._Hash", name: str, *pieces: bytes) -> None:
    total.update(name.encode() + b"\0")
    for piece in pieces:
        total.update(piece)
    total.update(b"\0")
