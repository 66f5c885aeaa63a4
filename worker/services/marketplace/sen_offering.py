"""SENs of the license report: offered for the approved requests that they fit, taken by a person's word."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from worker.errors import RefusedError
from worker.marketplace.issuing_sheet import SheetSale
from worker.marketplace.license_matching import match_licenses
from worker.marketplace.values import IssuedLicense, SenOffer, Undecided, WaitingKey
from worker.register.values import BadRow
from worker.requests.request_model import Request, State
from worker.requests.review_rules import license_keys
from worker.services.contexts import RegisterContext, ReviewContext, StoreContext
from worker.services.marketplace.auto_completion import complete_exact
from worker.services.marketplace.issuing_sheets import find_sales
from worker.services.marketplace.report_files import read_report
from worker.services.marketplace.standing_offers import offers_for, sens_of
from worker.services.request_lookup import look_up_request
from worker.services.review import review_actions
from worker.services.row_lists import Row, in_pieces
from worker.store.transactions import Transaction

_PIECE = 100  # requests whose sales are asked for at once


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportTaken:
    """What came of a report."""

    licenses: int
    bad: tuple[BadRow, ...]
    offers: tuple[SenOffer, ...]
    untold: tuple[SenOffer, ...]  #: that fit as far as is known, which is not far enough
    undecided: tuple[Undecided, ...]
    references: dict[int, str]  #: of the requests that are offered something
    completed: tuple[str, ...] = ()  #: references of those that are completed by it alone


def take_report(
    services: ReviewContext, file: Path, by: str, *, dry_run: bool = False, name: str = ""
) -> ReportTaken:
    """Offer each SEN of a file to the approved request that it fits."""
    issued, bad = read_report(file)
    return take_licenses(services, issued, bad, name or file.name, by, dry_run=dry_run)


def find_waiting(services: RegisterContext) -> list[WaitingKey]:
    """The license keys of all approved requests."""
    with services.store.read() as tx:
        return _waiting(services, tx, [*tx.requests.listed([State.APPROVED])])


def take_licenses(
    services: ReviewContext,
    issued: Sequence[IssuedLicense],
    bad: Sequence[BadRow],
    source: str,
    by: str,
    *,
    dry_run: bool = False,
    at_once: bool = True,
) -> ReportTaken:
    """Offer each SEN to the approved request that it fits; what was offered before by other reports stays.

    Nothing is completed by it alone where some of the report could not be read, or was not read `at_once`: a
    rival may be missing.
    """
    with services.store.read() as tx:
        approved = [*tx.requests.listed([State.APPROVED])]
        waiting = _waiting(services, tx, approved)
        given = tx.sens_given([one.sen for one in issued], None)
    matched = match_licenses(waiting, issued, given)
    completed: tuple[str, ...] = ()
    if not dry_run:
        with services.store.write() as tx:
            doubted = {sen for one in matched.undecided for sen in one.sens} | {
                one.sen for one in matched.untold
            }
            tx.offers.put(matched.offers, doubted, source, by, services.clock())
        if at_once and not bad:
            completed = complete_exact(services, matched.offers, source)
    return ReportTaken(
        licenses=len(issued),
        bad=tuple(bad),
        offers=matched.offers,
        untold=matched.untold,
        undecided=matched.undecided,
        references={request.id or 0: request.reference for request in approved},
        completed=completed,
    )


def offered(services: StoreContext) -> list[Row]:
    """What is offered to requests that are approved, request by request."""
    with services.store.read() as tx:
        approved = [*tx.requests.listed([State.APPROVED])]
        offers = {request.reference: offers_for(tx, request) for request in approved}
    return [
        {"reference": reference, "key": one.place + 1, "sen": one.sen, "evidence": list(one.evidence)}
        for reference, found in offers.items()
        for one in found
    ]


def confirm(services: ReviewContext, name: str, by: str) -> Request:
    """Complete a request with what is offered for it. RefusedError unless each of its keys has an offer."""
    with services.store.read() as tx:
        request = look_up_request(tx, name)
        offers = offers_for(tx, request)
    if not offers or len(offers) != len(license_keys(request)):
        raise RefusedError(f"{request.reference} has no offered SEN for each of its license keys")
    return review_actions.complete(services, request.reference, sens_of(offers), by)


def _waiting(services: RegisterContext, tx: Transaction, approved: Sequence[Request]) -> list[WaitingKey]:
    found: list[WaitingKey] = []
    for piece in in_pieces(approved, _PIECE):
        sales = find_sales(services, tx, piece)
        approvals = tx.requests.approvals([one.id or 0 for one in piece])
        for request in piece:
            times = [one.at for one in approvals.get(request.id or 0, ())]
            since = (times[-1] if times else request.updated_at).date()
            found += _keys_of(request, since, sales[request.id or 0])
    return found


def _keys_of(request: Request, since: date, sales: Sequence[SheetSale]) -> list[WaitingKey]:
    values = {name: str(field.value or "") for name, field in request.fields.items()}
    return [
        WaitingKey(
            request_id=request.id or 0,
            reference=request.reference,
            place=place,
            email=values.get("account_email", "").lower(),
            organization=values.get("organization", ""),
            approved=since,
            product=sale.product,
            users=sale.users,
        )
        for place, sale in enumerate(sales)
    ]
