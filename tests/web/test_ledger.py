"""The ledger as staff meet it: what became of each message, whether polls add up, what is set aside."""

import re
from datetime import timedelta

import pytest
from starlette.testclient import TestClient

from tests.integration.local_worker import LocalWorker, form, mail
from tests.web.conftest import PASSWORD, csrf, sign_in
from worker.requests.request_model import Disposition
from worker.services.accounts import staff_accounts
from worker.services.review import ledger_view
from worker.services.staff_roles import StaffRole
from worker.store.records import MessagePlace, Poll
from worker.web.pages import ledger_page

BROKEN = b"From: secret@stranger.test\r\nSubject: =?broken?=\r\n\r\nA private matter."
WHY = "could not be read: ValueError at <html>.py:7"


def set_aside(
    worker: LocalWorker, uid: int, mailbox: str = "sales", raw: bytes | None = BROKEN, reason: str = WHY
) -> int:
    """A message that could not be read; its id in the ledger."""
    place = MessagePlace(mailbox=mailbox, uid_validity=7, uid=uid)
    with worker.store.write() as tx:
        entry = tx.ledger.enter(place, worker.now, worker.now, "this version")
        assert entry is not None
        tx.ledger.decide(entry, Disposition.QUARANTINED, reason, raw=raw)
    return entry


def polled(worker: LocalWorker, found: int, missing: int = 0, mailbox: str = "sales", **counts: int) -> None:
    poll = Poll(mailbox=mailbox, at=worker.now, found=found, counts=counts, missing=missing)
    with worker.store.write() as tx:
        tx.mailboxes.add_poll(poll)


def waiting(worker: LocalWorker, mailbox: str = "sales") -> list[int]:
    """UIDs that the next poll of the mailbox reads again."""
    with worker.store.read() as tx:
        lines = tx.ledger_pages.page(tx.ledger_pages.parts(), 100)
    return sorted(line.uid or 0 for line in lines if line.waits and line.mailbox == mailbox)


def shown(page: str) -> list[int]:
    """The messages in a page's rows."""
    return [int(found) for found in re.findall(r'class="ref" id="message-(\d+)"', page)]


def retry(client: TestClient, do: str, *ids: int, path: str = "/ledger", **at: str) -> str:
    """What the page says after messages are to be read again."""
    page = client.get(path).text
    data = {"csrf": csrf(page), "do": do, "id": [str(each) for each in ids], **at}
    answer = client.post("/ledger/retry", data=data)
    return client.get(answer.headers["location"]).text if answer.status_code == 303 else answer.text


@pytest.fixture
def admin(worker: LocalWorker, olga: TestClient, browser: TestClient) -> TestClient:
    staff_accounts.add(worker.services, "maya", PASSWORD, StaffRole.ADMIN)
    assert sign_in(browser, "maya", PASSWORD).status_code == 303
    return browser


def test_a_row_tells_what_became_of_a_message_and_why(olga: TestClient, worker: LocalWorker) -> None:
    outcome = worker.receive(mail(form()))
    request = worker.request(outcome)
    page = olga.get("/ledger").text
    assert shown(page) == [outcome.entry_id]
    for text in ("Request</span>", f'href="/requests/{request.reference}"', "<bdi>sales</bdi>", "UID 1<"):
        assert text in page
    assert outcome.reason[1:] in page


def test_tabs_count_and_show_each_disposition(olga: TestClient, worker: LocalWorker) -> None:
    ours = worker.receive(mail(form())).entry_id
    news = worker.receive(mail("Our newsletter", sender="news@n.test", subject="News")).entry_id
    page = olga.get("/ledger").text
    assert shown(page) == [news, ours]
    for name, count in (("All", 2), ("Request", 1), ("Ignored", 1), ("Quarantined", 0)):
        assert re.search(rf'{name} <span class="count">{count}<', page)
    assert shown(olga.get("/ledger?what=ignored").text) == [news]
    assert "Nothing is set aside" in olga.get("/ledger?what=quarantined").text


def test_filters_by_mailbox_and_time(olga: TestClient, worker: LocalWorker) -> None:
    worker.now -= timedelta(days=10)
    old = set_aside(worker, 1)
    worker.now += timedelta(days=10)
    new, other = set_aside(worker, 2), set_aside(worker, 3, "support")
    assert shown(olga.get("/ledger?mailbox=sales&folder=INBOX").text) == [new, old]
    assert shown(olga.get("/ledger?since=7").text) == [other, new]
    assert shown(olga.get(f"/ledger?since={worker.now.date().isoformat()}").text) == [other, new]
    page = olga.get("/ledger?mailbox=support&folder=INBOX&since=30").text
    assert shown(page) == [other]
    assert re.search(r'Quarantined <span class="count">1<', page)


@pytest.mark.parametrize("nonsense", ["what=x", "since=x", "since=2026-99-99", "after=x.y", "mailbox=x"])
def test_an_address_that_holds_nonsense_shows_the_ledger(
    olga: TestClient, worker: LocalWorker, nonsense: str
) -> None:
    entry = set_aside(worker, 1)
    assert shown(olga.get(f"/ledger?{nonsense}").text) == [entry]


def test_pages_follow_each_other_without_gap_or_repeat(
    olga: TestClient, worker: LocalWorker, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(ledger_view, "PAGE", 3)
    all_ = []
    for number in range(1, 9):
        worker.now += timedelta(minutes=number % 2)
        all_.append(set_aside(worker, number, ("sales", "support")[number % 2]))
    page = olga.get("/ledger").text
    found = shown(page)
    while older := re.search(r'rel="next" href="([^"]+)"', page):
        page = olga.get(older[1].replace("&amp;", "&")).text
        found += shown(page)
    assert found == all_[::-1]
    back = re.search(r'rel="prev" href="([^"]+)"', page)
    assert back is not None
    assert shown(olga.get(back[1].replace("&amp;", "&")).text) == all_[::-1][3:6]


def test_what_polls_found_is_what_became_of_it(olga: TestClient, worker: LocalWorker) -> None:
    polled(worker, 7, request=2, ignored=5)
    polled(worker, 3, mailbox="support", quarantined=3)
    page = olga.get("/ledger").text
    assert "10 found, 10 accounted for" in page
    assert "not accounted for" not in page
    assert "= 3" in olga.get("/ledger?mailbox=support&folder=INBOX").text


def test_a_poll_that_does_not_add_up_stands_out(olga: TestClient, worker: LocalWorker) -> None:
    polled(worker, 7, request=2, ignored=5)
    polled(worker, 9, missing=2, ignored=7)
    page = olga.get("/ledger").text
    assert "16 found, 14 accounted for" in page
    assert "1 poll does not add up" in page
    everything = olga.get("/ledger/polls").text
    assert everything.count('class="odd-row"') == 1
    alone = olga.get("/ledger/polls?wrong=1").text
    assert alone.count('role="rowheader"') == 1
    assert "The server told of messages that it did not hand out" in alone


def test_an_account_that_its_own_numbers_belie_is_not_believed(olga: TestClient, worker: LocalWorker) -> None:
    polled(worker, 5, missing=0, ignored=4)
    assert olga.get("/ledger/polls").text.count('class="odd-row"') == 1


def test_many_polls_come_in_pages(
    olga: TestClient, worker: LocalWorker, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(ledger_view, "PAGE", 2)
    for number in range(1, 6):
        polled(worker, number, ignored=number)
    page, found = olga.get("/ledger/polls").text, []
    while True:
        found += re.findall(r"= (\d)</li>", page.partition("<tbody")[2])
        older = re.search(r'rel="next" href="([^"]+)"', page)
        if older is None:
            break
        page = olga.get(older[1].replace("&amp;", "&")).text
    assert found == ["5", "4", "3", "2", "1"]


def test_a_quarantined_message_tells_where_it_lies_and_what_to_do(
    olga: TestClient, worker: LocalWorker
) -> None:
    entry = set_aside(worker, 4711)
    page = olga.get(f"/ledger/{entry}").text
    for text in (
        "Could not be read: ValueError at &lt;html&gt;.py:7",
        "What to do",
        "This is a defect of sen-worker",
        "4711",
        "UIDVALIDITY 7",
        f"{len(BROKEN)} bytes",
    ):
        assert text in page
    silent = set_aside(worker, 4712, raw=None, reason="the mail server does not hand it out")
    assert "Open it in a mail client" in olga.get(f"/ledger/{silent}").text


def test_one_message_is_read_again_and_who_asked_is_on_record(olga: TestClient, worker: LocalWorker) -> None:
    one, _other = set_aside(worker, 1), set_aside(worker, 2)
    page = retry(olga, f"retry-{one}")
    assert "One message is read again by the next poll" in page
    assert "Is read again by the next poll" in page
    assert waiting(worker) == [1]
    told = olga.get(f"/ledger/{one}").text
    assert "<bdi>olga</bdi></strong> had it read again" in told


def test_whoever_asks_second_sees_that_it_is_read_again_anyway(
    olga: TestClient, admin: TestClient, worker: LocalWorker
) -> None:
    entry = set_aside(worker, 1)
    retry(admin, f"retry-{entry}")
    assert "Is read again by the next poll" in retry(olga, f"retry-{entry}")
    told = olga.get(f"/ledger/{entry}").text
    assert told.count("had it read again") == 1
    assert "<bdi>maya</bdi>" in told


def test_those_that_are_picked_are_read_again_and_what_can_not_be_is_told(
    olga: TestClient, worker: LocalWorker
) -> None:
    ours = worker.receive(mail(form())).entry_id
    page = retry(olga, "retry", set_aside(worker, 11), set_aside(worker, 12), ours)
    assert waiting(worker) == [11, 12]
    assert f"Ledger entry {ours} is request and not quarantined" in page


def test_all_are_read_again_or_those_of_one_folder(olga: TestClient, worker: LocalWorker) -> None:
    for uid in (1, 2):
        set_aside(worker, uid)
    set_aside(worker, 3, "support")
    where = {"at-what": "quarantined", "at-mailbox": "sales", "at-folder": "INBOX"}
    assert "2 messages are read again" in retry(olga, "all", **where)
    assert (waiting(worker), waiting(worker, "support")) == ([1, 2], [])
    assert "One message is read again" in retry(olga, "all", **{"at-what": "quarantined"})
    assert waiting(worker, "support") == [3]


def test_what_nobody_has_read_is_for_admins_and_goes_on_record(
    olga: TestClient, admin: TestClient, worker: LocalWorker
) -> None:
    entry = set_aside(worker, 1)
    token = csrf(olga.get("/ledger").text)
    assert "Download" not in olga.get(f"/ledger/{entry}").text
    refused = olga.post(f"/ledger/{entry}/download", data={"csrf": token})
    assert refused.status_code == 403
    assert "private matter" not in refused.text
    page = admin.get(f"/ledger/{entry}").text
    assert "Download as .eml" in page
    assert "private matter" not in page
    answer = admin.post(f"/ledger/{entry}/download", data={"csrf": csrf(page)})
    assert answer.content == BROKEN
    assert answer.headers["content-disposition"] == f'attachment; filename="message-{entry}.eml"'
    told = olga.get(f"/ledger/{entry}").text
    assert "<bdi>maya</bdi></strong> downloaded it" in told
    assert "olga" not in told.partition("Who did what")[2]


def test_only_a_quarantined_message_can_be_downloaded(admin: TestClient, worker: LocalWorker) -> None:
    ours = worker.receive(mail(form())).entry_id
    token = csrf(admin.get("/ledger").text)
    answer = admin.post(f"/ledger/{ours}/download", data={"csrf": token})
    assert answer.status_code == 409
    assert b"By sending this message" not in answer.content


def test_of_unrelated_mail_nothing_is_shown_but_what_the_store_holds(
    olga: TestClient, worker: LocalWorker
) -> None:
    text = mail("My salary is 4711.", sender="hr@x.test", subject="Salary", Message_ID="<s1@x.test>")
    entry = worker.receive(text).entry_id
    page = olga.get(f"/ledger/{entry}").text
    assert "Nothing of it is stored but what stands below" in page
    assert "&lt;s1@x.test&gt;" in page
    for word in ("salary", "Salary", "hr@x.test"):
        assert word not in page


def test_a_page_hears_what_became_of_its_rows_and_what_is_new(olga: TestClient, worker: LocalWorker) -> None:
    entry = set_aside(worker, 1)
    live = re.search(r'data-live="([^"]+)"', olga.get("/ledger").text)
    assert live is not None
    with worker.store.write() as tx:
        tx.ledger.decide(entry, Disposition.IGNORED, "not ours after all")
    worker.now += timedelta(minutes=1)
    set_aside(worker, 2)
    news = olga.get(live[1].replace("&amp;", "&"), headers={"X-Fragment": "1"}).text
    assert "<html" not in news
    assert "Not ours after all" in news
    assert f'id="retry-{entry}"' not in news
    assert "1 new – show it" in news


def test_the_first_message_of_all_is_heard_of(olga: TestClient, worker: LocalWorker) -> None:
    live = re.search(r'data-live="([^"]+)"', olga.get("/ledger").text)
    assert live is not None
    set_aside(worker, 1)
    assert "1 new – show it" in olga.get(live[1].replace("&amp;", "&")).text


def test_messages_that_are_not_there_are_said_so(olga: TestClient) -> None:
    for path in ("/ledger/4711", "/ledger/x"):
        answer = olga.get(path)
        assert answer.status_code == 404
        assert "There is no such message" in answer.text


def test_counts_stop_where_counting_would_take_long(
    olga: TestClient, worker: LocalWorker, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(ledger_view, "COUNTED", 2)
    monkeypatch.setattr(ledger_page, "COUNTED", 2)
    for uid in (1, 2, 3):
        set_aside(worker, uid)
    assert re.search(r'Quarantined <span class="count">2\+<', olga.get("/ledger").text)


@pytest.mark.parametrize("path", ["/ledger", "/ledger/1", "/ledger/polls", "/ledger/news"])
def test_a_stranger_sees_no_message(visitor: TestClient, worker: LocalWorker, path: str) -> None:
    set_aside(worker, 1)
    answer = visitor.get(path)
    assert (answer.status_code, answer.headers["location"][:8]) == (303, "/sign-in")


@pytest.mark.parametrize("path", ["/ledger/retry", "/ledger/1/download"])
def test_a_form_that_is_not_ours_does_nothing(admin: TestClient, worker: LocalWorker, path: str) -> None:
    entry = set_aside(worker, 1)
    answer = admin.post(path, data={"do": f"retry-{entry}", "id": str(entry), "csrf": "0"})
    assert answer.status_code == 403
    assert waiting(worker) == []
    assert "Who did what" not in admin.get(f"/ledger/{entry}").text


def test_the_first_button_of_the_form_does_nothing(olga: TestClient, worker: LocalWorker) -> None:
    """Enter in a checkbox presses it, in a browser without script."""
    entry = set_aside(worker, 1)
    first = re.search(
        r'<form class="card queue".*?<button [^>]*name="do" value="(\w*)"',
        olga.get("/ledger").text,
        re.DOTALL,
    )
    assert first is not None
    retry(olga, first[1], entry)
    assert waiting(worker) == []


def test_mail_is_found_by_its_sender_and_tells_of_whom_it_is(olga: TestClient, worker: LocalWorker) -> None:
    worker.receive(mail(form()))
    worker.receive(
        mail(form(license_key="LICENSE-KEY-0002"), sender="Bo <bo@other.test>", Message_ID="<2@o>")
    )
    data = {"csrf": csrf(olga.get("/ledger").text), "q": "bo@other.test"}
    page = olga.get(olga.post("/ledger/search", data=data).headers["location"]).text
    assert "<bdi>bo@other.test</bdi>" in page
    assert "ada@engines.test" not in page


def test_an_ignored_message_is_made_a_request_and_who_did_it_is_on_record(
    olga: TestClient, worker: LocalWorker
) -> None:
    entry = worker.receive(b"From: bo@client.test\r\nSubject: as agreed\r\n\r\nSee you.").entry_id
    page = olga.get(f"/ledger/{entry}").text
    assert "Make a request of it" in page
    data = {"csrf": csrf(page), "form": "cloud-interest"}
    assert olga.post(f"/ledger/{entry}/request", data=data).headers["location"] == f"/ledger/{entry}"
    page = olga.get(f"/ledger/{entry}").text
    assert "Is read again by the next poll." in page
    assert "<bdi>olga</bdi></strong> made a request of it" in page
    assert "Make a request of it" not in page


def test_a_request_is_not_made_a_request_again(olga: TestClient, worker: LocalWorker) -> None:
    entry = worker.receive(mail(form())).entry_id
    page = olga.get(f"/ledger/{entry}").text
    assert "Make a request of it" not in page
    data = {"csrf": csrf(page), "form": "marketplace-migration"}
    answer = olga.post(f"/ledger/{entry}/request", data=data)
    assert answer.status_code == 409
    assert "can’t become a request" in answer.text or "can&#39;t become a request" in answer.text
