"""UIDs are cut into commands that neither side chokes on, and none is lost."""

from hypothesis import given
from hypothesis import strategies as st

from worker.mailbox.uid_batches import (
    FIRST_BYTES,
    MAX_BYTES,
    MAX_COUNT,
    SEARCH_WINDOW,
    BatchPace,
    search_windows,
    split_by_count,
    split_by_size,
)

UIDS = st.lists(st.integers(1, 2**32 - 1), unique=True, max_size=700)


@given(UIDS)
def test_runs_by_count_are_bounded_and_keep_every_uid_in_order(uids: list[int]) -> None:
    runs = list(split_by_count(uids))
    assert [uid for run in runs for uid in run] == uids
    assert all(0 < len(run) <= MAX_COUNT for run in runs)


@given(UIDS, st.lists(st.integers(0, 2 * MAX_BYTES), min_size=1))
def test_runs_by_size_are_bounded_and_keep_every_uid_in_order(uids: list[int], pool: list[int]) -> None:
    sizes = {uid: pool[uid % len(pool)] for uid in uids}
    runs = list(split_by_size(uids, sizes, BatchPace()))
    assert [uid for run in runs for uid in run] == uids
    for run in runs:
        assert 0 < len(run) <= MAX_COUNT
        assert len(run) == 1 or sum(sizes[uid] for uid in run) <= MAX_BYTES


def test_a_run_is_filled_before_the_next_one_begins() -> None:
    sizes = dict.fromkeys(range(1, 8), MAX_BYTES // 3)
    assert list(split_by_size(range(1, 8), sizes, BatchPace(first=MAX_BYTES))) == [[1, 2, 3], [4, 5, 6], [7]]


def test_a_message_of_unknown_size_counts_only_as_one() -> None:
    assert list(split_by_size([1, 2], {1: MAX_BYTES}, BatchPace(first=MAX_BYTES))) == [[1, 2]]


def test_each_run_that_arrived_makes_the_next_one_larger_up_to_the_most() -> None:
    sizes = dict.fromkeys(range(1, 2_000), FIRST_BYTES // 2)
    runs = list(split_by_size(sizes, sizes, BatchPace()))
    assert [len(run) for run in runs[:7]] == [2, 4, 8, 16, 30, 30, 30]


@given(st.integers(0, 20 * SEARCH_WINDOW), st.integers(0, 2**32))
def test_windows_cover_a_folder_once_from_the_newest_down(exists: int, expected: int) -> None:
    keys = search_windows(exists, expected)
    if min(exists, expected) <= SEARCH_WINDOW:
        assert keys == ["ALL"]
        return
    ends = [key.split(":") for key in keys]
    assert ends[0][1] == "*"
    following = exists + 1
    for start, end in ends:
        assert end == "*" or int(end) == following - 1
        assert 0 < following - int(start) <= SEARCH_WINDOW
        following = int(start)
    assert following == 1
