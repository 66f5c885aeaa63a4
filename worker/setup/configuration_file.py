"""A configuration from a few answers: short, whole, and for its owner alone."""

import json
import os
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from worker.errors import RefusedError, UnavailableError
from worker.setup.provider_presets import Preset

_WITH_PORT = re.compile(r"([^:]+|\[.+\]):([0-9]{1,5})")
_IMAP_TLS = {143: "starttls"}
_SMTP_TLS = {465: "implicit", 587: "starttls"}


@dataclass(frozen=True, slots=True, kw_only=True)
class SetupAnswers:
    """What a deployer says."""

    preset: Preset
    address: str
    imap_host: str  #: here and below with `:PORT`, where it is not the usual one
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
        *_place(answers.imap_host, None, _IMAP_TLS),
    ]
    sections.append([*mailbox, *_login(answers, "mailboxes")])
    sender = f"{answers.vendor} <{answers.address}>" if answers.vendor else answers.address
    smtp = [
        "[smtp]",
        *_place(answers.smtp_host, preset.smtp_port, _SMTP_TLS),
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
    except FileNotFoundError as error:
        raise RefusedError(
            f"{path} can't be written: there is no folder {path.parent}; make it first"
        ) from error
    except OSError as error:
        raise UnavailableError(f"{path} can't be written: {error.strerror}") from error
    with os.fdopen(handle, "w", encoding="utf-8") as file:
        file.write(text)


def _place(given: str, usual_port: int | None, tls: Mapping[int, str]) -> Iterable[str]:
    """The server's host and port, and the way of TLS where the port tells it."""
    found = _WITH_PORT.fullmatch(given)
    yield _key("host", found[1].strip("[]") if found else given)
    port = int(found[2]) if found else usual_port
    if port is not None:
        yield f"port = {port}"
    if port is not None and port in tls:
        yield _key("tls", tls[port])


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
