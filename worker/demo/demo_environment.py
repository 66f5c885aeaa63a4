"""What the demonstration runs on: a temporary folder, a mail server in memory, SQLite, and the worker.

The worker gets its configuration from a real file, so that commands in another terminal reach the same
installation. Knows nothing of the scenario.
"""

import json
import secrets
import shlex
import shutil
import sys
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

from worker import config
from worker.app import App, clock, open_app
from worker.demo.client_formats import Letterhead, thunderbird
from worker.demo.demo_mails import VENDOR, VENDOR_NAME
from worker.demo.demo_server import HOST, MailServer
from worker.forms import mailto_link
from worker.forms.form_definition import Form
from worker.services.accounts import staff_accounts
from worker.services.staff_roles import StaffRole
from worker.web.sign_in.access_policy import LoginTicket
from worker.web.web_server import WebServer

PASSWORD = "demo"  # noqa: S105 - no secret: everything here is on loopback, for as long as the demo runs
STAFF = "demo"
COLLEAGUE = "maya"
YOU = "you@customer.example"

_CONFIG = """\
[database]
url = {database}

[log]
level = "warning"

[[mailboxes]]
name = "sales"
address = {vendor}
host = "{host}"
port = {imap}
tls = "none"
password = "{password}"
poll_seconds = 5

[smtp]
host = "{host}"
port = {smtp}
tls = "none"
from = {sender}

[policy]
trusted_authserv_ids = ["mail.demo.example"]

[ledger]
show_subjects = true

[web]
listen = "{host}:0"
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class DemoEnvironment:
    """The demonstration's parts, running."""

    server: MailServer
    app: App
    settings: Path  #: the configuration file
    mail: Path  #: a mail to send by hand, and to edit before
    pages: WebServer  #: the staff pages, on loopback; `welcome` opens them
    welcome: str  #: the link that signs in without a password, once

    def command(self, *words: str) -> str:
        """A command for another terminal, ready to be copied."""
        return " ".join([_program(), "--config", shlex.quote(str(self.settings)), *map(shlex.quote, words)])

    def sending(self) -> str:
        """The command that sends `mail`; Python is the one program that is surely there."""
        code = (
            f"import smtplib; smtplib.SMTP('{HOST}', {self.server.smtp_port})"
            f".sendmail('{YOU}', '{VENDOR}', open('{self.mail}', 'rb').read())"
        )
        return f'python3 -c "{code}"'


@contextmanager
def open_environment() -> Iterator[DemoEnvironment]:
    """Everything set up and answering; afterwards nothing of it is left. Raises UnavailableError."""
    with (
        TemporaryDirectory(prefix="sen-worker-demo-", ignore_cleanup_errors=True) as name,
        MailServer({VENDOR: PASSWORD}, password=PASSWORD) as server,
    ):
        settings = _write_settings(Path(name), server)
        # Without the environment: a deployer's own variables must not turn the demo to real servers.
        with closing(open_app(config.load_configuration(settings, {}))) as app:
            app.prepare()
            mail = _write_mail(Path(name), app.services.forms["marketplace-migration"])
            token = secrets.token_urlsafe(16)
            pages = WebServer(app=app, ticket=LoginTicket(token, STAFF))
            pages.bind()
            # Without a password: whoever has the link is the one who started the demo.
            staff_accounts.add(app.services, STAFF, "", StaffRole.ADMIN)
            staff_accounts.add(app.services, COLLEAGUE, "", StaffRole.REVIEWER)
            try:
                yield DemoEnvironment(
                    server=server,
                    app=app,
                    settings=settings,
                    mail=mail,
                    pages=pages,
                    welcome=f"{pages.url}/welcome/{token}",
                )
            finally:
                pages.end()


def _write_settings(folder: Path, server: MailServer) -> Path:
    path = folder / "config.toml"
    text = _CONFIG.format(
        database=json.dumps(f"sqlite:///{folder / 'demo.db'}"),
        vendor=json.dumps(VENDOR),
        sender=json.dumps(f"{VENDOR_NAME} <{VENDOR}>"),
        host=HOST,
        imap=server.imap_port,
        smtp=server.smtp_port,
        password=PASSWORD,
    )
    path.write_text(text, encoding="utf-8")
    return path


def _write_mail(folder: Path, form: Form) -> Path:
    """The form as it comes out of the mailto: link, with nothing filled in yet."""
    head = Letterhead(name="You", address=YOU, to=VENDOR, subject=form.subject, now=clock())
    path = folder / "mail.eml"
    # Without a transfer encoding, so that a key pasted into it keeps its "=".
    path.write_bytes(thunderbird(head, mailto_link.make_body(form).replace("\r\n", "\n")))
    return path


def _program() -> str:
    """How this installation's command is called from any folder."""
    own = Path(sys.prefix) / "bin" / "sen-worker"
    found = shutil.which("sen-worker")
    if not own.exists():
        return f"{shlex.quote(sys.executable)} -m worker"
    return "sen-worker" if found and Path(found).resolve() == own.resolve() else shlex.quote(str(own))
