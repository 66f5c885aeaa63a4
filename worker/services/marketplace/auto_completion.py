"""Completing approved requests by the Marketplace's report alone, where the deployer wants that."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace

from worker import log
from worker.errors import RefusedError, UsageError
from worker.marketplace.values import SenOffer
from worker.requests.request_model import WORKER, AutoComplete, Event, Request, State
from worker.requests.review_rules import RequestStep, license_keys
from worker.services.contexts import ReviewContext
from worker.services.marketplace.standing_offers import offers_for, sens_of
from worker.services.outbox.save_step import keep_step
from worker.services.review import staff_actions
from worker.store.transactions import Transaction

_log = log.get(__name__)


def complete_exact(services: ReviewContext, offers: Sequence[SenOffer], source: str) -> tuple[str, ...]:
    """Complete each approved request whose keys all have an exact offer; the references of those.

    What a person has to look at first, and what was used before, is left to them.
    """
    if services.policy.auto_complete is not AutoComplete.EXACT:
        return ()
    by_request: dict[int, list[SenOffer]] = defaultdict(list)
    for one in offers:
        by_request[one.request_id].append(one)
    done = (_complete(services, name, found, source) for name, found in by_request.items())
    return tuple(filter(None, done))


def _complete(services: ReviewContext, request_id: int, offers: Sequence[SenOffer], source: str) -> str:
    with services.store.write() as tx:
        request = tx.requests.get(request_id)
        if request is None or request.state is not State.APPROVED or request.attention:
            return ""
        if len(offers) != len(license_keys(request)) or not all(one.exact for one in offers):
            return ""
        if sens_of(offers_for(tx, request)) != sens_of(offers):
            return ""  # what they were compared by has changed since, or somebody has a SEN by now
        try:
            step = _step(services, tx, request, offers, source)
            completed = keep_step(services, tx, step)
        except (RefusedError, UsageError) as error:
            _log.warning("not_completed_by_itself", request=request.id, reason=type(error).__name__)
            return ""
    return completed.reference


def _step(
    services: ReviewContext, tx: Transaction, request: Request, offers: Sequence[SenOffer], source: str
) -> RequestStep:
    ordered = sorted(offers, key=lambda one: one.place)
    step = staff_actions.complete(sens_of(offers), WORKER).step(services, tx, request)
    why = "; ".join(", ".join((one.sen, *one.evidence)) for one in ordered)
    note = Event(
        at=services.clock(),
        who=WORKER,
        what="note",
        name="auto_complete",
        why=f"completed by the {source} alone, as policy.auto_complete says: {why}",
    )
    return replace(step, events=(*step.events, note))
