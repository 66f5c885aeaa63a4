"""What the sender's own words around a form put right, take back, or want instead of what the form is for."""

import pytest

from tests.samples.sample import SUBJECT, Samples
from worker.forms.extract_form import extract_form
from worker.forms.extraction import Extraction
from worker.reading import read
from worker.resources import find_folder
from worker.template_files import load_forms

FORMS = tuple(load_forms((find_folder("templates"),)).values())
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
    return extract_form(read(samples.found[0].raw), FORMS)


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


#: "Number 2 is wrong, the right address is …", by language.
CORRECTED = {
    "en": "Sorry, number 2 is wrong, the right address is atlas@lindqvist.example.",
    "en2": "PS: please use atlas@lindqvist.example instead of the address in line 2.",
    "de": "Achtung, bei Nr. 2 habe ich die falsche Adresse eingetragen, richtig ist atlas@lindqvist.example.",
    "de2": "Nachtrag: das myAtlassian-Konto läuft unter atlas@lindqvist.example, nicht wie im Formular.",
    "fr": "Attention, l'adresse du point 2 est périmée, la bonne est atlas@lindqvist.example.",
    "fr2": "Je me suis trompé au point 2 : il faut lire atlas@lindqvist.example.",
    "es": "Me equivoqué en el punto 2, la dirección correcta es atlas@lindqvist.example.",
    "pt": "Enganei-me no ponto 2: o e-mail certo é atlas@lindqvist.example.",
    "it": "Ho sbagliato il punto 2: l'indirizzo giusto è atlas@lindqvist.example.",
    "nl": "Bij punt 2 heb ik me vergist, het juiste adres is atlas@lindqvist.example.",
    "pl": "Pomyliłem się w punkcie 2, właściwy adres to atlas@lindqvist.example.",
    "cs": "V bodě 2 jsem se spletl, správná adresa je atlas@lindqvist.example.",
    "ru": "В пункте 2 опечатка, правильный адрес: atlas@lindqvist.example.",
    "uk": "У пункті 2 помилка, правильна адреса atlas@lindqvist.example.",
    "tr": "2. maddedeki adres yanlış, doğrusu atlas@lindqvist.example olacak.",
    "el": "Στο σημείο 2 έκανα λάθος, η σωστή διεύθυνση είναι atlas@lindqvist.example.",
    "ro": "La punctul 2 am greșit, adresa corectă este atlas@lindqvist.example.",
    "hu": "A 2. pontban elírtam, a helyes cím: atlas@lindqvist.example.",
    "sv": "På punkt 2 skrev jag fel, rätt adress är atlas@lindqvist.example.",
    "da": "Punkt 2 er forkert, den rigtige adresse er atlas@lindqvist.example.",
    "nb": "Punkt 2 er feil, riktig adresse er atlas@lindqvist.example.",
    "fi": "Kohdassa 2 on virhe, oikea osoite on atlas@lindqvist.example.",
    "hr": "U točki 2 sam pogriješio, ispravna adresa je atlas@lindqvist.example.",
    "vi": "Mục 2 tôi ghi nhầm, địa chỉ đúng là atlas@lindqvist.example.",
    "id": "Nomor 2 salah, alamat yang benar adalah atlas@lindqvist.example.",
    "ja": "2番のアドレスは間違いで、正しくは atlas@lindqvist.example です。",
    "zh": "第2项写错了,正确的邮箱是 atlas@lindqvist.example。",
    "ko": "2번 주소가 잘못되었습니다. 올바른 주소는 atlas@lindqvist.example 입니다.",
    "ar": "العنوان في البند 2 خطأ، والصحيح هو atlas@lindqvist.example.",
    "he": "בסעיף 2 יש טעות, הכתובת הנכונה היא atlas@lindqvist.example.",
}
#: "Do not use the address in 2", by language.
WITHDRAWN = {
    "en": "Please don't use the address under 2, that mailbox is being closed. I'll send the new one later.",
    "en2": "The account in number 2 no longer exists, we are creating another one.",
    "de": "Die Adresse unter Punkt 2 bitte nicht verwenden, das Postfach wird geschlossen.",
    "fr": "N'utilisez pas l'adresse du point 2, elle n'est plus valable.",
    "es": "La cuenta del punto 2 ya no es válida, les mando la nueva en cuanto la tenga.",
    "it": "Attenzione, la casella indicata sotto al numero 2 non è più quella giusta.",
    "ru": "Адрес из пункта 2, пожалуйста, не используйте: этот ящик закрывают.",
    "pl": "Adres z punktu 2 jest już nieaktualny, nowy prześlę później.",
    "nl": "Het adres bij punt 2 klopt niet meer, het nieuwe stuur ik later.",
    "pt": "O e-mail do ponto 2 já não é válido; envio o novo depois.",
    "sv": "Adressen under punkt 2 gäller inte längre, den nya kommer senare.",
    "tr": "2. maddedeki adres artık geçerli değil, yenisini sonra göndereceğim.",
    "cs": "Adresa v bodě 2 už neplatí, novou pošlu později.",
    "ja": "2番のアドレスは使用しないでください。新しいものは後日連絡します。",
    "zh": "第2项的邮箱已经停用,请勿使用,新的稍后提供。",
}


@pytest.mark.parametrize("said", CORRECTED.values(), ids=CORRECTED)
def test_the_account_is_corrected_by_the_number_of_its_line_in_any_language(said: str) -> None:
    found = read_mail(f"{said}\n\n{FILLED}")
    assert found.fields["account_email"] == "atlas@lindqvist.example"
    assert found.ask == ()


@pytest.mark.parametrize("said", WITHDRAWN.values(), ids=WITHDRAWN)
def test_an_account_that_is_taken_back_in_any_language_is_asked_for(said: str) -> None:
    assert read_mail(f"{FILLED}\nP.S. {said}").ask == ("account_email",)


def test_what_is_denied_in_one_language_is_not_in_another() -> None:
    said = (
        "Das Plugin läuft seit Mai auf unserem Server, und die Lizenz muss der Stufe des Servers entsprechen."
    )
    body = FILLED.replace("{T}", f"{said} Das bestätigen wir.")
    assert "confirmation" not in read_mail(body).ask
