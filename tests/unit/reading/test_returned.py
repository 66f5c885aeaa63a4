"""Bounces known by what they are, in words that no list has; and what only looks like one."""

import pytest

from tests.unit.reading.mails import mail, multipart
from worker.reading import Message, read
from worker.reading.message import Automation

LETTER = "<sw.0123456789abcdef.fedcba98@vendor.test>"
TO = "pia.lund@nordhaus.test"
HEADER = f"From: sales@vendor.test\nTo: Pia Lund <{TO}>\nSubject: Re: your license\nMessage-ID: {LETTER}\n"
NULL = "Return-Path: <>\n"
MAILER = "MAILER-DAEMON@far.test"
STATUS = f"Reporting-MTA: dns; far.test\n\nFinal-Recipient: rfc822; {TO}\nAction: %s\nStatus: %s\n"
ANSWERS = f"In-Reply-To: {LETTER}\n"
TEXT = "Content-Type: text/plain"


def plain(body: str, *, sender: str = MAILER, headers: str = NULL, subject: str = "zurück") -> bytes:
    return mail(body, sender=sender, headers=headers, subject=subject)


def parted(*parts: tuple[str, str], sender: str = MAILER, headers: str = NULL) -> bytes:
    return multipart(*parts, sender=sender, headers=headers, subject="zurück")


FAILED = {
    "mailer, null sender, a few words": plain(f"Nobody there took it: {TO}\n\n{HEADER}"),
    "mailer, null sender, not a word": plain(HEADER),
    "mailer without a Return-Path": plain(f"550 5.1.1 <{TO}> who is that?\n\n{HEADER}", headers=""),
    "mailer's name, null address": plain(f"That went wrong: {TO}\n\n{HEADER}", sender="Mail Delivery System <>", headers=""),
    "MAILER-DAEMON <>": plain(f"That went wrong.\n\n{HEADER}", sender="MAILER-DAEMON <>", headers=""),
    "no author at all, a status": parted((TEXT, "x"), ("Content-Type: message/delivery-status", STATUS % ("failed", "5.0.0")), ("Content-Type: message/rfc822", HEADER + "\nx"), sender="<>"),
    "post.master": plain(f"554 not here\nRCPT TO:<{TO}>", sender="post.master@far.test", headers=ANSWERS),
    "Mail_Daemon": plain(f"<{TO}>: 550-5.7.1 refused\n{HEADER}", sender="Mail_Daemon@far.test", headers=""),
    "MailSystem": plain(f"Ablehnung durch mx.far.test: 552 voll\n\nMessage-ID: {LETTER}", sender="mail.system@far.test", headers=""),
    "the recipient's own name, null sender": plain(f"smtp; 550 mailbox is no more: {TO}", sender="Router <router@far.test>", headers=NULL + ANSWERS),
    "some robot, null sender, header returned": plain(f"Es gibt {TO} nicht.\n\n{HEADER}", sender="Poststelle <robot@far.test>"),
    "header as a part": parted((TEXT, "Leider nein."), ("Content-Type: text/rfc822-headers", HEADER), sender="Relay <relay@far.test>"),
    "message as a part": parted((TEXT, "Leider nein."), ("Content-Type: message/rfc822", HEADER + "\nHello")),
    "quoted header": plain(f"Kein Empfänger {TO}\n\n" + "".join(f"> {line}\n" for line in HEADER.splitlines())),
    "in HTML": mail(f"<p>Nobody took it: {TO}</p><p>Message-ID: &lt;{LETTER[1:-1]}&gt;</p>", content_type="text/html", sender=MAILER, headers=NULL),
    "double-bounce": plain(f"{TO}\n{HEADER}", sender="double-bounce@far.test"),
    "a filled-in form is returned": plain(f"Nobody there: {TO}\n\n{HEADER}\n1. My License Key: x\n2. The email address: {TO}\n"),
    "Microsoft Outlook, null sender": plain(f"Das ging nicht: {TO}\n{HEADER}", sender="Microsoft Outlook <x329@far.test>"),
}  # fmt: skip


@pytest.mark.parametrize("what", FAILED)
def test_a_bounce_is_known_by_what_it_is(what: str) -> None:
    message = read(FAILED[what])
    assert message.automation is Automation.BOUNCE, message.automation_reason
    assert message.report is not None
    assert LETTER in (message.report.message_id, *message.report.named)
    assert not message.report.delayed
    assert not message.report.delivered


DELAYED = {
    "status": parted((TEXT, "x"), ("Content-Type: message/delivery-status", STATUS % ("delayed", "4.4.1"))),
    "status without an action": parted((TEXT, "x"), ("Content-Type: message/delivery-status", STATUS.replace("Action: %s\n", "") % "4.4.1")),
    "code": plain(f"451 4.7.1 {TO}: come back later\n\n{HEADER}"),
    "words": plain(f"{TO} is slow. The relay will go on and try for three more days.\n\n{HEADER}"),
    "still trying": plain(f"We are still trying to reach {TO}.\n\n{HEADER}"),
}  # fmt: skip


@pytest.mark.parametrize("what", DELAYED)
def test_a_delay_is_told_from_a_failure(what: str) -> None:
    message = read(DELAYED[what])
    assert message.automation is Automation.BOUNCE, message.automation_reason
    assert message.report is not None
    assert message.report.delayed


def test_giving_up_after_a_delay_is_a_failure() -> None:
    message = read(plain(f"451 4.4.1 {TO} does not answer. Giving up after 5 days.\n\n{HEADER}"))
    assert message.report is not None
    assert not message.report.delayed


def person(body: str, *, headers: str = ANSWERS, sender: str = f"Pia Lund <{TO}>") -> Message:
    return read(mail(body, sender=sender, headers=headers, subject="Re: your license"))


NO_BOUNCE = {
    "a person tells of a bounce": person("Your last mail came back with 550 5.1.1 on our side, sorry. Denmark!"),
    "a postmaster answers": person("Denmark.", sender="postmaster@nordhaus.test"),
    "a postmaster fills in the form": person("1. My License Key: x\n2. The email address: a@b.test", sender="postmaster@nordhaus.test", headers=""),
    "a form by the null sender": person("1. My License Key: x\n2. The email address: a@b.test", headers=NULL),
    "a responder returns what it got": person(f"Ich bin nicht im Büro.\n\n{HEADER}", headers=NULL + ANSWERS),
    "a read receipt": read(multipart((TEXT, "Read"), ("Content-Type: message/disposition-notification", f"Original-Message-ID: {LETTER}"), kind="report; report-type=disposition-notification", headers=NULL, sender=MAILER)),
    "a version number": person("We run Confluence 5.1.1 and JIRA 4.4.5 with 500 users.", headers=""),
    "a forwarded header": person(f"FYI\n\n{HEADER}"),
}  # fmt: skip


@pytest.mark.parametrize("what", NO_BOUNCE)
def test_what_only_looks_like_a_bounce_is_none(what: str) -> None:
    message = NO_BOUNCE[what]
    assert message.automation is not Automation.BOUNCE, message.automation_reason
    assert message.report is None
