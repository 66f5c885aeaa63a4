"""Mails made to wear a reader out: each far larger or deeper than any that a person sends.

Made when asked for, byte by byte the same each time; none is kept as a file.
"""

import base64
from collections.abc import Callable, Mapping
from random import Random

from tests.fuzz.target import migration
from worker.forms import mailto_link

MEGABYTE = 1 << 20
SUBJECT = "I want to migrate my Server license to Atlassian Marketplace"
_HEAD = "From: Ada Park <ada@customer.test>\r\nTo: sales@vendor.test\r\nMessage-ID: <h1@customer.test>\r\n"
_KEY = "eJwVyTEKgDAMAMC9r8gP0ra2VXBwdPILIYkYtBRUBH+vjnfnA1OCMEDYIAwQtg7CAGHrIAwQtg4="
_BASE64 = "Content-Type: text/plain; charset=utf-8\r\nContent-Transfer-Encoding: base64\r\n"


def _mail(body: str | bytes, *, subtype: str = "plain", subject: str = SUBJECT, headers: str = "") -> bytes:
    kind = "" if "Content-Type" in headers else f"Content-Type: text/{subtype}; charset=utf-8\r\n"
    head = f"{_HEAD}Subject: {subject}\r\nMIME-Version: 1.0\r\n{kind}{headers}\r\n".encode()
    return head + (body if isinstance(body, bytes) else body.encode())


def _multipart(body: str, kind: str = "mixed") -> bytes:
    return _mail(body, headers=f'Content-Type: multipart/{kind}; boundary="b"\r\n')


def _html(body: str) -> bytes:
    return _mail(body, subtype="html")


def _form(answer: str) -> str:
    lines = mailto_link.make_body(migration()).split("\r\n")
    return "\n".join(f"{line}\n{answer}" if line[:1].isdigit() else line for line in lines)


def _statement() -> str:
    confirmation = migration().confirmation
    return confirmation.statement if confirmation else ""


# --- many parts ---------------------------------------------------------------------------------------


def ten_thousand_parts() -> bytes:
    return _multipart("--b\r\nContent-Type: text/plain\r\n\r\nHello\r\n" * 10_000 + "--b--\r\n")


def parts_of_one_byte() -> bytes:
    return _multipart("--b\n\n" * 2_000_000)


def html_parts() -> bytes:
    part = "--b\r\nContent-Type: text/html\r\n\r\n" + "<p>1. My License Key: x</p>" * 6000 + "\r\n"
    return _multipart(part * 300)


def thousand_levels() -> bytes:
    opened = "".join(
        f'--b{level}\r\nContent-Type: multipart/mixed; boundary="b{level + 1}"\r\n\r\n'
        for level in range(1000)
    )
    return _mail(
        opened + "--b1000\r\n\r\nHello\r\n", headers='Content-Type: multipart/mixed; boundary="b0"\r\n'
    )


def thousand_messages_in_each_other() -> bytes:
    return _mail(
        "Content-Type: message/rfc822\r\n\r\n" * 1000 + "Subject: Hello\r\n\r\nHello",
        headers="Content-Type: message/rfc822\r\n",
    )


def messages_side_by_side() -> bytes:
    inner = f"--b\r\nContent-Type: message/rfc822\r\n\r\n{_HEAD}Subject: {SUBJECT}\r\n\r\n{_form('x ' * 4000)}\r\n"
    return _multipart(inner * 300)


def messages_in_base64() -> bytes:
    inner = _html("<p>" + "a: b<br>" * 100_000)
    for _ in range(3):
        packed = base64.encodebytes(inner).decode()
        head = "--b\r\nContent-Type: message/rfc822\r\nContent-Transfer-Encoding: base64\r\n\r\n"
        inner = _multipart((head + packed) * 3)
    return inner


# --- one big body -------------------------------------------------------------------------------------


def plain_of_50_mb() -> bytes:
    return _mail(b"Please migrate our license, the key is below.\r\n" * (50 * MEGABYTE // 47))


def html_of_50_mb() -> bytes:
    return _html("<p>Please migrate our license.</p>\n" * (50 * MEGABYTE // 35))


def html_of_1_mb() -> bytes:
    return _html("<p>Please migrate our license.</p>\n" * (MEGABYTE // 35))


def base64_of_50_mb() -> bytes:
    return _mail(base64.encodebytes(b"Please migrate. " * (37 * MEGABYTE // 16)), headers=_BASE64)


def attachment_of_50_mb() -> bytes:
    data = base64.encodebytes(Random(1).randbytes(37 * MEGABYTE)).decode()
    head = "--b\r\nContent-Type: text/plain\r\n\r\n" + _form("n/a") + "\r\n--b\r\n"
    attached = "Content-Type: application/pdf; name=a.pdf\r\nContent-Transfer-Encoding: base64\r\n\r\n"
    return _multipart(head + attached + data + "\r\n--b--\r\n")


def one_line_of_50_mb() -> bytes:
    return _mail(b"migrate our license " * (50 * MEGABYTE // 20))


def one_word_of_50_mb() -> bytes:
    return _mail(b"a" * (50 * MEGABYTE))


def newlines_of_50_mb() -> bytes:
    return _mail(b"\n" * (50 * MEGABYTE))


def spaces_of_50_mb() -> bytes:
    return _mail(b" " * (50 * MEGABYTE))


def quoted_printable_of_50_mb() -> bytes:
    return _mail(
        b"=C3=A4" * (50 * MEGABYTE // 6),
        headers="Content-Type: text/plain; charset=utf-8\r\nContent-Transfer-Encoding: quoted-printable\r\n",
    )


def uuencode_of_10_mb() -> bytes:
    return _mail(
        b"begin 644 a\n" + b"M" + b"!" * 60 + b"\n" * (10 * MEGABYTE),
        headers="Content-Type: text/plain\r\nContent-Transfer-Encoding: x-uuencode\r\n",
    )


def flowed_of_10_mb() -> bytes:
    return _mail(
        b"> > migrate \n" * (10 * MEGABYTE // 13),
        headers="Content-Type: text/plain; charset=utf-8; format=flowed; delsp=yes\r\n",
    )


# --- headers ------------------------------------------------------------------------------------------


def subject_of_1_mb() -> bytes:
    return _mail("Hello", subject="a " * (MEGABYTE // 2))


def encoded_subject_of_1_mb() -> bytes:
    return _mail("Hello", subject="=?utf-8?q?a?=\r\n " * (MEGABYTE // 16))


def broken_encoded_subject_of_1_mb() -> bytes:
    return _mail("Hello", subject="=?utf-8?b?" * (MEGABYTE // 10))


def hundred_thousand_fields() -> bytes:
    return _mail("Hello", headers="X-Padding: yes\r\n" * 100_000)


def fields_of_one_name() -> bytes:
    return _mail(
        "Hello", headers="Received: by a.test (b) with SMTP; Tue, 3 Oct 2023 09:14:11 +0200\r\n" * 20_000
    )


def recipients_of_1_mb() -> bytes:
    return _mail(
        "Hello", headers="Cc: " + ",\r\n ".join(f'"A, {n}" <a{n}@b.test>' for n in range(40_000)) + "\r\n"
    )


def recipients_without_end() -> bytes:
    return _mail("Hello", headers="Cc: " + "(" * MEGABYTE + "\r\nReply-To: " + '"a\\' * 300_000 + "\r\n")


def address_fields() -> bytes:
    soup = "".join(
        f"{name}: " + piece * (16_000 // len(piece)) + "\r\n"
        for name in ("From", "To", "Cc", "Reply-To", "Sender", "Bcc")
        for piece in (
            "<a@b.test>,",
            '"',
            "(",
            "a@",
            "@a,",
            ":;",
            "[",
            "\\",
            "=?utf-8?q?a?= <a@b.test>,",
            "<",
            ",",
            ".",
        )
    )
    return _mail("Hello", headers=soup)


def references_of_1_mb() -> bytes:
    return _mail(
        "Hello", headers="References: " + "\r\n ".join(f"<{n}@a.test>" for n in range(60_000)) + "\r\n"
    )


def authentication_results() -> bytes:
    value = "mx.test; " + "spf=pass (ok) smtp.mailfrom=a.test; " * 2000
    return _mail("Hello", headers=f"Authentication-Results: {value}\r\n" * 300)


def content_type_parameters() -> bytes:
    value = "; ".join(f"name*{n}*=utf-8''a%20b" for n in range(20_000))
    return _mail("Hello", headers=f"Content-Type: text/plain; {value}\r\n")


def header_of_10_mb() -> bytes:
    return _mail("Hello", headers="X-Long: " + "a\r\n " * (10 * MEGABYTE // 4) + "\r\n")


def halves_of_encoded_words() -> bytes:
    return _mail("Hello", headers=_fields_of("=??q?1"))


def encoded_words_in_many_charsets() -> bytes:
    bytes_of_none = "=81=E0=E1=E2=E3=E4=E5=E6=E7=E8=E9=EA=EB=EC=ED=EE=EF"
    return _mail("Hello", headers=_fields_of(f"=?a?q?{bytes_of_none}?= =?b?q?{bytes_of_none}?= "))


def lists_of_addresses() -> bytes:
    return _mail("Hello", headers=_fields_of("a@b,"))


def _fields_of(unit: str) -> str:
    names = ("From", "To", "Cc", "Subject", "References", "X-Failed-Recipients", "Auto-Submitted", "List-Id")
    return "".join(f"{name}: {unit * (15_000 // len(unit))}\r\n" for name in names for _ in range(2))


def messages_with_such_headers() -> bytes:
    head = f"--b\r\nContent-Type: message/rfc822\r\n\r\n{_fields_of('=??q?1')}"
    return _multipart(f"{head}\r\nHello\r\n" * 10)


def strays_between_fields() -> bytes:
    return _mail("Hello", headers="no field at all\r\nX-A: b\r\n" * 10_000)


# --- bytes that are no text -----------------------------------------------------------------------------


def nuls() -> bytes:
    return _mail(_form("a\0b\0@c.test").encode().replace(b" ", b"\0 \0") * 300)


def only_nuls() -> bytes:
    return b"\0" * (10 * MEGABYTE)


def noise() -> bytes:
    return Random(2).randbytes(20 * MEGABYTE)


def noise_as_text() -> bytes:
    return _mail(
        Random(3).randbytes(5 * MEGABYTE), headers="Content-Type: text/plain; charset=iso-2022-jp\r\n"
    )


def escapes() -> bytes:
    return _mail(b"\x1b$B\x1b(B" * MEGABYTE, headers="Content-Type: text/plain; charset=iso-2022-jp\r\n")


def utf_7() -> bytes:
    return _mail(b"+AD4-+" * MEGABYTE, headers="Content-Type: text/plain; charset=utf-7\r\n")


def winmail() -> bytes:
    data = base64.encodebytes(b"\x78\x9f\x3e\x22" + Random(4).randbytes(8 * MEGABYTE)).decode()
    head = "Content-Type: application/ms-tnef; name=winmail.dat\r\nContent-Transfer-Encoding: base64\r\n\r\n"
    return _multipart("--b\r\n\r\nHello\r\n--b\r\n" + head + data + "\r\n--b--\r\n")


def combining_marks() -> bytes:
    return _mail("1. My License Key: " + "a" + "\u0301\u0316" * 500_000)


def invisible_characters() -> bytes:
    return _mail("\u200b\u200d\ufeff\u2066" * 100_000 + _form("\u200f" * 5000))


# --- text of a form without end -----------------------------------------------------------------------


def license_keys() -> bytes:
    return _mail("1. My License Key:\n" + f"{_KEY}\n" * 10_000)


def pieces_of_license_keys() -> bytes:
    return _mail("1. My License Key:\n" + "eJwVyTEKgD\n" * 20_000)


def beginnings_of_license_keys() -> bytes:
    return _mail("1. My License Key: " + "eJw1 " * 35_000)


def one_license_key_of_1_mb() -> bytes:
    return _mail("1. My License Key: eJ" + "A" * MEGABYTE)


def colons() -> bytes:
    return _mail("Key: " * 35_000 + "\n" + "a:" * 7000)


def bare_colons() -> bytes:
    return _mail(":" * 50_000 + "\n" + ":\n" * 50_000)


def lines_of_colons() -> bytes:
    return _mail(("Key: Email: Name: Company: Address: Expert: " * 20 + "\n") * 300)


def forms_after_forms() -> bytes:
    return _mail(_form("x") * 2000)


def forms_in_html() -> bytes:
    return _html(_form("x").replace("\n", "<br>") * 2000)


def forms_without_lines() -> bytes:
    return _mail(_form("x").replace("\n", " ") * 250)


def numbers() -> bytes:
    return _mail(" ".join(f"{n % 90}." for n in range(40_000)) + "\n" + "1. \n2. \n3. \n" * 5000)


def addresses() -> bytes:
    return _mail("2. Email:\n" + " ".join(f"a{n}@b.test" for n in range(13_000)))


def signs_of_addresses() -> bytes:
    return _mail("2. Email: " + "a@" * 50_000 + "\n" + "<" * 30_000 + "@" * 30_000)


def countries() -> bytes:
    return _mail("5. Address: " + "Georgia, " * 20_000)


def sentences() -> bytes:
    return _mail("We want to migrate our license to the server. Why? " * 3500)


def full_stops() -> bytes:
    return _mail("." * 50_000 + "!?" * 20_000 + "\n" + ". " * 10_000)


def statements() -> bytes:
    return _mail((_statement() + "\n") * 1000)


def halves_of_statements() -> bytes:
    return _mail("on my server (not on cloud) " * 6500)


def chinese() -> bytes:
    return _mail("我们要把许可证迁移到市场中国" * 5500)


def closings() -> bytes:
    return _mail("Best regards\n--\n" * 5000)


def chinese_addresses() -> bytes:
    """Each prompt one quotation deeper or less, so that no answer ends at the next prompt."""
    block = "\n".join(
        ("> " * depth) + "Address:\n" + ("> " * depth + "丁 丁 丁 丁\n") * 50 for depth in (1, 2)
    )
    return _mail(block * 110, subject=f"Fwd: {SUBJECT}")


def clauses() -> bytes:
    return _mail("1. Name: " + "a, " * 60_000)


def spaces_between_words() -> bytes:
    return _mail("1. Name:" + (" " * 3000 + "a") * 60)


def marks() -> bytes:
    return _mail("*_" * 30_000 + "\n" + "- " * 30_000 + "\n" + "(" * 60_000)


# --- quotations ---------------------------------------------------------------------------------------


def quoted_levels() -> bytes:
    return _mail("".join(">" * min(n, 200) + " On Tue, Ada wrote:\n" for n in range(10_000)))


def quote_marks() -> bytes:
    return _mail(">" * 200_000 + "\n" + "> " * 20_000 + "Hello")


def forwarded_heads() -> bytes:
    head = (
        "---------- Forwarded message ---------\nFrom: Ada <ada@customer.test>\nDate: Tue, 3 Oct 2023\n"
        f"Subject: Fwd: {SUBJECT}\nTo: <sales@vendor.test>\n\n"
    )
    return _mail((head + _form("x")) * 500, subject=f"Fwd: {SUBJECT}")


def attributions() -> bytes:
    return _mail("On Tue, 3 Oct 2023 at 09:14,\nAda <ada@customer.test> wrote:\n\n" * 5000)


def header_labels() -> bytes:
    return _mail("From: a\nSent: b\n" * 5000 + "To: c\n" * 5000)


def blank_lines_in_quotations() -> bytes:
    return _mail((">\n" * 20 + "> Hello\n\n") * 500)


def notices() -> bytes:
    return _mail("CAUTION: This email originated from outside of the organization.\n" * 4000)


# --- HTML ---------------------------------------------------------------------------------------------


def divs() -> bytes:
    return _html("<div>" * 100_000 + "Hello")


def closed_divs() -> bytes:
    return _html("<div>" * 10_000 + "Hello" + "</div>" * 10_000)


def bold_in_bold() -> bytes:
    return _html("<p><b><i><u>" * 1600 + "Hello")


def blockquotes() -> bytes:
    return _html("<blockquote>" * 7000 + "Hello" + "</blockquote>" * 7000)


def lists() -> bytes:
    return _html("<ol start=4><li>a" * 4000 + "</ol>" * 4000)


def table_of_50_000_cells() -> bytes:
    return _html("<table>" + ("<tr>" + "<td>a</td>" * 50 + "</tr>") * 1000 + "</table>")


def table_of_7_000_cells() -> bytes:
    return _html("<table>" + ("<tr>" + "<td>a</td>" * 70 + "</tr>") * 100 + "</table>")


def row_of_cells() -> bytes:
    return _html("<table><tr>" + "<td><p>a</p></td>" * 7000 + "</tr></table>")


def tables_in_tables() -> bytes:
    return _html("<table><tr><td>a" * 2400 + "</table>" * 2400)


def attribute_of_1_mb() -> bytes:
    return _html(f'<p style="{"a:b;" * (MEGABYTE // 4)}">Hello</p>')


def styles() -> bytes:
    return _html(f'<p style="{"display" * 100}{" " * 20_000}">Hello</p>' * 20)


def classes() -> bytes:
    return _html(f'<div class="{"gmail_signature " * 1000}">Hello</div>' * 20)


def attributes() -> bytes:
    return _html("<p " + " ".join(f"a{n}=b" for n in range(80_000)) + ">Hello</p>")


def hidden() -> bytes:
    return _html('<div style="display:none"><p hidden>' * 5000 + "Hello")


def entities() -> bytes:
    doctype = '<!DOCTYPE html [<!ENTITY a "aaaaaaaaaa">'
    for name, inner in zip("bcdefghij", "abcdefghi", strict=True):
        doctype += f'<!ENTITY {name} "{f"&{inner};" * 10}">'
    return _html(doctype + "]><p>&j;" + "&amp;" * 100_000 + "&#" * 50_000)


def open_angles() -> bytes:
    return _html("<" * 500_000)


def open_tags() -> bytes:
    return _html("<a " * 200_000)


def comments() -> bytes:
    return _html("<!--" * 200_000 + "-->Hello")


def preformatted() -> bytes:
    return _html("<pre>" + "\n" * 500_000 + "Hello")


def scripts() -> bytes:
    return _html("<script>" * 100_000 + "</script>" * 3 + "Hello")


def line_breaks() -> bytes:
    return _html("a<br>" * 200_000)


def private_characters() -> bytes:
    return _html("<blockquote>\ue000\ue001" * 3000 + "Hello")


def forms_and_inputs() -> bytes:
    return _html("<form>" + '<input value="a">' * 20_000)


# --- machines' mail -----------------------------------------------------------------------------------


def delivery_reports() -> bytes:
    status = "Final-Recipient: rfc822; a@b.test\r\nAction: failed\r\n\r\n" * 20_000
    head = "--b\r\nContent-Type: message/delivery-status\r\n\r\n"
    return _multipart((head + status) * 20, "report")


def free_text_bounce() -> bytes:
    body = "The following message to <a@b.test> was undeliverable.\n" * 4000
    return _mail(body, subject="Undelivered Mail Returned to Sender").replace(
        b"ada@customer.test", b"mailer-daemon@b.test", 1
    )


def calendars() -> bytes:
    return _multipart(("--b\r\nContent-Type: text/calendar\r\n\r\n" + "BEGIN:VCALENDAR\r\n" * 500) * 300)


HOSTILE: Mapping[str, Callable[[], bytes]] = {
    name.replace("_", " "): make
    for name, make in list(globals().items())
    if callable(make) and getattr(make, "__module__", "") == __name__ and not name.startswith("_")
}
