"""How mail clients introduce a message that they quote or pass on."""

#: The verb of an attribution ("On … Jane wrote:").
WROTE = (
    "wrote", "writes", "writes to", "has written", "said",  # English
    "schrieb", "schrieben", "schreibt", "hat geschrieben", "geschrieben",  # German
    "a écrit", "a ecrit", "écrit", "écrivait", "a envoyé",  # French
    "escribió", "escribio", "ha escrito", "escribe", "va escriure", "ha escrit",  # Spanish, Catalan
    "escreveu", "escreveu em", "escreve", "a scris", "scrie",  # Portuguese, Romanian
    "ha scritto", "scrisse", "scrive", "ha inviato",  # Italian
    "schreef", "schreef op", "heeft geschreven",  # Dutch
    "napisał(a)", "napisał/a", "napisał", "napisała", "pisze", "napisał (a)",  # Polish
    "написал(а)", "написал", "написала", "пишет", "писал", "писал(а)", "пише", "написав", "написа",  # Russian, Ukrainian, Bulgarian
    "skrev", "skrev følgende", "skrev följande", "skriver", "skrifaði",  # Danish, Swedish, Norwegian, Icelandic
    "kirjoitti", "kirjutas", "rašė", "rakstīja",  # Finnish, Estonian, Lithuanian, Latvian
    "napsal", "napsal(a)", "napsala", "napísal", "napísal(a)", "je napisal", "je napisao/la", "napisao",  # Czech, Slovak, Slovene, Croatian
    "írta", "ezt írta", "írta (időpont",  # Hungarian
    "yazdı", "şunu yazdı", "şunları yazdı", "tarihinde şunu yazdı",  # Turkish
    "έγραψε", "έγραψε τα εξής",  # Greek
    "כתב", "כתבה", "כתב/ה", "מאת", "كتب", "كتبت", "نوشت",  # Hebrew, Arabic, Persian
    "写道", "寫道", "写到", "來信", "写于", "撰寫",  # Chinese
    "書きました", "書いた", "のメール", "さんは書きました", "からのメール", "wrote (日時)",  # Japanese
    "작성", "님이 작성", "썼습니다", "님이 쓴 글",  # Korean
    "menulis", "viết", "đã viết", "เขียน", "เขียนว่า", "लिखा",  # Malay, Vietnamese, Thai, Hindi
)  # fmt: skip

#: How an attribution opens: "On Tue, …", "Am 3.10.2017 …".
OPENINGS = (
    "on", "at", "in",  # English
    "am", "von", "zitat von",  # German
    "le", "en date du", "de",  # French
    "el", "a", "en",  # Spanish, Catalan
    "em", "no dia", "a(s)", "às", "pe", "în",  # Portuguese, Romanian
    "il", "in data", "il giorno", "alle",  # Italian
    "op",  # Dutch
    "w dniu", "dnia", "w", "dn.",  # Polish
    "вы писали", "от", "на",  # Russian, Bulgarian
    "den", "på", "d.", "ons", "tors", "fre", "lør", "søn", "man", "tir", "lör", "sön", "mån", "tis", "þann",  # Nordic
    "dne", "dňa", "dana", "v",  # Czech, Slovak, Croatian, Slovene
    "στις", "στις ", "ב-", "בתאריך", "في", "بتاريخ",  # Greek, Hebrew, Arabic
    "在", "於", "于", "vào", "pada", "เมื่อ", "quoting", "citat", "citando",  # Chinese, Vietnamese, Malay, Thai
)  # fmt: skip

#: A line between dashes or underscores that opens a quoted message.
ORIGINAL = (
    "original message", "original appointment", "reply message", "message original", "original mail",  # English
    "ursprüngliche nachricht", "originalnachricht", "original-nachricht", "ursprungliche nachricht",
    "originalmail", "ursprünglicher termin", "antwort nachricht",  # German
    "message d'origine", "message d’origine", "message original", "message d origine", "message initial",  # French
    "mensaje original", "missatge original", "mensaje de origen",  # Spanish, Catalan
    "mensagem original", "mesaj original", "mesajul original",  # Portuguese, Romanian
    "messaggio originale", "messaggio originario",  # Italian
    "oorspronkelijk bericht", "origineel bericht", "oorspronkelijke bericht",  # Dutch
    "oryginalna wiadomość", "wiadomość oryginalna", "treść oryginalnej wiadomości", "original wiadomość",  # Polish
    "исходное сообщение", "оригинальное сообщение", "исходное письмо", "первоначальное сообщение",  # Russian
    "вихідне повідомлення", "оригінальне повідомлення", "оригинално съобщение",  # Ukrainian, Bulgarian
    "original meddelelse", "oprindelig meddelelse", "oprindelig besked", "den oprindelige meddelelse",  # Danish
    "ursprungligt meddelande", "originalmeddelande", "opprinnelig melding", "upprunaleg skilaboð",  # Swedish, Norwegian, Icelandic
    "alkuperäinen viesti", "algne kiri", "originalus laiškas", "sākotnējais ziņojums",  # Finnish, Baltic
    "původní zpráva", "původní e-mail", "pôvodná správa", "izvirno sporočilo", "izvorna poruka", "originalna poruka",  # Czech, Slovak, Slovene, Croatian
    "eredeti üzenet", "özgün ileti", "orijinal mesaj", "orjinal mesaj", "orijinal ileti",  # Hungarian, Turkish
    "αρχικό μήνυμα", "πρωτότυπο μήνυμα", "הודעה מקורית", "ההודעה המקורית", "الرسالة الأصلية", "رسالة أصلية",  # Greek, Hebrew, Arabic
    "原始邮件", "原邮件", "原始郵件", "原始訊息", "原始信件", "邮件原件", "回复的原邮件", "回复邮件",  # Chinese
    "元のメッセージ", "元のメール", "original message", "オリジナルメッセージ", "返信元のメッセージ",  # Japanese
    "원본 메시지", "원본 메일", "원본메시지", "pesan asli", "mesej asal", "thư gốc", "tin nhắn gốc", "ข้อความเดิม", "ข้อความต้นฉบับ",  # Korean, Malay, Vietnamese, Thai
)  # fmt: skip

#: A line, between dashes or alone, that opens a message which is passed on.
FORWARDED = (
    "forwarded message", "begin forwarded message", "forwarded mail", "fwd message", "forwarded by",
    "forwarded message from", "start of forwarded message", "mail forwarded", "forward message",  # English
    "weitergeleitete nachricht", "anfang der weitergeleiteten nachricht", "weitergeleitete mail",
    "weitergeleitet von", "weitergeleitete e-mail", "beginn der weitergeleiteten nachricht",  # German
    "message transféré", "message transmis", "début du message transféré", "début du message réexpédié",
    "message réexpédié", "e-mail transféré", "courriel transféré", "transféré par",  # French
    "mensaje reenviado", "inicio del mensaje reenviado", "comienzo del mensaje reenviado", "reenviado por",
    "missatge reenviat", "inici del missatge reenviat",  # Spanish, Catalan
    "mensagem encaminhada", "mensagem reencaminhada", "início da mensagem encaminhada",
    "início da mensagem reencaminhada", "início de mensagem encaminhada", "mesaj redirecționat",
    "mesaj redirectionat", "mesaj transmis",  # Portuguese, Romanian
    "messaggio inoltrato", "inizio messaggio inoltrato", "inizio del messaggio inoltrato", "inoltrato da",  # Italian
    "doorgestuurd bericht", "begin doorgestuurd bericht", "doorgestuurde bericht", "doorgestuurd door",
    "begin van doorgestuurd bericht",  # Dutch
    "wiadomość przekazana dalej", "przekazana wiadomość", "początek przekazywanej wiadomości",
    "wiadomość przekazana", "treść przekazanej wiadomości", "przesłana wiadomość",  # Polish
    "пересылаемое сообщение", "пересланное сообщение", "переадресованное сообщение", "пересылаемое письмо",
    "начало переадресованного сообщения", "начало пересылаемого сообщения", "пересланное письмо",
    "переслане повідомлення", "переслано повідомлення", "препратено съобщение",  # Russian, Ukrainian, Bulgarian
    "videresendt meddelelse", "videresendt besked", "start på videresendt besked", "begin videresendt meddelelse",
    "videresendt melding", "start på videresendt melding", "videresendt av", "videresendt e-post",
    "vidarebefordrat meddelande", "vidarebefordrat mejl", "vidarebefordrat brev", "början på vidarebefordrat meddelande",
    "framsent bréf",  # Danish, Norwegian, Swedish, Icelandic
    "välitetty viesti", "edelleen lähetetty viesti", "välitetty viesti alkaa", "edastatud kiri",
    "persiųstas laiškas", "pārsūtītā ziņa",  # Finnish, Baltic
    "přeposlaná zpráva", "přeposlaná zpráva začíná", "začátek přeposílané zprávy", "přeposlaný e-mail",
    "preposlaná správa", "posredovano sporočilo", "proslijeđena poruka", "prosleđena poruka",
    "začetek posredovanega sporočila", "začiatok preposlanej správy",  # Czech, Slovak, Slovene, Croatian, Serbian
    "továbbított üzenet", "továbbított üzenet kezdete", "továbbított levél", "iletilen mesaj",
    "iletilmiş mesaj", "i̇letilen mesaj", "i̇letilmiş ileti", "iletilen ileti", "yönlendirilmiş ileti",  # Hungarian, Turkish
    "προωθημένο μήνυμα", "έναρξη προωθημένου μηνύματος", "προωθούμενο μήνυμα",
    "הודעה שהועברה", "הודעה מועברת", "תחילת ההודעה שהועברה", "رسالة مُعاد توجيهها", "رسالة معاد توجيهها",
    "بداية الرسالة المعاد توجيهها", "الرسالة المحولة",  # Greek, Hebrew, Arabic
    "转发的邮件", "转发邮件信息", "转发邮件", "以下是转发的邮件", "转发的消息", "轉寄的郵件", "轉寄郵件", "轉寄的訊息",
    "以下是轉寄的郵件", "开始转发的邮件", "開始轉寄郵件", "被转发邮件信息",  # Chinese
    "転送されたメッセージ", "転送メッセージ", "転送メール", "転送されたメール", "ここから転送メッセージ",  # Japanese
    "전달된 메시지", "전달된 메일", "전달한 메시지", "전달된 메시지의 시작", "다음은 전달된 메시지",  # Korean
    "pesan terusan", "mesej yang dikirim semula", "thư được chuyển tiếp", "tin nhắn được chuyển tiếp",
    "thư đã chuyển tiếp", "ข้อความที่ส่งต่อ", "अग्रेषित संदेश",  # Malay, Vietnamese, Thai, Hindi
)  # fmt: skip

#: A line that ends a message which was passed on.
FORWARD_ENDS = (
    "end forwarded message", "end of forwarded message", "ende der weitergeleiteten nachricht",
    "конец пересылаемого сообщения", "fin du message transféré", "fin del mensaje reenviado",
    "fine messaggio inoltrato", "end original message", "einde doorgestuurd bericht",
)  # fmt: skip

#: Subjects of messages that are passed on begin so ("WG: …").
FORWARD_PREFIXES = (
    "fwd", "fw", "forward", "forwarded",  # English, and most others
    "wg", "wtr", "weitergeleitet",  # German
    "tr", "tr.", "transf", "réexp",  # French
    "rv", "reenv", "reenviado",  # Spanish
    "enc", "encam", "enc.", "res/enc",  # Portuguese
    "i", "inoltro", "inoltra", "inoltrato",  # Italian
    "doorst", "doorsturen", "dst",  # Dutch
    "pd", "przek", "pdl",  # Polish
    "vs", "vb", "vid", "vidarebefordrat", "välitetty", "vl",  # Nordic, Finnish
    "přep", "fw.", "pre", "továbbítás", "tov", "i̇lt", "ilt", "ynt/ilt",  # Czech, Hungarian, Turkish
    "прд", "перес", "fwd.", "нтр", "переслано",  # Russian
    "πρθ", "προωθ", "הועבר", "إعادة توجيه",  # Greek, Hebrew, Arabic
    "转发", "轉寄", "轉發", "転送", "전달", "fwd:回复",  # Chinese, Japanese, Korean
)  # fmt: skip

#: Labels of the header block that Outlook and others put above a quoted or forwarded message.
FROM = (
    "from", "von", "de", "da", "van", "od", "от", "від", "från", "fra", "lähettäjä", "saatja", "nuo", "no",
    "feladó", "kimden", "gönderen", "από", "מאת", "من", "发件人", "寄件者", "寄件人", "差出人", "送信者", "보낸 사람",
    "보낸사람", "dari", "từ", "จาก", "प्रेषक", "expéditeur", "remitente", "remetente", "mittente", "absender", "afzender",
    "отправитель", "frá", "de la", "expeditor", "pošiljatelj", "odosielateľ", "odesílatel", "nadawca", "發件人", "senders",
    "発信者", "發信人", "寄信人", "보낸이",
)  # fmt: skip
SENT = (
    "sent", "date", "sent on", "sent at", "time", "date/time",
    "gesendet", "datum", "gesendet am", "datum/uhrzeit", "envoyé", "envoyé le", "envoyé", "date d'envoi",
    "enviado", "enviado el", "enviado em", "enviada em", "enviada", "fecha", "data", "enviat", "data de envio", "inviato",
    "inviato il", "verzonden", "verstuurd", "wysłano", "wysłany", "data wysłania", "отправлено", "дата", "надіслано", "изпратено",
    "skickat", "skickades", "sendt", "dato", "datum", "lähetetty", "päivämäärä", "päiväys", "saadetud", "kuupäev",
    "odesláno", "odoslané", "odoslaný", "dátum", "elküldve", "küldve", "poslano", "datums", "išsiųsta", "nosūtīts",
    "gönderildi", "gönderilme", "gönderme tarihi", "tarih", "στάλθηκε", "ημερομηνία", "αποστολή", "נשלח", "תאריך",
    "تم الإرسال", "تاريخ", "التاريخ", "أُرسلت", "发送时间", "发送日期", "日期", "時間", "时间", "寄件日期", "傳送時間",
    "送信日時", "日付", "日時", "送信日", "보낸 날짜", "날짜", "보낸날짜", "dikirim", "tanggal", "tarikh", "đã gửi", "ngày",
    "ส่ง", "วันที่", "trimis", "expediat", "sent date", "發送時間", "發送日期",
)  # fmt: skip
TO = (
    "to", "an", "à", "a", "para", "per a", "aan", "do", "kopia do", "кому", "до", "till", "til", "vastaanottaja",
    "komu", "címzett", "kime", "alıcı", "προς", "אל", "إلى", "收件人", "收件者", "宛先", "받는 사람", "받는사람", "kepada",
    "ke", "đến", "tới", "ถึง", "saaja", "kam", "prejemnik", "za", "către", "catre", "destinataire", "destinatario",
    "destinatário", "empfänger", "ontvanger", "získal", "adresat", "al", "送信先", "adressat", "получатель",
)  # fmt: skip
SUBJECT = (
    "subject", "re", "betreff", "betr", "objet", "asunto", "assumpte", "assunto", "oggetto", "onderwerp", "temat", "тема",
    "предмет", "относно", "ämne", "emne", "aihe", "teema", "tema", "předmět", "predmet", "tárgy", "konu", "θέμα",
    "נושא", "הנדון", "الموضوع", "موضوع", "主题", "主題", "主旨", "标题", "件名", "제목", "perihal", "subjek", "chủ đề", "tiêu đề",
    "เรื่อง", "subiect", "efni", "zadeva", "temats", "विषय", "标　题", "題名",
)  # fmt: skip
OTHER_LABELS = (
    "cc", "bcc", "kopie", "kopie (cc)", "copie", "copie à", "copia", "copia a", "cópia", "kopia", "dw", "копия", "копія",
    "kopi", "kopio", "kópia", "másolatot kap", "másolat", "bilgi", "κοιν", "κοιν.", "κοινοποίηση", "עותק", "نسخة", "抄送", "副本",
    "参照", "참조", "cc:", "tembusan", "đồng gửi", "sao gửi", "สำเนา", "reply-to", "reply to", "antwort an", "répondre à",
    "responder a", "rispondi a", "importance", "wichtigkeit", "priorität", "importancia", "importância", "priorità", "prioriteit",
    "attachments", "anlagen", "anhang", "pièces jointes", "datos adjuntos", "anexos", "allegati", "bijlagen", "załączniki",
    "вложения", "organization", "message-id", "message-id:", "x-mailer", "user-agent", "newsgroups", "sender", "resent-from",
    "mailed-by", "signed-by", "in-reply-to", "references", "mime-version", "content-type",
)  # fmt: skip

#: Lines that a mail program, not its user, writes below a message: they begin so.
CLIENT_FOOTERS = (
    "sent from my", "sent from mail for windows", "sent from outlook", "sent from yahoo mail", "sent from proton",
    "sent from samsung", "sent from the all new aol", "sent from mailbird", "sent from blackberry", "sent with proton",
    "sent via", "sent using", "sent from nine", "sent from tutanota", "sent from aquamail", "sent from zoho", "sent from myMail",
    "sent with aquamail", "sent with blackberry", "sent on the go", "get outlook for", "get bluemail", "sent by mailspring",
    "sent with airmail", "sent from polymail", "sent with spark", "sent from spark", "sent from edison", "sent with mailtrack",
    "sent from gmail mobile", "sent with tutanota", "securely sent with", "sent with unibox", "sent with missive",
    "please excuse my brevity", "excuse typos", "sent with k-9", "sent from a mobile", "sent from mobile", "sent in brief",
    "diese nachricht wurde von meinem", "von meinem iphone gesendet", "von meinem ipad gesendet", "von meinem samsung",
    "von meinem android", "von meinem handy gesendet", "von meinem mobiltelefon", "von meinem windows phone", "von unterwegs gesendet",
    "gesendet von", "gesendet mit", "gesendet aus", "outlook für ios", "outlook für android", "holen sie sich outlook",
    "von iphone gesendet", "von ipad gesendet", "gesendet über", "versendet mit",
    "envoyé de mon", "envoyé depuis", "envoyé à partir de", "envoyé avec", "télécharger outlook pour", "obtenez outlook pour",
    "obtenir outlook pour", "provenance : courrier pour windows", "envoyé via",
    "enviado desde", "enviado de mi", "enviado con", "obtener outlook para", "enviat des de", "enviat des del",
    "enviado do meu", "enviado a partir do", "enviado por", "obter o outlook para", "obtenha o outlook para", "enviado via",
    "enviado do yahoo", "enviado do outlook", "enviado do correio", "enviada do meu",
    "inviato da", "inviato dal mio", "inviato con", "scarica outlook per", "ottieni outlook per", "inviato tramite",
    "verzonden vanaf", "verstuurd vanaf", "verstuurd met", "verzonden met", "outlook voor ios downloaden", "download outlook voor",
    "outlook voor android downloaden", "verzonden via", "verzonden vanuit",
    "wysłane z", "wysłano z", "wysłane przy użyciu", "pobierz aplikację outlook", "pobierz program outlook", "uzyskaj outlook",
    "отправлено с", "отправлено из", "отправлено при помощи", "отправлено через", "отправлено мобильным", "скачать outlook для",
    "получить outlook для", "надіслано з", "надіслано з мого", "изпратено от",
    "sendt fra", "sendt med", "skickat från", "skickat med", "hämta outlook för", "skaffa outlook för", "hent outlook til",
    "få outlook til", "få outlook for", "last ned outlook for", "lähetetty", "hanki outlook", "saadetud minu", "sent frá", "sent úr",
    "odesláno z", "odoslané z", "odoslané pomocou", "odesláno pomocí", "získejte outlook pro", "získať outlook pre", "poslano z",
    "poslano s", "küldve az", "elküldve az", "iphone-omról küldve", "trimis de pe", "trimis din",
    "iphone'umdan gönderildi", "iphone'dan gönderildi", "ipad'imden gönderildi", "samsung cihazımdan gönderildi", "android için outlook",
    "ios için outlook", "στάλθηκε από", "εστάλη από", "נשלח מה", "נשלח מ-", "أُرسلت من", "تم الإرسال من", "مرسل من",
    "发自我的", "發自我的", "从我的", "從我的", "來自我的", "来自我的", "获取 outlook", "取得 outlook", "发自", "从 windows 版邮件发送",
    "iphoneから送信", "ipadから送信", "iphone から送信", "ipad から送信", "android 版 outlook", "android版", "ios 版 outlook", "windows 版のメール",
    "私のiphone", "outlook for ios を入手", "outlook for android を入手", "ios 版 outlook を入手", "ソフトバンク", "docomo",
    "나의 iphone에서 보냄", "나의 ipad에서 보냄", "내 iphone에서 보냄", "ios용 outlook", "android용 outlook", "iphone에서 보냄",
    "dikirim dari", "được gửi từ", "gửi từ", "đã gửi từ", "ส่งจาก",
)  # fmt: skip
