"""letters preview: a letter as it would go out."""

from dataclasses import replace
from typing import Annotated

import typer

from worker.cli.output import say
from worker.cli.situation import configuration_if_any, installation
from worker.errors import UsageError
from worker.notices.values import NoticeKind
from worker.requests.values import LetterDraft, LetterKind, LetterPool

_NAMES = ", ".join((*LetterKind, *NoticeKind))
#: Whose recipient a person has looked at.
_BY_STAFF = frozenset({LetterKind.SEN_CONFIRMATION, LetterKind.REJECTED, LetterKind.ANSWER})

app = typer.Typer(help="The texts of letters.", no_args_is_help=True)


def add_to(root: typer.Typer) -> None:
    """Put the commands of this module into the root."""
    root.add_typer(app, name="letters")


@app.callback()
def letters() -> None:
    """The texts of letters."""


@app.command()
def preview(
    name: Annotated[str, typer.Argument(metavar="NAME", help=f"One of {_NAMES}.")],
    request: Annotated[
        str | None, typer.Option("--request", help="For this request, else for a sample.")
    ] = None,
    language: Annotated[
        str | None, typer.Option("--language", help="In this language; else the request's, else English.")
    ] = None,
    html: Annotated[bool, typer.Option("--html", help="The HTML part instead of the text.")] = False,
) -> None:
    """A letter as it would go out; writes to nobody."""
    from worker.letters.render import Renderer
    from worker.letters.samples import SAMPLES
    from worker.letters.wording import ENGLISH
    from worker.requests.timers import pool_of
    from worker.services.writing import render
    from worker.template_files import template_folders

    if name in list(NoticeKind):
        say(_notice(NoticeKind(name), html=html))
        return
    kind = LetterKind(name) if name in list(LetterKind) else LetterKind.ANNOUNCEMENT
    folders = template_folders(configuration_if_any())
    if not any((folder / "letters" / name).is_dir() for folder in folders):
        raise UsageError(f"there is no letter {name}; there are {_NAMES}")
    if request is None:
        rendered = Renderer(folders).render(name, SAMPLES[kind], language or ENGLISH)
    else:
        with installation() as found, found.house.store.read() as tx:
            known = found.house.find(tx, request)
            known = replace(known, language=language or known.language)
            pool = LetterPool.CUSTOMERS if kind in _BY_STAFF else pool_of(known)
            draft = LetterDraft(kind=kind, template=name, to=known.requester.addr, pool=pool)
            rendered = render(found.house, known, draft)
    say(rendered.html if html else rendered.text)


def _notice(kind: NoticeKind, *, html: bool) -> str:
    """A mail to staff, for a sample, with its subject, which is a template too."""
    from worker.letters.render import Renderer
    from worker.letters.samples import NOTICES
    from worker.template_files import template_folders

    values = next(values for one, values in NOTICES if one is kind)
    rendered = Renderer(template_folders(configuration_if_any())).notice(kind, values)
    return rendered.body.html if html else f"{rendered.subject}\n\n{rendered.body.text}"
