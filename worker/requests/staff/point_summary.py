"""The points of eligibility in one line: why a request is plain, or what is odd about it."""

from collections.abc import Sequence

from worker.requests.staff.approval_points import ApprovalPoint, PointVerdict

_ODD = (PointVerdict.BAD, PointVerdict.CHECK)


def by_weight(points: Sequence[ApprovalPoint]) -> tuple[ApprovalPoint, ...]:
    """The points to look at first, first."""
    order = {PointVerdict.BAD: 0, PointVerdict.CHECK: 1, PointVerdict.UNKNOWN: 2, PointVerdict.OK: 3}
    return tuple(sorted(points, key=lambda point: order[point.verdict]))


def in_one_line(points: Sequence[ApprovalPoint]) -> str:
    """ "Odd: …" with what speaks against it or is to be looked at; else "Plain: …" with what is fine."""
    odd = [point.words for point in by_weight(points) if point.verdict in _ODD]
    if odd:
        return f"Odd: {'; '.join(odd)}"
    fine = [point.short for point in points if point.verdict is PointVerdict.OK]
    return f"Plain: {', '.join(fine)}" if fine else "Plain: nothing speaks against it"
