"""The way that a mail came to us, for who sets a mailbox up: over a list, or sent by one for another."""

from collections.abc import Collection

from worker.reading.message import Message
from worker.requests.senders.organizational_domains import domain_of, is_aligned
from worker.requests.senders.reply_address import find_addressee


def tell_way(message: Message, own: Collection[str]) -> str:
    """What is peculiar about it, without anybody's address; empty where a person wrote to us straight."""
    return "; ".join(filter(None, (_list(message, own), _writer(message, own))))


def is_perhaps_ours(message: Message, own: Collection[str]) -> bool:
    """Whether its list counts as foreign and is in a domain of ours, so that customers may write to it."""
    name = message.list_name.replace("@", ".")
    return message.lists and any(is_aligned(name, domain_of(address)) for address in own)


def _list(message: Message, own: Collection[str]) -> str:
    if not message.list_name:
        return ""
    if not message.lists:
        return f"over the list {message.list_name}, which is ours"
    advice = "; if customers write to it, add its address to aliases" if is_perhaps_ours(message, own) else ""
    return f"over the list {message.list_name}, which is none of ours{advice}"


def _writer(message: Message, own: Collection[str]) -> str:
    if message.relayed_by is not None:
        by = "the list" if message.list_name and not message.lists else "Reply-To"
        return f"From is ours; {by} names who wrote"
    return "Reply-To names another address than From" if find_addressee(message, own) else ""
