"""What staff do on the page of a request, without a letter to be seen first."""

from datetime import timedelta

from worker.errors import RefusedError, UsageError
from worker.letters.letter_address import AddressError
from worker.requests.merge_answers import SECRET_FIELDS, mask_key
from worker.requests.request_model import Attention, Event
from worker.services.outbox import outbox_decisions
from worker.services.outbox.outbox_decisions import LetterVerb
from worker.services.review import (
    form_drafts,
    late_corrections,
    page_actions,
    related_mail,
    request_detail,
    staff_actions,
)
from worker.services.review.page_actions import UNDO, ChangedSinceError
from worker.services.review.request_detail import RequestDetail
from worker.services.review.staff_actions import StaffAction
from worker.web.pages import request_page
from worker.web.pages.request_page import MISSING, found_case, make_head, path_of, version_of
from worker.web.responses import Answer, Ask, Page, Redirect
from worker.web.views import letter_labels, request_timeline, request_view
from worker.web.views.list_position import list_place
from worker.web.web_context import WebContext

_HELD = frozenset({"csrf", "version"})  # in each form of a request's
_LONGEST = 20_000  # characters of a field or note


def approve(context: WebContext, ask: Ask) -> Answer:
    """Eligible."""
    return _done(context, ask, staff_actions.approve(ask.staff.name))


def mark_upgraded(context: WebContext, ask: Ask) -> Answer:
    """The upgrade that was awaited is bought."""
    return _done(context, ask, staff_actions.mark_upgraded(ask.staff.name))


def ask_owner(context: WebContext, ask: Ask) -> Answer:
    """Whoever has the account is asked whether the license is to go there."""
    answer = _done(context, ask, staff_actions.ask_owner(ask.staff.name))
    context.wake_outbox()
    return answer


def withdraw(context: WebContext, ask: Ask) -> Answer:
    """The customer does not want it any more."""
    return _done(context, ask, staff_actions.withdraw(ask.staff.name))


def reopen(context: WebContext, ask: Ask) -> Answer:
    """Back into the queue."""
    return _done(context, ask, staff_actions.reopen(ask.staff.name))


def settle(context: WebContext, ask: Ask) -> Answer:
    """One reason for attention has had it."""
    return _done(context, ask, staff_actions.settle(ask.names["reason"], ask.staff.name))


def apply(context: WebContext, ask: Ask) -> Answer:
    """What the customer wants changed is changed: what came after the approval, or the account."""
    if ask.one("reason") == Attention.ACCOUNT_CHANGED:
        return _done(context, ask, late_corrections.apply_account(ask.staff.name))
    return _done(context, ask, late_corrections.apply_correction(ask.staff.name))


def readdress(context: WebContext, ask: Ask) -> Answer:
    """The requester has another address."""
    try:
        staff_action = staff_actions.readdress(
            ask.one("address").strip()[:320], ask.one("why")[:500], ask.staff.name
        )
        return _done(context, ask, staff_action)
    except AddressError as error:
        raise UsageError(str(error)) from error


def letter(context: WebContext, ask: Ask) -> Answer:
    """Decide about a letter of the request, or take that back."""
    letter_id, do = request_page.parse_number(ask.names["letter"]), ask.one("do")
    if do == "undo":
        done = outbox_decisions.undo_all(context.services, [letter_id], ask.staff.name)
    else:
        seen = letter_labels.seen_of(ask.one("seen"))
        if seen is None or do not in set(LetterVerb):
            raise UsageError("this page is out of date; look at it again")
        done = outbox_decisions.decide_all(
            context.services, [(letter_id, seen)], LetterVerb(do), ask.staff.name, UNDO
        )
    if done.refused:
        raise RefusedError(done.refused[0])
    context.wake_outbox()
    return Redirect(path=path_of(ask, "#reasons"))


def assign(context: WebContext, ask: Ask) -> Answer:
    """To somebody of the staff, or to nobody."""
    return _done(context, ask, staff_actions.assign(ask.one("take") or ask.one("to") or None, ask.staff.name))


def snooze(context: WebContext, ask: Ask) -> Answer:
    """Out of what waits for staff: for some days, until a day, or until the customer writes."""
    days, until = ask.one("days"), ask.one("until")
    if days == "0":
        return _done(context, ask, staff_actions.snooze(None, ask.staff.name))
    if days:
        day = context.services.clock().date() + timedelta(days=min(request_page.parse_number(days), 366))
        until = day.isoformat()
    return _done(context, ask, staff_actions.snooze(until, ask.staff.name))


def wake(context: WebContext, ask: Ask) -> Answer:
    """Back to what waits for staff."""
    return _done(context, ask, staff_actions.wake(ask.staff.name))


def note(context: WebContext, ask: Ask) -> Answer:
    """Words for colleagues."""
    reference = ask.names["reference"]
    if words := ask.one("note").strip()[:_LONGEST]:
        page_actions.add_note(context.services, reference, words, ask.staff.name)
        form_drafts.forget_draft(context.services, reference, "note", ask.staff.name)
    return Redirect(path=path_of(ask, "#time-h"))


def undo(context: WebContext, ask: Ask) -> Answer:
    """Take the last action back."""
    page_actions.take_back(context.services, ask.names["reference"], ask.staff.name)
    return Redirect(path=path_of(ask))


def attach(context: WebContext, ask: Ask) -> Answer:
    """Its mail belongs to another request; that one is shown."""
    name, by = ask.names["reference"], ask.staff.name
    try:
        to = related_mail.attach(context.services, name, ask.one("to"), by, version_of(ask))
    except ChangedSinceError as error:
        return _changed(context, ask, "attach", error)
    return Redirect(path=f"/requests/{to.reference}")


def keep_apart(context: WebContext, ask: Ask) -> Answer:
    """It is a request of its own."""
    try:
        related_mail.keep_apart(context.services, ask.names["reference"], ask.staff.name, version_of(ask))
    except ChangedSinceError as error:
        return _changed(context, ask, "apart", error)
    context.wake_outbox()
    return Redirect(path=path_of(ask))


def edit(context: WebContext, ask: Ask) -> Answer:
    """Correct one field; the page says where that collides with what somebody else did."""
    case = found_case(context, ask)
    if case is None:
        return MISSING
    if not request_page.has_field(case, ask.names["field"]):
        return request_page.NO_FIELD
    name, typed = ask.names["field"], ask.one("value")[:_LONGEST].replace("\r\n", "\n")
    back = Redirect(path=path_of(ask, f"#field-{name}"))
    if ask.one("keep") == "theirs" or typed == request_view.as_typed(name, case.request):
        form_drafts.forget_draft(context.services, ask.names["reference"], f"field-{name}", ask.staff.name)
        return back
    value = request_view.unmasked(name, typed, case.request)
    staff_action = staff_actions.set_values({name: value}, ask.staff.name, ask.one("why").strip()[:500])
    try:
        page_actions.perform_action(
            context.services, ask.names["reference"], staff_action, version_of(ask), ask.staff.name
        )
    except ChangedSinceError as error:
        return _collision(case, ask, name, typed, error.since)
    except UsageError as error:
        problem = str(error).partition(": ")[2] or str(error)
        return request_page.page(
            context, case, ask, problems={name: problem}, typed={name: typed}, status=422
        )
    form_drafts.forget_draft(context.services, ask.names["reference"], f"field-{name}", ask.staff.name)
    return back


def _done(context: WebContext, ask: Ask, staff_action: StaffAction) -> Answer:
    reference = ask.names["reference"]
    try:
        page_actions.perform_action(
            context.services, reference, staff_action, version_of(ask), ask.staff.name
        )
    except ChangedSinceError as error:
        return _changed(context, ask, staff_action.name, error)
    return Redirect(path=path_of(ask))


def _changed(context: WebContext, ask: Ask, deed: str, error: ChangedSinceError) -> Page:
    case = request_detail.load(context.services, ask.names["reference"], ask.staff.name)
    if case is None:
        return MISSING
    values = {
        **make_head(case, ask),
        "deed": deed,
        "again": f"{ask.path}{list_place(ask).suffix}",
        "fields": [
            (name, value) for name, values in ask.form.items() for value in values if name not in _HELD
        ],
        "since": request_timeline.told(error.since, case),
    }
    return Page(template="request_changed.html.j2", values=values, status=409)


def _collision(case: RequestDetail, ask: Ask, name: str, typed: str, since: tuple[Event, ...]) -> Page:
    field = next(field for field in request_view.field_views(case) if field.name == name)
    stored = case.request.fields.get(name)
    theirs = "" if stored is None or stored.value is None else str(stored.value)
    if name in SECRET_FIELDS:
        theirs = "\n".join(map(mask_key, theirs.split()))
    values = {
        **make_head(case, ask),
        "field": field,
        "theirs": theirs,
        "theirs_by": since[-1],
        "yours": typed,
        "why": ask.one("why"),
        "before": since[0].old or "",
    }
    return Page(template="request_collision.html.j2", values=values, status=409)
