"""The command and its sub-commands, each imported when it is asked for: `health` waits for no web server."""

from collections.abc import Iterator, MutableMapping
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer
from typer.core import TyperGroup
from typer.main import get_group

from worker.cli.command_context import remember_options
from worker.cli.console_output import print_line
from worker.version import build_name

if TYPE_CHECKING:
    from typer._click import Context
    from typer._click.core import Command

#: Which module of `commands` has which command, in the order of `--help`.
_MODULES = {
    "run": "worker_commands",
    "web": "worker_commands",
    "demo": "worker_commands",
    "init": "init_command",
    "check": "worker_commands",
    "health": "worker_commands",
    "extract": "reading_commands",
    "replay": "replay_commands",
    "queue": "queue_commands",
    "ledger": "ledger_commands",
    "outbox": "outbox_commands",
    "mailbox": "mailbox_commands",
    "rehearsal": "rehearsal_command",
    "letters": "letter_commands",
    "interest": "interest_commands",
    "register": "register_commands",
    "marketplace": "marketplace_commands",
    "figures": "figures_command",
    "staff": "staff_commands",
    "privacy": "privacy_commands",
    "forms": "reading_commands",
    "db": "database_commands",
}


class _Commands(MutableMapping[str, "Command"]):
    """All commands by name; a module is imported when one of its commands is looked at."""

    def __init__(self) -> None:
        self._made: dict[str, Command] = {}

    def __getitem__(self, name: str) -> "Command":
        if name not in self._made:
            self._made |= _commands_of(_MODULES[name])
        return self._made[name]

    def __setitem__(self, name: str, command: "Command") -> None:
        self._made[name] = command

    def __delitem__(self, name: str) -> None:
        del self._made[name]

    def __iter__(self) -> Iterator[str]:
        return iter(_MODULES)

    def __len__(self) -> int:
        return len(_MODULES)


class _Root(TyperGroup):
    """The root command, which knows the names of its commands without importing them."""

    def __init__(self, **attributes: Any) -> None:  # noqa: ANN401 -- as typer gives them
        super().__init__(**attributes)
        self.commands = _Commands()

    def list_commands(self, ctx: "Context") -> list[str]:  # noqa: ARG002 -- typer's signature
        return [*self.commands]


def _commands_of(module: str) -> "dict[str, Command]":
    part = typer.Typer(**_TYPER_OPTIONS, add_completion=False)
    part.callback()(lambda: None)  # so that a single command stays one of a group
    import_module(f"worker.cli.commands.{module}").add_to(part)
    return dict(get_group(part).commands)


_TYPER_OPTIONS: dict[str, Any] = {"pretty_exceptions_enable": False, "rich_markup_mode": None}
app = typer.Typer(
    cls=_Root,
    name="sen-worker",
    help="Reads license migration requests from a sales mailbox, asks for what is missing, confirms the SEN.",
    no_args_is_help=True,
    context_settings={"help_option_names": ["-h", "--help"]},
    **_TYPER_OPTIONS,
)


def _version(wanted: bool) -> None:  # noqa: FBT001 -- the shape of an option's callback
    if wanted:
        print_line(f"sen-worker {build_name()}")
        raise typer.Exit


@app.callback()
def root(
    config: Annotated[
        Path | None,
        typer.Option("--config", help="The configuration; else $SEN_WORKER_CONFIG, else ./config.toml."),
    ] = None,
    debug: Annotated[bool, typer.Option("--debug", help="Log everything, and show tracebacks.")] = False,
    version: Annotated[  # noqa: ARG001 -- its callback does the work
        bool, typer.Option("--version", callback=_version, is_eager=True, help="Print the version.")
    ] = False,
) -> None:
    """Reads license migration requests from a sales mailbox, asks for what is missing, confirms the SEN."""
    remember_options(config, debug=debug)
