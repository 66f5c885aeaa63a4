"""A reader process whose mails say what befalls it, and a parent of one that is killed.

Imports next to nothing, for it is started often: `python -m tests.integration.reader_programs [parent]`.
"""

import os
import signal
import sys
import time
from pathlib import Path

from worker.reader_process.mail_reader import DirectReader, MailReading
from worker.reader_process.reader_child import main
from worker.reader_process.reader_supervisor import ReaderProcess


class TroubledReader(DirectReader):
    """Reads mail; a word in it makes for trouble."""

    def read_mail(self, raw: bytes) -> MailReading:
        if b"loop for ever" in raw:
            while True:
                pass
        if b"eat memory" in raw:
            held = []
            while True:
                held.append(bytearray(1 << 20))
        if b"be killed" in raw:
            os.kill(os.getpid(), signal.SIGKILL)
        if b"die once" in raw and not (marker := Path(raw.rsplit(b" ", 1)[1].decode().strip())).exists():
            marker.touch()
            os.kill(os.getpid(), signal.SIGKILL)
        if b"wait a little" in raw:
            time.sleep(0.2)
        if b"raise" in raw:
            raise ValueError("Ada Byron's secret")
        return super().read_mail(raw)


def troubled(seconds: float = 2) -> ReaderProcess:
    """A reader whose mails can make for trouble."""
    command = [sys.executable, "-m", "tests.integration.reader_programs"]
    return ReaderProcess({}, seconds=seconds, megabytes=64, command=command)


def be_a_parent(mail: bytes) -> None:
    """Tell the number of the process that reads, have it read, and wait for the end."""
    reader = troubled(seconds=1)
    reader.read_mail(b"Hello")
    print(reader.pid, flush=True)
    reader.read_mail(mail)
    time.sleep(600)


if __name__ == "__main__":
    if sys.argv[1:]:
        be_a_parent(sys.argv[1].encode())
    else:
        main(TroubledReader)
