"""Mail as clients make it: the text that a person sees in the composer becomes a message's bytes."""

# ruff: noqa: E501

import base64
import html
import quopri
import re
import textwrap
import zlib
from email.header import Header
from hashlib import sha256

CLIENTS = {
    "outlook": "X-MS-Has-Attach: ",
    "owa": "X-OriginatorOrg: contoso.example",
    "outlook-mac": "user-agent: Microsoft-MacOutlook/10.10.0.180812",
    "gmail": "X-Gm-Message-State: AOAM530",
    "apple": "X-Mailer: Apple Mail (2.3445.9.1)",
    "iphone": "X-Mailer: iPhone Mail (15G77)",
    "yahoo": "X-Mailer: WebService/1.1.12857 YMailNorrin Mozilla/5.0",
    "aol": "X-Mailer: JAS DWEB",
    "thunderbird": "User-Agent: Mozilla/5.0 (X11; Linux x86_64; rv:60.0) Gecko/20100101 Thunderbird/60.2.1",
    "notes": "X-Mailer: IBM Notes Release 9.0.1FP9 December 11, 2017",
    "groupwise": "X-Mailer: Novell GroupWise Internet Agent 14.2.2",
    "zimbra": "X-Mailer: Zimbra 8.8.8_GA_2009 (ZimbraWebClient - GC69 (Linux)/8.8.8_GA_1703)",
    "roundcube": "User-Agent: Roundcube Webmail/1.3.6",
    "sogo": "User-Agent: SOGoMail 4.0.2",
    "k9": "User-Agent: K-9 Mail for Android",
    "samsung": "X-Mailer: SamsungEmail",
    "mutt": "User-Agent: Mutt/1.10.1 (2018-07-13)",
    "proton": "X-Pm-Origin: internal",
    "webform": "X-Mailer: PHPMailer 5.2.22 (https://github.com/PHPMailer/PHPMailer)",
    "plain": "X-Mailer: The Bat! (v7.4.16)",
}


def make_key(seed: str, product: str = "Mockups for Confluence") -> str:
    """A license key: base64 over a zlib stream."""
    noise = sha256(seed.encode()).digest()
    return base64.b64encode(zlib.compress(f"{product}|".encode() + noise)).decode()


def make(
    *,
    client: str,
    text: str,
    sender: str,
    subject: str,
    rich: str = "",
    headers: str = "",
    charset: str = "utf-8",
    wrap: int = 0,
    attach: tuple[tuple[str, str], ...] = (),
    after: tuple[str, ...] = (),
) -> bytes:
    """The mail of that client; `rich` is the HTML where it is more than the text's lines.

    `attach` are text files, `after` further text parts that a client or gateway puts behind the body.
    """
    head = [
        f"From: {_header(sender)}",
        "To: sales@balsamiq.com",
        f"Subject: {_header(subject)}",
        "Date: Wed, 12 Sep 2018 10:21:07 +0200",
        f"Message-ID: <{sha256((client + text).encode()).hexdigest()[:24]}@mail.example>",
        CLIENTS[client],
        *headers.splitlines(),
        "MIME-Version: 1.0",
    ]
    kind, content = _body(client, text, rich, charset, wrap)
    if attach or after:
        parts = [_part(kind, content)]
        parts += [_part("text/plain; charset=utf-8", _encoded(one, "utf-8", "8bit")) for one in after]
        parts += [
            _part(
                f'text/plain; charset=utf-8; name="{name}"',
                base64.encodebytes(inner.encode()).decode(),
                f'base64\nContent-Disposition: attachment; filename="{name}"',
            )
            for name, inner in attach
        ]
        kind, content = 'multipart/mixed; boundary="=_mixed"', _parts("=_mixed", parts)
    transfer, _, content = content.partition("\n\n") if content.startswith("CTE:") else ("", "", content)
    if transfer:
        head.append("Content-Transfer-Encoding: " + transfer.removeprefix("CTE:").strip())
    head.append(f"Content-Type: {kind}")
    return ("\n".join(head) + "\n\n" + content + "\n").replace("\n", "\r\n").encode("latin-1")


def _header(text: str) -> str:
    if text.isascii():
        return text
    name, sep, addr = text.rpartition(" <")
    return Header(name or text, "utf-8", maxlinelen=900).encode() + (sep + addr if sep else "")


def _part(kind: str, content: str, transfer: str = "") -> str:
    if content.startswith("CTE:"):
        encoding, _, content = content.partition("\n\n")
        transfer = encoding.removeprefix("CTE:").strip()
    return (
        f"Content-Type: {kind}\n"
        + (f"Content-Transfer-Encoding: {transfer}\n" if transfer else "")
        + "\n"
        + content
    )


def _parts(boundary: str, parts: list[str]) -> str:
    return "".join(f"--{boundary}\n{part}\n" for part in parts) + f"--{boundary}--"


def _encoded(text: str, charset: str, how: str) -> str:
    raw = text.encode(charset)
    if how == "base64":
        body = base64.encodebytes(raw).decode().strip()
    elif how == "quoted-printable":
        body = quopri.encodestring(raw).decode("latin-1")
    else:
        body = raw.decode("latin-1")
    return f"CTE:{how}\n\n{body}"


def _wrapped(text: str, width: int) -> str:
    return "\n".join(
        "\n".join(textwrap.wrap(line, width, break_long_words=False, break_on_hyphens=False)) or line
        for line in text.split("\n")
    )


def _flowed(text: str) -> str:
    lines = []
    for line in text.split("\n"):
        parts = (
            textwrap.wrap(line, 71, break_long_words=False, break_on_hyphens=False) if line[:1] != ">" else []
        )
        lines.append(" \n".join(parts) if parts else line)
    return "\n".join(lines)


def _esc(line: str) -> str:
    line = html.escape(line, quote=False)
    line = re.sub(r"[\w.+-]+@[\w.-]+\w", r'<a href="mailto:\g<0>">\g<0></a>', line)
    return re.sub(r"\*([^*<>]+)\*", r"<b>\1</b>", line)


def _lines(text: str, before: str, after: str, empty: str) -> str:
    return "\n".join(before + (_esc(line) or empty) + after for line in text.split("\n"))


def _body(client: str, text: str, rich: str, charset: str, wrap: int) -> tuple[str, str]:
    makers = {
        "outlook": ('<p class="MsoNormal">', "<o:p></o:p></p>", "<o:p>&nbsp;</o:p>"),
        "owa": ('<div style="font-family:Calibri,Helvetica,sans-serif;font-size:12pt">', "</div>", "<br>"),
        "outlook-mac": (
            '<p class="MsoNormal"><span lang="EN-US">',
            "<o:p></o:p></span></p>",
            "<o:p>&nbsp;</o:p>",
        ),
        "gmail": ("<div>", "</div>", "<br>"),
        "apple": ('<div class="">', "</div>", '<br class="">'),
        "yahoo": ('<div dir="ltr" data-setdir="false">', "</div>", "<br>"),
        "aol": ('<div style="color:black;font:arial">', "</div>", "&nbsp;"),
        "notes": ('<font size=2 face="sans-serif">', "</font><br>", ""),
        "groupwise": ("<div>", "</div>", "&nbsp;"),
        "zimbra": ("<div>", "</div>", '<br data-mce-bogus="1">'),
        "samsung": ('<div dir="auto">', "</div>", "<br>"),
        "proton": ("<div>", "</div>", "<br>"),
        "sogo": ("", "<br>", ""),
    }
    if client in makers or rich:
        page = rich or _lines(text, *makers[client])
        page = f'<html><head><meta http-equiv="Content-Type" content="text/html; charset={charset}"></head><body>{page}</body></html>'
        rich_part = _part(f"text/html; charset={charset}", _encoded(page, charset, "quoted-printable"))
        if client == "sogo":
            return f"text/html; charset={charset}", _encoded(page, charset, "quoted-printable")
        plain = text
        if client in ("outlook", "outlook-mac"):
            plain = (
                re.sub(r"([\w.+-]+@[\w.-]+\w)", r"\1<mailto:\1>", text).replace("*", "").replace("\n", "\n\n")
            )
        elif client in ("gmail", "notes"):
            plain = _wrapped(text, 75)
        part = _part(f"text/plain; charset={charset}", _encoded(plain, charset, "quoted-printable"))
        return 'multipart/alternative; boundary="=_alt"', _parts("=_alt", [part, rich_part])
    if client == "thunderbird":
        return f"text/plain; charset={charset}; format=flowed", _encoded(_flowed(text), charset, "8bit")
    if wrap:
        text = _wrapped(text, wrap)
    how = {"iphone": "quoted-printable", "k9": "quoted-printable", "webform": "base64"}.get(client, "8bit")
    return f"text/plain; charset={charset}", _encoded(text, charset, how)
