"""What a deployer is told of the way that mail came."""

import pytest

from tests.unit.reading.test_relays import FOREIGN, GOOGLE, MAILMAN, OWN, SALES, mail
from worker.requests.senders.delivery_path import is_perhaps_ours, tell_way

OURS = "over the list {}, which is ours"
ADVICE = "; if customers write to it, add its address to aliases"
FORM = f"Sales <{SALES}>"
TEAM = "List-Id: <team.vendor.example>\nList-Post: <mailto:team@vendor.example>"


@pytest.mark.parametrize(
    ("headers", "sender", "told"),
    [
        ("", "ada@acme.example", ""),
        ("Reply-To: ada@acme.example", "ada@acme.example", ""),
        ("List-Unsubscribe: <https://crm.example/u>", "ada@acme.example", ""),
        (GOOGLE, "ada@acme.example", OURS.format("sales.vendor.example")),
        (MAILMAN, "ada@acme.example", OURS.format("sales.lists.vendor.example")),
        (
            f"{GOOGLE}\nX-Original-From: ada@acme.example",
            f"'Ada' via Sales <{SALES}>",
            f"{OURS.format('sales.vendor.example')}; From is ours; the list names who wrote",
        ),
        (
            f"{MAILMAN}\nReply-To: ada@acme.example",
            "Ada via Sales <sales@lists.vendor.example>",
            f"{OURS.format('sales.lists.vendor.example')}; From is ours; the list names who wrote",
        ),
        (FOREIGN, "ada@acme.example", "over the list users.project.example, which is none of ours"),
        (
            TEAM,
            "ada@acme.example",
            f"over the list team.vendor.example, which is none of ours{ADVICE}",
        ),
        ("Reply-To: ada@acme.example", FORM, "From is ours; Reply-To names who wrote"),
        ("Reply-To: ada@acme.example", "shop@shop.example", "Reply-To names another address than From"),
        ("Reply-To: sales@vendor.example", "shop@shop.example", ""),
    ],
)
def test_the_way_of_a_mail_is_told(headers: str, sender: str, told: str) -> None:
    assert tell_way(mail(headers, sender), OWN) == told


@pytest.mark.parametrize(
    ("headers", "perhaps"), [(TEAM, True), (FOREIGN, False), (GOOGLE, False), ("", False)]
)
def test_a_list_in_a_domain_of_ours_may_be_one_of_ours(headers: str, *, perhaps: bool) -> None:
    assert is_perhaps_ours(mail(headers), OWN) is perhaps


def test_a_list_with_a_long_name_is_told_in_short() -> None:
    assert len(tell_way(mail(f"List-Id: <{'x' * 250}.example>"), OWN)) < 200
