"""How mail clients introduce a message that they quote or pass on, and what they write below a message."""

from worker.reading.words import list_entries

#: The verb of an attribution ("On … Jane wrote:").
WROTE = list_entries("""
en  wrote | writes | has written | said
de  schrieb | schrieben | schreibt | hat geschrieben | geschrieben
fr  a écrit | a ecrit | écrit | écrivait | a envoyé
es  escribió | escribio | ha escrito | escribe
ca  va escriure | ha escrit
pt  escreveu | escreve
it  ha scritto | scrisse | scrive | ha inviato
nl  schreef | heeft geschreven
pl  napisał(a) | napisał/a | napisał | napisała | pisze | napisał (a)
ru  написал(а) | написал | написала | пишет | писал | писал(а)
uk  пише | написав | написала | написав(-ла)
bg  написа
da  skrev | skrev følgende
sv  skriver | skrev följande
is  skrifaði
fi  kirjoitti
et  kirjutas
lt  rašė
lv  rakstīja
cs  napsal | napsal(a) | napsala
sk  napísal | napísal(a) | napísala
sl  je napisal | je napisal/-a | napisal
hr  je napisao/la | napisao | napisala
hu  írta | ezt írta
ro  a scris | scrie
tr  yazdı | şunu yazdı | şunları yazdı
el  έγραψε
he  כתב | כתבה | כתב/ה | מאת
ar  كتب | كتبت
fa  نوشت
zh  写道 | 寫道 | 写到 | 來信 | 写于 | 撰寫
ja  書きました | 書いた | のメール | wrote (日時)
ko  작성 | 썼습니다 | 쓴 글 | 보낸 메일
id  menulis
vi  viết | đã viết
th  เขียน
hi  लिखा
""")

#: The first word, or two, of an attribution ("On Tue, …", "Am 3.10.2017 …").
OPENINGS = list_entries("""
en  on | at | in | quoting
de  am | von | zitat von | um
fr  le | en date | de
es  el | en | citando
ca  el dia
pt  em | no dia | às
it  il | in data | alle | citando
nl  op
pl  w dniu | dnia | w | dn. | cytowanie
ru  вы писали | от | в | on
uk  у
bg  на
da  den | d. | man | tir | ons | tor | fre | lør | søn
no  på | tir. | ons. | tor. | fre. | lør. | søn. | man.
sv  tis | tors | lör | sön | mån | citat
is  þann
fi  ma | ti | ke | to | pe | la | su
cs  dne | v | po | út | st | čt | pá | so | ne
sk  dňa | štvrtok
sl  dne
hr  dana
hu  ekkor
ro  în | pe | la data
tr  tarihinde
el  στις | την
he  בתאריך | ביום
ar  في | بتاريخ
zh  在
vi  vào
id  pada
th  เมื่อ
""")

#: A line between dashes or underscores that opens a quoted message.
ORIGINAL = list_entries("""
en  original message | original appointment | reply message | original mail | original email
    original e-mail
de  ursprüngliche nachricht | ursprungliche nachricht | originalnachricht | original-nachricht | originalmail
    original-mail | ursprünglicher termin | ursprüngliche mail | ursprüngliche e-mail
fr  message d'origine | message d’origine | message original | message d origine | message initial
    mail original
es  mensaje original | mensaje de origen | correo original
ca  missatge original
pt  mensagem original | mensagem de origem
it  messaggio originale | messaggio originario
nl  oorspronkelijk bericht | origineel bericht | oorspronkelijke bericht
pl  oryginalna wiadomość | wiadomość oryginalna | treść oryginalnej wiadomości | wiadomość pierwotna
ru  исходное сообщение | оригинальное сообщение | исходное письмо | первоначальное сообщение | исходный текст
uk  вихідне повідомлення | оригінальне повідомлення | початкове повідомлення
bg  оригинално съобщение
da  original meddelelse | oprindelig meddelelse | oprindelig besked | den oprindelige meddelelse
    oprindelig mail
no  opprinnelig melding | original melding | opprinnelig e-post
sv  ursprungligt meddelande | originalmeddelande | original meddelande
is  upprunaleg skilaboð
fi  alkuperäinen viesti
et  algne kiri | algsõnum
lt  originalus laiškas | pradinis pranešimas
lv  sākotnējais ziņojums | oriģinālais ziņojums
cs  původní zpráva | původní e-mail | původní email
sk  pôvodná správa
sl  izvirno sporočilo
hr  izvorna poruka | originalna poruka
hu  eredeti üzenet
ro  mesaj original | mesajul original | mesaj inițial
tr  özgün ileti | orijinal mesaj | orjinal mesaj | orijinal ileti
el  αρχικό μήνυμα | πρωτότυπο μήνυμα
he  הודעה מקורית | ההודעה המקורית
ar  الرسالة الأصلية | رسالة أصلية
fa  پیام اصلی
zh  原始邮件 | 原邮件 | 原始郵件 | 原始訊息 | 原始信件 | 邮件原件 | 回复的原邮件 | 回复邮件 | 回复的邮件
ja  元のメッセージ | 元のメール | オリジナルメッセージ | 返信元のメッセージ
ko  원본 메시지 | 원본 메일 | 원본메시지 | 원본메일
id  pesan asli
ms  mesej asal
vi  thư gốc | tin nhắn gốc
th  ข้อความเดิม | ข้อความต้นฉบับ
""")

#: A line, between dashes or alone, that opens a message which is passed on.
FORWARDED = list_entries("""
en  forwarded message | begin forwarded message | forwarded mail | fwd message | forwarded by
    forwarded message from | start of forwarded message | forward message | forwarded email
    forwarded e-mail
de  weitergeleitete nachricht | anfang der weitergeleiteten nachricht | weitergeleitete mail
    weitergeleitet von | weitergeleitete e-mail | beginn der weitergeleiteten nachricht
    anfang der weitergeleiteten e-mail
fr  message transféré | message transmis | début du message transféré | début du message réexpédié
    message réexpédié | e-mail transféré | courriel transféré | transféré par | mail transféré
es  mensaje reenviado | inicio del mensaje reenviado | comienzo del mensaje reenviado | reenviado por
    correo reenviado
ca  missatge reenviat | inici del missatge reenviat
pt  mensagem encaminhada | mensagem reencaminhada | início da mensagem encaminhada
    início da mensagem reencaminhada | início de mensagem encaminhada | encaminhado por
    mensagem transmitida
it  messaggio inoltrato | inizio messaggio inoltrato | inizio del messaggio inoltrato | inoltrato da
nl  doorgestuurd bericht | begin doorgestuurd bericht | doorgestuurde bericht | doorgestuurd door
    begin van doorgestuurd bericht | doorgezonden bericht
pl  wiadomość przekazana dalej | przekazana wiadomość | początek przekazywanej wiadomości
    wiadomość przekazana | treść przekazanej wiadomości | przesłana wiadomość
    początek przekazanej wiadomości
ru  пересылаемое сообщение | пересланное сообщение | переадресованное сообщение | пересылаемое письмо
    начало переадресованного сообщения | начало пересылаемого сообщения | пересланное письмо
    начало переадресованного письма
uk  переслане повідомлення | переслано повідомлення | початок переадресованого повідомлення
    переадресоване повідомлення
bg  препратено съобщение
da  videresendt meddelelse | videresendt besked | start på videresendt besked | begin videresendt meddelelse
    videresendt mail
no  videresendt melding | start på videresendt melding | videresendt av | videresendt e-post
sv  vidarebefordrat meddelande | vidarebefordrat mejl | vidarebefordrat brev | vidarebefordrat mail
    början på vidarebefordrat meddelande | börja vidarebefordrat meddelande
is  framsent bréf | áframsent skeyti
fi  välitetty viesti | edelleen lähetetty viesti | välitetty viesti alkaa
et  edastatud kiri
lt  persiųstas laiškas | persiųstas pranešimas
lv  pārsūtītā ziņa | pārsūtīts ziņojums
cs  přeposlaná zpráva | přeposlaná zpráva začíná | začátek přeposílané zprávy | přeposlaný e-mail
sk  preposlaná správa | začiatok preposlanej správy
sl  posredovano sporočilo | začetek posredovanega sporočila
hr  proslijeđena poruka | početak proslijeđene poruke
sr  prosleđena poruka | прослеђена порука
hu  továbbított üzenet | továbbított üzenet kezdete | továbbított levél
ro  mesaj redirecționat | mesaj redirectionat | mesaj transmis | început mesaj redirecționat
tr  iletilen mesaj | iletilmiş mesaj | iletilmiş ileti | iletilen ileti | yönlendirilmiş ileti
    İletilen mesaj | İletilmiş ileti | yönlendirilen ileti
el  προωθημένο μήνυμα | έναρξη προωθημένου μηνύματος | προωθούμενο μήνυμα
he  הודעה שהועברה | הודעה מועברת | תחילת ההודעה שהועברה
ar  رسالة مُعاد توجيهها | رسالة معاد توجيهها | بداية الرسالة المعاد توجيهها | الرسالة المحولة
fa  پیام هدایت‌شده | پیام ارسال شده
zh  转发的邮件 | 转发邮件信息 | 转发邮件 | 以下是转发的邮件 | 转发的消息 | 轉寄的郵件 | 轉寄郵件 | 轉寄的訊息
    以下是轉寄的郵件 | 开始转发的邮件 | 開始轉寄郵件 | 被转发邮件信息 | 被转发的邮件
ja  転送されたメッセージ | 転送メッセージ | 転送メール | 転送されたメール | ここから転送メッセージ
ko  전달된 메시지 | 전달된 메일 | 전달한 메시지 | 전달된 메시지의 시작 | 다음은 전달된 메시지 | 전달 메시지
id  pesan terusan | pesan yang diteruskan
ms  mesej yang dikirim semula | mesej dimajukan
vi  thư được chuyển tiếp | tin nhắn được chuyển tiếp | thư đã chuyển tiếp
th  ข้อความที่ส่งต่อ
hi  अग्रेषित संदेश
""")

#: A line that ends a message which was passed on.
FORWARD_ENDS = list_entries("""
en  end forwarded message | end of forwarded message | end original message
de  ende der weitergeleiteten nachricht | ende weitergeleitete nachricht
fr  fin du message transféré | fin du message réexpédié
es  fin del mensaje reenviado
it  fine messaggio inoltrato
nl  einde doorgestuurd bericht
ru  конец пересылаемого сообщения | конец переадресованного сообщения
pl  koniec przekazywanej wiadomości
""")

#: Subjects of messages that are passed on begin so ("WG: …").
FORWARD_PREFIXES = list_entries("""
en  fwd | fw | forward | forwarded
de  wg | wtr | weitergeleitet | weiterl
fr  tr | tr. | transf | réexp
es  rv | reenv | reenviado
pt  enc | encam | enc.
it  i | inoltro | inoltra | inoltrato
nl  doorst | doorsturen | dst
pl  pd | przek | pdl
ru  прд | перес | нтр | переслано | fwd.
da  vs | vb
sv  vb | vidarebefordrat
fi  vl | välitetty
cs  přep | předáno
hu  továbbítás | tov | továbbítva
ro  redirecționat
tr  ilt | i̇lt | ileti
el  πρθ | προωθ
he  הועבר
ar  إعادة توجيه
zh  转发 | 轉寄 | 轉發
ja  転送
ko  전달
""")

#: Labels of the header block that Outlook and others put above a quoted or forwarded message.
FROM = list_entries("""
en  from
de  von | absender
fr  de | expéditeur
es  de | remitente
pt  de | remetente
it  da | mittente
nl  van | afzender
pl  od | nadawca
ru  от | от кого | отправитель
uk  від | від кого
da  fra
sv  från
is  frá
fi  lähettäjä
et  saatja | kellelt
lt  nuo | siuntėjas
lv  no | sūtītājs
cs  od | odesílatel
sk  od | odosielateľ
sl  od | pošiljatelj
hr  od | šalje
hu  feladó
ro  de la | expeditor
tr  kimden | gönderen
el  από | αποστολέας
he  מאת
ar  من
fa  از
zh  发件人 | 寄件者 | 寄件人 | 發件人 | 发信人
ja  差出人 | 送信者 | 送信元 | 発信者
ko  보낸 사람 | 보낸사람 | 보낸이
id  dari
ms  daripada
vi  từ | người gửi
th  จาก
hi  प्रेषक
""")
SENT = list_entries("""
en  sent | date | sent on | sent at | date/time | received
de  gesendet | datum | gesendet am | datum/uhrzeit | am
fr  envoyé | envoyé le | date d'envoi | date
es  enviado | enviado el | fecha | enviado a las
ca  enviat | data
pt  enviado | enviado em | enviada em | enviada | data | data de envio
it  inviato | inviato il | data
nl  verzonden | verstuurd | datum
pl  wysłano | wysłany | wysłane | data wysłania | data
ru  отправлено | дата | дата отправки
uk  надіслано | дата
bg  изпратено
da  sendt | dato
sv  skickat | skickades | datum
is  sent | dags | dagsetning
fi  lähetetty | päivämäärä | päiväys | pvm
et  saadetud | kuupäev
lt  išsiųsta | data
lv  nosūtīts | datums
cs  odesláno | datum
sk  odoslané | odoslaný | dátum
sl  poslano | datum
hr  poslano | datum
hu  elküldve | küldve | dátum | küldés ideje
ro  trimis | expediat | data
tr  gönderildi | gönderilme | gönderme tarihi | tarih | gönderim tarihi
el  στάλθηκε | ημερομηνία | αποστολή
he  נשלח | תאריך | נשלח ב
ar  تم الإرسال | تاريخ | التاريخ | أُرسلت | تاريخ الإرسال
zh  发送时间 | 发送日期 | 日期 | 時間 | 时间 | 寄件日期 | 傳送時間 | 發送時間 | 發送日期
ja  送信日時 | 日付 | 日時 | 送信日
ko  보낸 날짜 | 날짜 | 보낸날짜 | 보낸 시간
id  dikirim | tanggal
ms  tarikh
vi  đã gửi | ngày
th  ส่ง | วันที่
hi  दिनांक
""")
TO = list_entries("""
en  to
de  an | empfänger
fr  à | destinataire | pour
es  para | destinatario
ca  per a
pt  para | destinatário
it  a | al | destinatario
nl  aan | ontvanger
pl  do | adresat
ru  кому | получатель
bg  до
da  til
sv  till
fi  vastaanottaja
et  saaja | kellele
lt  kam
lv  kam
cs  komu | příjemce
sk  komu | pre
sl  za | prejemnik
hr  za | prima
hu  címzett
ro  către | catre
tr  kime | alıcı
el  προς
he  אל
ar  إلى
fa  به
zh  收件人 | 收件者 | 收信人
ja  宛先 | 送信先
ko  받는 사람 | 받는사람 | 받는이
id  kepada | ke
vi  đến | tới | người nhận
th  ถึง
hi  प्रति
""")
SUBJECT = list_entries("""
en  subject | re
de  betreff | betr | betr.
fr  objet | sujet
es  asunto
ca  assumpte
pt  assunto
it  oggetto
nl  onderwerp | betreft
pl  temat
ru  тема | предмет
bg  относно
da  emne
sv  ämne
is  efni
fi  aihe
et  teema
lt  tema
lv  temats | tēma
cs  předmět
sk  predmet
sl  zadeva
hu  tárgy
ro  subiect
tr  konu
el  θέμα
he  נושא | הנדון
ar  الموضوع | موضوع
zh  主题 | 主題 | 主旨 | 标题 | 標題
ja  件名 | 題名
ko  제목
id  perihal | subjek
vi  chủ đề | tiêu đề
th  เรื่อง
hi  विषय
""")
OTHER_LABELS = list_entries("""
en  cc | bcc | reply-to | reply to | importance | priority | attachments | organization | sender | mailed-by
    signed-by | references | message-id
de  kopie | kopie (cc) | blindkopie | antwort an | wichtigkeit | priorität | anlagen | anhang | anhänge
fr  copie | copie à | répondre à | pièces jointes | importance
es  copia | responder a | importancia | datos adjuntos | adjuntos
pt  cópia | responder para | importância | anexos | prioridade
it  copia | rispondi a | priorità | allegati | importanza
nl  kopie | prioriteit | bijlagen | urgentie
pl  dw | udw | kopia | załączniki | ważność
ru  копия | скрытая копия | вложения | важность
uk  копія
da  kopi | vedhæftede filer
sv  kopia | bilagor
fi  kopio | liitteet
cs  kopie | přílohy
sk  kópia | prílohy
hu  másolatot kap | másolat | mellékletek
tr  bilgi | ekler
el  κοιν | κοιν. | κοινοποίηση
he  עותק | העתק
ar  نسخة
zh  抄送 | 副本 | 附件 | 重要性
ja  添付ファイル | 重要度
ko  참조 | 첨부
ms  tembusan
vi  đồng gửi | sao gửi
th  สำเนา
""")

#: Lines that a mail program, not its user, writes below a message begin so.
CLIENT_FOOTERS = list_entries("""
en  sent from my | sent from mail for windows | sent from outlook | sent from yahoo mail | sent from proton
    sent from samsung | sent from the all new aol | sent from mailbird | sent from blackberry
    sent with proton | sent via | sent using | sent from nine | sent from tutanota | sent from aquamail
    sent from zoho | sent from mymail | sent with aquamail | sent with blackberry | sent on the go
    get outlook for | get bluemail | sent by mailspring | sent with airmail | sent from polymail
    sent with spark | sent from spark | sent from edison | sent with mailtrack | sent with tutanota
    securely sent with | sent with unibox | sent with missive | please excuse my brevity | sent with k-9
    sent from a mobile | sent from mobile | sent from android | sent from iphone | sent from windows mail
    sent from a samsung
de  diese nachricht wurde von meinem | von meinem iphone | von meinem ipad | von meinem samsung
    von meinem android | von meinem handy | von meinem mobiltelefon | von meinem windows phone
    von meinem smartphone | von meinem mobilgerät | von unterwegs gesendet | gesendet von | gesendet mit
    gesendet aus | gesendet über | outlook für ios | outlook für android | holen sie sich outlook
    von iphone gesendet | von ipad gesendet | versendet mit
fr  envoyé de mon | envoyé depuis | envoyé à partir de | envoyé avec | envoyé via | télécharger outlook pour
    obtenez outlook pour | obtenir outlook pour | provenance : courrier pour windows
es  enviado desde | enviado de mi | enviado con | enviado mediante | obtener outlook para
ca  enviat des de | enviat des del | enviat amb
pt  enviado do meu | enviado a partir do | enviado por | enviado via | enviado do yahoo | enviado do outlook
    enviado do correio | enviada do meu | obter o outlook para | obtenha o outlook para | enviado com
it  inviato da | inviato dal mio | inviato con | inviato tramite | scarica outlook per | ottieni outlook per
nl  verzonden vanaf | verstuurd vanaf | verstuurd met | verzonden met | verzonden via | verzonden vanuit
    outlook voor ios | outlook voor android | download outlook voor
pl  wysłane z | wysłano z | wysłane przy użyciu | pobierz aplikację outlook | pobierz program outlook
    uzyskaj outlook | pobierz outlook
ru  отправлено с | отправлено из | отправлено при помощи | отправлено через | отправлено мобильным
    скачать outlook для | получить outlook для
uk  надіслано з | надіслано із | отримати outlook
bg  изпратено от
da  sendt fra | sendt med | hent outlook til | få outlook til
no  få outlook for | last ned outlook for | sendt via
sv  skickat från | skickat med | skickades från | hämta outlook för | skaffa outlook för
is  sent frá | sent úr
fi  lähetetty iphone | lähetetty ipad | lähetetty minun | lähetetty samsung | lähetetty android
    lähetetty outlook | hanki outlook
et  saadetud minu
lt  išsiųsta iš
lv  nosūtīts no
cs  odesláno z | odesláno pomocí | získejte outlook pro | stáhnout outlook pro
sk  odoslané z | odoslané pomocou | získať outlook pre
sl  poslano z | poslano s
hr  poslano s mog | poslano iz
hu  küldve az | elküldve az | iphone-omról küldve | az outlook
ro  trimis de pe | trimis din | obțineți outlook
tr  iphone'umdan gönderildi | iphone'dan gönderildi | ipad'imden gönderildi | samsung cihazımdan gönderildi
    android için outlook | ios için outlook | outlook'u edinin
el  στάλθηκε από | εστάλη από | λήψη του outlook
he  נשלח מה | נשלח מ- | השג את outlook
ar  أُرسلت من | تم الإرسال من | مرسل من | الحصول على outlook
zh  发自我的 | 發自我的 | 从我的 | 從我的 | 來自我的 | 来自我的 | 获取 outlook | 取得 outlook | 发自 | 從我的
    从 windows 版邮件发送
ja  iphoneから送信 | ipadから送信 | iphone から送信 | ipad から送信 | android 版 outlook | ios 版 outlook
    windows 版のメール | 私のiphone | outlook for ios を入手 | outlook for android を入手
ko  나의 iphone에서 보냄 | 나의 ipad에서 보냄 | 내 iphone에서 보냄 | iphone에서 보냄 | ios용 outlook
    android용 outlook
id  dikirim dari
vi  được gửi từ | gửi từ | đã gửi từ
th  ส่งจาก
""")
