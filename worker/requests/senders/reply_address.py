"""Whom a new request is answered to, where the mail names another address for that (RFC 5322, 3.6.2).

A shop, a CRM or a web form writes from an address of its own, and names the customer in Reply-To. So does
somebody who has a stranger written to: across organizations a person looks at the letter first.
"""

from collections.abc import Collection

from worker.reading.message import Address, Message
from worker.requests.senders.freemail_domains import is_freemail
from worker.requests.senders.organizational_domains import domain_of, is_aligned


def find_addressee(message: Message, own: Collection[str]) -> Address | None:
    """The one mailbox of Reply-To beside `own` ones, where it is not the author's; else None."""
    # A list or a shop of ours may want its answers itself as well.
    others = {one.addr: one for one in message.reply_to if one.addr and one.addr not in own}
    if len(others) != 1 or message.from_.addr in others:
        return None
    return next(iter(others.values()))


def explain_doubt(message: Message, own: Collection[str]) -> str:
    """Why a person should look before the addressee is written to, in words; empty where nothing is odd."""
    found = find_addressee(message, own)
    if found is None or message.relayed_by is not None or _is_of_one_organization(found, message.from_):
        return ""
    return "its answers go to another organization than its author's (Reply-To)"


def _is_of_one_organization(one: Address, other: Address) -> bool:
    """Both addresses are of one organization; two customers of a freemail provider are not."""
    domain = domain_of(one.addr)
    return is_aligned(domain, domain_of(other.addr)) and not is_freemail(domain)
