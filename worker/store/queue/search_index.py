"""Search: requests by the words in them, and what was searched for.

A term is a range over the beginnings of words in an index. The rarest term of a search leads, and each
request that it finds is asked for the other ones.
"""

from datetime import datetime
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Connection,
    FromClause,
    Select,
    and_,
    delete,
    exists,
    func,
    insert,
    or_,
    select,
    union_all,
)

from worker.requests.request_model import Request
from worker.store.database.pending_rows import insert_rows
from worker.store.encryption.keyed_hashes import words_as_stored
from worker.store.queue.search_terms import SearchedTexts, SearchTerm, parse_terms, words_of
from worker.store.tables.queue_schema import queue_words, saved_views, searches

_MOST_FOUND = 300  # requests of one search
_MOST_LOOKED_AT = 8_000  # of the rarest term, before a search gives up
_AFTER_ALL = "\U0010ffff"  # sorts after whatever a word may hold
_ADD_WORDS = insert(queue_words)


class Searches:
    """Search within one transaction."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def note(self, request: Request, old: Request | None) -> None:
        """Keep up with a request that was stored; `old` is what it was before, None for a new one."""
        request_id = request.id or 0
        before, now = words_of(_texts(old)) if old else frozenset(), words_of(_texts(request))
        if gone := before - now:
            stored = sorted(form for word in gone for form in words_as_stored(self._connection, word))
            here = (queue_words.c.request_id == request_id) & queue_words.c.word.in_(stored)
            self._connection.execute(delete(queue_words).where(here))
        if new := sorted(now - before):
            rows = [
                {"request_id": request_id, "word": words_as_stored(self._connection, word)[0]} for word in new
            ]
            insert_rows(self._connection, _ADD_WORDS, rows)

    def find(self, text: str) -> tuple[tuple[int, ...], bool]:
        """The requests that all words of `text` fit, and whether there may be more than these."""
        asked = parse_terms(text)
        if not asked:
            return (), False
        sizes = {term: self._size(term) for term in asked}
        rarest = min(asked, key=lambda term: sizes[term])
        some = _fitting(self._connection, rarest).limit(_MOST_LOOKED_AT).subquery()
        others = [_has(self._connection, term, some.c.request_id) for term in asked if term is not rarest]
        query = select(some.c.request_id).distinct().where(*others).limit(_MOST_FOUND + 1)
        found = tuple(self._connection.execute(query).scalars())
        return found[:_MOST_FOUND], len(found) > _MOST_FOUND or sizes[rarest] >= _MOST_LOOKED_AT

    def keep(self, name: str, text: str, now: datetime, forget_before: datetime) -> None:
        """Store what was searched for; what is older than `forget_before`, and in no view, is forgotten."""
        wanted = exists().where(saved_views.c.search == searches.c.id)
        self._connection.execute(delete(searches).where(searches.c.made_at < forget_before, ~wanted))
        self._connection.execute(insert(searches).values(id=name, text=text, made_at=now))

    def kept(self, name: str) -> str | None:
        """What was searched for under that id."""
        return self._connection.execute(select(searches.c.text).where(searches.c.id == name)).scalar()

    def _size(self, term: SearchTerm) -> int:
        some = _fitting(self._connection, term).limit(_MOST_LOOKED_AT).subquery()
        return self._connection.execute(select(func.count()).select_from(some)).scalar_one()


def _texts(request: Request) -> SearchedTexts:
    return SearchedTexts(
        reference=request.reference,
        name=request.requester.name,
        address=request.requester.addr,
        subject=request.subject,
        fields={name: str(field.value) for name, field in request.fields.items() if field.value is not None},
        sens=request.sens,
    )


def _begins(connection: Connection, word: str, of: FromClause = queue_words) -> ColumnElement[bool]:
    """Those words that begin so, however they are stored."""
    stored = words_as_stored(connection, word)
    return or_(*(and_(of.c.word >= form, of.c.word < form + _AFTER_ALL) for form in stored))


def _fitting(connection: Connection, term: SearchTerm) -> Select[Any]:
    """The requests of one term, some of them more than once: by its longest word, or by a key's ending."""
    longest = max(term.beginnings, key=len, default="")
    ways = [_begins(connection, word) for word in (longest, term.ending) if word]
    others = [word for word in term.beginnings if word != longest]
    rest = [_has_word(connection, word, queue_words.c.request_id) for word in others]
    looks = [select(queue_words.c.request_id).where(way) for way in ways]
    if longest:
        looks[0] = looks[0].where(*rest)
    every = union_all(*looks).subquery()
    return select(every.c.request_id)


def _has(connection: Connection, term: SearchTerm, request_id: ColumnElement[int]) -> ColumnElement[bool]:
    words = [_has_word(connection, word, request_id) for word in term.beginnings]
    ending = [_has_word(connection, term.ending, request_id)] if term.ending else []
    return or_(*([and_(*words)] if words else []), *ending)


def _has_word(connection: Connection, word: str, request_id: ColumnElement[int]) -> ColumnElement[bool]:
    one = queue_words.alias()
    return exists().where(one.c.request_id == request_id, _begins(connection, word, one))
