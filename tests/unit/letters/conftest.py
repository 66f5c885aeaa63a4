"""What the tests of letters share: the shipped templates, an envelope, and HTML as a reader sees it."""

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime
from html.parser import HTMLParser
from typing import Any

import pytest

from worker.letters.letter_mime import Envelope
from worker.letters.letter_renderer import Renderer
from worker.resources import find_folder

ENVELOPE = Envelope(
    from_="Example Sales <sales@example.com>",
    to=("marta@fyrtorn.example",),
    subject="Re: I want to migrate my Server license to Atlassian Marketplace [SW-7K3QXD]",
    message_id="<sw.000102030405060708090a0b.0c0d0e0f1011121314151617@example.com>",
    in_reply_to="<customer-1@fyrtorn.example>",
    references=("<customer-1@fyrtorn.example>",),
    auto_submitted="auto-replied",
    date=datetime(2026, 11, 23, 9, 30, tzinfo=UTC),
)

MakeEnvelope = Callable[..., Envelope]


class _Lines(HTMLParser):
    """Text by block elements, as a mail client shows it; what stands in the head is not shown."""

    _BREAKING = frozenset({"p", "br", "td", "tr", "table", "div", "body"})

    def __init__(self) -> None:
        super().__init__()
        self.lines = [""]
        self._in_head = False

    def handle_starttag(self, tag: str, _attrs: list[tuple[str, str | None]]) -> None:
        self._in_head = self._in_head or tag == "head"
        if tag in self._BREAKING:
            self.lines.append("")

    def handle_endtag(self, tag: str) -> None:
        self._in_head = self._in_head and tag != "head"
        if tag in self._BREAKING:
            self.lines.append("")

    def handle_data(self, data: str) -> None:
        if not self._in_head:
            self.lines[-1] += data


def html_lines(html: str) -> list[str]:
    """The lines that a reader of `html` sees, without empty ones."""
    parser = _Lines()
    parser.feed(html)
    return [line for line in (" ".join(line.split()) for line in parser.lines) if line]


@pytest.fixture(scope="session")
def renderer() -> Renderer:
    return Renderer([find_folder("templates")])


@pytest.fixture
def envelope() -> MakeEnvelope:
    def make(**changes: Any) -> Envelope:
        return replace(ENVELOPE, **changes)

    return make


@pytest.fixture(scope="session")
def seen() -> Callable[[str], list[str]]:
    return html_lines
