"""The mails in a folder: .eml files, mailbox files, Maildirs, and whatever else begins as a mail does."""

import mailbox
import re
from collections.abc import Iterator
from pathlib import Path

MOST_BYTES = 50 * 1024 * 1024  #: of a file that is looked at
_FIELD = re.compile(rb"[!-9;-~]{1,60}[ \t]*:")
_OF_MAIL = re.compile(
    rb"^(?:from|to|subject|date|received|return-path|message-id|mime-version|content-type|delivered-to"
    rb"|x-[\w-]+)[ \t]*:",
    re.IGNORECASE | re.MULTILINE,
)
_NAMES = frozenset({".eml", ".msg", ".email", ".mail", ".rfc822", ".mht"})
_SOURCES = frozenset(
    {".py", ".js", ".ts", ".md", ".rst", ".html", ".json", ".c", ".h", ".pm", ".yml", ".yaml", ".toml"}
)
_SEPARATOR = b"From "


def mails_in(folder: Path) -> Iterator[tuple[str, bytes]]:
    """Name and bytes of every mail below the folder; a name within a mailbox file has a number behind it."""
    for path in sorted(folder.rglob("*")):
        if not path.is_file() or path.is_symlink() or path.stat().st_size > MOST_BYTES:
            continue
        name = str(path.relative_to(folder))
        raw = path.read_bytes()
        if raw.startswith(_SEPARATOR) and raw.count(b"\nFrom ") > 0:
            yield from ((f"{name}#{at}", one) for at, one in enumerate(_of_mailbox(path), 1))
        elif _is_mail(path, raw):
            yield name, raw


def _of_mailbox(path: Path) -> Iterator[bytes]:
    box = mailbox.mbox(path, create=False)
    try:
        yield from (box.get_bytes(key) for key in box.keys())  # noqa: SIM118 - a mailbox yields messages
    finally:
        box.close()


def _is_mail(path: Path, raw: bytes) -> bool:
    """By its name, by its folder, or by a header at its beginning that mail has."""
    if path.suffix.lower() in _NAMES or path.parent.name in {"cur", "new"}:
        return bool(raw)
    if path.suffix.lower() in _SOURCES:
        return False
    head = re.split(rb"\r?\n[ \t]*\r?\n", raw[:8192].lstrip(b"\r\n"), maxsplit=1)[0]
    head = head.partition(b"\n")[2] if head.startswith(_SEPARATOR) else head
    return bool(_FIELD.match(head)) and len(set(_OF_MAIL.findall(head))) > 1
