"""What happens to requests and letters, counted per week (Monday to Sunday, UTC) as it happens.

A question costs what its weeks hold and not what the requests are: docs/decisions/0017.
"""

from collections import Counter
from collections.abc import Sequence
from datetime import UTC, date, datetime, timedelta
from functools import cache
from typing import Any

from sqlalchemy import Connection, Row, Select, bindparam, func, select, union_all

from worker.requests.request_model import Attention, Event, LetterState, Request, State
from worker.requests.staff.lead_time import measure_issuing, measure_lead_time, told_minutes
from worker.store.database.counters import Counters
from worker.store.database.pending_rows import count_more
from worker.store.tables.schema import letters, requests
from worker.store.tables.statistics_schema import figure_changes, figures

#: The column `what`, and what its names are. By the week of a request's first mail:
STATES = "state"  #: of a request now
ASKED = "asked"  #: how often its customer was asked
TAKEN_OVER = "taken_over"  #: "": asked as often as may be, and not complete
FIRST = "first"  #: "": its first mail was looked at for what it leaves out
LEFT_OUT = "left_out"  #: field and problem, with a blank between them
#: By the week in which it was completed:
TOOK = "took"  #: minutes from the first mail, as `told_minutes` rounds them
ISSUED = "issued"  #: minutes from the approval, rounded so, too
MATCHED = "matched"  #: REPORT where the Marketplace's report had offered the SENs, else TYPED
WAITED = "waited"  #: CUSTOMER or US; the number is minutes
CUSTOMER, US = "customer", "us"
REPORT, TYPED = "report", "typed"
#: By the week in which a letter was sent:
SENT = "sent"  #: its kind
BOUNCED = "bounced"  #: its kind

_TALLY = Counters(
    counts=figures, changes=figure_changes, names=("week", "form", "what", "name"), lock=0x73656E66
)
_MOST_ROUNDS = 9
#: What is asked for each letter that goes out is put together once: that takes longer than running it.
_LETTER = (
    select(letters.c.kind, letters.c.state, letters.c.sent_at, letters.c.created_at, requests.c.form)
    .join(requests, requests.c.id == letters.c.request_id)
    .where(letters.c.id == bindparam("of"))
)
_REQUEST = select(requests.c.created_at, requests.c.form).where(requests.c.id == bindparam("of"))


def changes_statistics(happened: Sequence[Event]) -> bool:
    """Whether one of these events changes a figure."""
    return any(
        _hands_over(event) or (_moves(event) and State.COMPLETED in {event.old, event.new})
        for event in happened
    )


def week_of(when: datetime) -> date:
    """The Monday of the week, in UTC."""
    day = when.astimezone(UTC).date()
    return day - timedelta(days=day.weekday())


class StatisticsTable:
    """The figures within one transaction."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def sums(self, since: date, until: date, form: str = "") -> list[tuple[date, str, str, int]]:
        """The numbers by week, what and name, week by week, of the weeks from `since` up to before `until`.

        `form` empty stands for all.
        """
        query = _summed(("week", "what", "name"), bool(form))
        values = {"since": since, "until": until, "form": form}
        return [(row[0], row[1], row[2], int(row[3])) for row in self._connection.execute(query, values)]

    def totals(self, since: date, until: date, form: str = "") -> list[tuple[str, str, int]]:
        """The same over all these weeks."""
        query = _summed(("what", "name"), bool(form))
        values = {"since": since, "until": until, "form": form}
        return [(row[0], row[1], int(row[2])) for row in self._connection.execute(query, values)]

    def note(self, request: Request, old: Request | None) -> None:
        """Keep up with a request that was stored; `old` is what it was before, None for a new one."""
        changes = Counter(_standing(request))
        if old is None:
            changes.update(_first_mail(request))
        else:
            changes.subtract(_standing(old))
        self._add(request.created_at, request.form, changes)

    def note_events(self, request_id: int, happened: Sequence[Event], history: Sequence[Event]) -> None:
        """Keep up with what is about to be added to a request's `history`."""
        row = self._connection.execute(_REQUEST, {"of": request_id}).one()
        if any(map(_hands_over, happened)) and not any(map(_hands_over, history)):
            self._add(row.created_at, row.form, Counter({(TAKEN_OVER, ""): 1}))
        known = [*history]
        for event in happened:
            if _moves(event) and event.old == State.COMPLETED:
                self._journey(row.form, row.created_at, known, -1)
            known.append(event)
            if _moves(event) and event.new == State.COMPLETED:
                self._journey(row.form, row.created_at, known, 1)

    def note_sent(self, letter_id: int, sent_at: datetime, about: tuple[str, str] | None = None) -> None:
        """A letter was handed over then; one that is sent again counts again.

        `about`: its kind and its request's form, where they are known.
        """
        if about is None:
            row = self._letter(letter_id)
            about = row.kind, row.form
        kind, form = about
        self._add(sent_at, form, Counter({(SENT, kind): 1}))

    def note_decided(self, letter_id: int, before: datetime | None, sent_at: datetime | None) -> None:
        """A person decided that a letter went out after all, or takes that back."""
        row = self._letter(letter_id)
        for when, number in ((before, -1), (sent_at, 1)):
            if when is not None:
                self._add(when, row.form, Counter({(SENT, row.kind): number}))

    def note_bounced(self, letter_id: int) -> None:
        """A letter is about to be stored as bounced; one that nobody saw go out did so by that."""
        row = self._letter(letter_id)
        if row.state == LetterState.BOUNCED:
            return
        changes = Counter({(BOUNCED, row.kind): 1})
        if row.sent_at is None:
            changes[SENT, row.kind] = 1
        self._add(row.sent_at or row.created_at, row.form, changes)

    def _journey(self, form: str, created: datetime, history: Sequence[Event], number: int) -> None:
        if (way := measure_lead_time(created, history)) is None:
            return
        changes = {
            (TOOK, str(told_minutes(way.total))): number,
            (WAITED, CUSTOMER): number * round(way.with_customer.total_seconds() / 60),
            (WAITED, US): number * round(way.with_us.total_seconds() / 60),
        }
        if (issued := measure_issuing(history)) is not None:
            changes[ISSUED, str(told_minutes(issued))] = number
            done = [event for event in history if _moves(event) and event.new == State.COMPLETED]
            changes[MATCHED, REPORT if done[-1].name == REPORT else TYPED] = number
        self._add(way.ended, form, Counter(changes))

    def _letter(self, letter_id: int) -> Row[*tuple[Any, ...]]:
        return self._connection.execute(_LETTER, {"of": letter_id}).one()

    def _add(self, when: datetime, form: str, changes: Counter[tuple[str, str]]) -> None:
        places: Counter[tuple[object, ...]] = Counter()
        for (what, name), number in changes.items():
            places[week_of(when), form, what, name] = number
        count_more(self._connection, _TALLY, places)


@cache
def _summed(by: tuple[str, ...], of_one_form: bool) -> Select[Any]:  # noqa: FBT001 -- of the cache
    """The sums by these columns."""
    parts = []
    for table in (figures, figure_changes):
        part = select(*(table.c[name] for name in (*by, "number")))
        part = part.where(table.c.week >= bindparam("since"), table.c.week < bindparam("until"))
        parts.append(part.where(table.c.form == bindparam("form")) if of_one_form else part)
    every = union_all(*parts).subquery()
    total = func.sum(every.c.number)
    keys = [every.c[name] for name in by]
    return select(*keys, total).group_by(*keys).having(total != 0).order_by(keys[0])


def _standing(request: Request) -> list[tuple[str, str]]:
    return [(STATES, str(request.state)), (ASKED, str(min(request.round, _MOST_ROUNDS)))]


def _first_mail(request: Request) -> list[tuple[str, str]]:
    left_out = [(LEFT_OUT, f"{name} {request.problems.get(name, 'missing')}") for name in request.ask]
    return [(FIRST, ""), *left_out]


def _moves(event: Event) -> bool:
    return event.what == "state"


def _hands_over(event: Event) -> bool:
    return event.what == "attention" and event.name == Attention.TOO_MANY_ROUNDS
