"""The session ends while somebody types: what they typed is still there when they come back."""

from datetime import timedelta

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import PASSWORD, Visitors
from tests.integration.local_worker import LocalWorker, form, mail
from worker.services.accounts import staff_accounts


def enter(page: Page, name: str = "olga") -> None:
    """Fill in the form at the door."""
    page.get_by_label("Name").fill(name)
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_role("button", name="Sign in").click()


def sign_in_beside(page: Page) -> None:
    """Sign in in the tab that the link opens, and come back."""
    with page.expect_popup() as opened:
        page.get_by_role("link", name="Sign in").click()
    enter(opened.value)
    expect(opened.value.get_by_role("heading", name="Queue", exact=True)).to_be_visible()
    opened.value.close()
    page.bring_to_front()


def end_session(worker: LocalWorker, how: str) -> None:
    if how == "revoked":
        staff_accounts.sign_out_everywhere(worker.services, "olga")
    else:
        worker.now += timedelta(hours=13)


@pytest.mark.parametrize("how", ["revoked", "expired"])
@pytest.mark.parametrize("script", [True, False], ids=["script", "no script"])
def test_a_value_typed_before_the_session_ended_is_saved_after_signing_in_again(
    worker: LocalWorker,
    visitors: Visitors,
    how: str,
    script: bool,  # noqa: FBT001
) -> None:
    reference = worker.request(worker.receive(mail(form()))).reference
    page = visitors.sign_in("olga", java_script_enabled=script)
    page.goto(f"/requests/{reference}")
    page.locator("#field-organization .edit > summary").click()
    page.locator("#in-organization").fill("Engines & Söhne <GmbH>")
    end_session(worker, how)
    visitors.expected += ["status of 401", "status of 403"]

    page.locator("#field-organization").get_by_role("button", name="Save").click()
    expect(page.get_by_role("heading", name="You were signed out")).to_be_visible()
    expect(page.get_by_label("The new value")).to_have_value("Engines & Söhne <GmbH>")
    sign_in_beside(page)
    page.get_by_role("button", name="Send it again").click()
    expect(page.get_by_label("The new value")).to_have_value("Engines & Söhne <GmbH>")
    page.get_by_role("button", name="Send it now").click()
    expect(page.locator("#field-organization .value")).to_have_text("Engines & Söhne <GmbH>")


def test_a_page_that_looks_for_changes_says_that_the_session_ended_and_goes_on_after_signing_in(
    worker: LocalWorker, visitors: Visitors
) -> None:
    reference = worker.request(worker.receive(mail(form(), Message_ID="<1@engines.test>"))).reference
    page = visitors.sign_in("olga")
    page.goto(f"/requests/{reference}/answer")
    page.get_by_label("What the customer is to read").fill("We look into it")
    expect(page.locator("#letter")).to_contain_text("We look into it")
    end_session(worker, "revoked")
    visitors.expected.append("status of 401")
    page.get_by_label("What the customer is to read").press_sequentially(" today.")
    expect(page.get_by_role("dialog", name="You were signed out")).to_be_visible()
    sign_in_beside(page)
    page.get_by_role("link", name="I am signed in again").click()
    expect(page.get_by_role("dialog")).to_be_hidden()
    expect(page.get_by_label("What the customer is to read")).to_have_value("We look into it today.")
    page.keyboard.press("Control+Enter")
    expect(page.locator("#actions")).to_contain_text("Answered by you")
    worker.now += timedelta(minutes=1)
    assert any("We look into it today." in str(letter) for letter in worker.send())
