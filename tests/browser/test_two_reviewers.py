"""Two people at one request: nobody overwrites anybody, and both see what happens."""

from playwright.sync_api import Page, expect

from tests.browser.conftest import Visitors
from tests.integration.local_worker import LocalWorker, form, mail

ADDRESS = "12 St James's Square, London SW1Y 4JH, United Kingdom"


def edit(page: Page, field: str, value: str) -> None:
    """Open the form of a field and type a value into it, without saving."""
    page.locator(f"#field-{field} .edit > summary").click()
    page.locator(f"#in-{field}").fill(value)


def save(page: Page, field: str) -> None:
    page.locator(f"#field-{field}").get_by_role("button", name="Save").click()


def test_who_saves_second_sees_what_changed_and_loses_nothing(
    worker: LocalWorker, visitors: Visitors
) -> None:
    reference = worker.request(worker.receive(mail(form()))).reference
    maya, olga = visitors.sign_in("maya"), visitors.sign_in("olga")
    for page in (maya, olga):
        page.goto(f"/requests/{reference}")
    edit(olga, "organization", "Engines of Olga Ltd")
    edit(olga, "address", "1 High Street, Leeds LS1 4AP, United Kingdom")
    edit(maya, "organization", "Engines of Maya Ltd")
    maya.locator("#why-organization").fill("she phoned")
    save(maya, "organization")
    expect(maya.locator("#field-organization .value")).to_have_text("Engines of Maya Ltd")

    # Told by itself; what she types in stays, what she does not type in is brought up to date.
    olga.get_by_role("link", name="Changed meanwhile by maya: show it").click()
    expect(olga.locator("#timeline")).to_contain_text("she phoned")
    expect(olga.locator("#in-organization")).to_have_value("Engines of Olga Ltd")
    expect(olga.locator("#in-address")).to_have_value("1 High Street, Leeds LS1 4AP, United Kingdom")

    visitors.expected.append("status of 409")
    save(olga, "organization")
    expect(olga.get_by_role("heading", name="maya changed")).to_be_visible()
    expect(olga.locator("main")).to_contain_text("Engines of Maya Ltd")
    expect(olga.get_by_role("textbox", name="Your Organization")).to_have_value("Engines of Olga Ltd")
    olga.get_by_label("Yours, not saved").check()
    olga.get_by_role("button", name="Save this choice").click()
    expect(olga.locator("#field-organization .value")).to_have_text("Engines of Olga Ltd")
    expect(olga.locator("#timeline")).to_contain_text("from Engines of Maya Ltd to Engines of Olga Ltd")


def test_an_approval_of_what_somebody_else_changed_meanwhile_is_asked_for_again(
    worker: LocalWorker, visitors: Visitors
) -> None:
    reference = worker.request(worker.receive(mail(form()))).reference
    maya, olga = visitors.sign_in("maya"), visitors.sign_in("olga")
    for page in (maya, olga):
        page.goto(f"/requests/{reference}")
    edit(maya, "account_email", "boss@engines.test")
    save(maya, "account_email")
    expect(maya.locator("#field-account_email .value")).to_have_text("boss@engines.test")
    visitors.expected.append("status of 409")
    olga.keyboard.press("a")
    expect(olga.get_by_role("heading", name="This changed after your page was made")).to_be_visible()
    expect(olga.locator("main")).to_contain_text("boss@engines.test")
    olga.get_by_role("button", name="Approve nevertheless").click()
    expect(olga.locator("#actions")).to_contain_text("Approved by you")


def test_another_field_is_saved_without_a_question(worker: LocalWorker, visitors: Visitors) -> None:
    reference = worker.request(worker.receive(mail(form()))).reference
    maya, olga = visitors.sign_in("maya"), visitors.sign_in("olga")
    for page in (maya, olga):
        page.goto(f"/requests/{reference}")
    edit(olga, "holder_name", "Ada Lovelace")
    edit(maya, "organization", "Engines of Maya Ltd")
    save(maya, "organization")
    expect(maya.locator("#field-organization .value")).to_have_text("Engines of Maya Ltd")
    save(olga, "holder_name")
    expect(olga.locator("#field-holder_name .value")).to_have_text("Ada Lovelace")
    expect(olga.locator("#field-organization .value")).to_have_text("Engines of Maya Ltd")
