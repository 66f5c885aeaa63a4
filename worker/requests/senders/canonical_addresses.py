"""One name for all the addresses that lead to one mailbox, so that a cap on it can't be walked around.

Only for counting: letters go to the address that the customer gave. Where two mailboxes fall together by
it, they share a cap, which is the lesser harm.
"""

from worker.requests.senders.freemail_domains import is_freemail
from worker.requests.senders.organizational_domains import domain_of, organizational_domain

_NAMES = {
    "googlemail.com": "gmail.com",
    "mac.com": "icloud.com",
    "me.com": "icloud.com",
    "pm.me": "proton.me",
    "protonmail.ch": "proton.me",
    "protonmail.com": "proton.me",
    "ya.ru": "yandex.ru",
}
#: What stands in a local part and means nothing there, by domain; Yandex takes a hyphen for a dot.
_IGNORED = {"gmail.com": ".", "proton.me": ".-_", "yandex.ru": ".-"}
#: Whose users make addresses of the form `name-anything@`; no name of theirs holds a hyphen.
_HYPHEN_TAGS = ("yahoo.", "ymail.com", "rocketmail.com", "myyahoo.com")
#: Whose users may write `anything@name.domain` for `name@domain`.
_SUBDOMAINS = (
    "fastmail.com",
    "fastmail.fm",
    "fastmail.net",
    "fastmail.org",
    "sent.com",
    "messagingengine.com",
)


def canonical_address(address: str) -> str:
    """The mailbox that `address` leads to: without case and tag, and as its provider reads it."""
    local = address.strip().lower().rpartition("@")[0]
    local, domain = _within(local.strip('"'), _provider(domain_of(address)))
    local = local.partition("+")[0] or local
    if domain.startswith(_HYPHEN_TAGS):
        local = local.partition("-")[0] or local
    kept = "".join(char for char in local if char not in _IGNORED.get(domain, ""))
    return f"{kept or local}@{domain}"


def counted_domain(address: str) -> str:
    """The registered domain whose addresses share a cap; empty where anybody can have an address at it."""
    domain = organizational_domain(domain_of(address))
    return "" if is_freemail(domain) else domain


def _provider(domain: str) -> str:
    return "yandex.ru" if domain.startswith("yandex.") else _NAMES.get(domain, domain)


def _within(local: str, domain: str) -> tuple[str, str]:
    """`anything@name.fastmail.com` is `name@fastmail.com`."""
    for provider in _SUBDOMAINS:
        if domain.endswith(f".{provider}"):
            return domain.removesuffix(f".{provider}").rpartition(".")[2], provider
    return local, domain
