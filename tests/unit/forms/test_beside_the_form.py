"""What people say beside a form they filled in, in any language: what it adds, takes back or completes."""

import pytest

from tests.integration.local_worker import ANSWERS, FORMS, KEY, OTHER_KEY, form, mail
from worker.forms.extract_form import extract_form
from worker.forms.extraction import Extraction, Kind
from worker.reading import read

TWO = f"\nConfluence: {KEY}\nJIRA: {OTHER_KEY}"
LAST = "6. If applicable, the email address of my Atlassian Expert: "


def extracted(text: str) -> Extraction:
    found = extract_form(read(mail(text)), tuple(FORMS.values()))
    assert found.kind is Kind.MIGRATION_REQUEST
    return found


@pytest.mark.parametrize(
    "said",
    [
        f"PS: We also have a second license, for JIRA, for the same account. Its key is\n{OTHER_KEY}",
        f"Nachtrag: Wir haben noch eine zweite Lizenz auf demselben Konto. Der Schlüssel lautet\n{OTHER_KEY}",
        f"J'oubliais : nous avons aussi une deuxième licence. La clé est :\n{OTHER_KEY}",
        f"Mamy też drugą licencję, dla JIRA. Klucz: {OTHER_KEY}",
    ],
)
def test_a_further_license_joins_the_first(said: str) -> None:
    assert extracted(f"{form()}\n{said}\n").fields["license_key"] == f"{KEY}\n{OTHER_KEY}"


@pytest.mark.parametrize(
    "said",
    [
        "PS: Please leave the JIRA license out, we do not need it.",
        "Merci de transférer uniquement la licence Confluence.",
        "Proszę przenieść tylko licencję Confluence.",
        "Flytta bara Confluence-licensen, tack.",
    ],
)
def test_a_license_that_is_left_out_by_its_product_is_not_recorded(said: str) -> None:
    assert extracted(f"{form(license_key=TWO)}\n{said}\n").fields["license_key"] == KEY


@pytest.mark.parametrize("said", ["Both licenses, for Confluence and JIRA, please.", "Confluence and JIRA."])
def test_licenses_that_nobody_leaves_out_are_all_recorded(said: str) -> None:
    assert extracted(f"{form(license_key=TWO)}\n{said}\n").fields["license_key"] == f"{KEY}\n{OTHER_KEY}"


@pytest.mark.parametrize("key", [f"{KEY[:30]}...", f"{KEY[:40]}…", f"{KEY[:40]} [...]"])
def test_a_key_whose_rest_is_left_out_is_asked_for(key: str) -> None:
    assert extracted(form(license_key=key)).ask == ("license_key",)


@pytest.mark.parametrize(
    "said",
    [
        "The key is incomplete.",
        "Der Schlüssel ist unvollständig, im PDF ist er abgeschnitten.",
        "La clé est incomplète.",
        "De sleutel is onvolledig.",
    ],
)
def test_a_key_that_is_said_to_be_incomplete_is_asked_for(said: str) -> None:
    assert extracted(f"{form(license_key=KEY[:40])}\n{said}\n").ask == ("license_key",)


@pytest.mark.parametrize(
    ("said", "country"),
    [
        ("PS: I forgot the country under 5, it is Germany.", "Germany"),
        ("PS: Bei 5 habe ich das Land vergessen: Deutschland.", "Deutschland"),
        ("P.-S. J'ai oublié le pays au point 5 : c'est l'Allemagne.", "Allemagne"),
        ("PS Zapomniałam podać kraj w punkcie 5: Niemcy.", "Niemcy"),
    ],
)
def test_a_country_told_below_completes_the_address(said: str, country: str) -> None:
    found = extracted(f"{form(address='Hafenweg 3, 20457 Hamburg')}\n{said}\n")
    assert not found.ask
    assert found.fields["address"] == f"Hafenweg 3, 20457 Hamburg, {country}"


def test_a_country_of_somebody_else_completes_nothing() -> None:
    text = f"{form(address='Hafenweg 3, 20457 Hamburg')}\nOur country office in France will pay.\n"
    assert extracted(text).ask == ("address",)


def test_an_account_that_is_taken_back_right_above_the_form_is_asked_for() -> None:
    said = "Merci de ne pas utiliser l'adresse indiquée au point 2 : notre compte est en cours de changement."
    assert extracted(f"{said}\n\n{form()}").ask == ("account_email",)


def test_a_role_before_the_name_of_the_holder_is_no_part_of_it() -> None:
    said = f"Please move our Balsamiq license {KEY} to Atlassian Marketplace.\nThe myAtlassian account is "
    found = extracted(f"{said}licenses@engines.test and belongs to our IT manager, Ada Byron.\n")
    assert found.fields["holder_name"] == "Ada Byron"


@pytest.mark.parametrize(
    "said",
    [
        "The holder of the account is no longer Ada Byron, it is now Grace Murray.",
        "Achtung, der Inhaber des Kontos ist nicht mehr Ada Byron, sondern Grace Murray.",
        "El titular de la cuenta ya no es Ada Byron, ahora es Grace Murray.",
        "Le titulaire du compte n'est plus Ada Byron, c'est désormais Grace Murray.",
    ],
)
def test_a_new_holder_of_the_account_takes_the_account_itself_not_back(said: str) -> None:
    found = extracted(f"{said}\n\n{form()}")
    assert not found.ask
    assert found.fields["holder_name"] == "Grace Murray"
    assert found.fields["account_email"] == ANSWERS["account_email"]


@pytest.mark.parametrize(
    "address",
    [
        "Россия, 620014, г. Екатеринбург, ул. Вайнера, д. 40",
        "Polska, 31-042 Kraków, ul. Floriańska 12, lok. 4",
        "Česko, 602 00 Brno, nám. Svobody 4, kanc. 12",
    ],
)
def test_short_forms_end_no_address(address: str) -> None:
    assert extracted(form(address=address).replace(LAST, "")).fields["address"] == address


@pytest.mark.parametrize(
    "label", ["Адрес эксперта (если есть)", "Uzmanın adresi (varsa)", "Indirizzo del vostro esperto"]
)
def test_the_expert_is_told_by_its_key_word(label: str) -> None:
    found = extracted(form().replace(LAST, f"6. {label}: partner@engines.test"))
    assert found.fields["expert_email"] == "partner@engines.test"
    assert found.fields["address"] == ANSWERS["address"]


def test_what_a_web_form_repeats_above_the_message_holds_no_letter() -> None:
    head = "You have a new message.\n\nYour name: Ada Byron\nYour e-mail: ada.b@engines.test\nMessage:\n"
    found = extracted(head + form())
    assert not found.hold
    assert not found.unread
    assert found.fields["account_email"] == ANSWERS["account_email"]


def test_a_short_sentence_below_the_form_is_no_answer_of_its_last_prompt() -> None:
    assert extracted(f"{form()}\nDo not move it.\n").hold
