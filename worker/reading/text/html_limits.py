"""HTML that no honest sender writes: known before a parser wastes its time on it, and read for its text."""

import re
from html import unescape

from worker.reading import reading_limits

_UNREAD = frozenset({"style", "script", "title"})
_TOKEN = re.compile(r"<(/?[a-zA-Z0-9]*)[^<>]*>?|([^<]+)")
_TAG = re.compile(r"<[a-zA-Z](?:[^>=]++|=\s*+(?:\"[^\"]*+\"?|'[^']*+'?)?+)*+")
_VALUE = re.compile(r"=\s*+(?:\"[^\"]*+\"?|'[^']*+'?|[^\s>]*+)")
_PARTED = re.compile(r"[\s/=]")


def is_monstrous(source: str) -> bool:
    """Whether a tag has more attributes than any honest one: the parser compares each with all others."""
    if len(source) < reading_limits.HTML_LONG_TAG:
        return False
    tags = _TAG.findall(source)
    if max(map(len, tags), default=0) <= reading_limits.HTML_LONG_TAG:
        return False
    long = (tag for tag in tags if len(tag) > reading_limits.HTML_LONG_TAG)
    return any(len(_PARTED.findall(_VALUE.sub("=", tag))) > reading_limits.HTML_ATTRIBUTES for tag in long)


def flatten_html(source: str) -> str:
    """Each text between tags on a line of its own: all that is kept of a monstrous document."""
    texts: list[str] = []
    skipping = ""
    for match in _TOKEN.finditer(source):
        if match[2] is not None:
            if not skipping and match[2].strip():
                texts.append(unescape(match[2]).strip())
        elif skipping:
            skipping = "" if match[1].lower() == "/" + skipping else skipping
        elif match[1].lower() in _UNREAD:
            skipping = match[1].lower()
    return "\n".join(texts[: reading_limits.LINES])
