"""The demo's own mail server as one more IMAP server to be read: pymap, in this process."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from importlib.metadata import version as installed_version
from pathlib import Path

from imapclient import IMAPClient

from tests.servers.mailboxes import Mailboxes
from worker.demo.demo_server import MailServer

PASSWORD = "s3cret"
_ADDRESSES = [f"sales{number}@vendor.test" for number in range(1, 1000)]


@dataclass(kw_only=True, slots=True)
class Embedded(Mailboxes):
    """A running pymap; it speaks no TLS, and keeps no keyword but those that it was made for."""

    server: MailServer = field(repr=False)
    version: str = field(default_factory=lambda: installed_version("pymap"))
    host: str = "127.0.0.1"
    imaps_port: int = 0
    ca_file: Path = Path()
    password: str = PASSWORD
    _unused: Iterator[str] = field(default_factory=lambda: iter(_ADDRESSES))

    @property
    def imap_port(self) -> int:
        """Where IMAP is answered in clear."""
        return self.server.imap_port

    @contextmanager
    def client(self, address: str) -> Iterator[IMAPClient]:
        """A signed-in imapclient."""
        with IMAPClient(self.host, port=self.imap_port, ssl=False, timeout=20) as client:
            client.normalise_times = False
            client.login(address, self.password)
            yield client

    def new_address(self) -> str:
        """An address whose mailbox is empty."""
        return next(self._unused)

    def deliver(self, raw: bytes, to: str) -> None:
        """Put a message into the inbox of `to`."""
        self.server.deliver(raw, to)

    def stop(self) -> None:
        """End the server."""
        self.server.stop()


def start() -> Embedded:
    """Start it on a free port."""
    server = MailServer(dict.fromkeys(_ADDRESSES, PASSWORD), imap_port=0, smtp_port=0)
    server.start()
    return Embedded(server=server)
