"""The country in a postal address, found by data: names in many languages, ISO 3166 codes, short forms.

`data/countries.json` (made by `tools/countries.py`) is read once when this module is imported: package
data that never changes is the one exception to the purity of this room.
US states, Canadian provinces and streets named after countries don't count; in doubt there is no country.
"""

import json
import re
import unicodedata
from collections.abc import Sequence
from functools import lru_cache
from importlib.resources import files

from worker.forms.fields.place_words import (
    BEFORE_OTHER_NAME,
    BRAZILIAN_STATES,
    BRAZILIAN_STREETS,
    CANTON_TOWNS,
    INDIAN_STATES,
    ITALIAN_PROVINCES,
    ITALIAN_STREETS,
    PREFIXES,
    STATE_OR_COUNTRY,
    STATES,
    STREETS,
)

MAX_CHARS = 2000  #: of an address that are looked at


@lru_cache(maxsize=1024)  # the lines of an address are looked at again with each line below
def fold_name(text: str) -> str:
    """The form in which names are compared: no case, accents, dots; other punctuation as one space."""
    plain = unicodedata.normalize("NFKD", text.casefold())
    plain = "".join(char for char in plain if not unicodedata.combining(char))
    plain = re.sub(r"[.\u200b-\u200f\u202a-\u202e\u2060\ufeff]", "", plain)
    return " ".join(re.sub(r"[\W_]+", " ", plain).split())


def _load() -> tuple[dict[str, str], dict[str, str], frozenset[str]]:
    data = json.loads((files("worker.forms") / "data" / "countries.json").read_text(encoding="utf-8"))
    names = {name: code for code, forms in data["names"].items() for name in forms}
    return names, data["alpha3"], frozenset(data["names"])


_NAMES, _ALPHA3, _ALPHA2 = _load()
_LONGEST = max(len(name.split()) for name in _NAMES)

#: Names written without spaces around them: Chinese, Japanese, Korean.
_CJK_NAMES = tuple(
    sorted((n for n in _NAMES if re.match(r"[\u1100-\u11ff\u3040-\u9fff]", n)), key=len, reverse=True)
)
#: The same by their first and by their last character, so that few are compared.
_CJK_LEADING = {first: [n for n in _CJK_NAMES if n[0] == first] for first in {n[0] for n in _CJK_NAMES}}
_CJK_ENDING = {last: [n for n in _CJK_NAMES if n[-1] == last] for last in {n[-1] for n in _CJK_NAMES}}
#: What makes another place of a country's name at its start: Nihonbashi in Tokyo.
_CJK_OTHER_PLACE = ("橋", "桥", "堤", "大通", "平", "路", "街", "道")

#: Before a postcode: ISO 3166 codes, and those of vehicles (UNECE) that are still written so.
_PREFIXES = {
    "A": "AT", "B": "BE", "D": "DE", "E": "ES", "EST": "EE", "F": "FR", "FIN": "FI", "FL": "LI", "H": "HU",
    "I": "IT", "L": "LU", "N": "NO", "P": "PT", "S": "SE", "SLO": "SI", "RUS": "RU",
    **{code: code for code in PREFIXES},
}  # fmt: skip
_PREFIXED = re.compile(
    rf"(?<![\w-])({'|'.join(sorted(_PREFIXES, key=len, reverse=True))})-\d{{2}}[\d -]{{1,4}}\d(?![\w-])"
)

_STATE_NAMES = frozenset(fold_name(name) for name in STATES.values() if name) | {
    "new south wales",
    "newfoundland",
}
_BEFORE_OTHER_NAME = frozenset(BEFORE_OTHER_NAME)
_STREETS = frozenset(STREETS)

_SEPARATORS = re.compile(r"[\n\r,;|•·()\[\]:/、，；（）،؛]|\s[-–—]\s")
_ZIP_OR_STATE = re.compile(r"([A-Z]{2})\.?(?:\s+(?:\d{5}(?:-\d{4})?|[A-Z]\d[A-Z]\s?\d[A-Z]\d))?")
_POSTCODE = re.compile(r"\d{4,7}|\d{3}[ -]\d{2,4}|[A-Z]\d[A-Z] ?\d[A-Z]\d|[A-Z]{1,2}\d{1,2}[A-Z]? \d[A-Z]{2}")


def find_country(address: str) -> str | None:
    """The ISO 3166 alpha-2 code of the country that the address names, None when it names none."""
    parts = _parts(address[:MAX_CHARS])
    if not parts:
        return None
    return _by_name(parts) or _by_code(parts) or _by_cjk_name(parts) or _by_prefix(address[:MAX_CHARS])


def is_only_country(address: str) -> bool:
    """Whether the text is the name of a country and nothing else."""
    return fold_name(address) in _NAMES


def _by_prefix(address: str) -> str | None:
    """A code before the postcode: "D-20457 Hamburg", "CH-8001 Zürich"."""
    match = _PREFIXED.search(address)
    return _PREFIXES[match[1]] if match is not None else None


def _parts(address: str) -> list[str]:
    """The address's parts between commas, brackets and line ends, without what holds no letter or digit."""
    parts = (part.strip(" .\t\u00a0\"'*_-–—!") for part in _SEPARATORS.split(address))
    return [part for part in parts if any(char.isalnum() for char in part)]


def _by_name(parts: Sequence[str]) -> str | None:
    for index in range(len(parts) - 1, -1, -1):
        code = _whole_name(parts[index])
        if code and not _state_follows(parts, index) and not _is_state(fold_name(parts[index]), parts):
            return code
    return _name_at_end(parts)


_UK_OR_CANADIAN = re.compile(r"\b(?:[A-Z]\d[A-Z] ?\d[A-Z]\d|[A-Z]{1,2}\d{1,2}[A-Z]? \d[A-Z]{2})\b")
_FORM_OF_STATE = re.compile(
    r"^(?:the )?(?:(?:federal |islamic |arab |democratic |socialist )?republic|kingdom|sultanate|"
    r"principality|state(?! of georgia)|commonwealth|emirate|grand duchy|republica|republique|reino|royaume|"
    r"republik|konigreich|repubblica|regno|republiek|koninkrijk) (?:of|de|du|d|di|von|van|of the) |"
    r"^(?:республика|республіка|королевство|княжество|republika|rzeczpospolita|kraljevina|konungariket|"
    r"kongeriget|kongeriket) "
)


def _whole_name(part: str) -> str | None:
    """A part that is a country's name, alone or with a postcode beside it: "Singapore 118223"."""
    words = fold_name(_UK_OR_CANADIAN.sub(" ", part)).split()
    digits = [word for word in words if word.isdigit()]
    rest = " ".join(word for word in words if not word.isdigit())
    if digits and rest in _STATE_NAMES:
        return None
    return _NAMES.get(rest, _NAMES.get(_FORM_OF_STATE.sub("", rest))) if len(digits) <= 1 else None


def _state_follows(parts: Sequence[str], index: int) -> bool:
    """A town may be called like a country: "Lebanon, NH 03766"."""
    if index + 1 >= len(parts):
        return False
    after = parts[index + 1]
    match = _ZIP_OR_STATE.fullmatch(after)
    by_code = match is not None and (match[1] in STATES or _is_region(match[1], parts))
    return by_code or fold_name(re.sub(r"\d+", "", after)) in _STATE_NAMES


def _is_state(name: str, parts: Sequence[str]) -> bool:
    places = STATE_OR_COUNTRY.get(name)
    if places is None:
        return name in _STATE_NAMES
    words = {word for part in parts for word in fold_name(part).split()}
    return words.isdisjoint(places)


def _name_at_end(parts: Sequence[str]) -> str | None:
    """A name that ends the address without a comma before it: "28217 Bremen Germany"."""
    words = fold_name(parts[-1]).split()
    for size in range(min(_LONGEST, len(words) - 1), 0, -1):
        name = " ".join(words[-size:])
        if name in _NAMES:
            other = words[-size - 1] in _BEFORE_OTHER_NAME or " ".join(words[-size - 1 :]) in _STATE_NAMES
            return None if other or _is_state(name, parts) else _NAMES[name]
    return None


def _by_code(parts: Sequence[str]) -> str | None:
    """An ISO 3166 code in capitals, as the last part or as the last word of it."""
    *before, last = parts[-1].split()
    code = last if last in _ALPHA2 else _ALPHA3.get(last)
    if code is None:
        return None
    where = " ".join(before) if before else _town(parts)
    if fold_name(where).split()[-1:] and fold_name(where).split()[-1] in _STREETS:
        return None
    if _is_region(last, parts) or (before and fold_name(before[-1]) in _BEFORE_LEGAL_FORM):
        return None
    if last not in STATES:
        return code if where else None
    six = not before and _PIN.search(", ".join(parts[:-1])) is not None  # digits, as no American code has
    return code if six or _not_american(where, alone=not before) else None


def _town(parts: Sequence[str]) -> str:
    """The part before the last, with its postcode: a client may wrap "1016 JB Amsterdam" within it."""
    wrapped = len(parts) > 2 and re.fullmatch(r"\d{4}", parts[-3]) is not None  # five may be American
    return " ".join(parts[-3:-1] if wrapped else parts[-2:-1])


_FIVE_DIGITS = re.compile(r"(?<!\d)\d{5}(?![\d-])")
_CEP = re.compile(r"(?<!\d)\d{5}-\d{3}(?!\d)")
_PIN = re.compile(r"(?<!\d)\d{3} ?\d{3}(?!\d)")


#: What stands before a legal form that looks like a country's code: "GmbH & Co. KG".
_BEFORE_LEGAL_FORM = frozenset({"co", "cie", "gmbh", "ag", "se", "ug", "ohg", "stiftung"})


def _is_region(code: str, parts: Sequence[str]) -> bool:
    """Whether a code is a province's, state's or canton's: "10100 Torino TO", "Florianópolis - SC"."""
    address = ", ".join(parts)
    words = frozenset(fold_name(address).split())
    if code in ITALIAN_PROVINCES and _FIVE_DIGITS.search(address) and words & _ITALIAN_STREETS:
        return True
    if code in BRAZILIAN_STATES and (_CEP.search(address) or words & _BRAZILIAN_STREETS):
        return True
    if code in INDIAN_STATES and _PIN.search(address):
        return True
    if code == "SA" and not _FIVE_DIGITS.search(address):
        return True  # South Australia
    return not words.isdisjoint(CANTON_TOWNS.get(code, ()))


_ITALIAN_STREETS = frozenset(ITALIAN_STREETS)
_BRAZILIAN_STREETS = frozenset(BRAZILIAN_STREETS)


def _not_american(where: str, *, alone: bool) -> bool:
    """Whether a code that is a state's too stands for the country: behind a postcode, not before one."""
    if not set(fold_name(where).split()).isdisjoint(_STREETS):
        return False
    if alone and _ZIP_OR_STATE.fullmatch(where):
        return True  # "ON M5V 2T6, CA": the state was told already
    match = _POSTCODE.search(where)
    if match is None:
        return not where.isascii()
    return alone or match.start() == 0 or len(match[0]) != 5


def _by_cjk_name(parts: Sequence[str]) -> str | None:
    """A name that leads or ends a part without a space: 中国北京市…, 日本東京都…"""
    for part in parts:
        for word in fold_name(part).split():
            for name in _CJK_LEADING.get(word[0], ()):
                if word.startswith(name) and not word[len(name) :].startswith(_CJK_OTHER_PLACE):
                    return _NAMES[name]
            for name in _CJK_ENDING.get(word[-1], ()) if part == parts[-1] else ():
                if word.endswith(name):
                    return _NAMES[name]
    return None
