"""A row of a sales list becomes a license of the register."""

from collections.abc import Callable, Sequence

from worker.register import keys
from worker.register.cells import CellError, day, number_of_users, words
from worker.register.columns import Layout
from worker.register.values import Column, DateOrder, RegisteredLicense

_ORDER = (
    Column.KEY,
    Column.PRODUCT,
    Column.USERS,
    Column.ORGANIZATION,
    Column.BUYER,
    Column.EMAIL,
    Column.BOUGHT,
    Column.MAINTENANCE,
    Column.SEN,
)


class RowReader:
    """Reads rows of one layout; a million of them, so it looks nothing up twice."""

    def __init__(self, layout: Layout, dates: DateOrder | None, secret: bytes) -> None:
        self._dates, self._secret = dates, secret
        self._places = tuple(layout.mapping.get(column, -1) for column in _ORDER)

    def read(self, row: Sequence[str]) -> RegisteredLicense:
        """The license of this row. Raises CellError where it can't be taken."""
        count = len(row)
        key, product, users, organization, buyer, email, bought, maintained, sen = [
            row[place] if 0 <= place < count else "" for place in self._places
        ]
        key = keys.unwrapped(key)
        if not key:
            raise CellError("there is no license key")
        if not keys.is_plausible_key(key):
            raise CellError("that is no license key: it is too short or too long")
        return RegisteredLicense(
            digest=keys.digest(self._secret, key),
            ending=keys.ending(key),
            product=words(product),
            users=number_of_users(users),
            organization=words(organization),
            buyer=words(buyer),
            email=words(email).lower(),
            bought=day(bought, self._dates),
            maintenance_until=day(maintained, self._dates),
            sen=words(sen).upper(),
        )


def first_of_each(seen: set[int]) -> Callable[[RegisteredLicense], None]:
    """Raises CellError for a key that stood in the file before; `seen` grows by eight bytes a key."""

    def check(license_: RegisteredLicense) -> None:
        short = int.from_bytes(license_.digest[:7], "big")
        if short in seen:
            raise CellError("its key stands in a row above, and the first row counts")
        seen.add(short)

    return check
