"""What staff do, by keyboard in Chromium on the demonstration's requests: keys, characters and seconds.

`python -m tools.tasks` from a checkout with the development dependencies and Chromium. Ends with 1 where a
task takes more keys than a person would hope for. Keys are counted as they are pressed, typed words apart.
"""

import io
import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from time import perf_counter

from playwright.sync_api import Page, ViewportSize, expect
from rich.console import Console

from tests.servers import chromium
from worker import log
from worker.demo.demo_console import DemoConsole
from worker.demo.demo_environment import STAFF, DemoEnvironment, open_environment
from worker.demo.demo_scenario import DemoScenario
from worker.requests.request_model import Attention, Request, State
from worker.runtime.scheduler import run_worker
from worker.services.review import page_actions, staff_actions

LAPTOP: ViewportSize = {"width": 1366, "height": 768}
_CLEAN = 10


class LocalWorker:
    """Presses keys, and counts them."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.keys = 0
        self.characters = 0

    def press(self, *keys: str) -> None:
        """One key after the other."""
        for key in keys:
            self.page.keyboard.press(key)
            self.keys += 1

    def type(self, text: str) -> None:
        """Words, which count apart."""
        self.page.keyboard.type(text)
        self.characters += len(text)


@dataclass(frozen=True, kw_only=True)
class Installation:
    """The demonstration's installation, and who looks at it."""

    environment: DemoEnvironment
    page: Page

    def requests(self) -> list[Request]:
        """All of them."""
        with self.environment.app.services.store.read() as tx:
            return [*tx.requests.listed([])]

    def with_reason(self, reason: Attention) -> Request:
        """One that asks for attention for it."""
        return next(request for request in self.requests() if reason in request.attention)

    def clean(self) -> list[Request]:
        """Those about which nothing is odd."""
        return [
            request
            for request in self.requests()
            if request.state is State.READY_FOR_REVIEW and not request.attention
        ]

    def show(self, request: Request) -> None:
        """Its page, without a key."""
        self.page.goto(f"/requests/{request.reference}")

    def focus(self, request: Request) -> None:
        """Its row in the queue, without a key."""
        self.page.goto("/queue")
        self.page.locator(f"#{request.reference}").focus()

    def give(self, request: Request, name: str) -> None:
        """It is a colleague's."""
        step = staff_actions.assign(name, name)
        page_actions.perform_action(
            self.environment.app.services, request.reference, step, request.version, name
        )


def see_why(installation: Installation, worker: LocalWorker) -> None:
    """Open an odd request: what is odd stands in view."""
    for reason in (Attention.CHANGED_AFTER_APPROVAL, Attention.CUSTOMER_WROTE, Attention.LETTER_BOUNCED):
        installation.focus(installation.with_reason(reason))
        worker.keys = 0
        worker.press("Enter")
        expect(installation.page.locator(f"#reason-{reason}")).to_be_in_viewport()


def resolve_letter(installation: Installation, worker: LocalWorker) -> None:
    """Say of a letter in doubt that it was sent, from its request."""
    installation.show(installation.with_reason(Attention.LETTER_UNCERTAIN))
    worker.press("m")
    expect(installation.page.locator(f"#reason-{Attention.LETTER_UNCERTAIN}")).to_have_count(0)


def take_over(installation: Installation, worker: LocalWorker) -> None:
    """Take a colleague's request over."""
    request = installation.clean()[0]
    installation.give(request, "maya")
    installation.show(request)
    worker.press("s", "Enter")
    expect(installation.page.locator("#head")).to_contain_text("assigned to you")
    owner = next(one for one in installation.requests() if one.id == request.id).assigned_to
    if owner != STAFF:
        raise SystemExit(f"{request.reference} is {owner}'s")


def ask_with_note(installation: Installation, worker: LocalWorker) -> None:
    """Ask for the address, with a word of one's own."""
    request = installation.clean()[-1]
    installation.show(request)
    worker.press("i")
    installation.page.locator("#compose").wait_for()
    worker.press("5", "n")
    worker.type("Which building?")
    worker.press("Control+Enter")
    expect(installation.page.locator("#actions")).to_contain_text("goes out in")
    installation.page.keyboard.press("u")
    expect(installation.page.locator("#actions")).not_to_contain_text("goes out in")


def correct_address(installation: Installation, worker: LocalWorker) -> None:
    """Correct the address, and take it back."""
    installation.show(installation.clean()[-1])
    worker.press("5", "e")
    installation.page.locator("#field-address :focus").wait_for()
    worker.press("Control+a")
    worker.type("1 New Street, London N1, UK")
    worker.press("Control+Enter")
    expect(installation.page.locator("#field-address .value")).to_have_text("1 New Street, London N1, UK")
    worker.press("u")
    expect(installation.page.locator("#field-address .value")).not_to_have_text("1 New Street, London N1, UK")


def reject_as_cloud(installation: Installation, worker: LocalWorker) -> None:
    """Reject a request that is on Cloud."""
    installation.show(installation.clean()[-1])
    worker.press("r")
    installation.page.locator("#compose").wait_for()
    worker.press("1", "Control+Enter")
    expect(installation.page.locator("#actions")).to_contain_text("goes out in")
    installation.page.keyboard.press("u")
    expect(installation.page.locator("#actions")).not_to_contain_text("goes out in")


def find_by_key(installation: Installation, worker: LocalWorker) -> None:
    """Find a request by the last four characters of its key."""
    request = installation.clean()[-1]
    installation.page.goto("/queue")
    worker.press("/")
    worker.type(str(request.fields["license_key"].value)[-6:])
    worker.press("Enter")
    installation.page.wait_for_url(f"**/requests/{request.reference}*")


def ten_clean(installation: Installation, worker: LocalWorker) -> None:
    """Approve ten clean requests one after the other, each with its SEN at once."""
    for request in installation.clean()[:_CLEAN]:
        installation.give(request, STAFF)
    installation.page.goto("/queue?state=ready_for_review&assigned=me")
    worker.press("j", "Enter")
    for number in range(_CLEAN):
        expect(installation.page.locator("#actions")).to_contain_text("Approve")
        worker.press("a")
        expect(installation.page.locator("#actions")).to_contain_text("Approved by you")
        worker.press("c")
        expect(installation.page.locator("#sen-1")).to_be_focused()
        worker.type(f"{9000100 + number}")
        worker.press("Control+Enter")
        expect(installation.page.locator("#actions")).to_contain_text("Completed by you")
        if number + 1 < _CLEAN:
            here = installation.page.url
            worker.press("j")
            installation.page.wait_for_function("url => location.href !== url", arg=here)


#: Each task, and the keys that a person would hope for.
TASKS: tuple[tuple[str, int, Callable[[Installation, LocalWorker], None]], ...] = (
    ("see why a request is odd", 1, see_why),
    ("resolve a letter in doubt from its request", 2, resolve_letter),
    ("take over a colleague's request", 2, take_over),
    ("ask for a field with a note", 5, ask_with_note),
    ("correct an address, and take it back", 6, correct_address),
    ("reject as Cloud", 4, reject_as_cloud),
    ("find by the end of a key", 2, find_by_key),
    ("ten clean requests, approved and with SEN", 43, ten_clean),
)


@contextmanager
def running_demo() -> Iterator[DemoEnvironment]:
    """The demonstration after its story, its worker at work."""
    log.configure("error")
    stop = threading.Event()
    with open_environment() as environment:
        quiet = DemoConsole(Console(file=io.StringIO(), width=100))
        scenario = DemoScenario(environment=environment, console=quiet, stop=stop)
        scenario.play_history()
        scenario.play()
        worker = threading.Thread(target=run_worker, args=(environment.app, stop, None, environment.pages))
        worker.start()
        try:
            yield environment
        finally:
            stop.set()
            worker.join()


def main() -> int:
    """Print the table; 1 where a task takes more keys than hoped for."""
    over = []
    browser = chromium.start()
    try:
        with running_demo() as environment:
            page = browser.browser.new_page(
                base_url=environment.pages.url, viewport=LAPTOP, reduced_motion="reduce"
            )
            page.goto(environment.welcome)
            print("| task | keys | characters | s | hoped for |\n| --- | --- | --- | --- | --- |")
            for name, hoped, task in TASKS:
                worker, begun = LocalWorker(page), perf_counter()
                task(Installation(environment=environment, page=page), worker)
                seconds = perf_counter() - begun
                print(
                    f"| {name} | {worker.keys} | {worker.characters} | {seconds:.1f} | {hoped} |", flush=True
                )
                over += [name] if worker.keys > hoped else []
    finally:
        browser.stop()
    return 1 if over else 0


if __name__ == "__main__":
    sys.exit(main())
