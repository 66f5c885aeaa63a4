"""Mail that reaches the sales address over a list, a group or a contact form of the vendor's."""

import pytest

from worker.reading.message import Automation, Message
from worker.reading.parse import read

SALES = "sales@vendor.example"
OWN = frozenset({SALES, "sales@lists.vendor.example"})

GOOGLE = """\
Return-Path: <sales+bncBCXYZ@vendor.example>
X-Original-Sender: ada@acme.example
Precedence: list
Mailing-list: list sales@vendor.example; contact sales+owners@vendor.example
List-ID: <sales.vendor.example>
X-Google-Group-Id: 123456789012
List-Post: <https://groups.google.com/a/vendor.example/group/sales/post>, <mailto:sales@vendor.example>
List-Unsubscribe: <mailto:googlegroups-manage+123@googlegroups.com>"""
MAILMAN = """\
Sender: "Sales" <sales-bounces@lists.vendor.example>
Precedence: list
X-BeenThere: sales@lists.vendor.example
X-Mailman-Version: 2.1.39
List-Id: Sales <sales.lists.vendor.example>
List-Post: <mailto:sales@lists.vendor.example>
List-Help: <mailto:sales-request@lists.vendor.example?subject=help>"""
SYMPA = """\
X-Loop: sales@lists.vendor.example
Precedence: bulk
List-Id: <sales.lists.vendor.example>
List-Post: <mailto:sales@lists.vendor.example>"""
NEWSLETTER = """\
Precedence: bulk
List-Id: Weekly <weekly.news.example>
List-Unsubscribe: <https://news.example/u>"""
FOREIGN = """\
List-Id: <users.project.example>
List-Post: <mailto:users@project.example>"""


def mail(headers: str, sender: str = "Ada Byron <ada@acme.example>") -> Message:
    own = f"From: {sender}\nTo: {SALES}\nSubject: Our license\nMessage-ID: <1@acme.example>"
    text = f"{headers}\n{own}\n\nHello\n".lstrip()
    return read(text.replace("\n", "\r\n").encode(), OWN)


@pytest.mark.parametrize(
    "headers",
    [
        GOOGLE,
        MAILMAN,
        SYMPA,
        "List-Id: <sales.vendor.example>",
        "Mailing-List: contact sales-help@vendor.example; run by ezmlm\nX-Mailing-List: sales@vendor.example",
        "List-Id: SALES <Sales.Vendor.Example>\nList-Post: <mailto:Sales@Vendor.example>",
        "List-Id: <sales.vendor.example>\nList-Post: NO",
    ],
)  # fmt: skip
def test_a_list_with_our_address_is_the_way_in(headers: str) -> None:
    found = mail(headers)
    assert (found.lists, found.automation, found.from_.addr) == (False, Automation.NONE, "ada@acme.example")
    assert found.relayed_by is None


@pytest.mark.parametrize(
    "headers",
    [
        NEWSLETTER,
        FOREIGN,
        f"{FOREIGN}\nX-BeenThere: sales@vendor.example",
        f"{GOOGLE}\nX-Mailing-List: users@project.example",
        "X-Google-Group-Id: 123456789012\nPrecedence: list",
        "List-Unsubscribe: <mailto:sales@vendor.example>",
        "List-Id: <sales.vendor.example.evil.example>",
        "List-Id: <presales.vendor.example>\nList-Post: <mailto:presales@vendor.example>",
    ],
)
def test_another_list_is_list_traffic(headers: str) -> None:
    found = mail(headers)
    assert (found.lists, found.automation) == (True, Automation.BULK)


@pytest.mark.parametrize(
    ("headers", "sender"),
    [
        (f"{GOOGLE}\nX-Original-From: Bob Berg <bob@berg.example>\nReply-To: Bob Berg <bob@berg.example>", SALES),
        (f"{GOOGLE}\nX-Original-From: Bob Berg <bob@berg.example>", f'"Bob Berg via Sales" <{SALES}>'),
        (f"{MAILMAN}\nReply-To: Bob Berg <bob@berg.example>", f"Bob Berg via Sales <{SALES}>"),
        (f"{MAILMAN}\nReply-To: {SALES}, Bob Berg <bob@berg.example>", f"Bob Berg via Sales <{SALES}>"),
        (f'{MAILMAN}\nReply-To: "Berg, Bob" <bob@berg.example>, <{SALES}>', f"Bob Berg via Sales <{SALES}>"),
        (f"{SYMPA}\nX-Original-From: =?utf-8?q?Bob_Berg?= <bob@berg.example>", "sales@lists.vendor.example"),
        ("Reply-To: Bob Berg <bob@berg.example>", f"Vendor Website <{SALES}>"),
        ("Reply-To: BOB@Berg.Example", f"Website <{SALES.upper()}>"),
        ("Auto-Submitted: no\nReply-To: bob@berg.example", SALES),
    ],
)  # fmt: skip
def test_what_bears_our_address_is_its_writers(headers: str, sender: str) -> None:
    found = mail(headers, sender)
    assert found.from_.addr == "bob@berg.example"
    assert found.relayed_by is not None
    assert found.relayed_by.addr in OWN


@pytest.mark.parametrize(
    "headers",
    [
        "",
        f"Reply-To: {SALES}",
        "Reply-To: bob@berg.example, eve@evil.example",
        "Reply-To: bob@berg.example\nReply-To: eve@evil.example",
        'Reply-To: "bob@berg.example" <eve@evil.example> x',
        "Reply-To: Bob Berg <bob@berg.example",
        "X-Original-From: Bob Berg <bob@berg.example>",
        "X-Original-Sender: bob@berg.example",
    ],
)
def test_without_a_clear_word_our_address_is_the_author(headers: str) -> None:
    found = mail(headers, SALES)
    assert (found.from_.addr, found.relayed_by) == (SALES, None)


def test_a_strangers_own_claim_to_be_somebody_else_is_not_heard() -> None:
    found = mail(
        "X-Original-From: Victim <victim@corp.example>\nReply-To: victim@corp.example", "eve@evil.example"
    )
    assert (found.from_.addr, found.relayed_by) == ("eve@evil.example", None)
