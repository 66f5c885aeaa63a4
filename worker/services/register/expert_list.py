"""Atlassian Experts by their addresses: who sends requests of several clients, and has caps of their own."""

from worker.errors import UsageError
from worker.register.values import RegisteredExpert
from worker.requests.senders.freemail_domains import is_freemail
from worker.services.contexts import RecordContext
from worker.services.row_lists import Row, format_time

_LONGEST_NAME = 200


def add_expert(services: RecordContext, address: str, name: str, by: str) -> bool:
    """Note an address, or another name for it; whether it is new. UsageError for what is no address.

    "@partner.example" stands for everybody at that domain, which must not be one where anybody can have an
    address.
    """
    expert = RegisteredExpert(
        address=_checked(address), name=" ".join(name.split())[:_LONGEST_NAME], who=by, at=services.clock()
    )
    with services.store.write() as tx:
        return tx.experts.put(expert)


def remove_expert(services: RecordContext, address: str) -> None:
    """Forget an address. UsageError for one that is not known."""
    wanted = address.strip().lower()
    with services.store.write() as tx:
        if not tx.experts.remove(wanted):
            raise UsageError(
                "there is no Expert of that address; `sen-worker register expert list` shows them"
            )


def list_experts(services: RecordContext) -> list[Row]:
    """All of them as plain rows, by address."""
    with services.store.read() as tx:
        return [
            {"address": one.address, "name": one.name, "by": one.who, "at": format_time(one.at)}
            for one in tx.experts.listed()
        ]


def _checked(address: str) -> str:
    plain = address.strip().lower()
    local, at, domain = plain.rpartition("@")
    if not at or "." not in domain.strip(".") or " " in plain or "@" in local or len(plain) > 254:
        raise UsageError("give an address, such as eva@partner.example, or a domain: @partner.example")
    if not local and is_freemail(domain):
        raise UsageError(f"anybody can have an address at {domain}; give the Expert's own address")
    return plain
