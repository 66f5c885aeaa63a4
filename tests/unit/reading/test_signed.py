"""Opaque S/MIME: what is signed or compressed is read, what is encrypted is not, and broken bytes do no harm."""

import base64
import zlib
from collections.abc import Iterator
from datetime import UTC, datetime

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import pkcs7
from hypothesis import given
from hypothesis import strategies as st

from tests.unit.reading.mails import mail, multipart, text_lines
from worker.reading import read
from worker.reading.parts import cms

ENTITY = b"Content-Type: text/plain; charset=utf-8\r\n\r\nThe signed words, \xc3\xa5\r\n"
RICH = (
    b'Content-Type: multipart/mixed; boundary="in"\r\n\r\n--in\r\nContent-Type: text/plain\r\n\r\nSigned words\r\n'
    b"--in\r\nContent-Type: application/pdf; name=a.pdf\r\n\r\n%PDF\r\n--in--\r\n"
)
SIGNED = bytes.fromhex("06092a864886f70d010702")
ENVELOPED = bytes.fromhex("06092a864886f70d010703")
COMPRESSED = bytes.fromhex("060b2a864886f70d0109100109")
DATA = bytes.fromhex("06092a864886f70d010701")
OPAQUE = "application/pkcs7-mime; smime-type=signed-data; name=smime.p7m"


def tlv(tag: int, content: bytes) -> bytes:
    size = len(content)
    length = bytes([size]) if size < 128 else bytes([0x84]) + size.to_bytes(4, "big")
    return bytes([tag]) + length + content


def open_ended(tag: int, content: bytes) -> bytes:
    return bytes([tag, 0x80]) + content + b"\0\0"


def octets(content: bytes) -> bytes:
    return tlv(4, content)


def in_pieces(content: bytes) -> bytes:
    return open_ended(0x24, b"".join(octets(content[at : at + 40]) for at in range(0, len(content), 40)))


def structure(kind: bytes, held: bytes, wrap: object = tlv) -> bytes:
    assert callable(wrap)
    inside = wrap(0x30, DATA + wrap(0xA0, held))
    return bytes(wrap(0x30, kind + wrap(0xA0, wrap(0x30, b"\2\1\1" + tlv(0x31, b"") + inside))))


def by_library(content: bytes) -> bytes:
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, "Ada")])
    made = x509.CertificateBuilder().subject_name(name).issuer_name(name).public_key(key.public_key())
    made = made.serial_number(1).not_valid_before(datetime(2020, 1, 1, tzinfo=UTC))
    certificate = made.not_valid_after(datetime(2040, 1, 1, tzinfo=UTC)).sign(key, hashes.SHA256())
    builder = pkcs7.PKCS7SignatureBuilder().set_data(content).add_signer(certificate, key, hashes.SHA256())
    return builder.sign(serialization.Encoding.DER, [pkcs7.PKCS7Options.Binary])


def pem(data: bytes) -> bytes:
    return b"-----BEGIN PKCS7-----\n" + base64.encodebytes(data) + b"-----END PKCS7-----\n"


def smime(data: bytes, content_type: str = OPAQUE) -> bytes:
    return mail(
        base64.encodebytes(data), content_type=content_type, headers="Content-Transfer-Encoding: base64\n"
    )


def variants() -> Iterator[tuple[str, bytes]]:
    yield "by the library", by_library(ENTITY)
    yield "in one", structure(SIGNED, octets(ENTITY))
    yield "in pieces", structure(SIGNED, in_pieces(ENTITY))
    yield "open-ended", structure(SIGNED, in_pieces(ENTITY), open_ended)
    yield "pieces in pieces", structure(SIGNED, open_ended(0x24, in_pieces(ENTITY)), open_ended)
    yield "compressed", structure(COMPRESSED, octets(zlib.compress(ENTITY)))
    yield "in PEM", pem(by_library(ENTITY))
    yield "in base64 twice", base64.encodebytes(by_library(ENTITY))
    yield "cut off behind the words", by_library(ENTITY)[: by_library(ENTITY).index(b"words") + 20]
    yield "bytes behind", by_library(ENTITY) + b"\r\n\r\n"


VARIANTS = dict(variants())
TYPES = (
    OPAQUE,
    "application/x-pkcs7-mime; name=smime.p7m",
    "application/pkcs7-mime",
    "application/octet-stream; name=smime.p7m",
    "APPLICATION/PKCS7-MIME; SMIME-TYPE=signed-data",
)


@pytest.mark.parametrize("made", VARIANTS)
def test_signed_words_are_read(made: str) -> None:
    message = read(smime(VARIANTS[made]))
    assert text_lines(message) == ["The signed words, å"]
    assert message.unreadable == ""


@pytest.mark.parametrize("content_type", TYPES)
def test_a_signature_is_known_by_type_or_name(content_type: str) -> None:
    assert text_lines(read(smime(by_library(ENTITY), content_type))) == ["The signed words, å"]


def test_a_signed_mail_has_its_parts_and_files() -> None:
    message = read(smime(by_library(RICH)))
    assert text_lines(message) == ["Signed words"]
    assert [(file.part, file.filename) for file in message.attachments] == [("1.2", "a.pdf")]


def test_a_signature_within_a_list_s_footer_is_read() -> None:
    part = f"Content-Type: {OPAQUE}\nContent-Transfer-Encoding: base64"
    packed = base64.encodebytes(by_library(ENTITY))
    message = read(multipart((part, packed), ("Content-Type: text/plain", "-- \nTo unsubscribe, write")))
    assert text_lines(message)[0] == "The signed words, å"


def test_a_signature_around_a_signature_is_read() -> None:
    head = f"Content-Type: {OPAQUE}\r\nContent-Transfer-Encoding: base64\r\n\r\n".encode()
    inner = head + base64.encodebytes(by_library(ENTITY)).replace(b"\n", b"\r\n")
    assert text_lines(read(smime(by_library(inner)))) == ["The signed words, å"]


def test_a_signed_message_within_is_read() -> None:
    inner = mail("Passed on", subject="Inner")
    entity = b"Content-Type: message/rfc822\r\n\r\n" + inner
    (forwarded,) = read(smime(by_library(entity))).forwarded
    assert (forwarded.subject, text_lines(forwarded)) == ("Inner", ["Passed on"])


@pytest.mark.parametrize(
    "data",
    [
        structure(ENVELOPED, octets(b"x" * 40)),
        structure(SIGNED, b""),
        structure(SIGNED, octets(b"%PDF-1.4 no message at all")),
        structure(COMPRESSED, octets(b"no zlib")),
        b"MIAGCSqGSIb3DQEHA6CAMIACAQAx",
        b"\x30\x80",
        b"\x30" * 400,
        b"",
        structure(SIGNED, octets(ENTITY))[:20],
    ],
)
def test_what_is_encrypted_or_broken_is_no_text(data: bytes) -> None:
    message = read(smime(data))
    assert message.bodies == ()
    assert "S/MIME" in message.unreadable


def test_a_file_that_was_signed_by_itself_stays_a_file() -> None:
    part = "Content-Type: application/pkcs7-mime; name=contract.pdf.p7m\nContent-Transfer-Encoding: base64"
    packed = base64.encodebytes(by_library(b"%PDF-1.4"))
    message = read(multipart(("Content-Type: text/plain", "See the file"), (part, packed)))
    assert text_lines(message) == ["See the file"]
    assert message.unreadable == ""


def test_a_bomb_is_cut() -> None:
    found = cms.content_of(structure(COMPRESSED, octets(zlib.compress(bytes(50_000_000)))), 1000)
    assert found == bytes(1000)


@given(st.binary(max_size=300), st.sampled_from(sorted(VARIANTS)), st.integers(0, 200))
def test_no_bytes_do_harm(junk: bytes, made: str, at: int) -> None:
    cms.content_of(junk, 100)
    cms.content_of(VARIANTS[made][:at] + junk + VARIANTS[made][at:], 10_000)
