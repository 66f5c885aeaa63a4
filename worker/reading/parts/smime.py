"""Opaque S/MIME (RFC 8551, 3.5): a signed or compressed part gives way to the message parts in it."""

import re

from worker.reading import reading_limits
from worker.reading.parts import cms, mime_parts

#: Media types of S/MIME, of which some hold nothing but a signature around readable text.
TYPES = frozenset({"application/pkcs7-mime", "application/x-pkcs7-mime"})
_NAME = re.compile(r"[^.]{0,80}\.p7[mz]", re.IGNORECASE)
_ENTITY = re.compile(rb"\s{0,4}[!-9;-~]{1,60}:[^\r\n]*\r?\n")
_ROUNDS = 3  #: signatures around signatures, or around something compressed


def is_smime(content_type: str, filename: str) -> bool:
    """Whether a part is a message in S/MIME, by its type or, where a gateway lost that, by its name.

    A file that was signed by itself, such as `contract.pdf.p7m`, is an attachment.
    """
    if filename and not _NAME.fullmatch(filename):
        return False
    return content_type in TYPES or bool(filename)


def opened(tree: mime_parts.MimeTree) -> mime_parts.MimeTree:
    """The tree with every readable structure opened; what is encrypted or broken stays a part."""
    for _ in range(_ROUNDS):
        closed = [part for part in tree.leaves() if is_smime(part.content_type, mime_parts.filename(part))]
        found = [(part, inner) for part in closed if (inner := _inner(part))]
        if not found:
            break
        for part, inner in found:
            below = mime_parts.parse(inner, part.number, part.fields.budget)
            part.content_type = "multipart/signed"
            part.children = [below.root]
            tree.defects.extend(below.defects)
    return tree


def _inner(part: mime_parts.MimePart) -> bytes | None:
    data, _ = mime_parts.content(part, reading_limits.SIGNED_BYTES)
    found = cms.content_of(data, reading_limits.SIGNED_BYTES)
    return found if found is not None and _ENTITY.match(found) else None
