"""Mailboxes to measure with: mixed as a sales mailbox is, or requests alone. All mail is made up here.

Of a hundred mixed mails sixty are filled-in templates of 3 to 8 KB, thirty are HTML mails of 12 to 56 KB,
eight carry about 1 MB and two about 7 MB of attachments; half of those with attachments are requests.

Of "tenth" ten of a hundred are requests, of "most" sixty. Each mail has 1 to 30 KB of prose, no sentence of
which comes twice but by chance (`benchmarks.prose` has 995,328); a third has HTML beside it, half of what is
no request a sentence with words of the form.
"""

import os
import random
import shutil
from base64 import encodebytes
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from html import escape
from pathlib import Path

from benchmarks import prose
from tests.integration.installed import VENDOR
from tests.servers.machinery import is_root
from worker.forms import mailto_link
from worker.resources import find_folder
from worker.template_files import load_forms

KINDS = ("tenth", "most", "mixed", "requests")
#: How many of a hundred mails are requests where all of it is prose.
_SHARES = {"tenth": 10, "most": 60}
# fmt: off
_WORDS = (
    "quote", "wireframe", "license", "renewal", "team", "budget", "invoice", "server", "design", "meeting",
    "project", "order", "seats", "discount", "question", "account", "address", "thanks", "attached",
)
# fmt: on


def mails(count: int, kind: str) -> Iterator[bytes]:
    """The same `count` mails each time; KINDS names what they may be."""
    forms = load_forms((find_folder("templates"),))
    template = mailto_link.make_body(forms["marketplace-migration"]).replace("\r\n", "\n")
    prompts = [f"{one.number}. {one.prompt}" for one in forms["marketplace-migration"].fields]
    subject = forms["marketplace-migration"].subject
    start = datetime.now(UTC) - timedelta(hours=3)
    for number in range(count):
        chance = random.Random(number)
        when = start + timedelta(seconds=number)
        if kind in _SHARES:
            yield _of_prose(
                chance, number, when, template, prompts, subject, ours=number % 100 < _SHARES[kind]
            )
            continue
        share = number % 100 if kind == "mixed" else 0
        if share < 60:
            text = _filled(chance, template, prompts, number) + _prose(chance, chance.randrange(500, 3500))
            yield _mail(number, when, subject, _plain(text))
        elif share < 90:
            yield _mail(number, when, _prose(chance, 40), _html(chance, chance.randrange(8_000, 40_000)))
        else:
            ours = number % 2 == 0
            text = _filled(chance, template, prompts, number) if ours else _prose(chance, 2000)
            size = 700_000 if share < 98 else 5_100_000
            made = _mixed(chance, text, chance.randrange(size * 9 // 10, size * 11 // 10))
            yield _mail(number, when, subject if ours else _prose(chance, 40), made)


def _of_prose(
    chance: random.Random,
    number: int,
    when: datetime,
    template: str,
    prompts: list[str],
    subject: str,
    *,
    ours: bool,
) -> bytes:
    size = round(1_000 * 30 ** chance.random())  # 1 to 30 KB, as many below 5.5 as above
    told = prose.paragraphs(chance, size, near=not ours and number % 2 == 0)
    text = "\n\n".join([*([_filled(chance, template, prompts, number)] if ours else []), *told])
    subject = subject if ours else prose.words(chance, 6)
    if number % 3:
        return _mail(number, when, subject, _plain(text))
    rows = "".join(f"<p>{escape(line)}</p>\n" for line in text.split("\n") if line)
    page = f"Content-Type: text/html; charset=utf-8\n\n<html><body>{rows}</body></html>"
    return _mail(number, when, subject, _parts("alternative", [_plain(text), page]))


def fill(home: Path, count: int, kind: str, addresses: tuple[str, ...]) -> int:
    """Put the same mails, unread, into the Maildir of each address of a Dovecot; how many bytes one holds."""
    total = 0
    first, *others = [_maildir(home / address) for address in addresses]
    for number, raw in enumerate(mails(count, kind)):
        name = f"{1_700_000_000 + number}.M{number}.bench"
        (first / name).write_bytes(raw.replace(b"\n", b"\r\n"))
        total += (first / name).stat().st_size
        for other in others:
            os.link(first / name, other / name)
    if is_root():
        for address in addresses:
            for path in (home / address, *(home / address).rglob("*")):
                shutil.chown(path, "nobody", "nogroup")
    return total


def _maildir(home: Path) -> Path:
    for part in ("cur", "new", "tmp"):
        (home / "Maildir" / part).mkdir(parents=True)
    return home / "Maildir" / "new"


def _filled(chance: random.Random, template: str, prompts: list[str], number: int) -> str:
    answers = [
        chance.randbytes(60).hex(),
        f"licenses@company-{number}.example",
        "" if number % 5 == 0 else "Ada Byron",
        f"Company {number} Ltd",
        f"{1 + number % 90} Harbour Street, Leeds LS1 4AX, United Kingdom",
        "",
    ]
    text = template
    for prompt, answer in zip(prompts, answers, strict=False):
        text = text.replace(prompt, f"{prompt.rstrip()} {answer}".rstrip())
    return f"{text}\n\nBest regards\nAda\n\n"


def _prose(chance: random.Random, size: int) -> str:
    words: list[str] = []
    length = 0
    while length < size:
        words.append(chance.choice(_WORDS) + ("\n" if len(words) % 11 == 10 else ""))
        length += len(words[-1]) + 1
    return " ".join(words).replace("\n ", "\n") if size > 80 else " ".join(words).replace("\n", "")


def _plain(text: str) -> str:
    return f"Content-Type: text/plain; charset=utf-8\n\n{text}"


def _html(chance: random.Random, size: int) -> str:
    text = _prose(chance, size // 3)
    rows = "".join(
        f'<tr><td style="font-family:Arial;font-size:11pt">{line}</td></tr>\n' for line in text.split("\n")
    )
    return _parts(
        "alternative", [_plain(text), f"Content-Type: text/html; charset=utf-8\n\n<table>{rows}</table>"]
    )


def _mixed(chance: random.Random, text: str, size: int) -> str:
    head = (
        "Content-Type: application/pdf; name=scan.pdf\nContent-Transfer-Encoding: base64\n"
        "Content-Disposition: attachment; filename=scan.pdf\n\n"
    )
    return _parts("mixed", [_plain(text), head + encodebytes(chance.randbytes(size)).decode()])


def _parts(kind: str, parts: list[str]) -> str:
    joined = "".join(f"--=_bench\n{part}\n" for part in parts)
    return f'Content-Type: multipart/{kind}; boundary="=_bench"\n\n{joined}--=_bench--\n'


def _mail(number: int, when: datetime, subject: str, rest: str) -> bytes:
    head = (
        f"Return-Path: <customer-{number}@company-{number}.example>\n"
        f"From: Ada Byron <customer-{number}@company-{number}.example>\nTo: {VENDOR}\nSubject: {subject}\n"
        f"Message-ID: <{number}@company-{number}.example>\nDate: {format_datetime(when)}\nMIME-Version: 1.0\n"
    )
    return (head + rest).encode()
