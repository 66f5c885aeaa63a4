"""A reviewer's way through a request without a mouse."""

from datetime import timedelta

from playwright.sync_api import expect

from tests.browser.conftest import PASSWORD, Visitors
from tests.integration.local_worker import KEY, LocalWorker, form, mail
from worker.requests.request_model import State
from worker.services.accounts import staff_accounts
from worker.services.staff_roles import StaffRole


def test_a_reviewer_takes_a_request_from_the_queue_to_the_confirmation_by_keyboard_alone(
    worker: LocalWorker, visitors: Visitors
) -> None:
    other = worker.receive(mail(form(license_key="LICENSE-OTHER-0001"), sender="Bo <bo@other.test>"))
    assert other.request is not None
    worker.now += timedelta(hours=1)
    reference = worker.request(worker.receive(mail(form(), Message_ID="<two@engines.test>"))).reference
    worker.send()
    staff_accounts.add(worker.services, "olga", PASSWORD, StaffRole.REVIEWER)
    page = visitors.visitor()
    keys = page.keyboard

    page.goto("/")
    expect(page.get_by_label("Name")).to_be_focused()
    keys.type("olga")
    keys.press("Tab")
    keys.type(PASSWORD)
    keys.press("Enter")
    expect(page.get_by_role("heading", name="Queue", exact=True)).to_be_visible()

    keys.press("j")
    keys.press("j")
    expect(page.locator(".ref:focus")).to_have_text(reference)
    keys.press("Enter")
    expect(page.get_by_role("heading", name="Ada Byron")).to_be_visible()

    for number in "0123456":
        keys.press(number)
        expect(page.locator(".field:focus .n").first).to_have_text(number)
    keys.press("4")
    expect(page.locator("#src-organization")).to_have_class("src lit")
    expect(page.locator("#src-organization")).to_be_in_viewport()
    keys.press("e")
    expect(page.locator("#in-organization")).to_be_focused()
    keys.press("Control+a")
    keys.type("Analytical Engines Limited")
    keys.press("Control+Enter")
    expect(page.locator("#field-organization .value")).to_have_text("Analytical Engines Limited")

    keys.press("a")
    expect(page.locator("#actions")).to_contain_text("Approved by you. No mail was sent.")
    keys.press("c")
    expect(page.get_by_label("SEN for key")).to_be_focused()
    keys.type("SEN-7654321")
    letter = page.get_by_role("group", name="Text of the letter")
    expect(letter).to_contain_text("SEN-7654321")
    expect(letter).not_to_contain_text(KEY)
    keys.press("Control+Enter")
    expect(page.locator("#actions")).to_contain_text("Completed by you. The letter goes out in")

    assert worker.send() == []  # it can still be taken back
    worker.now += timedelta(seconds=30)
    [confirmation] = worker.send()
    assert "ada@engines.test" in confirmation["To"]
    assert confirmation["Cc"] == "licenses@engines.test"
    body = confirmation.get_body(("plain",))
    assert body is not None
    assert "SEN-7654321" in body.get_content()
    with worker.store.read() as tx:
        found = tx.requests.find(reference)
        assert found is not None
        assert found.state is State.COMPLETED
        assert found.fields["organization"].value == "Analytical Engines Limited"
