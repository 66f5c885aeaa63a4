"""A rehearsal as a person reads it: who answered what, and how long that took."""

from collections import Counter
from collections.abc import Sequence
from datetime import datetime, timedelta
from statistics import median
from typing import Any

from rich.table import Table
from rich.text import Text

from worker.cli.console_output import make_console
from worker.services.intake.folder_sync import folder_name
from worker.services.intake.rehearsal_report import RehearsalVerdict, RehearsedMessage
from worker.services.row_lists import format_time

_VERDICT_TEXTS = {
    RehearsalVerdict.BOTH: "staff wrote, and the worker would have",
    RehearsalVerdict.WORKER: "the worker would have written, and nobody did",
    RehearsalVerdict.STAFF: "staff wrote; the worker would not have by itself",
    RehearsalVerdict.NEITHER: "nobody wrote, and the worker would not have by itself",
}


def rehearsal_row(one: RehearsedMessage) -> dict[str, Any]:
    """One message for `--json`."""
    planned = one.planned
    return {
        "mailbox": planned.mailbox,
        "folder": planned.folder,
        "uid": planned.uid,
        "received_at": format_time(planned.received_at),
        "sender": planned.sender,
        "disposition": planned.disposition,
        "reason": planned.reason,
        "letters": planned.letters,
        "held": planned.held,
        "sent": [
            {"sent_at": format_time(mail.sent_at), "to": sorted(mail.recipients), "subject": mail.subject}
            for mail in one.sent
        ],
        "verdict": one.verdict,
    }


def show_rehearsal(rehearsed: Sequence[RehearsedMessage], *, left_alone: int) -> None:
    """Print each message with both sides, then the sums."""
    console = make_console()
    if rehearsed:
        console.print(_messages(rehearsed))
    counts = Counter(one.verdict for one in rehearsed)
    for verdict in RehearsalVerdict:
        console.print(f"{counts[verdict]:>6}  {_VERDICT_TEXTS[verdict]}", soft_wrap=True)
    if waits := [hours for one in rehearsed if (hours := _wait(one)) is not None]:
        console.print(f"Where staff wrote, the customer had waited for {median(waits):.1f} hours (median).")
    if left_alone:
        console.print(
            f"{left_alone} that would be left alone are not listed; --all lists them", soft_wrap=True
        )


def _messages(rehearsed: Sequence[RehearsedMessage]) -> Table:
    table = Table(title="The past, rehearsed", title_justify="left", expand=False)
    table.add_column("mailbox", overflow="fold")
    table.add_column("received", no_wrap=True)
    table.add_column("from", overflow="fold")
    table.add_column("taken for", overflow="fold")
    table.add_column("the worker would have sent", overflow="fold")
    table.add_column("staff sent", overflow="fold")
    for one in rehearsed:
        table.add_row(*(Text(cell) for cell in _cells(one)))
    return table


def _cells(one: RehearsedMessage) -> tuple[str, ...]:
    planned = one.planned
    letters = zip(planned.letters, planned.held, strict=True)
    return (
        folder_name(planned.mailbox, planned.folder),
        "" if planned.received_at is None else _minute(planned.received_at),
        planned.sender,
        planned.disposition,
        "; ".join(f"{kind}, held: {why}" if why else kind for kind, why in letters),
        "; ".join(f"{_minute(mail.sent_at)} {mail.subject}" for mail in one.sent),
    )


def _minute(when: datetime) -> str:
    return f"{when:%Y-%m-%d %H:%M}"


def _wait(one: RehearsedMessage) -> float | None:
    """Hours until staff first wrote."""
    received = one.planned.received_at
    if received is None or not one.sent:
        return None
    return max(0.0, (min(mail.sent_at for mail in one.sent) - received) / timedelta(hours=1))
