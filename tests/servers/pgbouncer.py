"""A private PgBouncer before a test's PostgreSQL."""

import os
import signal
import subprocess
from dataclasses import dataclass, field
from pathlib import Path
from pwd import getpwnam
from shutil import chown

from sqlalchemy.engine import make_url

from tests.servers.machinery import Guard, free_ports, is_root, output, program, wait_until
from tests.servers.postgres import Postgres

GET = "apt-get install pgbouncer, or `make servers`"


@dataclass(kw_only=True, slots=True)
class PgBouncer:
    """A running pooler; anybody on this machine may connect as `postgres`."""

    version: str
    port: int
    process: "subprocess.Popen[bytes]" = field(repr=False)
    guard: Guard = field(repr=False)

    def url(self, database_url: str) -> str:
        """The same database, by way of the pooler."""
        return make_url(database_url).set(port=self.port).render_as_string(hide_password=False)

    def freeze(self) -> None:
        """Say nothing more: connections stay open, and nothing comes."""
        os.kill(self.process.pid, signal.SIGSTOP)

    def thaw(self) -> None:
        """Go on."""
        os.kill(self.process.pid, signal.SIGCONT)

    def stop(self) -> None:
        """End the pooler."""
        self.thaw()
        self.process.terminate()
        self.process.wait(20)
        self.guard.release()


def start(folder: Path, postgres: Postgres, mode: str = "transaction") -> PgBouncer:
    """Start one with its files in `folder`; `mode` is that of its pools."""
    binary = program("pgbouncer", get=GET)
    [port] = free_ports(1)
    settings = folder / "pgbouncer.ini"
    settings.write_text(
        f"""[databases]
* = host={postgres.host} port={postgres.port}
[pgbouncer]
listen_addr = 127.0.0.1
listen_port = {port}
unix_socket_dir =
auth_type = any
pool_mode = {mode}
default_pool_size = 10
max_client_conn = 100
logfile = {folder}/log
""",
        "utf-8",
    )
    # With "any" everybody is who the server is told by the database's entry.
    settings.write_text(settings.read_text("utf-8").replace("port=", "user=postgres port=", 1), "utf-8")
    if is_root():
        chown(folder, getpwnam("postgres").pw_name)
        command = ["setpriv", "--reuid=postgres", "--regid=postgres", "--clear-groups", binary, str(settings)]
    else:
        command = [binary, str(settings)]
    process = subprocess.Popen(command, cwd="/", stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    wait_until(lambda: _answers(port), "PgBouncer")
    version = output(binary, "--version").split()[1]
    return PgBouncer(version=version, port=port, process=process, guard=Guard("kill", str(process.pid)))


def _answers(port: int) -> bool:
    import psycopg

    try:
        psycopg.connect(
            f"host=127.0.0.1 port={port} user=postgres dbname=postgres", connect_timeout=2
        ).close()
    except psycopg.OperationalError:
        return False
    return True
