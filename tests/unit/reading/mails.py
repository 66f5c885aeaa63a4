"""Small mails for the tests of reading, and a notation for the roles of their lines."""

from collections.abc import Iterable

from worker.reading import Message, read
from worker.reading.message import Body, LineRole

_ROLES = {
    "own": LineRole.OWN,
    "quo": LineRole.QUOTED,
    "fwd": LineRole.FORWARDED,
    "hea": LineRole.HEAD,
    "sig": LineRole.SIGNATURE,
    "not": LineRole.NOTICE,
}


def mail(
    body: str | bytes = "Hello",
    *,
    headers: str | bytes = "",
    content_type: str = "text/plain; charset=utf-8",
    subject: str = "A question",
    sender: str = "Ada Park <ada@customer.test>",
) -> bytes:
    """A mail with CRLF line ends; `headers` are further lines, each with its line end."""
    head = (
        f"From: {sender}\r\nTo: sales@vendor.test\r\nDate: Tue, 3 Oct 2023 09:14:11 +0200\r\n"
        f"Message-ID: <q1w2e3@customer.test>\r\nSubject: {subject}\r\nMIME-Version: 1.0\r\n"
        f"Content-Type: {content_type}\r\n"
    ).encode()
    extra = headers if isinstance(headers, bytes) else headers.encode()
    content = body if isinstance(body, bytes) else body.encode()
    return head + extra.replace(b"\r\n", b"\n").replace(b"\n", b"\r\n") + b"\r\n" + _crlf(content)


def _crlf(content: bytes) -> bytes:
    return content.replace(b"\r\n", b"\n").replace(b"\n", b"\r\n")


def parts(*bodies: tuple[str, str | bytes], kind: str = "mixed", boundary: str = "=-b1") -> tuple[str, bytes]:
    """Content type and body of a multipart; each part is its header lines and its content."""
    pieces = []
    for head, content in bodies:
        data = content if isinstance(content, bytes) else content.encode()
        pieces.append(b"--" + boundary.encode() + b"\n" + head.encode() + b"\n\n" + data + b"\n")
    return f'multipart/{kind}; boundary="{boundary}"', b"".join(pieces) + f"--{boundary}--\n".encode()


def multipart(*bodies: tuple[str, str | bytes], kind: str = "mixed", **more: str) -> bytes:
    """A mail of several parts."""
    content_type, body = parts(*bodies, kind=kind)
    return mail(body, content_type=content_type, **more)


def body_of(message: Message, subtype: str = "plain") -> Body:
    """The message's only body of that kind."""
    (found,) = [body for body in message.bodies if body.subtype == subtype]
    return found


def text_lines(message: Message, subtype: str = "plain") -> list[str]:
    """The lines of a body that are not blank."""
    return [line.text for line in body_of(message, subtype).lines if line.text.strip()]


def told(body: Body) -> list[str]:
    """The lines of a body in the notation of these tests; blank ones are left out."""
    names = {role: name for name, role in _ROLES.items()}
    return [f"{names[line.role]}{line.depth or ' '}|{line.text}" for line in body.lines if line.text.strip()]


def check_roles(notation: str, *, subject: str = "Re: A question") -> None:
    """Asserts the roles of a plain text: each line is role, a bar, and the text as sent.

    Depth is what the quote marks in the text say, so it is not noted.
    """
    wanted = [line.split("|", 1) for line in notation.strip("\n").splitlines()]
    body = body_of(read(mail("\n".join(text for _, text in wanted), subject=subject)))
    got = [
        f"{name}|{text}"
        for (name, text), line in zip(wanted, body.lines, strict=True)
        if not text.strip(" >") or line.role is _ROLES[name]
    ]
    assert got == [f"{name}|{text}" for name, text in wanted], told(body)


def html_mail(source: str, *, subject: str = "Re: A question") -> Message:
    """What is read of a mail with an HTML part alone."""
    return read(mail(source, content_type="text/html; charset=utf-8", subject=subject))


def roles_of(body: Body) -> Iterable[tuple[LineRole, str]]:
    """Role and text of each line that is not blank."""
    return [(line.role, line.text) for line in body.lines if line.text.strip()]
