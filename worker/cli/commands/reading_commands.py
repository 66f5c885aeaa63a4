"""extract and forms: what the worker reads, and the template that customers fill in."""

from contextlib import closing
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from worker.cli.command_context import prepare_configuration_if_any
from worker.cli.console_output import JSON, print_json, print_line
from worker.errors import UsageError, WorkerError

if TYPE_CHECKING:
    from worker.forms.extraction import Extraction
    from worker.reading.message import Message

forms = typer.Typer(help="The templates that customers fill in.", no_args_is_help=True)


def add_to(app: typer.Typer) -> None:
    """Put the commands of this room into the root."""
    app.command()(extract)
    app.add_typer(forms, name="forms")


def extract(
    files: Annotated[list[Path], typer.Argument(metavar="FILE...", help="Messages as .eml files.")],
    json: Annotated[bool, JSON] = False,
) -> None:
    """What the worker would read from these messages; touches nothing else."""
    from worker.app import make_reader
    from worker.cli.extract_output import show_extraction
    from worker.reader_process.mail_reader import ReadingFailedError
    from worker.template_files import load_forms, template_folders

    config = prepare_configuration_if_any()
    failed = []
    with closing(make_reader(config, load_forms(template_folders(config)))) as reader:
        reader.start()
        for file in files:
            try:
                found = reader.read_mail(file.read_bytes())
            except OSError as error:
                failed.append(f"{file}: {error.strerror}")
            except ReadingFailedError as error:
                failed.append(f"{file}: could not be read: {error}")
            else:
                show = _show_json if json else show_extraction
                show(file, found.message, found.extraction)
    if failed:
        raise WorkerError("\n".join(failed))


@forms.callback()
def templates() -> None:
    """The templates that customers fill in."""


@forms.command()
def mailto(
    form: Annotated[str, typer.Argument(metavar="FORM", help="marketplace-migration or cloud-interest.")],
    to: Annotated[str | None, typer.Option("--to", help="Another recipient than the form's own.")] = None,
) -> None:
    """The form's mailto: link, from the same file that the reader uses."""
    from worker.forms.mailto_link import make_link
    from worker.template_files import load_forms, template_folders

    known = load_forms(template_folders(prepare_configuration_if_any()))
    if form not in known:
        raise UsageError(f"there is no form {form}; there are {', '.join(sorted(known))}")
    print_line(make_link(known[form], to))


def _show_json(file: Path, message: "Message", found: "Extraction") -> None:
    print_json(_row(file, message, found))


def _row(file: Path, message: "Message", found: "Extraction") -> dict[str, Any]:
    return {
        "file": str(file),
        "kind": str(found.kind),
        "fields": dict(found.fields),
        "ask": list(found.ask),
        "problems": {name: str(problem) for name, problem in found.problems.items()},
        "others": [{"fields": dict(other.fields), "ask": list(other.ask)} for other in found.others],
        "hold": found.hold,
        "unread": [
            {"part": one.part, "start": one.start, "end": one.end, "text": one.text} for one in found.unread
        ],
        "facts": [asdict(fact) for fact in found.facts],
        "evidence": {name: asdict(evidence) for name, evidence in found.evidence.items()},
        "subject": message.subject,
        "from": message.from_.addr,
        "text": found.text,
    }
