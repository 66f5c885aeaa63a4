"""Numbers to shapes."""

from hypothesis import given
from hypothesis import strategies as st

from worker.web.views.charts import Series, draw_bars, draw_trend

counts = st.lists(st.one_of(st.just(0), st.integers(0, 10**9)), min_size=1, max_size=52)


def series(*rows: list[int]) -> list[Series]:
    return [Series(kind=f"k{place}", label=f"label {place}", values=row) for place, row in enumerate(rows)]


@given(counts)
def test_bars_stay_within_the_plot_and_on_the_ground(values: list[int]) -> None:
    chart = draw_bars(series(values, values), [str(place) for place in range(len(values))])
    assert len(chart.boxes) == 2 * sum(1 for value in values if value)
    for box in chart.boxes:
        assert 0 <= box.x < box.x + box.width <= 100.01
        assert 0 < box.y < box.y + box.height <= chart.base + 2


@given(counts)
def test_the_scale_begins_at_nought_and_reaches_the_highest_bar(values: list[int]) -> None:
    chart = draw_bars(series(values), [str(place) for place in range(len(values))])
    heights = [y for y, _ in chart.ticks]
    assert heights == sorted(heights, reverse=True)
    assert chart.ticks[0] == (chart.base, "0")
    assert all(box.y >= heights[-1] - 0.1 for box in chart.boxes)
    assert 2 <= len(chart.ticks) <= 5


def test_bars_are_as_high_as_their_numbers() -> None:
    chart = draw_bars(series([10, 20]), ["a", "b"], height=232)
    first, second = chart.boxes
    assert chart.ticks == ((210, "0"), (160, "5"), (110, "10"), (60, "15"), (10, "20"))
    assert (first.y, second.y) == (110, 10)
    assert [box.text for box in chart.boxes] == ["a: 10 label 0", "b: 20 label 0"]


def test_what_is_there_is_seen_however_little_it_is() -> None:
    chart = draw_bars(series([1, 1_000_000]), ["a", "b"])
    assert chart.boxes[0].height >= 1.5


def test_a_line_ends_where_there_is_no_number() -> None:
    low, high = [1, 2, None, 4, None, 1, 1], [2, 4, None, 5, None, 3, 3]
    chart = draw_trend(low, high, "abcdefg", "{:.0f} d".format, ("half", "slow"))
    assert [line.kind for line in chart.lines] == ["band", "band", "slow", "slow", "half", "half"]
    assert len(chart.dots) == 10
    assert chart.dots[0].text == "a: 2 d slow"


def test_few_weeks_are_named_and_the_last_one_among_them() -> None:
    for number in (1, 8, 26, 52):
        labels = [str(place) for place in range(number)]
        named = [text for _, text in draw_bars(series([1] * number), labels).labels]
        assert len(named) <= 6
        assert named[-1] == labels[-1]
