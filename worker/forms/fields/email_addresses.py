"""E-mail addresses in running text (RFC 5322 addr-spec). Postal addresses are in `countries`."""

import re
from dataclasses import dataclass
from functools import lru_cache

from email_validator import EmailNotValidError, validate_email

from worker.forms.extraction import Span

MAX_ADDRESSES = 50

_INVISIBLE = re.compile("[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]")
_TOKEN = re.compile(r"[^\s<>()\[\]{},;:\"|*“”„«»‹›‘’`＜＞，；：（）、。]+")
_AROUND = ".'!?_=-–—·•~/\\"  #: punctuation that clings to an address in prose


@dataclass(frozen=True, slots=True)
class FoundAddress:
    """A bare address as it was written, and where."""

    text: str
    span: Span


def find_addresses(text: str) -> tuple[FoundAddress, ...]:
    """The valid addresses in `text`, in order, each once whatever its case."""
    if "@" not in text:
        return ()
    found: dict[str, FoundAddress] = {}
    for match in _TOKEN.finditer(text):
        if "@" in match[0] and len(found) < MAX_ADDRESSES:
            bare = _bare(match[0])
            if bare is not None:
                start = match.start() + match[0].find(bare) if bare in match[0] else match.start()
                found.setdefault(bare.casefold(), FoundAddress(bare, Span(start, start + len(bare))))
    return tuple(found.values())


def _bare(token: str) -> str | None:
    token = _INVISIBLE.sub("", token)
    token = token.removeprefix("mailto:").split("?")[0]
    for candidate in (token.strip(_AROUND), token.rstrip(_AROUND)):
        if len(candidate) <= 254 and _valid(candidate):
            return candidate
    return None


@lru_cache(maxsize=1024)  # one address is met again and again in a mail
def _valid(text: str) -> bool:
    try:
        # Domains below .test (RFC 2606) have mailboxes too, on networks of one's own.
        validate_email(text, check_deliverability=False, allow_smtputf8=True, test_environment=True)
    except EmailNotValidError:
        return False
    return True
