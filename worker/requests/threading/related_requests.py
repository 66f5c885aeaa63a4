"""Requests that may be about the same license: staff see them side by side, customers get no odd letter.

One customer may well move two licenses into one myAtlassian account; the same license key in two
requests, or two requests of which one names no key yet, may be one matter sent twice.
"""

from collections.abc import Sequence
from datetime import datetime

from worker.requests.request_model import OPEN_STATES, WORKER, Attention, Event, RelatedRequest, Request
from worker.requests.review_rules import license_keys


def reasons(request: Request, related: Sequence[RelatedRequest]) -> list[Attention]:
    """What staff should look at because of `related`."""
    found = []
    if any(other.same_key for other in related):
        found.append(Attention.DUPLICATE_KEY)
    if any(_may_be_one(request, other) for other in related):
        found.append(Attention.DUPLICATE_ACCOUNT)
    return found


def confusing(request: Request, related: Sequence[RelatedRequest]) -> str:
    """Why a letter on `request` would confuse its reader, in words; empty when it would not."""
    keys = [other.reference for other in related if other.same_key]
    if keys:
        return f"{' and '.join(keys)} has the same license key"
    accounts = [other.reference for other in related if _may_be_one(request, other)]
    return f"{' and '.join(accounts)} names the same myAtlassian account" if accounts else ""


def links(related: Sequence[RelatedRequest], now: datetime) -> tuple[Event, ...]:
    """The events that tell of `related` in a request's history."""
    return tuple(
        Event(at=now, who=WORKER, what="link", name=other.reference, why=describe_shared(other))
        for other in related
    )


def link_back(request: Request, other: RelatedRequest, now: datetime) -> Event:
    """The event that tells of `request` in the history of the other one."""
    return Event(at=now, who=WORKER, what="link", name=request.reference, why=describe_shared(other))


def _may_be_one(request: Request, other: RelatedRequest) -> bool:
    """Whether two requests with one account may be one matter: not when each has a key of its own."""
    keyless = not other.has_key or not license_keys(request)
    return other.same_account and keyless and other.state in OPEN_STATES


def describe_shared(other: RelatedRequest) -> str:
    """What makes the other one related, in words."""
    shared = ["the same license key"] * other.same_key + ["the same myAtlassian account"] * other.same_account
    return " and ".join(shared)
