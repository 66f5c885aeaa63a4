"""Commands about many messages, in which one bad message costs no other one.

A command that fails, or ends the connection, is repeated for smaller groups, down to single messages. One
over which the connection ends twice, or that is refused, comes with its reason. When the connection ends
again and again without an answer in between, the rest is given up.
"""

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field

from worker.mailbox.errors import CommandRefused, MailboxLost
from worker.mailbox.imap_answers import FetchRow, FetchRows

#: How often the connection may end over one message before that counts as the message's fault.
MAX_LOSSES = 2
#: How often it may end in a row before nothing more is asked.
MAX_LOSSES_IN_A_ROW = 12
#: With halves, a server that says nothing would be waited for twice as often.
_PARTS = 8


@dataclass(frozen=True, slots=True)
class FetchResult:
    """What the server answered about messages, and why there is no answer about others that exist."""

    rows: dict[int, FetchRow] = field(default_factory=dict)
    failed: dict[int, CommandRefused | MailboxLost] = field(default_factory=dict)


def ask_for_each(
    uids: Sequence[int], ask: Callable[[Sequence[int]], FetchRows], reopen: Callable[[MailboxLost], None]
) -> FetchResult:
    """Call `ask` for the messages, and `reopen` when that ends the connection; raises what `reopen` does."""
    result = FetchResult()
    losses: Counter[int] = Counter()
    in_a_row = 0
    pending = [list(uids)] if uids else []
    while pending:
        run = pending.pop()
        try:
            rows = ask(run)
        except MailboxLost as lost:
            reopen(lost)
            in_a_row += 1
            losses[run[0]] += len(run) == 1
            if in_a_row == MAX_LOSSES_IN_A_ROW:
                result.failed.update(
                    dict.fromkeys((uid for left_run in (run, *pending) for uid in left_run), lost)
                )
                break
            if losses[run[0]] < MAX_LOSSES:
                pending += split_run(run)
            else:
                result.failed[run[0]] = lost
        except CommandRefused as refused:
            if len(run) == 1:
                result.failed[run[0]] = refused
            else:
                pending += split_run(run)
        else:
            in_a_row = 0
            result.rows.update(rows.by_uid)
            if rows.garbled:
                pending += [[uid] for uid in run if uid not in rows.by_uid]
    return result


def split_run(run: Sequence[int]) -> Iterator[list[int]]:
    """A run in parts, of which the last one is its beginning; a run of one is only itself."""
    size = -(-len(run) // _PARTS)
    for start in reversed(range(0, len(run), size)):
        yield [*run[start : start + size]]
