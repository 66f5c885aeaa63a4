"""Makes `docs/pictures/`: queue and request as staff see them, with invented customers and a fixed clock.

`python -m tools.screenshots [FOLDER]` from a checkout with the development dependencies and Chromium.
Nothing in the pictures but the fonts depends on the machine or the day.
"""

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory

from playwright.sync_api import Page, expect

from tests.integration.local_worker import KEY, OTHER_KEY, VENDOR, LocalWorker, form, quoted
from tests.integration.served import served, session
from tests.servers import chromium
from worker.requests.request_model import Policy
from worker.services.accounts import staff_accounts
from worker.services.monitoring import worker_health
from worker.services.review import page_actions, review_actions, staff_actions
from worker.services.staff_roles import StaffRole
from worker.store.transactions import Store
from worker.web.http_requests import COOKIE
from worker.web.web_server import WebServer

TARGET = Path(__file__).resolve().parent.parent / "docs" / "pictures"
NOW = datetime(2026, 11, 23, 10, 24, tzinfo=UTC)
DESK, PHONE = {"width": 1366, "height": 860}, {"width": 390, "height": 844}
_MOST = 300_000  # bytes of a picture


@dataclass(frozen=True, kw_only=True)
class Customer:
    """Somebody who wrote, and what they left out or wrote otherwise."""

    name: str
    address: str
    organization: str
    place: str
    hours_ago: float
    given: dict[str, str] = field(default_factory=dict)


CUSTOMERS = (
    Customer(
        name="Tomek",
        address="tomek@cukrownia-wisla.example",
        organization="Zakłady Cukiernicze Wisła S.A.",
        place="ul. Portowa 7, 80-001 Gdańsk",
        hours_ago=98,
        given={"holder_name": "Tomek"},
    ),
    Customer(
        name="山本 花子",
        address="hanako@minato-soft.example",
        organization="株式会社みなと計算",
        place="〒108-0075 東京都港区港南2-1, Japan",
        hours_ago=77,
        given={"holder_name": "山本 花子"},
    ),
    Customer(
        name="ليلى الحداد",
        address="laila@ofoq-systems.example",
        organization="شركة أفق الأنظمة",
        place="شارع الميناء 14، مسقط، Oman",
        hours_ago=52,
        given={"holder_name": "ليلى الحداد"},
    ),
    Customer(
        name="Priya Raman",
        address="priya.raman@kestrelfoods.example",
        organization="Kestrel Foods International Ltd",
        place="5 Dock Street, Bristol BS1 6TY, United Kingdom",
        hours_ago=49,
        given={"account_email": "priya.raman@kestrelfoods"},
    ),
    Customer(
        name="Siobhán Ní Mhurchú",
        address="siobhan@clonmara-port.example",
        organization="Port of Clonmara Authority",
        place="Harbour Office, Clonmara, Co. Clare, Ireland",
        hours_ago=31,
    ),
    Customer(
        name="Nguyễn Thị Lan",
        address="lan@songhong-it.example",
        organization="Công ty TNHH Sông Hồng",
        place="12 Phố Huế, Hà Nội, Vietnam",
        hours_ago=27,
        given={"license_key": ""},
    ),
    Customer(
        name="Ana-Lucía Córdoba",
        address="ana@vega-alta.example",
        organization="Ayuntamiento de Vega Alta",
        place="Plaza Mayor 1, 28010 Madrid, Spain",
        hours_ago=22,
    ),
    Customer(
        name="Jonas Bergström",
        address="jonas@fjallkarta.example",
        organization="Fjällkarta AB",
        place="Storgatan 3, 903 26 Umeå, Sweden",
        hours_ago=5,
    ),
    Customer(
        name="Grace Odell",
        address="grace.odell@northbaymaps.example",
        organization="North Bay Maps Inc.",
        place="410 Alder Street, Portland, OR 97205",
        hours_ago=3,
    ),
    Customer(
        name="Mika Salonen",
        address="mika@saarimedia.example",
        organization="Saarimedia Oy",
        place="Rantatie 3, 00180 Helsinki, Finland",
        hours_ago=0.6,
    ),
)

NORA = "Nora von Steinbach-Lauenburg <einkauf@brueckwerk.example>"
SIGNATURE = "\n-- \nN. v. Steinbach-Lauenburg\nLeitung Einkauf\nSpeicherstraße 12 · 20457 Hamburg\n"


def letter_of(customer: Customer, number: int) -> bytes:
    """Their request as a mail."""
    answers = {
        "license_key": f"{KEY[:-8]}{number:05}A==",
        "account_email": customer.address,
        "holder_name": customer.name,
        "organization": customer.organization,
        "address": customer.place,
        **customer.given,
    }
    return mail(
        form(**answers), f"{customer.name} <{customer.address}>", NOW - timedelta(hours=customer.hours_ago)
    )


def mail(text: str, sender: str, at: datetime, subject: str = "", **headers: str) -> bytes:
    """A mail as a plain client sends it, checked by the receiving server."""
    domain = sender.rpartition("@")[2].rstrip(">")
    more = "".join(f"{name.replace('_', '-')}: {value}\n" for name, value in headers.items())
    passed = f"dkim=pass header.d={domain}; spf=pass smtp.mailfrom={domain}"
    head = (
        f"Authentication-Results: mx.vendor.test; {passed}\nFrom: {sender}\nTo: {VENDOR}\n"
        f"Message-ID: <{at:%d%H%M%S}@{domain}>\nDate: {at:%a, %d %b %Y %H:%M:%S +0000}\n"
        f"Subject: {subject or 'I want to migrate my Server license to Atlassian Marketplace'}\n{more}"
        "MIME-Version: 1.0\nContent-Type: text/plain; charset=utf-8\n\n"
    )
    return (head + text).replace("\n", "\r\n").encode()


def settle_in(worker: LocalWorker) -> str:
    """All that happened in this installation up to now; the reference of the request that is looked at."""
    for name in ("olga", "maya"):
        staff_accounts.add(worker.services, name, "", StaffRole.REVIEWER)
    worker.now = NOW - timedelta(days=5, hours=20)
    greeting = "Sehr geehrte Damen und Herren,\nplease find our request below.\n\n"
    given = {
        "license_key": f"{KEY}\n{OTHER_KEY}",
        "account_email": "atlassian-admin@brueckwerk-it.example",
        "holder_name": "Nora",
        "organization": "Brückwerk Maschinen- und Anlagenbau GmbH & Co. KG",
        "address": "Speicherstraße 12, 3. Boden, 20457 Hamburg, Deutschland",
    }
    first = worker.receive(mail(greeting + form(**given) + SIGNATURE, NORA, worker.now))
    [asked] = worker.send()
    worker.now += timedelta(days=1, hours=3)
    words = "3. The first and last name: Nora von Steinbach-Lauenburg\n\nMit freundlichen Grüßen\n\n"
    answered = {"subject": str(asked["Subject"]), "In_Reply_To": str(asked["Message-ID"])}
    worker.receive(mail(words + quoted(asked), NORA, worker.now, **answered))
    worker.send()
    shown = worker.request(first).reference
    found = []
    for number, customer in enumerate(CUSTOMERS):
        worker.now = NOW - timedelta(hours=customer.hours_ago)
        found.append(worker.request(worker.receive(letter_of(customer, number))).reference)
        worker.send()
    _work(worker, shown, found)
    worker.now = NOW
    for name in ("mailbox sales", "outbox", "timers"):
        worker_health.beat(worker.services, name, 3600)
    return shown


def _work(worker: LocalWorker, shown: str, found: list[str]) -> None:
    """What staff did so far."""
    services = worker.services
    worker.now = NOW - timedelta(hours=21)
    corrected = {"organization": "Brückwerk Maschinen- & Anlagenbau GmbH & Co. KG"}
    review_actions.set_values(services, shown, corrected, "maya")
    worker.now = NOW - timedelta(hours=2)
    for reference, name in ((shown, "olga"), (found[1], "maya"), (found[3], "maya"), (found[4], "olga")):
        page_actions.perform_action(services, reference, staff_actions.assign(name, name), 0, name)
    review_actions.approve(services, found[4], "olga")
    review_actions.approve(services, found[7], "maya")
    review_actions.complete(services, found[7], ["SEN-4401287"], "maya")
    review_actions.reject(services, found[9], "cloud", "", "olga")
    worker.send()
    stranger = "Ana Córdoba <ana.cordoba@webmail.example>"
    subject = f"Re: I want to migrate my Server license to Atlassian Marketplace [{found[6]}]"
    worker.now = NOW - timedelta(hours=1)
    with services.store.read() as tx:
        request = tx.requests.find(found[6])
        told = tx.letters.of_request(request.id or 0)[-1].message_id if request else ""
    worker.receive(mail("Is there any news on this?\n", stranger, worker.now, subject, In_Reply_To=told))
    worker.send()


@contextmanager
def services() -> Iterator[tuple[WebServer, LocalWorker, str]]:
    """The pages of that installation, served."""
    with TemporaryDirectory(ignore_cleanup_errors=True) as name:
        store = Store(f"sqlite:///{name}/worker.db")
        store.upgrade()
        policy = Policy(
            staff_domains=frozenset({"vendor.test"}), trusted_authserv_ids=frozenset({"mx.vendor.test"})
        )
        worker = LocalWorker(store, policy=policy)
        shown = settle_in(worker)
        with served(worker, Path(name)) as serving:
            yield serving, worker, shown
        store.close()


def visitor(
    browser: chromium.Chromium, serving: WebServer, worker: LocalWorker, *, dark: bool, phone: bool
) -> Page:
    """Olga at her browser."""
    context = browser.browser.new_context(
        base_url=serving.url,
        viewport=PHONE if phone else DESK,  # type: ignore[arg-type]
        color_scheme="dark" if dark else "light",
        reduced_motion="reduce",
        device_scale_factor=2 if phone else 1,
    )
    context.add_cookies([{"name": COOKIE, "value": session(worker, "olga"), "url": serving.url}])
    return context.new_page()


def take(page: Page, folder: Path, name: str) -> None:
    """One picture; one that is too large for a README is an error."""
    file = folder / f"{name}.png"
    page.screenshot(path=file)
    size = file.stat().st_size
    print(f"{file.name}: {size // 1024} KB")
    if size > _MOST:
        raise SystemExit(f"{file} has {size} bytes; {_MOST} are the most")


def main(folder: Path) -> None:
    """All pictures."""
    folder.mkdir(parents=True, exist_ok=True)
    browser = chromium.start()
    try:
        with services() as (serving, worker, shown):
            for dark, phone, suffix in ((False, False, ""), (True, False, "-dark"), (False, True, "-phone")):
                page = visitor(browser, serving, worker, dark=dark, phone=phone)
                page.goto("/queue")
                if not phone:
                    page.keyboard.press("j")
                    page.keyboard.press("j")
                take(page, folder, f"queue{suffix}")
                page.goto(f"/requests/{shown}")
                if not phone:
                    page.keyboard.press("2")
                    expect(page.locator("#src-account_email")).to_have_class("src lit")
                    page.evaluate("scrollTo(0, 0)")
                    page.evaluate("document.querySelector('.side').scrollTo(0, 0)")
                take(page, folder, f"request{suffix}")
                page.context.close()
    finally:
        browser.stop()


if __name__ == "__main__":
    main(Path(sys.argv[1]) if sys.argv[1:] else TARGET)
