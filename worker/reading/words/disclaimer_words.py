"""Sentences that gateways and companies add to mail: warnings at the top, disclaimers and scanners at the foot.

Each is enough by itself: nobody writes it to somebody.
"""

from worker.reading.words import list_entries

#: Warnings that a gateway puts above a message.
WARNINGS = list_entries("""
en  this email originated from outside | this e-mail originated from outside
    this message originated from outside | came from outside your | originated outside of | originated from outside of
    this email came from outside | email from an external sender | external email: | external email -
    [external email] | external sender | [external] | external mail: | ** external **
    this message is from an external sender | this email is from an external | this is an external email
    *external* | you don't often get email from | some people who received this message don't often
    learn why this is important | do not click links or | do not click on links or
    do not open attachments unless | this message was sent from outside | this email was sent from outside
    be cautious with links and attachments | think before you click | zjqcmqryfpfptbannerstart
    zjqcmqryfpfptbannerend | this message is from outside | exercise caution when opening
    use caution when opening | this sender is not in your
de  diese e-mail stammt von einem externen absender | externe e-mail | diese e-mail kommt von außerhalb
    externer absender | diese nachricht stammt von außerhalb | achtung: diese e-mail | vorsicht: diese e-mail
    achtung: externe | diese e-mail wurde von extern | diese mail kommt von
    sie erhalten nicht häufig e-mails von | sie erhalten nicht oft eine e-mail von
    dies ist eine externe e-mail
fr  courriel externe | message externe | ce message provient de l'extérieur
    cet e-mail provient de l'extérieur | e-mail externe | ce courriel provient d'un expéditeur externe
    expéditeur externe | vous ne recevez pas souvent de | ce mail provient de l'extérieur
    ne cliquez pas sur les liens
es  correo externo | este correo proviene de fuera | este mensaje se originó fuera | remitente externo
    no suele recibir correo | este correo electrónico se originó fuera | este mensaje proviene de fuera
    no haga clic en enlaces
pt  este e-mail foi enviado de fora | e-mail externo | esta mensagem foi enviada de fora | remetente externo
    email externo | não clique em links | este e-mail teve origem fora
it  email esterna | questa email proviene dall'esterno | mittente esterno | e-mail proveniente dall'esterno
    mail esterna | questo messaggio proviene dall'esterno | non fare clic su
nl  deze e-mail is afkomstig van buiten | externe afzender | let op: deze e-mail
    deze e-mail komt van buiten | klik niet op links
pl  wiadomość zewnętrzna | ta wiadomość pochodzi spoza | nadawca zewnętrzny
    ta wiadomość została wysłana spoza
ru  внешняя почта | это письмо пришло извне | внешний отправитель | внешнее письмо
da  denne e-mail kommer fra en ekstern | ekstern e-mail | ekstern afsender
no  denne e-post kommer fra en ekstern | ekstern e-post | ekstern avsender
sv  detta mejl kommer från en extern | extern avsändare | externt mejl
fi  ulkoinen lähettäjä | tämä viesti on lähetetty organisaation ulkopuolelta
cs  externí e-mail | externí odesílatel | tento e-mail pochází z vnějšku
hu  külső feladó
tr  kurum dışı | harici e-posta
zh  外部邮件 | 外部郵件 | 此邮件来自外部
ja  外部メール | 社外からのメール | このメールは社外から | 外部から送信されました
ko  외부 메일 | 외부에서 발송된
""")

#: Virus scanners, and the request not to print.
SCANNERS = list_entries("""
en  this email has been checked for viruses | this e-mail has been checked for viruses | virus-free.
    no virus found in this | this email has been scanned | this e-mail has been scanned
    this message has been scanned | scanned by mailscanner | scanned for viruses | believed to be clean
    this outgoing mail is certified virus free | checked by avg | consider the environment before
    think before you print | think of the environment before | think about the environment
de  diese e-mail wurde von avast | diese e-mail wurde auf viren | virenfrei. | bitte denken sie an die umwelt
    denken sie an die umwelt | diese nachricht wurde auf viren
fr  l'absence de virus dans ce courrier | garanti sans virus | sans virus. | pensez à l'environnement
    n'imprimez ce | avant d'imprimer
es  libre de virus. | este correo electrónico ha sido comprobado en busca de virus | antes de imprimir
    libre de virus | piensa en el medio ambiente | piense en el medio ambiente
pt  livre de vírus. | este e-mail foi escaneado | este e-mail foi verificado em termos de vírus
    pense no meio ambiente
it  questa e-mail è stata controllata | privo di virus | prima di stampare | rispetta l'ambiente
nl  virusvrij. | deze e-mail is gecontroleerd op virussen | denk aan het milieu
pl  wolny od wirusów | ta wiadomość została sprawdzona | zanim wydrukujesz | wolne od wirusów
ru  без вирусов | проверено на вирусы | подумайте об окружающей среде
da  tænk på miljøet | virusfri.
sv  tänk på miljön | virusfritt.
fi  ajattele ympäristöä
cs  neobsahuje žádné viry | tento e-mail byl zkontrolován | myslete na životní prostředí
hu  vírusmentes. | gondoljon a környezetre
tr  virüs bulunmuyor | virüs içermiyor
ja  ウイルスチェック
""")

#: What lawyers want below each message.
DISCLAIMERS = list_entries("""
en  confidentiality notice | confidentiality note | confidentiality disclaimer | legal disclaimer
    email disclaimer | e-mail disclaimer | privileged and confidential | confidential and privileged
    confidential and/or privileged | intended solely for the | intended only for the
    solely for the use of the individual | intended recipient | email in error | e-mail in error
    this message in error | received it in error | this communication in error | this transmission in error
    unauthorised use, disclosure | unauthorized use, disclosure | unauthorized review | unauthorised copying
    may contain confidential | contains confidential information | contain privileged
    strictly confidential and | may contain information that is confidential | may contain legally privileged
    is confidential and may | are confidential and may | confidential and intended
    confidential and is intended | are confidential. | registered in england | registered in scotland
    company registration number
de  vertrauliche und/oder rechtlich geschützte | enthält vertrauliche | vertrauliche informationen
    vertraulichkeitshinweis | nicht der richtige adressat | irrtümlich erhalten | unerlaubte kopieren
    nicht der vorgesehene empfänger | ausschließlich für den adressaten | nur für den adressaten bestimmt
    versehentlich erhalten | nicht der beabsichtigte | sitz der gesellschaft | registergericht | ust-idnr
    ust-id-nr | geschäftsführer: | geschäftsführung: | vorsitzender des aufsichtsrat
    aufsichtsratsvorsitzende
fr  ce message et toutes les pièces jointes | ce courriel et ses pièces jointes | est confidentiel et
    sont confidentiels et | avis de confidentialité | à l'intention exclusive | ce message par erreur
    ce courriel par erreur | destinataire prévu | si vous n'êtes pas le destinataire
    strictement confidentiel | établis à l'intention | cet e-mail par erreur
es  aviso de confidencialidad | aviso legal: | información confidencial | este mensaje por error
    este correo por error | exclusivamente a su destinatario | uso exclusivo del destinatario
    si usted no es el destinatario | reglamento (ue) 2016/679 | protección de datos
ca  avís de confidencialitat | informació confidencial
pt  aviso de confidencialidade | informações confidenciais | informação confidencial
    esta mensagem por engano | uso exclusivo do destinatário | este e-mail por engano
    não for o destinatário | caráter confidencial
it  avviso di riservatezza | informazioni riservate | questo messaggio per errore | ricevuta per errore
    ricevuto per errore | riservate e confidenziali | esclusivamente al destinatario | d.lgs. 196/2003
    regolamento ue 2016/679 | gdpr 679/2016
nl  vertrouwelijke informatie | uitsluitend bestemd voor | niet de beoogde ontvanger | niet de geadresseerde
    ten onrechte ontvangt | abusievelijk | ten onrechte heeft ontvangen
pl  informacje poufne | informacje o charakterze poufnym | nie jest adresatem | wyłącznie dla adresata
    przeznaczona wyłącznie | nie są państwo adresatem
ru  конфиденциальную информацию | конфиденциальная информация | предназначено исключительно
    предназначено только для | это сообщение по ошибке | данное сообщение по ошибке
uk  конфіденційну інформацію
da  fortrolige oplysninger | denne e-mail ved en fejl | fortrolig information
no  fortrolig informasjon | denne e-posten ved en feil
sv  konfidentiell information | avsedd mottagare | detta meddelande av misstag
fi  luottamuksellista | luottamuksellinen
cs  důvěrné informace | důvěrná a je určena | určena výhradně | omylem
sk  dôverné informácie | určená výhradne
hu  bizalmas információ
ro  informații confidențiale
tr  gizli bilgi | bu e-posta ve ekleri
el  εμπιστευτικές πληροφορίες
he  מידע חסוי
ar  معلومات سرية
zh  本邮件及其附件 | 本邮件包含 | 本電子郵件 | 本电子邮件 | 机密信息 | 機密資訊
ja  このメールには機密 | このメッセージは機密 | 本メールには秘密 | 機密情報が含まれ
ko  본 메일은 | 본 메일에는 | 본 이메일 | 이 메일은 지정된
""")

#: Footers of lists and help desks.
SERVICES = list_entries("""
en  you received this message because you are subscribed | to unsubscribe from this group
    please type your reply above this line | reply above this line | this email is a service from
de  bitte antworten sie oberhalb dieser linie
fr  veuillez répondre au-dessus de cette ligne
es  escriba su respuesta por encima de esta línea
""")

CERTAIN = (*WARNINGS, *SCANNERS, *DISCLAIMERS, *SERVICES)
