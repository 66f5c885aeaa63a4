"""One request: its mail beside its fields, what happened, and what can be done."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from worker.marketplace.issuing_sheet import LINES
from worker.requests.account_owner import ASKED_IN, was_asked
from worker.requests.merge_answers import SECRET_FIELDS
from worker.requests.message_rights import usable_account
from worker.requests.request_model import State
from worker.requests.review_rules import license_keys
from worker.requests.staff.approval_points import PointVerdict
from worker.requests.staff.edit_conflicts import find_conflicts
from worker.requests.states import NEXT
from worker.services.owner_answer import list_owner_letters
from worker.services.review import outbox_view, page_actions, request_detail, staff_notifications
from worker.services.review.form_drafts import find_writers, own_drafts
from worker.services.review.page_actions import UNDO
from worker.services.review.request_detail import RequestDetail
from worker.web.responses import Answer, Ask, Page
from worker.web.views import letter_labels, reason_view, request_timeline, request_view
from worker.web.views.letter_labels import LetterView
from worker.web.views.list_position import ListPlace, link_neighbours, list_place, usual_place
from worker.web.views.mail_thread import build_thread
from worker.web.views.request_outcome import find_outcome
from worker.web.web_context import WebContext

_VIEWS = ("text", "html", "headers")
NO_FIELD = Page(
    template="error.html.j2", values={"status": 404, "text": "This request has no such field."}, status=404
)
MISSING = Page(
    template="error.html.j2",
    values={"status": 404, "text": "There is no such request, or it is gone."},
    status=404,
)


def show(context: WebContext, ask: Ask) -> Answer:
    """The request as a whole; `as` in the query shows the mail as HTML or with its headers."""
    found = found_case(context, ask)
    if found is None:
        return MISSING
    request = found.request
    others, _ = request_detail.look(context.services, request.reference, ask.staff.name, request.version)
    return page(context, replace(found, others=others), ask, view=ask.query.get("as", "text"))


def presence(context: WebContext, ask: Ask) -> Answer:
    """Who else looks at it, and whether the page is out of date; the page asks every 15 seconds."""
    version = parse_number(ask.query.get("version", ""))
    others, since = request_detail.look(context.services, ask.names["reference"], ask.staff.name, version)
    changed = find_conflicts(since, None)
    values = {
        "reference": ask.names["reference"],
        "version": version,
        "others": others,
        "writers": find_writers(context.services, ask.names["reference"], ask.staff.name),
        "mentions": staff_notifications.count_for(context.services, ask.staff.name),
        "changed_by": changed[-1].who if changed else "",
        "here": list_place(ask).suffix,
    }
    return Page(template="_presence.html.j2", values=values)


def reveal(context: WebContext, ask: Ask) -> Answer:
    """One license key in full; that somebody looked goes on record."""
    name, place = ask.names["field"], parse_number(ask.names["number"])
    case = found_case(context, ask)
    if case is None:
        return MISSING
    if name not in SECRET_FIELDS or not has_field(case, name):
        return NO_FIELD
    key = page_actions.note_reveal(context.services, ask.names["reference"], name, place, ask.staff.name)
    found = found_case(context, ask)
    return page(context, found, ask, revealed=(name, {place: key})) if found is not None else MISSING


def has_field(case: RequestDetail, name: str) -> bool:
    """Whether the form of the request has a field of that name."""
    return any(field.name == name for field in request_view.field_views(case))


def found_case(context: WebContext, ask: Ask) -> RequestDetail | None:
    """The case file that the path names."""
    return request_detail.load(context.services, ask.names["reference"], ask.staff.name)


def page(
    context: WebContext,
    case: RequestDetail,
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
    thread = build_thread(context.services, case, request_view.mail_views(context.services, case, view))
    drafts = own_drafts(context.services, case.request.id or 0, ask.staff.name)
    kept = {form.removeprefix("field-"): draft for form, draft in drafts.items() if form.startswith("field-")}
    left = {name: "".join(draft.body.get("value", ())) for name, draft in kept.items()}
    values = {
        **make_head(case, ask),
        "note_draft": "".join(drafts["note"].body.get("note", ())) if "note" in drafts else "",
        "kept": {name: "".join(draft.body.get("why", ())) for name, draft in kept.items()},
        "list": link_neighbours(context.services, _place(case, ask), case.request, ask.staff.name),
        "view": view,
        "thread": thread,
        "outcome": find_outcome(case, thread),
        "fields": request_view.field_views(case),
        "unread": request_view.unread_views(case),
        "numbers": request_view.numbers(case),
        "field_labels": request_view.label_fields(case),
        "places": request_view.places(case),
        "points": [point for point in case.points if point.verdict is not PointVerdict.OK],
        "fine": [point for point in case.points if point.verdict is PointVerdict.OK],
        "timeline": request_timeline.timeline(case),
        "reasons": reason_view.reason_views(context.services, case),
        "unsettled": reason_view.is_first(case),
        "decided": _decided(context, case),
        "named_by": staff_notifications.open_request(context.services, case.request.id or 0, ask.staff.name),
        "revealed_field": revealed[0],
        "revealed": revealed[1],
        "problems": problems or {},
        "typed": {**left, **(typed or {})},
        "sheet_lines": LINES,
        "deeds": _deeds(case),
        "seconds": _seconds(context, case),
    }
    return Page(template="request.html.j2", values=values, status=status)


def make_head(case: RequestDetail, ask: Ask) -> dict[str, object]:
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


def _place(case: RequestDetail, ask: Ask) -> ListPlace:
    place = list_place(ask)
    return (
        place if place.at else usual_place(case.request, ask.staff.name, just_done=case.undoable is not None)
    )


def parse_number(text: str) -> int:
    """A whole number of a path or query; 0 where it is none."""
    return int(text) if text.isascii() and text.isdigit() and len(text) < 10 else 0


def version_of(ask: Ask) -> int:
    """The version that the form's page showed; without one everything has changed since."""
    return parse_number(ask.one("version"))


def _deeds(case: RequestDetail) -> frozenset[str]:
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
    if can_ask_owner(case):
        allowed.add("ask_owner")
    if state in {State.NEEDS_INFO, State.READY_FOR_REVIEW, State.INTERESTED}:
        allowed.add("ask")
    if state is State.AWAITING_UPGRADE:
        allowed |= {"mark_upgraded", "reopen"}
    if state in {State.APPROVED, State.REJECTED, State.WITHDRAWN, State.EXPIRED}:
        allowed.add("reopen")
    return frozenset(allowed if license_keys(case.request) else allowed - {"complete"})


def can_ask_owner(case: RequestDetail) -> bool:
    """Whether the account is another one than the requester's own, and its owner was not asked yet."""
    account, request = usable_account(case.request).lower(), case.request
    if not account or account == request.requester.addr or request.state not in ASKED_IN:
        return False
    return not was_asked(list_owner_letters(case.letters), account, case.events)


def _decided(context: WebContext, case: RequestDetail) -> Sequence[LetterView]:
    """The letters that somebody has just decided about, as long as that can be taken back."""
    now = context.services.clock()
    ids = [one.id for one in case.letters if one.decided_at is not None and now - one.decided_at < UNDO]
    views = [
        letter_labels.view(line, now) for line in (outbox_view.lines(context.services, ids) if ids else ())
    ]
    return [view for view in views if view.undoable]


def _seconds(context: WebContext, case: RequestDetail) -> int | None:
    """How long a letter still waits to be taken back; None where none does."""
    until = case.undoable.until if case.undoable else None
    return None if until is None else max(0, round((until - context.services.clock()).total_seconds()))
