"""Asking for many messages, so that one that costs the connection or makes no sense costs no other.

What failed for all is asked for in smaller parts, down to single messages; one at which the connection
ends twice, or that is refused, is told with its reason. Where it ends again and again and nothing is told
in between, the others are not asked for.
"""

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field

from worker.mailbox.errors import CommandRefused, MailboxLost
from worker.mailbox.imap_answers import Row, Rows

#: How often the connection may end over one message before that is the message's own doing.
TRIES = 2
#: How often it may end in a row before nothing more is asked.
MOST_IN_A_ROW = 12
#: With halves, a server that says nothing would be waited for twice as often.
_PARTS = 8


@dataclass(frozen=True, slots=True)
class FetchResult:
    """What was told of some messages, and why nothing was told of the others that are there."""

    rows: dict[int, Row] = field(default_factory=dict)
    failed: dict[int, CommandRefused | MailboxLost] = field(default_factory=dict)


def ask_for_each(
    uids: Sequence[int], ask: Callable[[Sequence[int]], Rows], reopen: Callable[[MailboxLost], None]
) -> FetchResult:
    """`ask` for the messages, `reopen` the connection where that costs it. Raises what `reopen` raises."""
    told = FetchResult()
    ended: Counter[int] = Counter()
    in_a_row = 0
    waiting = [list(uids)] if uids else []
    while waiting:
        run = waiting.pop()
        try:
            rows = ask(run)
        except MailboxLost as lost:
            reopen(lost)
            in_a_row += 1
            ended[run[0]] += len(run) == 1
            if in_a_row == MOST_IN_A_ROW:
                told.failed.update(dict.fromkeys((uid for each in (run, *waiting) for uid in each), lost))
                break
            if ended[run[0]] < TRIES:
                waiting += split_run(run)
            else:
                told.failed[run[0]] = lost
        except CommandRefused as refused:
            if len(run) == 1:
                told.failed[run[0]] = refused
            else:
                waiting += split_run(run)
        else:
            in_a_row = 0
            told.rows.update(rows.by_uid)
            if rows.garbled:
                waiting += [[uid] for uid in run if uid not in rows.by_uid]
    return told


def split_run(run: Sequence[int]) -> Iterator[list[int]]:
    """A run in parts, of which the last one is its beginning; a run of one is only itself."""
    size = -(-len(run) // _PARTS)
    for start in reversed(range(0, len(run), size)):
        yield [*run[start : start + size]]
