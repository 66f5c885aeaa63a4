"""When a mail is sent or fetched again, and when the worker that was sending one counts as dead."""

import random
from datetime import datetime, timedelta

from worker.services.worker_identity import is_running, worker_name

FIRST_RETRY = timedelta(minutes=1)
_LAST_RETRY = timedelta(hours=4)
_ABANDONED_AFTER = timedelta(minutes=15)
#: After each failed fetch, how long until the mail server is asked again; at first by the next poll.
_ASKED_AGAIN = (
    timedelta(),
    timedelta(minutes=5),
    timedelta(minutes=30),
    timedelta(hours=2),
    timedelta(hours=8),
    timedelta(days=1),
    timedelta(days=3),
)


def backoff_pause(attempts: int) -> timedelta:
    """The pause after so many attempts: doubled each time up to four hours, varied by a fifth."""
    pause: timedelta = min(FIRST_RETRY * 2 ** min(attempts - 1, 20), _LAST_RETRY)
    return pause * random.uniform(0.8, 1.2)  # noqa: S311 -- no secret hangs on it


def next_fetch_at(tries: int, now: datetime) -> datetime | None:
    """When to fetch a message again after `tries` failures; None: not any more."""
    return now + _ASKED_AGAIN[tries - 1] if tries <= len(_ASKED_AGAIN) else None


def is_abandoned(claimed_by: str | None, claimed_at: datetime | None, now: datetime) -> bool:
    """Whether the worker that claimed a mail died before it wrote down how it went."""
    worker = claimed_by or ""
    running = is_running(worker)
    if running is not None and worker != worker_name():
        return not running
    # Also one that was claimed while the clock was ahead.
    return claimed_at is not None and abs(now - claimed_at) > _ABANDONED_AFTER
