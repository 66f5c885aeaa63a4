"""run, web, demo, check, health: the worker itself."""

from collections.abc import Iterator
from typing import TYPE_CHECKING, Annotated

import typer

from worker.cli.command_context import (
    find_configuration_file,
    is_debugging,
    open_installation,
    read_configuration,
    reload_on_hangup,
    stop_on_signals,
)
from worker.cli.console_output import JSON, make_console, print_json, print_line
from worker.errors import RefusedError, UnavailableError

if TYPE_CHECKING:
    from worker.config import Config
    from worker.log import Level
    from worker.services.monitoring.installation_check import CheckFinding


def add_to(app: typer.Typer) -> None:
    """Put the commands of this room into the root."""
    for command in (run, web, demo, check, health):
        app.command()(command)


def run(
    once: Annotated[bool, typer.Option("--once", help="One whole pass, then end: for cron.")] = False,
) -> None:
    """Poll the mailboxes, send letters, let timers run, serve the staff pages, until told to stop."""
    from worker.cli.health_query import find_socket_name
    from worker.cli.progress_bar import choose_progress
    from worker.runtime import scheduler, single_pass
    from worker.runtime.health_socket import answer_health
    from worker.services.monitoring.worker_health import report_health
    from worker.web.web_server import WebServer

    stop, asked = stop_on_signals(), reload_on_hangup()
    with open_installation(creates=True) as app:
        if not once:
            pages = WebServer(app=app) if app.config.web.enabled else None
            reload = scheduler.Reload(load=read_configuration, asked=asked)
            with answer_health(
                find_socket_name(find_configuration_file()), lambda: report_health(app.services)
            ):
                scheduler.run_worker(app, stop, pages=pages, reload=reload)
        elif problems := single_pass.run_once(app, stop, single_pass.Watchers(progress=choose_progress())):
            raise UnavailableError("\n".join(problems))


def web() -> None:
    """Serve the staff pages alone, until told to stop."""
    from worker.web.web_server import WebServer

    stop = stop_on_signals()
    with open_installation(creates=True) as app:
        pages = WebServer(app=app)
        app.services.readings.reader.start()
        pages.bind()
        pages.start()
        print_line(f"staff pages: {app.config.web.public_url or pages.url}")
        while not stop.wait(1):
            if problem := pages.problem():
                raise UnavailableError(problem)
        pages.end()


def demo(
    once: Annotated[bool, typer.Option("--once", help="End when the sample mails are handled.")] = False,
) -> None:
    """Show the whole system on an embedded mail server, with sample mails."""
    from worker.demo.demo_main import run_demo as tell

    level: Level = "debug" if is_debugging() else "warning"
    raise typer.Exit(tell(once=once, stop=stop_on_signals(), level=level))


def check(json: Annotated[bool, JSON] = False) -> None:
    """Try the configuration: database, templates, every mailbox, the mail server for letters."""
    from worker.services.monitoring.installation_check import check_installation as try_out
    from worker.web.sign_in.provider_check import check_provider as try_pages

    with open_installation(prepared=False, creates=True) as app:
        smtp, upgrades = app.config.smtp, app.config.database.auto_upgrade
        copies = (app.own_mailbox.settings.name, smtp.sent_folder) if smtp.sent_folder else None
        parts = try_out(app.services, app.sources, app.relay, smtp.from_address, copies, upgrades=upgrades)
        findings = [*parts, *try_pages(app), *_unread(app.config), *_taken(app.config), *_exposed(app.config)]
    for finding in findings:
        if finding.warning:
            _warn(f"{finding.what}: {finding.detail}", aside=json)
        elif json:
            print_json({"what": finding.what, "ok": finding.ok, "detail": finding.detail})
        elif finding.ok:
            make_console().print(f"ok    {finding.what}: {finding.detail}", soft_wrap=True)
    if failed := [finding for finding in findings if not finding.ok]:
        raise RefusedError("\n".join(f"{finding.what}: {finding.detail}" for finding in failed))


def health() -> None:
    """Exit 0 when a running worker is healthy, 1 with the reason when not."""
    # Only where no running worker has answered by itself: see `worker.cli.health_query`.
    from worker.services.monitoring.worker_health import report_health

    with open_installation(prepared=False) as app:
        print_line(report_health(app.services))


def _unread(config: "Config") -> "Iterator[CheckFinding]":
    """Where answers to letters go to an address that no mailbox here is read for."""
    from worker.services.monitoring.installation_check import CheckFinding

    sender = config.smtp.from_address.lower()
    read = {each.lower() for box in config.mailboxes for each in (box.address, *box.aliases)}
    if sender not in read:
        detail = f"answers go to {sender}, which is no address or alias of a mailbox here: are they read?"
        yield CheckFinding(what="smtp.from", ok=True, detail=detail, warning=True)


def _taken(config: "Config") -> "Iterator[CheckFinding]":
    """Ports that a worker which starts now would not get."""
    import socket

    from worker.services.monitoring.installation_check import CheckFinding

    pages = (config.web.host, config.web.port) if config.web.enabled else None
    for key, place in (("web.listen", pages), ("metrics.listen", config.metrics.address)):
        if place is None or not place[1]:
            continue
        try:
            family = socket.AF_INET6 if ":" in place[0] else socket.AF_INET
            socket.create_server(place, family=family).close()
        except OSError as error:
            why = error.strerror or "it can't be used"
            detail = f"port {place[1]}: {why}; unless a worker runs here already, choose another one"
            yield CheckFinding(what=key, ok=True, detail=detail, warning=True)


def _exposed(config: "Config") -> "Iterator[CheckFinding]":
    from worker.config import exposed_files
    from worker.services.monitoring.installation_check import CheckFinding

    for path, holds in exposed_files(config, find_configuration_file()):
        detail = f"others on this machine can read it, and it holds {holds}; run: chmod 600 {path}"
        yield CheckFinding(what=str(path), ok=True, detail=detail, warning=True)


def _warn(text: str, *, aside: bool) -> None:
    """Among the other lines, or `aside` on standard error where programs read those."""
    if aside:
        typer.echo(f"warning: {text}", err=True)
    else:
        make_console().print(f"warn  {text}", soft_wrap=True)
