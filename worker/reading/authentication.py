"""Authentication-Results (RFC 8601) to values.

What such a header says is only worth something when a server of ours wrote it: who asks compares
`authserv_id`. The results are picked out in one pass over the value: authres, which reads the whole grammar
with all properties, takes longer than the rest of a message needs and refuses what Exchange Online writes.
The tests compare both.
"""

import re

from worker.reading import headers
from worker.reading.headers import Fields
from worker.reading.message import AuthenticationResult

_HEADERS = 20
_CHARS = 8000
_RESULT = re.compile(r"\s*([a-z0-9-]{1,40})\s*(?:/\s*\d{1,5}\s*)?=\s*([a-z0-9-]{1,40})(?![\w.@-])")
_TOLD_APART = frozenset('"\\()')  #: without these there are no comments and no quotes
_SERVER = re.compile(r"\s*([^\s;=]{1,255})(?:\s+\d{1,5})?\s*$")


def results(fields: Fields) -> tuple[AuthenticationResult, ...]:
    """The headers that name results, top of the message first."""
    found = [
        _read(headers.collapsed(value[:_CHARS]))
        for value in fields.get_all("Authentication-Results")[:_HEADERS]
    ]
    return tuple(result for result in found if result)


def _read(value: str) -> AuthenticationResult | None:
    bare = value if _TOLD_APART.isdisjoint(value) else _bare(value)
    if bare is None:
        return None
    first, *statements = bare.lower().split(";")
    server = _SERVER.match(first)
    if server is None:  # Exchange Online leaves its own name out
        statements.insert(0, first)
    pairs = tuple((match[1], match[2]) for text in statements if (match := _RESULT.match(text)))
    if not pairs and server is None:
        return None
    return AuthenticationResult(authserv_id=server[1].strip('"') if server else "", results=pairs)


def _bare(value: str) -> str | None:
    """The value without comments and without what stands in quotes; None where one of them never ends."""
    kept: list[str] = []
    depth = 0
    quoted = escaped = False
    for char in value:
        if escaped:
            escaped = False
        elif char == "\\" and (quoted or depth):
            escaped = True
        elif quoted:
            quoted = char != '"'
        elif char == '"' and not depth:
            quoted = True
            kept.append("_")
        elif char == "(":
            depth += 1
        elif char == ")":
            depth -= 1
            kept.append(" ")
            if depth < 0:
                return None
        elif not depth:
            kept.append(char)
    return None if depth or quoted else "".join(kept)
