"""What the next poll would do, as a person reads it: what is ours one by one, everything else in sums."""

from collections import Counter
from collections.abc import Iterable, Sequence

from rich.table import Table
from rich.text import Text

from worker.cli.console_output import make_console
from worker.requests.request_model import Disposition
from worker.services.intake.folder_sync import folder_name
from worker.services.intake.poll_plan import PlannedMessage

#: In the order in which somebody wants to know of them.
_ORDER = tuple(Disposition)
_SINGLY = frozenset({Disposition.REQUEST, Disposition.REPLY, Disposition.BOUNCE, Disposition.QUARANTINED})


def show_plan(planned: Iterable[PlannedMessage], *, everything: bool) -> None:
    """Print the messages by disposition, then how many there are of each and how many letters that makes."""
    every = sorted(planned, key=lambda one: _ORDER.index(one.disposition))
    singly = [one for one in every if everything or one.disposition in _SINGLY]
    if singly:
        make_console().print(_messages(singly))
    make_console().print(_sums(every))
    if unlisted := len(every) - len(singly):
        make_console().print(
            f"{unlisted} that would be left alone are not listed; --all lists them", soft_wrap=True
        )


def _messages(planned: Sequence[PlannedMessage]) -> Table:
    rows = [_cells(one) for one in planned]
    filled = [column for column in rows[0] if any(cells[column] for cells in rows)]
    table = Table(title="The next poll", title_justify="left", expand=False)
    for column in filled:
        table.add_column(column, overflow="fold", no_wrap=column in {"uid", "disposition"})
    for cells in rows:
        table.add_row(*(Text(cells[column]) for column in filled))
    return table


def _cells(one: PlannedMessage) -> dict[str, str]:
    letters = zip(one.letters, one.held, strict=True)
    return {
        "mailbox": folder_name(one.mailbox, one.folder),
        "uid": str(one.uid),
        "disposition": one.disposition,
        "sender": one.sender,
        "reason": one.reason,
        "letters": "; ".join(f"{kind}, held: {why}" if why else kind for kind, why in letters),
        "mark": one.mark,
        "way": one.way,
    }


def _sums(planned: Sequence[PlannedMessage]) -> Table:
    table = Table(title="In sum", title_justify="left", expand=False, show_footer=True)
    counts = Counter(one.disposition for one in planned)
    at_once = Counter(one.disposition for one in planned for why in one.held if not why)
    held = Counter(one.disposition for one in planned for why in one.held if why)
    table.add_column("disposition", footer="all")
    for title, sums in (("messages", counts), ("letters at once", at_once), ("letters held", held)):
        table.add_column(title, footer=str(sums.total()), justify="right")
    for each in _ORDER:
        if counts[each]:
            table.add_row(each, str(counts[each]), str(at_once[each]), str(held[each]))
    return table
