"""When a mail is tried again, and when a worker that had one in hand is given up."""

import random
from datetime import datetime, timedelta

from worker.services.worker_identity import is_running, worker_name

FIRST_RETRY = timedelta(minutes=1)
_LAST_RETRY = timedelta(hours=4)
_ABANDONED_AFTER = timedelta(minutes=15)
#: When a message is asked for again that the mail server did not hand out: by the next poll first.
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
    """Twice as long after each attempt, with some chance in it so that mails spread out."""
    pause: timedelta = min(FIRST_RETRY * 2 ** min(attempts - 1, 20), _LAST_RETRY)
    return pause * random.uniform(0.8, 1.2)  # noqa: S311 -- no secret hangs on it


def asked_again_at(tries: int, now: datetime) -> datetime | None:
    """When to ask the mail server again for a message, after so many tries in vain; None: no more."""
    return now + _ASKED_AGAIN[tries - 1] if tries <= len(_ASKED_AGAIN) else None


def is_abandoned(claimed_by: str | None, claimed_at: datetime | None, now: datetime) -> bool:
    """Whether the worker that claimed a mail died before it wrote down how it went."""
    worker = claimed_by or ""
    running = is_running(worker)
    if running is not None and worker != worker_name():
        return not running
    # Also one that was claimed while the clock was ahead.
    return claimed_at is not None and abs(now - claimed_at) > _ABANDONED_AFTER
