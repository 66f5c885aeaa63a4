"""What of a message `read` looks at, for whoever fetches no more than that.

Follows `parse` part by part: what is read otherwise there is needed otherwise here, and a property test
holds the two together.
"""

from collections.abc import Sequence
from typing import Protocol

from worker.reading import reading_limits
from worker.reading.headers import header_fields
from worker.reading.parts import mime_parts, smime, transfer_encoding

#: Text types that are not for reading.
NO_TEXT = frozenset(
    {
        "text/calendar",
        "text/rfc822-headers",
        "text/vcard",
        "text/x-vcard",
        "text/directory",
        "text/x-amp-html",
    }
)
#: Media types that are none, and those of the text that they are put on.
_MISSPELT = {
    "plain/text": "text/plain",
    "text/text": "text/plain",
    "text/txt": "text/plain",
    "text/ascii": "text/plain",
    "text/x-plain": "text/plain",
    "txt/plain": "text/plain",
    "plain/plain": "text/plain",
    "text/plaintext": "text/plain",
    "text/plain-text": "text/plain",
    "application/text": "text/plain",
    "application/txt": "text/plain",
    "application/plain": "text/plain",
    "html/text": "text/html",
    "html/html": "text/html",
    "text/htm": "text/html",
    "text/xhtml": "text/html",
    "text/x-html": "text/html",
    "application/html": "text/html",
    "application/xhtml+xml": "text/html",
}
FORWARDED_TYPES = frozenset({"message/rfc822", "message/global"})
_REPORT_BYTES = 64 * 1024  # as much of a delivery status or of returned headers as is read
_CALENDAR_BYTES = 4 * 1024


class DescribedPart(Protocol):
    """What is known of a part without its content."""

    @property
    def content_type(self) -> str:
        """In lower case."""

    @property
    def encoding(self) -> str:
        """Content-Transfer-Encoding."""

    @property
    def disposition(self) -> str:
        """ "attachment", "inline" or nothing."""

    @property
    def filename(self) -> str:
        """As sent."""


def text_type(content_type: str) -> str:
    """The media type that is meant by one that broken clients put on text."""
    return _MISSPELT.get(content_type, content_type)


def needed(parts: Sequence[DescribedPart], depth: int) -> list[int | None]:
    """For each part how many bytes of its content, still encoded, are enough; 0 where none are read.

    None for a message within the message that is itself read, part by part. `parts` are those that are no
    multipart, in their order, of a message that is `depth` messages deep.
    """
    texts = _texts(parts)
    forwards = 0
    found: list[int | None] = []
    for place, part in enumerate(parts):
        inner = _is_message(part)
        read_too = inner and depth < reading_limits.FORWARD_DEPTH and forwards < reading_limits.FORWARDS
        forwards += inner
        if place in texts:
            html = text_type(part.content_type) == "text/html"
            found.append(_widest(part, reading_limits.HTML_BYTES if html else reading_limits.PLAIN_BYTES))
        elif (
            read_too
            and part.content_type == "message/rfc822"
            and not transfer_encoding.name_of(part.encoding)
        ):
            found.append(None)
        elif read_too:
            found.append(_widest(part, 4 * reading_limits.HTML_BYTES))
        elif smime.is_smime(part.content_type, part.filename):
            found.append(_widest(part, reading_limits.SIGNED_BYTES))
        elif part.content_type.startswith("message/") or part.content_type == "text/rfc822-headers":
            found.append(_widest(part, _REPORT_BYTES))
        else:
            found.append(_widest(part, _CALENDAR_BYTES) if part.content_type == "text/calendar" else 0)
    return found


def shape(raw: bytes) -> list[str]:
    """The content types of the parts that are no multipart, in their order."""
    return [part.content_type for part in mime_parts.parse(raw).leaves()]


def _texts(parts: Sequence[DescribedPart]) -> set[int]:
    """The places of the message's own words, or of the one attached text of a message that has none."""
    plain: list[int] = []
    rich: list[int] = []
    attached: list[int] = []
    for place, part in enumerate(parts):
        is_file, named = part.disposition == "attachment", bool(part.filename)
        content_type = text_type(part.content_type)
        if _is_message(part):
            continue
        if content_type == "text/plain" and not is_file and not (named and plain):
            plain.append(place)
        elif content_type == "text/html" and not is_file and not (named and rich):
            rich.append(place)
        elif content_type.startswith("text/") and content_type not in NO_TEXT:
            attached.append(place)
    return {*plain, *rich} or {*attached[:1]}


def _is_message(part: DescribedPart) -> bool:
    name = header_fields.text(part.filename[: reading_limits.MIME_VALUE_CHARS])[:255] if part.filename else ""
    return part.content_type in FORWARDED_TYPES or name.lower().endswith(".eml")


def _widest(part: DescribedPart, decoded: int) -> int:
    """Enough for `mime_parts.content` to decode that many bytes, and to see whether there are more."""
    return int(transfer_encoding.WIDEST.get(transfer_encoding.name_of(part.encoding), 1) * decoded) + 2048
