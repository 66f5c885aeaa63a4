"""What stands around every page: where it is, what waits, and whether the workers are well."""

from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass

from worker.errors import UnavailableError
from worker.services.glance import Glance, glance
from worker.web.answers import Ask
from worker.web.desk import Desk


@dataclass(frozen=True, slots=True, kw_only=True)
class Around:
    """What the head of a page shows."""

    path: str
    now: Glance


def around(desk: Desk, ask: Ask) -> Mapping[str, object]:
    """Values for the head of a page; none for a fragment, and none where the database can't be reached."""
    if ask.fragment:
        return {}
    with suppress(UnavailableError):
        return {"around": Around(path=ask.path, now=glance(desk.house))}
    return {}
