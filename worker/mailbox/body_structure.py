"""BODYSTRUCTURE (RFC 3501, 7.4.2) as a tree that tells how each part is asked for. Pure.

Servers differ in how well they parse a mail, and a mail may be anything: what does not look as it should
raises StructureError, and that message is fetched whole.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from email.message import Message as StandardMessage
from itertools import takewhile
from typing import Any

#: One value of the server's answer: nested tuples, lists, bytes, numbers and None, if all is well.
_ServerValue = Any

#: Mail that people write has fewer parts and levels; beyond these the message is fetched whole.
MAX_PARTS = 300
MAX_DEPTH = 25


class StructureError(ValueError):
    """No message can be put together from this structure."""


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
        """Whether the part only holds others: a multipart has no content of its own."""
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
    if sum(1 for _ in _walk(root)) > MAX_PARTS:
        raise StructureError("too many parts")
    return root


def _message(answer: _ServerValue, prefix: str, depth: int) -> BodyPart:
    """A message; `prefix` is the number of the part that holds it, empty for the outermost."""
    at = f"{prefix}." if prefix else ""
    return _part(answer, prefix, f"{at}HEADER", f"{at}TEXT", depth)


def _part(answer: _ServerValue, number: str, header: str, body: str, depth: int) -> BodyPart:
    if depth > MAX_DEPTH:
        raise StructureError("too deep")
    if isinstance(answer[0], list | tuple):
        return _multipart(answer, number, header, body, depth)
    content_type = f"{_word(answer[0])}/{_word(answer[1])}"
    encoding, size = _word(answer[5]), int(answer[6])
    children: tuple[BodyPart, ...] = ()
    if content_type == "message/rfc822" and len(answer) > 8 and isinstance(answer[8], tuple):
        # The message in a message that has no parts is part 1 of it (RFC 3501, 6.4.5).
        inner = number if body != "TEXT" and not body.endswith(".TEXT") else _child_number(number, 1)
        children = (_message(answer[8], inner, depth + 1),)
    disposition, parameters = _disposition(answer, content_type, holds_message=bool(children))
    return BodyPart(
        header=header,
        body=body,
        content_type=content_type,
        encoding=encoding,
        disposition=disposition,
        filename=_filename(_pairs(answer[2]), parameters),
        size=size,
        children=children,
    )


def _multipart(answer: _ServerValue, number: str, header: str, body: str, depth: int) -> BodyPart:
    # imapclient gathers the parts into a list, but not those of a message within the message.
    gathered = isinstance(answer[0], list)
    parts = answer[0] if gathered else [*takewhile(lambda each: isinstance(each, tuple), answer)]
    subtype = _word(answer[1 if gathered else len(parts)])
    numbers = [_child_number(number, index) for index in range(1, len(parts) + 1)]
    children = tuple(
        _part(part, name, f"{name}.MIME", name, depth + 1) for part, name in zip(parts, numbers, strict=True)
    )
    if not any(child.size or child.is_multipart for child in children):
        # What Dovecot makes of a multipart whose boundary it can't find; its text may be all there is.
        raise StructureError("a multipart of nothing")
    return BodyPart(header=header, body=body, content_type=f"multipart/{subtype}", children=children)


def _child_number(number: str, index: int) -> str:
    return f"{number}.{index}" if number else str(index)


def _walk(part: BodyPart) -> Iterator[BodyPart]:
    yield part
    for child in part.children:
        yield from _walk(child)


def _word(value: _ServerValue) -> str:
    return "" if value is None else _text(value).lower()


def _text(value: _ServerValue) -> str:
    return value.decode("utf-8", "surrogateescape") if isinstance(value, bytes) else str(value)


def _pairs(value: _ServerValue) -> dict[str, str]:
    if not isinstance(value, tuple):
        return {}
    return {_word(key): _text(item) for key, item in zip(value[::2], value[1::2], strict=False)}


def _disposition(
    answer: _ServerValue, content_type: str, *, holds_message: bool
) -> tuple[str, dict[str, str]]:
    """It stands behind the MD5, whose place depends on the type; a server may leave out either."""
    index = 11 if holds_message else 9 if content_type.startswith("text/") else 8
    value = answer[index] if len(answer) > index else None
    if not isinstance(value, tuple) or len(value) < 2:
        return "", {}
    return _word(value[0]), _pairs(value[1])


def _filename(type_parameters: dict[str, str], disposition_parameters: dict[str, str]) -> str:
    """The file name (RFC 2183, RFC 2231), decoded by the standard library out of a made-up header."""
    message = StandardMessage()
    for name, sent, key in (
        ("Content-Disposition", disposition_parameters, "filename"),
        ("Content-Type", type_parameters, "name"),
    ):
        parameters = {word: value for word, value in sent.items() if word.partition("*")[0] == key}
        message[name] = "".join(["x/x", *(f'; {word}="{_quoted(parameters[word])}"' for word in parameters)])
    filename = message.get_filename("")
    return filename if isinstance(filename, str) else ""


def _quoted(value: str) -> str:
    return "".join(each for each in value if each.isprintable()).replace("\\", "\\\\").replace('"', '\\"')
