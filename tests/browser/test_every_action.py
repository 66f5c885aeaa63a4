"""Two people at once on every action: the second is told what happened, and nothing is done twice or lost."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import timedelta

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import Visitors
from tests.browser.test_findings import marked, opened
from tests.browser.test_pages import another
from tests.integration.local_worker import LocalWorker
from worker.requests.request_model import Attention, LetterState
from worker.services.accounts import staff_accounts
from worker.services.request_lookup import look_up_request
from worker.services.review import page_actions, review_actions, staff_actions
from worker.services.service_context import ServiceContext
from worker.services.staff_roles import StaffRole

Deed = Callable[[ServiceContext, str], object]
Step = Callable[[Page], object]
CHANGED = "This changed after your page was made"
SEEN_ALL = 1_000  #: a version that is newer than any


@dataclass(frozen=True, kw_only=True)
class Case:
    """What olga does with a page that was made before maya did something else."""

    path: str = ""
    step: Step
    told: str  #: what olga's next page says
    before: Deed = lambda *_: None
    meanwhile: Deed = lambda services, name: review_actions.set_values(
        services, name, {"organization": "Engines of Maya"}, "maya"
    )
    kept: str = ""  #: words of olga's that are still there
    refused: bool = True
    letters: int = 0  #: that go out, of those who came first


def press(key: str) -> Step:
    return lambda page: page.keyboard.press(key)


def click(name: str) -> Step:
    return lambda page: page.get_by_role("button", name=name, exact=True).first.click()


def in_turn(*steps: Step) -> Step:
    def step(page: Page) -> None:
        for each in steps:
            each(page)

    return step


def fill(field: str, words: str) -> Step:
    """Write into a field of the request's pages, opening it where it is folded."""

    def step(page: Page) -> None:
        if field.startswith("#in-"):
            page.locator(field.replace("#in-", "#field-") + " .edit > summary").click()
        page.locator(field).fill(words)

    return step


def write(words: str, choose: str = "") -> Step:
    """Write into the letter, and send it."""

    def step(page: Page) -> None:
        if choose:
            page.locator(choose).check()
        page.locator("#note").fill(words)
        page.keyboard.press("Control+Enter")

    return step


def approve(services: ServiceContext, name: str) -> object:
    return review_actions.approve(services, name, "maya")


def note_reason(services: ServiceContext, name: str, reason: Attention) -> None:
    with services.store.write() as tx:
        request = look_up_request(tx, name)
        tx.requests.save(replace(request, attention=(reason,)))


CASES = {
    "approve": Case(step=press("a"), told=CHANGED),
    "approve, approved": Case(step=press("a"), meanwhile=approve, told=CHANGED),
    "withdraw": Case(step=click("Withdraw"), told=CHANGED),
    "re-open": Case(
        before=lambda services, name: review_actions.withdraw(services, name, "maya"),
        meanwhile=lambda services, name: review_actions.reopen(services, name, "maya"),
        step=click("Re-open"),
        told=CHANGED,
    ),
    "ask": Case(
        path="/ask",
        step=write("Is it the old one?", "[name=field][value=address]"),
        told="This changed meanwhile, so nothing was sent",
        kept="Is it the old one?",
    ),
    "reject": Case(
        path="/reject",
        step=write("So sorry", "[name=reason][value=cloud]"),
        told="This changed meanwhile, so nothing was sent",
        kept="So sorry",
    ),
    "answer": Case(
        path="/answer",
        step=write("We look into it"),
        told="This changed meanwhile, so nothing was sent",
        kept="We look into it",
    ),
    "complete": Case(
        path="/complete",
        before=approve,
        meanwhile=lambda services, name: review_actions.complete(services, name, ["SEN-1"], "maya"),
        step=in_turn(fill("#sen-1", "SEN-2"), press("Control+Enter")),
        told="is completed",
        kept="SEN-2",
        letters=1,
    ),
    "settle": Case(
        before=lambda services, name: note_reason(services, name, Attention.CUSTOMER_WROTE),
        meanwhile=lambda services, name: review_actions.settle(services, name, "customer_wrote", "maya"),
        step=press("y"),
        told=CHANGED,
    ),
    "undo": Case(
        before=lambda services, name: page_actions.perform_action(
            services, name, staff_actions.approve("olga"), SEEN_ALL, "olga"
        ),
        meanwhile=lambda services, name: page_actions.take_back(services, name, "maya"),
        step=press("u"),
        told="nothing to undo",
    ),
    "edit": Case(
        step=in_turn(fill("#in-organization", "Engines of Olga"), press("Control+Enter")),
        told="maya changed Organization",
        kept="Engines of Olga",
    ),
    "note": Case(step=write("I called them"), told="noted", kept="I called them", refused=False),
    "wait for the upgrade": Case(
        path="/await_upgrade",
        step=write("It costs 300 USD"),
        told="This changed meanwhile, so nothing was sent",
        kept="It costs 300 USD",
    ),
    "upgrade is bought": Case(
        before=lambda services, name: page_actions.perform_action(
            services, name, staff_actions.await_upgrade("", "maya"), SEEN_ALL, "maya"
        ),
        meanwhile=lambda services, name: page_actions.perform_action(
            services, name, staff_actions.mark_upgraded("maya"), SEEN_ALL, "maya"
        ),
        step=press("b"),
        told=CHANGED,
    ),
    "another address": Case(
        before=lambda services, name: note_reason(services, name, Attention.LETTER_BOUNCED),
        step=in_turn(
            lambda page: page.get_by_text("The customer has another address").click(),
            fill("#new-address", "bo@new.test"),
            fill("#new-why", "phoned him"),
            press("Control+Enter"),
        ),
        told=CHANGED,
        kept="bo@new.test",
    ),
    "assign": Case(
        meanwhile=lambda services, name: page_actions.perform_action(
            services, name, staff_actions.assign("maya", "maya"), 0, "maya"
        ),
        step=in_turn(press("s"), press("Enter")),
        told="assigned to you",
        refused=False,
    ),
    "snooze": Case(
        meanwhile=lambda services, name: review_actions.snooze(services, name, "2027-01-31", "maya"),
        step=in_turn(press("z"), press("Enter")),
        told="asleep until Tue 03 Mar 2026",
        refused=False,
    ),
}


@pytest.mark.parametrize("name", CASES)
def test_who_comes_second_is_told_and_loses_nothing(
    name: str, worker: LocalWorker, visitors: Visitors
) -> None:
    case = CASES[name]
    reference = another(worker, 1)
    worker.send()
    for colleague in ("maya", "olga"):
        staff_accounts.add(worker.services, colleague, "", StaffRole.REVIEWER)
    case.before(worker.services, reference)
    page = visitors.sign_in("olga")
    opened(page, f"/requests/{reference}{case.path}")
    worker.now += timedelta(seconds=1)
    case.meanwhile(worker.services, reference)
    if case.refused:
        visitors.expected.append("status of 409")
    case.step(page)
    # What is still being typed is no part of what the page says.
    page.wait_for_function(
        "told => document.body.innerText.replace(/\\s+/g, ' ').includes(told)", arg=case.told
    )
    if case.kept:
        assert case.kept in page.content()
    worker.now += timedelta(minutes=5)
    letters = [str(letter["Subject"]) for letter in worker.send()]
    assert len(letters) == case.letters, "of two letters none or the first one's goes out"


def test_a_letter_is_decided_once(worker: LocalWorker, visitors: Visitors) -> None:
    reference = another(worker, 1)
    marked(worker, 1, LetterState.UNCERTAIN, Attention.LETTER_UNCERTAIN)
    maya, olga = visitors.sign_in("maya"), visitors.sign_in("olga")
    for page in (maya, olga):
        opened(page, f"/requests/{reference}")
    maya.keyboard.press("m")
    expect(maya.locator("#reasons")).to_contain_text("noted that it was sent")
    visitors.expected.append("status of 409")
    olga.keyboard.press("l")
    expect(olga.locator("main")).to_contain_text("maya")
    worker.now += timedelta(minutes=5)
    assert worker.send() == []
