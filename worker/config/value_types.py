"""The types of single values: what a key may be, in words for whoever wrote something else.

Each takes TOML's value or the environment's text and raises ValueError with the end of a sentence
that starts with the key: "port" + "must be a whole number from 1 to 65535, not "abc"". Knows no section.
"""

import ipaddress
import json
import re
from collections.abc import Callable
from datetime import UTC, date, datetime, time, tzinfo
from email.utils import parseaddr
from pathlib import Path
from typing import Annotated
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo

from email_validator import EmailNotValidError, validate_email
from pydantic import BeforeValidator, PlainValidator, SecretStr, ValidationInfo

from worker.encryption_keys import parse_keys
from worker.tls import is_loopback

_TRUE = frozenset({"true", "yes", "on", "1"})
_FALSE = frozenset({"false", "no", "off", "0"})
_SUFFIX = ".example"
_TAKEN_HEADERS = frozenset(
    {"host", "cookie", "origin", "authorization", "x-forwarded-for", "user-agent", "from"}
)
_FOLDER = 200  # characters of a folder's name that the database holds
_SHOWN = 40  # characters of a wrong value that a message repeats


def quote(value: object) -> str:
    """`value` as an error may repeat it: as TOML would write it, and short."""
    if isinstance(value, dict):
        return "a table"
    if isinstance(value, list | tuple):
        return "a list"
    if isinstance(value, str):
        short = value if len(value) <= _SHOWN else value[:_SHOWN] + "…"
        return json.dumps(short, ensure_ascii=False)
    return str(value).lower() if isinstance(value, bool) else str(value)


def whole(low: int, high: int) -> BeforeValidator:
    """A whole number within both bounds."""

    def check(value: object) -> int:
        number = _number(value)
        if number is None or not low <= number <= high:
            raise ValueError(f"must be a whole number from {low} to {high}, not {quote(value)}")
        return number

    return BeforeValidator(check)


def _number(value: object) -> int | None:
    if isinstance(value, int) and not isinstance(value, bool):
        return value
    text = value.strip() if isinstance(value, str) else ""
    # A longer one than any bound of ours would only run into the interpreter's own limit on digits.
    return int(text) if text.isascii() and text.isdigit() and len(text) < 20 else None


def _flag(value: object) -> bool:
    if isinstance(value, bool):
        return value
    word = value.strip().lower() if isinstance(value, str) else None
    if word in _TRUE or word in _FALSE:
        return word in _TRUE
    raise ValueError(f"must be true or false, not {quote(value)}")


def listed(value: object) -> list[object]:
    """A TOML list, or the environment's JSON list or comma separated text."""
    if isinstance(value, list | tuple):
        return list(value)
    if not isinstance(value, str):
        raise ValueError(f"must be a list, not {quote(value)}")  # noqa: TRY004 - pydantic collects ValueErrors
    if not value.lstrip().startswith("["):
        return [part.strip() for part in value.split(",") if part.strip()]
    try:
        found = json.loads(value)
    except ValueError as error:
        raise ValueError("must be a list: JSON, or words with commas between them") from error
    return list(found)


def _text(value: object) -> str:
    if not isinstance(value, str):
        raise ValueError(f"must be text in quotes, not {quote(value)}")  # noqa: TRY004 - as above
    if any(ord(character) < 32 for character in value):
        raise ValueError("must be one line of text without control characters")
    return value


def _lines(value: object) -> str:
    if not isinstance(value, str):
        raise ValueError(f"must be text in quotes, not {quote(value)}")  # noqa: TRY004 - as above
    text = value.replace("\r\n", "\n").strip()
    if any(ord(character) < 32 for character in text.replace("\n", "")):
        raise ValueError("must be lines of text without control characters")
    return text


def _filled(value: object) -> str:
    text = _text(value).strip()
    if not text:
        raise ValueError("must not be empty")
    return text


def _folder(value: object) -> str:
    text = _filled(value)
    if len(text) > _FOLDER:
        raise ValueError(f"must have {_FOLDER} characters at most, not {len(text)}")
    return text


def _host(value: object) -> str:
    host = _filled(value)
    try:
        return str(ipaddress.ip_address(host))
    except ValueError:
        if any(character in host for character in " /:@"):
            raise ValueError(f"must be a host name or an IP address alone, not {quote(host)}") from None
        return host


def _address(value: object) -> str:
    text = _filled(value)
    try:
        # Company mail may well live under a name that the public DNS does not hold, such as sales@corp.local;
        # below a public suffix the syntax is checked and the name is not held against it.
        checked = validate_email(text + _SUFFIX, check_deliverability=False)
    except EmailNotValidError as error:
        raise ValueError(f"must be an address such as sales@example.com, not {quote(text)}") from error
    return checked.normalized.removesuffix(_SUFFIX)


def author(value: object) -> tuple[str, str]:
    """(display name, address) of a From header's value (RFC 5322, 3.4)."""
    name, address = parseaddr(_filled(value))
    try:
        return name, _address(address)
    except ValueError as error:
        wanted = "an address such as Example Sales <sales@example.com>"
        raise ValueError(f"must be {wanted}, not {quote(value)}") from error


def _author(value: object) -> str:
    author(value)
    return _filled(value)


def _path(value: object, info: ValidationInfo) -> Path | None:
    text = str(value) if isinstance(value, Path) else _text(value)
    folder: Path = (info.context or {}).get("folder", Path())
    return locate_path(folder, text) if text else None


def locate_path(folder: Path, text: str) -> Path:
    """The path that `text` names, relative to `folder`; "~" is a home where there is one of that name."""
    try:
        return folder / Path(text).expanduser()
    except RuntimeError:
        return folder / text


def _existing(what: str, test: Callable[[Path], bool]) -> BeforeValidator:
    def check(value: object, info: ValidationInfo) -> Path | None:
        path = _path(value, info)
        if path is not None and not test(path):
            raise ValueError(f"must name a {what}; {path} is none")
        return path

    return BeforeValidator(check)


def _start(value: object) -> str | date:
    if isinstance(value, str) and value in ("recent", "all"):
        return value
    if isinstance(value, date) and not isinstance(value, datetime):
        return value
    try:
        return date.fromisoformat(value if isinstance(value, str) else "")
    except ValueError:
        wanted = '"recent", "all" or a date such as 2026-01-31'
        raise ValueError(f"must be {wanted}, not {quote(value)}") from None


def _mark(value: object) -> str:
    text = _filled(value)
    if text in ("none", "keyword", "seen") or (text.startswith("move:") and text[5:].strip()):
        return text
    raise ValueError(f'must be "none", "keyword", "seen" or "move:FOLDER", not {quote(text)}')


def _listen(value: object) -> str:
    text = _filled(value)
    host, _, port = text.rpartition(":")
    number = _number(port)
    if not host or number is None or number > 65535:
        raise ValueError(f'must be a host and a port such as "127.0.0.1:8025", not {quote(text)}')
    _host(host.removeprefix("[").removesuffix("]"))
    return text


def _url(value: object) -> str:
    text = _text(value).strip().rstrip("/")
    if not text:
        return ""
    wanted = f'must be an address such as "https://desk.example.com", not {quote(text)}'
    try:
        parts = urlsplit(text)
        host, _ = parts.hostname, parts.port  # a port beyond 65535 is a ValueError
    except ValueError:
        raise ValueError(wanted) from None
    if parts.scheme not in ("https", "http") or not host or "@" in parts.netloc or not text.isascii():
        raise ValueError(wanted)
    if parts.query or parts.fragment or any(character.isspace() for character in text):
        raise ValueError(wanted)
    if parts.scheme == "http" and not is_loopback(host):
        raise ValueError(f'must begin with "https://"; "http://" is for loopback hosts alone, not {host}')
    return text


def _origin(value: object) -> str:
    text = _url(value)
    if urlsplit(text).path:
        raise ValueError(
            f"must be a host without a path, not {quote(text)}; the pages need a host of their own"
        )
    return text


def _network(value: object) -> ipaddress.IPv4Network | ipaddress.IPv6Network:
    text = _filled(value)
    try:
        return ipaddress.ip_network(text)
    except ValueError:
        wanted = 'IP addresses or networks such as "10.0.0.5" or "10.0.0.0/24"'
        raise ValueError(f"must hold {wanted}, not {quote(text)}") from None


def _header(value: object) -> str:
    text = _text(value).strip().lower()
    if text and not all(
        (character.isalnum() and character.isascii()) or character == "-" for character in text
    ):
        raise ValueError(f'must be the name of a header such as "X-Forwarded-User", not {quote(text)}')
    if text in _TAKEN_HEADERS:
        raise ValueError(f"must be a header that a proxy alone sets, not {quote(text)}")
    return text


def _clock(value: object) -> str:
    if isinstance(value, time):
        return f"{value:%H:%M}"
    text = _text(value).strip()
    if text and re.fullmatch(r"([01][0-9]|2[0-3]):[0-5][0-9]", text, re.ASCII) is None:
        raise ValueError(f'must be a time of day such as "08:00", not {quote(text)}')
    return text


def zone(name: str) -> tzinfo:
    """The time zone of that name (IANA); KeyError, ValueError or OSError where there is none."""
    # In UTC the system need not know of any zone.
    return UTC if name == "UTC" else ZoneInfo(name)


def _zone(value: object) -> str:
    text = _filled(value)
    try:
        zone(text)
    except (KeyError, ValueError, OSError):
        wanted = 'a time zone such as "Europe/Berlin" that this system knows'
        raise ValueError(f"must be {wanted}, not {quote(text)}") from None
    return text


def _secret(value: object) -> SecretStr:
    # Neither here nor below is the value repeated.
    if not isinstance(value, str):
        raise ValueError("must be text in quotes")  # noqa: TRY004 - pydantic collects ValueErrors
    return SecretStr(_text(value))


def _keys(value: object) -> SecretStr:
    text = value if isinstance(value, str) else ""
    parse_keys(text)
    return SecretStr(" ".join(text.split()))


def _account(value: object) -> SecretStr:
    try:
        account = json.loads(value) if isinstance(value, str) else None
    except (ValueError, RecursionError):
        account = None
    if isinstance(account, dict) and account.get("type") == "service_account":
        return SecretStr(str(value))
    raise ValueError("must be the JSON key of a service account, as Google hands it out")


def _endpoint(value: object) -> str:
    url = _filled(value)
    parts = urlsplit(url)
    plain = parts.scheme == "http" and is_loopback(parts.hostname or "")
    if not (parts.scheme == "https" or plain) or not parts.hostname or parts.query or parts.fragment:
        raise ValueError("must be a URL that begins with https://; http:// is for loopback hosts only")
    if "@" in parts.netloc:
        raise ValueError("must be a URL without a user name in it")
    return url


def _tenant(value: object) -> str:
    text = _filled(value)
    if not re.fullmatch(r"[A-Za-z0-9.-]{1,100}", text):
        raise ValueError(f"must be a tenant's ID or domain, not {quote(text)}")
    return text


def _scope(value: object) -> str:
    text = _filled(value)
    # RFC 6749, 3.3
    if not re.fullmatch(r"[\x21\x23-\x5b\x5d-\x7e]+", text):
        raise ValueError("must be a scope without spaces, or several with commas between them")
    return text


def _database(value: object) -> SecretStr:
    text = _secret(value).get_secret_value()
    if text.startswith(("sqlite:///", "postgresql+psycopg://", "postgresql://")):
        return SecretStr(text)
    raise ValueError('must begin with "sqlite:///" or "postgresql+psycopg://"')


Flag = Annotated[bool, BeforeValidator(_flag)]
Text = Annotated[str, BeforeValidator(_text)]
Lines = Annotated[str, BeforeValidator(_lines)]
Filled = Annotated[str, BeforeValidator(_filled)]
Folder = Annotated[str, BeforeValidator(_folder)]
Host = Annotated[str, BeforeValidator(_host)]
Port = Annotated[int, whole(1, 65535)]
Email = Annotated[str, BeforeValidator(_address)]
Author = Annotated[str, BeforeValidator(_author)]
Start = Annotated[date | str, PlainValidator(_start)]  #: a date, "recent" or "all"
Mark = Annotated[str, BeforeValidator(_mark)]
Listen = Annotated[str, BeforeValidator(_listen)]
Url = Annotated[str, BeforeValidator(_url)]  #: without a "/" at its end; may be empty
Origin = Annotated[str, BeforeValidator(_origin)]  #: the same without a path
Network = Annotated[ipaddress.IPv4Network | ipaddress.IPv6Network, PlainValidator(_network)]
ClockTime = Annotated[str, BeforeValidator(_clock)]  #: "08:00"; may be empty
Zone = Annotated[str, BeforeValidator(_zone)]
Header = Annotated[str, BeforeValidator(_header)]  #: a header's name in lower case; may be empty
Secret = Annotated[SecretStr, BeforeValidator(_secret)]
Keys = Annotated[SecretStr, BeforeValidator(_keys)]  #: several, in lines of their own perhaps
Account = Annotated[SecretStr, BeforeValidator(_account)]
Endpoint = Annotated[str, BeforeValidator(_endpoint)]
Tenant = Annotated[str, BeforeValidator(_tenant)]
Scope = Annotated[str, BeforeValidator(_scope)]
DatabaseUrl = Annotated[SecretStr, BeforeValidator(_database)]
FileName = Annotated[Path | None, BeforeValidator(_path)]
ExistingFile = Annotated[Path | None, _existing("file", Path.is_file)]
ExistingFolder = Annotated[Path | None, _existing("folder", Path.is_dir)]
