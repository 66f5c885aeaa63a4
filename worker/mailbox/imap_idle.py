"""Waiting for new mail by IDLE (RFC 2177), with proof that the connection is alive."""

import threading
from time import monotonic

from worker.mailbox.imap_client import Broken, Client

#: Routers forget silent connections after five minutes and more, servers after 29 (RFC 2177).
RENEW_SECONDS = 290.0
#: How long a stop may go unnoticed, and how long a dead server may hold it up.
STOP_SECONDS = 0.5


def wait_for_mail(client: Client, seconds: float, stop: threading.Event, wake: threading.Event) -> bool:
    """Whether the selected folder grew; False when `seconds` are over, or `stop` or `wake` is set.

    Mail that came amid earlier commands counts, too. A connection that is dead without a sign of it
    is noticed after RENEW_SECONDS, or at the end of `seconds`, and one that was closed at once: Broken.
    """
    end = monotonic() + seconds
    # Some servers tell amid IDLE of nothing that came before it.
    if client.has_grown() or _has_grown_by_now(client):
        return True
    while not (stop.is_set() or wake.is_set()) and (left := end - monotonic()) > 0:
        if _idle_once(client, min(left, RENEW_SECONDS), stop, wake):
            return True
    return False


def _idle_once(client: Client, seconds: float, stop: threading.Event, wake: threading.Event) -> bool:
    client.idle()
    grown = client.has_grown() or _listen(client, seconds, stop, wake)
    if stop.is_set():
        client.hurry(STOP_SECONDS)
    # The answer proves that somebody is there; `idle_check` returns nothing for a closed connection.
    client.idle_done()
    return client.has_grown() or grown or _has_grown_by_now(client)


def _has_grown_by_now(client: Client) -> bool:
    client.noop()
    return client.has_grown()


def _listen(client: Client, seconds: float, stop: threading.Event, wake: threading.Event) -> bool:
    """Whether the folder grew, before the time was over or the connection looked closed."""
    end = monotonic() + seconds
    while not (stop.is_set() or wake.is_set()) and (left := end - monotonic()) > 0:
        began, share = monotonic(), min(left, STOP_SECONDS)
        told = client.idle_check(share)
        if any(isinstance(each, tuple) and each[:1] == (b"BYE",) for each in told):
            raise Broken("it said goodbye")
        if client.has_grown_by(told):
            return True
        if not told and monotonic() - began < share / 2:
            return False
    return False
