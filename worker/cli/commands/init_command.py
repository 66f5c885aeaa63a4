"""init: a first configuration from a few answers."""

import sys
from pathlib import Path
from typing import Annotated, NoReturn

import typer

from worker.cli.command_context import is_debugging, remember_options
from worker.cli.console_output import print_line
from worker.errors import UsageError, WorkerError
from worker.setup.configuration_file import SetupAnswers, make_configuration, write_configuration
from worker.setup.provider_presets import PRESETS

_PROVIDERS = ", ".join(PRESETS)


def add_to(app: typer.Typer) -> None:
    """Put the command into the root."""
    app.command()(init)


def init(
    file: Annotated[Path, typer.Argument(metavar="FILE", help="The file to write.")] = Path("config.toml"),
    provider: Annotated[str, typer.Option("--provider", help=f"Where the mailbox is: {_PROVIDERS}.")] = "",
    address: Annotated[str, typer.Option("--address", help="The address that customers write to.")] = "",
    imap_host: Annotated[
        str, typer.Option("--imap-host", help="The IMAP server, unless it is known: HOST or HOST:PORT.")
    ] = "",
    smtp_host: Annotated[
        str, typer.Option("--smtp-host", help="The SMTP server, unless it is known: HOST or HOST:PORT.")
    ] = "",
    vendor: Annotated[str, typer.Option("--vendor", help="The name that customers read as sender.")] = "",
    secret_file: Annotated[
        str, typer.Option("--secret-file", help="The file that holds the password, or OAuth2's secret.")
    ] = "",
    tenant: Annotated[str, typer.Option("--tenant", help="For Microsoft 365: the tenant.")] = "",
    client_id: Annotated[str, typer.Option("--client-id", help="For Microsoft 365: the application.")] = "",
    database: Annotated[
        str, typer.Option("--database", help="The database's url.")
    ] = "sqlite:///sen-worker.db",
    notices: Annotated[
        list[str] | None, typer.Option("--notices", help="Who is told what waits and what is wrong.")
    ] = None,
    try_it: Annotated[bool, typer.Option("--check/--no-check", help="Try the configuration.")] = True,
) -> None:
    """Write a working configuration: asks what the options leave open, tries it, says what to do next."""
    provider = _answer(provider, "--provider", f"Where is the mailbox ({_PROVIDERS})?")
    if (preset := PRESETS.get(provider)) is None:
        raise UsageError(f"--provider must be one of {_PROVIDERS}")
    address = _answer(address, "--address", "Which address do customers write to?")
    if not all(address.partition("@")):
        raise UsageError(f"--address must be an address such as sales@example.com, not {address}")
    microsoft, by_password = preset.provider == "microsoft", not preset.provider
    host = address.rpartition("@")[2]
    answers = SetupAnswers(
        preset=preset,
        address=address,
        imap_host=imap_host
        or preset.imap_host
        or _answer("", "--imap-host", "IMAP server (HOST or HOST:PORT)", f"imap.{host}"),
        smtp_host=smtp_host
        or preset.smtp_host
        or _answer("", "--smtp-host", "SMTP server (HOST or HOST:PORT)", f"smtp.{host}"),
        vendor=vendor or _answer("", "", "Which name do customers read as sender?", host),
        password_file=secret_file,
        password=_secret("The mailbox's password") if by_password and not secret_file else "",
        tenant=_answer(tenant, "--tenant", "The tenant's ID or domain") if microsoft else "",
        client_id=_answer(client_id, "--client-id", "The application's client ID") if microsoft else "",
        database=database,
        notices=tuple(notices or ()),
    )
    write_configuration(file, make_configuration(answers))
    print_line(f"{file} is written; only you can read it")
    _try_and_advise(file, preset.next_steps, try_it=try_it)


def _try_and_advise(file: Path, steps: tuple[str, ...], *, try_it: bool) -> None:
    """Try the new file, and say what is to be done next, whether or not it works already."""
    from worker.cli.commands.worker_commands import check

    failed: WorkerError | None = None
    if try_it:
        remember_options(file, debug=is_debugging())
        try:
            check(json=False)
        except WorkerError as error:
            failed = error
    print_line("Next:")
    name = f"--config {file} "
    todo = [f"Mend what is told below, until `sen-worker {name}check` finds all well."] if failed else []
    todo += [] if try_it else [f"`sen-worker {name}check` tries it."]
    todo += [*steps, f"`sen-worker {name}staff add NAME --role admin` lets you into the pages."]
    for number, step in enumerate([*todo, f"`sen-worker {name}run` starts it."], 1):
        print_line(f"{number}. {step}")
    if failed is not None:
        raise failed


def _answer(given: str, option: str, question: str, default: str = "") -> str:
    if given:
        return given
    if not sys.stdin.isatty():
        return default or _refuse(option)
    return str(typer.prompt(question, default=default or None))


def _secret(question: str) -> str:
    if not sys.stdin.isatty():
        return _refuse("--secret-file")
    return str(typer.prompt(question, hide_input=True))


def _refuse(option: str) -> NoReturn:
    raise UsageError(f"{option} is missing: nobody is there to be asked")
