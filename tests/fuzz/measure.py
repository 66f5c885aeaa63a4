"""Reads mails each in a process of its own and tells what it took.

`python -m tests.fuzz.measure` takes the path of a mail per line of standard input and answers each with a
line of JSON: seconds of processor time to read and extract it, megabytes at the most, and what broke, if
something did. Reading it as a reply is part of the megabytes and not of the seconds.
"""

import json
import os
import resource
import sys
import time
import traceback
from pathlib import Path

from tests.fuzz import target
from worker.forms.extract_form import extract_form
from worker.reading import read


def main() -> None:
    """Answers until the input ends. A process that is forked for a mail does not load the modules again."""
    target.check(b"Subject: Hello\r\n\r\nHello")  # what is loaded once is no mail's fault
    for line in sys.stdin:
        child = os.fork()
        if child == 0:
            answer = json.dumps(_read(Path(line.rstrip("\n"))))
            print(answer, flush=True)
            os._exit(0)
        os.waitpid(child, 0)


def _read(file: Path) -> dict[str, float | str]:
    raw = file.read_bytes()
    seconds = 0.0
    broke = ""
    try:
        start = time.process_time()
        message = read(raw)
        extraction = extract_form(message, target.forms())
        seconds = time.process_time() - start
        target.check_reading(message, extraction)
    except Exception:  # noqa: BLE001 - told to the test, which fails by it
        broke = traceback.format_exc()[-2000:]
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024  # kilobytes, on Linux
    return {"seconds": round(seconds, 2), "megabytes": round(peak), "broke": broke}


if __name__ == "__main__":
    main()
