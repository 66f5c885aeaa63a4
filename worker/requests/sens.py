"""Support Entitlement Numbers: their shape, and that each is given once."""

import re
from collections.abc import Mapping, Sequence

from worker.errors import RefusedError, UsageError

_SEN = re.compile(r"SEN-[A-Z]?[0-9]{1,20}")


def normal(text: str) -> str:
    """A SEN as it is kept: without white space around it, in capitals."""
    return text.strip().upper()


def problems(sens: Sequence[str], given: Mapping[str, str]) -> tuple[str, ...]:
    """For each SEN what is wrong with it, in words, or "". `given` tells who has it: reference by SEN."""
    found = []
    before: set[str] = set()
    for text in sens:
        sen = normal(text)
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
    wrong = problems(sens, given)
    for sen, problem in zip(sens, wrong, strict=True):
        if problem:
            raise (RefusedError if _SEN.fullmatch(normal(sen)) else UsageError)(problem)
    return tuple(map(normal, sens))
