"""What the owner of the myAtlassian account says about requests, beside the other points of eligibility."""

from collections.abc import Sequence

from worker.requests.request_model import Event, LetterKind, Request
from worker.requests.staff.approval_points import ApprovalPoint
from worker.requests.staff.owner_point import OwnerLetter, owner_points
from worker.requests.staff.point_summary import by_weight
from worker.services.contexts import PolicyContext
from worker.store.transactions import Transaction


def with_owner_answer(
    services: PolicyContext,
    tx: Transaction,
    request: Request,
    points: Sequence[ApprovalPoint],
    events: Sequence[Event],
) -> tuple[ApprovalPoint, ...]:
    """The points, and what the account's owner says; those to look at first, first."""
    asked = [
        OwnerLetter(to=letter.to, state=letter.state, sent_at=letter.sent_at)
        for letter in tx.letters.of_request(request.id or 0)
        if letter.kind is LetterKind.ACCOUNT_OWNER_ASKED
    ]
    found = owner_points(request, asked, events, services.policy, services.clock())
    return by_weight((*points, *found)) if found else tuple(points)
