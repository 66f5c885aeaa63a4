"""The ways in that are ours: a list or group that has the sales address, and a contact form of the vendor's.

Such a list adds its headers to every mail, and puts its own address into From where the author's domain has
a DMARC policy. A contact form writes from our address and names the customer in Reply-To.
"""

import re
from collections.abc import Collection, Sequence

from worker.reading.headers.from_author import ReadMailbox, read_author, read_mailboxes
from worker.reading.headers.header_fields import HeaderFields

#: Headers that say which list it is (RFC 2919, RFC 2369, Google Groups, Mailman, ezmlm).
_NAMES_THE_LIST = ("List-Id", "List-Post", "Mailing-List", "X-BeenThere", "X-Mailing-List")
#: Where a list keeps the From that it replaced: Google Groups, Mailman and Sympa.
_REPLACED = ("X-Original-From", "X-Google-Original-From", "X-Mailman-Original-From", "X-Original-Sender")
_ADDRESS = re.compile(r"(?<![^\s<>()\[\]\",;:@])[^\s<>()\[\]\",;:@]{1,320}@[^\s<>()\[\]\",;:@?]{1,255}")
_LIST_ID = re.compile(r"<([^<>\s]{1,255})>\s*\Z")
#: What list software puts behind a list's name for its own addresses.
_SERVICE = re.compile(r"[-+](?:help|owners?|request|bounces?|admin|subscribe|unsubscribe)@")
_CHARS = 2000  # of a header that names a list
_NAME_CHARS = 100


def is_own_list(fields: HeaderFields, own: Collection[str]) -> bool:
    """Whether the mail came over a list whose address is one of `own` (lower-cased), and over no other."""
    named = [found for name in _NAMES_THE_LIST for found in _lists(fields, name)]
    dotted = {address.replace("@", ".") for address in own}
    return bool(named) and all(not names.isdisjoint(own) or not names.isdisjoint(dotted) for names in named)


def list_name(fields: HeaderFields) -> str:
    """The list that the mail came over, by its own names, and short; empty where none names itself."""
    named = (min(names) for name in _NAMES_THE_LIST for names in _lists(fields, name))
    return next(("".join(filter(str.isprintable, each))[:_NAME_CHARS] for each in named), "")


def find_writer(
    fields: HeaderFields, author: str, own: Collection[str], *, own_list: bool
) -> ReadMailbox | None:
    """Who wrote a mail whose From is an address of ours, as its list or form says; None where nobody does.

    Anybody can write such a header: it names an author no more surely than a From does.
    """
    if author not in own:
        return None
    replaced = _REPLACED if own_list else ()
    claims = [read_author(fields.get_all(name)) for name in replaced]
    claims.append(_only_one(fields.get_all("Reply-To"), own))
    return next((claim for claim in claims if claim is not None and claim.addr not in own), None)


def _lists(fields: HeaderFields, name: str) -> list[frozenset[str]]:
    """The lists that each header of that name names; one that names none ("NO", a page) says nothing."""
    found = []
    for each in fields.get_all(name):
        value = each[:_CHARS].lower()
        list_id = _LIST_ID.search(value) if name == "List-Id" else None
        addresses = _ADDRESS.findall(value.replace("mailto:", " "))
        names = frozenset([list_id[1]] if list_id else [_SERVICE.sub("@", each) for each in addresses])
        if names:
            found.append(names)
    return found


def _only_one(values: Sequence[str], own: Collection[str]) -> ReadMailbox | None:
    """The one mailbox of Reply-To; a list may have put its own address beside it."""
    found = read_mailboxes(values[0]) if len(values) == 1 else []
    others = [each for each in found if each.addr not in own]
    return others[0] if len(others) == 1 else None
