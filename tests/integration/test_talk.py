"""Conversations with customers, through the whole house but its mail servers, on both databases."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from email.message import EmailMessage
from pathlib import Path
from typing import Any

import pytest

from tests.integration.desk import KEY, MONDAY, OTHER_KEY, VENDOR, Desk, form, mail, quoted
from tests.servers.databases import new_sqlite
from worker.requests.request_model import Attention, Disposition, LetterKind, LetterState, State
from worker.services import row_views
from worker.services.outbox import outbox_decisions
from worker.services.outbox.outbox_decisions import LetterVerb
from worker.services.outbox.reminders import pass_time
from worker.services.review import review_actions
from worker.store.transactions import Store


@pytest.fixture
def desk(database_url: str) -> Iterator[Desk]:
    store = Store(database_url)
    yield Desk(store)
    store.close()


def answer(letter: EmailMessage, text: str, **changes: str) -> bytes:
    """A reply to a letter of ours, by a client that quotes it below."""
    headers = {"Message_ID": "<reply@engines.test>", "In_Reply_To": letter["Message-ID"]}
    return mail(f"{text}\n\n{quoted(letter)}", **{"subject": letter["Subject"], **headers, **changes})


# --- the same matter twice ------------------------------------------------------------------------------


def test_the_same_license_key_links_two_requests_and_holds_the_second_ones_letter(desk: Desk) -> None:
    first = desk.receive(mail(form()))
    second = desk.receive(mail(form(), "Bo <bo@elsewhere.test>", Message_ID="<2@elsewhere.test>"))
    assert first.request
    assert second.request
    assert Attention.DUPLICATE_KEY in desk.request(second).attention
    assert [letter["To"] for letter in desk.send()] == ["ada@engines.test"]
    for one, other in ((first, second), (second, first)):
        assert one.request
        assert other.request
        shown = row_views.request(desk.services, one.request.reference)
        assert [each["reference"] for each in shown["related"]] == [other.request.reference]
        assert [e["name"] for e in shown["events"] if e["what"] == "link"] == [other.request.reference]


def test_a_second_license_for_the_same_account_is_a_request_of_its_own_and_answered(desk: Desk) -> None:
    desk.receive(mail(form()))
    desk.receive(mail(form(license_key=OTHER_KEY), Message_ID="<2@engines.test>"))
    assert len(desk.send()) == 2


def test_the_same_mail_to_two_mailboxes_is_one_request(desk: Desk) -> None:
    raw = mail(form(), Message_ID="<1@engines.test>")
    desk.receive(raw)
    assert desk.receive(raw, "support").disposition is Disposition.DUPLICATE
    assert len(desk.send()) == 1


def test_the_whole_form_again_belongs_to_the_open_request_even_under_another_subject(desk: Desk) -> None:
    first = desk.receive(mail(form(organization="")))
    again = desk.receive(mail(form(), subject="Our license", Message_ID="<2@engines.test>"))
    assert again.disposition is Disposition.REPLY
    assert again.request
    assert first.request
    assert again.request.id == first.request.id
    assert desk.request(again).state is State.READY_FOR_REVIEW


# --- whose request it is --------------------------------------------------------------------------------


def test_a_request_that_staff_forward_is_the_customers_and_its_letters_wait(desk: Desk) -> None:
    head = f"---------- Forwarded message ---------\nFrom: Ada <ada@engines.test>\nTo: {VENDOR}\n"
    head += "Date: Mon, 2 Mar 2026 at 09:14\nSubject: Migration\n\n"
    desk.policy = replace(desk.policy, trusted_authserv_ids=frozenset({"mx.vendor.test"}))
    passes = "mx.vendor.test; dmarc=pass header.from=vendor.test"
    staff, subject = "Olga <olga@vendor.test>", "Fwd: Migration"
    outcome = desk.receive(mail(head + form(organization=""), staff, subject, Authentication_Results=passes))
    assert desk.request(outcome).requester.addr == "ada@engines.test"
    assert desk.send() == []
    (letter,) = desk.letters(outcome)
    assert letter.hold_reason == "a colleague passed the customer's mail on"
    outbox_decisions.decide(desk.services, letter.id, LetterVerb.RELEASE, "grace")
    (sent,) = desk.send()
    desk.receive(answer(sent, "Analytical Engines Ltd"))
    assert desk.request(outcome).state is State.READY_FOR_REVIEW


def test_an_answer_to_the_tagged_address_belongs_even_with_other_message_ids(desk: Desk) -> None:
    desk.reply_to = VENDOR
    asked = desk.receive(mail(form(organization="")))
    (letter,) = desk.send()
    elsewhere = answer(
        letter,
        "Analytical Engines Ltd",
        sender="ada@home.test",
        to=letter["Reply-To"],
        In_Reply_To="<x@ses.test>",
    )
    desk.receive(elsewhere)
    request = desk.request(asked)
    assert request.state is State.READY_FOR_REVIEW
    assert Attention.OTHER_ADDRESS in request.attention


@pytest.mark.parametrize("trick", ["tag", "reference", "quote", "message-id"])
def test_a_stranger_changes_nothing_and_learns_nothing(desk: Desk, trick: str) -> None:
    desk.reply_to = VENDOR
    asked = desk.receive(mail(form(organization="")))
    (letter,) = desk.send()
    before = desk.request(asked)
    text = "The organization is Evil Corp.\n" + (quoted(letter) if trick == "quote" else "")
    forged = letter["Message-ID"].replace("<sw.0", "<sw.1") if trick == "message-id" else ""
    tag = f"sales+{before.reference.lower()}-0123456789abcdef@vendor.test"
    outcome = desk.receive(
        mail(
            text,
            "eve@evil.test",
            f"Re: migration [{before.reference}]" if trick == "reference" else "Re: migration",
            to=tag if trick == "tag" else VENDOR,
            Message_ID="<evil@evil.test>",
            **({"In_Reply_To": forged} if forged else {}),
        )
    )
    assert desk.request(asked) == before
    assert outcome.request is None or outcome.request.id != before.id
    assert desk.send() == []


def test_our_own_address_is_nobodys_account(desk: Desk) -> None:
    asked = desk.receive(mail(form(account_email=VENDOR)))
    assert desk.request(asked).ask == ("account_email",)
    (letter,) = desk.send()
    desk.receive(answer(letter, VENDOR))
    request = desk.request(asked)
    assert request.ask == ("account_email",)
    assert request.fields["account_email"].value is None


# --- what is no answer ----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "text",
    [
        "What is a SEN?",
        "Please cancel my request, we do not need it any more.",
        "Why do you need our address? I would rather not send it.",
    ],
)
def test_what_answers_nothing_is_for_a_person_who_answers_from_the_request(desk: Desk, text: str) -> None:
    asked = desk.receive(mail(form(organization="")))
    (letter,) = desk.send()
    desk.receive(answer(letter, text))
    assert desk.send() == []
    request = desk.request(asked)
    assert request.state is State.NEEDS_INFO
    assert Attention.CUSTOMER_WROTE in request.attention
    shown = row_views.request(desk.services, request.reference)
    assert shown["messages"][-1]["text"] == text
    review_actions.answer(desk.services, request.reference, "It is a number.\n\nKind of.", "olga")
    (told,) = desk.send()
    assert told["Auto-Submitted"] is None
    assert told["In-Reply-To"] == "<reply@engines.test>"
    assert "It is a number." in str(told.get_body(("plain",)))
    desk.receive(answer(told, "Analytical Engines Ltd", Message_ID="<third@engines.test>"))
    assert desk.request(asked).state is State.READY_FOR_REVIEW


def test_a_thank_you_is_not_asked_again(desk: Desk) -> None:
    asked = desk.receive(mail(form(organization="")))
    (letter,) = desk.send()
    desk.receive(answer(letter, "Thanks!"))
    assert desk.send() == []
    assert desk.request(asked).ask == ("organization",)


def test_after_approval_a_correction_is_shown_and_changes_nothing(desk: Desk) -> None:
    outcome = desk.receive(mail(form()))
    (letter,) = desk.send()
    reference = desk.request(outcome).reference
    review_actions.approve(desk.services, reference, "olga")
    desk.receive(answer(letter, "The account is other@engines.test, sorry."))
    request = desk.request(outcome)
    assert request.fields["account_email"].value == "licenses@engines.test"
    assert Attention.CHANGED_AFTER_APPROVAL in request.attention
    assert desk.send() == []


# --- in the customer's language ---------------------------------------------------------------------------

GERMAN = "Guten Tag,\n\nbitte stellen Sie unsere Lizenz um, vielen Dank!\n\n"


def test_a_german_customer_is_asked_in_german_and_understood(desk: Desk) -> None:
    text = GERMAN + form(organization="", address="Hinterm Deich 3, 25813 Husum")
    asked = desk.receive(mail(text, "Jörg Weiß <jw@husum.test>"))
    (letter,) = desk.send()
    body = letter.get_body(("plain",))
    assert body is not None
    words = str(body.get_content())
    assert "Guten Tag," in words
    assert "4. Name der Organisation (Firma) für die Lizenz (hier fehlt Ihre Antwort):" in words
    assert "5. Vollständige Adresse der Organisation (einschließlich Land) (das Land fehlt):" in words
    assert "Lizenzschlüssel: ****" in words
    inline = quoted(letter).splitlines()
    answers = {"> 4.": "Deich & Söhne GmbH", "> 5.": "Hinterm Deich 3, 25813 Husum, Deutschland"}
    lines = [part for line in inline for part in (line, answers.get(line[:4], "")) if part]
    desk.receive(mail("\n".join(lines), "jw@husum.test", letter["Subject"], In_Reply_To=letter["Message-ID"]))
    request = desk.request(asked)
    assert request.fields["organization"].value == "Deich & Söhne GmbH"
    assert request.state is State.READY_FOR_REVIEW


# --- what comes back ------------------------------------------------------------------------------------


def bounce(message_id: str) -> bytes:
    return (
        (
            "Return-Path: <>\nFrom: Mail Delivery System <mailer-daemon@mx.test>\nTo: sales@vendor.test\n"
            "Subject: Undelivered Mail Returned to Sender\nAuto-Submitted: auto-replied\nMIME-Version: 1.0\n"
            'Content-Type: multipart/report; report-type=delivery-status; boundary="b"\n\n'
            "--b\nContent-Type: text/plain\n\nThe mail could not be delivered.\n"
            "--b\nContent-Type: message/delivery-status\n\nReporting-MTA: dns; mx.test\n\n"
            "Final-Recipient: rfc822; ada@engines.test\nAction: failed\nStatus: 5.1.1\n"
            f"--b\nContent-Type: text/rfc822-headers\n\nMessage-ID: {message_id}\nSubject: x\n--b--\n"
        )
        .replace("\n", "\r\n")
        .encode()
    )


def test_a_bounce_stops_reminders_until_a_person_has_looked(desk: Desk) -> None:
    asked = desk.receive(mail(form(organization="")))
    (letter,) = desk.send()
    assert desk.receive(bounce(letter["Message-ID"])).disposition is Disposition.BOUNCE
    assert [one.state for one in desk.letters(asked)] == [LetterState.BOUNCED]
    assert Attention.LETTER_BOUNCED in desk.request(asked).attention
    assert desk.wait(40) == []


def test_a_forged_bounce_changes_nothing(desk: Desk) -> None:
    asked = desk.receive(mail(form(organization="")))
    desk.send()
    before = desk.request(asked)
    desk.receive(bounce("<sw.000000000000000000000001.000000000000000000000002@vendor.test>"))
    assert desk.request(asked) == before
    assert [one.state for one in desk.letters(asked)] == [LetterState.SENT]


# --- time -----------------------------------------------------------------------------------------------


def test_a_silent_customer_gets_two_reminders_a_last_notice_and_an_end(desk: Desk) -> None:
    asked = desk.receive(mail(form(organization="")))
    desk.send()
    assert len(desk.wait(40)) == 4
    kinds = [letter.kind for letter in desk.letters(asked)]
    assert kinds == [
        LetterKind.MISSING_FIELDS,
        LetterKind.REMINDER,
        LetterKind.REMINDER,
        LetterKind.LAST_NOTICE,
        LetterKind.EXPIRED,
    ]
    assert desk.request(asked).state is State.EXPIRED
    late = answer(desk_letter(desk, asked.request.id if asked.request else 0), "Analytical Engines Ltd")
    desk.receive(late)
    assert desk.request(asked).state is State.READY_FOR_REVIEW


def desk_letter(desk: Desk, request_id: int | None) -> EmailMessage:
    with desk.store.read() as tx:
        last = tx.letters.of_request(request_id or 0)[-1]
    letter = EmailMessage()
    letter["Message-ID"] = last.message_id
    letter["Subject"] = last.subject
    letter.set_content(last.text)
    return letter


def test_timers_write_on_working_days_and_by_daylight_where_the_customer_is(desk: Desk) -> None:
    desk.now = MONDAY + timedelta(days=2)  # three days later is a Saturday
    desk.receive(mail(form(organization=""), date="Tue, 03 Mar 2026 22:00:00 -1100"))
    desk.send()
    for letter in desk.wait(40):
        there = letter["Date"].datetime - timedelta(hours=11)
        assert there.weekday() < 5
        assert 8 <= there.hour < 18


# --- machines and caps ----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "cap",
    [
        "letters_per_request",
        "letters_per_domain_per_day",
        "letters_per_address_per_day",
        "letters_per_hour",
    ],
)
def test_what_goes_beyond_a_cap_is_held_and_can_be_released(desk: Desk, cap: str) -> None:
    lowest: dict[str, Any] = {cap: 1}
    desk.policy = replace(desk.policy, **lowest)
    asked = desk.receive(mail(form(organization="")))
    (letter,) = desk.send()
    desk.receive(answer(letter, "Analytical Engines Ltd"))
    assert desk.send() == []
    held = desk.letters(asked)[-1]
    assert cap in held.hold_reason
    assert Attention.LETTER_WITHHELD in desk.request(asked).attention
    outbox_decisions.decide(desk.services, held.id, LetterVerb.RELEASE, "grace")
    assert len(desk.send()) == 1


def test_timers_wait_while_the_circuit_breaker_is_open(desk: Desk) -> None:
    asked = desk.receive(mail(form(organization="")))
    desk.send()
    desk.now += timedelta(days=3)
    desk.policy = replace(desk.policy, letters_per_hour=1)
    desk.receive(mail(form(license_key=OTHER_KEY), "bo@other.test", Message_ID="<7@other.test>"))
    pass_time(desk.services)
    assert [letter["To"] for letter in desk.send()] == ["bo@other.test"]
    desk.now += timedelta(hours=2)
    pass_time(desk.services)
    (reminder,) = desk.send()
    assert reminder["Subject"] == desk.letters(asked)[0].subject


def test_two_workers_that_write_to_each_other_stop_at_the_cap(desk: Desk, tmp_path: Path) -> None:
    """Even where a relay on the way takes off all that marks a machine's letter."""
    other = Store(new_sqlite(tmp_path / "other.db"))
    peer = Desk(other, policy=desk.policy)
    asked = desk.receive(mail(form(organization=""), "Other Sales <sales@peer.test>"))
    travelled = 0
    for _ in range(40):
        for sender, receiver, name in ((desk, peer, VENDOR), (peer, desk, "sales@peer.test")):
            for letter in sender.send():
                travelled += 1
                receiver.receive(stripped(letter, name))
    assert travelled <= desk.policy.letters_per_address_per_day * 2
    assert desk.request(asked).state is not State.COMPLETED
    other.close()


def stripped(letter: EmailMessage, sender: str) -> bytes:
    body = letter.get_body(("plain",))
    assert body is not None
    return mail(
        str(body.get_content()),
        sender,
        letter["Subject"],
        Message_ID=letter["Message-ID"],
        In_Reply_To=str(letter["In-Reply-To"] or "<none@peer.test>"),
    )


def test_license_keys_of_both_stay_apart(desk: Desk) -> None:
    one = desk.receive(mail(form()))
    two = desk.receive(mail(form(license_key=OTHER_KEY), "Bo <bo@other.test>", Message_ID="<9@other.test>"))
    assert desk.request(one).fields["license_key"].value == KEY
    assert desk.request(two).fields["license_key"].value == OTHER_KEY
