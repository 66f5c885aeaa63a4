"""A private Dovecot on free ports: IMAP, LMTP and SASL, as root or as an ordinary user.

Every address is a mailbox with the same password and comes into being when it is first used, so that
whatever a test sends ends here. An access token of `tokens` opens the mailbox of the address in it. Only
addresses in `nowhere.test` are refused, at delivery.
"""

import re
import shutil
import smtplib
import subprocess
from base64 import b64encode
from collections.abc import Sequence
from dataclasses import dataclass, field
from getpass import getuser
from grp import getgrgid
from itertools import count
from os import getegid
from pathlib import Path

from tests.servers import tokens
from tests.servers.machinery import (
    Guard,
    UnavailableError,
    certificates,
    fill,
    free_ports,
    greets,
    is_root,
    output,
    program,
    wait_until,
)
from tests.servers.mailboxes import Mailboxes

GET = "apt-get install dovecot-imapd dovecot-lmtpd, or `make servers` as root"
UNKNOWN_DOMAIN = "nowhere.test"
PASSWORD = "s3cret"


@dataclass(kw_only=True, slots=True)
class Dovecot(Mailboxes):
    """A running Dovecot; `imap_port` speaks STARTTLS, `auth_port` is Dovecot's SASL protocol."""

    version: str
    folder: Path
    ca_file: Path
    imaps_port: int
    imap_port: int
    lmtp_port: int
    auth_port: int
    process: "subprocess.Popen[bytes]" = field(repr=False)
    guard: Guard = field(repr=False)
    host: str = "localhost"
    password: str = PASSWORD
    _numbers: "count[int]" = field(default_factory=lambda: count(1))

    def deliver(self, raw: bytes, to: str | Sequence[str], sender: str = "") -> None:
        """Hand a message to the mailbox of `to` by LMTP, as a mail exchanger would."""
        with smtplib.LMTP(self.host, self.lmtp_port) as link:
            link.sendmail(sender, [to] if isinstance(to, str) else list(to), raw)

    def new_address(self) -> str:
        """An address whose mailbox is empty."""
        return f"sales{next(self._numbers)}@vendor.test"

    def empty(self) -> None:
        """Forget every mailbox. No client may be connected."""
        # A session that has just ended may still be writing its indexes.
        wait_until(self._is_emptied, "the end of what Dovecot writes")

    def _is_emptied(self) -> bool:
        for home in (self.folder / "mail").iterdir():
            shutil.rmtree(home, ignore_errors=True)
        return not any((self.folder / "mail").iterdir())

    def log(self) -> str:
        """What Dovecot has said and logged so far."""
        places = (self.folder / "dovecot.out", self.folder / "dovecot.log")
        return "".join(place.read_text("utf-8", "replace") for place in places if place.exists())

    def stop(self) -> None:
        """End the server and all its processes."""
        self.process.terminate()
        try:
            self.process.wait(10)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait(10)
        self.guard.release()


def start(folder: Path) -> Dovecot:
    """Start Dovecot with all its files in `folder`, which other users must be able to reach."""
    binary = program("dovecot", get=GET)
    version = re.split("[ -]", output(binary, "--version"))[0]
    template = _template(version)
    folder.chmod(0o755)
    tls = certificates(folder)
    (folder / "refused").write_text(f"{UNKNOWN_DOMAIN}:::::::\n", "utf-8")
    key = folder / "keys" / "default" / "HS256" / "default"
    key.parent.mkdir(parents=True)
    key.write_bytes(b64encode(tokens.SECRET))
    for name in ("run", "state", "mail"):
        (folder / name).mkdir()
    users = _users()
    for name in ("state", "mail"):
        if is_root():
            shutil.chown(folder / name, users["mail_user"], users["mail_group"])
    imaps, imap, lmtp, auth = free_ports(4)
    issued = {"folder": folder, "issuer": tokens.ISSUER, "scope": tokens.SCOPE}
    fill("dovecot-2.3-oauth2.conf", folder / "oauth2.conf", **issued)
    conf = fill(
        template,
        folder / "dovecot.conf",
        version=version,
        certificate=tls.certificate,
        key=tls.key,
        imaps=imaps,
        imap=imap,
        lmtp=lmtp,
        auth=auth,
        password=PASSWORD,
        **issued,
        **users,
    )
    with (folder / "dovecot.out").open("wb") as console:
        process = subprocess.Popen(
            [binary, "-F", "-c", str(conf)], stdout=console, stderr=console, start_new_session=True
        )
    server = Dovecot(
        version=version,
        folder=folder,
        ca_file=tls.ca,
        imaps_port=imaps,
        imap_port=imap,
        lmtp_port=lmtp,
        auth_port=auth,
        process=process,
        guard=Guard("kill", str(process.pid)),
    )
    _wait(server)
    return server


def _wait(server: Dovecot) -> None:
    def ready() -> bool:
        if server.process.poll() is not None:
            raise RuntimeError(f"dovecot ended at once: {server.log()}")
        return greets(server.imap_port, b"* OK")

    try:
        wait_until(ready, "Dovecot's greeting")
    except BaseException:
        server.stop()
        raise


def _template(version: str) -> str:
    name = "dovecot-2.3.conf" if version.startswith("2.3.") else "dovecot-2.4.conf"
    if not version.startswith(("2.3.", "2.4.")):
        raise UnavailableError(f"dovecot {version} is not known to these tests: {GET} (2.3 or 2.4)")
    return name


def _users() -> dict[str, str]:
    """Whom Dovecot's processes run as: Debian's own users for root, else all as ourselves."""
    names = ("login_user", "internal_user", "internal_group", "mail_user", "mail_group")
    if is_root():
        return dict(zip(names, ("dovenull", "dovecot", "dovecot", "nobody", "nogroup"), strict=True)) | {
            "login_chroot": "login"
        }
    user, group = getuser(), getgrgid(getegid()).gr_name
    return dict(zip(names, (user, user, group, user, group), strict=True)) | {"login_chroot": ""}
