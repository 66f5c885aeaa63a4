"""Answers that a client or a relay should have decoded, and those that only look a little odd."""

import base64

import pytest

from worker.reading.text.leftover_encoding import looks_encoded

ENCODED = [
    "Zo%C3%AB%20Holm",
    "S=C3=B6hne GmbH",
    "Ada Ho= lm",
    "=?utf-8?B?U8O2aG5l?=",
    "Acme Instruments 5.+",
    "S&ouml;hne",
    "M&#252;ller",
    "M&#xfc;ller",
    "Smith &amp; Sons",
    "S\\u00f6hne",
    "S\\xf6hne",
    "S+APY-hne",
    "Zo\ufffd Holm",
    "Zo? Holm of ?ngstr?m",
    "MÃ¼ller",
    "MÃ¼ller of Łódź",
    "Ãngström",
    "Å\u0081Ã³dÅº",
    "Мюллер".encode().decode("cp1251"),
    base64.b64encode(b"Acme Instruments Ltd").decode(),
]
PLAIN = [
    "Ada Holm",
    "Zoë Ångström",
    "Łódź Söhne GmbH & Co. KG",
    "AT&T; and others",
    "Smith & Sons; Leeds",
    "C++ User Group",
    "A+B Consulting",
    "100% Software",
    "Who? Ltd",
    "Yahoo! Inc? or LLC",
    "JOÃO SÃO PAULO",
    "»TEHTÄVÄ»",
    "”MAANTIE PÅ” – Ab",
    "ÄÄNI–JA KUVA OY",
    "a=b GmbH",
    "AcmeInstrumentsLtd",
    "12 Long Road, Leeds LS1 1AA, United Kingdom",
    "Rue de l'Église 5, 75001 Paris, Île-de-France",
    "ул. Ленина 5, Москва",
    "東京都千代田区1-1",
]


@pytest.mark.parametrize("answer", ENCODED)
def test_what_is_still_encoded_is_known(answer: str) -> None:
    assert looks_encoded(answer)


@pytest.mark.parametrize("answer", PLAIN)
def test_what_people_write_is_not(answer: str) -> None:
    assert not looks_encoded(answer)
