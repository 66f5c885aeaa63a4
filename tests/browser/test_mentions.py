"""A note that names a colleague reaches them, and they say by a key that they have seen it."""

from playwright.sync_api import expect

from tests.browser.conftest import Visitors
from tests.browser.test_pages import another
from tests.integration.local_worker import LocalWorker


def test_a_colleague_is_named_told_at_once_and_done_by_key(worker: LocalWorker, visitors: Visitors) -> None:
    reference = another(worker, 1)
    worker.send()
    maya, olga = visitors.sign_in("maya"), visitors.sign_in("olga")
    olga.goto("/queue")
    maya.goto(f"/requests/{reference}")
    maya.keyboard.press("n")
    maya.keyboard.type("@olga do you know them?")
    maya.keyboard.press("Control+Enter")
    expect(maya.locator("#timeline")).to_contain_text("noted for olga")

    expect(olga.locator("#count-mentions")).to_have_text("1 for you")
    olga.wait_for_load_state()
    olga.keyboard.press("g")
    olga.keyboard.press("n")
    expect(olga.get_by_text("@olga do you know them?")).to_be_visible()
    olga.get_by_role("link", name=reference).click()
    expect(olga.locator("#named")).to_contain_text("@olga do you know them?")
    olga.wait_for_load_state()
    olga.keyboard.press("o")
    expect(olga.locator("#named")).to_have_count(0)
    expect(olga.locator("#count-mentions")).to_be_hidden()
