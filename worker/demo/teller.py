"""How the story looks: rich for a terminal, plain lines of at most 100 columns for everything else.

Mail is printed as text alone: neither markup nor characters that steer a terminal take effect.
"""

from collections.abc import Iterable, Mapping
from email.message import EmailMessage
from email.parser import BytesParser
from email.policy import default

from rich.console import Console
from rich.padding import Padding
from rich.panel import Panel
from rich.rule import Rule
from rich.table import Table
from rich.text import Text

from worker.requests.values import FieldValue, Request
from worker.services.views import Row

_WIDTH = 100
_LONGEST = 60  # characters of one value; license keys are longer


class Teller:
    """Prints each part of the story; may be called from several threads."""

    def __init__(self, console: Console | None = None) -> None:
        self._console = console or Console(highlight=False)
        if not self._console.is_terminal or self._console.width > _WIDTH:
            self._console.width = _WIDTH

    def act(self, title: str) -> None:
        """A new part of the story."""
        self._console.print()
        self._console.print(Rule(Text(title, style="bold"), align="left"))

    def say(self, text: str, style: str = "") -> None:
        """A sentence to the reader."""
        self._console.print(Text(_safe(text), style=style))

    def command(self, line: str) -> None:
        """A command to copy, on one line however long it is."""
        self._console.print(Text(f"  $ {line}", style="bold cyan"), soft_wrap=True)

    def mail(self, title: str, sender: str) -> None:
        """A mail that came in."""
        self._console.print()
        self._console.print(Text.assemble("» ", (_safe(title), "bold"), f"  <{_safe(sender)}>"))

    def detail(self, label: str, text: str, style: str = "") -> None:
        """One thing about what was just told."""
        line = Text.assemble((f"{label}: ", "dim"), (_safe(text), style))
        self._console.print(Padding(line, (0, 0, 0, 4)))

    def request(self, request: Request) -> None:
        """What the worker knows of a request by now."""
        style = "yellow" if request.ask else "green"
        self.detail("request", f"{request.reference} is {request.state}", style)
        if read := _fields(request.fields):
            self.detail("read", read)
        if request.ask:
            asked = (f"{name} ({request.problems.get(name, 'missing')})" for name in request.ask)
            self.detail("asked for", ", ".join(asked), "yellow")
        if request.attention:
            self.detail("for staff to look at", ", ".join(request.attention), "yellow")

    def letter(self, raw: bytes) -> None:
        """A letter, whole, as its reader sees it in plain text."""
        mail = parse(raw)
        head = [f"{name}: {mail[name]}" for name in ("From", "To", "Cc", "Subject") if mail[name]]
        body = mail.get_body(("plain",))
        text = str(body.get_content()) if body is not None else ""
        self._console.print(Panel(Text(_safe("\n".join([*head, "", text.strip()])))))

    def queue(self, rows: Iterable[Row]) -> None:
        """The staff queue."""
        table = Table("Reference", "State", "Form", "Customer", "Asked for")
        for row in rows:
            cells = (row["reference"], row["state"], row["form"], row["requester"], ", ".join(row["ask"]))
            table.add_row(*(Text(_safe(cell)) for cell in cells))
        self._console.print(table)

    def flags(self, rows: Iterable[tuple[str, str, str]]) -> None:
        """Mail and its flags in the mailbox: subject, before, after."""
        table = Table("Mail", "Flags before", "Flags after")
        for row in rows:
            table.add_row(*(Text(_safe(cell)) for cell in row))
        self._console.print(table)


def parse(raw: bytes) -> EmailMessage:
    """A message's headers and parts, for showing."""
    return BytesParser(EmailMessage, policy=default).parsebytes(raw)


def _fields(fields: Mapping[str, FieldValue]) -> str:
    told = {name: str(field.value) for name, field in fields.items() if field.value is not None}
    return " · ".join(f"{name} {_short(value)}" for name, value in told.items())


def _short(value: str) -> str:
    line = " ".join(value.split())
    return line if len(line) <= _LONGEST else f"{line[:8]}…{line[-4:]}"


def _safe(text: str) -> str:
    return "".join(one if one.isprintable() or one == "\n" else "\N{REPLACEMENT CHARACTER}" for one in text)
