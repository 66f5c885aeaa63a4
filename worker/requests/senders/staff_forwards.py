"""Whose request a mail holds, when somebody of ours passed it on.

A colleague or a reseller who forwards a request makes it, and is answered. Staff who forward one to
the mailbox only hand over what the customer wrote: the request is the customer's, once it is sure that
they did.
"""

import re
from collections.abc import Collection

from worker.reading.message import Address, LineRole, Message
from worker.requests.request_model import Policy
from worker.requests.senders.sender_authenticity import Authenticity, judge_author

_HEAD_LINES = 40
#: `Ada Holm <ada@example.org>`, Outlook's `Ada Holm [mailto:ada@example.org]`, or the address alone.
_ADDRESS = re.compile(
    r"[A-Za-z0-9.!#$%&'*+/=?^_`{|}~-]{1,64}@[A-Za-z0-9-]{1,63}(?:\.[A-Za-z0-9-]{1,63}){1,8}"
)
_LABEL = re.compile(r"^[\s>*_]{0,20}[^\W\d_][^:：]{0,24}[*_ ]{0,4}[:：]")


def find_forwarded_author(
    message: Message, own: Collection[str], staff_domains: Collection[str]
) -> Address | None:
    """The customer whose mail a member of staff forwarded; None when nobody of ours forwards anything.

    `own` are the mailboxes' addresses, `staff_domains` the domains of the vendor's people, lower-cased.
    """
    if not _is_staff(message.from_.addr, own, staff_domains):
        return None
    candidates = [inner.from_ for inner in message.forwarded] + _in_heads(message)
    customers = [one for one in candidates if one.addr and not _is_staff(one.addr, own, staff_domains)]
    return customers[0] if customers else None


def handed_over(message: Message, own: Collection[str], policy: Policy) -> Address | None:
    """The customer of `passed_on`, where the domain of the member of staff vouches for the forward.

    Anybody can write a From of ours, and would so make a request in a customer's name.
    """
    customer = find_forwarded_author(message, own, policy.staff_domains)
    if customer is None or judge_author(message, policy).authenticity is not Authenticity.ALIGNED:
        return None
    return customer


def only_claimed(message: Message, own: Collection[str], policy: Policy) -> Address | None:
    """The customer of `passed_on`, where nothing proves that one of ours forwarded the mail."""
    return (
        None
        if handed_over(message, own, policy)
        else find_forwarded_author(message, own, policy.staff_domains)
    )


def _is_staff(addr: str, own: Collection[str], staff_domains: Collection[str]) -> bool:
    return addr in own or addr.rpartition("@")[2] in staff_domains


def _in_heads(message: Message) -> list[Address]:
    """Who stands in the header block above a text that is passed on; every client puts the author first."""
    found: list[Address] = []
    for body in message.bodies:
        roles = [line.role for line in body.lines]
        if LineRole.FORWARDED not in roles:
            continue
        start = roles.index(LineRole.FORWARDED)
        above = [
            line.text
            for line in body.lines[max(0, start - _HEAD_LINES) : start]
            if line.role is LineRole.HEAD
        ]
        found += [one for one in map(_author, above) if one is not None]
    return found


def _author(line: str) -> Address | None:
    match = _ADDRESS.search(line)
    if match is None:
        return None
    label = _LABEL.match(line)
    name = line[label.end() if label and label.end() <= match.start() else 0 : match.start()]
    return Address(
        addr=match[0].lower(), name=name.strip(" \t<[(*_\"'").removesuffix("[mailto:").strip(" \"'<[(")
    )
