"""How machines that answer or report introduce themselves."""

#: Subjects that begin so are automatic replies.
AUTO_SUBJECTS = (
    "automatic reply", "auto reply", "auto-reply", "autoreply", "auto:", "autoresponse", "auto response", "automated reply",
    "automated response", "auto-response", "automatic response", "out of office", "out of the office", "out-of-office", "ooo:", "ooo re:",
    "vacation reply", "vacation message", "on vacation", "away from", "i am away", "i'm away", "i am out", "i'm out of",
    "we have received your", "we received your", "your message has been received", "your request has been received",
    "your email has been received", "[request received]", "request received", "ticket received", "ticket created",
    "[ticket created]", "thank you for contacting", "thanks for contacting", "thank you for your email", "thank you for your message",
    "thanks for your email", "confirmation of receipt", "acknowledgement of receipt", "acknowledgment", "acknowledgement", "case created",
    "no longer with", "no longer working", "read:", "not read:", "read receipt",
    "automatische antwort", "abwesenheitsnotiz", "abwesenheit", "abwesend", "abwesenheitsmeldung", "abwesenheitsbenachrichtigung", "abwesenheitsassistent",
    "automatische rückantwort", "automatische antwortnachricht", "außer haus", "nicht im büro", "nicht im haus", "im urlaub", "urlaub:", "eingangsbestätigung",
    "ihre anfrage ist bei uns eingegangen", "ihre nachricht ist eingegangen", "ihre anfrage ist eingegangen", "vielen dank für ihre nachricht", "ticket eröffnet",
    "vielen dank für ihre anfrage", "empfangsbestätigung", "ihre e-mail ist eingegangen", "gelesen:",
    "réponse automatique", "reponse automatique", "absence du bureau", "absent du bureau", "message d'absence", "absence :", "absence:", "accusé de réception",
    "accuse de reception", "notification d'absence", "en congé", "en vacances", "votre demande a bien été", "nous avons bien reçu", "lu :",
    "respuesta automática", "respuesta automatica", "fuera de la oficina", "fuera de oficina", "ausencia", "acuse de recibo", "ausente", "de vacaciones",
    "hemos recibido su", "hemos recibido tu", "confirmación de recepción", "confirmacion de recepcion", "contestación automática", "resposta automàtica", "leído:",
    "resposta automática", "resposta automatica", "ausência temporária", "ausente do escritório", "fora do escritório", "ausência", "recebemos o seu", "recebemos sua",
    "confirmação de recebimento", "confirmação de receção", "aviso de recebimento", "em férias", "lida:",
    "risposta automatica", "fuori ufficio", "fuori sede", "assenza", "assente", "in ferie", "conferma di ricezione", "abbiamo ricevuto la", "avviso di ricevimento", "letto:",
    "automatisch antwoord", "automatische beantwoording", "automatisch bericht", "afwezig", "afwezigheid", "niet aanwezig", "wij hebben uw", "ontvangstbevestiging", "automatische reactie",
    "we hebben je", "we hebben uw", "bevestiging van ontvangst",
    "automatyczna odpowiedź", "autoodpowiedź", "odpowiedź automatyczna", "nieobecność", "poza biurem", "jestem na urlopie", "potwierdzenie otrzymania", "otrzymaliśmy", "przeczytano:",
    "автоматический ответ", "автоответ", "вне офиса", "отсутствую", "я в отпуске", "в отпуске", "ваше обращение", "ваша заявка", "ваше письмо получено", "ваш запрос получен", "подтверждение получения",
    "автоматична відповідь", "автовідповідь", "автоматичен отговор",
    "automatisk svar", "autosvar", "automatiskt svar", "fraværsbesked", "fraværsmelding", "ikke til stede", "ikke på kontoret", "frånvaro", "frånvaromeddelande", "semester:", "på ferie", "på semester",
    "vi har mottatt", "vi har modtaget", "vi har tagit emot", "kvittering", "bekreftelse på", "sjálfvirkt svar",
    "automaattinen vastaus", "poissaolo", "poissa toimistosta", "lomalla", "automaatvastus", "automatinis atsakymas", "automātiska atbilde",
    "automatická odpověď", "automatická odpoveď", "mimo kancelář", "mimo kancelárie", "nepřítomnost", "neprítomnosť", "dovolená", "potvrzení o přijetí", "potvrdenie o prijatí",
    "samodejni odgovor", "automatski odgovor", "odsotnost", "odsoten", "nisam u uredu",
    "automatikus válasz", "házon kívül", "távollét", "szabadság", "otomatik yanıt", "otomatik cevap", "ofis dışında", "ofis dışı", "răspuns automat", "raspuns automat", "în afara biroului",
    "αυτόματη απάντηση", "εκτός γραφείου", "תשובה אוטומטית", "מענה אוטומטי", "מחוץ למשרד", "רد تلقائي", "رد تلقائي", "الرد التلقائي", "خارج المكتب",
    "自动回复", "自動回覆", "自動回復", "自动答复", "不在办公室", "不在辦公室", "休假", "外出", "已收到您的",
    "自動応答", "自動返信", "不在通知", "不在のお知らせ", "不在：", "不在:", "【自動返信】", "【自動応答】", "受付完了", "お問い合わせありがとうございます", "お問い合わせを受け付け",
    "자동 회신", "자동회신", "자동 응답", "자동응답", "부재중", "부재 중", "접수되었습니다",
    "balasan otomatis", "jawapan automatik", "trả lời tự động", "thư trả lời tự động", "ตอบกลับอัตโนมัติ", "स्वचालित उत्तर", "स्वचालित जवाब",
)  # fmt: skip

#: Sentences that only an absent person's machine writes; looked for at the start of the message.
ABSENCE = (
    "i am out of the office", "i'm out of the office", "i am currently out of", "i'm currently out of", "i will be out of the office",
    "i'll be out of the office", "out of the office until", "out of office until", "i am away from my", "i am on vacation", "i'm on vacation",
    "i am on holiday", "i'm on holiday", "i am on annual leave", "i'm on annual leave", "i am currently on leave", "i am on leave", "i'm on leave",
    "on maternity leave", "on parental leave", "on paternity leave", "i am currently away", "i'm currently away", "i will be away", "with limited access to email",
    "limited access to my email", "no access to email", "no access to e-mail", "i will respond when i return", "will reply when i return",
    "currently out of the office", "currently on vacation", "away from the office", "away from my desk until", "i am travelling", "i am traveling",
    "i no longer work", "no longer works at", "no longer works for", "is no longer with", "i have left the company", "has left the company",
    "no longer employed", "no longer with the company", "am no longer with", "no longer an employee", "has left our company", "i have moved on from",
    "ich bin nicht im haus", "nicht im haus", "ich bin derzeit nicht", "ich bin zur zeit nicht", "ich bin momentan nicht", "bin ich nicht im büro", "ich bin nicht im büro",
    "ich bin bis", "ich bin ab", "bin im urlaub", "ich befinde mich im urlaub", "ich bin im urlaub", "bin derzeit im urlaub", "ich bin abwesend", "bin ich abwesend",
    "ich bin vom", "ich bin außer haus", "ich bin ausser haus", "nicht mehr im unternehmen", "nicht mehr bei der firma", "nicht mehr für die firma", "e-mail wird nicht weitergeleitet", "mails werden nicht weitergeleitet",
    "nachricht wird nicht weitergeleitet", "e-mails werden nicht weitergeleitet", "nicht mehr in unserem unternehmen", "in elternzeit", "im mutterschutz", "ich bin wieder ab", "bin ich wieder erreichbar", "unternehmen verlassen",
    "je suis absent", "je suis absente", "je suis actuellement absent", "je serai absent", "je suis en congé", "je suis en vacances", "actuellement en congé",
    "absent du bureau", "absente du bureau", "je serai de retour", "en congé maternité", "je ne travaille plus", "ne travaille plus", "ne fait plus partie", "a quitté la société", "a quitté l'entreprise",
    "je suis actuellement en congé", "absent jusqu'au", "absente jusqu'au", "sans accès à mes mails",
    "estoy fuera de la oficina", "me encuentro fuera de la oficina", "estaré fuera de la oficina", "fuera de la oficina hasta", "estoy de vacaciones", "me encuentro de vacaciones", "estaré de vacaciones",
    "estaré ausente", "ya no trabajo", "ya no trabaja", "ya no forma parte", "de baja por maternidad", "fora de l'oficina", "estic de vacances",
    "estou fora do escritório", "estarei fora do escritório", "estou ausente", "estarei ausente", "estou de férias", "estarei de férias", "encontro-me ausente", "estou em férias", "encontro-me de férias",
    "não trabalho mais", "já não trabalho", "não trabalha mais", "não faz mais parte", "licença maternidade", "licença de maternidade",
    "sono fuori ufficio", "sarò fuori ufficio", "sono assente", "sarò assente", "sono in ferie", "sarò in ferie", "fuori sede", "non lavoro più", "non lavora più", "in maternità", "assente dall'ufficio", "sono in congedo",
    "ik ben niet aanwezig", "ik ben afwezig", "ik ben met vakantie", "ik ben op vakantie", "ik ben momenteel", "ben ik afwezig", "ik ben niet op kantoor", "tot en met afwezig", "niet meer werkzaam", "werkt niet meer", "ben ik niet aanwezig",
    "jestem na urlopie", "przebywam na urlopie", "jestem nieobecny", "jestem nieobecna", "jestem poza biurem", "będę nieobecny", "będę nieobecna", "nie pracuję już", "nie pracuje już", "już nie pracuję", "już nie pracuje", "przebywam poza biurem",
    "я в отпуске", "нахожусь в отпуске", "я нахожусь в отпуске", "буду отсутствовать", "отсутствую в офисе", "меня нет в офисе", "нахожусь вне офиса", "больше не работаю", "больше не работает", "я отсутствую", "у відпустці", "перебуваю у відпустці", "в командировке", "в отпуск",
    "jeg er ikke på kontoret", "jeg er på ferie", "jeg holder ferie", "jeg har ferie", "jeg er ikke til stede", "jeg er bortrejst", "ikke længere ansat", "jeg er fraværende", "tilbage på kontoret",
    "jeg har sluttet", "er sluttet", "ikke lenger ansatt", "jeg er borte fra kontoret", "jag är på semester", "jag har semester", "jag är inte på kontoret", "jag är bortrest", "jag är ledig", "jag är borta från kontoret",
    "åter på kontoret", "slutat på", "arbetar inte längre", "föräldraledig", "barselorlov", "foreldrepermisjon", "er ekki við",
    "olen lomalla", "olen poissa", "en ole tavoitettavissa", "olen vuosilomalla", "palaan töihin", "ei työskentele enää", "olen puhkusel", "viibin puhkusel",
    "jsem na dovolené", "nejsem přítomen", "nejsem přítomna", "mimo kancelář", "budu mimo kancelář", "čerpám dovolenou", "jsem mimo kancelář", "som na dovolenke", "čerpám dovolenku", "mimo kancelárie", "nie som prítomn", "již nepracuj", "už nepracuj",
    "trenutno sem odsot", "sem na dopustu", "nisam u uredu", "na godišnjem odmoru", "trenutno nisam", "na odmoru",
    "szabadságon vagyok", "házon kívül vagyok", "nem vagyok elérhető", "szabadságon leszek", "már nem dolgoz", "izindeyim", "yıllık izinde", "ofis dışındayım", "ofiste değilim", "tatildeyim", "artık çalışm", "sunt în concediu", "sunt plecat", "nu sunt la birou", "nu mai lucr",
    "είμαι εκτός γραφείου", "απουσιάζω", "είμαι σε άδεια", "βρίσκομαι σε άδεια", "אני בחופשה", "אני לא במשרד", "איני נמצא", "אני מחוץ למשרד", "أنا خارج المكتب", "أنا في إجازة", "خارج المكتب", "في إجازة",
    "我正在休假", "我在休假", "我目前不在", "我不在办公室", "我不在辦公室", "我目前休假", "外出期间", "休假期间", "正在度假", "已离职", "已離職", "我现在不在", "我正在外出", "休假中",
    "不在にしております", "休暇をいただ", "休暇を頂", "休暇中", "不在となります", "不在です", "外出しております", "出張中", "退職いたしました", "退職致しました", "退職しました", "不在のため", "夏季休業", "年末年始休業",
    "부재중입니다", "휴가 중", "휴가중", "자리를 비", "출장 중", "출장중", "퇴사", "사무실을 비", "sedang cuti", "đang nghỉ phép", "không có mặt tại văn phòng", "ลาพักร้อน", "ไม่อยู่ที่สำนักงาน",
)  # fmt: skip

#: Sentences by which a machine says that it is one, or that it has received something.
ACKNOWLEDGEMENT = (
    "this is an automatic reply", "this is an automated reply", "this is an automatic response", "this is an automated response", "this is an auto-reply", "this is an automated message",
    "this is an automatically generated", "this is an auto-generated", "automatically generated reply", "automatic acknowledgement", "automated acknowledgement", "this message was generated automatically",
    "this email was generated automatically", "this is an automated email", "this is an autoresponse", "this is an auto response", "this is an automatic message", "this automatic reply", "this is a system generated",
    "has been received and is being reviewed", "we have received your request", "we have received your email", "we have received your e-mail", "we have received your message", "we received your request", "we received your message", "we received your email",
    "your request has been received", "your message has been received", "your email has been received", "your ticket has been", "a ticket has been created", "a new ticket has been", "a support ticket has been", "ticket number is", "your case has been created", "has been assigned ticket", "has been assigned the ticket",
    "we will get back to you as soon as", "we'll get back to you as soon as", "a member of our team will", "one of our agents will", "please type your reply above this line", "reply above this line", "to confirm that you are a human", "please click the link below to confirm your message", "your message is being held",
    "diese e-mail wurde automatisch", "dies ist eine automatische", "dies ist eine automatisch", "diese nachricht wurde automatisch", "automatisch generierte", "automatisch erzeugte", "automatisch erstellte", "automatische eingangsbestätigung", "ihre nachricht ist bei uns eingegangen", "ihre anfrage ist bei uns eingegangen",
    "wir haben ihre anfrage erhalten", "wir haben ihre nachricht erhalten", "wir haben ihre e-mail erhalten", "ihre e-mail ist bei uns eingegangen", "ist bei uns eingegangen", "ticketnummer lautet", "wir werden uns schnellstmöglich", "bitte antworten sie nicht auf diese",
    "ceci est une réponse automatique", "ceci est un message automatique", "accusé de réception automatique", "message automatique", "réponse automatique", "a bien été reçu", "a bien été reçue", "a bien été enregistré", "nous avons bien reçu votre", "nous accusons réception", "merci de ne pas répondre à ce", "message généré automatiquement", "a bien été prise en compte", "dans les meilleurs délais par nos services",
    "este es un mensaje automático", "esta es una respuesta automática", "mensaje generado automáticamente", "correo generado automáticamente", "respuesta automática", "hemos recibido su", "hemos recibido tu", "su solicitud ha sido recibida", "su mensaje ha sido recibido", "no responda a este correo", "no responda a este mensaje", "por favor no responda", "aquest és un missatge automàtic",
    "esta é uma mensagem automática", "esta é uma resposta automática", "mensagem gerada automaticamente", "e-mail automático", "resposta automática", "recebemos a sua", "recebemos sua", "recebemos seu", "recebemos o seu", "não responda a este", "por favor, não responda", "favor não responder", "sua solicitação foi recebida",
    "questa è una risposta automatica", "questo è un messaggio automatico", "messaggio generato automaticamente", "risposta automatica", "abbiamo ricevuto la sua", "abbiamo ricevuto la tua", "abbiamo ricevuto il suo", "la sua richiesta è stata ricevuta", "si prega di non rispondere", "la preghiamo di non rispondere", "presa in carico",
    "dit is een automatisch", "dit is een automatische", "automatisch gegenereerd", "wij hebben uw e-mail ontvangen", "wij hebben uw bericht ontvangen", "we hebben uw bericht ontvangen", "we hebben je bericht ontvangen", "wij hebben uw aanvraag ontvangen", "niet op deze e-mail reageren", "niet te beantwoorden",
    "to jest automatyczna", "wiadomość wygenerowana automatycznie", "wiadomość została wygenerowana automatycznie", "otrzymaliśmy twoją", "otrzymaliśmy państwa", "prosimy nie odpowiadać", "dziękujemy za przesłanie zgłoszenia", "zgłoszenie zostało",
    "это автоматический ответ", "это автоматическое", "автоматическое сообщение", "сообщение сформировано автоматически", "письмо создано автоматически", "отправлено автоматически", "мы получили ваше", "мы получили ваш", "ваше обращение зарегистрировано", "ваша заявка принята", "ваше обращение принято", "не отвечайте на это", "пожалуйста, не отвечайте", "це автоматичн",
    "dette er et automatisk", "dette er en automatisk", "detta är ett automatiskt", "automatisk genereret", "automatisk generert", "automatiskt genererat", "vi har modtaget din", "vi har mottatt din", "vi har mottatt henvendelse", "vi har tagit emot", "vi har mottagit", "svar ikke på denne", "svara inte på detta", "tämä on automaattinen", "olemme vastaanottaneet", "älä vastaa tähän", "see on automaat",
    "toto je automatická", "tato zpráva byla vygenerována automaticky", "automaticky generovan", "váš požadavek byl přijat", "obdrželi jsme", "prosím neodpovídejte", "neodpovídejte na", "prijali sme vašu", "to je samodejno", "ovo je automatsk",
    "ez egy automatikus", "automatikusan generált", "megkaptuk", "bu otomatik", "otomatik olarak oluşturul", "talebiniz alın", "mesajınız alın", "acesta este un mesaj automat", "mesaj generat automat", "am primit solicitarea", "αυτό είναι αυτόματο", "αυτόματο μήνυμα", "זוהי הודעה אוטומטית", "זוהי תשובה אוטומטית", "פנייתך התקבלה", "هذه رسالة تلقائية", "هذا رد تلقائي", "تم استلام",
    "这是一封自动", "這是一封自動", "自动回复", "自動回覆", "系统自动", "系統自動", "请勿回复", "請勿回覆", "我们已收到您的", "我們已收到您的", "您的邮件已收到", "来信已收到", "已经收到您的",
    "自動返信", "自動応答", "自動送信", "自動的に送信", "自動で送信", "送信専用", "返信しないで", "お問い合わせいただき", "お問い合わせを受け付け", "受け付けいたしました", "受け付けました", "受信いたしました",
    "자동 회신", "자동으로 발송", "자동 발송", "자동 응답", "접수되었습니다", "발신 전용", "발신전용", "pesan otomatis", "email otomatis", "mesej automatik", "thư tự động", "email tự động", "อีเมลอัตโนมัติ", "ข้อความอัตโนมัติ",
)  # fmt: skip

#: Local parts of addresses behind which a mailer sits.
MAILERS = (
    "mailer-daemon", "postmaster", "mail-daemon", "mailerdaemon", "mailer_daemon", "mdaemon", "maildaemon", "mail_daemon", "bounce-notification",
    "mail-delivery", "delivery-failure", "microsoftexchange", "mailsystem", "mail-system", "undeliverable", "mailgw",
)  # fmt: skip

#: Subjects under which mailers report that a message came back or waits.
BOUNCE_SUBJECTS = (
    "undelivered mail returned to sender", "undeliverable", "undelivered", "undeliverable:", "mail delivery failed", "mail delivery failure", "delivery status notification", "delivery failure", "delivery failed",
    "failure notice", "returned mail", "mail system error", "message delivery failure", "delivery report", "delivery notification", "mail could not be delivered", "delivery has failed", "nondeliverable mail", "non-deliverable", "mail undeliverable",
    "non delivery notification", "non-delivery", "non remis", "message undeliverable", "rejected message", "warning: could not send message", "delayed mail", "delivery delayed", "delivery delay", "message delayed", "delayed delivery", "mail delivery system", "mail delivery problem", "mail delivery error", "error sending your mail",
    "your message couldn't be delivered", "message not delivered", "could not send message", "address not found", "message blocked", "warning: message", "delivery incomplete", "mailbox full", "message bounced",
    "unzustellbar", "nicht zugestellt", "nicht zustellbar", "zustellung fehlgeschlagen", "mailzustellung", "unzustellbare", "übermittlung fehlgeschlagen", "übermittlungsfehler", "e-mail konnte nicht zugestellt", "nachricht nicht zugestellt", "zustellungsverzögerung", "verzögerte zustellung", "fehler bei der zustellung",
    "non remis", "échec de la remise", "echec de la remise", "non distribué", "échec de remise", "échec d'envoi", "message non délivré", "courrier non distribué", "avis de non-remise", "retour à l'expéditeur", "non délivré", "notification d'état de remise", "remise retardée",
    "no se puede entregar", "no entregado", "error de entrega", "no se puede entregar", "no se ha podido entregar", "fallo en la entrega", "notificación de estado de entrega", "correo devuelto", "entrega retrasada", "mensaje no entregado",
    "não é possível entregar", "não entregue", "falha na entrega", "notificação de status de entrega", "não foi possível entregar", "mensagem não entregue", "erro na entrega", "entrega atrasada", "mensagem devolvida",
    "non recapitabile", "mancata consegna", "recapito non riuscito", "messaggio non recapitabile", "impossibile recapitare", "consegna fallita", "notifica di mancata consegna", "avviso di mancata consegna", "errore di consegna",
    "onbestelbaar", "niet afgeleverd", "onbestelbare", "bezorging mislukt", "niet bezorgd", "aflevering mislukt", "niedostarczone", "nie można dostarczyć", "niedostarczalna", "nie dostarczono", "błąd dostarczenia", "zwrot wiadomości",
    "недоставленное", "не доставлено", "не удается доставить", "недоставлен", "сообщение не доставлено", "невозможно доставить", "ошибка доставки", "уведомление о недоставке", "не вдалося доставити", "не доставлено",
    "kan ikke leveres", "ikke leveret", "uleveret", "kan ikke leveres", "ikke levert", "det går inte att leverera", "går ej att leverera", "inte levereras", "olevererat", "ei voitu toimittaa", "toimittaminen epäonnistui", "perille toimittaminen",
    "nedoručiteln", "nedoručen", "nelze doručit", "kézbesíthetetlen", "sikertelen kézbesítés", "teslim edilemedi", "teslim edilemeyen", "nelivrat", "nu poate fi livrat", "δεν είναι δυνατή η παράδοση", "μη παραδοτέο", "לא ניתן למסירה", "לא נמסר", "تعذر التسليم", "غير قابل للتسليم",
    "系统退信", "退信", "无法送达", "無法傳遞", "無法投遞", "未送达", "未送達", "傳送失敗", "投递失败", "邮件被退回", "配信不能", "配信できません", "未配信", "配信エラー", "送信エラー", "メールが配信されませんでした", "배달되지 않음", "배달 실패", "전송 실패", "반송", "발송 실패", "không gửi được", "gagal", "ส่งไม่ได้",
)  # fmt: skip

#: Sentences of free-text reports, only believed from a mailer.
BOUNCE_SENTENCES = (
    "could not be delivered", "couldn't be delivered", "wasn't delivered", "was not delivered", "could not deliver", "unable to deliver", "not able to deliver", "undeliverable", "delivery has failed", "delivery to the following", "delivery failed", "delivery failure",
    "address rejected", "user unknown", "recipient rejected", "mailbox unavailable", "mailbox is full", "mailbox full", "over quota", "no such user", "does not exist", "message was rejected", "has been delayed", "still undelivered", "failed permanently", "permanent error", "permanent failure", "this is a permanent", "returned to sender", "returning message to sender", "failed recipient", "host unknown",
    "has not been delivered", "the following recipient", "the following address", "i'm sorry to have to inform you", "i'm afraid i wasn't able", "transcript of session follows", "did not reach the following", "reporting-mta", "final-recipient",
    "konnte nicht zugestellt", "nicht zugestellt werden", "nicht zustellbar", "konnte nicht übermittelt", "empfänger unbekannt", "postfach ist voll", "n'a pas pu être remis", "n'a pas pu être délivré", "n'a pas été remis", "impossible de remettre", "n'a pas pu être distribué", "no se pudo entregar", "no se ha podido entregar", "no ha podido ser entregado", "no se puede entregar",
    "não pôde ser entregue", "não foi possível entregar", "não foi entregue", "non è stato possibile recapitare", "non è stato recapitato", "impossibile recapitare", "non è stato consegnato", "kon niet worden afgeleverd", "kon niet worden bezorgd", "niet bezorgd", "nie można dostarczyć", "nie została dostarczona", "nie mogła zostać dostarczona", "не было доставлено", "не может быть доставлено", "не удалось доставить", "не доставлено",
    "kunne ikke leveres", "kunde inte levereras", "ei voitu toimittaa", "nelze doručit", "nebyla doručena", "nem kézbesíthető", "nem lehetett kézbesíteni", "teslim edilemedi", "nu a putut fi livrat", "δεν ήταν δυνατή η παράδοση", "无法送达", "无法投递", "無法傳遞", "無法送達", "被退回", "配信できません", "配信されませんでした", "お届けできません", "届けられません", "배달할 수 없", "전송되지 않", "배달되지 않",
)  # fmt: skip

#: Subjects that tell a warning from a failure.
DELAYED = (
    "delayed", "delay", "warning: could not send", "warning: message",
    "verzögert", "verzögerung", "retardé", "remise retardée", "retrasad", "retraso", "atrasad", "in ritardo", "ritardat", "vertraagd",
    "opóźnion", "задержан", "отложен", "forsinke", "försen", "viivästy", "zpožděn", "zdržen", "遅延", "遅れ", "延迟", "延遲", "지연",
)  # fmt: skip

#: Sentences by which a mailer says that it goes on trying.
STILL_TRYING = (
    "warning message only", "still undelivered", "will keep trying", "will be retried", "will continue to try", "will continue trying", "do not need to resend",
    "no action is required on your part", "has been delayed", "is delayed", "attempts will continue", "delivery attempts will", "not yet been delivered", "has not yet been delivered",
    "weitere zustellversuche", "wird weiterhin versucht", "sera retenté", "nouvelles tentatives", "se seguirá intentando", "continuará tentando", "verranno effettuati ulteriori tentativi", "ulteriori tentativi",
    "будет продолжать попытки", "будут продолжены",
)  # fmt: skip
