"""In which language a customer writes."""

# ruff: noqa: E501

import pytest

from worker.forms.form_definition import Form
from worker.forms.text.customer_language import guess_language
from worker.reading import read
from worker.reading.message import LineRole
from worker.resources import find_folder
from worker.template_files import load_forms

TEMPLATE = """\
By sending this message I confirm:

I am using my Balsamiq plugin license on my server (not on Atlassian Cloud) and I acknowledge that once
my license is transferred to Atlassian Marketplace, it will be required to match my server levels.

1. My License Key: AAAB
5. The organization's full address (including country): Calle de la Vega 3, Madrid, Spain
"""

SAID_AROUND_A_FORM = {
    "en": ["Hello,\n\nplease move our license. Thanks!", "Hi there,\nthanks", "Dear all,\n\nplease find our data below."],
    "de": [
        "Sehr geehrte Damen und Herren,\n\nanbei unsere Angaben.\n\nMit freundlichen Grüßen",
        "Vielen Dank",
        "Hallo, bitte umstellen.",
        "Ich habe noch eine Frage dazu",
    ],
    "fr": ["Bonjour,\n\nveuillez transférer notre licence.\n\nCordialement", "Merci beaucoup", "Bonjour, voici nos données"],
    "es": ["Hola:\n\nqueremos migrar nuestra licencia. Muchas gracias y saludos", "Muchas gracias", "Buenos días"],
    "it": ["Buongiorno,\n\nvorremmo trasferire la nostra licenza.\n\nCordiali saluti", "Grazie mille", "Cordiali saluti"],
    "pt": ["Olá,\n\ngostaríamos de migrar a nossa licença.\n\nObrigado, atenciosamente", "Muito obrigado", "Bom dia"],
    "nl": ["Goedemorgen,\n\nwij willen graag onze licentie omzetten. Alvast bedankt", "Hartelijk dank", "Met vriendelijke groet"],
    "pl": ["Dzień dobry,\n\nproszę o przeniesienie licencji.\n\nPozdrawiam i dziękuję", "Dzień dobry", "Bardzo dziękuję"],
    "ja": [
        "お世話になっております。\nライセンスの移行をお願いいたします。",
        "よろしくお願いします。",
        "ありがとうございます",
    ],
}  # fmt: skip


def mail(text: str) -> bytes:
    head = "From: a@b.test\nSubject: x\nMIME-Version: 1.0\nContent-Type: text/plain; charset=utf-8\n\n"
    return (head + text).replace("\n", "\r\n").encode()


@pytest.mark.parametrize(
    ("code", "text"), [(code, text) for code, texts in SAID_AROUND_A_FORM.items() for text in texts]
)
def test_a_few_words_around_the_form_tell_the_language(code: str, text: str) -> None:
    assert guess_language(read(mail(f"{text}\n\n{TEMPLATE}"))) == code
    assert guess_language(read(mail(f"{TEMPLATE}\n\n{text}"))) == code


@pytest.mark.parametrize(
    "text",
    [
        "",
        TEMPLATE,
        "Juan de la Vega\nCasa del Sol 4\nMadrid",
        "Jan van der Berg\nOp het Land 4, Den Haag",
        "株式会社サンプル\n東京都千代田区丸の内1-1",
        "Danke",
        "Merci",
        "por favor",
        "> Vielen Dank und freundliche Grüße",
    ],
)
def test_what_tells_no_language_is_left_open(text: str) -> None:
    assert guess_language(read(mail(text))) == ""


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("Hello,\n\nplease find our data below.\n\nMit freundlichen Grüßen\nJörg", "en"),
        ("Hallo, anbei unsere Angaben, bitte prüfen.\n\nThanks and best regards\nJörg", "de"),
        ("Bonjour,\n\nplease move our license, thanks.\n\nMarie", "en"),
    ],
)
def test_of_two_languages_the_one_that_is_told_first_counts(text: str, code: str) -> None:
    assert guess_language(read(mail(text))) == code


def test_what_is_passed_on_tells_its_own_writers_language() -> None:
    text = (
        "Hallo Kollegen, bitte übernehmen, vielen Dank\n\n---------- Forwarded message ---------\n"
        "From: Marie <marie@b.test>\nDate: Mon, 2 Mar 2026 at 10:00\nSubject: x\nTo: <a@b.test>\n\n"
        "Bonjour,\n\nvoici notre licence.\n\nCordialement\n"
    )
    assert guess_language(read(mail(text))) == "de"
    assert guess_language(read(mail(text)), LineRole.FORWARDED) == "fr"


@pytest.mark.parametrize("form", load_forms((find_folder("templates"),)).values(), ids=lambda form: form.name)
def test_the_forms_own_words_tell_no_language(form: Form) -> None:
    statement = form.confirmation.statement if form.confirmation else ""
    prompts = [field.prompt for field in form.fields]
    assert guess_language(read(mail("\n\n".join([form.lead_in, form.intro, statement, *prompts])))) == ""
