"""How absent people's machines introduce themselves."""

from worker.reading.words import list_entries

#: Subjects that begin so are automatic replies.
REPLY_SUBJECTS = list_entries("""
en  automatic reply | auto reply | auto-reply | autoreply | auto: | autoresponse | auto response
    auto-response | automated reply | automated response | automatic response | out of office
    out of the office | out-of-office | away from the office | away from my desk | ooo: | ooo re: | oof: | vacation reply | vacation message
    vacation notice | i am out of | i'm out of | i am away | i'm away | away from my mail | read: | not read:
    read receipt | return receipt | automatic acknowledgement | automated acknowledgement | maternity leave
    parental leave | annual leave
de  automatische antwort | automatische rückantwort | automatisch erstellte antwort
    automatische antwortnachricht | automatische e-mail-antwort | abwesenheitsnotiz | abwesenheitsmeldung
    abwesenheitsbenachrichtigung | abwesenheitsassistent | abwesenheitsagent | abwesenheit: | abwesenheit bis
    abwesend: | abwesend bis | autoantwort | nicht im büro | nicht im haus | außer haus | ausser haus
    urlaub: | im urlaub | urlaubsbedingt | gelesen: | automatische eingangsbestätigung
fr  réponse automatique | reponse automatique | absence du bureau | absent du bureau | absente du bureau
    message d'absence | notification d'absence | avis d'absence | absent du | absente du | absent le | absence : | absence: | absence jusqu | lu :
    en congé | absent(e) | je suis absent | je suis en congé | non lu :
es  respuesta automática | respuesta automatica | contestación automática | fuera de la oficina
    fuera de oficina | ausencia: | ausente: | aviso de ausencia | mensaje de ausencia | de vacaciones
    leído: | no leído:
ca  resposta automàtica | fora de l'oficina
pt  resposta automática | resposta automatica | ausência temporária | ausência do escritório
    ausente do escritório | fora do escritório | ausência: | aviso de ausência | em férias | de férias
    lida:
it  risposta automatica | fuori ufficio | fuori sede | assenza: | assente: | assente dall'ufficio
    avviso di assenza | assenza dall'ufficio | in ferie | letto:
nl  automatisch antwoord | automatische beantwoording | automatische reactie | automatisch bericht
    automatisch: | afwezig: | afwezig tot | afwezigheid | afwezigheidsbericht | niet aanwezig
    niet op kantoor | met vakantie | gelezen:
pl  automatyczna odpowiedź | odpowiedź automatyczna | autoodpowiedź | autoresponder | nieobecność
    poza biurem | jestem na urlopie | urlop: | przeczytano:
ru  автоматический ответ | автоответ | автоматическое уведомление об отсутствии | нет на месте | вне офиса
    отсутствие на рабочем месте | отсутствую | в отпуске | я в отпуске | прочитано:
uk  автоматична відповідь | автовідповідь | автоматична відповідь: | відсутній
bg  автоматичен отговор | извън офиса
da  automatisk svar | autosvar | fraværsbesked | fraværsmeddelelse | ikke til stede | ikke på kontoret
    på ferie | læst:
no  automatisk svar | autosvar | fraværsmelding | ikke til stede | ikke på kontoret | fraværsassistent
    lest:
sv  automatiskt svar | autosvar | frånvaro | frånvaromeddelande | inte på kontoret | på semester | semester:
    läst:
fi  automaattinen vastaus | poissaolo | poissa toimistosta | lomalla | en ole paikalla | luettu:
is  sjálfvirkt svar
et  automaatvastus | automaatne vastus
lt  automatinis atsakymas | nesu biure
lv  automātiska atbilde | automātiskā atbilde
cs  automatická odpověď | mimo kancelář | nepřítomnost | oznámení o nepřítomnosti | jsem na dovolené
    přečteno:
sk  automatická odpoveď | mimo kancelárie | neprítomnosť | som na dovolenke
sl  samodejni odgovor | odsotnost | odsoten: | odsotna:
hr  automatski odgovor | automatski odgovor: | odsutnost
sr  automatski odgovor | аутоматски одговор
hu  automatikus válasz | házon kívül | távollét | irodán kívül | olvasva:
ro  răspuns automat | raspuns automat | în afara biroului | absent din birou
tr  otomatik yanıt | otomatik cevap | ofis dışında | ofis dışı | ofiste değilim
el  αυτόματη απάντηση | εκτός γραφείου | απουσία από το γραφείο
he  תשובה אוטומטית | מענה אוטומטי | מחוץ למשרד
ar  رد تلقائي | الرد التلقائي | رد آلي | خارج المكتب
fa  پاسخ خودکار
hi  स्वचालित उत्तर | स्वचालित जवाब
id  balasan otomatis | jawaban otomatis | di luar kantor
ms  balasan automatik | jawapan automatik
vi  trả lời tự động | thư trả lời tự động | tự động trả lời
th  ตอบกลับอัตโนมัติ | การตอบกลับอัตโนมัติ | ไม่อยู่ที่สำนักงาน
zh  自动回复 | 自动答复 | 自動回覆 | 自動回復 | 不在办公室 | 不在辦公室 | 外出通知 | 休假通知 | 已读:
ja  自動応答 | 自動返信 | 自動返答 | 不在通知 | 不在のお知らせ | 不在： | 不在: | 不在連絡 | 開封済み
ko  자동 회신 | 자동회신 | 자동 응답 | 자동응답 | 자동 답장 | 부재중 | 부재 중
""")

#: Subjects that hold this say so of their author ("Jane Doe is out of the office").
ABSENT_SUBJECTS = list_entries("""
en  is out of the office | is out of office | will be out of the office | is on vacation | is on leave
    is away from the office
de  ist außer haus | ist nicht im haus | ist nicht im büro | ist im urlaub | ist abwesend
fr  est absent du bureau | est absente du bureau | est en congé
es  está fuera de la oficina | está de vacaciones
it  è fuori ufficio | è in ferie
nl  is niet aanwezig | is afwezig
pt  está fora do escritório | está de férias
""")

#: Sentences of an absent person, or one who has left.
ABSENCE = list_entries("""
en  i am out of the office | i'm out of the office | i am out of office | i'm out of office
    i am currently out of | i'm currently out of | i am presently out of | i will be out of the office
    i'll be out of the office | i will be out of office | out of the office until | out of office until
    out of the office from | out of office from | out of the office on | currently out of the office
    currently out of office | i am away from my | i'm away from my | i am away from the office
    i am away until | i'm away until | i am on vacation | i'm on vacation | i am on holiday | i'm on holiday
    i am on holidays | i am on annual leave | i'm on annual leave | i am on leave | i'm on leave
    i am currently away | i'm currently away | i will be away | i'll be away | i will be on vacation
    i will be on leave | i will be on annual leave | on maternity leave | on parental leave
    on paternity leave | on sabbatical | i am currently on leave | i am currently on vacation
    i am currently on holiday | i'm currently on vacation | limited access to email
    limited access to e-mail | limited access to my email | limited access to my e-mail | no access to email
    no access to e-mail | no access to my email | your mail has been forwarded to
    your email has been forwarded to | your message has been forwarded to | your message was forwarded to | i am out sick | i'm out sick | i am in training all
    i'm in training all | i am in meetings all | i'm in meetings all | i am off today | i'm off today
    will respond to emails tomorrow | will respond to e-mails tomorrow | have retired from | i have retired | i've retired
    my email address has changed | my e-mail address has changed | mail to this account is not forwarded
    won't hear from me until | will not hear from me until | respond when i return | reply when i return
    respond upon my return | reply upon my return | respond to your message when i
    respond to your email when i | will be read when i return | currently on vacation
    away from the office until | away from my desk until | i am travelling until | i am traveling until
    i am out until | i'm out until | i no longer work | i have left the company | i've left the company
    i am no longer with | i'm no longer with | i am no longer employed | i am no longer working
    i'm no longer working | this mailbox is no longer | this email address is no longer
    this address is no longer | this e-mail address is no longer
de  ihre nachricht wird an | ihre e-mail wird an | ihre mail wurde an | ich bin im ruhestand | meine e-mail-adresse hat sich geändert | ich bin aktuell krank | ich bin krank
    bin krankgeschrieben | eingeschränkt erreichbar | ich bin nicht im haus | nicht im haus | ich bin derzeit nicht | ich bin zurzeit nicht
    ich bin zur zeit nicht | ich bin momentan nicht | bin ich nicht im büro | ich bin nicht im büro
    ich bin bis | bin ich bis | ich bin ab dem | ich bin im urlaub | bin im urlaub | befinde mich im urlaub
    derzeit im urlaub | ich bin abwesend | bin ich abwesend | ich bin außer haus | ich bin ausser haus
    außer haus | ich bin wieder ab | wieder erreichbar | nicht im büro erreichbar | ich bin erst wieder
    werde ich erst wieder | nach meiner rückkehr | e-mail wird nicht weitergeleitet
    e-mails werden nicht weitergeleitet | nachricht wird nicht weitergeleitet
    mail wird nicht weitergeleitet | mails werden nicht weitergeleitet | in elternzeit | im mutterschutz
    im krankenstand | ich arbeite nicht mehr | ich bin nicht mehr bei | ich bin nicht mehr für
    ich bin nicht mehr im | ich habe das unternehmen verlassen | ich habe die firma verlassen
    ich bin aus dem unternehmen | diese e-mail-adresse ist nicht mehr | dieses postfach wird nicht
fr  votre message a été transféré | accès limité à | je suis à la retraite | mon adresse a changé | je suis absent | je suis actuellement absent | je serai absent | je suis en congé
    je suis actuellement en congé | je suis en vacances | je serai en congé | je serai en vacances
    absent du bureau | absente du bureau | absent jusqu'au | absente jusqu'au | je serai de retour
    de retour le | à mon retour | dès mon retour | en congé maternité | en congé parental | sans accès à mes
    sans accès à ma messagerie | je ne travaille plus | j'ai quitté la société | j'ai quitté l'entreprise
    je ne fais plus partie | cette adresse n'est plus | cette boîte n'est plus | je suis en déplacement
es  acceso limitado a | me he jubilado | mi dirección de correo ha cambiado | estoy fuera de la oficina | me encuentro fuera | estaré fuera | fuera de la oficina hasta
    estoy de vacaciones | me encuentro de vacaciones | estaré de vacaciones | estoy ausente | estaré ausente
    me encuentro ausente | estoy de baja | a mi regreso | a mi vuelta | sin acceso al correo | ya no trabajo
    he dejado la empresa | ya no formo parte | esta dirección ya no | esta cuenta ya no
    de baja por maternidad | estoy de permiso
ca  estic de vacances | fora de l'oficina | estaré de vacances | seré fora
pt  acesso limitado a | estaremos em recesso | estou fora do escritório | estarei fora | estou ausente | estarei ausente | encontro-me ausente
    estou de férias | estarei de férias | encontro-me de férias | estou em férias | estarei em férias
    no meu regresso | quando regressar | ao retornar | não trabalho mais | já não trabalho
    não faço mais parte | licença maternidade | licença de maternidade | este e-mail não está mais
    este endereço já não
it  accesso limitato alla | accesso limitato a | sono in fiera | sono fuori ufficio | sarò fuori ufficio | sono fuori sede | sono assente | sarò assente | sono in ferie
    sarò in ferie | sono in vacanza | al mio rientro | al mio ritorno | non lavoro più
    ho lasciato l'azienda | in maternità | assente dall'ufficio | sono in congedo
    questo indirizzo non è più | senza accesso alla posta
nl  beperkt toegang tot | ik ben ziek | ik ben niet aanwezig | ik ben afwezig | ik ben met vakantie | ik ben op vakantie | ben ik afwezig
    ik ben niet op kantoor | ben ik niet aanwezig | ben ik niet op kantoor | bij mijn terugkomst
    na mijn terugkeer | ik ben weer aanwezig | ik werk niet meer | ik ben niet meer werkzaam
    met zwangerschapsverlof | dit e-mailadres is niet meer | met verlof
pl  jestem na urlopie | przebywam na urlopie | jestem nieobecn | będę nieobecn | jestem poza biurem
    przebywam poza biurem | będę poza biurem | po powrocie | nie pracuję już | już nie pracuję
    na urlopie macierzyńskim | ten adres nie jest już | wracam do biura | bez dostępu do poczty
ru  я в отпуске | нахожусь в отпуске | буду в отпуске | буду отсутствовать | отсутствую на | отсутствую в
    меня нет в офисе | нахожусь вне офиса | нет доступа к почте | после возвращения | больше не работаю
    нахожусь в командировке | по возвращении | в декретном отпуске | этот адрес больше не
uk  я у відпустці | перебуваю у відпустці | я відсутн | буду відсутн | більше не працюю | не в офісі
bg  в отпуск съм | извън офиса съм | няма да бъда в офиса | отсъствам
da  jeg er ikke på kontoret | jeg er på ferie | jeg holder ferie | jeg har ferie | jeg er ikke til stede
    jeg er bortrejst | jeg er fraværende | tilbage på kontoret | jeg er tilbage | jeg er ikke længere ansat
    jeg arbejder ikke længere | barselsorlov | jeg har fri
no  jeg er ikke på kontoret | jeg er på ferie | jeg har ferie | jeg er ikke til stede | jeg er bortreist
    jeg er fraværende | tilbake på kontoret | jeg er tilbake | jeg er ikke lenger ansatt
    jeg jobber ikke lenger | foreldrepermisjon | avviklar ferie | avvikler ferie
sv  jag är på semester | jag har semester | jag är inte på kontoret | jag är bortrest | jag är ledig
    jag är frånvarande | jag är borta från | åter på kontoret | jag är tillbaka | jag arbetar inte längre
    jag har slutat | föräldraledig
fi  olen lomalla | olen poissa | en ole tavoitettavissa | olen vuosilomalla | olen vapaalla | palaan töihin
    en työskentele enää | en ole toimistolla | olen matkoilla
is  er í fríi | ég er í | verð frá vinnu
et  olen puhkusel | viibin puhkusel | olen kontorist eemal | ei tööta enam
lt  šiuo metu atostogauju | esu atostogose | nebedirbu
lv  esmu atvaļinājumā | vairs nestrādāju
cs  jsem na dovolené | nejsem přítom | budu mimo kancelář | čerpám dovolenou | jsem mimo kancelář
    nebudu přítom | po svém návratu | již nepracuji | už nepracuji | na mateřské dovolené | jsem mimo
sk  som na dovolenke | čerpám dovolenku | nie som prítom | budem mimo kancelárie | som mimo kancelárie
    už nepracujem | po mojom návrate
sl  sem na dopustu | trenutno sem odsot | bom odsot | nisem v pisarni
hr  nisam u uredu | na godišnjem sam | na godišnjem odmoru | trenutno nisam | više ne radim
sr  nisam u kancelariji | na odmoru sam | на одмору сам
hu  szabadságon vagyok | házon kívül vagyok | nem vagyok elérhető | szabadságon leszek | nem tartózkodom
    már nem dolgozom
ro  sunt în concediu | sunt in concediu | nu sunt la birou | voi fi plecat | voi lipsi | nu mai lucrez
tr  izindeyim | yıllık izinde | izinli olduğum | ofis dışındayım | ofiste değilim | ofiste olmayacağım
    tatildeyim | artık çalışmıyorum
el  είμαι εκτός γραφείου | θα είμαι εκτός γραφείου | απουσιάζω | θα απουσιάζω | είμαι σε άδεια
    βρίσκομαι σε άδεια | δεν εργάζομαι πλέον
he  אני בחופשה | אני לא במשרד | איני נמצא | אני מחוץ למשרד | אינני נמצא | אהיה בחופשה | כבר לא עובד
ar  أنا خارج المكتب | أنا في إجازة | سأكون خارج المكتب | سأكون في إجازة | لم أعد أعمل
fa  در مرخصی هستم | در دفتر نیستم
id  saya sedang cuti | sedang cuti | sedang tidak di kantor
ms  saya sedang bercuti | tidak berada di pejabat
vi  tôi đang nghỉ phép | hiện tôi không có mặt | không có mặt tại văn phòng
th  ลาพักร้อน | ไม่อยู่ที่สำนักงาน | ไม่อยู่ในสำนักงาน | ลาพักผ่อน
hi  मैं कार्यालय से बाहर | मैं छुट्टी पर
zh  我正在休假 | 我在休假 | 我目前不在 | 我不在办公室 | 我不在辦公室 | 目前休假 | 外出期间 | 休假期间
    休假期間 | 正在度假 | 我已离职 | 我已離職 | 本人已离职 | 我现在不在 | 我正在外出 | 正在休假 | 正在出差
    暂时无法回复 | 不能及时回复 | 無法即時回覆 | 无法及时回复
ja  不在にしております | 不在にして | 休暇をいただ | 休暇を頂 | 休暇中 | 不在となります | 外出しております
    出張中 | 出張のため | 退職いたしました | 退職致しました | 退職しました | 不在のため | 夏季休業 | 冬季休業
    年末年始休業 | 休業期間 | 産休 | 育休 | お休みをいただ | 戻り次第
ko  부재중입니다 | 부재 중입니다 | 휴가 중입니다 | 휴가중입니다 | 자리를 비 | 출장 중입니다 | 출장중입니다
    퇴사하였습니다 | 퇴사했습니다 | 사무실을 비 | 복귀 후 | 휴가로 인해
""")

#: Absence in words that people use as well: believed in an answer that also says for how long or whom to ask.
AWAY = list_entries("""
en  on the road | slow replies | replies will be slow | is off until | are off until | i am off until | i'm off until | off until | on leave | on holiday | on holidays | on vacation | on pto | on annual leave | maternity leave
    parental leave | sick leave | away from the office | away from my desk | out of the office | out of office
    not in the office | travelling | traveling | attending a conference | in a workshop | intermittent access limited access | not checking email | not checking my email | won't be reading email | not be reading
    while i'm away | while i am away | in my absence | during my absence | office is closed
    offices are closed | closed for the holidays | we are closed | office will be closed
    offices will be closed | not available | unavailable
de  nicht erreichbar | nicht im büro | nicht am platz | im urlaub | in urlaub | auf dienstreise | auf reisen
    abwesend | in meiner abwesenheit | während meiner abwesenheit | meine vertretung | geschlossen
    betriebsferien | betriebsurlaub | krank | mutterschutz | elternzeit | außer haus
fr  absent | en congé | en congés | en vacances | en déplacement | indisponible | fermé | fermés
    fermeture annuelle | en mon absence | durant mon absence | pendant mon absence
es  ausente | de vacaciones | fuera de la oficina | en mi ausencia | durante mi ausencia | cerrad
    no estaré disponible | no disponible | de viaje
pt  ausente | de férias | em férias | fora do escritório | na minha ausência | durante a minha ausência
    encerrad | fechad | indisponível | recesso
it  assente | in ferie | in vacanza | fuori ufficio | in mia assenza | durante la mia assenza | chiusi per
    chiuso per | saranno chiusi | resteranno chiusi | non disponibile | in trasferta
nl  niet bereikbaar | niet aanwezig | afwezig | op vakantie | met vakantie | tijdens mijn afwezigheid
    gesloten | niet beschikbaar | met verlof
pl  nieobecn | urlop | poza biurem | podczas mojej nieobecności | nieczynne | zamknięt | niedostępn
ru  в отпуске | отсутств | в командировке | вне офиса | в мое отсутствие | не работает | недоступен
    недоступна | на больничном
uk  у відпустці | відсутн | у відрядженні
da  på ferie | bortrejst | ikke på kontoret | i mit fravær | holder lukket | fraværende
no  på ferie | bortreist | ikke på kontoret | i mitt fravær | holder stengt | fraværende
sv  på semester | bortrest | inte på kontoret | i min frånvaro | har stängt | frånvarande | ledig | tjänsteresa
fi  lomalla | poissa | matkoilla | poissaoloni aikana | suljettu | vapaalla
cs  na dovolené | nepřítomen | nepřítomna | mimo kancelář | v mé nepřítomnosti | zavřeno | na služební cestě
sk  na dovolenke | neprítomný | neprítomná | mimo kancelárie | počas mojej neprítomnosti
hu  szabadságon | távol | házon kívül | távollétem | zárva
ro  în concediu | plecat | absent | în absența mea | închis
tr  izinde | ofis dışında | tatilde | yokluğumda | kapalı
el  εκτός γραφείου | άδεια | απουσία μου | κλειστ
zh  休假 | 出差 | 放假 | 不在公司 | 年假 | 假期
ja  休業 | 休暇 | 不在 | 出張 | 休診 | 定休
ko  휴가 | 출장 | 부재 | 휴무
""")

#: How long, or what then; a date says so too.
BACK = list_entries("""
en  until | will be back | back in the office | back on | be back | when i return | upon my return | will return
    we reopen | re-open | may be delayed | may be slow | will be delayed | slow to respond | slow to reply
    urgent | emergency | as soon as i can | when i'm back | when i am back | when i get back | in my place
de  wieder erreichbar | wieder im | wieder da | zurück | rückkehr | dringend | vertretung | vertritt | verzöger
    wieder ab
fr  jusqu'au | jusqu'à | de retour | à mon retour | urgence | urgent | réouverture | la reprise
es  hasta el | regreso | la vuelta | urgente | urgencia | regresaré | volveré
pt  até o dia | até dia | regresso | retorno | urgente | urgência | voltarei | retornarei
it  fino al | rientro | ritorno | urgen | riapertura | tornerò
nl  tot en met | terug op | spoed | dringend | weer bereikbaar | weer aanwezig
pl  do dnia | powrocie | wracam | pilnych | pilne
ru  вернусь | возвращ | срочн
uk  повернусь | термінов
da  til og med | indtil | tilbage | haster
no  til og med | frem til | tilbake | haster
sv  till och med | tillbaka | brådskande
fi  saakka | palaan | kiireellis
cs  vrátím | naléhav
sk  vrátim | naliehav
hu  vissza | sürgős
ro  mă întorc | revin la | urgent
tr  kadar | döneceğim | dönüşte | acil
el  μέχρι τις | έως τις | επιστρ | επείγ
zh  回来 | 返回 | 紧急 | 急事 | 期间
ja  まで | 戻り | 至急 | 緊急 | 再開
ko  까지 | 복귀 | 급한 | 긴급
""")

#: What a machine does not ask for: an answer.
ASKS_BACK = list_entries("""
en  please reply by | please reply before | please answer by | please answer before | let me know | can you send
    could you send | please send me | please send it | looking forward to your
de  bitte antworten sie bis | bitte antworten sie mir | um antwort | geben sie mir bescheid | bitte senden sie mir
    bitte schicken sie
fr  merci de répondre | merci de me | veuillez me | pouvez-vous | dites-moi
es  por favor respond | envíeme | avíseme | hágame saber
pt  por favor respond | envie-me | avise-me
it  mi faccia sapere | fatemi sapere | attendo | mi invii
nl  graag antwoord | laat het mij weten | laat me weten
pl  proszę o odpowiedź | proszę o informację
ru  ответьте | пришлите | жду ответа
""")

#: Beginnings of what a person says who has come back.
WAS_AWAY = list_entries("""
en  i was | i've been | i have been | we were | had been | sorry | apologies | my apologies | i am back now | i'm back now
    just got back | now that i
de  ich war | wir waren | entschuldig | sorry | tut mir leid | bin wieder zurück | bin wieder da
fr  j'étais | désolé | excusez | pardon | je suis de retour
es  estaba | estuve | disculp | perdón | perdon | lamento | he vuelto
pt  estava | estive | desculp | já voltei
it  ero in | sono stato | sono stata | scus | mi dispiace | sono tornat
nl  ik was | excuses | sorry | ik ben terug
pl  byłem | byłam | przepraszam
ru  был в | была в | извините | прошу прощения
sv  jag var | ursäkta | förlåt
da  jeg var | beklager | undskyld
no  jeg var | beklager
fi  olin | pahoittelu | anteeksi
cs  byl jsem | byla jsem | omlouvám
zh  抱歉 | 不好意思 | 刚回来
ja  申し訳 | 失礼いたしました | おりました
ko  죄송 | 다녀왔
""")

#: Somebody else has left, or is away: believed only together with whom to write to instead.
OTHERS_ABSENCE = list_entries("""
en  my contract | my last day | changed roles | no longer handle | no longer responsible
    moved to another department | i left the company | no longer works | is no longer with | no longer employed | has left | left the company
    no longer an employee | no longer part of | is out of the office | is currently out of
de  nicht mehr zuständig | nicht mehr im unternehmen | nicht mehr bei uns | nicht mehr für | arbeitet nicht mehr
    hat das unternehmen verlassen | hat unser haus | ist nicht mehr
fr  ne travaille plus | ne fait plus partie | a quitté la société | a quitté l'entreprise | a quitté notre
es  ya no trabaja | ya no forma parte | ha dejado la empresa
pt  não trabalha mais | já não trabalha | não faz mais parte | não faz parte
it  non lavora più | ha lasciato l'azienda | non fa più parte
nl  werkt niet meer | niet meer werkzaam
pl  nie pracuje już | już nie pracuje
ru  больше не работает | уволился | уволилась
da  er ikke længere ansat | er fratrådt
no  jobber ikke lenger | er ikke lenger ansatt
sv  arbetar inte längre | har slutat
fi  ei työskentele enää
cs  již nepracuje | už nepracuje
zh  已离职 | 已離職
ja  退職
ko  퇴사
""")

#: Whom to write to instead.
INSTEAD = list_entries("""
en  please contact | please write to | please e-mail | please email | please reach out | please direct
    please send | kindly contact | contact instead | please forward | get in touch with
de  bitte wenden sie sich | wenden sie sich bitte | wenden sie sich an | bitte kontaktieren
    kontaktieren sie | ansprechpartner
fr  veuillez contacter | merci de contacter | veuillez vous adresser | vous pouvez contacter
    merci d'écrire à
es  por favor contacte | por favor, contacte | puede contactar | póngase en contacto | contactar con
    escriba a
pt  por favor contacte | por favor, contacte | entre em contato | entre em contacto | contactar
it  contattare | si prega di contattare | rivolgersi a | può contattare
nl  neem contact op | kunt u contact opnemen | contact opnemen met
pl  prosimy o kontakt | proszę o kontakt | proszę kontaktować | prosimy kontaktować
ru  обращайтесь | пожалуйста, обращайтесь | свяжитесь с | обратитесь
da  kontakt venligst | kontakt
no  vennligst kontakt | ta kontakt
sv  vänligen kontakta | kontakta
fi  ota yhteyttä
cs  kontaktujte | obraťte se
zh  请联系 | 請聯繫 | 请联络
ja  ご連絡ください | までご連絡
ko  연락 바랍니다 | 연락주시기
""")
