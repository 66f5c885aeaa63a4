"""What staff are told of a sender before they approve: never more than a server that we trust has said."""

from typing import Any

from tests.acceptance.customers import CUSTOMER, complete
from tests.security.conftest import SERVER, TRUSTING, StartWorker

EVIL = (
    f"Authentication-Results: {SERVER}; dkim=pass header.d=evil.test; spf=pass smtp.mailfrom=t@evil.test\r\n"
)
GOOD = f"Authentication-Results: {SERVER}; dmarc=pass header.from=%s\r\n"


def request_of(author: str, number: int, top: str, account: str = "licenses@engines.test") -> bytes:
    return top.encode() + (
        complete()
        .replace(CUSTOMER.encode(), author.encode())
        .replace(b"<first@", f"<{number}@".encode())
        .replace(b"eJwBMgDN", f"eJwBMgD{number}".encode())
        .replace(b"licenses@engines.test", account.encode())
    )


def test_nobody_is_vouched_for_by_somebody_elses_pass(start_worker: StartWorker) -> None:
    worker = start_worker(TRUSTING)
    worker.take(
        request_of("ada@one.test", 1, EVIL),
        request_of("thief@gmail.com", 2, GOOD % "gmail.com", "victim@gmail.com"),
        request_of("ada@three.test", 3, GOOD % "three.test"),
        request_of("ada@four.test", 4, GOOD % "four.test", "ada@four.test"),
    )
    forged = b"Re: I want to migrate my Server license to Atlassian Marketplace"
    again = request_of("ada@three.test", 5, f"Authentication-Results: {SERVER}; dmarc=fail\r\n")
    worker.take(again.replace(b"I want to migrate my Server license to Atlassian Marketplace", forged))

    def told(requester: str) -> dict[str, Any]:
        theirs = [row for row in worker.rows("queue", "list") if row["requester"] == requester]
        last = max(theirs, key=lambda row: row["id"])
        (shown,) = worker.rows("queue", "show", last["reference"])
        return {point["name"]: point["verdict"] for point in shown["eligibility"]}

    assert told("ada@one.test")["authentication"] == "unknown"
    assert told("thief@gmail.com")["account"] == "check"
    assert told("ada@three.test")["authentication"] == "bad"
    assert (told("ada@four.test")["authentication"], told("ada@four.test")["account"]) == ("ok", "ok")
