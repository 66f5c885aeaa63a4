"""The digest: one message, wherever it was delivered."""

import base64

from tests.unit.reading.mails import mail, multipart
from worker.reading import read

TRACE = (
    b"Return-Path: <ada@customer.test>\r\nDelivered-To: {}@vendor.test\r\nX-Original-To: {}@vendor.test\r\n"
    b"Received: from a.test by b.test; Tue, 3 Oct 2023 09:14:1{} +0200\r\n"
    b"Authentication-Results: mx.vendor.test; spf=pass\r\nX-Spam-Score: {}\r\n"
)


def delivered(raw: bytes, mark: bytes) -> bytes:
    return TRACE.replace(b"{}", mark) + raw


def test_two_deliveries_of_one_message_share_a_digest() -> None:
    raw = mail("1. A key")
    assert read(delivered(raw, b"1")).digest == read(delivered(raw, b"2")).digest == read(raw).digest


def test_line_ends_and_transfer_encoding_of_a_relay_change_nothing() -> None:
    raw = mail("Straße 5  \nKöln\n")
    plain = read(raw).digest
    assert read(raw.replace(b"\r\n", b"\n")).digest == plain
    encoded = mail(
        base64.b64encode("Straße 5  \nKöln\n".encode()), headers="Content-Transfer-Encoding: base64\n"
    )
    assert read(encoded).digest == plain


def test_other_words_have_another_digest() -> None:
    raw = mail("1. A key")
    digests = {
        read(changed).digest
        for changed in (
            raw,
            mail("1. Another key"),
            mail("1. A key", subject="Another"),
            mail("1. A key", sender="bo@customer.test"),
            raw.replace(b"q1w2e3", b"other"),
            raw.replace(b"09:14:11", b"09:14:12"),
        )
    }
    assert len(digests) == 6


def test_another_attachment_has_another_digest() -> None:
    def with_file(name: str) -> bytes:
        return multipart(
            ("Content-Type: text/plain", "Hi"), (f"Content-Type: application/pdf; name={name}", "%PDF")
        )

    assert read(with_file("one.pdf")).digest != read(with_file("two.pdf")).digest


def test_an_attachment_that_was_not_fetched_leaves_the_digest_and_nearly_the_size() -> None:
    data = ("QUJD" * 19 + "\r\n") * 1000
    head = "Content-Type: application/pdf; name=a.pdf\r\nContent-Transfer-Encoding: base64"
    whole = multipart(("Content-Type: text/plain", "Hi"), (head, data))
    stub = multipart(("Content-Type: text/plain", "Hi"), (f"{head}\r\nX-Sen-Worker-Omitted: {len(data)}", ""))
    assert read(stub).digest == read(whole).digest
    assert abs(read(stub).attachments[0].size - read(whole).attachments[0].size) < 10


def test_a_message_without_message_id_has_a_stable_digest() -> None:
    raw = mail("1. A key").replace(b"Message-ID: <q1w2e3@customer.test>\r\n", b"")
    assert read(raw).message_id is None
    assert read(delivered(raw, b"1")).digest == read(delivered(raw, b"2")).digest
