"""Mail clients of the tests: how each of them makes a reply out of one of our letters.

Every builder takes the letter as it went out and what the customer typed, and gives the mail's bytes. Answers
within the quotation are given by the question's number: `inside={4: "Analytical Engines Ltd"}`.
"""

# ruff: noqa: E501 -- lines as clients write them

import re
from collections.abc import Callable, Mapping
from email.message import EmailMessage
from html import escape
from typing import Any

VENDOR = "sales@vendor.test"
ADA = "Ada Byron <ada@engines.test>"
_AT = "Mon, 2 Mar 2026 at 10:05"

Inside = Mapping[int, str]
Client = Callable[..., bytes]


def text_of(letter: EmailMessage) -> str:
    """The letter's text."""
    body = letter.get_body(("plain",))
    assert body is not None
    return str(body.get_content()).rstrip("\n")


def html_of(letter: EmailMessage) -> str:
    """What stands between the body tags of the letter's HTML."""
    body = letter.get_body(("html",))
    assert body is not None
    whole = str(body.get_content())
    return whole.partition("<body")[2].partition(">")[2].partition("</body>")[0]


def _subject(letter: EmailMessage, prefix: str) -> str:
    subject = str(letter["Subject"])
    return subject if subject.startswith(prefix) else f"{prefix} {subject}"


def _mail(
    letter: EmailMessage,
    *,
    text: str = "",
    html: str = "",
    sender: str = ADA,
    prefix: str = "Re:",
    cte: str = "8bit",
    content_type: str = "text/plain; charset=utf-8",
    threaded: bool = True,
    extra: Mapping[str, str] | None = None,
) -> bytes:
    mail = EmailMessage()
    mail["From"] = sender
    mail["To"] = VENDOR
    mail["Subject"] = _subject(letter, prefix)
    mail["Date"] = "Mon, 02 Mar 2026 11:00:00 +0000"
    mail["Message-ID"] = "<reply@engines.test>"
    if threaded:
        mail["In-Reply-To"] = str(letter["Message-ID"])
        mail["References"] = str(letter["Message-ID"])
    for name, value in (extra or {}).items():
        mail[name] = value
    if text:
        mail.set_content(text, cte=cte)
        if "flowed" in content_type:
            mail.set_param("format", "flowed")
        if html:
            mail.add_alternative(f"<html><body>{html}</body></html>", subtype="html")
    else:
        mail.set_content(f"<html><body>{html}</body></html>", subtype="html", cte="quoted-printable")
    return mail.as_bytes().replace(b"\r\n", b"\n").replace(b"\n", b"\r\n")


# --- what is typed into the quotation ------------------------------------------------------------------


def _questions(text: str) -> list[str]:
    """The lines of a letter that ask."""
    return [line for line in text.splitlines() if re.match(r"\d\. .*:$", line) or _asks_to_confirm(line)]


def _asks_to_confirm(line: str) -> bool:
    return line.startswith(("Please confirm that", "Bitte bestätigen Sie")) and line.endswith(":")


def _filled(
    text: str, inside: Inside, quote: str = "> ", *, blank: bool = False, beside: bool = False
) -> str:
    """The letter's text behind quote marks, answers put below (or behind) the lines that ask."""
    out = []
    for line in text.splitlines():
        marked = f"{quote}{line}".rstrip()
        number = int(line[0]) if line in _questions(text) and line[:1].isdigit() else 0
        answer = inside.get(number, "") if line in _questions(text) else ""
        if not answer:
            out.append(marked)
        elif beside:
            out.append(f"{marked} {answer}")
        else:
            out += [marked, *([""] if blank else []), *answer.split("\n"), *([""] if blank else [])]
    return "\n".join(out)


_QUESTION = re.compile(
    r'<p class="question"[^>]*>((?:\d)?)(.*?)</p>\s*<p style="[^"]*">&nbsp;</p>', re.DOTALL
)


def _filled_html(html: str, inside: Inside, shape: str = "{}", *, beside: bool = False) -> str:
    """The letter's HTML with answers in the empty lines, each in the given shape."""

    def put(match: re.Match[str]) -> str:
        answer = inside.get(int(match[1] or 0))
        if answer is None:
            return match[0]
        typed = shape.format(escape(answer).replace("\n", "<br>"))
        if beside:
            return match[0].replace("</p>", f" {typed}</p>", 1)
        return match[0].replace("&nbsp;</p>", f"{typed}</p>")

    return _QUESTION.sub(put, html)


def _lines(text: str, tag: str = "div", attributes: str = "") -> str:
    parts = (escape(line) or "<br>" for line in text.split("\n"))
    return "".join(f"<{tag}{attributes}>{part}</{tag}>" for part in parts)


#: Clients that cut a quotation where one types close our letter's tables and open them again behind.
_ENDS = "</td></tr></tbody></table>" * 2
_STARTS = "<table><tbody><tr><td>" * 2


# --- the clients ----------------------------------------------------------------------------------------

_GMAIL = f"On {_AT}, Vendor Sales <{VENDOR}>\nwrote:"
_WROTE = f"On 2 Mar 2026, at 10:05, Vendor Sales <{VENDOR}> wrote:"


def gmail(letter: EmailMessage, typed: str, inside: Inside | None = None, **more: Any) -> bytes:
    """Gmail on the web: text and HTML, the quotation in `gmail_quote`."""
    quote = _filled(text_of(letter), inside or {}, blank=True)
    html = (
        f'<div dir="ltr">{_lines(typed)}</div><br><div class="gmail_quote gmail_quote_container">'
        f'<div dir="ltr" class="gmail_attr">{escape(_GMAIL)}<br></div>'
        '<blockquote class="gmail_quote" style="margin:0px 0px 0px 0.8ex;border-left:1px solid '
        'rgb(204,204,204);padding-left:1ex">'
        f"{_filled_html(html_of(letter), inside or {}, '</p><div>{}</div><p>')}</blockquote></div>"
    )
    return _mail(letter, text=f"{typed}\n\n{_GMAIL}\n\n{quote}\n", html=html, cte="quoted-printable", **more)


def gmail_android(letter: EmailMessage, typed: str, inside: Inside | None = None, **more: Any) -> bytes:
    """Gmail on Android: HTML alone in fact, the attribution in one line."""
    html = (
        f'<div dir="auto">{_lines(typed, attributes=" dir=auto")}</div><br><div class="gmail_quote">'
        f'<div dir="ltr" class="gmail_attr">{escape(_GMAIL)}<br></div><blockquote class="gmail_quote">'
        f"{_filled_html(html_of(letter), inside or {})}</blockquote></div>"
    )
    return _mail(letter, html=html, **more)


def gmail_trimmed(letter: EmailMessage, typed: str, **more: Any) -> bytes:
    """Somebody who takes the quotation out, in text alone."""
    return _mail(letter, text=typed + "\n", **more)


def apple(letter: EmailMessage, typed: str, inside: Inside | None = None, **more: Any) -> bytes:
    """Apple Mail, HTML with a cited block."""
    shape = f'</p>{_ENDS}</div></blockquote><div>{{}}</div><blockquote type="cite"><div>{_STARTS}<p>'
    html = (
        f'{_lines(typed)}<div><br><blockquote type="cite"><div>{escape(_WROTE)}</div><br '
        f'class="Apple-interchange-newline"><div>{_filled_html(html_of(letter), inside or {}, shape)}'
        "</div></blockquote></div><br>"
    )
    quote = _filled(text_of(letter), inside or {}, blank=True)
    return _mail(letter, text=f"{typed}\n\n> {_WROTE}\n> \n{quote}\n", html=html, **more)


def iphone(letter: EmailMessage, typed: str, inside: Inside | None = None, **more: Any) -> bytes:
    """Mail on an iPhone, text alone; its signature stands above the quotation."""
    quote = _filled(text_of(letter), inside or {}, quote="> ﻿" if more.pop("bom", "") else "> ")
    return _mail(letter, text=f"{typed}\n\nSent from my iPhone\n\n> {_WROTE}\n>\n{quote}\n", **more)


def thunderbird(letter: EmailMessage, typed: str, inside: Inside | None = None, **more: Any) -> bytes:
    """Thunderbird in text: the answer below or inside the quotation."""
    quote = _filled(text_of(letter), inside or {}, blank=True)
    head = f"On 02.03.2026 10:05, Vendor Sales wrote:\n{quote}\n\n"
    tail = "\n-- \nAda Byron\nAnalytical Engines, 99 Old Road, Paris, France\nTel +44 20 7946 0000\n"
    return _mail(letter, text=f"{head}{typed}\n{tail}", **more)


def thunderbird_flowed(letter: EmailMessage, typed: str, inside: Inside | None = None, **more: Any) -> bytes:
    """Thunderbird with format=flowed: soft breaks end with a space."""
    quote = _filled(text_of(letter), inside or {}, blank=True)
    text = f"{_soft(typed)}\n\nAm 02.03.26 um 10:05 schrieb Vendor Sales:\n{quote}\n"
    return _mail(letter, text=text, content_type="text/plain; format=flowed", **more)


def _soft(text: str) -> str:
    lines = []
    for line in text.split("\n"):
        rest = line
        while len(rest) > 40 and " " in rest[:40]:
            cut = rest[:40].rindex(" ") + 1
            lines.append(rest[:cut])
            rest = rest[cut:]
        lines.append(rest)
    return "\n".join(lines)


def thunderbird_html(letter: EmailMessage, typed: str, inside: Inside | None = None, **more: Any) -> bytes:
    """Thunderbird in HTML alone, the quotation cut where an answer stands."""
    shape = f'</p>{_ENDS}</blockquote><p>{{}}</p><blockquote type="cite">{_STARTS}<p>'
    html = (
        f'<div class="moz-cite-prefix">On 02.03.26 10:05, Vendor Sales wrote:<br></div>'
        f'<blockquote type="cite" cite="mid:1@x">{_filled_html(html_of(letter), inside or {}, shape)}</blockquote>'
        f'{_lines(typed, "p")}<pre class="moz-signature" cols="72">-- \nAda Byron\nBabbage Hall 1, Rome, Italy</pre>'
    )
    return _mail(letter, html=html, **more)


_OUTLOOK_HEAD = (
    "From: Vendor Sales <{vendor}>\nSent: Monday, March 2, 2026 10:05 AM\nTo: Ada Byron <ada@engines.test>\n"
    "Subject: {subject}"
)
_OUTLOOK_KOPF = (
    "Von: Vendor Sales <{vendor}>\nGesendet: Montag, 2. März 2026 10:05\nAn: Ada Byron <ada@engines.test>\n"
    "Betreff: {subject}"
)


def _head(letter: EmailMessage, *, german: bool = False) -> str:
    shape = _OUTLOOK_KOPF if german else _OUTLOOK_HEAD
    return shape.format(vendor=VENDOR, subject=letter["Subject"])


def outlook(
    letter: EmailMessage, typed: str, inside: Inside | None = None, *, german: bool = False, **more: Any
) -> bytes:
    """Outlook on the desktop in HTML: MsoNormal, a border above the header block, no quotation marks.

    What is typed into the letter is blue.
    """
    fields = "<br>".join(
        f"<b>{name}:</b> {escape(value.strip())}"
        for name, _, value in (line.partition(":") for line in _head(letter, german=german).splitlines())
    )
    old = _filled_html(
        html_of(letter),
        inside or {},
        '<span style="color:#1F497D">{}<o:p></o:p></span>',
        beside=bool(more.pop("beside", "")),
    ).replace("<p ", "<p ")
    html = (
        f'<div class="WordSection1">{_lines(typed, "p", " class=MsoNormal")}<p class="MsoNormal"><o:p>&nbsp;</o:p></p>'
        '<div><div style="border:none;border-top:solid #E1E1E1 1.0pt;padding:3.0pt 0in 0in 0in">'
        f'<p class="MsoNormal">{fields}<o:p></o:p></p></div></div><p class="MsoNormal"><o:p>&nbsp;</o:p></p>{old}</div>'
    )
    text = ""
    if more.pop("both", ""):
        text = f"{typed}\n\n{_head(letter, german=german)}\n\n{_filled(text_of(letter), inside or {}, '')}\n"
    return _mail(letter, text=text, html=html, prefix="AW:" if german else "RE:", **more)


def outlook_text(
    letter: EmailMessage, typed: str, inside: Inside | None = None, *, german: bool = False, **more: Any
) -> bytes:
    """Outlook in text: the letter stands below a header block without any marks."""
    rule = "-----Ursprüngliche Nachricht-----" if german else "-----Original Message-----"
    old = _filled(text_of(letter), inside or {}, "", blank=True)
    return _mail(
        letter,
        text=f"{typed}\n\n{rule}\n{_head(letter, german=german)}\n\n{old}\n",
        prefix="AW:" if german else "RE:",
        **more,
    )


def outlook_mobile(letter: EmailMessage, typed: str, inside: Inside | None = None, **more: Any) -> bytes:
    """Outlook on a phone: an advertisement, a rule, a header block."""
    html = (
        f'<div dir="ltr">{_lines(typed)}</div><div id="ms-outlook-mobile-signature">Get <a href="https://aka.ms/o">'
        'Outlook for iOS</a></div><hr style="display:inline-block;width:98%"><div id="divRplyFwdMsg"><font>'
        f"{'<br>'.join(escape(line) for line in _head(letter).splitlines())}</font></div>"
        f"{_filled_html(html_of(letter), inside or {})}"
    )
    return _mail(letter, html=html, **more)


def yahoo(letter: EmailMessage, typed: str, inside: Inside | None = None, **more: Any) -> bytes:
    """Yahoo on the web."""
    attribution = f"On Monday, March 2, 2026 at 10:05:00 AM GMT, Vendor Sales <{VENDOR}> wrote:"
    html = (
        f'<div class="ydp1yahoo-style-wrap"><div dir="ltr">{_lines(typed)}</div></div><div id="yahoo_quoted_1" '
        f'class="yahoo_quoted"><div><div>{escape(attribution)}</div><div><br></div>'
        f"<div>{_filled_html(html_of(letter), inside or {})}</div></div></div>"
    )
    text = f" {typed}\n\n    {attribution}  \n \n {_filled(text_of(letter), inside or {}, ' ')}\n  "
    return _mail(letter, text=text, html=html, **more)


def notes(letter: EmailMessage, typed: str, **more: Any) -> bytes:
    """Lotus Notes: the old header block with tabs, the letter without marks."""
    head = f'From:\t"Vendor Sales" <{VENDOR}>\nTo:\t"Ada Byron" <ada@engines.test>\nDate:\t02.03.2026 10:05\nSubject:\t{letter["Subject"]}'
    return _mail(letter, text=f"{typed}\n\n\n\n{head}\n\n\n\n{text_of(letter)}\n", **more)


def k9(letter: EmailMessage, typed: str, inside: Inside | None = None, **more: Any) -> bytes:
    """K-9: its signature, the attribution with a date, marks without a space."""
    quote = _filled(text_of(letter), inside or {}, ">")
    tail = "-- \nSent from my Android device with K-9 Mail. Please excuse my brevity."
    return _mail(
        letter,
        text=f"{typed}\n{tail}\n\nOn March 2, 2026 10:05:00 AM GMT+01:00, Vendor Sales <{VENDOR}> wrote:\n{quote}\n",
        **more,
    )


def samsung(letter: EmailMessage, typed: str, **more: Any) -> bytes:
    """The mail program of Samsung phones, HTML alone."""
    html = (
        f"{_lines(typed)}<div><br></div><div id='composer_signature'><div>Sent from my Galaxy</div></div><div><br></div>"
        "<div align='left'>-------- Original message --------</div>"
        f"<div>From: Vendor Sales &lt;{VENDOR}&gt; </div><div>Date: 02/03/2026  10:05  (GMT+00:00) </div>"
        f"<div>To: Ada Byron &lt;ada@engines.test&gt; </div><div>Subject: {escape(str(letter['Subject']))} </div><div><br></div>"
        f"{html_of(letter)}"
    )
    return _mail(letter, html=html, **more)


def proton(letter: EmailMessage, typed: str, inside: Inside | None = None, **more: Any) -> bytes:
    """Proton: a rule with words, then the attribution."""
    quote = _filled(text_of(letter), inside or {})
    words = "Sent with Proton Mail secure email.\n\n"
    return _mail(
        letter,
        text=f"{typed}\n\n{words}On Monday, March 2nd, 2026 at 10:05 AM, Vendor Sales <{VENDOR}> wrote:\n\n{quote}\n",
        **more,
    )


def gmx(letter: EmailMessage, typed: str, inside: Inside | None = None, **more: Any) -> bytes:
    """A German webmail: bold names of headers, the letter in a bordered block."""
    head = "<br/>".join(
        f"<b>{name}:</b>&nbsp;{escape(value.strip())}"
        for name, value in (
            ("Gesendet", "Montag, 02. März 2026 um 10:05 Uhr"),
            ("Von", f'"Vendor Sales" <{VENDOR}>'),
            ("An", "ada@engines.test"),
            ("Betreff", str(letter["Subject"])),
        )
    )
    html = (
        f'<div style="font-family: Verdana;">{_lines(typed)}<div>&nbsp;<div name="quote" style="margin:10px 5px;'
        f'border-left:2px solid #C3D9E5;"><div>{head}</div><div name="quoted-content">'
        f"{_filled_html(html_of(letter), inside or {})}</div></div></div></div>"
    )
    return _mail(letter, html=html, prefix="Aw:", **more)


def lost_quote(letter: EmailMessage, typed: str, inside: Inside | None = None, **more: Any) -> bytes:
    """A webmail that quotes without any mark or attribution: the letter's lines just follow."""
    return _mail(letter, text=f"{typed}\n\n{_filled(text_of(letter), inside or {}, '')}\n", **more)


def collapsed(letter: EmailMessage, typed: str, inside: Inside | None = None, **more: Any) -> bytes:
    """A gateway that joins the letter's lines and breaks them anew at 60 characters, behind marks."""
    quoted = []
    for line in _filled(text_of(letter), {}, "").splitlines():
        rest = line
        while len(rest) > 58 and " " in rest[:58]:
            cut = rest[:58].rindex(" ")
            quoted.append(rest[:cut])
            rest = rest[cut + 1 :]
        quoted.append(rest)
        for number, answer in (inside or {}).items():
            if line.startswith(f"{number}. "):
                quoted.append("\0" + answer)
    text = "\n".join(one[1:] if one.startswith("\0") else f"> {one}".rstrip() for one in quoted)
    return _mail(letter, text=f"{typed}\n\n{_WROTE}\n{text}\n", **more)


def ticket(letter: EmailMessage, typed: str, **more: Any) -> bytes:
    """The answer comes out of a customer's own ticket system, which wraps our letter."""
    text = (
        f"##- Please type your reply above this line -##\n\n{typed}\n\n----------------------------------------------\n"
        f"Vendor Sales, Mar 2, 2026, 10:05 GMT\n\n{text_of(letter)}\n\n----------------------------------------------\n"
        "This email is a service from Engines Support. Delivered by Deskware\n[ABC123-XYZ9]\n"
    )
    return _mail(letter, text=text, **more)
