"""Who takes part in the measurement of ingest, each run as a process of its own.

Prints one line of JSON: how many messages, in how many seconds from the first connection to the last
commit, and the peak of memory. Imports and the making of an empty database come before and do not count.
"""

import argparse
import email
import email.message
import imaplib
import json
import re
import signal
import sqlite3
import threading
import time
from collections.abc import Callable
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from imapclient import IMAPClient

if TYPE_CHECKING:
    from worker.app import App

HOST = "127.0.0.1"
_FIELD = re.compile(r"^(\d)\. ([^:?\n]{1,80})[:?]?(.*)$", re.MULTILINE)


@dataclass(frozen=True, kw_only=True)
class Task:
    """One mailbox, and a folder for what is made of it."""

    port: int
    address: str
    password: str
    folder: Path
    url: str = ""  #: of an empty database; for ours alone, which makes a SQLite file without it


def prepare(task: Task) -> tuple[int, float]:
    """The worker's tables, made by a process of its own: an installation has them once and for all."""
    with closing(_installed(task)):
        return 0, 0.0


def ours(task: Task) -> tuple[int, float]:
    """The worker's own poll: ledger, requests and letters. Ends in good order by SIGTERM."""
    from worker import log
    from worker.services.intake.poll_folder import poll_folder

    log.configure("warning")
    stop = threading.Event()
    signal.signal(signal.SIGTERM, lambda *_: stop.set())
    with closing(_installed(task)) as app:
        app.services.readings.reader.read_mail(b"Subject: Are you there?\r\n\r\n")  # it has to start first
        start = time.perf_counter()
        account = poll_folder(app.services, app.sources[0], stop)
        return account.found, time.perf_counter() - start


def _installed(task: Task) -> "App":
    from tests.integration.installed import install

    at = HOST, task.port
    url = task.url or f"sqlite:///{task.folder}/worker.db"
    return install(task.folder, url, at, at, task.password, username=f'"{task.address}"')


def bare(task: Task) -> tuple[int, float]:
    """A bare imapclient loop over the same mailbox, a hundred at a time, that throws the bytes away."""
    start = time.perf_counter()
    count = 0
    with IMAPClient(HOST, port=task.port, ssl=False) as client:
        client.login(task.address, task.password)
        client.select_folder("INBOX", readonly=True)
        uids = client.search()
        for first in range(0, len(uids), 100):
            count += len(client.fetch(uids[first : first + 100], ["BODY.PEEK[]"]))
    return count, time.perf_counter() - start


def tutorial(task: Task) -> tuple[int, float]:
    """The usual loop: UNSEEN, one message at a time, parse, insert, commit."""
    base = sqlite3.connect(task.folder / "tutorial.db")
    base.execute(
        "CREATE TABLE mails (id INTEGER PRIMARY KEY, sender TEXT, subject TEXT, body TEXT, fields TEXT)"
    )
    start = time.perf_counter()
    count = 0
    link = imaplib.IMAP4(HOST, task.port)
    link.login(task.address, task.password)
    link.select("INBOX")
    for number in link.search(None, "UNSEEN")[1][0].split():
        fetched = link.fetch(number.decode(), "(RFC822)")[1][0]
        message = email.message_from_bytes(fetched[1] if isinstance(fetched, tuple) else b"")
        body = _text(message)
        row = (str(message["From"]), str(message["Subject"]), body, json.dumps(_FIELD.findall(body)))
        base.execute("INSERT INTO mails (sender, subject, body, fields) VALUES (?, ?, ?, ?)", row)
        base.commit()
        count += 1
    link.logout()
    base.close()
    return count, time.perf_counter() - start


def _text(message: email.message.Message) -> str:
    found = ""
    for part in message.walk():
        if part.get_content_type() == "text/plain":
            payload = part.get_payload(decode=True)
            found += payload.decode(errors="replace") if isinstance(payload, bytes) else ""
    return found


CONTESTANTS: dict[str, Callable[[Task], tuple[int, float]]] = {
    "ours": ours,
    "prepare": prepare,
    "bare": bare,
    "tutorial": tutorial,
}


def main() -> None:
    """Run one contestant."""
    arguments = argparse.ArgumentParser()
    arguments.add_argument("name", choices=CONTESTANTS)
    arguments.add_argument("--port", type=int, required=True)
    arguments.add_argument("--address", required=True)
    arguments.add_argument("--password", required=True)
    arguments.add_argument("--folder", type=Path, required=True)
    arguments.add_argument("--url", default="")
    given = vars(arguments.parse_args())
    count, seconds = CONTESTANTS[given.pop("name")](Task(**given))
    # Not from getrusage: there a process inherits the peak of the one that started it.
    status = Path("/proc/self/status").read_text("utf-8")
    peak = next(line.split()[1] for line in status.splitlines() if line.startswith("VmHWM"))
    print(json.dumps({"count": count, "seconds": seconds, "kilobytes": int(peak)}))


if __name__ == "__main__":
    main()
