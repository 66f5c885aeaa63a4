"""Waiting for new mail by IDLE (RFC 2177), with proof that the connection is alive."""

import threading
from time import monotonic

from worker.mailbox.imap_client import ImapClient
from worker.mailbox.imap_errors import Broken

#: Routers forget silent connections after five minutes and more, servers after 29 (RFC 2177).
RENEW_SECONDS = 290.0
#: How long a stop may go unnoticed, and how long a dead server may hold it up.
STOP_SECONDS = 0.5


def wait_for_mail(client: ImapClient, seconds: float, stop: threading.Event, wake: threading.Event) -> bool:
    """Whether the selected folder grew; False when `seconds` are over, or `stop` or `wake` is set.

    Mail that came amid earlier commands counts, too. A connection that is dead without a sign of it
    is noticed after RENEW_SECONDS, or at the end of `seconds`, and one that was closed at once: Broken.
    """
    end = monotonic() + seconds
    # Some servers tell amid IDLE of nothing that came before it.
    if client.has_grown() or _has_grown_by_now(client):
        return True
    while not (stop.is_set() or wake.is_set()) and (remaining := end - monotonic()) > 0:
        if _idle_once(client, min(remaining, RENEW_SECONDS), stop, wake):
            return True
    return False


def _idle_once(client: ImapClient, seconds: float, stop: threading.Event, wake: threading.Event) -> bool:
    client.idle()
    grown = client.has_grown() or _listen(client, seconds, stop, wake)
    if stop.is_set():
        client.hurry(STOP_SECONDS)
    # The answer proves that somebody is there; `idle_check` returns nothing for a closed connection.
    client.idle_done()
    return client.has_grown() or grown or _has_grown_by_now(client)


def _has_grown_by_now(client: ImapClient) -> bool:
    client.noop()
    return client.has_grown()


def _listen(client: ImapClient, seconds: float, stop: threading.Event, wake: threading.Event) -> bool:
    """Whether the folder grew, before the time was over or the connection looked closed."""
    end = monotonic() + seconds
    while not (stop.is_set() or wake.is_set()) and (remaining := end - monotonic()) > 0:
        started, slice_seconds = monotonic(), min(remaining, STOP_SECONDS)
        responses = client.idle_check(slice_seconds)
        if any(isinstance(each, tuple) and each[:1] == (b"BYE",) for each in responses):
            raise Broken("it said goodbye")
        if client.has_grown_by(responses):
            return True
        if not responses and monotonic() - started < slice_seconds / 2:
            return False
    return False
