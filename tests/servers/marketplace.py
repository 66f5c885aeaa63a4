"""The vendor's reporting API as its documentation has it; busy where told to be."""

import json
import threading
from base64 import b64encode
from collections import deque
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qs, urlencode, urlsplit

USER, TOKEN, VENDOR_ID = "reports@vendor.test", "t0ken", 4711
_PATH = f"/rest/2/vendors/{VENDOR_ID}/reporting/licenses"
_MOST = 50


@dataclass
class ReportingServer:
    """The API, its licenses, and what it was asked."""

    licenses: list[dict[str, Any]] = field(default_factory=list)
    offsets: list[int] = field(default_factory=list)  #: of the pages that it gave
    refusals: deque[tuple[int, dict[str, str]]] = field(default_factory=deque)  #: instead of the next answers
    url: str = ""

    def page(self, query: dict[str, list[str]]) -> dict[str, Any]:
        offset, limit = int(query["offset"][0]), min(int(query["limit"][0]), _MOST)
        since = query["lastUpdated"][0]
        found = [one for one in self.licenses if one["lastUpdated"] >= since]
        self.offsets.append(offset)
        links: dict[str, Any] = {"self": {"href": f"{_PATH}?offset={offset}"}}
        if offset + limit < len(found):
            links["next"] = {"href": f"{_PATH}?{urlencode({'offset': offset + limit, 'limit': limit})}"}
        return {"_links": links, "licenses": found[offset : offset + limit]}


@contextmanager
def serve_reports() -> Iterator[ReportingServer]:
    """The API on a free port."""
    state = ReportingServer()
    proof = "Basic " + b64encode(f"{USER}:{TOKEN}".encode()).decode()

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            parts = urlsplit(self.path)
            if state.refusals:
                self._answer(*state.refusals.popleft(), body=b"busy")
            elif self.headers.get("Authorization") != proof:
                self._answer(401, {}, body=b"")
            elif parts.path != _PATH:
                self._answer(404, {}, body=b"")
            else:
                self._answer(200, {}, body=json.dumps(state.page(parse_qs(parts.query))).encode())

        def _answer(self, status: int, headers: dict[str, str], *, body: bytes) -> None:
            self.send_response(status)
            for name, value in headers.items():
                self.send_header(name, value)
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *_: object) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    state.url = f"http://127.0.0.1:{server.server_port}"
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05})
    thread.start()
    try:
        yield state
    finally:
        server.shutdown()
        thread.join()
        server.server_close()
