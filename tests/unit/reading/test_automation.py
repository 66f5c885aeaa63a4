"""Whose machine wrote a message, by headers and, where those are silent, by words."""

import pytest

from tests.unit.reading.mails import mail, multipart
from worker.reading import Message, read
from worker.reading.message import Automation

ANSWER = "In-Reply-To: <letter@vendor.test>\n"


def judged(
    body: str = "Hello", *, headers: str = "", subject: str = "Re: Your request", sender: str = ""
) -> Message:
    return read(mail(body, headers=headers, subject=subject, sender=sender or "Ada Park <ada@customer.test>"))


@pytest.mark.parametrize(
    "headers",
    [
        "Auto-Submitted: auto-replied\n",
        "Auto-Submitted: Auto-Replied (vacation)\n",
        'Auto-Submitted: auto-replied; owner-email="ada@customer.test"\n',
        "Auto-Submitted: auto-generated\nIn-Reply-To: <1@vendor.test>\n",
        "Auto-Submitted: auto-generated\nReturn-Path: <>\n",
        "X-Autoreply: yes\n",
        "X-Autorespond: Re: your mail\n",
        "X-AutoReply-From: ada@customer.test\n",
        "X-FC-MachineGenerated: true\n",
        "X-POST-MessageClass: 9; Autoresponder\n",
        "Precedence: auto_reply\n",
        "Return-Path: <>\nReferences: <1@vendor.test>\n",
    ],
)
def test_a_header_gives_an_automatic_reply_away(headers: str) -> None:
    message = judged("Some words that say nothing.", headers=headers)
    assert message.automation is Automation.AUTO_REPLY
    assert message.automation_reason


@pytest.mark.parametrize(
    "headers",
    [
        "Auto-Submitted: no\n",
        "X-Auto-Response-Suppress: All\n",
        "X-Autoreply: no\n",
        "X-MS-Exchange-Inbox-Rules-Loop: ada@customer.test\n",
        "X-Mailer: Microsoft Outlook 16.0\nX-Originating-IP: [192.0.2.1]\n",
        "Precedence: first-class\n",
        "Importance: high\n",
    ],
)
def test_a_header_that_ordinary_mail_carries_gives_nothing_away(headers: str) -> None:
    assert judged("It is Norway.", headers=headers + ANSWER).automation is Automation.NONE


OUT_OF_OFFICE = {
    "English": ("Automatic reply: Your request", "I am out of the office until Monday."),
    "English, in brackets": ("[Auto-Reply] Re: Your request", "Back soon."),
    "English, at the end": ("Re: Your request (out of office)", "Back soon."),
    "Notes": ("Ada Park/Customer is out of the office.", "Back on 5 May."),
    "German": ("Abwesenheitsnotiz: Ihre Anfrage", "Ich bin bis 5. Mai nicht im Büro."),
    "German Outlook": ("Automatische Antwort: Ihre Anfrage", "Ich bin im Urlaub."),
    "French": ("Réponse automatique : Votre demande", "Je suis absent jusqu'au 5 mai."),
    "Spanish": ("Respuesta automática: Su solicitud", "Estoy de vacaciones."),
    "Portuguese": ("Resposta automática: Seu pedido", "Estou de férias."),
    "Italian": ("Risposta automatica: La richiesta", "Sono in ferie fino al 5 maggio."),
    "Dutch": ("Automatisch antwoord: Uw aanvraag", "Ik ben afwezig tot 5 mei."),
    "Polish": ("Automatyczna odpowiedź: Zapytanie", "Jestem na urlopie."),
    "Russian": ("Автоматический ответ: Ваш запрос", "Я в отпуске до 5 мая."),
    "Danish": ("Automatisk svar: Forespørgsel", "Jeg er på ferie."),
    "Swedish": ("Automatiskt svar: Förfrågan", "Jag är på semester till 5 maj."),
    "Finnish": ("Automaattinen vastaus: Pyyntö", "Olen lomalla 5.5. asti."),
    "Czech": ("Automatická odpověď: Žádost", "Jsem na dovolené."),
    "Hungarian": ("Automatikus válasz: Kérés", "Szabadságon vagyok."),
    "Turkish": ("Otomatik yanıt: Talep", "Yıllık izinde olacağım."),
    "Greek": ("Αυτόματη απάντηση: Αίτημα", "Απουσιάζω μέχρι 5 Μαΐου."),
    "Hebrew": ("תשובה אוטומטית: בקשה", "אני בחופשה."),
    "Arabic": ("رد تلقائي: طلب", "أنا خارج المكتب."),
    "Chinese": ("自动回复: 申请", "我正在休假。"),
    "Taiwanese": ("自動回覆: 申請", "我目前不在辦公室。"),
    "Japanese": ("自動応答: お願い", "休暇中です。"),
    "Korean": ("자동 회신: 요청", "휴가 중입니다."),
}


@pytest.mark.parametrize("language", OUT_OF_OFFICE)
def test_an_absence_shows_in_the_subject_where_no_header_tells(language: str) -> None:
    subject, _ = OUT_OF_OFFICE[language]
    assert judged("…", subject=subject).automation is Automation.AUTO_REPLY


@pytest.mark.parametrize(
    "language", [name for name in OUT_OF_OFFICE if not name.endswith(("brackets", "end", "Notes"))]
)
def test_an_absence_shows_in_the_text_where_subject_and_headers_are_silent(language: str) -> None:
    _, text = OUT_OF_OFFICE[language]
    assert judged(f"{text}\n\n> Please tell us the country.").automation is Automation.AUTO_REPLY


ACKNOWLEDGEMENTS = {
    "a ticket number": (
        "[#48213] Your request",
        "Your request has been received. Our team will get back to you.",
    ),
    "a promise": (
        "Re: Your request",
        "We have received your message. We will get back to you within two business days.",
    ),
    "no reply wanted": (
        "Re: x",
        "Thank you for contacting us. This is an automated message, please do not reply.",
    ),
    "German": ("Eingangsbestätigung", "vielen Dank für Ihre Nachricht, die bei uns eingegangen ist."),
    "German, by the text": (
        "Re: x",
        "Ihre Anfrage ist bei uns eingegangen. Wir werden uns bei Ihnen melden.",
    ),
    "French": ("Accusé de réception", "Votre message a bien été reçu."),
    "Spanish": ("Re: x", "Hemos recibido su mensaje. Nos pondremos en contacto con usted."),
    "Portuguese": ("Re: x", "Recebemos a sua mensagem. Entraremos em contato. E-mail automático."),
    "Italian": ("Re: x", "Abbiamo ricevuto la sua richiesta. Le risponderemo al più presto."),
    "Dutch": ("Ontvangstbevestiging", "Wij hebben uw e-mail ontvangen."),
    "Polish": ("Re: x", "Otrzymaliśmy Państwa wiadomość. Odpowiemy w ciągu 24 godzin."),
    "Russian": ("Re: x", "Ваше обращение зарегистрировано. Мы ответим в течение рабочего дня."),
    "Japanese": ("Re: x", "お問い合わせいただきありがとうございます。このメールは自動送信です。"),
    "Chinese": ("Re: x", "您好，我们已收到您的邮件。系统自动发送，请勿回复。"),
    "Korean": ("Re: x", "문의가 정상적으로 접수되었습니다. 담당자가 확인 후 연락드리겠습니다."),
    "it says so itself": ("Re: x", "This is an automatic reply. Your mail will be read later."),
    "a challenge": ("Re: x", "Please confirm that you are a human to deliver your message."),
}


@pytest.mark.parametrize("case", ACKNOWLEDGEMENTS)
def test_an_acknowledgement_is_known_by(case: str) -> None:
    subject, text = ACKNOWLEDGEMENTS[case]
    assert judged(text, subject=subject).automation is Automation.AUTO_REPLY


@pytest.mark.parametrize(
    ("text", "headers"),
    [
        ("I no longer work at Customer Ltd. Write to Bo instead.", ""),
        ("Cy Marsh is no longer with the company. Please contact Bo Lind.", ANSWER),
        ("Herr Marsh ist nicht mehr im Unternehmen. Bitte wenden Sie sich an Frau Lind.", ANSWER),
    ],
)
def test_somebody_who_left_is_told_by_a_machine(text: str, headers: str) -> None:
    assert judged(text, headers=headers).automation is Automation.AUTO_REPLY


PEOPLE = {
    "a filled-in form": "1. My License Key: abc\n2. The email address: ada@customer.test\n3. The name: Ada Park",
    "a form, and a holiday": "I am on vacation from Friday, so please hurry.\n1. Key: abc\n2. Email: a@b.test",
    "a key, and a holiday": "I am on vacation soon. " + "eJzzzU/OLi0oVkjLL1Jwzs9LyylNzUtOrTEyrWE1inT8Pm1",
    "thanks": "Thank you for your message. The country is Norway. Please do it as soon as possible.",
    "a colleague who left": "Hi, our former admin no longer works here, so we want to move the license to my account.",
    "a complaint about machines": "I only got an automatic reply from you last week. Is anybody there?",
    "a question about receipt": "Have you received my request of last week?",
    "a German question": "Ich bin von der Firma Kundin und möchte unsere Lizenz umziehen.",
    "a French note": "Nous avons une réponse automatique sur notre serveur, merci de patienter.",
    "a deadline": "We need the license within 24 hours, please.",
    "an answer above a quoted notice": "Norway.\n\n> I am out of the office until Monday.",
}


@pytest.mark.parametrize("case", PEOPLE)
@pytest.mark.parametrize("subject", ["Re: Your request", "I want to move my license"])
def test_a_person_is_not_taken_for_a_machine(case: str, subject: str) -> None:
    assert judged(PEOPLE[case], subject=subject).automation is Automation.NONE


@pytest.mark.parametrize(
    "headers",
    [
        "List-Id: <team.lists.test>\n",
        "List-Unsubscribe: <https://news.test/u>\n",
        "Precedence: bulk\n",
        "Precedence: List\n",
        "X-BeenThere: team@lists.test\n",
    ],
)
def test_one_to_many_mail_is_bulk(headers: str) -> None:
    message = judged("This week: news.", headers=headers, subject="News")
    assert message.automation is Automation.BULK
    assert message.lists is not headers.startswith("Precedence")


def test_an_invitation_is_generated() -> None:
    for head in ("Content-Type: text/calendar; method=REQUEST", "Content-Type: text/calendar"):
        raw = multipart(
            ("Content-Type: text/plain", "You are invited."),
            (head, "BEGIN:VCALENDAR\nMETHOD:REQUEST\nEND:VCALENDAR"),
            kind="alternative",
            headers="Auto-Submitted: auto-generated\n",
        )
        assert read(raw).automation is Automation.GENERATED


def test_a_date_somebody_attached_is_no_invitation() -> None:
    raw = multipart(
        ("Content-Type: text/plain", "Here is our schedule."),
        ("Content-Type: text/calendar; name=a.ics", "BEGIN:VCALENDAR\nEND:VCALENDAR"),
    )
    assert read(raw).automation is Automation.NONE


@pytest.mark.parametrize(
    ("headers", "text"),
    [
        ("Auto-Submitted: auto-generated\n", "Invoice 2023-17 is attached."),
        ("", "Your invoice is ready. This is an automatically generated email, please do not reply."),
    ],
)
def test_a_programs_own_mail_is_generated(headers: str, text: str) -> None:
    assert judged(text, headers=headers, subject="Invoice").automation is Automation.GENERATED


def test_a_read_receipt_is_an_automatic_reply() -> None:
    raw = multipart(
        ("Content-Type: text/plain", "Your message was displayed."),
        (
            "Content-Type: message/disposition-notification",
            "Disposition: manual-action/MDN-sent-manually; displayed",
        ),
        kind="report; report-type=disposition-notification",
    )
    assert read(raw).automation is Automation.AUTO_REPLY
