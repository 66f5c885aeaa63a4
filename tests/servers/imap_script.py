"""An IMAP server (RFC 3501) of one mailbox that answers as it should, unless a test says otherwise.

A test changes `twist`, which sees each command before it is answered, and `rewrite`, which sees each row.
"""

import re
import socket
import socketserver
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from datetime import UTC, datetime
from enum import Enum

from tests.servers.imap_rows import MONTHS, Mail, fetch_row

CAPABILITIES = "IMAP4rev1 AUTH=PLAIN UIDPLUS MOVE IDLE"
VALIDITY = 700


class Twist(Enum):
    """What to do in place of an answer."""

    HANG_UP = "hang up"
    BYE = "say goodbye and hang up"
    SILENCE = "say nothing more"


@dataclass(frozen=True, slots=True)
class Endless:
    """An answer that begins so, and goes on so for ever."""

    begin: bytes
    more: bytes


@dataclass(slots=True, kw_only=True)
class Asked:
    """A command: `name` is its word, with UID before it where that was said."""

    tag: str
    name: str
    rest: str
    uids: list[int]  #: of the messages that it is about, where it is about messages

    def asks_for(self, word: str) -> bool:
        """Whether the word stands in it."""
        return word in self.rest.upper()


#: Bytes are sent in place of the answer, with the command's tag where `%TAG%` stands.
Answer = bytes | Twist | Endless | None


@dataclass(kw_only=True)
class ImapScript:
    """The server's address and what it holds."""

    port: int = 0
    host: str = "127.0.0.1"
    folders: dict[str, list[Mail]] = field(default_factory=lambda: {"INBOX": []})
    capabilities: str = CAPABILITIES
    permanent: str = r"\Answered \Flagged \Deleted \Seen \Draft \*"
    most_connections: int = 1_000
    exists: str = ""  #: what SELECT says in place of the number of messages
    greeting: bytes = b"* OK ready\r\n"
    spoken: Callable[[bytes], bytes] = lambda said: said  #: what is sent in place of each answer
    counts_in_idle: bool = False  #: whether IDLE begins with the number of messages
    twist: Callable[[Asked], Answer] = lambda _: None
    rewrite: Callable[[Mail, str, bytes], bytes] = lambda _mail, _items, row: row
    heard: list[Asked] = field(default_factory=list)
    connections: int = 0  #: so far
    _next: int = 1
    _open: "set[_Connection]" = field(default_factory=set)

    def add(self, raw: bytes, folder: str = "INBOX", date: datetime | None = None) -> Mail:
        """Put a message into a folder, with the next UID."""
        mail = Mail(uid=self._next, raw=raw, date=date or datetime.now(UTC))
        self._next += 1
        self.folders.setdefault(folder, []).append(mail)
        return mail

    def heal(self) -> None:
        """Answer as it should from now on; what is open ends."""
        self.twist = lambda _: None
        self.rewrite = lambda _mail, _items, row: row
        self.exists = ""
        self.cut()

    def cut(self) -> None:
        """End every connection."""
        for connection in list(self._open):
            connection.close()

    @property
    def next_uid(self) -> int:
        """UIDNEXT."""
        return self._next


@contextmanager
def imap_script(**settings: object) -> Iterator[ImapScript]:
    """Serve on loopback."""
    script = ImapScript(**settings)  # type: ignore[arg-type]

    class Handler(socketserver.BaseRequestHandler):
        def handle(self) -> None:
            connection = _Connection(script, self.request)
            script.connections += 1
            script._open.add(connection)
            try:
                with suppress(OSError, ValueError):
                    connection.serve()
            finally:
                script._open.discard(connection)
                connection.close()

    with socketserver.ThreadingTCPServer((script.host, 0), Handler) as server:
        server.daemon_threads = True
        server.block_on_close = False
        server.request_queue_size = 50
        script.port = server.server_address[1]
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
        thread.start()
        try:
            yield script
        finally:
            script.cut()
            server.shutdown()
            thread.join()


class _EndedError(OSError):
    """The conversation is over."""


class _Connection:
    def __init__(self, script: ImapScript, link: socket.socket) -> None:
        self._script = script
        self._link = link
        self._lines = link.makefile("rb")
        self._folder = ""
        self._signed_in = False

    def close(self) -> None:
        with suppress(OSError):
            self._link.shutdown(socket.SHUT_RDWR)
        with suppress(OSError):
            self._link.close()

    def serve(self) -> None:
        self._link.sendall(self._script.greeting)
        while True:
            self._answer(*self._command())

    def _command(self) -> tuple[str, str, str, bytes]:
        line, literal = self._line(), b""
        while match := re.search(rb"\{(\d+)(\+?)\}\r\n$", line):
            if not match[2]:
                self._say("+ go on")
            literal = self._lines.read(int(match[1]))
            # A name that comes as a literal stands where it would stand in quotes.
            quoted = b'"' + literal + b'"' if len(literal) < 100 else b""
            line = line[: match.start()] + quoted + self._line()
        tag, _, text = line.decode("utf-8", "replace").rstrip("\r\n").partition(" ")
        name, _, rest = text.partition(" ")
        if name.upper() == "UID":
            name, _, rest = rest.partition(" ")
            name = f"UID {name}"
        return tag, name.upper(), rest, literal

    def _line(self) -> bytes:
        line = self._lines.readline()
        if not line:
            raise _EndedError
        return line

    def _answer(self, tag: str, name: str, rest: str, literal: bytes) -> None:
        mails = self._meant(name, rest) if name.endswith(("FETCH", "STORE", "COPY", "MOVE")) else []
        asked = Asked(tag=tag, name=name, rest=rest, uids=[mail.uid for mail in mails])
        self._script.heard.append(asked)
        if (said := self._script.twist(asked)) is not None:
            self._twisted(asked, said)
            return
        method = getattr(self, "_do_" + name.lower().replace(" ", "_"), None)
        if method is None:
            self._say(f"{tag} BAD what")
        else:
            method(tag, rest, mails, literal)

    def _twisted(self, asked: Asked, said: bytes | Twist | Endless) -> None:
        if isinstance(said, bytes):
            self._link.sendall(said.replace(b"%TAG%", asked.tag.encode()))
            return
        if said is Twist.BYE:
            self._say("* BYE Internal error occurred. Refer to server log for more information.")
        if isinstance(said, Endless):
            self._link.sendall(said.begin)
            while True:
                self._link.sendall(said.more)
                time.sleep(0.02)
        if said is Twist.SILENCE:
            while self._link.recv(4096):
                pass
        raise _EndedError

    def _say(self, *lines: str) -> None:
        said = "".join(f"{line}\r\n" for line in lines).encode("utf-8", "surrogateescape")
        self._link.sendall(self._script.spoken(said))

    def _mails(self) -> list[Mail]:
        return self._script.folders.get(self._folder, [])

    def _meant(self, name: str, rest: str) -> list[Mail]:
        mails = self._mails()
        by_uid = name.startswith("UID ")
        numbers = [mail.uid if by_uid else place for place, mail in enumerate(mails, 1)]
        wanted = _numbers(rest.partition(" ")[0], numbers)
        return [mail for number, mail in zip(numbers, mails, strict=True) if number in wanted]

    def _do_capability(self, tag: str, *_: object) -> None:
        self._say(f"* CAPABILITY {self._script.capabilities}", f"{tag} OK done")

    def _do_login(self, tag: str, *_: object) -> None:
        others = sum(each._signed_in for each in self._script._open if each is not self)
        if others >= self._script.most_connections:
            self._say(f"{tag} NO [LIMIT] Maximum number of connections from user+IP exceeded")
            return
        self._signed_in = True
        self._say(f"{tag} OK in")

    def _do_authenticate(self, tag: str, rest: str, *_: object) -> None:
        if " " not in rest:
            self._say("+ ")
            self._line()
        self._do_login(tag)

    def _do_select(self, tag: str, rest: str, *_: object, writable: bool = True) -> None:
        folder = _name(rest)
        if folder not in self._script.folders:
            self._say(f"{tag} NO [NONEXISTENT] there is no such folder")
            return
        self._folder = folder
        self._say(
            r"* FLAGS (\Answered \Flagged \Deleted \Seen \Draft)",
            f"* {self._script.exists or len(self._mails())} EXISTS",
            "* 0 RECENT",
            f"* OK [PERMANENTFLAGS ({self._script.permanent if writable else ''})] these",
            f"* OK [UIDVALIDITY {VALIDITY}] valid",
            f"* OK [UIDNEXT {self._script.next_uid}] next",
            f"{tag} OK [READ-{'WRITE' if writable else 'ONLY'}] done",
        )

    def _do_examine(self, tag: str, rest: str, *_: object) -> None:
        self._do_select(tag, rest, writable=False)

    def _do_list(self, tag: str, *_: object) -> None:
        self._say(*(f'* LIST () "/" "{name}"' for name in self._script.folders), f"{tag} OK done")

    def _do_noop(self, tag: str, *_: object) -> None:
        told = [f"* {len(self._mails())} EXISTS"] if self._folder else []
        self._say(*told, f"{tag} OK done")

    def _do_uid_search(self, tag: str, rest: str, *_: object) -> None:
        found = self._mails()
        if match := re.search(r"UID ([\d:*,]+)", rest):
            wanted = _numbers(match[1], [mail.uid for mail in found])
            found = [mail for mail in found if mail.uid in wanted]
        if match := re.search(r"SINCE (\d+)-(\w+)-(\d+)", rest):
            day = datetime(int(match[3]), MONTHS.index(match[2]) + 1, int(match[1]), tzinfo=UTC)
            found = [mail for mail in found if mail.date >= day]
        if match := re.search(r'HEADER MESSAGE-ID "?([^" ]+)', rest, re.IGNORECASE):
            found = [mail for mail in found if match[1].encode() in mail.raw]
        self._say(" ".join(["* SEARCH", *(str(mail.uid) for mail in found)]), f"{tag} OK done")

    def _do_fetch(self, tag: str, rest: str, mails: list[Mail], *_: object) -> None:
        self._tell(mails, rest.partition(" ")[2])
        self._say(f"{tag} OK done")

    _do_uid_fetch = _do_fetch

    def _do_uid_store(self, tag: str, rest: str, mails: list[Mail], *_: object) -> None:
        match = re.search(r"\(([^)]*)\)", rest)
        for mail in mails:
            mail.flags |= set(match[1].split() if match else ())
        if "SILENT" not in rest:
            self._tell(mails, "(FLAGS)")
        self._say(f"{tag} OK done")

    def _tell(self, mails: list[Mail], items: str) -> None:
        for place, mail in enumerate(self._mails(), 1):
            if mail in mails:
                row = self._script.rewrite(mail, items, fetch_row(place, mail, items))
                self._link.sendall(self._script.spoken(row))

    def _do_uid_copy(self, tag: str, rest: str, mails: list[Mail], *_: object) -> None:
        folder = _name(rest.partition(" ")[2])
        if folder not in self._script.folders:
            self._say(f"{tag} NO [TRYCREATE] there is no such folder")
            return
        for mail in mails:
            self._script.add(mail.raw, folder, mail.date)
        self._say(f"{tag} OK done")

    def _do_uid_move(self, tag: str, rest: str, mails: list[Mail], *_: object) -> None:
        self._do_uid_copy(tag, rest, mails)
        for mail in mails:
            self._mails().remove(mail)

    def _do_append(self, tag: str, rest: str, _: object, literal: bytes) -> None:
        folder = _name(rest)
        if folder not in self._script.folders:
            self._say(f"{tag} NO [TRYCREATE] there is no such folder")
            return
        self._script.add(literal, folder)
        self._say(f"{tag} OK done")

    def _do_idle(self, tag: str, *_: object) -> None:
        self._say("+ idling")
        before = len(self._mails())
        if self._script.counts_in_idle:
            self._say(f"* {before} EXISTS")
        self._link.settimeout(0.05)
        try:
            while True:
                with suppress(TimeoutError):
                    if not self._link.recv(100):
                        raise _EndedError
                    break
                if len(self._mails()) != before:
                    before = len(self._mails())
                    self._say(f"* {before} EXISTS")
        finally:
            self._link.settimeout(None)
        self._say(f"{tag} OK done")

    def _do_logout(self, tag: str, *_: object) -> None:
        self._say("* BYE", f"{tag} OK done")
        raise _EndedError


def _numbers(words: str, there: Sequence[int]) -> set[int]:
    """The numbers of a sequence set (RFC 3501, 9) that are there."""
    found: set[int] = set()
    for word in words.split(","):
        ends = [max(there, default=0) if end == "*" else int(end or 0) for end in word.split(":")]
        found |= {number for number in there if min(ends) <= number <= max(ends)}
    return found


def _name(text: str) -> str:
    match = re.match(r'"((?:[^"\\]|\\.)*)"', text.strip())
    name = re.sub(r"\\(.)", r"\1", match[1]) if match else text.strip().split(" ")[0]
    return "INBOX" if name.upper() == "INBOX" else name
