"""Conversations with customers, through the whole installation but its mail servers, on both databases."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from email.message import EmailMessage
from pathlib import Path
from typing import Any

import pytest

from tests.integration.local_worker import KEY, MONDAY, OTHER_KEY, VENDOR, LocalWorker, form, mail, quoted
from tests.servers.databases import new_sqlite
from worker.requests.request_model import Attention, Disposition, LetterKind, LetterState, State
from worker.services import row_views
from worker.services.outbox import outbox_decisions
from worker.services.outbox.outbox_decisions import LetterVerb
from worker.services.outbox.reminders import pass_time
from worker.services.review import review_actions
from worker.store.transactions import Store


@pytest.fixture
def worker(database_url: str) -> Iterator[LocalWorker]:
    store = Store(database_url)
    yield LocalWorker(store)
    store.close()


def answer(letter: EmailMessage, text: str, **changes: str) -> bytes:
    """A reply to a letter of ours, by a client that quotes it below."""
    headers = {"Message_ID": "<reply@engines.test>", "In_Reply_To": letter["Message-ID"]}
    return mail(f"{text}\n\n{quoted(letter)}", **{"subject": letter["Subject"], **headers, **changes})


# --- the same matter twice ------------------------------------------------------------------------------


def test_the_same_license_key_links_two_requests_and_holds_the_second_ones_letter(
    worker: LocalWorker,
) -> None:
    first = worker.receive(mail(form()))
    second = worker.receive(mail(form(), "Bo <bo@elsewhere.test>", Message_ID="<2@elsewhere.test>"))
    assert first.request
    assert second.request
    assert Attention.DUPLICATE_KEY in worker.request(second).attention
    assert [letter["To"] for letter in worker.send()] == ["ada@engines.test"]
    for one, other in ((first, second), (second, first)):
        assert one.request
        assert other.request
        shown = row_views.request(worker.services, one.request.reference)
        assert [each["reference"] for each in shown["related"]] == [other.request.reference]
        assert [e["name"] for e in shown["events"] if e["what"] == "link"] == [other.request.reference]


def test_a_second_license_for_the_same_account_is_a_request_of_its_own_and_answered(
    worker: LocalWorker,
) -> None:
    worker.receive(mail(form()))
    worker.receive(mail(form(license_key=OTHER_KEY), Message_ID="<2@engines.test>"))
    assert len(worker.send()) == 2


def test_the_same_mail_to_two_mailboxes_is_one_request(worker: LocalWorker) -> None:
    raw = mail(form(), Message_ID="<1@engines.test>")
    worker.receive(raw)
    assert worker.receive(raw, "support").disposition is Disposition.DUPLICATE
    assert len(worker.send()) == 1


def test_the_whole_form_again_belongs_to_the_open_request_even_under_another_subject(
    worker: LocalWorker,
) -> None:
    first = worker.receive(mail(form(organization="")))
    again = worker.receive(mail(form(), subject="Our license", Message_ID="<2@engines.test>"))
    assert again.disposition is Disposition.REPLY
    assert again.request
    assert first.request
    assert again.request.id == first.request.id
    assert worker.request(again).state is State.READY_FOR_REVIEW


# --- whose request it is --------------------------------------------------------------------------------


def test_a_request_that_staff_forward_is_the_customers_and_its_letters_wait(worker: LocalWorker) -> None:
    head = f"---------- Forwarded message ---------\nFrom: Ada <ada@engines.test>\nTo: {VENDOR}\n"
    head += "Date: Mon, 2 Mar 2026 at 09:14\nSubject: Migration\n\n"
    worker.policy = replace(worker.policy, trusted_authserv_ids=frozenset({"mx.vendor.test"}))
    passes = "mx.vendor.test; dmarc=pass header.from=vendor.test"
    staff, subject = "Olga <olga@vendor.test>", "Fwd: Migration"
    outcome = worker.receive(
        mail(head + form(organization=""), staff, subject, Authentication_Results=passes)
    )
    assert worker.request(outcome).requester.addr == "ada@engines.test"
    assert worker.send() == []
    (letter,) = worker.letters(outcome)
    assert letter.hold_reason == "a colleague passed the customer's mail on"
    outbox_decisions.decide(worker.services, letter.id, LetterVerb.RELEASE, "grace")
    (sent,) = worker.send()
    worker.receive(answer(sent, "Analytical Engines Ltd"))
    assert worker.request(outcome).state is State.READY_FOR_REVIEW


def test_an_answer_to_the_tagged_address_belongs_even_with_other_message_ids(worker: LocalWorker) -> None:
    worker.reply_to = VENDOR
    asked = worker.receive(mail(form(organization="")))
    (letter,) = worker.send()
    elsewhere = answer(
        letter,
        "Analytical Engines Ltd",
        sender="ada@home.test",
        to=letter["Reply-To"],
        In_Reply_To="<x@ses.test>",
    )
    worker.receive(elsewhere)
    request = worker.request(asked)
    assert request.state is State.READY_FOR_REVIEW
    assert Attention.OTHER_ADDRESS in request.attention


@pytest.mark.parametrize("trick", ["tag", "reference", "quote", "message-id"])
def test_a_stranger_changes_nothing_and_learns_nothing(worker: LocalWorker, trick: str) -> None:
    worker.reply_to = VENDOR
    asked = worker.receive(mail(form(organization="")))
    (letter,) = worker.send()
    before = worker.request(asked)
    text = "The organization is Evil Corp.\n" + (quoted(letter) if trick == "quote" else "")
    forged = letter["Message-ID"].replace("<sw.0", "<sw.1") if trick == "message-id" else ""
    tag = f"sales+{before.reference.lower()}-0123456789abcdef@vendor.test"
    outcome = worker.receive(
        mail(
            text,
            "eve@evil.test",
            f"Re: migration [{before.reference}]" if trick == "reference" else "Re: migration",
            to=tag if trick == "tag" else VENDOR,
            Message_ID="<evil@evil.test>",
            **({"In_Reply_To": forged} if forged else {}),
        )
    )
    assert worker.request(asked) == before
    assert outcome.request is None or outcome.request.id != before.id
    assert worker.send() == []


def test_our_own_address_is_nobodys_account(worker: LocalWorker) -> None:
    asked = worker.receive(mail(form(account_email=VENDOR)))
    assert worker.request(asked).ask == ("account_email",)
    (letter,) = worker.send()
    worker.receive(answer(letter, VENDOR))
    request = worker.request(asked)
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
def test_what_answers_nothing_is_for_a_person_who_answers_from_the_request(
    worker: LocalWorker, text: str
) -> None:
    asked = worker.receive(mail(form(organization="")))
    (letter,) = worker.send()
    worker.receive(answer(letter, text))
    assert worker.send() == []
    request = worker.request(asked)
    assert request.state is State.NEEDS_INFO
    assert Attention.CUSTOMER_WROTE in request.attention
    shown = row_views.request(worker.services, request.reference)
    assert shown["messages"][-1]["text"] == text
    review_actions.answer(worker.services, request.reference, "It is a number.\n\nKind of.", "olga")
    (told,) = worker.send()
    assert told["Auto-Submitted"] is None
    assert told["In-Reply-To"] == "<reply@engines.test>"
    assert "It is a number." in str(told.get_body(("plain",)))
    worker.receive(answer(told, "Analytical Engines Ltd", Message_ID="<third@engines.test>"))
    assert worker.request(asked).state is State.READY_FOR_REVIEW


def test_a_thank_you_is_not_asked_again(worker: LocalWorker) -> None:
    asked = worker.receive(mail(form(organization="")))
    (letter,) = worker.send()
    worker.receive(answer(letter, "Thanks!"))
    assert worker.send() == []
    assert worker.request(asked).ask == ("organization",)


def test_after_approval_a_correction_is_shown_and_changes_nothing(worker: LocalWorker) -> None:
    outcome = worker.receive(mail(form()))
    (letter,) = worker.send()
    reference = worker.request(outcome).reference
    review_actions.approve(worker.services, reference, "olga")
    worker.receive(answer(letter, "The account is other@engines.test, sorry."))
    request = worker.request(outcome)
    assert request.fields["account_email"].value == "licenses@engines.test"
    assert Attention.CHANGED_AFTER_APPROVAL in request.attention
    assert worker.send() == []


# --- in the customer's language ---------------------------------------------------------------------------

GERMAN = "Guten Tag,\n\nbitte stellen Sie unsere Lizenz um, vielen Dank!\n\n"


def test_a_german_customer_is_asked_in_german_and_understood(worker: LocalWorker) -> None:
    text = GERMAN + form(organization="", address="Hinterm Deich 3, 25813 Husum")
    asked = worker.receive(mail(text, "Jörg Weiß <jw@husum.test>"))
    (letter,) = worker.send()
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
    worker.receive(
        mail("\n".join(lines), "jw@husum.test", letter["Subject"], In_Reply_To=letter["Message-ID"])
    )
    request = worker.request(asked)
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


def test_a_bounce_stops_reminders_until_a_person_has_looked(worker: LocalWorker) -> None:
    asked = worker.receive(mail(form(organization="")))
    (letter,) = worker.send()
    assert worker.receive(bounce(letter["Message-ID"])).disposition is Disposition.BOUNCE
    assert [one.state for one in worker.letters(asked)] == [LetterState.BOUNCED]
    assert Attention.LETTER_BOUNCED in worker.request(asked).attention
    assert worker.wait(40) == []


def test_a_forged_bounce_changes_nothing(worker: LocalWorker) -> None:
    asked = worker.receive(mail(form(organization="")))
    worker.send()
    before = worker.request(asked)
    worker.receive(bounce("<sw.000000000000000000000001.000000000000000000000002@vendor.test>"))
    assert worker.request(asked) == before
    assert [one.state for one in worker.letters(asked)] == [LetterState.SENT]


# --- time -----------------------------------------------------------------------------------------------


def test_a_silent_customer_gets_two_reminders_a_last_notice_and_an_end(worker: LocalWorker) -> None:
    asked = worker.receive(mail(form(organization="")))
    worker.send()
    assert len(worker.wait(40)) == 4
    kinds = [letter.kind for letter in worker.letters(asked)]
    assert kinds == [
        LetterKind.MISSING_FIELDS,
        LetterKind.REMINDER,
        LetterKind.REMINDER,
        LetterKind.LAST_NOTICE,
        LetterKind.EXPIRED,
    ]
    assert worker.request(asked).state is State.EXPIRED
    late = answer(desk_letter(worker, asked.request.id if asked.request else 0), "Analytical Engines Ltd")
    worker.receive(late)
    assert worker.request(asked).state is State.READY_FOR_REVIEW


def desk_letter(worker: LocalWorker, request_id: int | None) -> EmailMessage:
    with worker.store.read() as tx:
        last = tx.letters.of_request(request_id or 0)[-1]
    letter = EmailMessage()
    letter["Message-ID"] = last.message_id
    letter["Subject"] = last.subject
    letter.set_content(last.text)
    return letter


def test_timers_write_on_working_days_and_by_daylight_where_the_customer_is(worker: LocalWorker) -> None:
    worker.now = MONDAY + timedelta(days=2)  # three days later is a Saturday
    worker.receive(mail(form(organization=""), date="Tue, 03 Mar 2026 22:00:00 -1100"))
    worker.send()
    for letter in worker.wait(40):
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
def test_what_goes_beyond_a_cap_is_held_and_can_be_released(worker: LocalWorker, cap: str) -> None:
    lowest: dict[str, Any] = {cap: 1}
    worker.policy = replace(worker.policy, **lowest)
    asked = worker.receive(mail(form(organization="")))
    (letter,) = worker.send()
    worker.receive(answer(letter, "Analytical Engines Ltd"))
    assert worker.send() == []
    held = worker.letters(asked)[-1]
    assert cap in held.hold_reason
    assert Attention.LETTER_WITHHELD in worker.request(asked).attention
    outbox_decisions.decide(worker.services, held.id, LetterVerb.RELEASE, "grace")
    assert len(worker.send()) == 1


def test_timers_wait_while_the_circuit_breaker_is_open(worker: LocalWorker) -> None:
    asked = worker.receive(mail(form(organization="")))
    worker.send()
    worker.now += timedelta(days=3)
    worker.policy = replace(worker.policy, letters_per_hour=1)
    worker.receive(mail(form(license_key=OTHER_KEY), "bo@other.test", Message_ID="<7@other.test>"))
    pass_time(worker.services)
    assert [letter["To"] for letter in worker.send()] == ["bo@other.test"]
    worker.now += timedelta(hours=2)
    pass_time(worker.services)
    (reminder,) = worker.send()
    assert reminder["Subject"] == worker.letters(asked)[0].subject


def test_two_workers_that_write_to_each_other_stop_at_the_cap(worker: LocalWorker, tmp_path: Path) -> None:
    """Even where a relay on the way takes off all that marks a machine's letter."""
    other = Store(new_sqlite(tmp_path / "other.db"))
    peer = LocalWorker(other, policy=worker.policy)
    asked = worker.receive(mail(form(organization=""), "Other Sales <sales@peer.test>"))
    travelled = 0
    for _ in range(40):
        for sender, receiver, name in ((worker, peer, VENDOR), (peer, worker, "sales@peer.test")):
            for letter in sender.send():
                travelled += 1
                receiver.receive(stripped(letter, name))
    assert travelled <= worker.policy.letters_per_address_per_day * 2
    assert worker.request(asked).state is not State.COMPLETED
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


def test_license_keys_of_both_stay_apart(worker: LocalWorker) -> None:
    one = worker.receive(mail(form()))
    two = worker.receive(mail(form(license_key=OTHER_KEY), "Bo <bo@other.test>", Message_ID="<9@other.test>"))
    assert worker.request(one).fields["license_key"].value == KEY
    assert worker.request(two).fields["license_key"].value == OTHER_KEY
