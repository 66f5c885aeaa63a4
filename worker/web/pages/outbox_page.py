"""The outbox: letters by state, what can be decided about them, and each one as it goes out."""

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from functools import partial
from urllib.parse import urlencode

from worker.requests.request_model import LetterState
from worker.services.outbox import outbox_decisions
from worker.services.outbox.outbox_decisions import FOR_A_PERSON, DecisionResult, LetterVerb
from worker.services.review import outbox_view
from worker.services.review.outbox_view import COUNTED
from worker.services.review.page_actions import UNDO
from worker.services.review.queue_view import keep_search
from worker.store.outbox.outbox_queries import LetterLine
from worker.web.page_header import make_page_header
from worker.web.responses import Answer, Ask, Frame, Page, Redirect
from worker.web.views import letter_labels
from worker.web.views.letter_labels import LetterView
from worker.web.web_context import WebContext

NEED, EVERYTHING = "you", "all"  #: of `state`, beside the states themselves
_TABS = (
    (NEED, "Need you"),
    (LetterState.HELD, "Held"),
    (LetterState.UNCERTAIN, "Uncertain"),
    (LetterState.FAILED, "Failed"),
    (LetterState.BOUNCED, "Bounced"),
    (LetterState.QUEUED, "Queued"),
    (LetterState.SENDING, "Sending"),
    (LetterState.DEFERRED, "Deferred"),
    (LetterState.SENT, "Sent"),
    (LetterState.CANCELLED, "Cancelled"),
    (EVERYTHING, "All"),
)
_REFERENCE = re.compile(r"[A-Za-z0-9-]{1,20}")
_VIEWS = ("text", "html", "headers")
_MISSING = Page(
    template="error.html.j2", values={"status": 404, "text": "There is no such letter."}, status=404
)


@dataclass(frozen=True, slots=True, kw_only=True)
class OutboxAddress:
    """Which page of the outbox it is: all that its address holds."""

    state: str = NEED
    after: int = 0
    before: int = 0
    search: str = ""  #: the id of a kept search

    @property
    def states(self) -> tuple[LetterState, ...]:
        """The states behind the tab."""
        if self.state == NEED:
            return FOR_A_PERSON
        return tuple(LetterState) if self.state == EVERYTHING else (LetterState(self.state),)

    def url(self, **more: str | int) -> str:
        """Its address, with what was done on it."""
        told = {
            "state": "" if self.state == (EVERYTHING if self.search else NEED) else self.state,
            "search": self.search,
            "after": self.after or "",
            "before": self.before or "",
            **more,
        }
        query = urlencode({name: text for name, text in told.items() if text != ""}, safe=",")
        return "/outbox" + (f"?{query}" if query else "")


def show(context: WebContext, ask: Ask) -> Answer:
    """One page of the outbox."""
    return _page(context, ask, _place(ask.query), did=ask.query)


def search(context: WebContext, ask: Ask) -> Answer:
    """Keep what is searched for and go to the letters of what it finds."""
    text = ask.one("q").strip()
    return Redirect(
        path=OutboxAddress(state=EVERYTHING, search=keep_search(context.services, text)).url()
        if text
        else "/outbox"
    )


def news(context: WebContext, ask: Ask) -> Answer:
    """What happened to the letters of a page; asked for by the script."""
    place, shown = _place(ask.query), [_number(text) for text in ask.query.get("ids", "").split(".")]
    found = outbox_view.news(context.services, place.states, _number(ask.query.get("newest", "")), shown)
    values = {
        "spot": place,
        "tabs": _tabs(place, found.counts),
        "needed": sum(found.counts[state] for state in FOR_A_PERSON),
        "rows": _views(context, found.lines),
        "new": found.new,
        "alone": ask.query.get("alone") == "1",
    }
    return Page(template="outbox_news.html.j2", values=values)


def act(context: WebContext, ask: Ask) -> Answer:
    """Decide about one letter (`cancel-12`), or about all that are picked."""
    place = _place(_sent(ask))
    verb, _, one = ask.one("do").partition("-")
    ids = [_number(text) for text in ([one] if one else ask.form.get("id", ()))]
    if verb == "undo":
        return _after(
            context, ask, place, verb, outbox_decisions.undo_all(context.services, ids, ask.staff.name)
        )
    if verb == "send" and not one:
        return _to_send(context, place, ids)
    if verb not in {*LetterVerb, "go"}:
        return Redirect(path=place.url())
    picks = [
        (each, seen) for each in ids if (seen := letter_labels.seen_of(ask.one(f"seen-{each}"))) is not None
    ]
    done = outbox_decisions.decide_all(
        context.services, picks, LetterVerb(verb) if verb in set(LetterVerb) else None, ask.staff.name, UNDO
    )
    return _after(context, ask, place, verb, done)


def letter(context: WebContext, ask: Ask) -> Answer:
    """One letter as it goes out, and what can be decided about it."""
    place = _place(_sent(ask) if ask.method == "POST" else ask.query)
    letter_id = _number(ask.names["letter"])
    problem = ""
    if ask.method == "POST" and ask.one("do") in set(LetterVerb):
        verb, seen = LetterVerb(ask.one("do")), letter_labels.seen_of(ask.one("seen"))
        done = outbox_decisions.decide_all(
            context.services, [(letter_id, seen)] if seen else [], verb, ask.staff.name, UNDO
        )
        if done.letters:
            context.wake_outbox()
            return Redirect(path=place.url(did=f"{verb}-1", undo=letter_id))
        problem = next(iter(done.refused), "this page is out of date; look at it again")
    found = outbox_view.letter(context.services, letter_id, place.states)
    if found is None:
        return _MISSING
    shown = ask.query.get("as", "text")
    values = {
        "spot": place,
        "back": _back(ask, place),
        "file": found,
        "row": letter_labels.view(found.line, context.services.clock()),
        "shown": shown if shown in _VIEWS else "text",
        "problem": problem,
    }
    return Page(template="outbox_letter.html.j2", values=values, status=409 if problem else 200)


def _back(ask: Ask, place: OutboxAddress) -> str:
    """Where one came from: the request, where its page says so, else the outbox."""
    reference = ask.query.get("back", "")
    return f"/requests/{reference}" if _REFERENCE.fullmatch(reference) else place.url()


def html(context: WebContext, ask: Ask) -> Answer:
    """The letter's own HTML, for a frame in its page."""
    found = outbox_view.markup(context.services, _number(ask.names["letter"]))
    return Frame(html=found) if found is not None else _MISSING


def _to_send(context: WebContext, place: OutboxAddress, ids: Sequence[int]) -> Page:
    picked = outbox_view.to_send(context.services, ids)
    values = {
        "spot": place,
        "going": [
            (one, letter_labels.view(one.line, context.services.clock())) for one in picked if not one.why_not
        ],
        "staying": [one for one in picked if one.why_not],
        "seconds": int(UNDO.total_seconds()),
    }
    return Page(template="outbox_send.html.j2", values=values)


def _after(context: WebContext, ask: Ask, place: OutboxAddress, verb: str, done: DecisionResult) -> Answer:
    context.wake_outbox()
    told = {"did": f"{verb}-{len(done.letters)}" if done.letters else "", "undo": ""}
    if verb != "undo":
        told["undo"] = ",".join(map(str, done.letters))
    if done.refused:
        return _page(context, ask, place, did=told, problems=done.refused)
    return Redirect(path=place.url(**told))


def _page(
    context: WebContext,
    ask: Ask,
    place: OutboxAddress,
    *,
    did: Mapping[str, str],
    problems: Sequence[str] = (),
) -> Page:
    wish = outbox_view.OutboxQuery(
        states=place.states,
        place=place.before or place.after or None,
        backwards=bool(place.before),
        search=place.search,
        spoken=partial(letter_labels.spoken_words, now=context.services.clock()),
    )
    look = outbox_view.look(context.services, wish)
    rows = _views(context, look.lines)
    values = {
        # The count in the head of the page is changed with the rows.
        **(make_page_header(context, replace(ask, path="/outbox", fragment=False)) if ask.fragment else {}),
        "spot": place,
        "look": look,
        "rows": rows,
        "tabs": _tabs(place, look.counts),
        "first": replace(place, after=0, before=0),
        "older": replace(place, after=rows[-1].line.id, before=0) if rows and look.more_after else None,
        "newer": replace(place, after=0, before=rows[0].line.id) if rows and look.more_before else None,
        "live": _live(place, look.newest, [row.line.id for row in rows]),
        "problems": problems,
        "bulk": frozenset(button.verb for row in rows for button in row.buttons),
        **_did(context, did),
    }
    return Page(template="outbox.html.j2", values=values, status=409 if problems else 200)


def _live(place: OutboxAddress, newest: int, ids: Sequence[int]) -> str:
    return "/outbox/news" + place.url(newest=newest, ids=".".join(map(str, ids)))[len("/outbox") :]


def _did(context: WebContext, query: Mapping[str, str]) -> dict[str, object]:
    """What was decided just before, as the address tells it, and what of that can still be taken back."""
    verb, _, number = query.get("did", "").partition("-")
    ids = [_number(text) for text in query.get("undo", "").split(",")]
    back = [row for row in _views(context, outbox_view.lines(context.services, ids)) if row.undoable]
    until = [row.next_try for row in back if row.next_try is not None]
    return {
        "did": verb if verb in {*LetterVerb, "go", "undo"} else "",
        "did_number": _number(number),
        "undo": [row.line.id for row in back],
        "seconds": _seconds(min(until), context.services.clock()) if until else None,
    }


def _seconds(until: datetime, now: datetime) -> int:
    return max(0, round((until - now).total_seconds()))


def _views(context: WebContext, lines: Sequence[LetterLine]) -> tuple[LetterView, ...]:
    now = context.services.clock()
    return tuple(letter_labels.view(line, now) for line in lines)


def _tabs(place: OutboxAddress, counts: Counter[LetterState]) -> list[dict[str, object]]:
    tabs = []
    for state, text in _TABS:
        each = OutboxAddress(state=state, search=place.search)
        number = sum(min(counts[one], COUNTED) for one in each.states)
        # Nobody looks for what lasts for a second.
        if state == LetterState.SENDING and not number and place.state != state:
            continue
        more = any(counts[one] > COUNTED for one in each.states)
        tabs.append(
            {"url": each.url(), "text": text, "count": number, "more": more, "on": place.state == state}
        )
    return tabs


def _sent(ask: Ask) -> dict[str, str]:
    """The page's own address, as its forms carry it: each name with `at-` before it."""
    return {name.removeprefix("at-"): ask.one(name) for name in ask.form if name.startswith("at-")}


def _place(query: Mapping[str, str]) -> OutboxAddress:
    state, search = query.get("state", ""), query.get("search", "")[:40]
    usual = EVERYTHING if search else NEED
    return OutboxAddress(
        state=state if state in {NEED, EVERYTHING, *LetterState} else usual,
        search=search,
        after=_number(query.get("after", "")),
        before=_number(query.get("before", "")),
    )


def _number(text: str) -> int:
    """A whole number; 0 where it is none."""
    return int(text) if text.isascii() and text.isdecimal() and len(text) < 10 else 0
