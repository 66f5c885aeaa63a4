"""Signs of Cloud, Data Center, a refusal to match, and numbers of users, with their place."""

import pytest

from tests.integration.local_worker import form, mail
from worker.forms.extract_form import extract_form
from worker.forms.extraction import Extraction, FieldProblem
from worker.reading import read
from worker.resources import find_folder
from worker.template_files import load_forms

FORMS = tuple(load_forms((find_folder("templates"),)).values())
CLOUD, DATA_CENTER, REFUSED = {"cloud"}, {"data_center"}, {"not_matching"}


def told(words: str) -> Extraction:
    """The whole form with the statement, and some words below it."""
    return extract_form(read(mail(form() + f"\n{words}\n")), FORMS)


@pytest.mark.parametrize(
    ("words", "kinds"),
    [
        ("Our site is https://acme.atlassian.net/wiki.", CLOUD),
        ("Our Jira: acme.atlassian.net", CLOUD),
        ("We have been on Cloud since March 2023.", CLOUD),
        ("We use JIRA OnDemand.", CLOUD),
        ("Wir sind seit Mai in der Cloud.", CLOUD),
        ("Nous sommes passés sur Atlassian Cloud depuis janvier.", CLOUD),
        ("Estamos en la nube de Atlassian desde enero.", CLOUD),
        ("Estamos no Atlassian Cloud desde janeiro.", CLOUD),
        ("Siamo passati ad Atlassian Cloud da gennaio.", CLOUD),
        ("Wij zitten sinds januari op Atlassian Cloud.", CLOUD),
        ("Od stycznia korzystamy z Atlassian Cloud.", CLOUD),
        ("先月からAtlassian Cloudを利用しています。", CLOUD),
        ("Yes, it runs on our Data Center cluster.", DATA_CENTER),
        ("Our Confluence has more nodes (Data Center).", DATA_CENTER),
        ("弊社ではData Centerを利用しています。", DATA_CENTER),
        ("We do not want to match the level.", REFUSED),
        ("We do not want to upgrade.", REFUSED),
        ("Nous ne voulons pas passer au niveau supérieur.", REFUSED),
    ],
)
def test_a_sign_denies_the_statement_and_has_its_place(words: str, kinds: set[str]) -> None:
    found = told(words)
    assert {str(fact.kind) for fact in found.facts} == kinds
    assert found.problems == {"confirmation": FieldProblem.CONTRADICTED}
    (span, *_) = found.facts[0].evidence.spans
    assert found.text[span.start : span.end].strip(". 。") in words


@pytest.mark.parametrize(
    "words",
    [
        "We are on Server, not Data Center.",
        "Our server stands in our own data center.",
        "We plan to move to Data Center next year.",
        "We had a Data Center trial last year but stayed on Server.",
        "Can we also use Data Center?",
        "We may move to Cloud next year.",
        "We are not on Cloud.",
        "We came back from Cloud; the license is used on our own server.",
        "Our marketing team uses Jira Cloud, but this license is on our own server.",
        "You can reach me at admin@acme.atlassian.net.",
        "How many users may the license have?",
    ],
)
def test_what_is_planned_over_asked_or_denied_is_no_sign(words: str) -> None:
    found = told(words)
    assert found.facts == ()
    assert "confirmation" not in found.problems


@pytest.mark.parametrize(
    ("words", "license_users", "server_users", "refused"),
    [
        ("We are running Data Center with 500 users.", None, 500, False),
        (
            "The license is for 25 users and our Confluence server has 50 users. We will upgrade.",
            25,
            50,
            False,
        ),
        ("Our license: 10 users. Jira: 10 users.", 10, 10, False),
        ("We own the 25-user tier; our JIRA is 100-user.", 25, 100, False),
        ("Confluence users: 500\nBalsamiq users: 100", 100, 500, False),
        ("ライセンスは10ユーザー、サーバーは100ユーザーです。", 10, 100, False),
        ("We would like to keep our 10 user license although our Jira server has 100 users.", 10, 100, True),
        (
            "Wir möchten die Lizenz bei 10 Benutzern belassen, obwohl der Server 100 Benutzer hat.",
            10,
            100,
            True,
        ),
    ],
)
def test_numbers_of_users_are_the_licenses_or_the_servers(
    words: str, license_users: int | None, server_users: int | None, *, refused: bool
) -> None:
    facts = {str(fact.kind): fact.value for fact in told(words).facts}
    assert facts.get("license_users") == license_users
    assert facts.get("server_users") == server_users
    assert ("not_matching" in facts) is refused


@pytest.mark.parametrize("words", ["Does it have to be Server?", "I wonder whether it has to be Server."])
def test_a_question_confirms_nothing(words: str) -> None:
    text = form().split("below:\n\n")[1]
    found = extract_form(read(mail(f"Please move our license.\n\n{text}\n{words}\n")), FORMS)
    assert found.problems == {"confirmation": FieldProblem.MISSING}
