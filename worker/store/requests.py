"""Requests, their fields and their events."""

import json
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict, replace
from hashlib import sha256
from typing import Any

from sqlalchemy import Connection, Row, Table, bindparam, delete, func, insert, select, true, update

from worker.errors import RefusedError
from worker.forms.extraction import Evidence, Problem, Span
from worker.reading.message import Address
from worker.requests.values import OPEN_STATES, Attention, Event, FieldValue, Related, Request, State
from worker.store.figures import Figures, matters
from worker.store.queue import Queue
from worker.store.schema import accounts, events, fields, license_keys, requests
from worker.store.searches import Searches
from worker.store.sens import give_sens

#: What an id or a reference may be made of; anything else names nothing, and may be no text for a database.
_NAME = re.compile(r"[A-Za-z0-9-]{1,20}")
#: Rows per round trip of a list that may be long.
_PAGE = 200
#: How many requests with one key or account are told of; staff need no more to see what goes on.
_MOST_RELATED = 50


#: Asked for each message, so it is put together once.
_ANY_OPEN = select(
    select(requests.c.id)
    .where(requests.c.requester == bindparam("requester"), requests.c.state.in_(sorted(OPEN_STATES)))
    .exists()
)


class StaleRequestError(RefusedError):
    """Somebody else changed the request meanwhile; look again and repeat."""


class Requests:
    """Requests within one transaction."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def add(self, request: Request) -> Request:
        """Store a new request; it comes back with its id."""
        row = insert(requests).values(**_columns(request), version=1).returning(requests.c.id)
        stored = replace(request, id=self._connection.execute(row).scalar_one(), version=1)
        self._write_fields(stored, {})
        self._found_by(stored, None)
        return stored

    def save(self, request: Request) -> Request:
        """Store a changed request; `StaleRequestError` if it is not the newest version any more."""
        old = self.get(_id(request))
        change = (
            update(requests)
            .where(requests.c.id == request.id, requests.c.version == request.version)
            .values(**_columns(request), version=request.version + 1)
        )
        if old is None or self._connection.execute(change).rowcount != 1:
            raise StaleRequestError(
                f"{request.reference} was changed by somebody else meanwhile; look at it again"
            )
        self._write_fields(request, old.fields)
        self._found_by(request, old)
        if request.sens != old.sens:
            give_sens(self._connection, _id(request), request.sens)
        return replace(request, version=request.version + 1)

    def get(self, request_id: int) -> Request | None:
        """The request with this id."""
        return next(iter(self._load(requests.c.id == request_id)), None)

    def find(self, id_or_reference: str) -> Request | None:
        """The request that a person names by id or by reference, in any case and with brackets or not."""
        name = id_or_reference.strip().strip("[]")
        if not _NAME.fullmatch(name):
            return None
        if name.isdecimal() and len(name) < 10:
            return self.get(int(name))
        return next(iter(self._load(requests.c.reference == name.upper())), None)

    def open_of(self, requester: str) -> tuple[Request, ...]:
        """The open requests of an address, oldest first."""
        if not self._connection.execute(_ANY_OPEN, {"requester": requester}).scalar():
            return ()
        return self._load(requests.c.requester == requester, requests.c.state.in_(sorted(OPEN_STATES)))

    def related(self, keys: Iterable[str], account: str, besides: int | None) -> tuple[Related, ...]:
        """The other requests, open or completed, that name one of `keys` or the myAtlassian `account`."""
        keyed = self._ids(license_keys, [_digest(key) for key in keys])
        accounted = self._ids(accounts, [_digest(account.lower())] if account else [])
        query = (
            select(
                requests.c.id, requests.c.reference, requests.c.state, license_keys.c.request_id.label("key")
            )
            .outerjoin(license_keys, license_keys.c.request_id == requests.c.id)
            .where(
                requests.c.id.in_(sorted((keyed | accounted) - {besides})),
                requests.c.state.in_([*sorted(OPEN_STATES), State.COMPLETED]),
            )
            .distinct()
            .order_by(requests.c.id)
        )
        return tuple(
            Related(
                id=row.id,
                reference=row.reference,
                state=State(row.state),
                same_key=row.id in keyed,
                same_account=row.id in accounted,
                has_key=row.key is not None,
            )
            for row in self._connection.execute(query)
        )

    def _ids(self, table: Table, digests: Sequence[str]) -> set[int]:
        query = select(table.c.request_id).where(table.c.digest.in_(digests)).limit(_MOST_RELATED)
        return {*self._connection.execute(query).scalars()} if digests else set()

    def listed(self, states: Sequence[State] = ()) -> Iterator[Request]:
        """All requests, or those in `states`, oldest first; read in pages."""
        last = 0
        condition = requests.c.state.in_([*states]) if states else true()
        while page := self._load(requests.c.id > last, condition, limit=_PAGE):
            yield from page
            last = page[-1].id or last

    def counts(self) -> dict[str, int]:
        """How many requests stand in each state."""
        query = select(requests.c.state, func.count()).group_by(requests.c.state)
        return {state: count for state, count in self._connection.execute(query)}  # noqa: C416 -- Row is no pair

    def add_events(self, request_id: int, happened: Sequence[Event]) -> None:
        """Append to the request's history."""
        if happened:
            if matters(happened):
                Figures(self._connection).note_events(request_id, happened, self.events(request_id))
            # What a page knew when it was made is told by the version that each event led to.
            query = select(requests.c.version).where(requests.c.id == request_id)
            version = self._connection.execute(query).scalar()
            rows = [{"request_id": request_id, "version": version, **asdict(event)} for event in happened]
            self._connection.execute(insert(events), rows)

    def events(self, request_id: int) -> tuple[Event, ...]:
        """The request's history, oldest first."""
        query = select(events).where(events.c.request_id == request_id).order_by(events.c.id)
        return tuple(_event(row) for row in self._connection.execute(query))

    def events_since(self, request_id: int, version: int) -> tuple[Event, ...]:
        """What happened to the request after that version of it, oldest first."""
        query = select(events).where(events.c.request_id == request_id, events.c.version > version)
        return tuple(_event(row) for row in self._connection.execute(query.order_by(events.c.id)))

    def beside_in_queue(self, request: Request) -> tuple[str | None, str | None]:
        """The references of the requests before and after this one in the same state, by age."""
        same = select(requests.c.reference).where(requests.c.state == request.state).limit(1)
        before = same.where(requests.c.id < request.id).order_by(requests.c.id.desc())
        after = same.where(requests.c.id > request.id).order_by(requests.c.id)
        return self._connection.execute(before).scalar(), self._connection.execute(after).scalar()

    def oldest(self, state: State) -> str | None:
        """The reference of the request that has waited longest for a change of this state."""
        query = select(requests.c.reference).where(requests.c.state == state)
        return self._connection.execute(query.order_by(requests.c.updated_at).limit(1)).scalar()

    def _load(self, *conditions: Any, limit: int | None = None) -> tuple[Request, ...]:  # noqa: ANN401
        query = select(requests).where(*conditions).order_by(requests.c.id).limit(limit)
        rows = self._connection.execute(query).all()
        values: dict[int, dict[str, FieldValue]] = {row.id: {} for row in rows}
        wanted = select(fields).where(fields.c.request_id.in_([*values])).order_by(fields.c.name)
        for row in self._connection.execute(wanted) if rows else ():
            values[row.request_id][row.name] = _field(row)
        return tuple(_request(row, values[row.id]) for row in rows)

    def _found_by(self, request: Request, old: Request | None) -> None:
        Queue(self._connection).note(request, old)
        Searches(self._connection).note(request, old)
        Figures(self._connection).note(request, old)

    def _write_fields(self, request: Request, old: Mapping[str, FieldValue]) -> None:
        changed = {name: value for name, value in request.fields.items() if old.get(name) != value}
        if not changed:
            return
        at = fields.c.request_id == request.id
        self._connection.execute(delete(fields).where(at, fields.c.name.in_([*changed])))
        rows = [_field_columns(_id(request), name, value) for name, value in changed.items()]
        self._connection.execute(insert(fields), rows)
        if "license_key" in changed:
            self._write_digests(license_keys, _id(request), str(changed["license_key"].value or "").split())
        if "account_email" in changed:
            self._write_digests(
                accounts, _id(request), str(changed["account_email"].value or "").lower().split()
            )

    def _write_digests(self, table: Table, request_id: int, values: Sequence[str]) -> None:
        self._connection.execute(delete(table).where(table.c.request_id == request_id))
        rows = [{"request_id": request_id, "digest": digest} for digest in sorted({*map(_digest, values)})]
        if rows:
            self._connection.execute(insert(table), rows)


def _id(request: Request) -> int:
    if request.id is None:
        raise ValueError("the request is not stored yet")
    return request.id


def _digest(key: str) -> str:
    return sha256(key.encode("utf-8", "replace")).hexdigest()


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
        fields=values,
        ask=tuple(row.ask),
        problems={name: Problem(problem) for name, problem in row.problems.items()},
        attention=tuple(Attention(reason) for reason in row.attention),
        round=row.round,
        sens=tuple(row.sens),
        assigned_to=row.assigned_to,
        thread=tuple(row.thread),
        created_at=row.created_at,
        updated_at=row.updated_at,
        utc_offset=row.utc_offset,
        language=row.language,
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
    evidence = row.evidence and Evidence(
        part=row.evidence["part"],
        spans=tuple(Span(span["start"], span["end"]) for span in row.evidence["spans"]),
        rule=row.evidence["rule"],
    )
    return FieldValue(value=row.value, set_by=row.set_by, message=row.message_id, evidence=evidence or None)
