"""What the sales list says about a request: facts with a verdict each, and all in one line."""

from dataclasses import replace
from datetime import date

import pytest

from tests.unit.requests.made import request
from worker.reading.message import Address
from worker.register.register_points import register_points
from worker.register.values import KeyMatch, RegisteredLicense
from worker.requests.request_model import FieldValue, Request, State
from worker.requests.staff.approval_points import ApprovalPoint, PointVerdict
from worker.requests.staff.point_summary import in_one_line

TODAY = date(2026, 3, 2)
KEY = "JZ8EA-8SQN8-83KQK-2AELC"
SOLD = RegisteredLicense(
    digest=b"1" * 16,
    ending="AELC",
    product="Mockups for JIRA",
    users=50,
    organization="Analytical Engines Limited",
    buyer="Ada Byron",
    email="ada@engines.test",
    bought=date(2015, 3, 14),
    maintenance_until=date(2027, 3, 14),
)
REQUEST = replace(
    request(State.READY_FOR_REVIEW),
    requester=Address(addr="ada@engines.test", name="Ada Byron"),
    fields={
        "organization": FieldValue(value="Analytical Engines Ltd"),
        "holder_name": FieldValue(value="Ada Byron"),
        "account_email": FieldValue(value="licenses@engines.test"),
    },
)


def told(
    sold: RegisteredLicense, one: Request = REQUEST, server: int | None = None
) -> dict[str, ApprovalPoint]:
    found = register_points(one, [KeyMatch(key=KEY, found=sold)], TODAY, server)
    return {point.name: point for point in found}


def test_a_sale_that_fits_has_nothing_against_it_and_reads_as_plain() -> None:
    points = told(SOLD, server=50)
    assert {point.verdict for point in points.values()} == {PointVerdict.OK}
    assert in_one_line([*points.values()]) == "Plain: known, product, company, buyer, maintenance, users"


@pytest.mark.parametrize(
    ("changed", "name", "verdict", "words"),
    [
        ({"product": "Mockups for Desktop"}, "product", PointVerdict.BAD, "neither Confluence nor JIRA"),
        ({"sen": "SEN-1234567"}, "migrated", PointVerdict.BAD, "SEN-1234567"),
        ({"organization": "Difference GmbH"}, "sold_to", PointVerdict.CHECK, "sold to Difference GmbH"),
        ({"buyer": "Bo", "email": "bo@x.test"}, "buyer", PointVerdict.CHECK, "bought by Bo"),
        ({"buyer": "Bo", "email": "ada@gmail.com"}, "buyer", PointVerdict.CHECK, "bought by Bo"),
        ({"buyer": "Bo", "email": "bo@sales.engines.test"}, "buyer", PointVerdict.OK, "domain"),
        ({"buyer": "A. Byron", "email": ""}, "buyer", PointVerdict.OK, "buyer"),
        ({"maintenance_until": date(2016, 3, 14)}, "maintenance", PointVerdict.CHECK, "ended on 2016-03-14"),
    ],
)
def test_a_sale_that_does_not_fit_is_told_with_its_facts(
    changed: dict[str, object], name: str, verdict: PointVerdict, words: str
) -> None:
    point = told(SOLD._replace(**changed))[name]  # type: ignore[arg-type]
    assert point.verdict is verdict
    assert words in point.words


def test_a_license_smaller_than_the_server_is_told_and_a_bigger_one_is_fine() -> None:
    point = told(SOLD, server=100)["users"]
    assert (point.verdict, point.words) == (
        PointVerdict.CHECK,
        "…AELC is for 50 users and the server has 100",
    )
    assert told(SOLD, server=25)["users"].verdict is PointVerdict.OK


def test_what_the_list_does_not_say_is_no_point() -> None:
    bare = RegisteredLicense(digest=b"1" * 16, ending="AELC")
    assert set(told(bare)) == {"key_known"}


def test_an_unknown_key_speaks_against_it_and_a_slip_is_offered_and_never_taken() -> None:
    unknown = register_points(REQUEST, [KeyMatch(key=KEY), KeyMatch(key="X", found=SOLD)], TODAY)
    assert (unknown[0].name, unknown[0].verdict) == ("key_known", PointVerdict.BAD)
    assert "…AELC is not in the sales list" in unknown[0].words
    (nearly,) = register_points(REQUEST, [KeyMatch(key="JZ8EA-8SQN8-83KQK-2AECL", nearly=(SOLD,))], TODAY)
    assert (nearly.name, nearly.verdict) == ("key_nearly_known", PointVerdict.CHECK)
    assert "…AELC of Analytical Engines Limited" in nearly.words
    assert in_one_line([nearly]).startswith("Odd: The license key …AECL is not in the sales list, but")
