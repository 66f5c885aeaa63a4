"""The issuing sheets of approved requests: for the page of one, and for many as a table."""

from collections.abc import Iterator, Sequence

from worker.errors import RefusedError
from worker.forms.extraction import FactKind
from worker.marketplace.issuing_sheet import LINES, IssuingSheet, SheetSale, make_sheet
from worker.requests.merge_answers import mask_key
from worker.requests.request_model import Request, State
from worker.requests.review_rules import UPGRADED, license_keys
from worker.services.contexts import RegisterContext
from worker.services.csv_export import as_csv
from worker.services.register.register_lookup import match_key, secret_of
from worker.services.request_lookup import look_up_request
from worker.services.row_lists import Row
from worker.store.transactions import Transaction

#: What a file tells of each license, the sheet's own lines behind it.
COLUMNS = ("reference", "key", "license_key", *LINES, "address")
MOST = 100_000  #: of a file


def sheets_of(services: RegisterContext, tx: Transaction, request: Request) -> tuple[IssuingSheet, ...]:
    """A sheet for each license key, in their order; none unless the request is approved."""
    if request.state is not State.APPROVED:
        return ()
    fields = {name: str(field.value or "") for name, field in request.fields.items()}
    return tuple(make_sheet(fields, sale) for sale in find_sales(services, tx, request))


def sheet_rows(services: RegisterContext, names: Sequence[str] = ()) -> Iterator[Row]:
    """A row for each license to be issued: of these requests, or of all that are approved."""
    with services.store.read() as tx:
        wanted = [look_up_request(tx, name) for name in names] or tx.requests.listed([State.APPROVED])
        told = 0
        for request in wanted:
            if names and request.state is not State.APPROVED:
                raise RefusedError(f"{request.reference} is {request.state}; approve it first")
            keys = license_keys(request)
            for place, sheet in enumerate(sheets_of(services, tx, request)):
                yield {
                    "reference": request.reference,
                    "key": place + 1,
                    "license_key": mask_key(keys[place]),
                    **sheet.values,
                    "address": sheet.address,
                }
                told += 1
                if told >= MOST:
                    return


def sheet_file(services: RegisterContext, names: Sequence[str] = ()) -> str:
    """The same as CSV that no spreadsheet takes for formulas."""
    return as_csv(COLUMNS, sheet_rows(services, names))


def find_sales(services: RegisterContext, tx: Transaction, request: Request) -> Iterator[SheetSale]:
    """What each license key is to be issued as, in their order: as it was sold, at the level agreed to."""
    secret = secret_of(services, tx)
    upgraded = any(
        one.new == State.APPROVED and one.why == UPGRADED for one in tx.requests.events(request.id or 0)
    )
    server = request.facts.get(FactKind.SERVER_USERS)
    level = server.value if upgraded and server is not None and isinstance(server.value, int) else None
    for key in license_keys(request):
        sold = match_key(tx, secret, key).found if secret is not None else None
        if sold is None:
            yield SheetSale(users=level)
        else:
            yield SheetSale(
                product=sold.product,
                users=sold.users if level is None else level,
                maintenance_until=sold.maintenance_until,
            )
