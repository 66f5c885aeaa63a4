"""SENs that are offered to a request, as far as that still holds."""

from collections.abc import Sequence

from worker.marketplace.values import SenOffer
from worker.requests.request_model import Request, State
from worker.requests.review_rules import license_keys
from worker.store.transactions import Transaction

#: Fields of a request by which it was told which license is its own.
_COMPARED = frozenset({"license_key", "account_email", "organization"})


def offers_for(tx: Transaction, request: Request) -> tuple[SenOffer, ...]:
    """What is offered for a request's keys, in their order; none unless it is approved.

    What it was compared by may have changed since: then the report has to be read again.
    """
    if request.state is not State.APPROVED:
        return ()
    events = tx.requests.events(request.id or 0)
    changed = max((one.at for one in events if one.what == "field" and one.name in _COMPARED), default=None)
    count = len(license_keys(request))
    offers = [one for one in tx.offers.of_request(request.id or 0, changed) if one.place < count]
    given = tx.sens_given([one.sen for one in offers], request.id)
    return tuple(one for one in offers if one.sen not in given)


def sens_of(offers: Sequence[SenOffer]) -> list[str]:
    """The SENs in the keys' order."""
    return [one.sen for one in sorted(offers, key=lambda one: one.place)]
