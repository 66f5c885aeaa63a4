"""A message for a person's eyes who doubts the reading: its header as sent, and its HTML before layout."""

from worker.reading import reading_limits
from worker.reading.parts import charset, mime_bounds, mime_parts

_HEADER_CHARS = 32 * 1024


def header(raw: bytes) -> str:
    """The message's own header block as it was sent, cut where it is enormous."""
    start = raw[: reading_limits.HEADER_BLOCK_BYTES]
    block = (
        start[: mime_bounds.header_end(start)].decode("utf-8", "replace").replace("\r\n", "\n").strip("\n")
    )
    return block if len(block) <= _HEADER_CHARS else f"{block[:_HEADER_CHARS]}\n…"


def markup(raw: bytes) -> str:
    """The source of the message's own text/html parts, decoded; empty when it has none."""
    tree = mime_parts.parse(raw)
    found, room = [], reading_limits.HTML_BYTES
    for part in tree.leaves():
        if part.content_type != "text/html" or mime_parts.disposition(part) == "attachment" or room <= 0:
            continue
        data, _ = mime_parts.content(part, room)
        room -= len(data)
        found.append(charset.decode(data, mime_parts.parameter(part, "charset"))[0])
    return "\n".join(found)
