"""Several clients in one mail are told apart by the lines that part them, or not at all."""

from collections.abc import Callable

import pytest

from tests.integration.local_worker import FORMS, KEY, OTHER_KEY, form, mail
from worker.forms.extract_form import extract_form
from worker.forms.extraction import Extraction
from worker.reading import read

ONE = {"license_key": KEY, "organization": "One Ltd", "account_email": "a@one.test"}
TWO = {"license_key": OTHER_KEY, "organization": "Two Ltd", "account_email": "b@two.test"}
INTRO = (
    "Please migrate these licenses to Atlassian Marketplace. All run on their own servers and we agree to"
    " match the server levels.\n\n"
)


def extracted(text: str) -> Extraction:
    return extract_form(read(mail(text, "Ex Pert <ex@pert.test>")), list(FORMS.values()))


def labelled(key: str, organization: str, account: str, name: str) -> str:
    return (
        f"License Key: {key}\nEmail: {account}\nName: {name}\nOrganization: {organization}\n"
        "Address: 1 Elm St, Leeds LS1 1AA, UK\n"
    )


def numbered(key: str, organization: str, account: str, name: str) -> str:
    return f"1. {key}\n2. {account}\n3. {name}\n4. {organization}\n5. 1 Elm St, Leeds LS1 1AA, UK\n6.\n"


@pytest.mark.parametrize(
    "line",
    [
        "--------------",
        "==========",
        "* * *",
        "Client 2:",
        "Second client",
        "And for our other client:",
        "2)",
    ],
)
def test_a_line_between_two_forms_parts_them_and_says_nothing(line: str) -> None:
    first = extracted(f"Client 1:\n\n{form(**ONE)}\n{line}\n\n{form(**TWO, holder_name='')}")
    (second,) = first.others
    assert (first.fields["license_key"], second.fields["license_key"]) == (KEY, OTHER_KEY)
    assert (first.fields["organization"], second.fields["organization"]) == ("One Ltd", "Two Ltd")
    assert (first.ask, second.ask) == ((), ("holder_name",))
    assert not first.unread
    assert not second.unread


@pytest.mark.parametrize("write", [labelled, numbered])
def test_a_heading_is_no_part_of_an_answer_and_what_stands_above_is_said_of_all(
    write: Callable[..., str],
) -> None:
    one, two = (
        write(KEY, "One Ltd", "a@one.test", "Ann One"),
        write(OTHER_KEY, "Two Ltd", "b@two.test", "Bob Two"),
    )
    first = extracted(f"{INTRO}Client A\n{one}\nClient B\n{two}\nThanks\nEx Pert")
    (second,) = first.others
    for section, organization, name in ((first, "One Ltd", "Ann One"), (second, "Two Ltd", "Bob Two")):
        assert section.ask == ()
        assert section.fields["organization"] == organization
        assert section.fields["holder_name"] == name
        assert section.fields["address"] == "1 Elm St, Leeds LS1 1AA, UK"


def test_the_places_of_values_are_those_in_the_mail() -> None:
    first = extracted(f"{form(**ONE)}\n-----\n{form(**TWO)}")
    for section in (first, *first.others):
        (span,) = section.evidence["organization"].spans
        assert section.text[span.start : span.end] == section.fields["organization"]


def test_two_licenses_of_one_customer_are_one_request() -> None:
    whole = extracted(f"{form(**ONE)}\n-----\n{form(**{**ONE, 'license_key': OTHER_KEY})}")
    assert not whole.others
    assert str(whole.fields["license_key"]).split() == [KEY, OTHER_KEY]


@pytest.mark.parametrize("below", ["Our Jira: acme.example.com", "We bought it ourselves"])
def test_words_where_an_optional_answer_could_be_are_shown(below: str) -> None:
    found = extracted(form() + below + "\n")
    assert [one.text for one in found.unread] == [below]
    assert not found.hold


@pytest.mark.parametrize("below", ["N/A", "none", "-", "Ex Pert", "Thanks\nEx Pert\nPert Ltd"])
def test_no_answer_and_a_name_below_are_nothing_to_look_at(below: str) -> None:
    assert not extracted(form() + below + "\n").unread
