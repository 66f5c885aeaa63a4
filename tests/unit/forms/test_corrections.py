"""What the sender's own words around a form put right, take back, or want instead of what the form is for."""

import pytest

from tests.samples.sample import SUBJECT, Samples
from worker.forms.extract import extract
from worker.forms.extraction import Extraction
from worker.reading import read
from worker.resources import folder
from worker.template_files import load_forms

FORMS = tuple(load_forms((folder("templates"),)).values())
FILLED = """{T}
{P1} {K}
{P2} helpdesk@lindqvist.example
{P3}: Marta Lindqvist
{P4} Lindqvist & Co AB
{P5} Kungsgatan 12, 411 19 Göteborg, Sweden
{P6}

Best regards
Marta Lindqvist

"""


def read_mail(text: str, subject: str = SUBJECT) -> Extraction:
    samples = Samples()
    samples.other("mail", text, subject=subject, sender='"Marta Lindqvist" <marta@lindqvist.example>')
    return extract(read(samples.found[0].raw), FORMS)


@pytest.mark.parametrize(
    "said",
    [
        "P.S. Number 2 is the wrong mailbox. Please use atlas@lindqvist.example instead.",
        "Sorry, the account should be atlas@lindqvist.example.",
        "PS: Punkt 2 ist falsch, das Konto läuft inzwischen unter atlas@lindqvist.example.",
        "P.S. : le compte a changé, il est désormais sous atlas@lindqvist.example.",
        "P.D. La cuenta de arriba es incorrecta, usen atlas@lindqvist.example por favor.",
    ],
)
def test_the_account_that_a_sentence_names_instead_is_the_answer(said: str) -> None:
    found = read_mail(FILLED + said)
    assert found.fields["account_email"] == "atlas@lindqvist.example"


@pytest.mark.parametrize(
    "said",
    [
        "P.S. The organization is no longer Lindqvist & Co AB but Lindqvist Instruments AB.",
        "P.S. Die Firma heißt nicht mehr Lindqvist & Co, sondern Lindqvist Instruments AB.",
        "P.S. A empresa agora se chama Lindqvist Instruments AB.",
    ],
)
def test_the_name_that_a_sentence_gives_instead_is_the_answer(said: str) -> None:
    assert read_mail(FILLED + said).fields["organization"] == "Lindqvist Instruments AB"


@pytest.mark.parametrize(
    "said",
    [
        "P.S. The key in line 1 is that of our test server. Please do not use it.",
        "P.S. : la clé du point 1 est celle du serveur de test. Merci de ne pas l'utiliser.",
        "P.S. Der Schlüssel oben ist vom Testserver, bitte nicht verwenden.",
    ],
)
def test_a_key_that_is_taken_back_is_asked_for(said: str) -> None:
    assert "license_key" in read_mail(FILLED + said).ask


def test_a_second_address_that_corrects_nothing_is_not_taken() -> None:
    found = read_mail(FILLED + "P.S. Invoices go to bills@lindqvist.example as ever.")
    assert found.fields["account_email"] == "helpdesk@lindqvist.example"
    assert found.hold


@pytest.mark.parametrize(
    "text",
    [
        "Please do not transfer our license.\n\nIt is this one: {K}",
        "Bitte übertragen Sie sie nicht.\n\nEs geht um {K}",
        "Under article 15 GDPR please send me a copy of the personal data that you hold.\n\nMy key: {K}",
        "Op grond van de AVG ontvang ik graag een overzicht van mijn persoonsgegevens.\n\nSleutel: {K}",
    ],
)
def test_the_body_outranks_the_subject_and_a_key(text: str) -> None:
    assert read_mail(text).kind == "other"


def test_the_data_of_another_form_is_no_request() -> None:
    text = "I want to renew.\n\n1. My License Key: {K}\n2. The first and last name of the holder: Jane Doe\n"
    text += "3. The organization (company) name for the License: Acme Ltd\n4. Email: jane@acme.example"
    found = read_mail(text, "Renewal of our license")
    assert found.kind == "other"


def test_a_question_about_the_list_of_the_page_is_no_request() -> None:
    prompts = "\n".join(("- The License Key you wish to migrate", "- Organization name", "- Full address"))
    found = read_mail(f"Your page asks for\n{prompts}\n\nWhere is all of that stored?", "Data")
    assert found.kind == "other"


@pytest.mark.parametrize(
    "account",
    ["j. doe@acme.example", "jane doe@acme.example", "jane,doe@acme.example", "jane@acme.example .com"],
)
def test_an_address_with_something_left_over_is_asked_again(account: str) -> None:
    assert "account_email" in read_mail(FILLED.replace("helpdesk@lindqvist.example", account)).ask


@pytest.mark.parametrize(
    "account",
    ["Jane Doe <jane@acme.example>", "my email is jane@acme.example", "jane@acme.example (admin)"],
)
def test_a_name_or_a_word_beside_an_address_leaves_it_whole(account: str) -> None:
    found = read_mail(FILLED.replace("helpdesk@lindqvist.example", account))
    assert found.fields["account_email"] == "jane@acme.example"
    assert "account_email" not in found.ask
