"""A server of lines whose every answer a test writes: what no real server can be made to say."""

import socketserver
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field

#: What to say to a line of the client; None hangs up. An answer may hold several lines.
Answer = Callable[[str], str | None]


@dataclass(kw_only=True)
class ScriptedServer:
    """The address, and what clients said."""

    port: int
    host: str = "127.0.0.1"
    heard: list[str] = field(default_factory=list)
    connections: int = 0


@contextmanager
def scripted(greeting: str, answers: Callable[[], Answer]) -> Iterator[ScriptedServer]:
    """Serve on loopback; each connection gets an `Answer` of its own from `answers`."""

    class Handler(socketserver.StreamRequestHandler):
        def handle(self) -> None:
            told.connections += 1
            answer = answers()
            with suppress(OSError):
                self._say(greeting)
                for line in iter(self.rfile.readline, b""):
                    text = line.decode("utf-8", "replace").rstrip("\r\n")
                    told.heard.append(text)
                    if (said := answer(text)) is None:
                        return
                    self._say(said)

        def _say(self, text: str) -> None:
            self.wfile.write("".join(f"{line}\r\n" for line in text.splitlines()).encode())

    with socketserver.ThreadingTCPServer(("127.0.0.1", 0), Handler, bind_and_activate=True) as server:
        server.daemon_threads = True
        server.block_on_close = False
        told = ScriptedServer(port=server.server_address[1])
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
        thread.start()
        try:
            yield told
        finally:
            server.shutdown()
            thread.join()
