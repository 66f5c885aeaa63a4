"""What a letter's state means, in words for staff."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from worker.requests.values import LetterState
from worker.services import outbox
from worker.services.letters import Seen, Verb, can_be_undone, sending, verbs
from worker.store.outbox import LetterLine

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
    LetterState.BOUNCED: "It came back. Its request says why.",
    LetterState.CANCELLED: "Was taken back before it went out.",
}
_DECIDED: Mapping[str, str] = {
    Verb.RELEASE: "released it",
    Verb.RETRY: "had it sent again",
    Verb.CANCEL: "cancelled it",
    Verb.SENT: "says that it was sent",
    "undo": "took a decision back",
}
_BUTTONS: Mapping[Verb, str] = {
    Verb.RELEASE: "Release",
    Verb.RETRY: "Send again",
    Verb.CANCEL: "Don’t send",
    Verb.SENT: "It was sent",
}
#: No letter does anything else on another page.
_KEYS: Mapping[Verb, str] = {Verb.RELEASE: "l", Verb.RETRY: "l", Verb.CANCEL: "d", Verb.SENT: "m"}
#: In the order of their buttons.
_ORDER = (Verb.SENT, Verb.RELEASE, Verb.RETRY, Verb.CANCEL)
#: What nobody would press who sees only a row.
_LOOK_FIRST = frozenset({(LetterState.UNCERTAIN, Verb.CANCEL)})


@dataclass(frozen=True, slots=True, kw_only=True)
class Button:
    """One decision that can be made."""

    verb: Verb
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
    seen = outbox.seen(line)
    return LetterView(
        line=line,
        tone=TONES[line.state],
        words=_words(line, waits=waits),
        next_try=line.next_attempt_at if waits else None,
        answer=line.last_error or line.server_reply,
        decided=_DECIDED.get(line.decision or "", ""),
        seen=f"{seen.state}-{seen.attempts}",
        buttons=tuple(_button(line.state, verb) for verb in _ORDER if verb in verbs(line.state)),
        undoable=can_be_undone(line.state, line.decision, line.decided_from),
    )


def seen_of(text: str) -> Seen | None:
    """The letter as a form's page showed it; None where the text says nothing of that kind."""
    state, _, attempts = text.partition("-")
    if state not in set(LetterState):
        return None
    number = int(attempts) if attempts.isascii() and attempts.isdecimal() and len(attempts) < 10 else 0
    return Seen(state=LetterState(state), attempts=number)


def _words(line: LetterLine, *, waits: bool) -> str:
    if line.state is LetterState.HELD:
        return f"Withheld: {line.hold_reason}."
    if line.state is LetterState.QUEUED and waits:
        return ""
    if line.decision == Verb.CANCEL and line.state is LetterState.CANCELLED:
        return "Never goes out."
    if line.decision == Verb.SENT and line.state is LetterState.SENT:
        return ""
    if line.state is LetterState.SENT and line.last_error:
        return "The mail server took it, though not for everybody."
    return _WORDS[line.state]


def _button(state: LetterState, verb: Verb) -> Button:
    now = verb is Verb.RETRY and state is LetterState.DEFERRED
    return Button(
        verb=verb,
        text="Try now" if now else _BUTTONS[verb],
        key=_KEYS[verb],
        look_first=verb is sending(state) and not now,
        in_row=(state, verb) not in _LOOK_FIRST,
    )
