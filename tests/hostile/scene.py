"""A worker whose mailbox is a scripted server, and what is looked at afterwards."""

import shutil
import threading
from collections import Counter
from collections.abc import Iterator, Mapping
from contextlib import closing, contextmanager, suppress
from dataclasses import dataclass, replace
from pathlib import Path

from tests.integration.installed import Clock, install, request, settings_file, wire, with_clock
from tests.servers.imap_script import ImapScript
from worker.app import App
from worker.errors import UnavailableError
from worker.runtime.single_pass import run_once
from worker.services.intake.poll_folder import poll_folder
from worker.store.records import LedgerEntry, Letter

GOING = threading.Event()
IMPATIENT = 0.5  #: seconds that a server may be silent, where it is going to be


@dataclass(kw_only=True)
class Scene:
    """The worker, its clock and its server."""

    app: App
    clock: Clock
    server: ImapScript

    def poll(self, *, sweep: bool = False) -> None:
        """One poll, which must go through."""
        account = poll_folder(self.app.services, self.app.sources[0], GOING, sweep=sweep)
        assert account.found == sum(account.counts.values())
        assert account.problem == ""

    def try_to_poll(self, *, sweep: bool = False) -> None:
        """One poll, which may end in words."""
        with suppress(UnavailableError):
            self.poll(sweep=sweep)

    def be_patient(self, seconds: float = 30.0) -> None:
        """Wait for the server as long as a slow machine may need."""
        self.app = _with_patience(self.app, seconds)

    def heal(self) -> None:
        """The server is well, and some time passes."""
        self.server.heal()
        self.clock.let_pass(minutes=10)

    def run_once(self) -> list[str]:
        """One whole pass; what could not be done."""
        return run_once(self.app, GOING)

    def ledger(self) -> list[LedgerEntry]:
        with self.app.services.store.read() as tx:
            return list(tx.ledger.listed())

    def dispositions(self) -> dict[int, str]:
        """By UID; each of them stands in the ledger once."""
        entries = [entry for entry in self.ledger() if entry.place.uid]
        assert max(Counter(entry.place.uid for entry in entries).values(), default=1) == 1
        return {entry.place.uid: str(entry.disposition) for entry in entries}

    def letters(self) -> list[Letter]:
        with self.app.services.store.read() as tx:
            return list(tx.letters.listed())


def prepared(folder: Path) -> Path:
    """A database with its tables, to be copied."""
    path = folder / "prepared.db"
    install(folder, f"sqlite:///{path}", ("127.0.0.1", 9), ("127.0.0.1", 9), "none").close()
    return path


@contextmanager
def staged(
    folder: Path,
    tables: Path,
    server: ImapScript,
    *,
    relay: int = 9,
    other: ImapScript | None = None,
    smtp: Mapping[str, str] | None = None,
    seconds: float = 10.0,
    read_from: str = "",
    **mailbox: str,
) -> Iterator[Scene]:
    """A worker on a copy of the tables, with the port of its relay, and perhaps another mailbox.

    Its server may be silent for `seconds`.
    """
    database = folder / "worker.db"
    shutil.copy(tables, database)
    place, url = (server.host, server.port), f"sqlite:///{database}"
    config = settings_file(
        folder, url, place, ("127.0.0.1", relay), "secret", mailbox_keys=mailbox, smtp_keys=smtp
    )
    if read_from:
        config.write_text(config.read_text("utf-8").replace('read_from = "all"', f"read_from = {read_from}"))
    if other is not None:
        more = f"""
[[mailboxes]]
name = "support"
address = "support@vendor.test"
host = "{other.host}"
port = {other.port}
tls = "none"
password = "secret"
read_from = "all"
"""
        config.write_text(config.read_text("utf-8") + more, "utf-8")
    app = _with_patience(wire(config), seconds)
    clock = Clock()
    with closing(with_clock(app, clock)) as ready:
        yield Scene(app=ready, clock=clock, server=server)


def _with_patience(app: App, seconds: float) -> App:
    """The same, which waits so long for each answer of the first mailbox."""
    first, *others = app.sources
    settings = replace(first.settings, connect_timeout=seconds, read_timeout=seconds)
    return replace(app, sources=(replace(first, settings=settings), *others))


def large(number: int) -> bytes:
    """A request so large that its structure is asked for."""
    return request(number) + b"\r\n" * 40_000
