"""The numbers of the last weeks: for the page of figures and its CSV file.

Weeks begin on Monday, 00:00 UTC, and the last one is the one that is not over yet.
"""

from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from itertools import accumulate, groupby
from operator import itemgetter

from worker.forms.form_definition import CONFIRMATION
from worker.requests.request_model import State
from worker.services.contexts import FormContext, MailContext
from worker.services.csv_export import as_csv
from worker.services.row_lists import Row
from worker.store.queue.queue_search import Filter
from worker.store.requests import statistics_table as stored
from worker.store.requests.statistics_table import week_of

PERIODS = (8, 26, 52)  #: for how many weeks one can ask
OFTEN = 3  #: the highest number of times asked that is shown by itself; more counts as this

#: The columns of the file.
COLUMNS = ("week", "week_number", "form", "figure", "name", "number", "unit")

_WEEK = timedelta(weeks=1)
_Numbers = dict[str, Counter[str]]


@dataclass(frozen=True, slots=True, kw_only=True)
class StatisticsSpan:
    """The numbers of one week, or of several together."""

    start: date  #: a Monday
    end: date  #: the Monday after
    numbers: Mapping[str, Counter[str]]  #: by what they count, and by name
    median_minutes: int | None  #: from first mail to completion; None where none was completed
    p90_minutes: int | None  #: the 90th percentile of the same
    median_issue_minutes: int | None = None  #: from the approval to the completion
    p90_issue_minutes: int | None = None  #: the 90th percentile of the same

    @property
    def matched(self) -> int:
        """How many were completed with SENs that the Marketplace's report had offered."""
        return self._named(stored.MATCHED)[stored.REPORT]

    @property
    def typed(self) -> int:
        """How many were completed with SENs that a person typed."""
        return self._named(stored.MATCHED)[stored.TYPED]

    @property
    def requests(self) -> int:
        """How many came."""
        return sum(self.states.values())

    @property
    def states(self) -> Counter[str]:
        """What became of them so far."""
        return self._named(stored.STATES)

    @property
    def asked(self) -> Counter[int]:
        """How many of them were asked so often; OFTEN stands for more, too."""
        counts: Counter[int] = Counter()
        for name, number in self._named(stored.ASKED).items():
            counts[min(int(name), OFTEN)] += number
        return counts

    @property
    def taken_over(self) -> int:
        """How many of them were asked as often as may be, so that a person went on."""
        return self._named(stored.TAKEN_OVER)[""]

    @property
    def first_mails(self) -> int:
        """Of how many of them it is known what the first mail left out."""
        return self._named(stored.FIRST)[""]

    @property
    def left_out(self) -> Counter[tuple[str, str]]:
        """In how many first mails a field had to be asked for, by field and problem."""
        named = self._named(stored.LEFT_OUT)
        return Counter({(name.split(" ")[0], name.split(" ")[1]): number for name, number in named.items()})

    @property
    def completed(self) -> int:
        """How many were completed in this time, whenever they came."""
        return sum(self._named(stored.TOOK).values())

    @property
    def with_customer(self) -> float:
        """How many minutes one of them waited for its customer, on the average."""
        return self._waited(stored.CUSTOMER)

    @property
    def with_us(self) -> float:
        """How many minutes one of them waited for staff, on the average."""
        return self._waited(stored.US)

    @property
    def sent(self) -> Counter[str]:
        """Letters that went out, by kind."""
        return self._named(stored.SENT)

    @property
    def bounced(self) -> Counter[str]:
        """Those of them that came back, by kind."""
        return self._named(stored.BOUNCED)

    def _named(self, what: str) -> Counter[str]:
        return self.numbers.get(what, Counter())

    def _waited(self, whom: str) -> float:
        return self._named(stored.WAITED)[whom] / self.completed if self.completed else 0.0


@dataclass(frozen=True, slots=True, kw_only=True)
class WeeklyStatistics:
    """The numbers of so many weeks."""

    form: str  #: empty: all
    forms: tuple[str, ...]
    weeks: tuple[StatisticsSpan, ...]  #: oldest first; the last one goes on
    whole: StatisticsSpan  #: all of them
    before: StatisticsSpan  #: as many weeks before them
    labels: dict[str, str]  #: of fields
    upgrades: int = 0  #: requests that await an upgrade now
    upgrade_since: datetime | None = None  #: when the first of them came

    @property
    def empty(self) -> bool:
        """Whether nothing happened."""
        return not self.whole.numbers


def compute_statistics(services: MailContext, weeks: int, form: str = "") -> WeeklyStatistics:
    """The numbers of the last `weeks` weeks, for one form or all."""
    end = week_of(services.clock()) + _WEEK
    start = end - weeks * _WEEK
    with services.store.read() as tx:
        found = tx.figures.sums(start, end, form)
        before = tx.figures.totals(start - weeks * _WEEK, start, form)
        wanted = (form,) if form else tuple(services.forms)
        upgrades = tx.queue.counts(Filter(states=(State.AWAITING_UPGRADE,), forms=wanted)).total()
        upgrade_since = tx.queue.oldest(State.AWAITING_UPGRADE, wanted)
    by_week: dict[date, _Numbers] = {}
    for week, rows in groupby(found, key=itemgetter(0)):
        by_week[week] = _sum_up(row[1:] for row in rows)
    starts = [start + number * _WEEK for number in range(weeks)]
    spans = tuple(_make_span(day, day + _WEEK, by_week.get(day, {})) for day in starts)
    return WeeklyStatistics(
        form=form,
        forms=tuple(sorted(services.forms)),
        weeks=spans,
        whole=_make_span(start, end, _sum_up(row[1:] for row in found)),
        before=_make_span(start - weeks * _WEEK, start, _sum_up(before)),
        labels=_labels(services, form),
        upgrades=upgrades,
        upgrade_since=upgrade_since,
    )


def export_csv(services: MailContext, weeks: int, form: str = "") -> str:
    """The same as CSV: a row per week and number that is not zero, and the times to completion."""
    found = compute_statistics(services, weeks, form)
    return as_csv(COLUMNS, (row for span in found.weeks for row in _rows(span, form)))


def list_rows(services: MailContext, weeks: int, form: str = "") -> list[Row]:
    """The same as plain rows; those of requests that await an upgrade now are of the week that goes on."""
    found = compute_statistics(services, weeks, form)
    told = [row for span in found.weeks for row in _rows(span, form)]
    since = found.upgrade_since
    if found.upgrades:
        now = {"requests that await an upgrade now": ("requests", found.upgrades)}
        if since is not None:
            now["the longest wait for an upgrade"] = ("days", (services.clock() - since).days)
        told += [
            _row(found.weeks[-1], form, figure, "", number, unit) for figure, (unit, number) in now.items()
        ]
    return told


def _sum_up(rows: Iterable[tuple[str, str, int]]) -> _Numbers:
    sums: _Numbers = defaultdict(Counter)
    for figure, name, number in rows:
        sums[figure][name] += number
    return sums


def _make_span(start: date, end: date, numbers: _Numbers) -> StatisticsSpan:
    took: Mapping[str, int] = numbers.get(stored.TOOK, {})
    median, p90 = _percentiles(sorted((int(name), number) for name, number in took.items()))
    issued: Mapping[str, int] = numbers.get(stored.ISSUED, {})
    median_issue, p90_issue = _percentiles(sorted((int(name), number) for name, number in issued.items()))
    return StatisticsSpan(
        start=start,
        end=end,
        numbers=numbers,
        median_minutes=median,
        p90_minutes=p90,
        median_issue_minutes=median_issue,
        p90_issue_minutes=p90_issue,
    )


def _percentiles(times: Sequence[tuple[int, int]]) -> tuple[int | None, int | None]:
    """Median and 90th percentile of `times`, which are minutes and how many took them, sorted."""
    totals = [*accumulate(number for _, number in times)]
    if not totals:
        return None, None
    # The least number of them that is no less than the share.
    positions = (bisect_left(totals, -(-totals[-1] * percent // 100)) for percent in (50, 90))
    median, p90 = (times[position][0] for position in positions)
    return median, p90


def _rows(span: StatisticsSpan, form: str) -> Iterator[Row]:
    for figure, unit, counts in _list_figures(span):
        for name, count in sorted(counts.items()):
            yield _row(span, form, figure, name, count, unit)


def _row(span: StatisticsSpan, form: str, figure: str, name: str, number: int, unit: str) -> Row:
    year, week, _ = span.start.isocalendar()
    return {
        "week": span.start.isoformat(),
        "week_number": f"{year}-W{week:02}",
        "form": form or "all",
        "figure": figure,
        "name": name,
        "number": number,
        "unit": unit,
    }


def _list_figures(span: StatisticsSpan) -> Iterator[tuple[str, str, Mapping[str, int]]]:
    asked = {f"{times} or more" if times == OFTEN else f"{times}": n for times, n in span.asked.items()}
    left_out = {f"{name} ({problem})": count for (name, problem), count in span.left_out.items()}
    yield "requests by what became of them", "requests", span.states
    yield "requests by how often the customer was asked", "requests", asked
    yield "requests taken over by a person", "requests", _if_any(span.taken_over)
    yield "first mails looked at", "requests", _if_any(span.first_mails)
    yield "first mails that left it out", "requests", left_out
    yield "completed", "requests", _if_any(span.completed)
    yield "time to complete, half within", "minutes", _if_any(span.median_minutes)
    yield "time to complete, 90 % within", "minutes", _if_any(span.p90_minutes)
    yield "completed with a SEN of the report", "requests", _if_any(span.matched)
    yield "completed with a typed SEN", "requests", _if_any(span.typed)
    yield "time to issue, half within", "minutes", _if_any(span.median_issue_minutes)
    yield "time to issue, 90 % within", "minutes", _if_any(span.p90_issue_minutes)
    yield "time with the customer, average", "minutes", _if_any(round(span.with_customer))
    yield "time with us, average", "minutes", _if_any(round(span.with_us))
    yield "letters sent", "letters", span.sent
    yield "letters that came back", "letters", span.bounced


def _if_any(number: int | None) -> dict[str, int]:
    return {"": number} if number else {}


def _labels(services: FormContext, form: str) -> dict[str, str]:
    labels: dict[str, str] = {}
    for name, known in services.forms.items():
        if form in {"", name}:
            labels |= {each.name: each.label for each in known.fields}
            if known.confirmation is not None:
                labels[CONFIRMATION] = known.confirmation.label
    return labels
