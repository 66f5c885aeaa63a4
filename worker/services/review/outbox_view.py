"""The outbox as its page shows it: letters by state with their counts, and one letter as it goes out."""

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from email import message_from_bytes
from email.policy import default

from worker.reading import message_source
from worker.requests.request_model import LetterState
from worker.services.contexts import StoreContext
from worker.services.outbox.outbox_decisions import MAX_AT_ONCE, SeenLetter, find_sending_verb, list_verbs
from worker.services.review.queue_view import find_kept
from worker.services.review.recent_search import RECENT, join_newest, matches
from worker.store.outbox.outbox_queries import LetterLine
from worker.store.records import Letter

PAGE = 50
#: So many letters of a state are counted; beyond it says so.
COUNTED = 5_000
_NEW = 99


@dataclass(frozen=True, slots=True, kw_only=True)
class OutboxQuery:
    """Which part of the outbox somebody wants to see."""

    states: tuple[LetterState, ...]
    place: int | None = None  #: the letter that the page begins behind
    backwards: bool = False  #: the page before it
    search: str = ""  #: the id of a kept search: alone letters of the requests that it finds
    spoken: Callable[[LetterLine], Sequence[str]] = lambda _line: ()  #: how the page calls what is in a row


@dataclass(frozen=True, slots=True, kw_only=True)
class OutboxPage:
    """A page of the outbox, and the counts around it."""

    lines: tuple[LetterLine, ...]
    counts: Counter[LetterState]  #: none above `COUNTED`
    more_before: bool
    more_after: bool
    newest: int  #: tell it to `news`
    search: str = ""  #: what was searched for


@dataclass(frozen=True, slots=True, kw_only=True)
class OutboxChanges:
    """What changed on a page since it was made."""

    lines: tuple[LetterLine, ...]  #: those that it shows, as they are now
    counts: Counter[LetterState]
    new: int  #: letters that it would show too; no more than 99 of each state are counted


@dataclass(frozen=True, slots=True, kw_only=True)
class LetterFile:
    """One letter, as it goes out."""

    line: LetterLine
    message_id: str
    text: str
    header: str
    before: int | None  #: the letters around it on the page it was opened from
    after: int | None
    newest: int


@dataclass(frozen=True, slots=True, kw_only=True)
class ToSend:
    """A letter that was picked to be sent, or why it can't be."""

    line: LetterLine
    text: str
    why_not: str = ""


def look(services: StoreContext, wish: OutboxQuery) -> OutboxPage:
    """The page that the wish is for."""
    if wish.search:
        return _found(services, wish)
    with services.store.read() as tx:
        lines = tx.outbox.page(wish.states, PAGE + 1, wish.place, backwards=wish.backwards)
        extra = len(lines) > PAGE
        return OutboxPage(
            lines=lines[-PAGE:] if wish.backwards else lines[:PAGE],
            counts=tx.outbox.counts(COUNTED + 1),
            more_before=extra if wish.backwards else wish.place is not None,
            more_after=wish.backwards or extra,
            newest=tx.outbox.newest(),
        )


def _found(services: StoreContext, wish: OutboxQuery) -> OutboxPage:
    with services.store.read() as tx:
        text, ids = find_kept(tx, wish.search)
        recent = tx.outbox.page(wish.states, RECENT)
        told = [line for line in recent if _tells(line, text, wish.spoken(line))]
        return OutboxPage(
            lines=join_newest(MAX_AT_ONCE, tx.outbox.of_requests(ids, wish.states, MAX_AT_ONCE), told),
            counts=tx.outbox.counts(COUNTED + 1),
            more_before=False,
            more_after=False,
            newest=tx.outbox.newest(),
            search=text,
        )


def _tells(line: LetterLine, text: str, spoken: Sequence[str]) -> bool:
    """Whether all that is searched for stands in the row."""
    words = (line.state, line.kind, line.to, line.subject, line.reference or "", line.hold_reason)
    return matches(text, *words, line.last_error, *spoken)


def news(
    services: StoreContext, states: Sequence[LetterState], newest: int, shown: Sequence[int]
) -> OutboxChanges:
    """What happened to the letters that a page shows, and what came since."""
    with services.store.read() as tx:
        return OutboxChanges(
            lines=tx.outbox.lines(shown[:PAGE]),
            counts=tx.outbox.counts(COUNTED + 1),
            new=tx.outbox.newer(states, newest, _NEW),
        )


def lines(services: StoreContext, ids: Sequence[int]) -> tuple[LetterLine, ...]:
    """These letters as they are now, newest first."""
    with services.store.read() as tx:
        return tx.outbox.lines(ids[:MAX_AT_ONCE])


def letter(services: StoreContext, letter_id: int, states: Sequence[LetterState]) -> LetterFile | None:
    """One letter, and its neighbours among `states`; None when there is none."""
    with services.store.read() as tx:
        found, line = tx.letters.get(letter_id), next(iter(tx.outbox.lines([letter_id])), None)
        if found is None or line is None:
            return None
        before, after = tx.outbox.beside(states, letter_id)
        raw = tx.letters.raw(letter_id) or b""
        return LetterFile(
            line=line,
            message_id=found.message_id,
            text=found.text,
            header=message_source.header(raw),
            before=before,
            after=after,
            newest=tx.outbox.newest(),
        )


def markup(services: StoreContext, letter_id: int) -> str | None:
    """The HTML of a letter, to the character as it goes out; None when there is none."""
    with services.store.read() as tx:
        raw = tx.letters.raw(letter_id)
    part = message_from_bytes(raw, policy=default).get_body(("html",)) if raw else None
    return str(part.get_content()) if part is not None else None


def to_send(services: StoreContext, ids: Sequence[int]) -> tuple[ToSend, ...]:
    """What these letters say, and which of them can be sent; nothing is changed."""
    with services.store.read() as tx:
        return tuple(
            _to_send(line, tx.letters.get(line.id)) for line in tx.outbox.lines(list(ids)[:MAX_AT_ONCE])
        )


def seen(line: LetterLine) -> SeenLetter:
    """The letter as the page shows it, for a decision about it."""
    return SeenLetter(state=line.state, attempts=line.attempts)


def _to_send(line: LetterLine, found: Letter | None) -> ToSend:
    text = found.text if found else ""
    if find_sending_verb(line.state) in list_verbs(line.state):
        return ToSend(line=line, text=text)
    return ToSend(line=line, text=text, why_not=f"is {line.state}")
