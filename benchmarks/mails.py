"""A sales mailbox's mail, invented and always the same: 2,400 messages of several clients and sorts.

The sizes follow what such mailboxes hold: filled-in templates of 3 to 8 KB, conversations in HTML of 12 to
56 KB, and short mail of people and machines.
"""

# ruff: noqa: E501 - lines as long as mail has them

from base64 import b64encode
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from email.message import EmailMessage
from email.policy import SMTP
from enum import StrEnum
from html import escape
from random import Random

from benchmarks import prose
from worker.forms import mailto_link
from worker.forms.form_definition import Form

VENDOR = "sales@vendor.example"
_SEED = 2026


class Sort(StrEnum):
    """What a message of the set is."""

    TEMPLATE = "filled template"
    SALES = "sales HTML"
    UNRELATED = "unrelated"
    BOUNCE = "bounce"
    AUTO_REPLY = "auto reply"
    PROSE_1 = "prose, 1 KB"
    PROSE_4 = "prose, 4 KB"
    PROSE_14 = "prose, 14 KB"
    PROSE_30 = "prose, 30 KB"
    NEAR_1 = "near prose, 1 KB"
    NEAR_4 = "near prose, 4 KB"
    NEAR_14 = "near prose, 14 KB"
    NEAR_30 = "near prose, 30 KB"


#: How many of each there are: 2,400 in all.
SHARES: Mapping[Sort, int] = {
    Sort.TEMPLATE: 900,
    Sort.SALES: 600,
    Sort.UNRELATED: 300,
    Sort.BOUNCE: 100,
    Sort.AUTO_REPLY: 100,
    **dict.fromkeys((sort for sort in Sort if "prose" in sort), 50),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Mail:
    """One message as a mailbox holds it."""

    sort: Sort
    raw: bytes


def mixed(form: Form) -> list[Mail]:
    """The whole set, well mixed."""
    chance = Random(_SEED)
    made = [
        Mail(sort=sort, raw=_MAKERS[sort](chance, number, form))
        for sort, count in SHARES.items()
        for number in range(count)
    ]
    chance.shuffle(made)
    return made


# --- words ------------------------------------------------------------------------------------------

_FIRST = [
    "Anna",
    "Boris",
    "Carla",
    "Deniz",
    "Emil",
    "Farah",
    "Greta",
    "Hugo",
    "Ines",
    "Jonas",
    "Katja",
    "Liam",
    "Mona",
    "Nils",
    "Olga",
    "Pavel",
    "Rosa",
    "Sven",
]
_LAST = [
    "Abel",
    "Brandt",
    "Costa",
    "Duarte",
    "Engel",
    "Ferrari",
    "Grau",
    "Hansen",
    "Ito",
    "Jensen",
    "Kowal",
    "Lindt",
    "Moreau",
    "Novak",
    "Olsen",
    "Petit",
]
_FIRM = [
    "Nordlicht",
    "Quarzwerk",
    "Tidewater",
    "Bluefin",
    "Harborline",
    "Vestel",
    "Kranich",
    "Solano",
    "Pinecrest",
    "Lumen",
    "Ostrava",
    "Mira",
]
_TAIL = ["GmbH", "Ltd", "Inc.", "S.A.", "AB", "B.V.", "LLC", "S.r.l."]
_PLACES = [
    "Hafenstraße 12\n20457 Hamburg\nGermany",
    "8 Canal Row, Leeds LS1 4AX, United Kingdom",
    "410 Birch Avenue, Suite 9\nPortland, OR 97205\nUSA",
    "Calle del Puerto 9, 46021 Valencia, Spain",
    "14 rue des Tanneurs\n69001 Lyon\nFrance",
    "Storgatan 3, 111 23 Stockholm, Sweden",
]


@dataclass(frozen=True, slots=True)
class _Person:
    name: str
    address: str
    firm: str


def _person(chance: Random) -> _Person:
    first, last = chance.choice(_FIRST), chance.choice(_LAST)
    firm = chance.choice(_FIRM)
    address = f"{first}.{last}{chance.randrange(100)}@{firm}.example".lower()
    return _Person(f"{first} {last}", address, f"{firm} {chance.choice(_TAIL)}")


# --- envelopes --------------------------------------------------------------------------------------


def _mail(chance: Random, person: _Person, subject: str, number: int) -> EmailMessage:
    """The headers that a message gathers on its way, about 2 KB of them."""
    mail = EmailMessage(policy=SMTP)
    domain = person.address.partition("@")[2]
    mail["Return-Path"] = f"<{person.address}>"
    for hop in range(3):
        mail["Received"] = (
            f"from mx{hop}.{domain} (mx{hop}.{domain} [192.0.2.{chance.randrange(1, 250)}]) by mail.vendor.example "
            f"with ESMTPS id {chance.getrandbits(64):016x}; Mon, 2 Mar 2026 0{hop + 7}:1{hop}:2{hop} +0000"
        )
    signature = b64encode(chance.randbytes(192)).decode()
    mail["DKIM-Signature"] = (
        f"v=1; a=rsa-sha256; c=relaxed/relaxed; d={domain}; s=mail; h=from:to:subject:date; "
        f"bh={b64encode(chance.randbytes(32)).decode()}; b={signature}"
    )
    mail["Authentication-Results"] = (
        f"mail.vendor.example; spf=pass smtp.mailfrom={domain}; dkim=pass header.d={domain}"
    )
    mail["From"] = f"{person.name} <{person.address}>"
    mail["To"] = VENDOR
    mail["Subject"] = subject
    mail["Date"] = f"Mon, 02 Mar 2026 {7 + number % 12:02}:{number % 60:02}:00 +0000"
    mail["Message-ID"] = f"<{chance.getrandbits(96):024x}@{domain}>"
    return mail


def _signed(person: _Person) -> str:
    return f"-- \n{person.name}\n{person.firm}\nPhone +49 40 555 0142\n"


# --- filled templates -------------------------------------------------------------------------------


def _template(chance: Random, number: int, form: Form) -> bytes:
    person = _person(chance)
    mail = _mail(chance, person, form.subject, number)
    text = _filled(chance, person, form)
    clients = (_plain, _flowed, _outlook, _gmail, _apple, _webmail, _one_line)
    clients[number % len(clients)](mail, text, person)
    return mail.as_bytes()


def _filled(chance: Random, person: _Person, form: Form) -> str:
    """The form with its answers behind the prompts; one in four leaves one out."""
    answers = {
        "license_key": b64encode(chance.randbytes(chance.randrange(120, 700))).decode(),
        "account_email": person.address,
        "holder_name": person.name,
        "organization": person.firm,
        "address": chance.choice(_PLACES),
    }
    if chance.random() < 0.25:
        del answers[chance.choice([*answers])]
    lines = []
    for line in mailto_link.make_body(form).replace("\r\n", "\n").split("\n"):
        number = line.partition(".")[0]
        name = next((one.name for one in form.fields if number == str(one.number)), "")
        lines.append(f"{line} {answers[name]}" if name in answers else line)
    return "\n".join(lines)


def _plain(mail: EmailMessage, text: str, person: _Person) -> None:
    mail["User-Agent"] = "Mozilla Thunderbird"
    mail.set_content(f"{text}\n\n{_signed(person)}", cte="quoted-printable")


def _flowed(mail: EmailMessage, text: str, person: _Person) -> None:
    mail["User-Agent"] = "Mozilla Thunderbird"
    lines = [_soft(line) for line in text.split("\n")]
    mail.set_content("\n".join(lines) + f"\n\n{_signed(person)}", cte="8bit")
    mail.set_param("format", "flowed")


def _soft(line: str) -> str:
    lines = [""]
    for word in line.split(" "):
        if lines[-1] and len(lines[-1]) + len(word) > 71:
            lines.append("")
        lines[-1] += f"{word} "
    return "\n".join(lines).rstrip()


def _outlook(mail: EmailMessage, text: str, person: _Person) -> None:
    lines = [line for line in f"{text}\n{_signed(person)}".split("\n") if line.strip()]
    mail["X-MS-Has-Attach"] = ""
    mail.set_content("\r\n\r\n".join(lines), cte="quoted-printable")
    mail.add_alternative(_word_page(lines), subtype="html", cte="quoted-printable")


def _word_page(lines: list[str]) -> str:
    body = "".join(
        f"<p class=MsoNormal><span lang=EN-US>{escape(line)}<o:p></o:p></span></p>\n" for line in lines
    )
    return f"<html><head><style><!--\n{_WORD_STYLE}--></style></head><body><div class=WordSection1>\n{body}</div></body></html>"


_WORD_STYLE = (
    '@font-face {font-family:"Cambria Math"; panose-1:2 4 5 3 5 4 6 3 2 4;}\n'
    'p.MsoNormal, li.MsoNormal, div.MsoNormal {margin:0in; font-size:11.0pt; font-family:"Calibri",sans-serif;}\n'
    "a:link, span.MsoHyperlink {mso-style-priority:99; color:#0563C1; text-decoration:underline;}\n"
    "@page WordSection1 {size:8.5in 11.0in; margin:1.0in 1.0in 1.0in 1.0in;}\ndiv.WordSection1 {page:WordSection1;}\n"
)


def _gmail(mail: EmailMessage, text: str, person: _Person) -> None:
    whole = f"{text}\n\n{_signed(person)}"
    lines = "".join(f"<div>{escape(line) or '<br>'}</div>" for line in whole.split("\n"))
    mail.set_content(whole, cte="quoted-printable")
    mail.add_alternative(f'<div dir="ltr">{lines}</div>', subtype="html", cte="quoted-printable")


def _apple(mail: EmailMessage, text: str, person: _Person) -> None:
    mail["X-Mailer"] = "Apple Mail (2.3826.200)"
    mail.set_content(f"{text}\n\n{_signed(person)}", cte="base64")


def _webmail(mail: EmailMessage, text: str, person: _Person) -> None:
    items = "".join(f"<p style='margin:0'>{escape(line)}</p>" for line in text.split("\n"))
    page = f"<html><body style='font-family:Verdana'>{items}<p>{escape(person.name)}</p></body></html>"
    mail.set_content(page, subtype="html", cte="base64")


def _one_line(mail: EmailMessage, text: str, _person: _Person) -> None:
    line = " ".join(text.split())
    mail.set_content(line, cte="quoted-printable")
    mail.add_alternative(f'<div dir="auto">{escape(line)}</div>', subtype="html", cte="quoted-printable")


# --- other mail -------------------------------------------------------------------------------------


def _sales(chance: Random, number: int, _form: Form) -> bytes:
    """A conversation in HTML with a table of prices and what was said before, 12 to 56 KB."""
    person = _person(chance)
    mail = _mail(chance, person, f"Re: Quote {4000 + number}", number)
    aim = chance.randrange(10_000, 54_000)
    own = [prose.words(chance, chance.randrange(12, 60)) for _ in range(chance.randrange(2, 6))]
    if number % 2:
        own.append(prose.NEAR)
    html = "".join(f"<p class=MsoNormal>{escape(line)}<o:p></o:p></p>\n" for line in own) + _prices(chance)
    quoted: list[str] = []
    while len(html) < aim:
        paragraph = prose.words(chance, chance.randrange(20, 70))
        quoted.append(paragraph)
        html += (
            "<p class=MsoNormal style='margin-bottom:12.0pt;background:white'><span lang=EN-US style='font-size:10.5pt;"
            f'font-family:"Segoe UI",sans-serif;color:#242424\'>{escape(paragraph)}<o:p></o:p></span></p>\n'
        )
        if len(quoted) % 12 == 1:
            html += _said_before(chance)
    page = f"<html><head><style><!--\n{_WORD_STYLE * 4}--></style></head><body lang=EN-US><div>{html}</div></body></html>"
    if number % 3:
        mail.set_content("\n\n".join([*own, *(f"> {line}" for line in quoted)]), cte="quoted-printable")
        mail.add_alternative(page, subtype="html", cte="quoted-printable")
    else:
        mail.set_content(page, subtype="html", cte="base64")
    return mail.as_bytes()


def _prices(chance: Random) -> str:
    row = "<tr><td style='border:solid windowtext 1.0pt;padding:0in 5.4pt'>{}</td><td style='border:solid'>{}</td></tr>\n"
    rows = "".join(
        row.format(prose.words(chance, 4), f"{chance.randrange(90, 4000)}.00 EUR") for _ in range(12)
    )
    return f"<table class=MsoNormalTable border=0 cellspacing=0>{rows}</table>\n"


def _said_before(chance: Random) -> str:
    person = _person(chance)
    return (
        "<div style='border:none;border-top:solid #E1E1E1 1.0pt;padding:3.0pt 0in 0in 0in'><p class=MsoNormal>"
        f"<b>From:</b> {person.name} &lt;{person.address}&gt;<br><b>Sent:</b> Friday, February 27, 2026 10:12 AM<br>"
        f"<b>To:</b> Sales &lt;{VENDOR}&gt;<br><b>Subject:</b> RE: Quote<o:p></o:p></p></div>\n"
    )


def _unrelated(chance: Random, number: int, _form: Form) -> bytes:
    person = _person(chance)
    mail = _mail(chance, person, chance.choice(_SUBJECTS), number)
    paragraphs = [prose.words(chance, chance.randrange(15, 60)) for _ in range(chance.randrange(1, 6))]
    text = "\n\n".join([*paragraphs, *([prose.NEAR] if number % 4 > 1 else [])])
    quoted = "\n".join(f"> {prose.words(chance, 10)}" for _ in range(chance.randrange(0, 30)))
    whole = f"Hello,\n\n{text}\n\n{_signed(person)}\nOn 27 Feb 2026, at 10:12, Sales <{VENDOR}> wrote:\n{quoted}\n"
    if number % 2:
        mail.set_content(whole, cte="quoted-printable")
    else:
        _gmail(mail, whole, person)
    return mail.as_bytes()


_SUBJECTS = [
    "Invoice for March",
    "A question about prices",
    "Re: Workshop",
    "Our order",
    "Partnership",
    "Wrong address?",
]


def _bounce(chance: Random, number: int, _form: Form) -> bytes:
    """A delivery report (RFC 3464) about one of the vendor's letters."""
    person = _person(chance)
    daemon = _Person("Mail Delivery System", f"MAILER-DAEMON@mx.{person.address.partition('@')[2]}", "")
    head = _mail(chance, daemon, "Undelivered Mail Returned to Sender", number)
    del head["Return-Path"]
    head["Return-Path"] = "<>"
    head["Auto-Submitted"] = "auto-replied"
    boundary = f"=_{chance.getrandbits(64):016x}"
    told = (
        f"This is the mail system. Your message could not be delivered.\r\n\r\n<{person.address}>: host mx said: "
        "550 5.1.1 User unknown (in reply to RCPT TO command)\r\n"
    )
    status = (
        f"Reporting-MTA: dns; mx.example\r\n\r\nFinal-Recipient: rfc822; {person.address}\r\nAction: failed\r\n"
        "Status: 5.1.1\r\nDiagnostic-Code: smtp; 550 5.1.1 User unknown\r\n"
    )
    letter = (
        f"From: Sales <{VENDOR}>\r\nTo: {person.address}\r\nSubject: Re: I want to migrate\r\n"
        f"Message-ID: <{chance.getrandbits(96):024x}@vendor.example>\r\n\r\n{prose.words(chance, 200)}\r\n"
    )
    parts = {
        "text/plain; charset=us-ascii": told,
        "message/delivery-status": status,
        "message/rfc822": letter,
    }
    body = "".join(f"--{boundary}\r\nContent-Type: {kind}\r\n\r\n{text}\r\n" for kind, text in parts.items())
    kind = f'multipart/report; report-type=delivery-status; boundary="{boundary}"'
    return (
        head.as_bytes().rstrip()
        + f"\r\nMIME-Version: 1.0\r\nContent-Type: {kind}\r\n\r\n{body}--{boundary}--\r\n".encode()
    )


def _auto_reply(chance: Random, number: int, _form: Form) -> bytes:
    person = _person(chance)
    mail = _mail(chance, person, "Automatic reply: Your license migration request", number)
    mail["Auto-Submitted"] = "auto-replied"
    mail["X-Auto-Response-Suppress"] = "All"
    text = f"I am out of the office until Monday and will read my mail then.\n\n{prose.words(chance, 60)}\n\n{person.name}\n"
    _gmail(mail, text, person)
    return mail.as_bytes()


def _told_at_length(sort: Sort) -> Callable[[Random, int, Form], bytes]:
    """Mail that is not ours: prose of the length that the sort names; every other one in HTML as well."""
    size = 1000 * int(sort.split()[-2])

    def make(chance: Random, number: int, _form: Form) -> bytes:
        person = _person(chance)
        mail = _mail(chance, person, chance.choice(_SUBJECTS), number)
        told = prose.paragraphs(chance, size // (1 + number % 2), near=sort.startswith("near"))
        whole = "\n\n".join(["Hello,", *told, _signed(person)])
        if number % 2:
            _gmail(mail, whole, person)
        else:
            mail.set_content(whole, cte="quoted-printable")
        return mail.as_bytes()

    return make


_MAKERS: Mapping[Sort, Callable[[Random, int, Form], bytes]] = {
    Sort.TEMPLATE: _template,
    Sort.SALES: _sales,
    Sort.UNRELATED: _unrelated,
    Sort.BOUNCE: _bounce,
    Sort.AUTO_REPLY: _auto_reply,
    **{sort: _told_at_length(sort) for sort in Sort if "prose" in sort},
}
