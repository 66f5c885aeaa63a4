"""Saved replies: text with places for a request's values, which are put in as they are and never run."""

import re
from collections.abc import Mapping

from worker.errors import UsageError

#: What a text may have in braces, with what stands there in a letter.
PLACEHOLDERS: Mapping[str, str] = {
    "name": "the customer’s name",
    "reference": "the request’s reference",
    "organization": "the organization",
    "account": "the myAtlassian address",
    "missing": "what is still open, one a line",
    "keys": "the license keys, masked",
    "sens": "the SENs",
    "me": "your name",
}
_BRACES = re.compile(r"\{([^{}\n]{0,60})\}")


def require_placeholders(text: str) -> None:
    """UsageError where something stands in braces that no request has a value for."""
    unknown = [name for name in _BRACES.findall(text) if name not in PLACEHOLDERS]
    if unknown:
        known = ", ".join(f"{{{name}}}" for name in PLACEHOLDERS)
        raise UsageError(f"{{{unknown[0]}}} is no value of a request; there are {known}")


def fill_placeholders(text: str, values: Mapping[str, str]) -> str:
    """The text with the values in it; a place whose value is empty stays, for a person to fill in."""
    return _BRACES.sub(lambda found: values.get(found[1]) or found[0], text)


def find_unfilled(text: str) -> tuple[str, ...]:
    """Places of a text that still wait for their value, as they stand there."""
    open_ = (f"{{{name}}}" for name in _BRACES.findall(text) if name in PLACEHOLDERS)
    return tuple(dict.fromkeys(open_))
