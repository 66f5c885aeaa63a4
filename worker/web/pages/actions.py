"""What staff do on the page of a request, without a letter to be seen first."""

from worker.errors import RefusedError, UsageError
from worker.letters.address import AddressError
from worker.requests.merge import SECRET_FIELDS, masked
from worker.requests.values import Attention, Event
from worker.services import acting, casefile, corrections, deeds, drafts, letters, matching
from worker.services.acting import UNDO, ChangedSinceError
from worker.services.casefile import CaseFile
from worker.services.deeds import Deed
from worker.services.letters import Verb
from worker.web import case_view, letter_words, timeline
from worker.web.answers import Answer, Ask, Page, Redirect
from worker.web.desk import Desk
from worker.web.list_place import list_place
from worker.web.pages import request as request_page
from worker.web.pages.request import MISSING, found_case, head, path_of, version_of

_HELD = frozenset({"csrf", "version"})  # in each form of a request's
_LONGEST = 20_000  # characters of a field or note


def approve(desk: Desk, ask: Ask) -> Answer:
    """Eligible."""
    return _done(desk, ask, deeds.approve(ask.staff.name))


def mark_upgraded(desk: Desk, ask: Ask) -> Answer:
    """The upgrade that was awaited is bought."""
    return _done(desk, ask, deeds.mark_upgraded(ask.staff.name))


def withdraw(desk: Desk, ask: Ask) -> Answer:
    """The customer does not want it any more."""
    return _done(desk, ask, deeds.withdraw(ask.staff.name))


def reopen(desk: Desk, ask: Ask) -> Answer:
    """Back into the queue."""
    return _done(desk, ask, deeds.reopen(ask.staff.name))


def settle(desk: Desk, ask: Ask) -> Answer:
    """One reason for attention has had it."""
    return _done(desk, ask, deeds.settle(ask.names["reason"], ask.staff.name))


def apply(desk: Desk, ask: Ask) -> Answer:
    """What the customer wants changed is changed: what came after the approval, or the account."""
    if ask.one("reason") == Attention.ACCOUNT_CHANGED:
        return _done(desk, ask, corrections.apply_account(ask.staff.name))
    return _done(desk, ask, corrections.apply_correction(ask.staff.name))


def readdress(desk: Desk, ask: Ask) -> Answer:
    """The requester has another address."""
    try:
        deed = deeds.readdress(ask.one("address").strip()[:320], ask.one("why")[:500], ask.staff.name)
        return _done(desk, ask, deed)
    except AddressError as error:
        raise UsageError(str(error)) from error


def letter(desk: Desk, ask: Ask) -> Answer:
    """Decide about a letter of the request, or take that back."""
    letter_id, do = request_page.number(ask.names["letter"]), ask.one("do")
    if do == "undo":
        done = letters.undo_all(desk.house, [letter_id], ask.staff.name)
    else:
        seen = letter_words.seen_of(ask.one("seen"))
        if seen is None or do not in set(Verb):
            raise UsageError("this page is out of date; look at it again")
        done = letters.decide_all(desk.house, [(letter_id, seen)], Verb(do), ask.staff.name, UNDO)
    if done.refused:
        raise RefusedError(done.refused[0])
    desk.wake_outbox()
    return Redirect(path=path_of(ask, "#reasons"))


def assign(desk: Desk, ask: Ask) -> Answer:
    """To somebody of the staff, or to nobody."""
    return _done(desk, ask, deeds.assign(ask.one("take") or ask.one("to") or None, ask.staff.name))


def note(desk: Desk, ask: Ask) -> Answer:
    """Words for colleagues."""
    reference = ask.names["reference"]
    if words := ask.one("note").strip()[:_LONGEST]:
        acting.add_note(desk.house, reference, words, ask.staff.name)
        drafts.forget_draft(desk.house, reference, "note", ask.staff.name)
    return Redirect(path=path_of(ask, "#time-h"))


def undo(desk: Desk, ask: Ask) -> Answer:
    """Take the last action back."""
    acting.take_back(desk.house, ask.names["reference"], ask.staff.name)
    return Redirect(path=path_of(ask))


def attach(desk: Desk, ask: Ask) -> Answer:
    """Its mail belongs to another request; that one is shown."""
    to = matching.attach(desk.house, ask.names["reference"], ask.one("to"), ask.staff.name)
    return Redirect(path=f"/requests/{to.reference}")


def keep_apart(desk: Desk, ask: Ask) -> Answer:
    """It is a request of its own."""
    matching.keep_apart(desk.house, ask.names["reference"], ask.staff.name)
    desk.wake_outbox()
    return Redirect(path=path_of(ask))


def edit(desk: Desk, ask: Ask) -> Answer:
    """Correct one field; the page says where that collides with what somebody else did."""
    case = found_case(desk, ask)
    if case is None:
        return MISSING
    if not request_page.has_field(case, ask.names["field"]):
        return request_page.NO_FIELD
    name, typed = ask.names["field"], ask.one("value")[:_LONGEST].replace("\r\n", "\n")
    back = Redirect(path=path_of(ask, f"#field-{name}"))
    if ask.one("keep") == "theirs" or typed == case_view.as_typed(name, case.request):
        drafts.forget_draft(desk.house, ask.names["reference"], f"field-{name}", ask.staff.name)
        return back
    value = case_view.unmasked(name, typed, case.request)
    deed = deeds.set_values({name: value}, ask.staff.name, ask.one("why").strip()[:500])
    try:
        acting.act(desk.house, ask.names["reference"], deed, version_of(ask), ask.staff.name)
    except ChangedSinceError as error:
        return _collision(case, ask, name, typed, error.since)
    except UsageError as error:
        problem = str(error).partition(": ")[2] or str(error)
        return request_page.page(desk, case, ask, problems={name: problem}, typed={name: typed}, status=422)
    drafts.forget_draft(desk.house, ask.names["reference"], f"field-{name}", ask.staff.name)
    return back


def _done(desk: Desk, ask: Ask, deed: Deed) -> Answer:
    reference = ask.names["reference"]
    try:
        acting.act(desk.house, reference, deed, version_of(ask), ask.staff.name)
    except ChangedSinceError as error:
        case = casefile.load(desk.house, reference, ask.staff.name)
        return _changed(case, ask, deed, error) if case is not None else MISSING
    return Redirect(path=path_of(ask))


def _changed(case: CaseFile, ask: Ask, deed: Deed, error: ChangedSinceError) -> Page:
    values = {
        **head(case, ask),
        "deed": deed.name,
        "again": f"{ask.path}{list_place(ask).suffix}",
        "fields": [
            (name, value) for name, values in ask.form.items() for value in values if name not in _HELD
        ],
        "since": timeline.told(error.since, case),
    }
    return Page(template="request_changed.html.j2", values=values, status=409)


def _collision(case: CaseFile, ask: Ask, name: str, typed: str, since: tuple[Event, ...]) -> Page:
    field = next(field for field in case_view.field_views(case) if field.name == name)
    stored = case.request.fields.get(name)
    theirs = "" if stored is None or stored.value is None else str(stored.value)
    if name in SECRET_FIELDS:
        theirs = "\n".join(map(masked, theirs.split()))
    values = {
        **head(case, ask),
        "field": field,
        "theirs": theirs,
        "theirs_by": since[-1],
        "yours": typed,
        "why": ask.one("why"),
        "before": since[0].old or "",
    }
    return Page(template="request_collision.html.j2", values=values, status=409)
