"""Names of one organization or person, and names that only look so."""

import pytest

from worker.register.name_likeness import NameLikeness, compare_organizations, compare_persons

ONE_ORGANIZATION = [
    ("Analytical Engines Ltd", "Analytical Engines Limited"),
    ("Müller GmbH & Co. KG", "Mueller GmbH"),
    ("Müller GmbH", "MULLER"),
    ("Société Générale S.A.", "Societe Generale"),
    ("Siemens Aktiengesellschaft", "Siemens AG"),
    ("ООО Ромашка", "Romashka OOO"),
    ("Газпром", "Gazprom"),
    ("株式会社トヨタ", "トヨタ"),
    ("International Business Machines Corp.", "IBM"),
    ("Acme, Inc.", "ACME Corporation"),
    ("Foo Bar Sp. z o.o.", "Foo Bar"),
    ("The Difference Engine Company", "Difference Engine"),
    ("Analytical Engines", "Analytcal Engines"),
    ("Univ. Zurich", "Universität Zürich"),
    ("O'Reilly Media", "OReilly Media, Inc."),
    ("Ernst & Young LLP", "Ernst and Young"),
    ("Þórsmörk ehf.", "Thorsmork"),
    ("Škoda Auto a.s.", "Skoda Auto"),
    ("Jyväskylän Energia Oy", "Jyvaskylan Energia"),
    ("Deutsche Telekom AG", "Deutsche Telekom IT GmbH"),
]
TWO_ORGANIZATIONS = [
    ("Analytical Engines Ltd", "Analytical Instruments Ltd"),
    ("Siemens AG", "Simmons AG"),
    ("Acme Ltd", "Acne Studios Ltd"),
    ("First National Bank", "First Regional Bank"),
    ("Müller GmbH", "Miller GmbH"),
    ("ABC Ltd", "ABD Ltd"),
    ("IBM", "Big Blue Machines"),
    ("Deutsche Bank AG", "Deutsche Bahn AG"),
    ("University of Oxford", "University of Cambridge"),
    ("Nord Software", "Nordea Software"),
    ("GmbH", "Ltd"),
    ("", "Acme"),
    ("Bank of Scotland", "Bank of Ireland"),
    ("Stadt Köln", "Stadt Bonn"),
]


@pytest.mark.parametrize(("one", "other"), ONE_ORGANIZATION)
def test_one_organization_by_two_names(one: str, other: str) -> None:
    assert compare_organizations(one, other) is not NameLikeness.UNLIKE
    assert compare_organizations(other, one) is compare_organizations(one, other)


@pytest.mark.parametrize(("one", "other"), TWO_ORGANIZATIONS)
def test_two_organizations(one: str, other: str) -> None:
    assert compare_organizations(one, other) is NameLikeness.UNLIKE


@pytest.mark.parametrize(
    ("one", "other", "wanted"),
    [
        ("Ada Byron", "Byron, Ada", NameLikeness.SAME),
        ("Jörg Müller", "Joerg Mueller", NameLikeness.SAME),
        ("A. Byron", "Ada Byron", NameLikeness.ALIKE),
        ("Ада Байрон", "Ada Bayron", NameLikeness.SAME),
        ("Ada Byron", "Anna Byron", NameLikeness.UNLIKE),
        ("Ada Byron", "Ada Lovelace", NameLikeness.UNLIKE),
    ],
)
def test_persons(one: str, other: str, wanted: NameLikeness) -> None:
    assert compare_persons(one, other) is wanted
