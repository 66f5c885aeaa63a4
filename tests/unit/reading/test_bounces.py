"""Delivery reports: who got nothing, and which letter it was."""

import pytest

from tests.unit.reading.mails import mail, multipart
from worker.reading import Message, read
from worker.reading.message import Automation, DeliveryReport

MAILER = "Mail Delivery System <MAILER-DAEMON@mx.vendor.test>"
NULL = "Return-Path: <>\n"
LETTER = "<letter-1@vendor.test>"
RETURNED = f"From: sales@vendor.test\nTo: ada@old-mill.test\nSubject: Re: x\nMessage-ID: {LETTER}\n\nHello"
STATUS = (
    "Reporting-MTA: dns; mx.vendor.test\nArrival-Date: Tue, 3 Oct 2023 09:14:11 +0200\n\n"
    "Final-Recipient: rfc822; {address}\nAction: {action}\nStatus: 5.1.1\n"
)


def status_report(
    *, action: str = "failed", address: str = "ada@old-mill.test", returned: tuple[str, str] | None = None
) -> Message:
    return read(
        multipart(
            ("Content-Type: text/plain", "See below."),
            ("Content-Type: message/delivery-status", STATUS.format(action=action, address=address)),
            *([returned] if returned else []),
            kind="report; report-type=delivery-status",
            headers=NULL,
            subject="Undelivered Mail Returned to Sender",
            sender=MAILER,
        )
    )


@pytest.mark.parametrize(
    "returned",
    [
        ("Content-Type: message/rfc822", RETURNED),
        ("Content-Type: text/rfc822-headers", RETURNED.partition("\n\n")[0]),
        ("Content-Type: message/global-headers", RETURNED.partition("\n\n")[0]),
    ],
)
def test_a_delivery_status_names_recipient_and_letter(returned: tuple[str, str]) -> None:
    message = status_report(returned=returned)
    assert message.automation is Automation.BOUNCE
    assert message.report == DeliveryReport(recipients=("ada@old-mill.test",), message_id=LETTER)


def test_a_warning_is_told_from_a_failure() -> None:
    report = status_report(action="delayed").report
    assert report == DeliveryReport(recipients=("ada@old-mill.test",), delayed=True)


@pytest.mark.parametrize("action", ["delivered", "relayed", "expanded"])
def test_a_report_of_success_names_nobody_who_got_nothing(action: str) -> None:
    message = status_report(action=action)
    assert message.automation is Automation.BOUNCE
    assert message.report == DeliveryReport(delivered=True)


def test_the_address_that_we_wrote_to_is_told_before_the_one_it_was_forwarded_to() -> None:
    raw = multipart(
        ("Content-Type: text/plain", "See below."),
        (
            "Content-Type: message/delivery-status",
            (
                "Reporting-MTA: dns; mx.test\n\nOriginal-Recipient: rfc822;Ada@Old-Mill.test\n"
                "Final-Recipient: rfc822; box17@hosting.test\nAction: failed"
            ),
        ),
        kind="report; report-type=delivery-status",
    )
    report = read(raw).report
    assert report is not None
    assert report.recipients == ("ada@old-mill.test",)


FREE_TEXT = {
    "qmail": (
        "failure notice",
        (
            "Hi. This is the qmail-send program at mx.vendor.test.\nI'm afraid I wasn't able to deliver your message to the "
            "following addresses.\n\n<ada@old-mill.test>:\n192.0.2.1 does not like recipient.\n\n"
            f"--- Below this line is a copy of the message.\n\nReturn-Path: <sales@vendor.test>\n{RETURNED}"
        ),
    ),
    "Exim": (
        "Mail delivery failed: returning message to sender",
        (
            "A message that you sent could not be delivered to one or more of its recipients.\nThe following address(es) "
            f"failed:\n\n  ada@old-mill.test\n    Unrouteable address\n\n------ This is a copy of the message ------\n\n{RETURNED}"
        ),
    ),
    "Exchange, in words": (
        "Undeliverable: Re: x",
        (
            "Your message to ada@old-mill.test couldn't be delivered.\nada wasn't found at old-mill.test.\n\n"
            f"Original message headers:\n\n{RETURNED}"
        ),
    ),
    "a German provider": (
        "Mail delivery failed: returning message to sender",
        (
            "Diese E-Mail konnte nicht zugestellt werden:\n\n<ada@old-mill.test>\n\nEmpfänger unbekannt.\n\n"
            f"--- The header of the original message is following. ---\n\n{RETURNED}"
        ),
    ),
    "a Chinese provider": (
        "系统退信",
        f"抱歉，您的邮件被退回来了……\n收件人邮件地址：ada@old-mill.test\n无法送达\n\n{RETURNED}",
    ),
    "Domino": (
        "DELIVERY FAILURE: User ada not listed in Domino Directory",
        f"Your message\n\n  Subject: Re: x\n\nwas not delivered to:\n\n  ada@old-mill.test\n\nbecause:\n\n  Not listed\n\n{RETURNED}",
    ),
    "a mailer of nobody's": (
        "Returned mail: see transcript for details",
        f"   ----- The following addresses had permanent fatal errors -----\n<ada@old-mill.test>\n\n{RETURNED}",
    ),
}


@pytest.mark.parametrize("mailer", FREE_TEXT)
@pytest.mark.parametrize("sender", [MAILER, "postmaster@hosting.test"])
def test_a_report_in_words_names_recipient_and_letter(mailer: str, sender: str) -> None:
    subject, text = FREE_TEXT[mailer]
    message = read(mail(text, headers=NULL, subject=subject, sender=sender))
    assert message.automation is Automation.BOUNCE
    assert message.report == DeliveryReport(recipients=("ada@old-mill.test",), message_id=LETTER)


@pytest.mark.parametrize(
    ("subject", "text"),
    [
        (
            "Warning: could not send message for past 4 hours",
            "Deferred. Will keep trying until message is 5 days old.",
        ),
        ("Delivery delayed", "Your message to ada@old-mill.test could not be delivered yet."),
        (
            "Delivery Status Notification",
            "It has not yet been delivered, but attempts will continue. Unable to deliver.",
        ),
        ("Verzögerte Zustellung", "Ihre Nachricht konnte noch nicht zugestellt werden."),
    ],
)
def test_a_warning_in_words_is_told_from_a_failure(subject: str, text: str) -> None:
    report = read(mail(text, headers=NULL, subject=subject, sender=MAILER)).report
    assert report is not None
    assert report.delayed


def test_failed_recipients_may_stand_in_a_header() -> None:
    message = read(
        mail("Sorry.", headers="X-Failed-Recipients: Ada@old-mill.test, bo@old-mill.test\n", sender=MAILER)
    )
    assert message.report == DeliveryReport(recipients=("ada@old-mill.test", "bo@old-mill.test"))


def test_a_letter_may_be_named_by_reference_alone() -> None:
    headers = f"{NULL}In-Reply-To: {LETTER}\n"
    message = read(mail("Your message could not be delivered.", headers=headers, sender=MAILER))
    assert message.report == DeliveryReport(message_id=LETTER)


@pytest.mark.parametrize(
    ("subject", "text", "sender"),
    [
        (
            "My mail came back",
            "My last mail to you could not be delivered. Is your mailbox full?",
            "ada@customer.test",
        ),
        ("Undeliverable goods", "The parcel was not delivered.", "ada@customer.test"),
        ("Maintenance", "The mail server is down on Sunday.", "postmaster@customer.test"),
    ],
)
def test_a_person_who_writes_about_mail_sends_no_report(subject: str, text: str, sender: str) -> None:
    message = read(mail(text, subject=subject, sender=sender))
    assert (message.automation, message.report) == (Automation.NONE, None)


def test_a_report_that_a_person_passes_on_is_no_report() -> None:
    inner = mail(
        "See below", content_type="multipart/report; report-type=delivery-status; boundary=x", sender=MAILER
    )
    message = read(
        multipart(("Content-Type: text/plain", "I got this."), ("Content-Type: message/rfc822", inner))
    )
    assert message.automation is Automation.NONE
    assert message.forwarded[0].automation is Automation.BOUNCE
