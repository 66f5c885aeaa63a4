"""Servers that are away for a moment: refused, cut off or silent; and a SQLite file that is locked."""

import random
import sqlite3
import threading
from collections.abc import Iterator
from contextlib import ExitStack, closing, contextmanager
from dataclasses import dataclass

from sqlalchemy.engine import make_url

from tests.servers.fault_proxy import FaultProxy

IMAP, SMTP, DATABASE = "IMAP", "SMTP", "database"


@dataclass(frozen=True, kw_only=True)
class Outages:
    """Stands between a worker and its servers."""

    imap_port: int
    smtp_port: int
    database_url: str
    _proxies: dict[str, FaultProxy]
    _file: str  #: of SQLite; empty for PostgreSQL

    @contextmanager
    def one(self, chance: random.Random) -> Iterator[str]:
        """A server that is away for some seconds from now on; its name."""
        name = chance.choice([IMAP, SMTP, DATABASE])
        over = threading.Event()
        away = threading.Thread(target=self._away, args=(name, chance.uniform(0.5, 4), chance.random(), over))
        away.start()
        try:
            yield name
        finally:
            over.set()
            away.join(20)

    def _away(self, name: str, seconds: float, how: float, over: threading.Event) -> None:
        if name not in self._proxies:
            with closing(sqlite3.connect(self._file, timeout=10, isolation_level=None)) as other:
                other.execute("BEGIN IMMEDIATE")
                over.wait(seconds)
                other.execute("ROLLBACK")
            return
        proxy = self._proxies[name]
        if how < 0.4:
            proxy.stall()
        else:
            proxy.refuse()
            proxy.cut()
        over.wait(seconds)
        proxy.relent()
        proxy.cut()  # what was swallowed is not to be waited for


@contextmanager
def between(imap_port: int, smtp_port: int, database_url: str) -> Iterator[Outages]:
    """Outages of these servers."""
    url = make_url(database_url)
    with ExitStack() as stack:
        proxies = {
            IMAP: stack.enter_context(FaultProxy(imap_port)),
            SMTP: stack.enter_context(FaultProxy(smtp_port)),
        }
        shown = database_url
        if url.port is not None:
            proxies[DATABASE] = stack.enter_context(FaultProxy(url.port))
            away = url.set(host="127.0.0.1", port=proxies[DATABASE].port)
            shown = away.render_as_string(hide_password=False)
        yield Outages(
            imap_port=proxies[IMAP].port,
            smtp_port=proxies[SMTP].port,
            database_url=shown,
            _proxies=proxies,
            _file="" if url.port is not None else str(url.database),
        )
