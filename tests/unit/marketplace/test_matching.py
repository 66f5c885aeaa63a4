"""Which issued license is offered for which approved key: never a wrong one, and few are missed."""

import random
from collections.abc import Iterator
from dataclasses import replace
from datetime import date

import pytest

from worker.marketplace.license_matching import match_licenses
from worker.marketplace.license_report import NoLicenseError, read_license
from worker.marketplace.values import IssuedLicense, WaitingKey

APPROVED = date(2026, 3, 2)
KEY = WaitingKey(
    request_id=1,
    reference="SW-AAAAAA",
    place=0,
    email="licenses@engines.test",
    organization="Analytical Engines Ltd",
    approved=APPROVED,
    product="Mockups for JIRA",
    users=50,
)
ISSUED = IssuedLicense(
    sen="SEN-1234567",
    app="Balsamiq Mockups for JIRA",
    hosting="Server",
    kind="COMMERCIAL",
    status="active",
    users=50,
    started=date(2026, 3, 3),
    company="Analytical Engines Limited",
    emails=frozenset({"licenses@engines.test"}),
)


def test_a_license_that_fits_in_all_is_offered_with_its_evidence() -> None:
    (offer,) = match_licenses([KEY], [ISSUED], ()).offers
    assert (offer.request_id, offer.place, offer.sen) == (1, 0, "SEN-1234567")
    assert match_licenses([replace(KEY, product="")], [ISSUED], ()).offers == ()
    assert match_licenses([replace(KEY, users=None)], [ISSUED], ()).offers == ()
    assert "contact licenses@engines.test" in offer.evidence
    assert "50 users" in offer.evidence


@pytest.mark.parametrize(
    "changed",
    [
        {"emails": frozenset({"ada@engines.test"})},
        {"company": "Difference Engines GmbH"},
        {"company": ""},
        {"app": "Balsamiq Mockups for Confluence"},
        {"users": 25},
        {"users": None},
        {"started": date(2026, 2, 20)},
        {"started": None},
        {"hosting": "Cloud"},
        {"hosting": "Data Center"},
        {"kind": "EVALUATION"},
        {"status": "cancelled"},
    ],
)
def test_a_license_that_differs_in_one_thing_is_not_offered(changed: dict[str, object]) -> None:
    matched = match_licenses([KEY], [replace(ISSUED, **changed)], ())  # type: ignore[arg-type]
    assert (matched.offers, matched.undecided) == ((), ())


SPELLED = replace(ISSUED, company="ANALYTICAL  Engines Ltd")


@pytest.mark.parametrize(
    "changed",
    [
        {"company": "Analytical Engines Limited"},
        {"company": "Analytical Engines Inc"},
        {"started": date(2024, 3, 3), "updated": date(2026, 3, 3)},
        {"started": None, "updated": date(2026, 3, 3)},
        {"hosting": ""},
        {"status": ""},
        {"status": "expired"},
        {"kind": ""},
        {"kind": "DEMONSTRATION"},
    ],
)
def test_what_is_offered_is_exact_only_where_nothing_is_left_to_believe(changed: dict[str, object]) -> None:
    (exact,) = match_licenses([KEY], [SPELLED], ()).offers
    assert exact.exact
    for offer in match_licenses([KEY], [replace(SPELLED, **changed)], ()).offers:  # type: ignore[arg-type]
        assert not offer.exact


def test_a_sen_that_a_request_has_is_not_offered_again() -> None:
    assert match_licenses([KEY], [ISSUED], {"SEN-1234567"}).offers == ()


def test_two_licenses_for_one_key_or_two_keys_for_one_license_are_left_to_a_person() -> None:
    rival = replace(ISSUED, sen="SEN-7654321")
    two_licenses = match_licenses([KEY], [ISSUED, rival], ())
    assert two_licenses.offers == ()
    assert {*two_licenses.undecided[0].sens} == {"SEN-1234567", "SEN-7654321"}
    two_keys = match_licenses([KEY, replace(KEY, place=1)], [ISSUED], ())
    assert (two_keys.offers, two_keys.undecided[0].references) == ((), ("SW-AAAAAA",))


def test_keys_of_one_request_are_told_apart_by_product_and_level() -> None:
    other = replace(KEY, place=1, product="Mockups for Confluence", users=100)
    wiki = replace(ISSUED, sen="SEN-2", app="Balsamiq Mockups for Confluence", users=100)
    offers = match_licenses([KEY, other], [wiki, ISSUED], ()).offers
    assert {(one.place, one.sen) for one in offers} == {(0, "SEN-1234567"), (1, "SEN-2")}


def test_records_of_the_api_and_of_its_exports_are_read_the_same() -> None:
    nested = {
        "addonLicenseId": "1234567",
        "licenseId": "SEN-1234567",
        "addonKey": "com.balsamiq.jira",
        "addonName": "Balsamiq Mockups for JIRA",
        "hosting": "Server",
        "licenseType": "COMMERCIAL",
        "maintenanceStartDate": "2026-03-03",
        "status": "active",
        "tier": "50 Users",
        "contactDetails": {
            "company": "Analytical Engines Limited",
            "technicalContact": {"email": "Licenses@Engines.test", "name": "Ada"},
        },
    }
    flat = {
        "License ID": "SEN-1234567",
        "App name": "Balsamiq Mockups for JIRA",
        "App key": "com.balsamiq.jira",
        "Hosting": "Server",
        "License type": "COMMERCIAL",
        "Maintenance start date": "2026-03-03",
        "Status": "active",
        "Tier": "50 Users",
        "Company": "Analytical Engines Limited",
        "Technical contact email": "licenses@engines.test",
    }
    assert read_license(nested) == read_license(flat)
    assert read_license(flat).users == 50


@pytest.mark.parametrize("record", [{}, {"sen": "none"}, {"licenseId": "SEN-1", "addonLicenseId": "SEN-2"}])
def test_a_record_without_one_sen_is_none(record: dict[str, object]) -> None:
    with pytest.raises(NoLicenseError, match="SEN"):
        read_license(record)


def look_alikes(chance: random.Random, number: int) -> Iterator[tuple[WaitingKey, list[IssuedLicense], bool]]:
    """Keys whose own license was issued or not, among licenses that resemble it in all but one thing."""
    for at in range(number):
        key = replace(
            KEY,
            request_id=at,
            reference=f"SW-{at}",
            email=f"it{at % 97}@company{at // 2}.test",
            organization=f"Company {at // 3} {chance.choice(['Ltd', 'GmbH', 'Inc.', ''])}",
            product=chance.choice(["Mockups for JIRA", "Mockups for Confluence"]),
            users=chance.choice([10, 25, 50]),
        )
        own = replace(
            ISSUED,
            sen=f"SEN-{at}1",
            app=f"Balsamiq {key.product}",
            users=key.users,
            company=f"Company {at // 3}",
            emails=frozenset({key.email}),
        )
        other = "Confluence" if "JIRA" in key.product else "JIRA"
        wrong = [
            replace(own, sen=f"SEN-{at}2", emails=frozenset({f"x{key.email}"})),
            replace(own, sen=f"SEN-{at}3", company=f"Company {at // 3 + 10_000}"),
            replace(own, sen=f"SEN-{at}4", started=date(2025, 3, 3)),
            replace(own, sen=f"SEN-{at}5", users=(key.users or 0) + 50),
            replace(own, sen=f"SEN-{at}6", app=f"Balsamiq Mockups for {other}"),
        ]
        issued = chance.random() < 0.7
        yield key, [*wrong, own] if issued else wrong, issued


def test_of_five_thousand_look_alikes_no_offer_is_wrong() -> None:
    cases = [*look_alikes(random.Random(17), 900)]
    licenses = [one for _, some, _ in cases for one in some]
    assert len(licenses) > 4_500
    random.Random(18).shuffle(licenses)
    offers = match_licenses([key for key, _, _ in cases], licenses, ()).offers
    right = [one for one in offers if one.sen == f"SEN-{one.request_id}1"]
    wanted = sum(issued for _, _, issued in cases)
    assert len(right) == len(offers)
    assert len(right) == wanted
