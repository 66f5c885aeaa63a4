"""The points of eligibility in one line: why a request is plain, or what is odd about it."""

from collections.abc import Sequence

from worker.requests.staff.approval_points import ApprovalPoint, PointVerdict, by_weight, weigh

_ODD = (PointVerdict.BAD, PointVerdict.CHECK)


def worst(points: Sequence[ApprovalPoint]) -> PointVerdict:
    """The verdict on all points together; what is not known counts for nothing beside what is."""
    told = [point.verdict for point in points if point.verdict is not PointVerdict.UNKNOWN]
    return min(told, key=weigh, default=PointVerdict.UNKNOWN)


def in_one_line(points: Sequence[ApprovalPoint]) -> str:
    """ "Odd: …" with what speaks against it or is to be looked at; else "Plain: …" with what is fine."""
    odd = [point.words for point in by_weight(points) if point.verdict in _ODD]
    if odd:
        return f"Odd: {'; '.join(odd)}"
    fine = [point.short for point in points if point.verdict is PointVerdict.OK]
    return f"Plain: {', '.join(fine)}" if fine else "Plain: nothing speaks against it"
