"""How the story looks: rich for a terminal, plain lines of at most 100 columns for everything else.

Mail is printed as text alone: neither markup nor characters that steer a terminal take effect.
"""

from collections.abc import Iterable, Mapping, Sequence
from email.message import EmailMessage
from email.parser import BytesParser
from email.policy import default

from rich.console import Console
from rich.panel import Panel
from rich.rule import Rule
from rich.table import Table
from rich.text import Text

from worker.requests.request_model import FieldValue, Request
from worker.services.row_lists import Row

_WIDTH = 100
_INDENT = "    "
_LONGEST = 60  # characters of one value; license keys are longer


class DemoConsole:
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

    def link(self, url: str) -> None:
        """A link to open, on one line however long it is."""
        self._console.print(Text(f"  {url}", style="bold cyan"), soft_wrap=True)

    def mail(self, title: str, sender: str) -> None:
        """A mail that came in or went out, and who wrote or got it."""
        self._console.print()
        self._console.print(Text.assemble("» ", (_safe(title), "bold"), f"  <{_safe(sender)}>"))

    def detail(self, label: str, text: str, style: str = "") -> None:
        """One thing about what was just told."""
        line = Text.assemble((f"{label}: ", "dim"), (_safe(text), style))
        for part in line.wrap(self._console, self._console.width - len(_INDENT)):
            part.rstrip()
            self._console.print(Text.assemble(_INDENT, part))

    def request(self, request: Request, order: Sequence[str]) -> None:
        """What the worker knows of a request by now, its fields in `order`."""
        style = "yellow" if request.ask else "green"
        self.detail("request", f"{request.reference} is {request.state}", style)
        if read := _fields(request.fields, order):
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
        table = Table("Reference", "State", "Form", "Asked for")
        table.add_column("Customer", overflow="fold")
        for row in rows:
            cells = (row["reference"], row["state"], row["form"], ", ".join(row["ask"]), row["requester"])
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


def _fields(fields: Mapping[str, FieldValue], order: Sequence[str]) -> str:
    known = [name for name in order if name in fields and fields[name].value is not None]
    return " · ".join(f"{name} {_short(str(fields[name].value))}" for name in known)


def _short(value: str) -> str:
    line = " ".join(value.split())
    return line if len(line) <= _LONGEST else f"{line[:8]}…{line[-4:]}"


def _safe(text: str) -> str:
    lines = text.replace("\r\n", "\n")
    return "".join(one if one.isprintable() or one == "\n" else "\N{REPLACEMENT CHARACTER}" for one in lines)
