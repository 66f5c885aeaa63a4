"""Which parts become bodies, messages and attachments, and how they are decoded."""

import base64

import pytest

from tests.unit.reading.mails import body_of, mail, multipart, parts, text_lines
from worker.reading import read

PLAIN = "Content-Type: text/plain; charset=utf-8"
HTML = "Content-Type: text/html; charset=utf-8"


def test_plain_and_html_of_an_alternative_are_both_read() -> None:
    message = read(multipart((PLAIN, "Plain"), (HTML, "<p>Rich</p>"), kind="alternative"))
    assert [(body.part, body.subtype, body.text.strip()) for body in message.bodies] == [
        ("1", "plain", "Plain"),
        ("2", "html", "Rich"),
    ]


def test_part_numbers_are_those_of_imap() -> None:
    content_type, inner = parts((PLAIN, "Plain"), (HTML, "<p>Rich</p>"), kind="alternative", boundary="inner")
    message = read(
        multipart(
            (f"Content-Type: {content_type}", inner),
            ("Content-Type: application/pdf; name=a.pdf", "%PDF"),
        )
    )
    assert [body.part for body in message.bodies] == ["1.1", "1.2"]
    assert [(file.part, file.filename, file.content_type) for file in message.attachments] == [
        ("2", "a.pdf", "application/pdf")
    ]


def test_text_parts_around_an_attachment_are_one_body() -> None:
    message = read(multipart((PLAIN, "Before"), ("Content-Type: image/png", "x"), (PLAIN, "After")))
    assert text_lines(message) == ["Before", "After"]
    assert body_of(message).part == "1"


def test_an_attached_text_file_is_no_body() -> None:
    attached = f"{PLAIN}; name=notes.txt\nContent-Disposition: attachment; filename=notes.txt"
    message = read(multipart((PLAIN, "Hello"), (attached, "1. A key")))
    assert text_lines(message) == ["Hello"]
    assert [file.filename for file in message.attachments] == ["notes.txt"]


def test_the_only_text_is_read_even_when_it_is_marked_as_an_attachment() -> None:
    message = read(
        multipart((f"{PLAIN}\nContent-Disposition: attachment", "Hello"), ("Content-Type: image/png", "x"))
    )
    assert text_lines(message) == ["Hello"]


def test_a_message_within_a_message_is_kept_apart() -> None:
    inner = mail("My own form", subject="Inner", sender="Cy Marsh <cy@elsewhere.test>")
    message = read(multipart((PLAIN, "For you"), ("Content-Type: message/rfc822", inner)))
    (forwarded,) = message.forwarded
    assert text_lines(message) == ["For you"]
    assert (forwarded.subject, forwarded.from_.addr) == ("Inner", "cy@elsewhere.test")
    assert [(body.part, body.text.strip()) for body in forwarded.bodies] == [("2.1", "My own form")]


def test_a_multipart_message_within_a_message_has_the_part_numbers_of_imap() -> None:
    inner = multipart((PLAIN, "Plain"), (HTML, "<p>Rich</p>"), kind="alternative").replace(b"=-b1", b"inner")
    message = read(multipart((PLAIN, "For you"), ("Content-Type: message/rfc822", inner)))
    assert [body.part for body in message.forwarded[0].bodies] == ["2.1", "2.2"]


@pytest.mark.parametrize(
    "head",
    [
        'Content-Type: application/octet-stream; name="request.eml"',
        "Content-Type: message/rfc822\nContent-Transfer-Encoding: base64",
    ],
)
def test_an_attached_mail_is_read_however_it_is_packed(head: str) -> None:
    inner = mail("My own form", subject="Inner")
    content = base64.encodebytes(inner) if "base64" in head else inner
    (forwarded,) = read(multipart((PLAIN, "For you"), (head, content))).forwarded
    assert (forwarded.subject, text_lines(forwarded)) == ("Inner", ["My own form"])


ENCODINGS = {
    "quoted-printable": b"1. Stra=C3=9Fe 5=\n, K=C3=B6ln",
    "base64": base64.b64encode("1. Straße 5, Köln".encode()),
    "BASE64": base64.b64encode("1. Straße 5, Köln".encode()),
    "8bit": "1. Straße 5, Köln".encode(),
    "x-unknown": "1. Straße 5, Köln".encode(),
    "": "1. Straße 5, Köln".encode(),
}


@pytest.mark.parametrize("encoding", ENCODINGS)
def test_transfer_encodings_are_undone(encoding: str) -> None:
    head = f"Content-Transfer-Encoding: {encoding}\n" if encoding else ""
    assert text_lines(read(mail(ENCODINGS[encoding], headers=head))) == ["1. Straße 5, Köln"]


@pytest.mark.parametrize(
    ("charset", "codec", "text"),
    [
        ("utf-8", "utf-8", "Straße, Łódź, Москва, 東京"),
        ("iso-8859-1", "cp1252", "Straße – “quoted” €"),
        ("us-ascii", "utf-8", "Straße"),
        ("us-ascii", "cp1252", "Straße 12, Köln"),
        ("iso-8859-1", "utf-8", "Straße 12, Köln"),
        ("iso-8859-2", "iso-8859-2", "Zażółć gęślą jaźń"),
        ("koi8-r", "koi8-r", "Санкт-Петербург"),
        ("windows-1251", "cp1251", "Санкт-Петербург"),
        ("iso-8859-7", "iso-8859-7", "Αθήνα"),
        ("windows-1255", "cp1255", "תל אביב"),
        ("windows-1256", "cp1256", "القاهرة"),
        ("gb2312", "gb18030", "北京云帆镕有限公司"),
        ("gbk", "gb18030", "北京"),
        ("big5", "big5hkscs", "臺北市"),
        ("ks_c_5601-1987", "cp949", "서울특별시 똠"),
        ("euc-kr", "cp949", "서울특별시"),
        ("shift_jis", "cp932", "東京都①㈱"),
        ("iso-2022-jp", "iso2022_jp", "東京都千代田区"),
        ("euc-jp", "euc_jp", "東京都"),
        ("utf-7", "utf-7", "Köln"),
        ("utf-16", "utf-16", "Köln"),
        ("x-no-such-charset", "utf-8", "Köln"),
        ("x-no-such-charset", "cp1252", "Köln am Rhein, Straße"),
        ('"utf-8"', "utf-8", "Köln"),
        ("'UTF8'", "utf-8", "Köln"),
        ("windows-1252http-equivcontent-type", "cp1252", "Köln am Rhein"),
    ],
)
def test_charsets_are_read_as_they_are_meant(charset: str, codec: str, text: str) -> None:
    message = read(mail(text.encode(codec), content_type=f"text/plain; charset={charset}"))
    assert text_lines(message) == [text]


def test_iso_2022_jp_may_hold_the_signs_of_companies() -> None:
    body = b"\x1b$B-j;0@P>&;v\x1b(B Tokyo \x1b$B-!\x1b(B"
    assert text_lines(read(mail(body, content_type="text/plain; charset=iso-2022-jp"))) == [
        "㈱三石商事 Tokyo ①"
    ]


def test_undeclared_8_bit_text_is_western_or_what_statistics_say() -> None:
    western = read(mail("Größe: 5 m²".encode("cp1252"), content_type="text/plain"))
    assert text_lines(western) == ["Größe: 5 m²"]
    russian = "Здравствуйте, мы хотели бы перенести нашу лицензию на новый сервер. Спасибо за помощь и ответ."
    detected = read(mail(russian.encode("cp1251"), content_type="text/plain"))
    assert text_lines(detected) == [russian]


def test_one_wrong_byte_does_not_spoil_the_rest() -> None:
    message = read(mail("Łódź ".encode() + "Köln".encode("cp1252")))
    assert text_lines(message) == ["Łódź Köln"]
    assert message.defects == ("not everything is valid utf-8",)


@pytest.mark.parametrize(
    "charset", ["punycode", "idna", "unicode_escape", "rot13", "zlib", "undefined", "mbcs"]
)
def test_codecs_that_are_no_charsets_are_not_used(charset: str) -> None:
    message = read(mail("abc\\u0041-xn--", content_type=f"text/plain; charset={charset}"))
    assert text_lines(message) == ["abc\\u0041-xn--"]


def test_html_declares_its_own_charset_when_the_header_does_not() -> None:
    source = '<html><head><meta charset="koi8-r"></head><body>Москва и область</body></html>'.encode("koi8-r")
    assert text_lines(read(mail(source, content_type="text/html")), "html") == ["Москва и область"]


def test_nothing_that_a_database_refuses_is_left_in_a_text() -> None:
    body = body_of(read(mail("a\x00b\x07c\ufeffd\u200be\u00adf\u00a0g\u2028h".encode())))
    assert body.text.rstrip("\n") == "abcdef g\nh"
    surrogate = body_of(read(mail(b"\xed\xa0\x80x")))
    assert surrogate.text.encode()


@pytest.mark.parametrize("line_end", [b"\n", b"\r\n", b"\r\r\n"])
def test_any_line_end_will_do(line_end: bytes) -> None:
    raw = multipart((PLAIN, "One\nTwo"), (HTML, "<p>Rich</p>"), kind="alternative")
    message = read(raw.replace(b"\r\n", b"\n").replace(b"\n", line_end))
    assert text_lines(message) == ["One", "Two"]
    assert text_lines(message, "html") == ["Rich"]


BROKEN = {
    "no last boundary": (multipart((PLAIN, "Hello")).replace(b"--=-b1--", b""), ["Hello"]),
    "a boundary nobody declared": (
        multipart((PLAIN, "Hello")).replace(b'; boundary="=-b1"', b""),
        ["Hello"],
    ),
    "another boundary than declared": (
        multipart((PLAIN, "Hello")).replace(b'boundary="=-b1"', b'boundary="other"'),
        ["Hello"],
    ),
    "a multipart that is none": (mail("Hello", content_type="multipart/mixed; boundary=x"), ["Hello"]),
    "no content type that could be read": (mail("Hello", content_type="nonsense"), ["Hello"]),
    "an unknown text type": (mail("Hello", content_type="text/x-markdown"), ["Hello"]),
    "a part without a header": (multipart(("", "Hello")), ["Hello"]),
    "empty lines before the header": (b"\r\n\r\n" + mail("Hello"), ["Hello"]),
    "a mailbox file's first line": (
        b"From ada@customer.test Tue Oct  3 09:14:11 2023\r\n" + mail("Hello"),
        ["Hello"],
    ),
    "a line that lost its folding": (
        mail("Hello", headers="X-Long: a value\nthat lost its folding\nX-More: 1\n"),
        ["Hello"],
    ),
    "no empty line after the header": (
        b"From: ada@customer.test\r\nSubject: Hi\r\nHello there\r\n",
        ["Hello there"],
    ),
    "a header alone": (b"From: ada@customer.test\r\nSubject: Hi", []),
}


@pytest.mark.parametrize("case", BROKEN)
def test_a_broken_message_is_read_as_far_as_it_goes(case: str) -> None:
    raw, wanted = BROKEN[case]
    message = read(raw)
    assert [line for body in message.bodies for line in body.text.split("\n") if line] == wanted
    assert message.from_.addr == "ada@customer.test"


def test_nothing_at_all_is_a_message_without_anything() -> None:
    message = read(b"")
    assert (message.message_id, message.from_.addr, message.subject, message.date) == (None, "", "", None)
    assert len(message.digest) == 64


def test_an_attachments_name_and_size_are_told() -> None:
    head = (
        "Content-Type: application/pdf\nContent-Transfer-Encoding: base64\n"
        "Content-Disposition: attachment; filename*=utf-8''Beh%C3%B6rde%20%E2%82%AC.pdf"
    )
    data = bytes(range(256)) * 40
    (file,) = read(multipart((PLAIN, "Hi"), (head, base64.encodebytes(data)))).attachments
    assert file.filename == "Behörde €.pdf"
    assert abs(file.size - len(data)) <= 3


def test_a_name_in_encoded_words_is_read_too() -> None:
    head = 'Content-Type: application/pdf; name="=?utf-8?B?QmVow7ZyZGUucGRm?="'
    assert read(multipart((PLAIN, "Hi"), (head, "x"))).attachments[0].filename == "Behörde.pdf"


@pytest.mark.parametrize(
    "ends",
    [b"\r\n\r\n", b"\n\n", b"\n\r\n", b"\r\n\n", b"\r\r", b"\r\r\n\r\r\n", b"\r\r\n\r\n", b"\r\n\r\r\n"],
)
@pytest.mark.parametrize("line_end", [b"\r\n", b"\n", b"\r", b"\r\r\n"])
def test_a_header_ends_at_the_first_empty_line_whatever_its_line_ends(ends: bytes, line_end: bytes) -> None:
    raw = line_end.join((b"Subject: Hello", b"X-A: b")) + ends + b"Body\r\n\r\nmore\n\nand more"
    message = read(raw)
    assert message.subject == "Hello"
    assert message.bodies[0].text.startswith("Body")
