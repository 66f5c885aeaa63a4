"""No page shows a person the names by which the program calls states, fields and letters."""

import re
from html.parser import HTMLParser

from starlette.testclient import TestClient

from tests.integration.local_worker import KEY, OTHER_KEY, LocalWorker, form, mail, quoted
from tests.web.test_actions import Reviewer
from worker.services.review import review_actions, staff_actions
from worker.services.review.page_actions import perform_action

_CODE = re.compile(r"(?<![\w./@-])[a-z]+(?:_[a-z]+)+(?![\w/@-])")


class _Shown(HTMLParser):
    """What of a page is seen or heard."""

    def __init__(self) -> None:
        super().__init__()
        self.words: list[str] = []
        self._deep = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._deep += tag in {"script", "style", "code"}
        self.words += [value or "" for name, value in attrs if name in {"aria-label", "title", "placeholder"}]

    def handle_endtag(self, tag: str) -> None:
        self._deep -= tag in {"script", "style", "code"}

    def handle_data(self, data: str) -> None:
        if not self._deep:
            self.words.append(data)


def codes(page: str) -> set[str]:
    shown = _Shown()
    shown.feed(page)
    return set(_CODE.findall(" ".join(shown.words)))


def test_pages_speak_words(worker: LocalWorker, olga: TestClient) -> None:
    asked = worker.receive(mail(form(holder_name="", address="12 High Street")))
    reference = worker.request(asked).reference
    [letter] = worker.send()
    reply = {"In_Reply_To": str(letter["Message-ID"]), "subject": f"Re: {letter['Subject']}"}
    worker.receive(mail(f"Ada Byron, 12 High Street, Leeds, United Kingdom\n\n{quoted(letter)}", **reply))
    other = mail(form(license_key=OTHER_KEY), "bo@other.test", Message_ID="<b@other.test>")
    second = worker.request(worker.receive(other)).reference
    perform_action(worker.services, second, staff_actions.await_upgrade("", "olga"), 99, "olga")
    third = mail(form(license_key=f"{KEY}x"), "cy@third.test", Message_ID="<c@third.test>")
    review_actions.reject(
        worker.services, worker.request(worker.receive(third)).reference, "cloud", "", "olga"
    )
    worker.receive(mail("Lunch?", "friend@else.test", Message_ID="<l@else.test>"))
    pages = ["/queue?state=all", "/outbox?state=all", "/ledger", "/ledger/polls", "/figures", "/mailboxes"]
    seen: set[str] = set(pages)
    wrong: dict[str, set[str]] = {}
    while pages:
        path = pages.pop()
        page = olga.get(path).text
        wrong |= {path: found} if (found := codes(page)) else {}
        for link in re.findall(r'href="(/(?:requests|ledger|outbox)/[\w-]+(?:/[a-z_]+)?)[?#"]', page):
            if link not in seen:
                seen.add(link)
                pages.append(link)
    assert wrong == {}
    assert len(seen) > 20

    reviewer = Reviewer(olga, second)
    for path in ("fields/organization", "approve", "complete", "ask-owner", "await_upgrade"):
        assert codes(reviewer.post(path, value="x", do="send").text) == set()
    hand = Reviewer(olga, reference)
    review_actions.withdraw(worker.services, reference, "maya")
    assert codes(hand.post("ask", field="address", do="send").text) == set()
    data = {"csrf": re.findall(r'name="csrf" value="(\w+)"', hand.page)[0]}
    assert codes(olga.post("/ledger/1/request", data={**data, "form": "cloud-interest"}).text) == set()
    assert codes(olga.post("/ledger/retry", data={**data, "do": "retry-1"}).text) == set()


def test_ledger_and_outbox_are_searched_by_the_words_that_they_show(
    worker: LocalWorker, olga: TestClient
) -> None:
    worker.receive(mail(form(holder_name="")))
    [letter] = worker.send()
    reply = {"In_Reply_To": str(letter["Message-ID"]), "subject": f"Re: {letter['Subject']}"}
    worker.receive(mail(f"Ada Byron\n\n{quoted(letter)}", **reply))
    for where, words, found in (
        ("outbox", "question missing", 1),
        ("outbox", "server took", 1),
        ("ledger", "answers holder name", 1),
    ):
        page = olga.get(f"/{where}").text
        token = re.findall(r'name="csrf" value="(\w+)"', page)[0]
        path = olga.post(f"/{where}/search", data={"csrf": token, "q": words}).headers["location"]
        assert len(re.findall(rf'href="/{where}/\d+', olga.get(path).text)) >= found, words
