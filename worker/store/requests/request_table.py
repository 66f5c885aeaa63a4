"""Requests, their fields and their events."""

import json
import re
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict, replace
from datetime import datetime
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Connection,
    Insert,
    Row,
    Select,
    Table,
    and_,
    bindparam,
    delete,
    exists,
    func,
    insert,
    literal,
    select,
    true,
    union_all,
    update,
)

from worker.errors import RefusedError
from worker.forms.extraction import FieldProblem
from worker.reading.message import Address
from worker.requests.request_model import (
    OPEN_STATES,
    Attention,
    Event,
    FieldValue,
    RelatedRequest,
    Request,
    SenderStanding,
    State,
)
from worker.requests.review_rules import is_woken
from worker.store.database.pending_rows import UNAFFECTED, insert_rows, pending_rows
from worker.store.encryption.keyed_hashes import digests_of
from worker.store.foreseen_facts import ForeseenFacts
from worker.store.queue.queue_search import Queue
from worker.store.queue.search_index import Searches
from worker.store.requests.field_values import FACT, evidence_of
from worker.store.requests.given_sens import give_sens
from worker.store.requests.statistics_table import StatisticsTable, changes_statistics
from worker.store.tables.schema import accounts, events, fields, license_keys, requests

#: What an id or a reference may be made of; anything else names nothing, and may be no text for a database.
_NAME = re.compile(r"[A-Za-z0-9-]{1,20}")
#: Rows per round trip of a list that may be long.
_PAGE = 200
#: How many requests with one key or account are told of; staff need no more to see what goes on.
_MOST_RELATED = 50
#: So many requests of one sender are looked at when they write; an Atlassian Expert may have dozens.
_MOST_OF_ONE = 100


#: What messages ask for is put together once: that takes longer than running it.
_ADD = insert(requests).returning(requests.c.id).execution_options(**UNAFFECTED)
_SAVE = update(requests).where(
    requests.c.id == bindparam("request_id"), requests.c.version == bindparam("known_version")
)
_GET = select(requests).where(requests.c.id == bindparam("request_id"))
_FIND = select(requests).where(requests.c.reference == bindparam("reference"))
_TAKEN = (
    select(requests.c.id)
    .where(requests.c.reference == bindparam("reference"))
    .execution_options(**UNAFFECTED)
)
_IN_BATCH = select(requests).where(requests.c.batch == bindparam("batch"), requests.c.batch != "")
_OPEN_OF = (
    select(requests)
    .where(requests.c.requester == bindparam("requester"), requests.c.state.in_(sorted(OPEN_STATES)))
    .order_by(requests.c.id)
)
_OF_REQUESTER = (
    select(requests)
    .where(requests.c.requester == bindparam("requester"))
    .order_by(requests.c.id.desc())
    .limit(bindparam("most"))
    .execution_options(**UNAFFECTED)
)
_KNOWN_OF_REQUESTER = (
    select(requests)
    .where(requests.c.requester == bindparam("requester"), requests.c.standing == SenderStanding.KNOWN)
    .order_by(requests.c.id.desc())
    .limit(bindparam("most"))
)
_KNOWN = (
    select(requests.c.id)
    .where(requests.c.requester == bindparam("requester"), requests.c.standing == SenderStanding.KNOWN)
    .limit(1)
    .execution_options(**UNAFFECTED)
)
_FIELDS = (
    select(fields)
    .where(fields.c.request_id.in_(bindparam("request_ids", expanding=True)))
    .order_by(fields.c.name)
)
_ADD_FIELDS = insert(fields)
_ADD_KEYS, _ADD_ACCOUNT = insert(license_keys), insert(accounts)
_VERSION = select(requests.c.version).where(requests.c.id == bindparam("of"))
_EVENTS = select(events).where(events.c.request_id == bindparam("of")).order_by(events.c.id)
_ADD_EVENTS = insert(events)
_DROP_FIELDS = delete(fields).where(
    fields.c.request_id == bindparam("request_id"), fields.c.name.in_(bindparam("names", expanding=True))
)


def _naming(table: Table, digests: str) -> Select[Any]:
    """The ids of some requests that name one of `digests`, and which table says so."""
    named = table.c.digest.in_(bindparam(digests, expanding=True))
    some = select(table.c.request_id).where(named).limit(_MOST_RELATED).subquery()
    return select(some.c.request_id, literal(table.name).label("where"))


_NAMING = union_all(_naming(license_keys, "keys"), _naming(accounts, "accounts")).execution_options(
    **UNAFFECTED
)
_RELATED = (
    select(
        requests.c.id,
        requests.c.reference,
        requests.c.state,
        requests.c.requester,
        requests.c.standing,
        requests.c.attention,
        exists().where(license_keys.c.request_id == requests.c.id).label("has_key"),
    )
    .where(
        requests.c.id.in_(bindparam("request_ids", expanding=True)),
        requests.c.state.in_([*sorted(OPEN_STATES), State.COMPLETED]),
    )
    .order_by(requests.c.id)
)


class StaleRequestError(RefusedError):
    """Somebody else changed the request meanwhile; look again and repeat."""


class Requests:
    """Requests within one transaction."""

    def __init__(self, connection: Connection, foreseen: ForeseenFacts | None = None) -> None:
        self._connection = connection
        self._foreseen = foreseen or ForeseenFacts()

    def add(self, request: Request) -> Request:
        """Store a new request; it comes back with its id."""
        row = _columns(request) | {"version": 1}
        stored = replace(request, id=self._connection.execute(_ADD, row).scalar_one(), version=1)
        self._foreseen.note_request(stored.requester.addr, stored.reference)
        self._write_fields(stored, None)
        self._found_by(stored, None)
        return stored

    def save(self, request: Request, *, insisted: bool = False) -> Request:
        """Store a changed request; `StaleRequestError` if it is not the newest version any more.

        `insisted`: it gets its SENs though another request has one of them.
        """
        old = self.get(_id(request))
        if old is not None and request.snoozed_at == old.snoozed_at and is_woken(old, request):
            request = replace(request, snoozed_at=None, wake_at=None)
        which = {"request_id": request.id, "known_version": request.version}
        row = _columns(request) | which | {"version": request.version + 1}
        if old is None or self._connection.execute(_SAVE, row).rowcount != 1:
            raise StaleRequestError(
                f"{request.reference} was changed by somebody else meanwhile; look at it again"
            )
        self._foreseen.note_request(request.requester.addr, request.reference)
        self._write_fields(request, old)
        self._found_by(request, old)
        if request.sens != old.sens:
            give_sens(self._connection, _id(request), request.sens, insisted=insisted)
        return replace(request, version=request.version + 1)

    def get(self, request_id: int) -> Request | None:
        """The request with this id."""
        return next(iter(self._load(_GET, request_id=request_id)), None)

    def several(self, request_ids: Sequence[int]) -> list[Request]:
        """The requests with these ids, in their order."""
        found = {one.id: one for one in self._load(select(requests).where(requests.c.id.in_(request_ids)))}
        return [found[one] for one in request_ids if one in found]

    def find(self, id_or_reference: str) -> Request | None:
        """The request that a person names by id or by reference, in any case and with brackets or not."""
        name = id_or_reference.strip().strip("[]")
        if not _NAME.fullmatch(name):
            return None
        if name.isdecimal() and len(name) < 10:
            return self.get(int(name))
        return next(iter(self._load(_FIND, reference=name.upper())), None)

    def in_batch(self, batch: str) -> tuple[Request, ...]:
        """The requests that came in one mail, in their order; none for one that came alone."""
        return self._load(_IN_BATCH.order_by(requests.c.id), batch=batch) if batch else ()

    def due(self, now: datetime) -> list[int]:
        """The requests that have slept until now."""
        query = select(requests.c.id).where(requests.c.wake_at <= now).order_by(requests.c.id)
        return [*self._connection.execute(query).scalars()]

    def is_taken(self, reference: str) -> bool:
        """Whether there is a request of this reference."""
        if self._foreseen.is_free(reference):
            return False
        return self._connection.execute(_TAKEN, {"reference": reference}).first() is not None

    def open_of(self, requester: str) -> tuple[Request, ...]:
        """The open requests of an address, oldest first."""
        return self._load(_OPEN_OF, requester=requester)

    def of_requester(self, requester: str) -> tuple[Request, ...]:
        """The newest requests of an address in any state, oldest first.

        With them the newest that are proven to be its owner's, which no number of forged ones pushes out.
        """
        if self._foreseen.is_stranger(requester):
            return ()
        newest = self._load(_OF_REQUESTER, requester=requester, most=_MOST_OF_ONE)[::-1]
        if len(newest) < _MOST_OF_ONE:
            return newest
        known = self._load(_KNOWN_OF_REQUESTER, requester=requester, most=_MOST_OF_ONE)
        older = [one for one in known[::-1] if _id(one) < _id(newest[0])]
        return (*older, *newest)

    def is_known(self, requester: str) -> bool:
        """Whether somebody at this address was proven to be a customer by any request of theirs."""
        if self._foreseen.is_stranger(requester):
            return False
        return self._connection.execute(_KNOWN, {"requester": requester}).first() is not None

    def related(self, keys: Iterable[str], account: str, besides: int | None) -> tuple[RelatedRequest, ...]:
        """The other requests, open or completed, that name one of `keys` or the myAtlassian `account`."""
        digests = {
            "keys": [digest for key in keys for digest in digests_of(self._connection, key)],
            "accounts": digests_of(self._connection, account.lower()) if account else [],
        }
        naming = self._connection.execute(_NAMING, digests).all()
        keyed = {row.request_id for row in naming if row.where == license_keys.name}
        keyed |= self._pending(_ADD_KEYS, digests["keys"])
        accounted = {row.request_id for row in naming if row.where == accounts.name}
        accounted |= self._pending(_ADD_ACCOUNT, digests["accounts"])
        others = sorted((keyed | accounted) - {besides})
        return tuple(
            RelatedRequest(
                id=row.id,
                reference=row.reference,
                state=State(row.state),
                same_key=row.id in keyed,
                same_account=row.id in accounted,
                has_key=bool(row.has_key),
                requester=row.requester,
                standing=SenderStanding(row.standing),
                forged=Attention.AUTHENTICATION_FAILED in row.attention,
            )
            for row in (self._connection.execute(_RELATED, {"request_ids": others}) if others else ())
        )

    def _pending(self, statement: Insert, digests: Collection[str]) -> set[int]:
        """The requests of which this transaction has yet to write that they name one of these."""
        pending = pending_rows(self._connection)
        rows = pending.rows(statement) if pending is not None else ()
        return {row["request_id"] for row in rows if row["digest"] in digests}

    def listed(self, states: Sequence[State] = (), form: str = "") -> Iterator[Request]:
        """All requests, or those in `states` and of `form`, oldest first; read in pages."""
        last = 0
        in_states = requests.c.state.in_([*states]) if states else true()
        condition = and_(in_states, requests.c.form == form if form else true())
        while page := self._load(_page(last, condition)):
            yield from page
            last = page[-1].id or last

    def counts(self) -> dict[str, int]:
        """How many requests stand in each state."""
        query = select(requests.c.state, func.count()).group_by(requests.c.state)
        return {state: count for state, count in self._connection.execute(query)}  # noqa: C416 -- Row is no pair

    def asked_fields(self, most: int) -> list[str]:
        """What customers are asked for now, once per request, over no more than `most` requests."""
        query = select(requests.c.ask).where(requests.c.state == State.NEEDS_INFO).limit(most)
        return [name for ask in self._connection.execute(query).scalars() for name in ask]

    def add_events(self, request_id: int, happened: Sequence[Event], version: int | None = None) -> None:
        """Append to the request's history; `version` is the request's, where it is known."""
        if happened:
            if changes_statistics(happened):
                StatisticsTable(self._connection).note_events(request_id, happened, self.events(request_id))
            # What a page knew when it was made is told by the version that each event led to.
            version = version or self._connection.execute(_VERSION, {"of": request_id}).scalar()
            rows = [{"request_id": request_id, "version": version, **asdict(event)} for event in happened]
            insert_rows(self._connection, _ADD_EVENTS, rows)

    def events(self, request_id: int) -> tuple[Event, ...]:
        """The request's history, oldest first."""
        return tuple(_event(row) for row in self._connection.execute(_EVENTS, {"of": request_id}))

    def events_since(self, request_id: int, version: int) -> tuple[Event, ...]:
        """What happened to the request after that version of it, oldest first."""
        query = select(events).where(events.c.request_id == request_id, events.c.version > version)
        return tuple(_event(row) for row in self._connection.execute(query.order_by(events.c.id)))

    def approvals(self, request_ids: Sequence[int]) -> dict[int, list[Event]]:
        """Each time that one of these requests was approved, oldest first."""
        query = select(events).where(
            events.c.request_id.in_(request_ids), events.c.what == "state", events.c.new == State.APPROVED
        )
        found: dict[int, list[Event]] = {}
        for row in self._connection.execute(query.order_by(events.c.id)):
            found.setdefault(row.request_id, []).append(_event(row))
        return found

    def _load(self, query: Select[Any], **asked: str | int) -> tuple[Request, ...]:
        rows = self._connection.execute(query, asked).all()
        values: dict[int, dict[str, FieldValue]] = {row.id: {} for row in rows}
        for row in self._connection.execute(_FIELDS, {"request_ids": [*values]}) if rows else ():
            values[row.request_id][row.name] = _field(row)
        return tuple(_request(row, values[row.id]) for row in rows)

    def _found_by(self, request: Request, old: Request | None) -> None:
        Queue(self._connection).note(request, old)
        Searches(self._connection).note(request, old)
        StatisticsTable(self._connection).note(request, old)

    def _write_fields(self, request: Request, before: Request | None) -> None:
        old = _told(before) if before else {}
        changed = {name: value for name, value in _told(request).items() if old.get(name) != value}
        if not changed:
            return
        request_id = _id(request)
        if former := [name for name in changed if name in old]:
            self._connection.execute(_DROP_FIELDS, {"request_id": request_id, "names": former})
        rows = [_field_columns(request_id, name, value) for name, value in changed.items()]
        insert_rows(self._connection, _ADD_FIELDS, rows)
        for table, name in ((license_keys, "license_key"), (accounts, "account_email")):
            if name in changed:
                text = str(changed[name].value or "")
                values = (text if name == "license_key" else text.lower()).split()
                self._write_digests(table, request_id, values, anew=name not in old)

    def _write_digests(self, table: Table, request_id: int, values: Sequence[str], *, anew: bool) -> None:
        if not anew:
            self._connection.execute(delete(table).where(table.c.request_id == request_id))
        digests = {digests_of(self._connection, value)[0] for value in values}
        rows = [{"request_id": request_id, "digest": digest} for digest in sorted(digests)]
        insert_rows(self._connection, _ADD_KEYS if table is license_keys else _ADD_ACCOUNT, rows)


def _told(request: Request) -> dict[str, FieldValue]:
    """Fields and facts as their table has them."""
    return {**request.fields, **{FACT + name: value for name, value in request.facts.items()}}


def _page(last: int, condition: ColumnElement[bool]) -> Select[Any]:
    return select(requests).where(requests.c.id > last, condition).order_by(requests.c.id).limit(_PAGE)


def _id(request: Request) -> int:
    if request.id is None:
        raise ValueError("the request is not stored yet")
    return request.id


def _columns(request: Request) -> dict[str, Any]:
    return {
        "reference": request.reference,
        "form": request.form,
        "state": request.state,
        "attention": list(request.attention),
        "requester": request.requester.addr,
        "requester_name": request.requester.name,
        "subject": request.subject,
        "ask": list(request.ask),
        "problems": dict(request.problems),
        "round": request.round,
        "sens": list(request.sens),
        "thread": list(request.thread),
        "assigned_to": request.assigned_to,
        "utc_offset": request.utc_offset,
        "language": request.language,
        "standing": request.standing,
        "snoozed_at": request.snoozed_at,
        "wake_at": request.wake_at,
        "batch": request.batch,
        "created_at": request.created_at,
        "updated_at": request.updated_at,
    }


def _event(row: Row[Any]) -> Event:
    return Event(at=row.at, who=row.who, what=row.what, name=row.name, old=row.old, new=row.new, why=row.why)


def _request(row: Row[Any], values: Mapping[str, FieldValue]) -> Request:
    return Request(
        id=row.id,
        reference=row.reference,
        form=row.form,
        state=State(row.state),
        requester=Address(addr=row.requester, name=row.requester_name),
        subject=row.subject,
        fields={name: value for name, value in values.items() if not name.startswith(FACT)},
        facts={name.removeprefix(FACT): value for name, value in values.items() if name.startswith(FACT)},
        ask=tuple(row.ask),
        problems={name: FieldProblem(problem) for name, problem in row.problems.items()},
        attention=tuple(Attention(reason) for reason in row.attention),
        round=row.round,
        sens=tuple(row.sens),
        assigned_to=row.assigned_to,
        thread=tuple(row.thread),
        created_at=row.created_at,
        updated_at=row.updated_at,
        utc_offset=row.utc_offset,
        language=row.language,
        standing=SenderStanding(row.standing),
        snoozed_at=row.snoozed_at,
        wake_at=row.wake_at,
        batch=row.batch,
        version=row.version,
    )


def _field_columns(request_id: int, name: str, field: FieldValue) -> dict[str, Any]:
    evidence = json.loads(json.dumps(asdict(field.evidence))) if field.evidence else None
    return {
        "request_id": request_id,
        "name": name,
        "value": field.value,
        "set_by": field.set_by,
        "message_id": field.message,
        "evidence": evidence,
    }


def _field(row: Row[Any]) -> FieldValue:
    return FieldValue(
        value=row.value, set_by=row.set_by, message=row.message_id, evidence=evidence_of(row.evidence)
    )
