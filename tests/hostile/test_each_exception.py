"""Every kind of exception at every call of ours into imapclient: others go on, and all is read in the end."""

import gc
import imaplib
import socket
import ssl
from collections.abc import Callable, Iterator
from pathlib import Path
from types import MethodType
from typing import Any

import pytest
from imapclient import IMAPClient, exceptions

from tests.hostile.scene import staged
from tests.integration.installed import request
from tests.servers.imap_script import ImapScript
from tests.servers.smtp_sink import SmtpSink, Tls
from worker.mailbox import imap_client as mailbox_client

# An exception in the midst of opening or closing leaves the socket to the garbage collector.
pytestmark = pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning")


@pytest.fixture(autouse=True)
def _sockets_collected() -> Iterator[None]:
    """What this module leaves open is closed before another one is looked at."""
    yield
    gc.collect()


#: What is called of imapclient, and of the imaplib below it where imapclient has no way.
CALLS = [
    "__init__",
    "plain_login",
    "has_capability",
    "select_folder",
    "socket",
    "logout",
    "_imap._command",
    "_imap._command_complete",
    "_imap._get_response",
    "_imap._get_line",
    "_imap.read",
    "_imap.readline",
    "_imap.send",
]
RAISED: list[Callable[[], BaseException]] = [
    OSError,
    lambda: OSError(5, "Input/output error"),
    ConnectionResetError,
    ConnectionAbortedError,
    ConnectionRefusedError,
    BrokenPipeError,
    InterruptedError,
    BlockingIOError,
    TimeoutError,
    socket.gaierror,
    ssl.SSLError,
    ssl.SSLEOFError,
    ssl.SSLZeroReturnError,
    ssl.CertificateError,
    imaplib.IMAP4.error,
    imaplib.IMAP4.abort,
    imaplib.IMAP4.readonly,
    lambda: imaplib.IMAP4.error("UID command error: BAD [b'what']"),
    lambda: imaplib.IMAP4.error("got more than 1000000 bytes"),
    exceptions.IMAPClientError,
    exceptions.IMAPClientAbortError,
    exceptions.IMAPClientReadOnlyError,
    exceptions.LoginError,
    exceptions.ProtocolError,
    exceptions.CapabilityError,
    exceptions.IllegalStateError,
    exceptions.InvalidCriteriaError,
    ValueError,
    lambda: UnicodeDecodeError("ascii", b"x", 0, 1, "secret"),
    UnicodeError,
    TypeError,
    KeyError,
    IndexError,
    LookupError,
    AttributeError,
    NameError,
    AssertionError,
    ArithmeticError,
    OverflowError,
    ZeroDivisionError,
    RecursionError,
    NotImplementedError,
    RuntimeError,
    StopIteration,
    EOFError,
    MemoryError,
    BufferError,
    Exception,
]


@pytest.fixture
def sink(start_smtp_sink: Callable[..., SmtpSink]) -> SmtpSink:
    return start_smtp_sink(Tls.NONE)


class Trap:
    """Raises at one call of one mailbox's connections, from the `skip`-th time on."""

    def __init__(self, port: int, call: str) -> None:
        self.port, self.call = port, call
        self.error: Callable[[], BaseException] | None = None
        self.skip = self.seen = 0

    def set(self, error: Callable[[], BaseException], skip: int) -> None:
        self.error, self.skip, self.seen = error, skip, 0

    def spring(self, port: int, call: str) -> None:
        if self.error is None or (port, call) != (self.port, self.call):
            return
        self.seen += 1
        if self.seen > self.skip:
            raise self.error()

    def client(self) -> type[IMAPClient]:
        """imapclient with the trap in it."""
        trap = self

        class Trapped(IMAPClient):  # type: ignore[misc]
            def __init__(self, host: str, **keys: Any) -> None:
                trap.spring(keys["port"], "__init__")
                super().__init__(host, **keys)
                for name in (
                    "_command",
                    "_command_complete",
                    "_get_response",
                    "_get_line",
                    "read",
                    "readline",
                    "send",
                ):
                    self._set(self._imap, name, f"_imap.{name}", keys["port"])
                for name in ("plain_login", "has_capability", "select_folder", "socket", "logout"):
                    self._set(self, name, name, keys["port"])

            def _set(self, holder: Any, name: str, call: str, port: int) -> None:
                usual = getattr(holder, name)

                def trapped(_: Any, *values: Any, **keys: Any) -> Any:
                    trap.spring(port, call)
                    return usual(*values, **keys)

                # imaplib compares the types of its methods.
                setattr(holder, name, MethodType(trapped, holder))

        return Trapped


#: A whole pass over all mailboxes costs much more than a poll of one.
WHOLE_PASS = 33


@pytest.mark.timeout(300)
@pytest.mark.parametrize("call", CALLS)
def test_no_exception_of_any_kind_ends_a_pass(
    monkeypatch: pytest.MonkeyPatch,
    server: ImapScript,
    other: ImapScript,
    tables: Path,
    tmp_path: Path,
    sink: SmtpSink,
    call: str,
) -> None:
    trap = Trap(server.port, call)
    # Each at the first call; and some, other ones for each call, when much has gone well.
    raised = [(error, 0) for error in RAISED] + [(error, 9) for error in RAISED[CALLS.index(call) % 4 :: 4]]
    monkeypatch.setattr(mailbox_client, "IMAPClient", trap.client())
    with staged(tmp_path, tables, server, relay=sink.port, other=other) as scene:
        server.add(request(0))
        other.add(request(1))
        for number, (error, skip) in enumerate(raised):
            trap.set(error, skip)
            if number % WHOLE_PASS == 0:
                server.add(request(2 * number + 2))
                other.add(request(2 * number + 3))
                problems = scene.run_once()
                ids = {entry.message_id for entry in scene.ledger()}
                assert f"<{2 * number + 3}@engines.test>" in ids, error
                assert all(line and "\n" not in line and "secret" not in line for line in problems), problems
            else:
                scene.try_to_poll()
        trap.error = None
        scene.heal()
        for _ in range(3):
            scene.poll()
            scene.clock.let_pass(hours=1)
        assert scene.run_once() == []
        told = sorted((str(entry.message_id), str(entry.disposition)) for entry in scene.ledger())
        assert len(told) == 2 * (1 + len(range(0, len(raised), WHOLE_PASS)))
        assert {disposition for _, disposition in told} == {"request"}
        assert len({message_id for message_id, _ in told}) == len(told) == len(sink.received)
