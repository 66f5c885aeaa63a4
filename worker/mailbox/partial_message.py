"""A message put together from some of its parts; the others keep their headers and lose their content. Pure.

Which parts are worth fetching is for the caller to say: this room knows where they are, not what they mean.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from email import policy
from email.parser import BytesHeaderParser
from typing import Protocol

from worker.mailbox.body_structure import BodyPart, StructureError
from worker.reading.parts.mime_parts import OMITTED

#: No more of a header is fetched; a message with a longer one is fetched whole.
MAX_HEADER = 262_144
#: What may lie outside of all parts: the preamble, the epilogue, and what the server miscounts.
_SLACK = 8_192
_HEADER_GUESS = 1_024  # bytes of a header, for the size of a batch


class PartChoice(Protocol):
    """Which parts of a message a reader looks at; `worker.reading.fetch_plan` knows."""

    def needed(self, parts: Sequence[BodyPart], depth: int) -> Sequence[int | None]:
        """For each part of a message, `depth` messages deep, how many bytes of its content are needed.

        None for a message within the message, of which in turn some parts are.
        """
        ...

    def shape(self, raw: bytes) -> Sequence[str]:
        """The content types of the parts of a message, as the reader finds them."""
        ...


@dataclass(frozen=True, slots=True, kw_only=True)
class FetchPlan:
    """What to fetch of one message."""

    root: BodyPart
    sections: Mapping[str, int]  #: how many bytes of each

    @property
    def cost(self) -> int:
        """About how many bytes will come."""
        return sum(
            _HEADER_GUESS if name.endswith(("HEADER", "MIME")) else size
            for name, size in self.sections.items()
        )


def plan(root: BodyPart, choice: PartChoice) -> FetchPlan:
    """Headers of all parts, and of the contents what is needed."""
    sections: dict[str, int] = {}
    _plan_parts(root, choice, 0, sections)
    return FetchPlan(root=root, sections=sections)


def assemble(plan: FetchPlan, fetched: Mapping[str, bytes], size: int, choice: PartChoice) -> bytes:
    """The message, of which the server says that it has `size` bytes.

    Raises StructureError when what came does not fit together: then the structure was wrong.
    """
    pieces: list[bytes] = []
    omitted = _append_part(plan.root, fetched, pieces)
    raw = b"".join(pieces)
    if size - len(raw) - omitted > _SLACK:
        raise StructureError("there is more to the message than its parts")
    if list(choice.shape(raw)) != [leaf.content_type for leaf in plan.root.leaves()]:
        raise StructureError("its parts are others than the server says")
    return raw


def _plan_parts(root: BodyPart, choice: PartChoice, depth: int, sections: dict[str, int]) -> None:
    leaves = list(root.leaves())
    _plan_headers(root, sections)
    for leaf, size in zip(leaves, choice.needed(leaves, depth), strict=True):
        if size is None and leaf.children:
            _plan_parts(leaf.children[0], choice, depth + 1, sections)
        elif size is None:
            raise StructureError("a message in it is not told")
        elif size and leaf.size:
            sections[leaf.body] = min(size, leaf.size)


def _plan_headers(part: BodyPart, sections: dict[str, int]) -> None:
    sections[part.header] = MAX_HEADER
    if part.is_multipart:
        for child in part.children:
            _plan_headers(child, sections)


def _append_part(part: BodyPart, fetched: Mapping[str, bytes], pieces: list[bytes]) -> int:
    """Add a part with its header; how many bytes of content were left out."""
    header = _header(part, fetched)
    content = fetched.get(part.body, b"")
    if part.is_multipart:
        pieces.append(header)
        return _append_children(part, _boundary(header), fetched, pieces)
    if part.children and part.children[0].header in fetched:
        pieces.append(header)
        return _append_part(part.children[0], fetched, pieces)
    omitted = max(0, part.size - len(content))
    if part.body in fetched or not omitted:
        if omitted and not content:
            raise StructureError("a part came empty")
        pieces += (header, content)
    else:
        pieces += (header[:-2], f"{OMITTED}: {omitted}\r\n\r\n".encode())
    return omitted


def _append_children(
    part: BodyPart, boundary: bytes, fetched: Mapping[str, bytes], pieces: list[bytes]
) -> int:
    omitted = 0
    for child in part.children:
        pieces.append(b"--" + boundary + b"\r\n")
        omitted += _append_part(child, fetched, pieces)
        pieces.append(b"\r\n")
    pieces.append(b"--" + boundary + b"--\r\n")
    return omitted


def _header(part: BodyPart, fetched: Mapping[str, bytes]) -> bytes:
    """The header with the empty line behind it."""
    header = fetched.get(part.header)
    if header is None or len(header) >= MAX_HEADER:
        raise StructureError("a header is missing or endless")
    if header in {b"", b"\r\n"}:
        return b"\r\n"
    if header.endswith(b"\r\n\r\n"):
        return header
    return header.rstrip(b"\r\n") + b"\r\n\r\n"


def _boundary(header: bytes) -> bytes:
    try:
        boundary = BytesHeaderParser(policy=policy.compat32).parsebytes(header).get_boundary()
    except (TypeError, ValueError):  # the standard library stumbles over numbered parts beside others
        boundary = None
    if not boundary or not boundary.isascii():
        raise StructureError("a boundary is not told")
    return boundary.encode()
