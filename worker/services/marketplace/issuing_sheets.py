"""The issuing sheets of approved requests: for the page of one, and for many as a table."""

from collections.abc import Iterable, Iterator, Sequence
from itertools import islice

from worker.errors import RefusedError
from worker.forms.extraction import FactKind
from worker.marketplace.issuing_sheet import LINES, IssuingSheet, SheetSale, make_sheet
from worker.register import register_keys
from worker.register.values import RegisteredLicense
from worker.requests.merge_answers import mask_key
from worker.requests.request_model import Event, Request, State
from worker.requests.review_rules import UPGRADED, license_keys
from worker.services.contexts import RegisterContext, ReviewContext
from worker.services.csv_export import as_csv
from worker.services.register.register_lookup import secret_of
from worker.services.request_lookup import look_up_request
from worker.services.review.queue_export import find_listed
from worker.services.review.queue_view import QueueQuery
from worker.services.row_lists import Row, in_pieces
from worker.store.transactions import Transaction

#: What a file tells of each license, the sheet's own lines behind it.
COLUMNS = ("reference", "key", "license_key", *LINES, "address")
MOST = 100_000  #: of a file
_PIECE = 100  # requests whose sales are asked for at once


def sheets_of(services: RegisterContext, tx: Transaction, request: Request) -> tuple[IssuingSheet, ...]:
    """A sheet for each license key, in their order; none unless the request is approved."""
    if request.state is not State.APPROVED:
        return ()
    return _sheets(request, find_sales(services, tx, [request])[request.id or 0])


def sheet_rows(
    services: ReviewContext, names: Sequence[str] = (), wish: QueueQuery | None = None
) -> Iterator[Row]:
    """A row for each license to be issued: of these requests, of a list of the queue, or of all.

    Only approved ones have any.
    """
    with services.store.read() as tx:
        wanted: Iterable[Request] = tx.requests.listed([State.APPROVED])
        if names:
            wanted = [_approved(look_up_request(tx, name)) for name in names]
        elif wish is not None:
            pieces = in_pieces(find_listed(services, tx, wish), _PIECE)
            wanted = (
                one for ids in pieces for one in tx.requests.several(ids) if one.state is State.APPROVED
            )
        yield from islice(_rows(services, tx, wanted), MOST)


def sheet_file(services: ReviewContext, names: Sequence[str] = (), wish: QueueQuery | None = None) -> str:
    """The same as CSV that no spreadsheet takes for formulas."""
    return as_csv(COLUMNS, sheet_rows(services, names, wish))


def find_sales(
    services: RegisterContext, tx: Transaction, requests: Sequence[Request]
) -> dict[int, list[SheetSale]]:
    """What each license key of these requests is to be issued as: as it was sold, at the level agreed to."""
    secret = secret_of(services, tx)
    approvals = tx.requests.approvals([one.id or 0 for one in requests])
    digests = {
        key: register_keys.digest(secret, key)
        for key in {key for one in requests for key in license_keys(one)}
        if secret is not None
    }
    sold = tx.register.standing(digests.values()) if digests else {}
    return {
        one.id or 0: [
            _sale(sold.get(digests.get(key, b"")), _level(one, approvals.get(one.id or 0, ())))
            for key in license_keys(one)
        ]
        for one in requests
    }


def _rows(services: RegisterContext, tx: Transaction, wanted: Iterable[Request]) -> Iterator[Row]:
    for piece in in_pieces(wanted, _PIECE):
        sales = find_sales(services, tx, piece)
        for request in piece:
            keys = license_keys(request)
            for place, sheet in enumerate(_sheets(request, sales[request.id or 0])):
                yield {
                    "reference": request.reference,
                    "key": place + 1,
                    "license_key": mask_key(keys[place]),
                    **sheet.values,
                    "address": sheet.address,
                }


def _approved(request: Request) -> Request:
    if request.state is not State.APPROVED:
        raise RefusedError(f"{request.reference} is not approved; approve it first")
    return request


def _sheets(request: Request, sales: Sequence[SheetSale]) -> tuple[IssuingSheet, ...]:
    fields = {name: str(field.value or "") for name, field in request.fields.items()}
    return tuple(make_sheet(fields, sale) for sale in sales)


def _level(request: Request, approvals: Sequence[Event]) -> int | None:
    """The number of users that the customer bought an upgrade to; None where they did not."""
    server = request.facts.get(FactKind.SERVER_USERS)
    if server is None or not isinstance(server.value, int) or all(one.why != UPGRADED for one in approvals):
        return None
    return server.value


def _sale(sold: RegisteredLicense | None, level: int | None) -> SheetSale:
    if sold is None:
        return SheetSale(users=level)
    return SheetSale(
        product=sold.product,
        users=sold.users if level is None else level,
        maintenance_until=sold.maintenance_until,
    )
