"""A template that a client showed without decoding it, and answers in which something is still encoded."""

import re
from urllib.parse import quote, quote_plus

import pytest

from tests.integration.local_worker import ANSWERS, FORMS, KEY, form, mail
from tests.unit.reading.mails import mail as made
from worker.forms.extract_form import extract_form
from worker.forms.extraction import Extraction, Kind
from worker.forms.fields.field_checks import check_answer
from worker.reading import read
from worker.reading.text.mailto_decoding import decoded

FIELDS = FORMS["marketplace-migration"]
PLUS_KEY = "eJwBMgDN/01vY2t1cHMgZm9yIEpJUkF8NTB+qppf5WYZ+8SKe9ajnjCKgTSsZasp7A9EmYcoWxbP5DgkWYw=="
BLANK = form(**dict.fromkeys(ANSWERS, ""))
PROMPTS = [line.strip() for line in BLANK.splitlines() if re.match(r"\d\.", line)]
TYPED = {**ANSWERS, "license_key": PLUS_KEY, "account_email": "ada+lic@engines.test"}


def typed(encode: object, between: str, *, after: str = "") -> str:
    """What a client shows that does not decode, with answers typed behind the prompts."""
    assert callable(encode)
    top = BLANK[: BLANK.index("1. ")]
    rows = (
        encode(prompt) + " " + answer + after for prompt, answer in zip(PROMPTS, TYPED.values(), strict=True)
    )
    return str(encode(top)) + between + between.join(rows)


def plus(text: str) -> str:
    return text.replace(" ", "+")


def plus_all(text: str) -> str:
    return quote_plus(text)


SHOWN = {
    "plus": typed(plus, "\n"),
    "plus, everything else escaped": typed(plus_all, "\n"),
    "plus and escaped line ends": typed(plus_all, "%0A"),
    "escaped": typed(quote, "\n"),
    "escaped in one line": typed(quote, "%0A"),
    "escaped, CR and LF": typed(quote, "%0D%0A"),
    "escaped, small digits": typed(quote, "%0d%0a"),
    "escaped twice": typed(lambda text: quote(quote(text)), "%250A"),
    "escaped line ends alone": typed(str, "\n", after="%0A"),
    "escaped CR and LF at line ends": typed(str, "\n", after="%0D%0A"),
    "escaped twice at line ends": typed(str, "\n", after="%250D%250A"),
    "escaped blanks alone": typed(lambda text: text.replace(" ", "%20"), "\n"),
    "a mixture": typed(lambda text: text.replace(" ", "+").replace("'", "%27"), "%0A\n"),
    "quoted-printable line ends": typed(str, "\n", after="=0D=0A"),
}  # fmt: skip


def extracted(body: str, content_type: str = "text/plain; charset=utf-8") -> Extraction:
    return extract_form(read(made(body, content_type=content_type)), tuple(FORMS.values()))


@pytest.mark.parametrize("how", SHOWN)
@pytest.mark.parametrize("html", ["", "html"])
def test_answers_typed_into_a_template_that_was_not_decoded_are_read(how: str, html: str) -> None:
    body = SHOWN[how]
    body = "<br>".join(line.replace("&", "&amp;") for line in body.split("\n")) if html else body
    found = extracted(body, f"text/{html or 'plain'}; charset=utf-8")
    assert found.kind is Kind.MIGRATION_REQUEST, found.reason
    assert {name: found.fields[name] for name in TYPED if TYPED[name]} == {
        name: value for name, value in TYPED.items() if value
    }
    assert found.ask == ()


def test_the_subject_is_decoded_too() -> None:
    raw = mail("Hello", subject="I+want+to+migrate+my+Server+license+to+Atlassian+Marketplace")
    assert read(raw).subject == "I want to migrate my Server license to Atlassian Marketplace"
    raw = mail("Hello", subject="I%20want%20to%20migrate%20my%20license")
    assert read(raw).subject == "I want to migrate my license"


@pytest.mark.parametrize(
    "text",
    [
        form(license_key=PLUS_KEY),
        KEY,
        PLUS_KEY,
        "See https://engines.test/a%20b%20c?q=a+b+c+d+e+f+g%0A and write to ada+lic@engines.test",
        "We are 100%2 sure, and 50%20 more.",
        "C++ and a+b+c, 1+1",
        "https://safelinks.test/?url=https%3A%2F%2Fengines.test%2F%20x%20y%20z",
    ],
)
def test_what_is_not_encoded_stays(text: str) -> None:
    assert decoded(text) == text


@pytest.mark.parametrize(
    ("field", "answer"),
    [
        ("organization", "Acme%20Instruments%0A"),
        ("organization", "Acme Instruments Ltd 5.+"),
        ("organization", "Acme=20Instruments=0A"),
        ("organization", "Dzie=C5=84 dobry"),
        ("organization", "Dzie%C5%84 dobry"),
        ("organization", "=?utf-8?B?RHppZcWE?="),
        ("holder_name", "Zo\ufffd \ufffdngstr\ufffdm"),
        ("holder_name", "ZoÃ« Ã…ngstrÃ¶m"),
        ("holder_name", "Ada Holm%0A"),
        ("holder_name", "Ada%2520Holm"),
        ("address", "4 Mill Lane%0D%0A8000 Aarhus, Denmark"),
        ("account_email", "ada%20@engines.test"),
    ],
)
def test_an_answer_that_is_still_encoded_is_asked_for(field: str, answer: str) -> None:
    assert check_answer(FIELDS.field(field), answer).problem is not None


@pytest.mark.parametrize(
    ("field", "answer"),
    [
        ("organization", "Ångström & Söhne"),
        ("organization", "50% Off Ltd"),
        ("organization", "São Paulo Ações"),
        ("organization", "C=C Studios"),
        ("holder_name", "Zoë Ångström"),
        ("address", "4.+5. Etage, Mill Lane 4, 8000 Aarhus, Denmark"),
    ],
)
def test_an_answer_with_a_sign_in_it_is_an_answer(field: str, answer: str) -> None:
    assert check_answer(FIELDS.field(field), answer).value is not None
