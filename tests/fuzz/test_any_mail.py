"""Whatever arrives is read: arbitrary bytes, and mails broken in the ways that break readers."""

from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from tests.fuzz import target

_SETTINGS = settings(
    max_examples=80, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large]
)

_ODD = "\0\t\x0b\x1b\x7f\x85\xa0\xad\u0301\u061c\u200b\u200d\u200f\u2028\u202e\u2066\u3000\ud800\udfff\ue000\ue003\ufeff\ufffd\U0001f468\U000e0041"
_FORM = tuple(
    wording
    for form in target.forms()
    for wording in (
        form.subject,
        form.lead_in,
        form.intro,
        *(prompt for field in form.fields for prompt in field.wordings[:6]),
    )
    if wording
)
_VALUES = (
    "eJwVyTEKgDAMAMC9r8gP0ra2VXBwdPILIYkYtBRUBH+vjnfnA1OCMEDYIAwQtg7CAGHrIAwQtg4=",
    "eJwV", "ada@customer.test", "Ada Park", "1 Mill Lane, 00100 Helsinki, Finland", "n/a", "Yes", "No", "25",
    "Please cancel.", "We want to migrate our license.", "Best regards,", "-- ", "\u2460", "3)", "日本", "中国北京市",
    "On Tue, 3 Oct 2023, Ada <ada@customer.test> wrote:", "-----Original Message-----", "From: Ada\nSent: now\nTo: us\nSubject: it",
)  # fmt: skip
_SEPARATORS = ("\n", "\r\n", "\r", " ", ": ", "\n\n", "\n> ", "\n>> ", "\t", "", "\n1. ", "\u2028", "\xa0")

_odd = st.text(alphabet=st.one_of(st.sampled_from(_ODD), st.characters()), max_size=20)
_pieces = st.one_of(st.sampled_from(_FORM), st.sampled_from(_VALUES), _odd)


def _joined(pieces: list[tuple[str, str]]) -> str:
    return "".join(text + separator for text, separator in pieces)


_texts = st.lists(st.tuples(_pieces, st.sampled_from(_SEPARATORS)), max_size=30).map(_joined)
_quoted = st.builds(
    lambda text, depth: "\n".join(">" * depth + line for line in text.split("\n")),
    _texts,
    st.integers(0, 200),
)

_tags = st.sampled_from((
    "<p>", "</p>", "<br>", "<div>", "</div>", "<ol start=9>", "<ol start='x'>", "<ul>", "<li>", "<li value=-1>",
    "</ol>", "<table>", "<tr>", "<td>", "<td><p>", "</table>", "<blockquote>", "</blockquote>", "<pre>", "<b>",
    "<div class=gmail_signature>", "<div class=moz-forward-container>", "<input value=a>", "<textarea>", "<style>",
    "<script>", "<!--", "-->", "<![CDATA[", "<p hidden>", "<p style='display: none'>", "&nbsp;", "&#0;", "&#xd800;",
    "&#xe000;", "&bogus;", "<", ">", "<a href='", "<svg><title>", "<template>", "<body>", "</body>", "<html>", "\ue001",
))  # fmt: skip
_html = st.lists(st.one_of(_tags, _pieces), max_size=40).map("".join)

_charsets = st.sampled_from((
    "utf-8", "utf-7", "utf-16", "utf-32", "us-ascii", "iso-8859-1", "windows-1252", "iso-2022-jp", "shift_jis", "gb2312",
    "hz", "big5", "euc-kr", "koi8-r", "cp037", "idna", "punycode", "undefined", "unicode-escape", "base64", "zlib", "rot13",
    "", "x" * 300, "utf-8\0", "=?utf-8?q?utf-8?=", "mbcs", "utf-8-sig", "raw_unicode_escape",
))  # fmt: skip
_encodings = st.sampled_from(
    ("7bit", "8bit", "base64", "quoted-printable", "x-uuencode", "binary", "BASE64;", "bogus", "")
)
_types = st.sampled_from((
    "text/plain", "text/html", "text/calendar", "text/rfc822-headers", "message/rfc822", "message/delivery-status",
    "message/partial", "multipart/mixed", "multipart/alternative", "multipart/report; report-type=delivery-status",
    "multipart/digest", "application/ms-tnef", "application/pdf; name*0*=utf-8'", "text", "/", "",
))  # fmt: skip
_names = st.sampled_from((
    "From", "To", "Cc", "Reply-To", "Sender", "Subject", "Date", "Message-ID", "In-Reply-To", "References", "Return-Path",
    "Content-Type", "Content-Disposition", "Content-Transfer-Encoding", "Auto-Submitted", "Precedence", "List-Id",
    "Authentication-Results", "X-Failed-Recipients", "X-Auto-Response-Suppress", "Received", "X", "", " ", "\0",
))  # fmt: skip
_values = st.one_of(
    _odd,
    st.lists(
        st.sampled_from((
            "<", ">", "@", '"', "(", ")", ",", ";", ":", "\\", "=?utf-8?q?", "=?utf-8?b?", "=?x?q?a?=", "?=", "a", "a@b.test",
            "<a@b.test>", "\r\n ", "\r", "\n\t", "Tue, 3 Oct 2023 09:14:11 +9999", "99999999999", "auto-replied", "spf=pass",
        )),
        max_size=25,
    ).map("".join),
)  # fmt: skip


def _encoded(text: str, charset: str) -> bytes:
    try:
        return text.encode(charset, "replace")
    except (LookupError, ValueError, TypeError, AssertionError):
        return text.encode("utf-8", "surrogatepass")


_contents = st.builds(_encoded, st.one_of(_texts, _quoted, _html), _charsets)


@st.composite
def _entities(draw: st.DrawFn, inside: st.SearchStrategy[bytes]) -> bytes:
    """One MIME entity, its header a soup and its declarations lies as often as not."""
    fields = draw(st.lists(st.tuples(_names, _values), max_size=6))
    head = "".join(f"{name}: {value}\r\n" for name, value in fields)
    kind = f"Content-Type: {draw(_types)}; charset={draw(_charsets)}; boundary={draw(st.sampled_from('bcB'))}"
    encoding = f"Content-Transfer-Encoding: {draw(_encodings)}"
    declared = f"{kind}; format=flowed; delsp=yes\r\n{encoding}\r\n\r\n"
    return (head + declared).encode("utf-8", "surrogatepass") + draw(inside)


def _multiparts(inside: st.SearchStrategy[bytes]) -> st.SearchStrategy[bytes]:
    """Parts between boundaries, some of which are broken, missing or another's."""
    boundary = st.sampled_from(
        (b"\r\n--b\r\n", b"\n--b\n", b"\r\n--c\r\n", b"\r\n--b--\r\n", b"--b", b"\r\n--b \r\n", b"")
    )
    return st.lists(st.tuples(boundary, inside), max_size=6).map(
        lambda pairs: b"".join(edge + part for edge, part in pairs) + b"\r\n--b--\r\n"
    )


_mails = _entities(st.recursive(_contents, lambda inside: _multiparts(_entities(inside)), max_leaves=8))


@given(raw=st.binary(max_size=3000))
@example(raw=b"")
@example(raw=b"\0")
@example(raw=b"\r")
@example(raw=b"From ")
@_SETTINGS
def test_any_bytes_are_read(raw: bytes) -> None:
    target.check(raw)


@given(raw=_mails)
@_SETTINGS
def test_a_mail_broken_in_any_way_is_read(raw: bytes) -> None:
    target.check(raw)


@given(text=st.one_of(_texts, _quoted), subject=_values)
@example(text="The first and last name of the holder of the myAtlassian account\n\x80 Ada Park\n", subject="")
@_SETTINGS
def test_a_form_filled_in_with_anything_is_read(text: str, subject: str) -> None:
    head = f"From: a@b.test\r\nSubject: {subject}\r\nContent-Type: text/plain; charset=utf-8\r\n\r\n"
    target.check((head + text).encode("utf-8", "surrogatepass"))


@given(source=_html)
@_SETTINGS
def test_any_markup_is_read(source: str) -> None:
    head = b"From: a@b.test\r\nSubject: Hello\r\nContent-Type: text/html; charset=utf-8\r\n\r\n"
    target.check(head + source.encode("utf-8", "surrogatepass"))
