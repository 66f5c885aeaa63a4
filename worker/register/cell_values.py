"""What stands in a cell of a sales list: dates, numbers and words, each in the ways that people write it."""

import re
from collections.abc import Iterable
from datetime import date, datetime
from functools import lru_cache

from worker.register.values import DateOrder

_LONGEST = 300
_NUMBERS = re.compile(r"(\d{1,4})([./-])(\d{1,2})\2(\d{1,4})(?:[T ].*)?")
_NAMED = ("%d %b %Y", "%d %B %Y", "%b %d %Y", "%B %d %Y", "%Y %b %d")
_USERS = re.compile(
    r"(?:up to )?(\d{1,3}(?:[.,' ]\d{3})+|\d+)(?:[.,]0+)?\s*(?:users?|user tier|\+)?", re.IGNORECASE
)
_UNLIMITED = frozenset({"unlimited", "unlimited users", "enterprise", "unbegrenzt", "illimité", "ilimitado"})
_NOTHING = frozenset({"", "-", "–", "n/a", "na", "none", "null"})

#: As many as anybody can have.
UNLIMITED = 1_000_000


class CellError(ValueError):
    """A cell does not say what its column is about; the text says why, and nothing of the cell."""


def clean_words(text: str) -> str:
    """Words in one line; what a database can't keep is left out."""
    whole = text.replace("\0", "") if "\0" in text else text
    return " ".join(whole.split())[:_LONGEST]


@lru_cache(maxsize=4096)
def number_of_users(text: str) -> int | None:
    """How many users: "50", "Up to 500 users", "1,000", "Unlimited"; None for an empty cell."""
    plain = " ".join(text.split())
    if plain.casefold() in _NOTHING:
        return None
    if plain.casefold() in _UNLIMITED:
        return UNLIMITED
    if (match := _USERS.fullmatch(plain)) is None:
        raise CellError("the number of users is no number")
    return min(int(re.sub(r"\D", "", match[1]) or 0), UNLIMITED)


@lru_cache(maxsize=65536)
def parse_day(text: str, order: DateOrder | None) -> date | None:
    """A date: "2015-03-31", "31.03.2015", "31/03/2015" by `order`, "31 Mar 2015"; None for an empty cell."""
    plain = " ".join(text.replace(",", " ").split())
    if plain.casefold() in _NOTHING:
        return None
    if (match := _NUMBERS.fullmatch(plain)) is not None:
        return _of_numbers(match, order)
    for form in _NAMED:
        try:
            return datetime.strptime(plain.replace("-", " "), form).date()  # noqa: DTZ007 -- a day has no zone
        except ValueError:
            continue
    raise CellError("there is a date that can't be read")


def find_order(cells: Iterable[str]) -> DateOrder | None:
    """In which order these dates have their numbers, as the first says that can be read in one way only."""
    for text in cells:
        match = _NUMBERS.fullmatch(text.strip())
        if match is not None and match[2] != "." and len(match[1]) <= 2:
            first, second = int(match[1]), int(match[3])
            if first > 12 >= second:
                return DateOrder.DAY_FIRST
            if second > 12 >= first:
                return DateOrder.MONTH_FIRST
    return None


def _of_numbers(match: re.Match[str], order: DateOrder | None) -> date:
    first, second, third = int(match[1]), int(match[3]), int(match[4])
    if len(match[1]) == 4:
        year, month, of_month = first, second, third
    elif match[2] == "." or order is DateOrder.DAY_FIRST:
        year, month, of_month = third, second, first
    elif order is DateOrder.MONTH_FIRST:
        year, month, of_month = third, first, second
    else:
        raise CellError("it can't be told which number of a date is the month; give --dates dmy or mdy")
    try:
        return date(year + 2000 if year < 100 else year, month, of_month)
    except ValueError as error:
        raise CellError("there is a date that no calendar has") from error
