"""run, web, demo, check: the worker itself."""

from collections.abc import Iterator
from typing import TYPE_CHECKING, Annotated

import typer

from worker.cli.output import JSON, as_json, console, say
from worker.cli.situation import (
    asked_by_hangup,
    configuration_file,
    debugging,
    installation,
    read_configuration,
    stop_on_signals,
)
from worker.errors import RefusedError, UnavailableError

if TYPE_CHECKING:
    from worker.config import Config
    from worker.log import Level
    from worker.services.trial import Finding


def add_to(app: typer.Typer) -> None:
    """Put the commands of this room into the root."""
    for command in (run, web, demo, check):
        app.command()(command)


def run(
    once: Annotated[bool, typer.Option("--once", help="One whole pass, then end: for cron.")] = False,
) -> None:
    """Poll the mailboxes, send letters, let timers run, serve the staff pages, until told to stop."""
    from worker import scheduler
    from worker.cli.asking import health_socket_name
    from worker.cli.progress import on_terminal
    from worker.health_socket import answering
    from worker.services.verdict import verdict
    from worker.web.serving import Serving

    stop, asked = stop_on_signals(), asked_by_hangup()
    with installation(creates=True) as app:
        if not once:
            pages = Serving(app=app) if app.config.web.enabled else None
            reload = scheduler.Reload(load=read_configuration, asked=asked)
            with answering(health_socket_name(configuration_file()), lambda: verdict(app.house)):
                scheduler.run(app, stop, pages=pages, reload=reload)
        elif problems := scheduler.run_once(app, stop, scheduler.Watchers(progress=on_terminal())):
            raise UnavailableError("\n".join(problems))


def web() -> None:
    """Serve the staff pages alone, until told to stop."""
    from worker.web.serving import Serving

    stop = stop_on_signals()
    with installation(creates=True) as app:
        pages = Serving(app=app)
        app.house.readings.reader.start()
        pages.bind()
        pages.start()
        say(f"staff pages: {app.config.web.public_url or pages.url}")
        while not stop.wait(1):
            if problem := pages.problem():
                raise UnavailableError(problem)
        pages.end()


def demo(
    once: Annotated[bool, typer.Option("--once", help="End when the sample mails are handled.")] = False,
) -> None:
    """Show the whole system on an embedded mail server, with sample mails."""
    from worker.demo.story import demo as tell

    level: Level = "debug" if debugging() else "warning"
    raise typer.Exit(tell(once=once, stop=stop_on_signals(), level=level))


def check(json: Annotated[bool, JSON] = False) -> None:
    """Try the configuration: database, templates, every mailbox, the mail server for letters."""
    from worker.services.trial import check as try_out
    from worker.web.trial import check as try_pages

    with installation(prepared=False, creates=True) as app:
        if app.config.database.auto_upgrade:
            app.house.store.upgrade()
        findings = [*try_out(app.house, app.sources, app.relay), *try_pages(app), *_exposed(app.config)]
    for finding in findings:
        if finding.warning:
            _warn(f"{finding.what}: {finding.detail}", aside=json)
        elif json:
            as_json({"what": finding.what, "ok": finding.ok, "detail": finding.detail})
        elif finding.ok:
            console().print(f"ok    {finding.what}: {finding.detail}", soft_wrap=True)
    if failed := [finding for finding in findings if not finding.ok]:
        raise RefusedError("\n".join(f"{finding.what}: {finding.detail}" for finding in failed))


def _exposed(config: "Config") -> "Iterator[Finding]":
    from worker.config import exposed_files
    from worker.services.trial import Finding

    for path, holds in exposed_files(config, configuration_file()):
        detail = f"others on this machine can read it, and it holds {holds}; run: chmod 600 {path}"
        yield Finding(what=str(path), ok=True, detail=detail, warning=True)


def _warn(text: str, *, aside: bool) -> None:
    """Among the other lines, or `aside` on standard error where programs read those."""
    if aside:
        typer.echo(f"warning: {text}", err=True)
    else:
        console().print(f"warn  {text}", soft_wrap=True)
