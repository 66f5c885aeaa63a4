"""From the sales list to the letters with their SENs: ten requests, a browser, and real mail servers."""

import base64
import json
import re
import threading
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from email.message import EmailMessage
from pathlib import Path
from random import Random
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from tests.acceptance.installation import VENDOR, Installation, install, plain
from tests.browser.conftest import PASSWORD, Visitors
from tests.integration.local_worker import FORMS, form, mail
from tests.servers.chromium import Chromium
from tests.servers.dovecot import Dovecot
from tests.servers.postfix import Postfix
from worker import config
from worker.app import App, open_app
from worker.reader_process.mail_reader import DirectReader
from worker.runtime.single_pass import run_once
from worker.services.accounts import staff_accounts
from worker.services.staff_roles import StaffRole
from worker.web.connections.connection_table import Limits
from worker.web.http_requests import COOKIE
from worker.web.web_server import WebServer

EXPERT = "eva@experts.test"


def key(number: int) -> str:
    return base64.b64encode(Random(number).randbytes(60)).decode()


def slipped(text: str) -> str:
    """With two neighbours that changed places."""
    at = next(at for at in range(10, 40) if text[at] != text[at + 1])
    return text[:at] + text[at + 1] + text[at] + text[at + 2 :]


def told(number: int, who: str, **answers: str) -> str:
    """The form of the company `who`."""
    given = {
        "license_key": key(number),
        "account_email": f"it@{who}.test",
        "holder_name": f"Ada {who.title()}",
        "organization": f"{who.title()} Ltd",
    }
    return form(**given | answers)


@dataclass(kw_only=True)
class ReviewedInstallation:
    """A worker on real servers, its pages, and the time of its clock."""

    app: App
    worker: Installation
    url: str
    ahead: list[timedelta] = field(default_factory=lambda: [timedelta()])

    def work(self, minutes: int = 0) -> None:
        self.ahead[0] += timedelta(minutes=minutes)
        assert run_once(self.app, threading.Event()) == []

    def come(self, number: int, who: str, said: str = "", sender: str = "", **answers: str) -> None:
        """A request of the company `who`."""
        self.bring(number, sender or f"it@{who}.test", said + told(number, who, **answers))

    def bring(self, number: int, sender: str, text: str) -> None:
        """A mail that came now."""
        now = datetime.now(UTC).strftime("%a, %d %b %Y %H:%M:%S +0000")
        self.worker.deliver(mail(text, sender, date=now, Message_ID=f"<{number}@customers.test>"))

    def reference(self, who: str) -> str:
        with self.app.services.store.read() as tx:
            named = {str(one.fields["organization"].value): one for one in tx.requests.listed()}
        return named[f"{who.title()} Ltd"].reference

    def answer(self, question: EmailMessage, word: str) -> None:
        """The account's owner answers our letter."""
        headers = {"In_Reply_To": question["Message-ID"], "Message_ID": f"<{word}@owner.test>"}
        self.worker.deliver(mail(word, question["To"], f"Re: {question['Subject']}", **headers))


@pytest.fixture
def pages_installation(
    tmp_path: Path, dovecot: Dovecot, postfix: Postfix, database_url: str
) -> Iterator[ReviewedInstallation]:
    worker = install(tmp_path, dovecot, postfix, database_url, VENDOR)
    worker.configure("policy.confirm_account", "other_address")
    app = open_app(config.load_configuration(worker.config, {}), DirectReader(FORMS, frozenset({VENDOR})))
    ahead = [timedelta()]
    services = replace(app.services, clock=lambda: datetime.now(UTC) + ahead[0])
    app = replace(app, services=services)
    app.prepare()
    pages = WebServer(app=app, limits=Limits())
    pages.bind()
    pages.start()
    yield ReviewedInstallation(app=app, worker=worker, url=pages.url, ahead=ahead)
    pages.end()
    app.close()


@pytest.fixture
def page(chromium: Chromium, pages_installation: ReviewedInstallation) -> Iterator[Page]:
    """An admin at a browser."""
    crowd = Visitors(chromium=chromium, worker=None, url=pages_installation.url)  # type: ignore[arg-type]
    staff_accounts.add(pages_installation.app.services, "olga", PASSWORD, StaffRole.ADMIN)
    with pages_installation.app.services.store.write() as tx:
        token = staff_accounts.begin_session(pages_installation.app.services, tx, "olga")
    page = crowd.visitor(permissions=["clipboard-read", "clipboard-write"])
    page.context.add_cookies([{"name": COOKIE, "value": token, "url": pages_installation.url}])
    yield page
    crowd.close()
    assert crowd.surprises() == []


def upload(page: Page, label: str, name: str, content: str) -> None:
    page.goto("/register")
    form_ = page.locator("form", has=page.get_by_label(label))
    file: Any = {"name": name, "mimeType": "text/plain", "buffer": content.encode()}
    form_.get_by_label(label).set_input_files(file)
    form_.get_by_label("Only say what would change").uncheck()
    form_.get_by_role("button", name="Upload").click()
    expect(page.locator("#done")).to_be_visible()


def sold() -> str:
    """Ten licenses but the first, which nobody sold."""
    names = ("near", "moved", "stranger", "upgrade", "center", "alfa", "beta", "gamma", "plain")
    rows = [
        (
            key(number),
            "Mockups for JIRA",
            "50",
            "Quite Other Inc" if name == "stranger" else f"{name.title()} Ltd",
            "SEN-9000000" if name == "moved" else "",
        )
        for number, name in enumerate(names, 2)
    ]
    lines = ["License key,Product,Users,Company,SEN", *(",".join(row) for row in rows)]
    return "\n".join(lines) + "\n"


def issued(number: int, who: str) -> dict[str, Any]:
    contact = {"company": f"{who.title()} Ltd", "technicalContact": {"email": f"it@{who}.test"}}
    day = datetime.now(UTC).date().isoformat()
    told = {"addonName": "Mockups for JIRA", "hosting": "Server", "tier": "50 Users", "status": "active"}
    return {"licenseId": f"SEN-{number}", "maintenanceStartDate": day, "contactDetails": contact, **told}


def test_ten_requests_from_the_sales_list_to_their_sens(
    pages_installation: ReviewedInstallation, page: Page
) -> None:
    upload(page, "Sales list", "sold.csv", sold())
    expect(page.locator("#done")).to_contain_text("9 were added")
    page.get_by_label("Address, or a domain").fill(EXPERT)
    page.get_by_label("Name", exact=True).fill("Stern Consulting")
    page.get_by_role("button", name="Add Expert").click()
    expect(page.locator("#experts")).to_contain_text(EXPERT)
    pages_installation.come(1, "unknown")
    pages_installation.come(2, "near", license_key=slipped(key(2)))
    pages_installation.come(3, "moved")
    pages_installation.come(4, "stranger")
    pages_installation.come(5, "upgrade", "Our license is for 50 users, our server has 100 users.\n\n")
    pages_installation.come(6, "center", "We are on Data Center.\n\n")
    clients = (
        told(number, one, expert_email=EXPERT) for number, one in enumerate(("alfa", "beta", "gamma"), 7)
    )
    pages_installation.bring(7, EXPERT, "\nThe next client:\n\n".join(clients))
    pages_installation.come(10, "plain")
    pages_installation.work()
    owners = {
        one: pages_installation.worker.letters_to(f"it@{one}.test", 1)[0] for one in ("alfa", "beta", "gamma")
    }
    assert all("experts.test" in plain(letter) for letter in owners.values())
    pages_installation.answer(owners["alfa"], "Yes")
    pages_installation.answer(owners["beta"], "No")
    pages_installation.work()

    found = {
        "unknown": "not in the sales list",
        "near": "one that is a slip away",
        "moved": "was moved already",
        "stranger": "was sold to Quite Other Inc",
        "upgrade": "for 50 users and the server",
        "center": "on Data Center",
        "alfa": "owner confirmed",
        "beta": "does not want the license there",
        "gamma": "has not answered",
    }
    for who, words in found.items():
        page.goto(f"/requests/{pages_installation.reference(who)}")
        expect(page.locator("#eligible")).to_contain_text(words)
    page.goto(f"/requests/{pages_installation.reference('beta')}")
    expect(page.locator("#batch")).to_contain_text("One mail, 3 requests")
    expect(page.locator("#eligible")).to_contain_text("Stern Consulting")
    page.goto(f"/requests/{pages_installation.reference('upgrade')}")
    page.keyboard.press("v")
    page.get_by_role("button", name="Wait and send").click()
    expect(page.locator("#actions")).to_contain_text("Waits for the upgrade")

    for who in ("alfa", "plain"):
        page.goto(f"/requests/{pages_installation.reference(who)}")
        page.keyboard.press("a")
        expect(page.locator("#sheet")).to_contain_text(who.title())
    copied = []
    for _ in range(8):
        page.keyboard.press("f")
        copied.append(page.evaluate("navigator.clipboard.readText()"))
    assert copied[:5] == ["it@plain.test", "Ada", "Plain", "Plain Ltd", "12 St James's Square"]
    assert copied[5:8] == ["London", "SW1Y 4JH", "GB"]

    report = {"licenses": [issued(7000001, "alfa"), issued(7000002, "plain"), issued(7000003, "gamma")]}
    upload(page, "License report", "licenses.json", json.dumps(report))
    expect(page.locator("#done")).to_contain_text("2 are offered to an approved request")
    for who in ("alfa", "plain"):
        page.goto(f"/requests/{pages_installation.reference(who)}")
        page.keyboard.press("c")
        page.get_by_role("button", name="Complete and send").click()
        expect(page.locator("#actions")).to_contain_text(re.compile("Completed"))
    pages_installation.work(minutes=2)
    confirmed = pages_installation.worker.letters_to("it@plain.test", 2)[-1]
    assert "SEN-7000002" in plain(confirmed)
    assert "SEN-7000001" in plain(pages_installation.worker.letters_to("it@alfa.test", 2)[-1])
    assert any("SEN-7000001" in plain(one) for one in pages_installation.worker.letters_to(EXPERT, 4))
    assert "upgraded" in plain(pages_installation.worker.letters_to("it@upgrade.test", 2)[-1])
    assert len(pages_installation.worker.letters_to("it@gamma.test", 1)) == 1
