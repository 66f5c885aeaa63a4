"""The ledger as its page shows it: what became of each message, the accounts of polls, what is set aside."""

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from worker import log
from worker.errors import RefusedError, UsageError
from worker.requests.request_model import Disposition
from worker.services.contexts import LedgerContext, RecordContext, StoreContext
from worker.services.review.queue_view import find_kept
from worker.services.review.recent_search import RECENT, join_newest, matches
from worker.store.ledger.ledger_queries import LedgerEvent, LedgerLine, Mark, Part, PollLine, Sum
from worker.store.records import LedgerEntry
from worker.store.transactions import Transaction

_log = log.get(__name__)

PAGE = 50
#: So many messages of a disposition are counted per folder; beyond it says so.
COUNTED = 5_000
#: So many polls are added up.
POLLS_ADDED = 2_000
MOST = 200  #: messages at once; what is beyond is left alone
_NEW = 99
_EVENTS = 50

Where = tuple[str, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class LedgerQuery:
    """Which part of the ledger somebody wants to see."""

    disposition: Disposition | None = None
    where: Where | None = None  #: mailbox and folder
    since: datetime | None = None  #: alone what was seen since then
    place: Mark | None = None  #: the row that the page begins behind
    backwards: bool = False  #: the page before it
    search: str = ""  #: the id of a kept search: alone mail of the requests that it finds
    spoken: Callable[[LedgerLine], Sequence[str]] = lambda _line: ()  #: how the page calls what is in a row


@dataclass(frozen=True, slots=True, kw_only=True)
class LedgerPage:
    """A page of the ledger, and the counts around it."""

    lines: tuple[LedgerLine, ...]
    counts: Counter[str]  #: by disposition, in this folder and since then; none above `COUNTED` per folder
    folders: tuple[Where, ...]
    account: Sum
    more_before: bool
    more_after: bool
    newest: Mark | None  #: tell it to `news`
    search: str = ""  #: what was searched for


@dataclass(frozen=True, slots=True, kw_only=True)
class LedgerChanges:
    """What changed on a page since it was made."""

    lines: tuple[LedgerLine, ...]  #: those that it shows, as they are now
    counts: Counter[str]
    new: int  #: messages that it would show too


@dataclass(frozen=True, slots=True, kw_only=True)
class PollList:
    """A page of polls, and what they found together."""

    lines: tuple[PollLine, ...]
    account: Sum
    folders: tuple[Where, ...]
    more_before: bool
    more_after: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class LedgerMessage:
    """One message of the ledger, with what is kept of it."""

    line: LedgerLine
    size: int | None  #: of the bytes that are kept; None: none are
    events: tuple[LedgerEvent, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class RetryResult:
    """What is read again by the next poll, and what can't be."""

    entries: tuple[int, ...]
    refused: tuple[str, ...] = ()  #: in words, one per message


def look(services: LedgerContext, wish: LedgerQuery) -> LedgerPage:
    """The page that the wish is for."""
    with services.store.read() as tx:
        every = tx.ledger_pages.parts()
        here = _here(every, wish)
        text, lines = _lines(tx, _of(here, wish), wish, shown=services.show_subjects)
        extra = not text and len(lines) > PAGE
        newest = tx.ledger_pages.page(every, 1)
        return LedgerPage(
            lines=_shown(services, lines if text else lines[-PAGE:] if wish.backwards else lines[:PAGE]),
            search=text,
            counts=tx.ledger_pages.counts(here, wish.since, COUNTED + 1),
            folders=_folders(every),
            account=tx.poll_pages.account(wish.where, wish.since, POLLS_ADDED),
            more_before=extra if wish.backwards else wish.place is not None,
            more_after=wish.backwards or extra,
            newest=mark(newest[0]) if newest else None,
        )


def _lines(
    tx: Transaction, parts: Sequence[Part], wish: LedgerQuery, *, shown: bool
) -> tuple[str, tuple[LedgerLine, ...]]:
    """What was searched for, and the entries that the wish is for."""
    if not wish.search:
        found = tx.ledger_pages.page(parts, PAGE + 1, wish.since, wish.place, backwards=wish.backwards)
        return "", found
    text, ids = find_kept(tx, wish.search)
    mail = tx.ledger_pages.of_requests(ids, MOST)
    recent = tx.ledger_pages.recent(RECENT)
    told = [line for line in recent if _tells(line, text, wish.spoken(line), shown=shown)]
    wanted = set(parts)
    here = [line for line in (*mail, *told) if (line.disposition, line.mailbox, line.folder) in wanted]
    return text, join_newest(MOST, here)


def _shown(services: LedgerContext, lines: Sequence[LedgerLine]) -> tuple[LedgerLine, ...]:
    """Without what is kept of mail of others, where that is not to be shown any more."""
    if services.show_subjects:
        return tuple(lines)
    return tuple(replace(line, other_sender="", other_subject="") for line in lines)


def _tells(line: LedgerLine, text: str, spoken: Sequence[str], *, shown: bool) -> bool:
    """Whether all that is searched for stands in the row."""
    words = [line.disposition, line.reason, line.reference or "", line.requester, line.subject]
    return matches(text, *words, *spoken, *((line.other_sender, line.other_subject) if shown else ()))


def news(
    services: LedgerContext, wish: LedgerQuery, newest: Mark | None, shown: Sequence[int]
) -> LedgerChanges:
    """What happened to the messages that a page shows, and what came since."""
    with services.store.read() as tx:
        here = _here(tx.ledger_pages.parts(), wish)
        parts = _of(here, wish)
        return LedgerChanges(
            lines=_shown(services, tx.ledger_pages.lines(shown[:PAGE])),
            counts=tx.ledger_pages.counts(here, wish.since, COUNTED + 1),
            new=tx.ledger_pages.newer(parts, newest, _NEW) if newest else len(parts),
        )


def mark(line: LedgerLine) -> Mark:
    """Where the row stands in the order."""
    return (line.seen_at, line.id)


def polls(
    services: StoreContext,
    where: Where | None,
    place: int | None,
    *,
    backwards: bool = False,
    wrong: bool = False,
) -> PollList:
    """The accounts of polls, newest first; alone those that do not add up where `wrong`."""
    with services.store.read() as tx:
        lines = tx.poll_pages.page(PAGE + 1, where, place, backwards=backwards, wrong=wrong)
        extra = len(lines) > PAGE
        return PollList(
            lines=lines[-PAGE:] if backwards else lines[:PAGE],
            account=tx.poll_pages.account(where, None, POLLS_ADDED),
            folders=tx.poll_pages.folders(),
            more_before=extra if backwards else place is not None,
            more_after=backwards or extra,
        )


def message(services: LedgerContext, entry_id: int) -> LedgerMessage | None:
    """One message of the ledger; None when there is none."""
    with services.store.read() as tx:
        line = next(iter(_shown(services, tx.ledger_pages.lines([entry_id]))), None)
        if line is None:
            return None
        return LedgerMessage(
            line=line,
            size=tx.ledger_pages.size(entry_id),
            events=tx.ledger_pages.events(entry_id, _EVENTS),
        )


def retry(services: RecordContext, entry_id: int, by: str) -> None:
    """Let the next poll read a quarantined message again; asked for twice, it is read once."""
    with services.store.write() as tx:
        entry = _quarantined(tx, entry_id)
        if not entry.place.uid:
            raise RefusedError(f"the message of ledger entry {entry_id} is gone from the mail server")
        if tx.ledger.read_again(entry_id):
            event = LedgerEvent(at=services.clock(), who=by, what="retry")
            tx.ledger_pages.add_event(entry_id, event)


def retry_some(services: RecordContext, entry_ids: Sequence[int], by: str) -> RetryResult:
    """The same for each of them, each for itself."""
    done, refused = [], []
    for entry_id in entry_ids[:MOST]:
        try:
            retry(services, entry_id, by)
        except (RefusedError, UsageError) as error:
            refused.append(str(error))
        else:
            done.append(entry_id)
    return RetryResult(entries=tuple(done), refused=tuple(refused))


def retry_all(services: RecordContext, where: Where | None, by: str) -> int:
    """Let the next polls read everything again that is quarantined there; how many messages it are."""
    mailbox, folder = where or (None, None)
    with services.store.write() as tx:
        return tx.ledger_pages.read_all_again(mailbox, folder, services.clock(), by)


def download(services: RecordContext, entry_id: int, by: str) -> bytes:
    """The bytes of a quarantined message, which nobody has read; who takes them goes on record."""
    with services.store.write() as tx:
        _quarantined(tx, entry_id)
        if (raw := tx.ledger.raw(entry_id)) is None:
            raise RefusedError(f"nothing is kept of the message of ledger entry {entry_id}")
        tx.ledger_pages.add_event(entry_id, LedgerEvent(at=services.clock(), who=by, what="download"))
    _log.info("quarantined_message_downloaded", entry=entry_id)
    return raw


def _quarantined(tx: Transaction, entry_id: int) -> LedgerEntry:
    entry = tx.ledger.get(entry_id)
    if entry is None:
        raise UsageError(f"there is no ledger entry {entry_id}; `sen-worker ledger list` shows them")
    if entry.disposition is not Disposition.QUARANTINED:
        raise RefusedError(f"ledger entry {entry_id} is {entry.disposition} and not quarantined")
    return entry


def _here(every: Sequence[Part], wish: LedgerQuery) -> list[Part]:
    return [part for part in every if wish.where is None or part[1:] == wish.where]


def _of(here: Sequence[Part], wish: LedgerQuery) -> list[Part]:
    return [part for part in here if wish.disposition is None or part[0] == wish.disposition]


def _folders(parts: Sequence[Part]) -> tuple[Where, ...]:
    return tuple(sorted({(mailbox, folder) for _, mailbox, folder in parts}))
