"""The mails that fuzzing starts from: the demonstration's, and one small mail for each way of packing.

Written into a folder when a run begins; small ones only, since a fuzzer changes what it can hold in view.
"""

import sys
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

from tests.fuzz.target import LETTER, forms, migration
from tests.unit.reading.mails import mail, multipart
from worker.demo.demo_mails import make_samples
from worker.forms import mailto_link
from worker.forms.extraction import Kind

_LARGEST = 16 * 1024
_ANSWERS = {
    1: "eJwVyTEKgDAMAMC9r8gP0ra2VXBwdPILIYkYtBRUBH+vjnfnA1OCMEDYIAwQtg7CAGHrIAwQtg4=",
    2: "licenses@customer.test",
    3: "Ada Park",
    4: "Parkside Ltd.",
    5: "1 Mill Lane\n00100 Helsinki\nFinland",
    6: "n/a",
}


def write(folder: Path) -> None:
    """Puts every seed into the folder, one file each."""
    folder.mkdir(parents=True, exist_ok=True)
    for number, raw in enumerate(_all()):
        if len(raw) <= _LARGEST:
            (folder / f"seed-{number:03}").write_bytes(raw)


def _all() -> Iterator[bytes]:
    cloud = next(form for form in forms() if form.kind is Kind.CLOUD_INTEREST)
    yield from (
        sample.raw for sample in make_samples(migration(), cloud, datetime(2026, 3, 2, 9, tzinfo=UTC))
    )
    filled = _filled()
    yield mail(filled, subject=migration().subject)
    yield mail(filled.replace("\n", " "), subject=migration().subject)
    yield mail("".join(f"> {line}\n" for line in filled.split("\n")), subject=f"Fwd: {migration().subject}")
    yield mail(
        f"Yes. Ada Park, ada@customer.test\n\nOn Tue, Sales wrote:\n> {LETTER}", subject="Re: Your request"
    )
    yield mail(f"<ol><li>{filled}</ol>", content_type="text/html; charset=utf-8")
    yield mail(
        f"<table><tr><td>Key<td><b>x</b></table><blockquote>{filled}</blockquote>", content_type="text/html"
    )
    yield mail(filled, content_type="text/plain; charset=utf-8; format=flowed; delsp=yes")
    yield mail("=C3=A4 =\n=20", headers="Content-Transfer-Encoding: quoted-printable\n")
    yield mail("SGVsbG8=", headers="Content-Transfer-Encoding: base64\n")
    yield mail(b"\x1b$B$3$s\x1b(B", content_type="text/plain; charset=iso-2022-jp")
    yield mail("begin 644 a\n#0V%T\n`\nend\n", headers="Content-Transfer-Encoding: x-uuencode\n")
    yield multipart(
        ("Content-Type: text/plain", filled), ("Content-Type: text/html", f"<p>{filled}"), kind="alternative"
    )
    yield multipart(
        ("Content-Type: text/plain", "Please see below."), ("Content-Type: message/rfc822", mail(filled))
    )
    yield multipart(
        ("Content-Type: text/plain", "Not delivered."),
        (
            "Content-Type: message/delivery-status",
            "Final-Recipient: rfc822; a@b.test\nAction: failed\nStatus: 5.1.1",
        ),
        ("Content-Type: text/rfc822-headers", "Message-ID: <a@b.test>"),
        kind="report",
    )
    yield mail("I am away until Monday.", headers="Auto-Submitted: auto-replied\nPrecedence: bulk\n")
    yield mail("Hello", headers="Authentication-Results: mx.test; spf=pass (ok) smtp.mailfrom=a.test\n")
    yield mail("Hello", subject="=?utf-8?q?a=C3=A4?= =?iso-2022-jp?b?GyRCJDMkcxsoQg==?=")
    yield b"Subject: " + "Größe".encode("latin-1") + b"\n\nHello"
    yield b""


def _filled() -> str:
    lines = []
    for line in mailto_link.make_body(migration()).split("\r\n"):
        answer = _ANSWERS.get(int(line[0])) if line[:1].isdigit() else None
        lines += [line] if answer is None else [line, answer]
    return "\n".join(lines)


if __name__ == "__main__":
    write(Path(sys.argv[1]))
