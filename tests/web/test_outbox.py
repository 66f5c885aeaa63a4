"""The outbox as staff meet it: what became of each letter, and what they decide about it."""

import re
import threading
from datetime import timedelta
from email import message_from_bytes, policy

import pytest
from starlette.testclient import TestClient

from tests.integration.local_worker import KEY, LocalWorker, form, mail
from tests.web.conftest import PASSWORD, csrf, sign_in
from worker.errors import RefusedError
from worker.requests.request_model import Attention, LetterState
from worker.services.accounts import staff_accounts
from worker.services.outbox import outbox_decisions
from worker.services.outbox.outbox_decisions import LetterVerb
from worker.services.review import outbox_view
from worker.services.staff_roles import StaffRole
from worker.store.records import Letter

HOSTILE = "<script>alert(1)</script>\"'>"
ANSWER = "451 4.7.1 <b>later</b>, please"


def arrive(worker: LocalWorker, number: int = 1, *, held: bool = False) -> Letter:
    """The letter to somebody who left a field out; withheld where their mail asks for no answer."""
    address = f"a{number}@d{number}.test"
    text = form(license_key="", account_email=f"b{number}@d{number}.test")
    more = {"X_Auto_Response_Suppress": "All"} if held else {}
    raw = mail(text, sender=f"Ada {number} <{address}>", Message_ID=f"<{number}@d.test>", **more)
    return worker.letters(worker.receive(raw))[-1]


def fall(worker: LocalWorker, letter: Letter, state: LetterState, error: str = "", reply: str = "") -> Letter:
    """An attempt to send the letter ended so."""
    with worker.store.write() as tx:
        claimed = tx.letters.claim(worker.now, "desk")
        assert claimed is not None
        assert claimed[0].id == letter.id
        again = worker.now + timedelta(minutes=30) if state is LetterState.DEFERRED else None
        tx.letters.settle(letter.id, state, error=error, reply=reply, next_attempt_at=again)
    return read(worker, letter)


def read(worker: LocalWorker, letter: Letter) -> Letter:
    with worker.store.read() as tx:
        found = tx.letters.get(letter.id)
    assert found is not None
    return found


def shown(page: str) -> list[int]:
    """The letters in a page's rows."""
    return [int(found) for found in re.findall(r'class="ref" id="letter-(\d+)"', page)]


def decide(client: TestClient, do: str, picks: list[Letter], path: str = "/outbox?state=all") -> str:
    """What the page says after somebody decided what its form, as it is now, offers."""
    page = client.get(path).text
    return send(client, do, picks, page)


def send(client: TestClient, do: str, picks: list[Letter], page: str) -> str:
    """The same from a page that was loaded before."""
    seen = dict(re.findall(r'name="(seen-\d+)" value="([\w-]+)"', page))
    data = {"csrf": csrf(page), "do": do, "id": [str(letter.id) for letter in picks], **seen}
    answer = client.post("/outbox/act", data=data)
    return client.get(answer.headers["location"]).text if answer.status_code == 303 else answer.text


@pytest.fixture
def maya(worker: LocalWorker, olga: TestClient, browser: TestClient) -> TestClient:
    """Another reviewer, at her own browser."""
    staff_accounts.add(worker.services, "maya", PASSWORD, StaffRole.REVIEWER)
    assert sign_in(browser, "maya", PASSWORD).status_code == 303
    return browser


@pytest.fixture
def held(worker: LocalWorker) -> Letter:
    letter = arrive(worker, held=True)
    assert letter.state is LetterState.HELD
    return letter


@pytest.fixture
def uncertain(worker: LocalWorker) -> Letter:
    return fall(worker, arrive(worker, 2), LetterState.UNCERTAIN, "the connection was closed after DATA")


def test_a_row_tells_to_whom_why_and_what_the_mail_server_said(olga: TestClient, worker: LocalWorker) -> None:
    letter = fall(worker, arrive(worker), LetterState.DEFERRED, ANSWER)
    page = olga.get("/outbox?state=deferred").text
    reference = worker.request(letter.request_id).reference
    for text in (
        f'href="/requests/{reference}"',
        "Question about missing fields",
        "<bdi>a1@d1.test</bdi>",
        letter.subject,
        "<bdi>451 4.7.1 &lt;b&gt;later&lt;/b&gt;, please</bdi>",
        "Next try in",
        "30 minutes",
        f'<span id="tries-{letter.id}">1</span>',
    ):
        assert text in page


def test_tabs_count_and_show_each_state(olga: TestClient, worker: LocalWorker, uncertain: Letter) -> None:
    failed = fall(worker, arrive(worker, 3), LetterState.FAILED, "550 no")
    waiting = arrive(worker, 4)
    assert shown(olga.get("/outbox").text) == [failed.id, uncertain.id]
    assert shown(olga.get("/outbox?state=queued").text) == [waiting.id]
    page = olga.get("/outbox?state=all").text
    assert shown(page) == [waiting.id, failed.id, uncertain.id]
    for name, count in (("Need you", 2), ("Failed", 1), ("Queued", 1), ("Sent", 0), ("All", 3)):
        assert re.search(rf'{name} <span class="count">{count}<', page)
    assert re.search(r'id="count-outbox">2<', page)


def test_pages_follow_each_other_without_gap_or_repeat(
    olga: TestClient, worker: LocalWorker, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(outbox_view, "PAGE", 2)
    all_ = [arrive(worker, number).id for number in range(1, 6)][::-1]
    page = olga.get("/outbox?state=queued").text
    found = shown(page)
    while older := re.search(r'rel="next" href="([^"]+)"', page):
        page = olga.get(older[1].replace("&amp;", "&")).text
        found += shown(page)
    assert found == all_
    back = re.search(r'rel="prev" href="([^"]+)"', page)
    assert back is not None
    assert shown(olga.get(back[1].replace("&amp;", "&")).text) == all_[2:4]


@pytest.mark.parametrize("nonsense", ["state=x", "after=x", "after=99999999999999", "did=x-y", "undo=,,x"])
def test_an_address_that_holds_nonsense_shows_the_outbox(
    olga: TestClient, uncertain: Letter, nonsense: str
) -> None:
    assert shown(olga.get(f"/outbox?{nonsense}").text) == [uncertain.id]


def test_the_verdict_on_a_withheld_letter_is_told_and_who_released_it(
    olga: TestClient, worker: LocalWorker, held: Letter
) -> None:
    page = olga.get("/outbox").text
    assert "Withheld: it asks for no automatic reply." in page
    page = send_alone(olga, held, "release")
    assert "Goes out" in olga.get("/outbox?state=all").text
    assert '<strong data-seconds="20"' in page
    assert "<bdi>You</bdi> released it" in olga.get("/outbox?state=all").text
    request = worker.request(held.request_id)
    assert Attention.LETTER_WITHHELD not in request.attention
    with worker.store.read() as tx:
        events = tx.requests.events(held.request_id)
    assert [(e.who, e.name, e.old, e.new) for e in events if e.what == "outbox"] == [
        ("olga", "missing_fields", "held", "queued")
    ]
    assert "released:" in olga.get(f"/requests/{request.reference}").text


def send_alone(client: TestClient, letter: Letter, do: str) -> str:
    """What the outbox says after a decision on the letter's own page."""
    page = client.get(f"/outbox/{letter.id}").text
    seen = re.search(r'name="seen" value="([\w-]+)"', page)
    assert seen is not None
    data = {"csrf": csrf(page), "seen": seen[1], "do": do}
    answer = client.post(f"/outbox/{letter.id}", data=data)
    assert answer.status_code in {303, 409}
    return client.get(answer.headers["location"]).text if answer.status_code == 303 else answer.text


def test_a_released_letter_waits_and_can_be_taken_back(
    olga: TestClient, worker: LocalWorker, held: Letter
) -> None:
    page = send_alone(olga, held, "release")
    assert worker.send() == []
    undone = olga.post("/outbox/act", data={"csrf": csrf(page), "do": "undo", "id": str(held.id)})
    assert "1 letter put back" in olga.get(undone.headers["location"]).text
    worker.now += timedelta(minutes=5)
    assert worker.send() == []
    assert read(worker, held).state is LetterState.HELD
    assert Attention.LETTER_WITHHELD in worker.request(held.request_id).attention


def test_a_released_letter_goes_out_once_and_then_there_is_no_way_back(
    olga: TestClient, worker: LocalWorker, held: Letter
) -> None:
    page = send_alone(olga, held, "release")
    worker.now += timedelta(seconds=21)
    [gone] = worker.send()
    assert gone["To"] is not None
    late = olga.post("/outbox/act", data={"csrf": csrf(page), "do": "undo", "id": str(held.id)})
    assert late.status_code == 409
    assert f"Letter {held.id} is sent now: olga released it; there is nothing to undo" in late.text
    assert worker.send() == []


def test_an_uncertain_letter_is_settled_as_sent(
    olga: TestClient, worker: LocalWorker, uncertain: Letter
) -> None:
    page = decide(olga, f"sent-{uncertain.id}", [])
    assert "1 letter settled as sent" in page
    letter = read(worker, uncertain)
    assert (letter.state, letter.sent_at) == (LetterState.SENT, worker.now)
    worker.now += timedelta(minutes=5)
    assert worker.send() == []


def test_an_uncertain_letter_that_was_not_sent_goes_out_again(
    olga: TestClient, worker: LocalWorker, uncertain: Letter
) -> None:
    send_alone(olga, uncertain, "retry")
    worker.now += timedelta(seconds=21)
    assert [gone["Message-ID"] for gone in worker.send()] == [uncertain.message_id]


def test_a_letter_that_waits_for_the_mail_server_is_tried_now(olga: TestClient, worker: LocalWorker) -> None:
    letter = fall(worker, arrive(worker), LetterState.DEFERRED, ANSWER)
    page = decide(olga, f"retry-{letter.id}", [])
    assert "1 letter on the way" in page
    assert "Undo" not in page
    assert len(worker.send()) == 1


def test_many_are_cancelled_and_put_back(olga: TestClient, worker: LocalWorker) -> None:
    picks = [arrive(worker, number) for number in (1, 2)]
    page = decide(olga, "cancel", picks)
    assert "2 letters cancelled" in page
    assert {read(worker, one).state for one in picks} == {LetterState.CANCELLED}
    ids = re.findall(r'type="hidden" name="id" value="(\d+)"', page)
    olga.post("/outbox/act", data={"csrf": csrf(page), "do": "undo", "id": ids})
    assert {read(worker, one).state for one in picks} == {LetterState.QUEUED}
    assert len(worker.send()) == 2


def test_many_are_sent_after_each_was_seen(
    olga: TestClient, worker: LocalWorker, held: Letter, uncertain: Letter
) -> None:
    waiting = arrive(worker, 5)
    picks = [held, uncertain, waiting]
    page = decide(olga, "send", picks)
    assert "Send 2 letters" in page
    assert "is queued, and is left out" in page
    assert read(worker, held).text.splitlines()[0] in page
    assert read(worker, held).state is LetterState.HELD
    going = [int(found) for found in re.findall(r'type="hidden" name="id" value="(\d+)"', page)]
    assert set(going) == {held.id, uncertain.id}
    page = send(olga, "go", [held, uncertain], page)
    assert "2 letters go out" in page
    worker.now += timedelta(seconds=21)
    assert len(worker.send()) == 3


def test_the_second_person_sees_what_happened_and_nothing_is_sent_twice(
    olga: TestClient, maya: TestClient, worker: LocalWorker, uncertain: Letter
) -> None:
    page = olga.get("/outbox").text
    decide(maya, f"sent-{uncertain.id}", [])
    said = send(olga, f"sent-{uncertain.id}", [], page)
    assert "Nothing was changed" in said
    assert f"Letter {uncertain.id} is sent now: maya settled it as sent" in said
    worker.now += timedelta(minutes=5)
    assert worker.send() == []


def test_a_letter_that_was_tried_again_meanwhile_is_not_settled_by_an_old_page(
    olga: TestClient, maya: TestClient, worker: LocalWorker, uncertain: Letter
) -> None:
    page = olga.get("/outbox").text
    send_alone(maya, uncertain, "retry")
    worker.now += timedelta(seconds=21)
    fall(worker, uncertain, LetterState.UNCERTAIN, "the connection was closed after DATA")
    said = send(olga, f"sent-{uncertain.id}", [], page)
    assert f"Letter {uncertain.id} is uncertain now: maya had it sent again; look at it again" in said
    assert read(worker, uncertain).state is LetterState.UNCERTAIN


def test_of_two_at_the_same_moment_one_is_refused(worker: LocalWorker, uncertain: Letter) -> None:
    refused: list[str] = []
    ready = threading.Barrier(2)

    def act(who: str) -> None:
        ready.wait()
        try:
            outbox_decisions.decide(worker.services, uncertain.id, LetterVerb.RETRY, who)
        except RefusedError as error:
            refused.append(str(error))

    people = [threading.Thread(target=act, args=(who,)) for who in ("olga", "maya")]
    for person in people:
        person.start()
    for person in people:
        person.join()
    assert len(refused) == 1
    assert "is queued now" in refused[0]
    assert len(worker.send()) == 1


def test_a_decision_about_a_letter_that_a_worker_just_took_is_refused(worker: LocalWorker) -> None:
    letter = arrive(worker)
    with worker.store.write() as tx:
        assert tx.letters.claim(worker.now, "desk") is not None
    with pytest.raises(RefusedError, match="is sending now"):
        outbox_decisions.decide(worker.services, letter.id, LetterVerb.CANCEL, "olga")


def test_a_page_hears_what_others_decided_in_its_rows(
    olga: TestClient, maya: TestClient, worker: LocalWorker, uncertain: Letter
) -> None:
    live = re.search(r'data-live="([^"]+)"', olga.get("/outbox").text)
    assert live is not None
    decide(maya, f"sent-{uncertain.id}", [])
    arrive(worker, 3, held=True)
    news = olga.get(live[1].replace("&amp;", "&"), headers={"X-Fragment": "1"}).text
    assert "<html" not in news
    assert f'<div id="state-{uncertain.id}"' in news
    assert "<bdi>maya</bdi> noted that it was sent" in news
    assert "It was sent<" not in news
    assert "1 new – show it" in news
    assert re.search(r'id="count-outbox">1<', news)


def test_the_letter_is_shown_as_it_goes_out(olga: TestClient, worker: LocalWorker, held: Letter) -> None:
    with worker.store.read() as tx:
        raw = tx.letters.raw(held.id)
    assert raw is not None
    parts = message_from_bytes(raw, policy=policy.default)
    page = olga.get(f"/outbox/{held.id}").text
    assert "Please reply to this mail" in page
    framed = olga.get(f"/outbox/{held.id}?as=html").text
    assert re.search(rf'<iframe [^>]*src="/outbox/{held.id}/html" sandbox ', framed)
    html = parts.get_body(("html",))
    assert html is not None
    assert olga.get(f"/outbox/{held.id}/html").text == html.get_content()
    assert (
        f"Message-ID: {held.message_id}".replace("<", "&lt;").replace(">", "&gt;")
        in olga.get(f"/outbox/{held.id}?as=headers").text
    )


def test_the_frame_of_a_letter_lets_nothing_run_and_nothing_else_frame_it(
    olga: TestClient, held: Letter
) -> None:
    rules = olga.get(f"/outbox/{held.id}/html").headers["content-security-policy"]
    assert rules.startswith("sandbox; default-src 'none'")
    assert "script" not in rules
    assert "frame-ancestors 'self'" in rules
    assert "frame-src 'self'" in olga.get(f"/outbox/{held.id}").headers["content-security-policy"]


def test_what_a_customer_writes_is_text_and_no_markup(olga: TestClient, worker: LocalWorker) -> None:
    text = form(license_key="", organization=HOSTILE, account_email="x@y.test")
    outcome = worker.receive(mail(text, sender=f'"{HOSTILE[:25]}" <x@x.test>', subject=f"{HOSTILE} move"))
    letter = worker.letters(outcome)[-1]
    for path in ("", f"/{letter.id}", f"/{letter.id}?as=headers", f"/{letter.id}/html"):
        assert "<script>alert" not in olga.get(f"/outbox{path}").text


def test_no_license_key_stands_on_the_pages(olga: TestClient, worker: LocalWorker) -> None:
    outcome = worker.receive(mail(form()))
    letter = worker.letters(outcome)[-1]
    for path in ("?state=all", f"/{letter.id}", f"/{letter.id}?as=headers", f"/{letter.id}/html"):
        assert KEY not in olga.get(f"/outbox{path}").text


def test_letters_that_are_not_there_are_said_so(olga: TestClient) -> None:
    for path in ("/outbox/4711", "/outbox/x", "/outbox/4711/html"):
        answer = olga.get(path)
        assert answer.status_code == 404
        assert "There is no such letter" in answer.text


@pytest.mark.parametrize("path", ["/outbox/act", "/outbox/{}"])
def test_a_form_that_is_not_ours_decides_nothing(
    olga: TestClient, worker: LocalWorker, held: Letter, path: str
) -> None:
    data = {"do": "release", "seen": "held-0", f"seen-{held.id}": "held-0", "id": str(held.id), "csrf": "0"}
    assert olga.post(path.format(held.id), data=data).status_code == 403
    assert read(worker, held).state is LetterState.HELD


def test_the_first_button_of_the_form_decides_nothing(
    olga: TestClient, worker: LocalWorker, held: Letter
) -> None:
    """Enter in a checkbox presses it, in a browser without script."""
    page = olga.get("/outbox").text
    first = re.search(r'<form class="card queue".*?<button [^>]*name="do" value="(\w*)"', page, re.DOTALL)
    assert first is not None
    send(olga, first[1], [held], page)
    assert read(worker, held).state is LetterState.HELD


def test_of_many_those_that_can_be_are_sent_and_the_others_are_told(
    olga: TestClient, maya: TestClient, worker: LocalWorker, held: Letter, uncertain: Letter
) -> None:
    page = decide(olga, "send", [held, uncertain])
    decide(maya, f"cancel-{held.id}", [])
    said = send(olga, "go", [held, uncertain], page)
    assert "Not all of it was done" in said
    assert f"Letter {held.id} is cancelled now: maya cancelled it" in said
    assert "1 letter goes out" in said
    worker.now += timedelta(seconds=21)
    assert [gone["Message-ID"] for gone in worker.send()] == [uncertain.message_id]


@pytest.mark.parametrize("path", ["/outbox", "/outbox/1", "/outbox/1/html", "/outbox/news"])
def test_a_stranger_sees_no_letter(visitor: TestClient, held: Letter, path: str) -> None:
    answer = visitor.get(path)
    assert (answer.status_code, answer.headers["location"][:8]) == (303, "/sign-in")
    assert held.to not in answer.text


def test_letters_are_found_by_whom_they_go_to_and_no_url_tells(olga: TestClient, worker: LocalWorker) -> None:
    wanted, other = arrive(worker, 1), arrive(worker, 2)
    found = olga.post("/outbox/search", data={"csrf": csrf(olga.get("/outbox").text), "q": "a1@d1.test"})
    assert "d1" not in found.headers["location"]
    page = olga.get(found.headers["location"]).text
    assert f'id="letter-{wanted.id}"' in page
    assert f'id="letter-{other.id}"' not in page
