"""Which request has which SEN: each is given once, unless a person insists; then it stays the first one's."""

from collections.abc import Sequence

from sqlalchemy import Connection, delete, select

from worker.errors import RefusedError
from worker.store.database.insert_once import insert_once
from worker.store.tables.schema import requests, sens


def sens_given(connection: Connection, wanted: Sequence[str], besides: int | None) -> dict[str, str]:
    """Which of these SENs other requests have, and by whose reference."""
    query = (
        select(sens.c.sen, requests.c.reference)
        .join(requests, requests.c.id == sens.c.request_id)
        .where(sens.c.sen.in_([*wanted]), sens.c.request_id != (besides or 0))
    )
    return {row.sen: row.reference for row in connection.execute(query)} if wanted else {}


def give_sens(connection: Connection, request_id: int, given: Sequence[str], *, insisted: bool) -> None:
    """These are the request's SENs now; RefusedError where another has one, unless it is `insisted`."""
    connection.execute(delete(sens).where(sens.c.request_id == request_id))
    for sen in given:
        row = insert_once(connection.dialect.name, sens).values(sen=sen, request_id=request_id)
        once = row.on_conflict_do_nothing().returning(sens.c.sen)
        if connection.execute(once).scalar() is None and not insisted:
            raise RefusedError(f"{sen} was given to another request already")
