"""How the pages behave in a real browser: undo, live updates, keys, and without any script."""

import re
from datetime import timedelta

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import Visitors
from tests.integration.local_worker import LocalWorker, form, mail
from worker.requests.request_model import State
from worker.services.review import review_actions


def another(worker: LocalWorker, number: int) -> str:
    """One more request; its reference."""
    raw = mail(
        form(license_key=f"LICENSE-KEY-{number:04}", account_email=f"a@company{number}.test"),
        sender=f"Bo {number} <bo@company{number}.test>",
        Message_ID=f"<b{number}@company.test>",
    )
    return worker.request(worker.receive(raw)).reference


def state(worker: LocalWorker, reference: str) -> State:
    with worker.store.read() as tx:
        request = tx.requests.find(reference)
    assert request is not None
    return request.state


def test_a_rejection_is_taken_back_in_time_and_its_letter_never_goes_out(
    worker: LocalWorker, visitors: Visitors
) -> None:
    reference = another(worker, 1)
    worker.send()
    page = visitors.sign_in("olga")
    page.goto(f"/requests/{reference}")
    page.keyboard.press("r")
    page.get_by_label("On Data Center").check()
    expect(page.locator("#letter")).to_contain_text("Data Center")
    page.keyboard.press("Control+Enter")
    expect(page.locator("#actions")).to_contain_text("The letter goes out in")
    page.keyboard.press("u")
    expect(page.get_by_role("link", name="Reject", exact=True)).to_be_visible()
    assert state(worker, reference) is State.READY_FOR_REVIEW
    worker.now += timedelta(minutes=5)
    assert worker.send() == []


def test_a_letter_that_has_gone_out_is_not_taken_back(worker: LocalWorker, visitors: Visitors) -> None:
    reference = another(worker, 1)
    worker.send()
    page = visitors.sign_in("olga")
    page.goto(f"/requests/{reference}/reject")
    page.get_by_label("On Data Center").check()
    page.get_by_role("button", name="Reject and send").click()
    expect(page.locator("#actions")).to_contain_text("The letter goes out in")
    worker.now += timedelta(minutes=1)
    assert len(worker.send()) == 1
    visitors.expected.append("status of 409")
    page.keyboard.press("u")
    expect(page.get_by_text("has gone out already")).to_be_visible()
    assert state(worker, reference) is State.REJECTED


def test_the_queue_tells_by_itself_what_is_new_and_keeps_focus_and_what_is_picked(
    worker: LocalWorker, visitors: Visitors
) -> None:
    first = another(worker, 1)
    page = visitors.sign_in("olga")
    page.goto("/queue")
    page.keyboard.press("j")
    page.keyboard.press("x")
    another(worker, 2)
    fresh = page.get_by_role("link", name="1 new")
    expect(fresh).to_be_visible()
    expect(page.get_by_role("navigation", name="Requests by state")).to_contain_text(
        re.compile(r"For you\s*2")
    )
    expect(page.locator(".ref:focus")).to_have_text(first)
    fresh.click()
    expect(page.locator("#rows tr")).to_have_count(2)
    expect(page.get_by_label(f"Select {first}")).to_be_checked()


def test_what_somebody_types_stays_where_it_is_when_something_changes(
    worker: LocalWorker, visitors: Visitors
) -> None:
    reference = another(worker, 1)
    page = visitors.sign_in("olga")
    page.goto(f"/requests/{reference}")
    page.locator("#note").fill("I called them")
    page.locator("#note").press("End")
    review_actions.set_values(worker.services, reference, {"organization": "Engines Inc"}, "maya")
    expect(page.get_by_role("link", name="Changed meanwhile by maya")).to_be_visible()
    expect(page.locator("#note")).to_be_focused()
    expect(page.locator("#note")).to_have_value("I called them")


def test_where_no_events_come_the_page_asks_by_itself(worker: LocalWorker, visitors: Visitors) -> None:
    page = visitors.sign_in("olga")
    page.clock.install()
    visitors.expected.append("status of 503")
    page.route("**/changes*", lambda route: route.fulfill(status=503))
    page.goto("/queue")
    another(worker, 1)
    page.clock.fast_forward(16_000)
    expect(page.get_by_role("link", name="1 new")).to_be_visible()


def test_the_main_way_works_without_script(worker: LocalWorker, visitors: Visitors) -> None:
    reference = another(worker, 1)
    worker.send()
    page = visitors.sign_in("olga", java_script_enabled=False)
    page.goto("/queue")
    page.get_by_role("link", name=reference).click()
    page.get_by_role("button", name="Approve").click()
    page.get_by_role("link", name="Complete with SEN").click()
    page.get_by_label("SEN for key").fill("SEN-11")
    page.get_by_role("button", name="Show the letter").click()
    expect(page.locator("#letter")).to_contain_text("SEN-11")
    page.get_by_role("button", name="Complete and send").click()
    expect(page.locator("#actions")).to_contain_text("The letter goes out in")
    page.get_by_role("button", name="Undo").click()
    expect(page.get_by_role("link", name="Complete with SEN")).to_be_visible()
    assert state(worker, reference) is State.APPROVED


#: Where each key of the list is tried, and what is seen then.
KEYS = {
    "j k": ("/queue", ".ref:focus"),
    "Enter": None,  # the browser's own, on a link with the focus
    "x": None,  # with `j`, below
    "/": ("/queue", "#q:focus"),
    "?": ("/queue", "#dlg-keys[open]"),
    "0 – 6": None,  # on the way of a request by keyboard alone
    "e": None,
    "a": ("/requests/{}", "#actions .strip"),
    "c": ("/requests/{approved}", "#sen-1:focus"),
    "f": ("/requests/{approved}", "#sheet .copied"),
    "i": ("/requests/{}", "h2:text('Ask the customer')"),
    "w": ("/requests/{}", "h2:text('Write to the customer')"),
    "r": ("/requests/{}", "h2:text('Reject this request')"),
    "t": ("/requests/{}/reject", "#replies[open] a:focus"),
    "v": ("/requests/{}", "h2:text('Wait for the upgrade')"),
    "b": ("/requests/{awaiting}", "#actions .strip"),
    "s": ("/requests/{}", "#take:focus"),
    "n": ("/requests/{}", "#note:focus"),
    "z": ("/requests/{}", "#snooze button:focus"),
    **dict.fromkeys("yplmd"),  # on requests that ask for attention
    "u": None,  # in the tests of undo above
    "Ctrl Enter": None,  # there too
    "Esc": ("/requests/{}", "#queue"),
    "g q": ("/interest", "#queue"),
    "g v": ("/queue", "#view-name:focus"),
    "g i": ("/queue", "h1:text('Interest')"),
    "g o": ("/queue", "/outbox"),
    "g l": ("/queue", "/ledger"),
    "g f": ("/queue", "/figures"),
    "g m": ("/queue", "/mailboxes"),
    "g r": ("/queue", "/register"),
    "g n": ("/queue", "/mentions"),
    "o": None,  # in test_mentions
    "g t": ("/queue", "/replies"),
}


def press(page: Page, keys: str) -> None:
    for key in keys.split():
        page.keyboard.press({"Esc": "Escape"}.get(key, key))


def test_each_key_of_the_list_does_what_it_says(worker: LocalWorker, visitors: Visitors) -> None:
    references = [another(worker, number) for number in range(3)]
    review_actions.approve(worker.services, references[2], "maya")
    review_actions.await_upgrade(worker.services, references[1], "", "maya")
    page = visitors.sign_in("olga")
    page.goto("/queue")
    page.keyboard.press("?")
    rows = page.locator("#dlg-keys tbody th")
    listed = {" ".join(text.split()) for text in rows.all_inner_texts()}
    assert listed == set(KEYS), "each key of the list is tried here"
    page.keyboard.press("Escape")
    expect(page.locator("#dlg-keys")).to_be_hidden()
    for keys, tried in sorted(KEYS.items(), key=lambda one: one[0] == "a"):
        if tried is None:
            continue
        path, seen = tried
        page.goto(path.format(references[0], approved=references[2], awaiting=references[1]))
        press(page, keys)
        if seen.startswith("/"):
            expect(page).to_have_url(re.compile(f"{seen}$"))
        else:
            expect(page.locator(seen).first).to_be_visible()


@pytest.mark.parametrize("where", ["typing", "switched off"])
def test_single_keys_are_silent(worker: LocalWorker, visitors: Visitors, where: str) -> None:
    reference = another(worker, 1)
    page = visitors.sign_in("olga")
    page.goto(f"/requests/{reference}")
    if where == "typing":
        page.locator("#note").press_sequentially("approved, a nice request")
        expect(page.locator("#note")).to_have_value("approved, a nice request")
    else:
        page.keyboard.press("?")
        page.get_by_label("Use single-key shortcuts").uncheck()
        page.keyboard.press("Escape")
        page.reload()
        page.keyboard.press("a")
        page.keyboard.press("r")
    expect(page).to_have_url(re.compile(f"/requests/{reference}$"))
    assert state(worker, reference) is State.READY_FOR_REVIEW
