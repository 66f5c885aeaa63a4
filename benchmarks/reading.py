"""read + extract against parsing the same bytes with mail-parser alone, in interleaved rounds.

CPU time is taken, since other programs share the machine. mail-parser does what a program needs of it:
subject, sender, and the text of all parts decoded.
"""

import gc
import statistics
import time
from collections import defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

import mailparser

from benchmarks.mails import Mail, Sort
from worker.forms.extract_form import extract_form
from worker.forms.form_definition import Form
from worker.reading import read

_PIECE = 100  # mails between two looks at the clock


@dataclass(slots=True)
class Taken:
    """CPU seconds per round of each side, over all mails and by sort."""

    ours: list[float] = field(default_factory=list)
    theirs: list[float] = field(default_factory=list)
    by_sort: dict[Sort, tuple[float, float]] = field(default_factory=dict)

    @property
    def ratios(self) -> list[float]:
        """mail-parser's time over ours, round by round: 1 and more is what is aimed at."""
        return [theirs / ours for ours, theirs in zip(self.ours, self.theirs, strict=True)]


def measure(mails: Sequence[Mail], forms: Sequence[Form], rounds: int) -> Taken:
    """Both sides take turns, piece by piece, so that what slows the machine slows both."""
    taken = Taken()
    sums: dict[Sort, list[float]] = defaultdict(lambda: [0.0, 0.0])
    pieces = [
        (sort, [mail.raw for mail in mails if mail.sort is sort][start : start + _PIECE])
        for sort in Sort
        for start in range(0, sum(mail.sort is sort for mail in mails), _PIECE)
    ]

    def ours(raw: bytes) -> object:
        return extract_form(read(raw), forms)

    for raw in (piece[0] for _, piece in pieces):  # tables and patterns are made when first needed
        ours(raw), parsed(raw)
    gc.collect()
    gc.freeze()
    for _ in range(rounds):
        taken.ours.append(0.0)
        taken.theirs.append(0.0)
        for sort, piece in pieces:
            spent = _seconds(ours, piece), _seconds(parsed, piece)
            taken.ours[-1] += spent[0]
            taken.theirs[-1] += spent[1]
            sums[sort][0] += spent[0]
            sums[sort][1] += spent[1]
    taken.by_sort = {sort: (one / rounds, other / rounds) for sort, (one, other) in sums.items()}
    return taken


def parsed(raw: bytes) -> object:
    """What mail-parser makes of the same bytes."""
    mail = mailparser.parse_from_bytes(raw)
    return mail.subject, mail.from_, mail.text_plain, mail.text_html


def report(mails: Sequence[Mail], taken: Taken) -> str:
    """The figures as a table, for people."""
    count, megabytes = len(mails), sum(len(mail.raw) for mail in mails) / 1e6
    lines = [
        f"{count} mails, {megabytes:.1f} MB, {len(taken.ours)} rounds, CPU time",
        "",
        f"{'':18}{'read + extract':>16}{'mail-parser':>14}{'ratio':>8}",
    ]
    for sort, (ours, theirs) in taken.by_sort.items():
        number = sum(mail.sort is sort for mail in mails)
        lines.append(f"{sort:18}{number / ours:10.0f}/s{number / theirs:14.0f}/s{theirs / ours:9.2f}")
    ours, theirs = statistics.median(taken.ours), statistics.median(taken.theirs)
    ratios = taken.ratios
    lines.append(
        f"{'all':18}{count / ours:10.0f}/s{count / theirs:14.0f}/s{statistics.median(ratios):9.2f}"
        f"   ({min(ratios):.2f} to {max(ratios):.2f})"
    )
    return "\n".join(lines)


def _seconds(work: Callable[[bytes], object], raws: Sequence[bytes]) -> float:
    start = time.process_time()
    for raw in raws:
        work(raw)
    return time.process_time() - start
