"""Numbers to shapes: what `web/_charts.html.j2` draws as SVG.

Across, all is in per cent of the plot, so that a chart is as wide as its place and its words keep their size;
down, in pixels from the top.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

_TOP = 10.0
_BELOW = 22.0  # for the words under the plot
_MOST_TICKS = 4
_MOST_LABELS = 6
_THINNEST = 1.5  # a number that is there is seen


@dataclass(frozen=True, slots=True, kw_only=True)
class Series:
    """One row of numbers, a number per week."""

    kind: str  #: of the style sheet: how it looks
    label: str
    values: Sequence[float]


@dataclass(frozen=True, slots=True, kw_only=True)
class BarSegment:
    """A part of a bar."""

    kind: str
    x: float
    y: float
    width: float
    height: float
    text: str  #: what it stands for, for who points at it


@dataclass(frozen=True, slots=True, kw_only=True)
class ChartDot:
    """One number of a line."""

    kind: str
    x: float
    y: float
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ChartLine:
    """Numbers joined, or the surface between two rows of them; x in 0 … 100."""

    kind: str
    path: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Chart:
    """What there is to draw."""

    height: float
    base: float  #: where nought is
    ticks: tuple[tuple[float, str], ...]  #: how far down, and the number there
    labels: tuple[tuple[float, str], ...]  #: how far across, and the words there
    boxes: tuple[BarSegment, ...] = ()
    lines: tuple[ChartLine, ...] = ()
    dots: tuple[ChartDot, ...] = ()


def draw_bars(
    series: Sequence[Series],
    labels: Sequence[str],
    told: Callable[[float], str] = "{:,.0f}".format,
    height: float = 200,
    most_ticks: int = _MOST_TICKS,
) -> Chart:
    """A bar per label, made of the numbers of all series, the first one lowest."""
    sums = [sum(one.values[place] for one in series) for place in range(len(labels))]
    scale = _Scale(max(sums, default=0), height, most_ticks)
    step = 100 / max(len(labels), 1)
    boxes = []
    for place, label in enumerate(labels):
        floor = 0.0
        for one in series:
            if not (value := one.values[place]):
                continue
            top, bottom = scale.y(floor + value), scale.y(floor)
            floor += value
            boxes.append(
                BarSegment(
                    kind=one.kind,
                    x=round(step * (place + 0.12), 3),
                    y=round(top, 1),
                    width=round(step * 0.76, 3),
                    # A line of the ground between two parts tells them apart also without colours.
                    height=round(max(bottom - top - 1, _THINNEST), 1),
                    text=f"{label}: {told(value)} {one.label}",
                )
            )
    return Chart(
        height=height,
        base=scale.base,
        ticks=scale.ticks(told),
        labels=_labels(labels),
        boxes=tuple(boxes),
    )


def draw_trend(
    lower: Sequence[float | None],
    upper: Sequence[float | None],
    labels: Sequence[str],
    told: Callable[[float], str],
    names: tuple[str, str],
) -> Chart:
    """Two lines and the surface between them; they end where there is no number and begin anew."""
    scale = _Scale(max((value for value in upper if value is not None), default=0), 200, _MOST_TICKS)
    step = 100 / max(len(labels), 1)
    low, high = ([_point(scale, step, row, place) for place in range(len(labels))] for row in (lower, upper))
    bands = [
        ChartLine(kind="band", path=f"{_path(high[a:b])} {_path(low[a:b][::-1], 'L')}z")
        for a, b in _runs(low)
    ]
    joined = [
        ChartLine(kind=kind, path=_path(row[a:b]))
        for kind, row in (("slow", high), ("half", low))
        for a, b in _runs(low)
    ]
    dots = [
        ChartDot(kind=kind, x=point[0], y=point[1], text=f"{labels[place]}: {told(value)} {name}")
        for kind, row, values, name in (("slow", high, upper, names[1]), ("half", low, lower, names[0]))
        for place, (point, value) in enumerate(zip(row, values, strict=True))
        if point is not None and value is not None
    ]
    return Chart(
        height=200,
        base=scale.base,
        ticks=scale.ticks(told),
        labels=_labels(labels),
        lines=(*bands, *joined),
        dots=tuple(dots),
    )


class _Scale:
    def __init__(self, most: float, height: float, most_ticks: int) -> None:
        self.base = height - _BELOW
        self._step = _nice(most / most_ticks)
        self._count = max(1, -int(-most // self._step))

    def y(self, value: float) -> float:
        return self.base - (self.base - _TOP) * value / (self._step * self._count)

    def ticks(self, told: Callable[[float], str]) -> tuple[tuple[float, str], ...]:
        values = [self._step * place for place in range(self._count + 1)]
        return tuple((round(self.y(value), 1), told(value)) for value in values)


def _nice(least: float) -> float:
    """The next of 1, 2, 5, 10, 20, … that is no less."""
    step = 1.0
    while step < least:
        step *= 2.5 if str(step)[0] == "2" else 2
    return step


def _labels(labels: Sequence[str]) -> tuple[tuple[float, str], ...]:
    """As many as have room, the last one among them."""
    every = -(-len(labels) // _MOST_LABELS)
    last = len(labels) - 1
    places = [place for place in range(len(labels)) if (last - place) % every == 0]
    return tuple((round(100 / len(labels) * (place + 0.5), 3), labels[place]) for place in places)


_Point = tuple[float, float]


def _point(scale: _Scale, step: float, row: Sequence[float | None], place: int) -> _Point | None:
    value = row[place]
    return None if value is None else (round(step * (place + 0.5), 3), round(scale.y(value), 1))


def _runs(row: Sequence[_Point | None]) -> list[tuple[int, int]]:
    """Where two and more numbers stand side by side: from, and up to before."""
    edges, begun = [], None
    for place, point in enumerate([*row, None]):
        if point is not None and begun is None:
            begun = place
        if point is None and begun is not None:
            edges.append((begun, place))
            begun = None
    return [(a, b) for a, b in edges if b - a > 1]


def _path(points: Iterable[_Point | None], first: str = "M") -> str:
    known = [f"{point[0]:g} {point[1]:g}" for point in points if point is not None]
    return first + " L".join(known)
