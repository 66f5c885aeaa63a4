"""db: migrations, copies."""

from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Annotated

import typer

from worker.cli.command_context import open_installation
from worker.cli.console_output import print_line
from worker.errors import RefusedError

if TYPE_CHECKING:
    from worker.app import App
    from worker.store.records import Letter

app = typer.Typer(help="The database's tables.", no_args_is_help=True)


def add_to(root: typer.Typer) -> None:
    """Put the commands of this module into the root."""
    root.add_typer(app, name="db")


File = Annotated[Path, typer.Argument(metavar="FILE", help="The copy: a SQLite file.", dir_okay=False)]


@app.command()
def upgrade() -> None:
    """Bring the tables to what this version needs."""
    with open_installation(prepared=False, creates=True) as installation:
        installation.services.store.upgrade()
        installation.services.store.require_fit()
        print_line(
            f"{installation.services.store.name} is at revision {installation.services.store.revision()}"
        )


@app.command()
def current() -> None:
    """The revision that the tables are at."""
    with open_installation(prepared=False) as installation:
        print_line(installation.services.store.revision() or "none: run `sen-worker db upgrade`")


@app.command()
def backup(file: File) -> None:
    """A consistent copy of the database, SQLite or PostgreSQL, as one file; workers go on meanwhile."""
    with open_installation(prepared=False) as installation:
        store = installation.services.store
        if store.is_new():
            raise RefusedError(f"{store.name} has no tables: there is nothing to copy")
        store.copy_to(file)
    print_line(f"{file} holds a copy of {store.name}; it has all mail and license keys: keep it safe")


@app.command()
def restore(
    file: File,
    replace: Annotated[
        bool,
        typer.Option("--replace", help="Also where the database holds something; SQLite's file is kept."),
    ] = False,
) -> None:
    """Put a copy in the database's place. What it can't know since it was made waits for a person."""
    from worker.services.monitoring.mark_restored import mark_restored, refuse_while_working
    from worker.storage import encryption_keys
    from worker.store.database.database_copies import open_copy
    from worker.store.transactions import Store

    with open_installation(prepared=False, creates=True) as installation, TemporaryDirectory() as folder:
        store, keys = installation.services.store, encryption_keys(installation.config)
        if not store.is_empty():
            refuse_while_working(installation.services)
            if not replace:
                raise RefusedError(
                    f"{store.name} holds something; give --replace to put the copy in its place"
                )
        copy = open_copy(file, Path(folder))
        with _sent_folder(installation) as was_sent, closing(Store(str(copy), keys)) as copied:
            copied.require_current()
            marked = mark_restored(installation.services, copied, was_sent)
        former = store.replace_by(Path(str(copy.database)))
    print_line(f"{store.name} is as it was in {file}")
    print_line(f"{marked.requests} open requests have the attention reason restored; of letters that waited,")
    print_line(
        f"the Sent folder shows {marked.found}, and {marked.held} are held: see `sen-worker outbox list`"
    )
    if former is not None:
        print_line(f"the former database is now {former}")
    if moved := [box.name for box in installation.config.mailboxes if box.after_success.startswith("move:")]:
        print_line(f"mail that was moved away since ({', '.join(moved)}) is read again once you move it back")


@app.command()
def encrypt(
    dry_run: Annotated[
        bool,
        typer.Option("--dry-run", help="Count what is not encrypted with the newest key; change nothing."),
    ] = False,
) -> None:
    """Encrypt all that is stored with the newest of database.encryption_keys; workers go on meanwhile."""
    with open_installation() as installation:
        store = installation.services.store
        if dry_run:
            print_line(f"{store.unencrypted()} values are not encrypted with the newest key of {store.name}")
            return
        done = store.encrypt()
        newest = store.key_names.partition(",")[0]
        print_line(
            f"{done.values} values are encrypted with key {newest} now, and {done.hashes} words are hashed"
        )
        remains = store.scrub() if done.plain or not done.values else ""
    if done.left:
        raise RefusedError(f"{done.left} values are in use by others and stay as they are; run it again")
    print_line("nothing is left in clear or with another key: keys behind the first can be removed")
    if remains:
        print_line(f"what stood in clear may still be in the database's files ({remains}); run it again")


@contextmanager
def _sent_folder(found: "App") -> "Iterator[Callable[[Letter], bool]]":
    """What looks for a letter among those that went out; nothing is found where no Sent folder is kept."""
    from worker.mailbox.mailbox_session import open_session

    folder = found.config.smtp.sent_folder
    if not folder:
        yield lambda _letter: False
        return
    with open_session(found.own_mailbox.settings) as session:
        yield lambda letter: session.has_message(folder, letter.message_id, letter.created_at)
