"""How mailers report that a message came back or waits."""

from worker.reading.words import list_entries

#: Beginnings of local parts behind which a mailer sits.
MAILERS = list_entries("""
xx  mailer-daemon | mailerdaemon | mailer_daemon | postmaster | mail-daemon | maildaemon | mail_daemon
    mdaemon | bounce-notification | mail-delivery | maildelivery | delivery-failure | microsoftexchange
    mailsystem | mail-system | undeliverable | mailgateway | mail.delivery | bounces-noreply | double-bounce
""")

#: Display names of mailers begin so.
MAILER_NAMES = list_entries("""
xx  mail delivery s | mailer-daemon | mailer daemon | mail administrator | mail system | mail router
    microsoft outlook | postmaster | system administrator | systemadministrator | internet mail delivery
    mail deliver | administrateur système | administrador del sistema | amministratore di sistema
    системный администратор | почтовая система | 系统管理员 | システム管理者
""")

#: Subjects under which mailers report that a message came back or waits.
BOUNCE_SUBJECTS = list_entries("""
en  undelivered mail | undeliverable | undelivered | mail delivery failed | mail delivery failure
    delivery status notification | delivery failure | delivery failed | failure notice | returned mail
    returned to sender | mail system error | delivery report | delivery notification | could not be delivered
    couldn't be delivered | delivery has failed | nondeliverable | non-deliverable | non delivery
    non-delivery | message undeliverable | rejected message | could not send message | delayed mail
    delivery delayed | delivery delay | message delayed | delayed delivery | mail delivery system
    mail delivery problem | mail delivery error | error sending your mail | message not delivered
    address not found | message blocked | warning: message | delivery incomplete | mailbox full
    message bounced | mail rejected | message rejected | nondelivery | unable to deliver | failed delivery
    delivery error | mail status report | bounced mail | email not delivered | mail not delivered
    not deliverable
de  unzustellbar | nicht zugestellt | nicht zustellbar | zustellung fehlgeschlagen | mailzustellung
    übermittlung fehlgeschlagen | übermittlungsfehler | konnte nicht zugestellt | zustellungsverzögerung
    verzögerte zustellung | fehler bei der zustellung | zustellfehler | zustellproblem
    zustellbenachrichtigung | zustellstatus | unzustellbarkeit | rücksendung
fr  non remis | échec de la remise | echec de la remise | non distribu | échec de remise | échec d'envoi
    non délivré | avis de non-remise | retour à l'expéditeur | notification d'état de remise
    remise retardée | échec de distribution | échec de livraison | notification de l'état de remise
    impossible de remettre
es  no se puede entregar | no entregado | error de entrega | no se ha podido entregar | fallo en la entrega
    fallo de entrega | notificación de estado de entrega | correo devuelto | entrega retrasada
    mensaje no entregado | mensaje devuelto | error en la entrega
ca  no s'ha pogut lliurar
pt  não é possível entregar | não entregue | falha na entrega | notificação de status de entrega
    notificação do estado de entrega | não foi possível entregar | mensagem não entregue | erro na entrega
    entrega atrasada | mensagem devolvida | falha ao entregar
it  non recapitabile | mancata consegna | recapito non riuscito | impossibile recapitare | consegna fallita
    errore di consegna | notifica sullo stato del recapito | notifica di stato della consegna | non consegnat
    mancato recapito | avviso di mancata
nl  onbestelbaar | niet afgeleverd | onbestelbare | bezorging mislukt | niet bezorgd | aflevering mislukt
    kan niet worden bezorgd | niet bestelbaar
pl  niedostarczon | nie można dostarczyć | niedostarczaln | nie dostarczono | błąd dostarczenia
    zwrot wiadomości | nie udało się dostarczyć
ru  недоставлен | не доставлен | не удается доставить | не удалось доставить | невозможно доставить
    ошибка доставки | недоставк | не может быть доставлен | уведомление о состоянии доставки
uk  не вдалося доставити | не доставлено | неможливо доставити
bg  не може да бъде доставен | недоставен
da  kan ikke leveres | ikke leveret | uleveret | kunne ikke leveres | ikke afleveret | kan ikke afleveres
no  kan ikke leveres | ikke levert | kunne ikke leveres | mislykket levering
sv  går inte att leverera | går ej att leverera | inte levereras | olevererat | kunde inte levereras
    ej levererat
fi  ei voitu toimittaa | toimittaminen epäonnistui | ei voi toimittaa | toimitus epäonnistui
    perille toimittaminen
et  edastamine ebaõnnestus
lt  nepristatyt
lv  nav piegādāt
cs  nedoručiteln | nedoručen | nelze doručit | doručení se nezdařilo
sk  nedoručiteľn | nedoručen | nie je možné doručiť
sl  ni mogoče dostaviti
hr  nije moguće isporučiti | neisporučen
hu  kézbesíthetetlen | sikertelen kézbesítés | nem kézbesíthető
ro  nelivrat | nu poate fi livrat | livrarea a eșuat
tr  teslim edilemedi | teslim edilemeyen | iletilemedi
el  δεν είναι δυνατή η παράδοση | μη παραδοτέο | αποτυχία παράδοσης
he  לא ניתן למסירה | לא נמסר
ar  تعذر التسليم | غير قابل للتسليم | فشل التسليم
id  tidak terkirim
vi  không gửi được | không thể gửi
th  ส่งไม่ได้ | ไม่สามารถส่ง
zh  系统退信 | 退信 | 无法送达 | 無法傳遞 | 無法投遞 | 无法投递 | 未送达 | 未送達 | 傳送失敗 | 发送失败
    投递失败 | 被退回 | 無法送達
ja  配信不能 | 配信できません | 未配信 | 配信エラー | 送信エラー | 配信されませんでした
    送信できませんでした | 配達不能 | 配送エラー
ko  배달되지 않음 | 배달 실패 | 전송 실패 | 반송 | 발송 실패 | 배달할 수 없
""")

#: Sentences of free-text reports, only believed from a mailer.
BOUNCE_SENTENCES = list_entries("""
en  could not be delivered | couldn't be delivered | wasn't delivered | was not delivered | not delivered to
    could not deliver | unable to deliver | wasn't able to deliver | not able to deliver | undeliverable
    delivery has failed | delivery to the following | delivery failed | delivery failure | address rejected
    user unknown | unknown user | recipient rejected | mailbox unavailable | mailbox is full | mailbox full
    over quota | no such user | does not exist | doesn't exist | message was rejected | has been delayed
    still undelivered | failed permanently | permanent error | permanent failure | permanently failed
    returned to sender | returning message to sender | failed recipient | host unknown
    has not been delivered | hasn't been delivered | did not reach | the following recipient
    the following address | have to inform you | transcript of session follows | cannot be delivered
    can't be delivered | was undeliverable | not listed in | reporting-mta: | final-recipient:
    could not send your | address couldn't be found
de  konnte nicht zugestellt | nicht zugestellt werden | nicht zustellbar | konnte nicht übermittelt
    empfänger unbekannt | postfach ist voll | nicht ausgeliefert | unzustellbar | nicht zugestellt
    konnten nicht zugestellt | postfach voll
fr  n'a pas pu être remis | n'a pas pu être délivré | n'a pas été remis | impossible de remettre
    n'a pas pu être distribué | n'a pas pu être livré | n'a pas pu être envoyé | boîte pleine
es  no se pudo entregar | no se ha podido entregar | no ha podido ser entregado | no se puede entregar
    no pudo ser entregado | no fue entregado
ca  no s'ha pogut lliurar
pt  não pôde ser entregue | não pode ser entregue | não foi possível entregar | não foi entregue
    não puderam ser entregues
it  non è stato possibile recapitare | non è stato recapitato | impossibile recapitare
    non è stato consegnato | non è stato possibile consegnare | non ha potuto essere
    non può essere recapitato
nl  kon niet worden afgeleverd | kon niet worden bezorgd | niet bezorgd | niet worden afgeleverd
    is niet afgeleverd | kon niet afgeleverd
pl  nie można dostarczyć | nie została dostarczona | nie mogła zostać dostarczona | nie udało się dostarczyć
    nie można było dostarczyć
ru  не было доставлено | не может быть доставлено | не удалось доставить | не доставлено
    невозможно доставить | не удается доставить | почтовый ящик переполнен | пользователь не найден
uk  не вдалося доставити | не було доставлено
da  kunne ikke leveres | ikke leveret | kunne ikke afleveres
no  kunne ikke leveres | ble ikke levert
sv  kunde inte levereras | har inte levererats
fi  ei voitu toimittaa | ei toimitettu
cs  nelze doručit | nebyla doručena | nemohla být doručena | nebylo možné doručit
sk  nebolo možné doručiť | nebola doručená
hu  nem kézbesíthető | nem lehetett kézbesíteni | nem sikerült kézbesíteni
ro  nu a putut fi livrat | nu poate fi livrat
tr  teslim edilemedi | iletilemedi
el  δεν ήταν δυνατή η παράδοση | δεν παραδόθηκε
he  לא נמסרה | לא ניתן היה למסור
ar  تعذر تسليم | لم يتم تسليم
zh  无法送达 | 无法投递 | 無法傳遞 | 無法送達 | 被退回 | 无法发送到 | 未能送达 | 退回
ja  配信できません | 配信されませんでした | お届けできません | 届けられません | 配達できません
    送信できませんでした | 届きませんでした
ko  배달할 수 없 | 전송되지 않 | 배달되지 않 | 전달되지 않 | 반송되
""")

#: Subjects that tell a warning from a failure.
DELAYED_SUBJECTS = list_entries("""
en  delayed | delay | could not send message for past | warning: message
de  verzögert | verzögerung
fr  retard
es  retrasad | retraso | demora
pt  atrasad | atraso
it  in ritardo | ritardat
nl  vertraagd | vertraging
pl  opóźnion | opóźnieni
ru  задержан | отложен | задержк
da  forsinke
sv  försen | fördröj
fi  viivästy
cs  zpožděn | zdržen
zh  延迟 | 延遲
ja  遅延 | 遅れ
ko  지연
""")

#: Sentences by which a mailer says that it goes on trying.
STILL_TRYING = list_entries("""
en  warning message only | still undelivered | will keep trying | will be retried | will continue to try
    will continue trying | do not need to resend | need not resend | no action is required on your part
    has been delayed | is delayed | attempts will continue | not yet been delivered | has not yet been
    will try again | will retry | keep trying to deliver | continue to attempt
de  weitere zustellversuche | wird weiterhin versucht | weitere versuche | hat sich verzögert
    wird verzögert | erneut versucht
fr  sera retenté | nouvelles tentatives | a été retardé | de nouvelles tentatives | continuera d'essayer
es  se seguirá intentando | seguiremos intentando | se ha retrasado | se reintentará
pt  continuará tentando | continuaremos a tentar | está atrasada | novas tentativas
it  ulteriori tentativi | continuerà a provare | è in ritardo | verrà ritentata
nl  opnieuw geprobeerd | blijft proberen | is vertraagd
pl  będą ponawiane | kolejne próby | została opóźniona
ru  будет продолжать попытки | попытки доставки будут | будут продолжены | доставка задерживается
ja  再送を試み | 再試行 | 遅れています
zh  将继续尝试 | 繼續嘗試 | 继续尝试
""")
