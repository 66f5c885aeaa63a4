"""The vendor's reporting API of the Marketplace: its licenses, page by page.

`GET /rest/2/vendors/{vendor}/reporting/licenses` with `limit`, `offset` and `lastUpdated`, by HTTP Basic; a
page has `licenses`, and `_links.next` where another one follows. The link itself is not followed, so that the
token goes to no other place than the configured one.
"""

import json
from base64 import b64encode
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any
from urllib.parse import urlencode

from worker.errors import ConfigError, UnavailableError
from worker.oauth.errors import TokenError
from worker.oauth.token_http import HttpAnswer, TokenHttp

PAGE = 50  #: the most that the API gives at once
_MOST_PAGES = 20_000
_TRIES = 4
_LONGEST_WAIT = 120.0  #: seconds that a server may ask us to wait for; what is longer waits for the next run
_REFUSED = {401: "the username or token is refused", 403: "the account may not see this vendor's reports"}


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportingTerms:
    """Which reports are read, and how."""

    url: str
    vendor_id: int
    username: str
    token: str
    http: TokenHttp
    pause: float = 1.0  #: seconds between two pages

    @property
    def where(self) -> str:
        """The API in words, for errors."""
        return f"the reporting API of vendor {self.vendor_id}"


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportPage:
    """One page, and where the next one begins."""

    records: tuple[Mapping[str, Any], ...]
    next_offset: int | None  #: None: it is the last one


class ReportingRefusedError(UnavailableError):
    """The API will not answer until somebody mends the configuration."""


def read_pages(
    terms: ReportingTerms, since: date, offset: int, wait: Callable[[float], bool]
) -> Iterator[ReportPage]:
    """The pages from `offset` on, of licenses that changed since that day.

    `wait` waits so many seconds, and says whether to stop. Raises UnavailableError, and ReportingRefusedError
    where trying again is in vain.
    """
    for number in range(_MOST_PAGES):
        if number and wait(terms.pause):
            raise UnavailableError(f"{terms.where}: stopped before its end")
        page = _read(terms, since, offset, wait)
        yield page
        if page.next_offset is None:
            return
        offset = page.next_offset
    raise UnavailableError(f"{terms.where} has no end")


def _read(terms: ReportingTerms, since: date, offset: int, wait: Callable[[float], bool]) -> ReportPage:
    """One page, tried again where the server is busy or away."""
    problem, pause = "", terms.pause
    for tried in range(_TRIES):
        if tried and wait(pause):
            break
        pause = terms.pause * 2**tried
        try:
            answer = _ask(terms, since, offset)
        except UnavailableError as error:
            problem = str(error)
            continue
        if answer.status == 200:
            return _page(terms, answer, offset)
        if answer.status in _REFUSED:
            raise ReportingRefusedError(f"{terms.where}: {_REFUSED[answer.status]}; check [marketplace]")
        problem = f"{terms.where} answers with status {answer.status}"
        if answer.status not in {408, 425, 429} and answer.status < 500:
            raise ReportingRefusedError(f"{problem}; check [marketplace]")
        pause = max(pause, _asked_to_wait(answer))
        if pause > _LONGEST_WAIT:
            break
    raise UnavailableError(problem or f"{terms.where}: stopped before its end")


def _ask(terms: ReportingTerms, since: date, offset: int) -> HttpAnswer:
    query = urlencode({"limit": PAGE, "offset": offset, "lastUpdated": since.isoformat()})
    proof = b64encode(f"{terms.username}:{terms.token}".encode()).decode()
    headers = {"Accept": "application/json", "Authorization": f"Basic {proof}"}
    try:
        return terms.http.ask(
            f"{terms.url}/rest/2/vendors/{terms.vendor_id}/reporting/licenses?{query}", headers=headers
        )
    except (TokenError, ConfigError) as error:
        raise UnavailableError(str(error)) from None


def _page(terms: ReportingTerms, answer: HttpAnswer, offset: int) -> ReportPage:
    try:
        told = json.loads(answer.body)
    except (ValueError, RecursionError):
        told = None
    records = told.get("licenses") if isinstance(told, dict) else None
    if not isinstance(records, list) or not all(isinstance(one, dict) for one in records):
        raise UnavailableError(f"{terms.where} answers with something else than licenses")
    links = told.get("_links") if isinstance(told, dict) else None
    more = isinstance(links, dict) and bool(links.get("next"))
    if more and not records:
        raise UnavailableError(f"{terms.where} answers with an empty page before the last one")
    return ReportPage(records=tuple(records), next_offset=offset + len(records) if more else None)


def _asked_to_wait(answer: HttpAnswer) -> float:
    """`Retry-After` in seconds (RFC 9110, 10.2.3); a date is left to our own pauses."""
    told = answer.retry_after.strip()
    return float(told) if told.isascii() and told.isdigit() and len(told) < 7 else 0.0
