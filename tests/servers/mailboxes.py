"""What a test does with mailboxes as their owner would: put mail in, look without touching."""

import hashlib
import ssl
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from imapclient import IMAPClient


@dataclass(frozen=True, kw_only=True, slots=True)
class Stored:
    """One message as the server holds it; `flags` without the session's own `\\Recent`."""

    folder: str
    uid: int
    flags: frozenset[str]
    internal_date: datetime
    digest: str


class Mailboxes:
    """IMAP access over implicit TLS to every mailbox of a server with one password for all."""

    version: str
    host: str
    imaps_port: int
    ca_file: Path
    password: str

    @contextmanager
    def client(self, address: str) -> Iterator[IMAPClient]:
        """A signed-in imapclient."""
        context = ssl.create_default_context(cafile=str(self.ca_file))
        with IMAPClient(self.host, port=self.imaps_port, ssl_context=context, timeout=20) as client:
            client.normalise_times = False
            client.login(address, self.password)
            yield client

    def append(
        self,
        address: str,
        raw: bytes,
        flags: Sequence[str] = (),
        when: datetime | None = None,
        folder: str = "INBOX",
    ) -> int:
        """Put a message into a mailbox by APPEND, `when` as its INTERNALDATE; returns its UID."""
        with self.client(address) as client:
            if not client.folder_exists(folder):
                client.create_folder(folder)
            client.append(folder, raw, flags=[flag.encode() for flag in flags], msg_time=when)
            client.select_folder(folder, readonly=True)
            return int(max(client.search()))

    def snapshot(self, address: str) -> tuple[Stored, ...]:
        """Everything in every folder of a mailbox, read by EXAMINE so that nothing changes."""
        with self.client(address) as client:
            folders = sorted(name for _, _, name in client.list_folders())
            return tuple(stored for folder in folders for stored, _ in _read(client, folder))

    def messages(self, address: str, folder: str = "INBOX") -> list[bytes]:
        """The messages of a folder, oldest first; reading them sets no flag."""
        with self.client(address) as client:
            if not client.folder_exists(folder):
                return []
            return [raw for _, raw in _read(client, folder)]

    def wait_for(self, address: str, count: int, folder: str = "INBOX", seconds: float = 20) -> list[bytes]:
        """The messages of a folder as soon as there are `count` of them."""
        end = time.monotonic() + seconds
        while len(found := self.messages(address, folder)) < count:
            if time.monotonic() > end:
                raise AssertionError(f"{folder} holds {len(found)} messages, not {count}")
            time.sleep(0.05)
        return found


def _read(client: IMAPClient, folder: str) -> Iterator[tuple[Stored, bytes]]:
    client.select_folder(folder, readonly=True)
    for uid in client.search():
        row = client.fetch([uid], ["FLAGS", "INTERNALDATE", "BODY.PEEK[]"])[uid]
        raw: bytes = row[b"BODY[]"]
        flags = frozenset(flag.decode() for flag in row[b"FLAGS"]) - {"\\Recent"}
        when: datetime = row[b"INTERNALDATE"]
        digest = hashlib.sha256(raw).hexdigest()
        yield (
            Stored(folder=folder, uid=uid, flags=flags, internal_date=when.astimezone(UTC), digest=digest),
            raw,
        )
