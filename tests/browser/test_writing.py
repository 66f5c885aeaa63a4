"""Letters that staff write: saved replies by key, a line of one's own beside the SEN."""

from datetime import timedelta

from playwright.sync_api import expect

from tests.browser.conftest import Visitors
from tests.browser.test_pages import another
from tests.integration.local_worker import LocalWorker
from worker.services.review import review_actions, saved_replies


def test_a_saved_reply_is_written_once_and_put_into_letters_by_key(
    worker: LocalWorker, visitors: Visitors
) -> None:
    reference = another(worker, 1)
    worker.send()
    page = visitors.sign_in("olga")
    page.goto(f"/requests/{reference}")
    page.keyboard.press("g")
    page.keyboard.press("t")
    page.wait_for_load_state()
    page.get_by_label("Name", exact=True).fill("We look into it")
    page.get_by_label("What it says").fill("Dear {name},\nwe look into {reference}.")
    page.keyboard.press("Control+Enter")
    expect(page.get_by_role("link", name="We look into it")).to_be_visible()

    page.goto(f"/requests/{reference}")
    page.keyboard.press("w")
    note = page.get_by_label("What the customer is to read")
    expect(note).to_be_focused()
    page.wait_for_load_state()
    page.keyboard.type("Good news!")
    page.keyboard.press("Control+/")
    page.keyboard.press("1")
    expect(note).to_have_value(f"Good news!\n\nDear Bo 1,\nwe look into {reference}.")
    expect(note).to_be_focused()
    page.wait_for_load_state()
    expect(page.locator("#letter")).to_contain_text(f"we look into {reference}")
    page.keyboard.press("Control+Enter")
    expect(page.locator("#actions")).to_contain_text("Answered by you")
    worker.now += timedelta(minutes=1)
    assert any(f"we look into {reference}" in str(letter) for letter in worker.send())


def test_two_people_at_one_saved_reply_lose_nothing(worker: LocalWorker, visitors: Visitors) -> None:
    reply = saved_replies.add_reply(worker.services, "Hello", "Hello {name}", "maya")
    maya, olga = visitors.sign_in("maya"), visitors.sign_in("olga")
    for page in (maya, olga):
        page.goto(f"/replies/{reply.id}")
    maya.get_by_label("What it says").fill("Hello, dear {name}")
    maya.get_by_role("button", name="Save").click()
    expect(maya.get_by_text("Version 2")).to_be_visible()
    visitors.expected.append("status of 409")
    olga.get_by_label("What it says").fill("Good day, {name}")
    olga.get_by_role("button", name="Save").click()
    expect(olga.locator("#errors")).to_contain_text("maya changed it meanwhile")
    expect(olga.locator("#errors")).to_contain_text("Hello, dear {name}")
    expect(olga.get_by_label("What it says")).to_have_value("Good day, {name}")
    olga.get_by_role("button", name="Save").click()
    expect(olga.get_by_text("Version 3")).to_be_visible()


def test_a_line_of_ones_own_stands_in_the_letter_with_the_sen(
    worker: LocalWorker, visitors: Visitors
) -> None:
    reference = another(worker, 1)
    worker.send()
    review_actions.approve(worker.services, reference, "olga")
    page = visitors.sign_in("olga")
    page.goto(f"/requests/{reference}/complete")
    page.keyboard.type("9000002")
    page.get_by_label("A line of your own").fill("It was nice to meet you in Bologna.")
    expect(page.locator("#letter")).to_contain_text("SEN-9000002")
    expect(page.locator("#letter")).to_contain_text("It was nice to meet you in Bologna.")
    page.keyboard.press("Control+Enter")
    expect(page.locator("#actions")).to_contain_text("Completed by you")
    worker.now += timedelta(minutes=1)
    [letter] = worker.send()
    body = letter.get_body(("plain",))
    assert body is not None
    assert "It was nice to meet you in Bologna." in body.get_content()
    assert "correct" not in body.get_content().partition("Bologna")[0]
