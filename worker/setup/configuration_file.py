"""A configuration from a few answers: short, whole, and for its owner alone."""

import json
import os
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from worker.errors import RefusedError, UnavailableError
from worker.setup.provider_presets import Preset


@dataclass(frozen=True, slots=True, kw_only=True)
class SetupAnswers:
    """What a deployer says."""

    preset: Preset
    address: str
    imap_host: str
    smtp_host: str
    vendor: str = ""  #: the name that customers read in From
    password_file: str = ""  #: for mailbox and relay; empty: the password itself
    password: str = ""
    tenant: str = ""
    client_id: str = ""
    database: str = "sqlite:///sen-worker.db"
    notices: tuple[str, ...] = ()


def make_configuration(answers: SetupAnswers) -> str:
    """The file's text."""
    preset, sections = answers.preset, []
    sections.append(["[database]", _key("url", answers.database)])
    mailbox = [
        "[[mailboxes]]",
        _key("name", "sales"),
        _key("address", answers.address),
        _key("host", answers.imap_host),
    ]
    sections.append([*mailbox, *_login(answers, "mailboxes")])
    sender = f"{answers.vendor} <{answers.address}>" if answers.vendor else answers.address
    smtp = [
        "[smtp]",
        _key("host", answers.smtp_host),
        f"port = {preset.smtp_port}",
        _key("tls", preset.smtp_tls),
    ]
    smtp += [_key("username", answers.address), _key("from", sender)]
    if preset.sent_folder:
        smtp.append(_key("sent_folder", preset.sent_folder))
    sections.append([*smtp, *_login(answers, "smtp")])
    if answers.notices:
        sections.append(["[notices]", f"to = {json.dumps([*answers.notices])}"])
    head = "# Written by `sen-worker init`. config.example.toml shows every other key with its default.\n"
    return "\n".join([head, *(f"{chr(10).join(lines)}\n" for lines in sections)])


def write_configuration(path: Path, text: str) -> None:
    """A new file that only its owner can read. RefusedError where there is one already."""
    try:
        handle = os.open(path, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600)
    except FileExistsError as error:
        raise RefusedError(f"{path} is there already; name another file, or remove it first") from error
    except OSError as error:
        raise UnavailableError(f"{path} can't be written: {error.strerror}") from error
    with os.fdopen(handle, "w", encoding="utf-8") as file:
        file.write(text)


def _login(answers: SetupAnswers, section: str) -> Iterable[str]:
    provider = answers.preset.provider
    if not provider:
        named = bool(answers.password_file)
        yield _key("password_file", answers.password_file) if named else _key("password", answers.password)
        return
    yield ""
    yield f"  [{section}.oauth2]"
    yield f"  {_key('provider', provider)}"
    secret = answers.password_file or f"{provider}-secret"
    if provider == "google":
        yield f"  {_key('service_account_file', secret)}"
        return
    yield f"  {_key('tenant', answers.tenant)}"
    yield f"  {_key('client_id', answers.client_id)}"
    yield f"  {_key('client_secret_file', secret)}"


def _key(name: str, value: str) -> str:
    return f"{name} = {json.dumps(value, ensure_ascii=False)}"
