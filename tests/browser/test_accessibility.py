"""What axe-core finds on each page: light and dark, at a desk and on a phone."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, ViewportSize, expect

from tests.browser.conftest import Visitors
from tests.integration.local_worker import FORMS, KEY, OTHER_KEY, LocalWorker, form, mail, quoted
from worker.services.accounts import staff_accounts
from worker.services.review import page_actions, review_actions, saved_replies
from worker.services.staff_roles import StaffRole

DESK: ViewportSize = {"width": 1280, "height": 900}
PHONE: ViewportSize = {"width": 375, "height": 812}
GRAVE = {"serious", "critical"}
#: What can differ with colours and widths; the rest is the same in each.
LOOKS = {"runOnly": ["color-contrast", "link-in-text-block", "scrollable-region-focusable"]}


@pytest.fixture
def references(worker: LocalWorker) -> dict[str, str]:
    """An installation with something on every page; the references of requests by their state."""
    first = worker.receive(
        mail(form(holder_name="Ada", license_key=f"{KEY}\n{OTHER_KEY}"), Message_ID="<1@e.test>")
    )
    [letter] = worker.send()
    worker.now += timedelta(days=1)
    answer = f"3. The first and last name of the holder: Ada Byron\n\n{quoted(letter)}\n-- \nAda Byron\n"
    worker.receive(mail(answer, subject=str(letter["Subject"]), In_Reply_To=str(letter["Message-ID"])))
    found = {"answered": worker.request(first).reference}
    for number, name in enumerate(("ready", "approved", "completed", "asked")):
        given = {"address": "12 High Street"} if name == "asked" else {}
        raw = mail(
            form(license_key=f"KEY-{number}-0123456789", account_email=f"a@c{number}.test", **given),
            sender=f"Bo {number} <bo@c{number}.test>",
            Message_ID=f"<{name}@c.test>",
        )
        found[name] = worker.request(worker.receive(raw)).reference
    for name in ("approved", "completed"):
        review_actions.approve(worker.services, found[name], "maya")
    review_actions.complete(worker.services, found["completed"], ["SEN-1"], "maya")
    text = "1. My license (key or SEN): SEN-1234567\n2. Number of users: 25\n"
    worker.receive(
        mail(text, sender="C <c@c.test>", subject=FORMS["cloud-interest"].subject, Message_ID="<c@c.test>")
    )
    match = f"I want to migrate [{found['answered']}]"
    raw = mail(
        form(license_key="KEY-9-0123456789"), sender="Eve <e@o.test>", subject=match, Message_ID="<m@o.test>"
    )
    found["match"] = worker.request(worker.receive(raw)).reference
    reply = saved_replies.add_reply(worker.services, "Hello", "Hello {name}", "maya")
    saved_replies.change_reply(worker.services, reply.id, 1, "Hello", "Hello {name}!", "maya")
    staff_accounts.add(worker.services, "olga", "", StaffRole.ADMIN)
    page_actions.add_note(worker.services, found["ready"], "@olga look", "maya")
    worker.now += timedelta(days=4)
    return found


def found_by_axe(page: Page, options: dict[str, Any] | None = None) -> list[str]:
    """The grave violations on the page as it looks now."""
    told = Axe().run(page, options=options).response["violations"]
    return [
        f"{one['id']}: {node['target']} {node.get('failureSummary', '')[:200]}"
        for one in told
        if one["impact"] in GRAVE
        for node in one["nodes"]
    ]


def look_at(page: Page, what: str) -> list[str]:
    """What is wrong with the page, light at a desk, and dark on a phone."""
    wrong = [f"{what}: {one}" for one in found_by_axe(page)]
    page.emulate_media(color_scheme="dark")
    page.set_viewport_size(PHONE)
    wrong += [f"{what}, dark, on a phone: {one}" for one in found_by_axe(page, LOOKS)]
    if page.evaluate("document.documentElement.scrollWidth > innerWidth"):
        wrong.append(f"{what}: it scrolls sideways on a phone")
    page.emulate_media(color_scheme="light")
    page.set_viewport_size(DESK)
    return wrong


Way = Callable[[Page, dict[str, str]], object]


def _collide(page: Page, references: dict[str, str]) -> None:
    page.goto(f"/requests/{references['ready']}")
    field = page.locator("#field-organization")
    version = field.locator("[name=version]").get_attribute("value")
    for value, seen in (("One Ltd", field.locator(".value")), ("Two Ltd", page.locator("#mine"))):
        field.locator(".edit > summary").click()
        page.evaluate("v => document.querySelector('#field-organization [name=version]').value = v", version)
        page.locator("#in-organization").fill(value)
        field.get_by_role("button", name="Save").click()
        expect(seen).to_contain_text(value)


def _submit(page: Page, path: str, button: str) -> None:
    page.goto(path)
    page.get_by_role("button", name=button).click()
    page.locator("#errors").wait_for()


def _open(page: Page, path: str, key: str, shown: str) -> None:
    page.goto(path)
    page.keyboard.press(key)
    expect(page.locator(shown)).to_be_visible()


def _edit(page: Page, references: dict[str, str]) -> None:
    page.goto(f"/requests/{references['answered']}")
    page.locator("#field-organization .edit > summary").click()
    page.get_by_role("button", name="Reveal key 1").click()
    expect(page.locator(".open-key")).to_be_visible()
    page.evaluate("document.querySelectorAll('details').forEach(one => one.open = true)")


WAYS: dict[str, Way] = {
    "queue": lambda page, _: page.goto("/queue"),
    "queue of all": lambda page, _: page.goto("/queue?state=all&sort=recent"),
    "empty queue": lambda page, _: page.goto("/queue?state=withdrawn"),
    "saved views": lambda page, _: page.goto("/queue?did=views"),
    "keys": lambda page, _: _open(page, "/queue", "?", "#dlg-keys"),
    "request, answered": _edit,
    "request, asked": lambda page, to: page.goto(f"/requests/{to['asked']}"),
    "request, completed": lambda page, to: page.goto(f"/requests/{to['completed']}?as=headers"),
    "request that may belong to another": lambda page, to: page.goto(f"/requests/{to['match']}"),
    "assign": lambda page, to: _open(page, f"/requests/{to['ready']}", "s", "#assign"),
    "snooze": lambda page, to: _open(page, f"/requests/{to['ready']}", "z", "#snooze"),
    "complete, with errors": lambda page, to: _submit(
        page, f"/requests/{to['approved']}/complete", "Complete and send"
    ),
    "ask": lambda page, to: page.goto(f"/requests/{to['asked']}/ask"),
    "reject, with errors": lambda page, to: _submit(
        page, f"/requests/{to['asked']}/reject", "Reject and send"
    ),
    "collision": _collide,
    "staff": lambda page, _: page.goto("/staff"),
    "mentions": lambda page, _: page.goto("/mentions"),
    "saved replies": lambda page, _: page.goto("/replies"),
    "saved reply": lambda page, _: page.goto("/replies/1"),
    "saved replies in a letter": lambda page, to: _open(
        page, f"/requests/{to['ready']}/reject", "t", "#replies[open] a"
    ),
    "interest": lambda page, _: page.goto("/interest"),
    "outbox": lambda page, _: page.goto("/outbox"),
    "letter": lambda page, _: page.goto("/outbox/1"),
    "ledger": lambda page, _: page.goto("/ledger"),
    "message": lambda page, _: page.goto("/ledger/1"),
    "polls": lambda page, _: page.goto("/ledger/polls"),
    "figures": lambda page, _: page.goto("/figures"),
    "mailboxes": lambda page, _: page.goto("/mailboxes"),
    "nothing there": lambda page, _: page.goto("/requests/SW-NOBODY"),
}


@pytest.mark.parametrize("part", range(3))
def test_axe_finds_nothing_grave_on_any_page(
    visitors: Visitors, references: dict[str, str], part: int
) -> None:
    page = visitors.sign_in("olga", StaffRole.ADMIN)
    visitors.expected += ["status of 404", "status of 409", "status of 422"]
    wrong = []
    for name in sorted(WAYS)[part::3]:
        WAYS[name](page, references)
        wrong += look_at(page, name)
    if part == 0:
        page.context.clear_cookies()
        page.goto("/sign-in")
        wrong += look_at(page, "sign-in")
    assert wrong == [], "\n".join(wrong)
