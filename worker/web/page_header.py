"""What stands around every page: where it is, what waits, and whether the workers are well."""

from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass

from worker.errors import UnavailableError
from worker.services.monitoring.page_status import PageStatus, find_page_status
from worker.web.responses import Ask
from worker.web.web_context import WebContext


@dataclass(frozen=True, slots=True, kw_only=True)
class PageHeader:
    """What the head of a page shows."""

    path: str
    now: PageStatus


def make_page_header(context: WebContext, ask: Ask) -> Mapping[str, object]:
    """Values for the head of a page; none for a fragment, and none where the database can't be reached."""
    if ask.fragment:
        return {}
    with suppress(UnavailableError):
        return {"around": PageHeader(path=ask.path, now=find_page_status(context.services, ask.staff.name))}
    return {}
