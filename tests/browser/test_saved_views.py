"""Lists of the queue with a name: one's own and shared ones, in the address and in the menu."""

import re

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import Visitors
from tests.browser.test_pages import another
from tests.integration.local_worker import LocalWorker
from worker.errors import RefusedError
from worker.services.privacy.personal_data import erase_person
from worker.services.review import saved_views


def save(page: Page, path: str, name: str, *, shared: bool = False) -> str:
    """The list at that path, saved; the address of the view."""
    page.goto(path)
    page.keyboard.press("g")
    page.keyboard.press("v")
    page.get_by_label("Save this list as").fill(name)
    page.get_by_label("For everybody").set_checked(shared)
    page.keyboard.press("Control+Enter")
    expect(page.get_by_role("heading", name=name, exact=True)).to_be_visible()
    expect(page.locator("#did")).to_contain_text("is saved for everybody" if shared else "is saved for you")
    return re.sub(r"[&?]did=saved", "", page.url)


def test_a_list_is_saved_opened_by_the_menu_changed_renamed_and_deleted(
    worker: LocalWorker, visitors: Visitors
) -> None:
    references = [another(worker, number) for number in range(3)]
    page = visitors.sign_in("olga")
    save(page, "/queue?assigned=nobody&sort=newest", "Nobody’s, newest")
    page.goto("/figures")
    page.keyboard.press("g")
    page.keyboard.press("v")
    expect(page.get_by_role("link", name="Nobody’s, newest")).to_be_focused()
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile(r"/queue\?assigned=nobody&sort=newest&view=1$"))
    expect(page.locator("#rows .ref").first).to_have_text(references[2])
    page.locator("#rows .ref").first.click()
    expect(page).to_have_url(re.compile("view=1"))
    page.keyboard.press("Escape")
    expect(page.get_by_role("heading", name="Nobody’s, newest")).to_be_visible()

    page.get_by_role("link", name="Mine").click()
    expect(page.get_by_text("changed", exact=True)).to_be_visible()
    page.get_by_role("button", name="Save what is shown now").click()
    expect(page.get_by_text("changed", exact=True)).to_have_count(0)
    page.get_by_text("Change view").click()
    page.get_by_label("Name").fill("My list")
    page.get_by_role("button", name="Save", exact=True).click()
    expect(page.get_by_role("heading", name="My list", exact=True)).to_be_visible()
    expect(page).to_have_url(re.compile("assigned=me"))
    page.get_by_text("Change view").click()
    page.get_by_role("button", name="Delete").click()
    expect(page.locator("#did")).to_contain_text("The view is deleted")
    expect(page).to_have_url(re.compile("assigned=me"))
    page.get_by_text("Views").first.click()
    expect(page.get_by_text("No list is saved yet")).to_be_visible()


def test_a_view_of_ones_own_is_nobody_elses_and_a_shared_one_is_everybodys(
    worker: LocalWorker, visitors: Visitors
) -> None:
    another(worker, 1)
    olga, jonas = visitors.sign_in("olga"), visitors.sign_in("jonas")
    own = save(olga, "/queue?assigned=nobody", "For Olga alone")
    shared = save(olga, "/queue?waiting=3", "Late ones", shared=True)
    jonas.goto(shared)
    expect(jonas.get_by_role("heading", name="Late ones")).to_be_visible()
    expect(jonas.get_by_text("shared by olga")).to_be_visible()
    expect(jonas.get_by_text("Change view")).to_have_count(0)
    jonas.goto(own)
    expect(jonas.get_by_role("heading", name="Queue")).to_be_visible()
    jonas.locator("summary", has_text="Views").click()
    expect(jonas.get_by_role("link", name="Late ones")).to_be_visible()
    expect(jonas.get_by_text("For Olga alone")).to_have_count(0)
    visitors.expected.append("404")
    jonas.goto("/queue/views/1")
    expect(jonas.get_by_text("There is no such view.")).to_be_visible()
    jonas.goto("/queue/views/2")
    expect(jonas).to_have_url(re.compile("waiting=3&view=2"))
    with pytest.raises(RefusedError, match="only olga and admins"):
        saved_views.remove_view(worker.services, 2, "jonas", seen="")


def test_what_a_view_searches_for_is_kept_as_long_as_the_view_and_erased_with_the_person(
    worker: LocalWorker, visitors: Visitors
) -> None:
    another(worker, 1), another(worker, 2)
    page = visitors.sign_in("olga")
    page.goto("/queue")
    page.locator("#q").fill("harbour")
    page.keyboard.press("Enter")
    page.wait_for_url(re.compile("search="))
    search = re.search(r"search=(\w+)", page.url)
    assert search
    save(page, f"/queue?search={search[1]}", "Harbours")
    with worker.services.store.write() as tx:
        tx.searches.keep("later", "other", worker.now, worker.now.replace(year=worker.now.year + 1))
    page.goto("/queue/views/1")
    expect(page.get_by_role("heading", name="Harbours")).to_be_visible()
    erase_person(worker.services, worker.request(1).requester.addr, "olga")
    assert saved_views.visible_views(worker.services, "olga") == ()
