"""All that happened to a request, in words: mail, letters and changes in one line of time."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from worker.requests.request_model import CUSTOMER, WORKER, Disposition, Event, LetterState
from worker.services.review.request_detail import RequestDetail, RequestMail
from worker.store.records import Letter
from worker.web.views import event_sentences
from worker.web.views.attention_labels import name_letter
from worker.web.views.code_words import say_plainly
from worker.web.views.event_sentences import EventSentence
from worker.web.views.letter_labels import TONES
from worker.web.views.request_view import label_fields


@dataclass(frozen=True, slots=True, kw_only=True)
class TimelineItem:
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


def timeline(case: RequestDetail) -> tuple[TimelineItem, ...]:
    """All that happened, oldest first."""
    items = [_of_mail(mail) for mail in case.mails]
    items += [_of_letter(letter) for letter in case.letters]
    items += told(case.events, case)
    return tuple(sorted(items, key=lambda item: item.at))


def told(events: Sequence[Event], case: RequestDetail) -> tuple[TimelineItem, ...]:
    """Some events, in the same words."""
    named, senders = label_fields(case), _senders(case)
    found = ((event, event_sentences.say_event(event, named)) for event in events)
    return tuple(_item(event, said, senders) for event, said in found if said is not None)


def _senders(case: RequestDetail) -> Mapping[datetime, str]:
    """Who wrote what was taken in at these times, where that is not the requester."""
    return {
        mail.entry.seen_at: mail.message.from_.addr
        for mail in case.mails
        if mail.message is not None and not mail.same_sender
    }


def _item(event: Event, said: EventSentence, senders: Mapping[datetime, str]) -> TimelineItem:
    icon, tone = event_sentences.LOOKS[event.what]
    who = {WORKER: "sen-worker", CUSTOMER: senders.get(event.at) or "The customer"}.get(event.who, event.who)
    return TimelineItem(
        at=event.at,
        kind="changes",
        icon=icon,
        tone=tone,
        who="sen-worker" if said.by_worker else who,
        what=said.what,
        field=said.about,
        old=said.old,
        new=said.new,
        why=say_plainly(said.why) if event.who == WORKER or said.by_worker else said.why,
    )


_MAILS: Mapping[Disposition, str] = {
    Disposition.REQUEST: "wrote the request",
    Disposition.REPLY: "answered",
    Disposition.BOUNCE: "sent a letter back",
    Disposition.AUTO_REPLY: "answered by a machine",
    Disposition.DUPLICATE: "sent the same once more",
}


def _of_mail(mail: RequestMail) -> TimelineItem:
    opening = mail.entry.disposition is Disposition.REQUEST
    who = "The customer" if mail.same_sender or mail.message is None else mail.message.from_.addr
    return TimelineItem(
        at=mail.entry.seen_at,
        kind="mail",
        icon="mail",
        tone="info" if opening or mail.same_sender else "warn",
        who=who or "A mail server",
        what=_MAILS.get(mail.entry.disposition, "sent a mail"),
        why=say_plainly(mail.entry.reason),
    )


def _of_letter(letter: Letter) -> TimelineItem:
    problem = letter.last_error or (
        say_plainly(letter.hold_reason) if letter.state is LetterState.HELD else ""
    )
    return TimelineItem(
        at=letter.created_at,
        kind="letters",
        icon="send",
        tone=TONES[letter.state],
        who="Letter:",
        what=name_letter(letter.kind),
        why=problem,
        badge=str(letter.state).capitalize(),
    )
