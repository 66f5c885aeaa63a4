"""How machines say that they are machines, and that a message has arrived."""

from worker.reading.words import list_entries

#: Subjects that may be a machine's; the text must say so too.
LIKELY_SUBJECTS = list_entries("""
en  thank you for contacting | thanks for contacting | thank you for your | thanks for your
    we have received | we've received | we got your | we received | your message has been | your request has been | your email has been
    your e-mail has been | your inquiry | request received | message received | ticket received
    ticket created | new ticket | case created | case received | your ticket | your case
    confirmation of receipt | receipt confirmation | acknowledgement | acknowledgment | no longer
    support request | ticket # | absence | on vacation | on leave | away
de  eingangsbestätigung | empfangsbestätigung | ihre anfrage | ihre nachricht | ihre e-mail | ihr anliegen
    vielen dank für | danke für ihre | ticket | vorgang | abwesend | abwesenheit | urlaub | bestätigung ihrer
fr  accusé de réception | accuse de reception | accusé réception | votre demande | votre message
    votre courriel | votre e-mail | nous avons bien reçu | merci de votre | merci pour votre
    confirmation de réception | absence | absent
es  acuse de recibo | hemos recibido | confirmación de recepción | confirmacion de recepcion | su solicitud
    su consulta | su mensaje | su correo | gracias por | ausencia | ausente | ticket | recibimos su
pt  confirmação de rec | aviso de receb | recebemos | sua solicitação | sua mensagem | o seu pedido
    seu pedido | obrigado por | obrigado pelo | ausência | ausente | ticket | chamado
it  conferma di ricezione | conferma ricezione | avviso di ricevimento | abbiamo ricevuto | la sua richiesta
    la tua richiesta | grazie per | assenza | assente | ticket | presa in carico
nl  ontvangstbevestiging | bevestiging van ontvangst | wij hebben uw | we hebben uw | we hebben je
    uw bericht | uw aanvraag | uw e-mail | bedankt voor | afwezig | ticket
pl  potwierdzenie | otrzymaliśmy | twoje zgłoszenie | państwa zgłoszenie | dziękujemy za | zgłoszenie
ru  ваше обращение | ваша заявка | ваше письмо | ваш запрос | подтверждение получения | обращение | заявка
    спасибо за | отпуск | ваше сообщение
uk  ваше звернення | ваш запит | дякуємо за
da  kvittering | vi har modtaget | tak for din | bekræftelse på | fravær
no  kvittering | vi har mottatt | takk for din | bekreftelse på | fravær
sv  vi har tagit emot | vi har mottagit | tack för ditt | bekräftelse | frånvarande | ärende
    mottagningsbevis
fi  olemme vastaanottaneet | kiitos viestistä | vahvistus | kuittaus
cs  potvrzení o přijetí | potvrzení přijetí | váš požadavek | vaše zpráva | děkujeme za | dovolená
sk  potvrdenie o prijatí | vaša požiadavka | ďakujeme za | dovolenka
hu  megkaptuk | köszönjük | visszaigazolás | szabadság
ro  am primit | confirmare de primire | mulțumim pentru | solicitarea dumneavoastră
tr  talebiniz | mesajınız | e-postanız | teşekkür
el  λάβαμε | επιβεβαίωση | ευχαριστούμε
he  פנייתך | פנייתכם | תודה על פנייתך | אישור קבלה
ar  تم استلام | شكرا | تأكيد استلام
zh  已收到 | 您的来信 | 您的邮件 | 感谢您 | 感謝您 | 收到您的 | 休假 | 外出
ja  受付 | お問い合わせ | お問合せ | 受信確認 | 受信完了 | ありがとうございます | 不在 | 休暇
ko  접수 | 문의 | 감사합니다 | 휴가
""")

#: A machine says that this is its reply.
SAYS_REPLY = list_entries("""
en  this is an automatic reply | this is an automated reply | this is an automatic response
    this is an automated response | this is an auto-reply | this is an auto reply | this is an autoresponse
    this is an auto-response | this is an auto response | this is an automatically generated reply
    this is an automatically generated response | this automatic reply | automatically generated reply
    automated acknowledgement | automatic acknowledgement | automated acknowledgment
    confirm that you are a human | confirm you are a real person | to complete this verification
    sender verification | please click the link below to confirm your message
    your message is being held until | your message has been quarantined until
    you have reached an unmonitored | generated in response to | automated response to your
    prove that you are human | prove you are human
    verify that you are a human | to verify that you are not | your message was waitlisted
    this is the only notification you will receive | spam protection system
de  dies ist eine automatische antwort | dies ist eine automatisch generierte antwort
    dies ist eine automatisch erzeugte antwort | dies ist eine automatische eingangsbestätigung
    automatische eingangsbestätigung | automatische empfangsbestätigung
    automatisch erzeugte empfangsbestätigung | automatisch generierte eingangsbestätigung
    dies ist eine abwesenheitsnotiz
    um zu bestätigen, dass sie kein
fr  vous authentifier en cliquant
    ceci est une réponse automatique | accusé de réception automatique | réponse générée automatiquement
es  esta es una respuesta automática | acuse de recibo automático | ésta es una respuesta automática
ca  aquesta és una resposta automàtica
pt  esta é uma resposta automática | esta e uma resposta automatica
it  questa è una risposta automatica | risposta generata automaticamente
nl  dit is een automatisch antwoord | dit is een automatische reactie
    dit is een automatische ontvangstbevestiging | automatische ontvangstbevestiging
pl  to jest automatyczna odpowiedź | automatyczne potwierdzenie
ru  это автоматический ответ | автоматически созданный ответ | автоматическое подтверждение
uk  це автоматична відповідь
da  dette er et automatisk svar | dette er et autosvar | dette er en automatisk kvittering
no  dette er et automatisk svar | dette er et autosvar
sv  detta är ett automatiskt svar | detta är ett autosvar | automatisk bekräftelse
fi  tämä on automaattinen vastaus | automaattinen vastausviesti | tämä on automaattivastaus
cs  toto je automatická odpověď | automatické potvrzení
sk  toto je automatická odpoveď
sl  to je samodejni odgovor
hr  ovo je automatski odgovor
hu  ez egy automatikus válasz | ez egy automatikusan generált válasz
ro  acesta este un răspuns automat
tr  bu otomatik bir yanıttır
el  αυτή είναι μια αυτόματη απάντηση
he  זוהי תשובה אוטומטית | זהו מענה אוטומטי
ar  هذا رد تلقائي | هذا الرد التلقائي
id  ini adalah balasan otomatis
vi  đây là thư trả lời tự động | đây là email trả lời tự động
th  นี่คือการตอบกลับอัตโนมัติ | ข้อความตอบกลับอัตโนมัติ
zh  这是一封自动回复 | 這是一封自動回覆 | 系统自动回复 | 此为自动回复 | 系統自動回覆 | 此郵件為自動
    自动回复邮件 | 本邮件为自动回复
ja  自動的に返信 | 自動で返信 | 自動返信です | 自動返信メール | 自動返信にて | 自動応答です | 自動応答メール
ko  자동으로 회신
""")

#: So do machines, and people and gateways too: believed of a mail in which nobody filled in anything.
MAY_SAY_REPLY = list_entries("""
en  this is a copy of the following message you sent | this is a copy of your message
    copy of your message | copy of the message you sent | so i can receive your
    so that i can receive your | so your messages will be delivered | typically replies in
    we typically reply | we usually reply | usually respond within | typically respond within
    you'll get an email here when | without changing the subject | lets only known senders
    only accept mail from known senders | mailbox is protected by | inbox is protected by | account is protected by
    address is protected by | protected by spam | add you to this list
    list of allowed senders | approved senders list | guest list | to be added to my
de  kopie ihrer nachricht | dies ist eine kopie der folgenden nachricht | wir antworten in der regel
    antworten in der regel innerhalb
fr  nous répondons généralement | votre message est en attente | copie de votre message
    ceci est une copie du message
es  solemos responder | copia de su mensaje | esta es una copia del mensaje
""")

#: A machine says that it wrote this, whether in reply or not.
SAYS_MACHINE = list_entries("""
en  this is an automated message | this is an automatic message | this is an automated email
    this is an automated e-mail | this is an automated notification | this is an automatically generated
    this is an auto-generated | this is a system generated | this is a system-generated
    this message was generated automatically | this email was generated automatically
    this e-mail was generated automatically | this email was automatically generated
    this message was automatically generated | this email is automatically generated
    this message has been automatically generated | automatically generated email
    automatically generated message | automatically generated e-mail | this message was sent automatically
    do not reply to this | please do not reply | please don't reply | replies to this email are not monitored
    do not respond to this | this mailbox is not monitored | sent from an unmonitored
de  diese e-mail wurde automatisch | diese nachricht wurde automatisch | dies ist eine automatisch
    dies ist eine automatische | automatisch generierte | automatisch erzeugte | automatisch erstellte
    automatisch versandt | maschinell erstellt | bitte antworten sie nicht auf diese | bitte nicht antworten
    bitte nicht auf diese | nicht auf diese e-mail antworten
fr  ceci est un message automatique | message automatique | message généré automatiquement
    courriel automatique | e-mail automatique | ne pas répondre à ce | merci de ne pas répondre
    envoyé automatiquement | veuillez ne pas répondre
es  este es un mensaje automático | mensaje automático | mensaje generado automáticamente
    correo generado automáticamente | correo automático | no responda a este | no respondas a este
    por favor no responda | por favor, no responda | no responder a este
ca  aquest és un missatge automàtic | no respongueu
pt  esta é uma mensagem automática | mensagem automática | mensagem gerada automaticamente
    e-mail automático | email automático | não responda a este | não responda este | por favor, não responda
    por favor não responda | favor não responder | e-mail gerado automaticamente
it  questo è un messaggio automatico | messaggio automatico | messaggio generato automaticamente
    email generata automaticamente | e-mail generata automaticamente | non rispondere a questo
    non rispondere a questa | si prega di non rispondere | la preghiamo di non rispondere
    ti preghiamo di non rispondere
nl  dit is een automatisch | dit is een automatische | automatisch gegenereerd | automatisch verzonden
    niet op deze e-mail | niet te beantwoorden | gelieve niet te antwoorden | niet reageren op
    niet beantwoorden
pl  wiadomość wygenerowana automatycznie | wiadomość została wygenerowana automatycznie
    to jest automatyczna wiadomość | wiadomość automatyczna | automatycznie wygenerowan
    prosimy nie odpowiadać | prosimy na nią nie odpowiadać | nie odpowiadaj na
ru  автоматическое сообщение | автоматическое уведомление | сформировано автоматически
    создано автоматически | отправлено автоматически | сгенерировано автоматически | не отвечайте на это
    не отвечайте на данное | не отвечайте на него | пожалуйста, не отвечайте | отвечать на него не нужно
uk  автоматичне повідомлення | створено автоматично | не відповідайте на
bg  автоматично генериран | не отговаряйте
da  denne mail er sendt automatisk | automatisk genereret | automatisk besked | automatisk mail
    svar ikke på denne | kan ikke besvares
no  automatisk generert | automatisk melding | automatisk e-post | ikke svar på denne | kan ikke besvares
sv  automatiskt genererat | automatiskt meddelande | automatiskt mail | skickats automatiskt | svara inte på
    går inte att svara på
fi  tämä on automaattinen | automaattinen viesti | automaattisesti | älä vastaa tähän | älkää vastatko
et  automaatne teade | ära vasta
lt  automatinis pranešimas | neatsakykite
lv  automātisks paziņojums | neatbildiet
cs  tato zpráva byla vygenerována automaticky | automaticky generovan | automaticky vygenerovan
    toto je automatická zpráva | neodpovídejte na | prosím neodpovídejte
sk  automaticky generovan | automaticky vygenerovan | neodpovedajte na | automatická správa
sl  samodejno sporočilo | samodejno ustvarjen | ne odgovarjajte
hr  automatska poruka | automatski generiran | ne odgovarajte
hu  automatikus üzenet | automatikusan generált | ne válaszoljon
ro  mesaj automat | generat automat | nu răspundeți | vă rugăm să nu răspundeți
tr  otomatik olarak oluşturul | otomatik olarak gönderil | otomatik mesaj | lütfen yanıtlamayınız
    lütfen bu e-postayı yanıtlamayın
el  αυτόματο μήνυμα | αυτοματοποιημένο μήνυμα | μην απαντήσετε | μην απαντάτε
he  הודעה אוטומטית | אין להשיב | נא לא להשיב
ar  رسالة تلقائية | رسالة آلية | لا ترد على | يرجى عدم الرد
id  pesan otomatis | email otomatis | jangan membalas | mohon tidak membalas
ms  mesej automatik | e-mel automatik | jangan balas
vi  thư tự động | email tự động | vui lòng không trả lời | tin nhắn tự động
th  อีเมลอัตโนมัติ | ข้อความอัตโนมัติ | กรุณาอย่าตอบกลับ | โปรดอย่าตอบกลับ
zh  系统自动 | 系統自動 | 请勿回复 | 請勿回覆 | 请勿直接回复 | 請勿直接回覆 | 自动发送 | 自動發送 | 自动发出
ja  自動送信 | 自動的に送信 | 自動で送信 | 自動配信 | 送信専用 | 返信しないで | 返信はご遠慮
    返信いただいても | 返信なさらない
ko  자동으로 발송 | 자동 발송 | 자동발송 | 발신 전용 | 발신전용 | 회신하지 마
""")

#: Receipt of a message is acknowledged: a person may say that, so a second sign is wanted.
RECEIVED = list_entries("""
en  we got your | has been received | have received your | we received your | we've received your | received your request
    received your message | received your email | received your e-mail | received your inquiry
    received your enquiry | we confirm receipt of | to confirm receipt of | hereby confirm receipt of | i confirm receipt of
    confirms receipt of | confirming receipt of | acknowledge receipt of | got your request | received a request
    ticket has been created | ticket has been opened | ticket has been registered | ticket has been logged
    your ticket has been assigned | ticket has been raised | a ticket was | case has been created
    case has been opened | case has been logged | case has been registered | your case has been assigned
    request has been received | request has been created | request has been logged
    request has been registered | request has been submitted | request has been opened | has been opened with
    has been opened for | a new ticket | was opened for your | been assigned an id
de  ist bei uns eingegangen | unter der nummer | unter der vorgangsnummer | unter der ticketnummer
    unter folgender nummer | eingang ihrer | erhalt ihrer | haben ihre anfrage erhalten
    haben ihre nachricht erhalten | haben ihre e-mail | ihre anfrage erhalten | ihre nachricht erhalten
    ihre e-mail erhalten | ihre mail erhalten | ticket wurde | wurde ein ticket | ist eingegangen
fr  a bien été reçu | a bien été enregistré | a bien été pris | nous avons bien reçu | nous avons reçu votre
    accusons réception | accuse réception | bonne réception de votre | a été enregistrée | a été créé
es  hemos recibido su | hemos recibido tu | ha sido recibid | hemos recibido correctamente
    ha sido registrad | acusamos recibo | recibimos su | recibimos tu | se ha creado
ca  hem rebut el vostre | hem rebut la vostra | hem rebut la teva
pt  recebemos a sua | recebemos sua | recebemos seu | recebemos o seu | foi recebid | foi registrad
    foi aberto | acusamos a recep | acusamos o receb
it  abbiamo ricevuto la | abbiamo ricevuto il | abbiamo ricevuto correttamente | è stata ricevuta
    è stato ricevuto | presa in carico | preso in carico | è stata registrata | è stato aperto
    confermiamo la ricezione
nl  hebben uw e-mail ontvangen | hebben uw bericht ontvangen | hebben je bericht ontvangen
    hebben uw aanvraag ontvangen | in goede orde | hebben je e-mail ontvangen | is ontvangen
    is geregistreerd | is aangemaakt
pl  otrzymaliśmy | zgłoszenie zostało | wiadomość została odebrana | wiadomość została przyjęta
    potwierdzamy otrzymanie
ru  мы получили ваше | мы получили ваш | ваше обращение | ваша заявка | ваше письмо получено
    ваше сообщение получено | ваш запрос | зарегистрирован | принято в работу
uk  ми отримали ваш | ваше звернення | зареєстровано
bg  получихме вашето | получихме ваш
da  har modtaget din | har modtaget jeres | er modtaget | er oprettet
no  har mottatt din | mottatt henvendelse | er mottatt | er registrert | er opprettet
sv  tagit emot ditt | tagit emot din | mottagit ditt | mottagit din | har tagits emot | har registrerats
fi  olemme vastaanottaneet | on vastaanotettu | on kirjattu
et  oleme teie kirja
lt  gavome jūsų
lv  esam saņēmuši
cs  obdrželi jsme | byl přijat | byla přijata | přijali jsme | byl zaevidován | bylo přijato
sk  prijali sme | bola prijatá | bol prijatý | obdržali sme
sl  prejeli smo
hr  zaprimili smo | vaš upit je
hu  megkaptuk | beérkezett
ro  am primit | a fost primit | a fost înregistrat
tr  talebiniz alın | mesajınız alın | e-postanız alın | tarafımıza ulaş | oluşturulmuştur
el  λάβαμε το | έχουμε λάβει
he  פנייתך התקבלה | פנייתכם התקבלה | קיבלנו את
ar  تم استلام | لقد تلقينا
id  kami telah menerima
ms  kami telah menerima
vi  chúng tôi đã nhận được
th  ได้รับข้อความของคุณ | ได้รับอีเมลของท่าน
zh  已收到您 | 已经收到您 | 收到您的 | 来信已收到 | 邮件已收到 | 郵件已收到 | 我们已收到
ja  受け付けいたしました | 受け付けました | 受付いたしました | 受付けました | 受信いたしました | 受信しました
    メールを受領 | お問い合わせを受け付け
ko  접수되었습니다 | 메일을 받았습니다 | 메일이 접수
""")

#: Thanks for writing, as machines and people say it.
THANKS = list_entries("""
en  thank you for contacting | thanks for contacting | thank you for your message | thank you for your email
    thank you for your e-mail | thank you for your inquiry | thank you for your enquiry
    thanks for your email | thanks for your message | thank you for reaching out | thanks for reaching out
    thank you for getting in touch | thanks for getting in touch | thank you for writing
de  danke für ihre | dank für ihre | dank für deine | danke für deine
fr  merci de votre message | merci pour votre message | merci de votre demande | merci pour votre demande
    merci de nous avoir contacté | nous vous remercions de votre | nous vous remercions pour votre
    merci de votre courriel
es  gracias por contactar | gracias por ponerse | gracias por su mensaje | gracias por tu mensaje
    gracias por su correo | gracias por escribir
ca  gràcies per
pt  obrigado por entrar em contato | obrigado pelo seu contato | obrigado pelo seu contacto
    agradecemos o seu contato | agradecemos o seu contacto | obrigado por contactar | agradecemos seu contato
    agradecemos sua mensagem
it  grazie per averci contattat | grazie per il tuo messaggio | grazie per il suo messaggio
    grazie per la sua | grazie per la tua
nl  bedankt voor uw bericht | bedankt voor je bericht | bedankt voor uw e-mail | bedankt voor uw aanvraag
    dank voor uw | hartelijk dank voor
pl  dziękujemy za wiadomość | dziękujemy za kontakt | dziękujemy za przesłanie | dziękujemy za zgłoszenie
ru  спасибо за обращение | спасибо за ваше | благодарим за обращение | благодарим вас за
uk  дякуємо за звернення
bg  благодарим ви
da  tak for din | tak for jeres
no  takk for din
sv  tack för ditt | tack för din
fi  kiitos viestistäsi | kiitos yhteydenotostasi | kiitos yhteydenotosta
cs  děkujeme za vaši | děkujeme za váš
sk  ďakujeme za vašu | ďakujeme za váš
sl  zahvaljujemo se vam za
hr  zahvaljujemo na
hu  köszönjük megkeresését | köszönjük levelét | köszönjük üzenetét
ro  vă mulțumim pentru mesaj | vă mulțumim că ne-ați contactat
tr  bize ulaştığınız için
el  σας ευχαριστούμε για την επικοινωνία | ευχαριστούμε που επικοινωνήσατε
he  תודה על פנייתך | תודה שפנית
ar  شكرا لتواصلك | شكراً لتواصلك | شكرًا لتواصلك
id  terima kasih telah menghubungi | terima kasih atas
ms  terima kasih kerana
vi  cảm ơn bạn đã liên hệ | cảm ơn quý khách
th  ขอบคุณที่ติดต่อ
zh  感谢您的来信 | 感謝您的來信 | 感谢您的邮件 | 感谢您联系 | 感謝您與我們聯絡
ja  お問い合わせいただき | お問い合わせ頂き | お問い合わせありがとう | お問合せいただき
    ご連絡ありがとうございます | ご連絡いただき
ko  문의해 주셔서 | 문의하신 내용
""")

#: What a machine promises after it acknowledged receipt, or tells beside it.
PROMISES = list_entries("""
en  get back to you | be in touch | will respond | will reply | will contact you | within 24 hours
    within one business day | business days | working days | is being reviewed | reviewed by
    our support staff | our team will | one of our | a member of our | ticket number | case number
    ticket id | your ticket | our opening hours | our office hours | business hours
de  melden uns | bei ihnen melden | werden uns | werktagen | arbeitstagen | wird bearbeitet | bearbeiten ihre
    bearbeiten wir | ticketnummer | vorgangsnummer | geschäftszeiten | öffnungszeiten | kümmern uns
    antworten ihnen
fr  sera traité | vous répondr | vous recontacter | jours ouvrés | jours ouvrables | numéro de ticket
    numéro de dossier | numéro de demande | reviendrons vers vous | prendra contact | heures d'ouverture
es  le responderemos | te responderemos | nos pondremos en contacto | días hábiles | días laborables
    número de ticket | número de caso | será atendid
pt  entraremos em contato | entraremos em contacto | dias úteis | responderemos | número do ticket
    número do chamado | protocolo | será atendid | será respondid
it  le risponderemo | ti risponderemo | verrà evasa | giorni lavorativi | ricontatteremo | numero di ticket
    numero ticket | sarà contattat | provvederemo
nl  werkdagen | nemen contact | in behandeling | ticketnummer | binnen 24 uur | reageren binnen
pl  odpowiemy | skontaktujemy | dni roboczych | numer zgłoszenia | w ciągu 24
ru  свяжемся с вами | ответим вам | рабочих дней | рабочего дня | номер заявки | номер обращения | мы ответим
uk  зв'яжемося з вами | робочих днів
bg  ще се свържем
da  vender tilbage | hverdage | sagsnummer | inden for 24
no  virkedager | saksnummer | kommer tilbake
sv  återkommer | arbetsdagar | ärendenummer | vardagar
fi  palaamme asiaan | otamme yhteyttä | arkipäivän | vastaamme
cs  budeme vás kontaktovat | pracovních dnů | číslo požadavku | odpovíme vám | číslo tiketu
sk  budeme vás kontaktovať | pracovných dní
sl  v najkrajšem možnem | čim prej
hr  u najkraćem | javit ćemo
hu  munkanapon | felvesszük önnel
ro  zile lucrătoare | vă vom contacta | vom reveni
tr  iş günü | sizinle iletişime | dönüş yapılacak
el  θα επικοινωνήσουμε | εργάσιμ
he  נחזור אליך | ימי עסקים | מספר פנייה
ar  سنتواصل معك | سنرد عليك | أيام عمل
id  segera menghubungi | hari kerja
vi  ngày làm việc
th  วันทำการ | ติดต่อกลับ
zh  工作日 | 会与您联系 | 回复您 | 回覆您 | 与您取得联系
ja  折り返し | 営業日 | 担当者より | 担当者から | 追って | 改めてご連絡 | しばらくお待ち
ko  영업일 | 담당자가 | 답변드리 | 답변 드리
""")

#: Beginnings of local parts of programs that tell what happens elsewhere.
ROBOTS = list_entries("""
xx  notification | notify | alerts | googlealerts | mailer@ | newsletter | automailer | auto@ | bot@
""")

#: Beginnings of local parts that nobody reads answers at.
NO_REPLY = list_entries("""
en  noreply | no-reply | no_reply | no.reply | donotreply | do-not-reply | do_not_reply | dont-reply | nobody
    autoreply | auto-reply | autoresponder | autoresponse | auto-confirm | auto-response
de  nichtantworten | nicht-antworten | keineantwort | keine-antwort
fr  nepasrepondre | ne-pas-repondre | nepas-repondre | ne_pas_repondre | pasdereponse
es  noresponder | no-responder | no_responder | norespuesta
pt  naoresponda | nao-responda | naoresponder | nao-responder
it  nonrispondere | non-rispondere | non_rispondere
nl  nietbeantwoorden | geen-antwoord | nietantwoorden | niet-beantwoorden
pl  nieodpowiadaj | nie-odpowiadaj | no-reply
xx  robot | neodpovidat | alaavasta | svarikke | ikkesvar | svaraej | otvet-ne
""")

#: Words to whoever sent what is acknowledged. Phrases of one word may stand within a word.
TO_SENDER = list_entries("""
en  your | for you | to you | thank you | thanks | you have | you've | you will | you can | you may | you sent
de  ihre | ihr | ihnen | deine | dein ticket | dein anliegen | für sie | sie erhalten | sie können | vielen dank
    danke
fr  votre | vos | vous | merci
es  su solicitud | su consulta | su mensaje | su correo | su ticket | su caso | su petición | su incidencia
    tu solicitud | tu consulta | tu mensaje | tu correo | tu ticket | tu caso | para usted | gracias
ca  el vostre | la vostra | el teu | la teva | gràcies
pt  sua | seu | você | obrigad | agradecemos
it  la sua | il suo | la tua | il tuo | vostra | vostro | grazie
nl  uw | jouw | je bericht | je aanvraag | je vraag | je ticket | voor u | bedankt
pl  twoje | twój | twoja | państwa | pana | pani | dziękujemy
ru  ваш | вам | вашу | твой | спасибо | благодарим
uk  ваш | вам | дякуємо
bg  вашето | вашата | вашия | вашият | благодарим
da  din | dit | dine | jeres | tak for
no  din | ditt | dine | deres | takk for
sv  din | ditt | dina | er förfrågan | ert ärende | tack för
fi  viestisi | pyyntösi | tukipyyntösi | yhteydenotto | teidän | kiitos
et  teie | sinu | täname
lt  jūsų | ačiū
lv  jūsu | paldies
cs  váš | vaše | vaši | vašeho | vám | děkujeme
sk  váš | vaša | vaše | vašu | vám | ďakujeme
sl  vaš | zahvaljujemo
hr  vaš | zahvaljujemo
hu  önnek | az ön | megkeresését | kérését | levelét | üzenetét | köszönjük
ro  dumneavoastră | dvs | solicitarea ta | cererea ta | mulțumim
tr  iniz | ınız | unuz | ünüz | size | teşekkür
el  σας | ευχαριστούμε
he  פנייתך | פנייתכם | בקשתך | שלך | לך | תודה
ar  طلبك | رسالتك | طلبكم | رسالتكم | تذكرتك | شكرا | شكراً | شكرًا
id  anda | terima kasih
ms  anda | terima kasih
vi  của bạn | cho bạn | quý khách | cảm ơn
th  คุณ | ท่าน
zh  您 | 你的 | 感谢 | 感謝
ja  お客様 | お問い合わせ | お問合せ | ご連絡 | ご依頼 | ありがとう
ko  고객님 | 귀하 | 문의해 주셔 | 문의하신 | 감사합니다
""")
