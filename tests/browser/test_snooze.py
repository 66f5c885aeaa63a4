"""A request is put to sleep by keys, leaves the list, and is woken by one."""

from playwright.sync_api import expect

from tests.browser.conftest import Visitors
from tests.browser.test_pages import another
from tests.integration.local_worker import LocalWorker


def test_a_request_sleeps_until_the_customer_writes_and_is_woken_by_key(
    worker: LocalWorker, visitors: Visitors
) -> None:
    reference, other = another(worker, 1), another(worker, 2)
    worker.send()
    page = visitors.sign_in("olga")
    page.goto("/queue")
    page.get_by_role("link", name=reference).click()
    page.wait_for_load_state()
    page.keyboard.press("z")
    page.get_by_role("button", name="Until the customer writes").click()
    expect(page.locator("#asleep")).to_have_text("asleep until the customer writes")
    page.wait_for_load_state()
    page.keyboard.press("j")
    expect(page.locator("#head")).to_contain_text(other)
    page.goto("/queue")
    expect(page.locator("#rows .ref")).to_have_text([other])
    page.goto("/queue?state=asleep")
    page.get_by_role("link", name=reference).click()
    page.wait_for_load_state()
    page.keyboard.press("z")
    expect(page.locator("#asleep")).to_have_count(0)
    page.goto("/queue")
    expect(page.locator("#rows .ref")).to_have_text([reference, other])
