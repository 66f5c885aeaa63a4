"""What the store holds of several messages, asked for at once.

It is good for one transaction, which keeps it true by what it stores itself.
"""

from collections.abc import Collection

from sqlalchemy import Connection, bindparam, func, literal, select, union_all

from worker.requests.request_model import Disposition
from worker.store.database.pending_rows import UNAFFECTED
from worker.store.tables.schema import ledger, requests

_SAME, _SENDER, _TAKEN = "same", "sender", "taken"
#: Digests of the ledger, and addresses that have requests; put together once.
_FACTS = union_all(
    select(literal(_SAME).label("what"), ledger.c.digest.label("name"), func.min(ledger.c.id).label("id"))
    .where(
        ledger.c.digest.in_(bindparam("digests", expanding=True)),
        ledger.c.disposition != Disposition.QUARANTINED,
    )
    .group_by(ledger.c.digest),
    select(literal(_SENDER), requests.c.requester, func.min(requests.c.id))
    .where(requests.c.requester.in_(bindparam("senders", expanding=True)))
    .group_by(requests.c.requester),
    select(literal(_TAKEN), requests.c.reference, requests.c.id).where(
        requests.c.reference.in_(bindparam("references", expanding=True))
    ),
).execution_options(**UNAFFECTED)


class ForeseenFacts:
    """What is known by now, so that nobody has to ask the database for it."""

    def __init__(self) -> None:
        self._entries: dict[str, int | None] = {}
        self._strangers: set[str] = set()
        self._free: set[str] = set()

    def ask(
        self,
        connection: Connection,
        digests: Collection[str],
        senders: Collection[str],
        references: Collection[str] = (),
    ) -> None:
        """Find out about the mails of these digests, the requests of these addresses, and free references."""
        self._entries = dict.fromkeys(digests)
        self._strangers, self._free = {*senders}, {*references}
        if not digests and not senders:
            return
        asked = {"digests": [*digests], "senders": [*senders], "references": [*references]}
        for row in connection.execute(_FACTS, asked):
            if row.what == _SAME:
                self._entries[row.name] = row.id
            elif row.what == _SENDER:
                self._strangers.discard(row.name)
            else:
                self._free.discard(row.name)

    def knows(self, digest: str) -> bool:
        """Whether it is known which entry of the ledger has this digest, if any has."""
        return digest in self._entries

    def entry(self, digest: str) -> int | None:
        """The first entry of that mail, where `knows`."""
        return self._entries[digest]

    def is_stranger(self, address: str) -> bool:
        """Whether it is known that there is no request of that address."""
        return address in self._strangers

    def note_entry(self, digest: str, entry_id: int, disposition: Disposition) -> None:
        """The transaction stores what became of such a mail."""
        if digest in self._entries and disposition is not Disposition.QUARANTINED:
            first = self._entries[digest]
            self._entries[digest] = entry_id if first is None else min(first, entry_id)

    def is_free(self, reference: str) -> bool:
        """Whether it is known that no request has this reference."""
        return reference in self._free

    def note_request(self, requester: str, reference: str) -> None:
        """The transaction stores a request of that address."""
        self._strangers.discard(requester)
        self._free.discard(reference)
