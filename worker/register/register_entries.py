"""A row of a sales list becomes a license of the register."""

from collections.abc import Callable, Sequence

from worker.register import register_keys
from worker.register.cell_values import CellError, clean_words, number_of_users, parse_day
from worker.register.register_columns import ColumnLayout
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

    def __init__(self, layout: ColumnLayout, dates: DateOrder | None, secret: bytes) -> None:
        self._dates, self._secret = dates, secret
        self._places = tuple(layout.mapping.get(column, -1) for column in _ORDER)

    def read(self, row: Sequence[str]) -> RegisteredLicense:
        """The license of this row. Raises CellError where it can't be taken."""
        count = len(row)
        key, product, users, organization, buyer, email, bought, maintained, sen = [
            row[place] if 0 <= place < count else "" for place in self._places
        ]
        key = register_keys.unwrapped(key)
        if not key:
            raise CellError("there is no license key")
        if not register_keys.is_plausible_key(key):
            raise CellError("that is no license key: it is too short or too long")
        return RegisteredLicense(
            digest=register_keys.digest_unwrapped(self._secret, key),
            ending=register_keys.cut_ending(key),
            product=clean_words(product),
            users=number_of_users(users),
            organization=clean_words(organization),
            buyer=clean_words(buyer),
            email=clean_words(email).lower(),
            bought=parse_day(bought, self._dates),
            maintenance_until=parse_day(maintained, self._dates),
            sen=clean_words(sen).upper(),
        )


def first_of_each() -> Callable[[bytes], None]:
    """A check that raises CellError for a digest that it was given before; it grows by about ten bytes each.

    What it keeps is the digest's first eight bytes: two of a million share them by a chance of 1 in 10^7.
    """
    seen = [bytearray() for _ in range(1 << 16)]  # by the first two bytes: the next six, one behind the other

    def check(digest: bytes) -> None:
        known, rest = seen[digest[0] << 8 | digest[1]], digest[2:8]
        at = known.find(rest)
        while at % len(rest) and at >= 0:  # a place within two others
            at = known.find(rest, at + 1)
        if at >= 0:
            raise CellError("its key stands in a row above, and the first row counts")
        known += rest

    return check
