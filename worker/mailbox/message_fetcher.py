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
from worker.mailbox.imap_answers import FetchRow
from worker.mailbox.mailbox_session import MailboxSession
from worker.mailbox.partial_message import FetchPlan, PartChoice
from worker.mailbox.resilient_fetch import split_run
from worker.mailbox.uid_batches import BatchPace

#: In bytes; up to here a message is fetched whole.
SMALL_BYTES = 65_536
_STRUCTURES = 50  # in one command; hostile ones are long
#: How often in a row the connection may end; judging the first message takes half of that.
_MAX_LOST_IN_A_ROW = 24
#: Bytes without a colon are no message when the server announced more than so many times as many.
_SIZE_FACTOR = 4

#: A message, why it can't be read, or None when it was expunged.
FetchedMessage = bytes | MessageUnreadable | None


@dataclass(frozen=True, slots=True, kw_only=True)
class MessageFetcher:
    """Fetches from the selected folder."""

    session: MailboxSession
    choice: PartChoice
    max_bytes: int  #: of a message that has to be fetched whole
    small: int = SMALL_BYTES
    pace: BatchPace = field(default_factory=BatchPace)  #: over all that is fetched by this connection

    def batches(self, sizes: Mapping[int, int]) -> Iterator[list[tuple[int, FetchedMessage]]]:
        """The messages, in the order of `sizes`, which has the bytes of each; 0: the size is not known.

        Holds no more than `uid_batches.MAX_BYTES` of mail at a time, or one message. Raises CommandRefused
        when the server refuses all messages of a batch for the time being, and MailboxLost when the
        connection ends again and again, though never before the first message is judged.
        """
        plans = self._plan_fetches([uid for uid, size in sizes.items() if size > self.small])
        costs = {uid: self._cost(size, plans.get(uid)) for uid, size in sizes.items()}
        losses = _LostConnections()
        for run in uid_batches.split_by_size(sizes, costs, self.pace):
            for results in self._fetch_run(run, plans, sizes, losses):
                _refuse_if_all_busy(results)
                yield results

    def _fetch_run(
        self,
        run: list[int],
        plans: Mapping[int, FetchPlan],
        sizes: Mapping[int, int],
        losses: "_LostConnections",
    ) -> Iterator[list[tuple[int, FetchedMessage]]]:
        """One batch; where the connection ends over it, smaller ones."""
        try:
            found = self._fetch_small([uid for uid in run if 0 < sizes[uid] <= self.small], sizes)
            found |= self._fetch_parts({uid: plans[uid] for uid in run if uid in plans}, sizes)
            results = [
                (uid, found[uid] if uid in found else self._fetch_whole(uid, sizes[uid])) for uid in run
            ]
        except MailboxLost as lost:
            losses.reopen(self.session, lost)
            if len(run) > 1:
                for part in reversed([*split_run(run)]):
                    yield from self._fetch_run(part, plans, sizes, losses)
                return
            results = [(run[0], self._fetch_reduced(run[0], sizes[run[0]], plans, losses))]
        else:
            losses.in_a_row = 0
        yield results

    def _fetch_reduced(
        self, uid: int, size: int, plans: Mapping[int, FetchPlan], losses: "_LostConnections"
    ) -> FetchedMessage:
        """As much as the server hands out of a message over which the connection ended once."""
        whole = partial(self._fetch_whole, uid, size)
        planned = [partial(self._fetch_planned, uid, size, plans[uid]), whole] if uid in plans else []
        header = partial(self._fetch_header, uid)
        reason = "the connection ends whenever it is asked for"
        for attempt in (*planned, whole, header, header):
            try:
                found = attempt()
            except MailboxLost as lost:
                losses.reopen(self.session, lost)
                continue
            losses.in_a_row = 0
            if attempt is header and isinstance(found, bytes):
                return MessageUnreadable(reason, uid, ends=True, header=found)
            return found
        return MessageUnreadable(reason, uid, ends=True)

    def _cost(self, size: int, plan: FetchPlan | None) -> int:
        return min(size or self.small, self.max_bytes) if plan is None else plan.cost

    def _plan_fetches(self, uids: Sequence[int]) -> dict[int, FetchPlan]:
        plans = {}
        for run in uid_batches.split_by_count(uids, _STRUCTURES):
            for uid, row in self.session.rows(run, ["BODYSTRUCTURE"]).rows.items():
                try:
                    plans[uid] = partial_message.plan(
                        body_structure.parse(row.get(b"BODYSTRUCTURE")), self.choice
                    )
                except StructureError:
                    continue
        return plans

    def _fetch_small(self, uids: Sequence[int], sizes: Mapping[int, int]) -> dict[int, FetchedMessage]:
        rows = self._fetch_rows(uids, ["BODY.PEEK[]"])
        found = {uid: rows[uid].get(b"BODY[]") for uid in uids if uid in rows}
        return {
            uid: raw
            for uid, raw in found.items()
            if isinstance(raw, bytes) and not _is_no_message(raw, sizes[uid])
        }

    def _fetch_rows(self, uids: Sequence[int], items: Sequence[str]) -> Mapping[int, FetchRow]:
        """What one command brings; nothing where it is refused."""
        try:
            return self.session.ask(uids, items).by_uid if uids else {}
        except CommandRefused:
            return {}

    def _fetch_planned(self, uid: int, size: int, plan: FetchPlan) -> FetchedMessage:
        found = self._fetch_parts({uid: plan}, {uid: size})
        return found[uid] if uid in found else self._fetch_whole(uid, size)

    def _fetch_parts(
        self, plans: Mapping[int, FetchPlan], sizes: Mapping[int, int]
    ) -> dict[int, FetchedMessage]:
        """The messages that could be put together; those of the same structure share a command."""
        same_items: dict[tuple[str, ...], list[int]] = defaultdict(list)
        for uid, plan in plans.items():
            same_items[_items(plan)].append(uid)
        found: dict[int, FetchedMessage] = {}
        for items, uids in same_items.items():
            for uid, row in self._fetch_rows(uids, items).items():
                sections = {_section(key): value for key, value in row.items() if isinstance(value, bytes)}
                try:
                    found[uid] = partial_message.assemble(plans[uid], sections, sizes[uid], self.choice)
                except StructureError:
                    continue
        return found

    def _fetch_whole(self, uid: int, size: int) -> FetchedMessage:
        """The message or its first `max_bytes`; an error with its header where the server gives only that."""
        try:
            raw = self.session.fetch(uid, None if 0 < size <= self.max_bytes else self.max_bytes)
        except MessageUnreadable as exc:
            exc.header = None if exc.busy else self._fetch_header_if_any(uid)
            return exc
        if isinstance(raw, bytes) and _is_no_message(raw, size) and not self._is_empty(uid, size):
            reason = "it comes without a header" if raw else "it comes empty"
            return MessageUnreadable(reason, uid, header=self._fetch_header_if_any(uid))
        return raw

    def _is_empty(self, uid: int, size: int) -> bool:
        """Whether the server, asked once more where it told no size, says that there is nothing in it."""
        try:
            return not size and self.session.is_empty(uid)
        except CommandRefused:
            return False

    def _fetch_header(self, uid: int) -> FetchedMessage:
        return self.session.header(uid, partial_message.MAX_HEADER)

    def _fetch_header_if_any(self, uid: int) -> bytes | None:
        try:
            return self.session.header(uid, partial_message.MAX_HEADER)
        except CommandRefused:
            return None


@dataclass(slots=True)
class _LostConnections:
    """How often the connection has ended since anything came."""

    in_a_row: int = 0

    def reopen(self, session: MailboxSession, lost: MailboxLost) -> None:
        self.in_a_row += 1
        if self.in_a_row > _MAX_LOST_IN_A_ROW:
            raise lost
        session.reopen(lost)


def _items(plan: FetchPlan) -> tuple[str, ...]:
    # Rounded up, so that messages of one shape are asked for in one command.
    return tuple(f"BODY.PEEK[{name}]<0.{_round_up(size)}>" for name, size in plan.sections.items())


def _is_no_message(raw: bytes, size: int) -> bool:
    """Whether the bytes are no message of about that size: a header field has a colon (RFC 5322, 2.2).

    A size alone is no proof: Exchange tells estimates. 0: it is not known, and the colon alone decides.
    """
    return not raw or (b":" not in raw and (not size or _SIZE_FACTOR * len(raw) < size))


def _round_up(size: int) -> int:
    return 1 << (size - 1).bit_length()


def _section(key: bytes) -> str:
    """The section's name in `BODY[1.MIME]<0>`."""
    return key.partition(b"[")[2].partition(b"]")[0].decode("ascii", "replace").upper()


def _refuse_if_all_busy(results: Sequence[tuple[int, FetchedMessage]]) -> None:
    errors = [found for _, found in results if isinstance(found, MessageUnreadable) and found.busy]
    if errors and len(errors) == len(results):
        raise CommandRefused(str(errors[0]))
