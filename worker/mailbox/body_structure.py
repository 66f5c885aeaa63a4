"""BODYSTRUCTURE (RFC 3501, 7.4.2) as a tree that tells how each part is asked for. Pure.

What a server sends here is as good as its parser, and the mail may be anything: whatever is not
as it should be is a StructureError, and its message is fetched whole.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from email.message import Message as StandardMessage
from itertools import takewhile
from typing import Any

#: What came from the server: nested tuples, lists, bytes, numbers and None, if all is well.
_Told = Any

#: Mail that people write has less; beyond these a part would be asked for in vain.
MAX_PARTS = 300
MAX_DEPTH = 25


class StructureError(ValueError):
    """This is no structure that a message could be put together from."""


@dataclass(frozen=True, slots=True, kw_only=True)
class BodyPart:
    """One part; a message within the message is its own only child."""

    header: str  #: the section that holds its header, such as `HEADER` or `1.2.MIME`
    body: str  #: the section that holds its content, such as `TEXT` or `1.2`
    content_type: str
    encoding: str = ""  #: Content-Transfer-Encoding
    disposition: str = ""
    filename: str = ""  #: as sent, encoded words and all
    size: int = 0  #: of the content as it is encoded, in bytes
    children: tuple["BodyPart", ...] = ()

    @property
    def is_multipart(self) -> bool:
        """Whether it is nothing but its children."""
        return self.content_type.startswith("multipart/")

    def leaves(self) -> Iterator["BodyPart"]:
        """The parts that are no multipart, in their order; messages within the message are not entered."""
        if not self.is_multipart:
            yield self
            return
        for child in self.children:
            yield from child.leaves()


def parse(answer: object) -> BodyPart:
    """The tree in what imapclient makes of BODYSTRUCTURE. Raises StructureError."""
    try:
        root = _message(answer, "", 0)
    except StructureError:
        raise
    except (TypeError, ValueError, LookupError, AttributeError) as exc:
        raise StructureError(type(exc).__name__) from None
    if sum(1 for _ in _all(root)) > MAX_PARTS:
        raise StructureError("too many parts")
    return root


def _message(answer: _Told, prefix: str, depth: int) -> BodyPart:
    """A message; `prefix` is the number of the part that holds it, empty for the outermost."""
    at = f"{prefix}." if prefix else ""
    return _part(answer, prefix, f"{at}HEADER", f"{at}TEXT", depth)


def _part(answer: _Told, number: str, header: str, body: str, depth: int) -> BodyPart:
    if depth > MAX_DEPTH:
        raise StructureError("too deep")
    if isinstance(answer[0], list | tuple):
        return _multipart(answer, number, header, body, depth)
    content_type = f"{_word(answer[0])}/{_word(answer[1])}"
    encoding, size = _word(answer[5]), int(answer[6])
    children: tuple[BodyPart, ...] = ()
    if content_type == "message/rfc822" and len(answer) > 8 and isinstance(answer[8], tuple):
        # The message in a message that has no parts is part 1 of it (RFC 3501, 6.4.5).
        inner = number if body != "TEXT" and not body.endswith(".TEXT") else _below(number, 1)
        children = (_message(answer[8], inner, depth + 1),)
    disposition, told = _disposition(answer, content_type, holds_message=bool(children))
    return BodyPart(
        header=header,
        body=body,
        content_type=content_type,
        encoding=encoding,
        disposition=disposition,
        filename=_filename(_pairs(answer[2]), told),
        size=size,
        children=children,
    )


def _multipart(answer: _Told, number: str, header: str, body: str, depth: int) -> BodyPart:
    # imapclient gathers the parts into a list, but not those of a message within the message.
    gathered = isinstance(answer[0], list)
    parts = answer[0] if gathered else [*takewhile(lambda each: isinstance(each, tuple), answer)]
    subtype = _word(answer[1 if gathered else len(parts)])
    numbers = [_below(number, place) for place in range(1, len(parts) + 1)]
    children = tuple(
        _part(part, name, f"{name}.MIME", name, depth + 1) for part, name in zip(parts, numbers, strict=True)
    )
    if not any(child.size or child.is_multipart for child in children):
        # What Dovecot makes of a multipart whose boundary it can't find; its text may be all there is.
        raise StructureError("a multipart of nothing")
    return BodyPart(header=header, body=body, content_type=f"multipart/{subtype}", children=children)


def _below(number: str, place: int) -> str:
    return f"{number}.{place}" if number else str(place)


def _all(part: BodyPart) -> Iterator[BodyPart]:
    yield part
    for child in part.children:
        yield from _all(child)


def _word(value: _Told) -> str:
    return "" if value is None else _text(value).lower()


def _text(value: _Told) -> str:
    return value.decode("utf-8", "surrogateescape") if isinstance(value, bytes) else str(value)


def _pairs(value: _Told) -> dict[str, str]:
    if not isinstance(value, tuple):
        return {}
    return {_word(key): _text(told) for key, told in zip(value[::2], value[1::2], strict=False)}


def _disposition(answer: _Told, content_type: str, *, holds_message: bool) -> tuple[str, dict[str, str]]:
    """It stands behind the MD5, whose place depends on the type; a server may leave out either."""
    place = 11 if holds_message else 9 if content_type.startswith("text/") else 8
    value = answer[place] if len(answer) > place else None
    if not isinstance(value, tuple) or len(value) < 2:
        return "", {}
    return _word(value[0]), _pairs(value[1])


def _filename(of_type: dict[str, str], of_disposition: dict[str, str]) -> str:
    """The name in the words of RFC 2183 and 2231, put together by the standard library."""
    holder = StandardMessage()
    for name, told, key in (
        ("Content-Disposition", of_disposition, "filename"),
        ("Content-Type", of_type, "name"),
    ):
        parameters = {word: value for word, value in told.items() if word.partition("*")[0] == key}
        holder[name] = "".join(["x/x", *(f'; {word}="{_quoted(parameters[word])}"' for word in parameters)])
    found = holder.get_filename("")
    return found if isinstance(found, str) else ""


def _quoted(value: str) -> str:
    return "".join(each for each in value if each.isprintable()).replace("\\", "\\\\").replace('"', '\\"')
