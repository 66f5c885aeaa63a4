"""Words of the sender's that nothing explains are told; a letter waits where they may change what it says."""

import pytest

from tests.samples.sample import Samples
from worker.forms.extract_form import extract_form
from worker.forms.extraction import Extraction, ReplyIntent, ReplyReading
from worker.forms.reply_reader import read_reply
from worker.forms.text.language_data import SPEECHES
from worker.reading import read
from worker.resources import find_folder
from worker.template_files import load_forms
from worker.word_files import LANGUAGES

FORMS = load_forms((find_folder("templates"),))
FORM = FORMS["marketplace-migration"]
FILLED = """{above}

{T}
{P1} {K}
{P2} licenses@lindqvist.example
{P3}: Marta Lindqvist
{P4} Lindqvist Instruments AB
{P5} Kungsgatan 12, 411 19 Göteborg, Sweden
{P6}

Best regards
Marta Lindqvist
{below}
"""


def filled_form(above: str = "", below: str = "") -> Extraction:
    samples = Samples()
    text = FILLED.replace("{above}", above).replace("{below}", below)
    samples.migration("unread", text, sender='"Marta Lindqvist" <marta@lindqvist.example>')
    return extract_form(read(samples.found[0].raw), tuple(FORMS.values()))


WEIGHTY = {
    "an address": "Our bookkeeping is ellen@lindqvist.example by the way.",
    "a number": "It is for the team in building 25.",
    "a negation": "We have not renewed the maintenance.",
    "a question": "How long does it take?",
    "a correction": "The account has another owner now.",
    "a condition": "Please do it only if the price stays the same.",
    "the name of a field": "The company belongs to a bigger group since May.",
    "German": "Bitte erst nach dem Umzug im Herbst übertragen.",
    "French": "La société a été rachetée par un groupe suisse.",
    "Spanish": "La cuenta anterior pertenece a un compañero.",
    "Polish": "Konto jest na nazwisko kolegi.",
    "Finnish": "Osoite muuttuu keväällä.",
    "Greek": "Ο λογαριασμός ανήκει σε συνάδελφο.",
    "Vietnamese": "Địa chỉ của chúng tôi sẽ thay đổi.",
    "Arabic": "سيتغير عنوان الشركة في الربيع.",
    "Japanese": "住所は来月変更になります。",
    "Chinese": "我们的地址下个月会变更。",
    "Korean": "주소가 다음 달에 변경됩니다.",
}


@pytest.mark.parametrize("sentence", WEIGHTY.values(), ids=WEIGHTY)
@pytest.mark.parametrize("where", ["above", "below as a postscript"])
def test_a_sentence_that_may_change_an_answer_is_unread_and_holds_the_letter(
    where: str, sentence: str
) -> None:
    found = filled_form(above=sentence) if where == "above" else filled_form(below=f"\nP.S. {sentence}")
    assert found.kind == "migration_request"
    assert any(sentence[:20] in one.text for one in found.unread), found.unread
    assert found.hold
    shown = [found.text[one.start : one.end].strip() for one in found.unread]
    assert shown == [one.text for one in found.unread]


HARMLESS = (
    "Hi all,\n\nhope you had a nice weekend. Here is everything for our license.",
    "Dear Sales Team,\n\nplease migrate our license to the Atlassian Marketplace.",
    "Please let me know if you need anything else.",
    "Sorry for the delay, our admin was travelling. Could you please take care of it?",
    "Guten Tag,\n\nanbei die Angaben zu unserer Lizenz, vielen Dank für Ihre Hilfe.",
    "Bonjour,\n\nveuillez trouver ci-dessous notre demande. Merci d'avance.",
    "Hola, adjunto los datos de nuestra licencia. Quedo atento.",
    "Dzień dobry, przesyłam dane. W razie pytań proszę o kontakt.",
    "お世話になっております。\n以下の通りお送りします。よろしくお願いいたします。",
    "您好，以下是我们的信息，请查收。",
)


@pytest.mark.parametrize("sentence", HARMLESS)
def test_small_talk_and_the_wish_itself_are_no_matter_for_a_person(sentence: str) -> None:
    found = filled_form(above=sentence)
    assert (found.unread, found.hold) == ((), False)


def test_a_card_below_the_closing_is_no_matter_for_a_person() -> None:
    card = "Head of IT | Lindqvist Instruments AB\nTel. +46 31 555 01 00\nBox 12, 411 01 Göteborg"
    found = filled_form(below=card)
    assert (found.unread, found.hold) == ((), False)


def test_words_of_a_language_that_nobody_knows_are_shown_and_hold_nothing() -> None:
    found = filled_form(above="Lūdzu pārceliet mūsu programmatūru uz jauno vietni šonedēļ.")
    assert [one.text[:5] for one in found.unread] == ["Lūdzu"]
    assert not found.hold


@pytest.mark.parametrize("file", [*LANGUAGES.glob("*.toml")], ids=str)
def test_each_language_tells_all_that_is_asked_of_it(file: object) -> None:
    code = str(file).rpartition("/")[2].removesuffix(".toml")
    assert SPEECHES[code].common


# --- replies ---------------------------------------------------------------------------------------

LETTER = (
    "Please write your answer below this line:\n\n5. The organization's full address (including country):\n"
)
CARD = "\n\nAda Holm\nAcme Instruments Ltd\n4 Mill Lane, 8000 Aarhus, Denmark\n"


def answered(text: str, *asked: str) -> ReplyReading:
    samples = Samples()
    samples.other("reply", text, subject="Re: license", sender='"Ada Holm" <ada@acme.example>')
    return read_reply(read(samples.found[0].raw), FORM, asked, [LETTER])


@pytest.mark.parametrize("asked", ["address", "organization", "holder_name"])
@pytest.mark.parametrize(
    "sentence",
    [
        "Please wait until Monday.",
        "Noted.",
        "Busy this week, more soon",
        "Please delete my data.",
        "Ik kom hier volgende week op terug.",
        "Odezwę się w przyszłym tygodniu",
        "Ačiū už laišką. Iki sausio 6 d. būsiu atostogose.",
        "This mailbox will be switched off on 6 January.",
        "See the attached vCard.",
        "We moved last month.",
    ],
)
def test_a_sentence_that_is_no_answer_leaves_the_field_open_and_so_does_the_card_below(
    sentence: str, asked: str
) -> None:
    reading = answered(sentence + CARD, asked)
    assert not reading.fields
    assert reading.intent is ReplyIntent.QUESTION


def test_a_card_alone_is_no_address() -> None:
    assert not answered(CARD, "address").fields


@pytest.mark.parametrize(
    "text",
    [
        "4 Mill Lane, 8000 Aarhus, Denmark",
        "Hi, sure:\n\n4 Mill Lane\n8000 Aarhus\nDenmark",
        "Thanks, here it is:\nAcme Instruments Ltd\n4 Mill Lane, 8000 Aarhus, Denmark.",
    ],
)
def test_a_bare_address_above_the_card_is_one(text: str) -> None:
    reading = answered(text + CARD, "address")
    assert "Mill Lane" in str(reading.fields["address"])
    assert not reading.unread


def test_what_a_reply_says_beside_its_answer_holds_the_next_letter() -> None:
    reading = answered("4 Mill Lane, 8000 Aarhus, Denmark\n\nIs the invoice included?" + CARD, "address")
    assert reading.fields
    assert [one.text for one in reading.unread] == ["Is the invoice included?"]
    assert "a question" in reading.hold_reason


@pytest.mark.parametrize(
    ("asked", "answer"),
    [
        ("organization", "Organization: Holm Optics Ltd, if our legal department has no objection."),
        ("organization", "Organization: Holm Optics Ltd (provisional, the merger is not through yet)"),
        ("organization", "Organization: Holm Optics Ltd or Holm Holding"),
        ("organization", "Organization: Holm Optics Ltd?"),
        ("organization", "Organization: the one we bought the license with"),
        ("organization", "Firma: Holm Optik GmbH, sofern die Rechtsabteilung zustimmt"),
        ("organization", "Société : comme convenu par téléphone"),
        ("organization", "Back then the organization was Holm & Sons. Today it is Holm Holding AG."),
        ("organization", "Organization: Holm Optics Ltd / Holm Group Ltd"),
        ("organization", "Organization: Holm Optics Ltd -> will be Holm Holding"),
        ("organization", "Organization: not Holm Optics Ltd"),
        ("organization", "Please change the organization to Holm Holding once the merger is through."),
        ("address", "Address: Mill Lane 4 (or 5?), 8000 Aarhus, Denmark"),
        ("holder_name", "Holder: my boss"),
        ("holder_name", "Holder: Ada Holm & Jane Roe"),
        ("account_email", "Account: ada@acme.example (she left last year)"),
        ("address", "Address: please use the one on our last invoice (20391, Israel)."),
        ("holder_name", "Holder: whoever is in your records"),
        ("account_email", "Account: ada@acme.example, if that still works"),
    ],
)
def test_a_value_that_makes_itself_conditional_or_points_elsewhere_is_shown(asked: str, answer: str) -> None:
    assert answered(answer + CARD, asked).hold_reason


@pytest.mark.parametrize(
    ("asked", "answer"),
    [
        ("organization", "Organization: The One Group LLC"),
        ("organization", "Organization: Müller & Kollegen Rechtsanwälte"),
        ("address", "Address: Bitterfelder Str. 3, 06749 Bitterfeld, Germany"),
        ("address", "Address: 4 MG Road, Mumbai 400001, Indien"),
        ("address", "Address: 1 Elm St, Portland, OR 97204, USA"),
        ("holder_name", "Holder: Ask Hansen"),
        ("holder_name", "Holder: José Ortega y Gasset"),
        ("holder_name", "Holder: jane doe"),
        ("organization", "Organization: de Vries & Zonen BV"),
        ("organization", "Organization: Holm Optik GmbH & Co. KG"),
        ("address", "Address: am Markt 3, 99084 Erfurt, Germany"),
        ("account_email", "Account: please use ada@acme.example"),
    ],
)
def test_a_name_with_such_words_in_it_is_a_plain_value(asked: str, answer: str) -> None:
    reading = answered(answer + CARD, asked)
    assert reading.fields.keys() == {asked}
    assert not reading.unread


def test_a_label_on_a_line_of_its_own_is_no_answer() -> None:
    reading = answered("Organization name\nHolm Optics Ltd" + CARD, "organization")
    assert reading.fields == {"organization": "Holm Optics Ltd"}
