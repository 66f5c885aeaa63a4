"""Whose letter it is that a mail causes."""

from dataclasses import replace
from typing import Any

import pytest

from tests.unit.requests.made import CUSTOMER, STRANGER, message, request
from worker.reading.message import AuthenticationResult, Automation, MethodResult
from worker.requests.request_model import LetterPool, Policy, SenderStanding
from worker.requests.sending.letter_pools import first_standing, letter_pool
from worker.requests.threading.request_threading import Belonging, Proof

TRUSTING = Policy(trusted_authserv_ids=frozenset({"mx.vendor.example"}))
ANSWER = Belonging(request=request(), proof=Proof.MESSAGE_ID, same_sender=True)
CLAIM = replace(ANSWER, proof=Proof.SENDER)


def dmarc(
    result: str, domain: str = "fjordwerk.example", server: str = "mx.vendor.example"
) -> dict[str, Any]:
    found = MethodResult(method="dmarc", result=result, properties=(("header.from", domain),))
    return {"authentication": (AuthenticationResult(authserv_id=server, results=(found,)),)}


@pytest.mark.parametrize(
    ("changes", "belonging", "proven"),
    [
        ({}, None, False),
        ({}, CLAIM, False),
        ({}, ANSWER, True),
        ({}, replace(ANSWER, proof=Proof.COPY), False),
        ({"from_": STRANGER}, replace(ANSWER, same_sender=False), False),
        ({"automation": Automation.AUTO_REPLY}, ANSWER, False),
        (dmarc("fail"), ANSWER, False),
        (dmarc("pass"), None, True),
        (dmarc("pass"), CLAIM, True),
        (dmarc("pass", "evil.example"), None, False),
        (dmarc("pass", server="mx.elsewhere.example"), None, False),
        (dmarc("none"), None, False),
        (dmarc("pass", "elsewhere.example") | {"from_": STRANGER}, None, False),
    ],
)
def test_proof_makes_a_letter_a_customers(
    changes: dict[str, Any], belonging: Belonging | None, *, proven: bool
) -> None:
    mail = message(**changes)
    for returning, other in ((False, LetterPool.STRANGERS), (True, LetterPool.RETURNING)):
        pool = letter_pool(mail, CUSTOMER.addr, belonging, TRUSTING, returning=returning)
        assert pool is (LetterPool.CUSTOMERS if proven else other)


def test_what_is_known_of_a_first_mails_sender() -> None:
    assert first_standing(LetterPool.CUSTOMERS, Policy()) is SenderStanding.KNOWN
    for pool in (LetterPool.STRANGERS, LetterPool.RETURNING):
        assert first_standing(pool, Policy()) is SenderStanding.STRANGER
        assert first_standing(pool, TRUSTING) is SenderStanding.UNVOUCHED
