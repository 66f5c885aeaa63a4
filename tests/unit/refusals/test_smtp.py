"""What relays say, and what it is about: the sentences are those of real relays."""

import pytest

from worker.refusals import RefusalKind, SmtpStage, judge_smtp_answer
from worker.refusals.smtp_refusals import names_password_reply

MAIL, RCPT, DATA, TEXT, AUTH = SmtpStage.MAIL, SmtpStage.RCPT, SmtpStage.DATA, SmtpStage.TEXT, SmtpStage.AUTH

ABOUT_US = [
    # Whatever is refused at MAIL
    (MAIL, "550 5.4.5 Daily user sending limit exceeded."),  # Gmail
    (MAIL, "553 5.7.1 <sales@vendor.example>: Sender address rejected: not owned by user"),  # Postfix
    (MAIL, "550 no"),
    (MAIL, "550 5.1.1 User unknown"),
    (MAIL, "550 Requested action not taken: mailbox unavailable"),
    (MAIL, "552 5.2.2 Mailbox full"),
    (MAIL, "501 5.1.7 Bad sender address syntax"),
    (MAIL, "550 5.7.0 From address is not one of your addresses."),  # iCloud
    (MAIL, "554 5.7.1 Client host rejected: Access denied"),
    # Relaying
    (RCPT, "554 5.7.1 <(recipient)>: Relay access denied"),  # Postfix
    (RCPT, "550 relay not permitted"),  # Exim
    (RCPT, "550 5.7.1 Unable to relay"),  # Exchange
    (RCPT, "550 5.7.54 SMTP; Unable to relay recipient in non-accepted domain"),
    (RCPT, "550 5.7.1 (recipient)... Relaying denied. Proper authentication required."),  # Sendmail
    (RCPT, "553 sorry, that domain isn't in my list of allowed rcpthosts (#5.7.1)"),  # qmail
    (RCPT, "553 Relaying disallowed as sales@vendor.example"),  # Zoho
    (RCPT, "550 5.7.64 TenantAttribution; Relay Access Denied"),
    (RCPT, "550-Please turn on SMTP Authentication in your mail client."),  # cPanel
    (RCPT, "550 Authentication is required for relay"),
    # The sender
    (RCPT, "550 5.7.1 <sales@vendor.example>: Sender address rejected: Access denied"),
    (RCPT, "553 5.7.1 <sales@vendor.example>: Sender address rejected: not logged in"),
    (RCPT, "550 Sender verify failed"),
    (TEXT, "550 5.7.60 SMTP; Client does not have permissions to send as this sender"),
    (TEXT, "554 5.2.0 STOREDRV.Submission.Exception:SendAsDeniedException.MapiExceptionSendAsDenied"),
    (TEXT, "550-Requested action not taken: mailbox unavailable 550 Sender address is not allowed."),  # GMX
    (TEXT, "554 Message rejected: Email address is not verified. The following identities failed the check"),
    (TEXT, "550 The from address does not match a verified Sender Identity."),  # SendGrid
    (RCPT, "550 5.1.8 Access denied, bad outbound sender AS(42004)"),
    (TEXT, "554 5.1.8 Sender address rejected: Domain not found"),
    # How much
    (TEXT, "554 5.2.0 STOREDRV.Submission.Exception:SubmissionQuotaExceededException"),
    (RCPT, "550 5.1.90 Your message can't be sent because you've reached your daily limit for recipients"),
    (RCPT, "554 5.7.1 <(recipient)>: Recipient address rejected: Policy rejection; Message quota exceeded"),
    (RCPT, "550 5.7.1 <(recipient)>: Recipient address rejected: Daily sending quota exceeded"),
    (TEXT, "550 Domain vendor.example has exceeded the max emails per hour (100/100 (100%)) allowed."),
    (TEXT, "550 5.7.705 Access denied, tenant has exceeded threshold"),
    (TEXT, "554 5.7.0 Your message could not be sent. The limit on the number of allowed outgoing messages was exceeded. Try again later."),
    (RCPT, "550 5.4.6 Unusual sending activity detected. Please try after sometime"),  # Zoho
    (TEXT, "550 5.4.5 Daily SMTP relay limit exceeded for customer."),  # Gmail
    (TEXT, "550 User sales@vendor.example has exceeded its 24-hour sending limit."),
    (TEXT, "554 Sending paused for this account."),  # SES
    # Where we are
    (RCPT, "554 5.7.1 Service unavailable; Client host [192.0.2.1] blocked using zen.spamhaus.org"),
    (RCPT, "550 5.7.606 Access denied, banned sending IP [192.0.2.1]"),
    (RCPT, "504 5.5.2 <[192.0.2.1]>: Helo command rejected: need fully-qualified hostname"),
    (RCPT, "550 5.7.25 Client host rejected: cannot find your reverse hostname"),
    (TEXT, "550 5.7.26 Unauthenticated email from vendor.example is not accepted due to domain's DMARC policy"),
    (TEXT, "550 5.7.23 The message was rejected because of Sender Policy Framework violation"),
    (RCPT, "550 5.7.750 Service unavailable. Client blocked from sending from unregistered domains"),
    (TEXT, "550 5.7.708 Access denied, traffic not accepted from this IP"),
    (RCPT, "530 5.7.57 Client not authenticated to send mail"),
    (RCPT, "530 5.7.0 Must issue a STARTTLS command first"),
    (RCPT, "454 4.7.1 <(recipient)>: Relay access denied"),
    (RCPT, "450 4.1.8 <sales@vendor.example>: Sender address rejected: Domain not found"),
    (TEXT, "550 5.7.501 Access denied, spam abuse detected"),
]  # fmt: skip
STATES = [
    (MAIL, "421 4.7.0 Try again later, closing connection."),
    (RCPT, "421 4.3.2 Service shutting down"),
    (TEXT, "421 4.4.2 Timeout"),
    (MAIL, "452 4.3.1 Insufficient system storage"),
    (MAIL, "450 4.7.1 Error: too much mail from 192.0.2.1"),
    (MAIL, "454 Throttling failure: Maximum sending rate exceeded."),
    (RCPT, "451 4.3.0 Temporary lookup failure"),
    (RCPT, "450 4.3.2 Service currently unavailable"),
    (DATA, "451 4.3.5 Server configuration error"),
    (RCPT, "550 5.3.2 System not accepting network messages"),
    (TEXT, "554 5.3.5 System incorrectly configured"),
]
RECIPIENTS = [
    (RCPT, "550 5.1.1 No such user"),
    (RCPT, "550 5.1.1 <(recipient)>: Recipient address rejected: User unknown in virtual mailbox table"),
    (RCPT, "550 5.1.10 RESOLVER.ADR.RecipientNotFound; Recipient not found by SMTP address lookup"),
    (RCPT, "550 Requested action not taken: mailbox unavailable"),
    (RCPT, "550 No such user here"),
    (RCPT, "550 5.4.1 Recipient address rejected: Access denied. AS(201806281)"),
    (RCPT, "550 5.2.1 The email account that you tried to reach is disabled."),
    (RCPT, "552 5.2.2 The recipient's inbox is out of storage space"),
    (RCPT, "552 5.2.2 <(recipient)>: Quota exceeded (mailbox for user is full)"),
    (RCPT, "450 4.2.2 The recipient is over quota"),
    (RCPT, "450 4.2.0 <(recipient)>: Recipient address rejected: Greylisted"),
    (RCPT, "451 4.7.1 Greylisting in action, please come back later"),
    (RCPT, "450 4.2.1 Busy"),
    (RCPT, "550 5.1.2 Host or domain name not found. Name service error"),
    (RCPT, "550 Unrouteable address"),
    (RCPT, "556 5.1.10 Domain does not accept mail (null MX)"),
    (RCPT, "551 User not local"),
    (RCPT, "550 5.7.133 RESOLVER.RST.SenderNotAuthenticatedForGroup"),
    (RCPT, "550 5.7.124 Sender not in allowed-senders list"),
    (RCPT, "550 5.4.310 DNS domain example.invalid does not exist"),
    (RCPT, "550 5.2.122 The recipient has exceeded their limit for messages they can receive per hour"),
    (TEXT, "550 5.1.1 User unknown"),
    (TEXT, "554 5.6.0 Never"),
    (TEXT, "550 5.6.0 Lone CR or LF in header"),
    (MAIL, "552 5.3.4 Message size exceeds fixed maximum message size"),
    (TEXT, "552 5.3.4 Error: message file too big"),
]
DOUBTFUL = [
    (RCPT, "554 no"),
    (RCPT, "550 5.7.1 rejected"),
    (TEXT, "554 Transaction failed"),
    (TEXT, "554 5.7.1 Message rejected as spam"),
    (TEXT, "550 5.7.1 This message contains a virus"),
    (TEXT, "451 4.3.0 Try again later"),
    (DATA, "554 5.5.1 Error: no valid recipients"),
    (TEXT, "550"),
]


def judged(stage: SmtpStage, reply: str) -> tuple[RefusalKind, bool]:
    code, _, words = reply.replace("-", " ", 1).partition(" ") if reply[3:4] == "-" else reply.partition(" ")
    verdict = judge_smtp_answer(int(code), words, stage)
    return verdict.kind, verdict.certain


@pytest.mark.parametrize(("stage", "reply"), ABOUT_US)
def test_a_refusal_of_us_is_no_letters_fault(stage: SmtpStage, reply: str) -> None:
    assert judged(stage, reply) == (RefusalKind.ACCOUNT, True)


@pytest.mark.parametrize(("stage", "reply"), STATES)
def test_a_relay_in_trouble_is_no_letters_fault(stage: SmtpStage, reply: str) -> None:
    assert judged(stage, reply) == (RefusalKind.STATE, True)


@pytest.mark.parametrize(("stage", "reply"), RECIPIENTS)
def test_a_refusal_of_a_recipient_or_a_text_is_that_letters(stage: SmtpStage, reply: str) -> None:
    assert judged(stage, reply) == (RefusalKind.MESSAGE, True)


@pytest.mark.parametrize(("stage", "reply"), DOUBTFUL)
def test_what_may_be_about_anything_is_not_certain(stage: SmtpStage, reply: str) -> None:
    assert not judged(stage, reply)[1]


@pytest.mark.parametrize(
    ("reply", "kind"),
    [
        ("535 5.7.8 Error: authentication failed:", RefusalKind.PASSWORD),  # Postfix
        ("535 5.7.8 Error: authentication failed: (reason unavailable)", RefusalKind.PASSWORD),
        ("535 5.7.8 Username and Password not accepted.", RefusalKind.PASSWORD),  # Gmail
        ("535 5.7.3 Authentication unsuccessful", RefusalKind.PASSWORD),  # Exchange
        ("535 Incorrect authentication data", RefusalKind.PASSWORD),  # Exim
        ("534 5.7.9 Application-specific password required.", RefusalKind.PASSWORD),
        ("535 x", RefusalKind.PASSWORD),
        ("504 5.7.4 Unrecognized authentication type", RefusalKind.MECHANISM),  # Exchange
        ("504 5.5.4 x", RefusalKind.MECHANISM),
        ("502 5.5.2 Error: command not recognized", RefusalKind.MECHANISM),
        ("503 5.5.1 Error: authentication not enabled", RefusalKind.MECHANISM),
        ("535 5.7.8 Error: authentication failed: no mechanism available", RefusalKind.MECHANISM),  # Cyrus SASL
        ("538 5.7.11 Encryption required for requested authentication mechanism", RefusalKind.MECHANISM),
        ("535 5.7.139 Authentication unsuccessful, SmtpClientAuthentication is disabled for the Tenant.",
         RefusalKind.MECHANISM),
        ("535 5.7.139 Authentication unsuccessful, basic authentication is disabled.", RefusalKind.MECHANISM),
        ("535 5.7.139 Authentication unsuccessful, the request did not meet the criteria to be authenticated successfully. Contact your administrator.", RefusalKind.ACCOUNT),
        ("534 5.7.14 Please log in via your web browser and then try again.", RefusalKind.ACCOUNT),
        ("535 Account is locked", RefusalKind.ACCOUNT),
        ("535 Too many login attempts, try again later", RefusalKind.STATE),
        ("454 4.7.0 Temporary authentication failure: Connection lost to authentication server", RefusalKind.STATE),
        ("421 4.7.0 Too many connections", RefusalKind.STATE),
    ],
)  # fmt: skip
def test_a_refused_login_is_told_by_its_kind(reply: str, kind: RefusalKind) -> None:
    assert judged(AUTH, reply)[0] is kind


def test_only_a_code_that_says_so_rules_out_another_way_of_signing_in() -> None:
    assert names_password_reply(535, "5.7.8 Username and Password not accepted.")
    assert not names_password_reply(535, "5.7.3 Authentication unsuccessful")
    assert not names_password_reply(504, "5.7.4 Unrecognized authentication type")


def test_an_address_of_a_host_is_no_enhanced_code() -> None:
    assert judged(RCPT, "554 10.5.1.1 says no") == (RefusalKind.STATE, False)
