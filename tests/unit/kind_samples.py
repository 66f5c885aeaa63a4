"""Reads `tests/samples/kinds`: mails written by hand, each with what kind of mail it is."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

FOLDER = Path(__file__).parents[1] / "samples" / "kinds"

_STATEMENT = (
    "I am using my Balsamiq plugin license on my server (not on Atlassian Cloud) and I acknowledge that once "
    "my license is transferred to Atlassian Marketplace, it will be required to match my server levels."
)
_PROMPTS = (
    "1. My License Key:",
    "2. The email address for the myAtlassian account for the license:",
    "3. The first and last name of the holder of the myAtlassian account",
    "4. The organization (company) name for the License:",
    "5. The organization's full address (including country):",
    "6. If applicable, the email address of my Atlassian Expert:",
)
_ANSWERS = (
    "eJzzyU/OLi0oVkjLL1LwzE3MTE/NK0lVSM7PzStOLUpJzStJrcwvLVJIzy/KBgDJ9hAd",
    "pia.lund@nordhaus.test",
    "Pia Lund",
    "Nordhaus AS",
    "Havnegata 4, 0150 Oslo, Norway",
    "",
)


def _form(answers: tuple[str, ...]) -> str:
    lines = (f"{prompt} {answer}".rstrip() for prompt, answer in zip(_PROMPTS, answers, strict=True))
    top = (
        "By sending this message I confirm:",
        "",
        _STATEMENT,
        "",
        "The information you requested is below:",
        "",
    )
    return "\n".join((*top, *lines))


_LETTER_HEADER = """\
Return-Path: <sales@vendor.test>
From: Sales <sales@vendor.test>
To: Pia Lund <pia.lund@nordhaus.test>
Subject: Re: I want to migrate my Server license to Atlassian Marketplace
Date: Tue, 9 May 2017 10:12:01 +0200
Message-ID: <q-77@vendor.test>
In-Reply-To: <first@nordhaus.test>
MIME-Version: 1.0
Content-Type: text/plain; charset=utf-8"""
_LETTER_BODY = """\
Hello Pia,

Thank you for your request to move your license to Atlassian Marketplace. Before we can go on, one thing is
still open.

Please reply to this mail and write your answer below this line:

5. The organization's full address (including country):

Nothing else is needed.

Kind regards
Sales

Reference: R-7K2M9"""
_TEXTS = {
    "{{FILLED}}": _form(_ANSWERS),
    "{{BLANK}}": _form(("",) * len(_PROMPTS)),
    "{{OURS}}": f"{_LETTER_HEADER}\n\n{_LETTER_BODY}",
    "{{OURS-HEADER}}": _LETTER_HEADER,
    "{{OURS-BODY}}": _LETTER_BODY,
}
#: What every mail has and none of the samples is about.
_DEFAULTS = {
    "to": "To: sales@vendor.test",
    "date": "Date: Tue, 9 May 2017 10:40:00 +0200",
    "message-id": "Message-ID: <sample@sender.test>",
    "mime-version": "MIME-Version: 1.0",
    "content-type": "Content-Type: text/plain; charset=utf-8",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Sample:
    """A mail and what it is; `failed` and `message_id` are what a bounce tells of the letter."""

    name: str
    kind: str
    raw: bytes
    failed: str | None
    message_id: str | None
    ask: frozenset[str] | None  #: None where the sample does not say


def samples() -> list[Sample]:
    """Every mail of the folder."""
    return [sample for path in sorted(FOLDER.glob("*.txt")) for sample in _read(path)]


def _read(path: Path) -> Iterator[Sample]:
    for text in path.read_text("utf-8").split("\n=== "):
        head, _, mail = text.removeprefix("=== ").partition("\n")
        kind, title, *more = (part.strip() for part in head.split(" | "))
        told = dict(part.split("=", 1) for part in more)
        ask = told.get("ask")
        yield Sample(
            name=f"{path.stem}: {title}",
            kind=kind,
            raw=_mail(mail).encode(),
            failed=told.get("failed"),
            message_id=told.get("id"),
            ask=None if ask is None else frozenset(ask.split(",")) - {""},
        )


def _mail(text: str) -> str:
    head, _, body = text.partition("\n\n")
    names = {line.partition(":")[0].casefold() for line in head.splitlines()}
    added = [line for name, line in _DEFAULTS.items() if name not in names]
    lines = [
        *head.splitlines(),
        *added,
        "",
        *(line for given in body.splitlines() for line in _filled(given)),
    ]
    return "\r\n".join(lines) + "\r\n"


def _filled(line: str) -> list[str]:
    for mark, text in _TEXTS.items():
        if line.endswith(mark):
            before = line.removesuffix(mark)
            return [(before + each).rstrip() if before.strip() else each for each in text.splitlines()]
    return [line]
