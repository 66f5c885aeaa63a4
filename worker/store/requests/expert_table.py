"""The addresses of Atlassian Experts within one transaction."""

from typing import Any

from sqlalchemy import Connection, Row, bindparam, delete, insert, select, update

from worker.register.values import RegisteredExpert
from worker.requests.senders.canonical_addresses import canonical_address
from worker.store.database.pending_rows import UNAFFECTED
from worker.store.tables.register_schema import register_experts

#: Asked for each message, so it is put together once.
_OF = (
    select(register_experts)
    .where(register_experts.c.address.in_(bindparam("names", expanding=True)))
    .execution_options(**UNAFFECTED)
)


class ExpertTable:
    """Who is known as an Atlassian Expert."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def put(self, expert: RegisteredExpert) -> bool:
        """Note an address, or who it is; whether it was not known before."""
        values = {"name": expert.name, "who": expert.who, "at": expert.at}
        same = register_experts.c.address == expert.address
        if self._connection.execute(update(register_experts).where(same).values(values)).rowcount:
            return False
        self._connection.execute(insert(register_experts).values(address=expert.address, **values))
        return True

    def remove(self, address: str) -> bool:
        """Forget an address; whether it was known."""
        gone = delete(register_experts).where(register_experts.c.address == address)
        return self._connection.execute(gone).rowcount > 0

    def listed(self) -> tuple[RegisteredExpert, ...]:
        """All of them, by address."""
        rows = self._connection.execute(select(register_experts).order_by(register_experts.c.address))
        return tuple(_expert(row) for row in rows)

    def of(self, address: str) -> RegisteredExpert | None:
        """The Expert whose mailbox this is, or whose domain it is in."""
        plain = address.lower()
        names = sorted({plain, canonical_address(plain), f"@{plain.rpartition('@')[2]}"})
        found = [_expert(row) for row in self._connection.execute(_OF, {"names": names})]
        return max(found, key=lambda one: not one.address.startswith("@"), default=None)


def _expert(row: Row[Any]) -> RegisteredExpert:
    return RegisteredExpert(address=row.address, name=row.name, who=row.who, at=row.at)
