"""`make bench`: reading and extracting against parsing the same bytes with mail-parser alone."""

import statistics
import time
from collections.abc import Callable
from datetime import UTC, datetime

import mailparser

from worker.app import load_forms
from worker.demo.mails import samples
from worker.forms.extract import extract
from worker.reading import read
from worker.resources import folder

ROUNDS = 5
COPIES = 40


def main() -> None:
    """Print the median of each and their ratio."""
    forms = load_forms((folder("templates"),))
    now = datetime.now(UTC)
    mails = [
        one.raw for one in samples(forms["marketplace-migration"], forms["cloud-interest"], now)
    ] * COPIES
    known = tuple(forms.values())
    ours = _seconds(lambda: [extract(read(raw), known) for raw in mails])
    theirs = _seconds(lambda: [_parsed(raw) for raw in mails])
    print(f"read + extract     {len(mails) / ours:8.0f} mails/s")
    print(f"mail-parser alone  {len(mails) / theirs:8.0f} mails/s")
    print(f"ratio              {theirs / ours:8.2f}")


def _parsed(raw: bytes) -> tuple[object, ...]:
    mail = mailparser.parse_from_bytes(raw)
    return mail.subject, mail.from_, mail.text_plain, mail.text_html


def _seconds(work: Callable[[], object]) -> float:
    """The median over some rounds."""
    taken = []
    for _ in range(ROUNDS):
        start = time.perf_counter()
        work()
        taken.append(time.perf_counter() - start)
    return statistics.median(taken)


main()
