"""Tells the server's table of connections where each request comes from."""

from starlette.requests import Request
from starlette.types import ASGIApp, Receive, Scope, Send

from worker.services.accounts.password_login import find_client_place
from worker.web import http_requests
from worker.web.connections.connection_table import connection_of
from worker.web.web_context import WebContext


class CountingConnections:
    """Counts a connection as one of the place that its request comes from, as soon as that has a head."""

    def __init__(self, app: ASGIApp, context: WebContext) -> None:
        self._app = app
        self._desk = context

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Count, and let the application answer."""
        if scope["type"] == "http":
            request = Request(scope)
            if http_requests.hidden(self._desk, request) and request.client:
                self._desk.door.strange.note(request.client.host)
            if connection := connection_of(request):
                connection.enter(find_client_place(http_requests.client_of(self._desk, request)))
        await self._app(scope, receive, send)
