"""The outbox: letters to be sent, being sent, sent."""

from collections.abc import Collection, Iterator, Sequence
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Column, Connection, Label, bindparam, func, insert, select, true, union_all, update

from worker.requests.request_model import (
    UNPROVEN_POOLS,
    LetterKind,
    LetterPool,
    LetterState,
    SentLetter,
)
from worker.store.database.pending_rows import insert_rows
from worker.store.outbox.letter_records import letter_of, sent_letter_of
from worker.store.outbox.letter_traffic import TrafficCounts
from worker.store.records import Letter, LetterDecision, NewLetter
from worker.store.requests.statistics_table import StatisticsTable
from worker.store.tables.schema import letters, requests

_PAGE = 200
#: So many letters that were to be tried last are looked at for the one that went out last.
_LATEST = 50
#: Longer than any letter is put off at a time.
_LONGEST_WAIT = timedelta(hours=5)
_SAME_TIME = timedelta(minutes=1)
_DUE = (LetterState.QUEUED, LetterState.DEFERRED)


def _of_request(column: Column[Any]) -> Label[Any]:
    """A column of the request that a letter is about."""
    found = select(column).where(requests.c.id == letters.c.request_id)
    return found.correlate(letters).scalar_subquery().label(column.name)


#: What each message and each letter asks for is put together once: that takes longer than running it.
_ADD = insert(letters)
_NEXT = (
    select(letters.c.id)
    .where(letters.c.state.in_(_DUE), letters.c.next_attempt_at <= bindparam("now"))
    .where(letters.c.recipient.not_in(bindparam("besides", expanding=True)))
    .order_by(letters.c.next_attempt_at, letters.c.id)
    .limit(1)
    .with_for_update(skip_locked=True)
    .correlate(None)
    .scalar_subquery()
)
_CLAIM = (
    update(letters)
    .where(letters.c.id == _NEXT)
    .values(state=LetterState.SENDING, attempts=letters.c.attempts + 1)
    .returning(letters, _of_request(requests.c.form), _of_request(requests.c.version))
)
_SETTLE = update(letters).where(letters.c.id == bindparam("letter_id"))
#: The same while the letter is as its worker claimed it; somebody may have given that worker up meanwhile.
_SETTLE_MINE = _SETTLE.where(
    letters.c.state == LetterState.SENDING,
    letters.c.attempts == bindparam("as_attempts"),
    letters.c.claimed_by == bindparam("as_worker"),
)
#: Of one that went out: whatever was thought of it meanwhile, but that it came back.
_SETTLE_SENT = _SETTLE.where(letters.c.state != LetterState.BOUNCED)
_GET = select(letters).where(letters.c.id == bindparam("letter_id"))
_NEXT_DUE = select(func.min(letters.c.next_attempt_at)).where(letters.c.state.in_(_DUE))
_DUE_NOW = select(func.count()).select_from(
    select(letters.c.id)
    .where(letters.c.state.in_(_DUE), letters.c.next_attempt_at <= bindparam("now"))
    .limit(bindparam("most"))
    .subquery()
)
_OF_REQUEST = select(letters).where(letters.c.request_id == bindparam("of")).order_by(letters.c.id)
#: With the letter that tells of it beside others.
_FIRST, _OWN = requests.alias("first_of_batch"), requests.alias("own")
_BATCH = select(_OWN.c.batch).where(_OWN.c.id == bindparam("of")).scalar_subquery()
_OF_BATCH = select(_FIRST.c.id).where(_FIRST.c.reference == _BATCH).scalar_subquery()
_TOLD = union_all(
    select(letters).where(letters.c.request_id == bindparam("of")),
    select(letters).where(
        letters.c.request_id == _OF_BATCH,
        letters.c.kind == LetterKind.BATCH,
        letters.c.request_id != bindparam("of"),
    ),
).order_by("id")
_COUNT_OF_REQUEST = (
    select(letters.c.pool, func.count())
    .where(letters.c.request_id == bindparam("of"), letters.c.counted_at.is_not(None))
    .group_by(letters.c.pool)
)
_UNPROVEN_OF_REQUEST = select(letters).where(
    letters.c.request_id == bindparam("of"),
    letters.c.automatic,
    letters.c.pool.in_(sorted(UNPROVEN_POOLS)),
    letters.c.kind != LetterKind.ACCOUNT_OWNER_ASKED,  # its recipient proves nothing by the customer's proof
)
#: Letters in these states do not go out unless a person decides so.
_NOT_GOING = frozenset({LetterState.HELD, LetterState.CANCELLED})


class Letters:
    """Letters within one transaction."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def add(self, letter: NewLetter) -> None:
        """Queue a letter, or keep it `held`; (request, kind, round) is unique."""
        goes = letter.automatic and not letter.hold_reason
        if goes:
            TrafficCounts(self._connection).note(letter.to, letter.pool, letter.created_at)
        row = {
            "request_id": letter.request_id,
            "kind": letter.kind,
            "round": letter.round,
            "state": LetterState.HELD if letter.hold_reason else LetterState.QUEUED,
            "recipient": letter.to,
            "cc": list(letter.cc),
            "subject": letter.subject,
            "message_id": letter.message_id,
            "automatic": letter.automatic,
            "pool": letter.pool,
            "counted_at": letter.created_at if goes else None,
            "text": letter.text,
            "raw": letter.raw,
            "draft": dict(letter.draft),
            "hold_reason": letter.hold_reason,
            "attempts": 0,
            "next_attempt_at": letter.not_before or letter.created_at,
            "last_error": "",
            "server_reply": "",
            "created_at": letter.created_at,
        }
        insert_rows(self._connection, _ADD, [row])

    def claim(
        self, now: datetime, claimed_by: str, besides: Collection[str] = ()
    ) -> tuple[Letter, bytes] | None:
        """Take the next letter that is due, for this worker alone, with its bytes; none to one of `besides`.

        PostgreSQL passes over letters that another worker is taking; SQLite has one writer at a time.
        """
        asked = {"now": now, "claimed_by": claimed_by, "claimed_at": now, "besides": [*besides]}
        row = self._connection.execute(_CLAIM, asked).first()
        return (letter_of(row), row.raw) if row else None

    def unclaim(self, letter: Letter) -> None:
        """Let a letter that was claimed be as it was before."""
        tries = letter.attempts - 1
        values = {
            "letter_id": letter.id,
            "state": LetterState.DEFERRED if tries else LetterState.QUEUED,
            "attempts": tries,
            "claimed_by": None,
            "claimed_at": None,
        }
        self._connection.execute(_SETTLE, values)

    def due(self, now: datetime, most: int) -> int:
        """How many letters are due; no more than `most` are counted."""
        return self._connection.execute(_DUE_NOW, {"now": now, "most": most}).scalar_one()

    def settle(
        self,
        letter_id: int,
        state: LetterState,
        *,
        claimed: Letter | None = None,
        about: tuple[str, str] | None = None,
        error: str = "",
        reply: str = "",
        sent_at: datetime | None = None,
        next_attempt_at: datetime | None = None,
    ) -> bool:
        """Write how an attempt ended; `about`: the letter's kind and its request's form, where known.

        False, and nothing is written, where it is not any more as it was `claimed`; one that went out did so
        all the same, and only a return of it is kept.
        """
        values: dict[str, Any] = {
            "letter_id": letter_id,
            "state": state,
            "last_error": error,
            "server_reply": reply,
            "claimed_by": None,
            "claimed_at": None,
        }
        if sent_at is not None:
            StatisticsTable(self._connection).note_sent(letter_id, sent_at, about)
            values["sent_at"] = sent_at
        if next_attempt_at is not None:
            values["next_attempt_at"] = next_attempt_at
        if claimed is None:
            return self._connection.execute(_SETTLE, values).rowcount == 1
        if state is LetterState.SENT:
            return self._connection.execute(_SETTLE_SENT, values).rowcount == 1
        return self._connection.execute(_SETTLE_MINE, values | _as_claimed(claimed)).rowcount == 1

    def give_back(self, letter: Letter, *, error: str, next_attempt_at: datetime, counts: bool) -> bool:
        """Put off a letter that was claimed and not taken; whether that counts as an attempt.

        False, and nothing is written, where it is not any more as it was claimed.
        """
        values = {
            "letter_id": letter.id,
            "state": LetterState.DEFERRED,
            "last_error": error,
            "server_reply": "",
            "claimed_by": None,
            "claimed_at": None,
            "next_attempt_at": next_attempt_at,
        }
        uncounted = letters.c.attempts - (0 if counts else 1)
        mine = _SETTLE_MINE.values(attempts=uncounted)
        return self._connection.execute(mine, values | _as_claimed(letter)).rowcount == 1

    def hold(self, letter_id: int, reason: str, was: Collection[LetterState]) -> bool:
        """Let a letter wait for a person; False where it stands in none of the states `was` any more."""
        waits = (letters.c.id == letter_id) & letters.c.state.in_(was)
        values = {"state": LetterState.HELD, "hold_reason": reason, "claimed_by": None, "claimed_at": None}
        return self._connection.execute(update(letters).where(waits).values(**values)).rowcount == 1

    def bring_forward(self, now: datetime) -> int:
        """Let letters go that wait for a time which a clock that was ahead has set; how many those are."""
        ahead = letters.c.created_at > now + _SAME_TIME
        ahead |= (letters.c.state == LetterState.DEFERRED) & (letters.c.next_attempt_at > now + _LONGEST_WAIT)
        waiting = letters.c.state.in_(_DUE) & (letters.c.next_attempt_at > now) & ahead
        done = self._connection.execute(update(letters).where(waiting).values(next_attempt_at=now))
        return done.rowcount

    def decide(self, letter: Letter, decided: LetterDecision) -> bool:
        """Write what a person decided about the letter as it is in `letter`; False when it is not any more.

        What the mail server said last stays.
        """
        same = (
            (letters.c.id == letter.id)
            & (letters.c.state == letter.state)
            & (letters.c.attempts == letter.attempts)
        )
        values: dict[str, Any] = {
            "state": decided.to,
            "decision": decided.decision,
            "decided_from": decided.was,
            "decided_by": decided.by,
            "decided_at": decided.at,
            "sent_at": decided.at if decided.to is LetterState.SENT else None,
        }
        if decided.reason:
            values["last_error"] = decided.reason
        if decided.next_attempt_at is not None:
            values["next_attempt_at"] = decided.next_attempt_at
        if letter.automatic:
            values["counted_at"] = _counted_at(letter, decided)
        done = self._connection.execute(update(letters).where(same).values(**values)).rowcount == 1
        if done:
            counted = letter.sent_at if letter.state is LetterState.SENT else None
            StatisticsTable(self._connection).note_decided(letter.id, counted, values["sent_at"])
            self._recount(letter.to, letter.pool, letter.counted_at, values.get("counted_at"))
        return done

    def _recount(self, to: str, pool: LetterPool, before: datetime | None, now: datetime | None) -> None:
        """A letter that counted `before` counts `now`; None for one that does not."""
        if before != now:
            changes = [(to, pool, at, number) for at, number in ((before, -1), (now, 1)) if at is not None]
            TrafficCounts(self._connection).note_all(changes)

    def raw(self, letter_id: int) -> bytes | None:
        """The letter's bytes as they go out."""
        return self._connection.execute(select(letters.c.raw).where(letters.c.id == letter_id)).scalar()

    def rewrite(self, letter_id: int, new: NewLetter) -> None:
        """The letter's words as things are now; its Message-ID and where it stands stay."""
        values = {"subject": new.subject, "text": new.text, "raw": new.raw, "draft": dict(new.draft)}
        self._connection.execute(update(letters).where(letters.c.id == letter_id).values(**values))

    def take_back(self, letter_id: int) -> bool:
        """Cancel a letter that no worker has tried yet; False when it is too late.

        Its round is given back, so that the same letter of a later decision is no repeat of this one.
        """
        waiting = (
            (letters.c.id == letter_id) & (letters.c.state == LetterState.QUEUED) & (letters.c.attempts == 0)
        )
        if (letter := self.get(letter_id)) is None:
            return False
        values = {"state": LetterState.CANCELLED, "round": -letters.c.id, "counted_at": None}
        done = self._connection.execute(update(letters).where(waiting).values(**values)).rowcount == 1
        if done:
            self._recount(letter.to, letter.pool, letter.counted_at, None)
        return done

    def count(self, states: Sequence[LetterState], most: int) -> int:
        """How many letters stand in `states`; no more than `most` are counted."""
        some = select(letters.c.id).where(letters.c.state.in_(states)).limit(most).subquery()
        return self._connection.execute(select(func.count()).select_from(some)).scalar_one()

    def bounce(self, letter_id: int) -> None:
        """A delivery report returned the letter; the server's reply to it stays."""
        StatisticsTable(self._connection).note_bounced(letter_id)
        self._connection.execute(_SETTLE, {"letter_id": letter_id, "state": LetterState.BOUNCED})

    def get(self, letter_id: int) -> Letter | None:
        """The letter with this id."""
        row = self._connection.execute(_GET, {"letter_id": letter_id}).first()
        return letter_of(row) if row else None

    def sent_by_message_id(self, message_ids: Sequence[str]) -> SentLetter | None:
        """The newest letter of ours among these Message-IDs."""
        if not message_ids:
            return None
        query = select(letters).where(letters.c.message_id.in_([*message_ids])).order_by(letters.c.id.desc())
        row = self._connection.execute(query.limit(1)).first()
        return sent_letter_of(row) if row else None

    def texts_of(self, request_id: int) -> tuple[SentLetter, ...]:
        """What we wrote on a request, oldest first; a letter that tells of it beside others, too."""
        return tuple(sent_letter_of(row) for row in self._connection.execute(_TOLD, {"of": request_id}))

    def telling_of(self, request_id: int) -> tuple[Letter, ...]:
        """The same as letters of the outbox."""
        return tuple(letter_of(row) for row in self._connection.execute(_TOLD, {"of": request_id}))

    def of_request(self, request_id: int) -> tuple[Letter, ...]:
        """The letters of a request, oldest first."""
        return tuple(letter_of(row) for row in self._connection.execute(_OF_REQUEST, {"of": request_id}))

    def listed(self, states: Sequence[LetterState] = ()) -> Iterator[Letter]:
        """All letters, or those in `states`, oldest first; read in pages."""
        last = 0
        condition = letters.c.state.in_([*states]) if states else true()
        while True:
            query = select(letters).where(letters.c.id > last, condition).order_by(letters.c.id).limit(_PAGE)
            page = [letter_of(row) for row in self._connection.execute(query)]
            if not page:
                return
            yield from page
            last = page[-1].id

    def counts(self) -> dict[str, int]:
        """How many letters stand in each state."""
        query = select(letters.c.state, func.count()).group_by(letters.c.state)
        return {state: count for state, count in self._connection.execute(query)}  # noqa: C416 -- Row is no pair

    def oldest_by_state(self, states: Sequence[LetterState]) -> dict[str, datetime]:
        """Since when the oldest letter in each of these states waits."""
        query = select(letters.c.state, func.min(letters.c.created_at)).where(letters.c.state.in_(states))
        rows = self._connection.execute(query.group_by(letters.c.state))
        return {state: since for state, since in rows}  # noqa: C416 -- Row is no pair

    def hold_reasons(self, most: int) -> list[str]:
        """Why letters are held, for no more than `most` of them."""
        query = select(letters.c.hold_reason).where(letters.c.state == LetterState.HELD).limit(most)
        return [*self._connection.execute(query).scalars()]

    def last_sent(self) -> datetime | None:
        """When a letter went out last."""
        some = select(letters.c.sent_at).where(letters.c.state == LetterState.SENT)
        some = some.order_by(letters.c.next_attempt_at.desc()).limit(_LATEST)
        return self._connection.execute(select(func.max(some.subquery().c.sent_at))).scalar()

    def of_request_by_pool(self, request_id: int) -> dict[LetterPool, int]:
        """How many automatic letters went out on a request so far, by pool."""
        found = self._connection.execute(_COUNT_OF_REQUEST, {"of": request_id})
        return {LetterPool(pool): int(number) for pool, number in found}

    def move_to_proven(self, request_id: int, to: LetterPool) -> None:
        """The letters of a request are a customer's from now on, those that went out before with them."""
        found = [letter_of(row) for row in self._connection.execute(_UNPROVEN_OF_REQUEST, {"of": request_id})]
        moves = [
            (letter.to, pool, letter.counted_at, number)
            for letter in found
            if letter.counted_at is not None
            for pool, number in ((letter.pool, -1), (to, 1))
        ]
        TrafficCounts(self._connection).note_all(moves)
        ids = [letter.id for letter in found]
        change = update(letters).where(letters.c.id.in_(ids)).values(pool=to)
        if ids:
            self._connection.execute(change)

    def next_due(self) -> datetime | None:
        """When the next letter is to be tried; None when none waits."""
        return self._connection.execute(_NEXT_DUE).scalar()


def _as_claimed(letter: Letter) -> dict[str, Any]:
    """What `_SETTLE_MINE` asks for."""
    return {"as_attempts": letter.attempts, "as_worker": letter.claimed_by}


def _counted_at(letter: Letter, decided: LetterDecision) -> datetime | None:
    """When it counts as going out; one that was held or cancelled does so from the decision on."""
    if decided.to in _NOT_GOING:
        return None
    return letter.counted_at or decided.at
