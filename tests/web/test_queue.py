"""The queue as a reviewer meets it."""

import csv
import io
import re
from dataclasses import replace
from datetime import timedelta
from html import unescape
from html.parser import HTMLParser

import pytest
from starlette.testclient import TestClient

from tests.integration.local_worker import KEY, MONDAY, OTHER_KEY, LocalWorker, form, mail
from worker.requests.request_model import Attention, FieldValue, Request
from worker.services.privacy.data_retention import RetentionTerms, remove_expired
from worker.services.review import review_actions, saved_views
from worker.services.review.queue_view import PAGE
from worker.store.queue.notification_table import NotificationKind

HOSTILE = "<img src=x onerror=alert(1)>\"'>"


class _Text(HTMLParser):
    """The rows of a page's table, as text."""

    def __init__(self) -> None:
        super().__init__()
        self.rows: list[str] = []
        self._deep = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag == "tbody":
            self._deep = ("id", "rows") in attrs
        if tag == "tr" and self._deep:
            self.rows.append("")

    def handle_endtag(self, tag: str) -> None:
        if tag == "tbody":
            self._deep = False

    def handle_data(self, data: str) -> None:
        if self._deep and self.rows:
            self.rows[-1] = " ".join(f"{self.rows[-1]} {data}".split())


def rows(page: str) -> list[str]:
    parser = _Text()
    parser.feed(page)
    return parser.rows


def references(page: str) -> list[str]:
    return re.findall(r'class="ref" id="([^"]+)" href="/requests/\1\?', page)


def csrf(client: TestClient) -> str:
    found = re.search(r'name="csrf" value="(\w+)"', client.get("/queue").text)
    assert found is not None
    return found[1]


def act(client: TestClient, do: str, names: list[str], **fields: str) -> str:
    """What the page says after something was done with these requests."""
    data = {"csrf": csrf(client), "do": do, "id": names, **fields}
    answer = client.post("/queue/act", data=data)
    return client.get(answer.headers["location"]).text if answer.status_code == 303 else answer.text


def search(client: TestClient, text: str) -> str:
    """The list of what is found; for a whole reference the address that it leads to."""
    answer = client.post("/search", data={"csrf": csrf(client), "q": text})
    assert answer.status_code == 303
    location = answer.headers["location"]
    assert not set(text.split()) & set(re.split(r"[=&?/]", location)) or location.startswith("/requests/")
    kept = re.search(r"search=\w+", location)
    return client.get(f"/queue?{kept[0]}").text if kept else location


def arrive(worker: LocalWorker, name: str = "Ada Byron", key: str = KEY, **answers: str) -> Request:
    """A request of somebody of their own, a minute after the last one."""
    worker.now += timedelta(minutes=1)
    address = f"a{int((worker.now - MONDAY).total_seconds())}@{answers.pop('domain', 'engines')}.test"
    given = {"license_key": key, "account_email": address, **answers}
    outcome = worker.receive(mail(form(**given), sender=f"{name} <{address}>"))
    return worker.request(outcome)


def change(worker: LocalWorker, request: Request, organization: str) -> None:
    """The request names another organization now."""
    found = worker.request(request.id)
    fields = {**found.fields, "organization": FieldValue(value=organization)}
    with worker.store.write() as tx:
        tx.requests.save(replace(found, fields=fields))


def test_a_row_tells_who_wants_what_and_what_is_missing(olga: TestClient, worker: LocalWorker) -> None:
    request = arrive(
        worker, "Grace Hopper", organization="Compilers Inc", address="Main Street 1, Springfield"
    )
    [row] = rows(olga.get("/queue?state=needs_info").text)
    for word in (
        request.reference,
        "Grace Hopper",
        "Compilers Inc",
        "Address (no country)",
        "Needs info",
        "Nobody",
    ):
        assert word in row


def test_requests_come_longest_waiting_first_and_can_be_turned_round(
    olga: TestClient, worker: LocalWorker
) -> None:
    names = [arrive(worker, domain=f"d{n}").reference for n in range(3)]
    assert references(olga.get("/queue").text) == names
    assert references(olga.get("/queue?sort=newest").text) == names[::-1]


def test_tabs_count_and_show_each_state(olga: TestClient, worker: LocalWorker) -> None:
    ready, asked = arrive(worker), arrive(worker, organization="", key=OTHER_KEY)
    page = olga.get("/queue?state=needs_info").text
    assert references(page) == [asked.reference]
    assert re.search(r"Waiting for customers <span class=\"count\">1<", page)
    assert re.search(r"Ready for review <span class=\"count\">1<", page)
    assert references(olga.get("/queue?state=ready_for_review").text) == [ready.reference]
    assert "There are none" in olga.get("/queue?state=rejected").text


def test_filters_by_attention_assignee_form_and_age(olga: TestClient, worker: LocalWorker) -> None:
    worker.now -= timedelta(days=4)
    old = arrive(worker)
    worker.now += timedelta(days=4)
    again = arrive(worker)  # names the same license key
    assert references(olga.get("/queue?attention=duplicate_key").text)[-1:] == [again.reference]
    assert "Key in another request" in olga.get("/queue?state=attention").text
    act(olga, "mine", [old.reference])
    assert references(olga.get("/queue?assigned=me").text) == [old.reference]
    assert references(olga.get("/queue?assigned=olga").text) == [old.reference]
    assert references(olga.get("/queue?assigned=nobody").text) == [again.reference]
    assert references(olga.get("/queue?form=cloud-interest").text) == []
    assert references(olga.get("/queue?waiting=3").text) == [old.reference]


@pytest.mark.parametrize(
    "nonsense", ["state=x", "after=x.y", "after=1.99999999999999999999", "sort=x", "waiting=x"]
)
def test_an_address_that_holds_nonsense_shows_the_queue(
    olga: TestClient, worker: LocalWorker, nonsense: str
) -> None:
    request = arrive(worker)
    answer = olga.get(f"/queue?{nonsense}")
    assert (answer.status_code, references(answer.text)) == (200, [request.reference])


@pytest.mark.parametrize(
    "words", ["grace", "HOPPER", "hopper grace", "Compilers", "garcia", "d1.test", "東日本", KEY[-8:], KEY]
)
def test_search_finds_words_of_all_fields_and_the_end_of_a_key(
    olga: TestClient, worker: LocalWorker, words: str
) -> None:
    wanted = arrive(
        worker, "Grace Hopper", domain="d1", organization="Compilers García 株式会社東日本事業部", key=KEY
    )
    other = arrive(worker, "Ada Byron", domain="d2", key=OTHER_KEY)
    page = search(olga, words)
    assert references(page) == [wanted.reference]
    assert other.reference not in page


def test_a_search_follows_what_is_changed_and_leaves_out_what_is_gone(
    olga: TestClient, worker: LocalWorker
) -> None:
    request = arrive(worker, organization="Compilers Inc")
    change(worker, request, "Looms Ltd")
    assert references(search(olga, "looms")) == [request.reference]
    assert "Nothing is found" in search(olga, "compilers")


def test_a_whole_reference_leads_to_its_request(olga: TestClient, worker: LocalWorker) -> None:
    request = arrive(worker)
    assert search(olga, f" [{request.reference.lower()}]") == f"/requests/{request.reference}"


def test_pages_follow_each_other_without_gap_or_repeat(olga: TestClient, worker: LocalWorker) -> None:
    known = []
    for number in range(PAGE + 3):
        if number % 3:  # some of them in the same moment
            worker.now -= timedelta(minutes=1)
        known.append(arrive(worker, f"Person {number}", domain=f"d{number}").reference)
    first = olga.get("/queue").text
    link = re.search(r'rel="next" href="([^"]+)"', first)
    assert link is not None
    second = olga.get(link[1].replace("&amp;", "&")).text
    assert references(first) + references(second) == known
    assert f"{PAGE} of {PAGE + 3} shown" in first
    assert 'rel="next"' not in second
    back = re.search(r'rel="prev" href="([^"]+)"', second)
    assert back is not None
    assert references(olga.get(back[1].replace("&amp;", "&")).text) == references(first)


def test_what_a_customer_writes_is_text_and_no_markup(olga: TestClient, worker: LocalWorker) -> None:
    request = arrive(worker, f'"{HOSTILE[:28]}"')
    change(worker, request, HOSTILE)
    page = olga.get("/queue").text
    assert "<img" not in page
    assert "&lt;img src=x onerror=alert(1)&gt;" in page
    assert "<img" not in search(olga, HOSTILE)


def test_many_are_assigned_to_a_colleague_and_to_nobody_again(olga: TestClient, worker: LocalWorker) -> None:
    names = [arrive(worker, domain=f"d{n}").reference for n in range(2)]
    page = act(olga, "assign", names, to="olga")
    assert "2 assigned." in page
    assert [row.endswith("You") for row in rows(page)] == [True, True]
    act(olga, "assign", names[:1], to="")
    assert references(olga.get("/queue?assigned=nobody").text) == names[:1]
    assert "here is nobody called mallory" in act(olga, "assign", names, to="mallory")


def test_a_note_is_added_to_each(olga: TestClient, worker: LocalWorker) -> None:
    request = arrive(worker)
    assert "Note added to 1." in act(olga, "note", [request.reference], words="Phoned them")
    with worker.store.read() as tx:
        last = tx.requests.events(request.id or 0)[-1]
    assert (last.who, last.what, last.why) == ("olga", "note", "Phoned them")


def test_asking_again_shows_the_letters_first_and_can_be_taken_back(
    olga: TestClient, worker: LocalWorker
) -> None:
    asked, ready = arrive(worker, organization=""), arrive(worker, key=OTHER_KEY, domain="d2")
    worker.send()
    page = act(olga, "remind", [asked.reference, ready.reference])
    assert "Ask 1 customer again" in page
    assert "waits for nothing from the customer" in page
    assert not worker.send()
    version = re.search(rf'name="version-{asked.reference}" value="(\d+)"', page)
    assert version is not None
    told = {f"version-{asked.reference}": version[1]}
    page = act(olga, "send", [asked.reference], **told)
    assert "1 asked again" in page
    assert not worker.send()  # they wait for an undo
    assert "1 taken back" in act(olga, "undo", [asked.reference])
    worker.now += timedelta(minutes=5)
    assert not worker.send()
    version = re.search(
        rf'name="version-{asked.reference}" value="(\d+)"', act(olga, "remind", [asked.reference])
    )
    assert version is not None
    act(olga, "send", [asked.reference], **{f"version-{asked.reference}": version[1]})
    worker.now += timedelta(minutes=5)
    [letter] = worker.send()
    assert asked.reference in letter["Subject"]


def test_a_bulk_action_never_approves(olga: TestClient, worker: LocalWorker) -> None:
    request = arrive(worker)
    act(olga, "approve", [request.reference])
    assert worker.request(request.id).state == request.state


def test_what_could_not_be_changed_is_told_and_the_rest_is_done(
    olga: TestClient, worker: LocalWorker
) -> None:
    request = arrive(worker)
    page = act(olga, "mine", ["MIG-0", request.reference])
    assert "Not all of it was done" in page
    assert worker.request(request.id).assigned_to == "olga"


def test_the_export_holds_what_the_filters_fit_and_no_formula(olga: TestClient, worker: LocalWorker) -> None:
    request = arrive(worker)
    change(worker, request, "=HYPERLINK(1)")
    arrive(worker, organization="", domain="d2", key=OTHER_KEY)
    data = {"csrf": csrf(olga), "at-state": "ready_for_review"}
    answer = olga.post("/queue/export", data=data)
    assert answer.headers["content-disposition"] == 'attachment; filename="requests.csv"'
    [row] = csv.DictReader(io.StringIO(answer.content.decode("utf-8-sig")))
    assert row["reference"] == request.reference
    assert row["organization"] == "'=HYPERLINK(1)"


def test_a_page_hears_of_what_is_new_and_what_others_changed(olga: TestClient, worker: LocalWorker) -> None:
    first = arrive(worker)
    live = re.search(r'data-live="([^"]+)"', olga.get("/queue").text)
    assert live is not None
    path = live[1].replace("&amp;", "&")
    assert "show" not in olga.get(path).text
    act(olga, "mine", [first.reference])
    assert "show" not in olga.get(path).text  # my own changes are no news to me
    arrive(worker, domain="d2", key=OTHER_KEY)
    page = olga.get(path).text
    assert "1 new" in page
    assert re.search(r"For you <span class=\"count\">2<", page)
    assert olga.get("/queue/news?pulse=x").status_code == 409


def test_counts_stay_true_over_many_changes(olga: TestClient, worker: LocalWorker) -> None:
    requests = [arrive(worker, f"Person {n}", domain=f"d{n}") for n in range(12)]
    for turn in range(12):
        names = [request.reference for request in requests[turn % 3 :: 2]]
        act(olga, "assign", names, to="olga" if turn % 2 else "")
    with worker.store.read() as tx:
        everything = list(tx.requests.listed())
    mine = sum(request.assigned_to == "olga" for request in everything)
    page = olga.get("/queue?assigned=me").text
    assert len(references(page)) == mine
    assert f"{mine} of {mine} shown" in page


def test_the_head_of_a_page_counts_what_is_open(olga: TestClient, worker: LocalWorker) -> None:
    arrive(worker)
    page = olga.get("/interest").text
    assert re.search(r'id="count-queue">1<span class="vh"> for you', page)
    assert "No worker runs" in page


def links(page: str) -> dict[str, str]:
    """Where each row of a list leads to."""
    found = re.findall(r'class="ref" id="([^"]+)" href="([^"]+)"', page)
    return {name: path.replace("&amp;", "&") for name, path in found}


def link(page: str, key: str) -> str:
    """Where the link with this key leads to; empty where there is none."""
    found = re.search(rf'href="([^"]+)"[^>]* data-key="{key}"', page)
    return found[1].replace("&amp;", "&") if found else ""


def test_the_first_tab_holds_what_waits_for_staff_and_the_others_what_does_not(
    olga: TestClient, worker: LocalWorker
) -> None:
    ready, asked, done = (
        arrive(worker),
        arrive(worker, organization="", key=OTHER_KEY),
        arrive(worker, key="K-3"),
    )
    wrote = arrive(worker, organization="", key="KEY-NUMBER-4")
    review_actions.reject(worker.services, done.reference, "cloud", "", "olga")
    with worker.store.write() as tx:
        tx.requests.save(replace(worker.request(wrote.id), attention=(Attention.CUSTOMER_WROTE,)))
    assert references(olga.get("/queue").text) == [ready.reference, wrote.reference]
    assert references(olga.get("/queue?attention=customer_wrote").text) == [wrote.reference]
    assert references(olga.get("/queue?state=needs_info").text) == [asked.reference, wrote.reference]
    closed = olga.get("/queue?state=closed").text
    assert references(closed) == [done.reference]
    assert "Rejected 1" in closed
    assert re.search(r"For you <span class=\"count\">2<", closed)


def test_a_row_says_what_speaks_against_a_request_or_that_nothing_does(
    olga: TestClient, worker: LocalWorker
) -> None:
    arrive(worker)
    arrive(worker, key=OTHER_KEY, account_email="boss@gmail.com")
    plain, odd = rows(olga.get("/queue").text)
    assert "Looks eligible" in plain
    assert "anybody can have one at gmail.com" in odd


def test_the_list_travels_with_its_requests(olga: TestClient, worker: LocalWorker) -> None:
    names = [arrive(worker, domain=f"d{n}", key=f"LICENSE-KEY-{n:04}").reference for n in range(4)]
    act(olga, "mine", names[:3])
    path = links(olga.get("/queue?assigned=me&sort=newest").text)[names[1]]
    page = olga.get(path).text
    assert ">2 of 3</span>" in page
    assert link(page, "j").startswith(f"/requests/{names[0]}?assigned=me&sort=newest")
    assert link(page, "k").startswith(f"/requests/{names[2]}?")
    assert link(page, "Escape") == f"/queue?assigned=me&sort=newest#{names[1]}"
    assert link(olga.get(link(page, "j")).text, "j") == ""


def test_after_an_action_one_is_still_in_the_list_and_goes_on_in_it(
    olga: TestClient, worker: LocalWorker
) -> None:
    names = [arrive(worker, domain=f"d{n}", key=f"LICENSE-KEY-{n:04}").reference for n in range(3)]
    path = links(olga.get("/queue?state=ready_for_review&sort=stale").text)[names[1]]
    worker.now += timedelta(minutes=5)
    page = olga.get(path).text
    action = re.search(r'action="(/requests/[^"]+/approve[^"]*)"', page)
    version = re.search(r'name="version" value="(\d+)"', page)
    assert action is not None
    assert version is not None
    data = {"csrf": csrf(olga), "version": version[1]}
    done = olga.post(action[1].replace("&amp;", "&"), data=data).headers["location"]
    page = olga.get(done).text
    assert ">2 in the list</span>" in page
    assert link(page, "j").startswith(f"/requests/{names[2]}?state=ready_for_review&sort=stale")
    assert link(page, "k").startswith(f"/requests/{names[0]}?")


def test_a_list_of_what_was_found_is_kept_and_one_that_is_forgotten_does_no_harm(
    olga: TestClient, worker: LocalWorker
) -> None:
    names = [
        arrive(worker, "Grace Hopper", domain=f"d{n}", key=f"LICENSE-KEY-{n:04}").reference for n in range(2)
    ]
    arrive(worker, domain="d9", key=OTHER_KEY)
    page = olga.get(links(search(olga, "hopper"))[names[0]]).text
    assert ">1 of 2</span>" in page
    assert link(page, "j").startswith(f"/requests/{names[1]}?search=")
    gone = olga.get(f"/requests/{names[0]}?search=nothing&at=1.1")
    assert (gone.status_code, link(gone.text, "j")) == (200, "")


def test_what_is_found_alone_is_opened(olga: TestClient, worker: LocalWorker) -> None:
    wanted = arrive(worker, key="LICENSE-KEY-7341")
    arrive(worker, key=OTHER_KEY, domain="d2")
    found = olga.post("/search", data={"csrf": csrf(olga), "q": "7341"}).headers["location"]
    assert found.startswith(f"/requests/{wanted.reference}?search=")
    page = olga.get(found).text
    assert (">1 of 1</span>" in page, link(page, "Escape").startswith("/queue?search=")) == (True, True)


def test_the_queue_by_verdict_has_what_is_odd_first_and_on_demand_what_is_plain(
    worker: LocalWorker, olga: TestClient
) -> None:
    plain = worker.request(worker.receive(mail(form(account_email="ada@engines.test")))).reference
    text = form(account_email="x@gmail.test", license_key="LICENSE-KEY-0002")
    odd = worker.request(worker.receive(mail(text, "bo@b.test", Message_ID="<b@b.test>"))).reference
    orders = {}
    for sort in ("odd", "plain"):
        page = olga.get(f"/queue?sort={sort}").text
        orders[sort] = sorted((plain, odd), key=page.index)
    assert orders == {"odd": [odd, plain], "plain": [plain, odd]}


def test_a_list_by_verdict_is_exported_once_and_walked_in_its_own_order(
    worker: LocalWorker, olga: TestClient
) -> None:
    plain = [arrive(worker, "Cy Ax", f"LICENSE-KEY-000{n}", domain=f"c{n}") for n in range(2)]
    text = form(account_email="x@gmail.test", license_key="LICENSE-KEY-0009")
    odd = worker.request(worker.receive(mail(text, "bo@b.test", Message_ID="<b@b.test>")))
    order = [odd.reference, *(each.reference for each in plain)]
    for sort, wanted in (("odd", order), ("plain", [order[1], order[2], order[0]])):
        page = olga.get(f"/queue?sort={sort}").text
        assert references(page) == wanted
        answer = olga.post("/queue/export", data={"csrf": csrf(olga), "at-sort": sort})
        table = csv.DictReader(io.StringIO(answer.content.decode("utf-8-sig")))
        assert [row["reference"] for row in table] == wanted
        walked, found = [], re.search(rf'href="(/requests/{wanted[0]}\?[^"#]+)"', page)
        at = unescape(found[1]) if found else ""
        while at:
            page = olga.get(at).text
            walked.append(at.split("?")[0].rpartition("/")[2])
            assert f">{len(walked)} of 3</span>" in page
            at = link(page, "j")
        assert walked == wanted


def test_sheets_are_those_of_the_list_and_nothing_picked_is_said(
    olga: TestClient, worker: LocalWorker
) -> None:
    requests = [arrive(worker, domain=f"d{n}", key=f"LICENSE-KEY-{n:04}") for n in range(2)]
    for each in requests:
        review_actions.approve(worker.services, each.reference, "olga")
    act(olga, "mine", [requests[1].reference])
    page = olga.get("/queue?state=approved&assigned=me").text
    found = re.search(r'action="/queue/sheet">(.*?)</form>', page)
    assert found is not None
    data = dict(re.findall(r'name="([^"]+)" value="([^"]*)"', found[1]))
    table = csv.DictReader(io.StringIO(olga.post("/queue/sheet", data=data).content.decode("utf-8-sig")))
    assert [row["reference"] for row in table] == [requests[1].reference]
    del data["all"]
    for path, more in (
        ("/queue/sheet", {}),
        ("/queue/act", {"do": "mine"}),
        ("/queue/act", {"do": "remind"}),
    ):
        answer = olga.post(path, data={**data, **more})
        assert "select requests" in olga.get(answer.headers["location"]).text


def test_a_view_that_a_colleague_changed_is_not_overwritten(olga: TestClient, worker: LocalWorker) -> None:
    data = {"csrf": csrf(olga), "name": "Late ones", "shared": "yes", "at-waiting": "3"}
    path = olga.post("/queue/views", data=data).headers["location"]
    seen = re.search(r'name="seen" value="(\w+)"', olga.get(path).text)
    assert seen is not None
    saved_views.change_view(worker.services, 1, "ada", seen=seen[1], name="Very late", admin=True)
    again = {"csrf": csrf(olga), "seen": seen[1], "do": "rename", "name": "Mine", "at-waiting": "3"}
    answer = olga.post("/queue/views/1", data=again)
    assert (answer.status_code, "somebody changed this view" in answer.text.lower()) == (409, True)
    assert [view.name for view in saved_views.visible_views(worker.services, "olga")] == ["Very late"]


def test_what_was_searched_for_goes_with_what_persons_told(olga: TestClient, worker: LocalWorker) -> None:
    arrive(worker, "Ada Byron")
    found = re.search(
        r"search=(\w+)", olga.post("/search", data={"csrf": csrf(olga), "q": "byron"}).headers["location"]
    )
    assert found is not None
    olga.post("/queue/views", data={"csrf": csrf(olga), "name": "Byron", "at-search": found[1]})
    olga.post("/queue/views", data={"csrf": csrf(olga), "name": "Late", "at-waiting": "3"})
    olga.post("/search", data={"csrf": csrf(olga), "q": "ada"})
    with worker.store.write() as tx:
        tx.notifications.add(1, "olga", NotificationKind.MENTION, "maya", worker.now)
    terms = RetentionTerms(raw_mail=None, personal=timedelta(days=100), ledger=None)
    for days, views, searches, told in ((99, 2, 1, 1), (2, 1, 0, 1), (300, 1, 0, 0)):
        worker.now += timedelta(days=days)
        remove_expired(worker.services, terms)
        with worker.store.read() as tx:
            kept = [tx.searches.kept(found[1])]
            assert len(tx.views.visible("olga")) == views
            assert len([one for one in kept if one]) == searches
            assert tx.notifications.count("olga") == told
