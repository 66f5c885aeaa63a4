"""What staff do on the page of a request, without a letter to be seen first."""

from worker.errors import UsageError
from worker.requests.merge import SECRET_FIELDS, masked
from worker.requests.values import Event
from worker.services import acting, casefile, deeds, matching
from worker.services.acting import ChangedSinceError
from worker.services.casefile import CaseFile
from worker.services.deeds import Deed
from worker.web import case_view, timeline
from worker.web.answers import Answer, Ask, Page, Redirect
from worker.web.desk import Desk
from worker.web.pages import request as request_page
from worker.web.pages.request import MISSING, found_case, head, version_of

_LONGEST = 20_000  # characters of a field or note


def approve(desk: Desk, ask: Ask) -> Answer:
    """Eligible."""
    return _done(desk, ask, deeds.approve(ask.staff.name))


def withdraw(desk: Desk, ask: Ask) -> Answer:
    """The customer does not want it any more."""
    return _done(desk, ask, deeds.withdraw(ask.staff.name))


def reopen(desk: Desk, ask: Ask) -> Answer:
    """Back into the queue."""
    return _done(desk, ask, deeds.reopen(ask.staff.name))


def assign(desk: Desk, ask: Ask) -> Answer:
    """To somebody of the staff, or to nobody."""
    return _done(desk, ask, deeds.assign(ask.one("to") or None, ask.staff.name))


def note(desk: Desk, ask: Ask) -> Answer:
    """Words for colleagues."""
    reference = ask.names["reference"]
    if words := ask.one("note").strip()[:_LONGEST]:
        acting.add_note(desk.house, reference, words, ask.staff.name)
    return Redirect(path=f"/requests/{reference}#time-h")


def undo(desk: Desk, ask: Ask) -> Answer:
    """Take the last action back."""
    reference = ask.names["reference"]
    acting.take_back(desk.house, reference, ask.staff.name)
    return Redirect(path=f"/requests/{reference}")


def attach(desk: Desk, ask: Ask) -> Answer:
    """Its mail belongs to another request; that one is shown."""
    to = matching.attach(desk.house, ask.names["reference"], ask.one("to"), ask.staff.name)
    return Redirect(path=f"/requests/{to.reference}")


def keep_apart(desk: Desk, ask: Ask) -> Answer:
    """It is a request of its own."""
    matching.keep_apart(desk.house, ask.names["reference"], ask.staff.name)
    desk.wake_outbox()
    return Redirect(path=f"/requests/{ask.names['reference']}")


def edit(desk: Desk, ask: Ask) -> Answer:
    """Correct one field; the page says where that collides with what somebody else did."""
    case = found_case(desk, ask)
    if case is None:
        return MISSING
    if not request_page.has_field(case, ask.names["field"]):
        return request_page.NO_FIELD
    name, typed = ask.names["field"], ask.one("value")[:_LONGEST].replace("\r\n", "\n")
    back = Redirect(path=f"/requests/{ask.names['reference']}#field-{name}")
    if ask.one("keep") == "theirs" or typed == case_view.as_typed(name, case.request):
        return back
    value = case_view.unmasked(name, typed, case.request)
    deed = deeds.set_values({name: value}, ask.staff.name, ask.one("why").strip()[:500])
    try:
        acting.act(desk.house, ask.names["reference"], deed, version_of(ask), ask.staff.name)
    except ChangedSinceError as error:
        return _collision(case, name, typed, ask.one("why"), error.since)
    except UsageError as error:
        problem = str(error).partition(": ")[2] or str(error)
        return request_page.page(desk, case, problems={name: problem}, typed={name: typed}, status=422)
    return back


def _done(desk: Desk, ask: Ask, deed: Deed) -> Answer:
    reference = ask.names["reference"]
    try:
        acting.act(desk.house, reference, deed, version_of(ask), ask.staff.name)
    except ChangedSinceError as error:
        case = casefile.load(desk.house, reference, ask.staff.name)
        return _changed(case, deed, error) if case is not None else MISSING
    return Redirect(path=f"/requests/{reference}")


def _changed(case: CaseFile, deed: Deed, error: ChangedSinceError) -> Page:
    values = {**head(case), "deed": deed.name, "since": timeline.told(error.since, case)}
    return Page(template="request_changed.html.j2", values=values, status=409)


def _collision(case: CaseFile, name: str, typed: str, why: str, since: tuple[Event, ...]) -> Page:
    field = next(field for field in case_view.field_views(case) if field.name == name)
    stored = case.request.fields.get(name)
    theirs = "" if stored is None or stored.value is None else str(stored.value)
    if name in SECRET_FIELDS:
        theirs = "\n".join(map(masked, theirs.split()))
    values = {
        **head(case),
        "field": field,
        "theirs": theirs,
        "theirs_by": since[-1],
        "yours": typed,
        "why": why,
        "before": since[0].old or "",
    }
    return Page(template="request_collision.html.j2", values=values, status=409)
