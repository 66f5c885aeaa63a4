"""A private Postfix in front of a test's Dovecot: a mail exchanger and a submission port. Root only.

Every accepted recipient, of whatever domain, is handed to Dovecot, so nothing can leave the machine.
`unknown@` anywhere is refused at once (550); an address in Dovecot's unknown domain is accepted first
and then comes back as a delivery report.
"""

import shutil
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from tests.servers.dovecot import Dovecot
from tests.servers.machinery import (
    Guard,
    UnavailableError,
    fill,
    free_ports,
    greets,
    is_root,
    output,
    program,
    wait_until,
)

GET = "apt-get install postfix, or `make servers`"


@dataclass(kw_only=True, slots=True)
class Postfix:
    """A running Postfix. Names and passwords on the submission port are Dovecot's."""

    version: str
    folder: Path
    ca_file: Path
    port: int
    submission_port: int
    guard: Guard = field(repr=False)
    host: str = "localhost"

    def log(self) -> str:
        """What Postfix has logged so far."""
        return (self.folder / "mail.log").read_text("utf-8", "replace")

    @contextmanager
    def set(self, **settings: str) -> Iterator[None]:
        """Other settings of main.cf meanwhile."""
        etc = str(self.folder / "etc")
        change = [program("postconf", get=GET), "-c", etc]
        before = (self.folder / "etc" / "main.cf").read_text("utf-8")
        output(*change, "-e", *(f"{name}={value}" for name, value in settings.items()))
        _postfix(self.folder, "reload")
        try:
            yield
        finally:
            (self.folder / "etc" / "main.cf").write_text(before, "utf-8")
            _postfix(self.folder, "reload")

    def stop(self) -> None:
        """End the server and all its processes."""
        _postfix(self.folder, "stop")
        self.guard.release()


def start(folder: Path, dovecot: Dovecot) -> Postfix:
    """Start Postfix with all its files in `folder`, which other users must be able to reach."""
    binary = program("postfix", get=f"{GET} as root")
    if not is_root():
        raise UnavailableError("Postfix starts for root alone: run the tests as root, or in a container")
    version = output(program("postconf", get=GET), "-dh", "mail_version")
    folder.chmod(0o755)
    for name in ("etc", "spool", "data"):
        (folder / name).mkdir()
    shutil.chown(folder / "data", "postfix")
    smtp, submission = free_ports(2)
    values = {
        "folder": folder,
        "smtp": smtp,
        "submission": submission,
        "lmtp": dovecot.lmtp_port,
        "auth": dovecot.auth_port,
        "certificate": dovecot.ca_file.with_name("cert.pem"),
        "key": dovecot.ca_file.with_name("key.pem"),
        "programs": Path(binary).parent,
        "daemons": output(program("postconf", get=GET), "-dh", "daemon_directory"),
    }
    fill("postfix-main.cf", folder / "etc" / "main.cf", **values)
    fill("postfix-master.cf", folder / "etc" / "master.cf", **values)
    (folder / "etc" / "domains").write_text("/./ ours\n", "utf-8")
    (folder / "etc" / "mailboxes").write_text("!/^unknown@/ ours\n", "utf-8")
    (folder / "etc" / "dynamicmaps.cf").touch()
    _postfix(folder, "start")
    server = Postfix(
        version=version,
        folder=folder,
        ca_file=dovecot.ca_file,
        port=smtp,
        submission_port=submission,
        guard=Guard(*_command(folder, "stop")),
    )
    wait_until(lambda: greets(smtp, b"220 ") and greets(submission, b"220 "), "Postfix's greeting")
    return server


def _command(folder: Path, verb: str) -> list[str]:
    return [program("postfix", get=GET), "-c", str(folder / "etc"), verb]


def _postfix(folder: Path, verb: str) -> None:
    done = subprocess.run(_command(folder, verb), capture_output=True, text=True, timeout=60, check=False)
    if done.returncode:
        raise RuntimeError(f"postfix {verb} failed: {done.stderr.strip()}")
