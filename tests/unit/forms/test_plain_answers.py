"""A mail is a plain yes, or a plain wish, only where every word of it is known to say no more."""

import re
import tomllib
from collections.abc import Callable, Sequence
from pathlib import Path

import pytest

from worker.forms.intent.plain_answers import says_only
from worker.forms.intent.plain_wishes import (
    asks_to_hear,
    asks_to_join,
    asks_to_leave,
    is_plain_no,
    is_plain_yes,
)
from worker.reading.parse import read
from worker.resources import find_folder


def says(words: str, said: Callable[[Sequence[str]], bool], markup: str = "") -> bool:
    head = "From: Nora Smith <nora@engines.test>\nTo: sales@vendor.test\nSubject: Re: x\nMIME-Version: 1.0\n"
    parts = f"--b\nContent-Type: text/plain; charset=utf-8\n\n{words}\n"
    if markup:
        parts += f"--b\nContent-Type: text/html; charset=utf-8\n\n{markup}\n"
    text = f"{head}Content-Type: multipart/alternative; boundary=b\n\n{parts}--b--\n"
    return says_only(read(text.replace("\n", "\r\n").encode()), said)


@pytest.mark.parametrize(
    "words",
    [
        "Please put me on the list.",
        "Hello Sales team,\n\nyes, please put us on the waiting list.\n\nThanks,\nNora",
        "Please put me on\nthe list.",
        "Bitte setzen Sie mich auf die Liste.\n\nMit freundlichen Grüßen\nNora Smith",
        "Bitte tragen Sie uns in die Liste ein.",
        "Merci de m'inscrire sur la liste.",
        "Pouvez-vous nous ajouter à la liste, s'il vous plaît.",
        "Por favor, pónganme en la lista.",
        "Por favor, coloquem-me na lista.",
        "Mettetemi nella lista, per favore.",
        "Zet mij alstublieft op de lijst.",
        "Proszę wpisać mnie na listę.",
        "リストに登録してください",
        "お世話になっております。\nリストに登録をお願いいたします。",
    ],
)
def test_a_wish_to_be_on_the_list(words: str) -> None:
    assert says(words, asks_to_join)
    assert says(words, asks_to_hear)
    assert not says(words, asks_to_leave)


@pytest.mark.parametrize(
    "words",
    [
        "Please find the list attached.",
        "Here is our price list",
        "We are listed as Acme GmbH",
        "List of users: 50",
        "Please put me on the list too, and move the license.",
        "Put Bob on the list",
        "Can you put me on the list?",
        "Do not put me on the list",
        "I am on the list already",
        "Die Liste der Benutzer kommt morgen",
        "La liste est jointe",
        "Anbei die Liste",
        "Lista de usuarios: 50",
        "リストを添付します",
        "Please remove me from the list",
        "Put me on the list if you can't move it",
    ],
)
def test_other_words_of_a_list_are_none(words: str) -> None:
    assert not says(words, asks_to_join)


@pytest.mark.parametrize(
    "words",
    [
        "unsubscribe",
        "Please remove me from the list.",
        "Hi,\nplease take us off your mailing list.\nBest regards,\nNora Smith",
        "Please unsubscribe us from the newsletter",
        "Bitte von der Liste nehmen.",
        "Bitte streichen Sie mich von der Liste!",
        "Retirez-moi de la liste, merci.",
        "Désinscription, s'il vous plaît",
        "Quítenme de la lista, por favor",
        "Por favor, retirem-me da lista.",
        "Toglietemi dalla lista.",
        "Haal mij van de lijst",
        "Graag afmelden",
        "Proszę usunąć mnie z listy",
        "配信停止をお願いします。",
        "リストから外してください",
    ],
)
def test_a_wish_to_leave_it(words: str) -> None:
    assert says(words, asks_to_leave)
    assert not says(words, asks_to_hear)


@pytest.mark.parametrize(
    "words",
    [
        "Please ask before you remove me from the list.",
        "Please remove my colleague Bob from the list.",
        "I unsubscribed by mistake, please keep me.",
        "If you can't do that, take me off the list.",
        "Remove me from the list, but keep my colleagues.",
        "Why did you remove me?",
        "Should I unsubscribe?",
        "Please unsubscribe me next year",
        "Wenn es nicht geht, nehmen Sie mich von der Liste.",
        "Bitte nehmen Sie meinen Kollegen von der Liste.",
        "Retirez mon collègue de la liste.",
        "Quiten a mi colega de la lista",
        "Keep me on the list",
        "Unsubscribe\n\nPS: not before May",
    ],
)
def test_a_hedge_or_somebody_else_is_for_a_person(words: str) -> None:
    assert not says(words, asks_to_leave)


@pytest.mark.parametrize(
    "words",
    [
        "Yes",
        "Hello,\n\nja, gerne!\n\nKind regards",
        "はい",
        "Tak, proszę",
        "Oui, merci.\nBonne journée\nNora Smith",
        "Yes.\n\nThanks, Nora",
        "Hi team,\nYes we do.\nBest regards\nBob Miller",
    ],
)
def test_a_plain_yes(words: str) -> None:
    assert says(words, is_plain_yes)
    assert not says(words, is_plain_no)


@pytest.mark.parametrize(
    "words",
    [
        "Yes?",
        "x",
        "Yes\nNo",
        "Yes\n-- \nNo",
        "-- \nYes",
        "Yes, but wait",
        "Yes\nThanks, but that was wrong",
        "Yes\nThanks wrong address",
        "Yes\nHello please wait",
        "Yes, please advise",
        "Yes. Please contact me.",
        "Thanks",
        "Yes for Bob",
    ],
)
def test_no_plain_yes(words: str) -> None:
    assert not says(words, is_plain_yes)
    assert not says(words, is_plain_no)


def test_text_and_html_have_to_agree() -> None:
    assert says("Yes", is_plain_yes, "<p>Yes</p>")
    assert not says("Yes", is_plain_yes, "<p>No</p>")
    assert not says("No", is_plain_no, "<p>Yes</p>")
    assert not says("Yes", is_plain_yes, "<p>Yes</p><p>but ask Bob first</p>")


LETTERS = find_folder("templates") / "letters"
#: What our question asks somebody on Cloud to answer, by its punctuation: ": please put me on the list."
OFFER = re.compile(r"[:：]\s*([^.:：「」]+)\.|「([^」]+)」")


@pytest.mark.parametrize("file", sorted(LETTERS.glob("**/words.toml")), ids=lambda file: file.parent.name)
def test_what_our_letter_offers_as_an_answer_is_understood(file: Path) -> None:
    text = tomllib.loads(file.read_text("utf-8"))["findings"]["cloud"]
    offered = ["".join(found) for found in OFFER.findall(text)]
    assert any(says(words, asks_to_join) for words in offered), offered
