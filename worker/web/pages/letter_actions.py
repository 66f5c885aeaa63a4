"""Actions that write to the customer: the letter is shown exactly as it would go, then it goes."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from worker.errors import RefusedError, UsageError
from worker.requests.merge_answers import mask_key
from worker.requests.request_model import State
from worker.requests.review_rules import RejectReason, license_keys
from worker.requests.sen_rules import find_sen_problems as find_problems
from worker.requests.staff.saved_reply_text import find_unfilled
from worker.requests.states import require_edge
from worker.services.review import form_drafts, page_actions, saved_replies, staff_actions
from worker.services.review.page_actions import ChangedSinceError, Preview
from worker.services.review.request_detail import RequestDetail
from worker.services.review.staff_actions import StaffAction
from worker.store.queue.draft_table import StoredDraft
from worker.web.pages import request_page
from worker.web.pages.request_page import MISSING, found_case, make_head, path_of, version_of
from worker.web.responses import Answer, Ask, Page, Redirect
from worker.web.views import request_timeline, request_view
from worker.web.views.html_sanitizer import sanitise_html
from worker.web.views.mail_thread import build_thread
from worker.web.web_context import Handler, WebContext

_LONGEST = 10_000  # characters of a reviewer's own words
_REASON = 500  # of why they insist
_TITLES = {
    "complete": "Complete with SEN",
    "await_upgrade": "Wait for the upgrade",
    "ask": "Ask the customer",
    "answer": "Write to the customer",
    "reject": "Reject this request",
}
_SENDS = {
    "complete": "Complete and send",
    "await_upgrade": "Wait and send",
    "ask": "Send the question",
    "answer": "Send the letter",
    "reject": "Reject and send",
}
#: The actions with a form for words to the customer.
LETTER_FORMS = frozenset(_TITLES)
REASONS: Mapping[str, tuple[str, str]] = {
    RejectReason.CLOUD: ("On Atlassian Cloud", "The letter tells that Cloud can't be migrated yet."),
    RejectReason.DATA_CENTER: ("On Data Center", "The letter says that Atlassian issues those licenses."),
    RejectReason.NOT_MATCHING: ("Does not match the server level", ""),
    RejectReason.NOT_FOUND: ("We know no such license", ""),
    RejectReason.OTHER: ("Something else", "Then your own words are required."),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class TypedLetter:
    """What the form holds."""

    note: str = ""
    reason: str = ""
    fields: tuple[str, ...] = ()
    sens: tuple[str, ...] = ()
    to: str = ""  #: another address than the requester's
    insist: str = ""  #: why to complete what has been completed before


@dataclass(frozen=True, slots=True, kw_only=True)
class LetterPreview:
    """What would be done, or what is still wrong with it."""

    staff_action: StaffAction | None = None
    problems: Mapping[str, str] = field(default_factory=dict)  #: of what was typed, by the id of the input
    missing: Mapping[str, str] = field(default_factory=dict)  #: what was not typed yet
    waits_for: str = ""  #: why there is no letter to show yet
    stops: tuple[str, ...] = ()  #: what a completion needs a reason for


def handler(name: str) -> Handler:
    """The page for one action: GET shows it, POST shows it again, or does it where `do` is "send"."""

    def answer(context: WebContext, ask: Ask) -> Answer:
        case = found_case(context, ask)
        if case is None:
            return MISSING
        kept = form_drafts.own_drafts(context.services, case.request.id or 0, ask.staff.name).get(name)
        typed = _typed(ask, case, kept)
        try:
            _require_possible(case, name)
        except RefusedError as error:
            return _overtaken(context, case, ask, typed, str(error))
        if ask.method == "POST" and ask.one("saved"):
            typed = _with_reply(context, case, ask, name, typed)
        draft = _draft(context, case, name, typed, ask.staff.name)
        if ask.method != "POST" or ask.one("do") != "send":
            return _page(context, case, ask, name, typed, draft, asked=False)
        if draft.staff_action is None:
            return _page(context, case, ask, name, typed, draft, asked=True, status=422)
        return _send(context, ask, name, typed, draft.staff_action)

    return answer


def _draft(context: WebContext, case: RequestDetail, name: str, typed: TypedLetter, by: str) -> LetterPreview:
    """What would be done; nothing while a saved reply in it still waits for a value."""
    if unfilled := find_unfilled(typed.note):
        words = f"Put something in the place of {' and '.join(unfilled)}."
        return LetterPreview(missing={"note": words}, waits_for=words)
    return _DRAFTS[name](context, case, typed, by)


def _with_reply(
    context: WebContext, case: RequestDetail, ask: Ask, name: str, typed: TypedLetter
) -> TypedLetter:
    """The form with a saved reply below what was typed; kept as if it had been typed."""
    text = saved_replies.fill_reply(
        context.services, case.request, request_page.parse_number(ask.one("saved")), ask.staff.name
    )
    note = "\n\n".join(filter(None, (typed.note.strip(), text)))
    if len(note) > _LONGEST:
        many = len(note) - _LONGEST
        raise UsageError(
            f"with this saved reply the letter is {many:,} characters too long; shorten what is there"
        )
    body = {key: values for key, values in ask.form.items() if key not in {"csrf", "version", "do", "saved"}}
    form_drafts.keep_draft(
        context.services, case.request.reference, name, {**body, "note": (note,)}, ask.staff.name
    )
    return replace(typed, note=note)


def _send(context: WebContext, ask: Ask, name: str, typed: TypedLetter, staff_action: StaffAction) -> Answer:
    reference = ask.names["reference"]
    try:
        page_actions.perform_action(
            context.services, reference, staff_action, version_of(ask), ask.staff.name
        )
    except ChangedSinceError as error:
        case = found_case(context, ask)
        if case is None:
            return MISSING
        draft = _draft(context, case, name, typed, ask.staff.name)
        return _page(context, case, ask, name, typed, draft, asked=False, since=error, status=409)
    form_drafts.forget_draft(context.services, reference, name, ask.staff.name)
    return Redirect(path=path_of(ask))


def _overtaken(context: WebContext, case: RequestDetail, ask: Ask, typed: TypedLetter, why: str) -> Page:
    """Somebody was faster: what happened since, and the words, which may go out as a letter by hand."""
    since = (
        page_actions.happened_since(context.services, case.request, version_of(ask))
        if ask.method == "POST"
        else ()
    )
    words = [typed.note, *(sen for sen in typed.sens if sen)]
    values = {
        **make_head(case, ask),
        "why": why,
        "since": request_timeline.told(since, case),
        "words": "\n".join(filter(None, words)),
        "note": typed.note,
    }
    return Page(template="request_overtaken.html.j2", values=values, status=409)


def _page(
    context: WebContext,
    case: RequestDetail,
    ask: Ask,
    name: str,
    typed: TypedLetter,
    draft: LetterPreview,
    *,
    asked: bool,
    since: ChangedSinceError | None = None,
    status: int = 200,
) -> Page:
    letter, waits_for = _letter(context, case, draft)
    problems = {**draft.problems, **(draft.missing if asked else {})}
    if asked and not problems:
        problems = {"letter": waits_for}
    values = {
        **make_head(case, ask),
        "name": name,
        "heading": _TITLES[name],
        "sends": _SENDS[name],
        "typed": typed,
        "problems": problems,
        "asked": asked,  # whether it was to be done, so that what is wrong is an error
        "letter": letter,
        "letter_html": sanitise_html(letter.html) if letter else "",
        "waits_for": waits_for,
        "stops": draft.stops,
        "keys": [mask_key(key) for key in license_keys(case.request)],
        "choices": _choices(case),
        "addresses": _addresses(case),
        "replies": [one for one in saved_replies.list_replies(context.services) if not one.removed],
        "inserted": ask.method == "POST" and bool(ask.one("saved")),
        "thread": build_thread(
            context.services, case, request_view.mail_views(context.services, case, "text")
        ),
        "view": "text",
        "numbers": request_view.numbers(case),
        "field_labels": request_view.label_fields(case),
        "reasons": REASONS,
        "since": request_timeline.told(since.since, case) if since else (),
        "wait_seconds": int(page_actions.UNDO.total_seconds()),
    }
    return Page(template="request_letter.html.j2", values=values, status=status)


def _letter(context: WebContext, case: RequestDetail, draft: LetterPreview) -> tuple[Preview | None, str]:
    if draft.staff_action is None:
        return None, draft.waits_for
    try:
        return page_actions.preview(context.services, case.request.reference, draft.staff_action), ""
    except (RefusedError, UsageError) as error:
        return None, str(error)


def _require_possible(case: RequestDetail, name: str) -> None:
    to = {
        "complete": State.COMPLETED,
        "await_upgrade": State.AWAITING_UPGRADE,
        "reject": State.REJECTED,
        "ask": State.NEEDS_INFO,
    }.get(name)
    if to is not None and to is not case.request.state:
        require_edge(case.request.reference, case.request.state, to)


def _typed(ask: Ask, case: RequestDetail, kept: StoredDraft | None) -> TypedLetter:
    """What the form holds; where it is opened, what the same person left in it."""
    form: Mapping[str, Sequence[str]] = ask.form if ask.method == "POST" else kept.body if kept else {}
    chosen = {*form.get("field", ()), *case.request.ask}
    return TypedLetter(
        note="".join(form.get("note", ())[:1])[:_LONGEST],
        reason="".join(form.get("reason", ())[:1]),
        fields=tuple(name for name in case.required if name in chosen),
        sens=tuple(sen[:60] for sen in form.get("sen", ())) or _offered(case),
        insist="".join(form.get("insist", ())[:1])[:_REASON],
        to=next((one for one in form.get("to", ()) if one in _addresses(case)), ""),
    )


def _offered(case: RequestDetail) -> tuple[str, ...]:
    """The SENs that the Marketplace's report has for the keys, in their order; empty where it has none."""
    by_place = {one.place: one.sen for one in case.offers}
    places = range(len(license_keys(case.request)) if by_place else 0)
    return tuple(by_place.get(place, "") for place in places)


def _complete(context: WebContext, case: RequestDetail, typed: TypedLetter, by: str) -> LetterPreview:
    keys = license_keys(case.request)
    count = len(keys)
    sens = [*typed.sens[:count], *[""] * (count - len(typed.sens))]
    problems = find_problems(sens, {})
    places = [f"sen-{place}" for place in range(1, count + 1)]
    wrong = {
        place: why for place, sen, why in zip(places, sens, problems, strict=True) if sen.strip() and why
    }
    empty = {
        place: f"Enter the SEN for key {mask_key(key)}"
        for place, sen, key in zip(places, sens, keys, strict=True)
        if not sen.strip()
    }
    if wrong or empty or not count:
        words = "The letter is shown here when each key has its SEN."
        return LetterPreview(
            problems=wrong, missing=empty, waits_for=words, stops=_stops(context, case, sens)
        )
    stops = _stops(context, case, sens)
    if stops and not typed.insist.strip():
        words = f"{'; '.join(stops)}. Write why it is right all the same."
        return LetterPreview(missing={"insist": words}, waits_for=words, stops=stops)
    return LetterPreview(staff_action=staff_actions.complete(sens, by, typed.insist, typed.note), stops=stops)


def _stops(context: WebContext, case: RequestDetail, sens: Sequence[str]) -> tuple[str, ...]:
    return page_actions.sen_stops(context.services, case.request, [sen for sen in sens if sen.strip()])


def _await_upgrade(_desk: WebContext, _case: RequestDetail, typed: TypedLetter, by: str) -> LetterPreview:
    return LetterPreview(staff_action=staff_actions.await_upgrade(typed.note, by))


def _ask(_desk: WebContext, _case: RequestDetail, typed: TypedLetter, by: str) -> LetterPreview:
    if not typed.fields:
        words = "Choose what to ask for."
        return LetterPreview(missing={"fields": words}, waits_for=words)
    return LetterPreview(staff_action=staff_actions.ask(typed.fields, typed.note, by))


def _answer(_desk: WebContext, _case: RequestDetail, typed: TypedLetter, by: str) -> LetterPreview:
    if not typed.note.strip():
        words = "Write what the customer is to read."
        return LetterPreview(missing={"note": words}, waits_for=words)
    return LetterPreview(staff_action=staff_actions.answer(typed.note, by, typed.to))


def _reject(_desk: WebContext, _case: RequestDetail, typed: TypedLetter, by: str) -> LetterPreview:
    if typed.reason not in REASONS:
        words = "Choose why."
        return LetterPreview(missing={"reasons": words}, waits_for=words)
    if typed.reason == RejectReason.OTHER and not typed.note.strip():
        words = "Write why: the customer reads your words."
        return LetterPreview(missing={"note": words}, waits_for=words)
    return LetterPreview(staff_action=staff_actions.reject(typed.reason, typed.note, by))


def _addresses(case: RequestDetail) -> tuple[str, ...]:
    """The addresses that a letter may go to: the requester's first, then others that stand on the request."""
    account = case.request.fields.get("account_email")
    wrote = [mail.message.from_.addr for mail in case.mails if mail.message is not None]
    known = [
        case.request.requester.addr,
        str(account.value).lower() if account and account.value else "",
        *wrote,
    ]
    return tuple(dict.fromkeys(filter(None, known)))


def _choices(case: RequestDetail) -> Sequence[tuple[str, str, bool]]:
    """Name and label of what may be asked for, and whether it is open anyway."""
    labels = request_view.label_fields(case)
    return [(name, labels.get(name, name), name in case.request.ask) for name in case.required]


_DRAFTS = {
    "complete": _complete,
    "await_upgrade": _await_upgrade,
    "ask": _ask,
    "answer": _answer,
    "reject": _reject,
}
