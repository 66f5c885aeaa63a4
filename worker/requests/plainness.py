"""The points of eligibility in one line: why a request is plain, or what is odd about it."""

from collections.abc import Sequence

from worker.requests.eligibility import Point, Verdict

_ODD = (Verdict.BAD, Verdict.CHECK)


def by_weight(points: Sequence[Point]) -> tuple[Point, ...]:
    """The points to look at first, first."""
    order = {Verdict.BAD: 0, Verdict.CHECK: 1, Verdict.UNKNOWN: 2, Verdict.OK: 3}
    return tuple(sorted(points, key=lambda point: order[point.verdict]))


def in_one_line(points: Sequence[Point]) -> str:
    """ "Odd: …" with what speaks against it or is to be looked at; else "Plain: …" with what is fine."""
    odd = [point.words for point in by_weight(points) if point.verdict in _ODD]
    if odd:
        return f"Odd: {'; '.join(odd)}"
    fine = [point.short for point in points if point.verdict is Verdict.OK]
    return f"Plain: {', '.join(fine)}" if fine else "Plain: nothing speaks against it"
