"""The parts of a postal address, as far as its shape tells them; what it does not tell stays with the street.

There is no library for the addresses of all countries that is small; so nothing is guessed by meaning. A
person who copies the parts has the whole beside them.
"""

import re
from dataclasses import dataclass

from worker.forms.fields.countries import MAX_CHARS, find_country, fold_name, is_only_country
from worker.forms.fields.place_words import STATES

_PARTS = re.compile(r"\s*[\n\r,;|•、，]+\s*")
#: The longest name of a country that ends a part without a comma before it, in words.
_COUNTRY_WORDS = 5
_CODE = re.compile(
    r"(?<![\w-])(?:"
    r"[A-Z]{1,2}\d[A-Z\d]? ?\d[A-Z]{2}"  # United Kingdom
    r"|[A-Z]\d[A-Z][ -]?\d[A-Z]\d"  # Canada
    r"|\d{4} ?[A-Z]{2}"  # Netherlands
    r"|\d{5}-\d{3,4}"  # Brazil, United States
    r"|\d{3} \d{2}|\d{2}-\d{3}|\d{3}-\d{4}|\d{4}-\d{3}"  # Sweden, Poland, Japan, Portugal
    r"|\d{4,6}"
    r")(?![\w-])"
)
#: Before the digits of a postcode: a country's letters, or the mark of one.
_BEFORE_CODE = re.compile(r"(?<!\w)(?:[A-Z]{1,3}-|〒 ?)(?=\d{3})")
_STATE_CODES = frozenset(STATES) | {"NSW", "VIC", "QLD", "WA", "SA", "TAS", "ACT", "NT"}
_WITH_STATES = frozenset({"US", "CA", "AU"})


@dataclass(frozen=True, slots=True, kw_only=True)
class PostalAddress:
    """An address in the parts that a form asks for; empty where it does not tell one."""

    street: str = ""
    city: str = ""
    state: str = ""
    postcode: str = ""
    country: str = ""  #: ISO 3166, alpha-2


def split_address(text: str) -> PostalAddress:
    """The parts of an address that names its country last, or before the postcode.

    >>> split_address("12 Main St, Springfield, IL 62701, USA")
    PostalAddress(street='12 Main St', city='Springfield', state='IL', postcode='62701', country='US')
    """
    country = find_country(text) or ""
    parts = [part for part in _PARTS.split(text[:MAX_CHARS].strip()) if part]
    parts = _without_country(parts) if country else parts
    at, code = _find_code(parts)
    if at < 0 or len(parts) == 1:
        return _without_code(parts, country)
    rest = " ".join((parts[at].replace(code, " ", 1)).split()).strip(" -–.")
    rest, state = _state(rest, country)
    before, behind = parts[:at], parts[at + 1 :]
    if not rest and behind:
        rest, behind = behind[0], behind[1:]
    elif not rest and len(before) > 1:
        before, rest = before[:-1], before[-1]
    if not state and behind and country in _WITH_STATES and behind[0].upper() in _STATE_CODES:
        state, behind = behind[0], behind[1:]
    return PostalAddress(
        street=", ".join((*before, *behind)), city=rest, state=state, postcode=code, country=country
    )


def _without_code(parts: list[str], country: str) -> PostalAddress:
    """Without a postcode the last part is the city, but for a state; none where nothing tells that."""
    kept, state = parts, ""
    if len(parts) > 1:
        rest, state = _state(parts[-1], country)
        kept = [*parts[:-1], *filter(None, [rest])]
    if len(kept) < 2 or not country or any(map(str.isdigit, kept[-1])):
        return PostalAddress(street=", ".join(kept), state=state, country=country)
    return PostalAddress(street=", ".join(kept[:-1]), city=kept[-1], state=state, country=country)


def _without_country(parts: list[str]) -> list[str]:
    """Without the country: a part of its own, the last words, or letters before a postcode."""
    kept = [part for part in parts if not is_only_country(part)] if len(parts) > 1 else parts
    if len(kept) == len(parts):
        words = kept[-1].split()
        for count in range(min(_COUNTRY_WORDS, len(words) - 1), 0, -1):
            if is_only_country(" ".join(words[-count:])):
                kept = [*kept[:-1], " ".join(words[:-count])]
                break
    return [_BEFORE_CODE.sub("", part) for part in kept]


def _find_code(parts: list[str]) -> tuple[int, str]:
    """Where the postcode stands: the last part that has one; of the first part, all of it."""
    for at in range(len(parts) - 1, -1, -1):
        found = [*_CODE.finditer(parts[at])]
        if found and (at or len(parts) == 1 or found[-1][0] == parts[at]):
            return at, found[-1][0]
    return -1, ""


def _state(rest: str, country: str) -> tuple[str, str]:
    """What is left beside the postcode, as city and state."""
    if country not in _WITH_STATES:
        return rest, ""
    words = rest.split()
    if words and words[-1].strip(".").upper() in _STATE_CODES:
        return " ".join(words[:-1]), words[-1].strip(".").upper()
    names = {fold_name(name): name for name in STATES.values() if name}
    for count in (3, 2, 1):
        if fold_name(" ".join(words[-count:])) in names:
            return " ".join(words[:-count]), " ".join(words[-count:])
    return rest, ""
