"""A progress bar for whoever sits at a terminal; elsewhere the log tells."""

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

from worker.services import progress


def on_terminal() -> progress.Progress:
    """Bars where standard error is a terminal, else lines in the log."""
    return _bar if sys.stderr.isatty() else progress.in_log


@contextmanager
def _bar(name: str, total: int) -> Iterator[Callable[[int], None]]:
    if total < progress.WORTH_SHOWING:
        yield lambda _: None
        return
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    with Progress(*columns, console=Console(stderr=True), transient=True) as shown:
        task = shown.add_task(name, total=total)
        yield lambda count: shown.update(task, advance=count)
