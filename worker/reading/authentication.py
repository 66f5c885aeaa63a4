"""Authentication-Results (RFC 8601) to values. The one module that knows authres.

What a header says is only worth something when a server of ours wrote it: who asks compares `authserv_id`.
"""

import re
from email.message import Message as Fields

import authres

from worker.reading import headers
from worker.reading.message import AuthenticationResult

_HEADERS = 20
_CHARS = 4000
_NO_SERVER = re.compile(r"[A-Za-z0-9-]+ ?=")


def results(fields: Fields) -> tuple[AuthenticationResult, ...]:
    """The readable headers, top of the message first."""
    found = [_read(headers.text(value[:_CHARS])) for value in headers.values(fields, "Authentication-Results")]
    return tuple(result for result in found[:_HEADERS] if result)


def _read(value: str) -> AuthenticationResult | None:
    if _NO_SERVER.match(value):  # Exchange Online leaves its own name out
        value = "; " + value
    header = "Authentication-Results: " + value.replace("=<>", '=""')
    if value.startswith(";"):
        header = "Authentication-Results: missing.invalid" + value.replace("=<>", '=""')
    try:
        parsed = authres.AuthenticationResultsHeader.parse(header)
    except (authres.core.AuthResError, ValueError, RecursionError):
        return None
    server = "" if parsed.authserv_id == "missing.invalid" else str(parsed.authserv_id or "").lower()
    pairs = tuple((str(item.method).lower(), str(item.result).lower()) for item in parsed.results)
    return AuthenticationResult(authserv_id=server, results=pairs)
