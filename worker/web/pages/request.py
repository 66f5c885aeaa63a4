"""One request: its mail beside its fields, what happened, and what can be done."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from worker.requests.collision import concerning
from worker.requests.eligibility import Verdict
from worker.requests.merge import SECRET_FIELDS
from worker.requests.review import license_keys
from worker.requests.states import NEXT
from worker.requests.values import State
from worker.services import acting, casefile, outbox
from worker.services.acting import UNDO
from worker.services.casefile import CaseFile
from worker.services.drafts import find_writers, own_drafts
from worker.web import case_view, letter_words, reason_view, timeline
from worker.web.answers import Answer, Ask, Page
from worker.web.desk import Desk
from worker.web.letter_words import LetterView
from worker.web.list_place import ListPlace, beside, list_place, usual_place
from worker.web.outcome import find_outcome
from worker.web.thread import build_thread

_VIEWS = ("text", "html", "headers")
NO_FIELD = Page(
    template="error.html.j2", values={"status": 404, "text": "This request has no such field."}, status=404
)
MISSING = Page(
    template="error.html.j2",
    values={"status": 404, "text": "There is no such request, or it is gone."},
    status=404,
)


def show(desk: Desk, ask: Ask) -> Answer:
    """The request as a whole; `as` in the query shows the mail as HTML or with its headers."""
    found = found_case(desk, ask)
    if found is None:
        return MISSING
    request = found.request
    others, _ = casefile.look(desk.house, request.reference, ask.staff.name, request.version)
    return page(desk, replace(found, others=others), ask, view=ask.query.get("as", "text"))


def presence(desk: Desk, ask: Ask) -> Answer:
    """Who else looks at it, and whether the page is out of date; the page asks every 15 seconds."""
    version = number(ask.query.get("version", ""))
    others, since = casefile.look(desk.house, ask.names["reference"], ask.staff.name, version)
    changed = concerning(since, None)
    values = {
        "reference": ask.names["reference"],
        "version": version,
        "others": others,
        "writers": find_writers(desk.house, ask.names["reference"], ask.staff.name),
        "changed_by": changed[-1].who if changed else "",
        "here": list_place(ask).suffix,
    }
    return Page(template="_presence.html.j2", values=values)


def reveal(desk: Desk, ask: Ask) -> Answer:
    """One license key in full; that somebody looked goes on record."""
    name, place = ask.names["field"], number(ask.names["number"])
    case = found_case(desk, ask)
    if case is None:
        return MISSING
    if name not in SECRET_FIELDS or not has_field(case, name):
        return NO_FIELD
    key = acting.note_reveal(desk.house, ask.names["reference"], name, place, ask.staff.name)
    found = found_case(desk, ask)
    return page(desk, found, ask, revealed=(name, {place: key})) if found is not None else MISSING


def has_field(case: CaseFile, name: str) -> bool:
    """Whether the form of the request has a field of that name."""
    return any(field.name == name for field in case_view.field_views(case))


def found_case(desk: Desk, ask: Ask) -> CaseFile | None:
    """The case file that the path names."""
    return casefile.load(desk.house, ask.names["reference"], ask.staff.name)


def page(
    desk: Desk,
    case: CaseFile,
    ask: Ask,
    *,
    view: str = "text",
    revealed: tuple[str, Mapping[int, str]] = ("", {}),
    problems: Mapping[str, str] | None = None,
    typed: Mapping[str, str] | None = None,
    status: int = 200,
) -> Page:
    """The page of a case file; `problems` and `typed` are of edits that could not be saved, by field."""
    view = view if view in _VIEWS else "text"
    thread = build_thread(desk.house, case, case_view.mail_views(desk.house, case, view))
    drafts = own_drafts(desk.house, case.request.id or 0, ask.staff.name)
    kept = {form.removeprefix("field-"): draft for form, draft in drafts.items() if form.startswith("field-")}
    left = {name: "".join(draft.body.get("value", ())) for name, draft in kept.items()}
    values = {
        **head(case, ask),
        "note_draft": "".join(drafts["note"].body.get("note", ())) if "note" in drafts else "",
        "kept": {name: "".join(draft.body.get("why", ())) for name, draft in kept.items()},
        "list": beside(desk.house, _place(case, ask), case.request, ask.staff.name),
        "view": view,
        "thread": thread,
        "outcome": find_outcome(case, thread),
        "fields": case_view.field_views(case),
        "unread": case_view.unread_views(case),
        "numbers": case_view.numbers(case),
        "field_labels": case_view.labels(case),
        "places": case_view.places(case),
        "points": [point for point in case.points if point.verdict is not Verdict.OK],
        "fine": [point for point in case.points if point.verdict is Verdict.OK],
        "timeline": timeline.timeline(case),
        "reasons": reason_view.reason_views(desk.house, case),
        "unsettled": reason_view.is_first(case),
        "decided": _decided(desk, case),
        "revealed_field": revealed[0],
        "revealed": revealed[1],
        "problems": problems or {},
        "typed": {**left, **(typed or {})},
        "deeds": _deeds(case),
        "seconds": _seconds(desk, case),
    }
    return Page(template="request.html.j2", values=values, status=status)


def head(case: CaseFile, ask: Ask) -> dict[str, object]:
    """What every page about a request needs."""
    return {
        "here": list_place(ask).suffix,
        "list_back": _place(case, ask).back,
        "case": case,
        "request": case.request,
        "reference": case.request.reference,
        "version": case.request.version,
        "title": case.request.requester.name or case.request.requester.addr,
        "others": case.others,
        "writers": (),
        "changed_by": "",
    }


def path_of(ask: Ask, fragment: str = "") -> str:
    """The page of the request that the path names, in the list that it was opened from."""
    return f"/requests/{ask.names['reference']}{list_place(ask).suffix}{fragment}"


def _place(case: CaseFile, ask: Ask) -> ListPlace:
    place = list_place(ask)
    return (
        place if place.at else usual_place(case.request, ask.staff.name, just_done=case.undoable is not None)
    )


def number(text: str) -> int:
    """A whole number of a path or query; 0 where it is none."""
    return int(text) if text.isascii() and text.isdigit() and len(text) < 10 else 0


def version_of(ask: Ask) -> int:
    """The version that the form's page showed; without one everything has changed since."""
    return number(ask.one("version"))


def _deeds(case: CaseFile) -> frozenset[str]:
    """What the page offers: what the table of states allows now."""
    state = case.request.state
    leads_to = {
        "approve": State.APPROVED,
        "complete": State.COMPLETED,
        "await_upgrade": State.AWAITING_UPGRADE,
        "reject": State.REJECTED,
        "withdraw": State.WITHDRAWN,
    }
    allowed = {name for name, to in leads_to.items() if to in NEXT[state]}
    if state in {State.NEEDS_INFO, State.READY_FOR_REVIEW, State.INTERESTED}:
        allowed.add("ask")
    if state is State.AWAITING_UPGRADE:
        allowed |= {"mark_upgraded", "reopen"}
    if state in {State.APPROVED, State.REJECTED, State.WITHDRAWN, State.EXPIRED}:
        allowed.add("reopen")
    return frozenset(allowed if license_keys(case.request) else allowed - {"complete"})


def _decided(desk: Desk, case: CaseFile) -> Sequence[LetterView]:
    """The letters that somebody has just decided about, as long as that can be taken back."""
    now = desk.house.clock()
    ids = [one.id for one in case.letters if one.decided_at is not None and now - one.decided_at < UNDO]
    views = [letter_words.view(line, now) for line in (outbox.lines(desk.house, ids) if ids else ())]
    return [view for view in views if view.undoable]


def _seconds(desk: Desk, case: CaseFile) -> int | None:
    """How long a letter still waits to be taken back; None where none does."""
    until = case.undoable.until if case.undoable else None
    return None if until is None else max(0, round((until - desk.house.clock()).total_seconds()))
