"""The outbox: letters by state, what can be decided about them, and each one as it goes out."""

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from urllib.parse import urlencode

from worker.requests.values import LetterState
from worker.services import letters, outbox
from worker.services.acting import UNDO
from worker.services.letters import FOR_A_PERSON, Done, Verb
from worker.services.outbox import COUNTED
from worker.services.queueing import keep_search
from worker.store.outbox import LetterLine
from worker.web import letter_words
from worker.web.answers import Answer, Ask, Frame, Page, Redirect
from worker.web.around import around
from worker.web.desk import Desk
from worker.web.letter_words import LetterView

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
class Place:
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


def show(desk: Desk, ask: Ask) -> Answer:
    """One page of the outbox."""
    return _page(desk, ask, _place(ask.query), did=ask.query)


def search(desk: Desk, ask: Ask) -> Answer:
    """Keep what is searched for and go to the letters of what it finds."""
    text = ask.one("q").strip()
    return Redirect(
        path=Place(state=EVERYTHING, search=keep_search(desk.house, text)).url() if text else "/outbox"
    )


def news(desk: Desk, ask: Ask) -> Answer:
    """What happened to the letters of a page; asked for by the script."""
    place, shown = _place(ask.query), [_number(text) for text in ask.query.get("ids", "").split(".")]
    found = outbox.news(desk.house, place.states, _number(ask.query.get("newest", "")), shown)
    values = {
        "spot": place,
        "tabs": _tabs(place, found.counts),
        "needed": sum(found.counts[state] for state in FOR_A_PERSON),
        "rows": _views(desk, found.lines),
        "new": found.new,
        "alone": ask.query.get("alone") == "1",
    }
    return Page(template="outbox_news.html.j2", values=values)


def act(desk: Desk, ask: Ask) -> Answer:
    """Decide about one letter (`cancel-12`), or about all that are picked."""
    place = _place(_sent(ask))
    verb, _, one = ask.one("do").partition("-")
    ids = [_number(text) for text in ([one] if one else ask.form.get("id", ()))]
    if verb == "undo":
        return _after(desk, ask, place, verb, letters.undo_all(desk.house, ids, ask.staff.name))
    if verb == "send" and not one:
        return _to_send(desk, place, ids)
    if verb not in {*Verb, "go"}:
        return Redirect(path=place.url())
    picks = [
        (each, seen) for each in ids if (seen := letter_words.seen_of(ask.one(f"seen-{each}"))) is not None
    ]
    done = letters.decide_all(
        desk.house, picks, Verb(verb) if verb in set(Verb) else None, ask.staff.name, UNDO
    )
    return _after(desk, ask, place, verb, done)


def letter(desk: Desk, ask: Ask) -> Answer:
    """One letter as it goes out, and what can be decided about it."""
    place = _place(_sent(ask) if ask.method == "POST" else ask.query)
    letter_id = _number(ask.names["letter"])
    problem = ""
    if ask.method == "POST" and ask.one("do") in set(Verb):
        verb, seen = Verb(ask.one("do")), letter_words.seen_of(ask.one("seen"))
        done = letters.decide_all(desk.house, [(letter_id, seen)] if seen else [], verb, ask.staff.name, UNDO)
        if done.letters:
            desk.wake_outbox()
            return Redirect(path=place.url(did=f"{verb}-1", undo=letter_id))
        problem = next(iter(done.refused), "this page is out of date; look at it again")
    found = outbox.letter(desk.house, letter_id, place.states)
    if found is None:
        return _MISSING
    shown = ask.query.get("as", "text")
    values = {
        "spot": place,
        "back": _back(ask, place),
        "file": found,
        "row": letter_words.view(found.line, desk.house.clock()),
        "shown": shown if shown in _VIEWS else "text",
        "problem": problem,
    }
    return Page(template="outbox_letter.html.j2", values=values, status=409 if problem else 200)


def _back(ask: Ask, place: Place) -> str:
    """Where one came from: the request, where its page says so, else the outbox."""
    reference = ask.query.get("back", "")
    return f"/requests/{reference}" if _REFERENCE.fullmatch(reference) else place.url()


def html(desk: Desk, ask: Ask) -> Answer:
    """The letter's own HTML, for a frame in its page."""
    found = outbox.markup(desk.house, _number(ask.names["letter"]))
    return Frame(html=found) if found is not None else _MISSING


def _to_send(desk: Desk, place: Place, ids: Sequence[int]) -> Page:
    picked = outbox.to_send(desk.house, ids)
    values = {
        "spot": place,
        "going": [
            (one, letter_words.view(one.line, desk.house.clock())) for one in picked if not one.why_not
        ],
        "staying": [one for one in picked if one.why_not],
        "seconds": int(UNDO.total_seconds()),
    }
    return Page(template="outbox_send.html.j2", values=values)


def _after(desk: Desk, ask: Ask, place: Place, verb: str, done: Done) -> Answer:
    desk.wake_outbox()
    told = {"did": f"{verb}-{len(done.letters)}" if done.letters else "", "undo": ""}
    if verb != "undo":
        told["undo"] = ",".join(map(str, done.letters))
    if done.refused:
        return _page(desk, ask, place, did=told, problems=done.refused)
    return Redirect(path=place.url(**told))


def _page(
    desk: Desk, ask: Ask, place: Place, *, did: Mapping[str, str], problems: Sequence[str] = ()
) -> Page:
    wish = outbox.Wish(
        states=place.states,
        place=place.before or place.after or None,
        backwards=bool(place.before),
        search=place.search,
    )
    look = outbox.look(desk.house, wish)
    rows = _views(desk, look.lines)
    values = {
        # The count in the head of the page is changed with the rows.
        **(around(desk, replace(ask, path="/outbox", fragment=False)) if ask.fragment else {}),
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
        **_did(desk, did),
    }
    return Page(template="outbox.html.j2", values=values, status=409 if problems else 200)


def _live(place: Place, newest: int, ids: Sequence[int]) -> str:
    return "/outbox/news" + place.url(newest=newest, ids=".".join(map(str, ids)))[len("/outbox") :]


def _did(desk: Desk, query: Mapping[str, str]) -> dict[str, object]:
    """What was decided just before, as the address tells it, and what of that can still be taken back."""
    verb, _, number = query.get("did", "").partition("-")
    ids = [_number(text) for text in query.get("undo", "").split(",")]
    back = [row for row in _views(desk, outbox.lines(desk.house, ids)) if row.undoable]
    until = [row.next_try for row in back if row.next_try is not None]
    return {
        "did": verb if verb in {*Verb, "go", "undo"} else "",
        "did_number": _number(number),
        "undo": [row.line.id for row in back],
        "seconds": _seconds(min(until), desk.house.clock()) if until else None,
    }


def _seconds(until: datetime, now: datetime) -> int:
    return max(0, round((until - now).total_seconds()))


def _views(desk: Desk, lines: Sequence[LetterLine]) -> tuple[LetterView, ...]:
    now = desk.house.clock()
    return tuple(letter_words.view(line, now) for line in lines)


def _tabs(place: Place, counts: Counter[LetterState]) -> list[dict[str, object]]:
    tabs = []
    for state, text in _TABS:
        each = Place(state=state, search=place.search)
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


def _place(query: Mapping[str, str]) -> Place:
    state, search = query.get("state", ""), query.get("search", "")[:40]
    usual = EVERYTHING if search else NEED
    return Place(
        state=state if state in {NEED, EVERYTHING, *LetterState} else usual,
        search=search,
        after=_number(query.get("after", "")),
        before=_number(query.get("before", "")),
    )


def _number(text: str) -> int:
    """A whole number; 0 where it is none."""
    return int(text) if text.isascii() and text.isdecimal() and len(text) < 10 else 0
