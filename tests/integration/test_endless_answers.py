"""Relays whose replies never end: what is said line by line, or byte by byte, holds nobody up for ever."""

import socket
import threading
import time
from collections.abc import Iterator
from contextlib import closing, suppress

import pytest

from worker.smtp import RelayUnreachable
from worker.smtp.settings import SmtpSettings
from worker.smtp.smtp_relay import Relay
from worker.tls import Tls

#: What comes at once, and what follows without an end.
ENDLESS = {
    "a greeting line by line": (b"", b"220-relay.test\r\n"),
    "a greeting byte by byte": (b"220 ", b"r"),
    "an answer to EHLO": (b"220 relay.test\r\n250-relay.test\r\n", b"250-X-NEVER\r\n"),
    "an answer to EHLO byte by byte": (b"220 relay.test\r\n250-", b"x"),
    "an answer to NOOP": (b"220 relay.test\r\n250 relay.test\r\n", b"250-Ok\r\n"),
}


@pytest.fixture
def port(request: pytest.FixtureRequest) -> Iterator[int]:
    begin, more = ENDLESS[request.param]

    def talk(listener: socket.socket) -> None:
        with suppress(OSError), closing(listener.accept()[0]) as link:
            link.sendall(begin)
            while True:
                link.sendall(more)
                time.sleep(0.01)

    with closing(socket.create_server(("127.0.0.1", 0))) as listener:
        thread = threading.Thread(target=talk, args=(listener,))
        thread.start()
        yield listener.getsockname()[1]
        thread.join(10)


@pytest.mark.parametrize("port", ENDLESS, indirect=True)
def test_a_relay_that_never_comes_to_an_end_is_left(port: int) -> None:
    settings = SmtpSettings(
        host="127.0.0.1", port=port, tls=Tls.NONE, connect_timeout=0.1, timeout=0.1, local_hostname="x.test"
    )
    with pytest.raises(RelayUnreachable), Relay(settings) as relay:
        relay.probe()
