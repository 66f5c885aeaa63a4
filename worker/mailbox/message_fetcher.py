"""Messages as far as they are needed: sizes first, then structures, then text; in bounded batches.

A small message is fetched whole, which costs less than asking for its structure. Of a large one come its
headers and the parts that are needed. One whose structure can't be read, or does not hold what it says,
is fetched whole as far as the cap: a server's or a parser's weakness costs bytes, and no mail. A message
over which the connection ends twice is asked for less: whole as far as the cap, then its header alone.
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import partial

from worker.mailbox import body_structure, partial_message, uid_batches
from worker.mailbox.body_structure import StructureError
from worker.mailbox.errors import CommandRefused, MailboxLost, MessageUnreadable
from worker.mailbox.imap_answers import Row
from worker.mailbox.mailbox_session import Session
from worker.mailbox.partial_message import FetchPlan, PartChoice
from worker.mailbox.resilient_fetch import split_run
from worker.mailbox.uid_batches import Pace

#: In bytes; up to here a message is fetched whole.
SMALL = 65_536
_STRUCTURES = 50  # in one command; hostile ones are long
#: The connection may end so often in a row; the first message alone takes half of it.
_MOST_ENDS = 24
#: So much longer than it comes a message is said to be, that these bytes are not it.
_FAR = 4

#: A message, why it can't be read, or None when it was expunged.
Result = bytes | MessageUnreadable | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Fetcher:
    """Fetches from the selected folder."""

    session: Session
    choice: PartChoice
    max_bytes: int  #: of a message that has to be fetched whole
    small: int = SMALL
    pace: Pace = field(default_factory=Pace)  #: over all that is fetched by this connection

    def batches(self, sizes: Mapping[int, int]) -> Iterator[list[tuple[int, Result]]]:
        """The messages, in the order of `sizes`, which says how many bytes each has; 0: it is not known.

        Holds no more than `uid_batches.MAX_BYTES` of mail at a time, or one message. Raises CommandRefused
        when
        the server refuses one message after the other for the time being; and MailboxLost when nothing but
        ends of the connection comes of it, though never before the first message is judged.
        """
        plans = self._plans([uid for uid, size in sizes.items() if size > self.small])
        costs = {uid: self._cost(size, plans.get(uid)) for uid, size in sizes.items()}
        ends = _Ends()
        for run in uid_batches.by_size(sizes, costs, self.pace):
            for results in self._results(run, plans, sizes, ends):
                _refuse_if_all_busy(results)
                yield results

    def _results(
        self, run: list[int], plans: Mapping[int, FetchPlan], sizes: Mapping[int, int], ends: "_Ends"
    ) -> Iterator[list[tuple[int, Result]]]:
        """One batch; where the connection ends over it, its parts, each as a batch."""
        try:
            found = self._whole([uid for uid in run if 0 < sizes[uid] <= self.small], sizes)
            found |= self._parts({uid: plans[uid] for uid in run if uid in plans}, sizes)
            results = [(uid, found[uid] if uid in found else self._alone(uid, sizes[uid])) for uid in run]
        except MailboxLost as lost:
            ends.reopen(self.session, lost)
            if len(run) > 1:
                for part in reversed([*split_run(run)]):
                    yield from self._results(part, plans, sizes, ends)
                return
            results = [(run[0], self._less(run[0], sizes[run[0]], plans, ends))]
        else:
            ends.in_a_row = 0
        yield results

    def _less(self, uid: int, size: int, plans: Mapping[int, FetchPlan], ends: "_Ends") -> Result:
        """What can be had of a message over which the connection ended once."""
        whole = partial(self._alone, uid, size)
        again = [partial(self._planned, uid, size, plans[uid]), whole] if uid in plans else []
        header = partial(self._header, uid)
        reason = "the connection ends whenever it is asked for"
        for ask in (*again, whole, header, header):
            try:
                found = ask()
            except MailboxLost as lost:
                ends.reopen(self.session, lost)
                continue
            ends.in_a_row = 0
            if ask is header and isinstance(found, bytes):
                return MessageUnreadable(reason, uid, ends=True, header=found)
            return found
        return MessageUnreadable(reason, uid, ends=True)

    def _cost(self, size: int, plan: FetchPlan | None) -> int:
        return min(size or self.small, self.max_bytes) if plan is None else plan.cost

    def _plans(self, uids: Sequence[int]) -> dict[int, FetchPlan]:
        plans = {}
        for run in uid_batches.by_count(uids, _STRUCTURES):
            for uid, row in self.session.rows(run, ["BODYSTRUCTURE"]).rows.items():
                try:
                    plans[uid] = partial_message.plan(
                        body_structure.parse(row.get(b"BODYSTRUCTURE")), self.choice
                    )
                except StructureError:
                    continue
        return plans

    def _whole(self, uids: Sequence[int], sizes: Mapping[int, int]) -> dict[int, Result]:
        rows = self._rows(uids, ["BODY.PEEK[]"])
        found = {uid: rows[uid].get(b"BODY[]") for uid in uids if uid in rows}
        return {
            uid: raw
            for uid, raw in found.items()
            if isinstance(raw, bytes) and not _is_scrap(raw, sizes[uid])
        }

    def _rows(self, uids: Sequence[int], items: Sequence[str]) -> Mapping[int, Row]:
        """What one command brings; nothing where it is refused."""
        try:
            return self.session.ask(uids, items).by_uid if uids else {}
        except CommandRefused:
            return {}

    def _planned(self, uid: int, size: int, plan: FetchPlan) -> Result:
        found = self._parts({uid: plan}, {uid: size})
        return found[uid] if uid in found else self._alone(uid, size)

    def _parts(self, plans: Mapping[int, FetchPlan], sizes: Mapping[int, int]) -> dict[int, Result]:
        """Those that could be put together; messages of the same structure are fetched together."""
        alike: dict[tuple[str, ...], list[int]] = defaultdict(list)
        for uid, plan in plans.items():
            alike[_items(plan)].append(uid)
        found: dict[int, Result] = {}
        for items, uids in alike.items():
            for uid, row in self._rows(uids, items).items():
                sections = {_section(key): value for key, value in row.items() if isinstance(value, bytes)}
                try:
                    found[uid] = partial_message.assembled(plans[uid], sections, sizes[uid], self.choice)
                except StructureError:
                    continue
        return found

    def _alone(self, uid: int, size: int) -> Result:
        """Whole, or as far as the cap; with its header where that is all that the server hands out."""
        try:
            raw = self.session.fetch(uid, None if 0 < size <= self.max_bytes else self.max_bytes)
        except MessageUnreadable as exc:
            exc.header = None if exc.busy else self._header_if_any(uid)
            return exc
        if isinstance(raw, bytes) and _is_scrap(raw, size) and not self._is_empty(uid, size):
            why = "it comes without a header" if raw else "it comes empty"
            return MessageUnreadable(why, uid, header=self._header_if_any(uid))
        return raw

    def _is_empty(self, uid: int, size: int) -> bool:
        """Whether the server, asked once more where it told no size, says that there is nothing in it."""
        try:
            return not size and self.session.is_empty(uid)
        except CommandRefused:
            return False

    def _header(self, uid: int) -> Result:
        return self.session.header(uid, partial_message.MAX_HEADER)

    def _header_if_any(self, uid: int) -> bytes | None:
        try:
            return self.session.header(uid, partial_message.MAX_HEADER)
        except CommandRefused:
            return None


@dataclass(slots=True)
class _Ends:
    """How often the connection has ended since anything came."""

    in_a_row: int = 0

    def reopen(self, session: Session, lost: MailboxLost) -> None:
        self.in_a_row += 1
        if self.in_a_row > _MOST_ENDS:
            raise lost
        session.reopen(lost)


def _items(plan: FetchPlan) -> tuple[str, ...]:
    # Rounded up, so that messages of one shape are asked for in one command.
    return tuple(f"BODY.PEEK[{name}]<0.{_rounded(size)}>" for name, size in plan.sections.items())


def _is_scrap(raw: bytes, size: int) -> bool:
    """Whether the bytes are no message of about that size: a header field has a colon (RFC 5322, 2.2).

    A size alone is no proof: Exchange tells estimates. 0: it is not known, and the colon alone decides.
    """
    return not raw or (b":" not in raw and (not size or _FAR * len(raw) < size))


def _rounded(size: int) -> int:
    return 1 << (size - 1).bit_length()


def _section(key: bytes) -> str:
    """The section's name in `BODY[1.MIME]<0>`."""
    return key.partition(b"[")[2].partition(b"]")[0].decode("ascii", "replace").upper()


def _refuse_if_all_busy(results: Sequence[tuple[int, Result]]) -> None:
    errors = [found for _, found in results if isinstance(found, MessageUnreadable) and found.busy]
    if errors and len(errors) == len(results):
        raise CommandRefused(str(errors[0]))
