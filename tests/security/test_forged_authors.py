"""A thief whose own domain passes, and a From that is made to be read as the victim's."""

import pytest

from tests.acceptance.customers import CUSTOMER, half_filled
from tests.security.conftest import SERVER, TRUSTING, StartWorker

THIEF = "thief@evil.test"
PASSES = (
    f"Authentication-Results: {SERVER}; dmarc=pass header.from=evil.test; spf=pass smtp.mailfrom={THIEF}\r\n"
)
FROM = f"From: Ada Byron <{CUSTOMER}>".encode()

#: Each was read as the victim's, or might be, by one program or another.
HOSTILE = (
    f'"{CUSTOMER}" <{THIEF}> x',
    f"=?utf-8?q?{CUSTOMER.replace('@', '=40')}?= <{THIEF}> x",
    f"=?utf-8?q?{CUSTOMER.replace('@', '=40')}_=3C{CUSTOMER.replace('@', '=40')}=3E?=",
    f"({CUSTOMER}) <{THIEF}> x",
    f"Ada <{CUSTOMER}",
    f"{CUSTOMER}, <{THIEF}>",
    f"<{CUSTOMER}> <{THIEF}>",
    f"{CUSTOMER}\r\nFrom: {THIEF}",
    f"Team: {CUSTOMER};",
    f"<@evil.test:{CUSTOMER}>",
)


@pytest.mark.parametrize("policy", ["", TRUSTING], ids=["nobody trusted", "server trusted"])
def test_nothing_is_sent_to_an_author_whom_the_grammar_does_not_give(
    start_worker: StartWorker, policy: str
) -> None:
    worker = start_worker(policy)
    mails = [
        PASSES.encode()
        + half_filled()
        .replace(FROM, f"From: {value}".encode())
        .replace(b"<first@", f"<{number}@".encode())
        .replace(b"eJwBMgDN", f"eJwBMgD{number}".encode())
        for number, value in enumerate(HOSTILE)
    ]
    worker.take(*mails)
    assert worker.recipients() == set()
    assert len(worker.rows("queue", "list")) == len(HOSTILE)
    assert {row["state"] for row in worker.rows("outbox", "list")} == {"held"}
