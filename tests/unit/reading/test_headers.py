"""Addresses, ids, dates and subjects as clients and servers really write them."""

from datetime import UTC, datetime, timedelta, timezone

import pytest

from tests.unit.reading.mails import mail
from worker.reading import Message, read
from worker.reading.message import Address


def with_headers(block: str | bytes) -> Message:
    raw = block if isinstance(block, bytes) else block.encode()
    return read(raw.replace(b"\n", b"\r\n") + b"\r\n\r\nHello")


@pytest.mark.parametrize(
    ("value", "addr", "name"),
    [
        ("ada@customer.test", "ada@customer.test", ""),
        ("<Ada@Customer.TEST>", "ada@customer.test", ""),
        ("Ada Park <ada@customer.test>", "ada@customer.test", "Ada Park"),
        ('"Park, Ada" <ada@customer.test>', "ada@customer.test", "Park, Ada"),
        ("ada@customer.test (Ada Park)", "ada@customer.test", "Ada Park"),
        ('"ada@customer.test" <ada@customer.test>', "ada@customer.test", ""),
        ("'ada@customer.test' <ada@customer.test>", "ada@customer.test", ""),
        ("=?utf-8?B?SsO2cmc=?= <j@customer.test>", "j@customer.test", "Jörg"),
        (
            "=?iso-8859-1?Q?J=F6rg?= =?iso-8859-1?Q?_M=FCller?= <j@customer.test>",
            "j@customer.test",
            "Jörg Müller",
        ),
        ('"=?utf-8?Q?J=C3=B6rg?=" <j@customer.test>', "j@customer.test", "Jörg"),
        ("=?x-no-such?Q?J=F6rg?= <j@customer.test>", "j@customer.test", "Jörg"),
        ("=?gb2312?B?1tDOxA==?= <z@customer.test>", "z@customer.test", "中文"),
        ("Jörg Müller <j@customer.test>", "j@customer.test", "Jörg Müller"),
        ("Ada\n Park\n <ada@customer.test>", "ada@customer.test", "Ada Park"),
        ("用户@例子.test", "用户@例子.test", ""),
        ("MAILER-DAEMON (Mail Delivery System)", "", "MAILER-DAEMON (Mail Delivery System)"),
    ],
)
def test_an_author_is_read_from(value: str, addr: str, name: str) -> None:
    message = with_headers(f"From: {value}")
    assert (message.from_, message.from_count) == (Address(addr=addr, name=name), 1)


@pytest.mark.parametrize(
    ("value", "claimed"),
    [
        ("<ada@customer.test", Address(addr="ada@customer.test")),
        ("Ada <mailto:ada@customer.test>", Address(addr="ada@customer.test", name="Ada")),
        ("Ada Park ada@customer.test", Address(addr="ada@customer.test", name="Ada Park")),
        ("=?utf-8?B?SsO2cmcgPGpAY3VzdG9tZXIudGVzdD4=?=", None),
        ('"ada@customer.test" <eve@elsewhere.test', Address(addr="eve@elsewhere.test")),
        ("(ada@customer.test) <eve@elsewhere.test", Address(addr="eve@elsewhere.test")),
        ("ada@customer.test <eve@elsewhere.test", None),
    ],
)
def test_an_author_that_the_grammar_does_not_give_is_only_shown(value: str, claimed: Address | None) -> None:
    message = with_headers(f"From: {value}")
    assert message.from_.addr == ""
    assert (message.from_claimed.addr if message.from_claimed else None) == (
        claimed.addr if claimed else None
    )


def test_an_undeclared_8_bit_name_is_read_like_the_body() -> None:
    raw = b"From: \xe9\xd7\xc1\xce <i@customer.test>\nSubject: \xec\xc9\xc3\xc5\xce\xda\xc9\xd1\n"
    message = with_headers(raw + b"Content-Type: text/plain; charset=koi8-r")
    assert (message.from_.name, message.subject) == ("Иван", "Лицензия")


def test_more_authors_than_one_are_counted_over_all_fields() -> None:
    message = with_headers("From: ada@customer.test\nFrom: boss@vendor.test, eve@elsewhere.test")
    assert (message.from_.addr, message.from_count) == ("", 3)
    assert with_headers("To: x@vendor.test").from_count == 0


def test_lists_of_addresses_and_groups_are_read() -> None:
    message = with_headers(
        'To: Team: a@vendor.test, "B, C" <b@vendor.test>;, d@vendor.test\nCc: undisclosed-recipients:;\n'
        "Reply-To: <r@customer.test>\nSender: s@customer.test"
    )
    assert [address.addr for address in message.to] == ["a@vendor.test", "b@vendor.test", "d@vendor.test"]
    assert message.cc == ()
    assert [address.addr for address in message.reply_to] == ["r@customer.test"]
    assert message.sender == Address(addr="s@customer.test")


@pytest.mark.parametrize(
    ("value", "wanted"),
    [
        ("<a@b.test>", "<a@b.test>"),
        ("  <a@b.test>  (comment)", "<a@b.test>"),
        ("a@b.test", "<a@b.test>"),
        ("<a@b.test", "<a@b.test>"),
        ("<0100018\n 7a@b.test>", "<01000187a@b.test>"),
        ("\n <a@b.test>", "<a@b.test>"),
        ("<no-at-sign>", "<no-at-sign>"),
        ("no-at-sign", "<no-at-sign>"),
        ("=?utf-8?q?=3Ca=40b=2Etest=3E?=", "<a@b.test>"),
        ("<[guid]@[b.test]>", "<[guid]@[b.test]>"),
        ("", None),
        ("<>", None),
    ],
)
def test_a_message_id_is_read_from(value: str, wanted: str | None) -> None:
    assert with_headers(f"Message-ID: {value}\nSubject: x").message_id == wanted


def test_references_are_read_in_any_mess() -> None:
    message = with_headers(
        "References: <1@a.test><2@a.test>\n\t<3@a.\n test>,<2@a.test>\n"
        'In-Reply-To: Message from "Ada" of 3 Oct <1@a.test>\nIn-Reply-To: 4@a.test'
    )
    assert message.references == ("<1@a.test>", "<2@a.test>", "<3@a.test>")
    assert message.in_reply_to == ("<1@a.test>", "<4@a.test>")


@pytest.mark.parametrize(
    ("value", "hours"),
    [
        ("Tue, 3 Oct 2023 09:14:11 +0200", 2),
        ("3 Oct 2023 09:14:11 +0200 (CEST)", 2),
        ("Tue, 03 Oct 23 09:14:11 -0500", -5),
        ("Tue, 3 Oct 2023 09:14:11 GMT", 0),
        ("Tue, 3 Oct 2023 09:14:11 -0000", 0),
        ("Tue, 3 Oct 2023 09:14:11", 0),
        ("Tue,\n 3 Oct 2023\n 09:14:11 +0900", 9),
    ],
)
def test_a_date_keeps_the_senders_zone(value: str, hours: int) -> None:
    date = with_headers(f"Date: {value}").date
    assert date == datetime(2023, 10, 3, 9, 14, 11, tzinfo=timezone(timedelta(hours=hours)))
    assert date.utcoffset() == timedelta(hours=hours)


@pytest.mark.parametrize(
    "value", ["", "yesterday", "Tue, 99 Oct 2023 99:99:99 +0200", "1 Jan 0001 00:00:00 +2359", "9" * 400]
)
def test_a_date_that_is_none_is_not_told(value: str) -> None:
    date = with_headers(f"Date: {value}\nSubject: x").date
    assert date is None or date.astimezone(UTC)


@pytest.mark.parametrize(
    ("value", "wanted"),
    [
        ("Simple", "Simple"),
        ("Folded\n  over\n\tlines", "Folded over lines"),
        ("=?utf-8?Q?Gr=C3=B6=C3=9Fe?= 5", "Größe 5"),
        ("=?utf-8?B?R3LDtg==?= =?utf-8?B?w59l?=", "Größe"),
        ("=?utf-8?B?R3LD?=\n =?utf-8?B?tsOfZQ==?=", "Größe"),
        ("=?ISO-2022-JP?B?GyRCRWw1fhsoQg==?=", "東京"),
        ("=?utf-8*de?Q?Gr=C3=B6=C3=9Fe?=", "Größe"),
        (r"=?utf-8?Q?=C3=A4?= in C:\u0041bc", r"ä in C:\u0041bc"),
        ("=?iso-8859-1?Q?=96_dash?=", "– dash"),
        ("=?utf-8?B?!!broken?=", "=?utf-8?B?!!broken?="),
        ("a\x00b\x07c", "a b c"),
        ("", ""),
    ],
)
def test_a_subject_is_read_from(value: str, wanted: str) -> None:
    assert with_headers(f"Subject: {value}\nX-More: x").subject == wanted


def test_an_undeclared_8_bit_subject_loses_no_letters() -> None:
    assert with_headers("Subject: Größe".encode("latin-1")).subject == "Größe"
    assert with_headers("Subject: Größe".encode()).subject == "Größe"


@pytest.mark.parametrize(
    ("block", "wanted"),
    [
        ("Return-Path: <>", ""),
        ("Return-Path: < >", ""),
        ("Return-Path: <Ada@customer.test>", "ada@customer.test"),
        ("Return-Path: ada@customer.test", "ada@customer.test"),
        ("Return-Path: <>\nReturn-Path: <ada@customer.test>", ""),
        ("Subject: x", None),
    ],
)
def test_the_return_path_tells_the_null_sender_from_none(block: str, wanted: str | None) -> None:
    assert with_headers(block).return_path == wanted


@pytest.mark.parametrize(
    ("value", "wanted"),
    [("All", True), ("OOF, AutoReply", True), ("oof", True), ("DR, RN, NRN", False), ("None", False)],
)
def test_a_wish_for_no_automatic_reply_is_no_sign_of_a_machine(value: str, wanted: bool) -> None:  # noqa: FBT001
    message = read(mail("My answer", headers=f"X-Auto-Response-Suppress: {value}\n"))
    assert message.suppresses_replies is wanted
    assert message.automation == "none"
