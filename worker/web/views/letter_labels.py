"""What a letter's state means, in words for staff."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from worker.requests.request_model import LetterState
from worker.services.outbox.outbox_decisions import (
    LetterVerb,
    SeenLetter,
    can_be_undone,
    find_sending_verb,
    list_verbs,
)
from worker.services.review import outbox_view
from worker.store.outbox.outbox_queries import LetterLine
from worker.web.views.attention_labels import name_letter
from worker.web.views.code_words import say_plainly

TONES: Mapping[LetterState, str] = {
    LetterState.QUEUED: "info",
    LetterState.SENDING: "info",
    LetterState.SENT: "ok",
    LetterState.DEFERRED: "warn",
    LetterState.UNCERTAIN: "bad",
    LetterState.FAILED: "bad",
    LetterState.BOUNCED: "bad",
    LetterState.HELD: "wait",
    LetterState.CANCELLED: "",
}

_WORDS: Mapping[LetterState, str] = {
    LetterState.QUEUED: "Waits for its turn.",
    LetterState.SENDING: "Is being handed over.",
    LetterState.SENT: "The mail server took it.",
    LetterState.DEFERRED: "The mail server asks to come back later.",
    LetterState.UNCERTAIN: "Nobody knows whether it arrived: look into the mail server’s log.",
    LetterState.FAILED: "The mail server does not take it.",
    LetterState.BOUNCED: "It came back; the mail that brought it back says why.",
    LetterState.CANCELLED: "Was taken back before it went out.",
}
_DECIDED: Mapping[str, str] = {
    LetterVerb.RELEASE: "released it",
    LetterVerb.RETRY: "had it sent again",
    LetterVerb.CANCEL: "cancelled it",
    LetterVerb.SENT: "noted that it was sent",
    "undo": "took a decision back",
}
_BUTTONS: Mapping[LetterVerb, str] = {
    LetterVerb.RELEASE: "Release",
    LetterVerb.RETRY: "Send again",
    LetterVerb.CANCEL: "Don’t send",
    LetterVerb.SENT: "It was sent",
}
#: No letter does anything else on another page.
_KEYS: Mapping[LetterVerb, str] = {
    LetterVerb.RELEASE: "l",
    LetterVerb.RETRY: "l",
    LetterVerb.CANCEL: "d",
    LetterVerb.SENT: "m",
}
#: In the order of their buttons.
_ORDER = (LetterVerb.SENT, LetterVerb.RELEASE, LetterVerb.RETRY, LetterVerb.CANCEL)
#: What nobody would press who sees only a row.
_LOOK_FIRST = frozenset({(LetterState.UNCERTAIN, LetterVerb.CANCEL)})


@dataclass(frozen=True, slots=True, kw_only=True)
class Button:
    """One decision that can be made."""

    verb: LetterVerb
    text: str
    key: str
    look_first: bool  #: something goes out, so the letter is shown first
    in_row: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class LetterView:
    """A letter as a row, or the head of its own page, shows it."""

    line: LetterLine
    tone: str
    words: str
    next_try: datetime | None
    answer: str  #: what the mail server said last, or what went wrong
    decided: str  #: "released it"; empty where nobody decided
    seen: str  #: what a form holds of its state
    buttons: tuple[Button, ...]
    undoable: bool


def view(line: LetterLine, now: datetime) -> LetterView:
    """The letter in words."""
    waits = line.state in {LetterState.QUEUED, LetterState.DEFERRED} and line.next_attempt_at > now
    seen = outbox_view.seen(line)
    return LetterView(
        line=line,
        tone=TONES[line.state],
        words=_words(line, waits=waits),
        next_try=line.next_attempt_at if waits else None,
        answer=line.last_error or ("" if line.state is LetterState.BOUNCED else line.server_reply),
        decided=_DECIDED.get(line.decision or "", ""),
        seen=f"{seen.state}-{seen.attempts}",
        buttons=tuple(_button(line.state, verb) for verb in _ORDER if verb in list_verbs(line.state)),
        undoable=can_be_undone(line.state, line.decision, line.decided_from),
    )


def spoken_words(line: LetterLine, now: datetime) -> tuple[str, ...]:
    """What a row says of the letter beside its addresses: a search finds it by that."""
    shown = view(line, now)
    return (name_letter(line.kind), shown.words, shown.decided)


def seen_of(text: str) -> SeenLetter | None:
    """The letter as a form's page showed it; None where the text says nothing of that kind."""
    state, _, attempts = text.partition("-")
    if state not in set(LetterState):
        return None
    number = int(attempts) if attempts.isascii() and attempts.isdecimal() and len(attempts) < 10 else 0
    return SeenLetter(state=LetterState(state), attempts=number)


def _words(line: LetterLine, *, waits: bool) -> str:
    if line.state is LetterState.HELD:
        return f"Withheld: {say_plainly(line.hold_reason)}."
    if line.state is LetterState.QUEUED and waits:
        return ""
    if line.decision == LetterVerb.CANCEL and line.state is LetterState.CANCELLED:
        return "Never goes out."
    if line.decision == LetterVerb.SENT and line.state is LetterState.SENT:
        return ""
    if line.state is LetterState.SENT and line.last_error:
        return "The mail server took it, though not for everybody."
    return _WORDS[line.state]


def _button(state: LetterState, verb: LetterVerb) -> Button:
    now = verb is LetterVerb.RETRY and state is LetterState.DEFERRED
    return Button(
        verb=verb,
        text="Try now" if now else _BUTTONS[verb],
        key=_KEYS[verb],
        look_first=verb is find_sending_verb(state) and not now,
        in_row=(state, verb) not in _LOOK_FIRST,
    )
