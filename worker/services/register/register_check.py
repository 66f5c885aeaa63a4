"""What the register says about requests, beside the other points of eligibility."""

from collections.abc import Sequence

from worker.forms.extraction import FactKind
from worker.register import register_keys
from worker.register.register_points import another_secret, register_points
from worker.requests.request_model import Request
from worker.requests.review_rules import license_keys
from worker.requests.staff.approval_points import ApprovalPoint, PointVerdict, by_weight
from worker.services.contexts import RegisterContext
from worker.services.register.register_lookup import match_key, secret_of
from worker.store.transactions import Transaction

_MOST_KEYS = 50


def with_register(
    services: RegisterContext, tx: Transaction, request: Request, points: Sequence[ApprovalPoint]
) -> tuple[ApprovalPoint, ...]:
    """The points, and those of the register as far as there is one; those to look at first, first."""
    points = (*points, *_expert_point(tx, request))
    wanted = license_keys(request)[:_MOST_KEYS]
    if not wanted or tx.register.newest() is None:
        return tuple(points)
    secret = secret_of(services, tx)
    if secret is None:
        return by_weight((*points, another_secret()))
    matches = [match_key(tx, secret, key) for key in wanted]
    told = request.facts.get(FactKind.SERVER_USERS)
    level = told.value if told is not None and isinstance(told.value, int) else None
    return by_weight((*points, *register_points(request, matches, services.clock().date(), level)))


def _expert_point(tx: Transaction, request: Request) -> tuple[ApprovalPoint, ...]:
    expert = tx.experts.of(request.requester.addr) if request.requester.addr else None
    if expert is None:
        return ()
    words = f"An Atlassian Expert sent it for a client: {expert.name or expert.address}"
    return (ApprovalPoint(name="expert", verdict=PointVerdict.OK, short="Expert", words=words),)


def find_unknown(services: RegisterContext, tx: Transaction, request_ids: Sequence[int]) -> frozenset[int]:
    """Which of these requests name a license key that is not in the sales list; none without a list."""
    secret = secret_of(services, tx) if request_ids else None
    if secret is None:
        return frozenset()
    named = {
        request_id: [register_keys.digest(secret, key) for key in value.split()[:_MOST_KEYS]]
        for request_id, value in tx.register.keys_of(request_ids).items()
    }
    known = tx.register.standing({digest for digests in named.values() for digest in digests})
    return frozenset(one for one, digests in named.items() if any(each not in known for each in digests))
