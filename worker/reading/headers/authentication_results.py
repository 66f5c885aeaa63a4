"""Authentication-Results (RFC 8601) to values: server, methods, results and what each of them looked at.

What such a header says is only worth something when a server of ours wrote it: who asks compares
`authserv_id`. The header is read in one pass over its value: authres, which knows the same grammar, takes
longer than the rest of a message needs and refuses what Exchange Online writes. The tests compare both.
"""

import re
from collections.abc import Iterator
from dataclasses import replace

from worker.reading import reading_limits
from worker.reading.headers import header_fields
from worker.reading.headers.header_fields import HeaderFields
from worker.reading.message import AuthenticationResult, MethodResult

_NAME = "Authentication-Results"
_HEADERS = 20
_CHARS = reading_limits.HEADER_VALUE_CHARS
_PROPERTIES = 20  # of one result
_METHOD = re.compile(r"([a-z0-9-]{1,40})(?:/\d{1,5})?=([a-z0-9-]{1,40})(?![\w.@-])")
_PROPERTY = re.compile(r"([a-z0-9-]{1,40}(?:\.[a-z0-9_-]{1,40})?)=(.{0,600})")
_SERVER = re.compile(r"([^\s=]{1,255})(?: \d{1,5})?")
_PIECE = re.compile(r'"(?:[^"\\]|\\.)*"|[^"();=\s]+|.', re.DOTALL)
_IN_COMMENT = re.compile(r"[^()\\]+|\\.|[()]")


def results(fields: HeaderFields) -> tuple[AuthenticationResult, ...]:
    """The headers that name results, top of the message first; none where a server may not have seen them."""
    if fields.is_doubtful(_NAME):
        return ()
    placed = zip(fields.get_all(_NAME)[:_HEADERS], fields.count_above(_NAME, "Received"), strict=False)
    found = [(_read(header_fields.collapsed(value).lower(), hops), value) for value, hops in placed]
    return tuple(_believed(result, value) for result, value in found if result)


def _believed(result: AuthenticationResult, value: str) -> AuthenticationResult:
    """What is told by a header of which the end was cut off: a failure at most.

    A sender can make our own server's header as long as they like, by signatures of domains of theirs, and so
    choose the place of the cut.
    """
    if len(value) < _CHARS:
        return result
    whole = result.results[:-1]  # the last one may have been cut
    return replace(result, results=tuple(one for one in whole if one.result != "pass"))


def _read(value: str, hops: int) -> AuthenticationResult | None:
    statements = _statements(value)
    if statements is None:
        return None
    server = _SERVER.fullmatch(" ".join(statements[0]))
    if server is not None:  # Exchange Online leaves its own name out
        statements = statements[1:]
    found = tuple(result for words in statements if (result := _result(words)) is not None)
    if not found and server is None:
        return None
    return AuthenticationResult(authserv_id=_unquoted(server[1]) if server else "", results=found, hops=hops)


def _result(words: list[str]) -> MethodResult | None:
    match = _METHOD.match(words[0]) if words else None
    if match is None:
        return None
    pairs = [found for word in words[1:] if (found := _PROPERTY.fullmatch(word)) is not None]
    properties = tuple((found[1], _unquoted(found[2])) for found in pairs[:_PROPERTIES])
    return MethodResult(match[1], match[2], properties)


def _unquoted(value: str) -> str:
    """The value of a property that is a quoted string as a whole; any other as it stands."""
    inner = value[1:-1]
    return inner if value == f'"{inner}"' and '"' not in inner else value


def _statements(value: str) -> list[list[str]] | None:
    """The words between semicolons, without comments; None where a quote or a comment never ends.

    What stands in quotes stays in its word, quotes and all: the sender may have chosen it, and it must not
    look like a result.
    """
    statements: list[list[str]] = [[]]
    apart = True  # the next piece begins a word
    for piece in _pieces(value):
        words = statements[-1]
        if piece in {'"', "(", ")"}:
            return None
        if piece == ";":
            statements.append([])
            apart = True
        elif piece == " ":
            apart = apart or not _awaits_result(words)
        elif not words or (apart and not (piece == "=" and "=" not in words[-1])):
            words.append(piece)
            apart = False
        else:
            words[-1] += piece
            apart = False
    return statements


def _awaits_result(words: list[str]) -> bool:
    """A method and its `=`, after which spaces may stand; a property's value may well be empty."""
    return len(words) == 1 and words[0].endswith("=") and words[0].count("=") == 1


def _pieces(value: str) -> Iterator[str]:
    """Quoted strings, `;`, `=`, spaces and what is between them; each comment is a space."""
    at = 0
    while at < len(value):
        comment = _comment_end(value, at) if value[at] == "(" else 0
        if comment:
            yield " "
            at = comment
        elif match := _PIECE.match(value, at):
            yield match[0]
            at = match.end()


def _comment_end(value: str, at: int) -> int:
    """Where the comment that begins at `at` is over, with those inside it; 0 where it never ends."""
    depth = 0
    while match := _IN_COMMENT.match(value, at):
        depth += {"(": 1, ")": -1}.get(match[0], 0)
        at = match.end()
        if depth == 0:
            return at
    return 0
