"""Support Entitlement Numbers: their shape, and that each is given once."""

import re
from collections.abc import Mapping, Sequence

from worker.errors import RefusedError, UsageError

_SEN = re.compile(r"SEN-[A-Z]?[0-9]{1,20}")


#: As people type it: "SEN" with any dash or none; without it fewer digits may be anything.
_TYPED = re.compile(r"SEN[\s:#.-]*([A-Z]?[0-9]{1,20})|([A-Z]?[0-9]{5,20})")
_DASHES = str.maketrans(dict.fromkeys("\u2010\u2011\u2012\u2013\u2014\u2015\u2212\ufe58\ufe63\uff0d", "-"))


def normalise_sen(text: str) -> str:
    """A SEN as it is kept: `sen 9000002`, `9000002` and `SEN–9000002` are SEN-9000002."""
    plain = text.translate(_DASHES).strip().upper()
    typed = _TYPED.fullmatch(plain)
    return f"SEN-{typed[1] or typed[2]}" if typed else plain


def is_sen(text: str) -> bool:
    """Whether it is a SEN as it is kept."""
    return _SEN.fullmatch(text) is not None


def find_sen_problems(sens: Sequence[str], given: Mapping[str, str]) -> tuple[str, ...]:
    """For each SEN what is wrong with it, in words, or "". `given` tells who has it: reference by SEN."""
    found = []
    before: set[str] = set()
    for text in sens:
        sen = normalise_sen(text)
        if not _SEN.fullmatch(sen):
            found.append(f"{text.strip()!r} is no SEN; it must look like SEN-1234567 or SEN-L1234567")
        elif sen in before:
            found.append(f"{sen} stands there twice; each license key has its own")
        else:
            found.append(f"{sen} was given to {given[sen]} already" if sen in given else "")
        before.add(sen)
    return tuple(found)


def require_sens(sens: Sequence[str], given: Mapping[str, str]) -> tuple[str, ...]:
    """The SENs as they are kept; raises UsageError for a bad shape, RefusedError for one used before."""
    wrong = find_sen_problems(sens, given)
    for sen, problem in zip(sens, wrong, strict=True):
        if problem:
            raise (RefusedError if _SEN.fullmatch(normalise_sen(sen)) else UsageError)(problem)
    return tuple(map(normalise_sen, sens))
