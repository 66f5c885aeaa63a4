"""Short answers as people write them in all languages of the letters: what leads up to a value is none of it."""

# ruff: noqa: E501 -- as people write them

import pytest

from tests.integration.local_worker import FORMS, KEY, OTHER_KEY, mail
from worker.forms.extraction import ReplyIntent, ReplyReading
from worker.forms.reply_reader import read_reply
from worker.reading import read

FORM = FORMS["marketplace-migration"]
KNOWN = {
    "license_key": KEY,
    "account_email": "old@engines.test",
    "holder_name": "Ada Byron",
    "organization": "Old Ltd",
    "address": "Elm St 1, Leeds LS1 1AA, United Kingdom",
    "expert_email": None,
}
ANSWERS = (
    ("en", "holder_name", "It's Per Ek.", "Per Ek"),
    ("en", "holder_name", "It is Per Ek", "Per Ek"),
    ("en", "holder_name", "The name is Per Ek.", "Per Ek"),
    ("en", "holder_name", "That would be Per Ek.", "Per Ek"),
    ("en", "holder_name", "Sorry, forgot that. Per Ek", "Per Ek"),
    ("en", "holder_name", "Hi,\n\nname: Per Ek\n\nThanks", "Per Ek"),
    ("en", "holder_name", "His name is Per Ek", "Per Ek"),
    ("de", "holder_name", "Der Name ist Sabine Reuter.", "Sabine Reuter"),
    (
        "de",
        "holder_name",
        "Guten Tag,\n\nder Name ist Sabine Reuter. Die Anschrift reiche ich nach.\n\nMit freundlichen Grüßen\nSabine Reuter",
        "Sabine Reuter",
    ),
    ("de", "holder_name", "Es ist Sabine Reuter", "Sabine Reuter"),
    ("de", "holder_name", "Das ist Sabine Reuter.", "Sabine Reuter"),
    ("de", "holder_name", "Der Name lautet Sabine Reuter", "Sabine Reuter"),
    ("fr", "holder_name", "C'est Maud Garnier.", "Maud Garnier"),
    ("fr", "holder_name", "Le nom est Maud Garnier", "Maud Garnier"),
    ("fr", "holder_name", "Il s'agit de Maud Garnier.", "Maud Garnier"),
    ("es", "holder_name", "Es Lucía Arriaga.", "Lucía Arriaga"),
    ("es", "holder_name", "El nombre es Lucía Arriaga", "Lucía Arriaga"),
    ("es", "holder_name", "Se llama Lucía Arriaga", "Lucía Arriaga"),
    ("pt", "holder_name", "É o Rui Teles.", "Rui Teles"),
    ("pt", "holder_name", "O nome é Rui Teles", "Rui Teles"),
    ("pt", "holder_name", "É Rui Teles", "Rui Teles"),
    ("it", "holder_name", "È Bruna Corsi.", "Bruna Corsi"),
    ("it", "holder_name", "Il nome è Bruna Corsi", "Bruna Corsi"),
    ("it", "holder_name", "Si chiama Bruna Corsi", "Bruna Corsi"),
    ("nl", "holder_name", "Het is Wim Bos.", "Wim Bos"),
    ("nl", "holder_name", "De naam is Wim Bos", "Wim Bos"),
    ("nl", "holder_name", "Dat is Wim Bos.", "Wim Bos"),
    ("pl", "holder_name", "To Ewa Nowak.", "Ewa Nowak"),
    ("pl", "holder_name", "To jest Ewa Nowak", "Ewa Nowak"),
    ("pl", "holder_name", "Imię i nazwisko: Ewa Nowak", "Ewa Nowak"),
    ("pl", "holder_name", "Imię i nazwisko to Ewa Nowak.", "Ewa Nowak"),
    ("ja", "holder_name", "田中 花子です。", "田中 花子"),
    ("ja", "holder_name", "名前は田中花子です。", "田中花子"),
    ("ja", "holder_name", "氏名：田中花子", "田中花子"),
    (
        "ja",
        "holder_name",
        "お世話になっております。\n\n田中花子です。\n\nよろしくお願いいたします。",
        "田中花子",
    ),
    ("en", "organization", "It's Ullverket AB.", "Ullverket AB"),
    ("en", "organization", "The name is Ullverket AB", "Ullverket AB"),
    ("en", "organization", "The company name is Ullverket AB.", "Ullverket AB"),
    ("en", "organization", "That's Ullverket AB", "Ullverket AB"),
    ("en", "organization", "We are Ullverket AB.", "Ullverket AB"),
    ("de", "organization", "Es ist die Glashütte Reuter GmbH.", "Glashütte Reuter GmbH"),
    ("de", "organization", "Die Firma heißt Glashütte Reuter GmbH.", "Glashütte Reuter GmbH"),
    ("de", "organization", "Wir sind die Glashütte Reuter GmbH", "Glashütte Reuter GmbH"),
    ("de", "organization", "Firmenname: Glashütte Reuter GmbH", "Glashütte Reuter GmbH"),
    ("fr", "organization", "C'est Ateliers Garnier SARL.", "Ateliers Garnier SARL"),
    ("fr", "organization", "Le nom de la société est Ateliers Garnier SARL", "Ateliers Garnier SARL"),
    ("fr", "organization", "Notre société s'appelle Ateliers Garnier SARL.", "Ateliers Garnier SARL"),
    ("es", "organization", "Es Bodegas Arriaga S.A.", "Bodegas Arriaga S.A."),
    ("es", "organization", "La empresa se llama Bodegas Arriaga S.A.", "Bodegas Arriaga S.A."),
    ("es", "organization", "Somos Bodegas Arriaga S.A.", "Bodegas Arriaga S.A."),
    ("pt", "organization", "É a Marinha Sal Lda.", "Marinha Sal Lda"),
    ("pt", "organization", "A empresa chama-se Marinha Sal Lda", "Marinha Sal Lda"),
    ("it", "organization", "È Vetreria Corsi S.r.l.", "Vetreria Corsi S.r.l."),
    ("it", "organization", "L'azienda si chiama Vetreria Corsi S.r.l.", "Vetreria Corsi S.r.l."),
    ("nl", "organization", "Het is Scheepswerf Bos BV.", "Scheepswerf Bos BV"),
    ("nl", "organization", "Het bedrijf heet Scheepswerf Bos BV", "Scheepswerf Bos BV"),
    ("pl", "organization", "Firma nazywa się Tkalnia Nowak sp. z o.o.", "Tkalnia Nowak sp. z o.o."),
    ("ja", "organization", "墨田工業株式会社です。", "墨田工業株式会社"),
    ("ja", "organization", "会社名は墨田工業株式会社です。", "墨田工業株式会社"),
    ("en", "account_email", "It must be vera@cobalt.test", "vera@cobalt.test"),
    ("en", "account_email", "Oh! It must be vera@cobalt.test", "vera@cobalt.test"),
    ("en", "account_email", "It's vera@cobalt.test", "vera@cobalt.test"),
    ("en", "account_email", "Oops, typo. vera@cobalt.test", "vera@cobalt.test"),
    ("de", "account_email", "Oh! Es muss vera@cobalt.test heißen.", "vera@cobalt.test"),
    ("de", "account_email", "Richtig ist vera@cobalt.test", "vera@cobalt.test"),
    ("fr", "account_email", "Ah ! C'est vera@cobalt.test", "vera@cobalt.test"),
    ("es", "account_email", "¡Ay! Es vera@cobalt.test", "vera@cobalt.test"),
    ("pt", "account_email", "Ah! É vera@cobalt.test", "vera@cobalt.test"),
    ("it", "account_email", "Oh! È vera@cobalt.test", "vera@cobalt.test"),
    ("nl", "account_email", "O! Het moet vera@cobalt.test zijn.", "vera@cobalt.test"),
    ("pl", "account_email", "Och! Powinno być vera@cobalt.test", "vera@cobalt.test"),
    ("ja", "account_email", "正しくは vera@cobalt.test です。", "vera@cobalt.test"),
    ("en", "address", "It's 5 Quay Street, Galway, Ireland", "5 Quay Street, Galway, Ireland"),
    ("en", "address", "We're at 5 Quay Street, Galway, Ireland.", "5 Quay Street, Galway, Ireland"),
    ("en", "address", "Here it is: 5 Quay Street, Galway, Ireland", "5 Quay Street, Galway, Ireland"),
    (
        "de",
        "address",
        "Hallo,\n\nhier noch die Anschrift: Am Ofen 7, 98724 Neuhaus, Deutschland\n\nGruß",
        "Am Ofen 7, 98724 Neuhaus, Deutschland",
    ),
    (
        "de",
        "address",
        "Es ist Am Ofen 7, 98724 Neuhaus, Deutschland",
        "Am Ofen 7, 98724 Neuhaus, Deutschland",
    ),
    (
        "fr",
        "address",
        "C'est 4 quai de la Fosse, 44000 Nantes, France",
        "4 quai de la Fosse, 44000 Nantes, France",
    ),
    (
        "fr",
        "address",
        "Voici l'adresse : 4 quai de la Fosse, 44000 Nantes, France",
        "4 quai de la Fosse, 44000 Nantes, France",
    ),
    ("es", "address", "Es Calle Mayor 12, 26001 Logroño, España", "Calle Mayor 12, 26001 Logroño, España"),
    (
        "pt",
        "address",
        "É Rua das Salinas 3, 3800-222 Aveiro, Portugal",
        "Rua das Salinas 3, 3800-222 Aveiro, Portugal",
    ),
    (
        "it",
        "address",
        "È Via dei Vetrai 9, 30141 Murano (VE), Italia",
        "Via dei Vetrai 9, 30141 Murano (VE), Italia",
    ),
    (
        "nl",
        "address",
        "Het is Havenweg 3, 8861 AA Harlingen, Nederland",
        "Havenweg 3, 8861 AA Harlingen, Nederland",
    ),
    (
        "nl",
        "address",
        "Ons adres is Havenweg 3, 8861 AA Harlingen, Nederland",
        "Havenweg 3, 8861 AA Harlingen, Nederland",
    ),
    ("pl", "address", "To ul. Prosta 5, 90-001 Łódź, Polska", "ul. Prosta 5, 90-001 Łódź, Polska"),
    (
        "ja",
        "address",
        "住所は〒130-0001 東京都墨田区吾妻橋1-2-3 日本です。",
        "〒130-0001 東京都墨田区吾妻橋1-2-3 日本",
    ),
    (
        "en",
        "address",
        "United States, of course.\n\n2 Pier Rd, Portland, ME 04101, USA",
        "2 Pier Rd, Portland, ME 04101, USA",
    ),
)
AGREEING = (
    "Yes, and yes.",
    "Confirmed.",
    "Sure, that's fine.",
    "Yep, own server. And ok with matching.",
    "Ja, stimmt beides.",
    "Hiermit bestätige ich das.",
    "Oui, je confirme.",
    "Oui aux deux.",
    "Sí, confirmo ambas cosas.",
    "Sim, confirmo.",
    "Sì, confermo.",
    "Confermo entrambe.",
    "Ja, akkoord.",
    "Bevestigd.",
    "Tak, potwierdzam.",
    "Potwierdzam.",
    "はい、同意します。",
    "確認しました。同意いたします。",
)
RIGHT_KEYS = (
    "Sorry, wrong key. The right one is {K}",
    "The correct key is {K}",
    "I sent you the wrong key. Here is the right one: {K}",
    "Please use {K} instead, the first key was wrong.",
    "Oops, that key was for another product. Correct: {K}",
    "The key should be {K}",
    "Wrong key, sorry!\n\n{K}",
    "The right one is {K}",
    "Entschuldigung, falscher Schlüssel. Der richtige ist {K}",
    "Der richtige Schlüssel lautet {K}",
    "Richtig ist: {K}",
    "Ich habe den falschen Schlüssel geschickt. Hier der richtige: {K}",
    "La bonne clé est {K}",
    "Désolé, je me suis trompé de clé. La bonne est {K}",
    "Mauvaise clé, pardon. Voici la bonne : {K}",
    "La clave correcta es {K}",
    "Perdón, me equivoqué de clave. La correcta es {K}",
    "Clave equivocada, lo siento. Esta es la buena: {K}",
    "A chave correta é {K}",
    "Desculpe, enviei a chave errada. A certa é {K}",
    "La chiave corretta è {K}",
    "Scusate, ho sbagliato chiave. Quella giusta è {K}",
    "De juiste sleutel is {K}",
    "Sorry, verkeerde sleutel. De juiste is {K}",
    "Prawidłowy klucz to {K}",
    "Przepraszam, pomyliłem klucz. Właściwy to {K}",
    "Poprawny to {K}",
    "正しいキーは {K} です。",
    "ライセンスキーを間違えました。正しくは {K} です。",
    "申し訳ございません。正しいものは {K} です。",
)
THANKS = (
    "Thanks!",
    "Thank you so much for your help.",
    "Great, thank you!",
    "Perfect, thanks a lot!",
    "Works now, thanks a lot!",
    "Got it, thanks.",
    "Awesome, many thanks, have a nice day!",
    "Thank you for the quick reply. All good.",
    "Vielen Dank!",
    "Perfekt, herzlichen Dank!",
    "Danke für die schnelle Antwort!",
    "Super, danke.",
    "Vielen Dank für die schnelle Bearbeitung!",
    "Alles klar, danke.",
    "Hat geklappt, vielen Dank!",
    "Passt, danke!",
    "Merci beaucoup !",
    "Parfait, merci.",
    "Merci pour votre réponse rapide.",
    "C'est noté, merci !",
    "Super, merci beaucoup pour votre aide.",
    "Bien reçu, merci.",
    "¡Muchas gracias!",
    "Perfecto, gracias.",
    "Gracias por la rápida respuesta.",
    "Todo bien, muchas gracias.",
    "Recibido, gracias.",
    "Genial, mil gracias por la ayuda.",
    "Muito obrigado!",
    "Perfeito, obrigada.",
    "Obrigado pela resposta rápida.",
    "Recebido, obrigado!",
    "Ótimo, muito obrigada pela ajuda.",
    "Grazie mille!",
    "Perfetto, grazie.",
    "Grazie per la rapida risposta.",
    "Ricevuto, grazie.",
    "Ottimo, grazie mille per l'aiuto.",
    "Hartelijk dank!",
    "Dank u wel!",
    "Perfect, bedankt.",
    "Bedankt voor de snelle reactie.",
    "Ontvangen, dank je wel.",
    "Top, bedankt voor de hulp!",
    "Dziękuję bardzo!",
    "Super, dzięki.",
    "Dziękuję za szybką odpowiedź.",
    "Otrzymałem, dziękuję.",
    "Świetnie, dziękujemy za pomoc.",
    "ありがとうございます。",
    "ありがとうございました。",
    "承知しました。ありがとうございます。",
    "ありがとうございます。よろしくお願いいたします。",
    "ご対応ありがとうございます。",
    "早速のご返信ありがとうございます。",
    "了解いたしました。",
    "かしこまりました。よろしくお願いいたします。",
)
TAKES_BACK = (
    "Please cancel my request.",
    "We don't need it any more, please cancel.",
    "We changed our mind.",
    "Please disregard my request.",
    "Forget it, we are staying with you.",
    "Never mind, we no longer need this.",
    "Bitte stornieren Sie die Anfrage.",
    "Wir möchten doch nicht wechseln.",
    "Hat sich erledigt.",
    "Wir ziehen die Anfrage zurück.",
    "Bitte brechen Sie das ab, wir brauchen es nicht mehr.",
    "Merci d'annuler ma demande.",
    "Nous ne souhaitons plus migrer.",
    "Finalement nous n'en avons plus besoin.",
    "Por favor, cancelen la solicitud.",
    "Ya no queremos migrar.",
    "Hemos cambiado de idea.",
    "Por favor cancelem o pedido.",
    "Já não precisamos.",
    "Desistimos da migração.",
    "Vi prego di annullare la richiesta.",
    "Non vogliamo più migrare.",
    "Abbiamo cambiato idea.",
    "Graag de aanvraag annuleren.",
    "Laat maar.",
    "We willen toch niet overstappen.",
    "Proszę anulować zgłoszenie.",
    "Rezygnujemy z migracji.",
    "申請をキャンセルしてください。",
    "移行は取りやめます。",
    "申し訳ありませんが、取り消しをお願いします。",
)
#: What only looks like a lead-in belongs to the value.
NAMES = (
    ("organization", "To Kalon Ltd"),
    ("organization", "Sure Foods Ltd"),
    ("organization", "Right Stuff GmbH"),
    ("holder_name", "Ada Oh"),
)


def reply(text: str, *asked: str) -> ReplyReading:
    known = {name: None if name in asked else value for name, value in KNOWN.items()}
    return read_reply(read(mail(text, "Xx Yy <xx@engines.test>", "Re: x")), FORM, asked, [], known)


@pytest.mark.parametrize(("language", "name", "text", "value"), ANSWERS)
def test_what_leads_up_to_an_answer_is_none_of_it(language: str, name: str, text: str, value: str) -> None:
    reading = reply(text, name)
    assert str(reading.fields[name]).rstrip(".") == value.rstrip("."), language
    assert not reading.problems


@pytest.mark.parametrize("text", AGREEING)
def test_a_short_yes_confirms(text: str) -> None:
    reading = reply(text, "confirmation")
    assert reading.fields["confirmation"]
    assert not reading.problems
    assert not reading.unread


@pytest.mark.parametrize("text", RIGHT_KEYS)
def test_a_key_that_is_said_to_be_the_right_one_takes_the_place_of_the_other(text: str) -> None:
    assert reply(text.format(K=OTHER_KEY)).fields["license_key"] == OTHER_KEY


@pytest.mark.parametrize("text", THANKS)
def test_thanks_are_nothing_to_look_at(text: str) -> None:
    reading = reply(text)
    assert (reading.intent, reading.unread, reading.fields) == (ReplyIntent.NOTHING, (), {})


@pytest.mark.parametrize("text", TAKES_BACK)
def test_who_takes_the_request_back_is_understood(text: str) -> None:
    assert reply(text, "address").withdraws


@pytest.mark.parametrize(("name", "text"), NAMES)
def test_a_name_keeps_its_first_word(name: str, text: str) -> None:
    assert reply(text, name).fields[name] == text


BARE_LINES = (
    ("Ada Oh\nSalinas do Sado, S.A.", {"holder_name": "Ada Oh", "organization": "Salinas do Sado, S.A."}),
    (
        "Kopalnia Soft Sp. z o.o.\n\nul. Chorzowska 50\n40-121 Katowice\nPolska",
        {
            "organization": "Kopalnia Soft Sp. z o.o.",
            "address": "ul. Chorzowska 50\n40-121 Katowice\nPolska",
        },
    ),
    ("Ada Oh, ada@oh.example", {"holder_name": "Ada Oh", "account_email": "ada@oh.example"}),
)


@pytest.mark.parametrize(("text", "fields"), BARE_LINES)
def test_bare_lines_answer_what_they_can_only_be(text: str, fields: dict[str, str]) -> None:
    assert reply(text, *fields).fields == fields


def test_a_question_below_an_answer_is_shown() -> None:
    said = reply(f"1. My License Key:\n{OTHER_KEY}\n\nWill our users notice it?\n\nAda", "license_key")
    assert [one.weight for one in said.unread] == ["a question"]


def test_a_second_name_is_no_last_name_where_the_first_is_denied() -> None:
    known = {**KNOWN, "holder_name": "Birgit"}
    text = "I was wrong there, the account is not Birgit's at all. The holder is Annika."
    reading = read_reply(read(mail(text, subject="Re: x")), FORM, ["holder_name"], [], known)
    assert reading.fields["holder_name"] == "Annika"
    assert reading.problems["holder_name"] == "incomplete"
    assert not reading.unread


def test_the_name_in_a_sentence_counts_beside_an_address_that_is_to_come() -> None:
    reading = reply("Der Name ist Sabine Reuter. Die Anschrift reiche ich nach.", "holder_name", "address")
    assert reading.fields == {"holder_name": "Sabine Reuter"}
    assert not reading.unread


@pytest.mark.parametrize(
    "text",
    [
        "Die Anschrift hat sich geändert: {}",
        "Our address has changed to: {}",
        "L'adresse a changé : {}",
        "Het adres is gewijzigd: {}",
        "住所が変更になりました：{}",
        "新しい住所: {}",
        "주소가 변경되었습니다: {}",
    ],
)
def test_what_stands_before_a_colon_is_no_part_of_an_address(text: str) -> None:
    address = "Hafenstraße 4, 24103 Kiel, Germany"
    assert reply(text.format(address)).fields == {"address": address}
    assert reply(text.format(address), "address").fields == {"address": address}
