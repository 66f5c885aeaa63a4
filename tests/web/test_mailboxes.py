"""The page of mailboxes: what is well and what is not, since when, why, and what to do; nothing secret."""

import re
from dataclasses import replace
from datetime import timedelta
from html import unescape
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from tests.integration.local_worker import KEY, SHIPPED, LocalWorker, form, mail
from tests.web.conftest import csrf
from tests.web.test_figures import Viewer
from worker.app import open_app
from worker.config import load_configuration
from worker.requests.request_model import Disposition, LetterState
from worker.services.intake.ingest_message import IngestOutcome
from worker.services.intake.poll_requests import is_pending
from worker.services.monitoring import worker_health
from worker.services.monitoring.system_status import ConfiguredFolder, ConfiguredRelay, ConfiguredServers
from worker.store.records import Heartbeat, MailboxState, MessagePlace, Poll
from worker.web.asgi import make_app
from worker.web.page_renderer import Pages
from worker.web.shown_configuration import find_configured_servers
from worker.web.web_context import WebContext

BOX = ConfiguredFolder(
    name="sales", mailbox="sales", folder="INBOX", address="sales@vendor.test", server="imap.vendor.test:993"
)
PREMISES = ConfiguredServers(
    boxes=(
        replace(BOX, token="token of mailbox sales"),
        replace(BOX, name="sales/Junk", folder="Junk", token="token of mailbox sales"),
    ),
    relay=ConfiguredRelay(server="smtp.vendor.test:587"),
)
REFUSED = 'mailbox "sales": imap.vendor.test:993 refuses the login (NO [AUTH] go; away); check password'
PARTS = ("mailbox sales", "mailbox sales/Junk", "outbox", "timers", "worker")


@pytest.fixture
def olga(worker: LocalWorker, visitor: TestClient) -> Viewer:
    """A reviewer at pages that know of two folders and a relay."""
    return at_pages(worker, PREMISES)


def at_pages(worker: LocalWorker, premises: ConfiguredServers) -> Viewer:
    """A reviewer at the pages of an installation with those mailboxes."""
    services = worker.services
    context = WebContext(
        services=services, pages=Pages(SHIPPED, services.clock), secure=False, premises=premises
    )
    return Viewer(TestClient(make_app(context), base_url="http://127.0.0.1", follow_redirects=False))


def work(worker: LocalWorker, *parts: str, good_for: int = 90, **more: object) -> None:
    """Parts of a worker that runs here do their work now."""
    for part in parts:
        worker_health.beat(worker.services, part, good_for, **more)  # type: ignore[arg-type]


def words(html: str) -> str:
    """What a person reads of it."""
    text = re.sub(r"<svg.*?</svg>|<[^>]+>", " ", html, flags=re.DOTALL)
    return " ".join(unescape(text).split())


def look(client: Viewer, part: str = "") -> str:
    """The page as a person reads it, or the section with that heading."""
    page = client.get("/mailboxes").text
    if not part:
        return words(page[page.index("<main") : page.index("</main>")])
    sections = re.findall(r"<section.*?</section>", page, re.DOTALL)
    [found] = [each for each in map(words, sections) if each.startswith(part)]
    return found


def take_in(worker: LocalWorker, uid: int, disposition: Disposition, folder: str = "INBOX") -> None:
    """A message came just now."""
    place = MessagePlace(mailbox="sales", folder=folder, uid_validity=1, uid=uid)
    with worker.store.write() as tx:
        entry = tx.ledger.enter(place, worker.now, worker.now, "1.0")
        assert entry is not None
        tx.ledger.decide(entry, disposition, "")


def come(worker: LocalWorker, who: str) -> IngestOutcome:
    """A complete request of somebody, with a license key of their own."""
    text = form(license_key=f"{KEY[:-8]}{who:x>4}xy==", account_email=f"{who}@{who}.test")
    return worker.receive(mail(text, sender=f"Ada {who.title()} <{who}@{who}.test>"))


def meet(worker: LocalWorker, folder: str = "INBOX", *, done: bool = True) -> None:
    """The folder is known, and read to its end or not."""
    state = MailboxState(
        name="sales",
        folder=folder,
        uid_validity=1,
        floor_uid=0,
        cursor_uid=0,
        read_since=None,
        backlog_done=done,
    )
    with worker.store.write() as tx:
        tx.mailboxes.meet(state, worker.now)


def test_without_a_worker_the_page_says_what_the_command_says(worker: LocalWorker, olga: Viewer) -> None:
    page = look(olga)
    assert "No worker runs" in page
    assert "Start one by sen-worker run" in page
    [said] = worker_health.find_problems(worker.services)
    assert words(said) in page


def test_where_all_is_well_the_page_says_so_and_the_command_agrees(worker: LocalWorker, olga: Viewer) -> None:
    work(worker, *PARTS)
    assert worker_health.find_problems(worker.services) == []
    page = look(olga)
    assert page.startswith("Mailboxes Mail is read and letters go out.")
    assert "What to do" not in page
    assert "sen-worker health says here: healthy" in page


def test_a_mailbox_that_cant_be_read_tells_since_when_why_and_what_to_do(
    worker: LocalWorker, olga: Viewer
) -> None:
    work(worker, *PARTS)
    worker.now += timedelta(minutes=5)
    work(worker, "mailbox sales", problem=REFUSED, good_for=100_000)
    worker.now += timedelta(minutes=7)
    work(worker, "mailbox sales", problem=REFUSED, good_for=100_000)
    work(worker, *PARTS[1:])
    todo = look(olga, "What to do")
    assert todo == (
        "What to do sales can’t be read for 7 minutes"
        " Imap.vendor.test:993 refuses the login (NO [AUTH] go; away). Check password."
    )
    box = look(olga, "sales Trouble")
    assert "Not read for 7 minutes" in box
    assert "Last looked 12 minutes ago" in box
    assert "1 problem" in look(olga, "Workers")
    assert len(worker_health.find_problems(worker.services)) == 1


def test_trouble_that_is_over_is_told_as_the_last_one(worker: LocalWorker, olga: Viewer) -> None:
    work(worker, *PARTS, problem="")
    work(worker, "mailbox sales", problem=REFUSED)
    worker.now += timedelta(hours=3)
    work(worker, *PARTS)
    box = look(olga, "sales OK")
    assert "Last trouble 3 hours ago" in box
    assert "refuses the login" in box
    assert "What to do" not in look(olga)


def test_a_part_that_hangs_is_noticed_and_a_restart_advised(worker: LocalWorker, olga: Viewer) -> None:
    work(worker, *PARTS)
    worker.now += timedelta(minutes=10)
    work(worker, *PARTS[:-1])
    todo = look(olga, "What to do")
    assert "Worker" in todo
    assert "Nothing done for 600 seconds" in todo
    assert "Restart the worker" in todo


def test_a_folder_that_the_workers_do_not_know_is_told(worker: LocalWorker, olga: Viewer) -> None:
    work(worker, "mailbox sales", "outbox", "worker")
    todo = look(olga, "What to do")
    assert "sales/Junk is not read" in todo
    assert "they read the configuration when they start" in todo


def test_what_a_day_brought_is_told_per_folder_and_what_is_older_is_not(
    worker: LocalWorker, olga: Viewer
) -> None:
    work(worker, *PARTS)
    for folder, ago, found, counts in (
        ("INBOX", 30, 500, {"ignored": 500}),
        ("INBOX", 23, 7, {"request": 1, "ignored": 6}),
        ("INBOX", 1, 4, {"request": 2, "reply": 1}),
        ("Junk", 1, 1, {"own": 1}),
    ):
        at = worker.now - timedelta(hours=ago)
        with worker.store.write() as tx:
            tx.mailboxes.add_poll(
                Poll(
                    mailbox="sales",
                    folder=folder,
                    at=at,
                    found=found,
                    counts=counts,
                    missing=found - sum(counts.values()),
                )
            )
    box = look(olga, "sales OK")
    assert "11 found, 1 not accounted for 3 requests, 1 reply, 6 ignored" in box
    assert "1 found 1 of our own" in look(olga, "sales/Junk")


def test_the_last_message_and_those_set_aside_are_told(worker: LocalWorker, olga: Viewer) -> None:
    work(worker, *PARTS)
    meet(worker)
    meet(worker, "Junk", done=False)
    take_in(worker, 1, Disposition.QUARANTINED)
    worker.now += timedelta(hours=2)
    take_in(worker, 2, Disposition.IGNORED)
    worker.now += timedelta(minutes=5)
    work(worker, *PARTS)
    assert "Last message came 5 minutes ago" in look(olga, "sales OK")
    assert "Reading older mail" in look(olga, "sales/Junk")
    assert "1 message of sales could not be read" in look(olga, "What to do")


def test_how_a_folder_is_waited_on_and_by_whom_is_told(worker: LocalWorker, olga: Viewer) -> None:
    work(worker, *PARTS)
    work(worker, "mailbox sales", note="waits by IDLE and looks every 60 seconds")
    with worker.store.write() as tx:
        tx.leases.take("sales", "host7/42:4026:secretpart", worker.now, worker.now + timedelta(seconds=90))
        tx.leases.take("sales/Junk", "host8/1", worker.now, worker.now - timedelta(seconds=1))
    box = look(olga, "sales OK")
    assert "Waits by IDLE and looks every 60 seconds" in box
    assert "Read by host7/42 Another worker may take over at 09:01 UTC" in box
    assert "secretpart" not in box
    assert "Read by nobody at present" in look(olga, "sales/Junk")


def test_a_worker_that_stands_by_does_not_hide_the_one_at_work(worker: LocalWorker, olga: Viewer) -> None:
    work(worker, *PARTS[1:])
    with worker.store.write() as tx:
        for process, note in (("a-host/1", worker_health.STANDS_BY), ("b-host/1", "looks every 9 seconds")):
            tx.heartbeats.beat(
                Heartbeat(
                    worker=process,
                    name="mailbox sales",
                    at=worker.now,
                    good_for_seconds=60,
                    problem="",
                    note=note,
                )
            )
    assert "Looks every 9 seconds" in look(olga, "sales OK")
    assert "a-host/1 mailbox sales Stands by" in look(olga, "Workers")


def test_a_token_tells_how_long_it_is_good_and_when_renewing_failed(
    worker: LocalWorker, olga: Viewer
) -> None:
    work(worker, *PARTS, "token of mailbox sales", ends_at=worker.now + timedelta(minutes=55))
    assert "Token OK good until 09:55 UTC" in look(olga, "sales OK")
    worker.now += timedelta(minutes=10)
    work(worker, *PARTS)
    work(worker, "token of mailbox sales", problem="login.test refuses: invalid_grant; sign in once more")
    worker.now += timedelta(seconds=30)
    todo = look(olga, "What to do")
    assert "sales: its token can’t be renewed for 30 seconds" in todo
    assert "Sign in once more." in todo
    assert "Last failure 30 seconds ago" in look(olga, "sales OK")


def test_the_outbox_tells_what_waits_and_for_how_long(worker: LocalWorker, olga: Viewer) -> None:
    work(worker, *PARTS)
    worker.receive(mail(form()))
    worker.send()
    come(worker, "bo")
    doubtful = come(worker, "eve")
    with worker.store.write() as tx:
        tx.letters.settle(worker.letters(doubtful)[0].id, LetterState.UNCERTAIN)
    worker.now += timedelta(minutes=20)
    work(worker, *PARTS)
    work(
        worker,
        "outbox",
        problem="[smtp]: smtp.vendor.test:587 refuses connections; check host and port in [smtp]",
    )
    box = look(olga, "Letters")
    assert "smtp.vendor.test:587" in box
    assert "Last sent 20 minutes ago" in box
    assert "1 queued, 1 uncertain" in box
    assert "The first one has been due for 20 minutes" in box
    todo = look(olga, "What to do")
    assert "Letters do not go out" in todo
    assert "Check host and port in [smtp]." in todo
    assert "1 letter may not have arrived" in todo


def test_the_limit_on_letters_tells_when_it_ends(worker: LocalWorker, olga: Viewer) -> None:
    worker.policy = replace(worker.policy, letters_per_hour=2)
    client = at_pages(worker, PREMISES)
    work(worker, *PARTS, good_for=10_000)
    for number in range(3):
        come(worker, f"a{number}")
        worker.now += timedelta(minutes=10)
        open_ = "Letters to strangers are kept back" in look(client)
        assert open_ == (number > 0)
    what = look(client, "What to do")
    assert "2 automatic letters in the last hour; policy.letters_per_hour allows 2" in what
    assert "1 letter waits to be released" in what
    assert "Kept back from strangers until 10:01 UTC" in look(client, "Letters")
    worker.now += timedelta(minutes=31)
    assert "are kept back" not in look(client)


def test_the_limit_on_letters_to_strangers_stands_apart(worker: LocalWorker, olga: Viewer) -> None:
    worker.policy = replace(worker.policy, letters_to_strangers_per_hour=1)
    client = at_pages(worker, PREMISES)
    work(worker, *PARTS, good_for=10_000)
    come(worker, "a1")
    what = look(client, "What to do")
    assert "1 of them in the last hour; policy.letters_to_strangers_per_hour allows 1." in what
    assert "Customers are answered as ever." in what
    letters = look(client, "Letters")
    assert "1 in the last hour, of 500 at most" in letters
    assert "1 of them, of 1 at most" in letters
    assert "customers are answered" in letters


def test_a_limit_of_0_is_a_choice_and_no_trouble(worker: LocalWorker, olga: Viewer) -> None:
    worker.policy = replace(worker.policy, letters_per_hour=0)
    client = at_pages(worker, PREMISES)
    work(worker, *PARTS, good_for=10_000)
    come(worker, "a1")
    assert "are kept back" not in look(client)
    assert "Each is held for a person" in look(client, "Letters")


def test_the_database_tells_its_kind_and_revision(
    worker: LocalWorker, olga: Viewer, database_url: str
) -> None:
    box = look(olga, "Database OK")
    assert ("SQLite" if database_url.startswith("sqlite") else "PostgreSQL") in box
    assert f"Revision {worker.store.revision()}" in box
    assert "///" not in box


def test_the_script_gets_the_parts_that_change(worker: LocalWorker, olga: Viewer) -> None:
    work(worker, *PARTS)
    assert 'data-live="/mailboxes"' in olga.get("/mailboxes").text
    part = olga.get("/mailboxes", fragment=True).text
    assert re.findall(r' id="([a-z-]+)"', part)[:3] == ["health-badge", "verdict", "condition"]
    assert "<main" not in part


def test_nothing_secret_and_no_style_or_script_is_on_the_page(
    worker: LocalWorker, visitor: TestClient, tmp_path: Path
) -> None:
    config = tmp_path / "config.toml"
    config.write_text(
        f"""
[database]
url = "sqlite:///{tmp_path}/other.db"
[[mailboxes]]
name = "sales"
address = "sales@vendor.test"
host = "imap.vendor.test"
username = "hidden-user"
password = "hidden-password"
folders = ["INBOX", "Junk"]
[[mailboxes]]
name = "second"
address = "second@vendor.test"
host = "imap.vendor.test"
[mailboxes.oauth2]
provider = "generic"
token_endpoint = "https://login.test/hidden-endpoint"
client_id = "hidden-client"
client_secret = "hidden-secret"
refresh_token = "hidden-token"
[smtp]
host = "smtp.vendor.test"
username = "hidden-user"
password = "hidden-password"
from = "Vendor <sales@vendor.test>"
"""
    )
    app = open_app(load_configuration(config, {}))
    premises = find_configured_servers(app)
    app.close()
    assert [(box.name, box.token) for box in premises.boxes] == [
        ("sales", ""),
        ("sales/Junk", ""),
        ("second", "token of mailbox second"),
    ]
    page = at_pages(worker, premises).get("/mailboxes").text
    assert "imap.vendor.test:993" in page
    assert "hidden" not in page.replace("hidden>", "").replace('aria-hidden="true"', "").replace(
        'type="hidden"', ""
    )
    assert not re.search(r"\sstyle=|<style|<script(?! src)", page)


def test_a_worker_is_told_to_look_at_once(olga: Viewer, worker: LocalWorker) -> None:
    work(worker, *PARTS)
    page = olga.get("/mailboxes").text
    data = {"csrf": csrf(page), "name": "sales/Junk"}
    answer = olga.post("/mailboxes/look", data)
    assert "The worker was told to look." in olga.get(answer.headers["location"]).text
    assert is_pending(worker.services, "sales/Junk")
    assert not is_pending(worker.services, "sales")
    olga.post("/mailboxes/look", data | {"name": "elsewhere"})
    assert not is_pending(worker.services, "elsewhere")
