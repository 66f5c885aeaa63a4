"""A progress bar for whoever sits at a terminal; elsewhere the log tells."""

import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

from worker.services import progress_log


def choose_progress() -> progress_log.Progress:
    """Bars where standard error is a terminal, else lines in the log."""
    return _Bars().show if sys.stderr.isatty() else progress_log.in_log


class _Bars:
    """Mailboxes are read at the same time, and a terminal has one display for all bars."""

    def __init__(self) -> None:
        columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
        self._display = Progress(*columns, console=Console(stderr=True), transient=True)
        self._lock = threading.Lock()
        self._count = 0

    @contextmanager
    def show(self, name: str, total: int) -> Iterator[Callable[[int], None]]:
        if total < progress_log.WORTH_SHOWING:
            yield lambda _: None
            return
        task = self._display.add_task(name, total=total)
        self._enter(1)
        try:
            yield lambda count: self._display.update(task, advance=count)
        finally:
            self._enter(-1)
            self._display.remove_task(task)

    def _enter(self, change: int) -> None:
        with self._lock:
            self._count += change
            if not self._count:
                self._display.stop()
            elif change > 0:
                self._display.start()
