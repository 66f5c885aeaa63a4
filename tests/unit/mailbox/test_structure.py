"""BODYSTRUCTURE as imapclient hands it over, and messages put together by it."""

import pytest
from imapclient.response_parser import parse_fetch_response

from worker.mailbox import body_structure, partial_message
from worker.mailbox.body_structure import BodyPart, StructureError
from worker.reading import fetch_plan, read

TEXT = b'("TEXT" "PLAIN" ("CHARSET" "utf-8") NIL NIL "7BIT" 12 1 NIL NIL NIL NIL)'
HTML = b'("TEXT" "HTML" ("CHARSET" "utf-8") NIL NIL "QUOTED-PRINTABLE" 40 1 NIL NIL NIL NIL)'
PDF = (
    b'("APPLICATION" "PDF" ("NAME" "a.pdf") NIL NIL "BASE64" 900000 NIL '
    b'("ATTACHMENT" ("FILENAME" "a.pdf")) NIL NIL)'
)
ENVELOPE = b'(NIL "inner" NIL NIL NIL NIL NIL NIL NIL NIL)'


def parsed(told: bytes) -> BodyPart:
    row = parse_fetch_response([b"1 (UID 1 BODYSTRUCTURE " + told + b")"])[1]
    return body_structure.parse(row[b"BODYSTRUCTURE"])


def multipart(kind: bytes, *parts: bytes) -> bytes:
    return b"(" + b"".join(parts) + b' "' + kind + b'" ("BOUNDARY" "b") NIL NIL NIL)'


def enclosed(part: bytes, size: bytes = b"500") -> bytes:
    head = b'("MESSAGE" "RFC822" NIL NIL NIL "7BIT" ' + size + b" "
    return head + ENVELOPE + b" " + part + b' 9 NIL ("ATTACHMENT" ("FILENAME" "x.eml")) NIL NIL)'


def sections(root: BodyPart) -> dict[str, str]:
    """The section of each part that is no multipart, messages within the message included, and its type."""
    found = {}
    for leaf in root.leaves():
        found[leaf.body] = leaf.content_type
        if leaf.children:
            found |= sections(leaf.children[0])
    return found


def test_each_part_has_the_number_that_imap_gives_it() -> None:
    inner = multipart(b"MIXED", TEXT, PDF)
    told = multipart(
        b"MIXED",
        multipart(b"ALTERNATIVE", TEXT, HTML),
        enclosed(inner),
        enclosed(TEXT),
        enclosed(enclosed(TEXT)),
    )
    assert sections(parsed(told)) == {
        "1.1": "text/plain",
        "1.2": "text/html",
        "2": "message/rfc822",
        "2.1": "text/plain",
        "2.2": "application/pdf",
        "3": "message/rfc822",
        "3.TEXT": "text/plain",
        "4": "message/rfc822",
        "4.TEXT": "message/rfc822",
        "4.1.TEXT": "text/plain",
    }
    assert sections(parsed(TEXT)) == {"TEXT": "text/plain"}
    assert sections(parsed(enclosed(TEXT))) == {"TEXT": "message/rfc822", "1.TEXT": "text/plain"}


@pytest.mark.parametrize(
    ("parameters", "name"),
    [
        (b'("NAME" "a.eml")', "a.eml"),
        (b'("NAME*" "utf-8\'\'r%C3%BCck%2Eeml")', "rück.eml"),
        (b'("NAME*0" "long" "NAME*1" ".eml")', "long.eml"),
        (b'("NAME" "quo\\"ted.eml")', 'quo"ted.eml'),
        (b'("NAME")', ""),
        (b"NIL", ""),
        (b'"NAME"', ""),
    ],
)
def test_a_file_name_is_found_however_it_is_told(parameters: bytes, name: str) -> None:
    part = parsed(b'("APPLICATION" "X" ' + parameters + b' NIL NIL "BASE64" 4)')
    assert part.filename == name


@pytest.mark.parametrize(
    "told",
    [
        b'("TEXT")',
        b'("TEXT" "PLAIN" NIL NIL NIL "7BIT" NIL 1)',
        b'("TEXT" "PLAIN" NIL NIL NIL "7BIT" "many" 1)',
        multipart(b"MIXED", b'("TEXT" "PLAIN" NIL NIL NIL "7BIT" 0 0)'),
        multipart(b"MIXED", *[TEXT] * (body_structure.MAX_PARTS + 1)),
        b"(" * (body_structure.MAX_DEPTH + 2) + TEXT + b' "MIXED")' * (body_structure.MAX_DEPTH + 2),
    ],
)
def test_a_structure_that_is_none_is_refused(told: bytes) -> None:
    with pytest.raises(StructureError):
        parsed(told)


MIXED = multipart(b"MIXED", TEXT, PDF)
FOUND = {
    "HEADER": b'Subject: x\r\nContent-Type: multipart/mixed; boundary="b"\r\n\r\n',
    "1.MIME": b"Content-Type: text/plain\r\n\r\n",
    "1": b"Hello there\r\n",
    "2.MIME": b"Content-Type: application/pdf; name=a.pdf\r\nContent-Transfer-Encoding: base64\r\n\r\n",
}


def put_together(found: dict[str, bytes], size: int = 900_300) -> bytes:
    return partial_message.assemble(partial_message.plan(parsed(MIXED), fetch_plan), found, size, fetch_plan)


def test_the_text_is_asked_for_and_the_file_is_not() -> None:
    plan = partial_message.plan(parsed(MIXED), fetch_plan)
    assert [*plan.sections] == ["HEADER", "1.MIME", "2.MIME", "1"]
    message = read(put_together(FOUND))
    assert message.bodies[0].text.strip() == "Hello there"
    (file,) = message.attachments
    assert (file.part, file.filename, file.content_type) == ("2", "a.pdf", "application/pdf")
    assert file.size // 1000 == 657


@pytest.mark.parametrize(
    "lie",
    [
        {"HEADER": b"Subject: x\r\n\r\n"},
        {"HEADER": b"Subject: x\r\nContent-Type: multipart/mixed\r\n\r\n"},
        {"HEADER": b"x" * partial_message.MAX_HEADER},
        {"1": b""},
        {"1.MIME": b"Content-Type: image/png\r\n\r\n"},
        {"1": b"--b\r\n\r\nHello\r\n"},
    ],
    ids=["no multipart", "no boundary", "endless header", "empty text", "another type", "another part"],
)
def test_parts_that_do_not_fit_the_structure_are_noticed(lie: dict[str, bytes]) -> None:
    with pytest.raises(StructureError):
        put_together({**FOUND, **lie})


def test_a_header_that_did_not_come_is_noticed() -> None:
    with pytest.raises(StructureError):
        put_together({key: value for key, value in FOUND.items() if key != "2.MIME"})


def test_a_message_that_is_larger_than_its_parts_is_noticed() -> None:
    with pytest.raises(StructureError, match="more to the message"):
        put_together(FOUND, size=950_000)
