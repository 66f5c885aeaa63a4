"""The staff queue: a page of it with its counts, and what is new to a page."""

from collections import Counter
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from worker.errors import UsageError
from worker.forms.form_definition import CONFIRMATION
from worker.requests.request_model import OPEN_STATES, Attention, Request, State
from worker.requests.staff.approval_points import doubt_account, doubt_facts
from worker.services.contexts import (
    ClockContext,
    FormContext,
    OutboxContext,
    RecordContext,
    ReviewContext,
    StoreContext,
)
from worker.services.register.register_check import find_unknown
from worker.store.queue.queue_queries import EVERY
from worker.store.queue.queue_search import ANY, Filter, QueueRow, Sorting
from worker.store.transactions import Transaction

PAGE = 50
MOST_JUDGED = 200  #: requests that one page in the order of their verdicts holds
#: States in which a request waits for staff, and those in which it does so only where it asks for attention.
FOR_STAFF = (State.READY_FOR_REVIEW, State.APPROVED)
FLAGGED_ALONE = tuple(state for state in State if state not in FOR_STAFF)
LATE = timedelta(days=3)  #: who waits longer than that is shown as late
SEARCH_KEPT = timedelta(days=30)  #: how long a search can be come back to
_LONGEST_SEARCH = 200


@dataclass(frozen=True, slots=True, kw_only=True)
class QueueQuery:
    """Which part of the queue somebody wants to see, and in which order."""

    states: tuple[str, ...] = ()  #: none: all
    flagged_states: tuple[str, ...] = ()  #: those too, as far as they ask for attention
    attention: Attention | None = None
    flagged: bool = False  #: alone what asks for attention, for whichever reason
    assignee: str | None = None  #: empty: nobody's; None: anybody's
    form: str | None = None
    waiting_days: int = 0  #: alone what has waited longer
    search: str = ""  #: the id of a kept search
    by_change: bool = False
    newest_first: bool = False
    by_verdict: bool = False  #: what is odd first, or what is plain (`newest_first`)
    after: tuple[datetime, int] | None = None
    rank: int = 0  #: the verdict of what stands at `after`, in the order of verdicts
    backwards: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class QueueLine:
    """One row as a person reads it."""

    row: QueueRow
    missing: tuple[str, ...]  #: each in words, as "License key (incomplete)"
    late: bool
    doubt: str = ""  #: what its account, its key or what was told has somebody look at; empty: nothing
    is_plain: bool = False  #: it waits for staff, and nothing about it is odd


@dataclass(frozen=True, slots=True, kw_only=True)
class QueuePage:
    """A page of the queue, and the counts around it."""

    rows: tuple[QueueLine, ...]
    total: int | None  #: how many the wish fits; None where that is not known without looking
    more_before: bool
    more_after: bool
    states: Counter[str]  #: of all requests, or of those that the search found
    flagged: Counter[str]  #: those that ask for attention, by state
    reasons: Counter[str]  #: for attention, among the wish's states
    assignees: Counter[str]  #: among the wish's states
    forms: tuple[str, ...]
    staff: tuple[str, ...]  #: whom a request can be given to
    search: str  #: what was searched for
    cut: bool  #: whether the search found more than can be shown
    oldest: datetime | None  #: since when the one waits that is ready for review for the longest time
    pulse: str  #: tell it to `news`


def look(services: ReviewContext, wish: QueueQuery) -> QueuePage:
    """The page that the wish is for. UsageError when its search is not known any more."""
    with services.store.read() as tx:
        text, ids, cut = searched(tx, wish)
        wanted = filter_of(services, wish, ids)
        pairs = tx.queue.counts(wanted, "state", "form")
        size = MOST_JUDGED if wish.by_verdict else PAGE
        rows = tx.queue.page(wanted, sorting_of(wish), size + 1, pairs)
        extra = len(rows) > size
        rows = rows[-size:] if wish.backwards else rows[:size]
        lines = judge_rows(services, tx, rows)
        marks = tx.queue.counts(Filter(mark=None, ids=ids), "mark", "state")
        states, flagged = _tallied(marks)
        among = Filter(states=wanted.states, flagged_states=wanted.flagged_states, ids=ids)
        return QueuePage(
            rows=in_verdict_order(wish, lines) if wish.by_verdict else lines,
            total=None if wish.waiting_days else pairs.total(),
            more_before=not wish.by_verdict and (extra if wish.backwards else wish.after is not None),
            more_after=not wish.by_verdict and (wish.backwards or extra),
            states=states,
            flagged=flagged,
            reasons=_reasons(marks, wish.states and (*wish.states, *wish.flagged_states)),
            assignees=_by_one(tx.queue.counts(among, "assignee")),
            forms=tuple(sorted(services.forms)),
            staff=tuple(row.name for row in tx.staff.listed()),
            search=text,
            cut=cut,
            oldest=tx.queue.oldest(State.READY_FOR_REVIEW, services.forms),
            pulse="-".join(map(str, tx.queue.pulse())),
        )


def judge_rows(services: ReviewContext, tx: Transaction, rows: Sequence[QueueRow]) -> tuple[QueueLine, ...]:
    """Each row with what has somebody look at it."""
    unknown = find_unknown(services, tx, [row.id for row in rows if row.state in FOR_STAFF])
    return tuple(_shown(services, row, unknown) for row in rows)


def rank_verdict(line: QueueLine) -> int:
    """0 for what asks for attention; then what is odd, lacks something, or neither; 4 for what is plain."""
    told = (bool(line.row.attention), bool(line.doubt), bool(line.missing))
    return next((place for place, one in enumerate(told) if one), 4 if line.is_plain else 3)


def in_verdict_order(wish: QueueQuery, lines: Sequence[QueueLine]) -> tuple[QueueLine, ...]:
    """By their verdicts as the wish has it, those of one verdict as they came."""
    return tuple(sorted(lines, key=rank_verdict, reverse=wish.newest_first))


def tally(services: StoreContext, wish: QueueQuery) -> tuple[Counter[str], Counter[str]]:
    """The counts per state, of all and of those that ask for attention, as `look` has them."""
    with services.store.read() as tx:
        ids = searched(tx, wish)[1]
        return _tallied(tx.queue.counts(Filter(mark=None, ids=ids), "mark", "state"))


def place(wish: QueueQuery, row: QueueRow | Request) -> tuple[datetime, int]:
    """Where the row stands in the wish's order: the `after` of the page behind it."""
    return (row.updated_at if wish.by_change else row.created_at, row.id or 0)


def news(services: RecordContext, pulse: str, me: str, wish: QueueQuery) -> tuple[int, int]:
    """How many of the wish's requests are new since that pulse, and how many others somebody else changed."""
    event, _, request = pulse.partition("-")
    if not (event.isdecimal() and request.isdecimal() and len(pulse) < 40):
        raise UsageError("this page is out of date; load it again")
    with services.store.read() as tx:
        wanted = filter_of(services, wish, searched(tx, wish)[1])
        return tx.queue.since(int(event), int(request), me, wanted)


def keep_search(services: OutboxContext, text: str) -> str:
    """Keep what somebody searches for; the id that leads to it, and says nothing of it."""
    words, now = " ".join(text.split())[:_LONGEST_SEARCH], services.clock()
    name = services.randomness(12).hex()
    with services.store.write() as tx:
        tx.searches.keep(name, words, now, now - SEARCH_KEPT)
    return name


def reference_of(services: StoreContext, text: str) -> str | None:
    """The reference of the request that the text names by it, and by nothing else."""
    name = text.strip()
    if name.isdecimal():
        return None
    with services.store.read() as tx:
        found = tx.requests.find(name)
    return found.reference if found else None


def searched(tx: Transaction, wish: QueueQuery) -> tuple[str, tuple[int, ...] | None, bool]:
    """What the wish's search is for, the ids that it found (None without one), and whether there are more.

    UsageError when the search is not known any more.
    """
    if not wish.search:
        return "", None, False
    text = _kept(tx, wish.search)
    ids, cut = tx.searches.find(text)
    return text, ids, cut


def find_kept(tx: Transaction, search: str) -> tuple[str, tuple[int, ...]]:
    """What a kept search is for, and the requests that it finds; UsageError when it is not known any more."""
    text = _kept(tx, search)
    found = tx.requests.find(text)
    return text, (found.id,) if found and found.id else tx.searches.find(text)[0]


def _kept(tx: Transaction, search: str) -> str:
    if (text := tx.searches.kept(search)) is None:
        raise UsageError("this search is not kept any more; search again")
    return text


def filter_of(services: ClockContext, wish: QueueQuery, ids: tuple[int, ...] | None) -> Filter:
    """The wish as the store's filter; `ids` are what its search found."""
    mark = wish.attention or (ANY if wish.flagged else EVERY)
    every = wish.states and (*wish.states, *wish.flagged_states)
    return Filter(
        states=every if wish.attention or wish.flagged else wish.states,
        flagged_states=() if wish.attention or wish.flagged else wish.flagged_states,
        forms=(wish.form,) if wish.form is not None else (),
        assignee=wish.assignee,
        mark=str(mark),
        until=services.clock() - timedelta(days=wish.waiting_days) if wish.waiting_days else None,
        ids=ids,
    )


def sorting_of(wish: QueueQuery) -> Sorting:
    """The wish's order, and the place that it begins behind."""
    if wish.by_verdict:
        return Sorting()
    return Sorting(
        by_change=wish.by_change,
        newest_first=wish.newest_first,
        after=wish.after,
        backwards=wish.backwards,
    )


def _tallied(marks: Counter[tuple[str, ...]]) -> tuple[Counter[str], Counter[str]]:
    states = Counter({state: number for (mark, state), number in marks.items() if mark == EVERY})
    return states, Counter({state: number for (mark, state), number in marks.items() if mark == ANY})


def _reasons(marks: Counter[tuple[str, ...]], states: Sequence[str]) -> Counter[str]:
    reasons: Counter[str] = Counter()
    for (mark, state), number in marks.items():
        if mark not in {EVERY, ANY} and (not states or state in states):
            reasons[mark] += number
    return reasons


def _by_one(counts: Counter[tuple[str, ...]]) -> Counter[str]:
    return Counter({key: number for (key,), number in counts.items()})


def _shown(services: FormContext, row: QueueRow, unknown: Collection[int] = ()) -> QueueLine:
    late = row.state in OPEN_STATES and services.clock() - row.created_at > LATE
    account = doubt_account(row.account, row.address) if row.account else ""
    doubt = (doubt_facts(row.facts) or account) if row.state in FOR_STAFF else ""
    if row.id in unknown:
        doubt = "A license key of it is not in the sales list" + (f"; {doubt}" if doubt else "")
    return QueueLine(
        row=row,
        missing=tuple(_missing(services, row, name) for name in row.ask),
        late=late,
        doubt=doubt,
        is_plain=row.state in FOR_STAFF and not (row.attention or row.ask or doubt),
    )


def _missing(services: FormContext, row: QueueRow, name: str) -> str:
    form, problem = services.forms.get(row.form), row.problems.get(name, "")
    label = name
    if form is not None and name == CONFIRMATION and form.confirmation is not None:
        label = form.confirmation.label
    elif form is not None:
        label = next((field.label for field in form.fields if field.name == name), name)
    return f"{label} ({problem.replace('_', ' ')})" if problem not in {"", "missing"} else label
