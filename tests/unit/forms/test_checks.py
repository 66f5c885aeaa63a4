"""What an answer has to be, and the reason for asking again."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.samples.shapes import make_key
from worker.forms.extraction import FieldProblem
from worker.forms.fields.field_checks import check_answer
from worker.forms.form_definition import FormField
from worker.resources import find_folder
from worker.template_files import load_forms

FORMS = load_forms((find_folder("templates"),))
MIGRATION = FORMS["marketplace-migration"]
USERS = FORMS["cloud-interest"].field("users")
KEY = make_key("one")
OTHER_KEY = make_key("two", "Mockups for JIRA")


def problem_of(field: str, answer: str) -> FieldProblem | None:
    return check_answer(MIGRATION.field(field), answer).problem


@pytest.mark.parametrize("field", ["license_key", "account_email", "holder_name", "organization", "address"])
def test_an_empty_answer_is_missing(field: str) -> None:
    assert problem_of(field, " \n\u200b\u00a0") is FieldProblem.MISSING


@pytest.mark.parametrize("field", ["license_key", "account_email", "holder_name", "organization", "address"])
@pytest.mark.parametrize(
    "answer",
    [
        *(
            "N/A",
            "none",
            "-",
            "–",
            "?",
            "TBD",
            "see attached",
            "same as above",
            "will follow",
            "see signature",
        ),
        *(
            "as on the invoice",
            "siehe Anhang",
            "keine",
            "ver adjunto",
            "néant",
            "同上",
            "なし",
            "см. выше",
            "n.v.t.",
        ),
    ],
)
def test_a_placeholder_is_no_answer(field: str, answer: str) -> None:
    assert problem_of(field, answer) is FieldProblem.PLACEHOLDER


@pytest.mark.parametrize(
    ("field", "answer", "problem"),
    [
        ("license_key", "I can't find it any more", FieldProblem.INVALID),
        ("account_email", "jane.doe.example.com", FieldProblem.INVALID),
        ("account_email", "jane (at) acme (dot) example", FieldProblem.INVALID),
        ("account_email", "jane @ acme.example", FieldProblem.INVALID),
        ("account_email", "jane@acme.example or it@acme.example", FieldProblem.AMBIGUOUS),
        ("holder_name", "Jane", FieldProblem.INCOMPLETE),
        ("holder_name", "Mr. Doe", FieldProblem.INCOMPLETE),
        ("holder_name", "12345", FieldProblem.INVALID),
        ("organization", "jane@acme.example", FieldProblem.INVALID),
        ("address", "1 Elm St, Springfield, IL 62701", FieldProblem.NO_COUNTRY),
        ("address", "Germany", FieldProblem.INCOMPLETE),
        ("address", "12345", FieldProblem.INVALID),
    ],
)
def test_the_problem_names_the_reason(field: str, answer: str, problem: FieldProblem) -> None:
    assert problem_of(field, answer) is problem


@pytest.mark.parametrize(
    ("field", "answer", "value"),
    [
        ("license_key", f"Confluence: {KEY} / JIRA: {OTHER_KEY}", f"{KEY}\n{OTHER_KEY}"),
        ("license_key", f'"{KEY}."', KEY),
        ("license_key", f"Name: Acme\nLicense: {KEY}", KEY),
        ("license_key", f"{KEY}\n{KEY}", KEY),
        ("account_email", "Jane Doe <jane@acme.example>.", "jane@acme.example"),
        ("account_email", "jane@acme.example<mailto:jane@acme.example>", "jane@acme.example"),
        ("account_email", "[jane@acme.example]", "jane@acme.example"),
        ("holder_name", "Jane  Doe (that's me!)", "Jane Doe"),
        ("holder_name", "Jane Doe.", "Jane Doe"),
        ("holder_name", "Martin King Jr.", "Martin King Jr."),
        ("holder_name", "J. Doe", "J. Doe"),
        ("holder_name", "王芳", "王芳"),
        ("holder_name", "Jane Doe)", "Jane Doe"),
        ("organization", '"Acme (Europe) Ltd."', "Acme (Europe) Ltd."),
        ("address", "Elm St 1\n\n10115 Berlin\nGermany", "Elm St 1\n10115 Berlin\nGermany"),
    ],
)
def test_a_value_is_taken_without_what_is_around_it(field: str, answer: str, value: str) -> None:
    checked = check_answer(MIGRATION.field(field), answer)
    assert (checked.value, checked.problem) == (value, None)


@pytest.mark.parametrize(
    ("answer", "users"),
    [
        ("25", 25),
        ("about 25", 25),
        ("~80", 80),
        ("50+", 50),
        ("1,200 users", 1200),
        ("1.500", 1500),
        ("2 500", 2500),
        ("1'000", 1000),
        ("twenty-five", 25),
        ("two hundred", 200),
        ("fünfundzwanzig", 25),
        ("vijfentwintig", 25),
        ("cincuenta", 50),
        ("40名", 40),
    ],
)
def test_a_number_of_users_is_read_as_people_write_it(answer: str, users: int) -> None:
    assert check_answer(USERS, answer).value == users


@pytest.mark.parametrize(
    ("answer", "problem"),
    [
        ("25-50", FieldProblem.AMBIGUOUS),
        ("10 in Confluence, 20 in JIRA", FieldProblem.AMBIGUOUS),
        ("unlimited", FieldProblem.INVALID),
        ("0", FieldProblem.INVALID),
    ],
)
def test_a_number_that_is_not_one_is_asked_again(answer: str, problem: FieldProblem) -> None:
    assert check_answer(USERS, answer).problem is problem


@given(st.sampled_from([*MIGRATION.fields, USERS]), st.text(max_size=300))
def test_any_text_gives_a_value_or_a_reason(field: FormField, text: str) -> None:
    checked = check_answer(field, text)
    assert checked.value is not None or checked.problem is not None
