"""What happened to a request, in the words of a person: for its history."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from worker.forms.extraction import FactKind
from worker.requests.account_owner import CONFIRMED, DENIED
from worker.requests.request_model import WORKER, Event, LetterState, State
from worker.requests.review_rules import UPGRADED, RejectReason
from worker.web.views.attention_labels import name_attention, name_letter

#: The icon and the tone of each kind of event; others are not told.
LOOKS: Mapping[str, tuple[str, str]] = {
    "state": ("right", "wait"),
    "field": ("edit", "info"),
    "fact": ("search", "info"),
    "wish": ("edit", "bad"),
    "owner": ("user", "info"),
    "ask": ("ask", "wait"),
    "attention": ("warn", "warn"),
    "link": ("search", "wait"),
    "assign": ("user", "info"),
    "note": ("note", "info"),
    "snooze": ("history", "wait"),
    "reveal": ("eye", "warn"),
    "undo": ("undo", "wait"),
    "letter": ("send", "info"),
    "outbox": ("send", "info"),
    "privacy": ("check", "wait"),
}

#: Why a request was rejected, after "as".
REJECTED: Mapping[str, str] = {
    RejectReason.CLOUD: "it is on Atlassian Cloud",
    RejectReason.DATA_CENTER: "it is on Data Center",
    RejectReason.NOT_MATCHING: "it does not match the server level",
    RejectReason.NOT_FOUND: "we know no such license",
    RejectReason.OTHER: "there is another reason",
}
_UNDONE: Mapping[str, str] = {
    "approve": "the approval",
    "complete": "the completion",
    "reject": "the rejection",
    "ask": "the question",
    "answer": "the letter",
    "withdraw": "the withdrawal",
    "settle": "what was settled",
}
_DECIDED: Mapping[str, str] = {
    LetterState.CANCELLED: "decided not to send:",
    LetterState.SENT: "noted that it was sent:",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class EventSentence:
    """What is told of an event, after who it was."""

    what: str
    about: str = ""  #: the field, letter or request that it is about
    old: str | None = None
    new: str | None = None
    why: str = ""
    by_worker: bool = False  #: a mail was the cause, and the worker's was the action


def say_event(event: Event, labels: Mapping[str, str]) -> EventSentence | None:
    """The event in words, None where it is not told; `labels` name the fields."""
    if event.what not in LOOKS or (event.what == "letter" and event.who == WORKER):
        return None
    return _SAID[event.what](event, labels)


def _state(event: Event, labels: Mapping[str, str]) -> EventSentence | None:
    if event.why.endswith(" undone"):  # told by the event beside it
        return None
    if event.why == "re-opened":
        return EventSentence(what="re-opened it")
    plain = {
        State.AWAITING_UPGRADE: "let it wait for the upgrade",
        State.APPROVED: f"approved it, as {event.why}" if event.why == UPGRADED else "approved it",
        State.COMPLETED: f"completed it with {event.why}",
        State.REJECTED: f"rejected it: {REJECTED.get(event.why, event.why)}",
        State.EXPIRED: "closed it, as the customer did not answer in time",
        State.INTERESTED: "put it on the list of those who wait for Cloud",
    }
    if event.new in plain:
        return EventSentence(what=plain[State(event.new)])
    if event.new == State.WITHDRAWN:
        return EventSentence(what="withdrew it", why="" if event.why == "withdrawn" else event.why)
    if event.new == State.READY_FOR_REVIEW:
        return EventSentence(what="found it complete" if event.who == WORKER else "put it up for review")
    names = event.why.removeprefix("open: ").removeprefix("asked for ").split(", ")
    return EventSentence(what="found open:", about=", ".join(labels.get(name, name) for name in names))


def _field(event: Event, labels: Mapping[str, str]) -> EventSentence:
    if event.name == "requester":
        labels = {"requester": "the customer’s address"}
    what = "wants another" if event.what == "wish" else "changed"
    return EventSentence(
        what=what, about=labels.get(event.name, event.name), old=event.old, new=event.new, why=event.why
    )


#: What a customer told beside the form's answers.
_FACTS: Mapping[str, str] = {
    FactKind.CLOUD: "says that it is on Atlassian Cloud",
    FactKind.DATA_CENTER: "says that it is on Data Center",
    FactKind.NOT_MATCHING: "does not want to match the level of the server",
    FactKind.LICENSE_USERS: "tells the number of users of the license:",
    FactKind.SERVER_USERS: "tells the number of users of the server:",
}


def _told(event: Event, _labels: Mapping[str, str]) -> EventSentence:
    counts = event.name in {FactKind.LICENSE_USERS, FactKind.SERVER_USERS}
    about = str(event.new) if counts else ""
    return EventSentence(what=_FACTS.get(event.name, "tells:"), about=about)


def _owner(event: Event, _labels: Mapping[str, str]) -> EventSentence:
    said = {CONFIRMED: "confirms the account:", DENIED: "does not want the license at:"}
    return EventSentence(what=said.get(event.name, "answers neither yes nor no:"), about=str(event.new))


def _asked(event: Event, labels: Mapping[str, str]) -> EventSentence:
    return EventSentence(what="asked for", about=labels.get(event.name, event.name), why=event.why)


def _attention(event: Event, _labels: Mapping[str, str]) -> EventSentence:
    if event.new is None:
        return EventSentence(what="settled:", about=name_attention(event.name))
    return EventSentence(what="asks you to look:", about=name_attention(event.name), by_worker=True)


def _linked(event: Event, _labels: Mapping[str, str]) -> EventSentence:
    return EventSentence(what="linked it with", about=event.name, why=event.why)


def _assigned(event: Event, _labels: Mapping[str, str]) -> EventSentence:
    if event.new is None:
        return EventSentence(what="assigned it to nobody")
    return EventSentence(what="took it over" if event.new == event.who else f"assigned it to {event.new}")


def _snoozed(event: Event, _labels: Mapping[str, str]) -> EventSentence:
    if event.new is None:
        return EventSentence(what="brought it back" if event.who == WORKER else "woke it")
    return EventSentence(
        what=f"let it sleep until {'the customer writes' if event.new == 'reply' else event.new}"
    )


def _noted(event: Event, _labels: Mapping[str, str]) -> EventSentence:
    return EventSentence(what=f"noted for {event.new}" if event.new else "noted", why=event.why)


def _revealed(event: Event, labels: Mapping[str, str]) -> EventSentence:
    return EventSentence(what="looked at", about=labels.get(event.name, event.name), why=event.why)


def _undone(event: Event, _labels: Mapping[str, str]) -> EventSentence:
    return EventSentence(what=f"took back {_UNDONE.get(event.name, 'the last step')}")


def _wrote(event: Event, _labels: Mapping[str, str]) -> EventSentence:
    return EventSentence(what="wrote:", about=name_letter(event.name))


def _forgotten(event: Event, _labels: Mapping[str, str]) -> EventSentence:
    return EventSentence(what="removed what was kept of the customer", why=event.why)


def _decided(event: Event, _labels: Mapping[str, str]) -> EventSentence:
    what = _DECIDED.get(str(event.new), "took a decision back about:")
    if event.new == LetterState.QUEUED:
        what = "released:" if event.old == LetterState.HELD else "had it sent again:"
    return EventSentence(what=what, about=name_letter(event.name))


_SAID: Mapping[str, Callable[[Event, Mapping[str, str]], EventSentence | None]] = {
    "state": _state,
    "field": _field,
    "fact": _told,
    "wish": _field,
    "owner": _owner,
    "ask": _asked,
    "attention": _attention,
    "link": _linked,
    "assign": _assigned,
    "note": _noted,
    "snooze": _snoozed,
    "reveal": _revealed,
    "undo": _undone,
    "letter": _wrote,
    "outbox": _decided,
    "privacy": _forgotten,
}
