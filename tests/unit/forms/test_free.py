"""Values and the statement in running text: only what a sentence ties to a field."""

import pytest

from tests.samples.shapes import make, make_key
from worker.forms.extract_form import extract_form
from worker.forms.extraction import Extraction, FieldProblem
from worker.reading import read
from worker.resources import find_folder
from worker.template_files import load_forms

FORMS = tuple(load_forms((find_folder("templates"),)).values())
KEY = make_key("one")
WISH = "Please migrate our Mockups for Confluence license to the Atlassian Marketplace."


def read_text(text: str, subject: str = "Our license") -> Extraction:
    raw = make(client="plain", text=text, sender="Jane Doe <jane@acme.example>", subject=subject)
    return extract_form(read(raw), FORMS)


@pytest.mark.parametrize(
    ("sentence", "field", "value"),
    [
        (f"Our key is {KEY}.", "license_key", KEY),
        ("The account at Atlassian is under it@acme.example.", "account_email", "it@acme.example"),
        ("Our Atlassian Expert is helga@partner.example.", "expert_email", "helga@partner.example"),
        ("The account belongs to Jane Doe.", "holder_name", "Jane Doe"),
        ("The account is registered to Jane Doe.", "holder_name", "Jane Doe"),
        ("The license is registered to Acme Widgets.", "organization", "Acme Widgets"),
        ("The company is called Oak & Elm Co.", "organization", "Oak & Elm Co."),
        ("Our address is 5 Elm St, Leeds LS1 1AA, UK.", "address", "5 Elm St, Leeds LS1 1AA, UK"),
        ("Unsere Firma heißt Ulme GmbH.", "organization", "Ulme GmbH"),
        ("Notre société s'appelle Orme SARL.", "organization", "Orme SARL"),
    ],
)
def test_a_sentence_tells_a_value(sentence: str, field: str, value: str) -> None:
    found = read_text(f"{WISH}\n\n{sentence}")
    assert found.fields[field] == value
    evidence = found.evidence[field]
    shown = "".join(found.text[span.start : span.end] for span in evidence.spans)
    assert shown.rstrip(".") == value.rstrip(".")
    assert evidence.rule == "told in a sentence"


@pytest.mark.parametrize(
    "sentence",
    [
        "You can reach me at jane@acme.example.",
        "My colleague bob@acme.example has asked you about it before.",
    ],
)
def test_an_address_that_is_merely_there_is_no_account(sentence: str) -> None:
    assert read_text(f"{WISH}\n\n{sentence}").problems["account_email"] is FieldProblem.MISSING


FORM = f"""{WISH}

License key: {KEY}
myAtlassian account: it@acme.example
Account holder: Jane Doe
Company: Acme Ltd
Address: 5 Elm St, Leeds LS1 1AA, UK

"""


def test_a_value_that_is_put_right_further_on_counts() -> None:
    found = read_text(FORM + "Sorry, the company name is Acme Analytics.")
    assert found.fields["organization"] == "Acme Analytics"
    assert found.evidence["organization"].rule == "put right in a sentence"


def test_an_account_that_is_put_right_further_on_counts_and_of_two_others_none_is_taken() -> None:
    found = read_text(FORM + "Sorry, the account should be ops@acme.example.")
    assert found.fields["account_email"] == "ops@acme.example"
    found = read_text(FORM + "Sorry, the account should be ops@acme.example or dev@acme.example.")
    assert found.problems["account_email"] is FieldProblem.AMBIGUOUS


def test_a_key_in_the_subject_alone_is_read_there() -> None:
    found = read_text(FORM.replace(KEY, ""), subject=f"License {KEY}")
    assert found.fields["license_key"] == KEY
    assert found.evidence["license_key"].part == "subject"


@pytest.mark.parametrize(
    "said",
    [
        "We run it on our own server, not on Cloud, and accept that the license must match our server level.",
        "I confirm: own server, no cloud, and the license will match the server level.",
        "Confluence is hosted behind our firewall and we agree to match our number of users to Confluence.",
        "Wir betreiben das Plugin auf einem eigenen Server und die Lizenz muss der Serverstufe entsprechen.",
        "Uso a licença no meu servidor (não no Cloud) e ela deverá corresponder ao nível do meu servidor.",
        "Folosim licența pe serverul nostru (nu în Cloud) și ea trebuie să corespundă nivelului serverului.",
        "Cloud가 아닌 자체 서버에서 사용하며 라이선스가 서버 레벨과 일치해야 함을 확인합니다.",
        "We may move to Cloud later, but now we use it on our server; it must match its level, we accept.",
    ],
)
def test_the_statement_in_other_words_confirms(said: str) -> None:
    assert "confirmation" not in read_text(FORM + said).ask


@pytest.mark.parametrize(
    ("said", "problem"),
    [
        ("", FieldProblem.MISSING),
        ("We run it on our own server.", FieldProblem.MISSING),
        ("We accept that the license must match our server level.", FieldProblem.MISSING),
        ("We are on Atlassian Cloud.", FieldProblem.CONTRADICTED),
        (
            "We use it on our server but do not agree that the license has to match.",
            FieldProblem.CONTRADICTED,
        ),
    ],
)
def test_a_statement_that_is_missing_or_denied_is_asked_for(said: str, problem: FieldProblem) -> None:
    assert read_text(FORM + said).problems["confirmation"] is problem
