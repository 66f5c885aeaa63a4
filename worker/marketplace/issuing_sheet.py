"""What the Marketplace's form for a new license wants, in its order, from a request and its sale."""

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from worker.marketplace.postal_address import split_address
from worker.register.cell_values import UNLIMITED

#: Each line of the sheet: its name in files, and what it is called.
LINES: Mapping[str, str] = {
    "account_email": "myAtlassian address",
    "first_name": "First name",
    "last_name": "Last name",
    "organization": "Organization",
    "street": "Street",
    "city": "City",
    "state": "State",
    "postcode": "Postcode",
    "country": "Country (ISO)",
    "product": "Product",
    "tier": "Tier",
    "maintenance_end": "Maintenance end",
    "expert": "Expert",
}
_SPACED = re.compile(r"\s+")


@dataclass(frozen=True, slots=True, kw_only=True)
class SheetSale:
    """What is known of the license key's sale, and of the level that was agreed on since."""

    product: str = ""
    users: int | None = None
    maintenance_until: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class IssuingSheet:
    """One license to be issued; a line that nothing is known for is empty."""

    values: Mapping[str, str]  #: by the names of `LINES`
    address: str  #: whole, as the customer gave it


def make_sheet(fields: Mapping[str, str], sale: SheetSale) -> IssuingSheet:
    """The sheet of one license key; `fields` are the request's."""
    first, last = split_name(fields.get("holder_name", ""))
    place = split_address(fields.get("address", ""))
    values = {
        "account_email": fields.get("account_email", ""),
        "first_name": first,
        "last_name": last,
        "organization": fields.get("organization", ""),
        "street": place.street,
        "city": place.city,
        "state": place.state,
        "postcode": place.postcode,
        "country": place.country,
        "product": sale.product,
        "tier": _tier(sale.users),
        "maintenance_end": sale.maintenance_until.isoformat() if sale.maintenance_until else "",
        "expert": fields.get("expert_email", ""),
    }
    return IssuingSheet(
        values={name: _one_line(values[name]) for name in LINES}, address=_one_line(fields.get("address", ""))
    )


def split_name(name: str) -> tuple[str, str]:
    """First and last name. "Byron, Ada" is Ada Byron; names in Chinese and Korean begin with the family's.

    >>> split_name("Ludwig van Beethoven")
    ('Ludwig', 'van Beethoven')
    """
    name = _one_line(name)
    last, comma, first = name.partition(",")
    if comma:
        return first.strip(), last.strip()
    words = name.split(" ")
    if len(words) == 1:
        return ("", name)
    if all(_is_of_east_asia(word) for word in words):
        return " ".join(words[1:]), words[0]
    at = next((at for at, word in enumerate(words[1:-1], 1) if word[0].islower()), len(words) - 1)
    return " ".join(words[:at]), " ".join(words[at:])


def _is_of_east_asia(word: str) -> bool:
    return unicodedata.name(word[0], "").startswith(("CJK", "HANGUL", "HIRAGANA", "KATAKANA"))


def _tier(users: int | None) -> str:
    if users is None:
        return ""
    return "Unlimited Users" if users == UNLIMITED else f"{users} Users"


def _one_line(text: str) -> str:
    return _SPACED.sub(" ", text.replace("\n", ", ")).strip(" ,")
