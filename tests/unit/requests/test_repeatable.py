"""What a letter to a stranger repeats of what the mail said, and what it does not."""

import pytest

from worker.forms.form_definition import AnswerCheck
from worker.requests.repeatable_values import asking_address, is_repeatable

ORGANIZATIONS = (
    "Analytical Engines Ltd",
    "Müller & Söhne GmbH & Co. KG",
    "Weber GmbH & Co.KG",
    "3M",
    "Yahoo! Inc.",
    "AT&T",
    "E*TRADE",
    'Toys "R" Us',
    "Société Générale S.A.",
    "Fiat Chrysler Automobiles N.V.",
    "Lamborghini S.p.A.",
    "Hrvatska pošta d.o.o.",
    "ООО «Ромашка»",
    "株式会社日立製作所",
    "ジョンソン・エンド・ジョンソン株式会社",
    "شرکت نفت ایران",
    "Smith/Jones (UK) Ltd.",
    "Ministry of Foreign Affairs and International Cooperation",
    "L'Oréal",
    "Dell Technologies, Inc.",
    "Number 10+ Consulting",
    "Ría Acero, S.Coop.",
    "Savannah Mobile PLC",
)
ADDRESSES = (
    "12 St James's Square, London SW1Y 4JH, United Kingdom",
    "Hafenstraße 12\n24103 Kiel\nGermany",
    "Bahnhofstr.12, CH-9000 St. Gallen, Switzerland",
    "P.O. Box 1234, Nairobi 00100, Kenya",
    "P.O.Box 77, Accra, Ghana",
    "Waiyaki Way, Westlands, P.O. Box 66827-00800, Nairobi, Kenya",
    "شارع الملك حسين 14، عمّان 11118، الأردن",
    "Jl. Jenderal Sudirman Kav. 52, Jakarta Selatan 12190, Indonesia",
    "〒100-0005 東京都千代田区丸の内1-2-3, Japan",
    "Av. Paulista 1000, 01310-100 São Paulo - SP, Brazil",
    "1600 Amphitheatre Parkway, Suite #200, Mountain View, CA 94043-1351, USA",
    "6 quai de Conti, 75006 Paris, France",
    "ul. Marszałkowska 1/12, 00-624 Warszawa, Poland",
)
NAMES = (
    "Ada Byron",
    "Dr. Jörg Ångström-Weiß",
    "O'Neil, Seán",
    "Juan Carlos de la Cruz y Fernández",
    "Martin Luther King Jr.",
    "山田 太郎",
    "Владимир Ильин",
    "नरेंद्र मोदी",
    "محمد‌رضا شجریان",
    "יעל ברקוביץ׳",
)
WORTH_SOMETHING = (
    "https://evil.example/win",
    "hxxp://evil.example",
    "hxxps://evil[.]example",
    "HTTP evil example",
    "www evil example",
    "www.evil.example",
    "evil.example",
    "Visit evil.example today",
    "evil.example/pills",
    "sub.evil.example",
    "evil．example",
    "evil。example",
    "evil｡example",
    "evil․example",
    "evil·example",
    "ev\u200bil\u200b.\u200bexample",
    "evil\u2060.example",
    "e\u00advil.example",
    "ｅｖｉｌ．ｅｘａｍｐｌｅ",
    "𝐞𝐯𝐢𝐥.𝐞𝐱𝐚𝐦𝐩𝐥𝐞",
    "пример.рф",
    "bücher.example",
    "xn--bcher-kva.example",
    "例え.テスト",
    "evil[.]example",
    "evil(.)example",
    "evil (dot) example",
    "evil [dot] com",
    "evil dot example",
    "evil DOT com",
    "evil punkt com",
    "evil . example",
    "evil .example",
    "evil. com",
    "203.0.113.7",
    "buy@evil.example",
    "buy＠evil.example",
    "buy (at) evil (dot) example",
    "@evilhandle",
    "#freebitcoin",
    "mailto:evil",
    "tel: 5550199",
    "WhatsApp 5550199",
    "+1 800 555 0199",
    "+44 (0)20 7946 0958",
    "1-800-555-0199",
    "0800 555 019 9",
    "Win now!!!",
    "Win! Now!",
    "Win！Now！",
    "100% free",
    "$1000 for you",
    "1000 € for you",
    "★ Best pills ★",
    "🔥 Hot offer",
    "<a href=evil>",
    "a\u202eelpmaxe.live",
    "Z\u0301\u0302\u0303\u0304algo",
)


@pytest.mark.parametrize("value", ORGANIZATIONS)
def test_an_organization_is_repeated(value: str) -> None:
    assert is_repeatable(AnswerCheck.ORGANIZATION, value, "", "")


@pytest.mark.parametrize("value", ADDRESSES)
def test_a_postal_address_is_repeated(value: str) -> None:
    assert is_repeatable(AnswerCheck.ADDRESS, value, "", "")


@pytest.mark.parametrize("value", NAMES)
def test_a_name_is_repeated(value: str) -> None:
    assert is_repeatable(AnswerCheck.PERSON, value, "", "")


@pytest.mark.parametrize("value", WORTH_SOMETHING)
@pytest.mark.parametrize("check", [AnswerCheck.ORGANIZATION, AnswerCheck.PERSON, AnswerCheck.ADDRESS])
def test_what_is_worth_something_to_a_spammer_is_not_repeated(check: AnswerCheck, value: str) -> None:
    assert not is_repeatable(check, value, "x@evil.example", "ada@engines.test")
    assert not is_repeatable(check, f"Acme Ltd, {value} Paris", "", "")


def test_values_have_a_length() -> None:
    for check, most in ((AnswerCheck.ORGANIZATION, 80), (AnswerCheck.ADDRESS, 200)):
        assert is_repeatable(check, "a" * most, "", "")
        assert not is_repeatable(check, "a" * (most + 1), "", "")
    assert not is_repeatable(AnswerCheck.PERSON, "You have won a prize come and get it", "", "")


def test_an_e_mail_address_is_repeated_at_the_accounts_domain_alone() -> None:
    assert is_repeatable(AnswerCheck.EMAIL, "licenses@engines.test", "a@engines.test", "")
    assert is_repeatable(AnswerCheck.EMAIL, "Ada.Byron+atlassian@Engines.test", "a@engines.test", "")
    assert not is_repeatable(AnswerCheck.EMAIL, "expert@evil.example", "a@engines.test", "")
    assert not is_repeatable(AnswerCheck.EMAIL, "buy/cheap.example@evil.example", "a@evil.example", "")
    assert not is_repeatable(AnswerCheck.EMAIL, "a" * 70 + "@evil.example", "a@evil.example", "")


def test_a_domain_is_repeated_to_its_own_people_alone() -> None:
    for value in ("Booking.com B.V.", "booking.com"):
        assert is_repeatable(AnswerCheck.ORGANIZATION, value, "it@booking.com", "ada@booking.com")
        assert not is_repeatable(AnswerCheck.ORGANIZATION, value, "it@booking.com", "victim@engines.test")
        assert not is_repeatable(AnswerCheck.ORGANIZATION, value, "it@engines.test", "ada@engines.test")
    for value in (
        "http://booking.com",
        "x@booking.com",
        "evil.booking.com",
        "booking.com/win",
        "booking.com.evil.test",
    ):
        assert not is_repeatable(AnswerCheck.ORGANIZATION, value, "it@booking.com", "ada@booking.com")


@pytest.mark.parametrize(
    ("asks", "account", "told"),
    [
        ("ada@engines.test", "licenses@it.engines.test", "ada@engines.test"),
        ("your.account.is.locked@evil.test", "licenses@engines.test", "evil.test"),
        ("call.0170.123@gmail.com", "victim@gmail.com", "gmail.com"),
        ('"two words"@engines.test', "licenses@engines.test", "engines.test"),
    ],
)
def test_the_owner_of_an_account_reads_no_words_of_who_asks(asks: str, account: str, told: str) -> None:
    assert asking_address(asks, account) == told
