"""A spammer writes first mails in other people's names: to mail through us, or to silence our customers."""

from pathlib import Path

import pytest

from tests.acceptance.customers import CUSTOMER, answer, complete, half_filled
from tests.acceptance.installation import plain
from tests.integration.local_worker import LocalWorker
from tests.security.conftest import SERVER, TRUSTING, AttackedWorker, StartWorker
from tests.security.forged import SPAM, forged
from worker.services.review import review_actions
from worker.store.transactions import Store

FORM_SUBJECT = "I want to migrate my Server license to Atlassian Marketplace"
PASSES = f"{SERVER}; dmarc=pass header.from="
TOLD = {
    "en": ("Hello,", "(please write it once more, so that we know it is yours)"),
    "de": ("Guten Tag,", "(bitte noch einmal, damit wir wissen, dass es von Ihnen kommt)"),
}


def answered(worker: AttackedWorker) -> bytes:
    """The customer's answer to our newest letter."""
    sent = worker.letters(CUSTOMER)[-1]
    return answer(str(sent["Message-ID"]), str(sent["Subject"]), plain(sent))


def aligned(raw: bytes, domain: str) -> bytes:
    return f"Authentication-Results: {PASSES}{domain}\r\n".encode() + raw


# What a letter says


@pytest.mark.parametrize("language", ["en", "de"])
def test_a_letter_to_a_stranger_holds_nothing_of_the_spammers(
    start_worker: StartWorker, language: str
) -> None:
    worker = start_worker()
    raw = forged(1, "victim@elsewhere.test")
    if language == "de":
        raw += "\r\nVielen Dank und freundliche Grüße, ich habe noch eine Frage zur Lizenz.\r\n".encode()
    worker.take(raw)
    (sent,) = worker.letters("victim@elsewhere.test")
    html = sent.get_body(("html",))
    assert html is not None
    whole = "\n".join((str(sent.items()), plain(sent), str(html.get_content())))
    assert not [word for word in SPAM if word.lower() in whole.lower()]
    assert sent["To"] == "victim@elsewhere.test"
    reference = worker.request()["reference"]
    assert sent["Subject"] == f"Re: {FORM_SUBJECT} [{reference}]"
    assert worker.request()["ask"] == ["holder_name", "organization", "address"]
    for words in TOLD[language]:
        assert words in " ".join(plain(sent).split())


def test_what_staff_answer_to_a_forged_mail_holds_nothing_of_the_spammers(tmp_path: Path) -> None:
    store = Store(f"sqlite:///{tmp_path / 'worker.db'}")
    store.upgrade()
    worker = LocalWorker(store)
    reference = worker.request(worker.receive(forged(1, "victim@elsewhere.test"))).reference
    sent = worker.send()
    review_actions.ask(worker.services, reference, ["organization"], "", "olga")
    sent += worker.send()
    review_actions.reject(worker.services, reference, "not_found", "", "olga")
    sent += worker.send()
    store.close()
    assert [letter["To"] for letter in sent] == ["victim@elsewhere.test"] * 3
    for letter in sent:
        assert not [word for word in SPAM if word.lower() in f"{letter.items()} {plain(letter)}".lower()]


def test_what_is_worth_nothing_is_repeated_and_a_subject_of_the_form_is_kept(
    start_worker: StartWorker,
) -> None:
    worker = start_worker()
    other = "Migrating your Mockups for Confluence or Mockups for JIRA license to Atlassian Marketplace"
    worker.take(half_filled().replace(FORM_SUBJECT.encode(), f"FW: {other}".encode()))
    (question,) = worker.letters(CUSTOMER)
    assert str(question["Subject"]).startswith(f"Re: {other} [")
    for line in (
        "Email address of the myAtlassian account: licenses@engines.test",
        "Organization: Analytical Engines Ltd",
        "Address: 12 St James's Square, London SW1Y 4JH, United Kingdom",
    ):
        assert line in plain(question)


def test_what_is_asked_for_again_is_taken_from_whoever_answers(start_worker: StartWorker) -> None:
    worker = start_worker()
    worker.take(complete().replace(b"Analytical Engines Ltd", b"Engines.com Ltd"))
    (question,) = worker.letters(CUSTOMER)
    assert worker.request()["ask"] == ["organization"]
    assert "Engines.com" not in str(question)
    worker.take(answered(worker).replace(b"\r\n\r\nAda Byron", b"\r\n\r\nEngines.com Ltd", 1))
    assert worker.request()["state"] == "ready_for_review"
    assert "  Organization: Engines.com Ltd" in plain(worker.letters(CUSTOMER)[1]).splitlines()


def test_whoever_answers_or_is_vouched_for_is_greeted_by_name(start_worker: StartWorker) -> None:
    worker = start_worker(TRUSTING)
    worker.take(half_filled())
    assert "Hello," in plain(worker.letters(CUSTOMER)[0]).splitlines()
    worker.take(answered(worker))
    assert "Hello Ada Byron," in plain(worker.letters(CUSTOMER)[1])
    other = complete().replace(b"eJwBMgDN", b"eJwBMgDM").replace(b"<first@", b"<other@")
    other = other.replace(b"licenses@", b"more-licenses@")
    worker.take(aligned(other, "engines.test"))
    assert "Hello Ada Byron," in plain(worker.letters(CUSTOMER)[2])


# How many


def test_so_many_forged_mails_make_few_letters(start_worker: StartWorker, database_url: str) -> None:
    worker = start_worker("letters_per_hour = 40\n", database=database_url)
    worker.take(*(forged(number, f"victim{number}@d{number}.test") for number in range(60)))
    assert len(worker.recipients()) == 40
    worker = start_worker("letters_to_strangers_per_hour = 40\n", database=database_url)
    worker.take(*(forged(number, f"again{number}@d{number}.test") for number in range(60, 70)))
    assert worker.recipients() == set()
    assert {row["state"] for row in worker.rows("outbox", "list")} == {"sent", "held"}
    held = worker.rows("outbox", "list", "--state", "held")
    assert "policy.letters_to_strangers_per_hour" in held[-1]["hold_reason"]


@pytest.mark.parametrize(
    "name",
    ["victim+{}@elsewhere.test", "vic{}tim@gmail.com", "Victim+{}@Elsewhere.test"],
)
def test_tags_dots_and_case_make_no_second_mailbox(start_worker: StartWorker, name: str) -> None:
    worker = start_worker()
    dots = [name.format("." * 0 if number == 0 else ".") for number in range(2)]
    tags = [name.format(number) for number in range(10)]
    addresses = (
        [*dots, *(f"v.i.c.t.i.m+{number}@gmail.com" for number in range(8))] if "gmail" in name else tags
    )
    worker.take(*(forged(number, address) for number, address in enumerate(addresses)))
    assert len(worker.rows("queue", "list")) == 10
    assert len(worker.rows("outbox", "list", "--state", "sent")) == 6


def test_without_a_pass_there_is_one_letter_where_a_server_could_tell(start_worker: StartWorker) -> None:
    worker = start_worker(TRUSTING)
    victim = "victim@elsewhere.test"
    first = forged(1, victim)
    worker.take(first)
    assert len(worker.letters(victim)) == 1
    again = first.replace(b"<1@bulk.test>", b"<2@bulk.test>").replace(
        b"evil.example/win", b"evil.example/won"
    )
    worker.take(
        again.replace(b"holder of the myAtlassian account", b"holder of the myAtlassian account Bo Derek")
    )
    assert len(worker.letters(victim)) == 1
    assert "nothing vouches for its sender" in worker.rows("outbox", "list")[-1]["hold_reason"]


# The caps as a weapon


def test_a_flood_of_strangers_holds_no_customers_letter(start_worker: StartWorker, database_url: str) -> None:
    worker = start_worker("letters_per_hour = 12\n", database=database_url)
    worker.take(half_filled())
    reply = answered(worker)
    worker.take(*(forged(number, f"victim{number}@d{number}.test") for number in range(20)))
    assert len(worker.recipients()) == 12
    worker.take(reply)
    assert len(worker.letters(CUSTOMER)) == 2
    assert worker.request(CUSTOMER)["state"] == "ready_for_review"


def test_forged_senders_at_a_provider_hold_nobody_there(start_worker: StartWorker) -> None:
    worker = start_worker(TRUSTING + "letters_per_domain_per_day = 5\n")
    worker.take(*(forged(number, f"victim{number}x@gmail.com") for number in range(8)))
    assert len(worker.recipients()) == 8
    real = half_filled().replace(CUSTOMER.encode(), b"real@gmail.com")
    worker.take(aligned(real, "gmail.com"))
    assert len(worker.letters("real@gmail.com")) == 1


def test_forged_senders_at_a_company_hold_no_letter_to_its_people(start_worker: StartWorker) -> None:
    worker = start_worker(TRUSTING + "letters_per_domain_per_day = 5\n")
    worker.take(*(forged(number, f"victim{number}x@mail{number}.engines.test") for number in range(8)))
    assert len(worker.recipients()) == 5
    worker.take(aligned(half_filled(), "engines.test"))
    assert len(worker.letters(CUSTOMER)) == 1


def test_mails_in_a_customers_name_do_not_silence_the_customer(
    start_worker: StartWorker, database_url: str
) -> None:
    worker = start_worker("letters_per_address_per_day = 2\n", database=database_url)
    worker.take(half_filled())
    reply = answered(worker)
    worker.take(*(forged(number, CUSTOMER) for number in range(4)))
    assert len(worker.letters(CUSTOMER)) == 2
    assert "evil" not in str(worker.letters(CUSTOMER)[1])
    worker.take(reply)
    assert len(worker.letters(CUSTOMER)) == 3
    assert "Hello Ada Byron," in plain(worker.letters(CUSTOMER)[-1])
