"""Actions that write to the customer: the letter is shown exactly as it would go, then it goes."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from worker.errors import RefusedError, UsageError
from worker.requests.merge import masked
from worker.requests.review import RejectReason, license_keys
from worker.requests.sens import problems as find_problems
from worker.requests.states import require
from worker.requests.values import State
from worker.services import acting, deeds, drafts
from worker.services.acting import ChangedSinceError, Preview
from worker.services.casefile import CaseFile
from worker.services.deeds import Deed
from worker.store.drafts import StoredDraft
from worker.web import case_view, timeline
from worker.web.answers import Answer, Ask, Page, Redirect
from worker.web.desk import Desk, Handler
from worker.web.html_mail import sanitised
from worker.web.pages.request import MISSING, found_case, head, path_of, version_of
from worker.web.thread import build_thread

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
REASONS: Mapping[str, tuple[str, str]] = {
    RejectReason.CLOUD: ("On Atlassian Cloud", "The letter tells that Cloud can't be migrated yet."),
    RejectReason.DATA_CENTER: ("On Data Center", "The letter says that Atlassian issues those licenses."),
    RejectReason.NOT_MATCHING: ("Does not match the server level", ""),
    RejectReason.NOT_FOUND: ("We know no such license", ""),
    RejectReason.OTHER: ("Something else", "Then your own words are required."),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Typed:
    """What the form holds."""

    note: str = ""
    reason: str = ""
    fields: tuple[str, ...] = ()
    sens: tuple[str, ...] = ()
    to: str = ""  #: another address than the requester's
    insist: str = ""  #: why to complete what has been completed before


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """What would be done, or what is still wrong with it."""

    deed: Deed | None = None
    problems: Mapping[str, str] = field(default_factory=dict)  #: of what was typed, by the id of the input
    missing: Mapping[str, str] = field(default_factory=dict)  #: what was not typed yet
    waits_for: str = ""  #: why there is no letter to show yet
    stops: tuple[str, ...] = ()  #: what a completion needs a reason for


def handler(name: str) -> Handler:
    """The page for one action: GET shows it, POST shows it again, or does it where `do` is "send"."""

    def answer(desk: Desk, ask: Ask) -> Answer:
        case = found_case(desk, ask)
        if case is None:
            return MISSING
        kept = drafts.own_drafts(desk.house, case.request.id or 0, ask.staff.name).get(name)
        typed = _typed(ask, case, kept)
        try:
            _require_possible(case, name)
        except RefusedError as error:
            return _overtaken(desk, case, ask, typed, str(error))
        draft = _DRAFTS[name](desk, case, typed, ask.staff.name)
        if ask.method != "POST" or ask.one("do") != "send":
            return _page(desk, case, ask, name, typed, draft, asked=False)
        if draft.deed is None:
            return _page(desk, case, ask, name, typed, draft, asked=True, status=422)
        return _send(desk, ask, name, typed, draft.deed)

    return answer


def _send(desk: Desk, ask: Ask, name: str, typed: Typed, deed: Deed) -> Answer:
    reference = ask.names["reference"]
    try:
        acting.act(desk.house, reference, deed, version_of(ask), ask.staff.name)
    except ChangedSinceError as error:
        case = found_case(desk, ask)
        if case is None:
            return MISSING
        draft = _DRAFTS[name](desk, case, typed, ask.staff.name)
        return _page(desk, case, ask, name, typed, draft, asked=False, since=error, status=409)
    drafts.forget_draft(desk.house, reference, name, ask.staff.name)
    return Redirect(path=path_of(ask))


def _overtaken(desk: Desk, case: CaseFile, ask: Ask, typed: Typed, why: str) -> Page:
    """Somebody was faster: what happened since, and the words, which may go out as a letter by hand."""
    since = acting.happened_since(desk.house, case.request, version_of(ask)) if ask.method == "POST" else ()
    words = [typed.note, *(sen for sen in typed.sens if sen)]
    values = {
        **head(case, ask),
        "why": why,
        "since": timeline.told(since, case),
        "words": "\n".join(filter(None, words)),
        "note": typed.note,
    }
    return Page(template="request_overtaken.html.j2", values=values, status=409)


def _page(
    desk: Desk,
    case: CaseFile,
    ask: Ask,
    name: str,
    typed: Typed,
    draft: Draft,
    *,
    asked: bool,
    since: ChangedSinceError | None = None,
    status: int = 200,
) -> Page:
    letter, waits_for = _letter(desk, case, draft)
    problems = {**draft.problems, **(draft.missing if asked else {})}
    if asked and not problems:
        problems = {"letter": waits_for}
    values = {
        **head(case, ask),
        "name": name,
        "heading": _TITLES[name],
        "sends": _SENDS[name],
        "typed": typed,
        "problems": problems,
        "asked": asked,  # whether it was to be done, so that what is wrong is an error
        "letter": letter,
        "letter_html": sanitised(letter.html) if letter else "",
        "waits_for": waits_for,
        "stops": draft.stops,
        "keys": [masked(key) for key in license_keys(case.request)],
        "choices": _choices(case),
        "addresses": _addresses(case),
        "thread": build_thread(desk.house, case, case_view.mail_views(desk.house, case, "text")),
        "view": "text",
        "numbers": case_view.numbers(case),
        "field_labels": case_view.labels(case),
        "reasons": REASONS,
        "since": timeline.told(since.since, case) if since else (),
        "wait_seconds": int(acting.UNDO.total_seconds()),
    }
    return Page(template="request_letter.html.j2", values=values, status=status)


def _letter(desk: Desk, case: CaseFile, draft: Draft) -> tuple[Preview | None, str]:
    if draft.deed is None:
        return None, draft.waits_for
    try:
        return acting.preview(desk.house, case.request.reference, draft.deed), ""
    except (RefusedError, UsageError) as error:
        return None, str(error)


def _require_possible(case: CaseFile, name: str) -> None:
    to = {
        "complete": State.COMPLETED,
        "await_upgrade": State.AWAITING_UPGRADE,
        "reject": State.REJECTED,
        "ask": State.NEEDS_INFO,
    }.get(name)
    if to is not None and to is not case.request.state:
        require(case.request.reference, case.request.state, to)


def _typed(ask: Ask, case: CaseFile, kept: StoredDraft | None) -> Typed:
    """What the form holds; where it is opened, what the same person left in it."""
    form: Mapping[str, Sequence[str]] = ask.form if ask.method == "POST" else kept.body if kept else {}
    chosen = {*form.get("field", ()), *case.request.ask}
    return Typed(
        note="".join(form.get("note", ())[:1])[:_LONGEST],
        reason="".join(form.get("reason", ())[:1]),
        fields=tuple(name for name in case.required if name in chosen),
        sens=tuple(sen[:60] for sen in form.get("sen", ())) or _offered(case),
        insist="".join(form.get("insist", ())[:1])[:_REASON],
        to=next((one for one in form.get("to", ()) if one in _addresses(case)), ""),
    )


def _offered(case: CaseFile) -> tuple[str, ...]:
    """The SENs that the Marketplace's report has for the keys, in their order; empty where it has none."""
    by_place = {one.place: one.sen for one in case.offers}
    places = range(len(license_keys(case.request)) if by_place else 0)
    return tuple(by_place.get(place, "") for place in places)


def _complete(desk: Desk, case: CaseFile, typed: Typed, by: str) -> Draft:
    keys = license_keys(case.request)
    count = len(keys)
    sens = [*typed.sens[:count], *[""] * (count - len(typed.sens))]
    problems = find_problems(sens, {})
    places = [f"sen-{place}" for place in range(1, count + 1)]
    wrong = {
        place: why for place, sen, why in zip(places, sens, problems, strict=True) if sen.strip() and why
    }
    empty = {
        place: f"Enter the SEN for key {masked(key)}"
        for place, sen, key in zip(places, sens, keys, strict=True)
        if not sen.strip()
    }
    if wrong or empty or not count:
        words = "The letter is shown here when each key has its SEN."
        return Draft(problems=wrong, missing=empty, waits_for=words, stops=_stops(desk, case, sens))
    stops = _stops(desk, case, sens)
    if stops and not typed.insist.strip():
        words = f"{'; '.join(stops)}. Write why it is right all the same."
        return Draft(missing={"insist": words}, waits_for=words, stops=stops)
    return Draft(deed=deeds.complete(sens, by, typed.insist), stops=stops)


def _stops(desk: Desk, case: CaseFile, sens: Sequence[str]) -> tuple[str, ...]:
    return acting.sen_stops(desk.house, case.request, [sen for sen in sens if sen.strip()])


def _await_upgrade(_desk: Desk, _case: CaseFile, typed: Typed, by: str) -> Draft:
    return Draft(deed=deeds.await_upgrade(typed.note, by))


def _ask(_desk: Desk, _case: CaseFile, typed: Typed, by: str) -> Draft:
    if not typed.fields:
        words = "Choose what to ask for."
        return Draft(missing={"fields": words}, waits_for=words)
    return Draft(deed=deeds.ask(typed.fields, typed.note, by))


def _answer(_desk: Desk, _case: CaseFile, typed: Typed, by: str) -> Draft:
    if not typed.note.strip():
        words = "Write what the customer is to read."
        return Draft(missing={"note": words}, waits_for=words)
    return Draft(deed=deeds.answer(typed.note, by, typed.to))


def _reject(_desk: Desk, _case: CaseFile, typed: Typed, by: str) -> Draft:
    if typed.reason not in REASONS:
        words = "Choose why."
        return Draft(missing={"reasons": words}, waits_for=words)
    if typed.reason == RejectReason.OTHER and not typed.note.strip():
        words = "Write why: the customer reads your words."
        return Draft(missing={"note": words}, waits_for=words)
    return Draft(deed=deeds.reject(typed.reason, typed.note, by))


def _addresses(case: CaseFile) -> tuple[str, ...]:
    """The addresses that a letter may go to: the requester's first, then others that stand on the request."""
    account = case.request.fields.get("account_email")
    wrote = [mail.message.from_.addr for mail in case.mails if mail.message is not None]
    known = [
        case.request.requester.addr,
        str(account.value).lower() if account and account.value else "",
        *wrote,
    ]
    return tuple(dict.fromkeys(filter(None, known)))


def _choices(case: CaseFile) -> Sequence[tuple[str, str, bool]]:
    """Name and label of what may be asked for, and whether it is open anyway."""
    labels = case_view.labels(case)
    return [(name, labels.get(name, name), name in case.request.ask) for name in case.required]


_DRAFTS = {
    "complete": _complete,
    "await_upgrade": _await_upgrade,
    "ask": _ask,
    "answer": _answer,
    "reject": _reject,
}
