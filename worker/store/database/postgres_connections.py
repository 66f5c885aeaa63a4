"""Connections to PostgreSQL that wait for no answer for ever, whatever became of the server.

The server ends what takes too long by its own clock, and the network what is not acknowledged; who counts on
neither is the client itself, because a server that stands still does nothing of the kind.
"""

from collections.abc import Generator
from time import monotonic
from typing import Any, TypeVar

import psycopg
from psycopg.abc import PQGen
from psycopg.waiting import Ready
from sqlalchemy.engine import URL, Dialect
from sqlalchemy.engine.interfaces import DBAPIConnection
from sqlalchemy.exc import DisconnectionError
from sqlalchemy.pool import ConnectionPoolEntry

from worker.store.database.database_patience import Patience

CONNECT_SECONDS = 5
STATEMENT_SECONDS = 30
LOCK_SECONDS = 10
PING_SECONDS = 5.0
_RESTED_SECONDS = 1.0
#: A network that swallows everything: TCP_USER_TIMEOUT, and probes on a connection that rests.
_NETWORK: dict[str, int] = {
    "tcp_user_timeout": 20_000,
    "keepalives": 1,
    "keepalives_idle": 10,
    "keepalives_interval": 5,
    "keepalives_count": 3,
}
#: In the session, unless the role or the database have limits of their own; and dates as psycopg reads them.
_SESSION_LIMITS = (
    "SELECT set_config(name, wanted, {local})"
    " FROM (VALUES ('statement_timeout', %s), ('lock_timeout', %s), ('DateStyle', 'ISO'))"
    " AS setting (name, wanted) WHERE current_setting(name) = '0' OR name = 'DateStyle'"
)

_Result = TypeVar("_Result")


def for_ping(usual: Patience) -> Patience:
    """For a question that a server answers at once, or not at all."""
    return Patience(seconds=PING_SECONDS, ends_at=usual.ends_at)


class Link(psycopg.Connection[Any]):
    """A connection that is closed when no answer comes in time; `patience` is set once it is made."""

    patience = Patience()

    def wait(self, gen: PQGen[_Result], *args: Any, **kwargs: Any) -> _Result:  # noqa: ANN401
        """As psycopg's own. Raises OperationalError when no answer came in time."""
        try:
            return super().wait(_bounded(gen, self.patience), *args, **kwargs)
        except TooLateError as late:
            self.pgconn.finish()
            raise psycopg.OperationalError(f"no answer within {late} seconds") from None


class TooLateError(Exception):
    """An answer did not come in time."""


def _bounded(gen: PQGen[_Result], patience: Patience) -> Generator[Any, Any, _Result]:
    """The same conversation, which ends with TooLateError once it was waited for too long."""
    began = monotonic()
    try:
        wanted = next(gen)
        while True:
            ready = yield wanted
            now = monotonic()
            if ready == Ready.NONE and now > min(began + patience.seconds, patience.ends_at):
                raise TooLateError(f"{now - began:.0f}")
            wanted = gen.send(ready)
    except StopIteration as end:
        result: _Result = end.value
        return result


def is_pooled(url: URL) -> bool:
    """Whether the deployer says that a pooler stands before the server, by `prepare_threshold=none`."""
    return "prepare_threshold" in url.query and _threshold(url) is None


def connect_args(url: URL) -> dict[str, Any]:
    """What every connection is made with, besides what the URL says itself."""
    given = {**_NETWORK, "connect_timeout": CONNECT_SECONDS, "client_encoding": "utf8"}
    found: dict[str, Any] = {name: value for name, value in given.items() if name not in url.query}
    if "prepare_threshold" in url.query:
        found["prepare_threshold"] = _threshold(url)
    return found


def _threshold(url: URL) -> int | None:
    text = str(url.query["prepare_threshold"]).strip().lower()
    return int(text) if text.isdecimal() else None


def limit_session(link: psycopg.Connection[Any]) -> None:
    """Let the server end what takes too long on this connection."""
    link.execute(_SESSION_LIMITS.format(local="false").encode(), _limits())
    link.commit()


def limit_transaction() -> tuple[str, tuple[str, str]]:
    """The statement that does so for one transaction, for a connection whose session is shared."""
    return _SESSION_LIMITS.format(local="true"), _limits()


def _limits() -> tuple[str, str]:
    return str(1000 * STATEMENT_SECONDS), str(1000 * LOCK_SECONDS)


def note_rest(_connection: object, record: ConnectionPoolEntry) -> None:
    """A connection is not used any more, from now on."""
    record.info["rests_since"] = monotonic()


def prove_alive(
    dialect: Dialect, connection: DBAPIConnection, record: ConnectionPoolEntry, _: object
) -> None:
    """Ask a connection that rested whether it is alive; before each transaction that would cost too much."""
    if monotonic() - record.info.get("rests_since", monotonic()) < _RESTED_SECONDS:
        return
    link = record.driver_connection
    usual = link.patience if isinstance(link, Link) else None
    if isinstance(link, Link):
        link.patience = for_ping(link.patience)
    try:
        dialect.do_ping(connection)
    except dialect.loaded_dbapi.Error as error:
        raise DisconnectionError from error  # and the pool opens another one
    finally:
        if isinstance(link, Link) and usual is not None:
            link.patience = usual
