"""A worker for one test, wired as a deployer would wire it, but with a clock that the test sets."""

import random
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from pathlib import Path

from worker import config
from worker.app import App, open_app
from worker.reader_process.mail_reader import DirectReader
from worker.template_files import load_forms, template_folders

VENDOR = "sales@vendor.test"


@dataclass(kw_only=True)
class Clock:
    """The real time and whatever was let pass beside it."""

    ahead: timedelta = field(default_factory=timedelta)

    def __call__(self) -> datetime:
        return datetime.now(UTC) + self.ahead

    def let_pass(self, **time: float) -> None:
        self.ahead += timedelta(**time)


def install(
    folder: Path, url: str, imap: tuple[str, int], smtp: tuple[str, int], password: str, **mailbox: str
) -> App:
    """The worker with one mailbox and one relay on loopback ports; `mailbox` holds further TOML values."""
    path = settings_file(folder, url, imap, smtp, password, mailbox_keys=mailbox)
    app = wire(path)
    app.prepare()
    return app


def wire(path: Path) -> App:
    """The worker of that configuration, which reads mail without a process of its own.

    That process takes a second to start; `test_reader_process` and the tests of the command have it.
    """
    found = config.load_configuration(path, {})
    return open_app(found, DirectReader(load_forms(template_folders(found)), found.own_addresses()))


def settings_file(
    folder: Path,
    url: str,
    imap: tuple[str, int],
    smtp: tuple[str, int],
    password: str,
    *,
    mailbox_keys: Mapping[str, str] | None = None,
    smtp_keys: Mapping[str, str] | None = None,
) -> Path:
    """The configuration of such a worker."""
    text = f"""
[database]
url = "{url}"

[[mailboxes]]
name = "sales"
address = "{VENDOR}"
host = "{imap[0]}"
port = {imap[1]}
tls = "none"
password = "{password}"
read_from = "all"
{_lines(mailbox_keys or {})}

[smtp]
host = "{smtp[0]}"
port = {smtp[1]}
from = "Vendor Sales <{VENDOR}>"
{_lines({"tls": '"none"'} | dict(smtp_keys or {}))}

[policy]
letters_per_hour = 1000000
"""
    path = folder / "config.toml"
    path.write_text(text, "utf-8")
    return path


def _lines(keys: Mapping[str, str]) -> str:
    return "\n".join(f"{key} = {value}" for key, value in keys.items())


def with_clock(app: App, clock: Callable[[], datetime]) -> App:
    """The same worker by another clock."""
    return replace(app, services=replace(app.services, clock=clock))


def request(number: int) -> bytes:
    """A customer's request from which one thing is missing, so that it causes one letter."""
    key = random.Random(number).randbytes(48).hex()
    return _mail(
        number,
        f"customer-{number}@engines.test",
        "I want to migrate my Server license to Atlassian Marketplace",
        f"""\
By sending this message I confirm:

I am using my Balsamiq plugin license on my server (not on Atlassian Cloud)
and I acknowledge that once my license is transferred to Atlassian
Marketplace, it will be required to match my server levels.

The information you requested is below:

1. My License Key: {key}
2. The email address for the myAtlassian account for the license: licenses-{number}@engines.test
3. The first and last name of the holder of the myAtlassian account
4. The organization (company) name for the License: Analytical Engines Ltd
5. The organization's full address (including country): 12 St James's Square, London, United Kingdom
6. If applicable, the email address of my Atlassian Expert:
""",
    )


def unrelated(number: int) -> bytes:
    """A mail that is none of ours."""
    text = f"Are you free at {number % 12} o'clock?\n" * (1 + number % 9)
    return _mail(number, f"friend-{number}@difference.test", f"Lunch {number}", text)


def _mail(number: int, sender: str, subject: str, text: str) -> bytes:
    head = f"""\
From: Ada Byron <{sender}>
To: {VENDOR}
Subject: {subject}
Message-ID: <{number}@engines.test>
Date: {format_datetime(datetime.now(UTC))}
MIME-Version: 1.0
Content-Type: text/plain; charset=utf-8

"""
    return (head + text).replace("\n", "\r\n").encode()
