"""Somebody who writes as one of the vendor's people and "forwards" what a customer never wrote."""

import pytest

from tests.acceptance.customers import complete
from tests.acceptance.installation import VENDOR
from tests.security.conftest import SERVER, TRUSTING, StartWorker

COLLEAGUE = "grace@vendor.test"
VICTIM = "victim@corp.test"
ALIGNED = f"Authentication-Results: {SERVER}; dmarc=pass header.from=vendor.test\n"
FAILED = f"Authentication-Results: {SERVER}; dmarc=fail header.from=vendor.test\n"


def forward(top: str = "", author: str = f"Grace <{COLLEAGUE}>") -> bytes:
    form = complete().decode().replace("\r\n", "\n").partition("\n\n")[2]
    head = (
        f"{top}From: {author}\nTo: {VENDOR}\nSubject: Fwd: I want to migrate my Server license to Atlassian"
        f" Marketplace\nMessage-ID: <{len(top)}.{len(author)}@vendor.test>\n"
        "Date: Mon, 02 Mar 2026 10:00:00 +0000\n\n"
        f"---------- Forwarded message ---------\nFrom: Vic Tim <{VICTIM}>\n"
        "Date: Mon, 2 Mar 2026 at 09:00\nSubject: I want to migrate my Server license to Atlassian"
        f" Marketplace\nTo: <{COLLEAGUE}>\n\n"
    )
    return (head + form).replace("\n", "\r\n").encode()


@pytest.mark.parametrize(
    ("policy", "top", "author"),
    [
        ("", "", f"Grace <{COLLEAGUE}>"),
        (TRUSTING, "", f"Grace <{COLLEAGUE}>"),
        (TRUSTING, FAILED, f"Grace <{COLLEAGUE}>"),
        ("", "", f"Sales <{VENDOR}>"),
    ],
    ids=["nobody trusted", "not told", "failed", "from the mailbox itself"],
)
def test_a_forged_colleague_makes_no_request_in_a_customers_name(
    start_worker: StartWorker, policy: str, top: str, author: str
) -> None:
    worker = start_worker(policy)
    worker.take(forward(top, author))
    request = worker.request()
    assert request["requester"] != VICTIM
    assert "unsure" in request["attention"]
    assert ("authentication_failed" in request["attention"]) is bool(top)
    assert worker.recipients() == set()
    assert VICTIM in worker.run("queue", "show", request["reference"], "--json")


def test_a_colleague_whose_domain_vouches_hands_a_request_over(start_worker: StartWorker) -> None:
    worker = start_worker(TRUSTING)
    worker.take(forward(ALIGNED))
    request = worker.request()
    assert (request["requester"], request["attention"]) == (VICTIM, ["letter_withheld"])
