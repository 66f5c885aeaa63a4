"""Each mail client's way of quoting, in our own words."""

import pytest

from tests.unit.reading.mails import check_roles

REPLIES = {
    "Gmail": """
own|Here is what you asked for.
own|
hea|On Tue, Oct 3, 2023 at 9:14 AM Vendor Sales <sales@vendor.test> wrote:
quo|
quo|> Please tell us the country.
own|
own|It is Norway.
""",
    "Gmail, wrapped over two lines": """
own|Norway.
hea|On Tue, Oct 3, 2023 at 9:14 AM Vendor Sales and Licensing Department <
hea|sales@vendor.test> wrote:
quo|> Please tell us the country.
""",
    "Gmail's international date, without a verb": """
own|Norway.
hea|2023-10-03 9:14 GMT+02:00 Vendor Sales <sales@vendor.test>:
quo|> Please tell us the country.
""",
    "Apple Mail, which quotes its attribution": """
own|Norway.
own|
hea|> On 3 Oct 2023, at 09:14, Vendor Sales <sales@vendor.test> wrote:
quo|>
quo|> Please tell us the country.
own|Below the quotation.
""",
    "Thunderbird": """
hea|On 03/10/2023 09:14, Vendor Sales wrote:
quo|> Please tell us the country.
own|Norway.
quo|> And the name.
own|Ada Park
""",
    "Thunderbird with the name alone": """
hea|Vendor Sales wrote:
quo|> Please tell us the country.
own|Norway.
""",
    "Outlook, with its marker": """
own|Norway.
own|
hea|-----Original Message-----
hea|From: Vendor Sales [mailto:sales@vendor.test]
hea|Sent: Tuesday, October 3, 2023 9:14 AM
hea|To: Ada Park
hea|Subject: RE: A question
quo|
quo|Please tell us the country.
""",
    "Outlook, with a header block alone": """
own|Norway.
own|
hea|From: Vendor Sales <sales@vendor.test>
hea|Sent: Tuesday, October 3, 2023 9:14 AM
hea|To: Ada Park <ada@customer.test>; Bo Lind <bo@customer.test>; Cy Marsh <cy@customer.test>;
hea| Dee North <dee@customer.test>
hea|Subject: RE: A question
quo|
quo|Please tell us the country.
""",
    "Outlook, with blank lines between the lines of the block": """
own|Norway.
own|
hea|From: Vendor Sales <sales@vendor.test>
hea|
hea|Sent: Tuesday, October 3, 2023 9:14 AM
hea|
hea|To: Ada Park <ada@customer.test>
hea|
hea|Subject: RE: A question
quo|
quo|Please tell us the country.
""",
    "a block with stars for bold": """
own|Norway.
hea|*From:* Vendor Sales <sales@vendor.test>
hea|*Sent:* Tuesday, October 3, 2023 9:14 AM
hea|*To:* Ada Park
hea|*Subject:* RE: A question
quo|Please tell us the country.
""",
    "an attribution without quote marks below it": """
own|Norway.
hea|On Tuesday, October 3, 2023, 09:14:11 AM GMT+2, Vendor Sales <sales@vendor.test> wrote:
quo|
quo|Please tell us the country.
quo|Thank you
""",
    "Notes": """
own|Norway.
own|
hea|From:   Vendor Sales <sales@vendor.test>
hea|To:     Ada Park/Customer
hea|Date:   03/10/2023 09:14
hea|Subject:        Re: A question
quo|
quo|Please tell us the country.
""",
    "QQ Mail": """
own|Norway.
hea|------------------ 原始邮件 ------------------
hea|发件人: "Vendor Sales"<sales@vendor.test>;
hea|发送时间: 2023年10月3日(星期二) 上午9:14
hea|收件人: "Ada"<ada@customer.test>;
hea|主题: Re: A question
quo|Please tell us the country.
""",
    "deeper quotations": """
hea|On 03/10/2023 09:14, Vendor Sales wrote:
hea|> On 02/10/2023 08:00, Ada Park wrote:
quo|>> I want to move a license.
quo|> Please tell us the country.
own|Norway.
""",
}


@pytest.mark.parametrize("client", REPLIES)
def test_a_reply_is_told_from_what_it_quotes_in(client: str) -> None:
    check_roles(REPLIES[client])


ATTRIBUTIONS = [
    "On 3 Oct 2023, at 09:14, Vendor Sales <sales@vendor.test> wrote:",
    "Am 03.10.2023 um 09:14 schrieb Vendor Sales:",
    "Am Di., 3. Okt. 2023 um 09:14 Uhr schrieb Vendor Sales <sales@vendor.test>:",
    "Le 03/10/2023 à 09:14, Vendor Sales a écrit :",
    "Le mar. 3 oct. 2023 à 09:14, Vendor Sales <sales@vendor.test> a écrit :",
    "El 03/10/2023 a las 09:14, Vendor Sales escribió:",
    "El mar, 3 oct 2023 a las 9:14, Vendor Sales (<sales@vendor.test>) escribió:",
    "El dt., 3 d’oct. 2023 a les 9:14, Vendor Sales <sales@vendor.test> va escriure:",
    "Em 03/10/2023 09:14, Vendor Sales escreveu:",
    "Em ter., 3 de out. de 2023 às 09:14, Vendor Sales <sales@vendor.test> escreveu:",
    "Il 03/10/2023 09:14, Vendor Sales ha scritto:",
    "Il giorno mar 3 ott 2023 alle ore 09:14 Vendor Sales <sales@vendor.test> ha scritto:",
    "Op 03-10-2023 om 09:14 schreef Vendor Sales:",
    "Op di 3 okt 2023 om 09:14 schreef Vendor Sales <sales@vendor.test>:",
    "W dniu 03.10.2023 o 09:14, Vendor Sales pisze:",
    "wt., 3 paź 2023 o 09:14 Vendor Sales <sales@vendor.test> napisał(a):",
    "03.10.2023 09:14, Vendor Sales пишет:",
    "вт, 3 окт. 2023 г. в 09:14, Vendor Sales <sales@vendor.test>:",
    '03.10.2023, 09:14, "Vendor Sales" <sales@vendor.test>:',
    "Вторник, 3 октября 2023, 9:14 +03:00 от Vendor Sales <sales@vendor.test>:",
    "вт, 3 жовт. 2023 р. о 09:14 Vendor Sales <sales@vendor.test> пише:",
    "На вт, 3.10.2023 г. в 9:14 Vendor Sales <sales@vendor.test> написа:",
    "Den 03-10-2023 kl. 09:14 skrev Vendor Sales:",
    "tir. 3. okt. 2023 kl. 09.14 skrev Vendor Sales <sales@vendor.test>:",
    "Den tis 3 okt. 2023 kl 09:14 skrev Vendor Sales <sales@vendor.test>:",
    "Vendor Sales kirjoitti 3.10.2023 klo 9.14:",
    "ti 3. lokak. 2023 klo 9.14 Vendor Sales (sales@vendor.test) kirjoitti:",
    "Dne 03. 10. 23 v 9:14 Vendor Sales napsal(a):",
    "út 3. 10. 2023 v 9:14 odesílatel Vendor Sales <sales@vendor.test> napsal:",
    "Dňa 3. 10. 2023 o 9:14 Vendor Sales napísal(a):",
    "Vendor Sales je 3. 10. 2023 ob 9:14 napisal:",
    "Vendor Sales <sales@vendor.test> ezt írta (időpont: 2023. okt. 3., K, 9:14):",
    "Pe mar., 3 oct. 2023 la 09:14, Vendor Sales <sales@vendor.test> a scris:",
    "3.10.2023 09:14 tarihinde Vendor Sales yazdı:",
    "Vendor Sales <sales@vendor.test>, 3 Eki 2023 Sal, 09:14 tarihinde şunu yazdı:",
    "Στις 3/10/23 09:14, ο/η Vendor Sales έγραψε:",
    "בתאריך יום ג׳, 3 באוק׳ 2023 ב-9:14 מאת Vendor Sales <\u202asales@vendor.test\u202c\u200f>:",
    "في الثلاثاء، 3 أكتوبر 2023 في 9:14 ص تمت كتابة ما يلي بواسطة Vendor Sales <sales@vendor.test>:",
    "在 2023/10/3 9:14, Vendor Sales 写道:",
    'At 2023-10-03 09:14:11, "Vendor Sales" <sales@vendor.test> wrote:',
    "Vendor Sales <sales@vendor.test> 于2023年10月3日周二 09:14写道：",
    "Vendor Sales <sales@vendor.test> 於 2023年10月3日 週二 上午9:14寫道：",
    "2023年10月3日(火) 9:14 Vendor Sales <sales@vendor.test>:",
    "2023/10/03 9:14、Vendor Sales <sales@vendor.test>のメール:",
    "2023년 10월 3일 (화) 오전 9:14, Vendor Sales <sales@vendor.test>님이 작성:",
    "Vào Th 3, 3 thg 10, 2023 vào lúc 09:14 Vendor Sales <sales@vendor.test> đã viết:",
    "Pada tanggal Sel, 3 Okt 2023 pukul 09.14 Vendor Sales <sales@vendor.test> menulis:",
]


@pytest.mark.parametrize("attribution", ATTRIBUTIONS)
def test_an_attribution_is_known_in_many_languages(attribution: str) -> None:
    check_roles(f"own|Norway.\nhea|{attribution}\nquo|> Please tell us the country.\nown|More below.")


@pytest.mark.parametrize("attribution", [text for text in ATTRIBUTIONS if " je 3." not in text])
def test_an_attribution_is_known_when_it_is_wrapped(attribution: str) -> None:
    cut = attribution.find(" ", len(attribution) // 2)
    first, second = attribution[:cut], attribution[cut + 1 :]
    check_roles(f"own|Norway.\nhea|{first}\nhea|{second}\nquo|> Please tell us the country.")


BLOCKS = {
    "English": ("From", "Sent", "To", "Subject"),
    "German": ("Von", "Gesendet", "An", "Betreff"),
    "French": ("De ", "Envoyé ", "À ", "Objet "),
    "Spanish": ("De", "Enviado el", "Para", "Asunto"),
    "Portuguese": ("De", "Enviada em", "Para", "Assunto"),
    "Italian": ("Da", "Inviato", "A", "Oggetto"),
    "Dutch": ("Van", "Verzonden", "Aan", "Onderwerp"),
    "Polish": ("Od", "Wysłano", "Do", "Temat"),
    "Russian": ("От", "Отправлено", "Кому", "Тема"),
    "Ukrainian": ("Від", "Надіслано", "Кому", "Тема"),
    "Danish": ("Fra", "Sendt", "Til", "Emne"),
    "Swedish": ("Från", "Skickat", "Till", "Ämne"),
    "Finnish": ("Lähettäjä", "Lähetetty", "Vastaanottaja", "Aihe"),
    "Czech": ("Od", "Odesláno", "Komu", "Předmět"),
    "Slovak": ("Od", "Odoslané", "Komu", "Predmet"),
    "Hungarian": ("Feladó", "Elküldve", "Címzett", "Tárgy"),
    "Romanian": ("De la", "Trimis", "Către", "Subiect"),
    "Turkish": ("Kimden", "Gönderildi", "Kime", "Konu"),
    "Greek": ("Από", "Στάλθηκε", "Προς", "Θέμα"),
    "Hebrew": ("מאת", "נשלח", "אל", "נושא"),
    "Arabic": ("من", "تم الإرسال", "إلى", "الموضوع"),
    "Chinese": ("发件人", "发送时间", "收件人", "主题"),
    "Taiwanese": ("寄件者", "寄件日期", "收件者", "主旨"),
    "Japanese": ("差出人", "送信日時", "宛先", "件名"),
    "Korean": ("보낸 사람", "보낸 날짜", "받는 사람", "제목"),
    "Vietnamese": ("Từ", "Đã gửi", "Đến", "Chủ đề"),
    "Thai": ("จาก", "ส่ง", "ถึง", "เรื่อง"),
}


@pytest.mark.parametrize("language", BLOCKS)
def test_a_header_block_is_known_in_many_languages(language: str) -> None:
    sender, sent, to, subject = BLOCKS[language]
    colon = "：" if language in {"Chinese", "Taiwanese"} else ":"
    check_roles(
        f"own|Norway.\nown|\nhea|{sender}{colon} Vendor Sales <sales@vendor.test>\n"
        f"hea|{sent}{colon} 3.10.2023 09:14\nhea|{to}{colon} Ada Park\nhea|{subject}{colon} Re: A question\n"
        "quo|\nquo|Please tell us the country."
    )


FORWARDS = {
    "Gmail": """
own|For you.
own|
hea|---------- Forwarded message ---------
hea|From: Cy Marsh <cy@elsewhere.test>
hea|Date: Tue, Oct 3, 2023 at 9:14 AM
hea|Subject: Please move my license
hea|To: <ada@customer.test>
fwd|
fwd|My key is below.
""",
    "Apple Mail": """
own|For you.
own|
hea|> Begin forwarded message:
hea|>
hea|> From: Cy Marsh <cy@elsewhere.test>
hea|> Subject: Please move my license
hea|> Date: 3 October 2023 at 09:14:11 CEST
hea|> To: ada@customer.test
fwd|>
fwd|> My key is below.
quo|>> In my own words.
own|Thanks
""",
    "Apple Mail, which sets the marker above the quotation": """
own|For you.
hea|Begin forwarded message:
hea|
hea|> From: Cy Marsh <cy@elsewhere.test>
hea|> Subject: Please move my license
hea|> Date: 3 October 2023 at 09:14:11 CEST
hea|> To: ada@customer.test
fwd|>
fwd|> My key is below.
""",
    "Thunderbird": """
hea|-------- Forwarded Message --------
hea|Subject: 	Please move my license
hea|Date: 	Tue, 3 Oct 2023 09:14:11 +0200
hea|From: 	Cy Marsh <cy@elsewhere.test>
hea|To: 	ada@customer.test
fwd|
fwd|My key is below.
""",
    "Yahoo": """
hea|----- Forwarded Message -----From: Cy Marsh <cy@elsewhere.test>To: Ada Park <ada@customer.test>
fwd|My key is below.
""",
    "Notes": """
own|For you.
hea|----- Forwarded by Ada Park/Customer on 03/10/2023 09:14 AM -----
hea|
hea|From:   Cy Marsh <cy@elsewhere.test>
hea|To:     ada@customer.test
hea|Date:   03/10/2023 08:00 AM
hea|Subject:        Please move my license
fwd|
fwd|My key is below.
""",
    "mutt, which says where it ends": """
hea|----- Forwarded message from Cy Marsh <cy@elsewhere.test> -----
hea|
hea|Date: Tue, 3 Oct 2023 09:14:11 +0200
hea|From: Cy Marsh <cy@elsewhere.test>
hea|To: ada@customer.test
hea|Subject: Please move my license
fwd|
fwd|My key is below.
hea|----- End forwarded message -----
own|My words.
""",
    "QQ Mail": """
own|For you.
hea|------------------ 转发的邮件 ------------------
hea|发件人: Cy Marsh <cy@elsewhere.test>
hea|发送时间: 2023年10月3日 9:14
hea|主题: Please move my license
fwd|My key is below.
""",
    "German Gmail": """
hea|---------- Weitergeleitete Nachricht ---------
hea|Von: Cy Marsh <cy@elsewhere.test>
hea|Datum: Di., 3. Okt. 2023 um 09:14 Uhr
hea|Betreff: Umzug
hea|An: <ada@customer.test>
fwd|My key is below.
""",
    "Spanish Apple Mail": """
hea|> Inicio del mensaje reenviado:
hea|>
hea|> De: Cy Marsh <cy@elsewhere.test>
hea|> Asunto: Licencia
hea|> Fecha: 3 de octubre de 2023, 9:14:11 CEST
hea|> Para: ada@customer.test
fwd|> My key is below.
""",
    "Evolution, with marks below the block": """
own|For you.
hea|-------- Forwarded Message --------
hea|From: Cy Marsh <cy@elsewhere.test>
hea|To: ada@customer.test
hea|Subject: Please move my license
hea|Date: Tue, 3 Oct 2023 09:14:11 +0200
fwd|
fwd|> My key is below.
fwd|And so is my name.
""",
    "an older thread below the forwarded message": """
hea|---------- Forwarded message ---------
hea|From: Cy Marsh <cy@elsewhere.test>
hea|Date: Tue, Oct 3, 2023 at 9:14 AM
hea|Subject: Re: your license
hea|To: <ada@customer.test>
fwd|My key is below.
hea|On Mon, Oct 2, 2023 at 8:00 AM Ada Park <ada@customer.test> wrote:
quo|> What is your key?
fwd|Regards
""",
}


@pytest.mark.parametrize("client", FORWARDS)
def test_a_forwarded_message_is_told_from_a_quoted_one_in(client: str) -> None:
    check_roles(FORWARDS[client], subject="Please move my license")


@pytest.mark.parametrize(
    "prefix", ["Fwd", "FW", "WG", "TR", "RV", "ENC", "I", "Doorst", "PD", "VS", "转发", "転送", "전달"]
)
def test_outlook_forwards_under_a_header_block_are_told_by_the_subject(prefix: str) -> None:
    notation = """
own|For you.
own|
hea|From: Cy Marsh <cy@elsewhere.test>
hea|Sent: Tuesday, October 3, 2023 9:14 AM
hea|To: Ada Park
hea|Subject: Please move my license
{}|
{}|My key is below.
"""
    check_roles(notation.format("fwd", "fwd"), subject=f"{prefix}: Please move my license")
    check_roles(notation.format("quo", "quo"), subject=f"Re: {prefix}: Please move my license")


def test_what_a_forwarded_message_quotes_is_quoted() -> None:
    check_roles(
        """
own|For you.
hea|From: Cy Marsh <cy@elsewhere.test>
hea|Sent: Tuesday, October 3, 2023 9:14 AM
hea|To: Ada Park
hea|Subject: RE: license
fwd|My key is below.
hea|From: Ada Park
hea|Sent: Monday, October 2, 2023 9:14 AM
hea|To: Cy Marsh
hea|Subject: license
quo|What is your key?
""",
        subject="FW: license",
    )


def test_a_forward_of_a_forward_goes_on() -> None:
    check_roles(
        """
hea|From: Bo Lind <bo@partner.test>
hea|Sent: Tuesday, October 3, 2023 9:14 AM
hea|To: Ada Park
hea|Subject: FW: license
fwd|See below.
hea|From: Cy Marsh <cy@elsewhere.test>
hea|Sent: Monday, October 2, 2023 9:14 AM
hea|To: Bo Lind
hea|Subject: license
fwd|My key is below.
""",
        subject="FW: license",
    )


def test_quote_marks_under_a_forwarding_subject_hold_what_is_passed_on() -> None:
    check_roles("own|For you.\nfwd|> My key is below.\nown|Ada", subject="Fwd: license")


SIGNATURES = {
    "the separator": "own|Text\nsig|-- \nsig|Ada Park\nsig|Customer Ltd",
    "the separator without its space": "own|Text\nsig|--\nsig|Ada Park",
    "a separator above a quotation": (
        "own|Text\nsig|-- \nsig|Ada\nhea|On 03/10/2023 09:14, Vendor Sales wrote:\nquo|> Hello"
    ),
    "only the last separator": "own|--\nown|1. A key\nsig|--\nsig|Ada",
    "a forwarded signature": (
        "hea|---------- Forwarded message ---------\nhea|From: Cy <cy@elsewhere.test>\nhea|Date: Tue, Oct 3, 2023\n"
        "hea|Subject: x\nhea|To: <ada@customer.test>\nfwd|My key\nsig|-- \nsig|Cy Marsh"
    ),
}


@pytest.mark.parametrize("case", SIGNATURES)
def test_a_signature_is_known_by(case: str) -> None:
    check_roles(SIGNATURES[case])


@pytest.mark.parametrize(
    "footer",
    [
        "Sent from my iPhone",
        "Sent from Mail for Windows 10",
        "Get Outlook for Android<https://aka.ms/ghei36>",
        "Von meinem iPhone gesendet",
        "Diese Nachricht wurde von meinem Android-Gerät mit K-9 Mail gesendet.",
        "Envoyé de mon iPhone",
        "Enviado desde mi iPhone",
        "Enviado do meu iPad",
        "Inviato da iPhone",
        "Verstuurd vanaf mijn iPhone",
        "Wysłane z iPhone'a",
        "Отправлено с iPhone",
        "Sendt fra min iPhone",
        "Skickat från min iPhone",
        "Lähetetty iPhonesta",
        "Odesláno z iPhonu",
        "iPhone'umdan gönderildi",
        "Στάλθηκε από το iPhone μου",
        "发自我的iPhone",
        "從我的 iPhone 傳送",
        "iPhoneから送信",
        "나의 iPhone에서 보냄",
    ],
)
def test_what_a_client_writes_of_itself_is_no_answer(footer: str) -> None:
    check_roles(f"own|My answer\nown|\nsig|{footer}\nown|\nown|Another answer")


NOTICES = {
    "a warning above the text": """
not|CAUTION: This email originated from outside of the organization. Do not click links or open
not|attachments unless you recognize the sender.
own|
own|Hello
""",
    "a warning right above the text": """
not|[EXTERNAL EMAIL]
own|1. My answer
own|2. Another
""",
    "a disclaimer right below an answer": """
own|6. The last answer:
not|This e-mail and any attachments may contain confidential information and are intended solely
not|for the addressee. Please delete it otherwise.
""",
    "a disclaimer that is wrapped before its first telling word": """
own|Regards
own|
not|The information contained in this electronic message and in all of the files attached to it is
not|intended only for the person or the entity to whom it was sent. Others must not use it.
""",
    "a scanner's footer with its rule": """
own|Regards
own|
not|_______________________________________
not|Virus-free. www.scanner.test
""",
    "German": "own|Gruß\nown|\nnot|Diese E-Mail enthält vertrauliche Informationen.",
    "French": "own|Cordialement\nown|\nnot|Ce message et toutes les pièces jointes sont confidentiels.",
    "Spanish": "own|Saludos\nown|\nnot|AVISO DE CONFIDENCIALIDAD: no lea esto.",
    "Portuguese": "own|Obrigado\nown|\nnot|Esta mensagem contém informações confidenciais.",
    "Italian": "own|Saluti\nown|\nnot|Questo messaggio contiene informazioni riservate.",
    "Dutch": "own|Groet\nown|\nnot|Dit bericht is uitsluitend bestemd voor de lezer.",
    "Polish": "own|Pozdrawiam\nown|\nnot|Wiadomość zawiera informacje poufne.",
    "Russian": "own|Спасибо\nown|\nnot|Письмо содержит конфиденциальную информацию.",
    "Japanese": "own|以上\nown|\nnot|このメールには機密情報が含まれている場合があります。",
    "Chinese": "own|谢谢\nown|\nnot|本邮件及其附件仅供收件人使用。",
}


@pytest.mark.parametrize("case", NOTICES)
def test_a_notice_is_told_from_the_text(case: str) -> None:
    check_roles(NOTICES[case])


@pytest.mark.parametrize(
    "text",
    [
        "own|By sending this message I confirm:\nown|\nown|I am using it on 3 servers.",
        "own|2. The email address for the account: ada@customer.test\nown|3. The name:\nown|Ada Park",
        "own|From: Customer Ltd\nown|Key: abc\nown|Address: 12 High Street",
        "own|Original message text is what I would like to have in the form.\nown|Thanks",
        "own|Date: 3 October 2023\nown|To: the sales team\nown|I want to move a license.",
        "own|On 3 October 2023 we bought two licenses:\nown|one for each server",
        "own|Our office is at:\nown|12 High Street, Oslo",
    ],
)
def test_a_persons_own_words_stay_their_own(text: str) -> None:
    check_roles(text, subject="A question")
