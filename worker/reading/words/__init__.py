"""The words by which mail clients and mail servers are known. Data alone; what they mean is told by who uses them.

Each list is a text: one line or more per language, that begins with the language's code (RFC 5646; "xx" is for
what belongs to none or to many), then entries with bars between them. A line without a code goes on with the
language before it. Apostrophes are straight and spaces single; case does not matter.
"""

import re

_CODE = re.compile(r"[a-z]{2}  ")


def list_entries(text: str) -> tuple[str, ...]:
    """The entries of such a list, case-folded, each once, in its order."""
    found: dict[str, None] = {}
    for line in text.strip().splitlines():
        entries = line.strip()
        entries = entries[4:] if _CODE.match(entries) else entries
        found.update(dict.fromkeys(entry.strip().casefold() for entry in entries.split("|") if entry.strip()))
    return tuple(found)
