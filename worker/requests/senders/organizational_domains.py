"""Which domains belong together: the organizational domain of RFC 7489, 3.2, by the Public Suffix List."""

from functools import lru_cache

import idna
from publicsuffixlist import PublicSuffixList

_DOMAIN_CHARS = 255


def domain_of(address: str) -> str:
    """What stands after the last `@`, in the ASCII form that names servers; the whole where there is none."""
    domain = address.rpartition("@")[2].strip("<>\"' ").rstrip(".").lower()
    if domain.isascii():
        return domain
    try:
        return idna.encode(domain).decode()
    except (idna.IDNAError, UnicodeError):
        return ""


@lru_cache(maxsize=1024)
def organizational_domain(domain: str) -> str:
    """The part of a domain that somebody registered; the domain itself where it is a public suffix."""
    if len(domain) > _DOMAIN_CHARS:
        return ""
    found = _suffixes().privatesuffix(domain)
    return found if isinstance(found, str) else domain


def is_aligned(domain: str, other: str) -> bool:
    """Both have one organizational domain (RFC 7489, 3.1: relaxed alignment)."""
    return bool(domain) and bool(other) and organizational_domain(domain) == organizational_domain(other)


@lru_cache(maxsize=1)
def _suffixes() -> PublicSuffixList:
    return PublicSuffixList()
