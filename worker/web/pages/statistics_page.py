"""Figures: what came, what became of it, how long it took, what was left out, what was written."""

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import partial
from typing import TypeVar
from urllib.parse import urlencode

from worker.requests.request_model import LetterKind, State
from worker.services.statistics import weekly_statistics as service
from worker.services.statistics.weekly_statistics import OFTEN, PERIODS, StatisticsSpan, WeeklyStatistics
from worker.web.responses import Answer, Ask, Download, Page
from worker.web.views.charts import Chart, Series, draw_bars, draw_trend
from worker.web.web_context import WebContext

#: In the order in which they lie upon each other.
_STATES = (
    (State.COMPLETED, "completed"),
    (State.INTERESTED, "Cloud interest"),
    (State.APPROVED, "approved"),
    (State.AWAITING_UPGRADE, "awaiting upgrade"),
    (State.READY_FOR_REVIEW, "ready for review"),
    (State.NEEDS_INFO, "needs info"),
    (State.REJECTED, "rejected"),
    (State.WITHDRAWN, "withdrawn"),
    (State.EXPIRED, "expired"),
)
_RECEIPTS = (
    LetterKind.RECEIVED,
    LetterKind.CLOUD_INTEREST,
    LetterKind.ACCOUNT_CHANGED,
    LetterKind.ACCOUNT_CHANGE_ASKED,
    LetterKind.BATCH,
)
_LETTERS = (
    ("confirmation", "confirmations with SEN", (LetterKind.SEN_CONFIRMATION,)),
    ("question", "questions", (LetterKind.MISSING_FIELDS, LetterKind.ACCOUNT_OWNER_ASKED)),
    (
        "reminder",
        "reminders and ends",
        (LetterKind.REMINDER, LetterKind.UPGRADE_REMINDER, LetterKind.LAST_NOTICE, LetterKind.EXPIRED),
    ),
    ("received", "receipts", _RECEIPTS),
    (
        "words",
        "answers, rejections, news",
        (LetterKind.ANSWER, LetterKind.REJECTED, LetterKind.UPGRADE_NEEDED, LetterKind.ANNOUNCEMENT),
    ),
)
_ASKED = ("Complete at the first mail", "Asked once", "Asked twice", f"Asked {OFTEN} times or more")
_HOUR, _DAY = 60, 1440


@dataclass(frozen=True, slots=True, kw_only=True)
class ChartTable:
    """The numbers of a chart as words."""

    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ChartShare:
    """A part of a whole, drawn as a bar: of several kinds where it has parts itself."""

    label: str
    number: int
    percent: str
    parts: tuple[tuple[str, float, float], ...]  #: kind, where it begins, how wide it is; in per cent


@dataclass(frozen=True, slots=True, kw_only=True)
class ChartFigure:
    """One figure of the page."""

    name: str
    title: str
    summary: str  #: what it shows, in a sentence
    table: ChartTable
    charts: tuple[tuple[str, Chart], ...] = ()  #: each with words before it
    legend: tuple[tuple[str, str], ...] = ()
    shares: tuple[ChartShare, ...] = ()
    note: str = ""


def show(context: WebContext, ask: Ask) -> Answer:
    """The page."""
    weeks, form = _wish(context, ask)
    found = service.compute_statistics(context.services, weeks, form)
    values = {
        "found": found,
        "weeks": weeks,
        "periods": PERIODS,
        "url": partial(_url, "/figures", weeks=weeks, form=form),
        "file": _url("/figures/file", weeks=weeks, form=form),
        "tiles": _tiles(found),
        "figures": () if found.empty else _figures(found),
        "first": day(found.whole.start, year=True),
        "last": day(found.whole.end - timedelta(days=1), year=True),
    }
    return Page(template="figures.html.j2", values=values)


def export(context: WebContext, ask: Ask) -> Answer:
    """The numbers as CSV."""
    weeks, form = _wish(context, ask)
    content = service.export_csv(context.services, weeks, form).encode("utf-8-sig")
    name = f"figures-{weeks}-weeks{'-' + form if form else ''}.csv"
    return Download(name=name, media_type="text/csv; charset=utf-8", content=content)


def _wish(context: WebContext, ask: Ask) -> tuple[int, str]:
    weeks = next((each for each in PERIODS if str(each) == ask.query.get("weeks")), PERIODS[0])
    form = ask.query.get("form", "")
    return weeks, form if form in context.services.forms else ""


def _url(path: str, *, weeks: int, form: str) -> str:
    query = {"weeks": str(weeks), **({"form": form} if form else {})}
    return f"{path}?{urlencode(query)}"


def day(when: date, *, year: bool = False) -> str:
    """A day as charts tell it: "2 Nov", "2 Nov 2026"."""
    return f"{when.day} {when:%b %Y}" if year else f"{when.day} {when:%b}"


def span(minutes: float) -> str:
    """A time as long as this: "12 min", "3.5 h", "27 h", "4.2 days", "12 days"."""
    if round(minutes) < 1:
        return "under a minute"
    if minutes < _HOUR:
        return f"{minutes:.0f} min"
    if minutes < 2 * _DAY:
        return f"{_short(minutes / _HOUR)} h"
    return f"{_short(minutes / _DAY)} days"


def _short(number: float) -> str:
    return f"{number:.0f}" if number >= 10 else f"{number:.1f}".removesuffix(".0")


def _percent(part: float, whole: float) -> str:
    if not whole:
        return "–"
    share = 100 * part / whole
    return f"{share:.1f}\N{NO-BREAK SPACE}%" if 0 < share < 10 else f"{share:.0f}\N{NO-BREAK SPACE}%"


def _count(number: int, one: str, several: str = "") -> str:
    return f"{number:,} {one if number == 1 else several or one + 's'}"


def _listed(words: Sequence[str]) -> str:
    return " and ".join(filter(None, [", ".join(words[:-1]), *words[-1:]]))


def _tiles(found: WeeklyStatistics) -> list[tuple[str, str, str]]:
    whole, before = found.whole, found.before
    weeks = f"the {len(found.weeks)} weeks before"
    half, was = whole.median_minutes, before.median_minutes
    asked, sent, back = whole.asked, sum(whole.sent.values()), sum(whole.bounced.values())
    return [
        ("Requests", f"{whole.requests:,}", f"{before.requests:,} in {weeks}"),
        (
            "Half are completed within",
            "–" if half is None else span(half),
            f"none completed in {weeks}" if was is None else f"{span(was)} in {weeks}",
        ),
        (
            "Complete at the first mail",
            _percent(asked[0], whole.requests),
            f"{_percent(before.asked[0], before.requests)} in {weeks}"
            if before.requests
            else f"none in {weeks}",
        ),
        ("Letters that came back", _percent(back, sent), f"{back:,} of {sent:,} sent"),
    ]


def _figures(found: WeeklyStatistics) -> tuple[ChartFigure, ...]:
    each = (_requests, _times, _issuing, _waits, _letters, _left_out, _asked)
    return tuple(one(found) for one in each)


def _weekly(
    found: WeeklyStatistics,
    columns: Sequence[str],
    cells: Callable[[StatisticsSpan], Sequence[str]],
    last: str = "In all",
) -> ChartTable:
    rows = [(_week(each, goes_on=each is found.weeks[-1]), *cells(each)) for each in found.weeks]
    return ChartTable(columns=("Week", *columns), rows=(*rows, (last, *cells(found.whole))))


def _week(each: StatisticsSpan, *, goes_on: bool) -> str:
    sunday = each.end - timedelta(days=1)
    number = each.start.isocalendar()[1]
    return f"{day(each.start)} – {day(sunday, year=True)}, week {number}{' (goes on)' if goes_on else ''}"


def _labels(found: WeeklyStatistics) -> list[str]:
    return [day(each.start) for each in found.weeks]


def _requests(found: WeeklyStatistics) -> ChartFigure:
    states = [(state, label) for state, label in _STATES if found.whole.states[state]]
    series = [
        Series(kind=f"c-{state}", label=label, values=[each.states[state] for each in found.weeks])
        for state, label in states
    ]
    outcomes = [f"{found.whole.states[state]:,} {label}" for state, label in states]
    busiest = max(found.weeks, key=lambda each: each.requests)
    summary = (
        f"{_count(found.whole.requests, 'request')} in {len(found.weeks)} weeks: {_listed(outcomes)}."
        f" Most came in the week of {day(busiest.start)}: {busiest.requests:,}."
        if states
        else "No request came in these weeks."
    )
    return ChartFigure(
        name="requests",
        title="Requests per week",
        summary=summary,
        note="By the week of the first mail, and by where they stand now.",
        charts=(("", draw_bars(series, _labels(found))),),
        legend=tuple((one.kind, one.label) for one in series),
        table=_weekly(
            found,
            [*(label[:1].upper() + label[1:] for _, label in states), "All"],
            lambda each: [*(f"{each.states[state]:,}" for state, _ in states), f"{each.requests:,}"],
        ),
    )


def _unit(most: float) -> tuple[float, str]:
    """What so many minutes are told in on an axis."""
    if most <= 2 * _HOUR:
        return 1, "min"
    return (_HOUR, "h") if most <= 2 * _DAY else (_DAY, "d")


def _in(unit: str) -> Callable[[float], str]:
    return lambda number: f"{_short(number)} {unit}" if number else "0"


def _times(found: WeeklyStatistics) -> ChartFigure:
    whole = found.whole
    half, most = [each.median_minutes for each in found.weeks], [each.p90_minutes for each in found.weeks]
    size, unit = _unit(max((each for each in most if each is not None), default=0))
    low, high = ([None if each is None else each / size for each in row] for row in (half, most))
    within, nearly = whole.median_minutes, whole.p90_minutes
    summary = (
        "No request was completed in these weeks."
        if within is None or nearly is None
        else f"Half of the {_count(whole.completed, 'request')} completed in these weeks took {span(within)}"
        f" or less, 90\N{NO-BREAK SPACE}% took {span(nearly)} or less."
    )
    return ChartFigure(
        name="times",
        title="Time to complete",
        summary=summary,
        note="From the first mail to the confirmation, by the week of the confirmation.",
        charts=(("", draw_trend(low, high, _labels(found), _in(unit), ("for half of them", "for 90 %"))),),
        legend=(("c-half", "half of them within"), ("c-slow", "90 % within")),
        table=_weekly(
            found,
            ("Completed", "Half within", "90 % within"),
            lambda each: (f"{each.completed:,}", _span_of(each.median_minutes), _span_of(each.p90_minutes)),
        ),
    )


def _issuing(found: WeeklyStatistics) -> ChartFigure:
    whole = found.whole
    half = [each.median_issue_minutes for each in found.weeks]
    most = [each.p90_issue_minutes for each in found.weeks]
    size, unit = _unit(max((each for each in most if each is not None), default=0))
    low, high = ([None if each is None else each / size for each in row] for row in (half, most))
    told = whole.matched + whole.typed
    waiting = (
        f" {_count(found.upgrades, 'request')} {'awaits' if found.upgrades == 1 else 'await'} an upgrade now;"
        f" the first came on {day(found.upgrade_since.date(), year=True)}."
        if found.upgrades and found.upgrade_since
        else " No request awaits an upgrade now."
    )
    summary = (
        "No license was issued in these weeks."
        if whole.median_issue_minutes is None or whole.p90_issue_minutes is None
        else f"Half of the licenses were issued within {span(whole.median_issue_minutes)} of the approval, 90"
        f"\N{NO-BREAK SPACE}% within {span(whole.p90_issue_minutes)}. Of {_count(told, 'request')}"
        f" {whole.matched:,} ({_percent(whole.matched, told)}) had the SEN from the Marketplace’s report."
    )
    return ChartFigure(
        name="issuing",
        title="Issuing and matching",
        summary=summary + waiting,
        note="From the approval to the confirmation, by the week of the confirmation.",
        charts=(("", draw_trend(low, high, _labels(found), _in(unit), ("for half of them", "for 90 %"))),),
        legend=(("c-half", "half of them within"), ("c-slow", "90 % within")),
        table=_weekly(
            found,
            ("SEN from the report", "SEN typed", "Half within", "90 % within"),
            lambda each: (
                f"{each.matched:,}",
                f"{each.typed:,}",
                _span_of(each.median_issue_minutes),
                _span_of(each.p90_issue_minutes),
            ),
        ),
    )


def _span_of(minutes: float | None) -> str:
    return "–" if minutes is None else span(minutes)


def _waits(found: WeeklyStatistics) -> ChartFigure:
    whole = found.whole
    size, unit = _unit(max(each.with_customer + each.with_us for each in found.weeks))
    series = [
        Series(kind="c-us", label="with us", values=[each.with_us / size for each in found.weeks]),
        Series(
            kind="c-customer",
            label="with the customer",
            values=[each.with_customer / size for each in found.weeks],
        ),
    ]
    both = whole.with_us + whole.with_customer
    summary = (
        f"On the average a completed request waited {span(whole.with_customer)} for its customer and"
        f" {span(whole.with_us)} for us: {_percent(whole.with_us, both)} of the time was ours."
        if whole.completed
        else "No request was completed in these weeks."
    )

    def cells(each: StatisticsSpan) -> tuple[str, ...]:
        if not each.completed:
            return ("–", "–", "–")
        both = each.with_us + each.with_customer
        return span(each.with_us), span(each.with_customer), _percent(each.with_us, both)

    return ChartFigure(
        name="waits",
        title="For whom they waited",
        summary=summary,
        note="With us: ready for review or approved. Any other time counts as the customer’s.",
        charts=(("", draw_bars(series, _labels(found), _in(unit), height=248)),),
        legend=tuple((one.kind, one.label) for one in series),
        table=_weekly(found, ("With us, average", "With the customer, average", "Ours"), cells),
    )


def _left_out(found: WeeklyStatistics) -> ChartFigure:
    whole, number = found.whole, found.whole.first_mails
    fields: Counter[str] = Counter()
    missing: Counter[str] = Counter()
    for (name, problem), count in whole.left_out.items():
        fields[name] += count
        missing[name] += count if problem == "missing" else 0
    shares = [
        _share(found.labels.get(name, name), count, number, ("c-missing", missing[name]), "c-unusable")
        for name, count in _most_first(fields)
    ]
    worst = f" Most often {shares[0].label}: {_percent(shares[0].number, number)}." if shares else ""
    return ChartFigure(
        name="left-out",
        title="Left out of the first mail",
        summary=f"What customers had to be asked for after {_count(number, 'first mail')}.{worst}"
        if number
        else "No first mail was looked at in these weeks.",
        shares=tuple(shares),
        legend=(("c-missing", "missing"), ("c-unusable", "there, but unusable")) if shares else (),
        table=ChartTable(
            columns=("Field", "What was wrong", "First mails", "Share"),
            rows=tuple(
                (
                    found.labels.get(name, name),
                    problem.replace("_", " "),
                    f"{count:,}",
                    _percent(count, number),
                )
                for (name, problem), count in _most_first(whole.left_out)
            ),
        ),
    )


_K = TypeVar("_K", str, tuple[str, str])


def _most_first(counts: Counter[_K]) -> list[tuple[_K, int]]:
    """By number, and by name where the numbers are the same."""
    return sorted(counts.items(), key=lambda item: (-item[1], item[0]))


def _share(
    label: str, number: int, whole: int, first: tuple[str, int] = ("c-share", -1), rest: str = ""
) -> ChartShare:
    kind, begin = first[0], first[1] if first[1] >= 0 else number
    size = 100 / whole if whole else 0.0
    parts = [
        (kind, 0.0, round(size * begin, 2)),
        (rest, round(size * begin, 2), round(size * (number - begin), 2)),
    ]
    return ChartShare(
        label=label,
        number=number,
        percent=_percent(number, whole),
        parts=tuple(part for part in parts if part[2]),
    )


def _asked(found: WeeklyStatistics) -> ChartFigure:
    whole, number = found.whole, found.whole.requests
    shares = [_share(label, whole.asked[times], number) for times, label in enumerate(_ASKED)]
    shares.append(_share("Taken over by a person", whole.taken_over, number, ("c-over", -1)))
    some = sum(whole.asked[times] for times in range(1, OFTEN + 1))
    return ChartFigure(
        name="asked",
        title="Questions it took",
        summary=f"{_percent(some, number)} of {_count(number, 'request')} needed a question,"
        f" {_percent(whole.taken_over, number)} were taken over by a person."
        if number
        else "No request came in these weeks.",
        note="Taken over: asked as often as the policy allows, and still not complete.",
        shares=tuple(shares) if number else (),
        table=_weekly(
            found,
            (*_ASKED, "Taken over by a person"),
            lambda each: [*(f"{each.asked[times]:,}" for times in range(OFTEN + 1)), f"{each.taken_over:,}"],
        ),
    )


def _letters(found: WeeklyStatistics) -> ChartFigure:
    whole, labels = found.whole, _labels(found)
    series = [
        Series(kind=f"c-{kind}", label=label, values=[_of(each.sent, kinds) for each in found.weeks])
        for kind, label, kinds in _LETTERS
        if _of(whole.sent, kinds)
    ]
    back = Series(kind="c-back", label="came back", values=[sum(e.bounced.values()) for e in found.weeks])
    sent, bounced = sum(whole.sent.values()), sum(whole.bounced.values())
    kinds = [kind for kind in LetterKind if whole.sent[kind]]
    charts = [("Sent", draw_bars(series, labels, height=160))]
    if bounced:
        charts.append(("Came back", draw_bars([back], labels, height=74, most_ticks=1)))
    return ChartFigure(
        name="letters",
        title="Letters and bounces",
        summary=f"{_count(sent, 'letter')} went out, {bounced:,} came back ({_percent(bounced, sent)})."
        if sent
        else "No letter went out in these weeks.",
        note="By the week in which they went out.",
        charts=tuple(charts),
        legend=(*((one.kind, one.label) for one in series), *([("c-back", "came back")] if bounced else [])),
        table=_weekly(
            found,
            (*(kind.replace("_", " ").capitalize() for kind in kinds), "All", "Came back"),
            lambda each: (
                *(f"{each.sent[kind]:,}" for kind in kinds),
                f"{sum(each.sent.values()):,}",
                f"{sum(each.bounced.values()):,}",
            ),
        ),
    )


def _of(counts: Mapping[str, int], kinds: Sequence[str]) -> int:
    return sum(counts.get(kind, 0) for kind in kinds)
