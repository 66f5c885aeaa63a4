"""A private Cyrus IMAP on free ports: IMAP and LMTP, as root or as an ordinary user.

Debian's package can't be installed beside Dovecot's, so that `make servers` only unpacks it; its programs
find each other by absolute paths in the configuration and their libraries by LD_LIBRARY_PATH.
"""

import os
import shutil
import smtplib
import subprocess
from collections.abc import Mapping
from dataclasses import dataclass, field
from getpass import getuser
from grp import getgrgid
from itertools import count
from pathlib import Path

from tests.servers.machinery import (
    Guard,
    UnavailableError,
    certificates,
    fill,
    free_ports,
    greets,
    is_root,
    wait_until,
)
from tests.servers.mailboxes import Mailboxes

GET = "`make servers` on Debian as root"
PASSWORD = "s3cret"
DOMAIN = "vendor.test"
_ROOTS = (Path("/usr/local/lib/sen-worker-servers/cyrus"), Path("/"))


@dataclass(kw_only=True, slots=True)
class Cyrus(Mailboxes):
    """A running Cyrus; `imap_port` speaks STARTTLS and lets passwords pass in clear."""

    version: str
    folder: Path
    root: Path
    ca_file: Path
    imaps_port: int
    imap_port: int
    lmtp_port: int
    process: "subprocess.Popen[bytes]" = field(repr=False)
    guard: Guard = field(repr=False)
    host: str = "localhost"
    password: str = PASSWORD
    _numbers: "count[int]" = field(default_factory=lambda: count(1))

    def new_address(self) -> str:
        """An address whose mailbox is empty."""
        name = f"sales{next(self._numbers)}"
        _add_user(self.root, self.folder, name)
        with self.client(f"{name}@{DOMAIN}"):
            return f"{name}@{DOMAIN}"

    def deliver(self, raw: bytes, to: str) -> None:
        """Hand a message to the mailbox of `to` by LMTP, as a mail exchanger would."""
        with smtplib.LMTP(self.host, self.lmtp_port) as link:
            link.sendmail("", [to], raw)

    def stop(self) -> None:
        """End the server and all its processes."""
        self.process.terminate()
        try:
            self.process.wait(10)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait(10)
        self.guard.release()


def start(folder: Path) -> Cyrus:
    """Start Cyrus with all its files in `folder`, which other users must be able to reach."""
    root = _root()
    folder.chmod(0o755)
    tls = certificates(folder)
    user, group = ("nobody", "nogroup") if is_root() else (getuser(), getgrgid(os.getegid()).gr_name)
    for name in ("conf/socket", "spool", "run"):
        (folder / name).mkdir(parents=True)
    imaps, imap, lmtp = free_ports(3)
    programs = root / "usr/lib/cyrus/bin"
    fill(
        "cyrus-imapd.conf",
        folder / "imapd.conf",
        folder=folder,
        user=user,
        group=group,
        certificate=tls.certificate,
        key=tls.key,
    )
    services = {"folder": folder, "programs": programs, "imaps": imaps, "imap": imap, "lmtp": lmtp}
    conf = fill("cyrus.conf", folder / "cyrus.conf", **services)
    _add_user(root, folder, "nobody-in-particular")
    if is_root():
        for path in (folder, *folder.rglob("*")):
            shutil.chown(path, user, group)
    options = ["-C", str(folder / "imapd.conf"), "-M", str(conf), "-p", str(folder / "run/pid")]
    command = [str(programs / "master"), "-D", *options]
    with (folder / "cyrus.out").open("wb") as console:
        process = subprocess.Popen(
            command, stdout=console, stderr=console, env=_environ(root), start_new_session=True
        )
    server = Cyrus(
        version=_version(root),
        folder=folder,
        root=root,
        ca_file=tls.ca,
        imaps_port=imaps,
        imap_port=imap,
        lmtp_port=lmtp,
        process=process,
        guard=Guard("kill", str(process.pid)),
    )
    _wait(server)
    return server


def _root() -> Path:
    for root in _ROOTS:
        if (root / "usr/lib/cyrus/bin/master").exists() and (root / "usr/sbin/saslpasswd2").exists():
            return root
    raise UnavailableError(f"Cyrus IMAP is neither unpacked nor installed: {GET}")


def _environ(root: Path) -> Mapping[str, str]:
    libraries = [
        str(place) for pattern in ("usr/lib/*-linux-*", "lib/*-linux-*") for place in root.glob(pattern)
    ]
    plugins = [f"{place}/sasl2" for place in (*libraries, *Path("/").glob("usr/lib/*-linux-*"))]
    return {**os.environ, "LD_LIBRARY_PATH": ":".join(libraries), "SASL_PATH": ":".join(plugins)}


def _version(root: Path) -> str:
    words = subprocess.run(
        [root / "usr/lib/cyrus/bin/master", "-V"],
        env=_environ(root),
        capture_output=True,
        text=True,
        check=True,
        timeout=30,
    ).stdout.split()
    return words[1].partition("-")[0]


def _add_user(root: Path, folder: Path, name: str) -> None:
    command = [
        str(root / "usr/sbin/saslpasswd2"),
        "-p",
        "-c",
        "-f",
        str(folder / "sasldb2"),
        "-u",
        DOMAIN,
        name,
    ]
    subprocess.run(
        command, env=_environ(root), input=PASSWORD.encode(), capture_output=True, check=True, timeout=30
    )


def _wait(server: Cyrus) -> None:
    def ready() -> bool:
        if server.process.poll() is not None:
            said = (server.folder / "cyrus.out").read_text("utf-8", "replace")
            raise RuntimeError(f"Cyrus ended at once: {said}")
        return greets(server.imap_port, b"* OK")

    try:
        wait_until(ready, "Cyrus's greeting")
    except BaseException:
        server.stop()
        raise
