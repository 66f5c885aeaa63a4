"""letters preview: a letter as it would go out."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import default
from typing import TYPE_CHECKING, Annotated

import typer

from worker.cli.command_context import open_installation, prepare_configuration_if_any
from worker.cli.console_output import print_line
from worker.errors import UsageError
from worker.notices.values import NoticeKind
from worker.requests.request_model import LetterKind, Request

if TYPE_CHECKING:
    from worker.letters.letter_renderer import Renderer
    from worker.services.service_context import ServiceContext

_NAMES = ", ".join((*LetterKind, *NoticeKind))
#: Where there is no configuration, for a look at the shipped letters.
_UNCONFIGURED = {
    "mailboxes": [
        {"name": "sales", "address": "sales@example.com", "host": "imap.example.com", "password": "-"}
    ],
    "smtp": {"host": "smtp.example.com", "from": "Example Sales <sales@example.com>"},
}

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
    html: Annotated[bool, typer.Option("--html", help="The HTML part instead of headers and text.")] = False,
) -> None:
    """A letter as it would go out; writes to nobody."""
    from worker.letters.letter_renderer import Renderer
    from worker.services.outbox.letter_preview import preview_letter as previewed
    from worker.template_files import template_folders

    renderer = Renderer(template_folders(prepare_configuration_if_any()))
    _require_language(renderer, language)
    if name in list(NoticeKind):
        print_line(_notice(renderer, NoticeKind(name), html=html))
        return
    kind = LetterKind(name) if name in list(LetterKind) else LetterKind.ANNOUNCEMENT
    if not any(
        (folder / "letters" / name).is_dir() for folder in template_folders(prepare_configuration_if_any())
    ):
        raise UsageError(f"there is no letter {name}; there are {_NAMES}")
    with _open_services_and_request(kind, request, language) as (services, secret, known):
        mail = message_from_bytes(previewed(services, secret, known, kind, name), policy=default)
    print_line(_find_body(mail, "html") if html else f"{_headers(mail)}\n\n{_find_body(mail, 'plain')}")


def _require_language(renderer: "Renderer", language: str | None) -> None:
    from worker.letters.letter_wording import ENGLISH

    known = sorted([ENGLISH, *renderer.languages()])
    if language is not None and language not in known:
        raise UsageError(f"there are no letters in the language {language}; there are {', '.join(known)}")


@contextmanager
def _open_services_and_request(
    kind: LetterKind, name: str | None, language: str | None
) -> Iterator[tuple["ServiceContext", bytes, Request]]:
    """The services and secret of the installation and the named request; without a name, made-up ones."""
    if name is not None:
        with open_installation() as installation, installation.services.store.read() as tx:
            from worker.services.request_lookup import look_up_request

            known = look_up_request(tx, name)
            yield installation.services, tx.secret(), replace(known, language=language or known.language)
        return
    from worker.app import open_app
    from worker.config import Config
    from worker.letters.letter_wording import ENGLISH
    from worker.services.outbox.letter_preview import make_sample_request

    config = prepare_configuration_if_any() or Config.model_validate(_UNCONFIGURED)
    app = open_app(config)
    try:
        yield app.services, bytes(32), make_sample_request(app.services, kind, language or ENGLISH)
    finally:
        app.close()


def _headers(mail: EmailMessage) -> str:
    """The headers as a person reads them, each in one line."""
    mechanical = {"mime-version", "content-type"}
    return "\n".join(
        f"{name}: {' '.join(str(value).split())}"
        for name, value in mail.items()
        if name.lower() not in mechanical
    )


def _find_body(mail: EmailMessage, subtype: str) -> str:
    body = mail.get_body((subtype,))
    return "" if body is None else str(body.get_content()).replace("\r\n", "\n")


def _notice(renderer: "Renderer", kind: NoticeKind, *, html: bool) -> str:
    """A mail to staff, for a sample, with its subject, which is a template too."""
    from worker.letters.sample_letters import NOTICES

    values = next(values for kind_, values in NOTICES if kind_ is kind)
    rendered = renderer.notice(kind, values)
    return rendered.body.html if html else f"{rendered.subject}\n\n{rendered.body.text}"
