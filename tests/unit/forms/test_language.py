"""In which language a customer writes."""

import pytest

from worker.forms.language import language
from worker.reading import read

TEMPLATE = """\
By sending this message I confirm:

I am using my Balsamiq plugin license on my server (not on Atlassian Cloud) and I acknowledge that once
my license is transferred to Atlassian Marketplace, it will be required to match my server levels.

1. My License Key: AAAB
5. The organization's full address (including country): Calle de la Vega 3, Madrid, Spain
"""

SAID = {
    "en": "Hello,\n\nplease move our license. Thanks!",
    "de": "Sehr geehrte Damen und Herren,\n\nanbei unsere Angaben.\n\nMit freundlichen Grüßen",
    "fr": "Bonjour,\n\nveuillez transférer notre licence.\n\nCordialement",
    "es": "Hola:\n\nqueremos migrar nuestra licencia. Muchas gracias y saludos",
    "it": "Buongiorno,\n\nvorremmo trasferire la nostra licenza.\n\nCordiali saluti",
    "pt": "Olá,\n\ngostaríamos de migrar a nossa licença.\n\nObrigado, atenciosamente",
    "nl": "Goedemorgen,\n\nwij willen graag onze licentie omzetten. Alvast bedankt",
    "pl": "Dzień dobry,\n\nproszę o przeniesienie licencji.\n\nPozdrawiam i dziękuję",
}


def mail(text: str) -> bytes:
    head = "From: a@b.test\nSubject: x\nMIME-Version: 1.0\nContent-Type: text/plain; charset=utf-8\n\n"
    return (head + text).replace("\n", "\r\n").encode()


@pytest.mark.parametrize("code", SAID)
def test_a_few_words_around_the_form_tell_the_language(code: str) -> None:
    assert language(read(mail(f"{SAID[code]}\n\n{TEMPLATE}"))) == code


@pytest.mark.parametrize(
    "text",
    ["", TEMPLATE, "Juan de la Vega\nCasa del Sol 4\nMadrid", "Danke", "> Vielen Dank und freundliche Grüße"],
)
def test_what_tells_no_language_is_english(text: str) -> None:
    assert language(read(mail(text))) == "en"
