"""What the owner of the myAtlassian account says about requests, beside the other points of eligibility."""

from collections.abc import Iterable, Sequence

from worker.requests.account_owner import OwnerLetter
from worker.requests.request_model import Event, LetterKind, Request
from worker.requests.staff.approval_points import ApprovalPoint, by_weight
from worker.requests.staff.owner_point import owner_points
from worker.services.contexts import PolicyContext
from worker.store.records import Letter
from worker.store.transactions import Transaction


def with_owner_answer(
    services: PolicyContext,
    tx: Transaction,
    request: Request,
    points: Sequence[ApprovalPoint],
    events: Sequence[Event],
) -> tuple[ApprovalPoint, ...]:
    """The points, and what the account's owner says; those to look at first, first."""
    asked = list_owner_letters(tx.letters.of_request(request.id or 0))
    found = owner_points(request, asked, events, services.policy, services.clock())
    return by_weight((*points, *found)) if found else tuple(points)


def list_owner_letters(letters: Iterable[Letter]) -> list[OwnerLetter]:
    """Those of a request's letters that asked an account's owner."""
    return [
        OwnerLetter(to=one.to, state=one.state, created_at=one.created_at, sent_at=one.sent_at)
        for one in letters
        if one.kind is LetterKind.ACCOUNT_OWNER_ASKED
    ]
