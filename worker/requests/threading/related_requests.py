"""Requests that may be about the same license: staff see them side by side, customers get no odd letter.

One customer may well move two licenses into one myAtlassian account; the same license key in two
requests, or two requests of which one names no key yet, may be one matter sent twice. What strangers name
is a mark for staff, and holds nobody's letters.
"""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime

from worker.requests.request_model import (
    OPEN_STATES,
    WORKER,
    Attention,
    Event,
    RelatedRequest,
    Request,
    SenderStanding,
)
from worker.requests.review_rules import license_keys
from worker.requests.senders.freemail_domains import is_freemail
from worker.requests.senders.organizational_domains import domain_of, is_aligned

#: So many related requests are linked in a request's history; its page shows those that there are now.
MOST_LINKS = 10
_AND_MORE = "and more requests, which are not listed any more"
_KEY, _ACCOUNT = "the same license key", "the same myAtlassian account"
_SHARED = frozenset({_KEY, _ACCOUNT, f"{_KEY} and {_ACCOUNT}"})


def reasons(request: Request, related: Sequence[RelatedRequest]) -> list[Attention]:
    """What staff should look at because of `related`."""
    found = []
    if any(other.same_key for other in related):
        found.append(Attention.DUPLICATE_KEY)
    if any(_may_be_one(request, other) for other in related):
        found.append(Attention.DUPLICATE_ACCOUNT)
    return found


def confusing(request: Request, related: Sequence[RelatedRequest]) -> str:
    """Why a letter on `request` would confuse its reader, in words; empty when it would not.

    Only what its reader, or a colleague, may have sent does so, and who has its key unless a mail server of
    ours could have vouched for them and did not.
    """
    ours = [other for other in related if _is_of_one_house(request, other)]
    vouched = [other for other in related if other.standing is not SenderStanding.UNVOUCHED]
    keys = [other.reference for other in related if other.same_key and (other in ours or other in vouched)]
    if keys:
        return f"{' and '.join(keys)} has the same license key"
    accounts = [other.reference for other in ours if _may_be_one(request, other)]
    return f"{' and '.join(accounts)} names the same myAtlassian account" if accounts else ""


def links(related: Sequence[RelatedRequest], now: datetime) -> tuple[Event, ...]:
    """The events that tell of `related` in a request's history."""
    return tuple(
        Event(at=now, who=WORKER, what="link", name=other.reference, why=describe_shared(other))
        for other in related
    )


def new_links(events: Sequence[Event], history: Sequence[Event]) -> tuple[Event, ...]:
    """These events, of their links only those that the history lacks, and no more than it may have.

    Whoever writes without end leaves one more event that says so, and no event for each mail.
    """
    told = {(event.name, event.why) for event in history if _is_of_related(event)}
    full = any(event.why == _AND_MORE for event in history)
    found: list[Event] = []
    for event in events:
        if not _is_of_related(event):
            found.append(event)
        elif (event.name, event.why) not in told and len(told) < MOST_LINKS:
            told.add((event.name, event.why))
            found.append(event)
        elif (event.name, event.why) not in told and not full:
            full = True
            found.append(replace(event, name="", why=_AND_MORE))
    return tuple(found)


def _is_of_related(event: Event) -> bool:
    return event.what == "link" and event.why in _SHARED


def link_back(request: Request, other: RelatedRequest, now: datetime) -> Event:
    """The event that tells of `request` in the history of the other one."""
    return Event(at=now, who=WORKER, what="link", name=request.reference, why=describe_shared(other))


def _is_of_one_house(request: Request, other: RelatedRequest) -> bool:
    """Whether it came from the requester's mailbox or domain, as far as nobody knows that it did not."""
    if other.forged and other.standing is not SenderStanding.KNOWN:
        return False
    mine, theirs = request.requester.addr, other.requester
    if mine == theirs:
        return True
    domain = domain_of(mine)
    return not is_freemail(domain) and is_aligned(domain_of(theirs), domain)


def _may_be_one(request: Request, other: RelatedRequest) -> bool:
    """Whether two requests with one account may be one matter: not when each has a key of its own."""
    keyless = not other.has_key or not license_keys(request)
    return other.same_account and keyless and other.state in OPEN_STATES


def describe_shared(other: RelatedRequest) -> str:
    """What makes the other one related, in words."""
    shared = [_KEY] * other.same_key + [_ACCOUNT] * other.same_account
    return " and ".join(shared)
