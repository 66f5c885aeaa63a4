"""Messages as far as they are needed: sizes first, then structures, then text; in bounded batches.

A small message is fetched whole, which costs less than asking for its structure. Of a large one come its
headers and the parts that are needed. One whose structure can't be read, or does not hold what it says,
is fetched whole as far as the cap: a server's or a parser's weakness costs bytes, and no mail.
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from worker.mailbox import batches, partly, structure
from worker.mailbox.batches import Pace
from worker.mailbox.errors import CommandRefused, MessageUnreadable
from worker.mailbox.partly import Choice, Plan
from worker.mailbox.session import Session
from worker.mailbox.structure import StructureError

#: In bytes; up to here a message is fetched whole.
SMALL = 65_536
_STRUCTURES = 50  # in one command; hostile ones are long

#: A message, why it can't be read, or None when it was expunged.
Result = bytes | MessageUnreadable | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Fetcher:
    """Fetches from the selected folder."""

    session: Session
    choice: Choice
    max_bytes: int  #: of a message that has to be fetched whole
    small: int = SMALL
    pace: Pace = field(default_factory=Pace)  #: over all that is fetched by this connection

    def batches(self, sizes: Mapping[int, int]) -> Iterator[list[tuple[int, Result]]]:
        """The messages, in the order of `sizes`, which says how many bytes each has.

        Holds no more than `batches.MAX_BYTES` of mail at a time, or one message. Raises MailboxLost, and
        CommandRefused when the server refuses one message after the other for the time being.
        """
        plans = self._plans([uid for uid, size in sizes.items() if size > self.small])
        costs = {uid: self._cost(size, plans.get(uid)) for uid, size in sizes.items()}
        for run in batches.by_size(sizes, costs, self.pace):
            found = self._whole([uid for uid in run if sizes[uid] <= self.small])
            found |= self._parts({uid: plans[uid] for uid in run if uid in plans}, sizes)
            results = [(uid, found[uid] if uid in found else self._alone(uid, sizes[uid])) for uid in run]
            _refuse_if_all_busy(results)
            yield results

    def _cost(self, size: int, plan: Plan | None) -> int:
        return min(size, self.max_bytes) if plan is None else plan.cost

    def _plans(self, uids: Sequence[int]) -> dict[int, Plan]:
        plans = {}
        for run in batches.by_count(uids, _STRUCTURES):
            for uid, row in self.session.rows(run, ["BODYSTRUCTURE"]).items():
                try:
                    plans[uid] = partly.plan(structure.parse(row.get(b"BODYSTRUCTURE")), self.choice)
                except StructureError:
                    continue
        return plans

    def _whole(self, uids: Sequence[int]) -> dict[int, Result]:
        rows = self.session.rows(uids, ["BODY.PEEK[]"]) if uids else {}
        return {uid: raw for uid in uids if (raw := rows.get(uid, {}).get(b"BODY[]")) is not None}

    def _parts(self, plans: Mapping[int, Plan], sizes: Mapping[int, int]) -> dict[int, Result]:
        """Those that could be put together; messages of the same structure are fetched together."""
        alike: dict[tuple[str, ...], list[int]] = defaultdict(list)
        for uid, plan in plans.items():
            alike[_items(plan)].append(uid)
        found: dict[int, Result] = {}
        for items, uids in alike.items():
            for uid, row in self.session.rows(uids, items).items():
                sections = {_section(key): value for key, value in row.items() if isinstance(value, bytes)}
                try:
                    found[uid] = partly.assembled(plans[uid], sections, sizes[uid], self.choice)
                except StructureError:
                    continue
        return found

    def _alone(self, uid: int, size: int) -> Result:
        try:
            return self.session.fetch(uid, None if size <= self.max_bytes else self.max_bytes)
        except MessageUnreadable as exc:
            return exc


def _items(plan: Plan) -> tuple[str, ...]:
    # Rounded up, so that messages of one shape are asked for in one command.
    return tuple(f"BODY.PEEK[{name}]<0.{_rounded(size)}>" for name, size in plan.sections.items())


def _rounded(size: int) -> int:
    return 1 << (size - 1).bit_length()


def _section(key: bytes) -> str:
    """The section's name in `BODY[1.MIME]<0>`."""
    return key.partition(b"[")[2].partition(b"]")[0].decode("ascii", "replace").upper()


def _refuse_if_all_busy(results: Sequence[tuple[int, Result]]) -> None:
    errors = [found for _, found in results if isinstance(found, MessageUnreadable) and found.busy]
    if errors and len(errors) == len(results):
        raise CommandRefused(str(errors[0]))
