"""mailbox: a dry run, and a look at everything once more."""

import threading
from collections.abc import Callable
from dataclasses import asdict
from time import monotonic
from typing import Annotated

import typer

from worker.cli.command_context import open_installation, stop_on_signals
from worker.cli.console_output import JSON, print_json, print_line
from worker.errors import UnavailableError, UsageError

app = typer.Typer(help="The mailboxes.", no_args_is_help=True)


def add_to(root: typer.Typer) -> None:
    """Put the commands of this module into the root."""
    root.add_typer(app, name="mailbox")


_ANSWER_SECONDS = 20.0  # seconds


@app.command()
def plan(
    everything: Annotated[bool, typer.Option("--all", help="List what would be left alone, too.")] = False,
    json: Annotated[bool, JSON] = False,
) -> None:
    """What the next poll would take, ignore and answer; changes nothing anywhere."""
    from worker.cli.planned_output import show_plan
    from worker.services.intake.poll_plan import plan_poll as rehearse
    from worker.services.row_lists import format_time

    with (
        open_installation(prepared=False, creates=True) as installation,
        installation.rehearsing() as services,
    ):
        planned = (message for source in installation.sources for message in rehearse(services, source))
        if json:
            for message in planned:
                print_json({**asdict(message), "received_at": format_time(message.received_at)})
        else:
            show_plan(planned, everything=everything)


@app.command()
def poll(
    name: Annotated[str, typer.Argument(metavar="NAME", help="The mailbox, as it is configured.")],
) -> None:
    """Look into a mailbox now; where a worker reads it, let that one look at once."""
    from worker.services.intake.folder_leases import FolderTakenError
    from worker.services.intake.poll_folder import poll_folder as look
    from worker.services.intake.poll_requests import is_pending, request_poll

    stop = stop_on_signals()
    with open_installation() as installation:
        sources = [source for source in installation.sources if source.settings.name == name]
        if not sources:
            known = ", ".join(sorted({source.settings.name for source in installation.sources}))
            raise UsageError(f"there is no mailbox {name}, only {known}")
        for source in sources:
            try:
                account = look(installation.services, source, stop)
            except FolderTakenError:
                request_poll(installation.services, source.name)
                _wait_until(lambda name=source.name: not is_pending(installation.services, name), stop)  # type: ignore[misc]
                heard = not is_pending(installation.services, source.name)
                print_line(
                    f"{source.name}: " + ("the worker that reads it looks now" if heard else "nobody answers")
                )
            else:
                counts = ", ".join(f"{count} {what}" for what, count in account.counts.items())
                print_line(f"{source.name}: {account.found} found" + (f" ({counts})" if counts else ""))
                if account.problem:
                    raise UnavailableError(account.problem)


def _wait_until(done: Callable[[], bool], stop: threading.Event) -> None:
    end = monotonic() + _ANSWER_SECONDS
    while not done() and monotonic() < end and not stop.wait(0.2):
        pass


@app.command()
def sweep() -> None:
    """Compare the mailboxes with the ledger, and take in what was missed; `run` does so each night."""
    from worker.cli.progress_bar import choose_progress
    from worker.runtime import single_pass

    stop = stop_on_signals()
    with open_installation() as installation:
        watchers = single_pass.Watchers(progress=choose_progress())
        if problems := single_pass.sweep(installation, stop, watchers):
            raise UnavailableError("\n".join(problems))
    print_line("every message is accounted for" if not stop.is_set() else "stopped before the end")
