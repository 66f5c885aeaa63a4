"""The page of a request: mail beside fields, sources marked, history, who else looks."""

import re
from datetime import timedelta
from email.message import EmailMessage
from html.parser import HTMLParser

import pytest
from starlette.testclient import TestClient

from tests.integration.local_worker import FORMS, KEY, OTHER_KEY, VENDOR, LocalWorker, form, mail
from tests.web.conftest import PASSWORD, csrf, sign_in
from worker.requests.request_model import Event
from worker.services.accounts import staff_accounts
from worker.services.review import review_actions
from worker.services.staff_roles import StaffRole


def opened(worker: LocalWorker, raw: bytes) -> str:
    """A mail comes in; the reference of its request."""
    return worker.request(worker.receive(raw)).reference


def visible(page: str) -> str:
    """The page's text, as one line."""
    return " ".join(re.sub(r"<[^>]+>", " ", page).split())


def test_the_mail_stands_beside_its_fields_and_each_source_is_marked(
    worker: LocalWorker, olga: TestClient
) -> None:
    reference = opened(worker, mail(form()))
    page = olga.get(f"/requests/{reference}").text
    for name, value in {
        "account_email": "licenses@engines.test",
        "holder_name": "Ada Byron",
        "organization": "Analytical Engines Ltd",
    }.items():
        mark = re.search(rf'<mark class="src" id="src-{name}"[^>]*>(.*?)</mark>', page, re.DOTALL)
        assert mark is not None
        assert value in mark[1]
        assert f'<a href="#src-{name}">Mail 1, line' in page
    assert 'id="src-confirmation"' in page
    assert "Ready for review" in page


def test_a_license_key_is_masked_everywhere_until_somebody_reveals_it_on_record(
    worker: LocalWorker, olga: TestClient
) -> None:
    wrapped = f"{KEY[:40]}\n{KEY[40:]}"
    text = form(license_key=wrapped) + f"\nOur key again, to be sure: {KEY}\n"
    reference = opened(worker, mail(text))
    page = olga.get(f"/requests/{reference}").text
    assert KEY not in page
    assert not [run for run in re.findall(r"[A-Za-z0-9+/=]{12,}", page) if run in KEY]
    assert f"****{KEY[-4:]}" in page
    path = re.search(r'action="(/requests/[^"]+/keys/license_key/1/reveal)"', page)
    assert path is not None
    shown = olga.post(path[1], data={"csrf": csrf(page)}).text
    assert f">{KEY}</pre>" in shown
    [event] = [one for one in hands_events(worker, reference) if one.what == "reveal"]
    assert (event.who, event.why) == ("olga", "key 1")
    assert KEY not in olga.get(f"/requests/{reference}").text


def hands_events(worker: LocalWorker, reference: str) -> tuple[Event, ...]:
    """What happened to a request."""
    with worker.store.read() as tx:
        request = tx.requests.find(reference)
        assert request is not None
        return tx.requests.events(request.id or 0)


def test_a_value_of_a_later_mail_is_marked_there_and_the_first_one_as_replaced(
    worker: LocalWorker, olga: TestClient
) -> None:
    first = worker.receive(mail(form(holder_name="Ada"), Message_ID="<one@engines.test>"))
    [letter] = worker.send()
    worker.receive(answer(letter, "3. The first and last name of the holder: Ada Byron\n"))
    page = olga.get(f"/requests/{worker.request(first).reference}").text
    mails = page.split('<section class="card" aria-labelledby="mail-')
    assert 'class="src old" data-field="holder_name"' in mails[1]
    assert 'id="src-holder_name"' in mails[2]
    assert "Mail 2, line 1" in page


def answer(letter: EmailMessage, text: str, sender: str = "Ada Byron <ada@engines.test>") -> bytes:
    """A reply to a letter of ours."""
    return mail(text, sender=sender, subject=str(letter["Subject"]), In_Reply_To=str(letter["Message-ID"]))


HOSTILE = """\
From: "<script>alert(1)</script>" <ada@engines.test>
To: {to}
Subject: I want to migrate my Server license to Atlassian Marketplace <img src=x onerror=alert(2)>
Date: Mon, 02 Mar 2026 09:00:00 +0000
MIME-Version: 1.0
Content-Type: text/html; charset=utf-8

<html><head><style>body{{display:none}}</style></head><body onload="alert(3)">
<script>alert(4)</script><svg onload=alert(5)><a href="javascript:alert(6)">x</a></svg>
<img src="https://tracker.test/pixel.png"><iframe src="//evil.test"></iframe>
<div style="position:fixed">{form}</div><form action="https://evil.test"><input name=x></form>
<blockquote class="x">&lt;script&gt;alert(7)&lt;/script&gt;</blockquote>
</body></html>
"""


def hostile() -> bytes:
    """A request, and everything that could run in it."""
    filled = (
        form(organization="<b onclick=alert(8)>Engines</b> Ltd").replace("<", "&lt;").replace("\n", "<br>")
    )
    return HOSTILE.format(to=VENDOR, form=filled).replace("\n", "\r\n").encode()


@pytest.mark.parametrize("view", ["", "?as=html", "?as=headers"])
def test_nothing_of_a_hostile_mail_becomes_markup(worker: LocalWorker, olga: TestClient, view: str) -> None:
    reference = opened(worker, hostile())
    page = olga.get(f"/requests/{reference}{view}").text
    tags = Tags(page)
    assert tags.count("script") == 1  # ours, with its address
    assert not {"img", "iframe", "style", "object", "embed", "b"} & tags.names
    assert not [name for name in tags.attributes if name.startswith("on") or name == "style"]
    assert all(link.startswith(("/", "#")) for link in tags.links)
    assert KEY not in page


class Tags(HTMLParser):
    """What a browser would take for markup."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.found: list[tuple[str, list[tuple[str, str | None]]]] = []
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found.append((tag, attrs))

    def count(self, name: str) -> int:
        return [tag for tag, _ in self.found].count(name)

    @property
    def names(self) -> set[str]:
        return {tag for tag, _ in self.found}

    @property
    def attributes(self) -> set[str]:
        return {name for _, attrs in self.found for name, _ in attrs}

    @property
    def links(self) -> list[str]:
        places = {"href", "src", "action", "formaction"}
        return [value or "" for _, attrs in self.found for name, value in attrs if name in places]


def test_the_html_of_a_mail_is_shown_on_demand_with_its_tables_and_without_its_styles(
    worker: LocalWorker, olga: TestClient
) -> None:
    html = "<table width=9><tr><td style='color:red'>Ada Byron</td></tr></table><ul><li>one</li></ul>"
    raw = mail(html).replace(b"text/plain", b"text/html")
    raw = raw.replace(b"<ul>", form().replace("\n", "<br>").encode() + b"<ul>")
    reference = opened(worker, raw)
    page = olga.get(f"/requests/{reference}?as=html").text
    assert "<td>Ada Byron</td>" in page
    assert "<li>one</li>" in page


def test_signatures_and_quotations_are_folded_and_still_there(worker: LocalWorker, olga: TestClient) -> None:
    reference = opened(worker, mail(form() + "\n-- \nAda Byron\nCountess\n"))
    page = olga.get(f"/requests/{reference}").text
    folded = re.search(r"<details><summary>(Signature, \d lines)</summary>(.*?)</details>", page, re.DOTALL)
    assert folded is not None
    assert "Countess" in folded[2]


def test_mail_letters_and_changes_are_one_timeline_in_order(worker: LocalWorker, olga: TestClient) -> None:
    first = worker.receive(mail(form(holder_name="Ada"), Message_ID="<one@engines.test>"))
    [letter] = worker.send()
    worker.now += timedelta(minutes=5)
    worker.receive(answer(letter, "3. The first and last name of the holder: Ada Byron\n"))
    worker.now += timedelta(minutes=5)
    reference = worker.request(first).reference
    review_actions.set_values(worker.services, reference, {"organization": "Engines Inc"}, "maya")
    page = olga.get(f"/requests/{reference}").text
    told = visible(page[page.index('id="timeline"') :])
    parts = ["wrote the request", "missing fields", "answered", "from Analytical Engines Ltd to Engines Inc"]
    places = [told.index(part) for part in parts]
    assert places == sorted(places)
    assert "maya changed" in told


def test_who_else_looks_at_it_is_told_until_they_are_gone(worker: LocalWorker, olga: TestClient) -> None:
    reference = opened(worker, mail(form()))
    staff_accounts.add(worker.services, "maya", PASSWORD, StaffRole.REVIEWER)
    maya = TestClient(olga.app, base_url="http://127.0.0.1", follow_redirects=False)
    sign_in(maya, "maya", PASSWORD)
    maya.get(f"/requests/{reference}")
    assert "maya is also looking" in visible(olga.get(f"/requests/{reference}").text)
    assert "also looking" not in olga.get("/requests/SW-NOBODY").text
    worker.now += timedelta(minutes=1)
    assert "also looking" not in olga.get(f"/requests/{reference}").text


def test_the_ping_tells_that_the_page_is_out_of_date(worker: LocalWorker, olga: TestClient) -> None:
    reference = opened(worker, mail(form()))
    version = worker.request(1).version
    ping = f"/requests/{reference}/presence?version={version}"
    assert "Changed meanwhile" not in olga.get(ping).text
    review_actions.approve(worker.services, reference, "maya")
    assert "Changed meanwhile by maya" in visible(olga.get(ping).text)


def test_a_request_that_is_not_there_is_a_page_that_is_not_there(olga: TestClient) -> None:
    for name in ("SW-AAAAAA", "999999", "%00", "../../etc"):
        assert olga.get(f"/requests/{name}").status_code in {404, 303}


def test_points_to_check_speak_and_the_others_are_folded(worker: LocalWorker, olga: TestClient) -> None:
    opened(worker, mail(form()))
    second = opened(
        worker,
        mail(form(account_email="boss@elsewhere.test"), sender="Bo <bo@other.test>", Message_ID="<2@o.test>"),
    )
    page = visible(olga.get(f"/requests/{second}").text)
    assert "A license key of it stands in another request SW-" in page
    assert "The myAtlassian address is at another domain than the sender" in page
    assert "2 points to check" in page


def test_two_keys_are_two_lines_each_with_its_own_reveal(worker: LocalWorker, olga: TestClient) -> None:
    reference = opened(worker, mail(form(license_key=f"{KEY}\n{OTHER_KEY}")))
    page = olga.get(f"/requests/{reference}").text
    assert "/keys/license_key/1/reveal" in page
    assert "/keys/license_key/2/reveal" in page
    assert (
        olga.post(f"/requests/{reference}/keys/license_key/3/reveal", data={"csrf": csrf(page)}).status_code
        == 409
    )


def test_a_cloud_interest_entry_has_the_same_page_with_its_two_fields(
    worker: LocalWorker, olga: TestClient
) -> None:
    text = "1. My license (key or SEN): SEN-1234567\n2. Number of users: 25\n"
    reference = opened(worker, mail(text, subject=FORMS["cloud-interest"].subject))
    page = olga.get(f"/requests/{reference}").text
    assert 'id="field-users"' in page
    assert 'id="field-license_key"' not in page
    assert "SEN-1234567" not in page[: page.index('id="timeline"')]


def test_words_that_nothing_explains_are_marked_in_the_mail_and_stand_beside_the_fields(
    worker: LocalWorker, olga: TestClient
) -> None:
    words = "The account above is not the right one."
    reference = opened(worker, mail(f"{form()}\n\nThanks, Ada\n\nP.S. {words}\n"))
    page = olga.get(f"/requests/{reference}").text
    mark = re.search(r'<mark class="src unread" id="src-unread"[^>]*>(.*?)</mark>', page, re.DOTALL)
    assert mark is not None
    assert words in mark[1]
    assert f'<q dir="auto">{words}</q>' in page
    assert "Words nobody read" in page


def test_a_request_without_such_words_says_nothing_of_them(worker: LocalWorker, olga: TestClient) -> None:
    page = olga.get(f"/requests/{opened(worker, mail(form()))}").text
    assert "unread" not in page


def test_mails_and_letters_are_one_thread_and_each_letter_has_its_buttons(
    worker: LocalWorker, olga: TestClient
) -> None:
    reference = opened(worker, mail(form()))
    page = olga.get(f"/requests/{reference}").text
    thread = page[page.index('id="mails"') : page.index('id="eligible"')]
    assert thread.index('id="mail-1"') < thread.index('id="letter-1"')
    assert "Confirmation of receipt" in thread
    assert "Don’t send" in thread
    worker.send()
    assert "Don’t send" not in olga.get(f"/requests/{reference}").text


def test_the_history_names_who_did_what_in_plain_words(worker: LocalWorker, olga: TestClient) -> None:
    reference = opened(worker, mail(form()))
    worker.send()
    other = opened(worker, mail(form(), sender="Bo <bo@other.test>", Message_ID="<2@o.test>"))
    review_actions.approve(worker.services, reference, "maya")
    review_actions.complete(worker.services, reference, ["9000002"], "maya")
    page = olga.get(f"/requests/{reference}").text
    told = visible(page[page.index('id="timeline"') :])
    for words in ("maya approved it", "maya completed it with SEN-9000002", f"linked it with {other}"):
        assert words in told
    again = olga.get(f"/requests/{other}").text
    told = visible(again[again.index('id="timeline"') :])
    assert "sen-worker asks you to look: Key in another request" in told
    assert "_" not in told


def test_a_closed_request_says_on_top_how_it_ended(worker: LocalWorker, olga: TestClient) -> None:
    done = opened(worker, mail(form()))
    review_actions.approve(worker.services, done, "maya")
    review_actions.complete(worker.services, done, ["SEN-9000002"], "maya")
    page = visible(olga.get(f"/requests/{done}").text)
    assert f"Completed by maya , 0 seconds ago. SEN-9000002 for ****{KEY[-4:]} ." in page.replace(
        "a moment ago", "0 seconds ago"
    )
    assert "SEN confirmation to ada@engines.test : queued" in page
    gone = opened(worker, mail(form(license_key=OTHER_KEY), sender="Bo <bo@o.test>", Message_ID="<2@o.test>"))
    review_actions.reject(worker.services, gone, "cloud", "", "maya")
    page = visible(olga.get(f"/requests/{gone}").text)
    assert "Rejected, as it is on Atlassian Cloud, by maya" in page
    assert "Nothing speaks against it" not in page


def test_what_a_customer_tells_of_levels_stands_under_eligible_with_its_place_and_what_follows(
    worker: LocalWorker, olga: TestClient
) -> None:
    words = "The license is for 25 users and our Confluence server has 50 users."
    reference = opened(worker, mail(form() + f"\n{words}\n"))
    told = "The license is for 25 users and the server for 50"
    page = visible(olga.get(f"/requests/{reference}").text)
    assert f"{told} ( Mail 1, line 14 ); the level has to be matched before it is moved." in page
    assert "Nothing speaks against it" not in page
    queue = visible(olga.get("/queue").text)
    assert told in queue
    assert "Looks eligible" not in queue
