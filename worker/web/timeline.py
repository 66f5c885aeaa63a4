"""All that happened to a request, in words: mail, letters and changes in one line of time."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from worker.requests.values import CUSTOMER, WORKER, Disposition, Event, LetterState
from worker.services.casefile import CaseFile, Mail
from worker.store.rows import Letter
from worker.web.case_view import labels
from worker.web.letter_words import TONES


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """One thing that happened."""

    at: datetime
    kind: str  #: "mail", "letters" or "changes"
    icon: str
    tone: str
    who: str
    what: str
    field: str = ""  #: its label, where it is about one
    old: str | None = None
    new: str | None = None
    why: str = ""
    badge: str = ""
    text: str = ""  #: what a letter says


def timeline(case: CaseFile) -> tuple[Item, ...]:
    """All that happened, oldest first."""
    named = labels(case)
    items = [_of_mail(mail) for mail in case.mails]
    items += [_of_letter(letter) for letter in case.letters]
    items += [item for event in case.events if (item := _of_event(event, named)) is not None]
    return tuple(sorted(items, key=lambda item: item.at))


def told(events: Sequence[Event], case: CaseFile) -> tuple[Item, ...]:
    """Some events, in the same words."""
    named = labels(case)
    return tuple(item for event in events if (item := _of_event(event, named)) is not None)


def _of_mail(mail: Mail) -> Item:
    opening = mail.entry.disposition is Disposition.REQUEST
    what = {Disposition.REQUEST: "wrote the request", Disposition.REPLY: "answered"}.get(
        mail.entry.disposition, f"sent a mail ({mail.entry.disposition})"
    )
    who = "The customer" if mail.same_sender or mail.message is None else mail.message.from_.addr
    return Item(
        at=mail.entry.seen_at,
        kind="mail",
        icon="mail",
        tone="info" if opening or mail.same_sender else "warn",
        who=who,
        what=what,
        why=mail.entry.reason,
    )


def _of_letter(letter: Letter) -> Item:
    problem = letter.last_error or (letter.hold_reason if letter.state is LetterState.HELD else "")
    return Item(
        at=letter.created_at,
        kind="letters",
        icon="send",
        tone=TONES[letter.state],
        who="Letter",
        what=str(letter.kind).replace("_", " "),
        why=problem,
        badge=str(letter.state),
        text=letter.text,
    )


def _of_event(event: Event, named: Mapping[str, str]) -> Item | None:
    field = named.get(event.name, event.name)
    who = {WORKER: "sen-worker", CUSTOMER: "The customer"}.get(event.who, event.who)
    words = {
        "state": ("right", "wait", ""),
        "field": ("edit", "info", "changed"),
        "wish": ("edit", "bad", "wants another"),
        "ask": ("ask", "wait", "asked for"),
        "attention": ("warn", "warn", "noticed"),
        "link": ("search", "wait", "found beside it"),
        "assign": ("user", "info", "assigned it"),
        "note": ("note", "info", "noted"),
        "reveal": ("eye", "warn", "looked at"),
        "undo": ("undo", "wait", "undid"),
        "letter": ("send", "info", "wrote a letter:"),
        "privacy": ("check", "wait", "removed what was kept:"),
        "outbox": ("send", "info", "decided about the letter"),
    }
    if event.what not in words or (event.what == "letter" and event.who == WORKER):
        return None
    icon, tone, what = words[event.what]
    if event.what == "attention" and event.new is None:
        what = "settled"
    spoken = event.what in {"field", "wish", "ask", "reveal", "link"}
    return Item(
        at=event.at,
        kind="changes",
        icon=icon,
        tone=tone,
        who=who,
        what=what,
        field=(field if spoken else event.name.replace("_", " ")) if event.what != "state" else "",
        old=_shown(event, event.old),
        new=_shown(event, event.new),
        why=event.why,
    )


def _shown(event: Event, value: str | None) -> str | None:
    if value is None or event.what in {"attention", "undo", "letter"}:
        return None
    words_of_ours = event.what in {"state", "ask", "outbox"}
    return value.replace("_", " ") if words_of_ours else value
