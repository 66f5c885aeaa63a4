"""What staff once stumbled over, finding by finding, tried at a real browser.

Each test's name begins with what was found wrong; `FINDINGS` says which tests hold which finding.
"""

from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import Visitors
from tests.browser.test_pages import another
from tests.integration.local_worker import LocalWorker, form, mail
from tests.web.test_request import answer
from worker.requests.request_model import Attention, LetterState
from worker.services.review import review_actions
from worker.services.staff_roles import StaffRole
from worker.web.views.attention_labels import ATTENTION_WORDS

#: Which tests hold what was found wrong. Those that need no browser stand elsewhere.
FINDINGS = {
    "a question says what is not true": [
        "tests/browser/test_findings.py::test_a_question_says_nothing_untrue_of_what_the_customer_gave",
        "tests/integration/test_true_letters.py::test_only_who_answered_is_thanked_for_it",
    ],
    "a held letter outlives its request": [
        "tests/browser/test_findings.py::test_a_held_letter_does_not_outlive_what_it_says",
        "tests/integration/test_true_letters.py::test_a_held_receipt_does_not_outlive_the_approval",
    ],
    "the list is lost": [
        "tests/browser/test_findings.py::test_the_list_one_came_from_is_kept_by_every_step",
        "tests/web/test_queue.py::test_after_an_action_one_is_still_in_the_list_and_goes_on_in_it",
    ],
    "an odd request shows no oddity": [
        "tests/browser/test_findings.py::test_a_badge_leads_to_its_reason_and_nothing_calls_an_odd_request_fine",
        "tests/browser/test_findings.py::test_each_reason_has_a_strip_with_a_step",
        "tests/web/test_reasons.py::test_a_correction_after_the_approval_is_shown_and_applied",
    ],
    "no way from a request to its letter": [
        "tests/browser/test_findings.py::test_a_letter_in_doubt_is_settled_on_its_request_by_one_key",
    ],
    "words are lost when a colleague was faster": [
        "tests/browser/test_findings.py::test_words_stay_when_a_colleague_was_faster",
        "tests/browser/test_every_action.py::test_who_comes_second_is_told_and_loses_nothing",
    ],
    "ages are wrong": ["tests/browser/test_findings.py::test_a_request_is_as_old_as_its_mail"],
    "typed text vanishes": [
        "tests/browser/test_findings.py::test_what_is_typed_is_there_after_leaving_by_a_key",
        "tests/browser/test_findings.py::test_without_a_connection_the_words_stay_and_are_said_to",
        "tests/browser/test_session.py::test_a_value_typed_before_the_session_ended_is_saved_after_signing_in_again",
    ],
    "one message stops the mailbox": [
        "tests/security/test_mailbox_stops.py::test_a_mail_over_which_the_server_says_goodbye_stops_no_mailbox",
    ],
    "the pages of a container can't be opened": [
        "tests/browser/test_findings.py::test_the_page_of_containers_publishes_the_pages",
    ],
    "a bounce is a dead end": [
        "tests/browser/test_findings.py::test_after_a_bounce_another_address_is_given_with_its_proof",
        "tests/web/test_reasons.py::test_a_letter_by_hand_goes_to_another_address_of_the_customer",
    ],
    "Cancel beside Send, and keys change their meaning": [
        (
            "tests/browser/test_findings.py"
            "::test_many_letters_are_counted_on_the_button_and_letters_mean_the_same_everywhere"
        ),
    ],
    "messages of the ledger can't be told apart": [
        "tests/browser/test_findings.py::test_an_ignored_mail_is_found_and_made_a_request_by_keys",
        "tests/web/test_ledger.py::test_mail_is_found_by_its_sender_and_tells_of_whom_it_is",
        "tests/web/test_ledger.py::test_an_ignored_message_is_made_a_request_and_who_did_it_is_on_record",
    ],
    "the history speaks machine, and of the wrong person": [
        "tests/browser/test_findings.py::test_the_history_names_who_really_changed_something",
    ],
    "the first list is not my work": [
        (
            "tests/browser/test_findings.py"
            "::test_the_first_tab_is_what_waits_for_staff_and_fourteen_rows_fit_a_laptop"
        ),
    ],
    "writing hides what one answers": [
        "tests/browser/test_findings.py::test_the_mail_stands_with_the_letter_that_answers_it",
    ],
    "closed requests hide how they ended": [
        "tests/browser/test_findings.py::test_a_closed_request_says_on_top_how_it_ended",
    ],
    "a SEN is taken strictly": ["tests/browser/test_findings.py::test_a_sen_is_taken_as_people_type_it"],
    "logs drown the answers": ["tests/unit/test_log.py::test_libraries_speak_in_the_same_lines_and_less"],
    "small faults": [
        "tests/browser/test_findings.py::test_focus_goes_to_what_happened_and_sign_in_begins_at_the_name",
        "tests/browser/test_findings.py::test_a_slow_line_shows_at_once_that_a_step_was_taken",
        "tests/browser/test_findings.py::test_menus_fit_nothing_found_is_no_success_and_what_is_fine_is_folded",
        (
            "tests/browser/test_pages.py"
            "::test_the_queue_tells_by_itself_what_is_new_and_keeps_focus_and_what_is_picked"
        ),
    ],
}


def test_each_finding_has_a_test_that_is_there() -> None:
    root = Path(__file__).parents[2]
    assert len(FINDINGS) == 20
    for places in FINDINGS.values():
        for place in places:
            path, _, name = place.partition("::")
            text = (root / path).read_text(encoding="utf-8")
            assert name.startswith("test_"), place
            assert f"def {name}(" in text, place


def test_the_page_of_containers_publishes_the_pages() -> None:
    told = (Path(__file__).parents[2] / "docs" / "container.md").read_text(encoding="utf-8")
    assert "--publish 127.0.0.1:8025:8025" in told
    assert "0.0.0.0:8025" in told


WISH = "Could you call me on Monday? It is about our plans for next year.\n"


def opened(page: Page, path: str) -> None:
    """The page with its script at work."""
    page.goto(path)
    page.wait_for_load_state()


def marked(
    worker: LocalWorker, number: int, letter_state: LetterState, why: Attention, error: str = ""
) -> None:
    """What became of the first letter of that request."""
    with worker.store.write() as tx:
        letter = tx.letters.of_request(number)[0]
        tx.letters.settle(letter.id, letter_state, error=error)
        request = tx.requests.get(number)
        assert request is not None
        tx.requests.save(replace(request, attention=(why,)))


def wrote(worker: LocalWorker, text: str) -> str:
    """A customer who got their letter and answers it; the reference."""
    reference = worker.request(worker.receive(mail(form(), Message_ID="<one@engines.test>"))).reference
    [letter] = worker.send()
    worker.receive(answer(letter, text))
    return reference


def test_a_question_says_nothing_untrue_of_what_the_customer_gave(
    worker: LocalWorker, visitors: Visitors
) -> None:
    reference = worker.request(worker.receive(mail(form(), Message_ID="<one@engines.test>"))).reference
    worker.send()
    page = visitors.sign_in("olga")
    opened(page, f"/requests/{reference}/ask")
    page.locator("[name=field][value=address]").check()
    letter = page.get_by_role("group", name="Text of the letter")
    expect(letter).to_contain_text("12 St James's Square")
    expect(letter).not_to_contain_text("left empty")
    expect(letter).not_to_contain_text("Thank you for your answer")


def test_a_held_letter_does_not_outlive_what_it_says(worker: LocalWorker, visitors: Visitors) -> None:
    reference = worker.request(worker.receive(mail(form(), Message_ID="<one@engines.test>"))).reference
    marked(worker, 1, LetterState.HELD, Attention.LETTER_WITHHELD)
    page = visitors.sign_in("olga")
    opened(page, f"/requests/{reference}")
    page.keyboard.press("a")
    expect(page.locator("#actions")).to_contain_text("Approved by you")
    expect(page.locator(".sent-letter .badge").first).to_have_text("Cancelled")
    worker.now += timedelta(hours=1)
    assert worker.send() == []


def test_the_list_one_came_from_is_kept_by_every_step(worker: LocalWorker, visitors: Visitors) -> None:
    references = []
    for number in range(4):
        references.append(another(worker, number))
        worker.now += timedelta(hours=1)
    worker.send()
    page = visitors.sign_in("olga")
    opened(page, "/queue?state=ready_for_review&sort=newest")
    page.keyboard.press("j")
    page.keyboard.press("Enter")
    expect(page.locator("#list-number")).to_have_text("1 of 4")
    page.wait_for_load_state()
    page.keyboard.press("a")
    expect(page.locator("#actions .strip")).to_be_focused()
    page.keyboard.press("j")
    expect(page.locator("#head")).to_contain_text(references[2])
    page.wait_for_load_state()
    page.keyboard.press("Escape")
    expect(page.locator("#rows .ref")).to_have_text(references[2::-1])
    assert "sort=newest" in page.url


def test_a_badge_leads_to_its_reason_and_nothing_calls_an_odd_request_fine(
    worker: LocalWorker, visitors: Visitors
) -> None:
    reference = wrote(worker, WISH)
    page = visitors.sign_in("olga")
    opened(page, f"/requests/{reference}")
    strip = page.locator("#reason-customer_wrote")
    expect(strip).to_contain_text("Could you call me on Monday?")
    expect(strip).to_be_in_viewport()
    expect(page.locator("#eligible")).not_to_contain_text("Nothing speaks against it")
    expect(page.locator("#head .to-reason")).to_have_attribute("href", "#reason-customer_wrote")
    expect(page.locator("#actions [data-key=a]")).not_to_have_class("btn primary")
    page.keyboard.press("y")
    expect(page.locator("#reason-customer_wrote")).to_have_count(0)
    page.wait_for_load_state()
    page.keyboard.press("u")
    expect(strip).to_be_visible()


@pytest.mark.parametrize("reason", list(Attention))
def test_each_reason_has_a_strip_with_a_step(
    reason: Attention, worker: LocalWorker, visitors: Visitors
) -> None:
    another(worker, 1)
    with worker.store.write() as tx:
        request = tx.requests.get(1)
        assert request is not None
        tx.requests.save(replace(request, attention=(reason,)))
    page = visitors.sign_in("olga", java_script_enabled=False)
    page.goto(f"/requests/{worker.request(1).reference}")
    if reason is Attention.POSSIBLE_MATCH:  # it has a strip of its own kind
        strip, words = page.get_by_role("region", name="Possible match"), "may belong"
    else:
        strip, words = page.locator(f"#reason-{reason}"), ATTENTION_WORDS[reason][1]
    expect(strip).to_contain_text(words)
    assert strip.get_by_role("button").count() + strip.get_by_role("link").count() > 0
    expect(page.locator("#eligible")).not_to_contain_text("Nothing speaks against it")


def test_a_letter_in_doubt_is_settled_on_its_request_by_one_key(
    worker: LocalWorker, visitors: Visitors
) -> None:
    reference = another(worker, 1)
    marked(worker, 1, LetterState.UNCERTAIN, Attention.LETTER_UNCERTAIN, "connection lost after DATA")
    page = visitors.sign_in("olga")
    opened(page, f"/requests/{reference}")
    expect(page.locator("#reasons .primary")).not_to_have_attribute("value", "retry")
    page.keyboard.press("m")
    expect(page.locator("#reasons")).to_contain_text("noted that it was sent")
    expect(page.get_by_role("link", name="confirmation of receipt").first).to_have_attribute(
        "href", f"/outbox/1?back={reference}"
    )


def test_words_stay_when_a_colleague_was_faster(worker: LocalWorker, visitors: Visitors) -> None:
    reference = another(worker, 1)
    worker.send()
    page = visitors.sign_in("olga")
    opened(page, f"/requests/{reference}/ask")
    page.locator("[name=field][value=address]").check()
    page.locator("#note").fill("Is it the old building?")
    review_actions.approve(worker.services, reference, "maya")
    visitors.expected.append("status of 409")
    page.keyboard.press("Control+Enter")
    expect(page.locator("main")).to_contain_text("maya")
    expect(page.locator("main")).to_contain_text("Is it the old building?")
    expect(page.locator("main")).not_to_contain_text("needs_info")
    opened(page, f"/requests/{reference}/answer")


def test_a_request_is_as_old_as_its_mail(worker: LocalWorker, visitors: Visitors) -> None:
    raw = mail(form(), date="Thu, 05 Feb 2026 09:00:00 +0000", Message_ID="<old@engines.test>")
    outcome = worker.receive(raw)
    worker.now += timedelta(days=25)
    reference = worker.request(outcome).reference
    page = visitors.sign_in("olga")
    page.goto(f"/requests/{reference}")
    expect(page.locator("#head")).to_contain_text("waiting 25 days")
    page.goto("/queue")
    expect(page.locator("#queue")).to_contain_text("the oldest came 25 days ago")


def test_what_is_typed_is_there_after_leaving_by_a_key(worker: LocalWorker, visitors: Visitors) -> None:
    reference, _ = another(worker, 1), another(worker, 2)
    page = visitors.sign_in("olga")
    opened(page, f"/requests/{reference}")
    page.locator("#note").fill("I called them twice")
    page.keyboard.press("Escape")
    page.keyboard.press("j")
    expect(page.locator("#head")).not_to_contain_text(reference)
    opened(page, f"/requests/{reference}")
    expect(page.locator("#note")).to_have_value("I called them twice")


def test_without_a_connection_the_words_stay_and_are_said_to(worker: LocalWorker, visitors: Visitors) -> None:
    reference = another(worker, 1)
    page = visitors.sign_in("olga")
    opened(page, f"/requests/{reference}")
    visitors.expected += ["ERR_INTERNET_DISCONNECTED", "Failed to load resource"]
    page.context.set_offline(True)
    page.locator("#note").fill("I called them")
    page.get_by_role("button", name="Add note").click()
    expect(page.locator("#offline")).to_contain_text("what you typed is still here")
    expect(page.locator("#note")).to_have_value("I called them")
    page.context.set_offline(False)
    expect(page.locator("#offline")).to_have_count(0)


def test_after_a_bounce_another_address_is_given_with_its_proof(
    worker: LocalWorker, visitors: Visitors
) -> None:
    reference = another(worker, 1)
    worker.send()
    marked(worker, 1, LetterState.BOUNCED, Attention.LETTER_BOUNCED, "550 no such user")
    page = visitors.sign_in("olga")
    opened(page, f"/requests/{reference}")
    expect(page.locator("#reason-letter_bounced")).to_contain_text("550 no such user")
    page.get_by_text("The customer has another address").click()
    page.locator("#new-address").fill("bo@new.test")
    page.get_by_label("How you know that it is theirs").fill("phoned him")
    page.keyboard.press("Control+Enter")
    expect(page.locator("#timeline")).to_contain_text("phoned him")
    expect(page.locator("#reason-letter_bounced")).to_have_count(0)
    worker.now += timedelta(minutes=1)
    assert [letter["To"] for letter in worker.send()] == ["Bo 1 <bo@new.test>"]


def test_many_letters_are_counted_on_the_button_and_letters_mean_the_same_everywhere(
    worker: LocalWorker, visitors: Visitors
) -> None:
    for number in (1, 2):
        another(worker, number)
        marked(worker, number, LetterState.UNCERTAIN, Attention.LETTER_UNCERTAIN)
    page = visitors.sign_in("olga")
    opened(page, "/outbox?state=uncertain")
    page.get_by_label("Select all").check()
    bar = page.locator(".bulk")
    expect(bar).to_contain_text("2 letters")
    expect(bar.get_by_role("button", name="Clear selection")).to_be_visible()
    expect(bar.locator(".primary")).to_have_count(0)
    expect(page.locator("#rows .primary")).to_have_count(0)
    page.keyboard.press("Escape")
    expect(page.locator(".pick:checked")).to_have_count(0)
    expect(page.locator("[data-row-key=r], [data-row-key=c]")).to_have_count(0)


def test_the_history_names_who_really_changed_something(worker: LocalWorker, visitors: Visitors) -> None:
    reference = worker.request(
        worker.receive(mail(form(holder_name="Ada"), Message_ID="<one@engines.test>"))
    ).reference
    [letter] = worker.send()
    worker.receive(
        answer(
            letter, "3. The first and last name of the holder: Ada King\n", sender="Eve <eve@engines.test>"
        )
    )
    page = visitors.sign_in("olga")
    page.goto(f"/requests/{reference}")
    expect(page.locator("#timeline")).to_contain_text("eve@engines.test")
    for machine in ("changed_after", "missing_fields", "noticed", "Sen confirmation", "[held]"):
        expect(page.locator("#timeline")).not_to_contain_text(machine)


def test_the_first_tab_is_what_waits_for_staff_and_fourteen_rows_fit_a_laptop(
    worker: LocalWorker, visitors: Visitors
) -> None:
    for number in range(15):
        another(worker, number)
    asked = mail(form(address="12 High Street"), sender="Cy <cy@c.test>", Message_ID="<c@c.test>")
    waiting = worker.request(worker.receive(asked)).reference
    page = visitors.sign_in("olga", viewport={"width": 1366, "height": 768})
    opened(page, "/queue")
    expect(page.locator("#rows tr")).to_have_count(15)
    expect(page.locator("#rows")).not_to_contain_text(waiting)
    page.get_by_role("button", name="One line each").click()
    expect(page.locator("#rows tr").nth(13)).to_be_in_viewport(ratio=1)
    page.reload()
    expect(page.locator("#rows tr").nth(13)).to_be_in_viewport(ratio=1)


def test_the_mail_stands_with_the_letter_that_answers_it(worker: LocalWorker, visitors: Visitors) -> None:
    reference = wrote(worker, WISH)
    page = visitors.sign_in("olga")
    opened(page, f"/requests/{reference}")
    page.keyboard.press("w")
    expect(page.locator(".answered .mail").first).to_contain_text("Could you call me on Monday?")
    expect(page.locator("#note")).to_be_focused()


def test_a_closed_request_says_on_top_how_it_ended(worker: LocalWorker, visitors: Visitors) -> None:
    reference = another(worker, 1)
    review_actions.approve(worker.services, reference, "maya")
    review_actions.complete(worker.services, reference, ["SEN-1"], "maya")
    page = visitors.sign_in("olga")
    opened(page, f"/requests/{reference}")
    expect(page.locator("#outcome")).to_contain_text("Completed by maya")
    expect(page.locator("#outcome")).to_contain_text("SEN-1 for")
    expect(page.locator("#outcome")).to_be_in_viewport()
    expect(page.locator("#eligible .card-head")).not_to_contain_text("Nothing speaks against it")


@pytest.mark.parametrize("typed", ["9000002", "sen 9000002", "SEN\N{EN DASH}9000002"])
def test_a_sen_is_taken_as_people_type_it(typed: str, worker: LocalWorker, visitors: Visitors) -> None:
    reference = another(worker, 1)
    review_actions.approve(worker.services, reference, "olga")
    page = visitors.sign_in("olga")
    opened(page, f"/requests/{reference}/complete")
    page.get_by_label("SEN for key").fill(typed)
    expect(page.locator("#letter")).to_contain_text("SEN-9000002")
    page.get_by_label("SEN for key").press("Enter")
    expect(page.get_by_role("button", name="Complete and send")).to_be_focused()


def test_focus_goes_to_what_happened_and_sign_in_begins_at_the_name(
    worker: LocalWorker, visitors: Visitors
) -> None:
    reference = another(worker, 1)
    worker.send()
    page = visitors.sign_in("olga")
    opened(page, f"/requests/{reference}")
    page.keyboard.press("Tab")
    page.keyboard.press("Tab")
    expect(page.get_by_role("link", name="Skip to the actions")).to_be_focused()
    page.keyboard.press("a")
    expect(page.locator("#actions .strip")).to_be_focused()
    page.context.clear_cookies()
    page.goto("/sign-in")
    expect(page.get_by_label("Name")).to_be_focused()


def test_a_slow_line_shows_at_once_that_a_step_was_taken(worker: LocalWorker, visitors: Visitors) -> None:
    reference = another(worker, 1)
    page = visitors.sign_in("olga")
    opened(page, f"/requests/{reference}")
    # Nothing is sent, as long as the line takes to bring the answer.
    page.evaluate("document.addEventListener('submit', e => e.preventDefault())")
    page.keyboard.press("a")
    expect(page.locator("#actions [aria-busy=true]")).to_be_visible()


def test_on_a_phone_the_open_tab_is_seen_and_values_say_what_they_are(
    worker: LocalWorker, visitors: Visitors
) -> None:
    another(worker, 1)
    page = visitors.sign_in("olga", StaffRole.ADMIN, viewport={"width": 390, "height": 844})
    opened(page, "/queue?state=closed")
    expect(page.locator("#tabs [aria-current]")).to_be_in_viewport(ratio=1)
    page.goto("/staff")
    label = "getComputedStyle(document.querySelector('td[data-label=Sessions]'), '::before').content"
    assert "Sessions" in page.evaluate(label)


def test_an_ignored_mail_is_found_and_made_a_request_by_keys(worker: LocalWorker, visitors: Visitors) -> None:
    reference = another(worker, 1)
    worker.receive(mail("Lunch?", "Di <di@desks.test>", subject="Lunch", Message_ID="<d@d.test>"))
    page = visitors.sign_in("olga")
    opened(page, "/ledger")
    expect(page.locator("#rows, tbody").first).to_contain_text(reference)
    page.get_by_role("search", name="Messages").get_by_role("searchbox").fill("ignored")
    page.keyboard.press("Enter")
    page.wait_for_url("**/ledger?search=*")
    expect(page.locator("main")).not_to_contain_text(reference)
    page.wait_for_load_state()
    page.keyboard.press("j")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name="A message in sales")).to_be_visible()
    page.wait_for_load_state()
    page.keyboard.press("q")
    expect(page.locator("main")).to_contain_text("made a request of it")


def test_menus_fit_nothing_found_is_no_success_and_what_is_fine_is_folded(
    worker: LocalWorker, visitors: Visitors
) -> None:
    reference = another(worker, 1)
    marked(worker, 1, LetterState.UNCERTAIN, Attention.LETTER_UNCERTAIN)
    page = visitors.sign_in("olga", viewport={"width": 1180, "height": 800})
    opened(page, "/queue")
    page.locator("summary", has_text="Attention").click()
    last = page.locator(".chips .menu[open] a").last
    expect(last).to_be_in_viewport(ratio=1)
    pill = last.locator(".count").bounding_box()
    assert pill is not None
    assert pill["width"] < 2 * pill["height"]
    opened(page, f"/requests/{reference}")
    fine = page.locator("#eligible details", has_text="fine").first
    expect(fine).to_be_visible()
    assert fine.get_attribute("open") is None
    page.locator("#q").fill("nobodyatall")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name="Nothing is found")).to_be_visible()
    tone = "getComputedStyle(document.querySelector('.empty .i')).color"
    nothing = page.evaluate(tone)
    page.goto("/mentions")
    assert page.evaluate(tone) != nothing
