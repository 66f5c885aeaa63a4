"""The ledger: what became of each message, the accounts of polls, and what is set aside."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta
from urllib.parse import urlencode

from worker.errors import RefusedError, UsageError
from worker.requests.request_model import MIGRATION_FORM, Disposition
from worker.services.intake import request_from_mail
from worker.services.review import ledger_view
from worker.services.review.ledger_view import COUNTED, POLLS_ADDED, Where
from worker.services.review.queue_view import keep_search
from worker.store.ledger.ledger_queries import LedgerLine, Mark, PollLine, Sum
from worker.web.page_renderer import words
from worker.web.pages.request_page import parse_number
from worker.web.responses import Answer, Ask, Download, Page, Redirect
from worker.web.sign_in.page_permissions import may_administer
from worker.web.views import queue_address
from worker.web.views.code_words import say_plainly
from worker.web.web_context import WebContext

#: What the chips for "since" say, by days.
_DAYS = (("1", "Last 24 hours"), ("7", "Last 7 days"), ("30", "Last 30 days"))
_LONGEST = 200
_MISSING = Page(
    template="error.html.j2", values={"status": 404, "text": "There is no such message."}, status=404
)


@dataclass(frozen=True, slots=True, kw_only=True)
class LedgerAddress:
    """Which page of the ledger it is: all that its address holds."""

    what: str = ""  #: a disposition; empty: all
    mailbox: str = ""  #: with `folder`; empty: all
    folder: str = ""
    since: str = ""  #: days, or a date
    after: str = ""
    before: str = ""
    search: str = ""  #: the id of a kept search

    @property
    def where(self) -> Where | None:
        """The folder that it is about; None for all."""
        return (self.mailbox, self.folder) if self.mailbox and self.folder else None

    def url(self, path: str = "/ledger", /, **changes: str | int) -> str:
        """Its address with `changes`; whatever changes begins at the first page again."""
        told: dict[str, str | int] = {"what": self.what, "mailbox": self.mailbox, "folder": self.folder}
        told |= {"since": self.since, "search": self.search, **changes}
        query = urlencode({name: text for name, text in told.items() if text != ""})
        return path + (f"?{query}" if query else "")

    def here(self, **changes: str | int) -> str:
        """Its address, with its place among the pages."""
        return self.url("/ledger", **{"after": self.after, "before": self.before, **changes})


@dataclass(frozen=True, slots=True, kw_only=True)
class AccountView:
    """Found = accounted, in words and numbers."""

    found: int
    accounted: int
    counts: tuple[tuple[str, int], ...]
    polls: int
    wrong: int  #: polls that do not add up
    cut: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class PollView:
    """One poll with its account."""

    line: PollLine
    account: AccountView
    missing: int


def show(context: WebContext, ask: Ask) -> Answer:
    """One page of the ledger."""
    return _page(context, ask, _place(ask.query), ask.query.get("did", ""))


def search(context: WebContext, ask: Ask) -> Answer:
    """Keep what is searched for and go to the mail of what it finds."""
    text = ask.one("q").strip()
    return Redirect(
        path=LedgerAddress(search=keep_search(context.services, text)).url() if text else "/ledger"
    )


def news(context: WebContext, ask: Ask) -> Answer:
    """What happened to the messages of a page; asked for by the script."""
    place, shown = _place(ask.query), [parse_number(text) for text in ask.query.get("ids", "").split(".")]
    newest = queue_address.place_of(ask.query.get("newest", ""))
    found = ledger_view.news(context.services, _wish(context, place), newest, shown)
    values = {
        "spot": place,
        "tabs": _tabs(place, found.counts),
        "lines": found.lines,
        "new": found.new,
        "alone": ask.query.get("alone") == "1",
    }
    return Page(template="ledger_news.html.j2", values=values)


def polls(context: WebContext, ask: Ask) -> Answer:
    """The accounts of polls, those that do not add up marked."""
    place, wrong = _place(ask.query), ask.query.get("wrong") == "1"
    after, before = parse_number(place.after), parse_number(place.before)
    found = ledger_view.polls(
        context.services, place.where, before or after or None, backwards=bool(before), wrong=wrong
    )
    base = replace(place, what="", since="", after="", before="")
    more: dict[str, str | int] = {"wrong": 1} if wrong else {}
    lines = found.lines
    values = {
        "spot": base,
        "wrong": wrong,
        "polls": [_poll(line) for line in lines],
        "account": _account(found.account),
        "added": POLLS_ADDED,
        "folders": found.folders,
        "older": base.url("/ledger/polls", after=lines[-1].id, **more) if found.more_after and lines else "",
        "newer": base.url("/ledger/polls", before=lines[0].id, **more) if found.more_before and lines else "",
    }
    return Page(template="ledger_polls.html.j2", values=values)


def message(context: WebContext, ask: Ask) -> Answer:
    """One message of the ledger, with what the store holds of it."""
    found = ledger_view.message(context.services, parse_number(ask.names["entry"]))
    if found is None:
        return _MISSING
    return _message_page(context, ask, _place(ask.query), found)


def want_request(context: WebContext, ask: Ask) -> Answer:
    """Make a request of a message that was none."""
    entry, place = parse_number(ask.names["entry"]), _place(_sent(ask))
    if (found := ledger_view.message(context.services, entry)) is None:
        return _MISSING
    try:
        request_from_mail.want_request(context.services, entry, ask.one("form"), ask.staff.name)
    except (RefusedError, UsageError) as error:
        return _message_page(context, ask, place, found, str(error))
    return Redirect(path=place.url(f"/ledger/{entry}", after=place.after, before=place.before))


def _message_page(
    context: WebContext, ask: Ask, place: LedgerAddress, found: ledger_view.LedgerMessage, problem: str = ""
) -> Page:
    values = {
        "spot": place,
        "file": found,
        "may_download": may_administer(ask.staff),
        "forms": sorted(context.services.forms, key=lambda name: name != MIGRATION_FORM),
        "wantable": found.line.disposition in request_from_mail.WANTABLE and not found.line.reference,
        "problem": problem,
    }
    return Page(template="ledger_message.html.j2", values=values, status=409 if problem else 200)


def retry(context: WebContext, ask: Ask) -> Answer:
    """Let the next poll read one message again (`retry-12`), those that are picked, or all (`all`)."""
    place = _place(_sent(ask))
    do, _, one = ask.one("do").partition("-")
    if do == "all":
        many = ledger_view.retry_all(context.services, place.where, ask.staff.name)
        return Redirect(path=place.here(did=many))
    if do != "retry":
        return Redirect(path=place.here())
    ids = [parse_number(text) for text in ([one] if one else ask.form.get("id", ()))]
    again = ledger_view.retry_some(context.services, ids, ask.staff.name)
    if again.refused:
        return _page(context, ask, place, str(len(again.entries)), again.refused)
    alone = ask.one("alone") == "1" and len(ids) == 1
    return Redirect(path=f"/ledger/{ids[0]}" if alone else place.here(did=len(again.entries)))


def download(context: WebContext, ask: Ask) -> Answer:
    """The bytes of a quarantined message; for admins, and on record."""
    entry = parse_number(ask.names["entry"])
    content = ledger_view.download(context.services, entry, ask.staff.name)
    return Download(name=f"message-{entry}.eml", media_type="message/rfc822", content=content)


def _page(
    context: WebContext, ask: Ask, place: LedgerAddress, did: str, problems: Sequence[str] = ()
) -> Page:
    wish = _wish(context, place)
    look = ledger_view.look(context.services, wish)
    lines = look.lines
    values = {
        "spot": place,
        "search": look.search,
        "lines": lines,
        "tabs": _tabs(place, look.counts),
        "quarantined": look.counts[Disposition.QUARANTINED],
        "folders": look.folders,
        "days": _DAYS,
        "account": _account(look.account),
        "account_since": place.since,
        "added": POLLS_ADDED,
        "older": place.url(after=_text(lines[-1])) if look.more_after and lines else "",
        "newer": place.url(before=_text(lines[0])) if look.more_before and lines else "",
        "live": _live(place, look.newest, lines),
        "did": parse_number(did) if did else None,
        "problems": problems,
        "me": ask.staff.name,
    }
    return Page(template="ledger.html.j2", values=values, status=409 if problems else 200)


def _wish(context: WebContext, place: LedgerAddress) -> ledger_view.LedgerQuery:
    before, after = queue_address.place_of(place.before), queue_address.place_of(place.after)
    return ledger_view.LedgerQuery(
        disposition=Disposition(place.what) if place.what else None,
        where=place.where,
        since=_since(place.since, context.services.clock()),
        place=before or after,
        backwards=before is not None,
        search=place.search,
        spoken=lambda line: (words(line.disposition), say_plainly(line.reason)),
    )


def _live(place: LedgerAddress, newest: Mark | None, lines: Sequence[LedgerLine]) -> str:
    ids = ".".join(str(line.id) for line in lines)
    told = queue_address.place_text(newest) if newest else ""
    return place.url("/ledger/news", newest=told, ids=ids, after=place.after, before=place.before)


def _text(line: LedgerLine) -> str:
    return queue_address.place_text(ledger_view.mark(line))


def _tabs(place: LedgerAddress, counts: Counter[str]) -> list[dict[str, object]]:
    tabs: list[tuple[str, int, bool]] = [
        (str(each), min(counts[each], COUNTED), counts[each] > COUNTED) for each in Disposition
    ]
    every = ("", sum(number for _, number, _ in tabs), any(more for *_, more in tabs))
    return [
        {"url": place.url(what=what), "what": what, "count": count, "more": more, "on": place.what == what}
        for what, count, more in [every, *tabs]
    ]


def _account(told: Sum) -> AccountView:
    return AccountView(
        found=told.found,
        accounted=told.counts.total(),
        counts=tuple((str(each), told.counts[each]) for each in Disposition),
        polls=min(told.polls, POLLS_ADDED),
        wrong=told.wrong,
        cut=told.cut,
    )


def _poll(line: PollLine) -> PollView:
    poll = line.poll
    account = AccountView(
        found=poll.found,
        accounted=sum(poll.counts.values()),
        counts=tuple((str(each), poll.counts.get(str(each), 0)) for each in Disposition),
        polls=1,
        wrong=int(poll.missing > 0),
        cut=False,
    )
    # What the poll wrote down is not believed where its own numbers say otherwise.
    return PollView(line=line, account=account, missing=poll.missing or poll.found - account.accounted)


def _place(query: Mapping[str, str]) -> LedgerAddress:
    what, since = query.get("what", ""), query.get("since", "")
    return LedgerAddress(
        what=what if what in set(Disposition) else "",
        mailbox=query.get("mailbox", "")[:_LONGEST],
        folder=query.get("folder", "")[:_LONGEST],
        since=since if since in dict(_DAYS) or _date(since) else "",
        after=query.get("after", "")[:40],
        before=query.get("before", "")[:40],
        search=query.get("search", "")[:40],
    )


def _since(text: str, now: datetime) -> datetime | None:
    if text in dict(_DAYS):
        return now - timedelta(days=int(text))
    day = _date(text)
    return datetime(day.year, day.month, day.day, tzinfo=UTC) if day else None


def _date(text: str) -> date | None:
    try:
        return date.fromisoformat(text) if len(text) == len("2026-01-31") else None
    except ValueError:
        return None


def _sent(ask: Ask) -> dict[str, str]:
    """The page's own address, as its forms carry it: each name with `at-` before it."""
    return {name.removeprefix("at-"): ask.one(name) for name in ask.form if name.startswith("at-")}
