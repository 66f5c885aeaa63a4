"""Requests of everyday mail, one or more for each difficulty that the annotated corpus names."""

# ruff: noqa: E501, W291
from tests.samples.sample import Samples

samples = Samples()
add = samples.migration
cloud = samples.cloud

add(
    "word-list-paragraphs",
    "",
    rich="""<div class="WordSection1"><p class="MsoNormal">Dear Balsamiq team,<o:p></o:p></p><p class="MsoNormal">{L}<o:p></o:p></p><p class="MsoNormal"><o:p>&nbsp;</o:p></p><p class="MsoNormal">{S}<o:p></o:p></p><p class="MsoNormal">{I}<o:p></o:p></p>
<p class="MsoListParagraph" style="text-indent:-18.0pt;mso-list:l0 level1 lfo1"><![if !supportLists]><span style="mso-list:Ignore">1.<span style="font:7.0pt &quot;Times New Roman&quot;">&nbsp;&nbsp;&nbsp;&nbsp;&nbsp; </span></span><![endif]>My License Key: {K}<o:p></o:p></p>
<p class="MsoListParagraph" style="text-indent:-18.0pt;mso-list:l0 level1 lfo1"><![if !supportLists]><span style="mso-list:Ignore">2.<span style="font:7.0pt &quot;Times New Roman&quot;">&nbsp;&nbsp;&nbsp;&nbsp;&nbsp; </span></span><![endif]>The email address for the myAtlassian account for the license: <a href="mailto:jira@hollandbouw.example">jira@hollandbouw.example</a><o:p></o:p></p>
<p class="MsoListParagraph" style="text-indent:-18.0pt;mso-list:l0 level1 lfo1"><![if !supportLists]><span style="mso-list:Ignore">3.<span style="font:7.0pt &quot;Times New Roman&quot;">&nbsp;&nbsp;&nbsp;&nbsp;&nbsp; </span></span><![endif]>The first and last name of the holder of the myAtlassian account Sander de Wit<o:p></o:p></p>
<p class="MsoListParagraph" style="text-indent:-18.0pt;mso-list:l0 level1 lfo1"><![if !supportLists]><span style="mso-list:Ignore">4.<span style="font:7.0pt &quot;Times New Roman&quot;">&nbsp;&nbsp;&nbsp;&nbsp;&nbsp; </span></span><![endif]>The organization (company) name for the License: Hollandbouw B.V.<o:p></o:p></p>
<p class="MsoListParagraph" style="text-indent:-18.0pt;mso-list:l0 level1 lfo1"><![if !supportLists]><span style="mso-list:Ignore">5.<span style="font:7.0pt &quot;Times New Roman&quot;">&nbsp;&nbsp;&nbsp;&nbsp;&nbsp; </span></span><![endif]>The organization's full address (including country): Coolsingel 93, 3012 AE Rotterdam, Nederland<o:p></o:p></p>
<p class="MsoListParagraph" style="text-indent:-18.0pt;mso-list:l0 level1 lfo1"><![if !supportLists]><span style="mso-list:Ignore">6.<span style="font:7.0pt &quot;Times New Roman&quot;">&nbsp;&nbsp;&nbsp;&nbsp;&nbsp; </span></span><![endif]>If applicable, the email address of my Atlassian Expert:<o:p></o:p></p>
<p class="MsoNormal"><o:p>&nbsp;</o:p></p><p class="MsoNormal">Met vriendelijke groet,<o:p></o:p></p><p class="MsoNormal"><b>Sander de Wit</b><o:p></o:p></p><p class="MsoNormal">Applicatiebeheerder<o:p></o:p></p></div>""",
    client="sogo",
    email="jira@hollandbouw.example",
    holder="Sander de Wit",
    org="Hollandbouw B.V.",
    address="Coolsingel 93, 3012 AE Rotterdam, Nederland",
)

add(
    "outlook-android-footer",
    """
{T}
{P1} {K}
{P2} lars.mikkelsen@fjordkraftverk.example
{P3}: Lars Mikkelsen
{P4} Fjordkraftverk A/S
{P5} Havnegade 22, 7100 Vejle, Danmark
{P6} none

Få Outlook til Android<https://aka.ms/ghei36>
""",
    client="owa",
    email="lars.mikkelsen@fjordkraftverk.example",
    holder="Lars Mikkelsen",
    org="Fjordkraftverk A/S",
    address="Havnegade 22, 7100 Vejle, Danmark",
)

add(
    "gmail-wrapped-long-org",
    """
{T}
{P1} {K}
{P2}
it.procurement@stonybrookvalley.example
{P3}: Bernadette
O'Sullivan-Price
{P4} Stony Brook Valley
Regional Health Authority
{P5} 1420 Commonwealth
Avenue, Suite 300, Fredericton, New Brunswick E3B 1G9, Canada
{P6}

Bernadette
""",
    client="gmail",
    email="it.procurement@stonybrookvalley.example",
    holder="Bernadette O'Sullivan-Price",
    org="Stony Brook Valley Regional Health Authority",
    address="1420 Commonwealth Avenue, Suite 300, Fredericton, New Brunswick E3B 1G9, Canada",
)

add(
    "iphone-curly-next-line",
    """
{L}

{S}

{I}

1. My License Key: 
{K}
2. The email address for the myAtlassian account for the license: 
Dev@pixelorchard.example
3. The first and last name of the holder of the myAtlassian account 
Tamsin Ashcroft
4. The organization (company) name for the License: 
Pixel Orchard
5. The organization’s full address (including country): 
Unit 4, The Old Dairy, Totnes TQ9 5AL, England
6. If applicable, the email address of my Atlassian Expert: 


Sent from my iPhone
""",
    client="iphone",
    email="dev@pixelorchard.example",
    holder="Tamsin Ashcroft",
    org="Pixel Orchard",
    address="Unit 4, The Old Dairy, Totnes TQ9 5AL, England",
)

add(
    "thunderbird-flowed-signature",
    """
Hello,

{T}
{P1} {K}
{P2} admin@vltava-studio.example
{P3} Zdeněk Havlíček
{P4} Vltava Studio s.r.o.
{P5} Na Příkopě 15, 110 00 Praha 1, Česká republika
{P6} podpora@atlaspartner.example

-- 
Ing. Zdeněk Havlíček
jednatel
Vltava Studio s.r.o. | Na Příkopě 15 | 110 00 Praha
zdenek.havlicek@vltava-studio.example
""",
    client="thunderbird",
    email="admin@vltava-studio.example",
    holder="Zdeněk Havlíček",
    org="Vltava Studio s.r.o.",
    address="Na Příkopě 15, 110 00 Praha 1, Česká republika",
    expert="podpora@atlaspartner.example",
)

add(
    "notes-answers-next-line",
    """
{T}
{P1}
{K}

{P2}
confluence.admin@kraftwerk-sued.example

{P3}
Dr. Annegret Pfeiffer

{P4}
Kraftwerk Süd GmbH

{P5}
Industriepark 7
94469 Deggendorf
Germany

{P6}
-

Mit freundlichen Grüßen / Best regards

Dr. Annegret Pfeiffer
Leiterin IT-Anwendungen
Tel.: +49 991 5550-118
""",
    client="notes",
    email="confluence.admin@kraftwerk-sued.example",
    holder="Dr. Annegret Pfeiffer",
    org="Kraftwerk Süd GmbH",
    address="Industriepark 7 94469 Deggendorf Germany",
)

add(
    "big5-taiwan",
    """
您好,

{T}
{P1} {K}
{P2} mis@formosa-design.example
{P3}: 林志明
{P4} 福爾摩沙設計有限公司
{P5} 台灣台北市信義區松仁路100號8樓
{P6} 無

謝謝
林志明
""",
    client="outlook",
    charset="big5",
    email="mis@formosa-design.example",
    holder="林志明",
    org="福爾摩沙設計有限公司",
    address="台灣台北市信義區松仁路100號8樓",
)

add(
    "shift-jis-japan",
    """
お世話になっております。

{T}
{P1} {K}
{P2} tanaka@minato-systems.example
{P3}
田中 美咲
{P4}
株式会社みなとシステムズ
{P5}
〒220-0012 神奈川県横浜市西区みなとみらい2-3-1 日本
{P6}

よろしくお願いいたします。
------------------------------
株式会社みなとシステムズ
情報システム部 田中 美咲
TEL: 045-555-0123
------------------------------
""",
    client="plain",
    charset="shift_jis",
    email="tanaka@minato-systems.example",
    holder="田中 美咲",
    org="株式会社みなとシステムズ",
    address="〒220-0012 神奈川県横浜市西区みなとみらい2-3-1 日本",
)

add(
    "windows-1251-ukraine",
    """
{T}
{P1} {K}
{P2} o.shevchuk@dniprosoft.example
{P3}: Олена Шевчук
{P4} ТОВ «Дніпрософт»
{P5} вул. Набережна 12, м. Дніпро, 49000, Україна
{P6}

З повагою,
Олена Шевчук
""",
    client="plain",
    charset="windows-1251",
    email="o.shevchuk@dniprosoft.example",
    holder="Олена Шевчук",
    org="ТОВ «Дніпрософт»",
    address="вул. Набережна 12, м. Дніпро, 49000, Україна",
)

add(
    "turkish-1254",
    """
{T}
{P1} {K}
{P2} selin.kaya@anadolugida.example
{P3} Selin Kaya
{P4} Anadolu Gıda San. ve Tic. A.Ş.
{P5} Atatürk Bulvarı No:45 Kat:3 06420 Çankaya/Ankara TÜRKİYE
{P6}

Saygılarımla,
Selin Kaya
""",
    client="outlook",
    charset="windows-1254",
    email="selin.kaya@anadolugida.example",
    holder="Selin Kaya",
    org="Anadolu Gıda San. ve Tic. A.Ş.",
    address="Atatürk Bulvarı No:45 Kat:3 06420 Çankaya/Ankara TÜRKİYE",
)

add(
    "answers-in-red-below",
    """
Hi,

My answers are in red below.

Ines

{T}
{P1}

{K}

{P2}

ines.moreau@atelier-lumiere.example

{P3}

Inès Moreau

{P4}

Atelier Lumière SARL

{P5}

14 rue des Carmes, 44000 Nantes, France

{P6}

Not applicable
""",
    client="outlook",
    email="ines.moreau@atelier-lumiere.example",
    holder="Inès Moreau",
    org="Atelier Lumière SARL",
    address="14 rue des Carmes, 44000 Nantes, France",
)

add(
    "forward-outlook-german",
    """
Hallo,

die Mail unseres Kunden ist bei uns gelandet, bitte bearbeiten Sie sie.

Viele Grüße
Jörg Lindner
Alpenblick Consulting

Von: Renate Obermaier <r.obermaier@bergwerk-media.example>
Gesendet: Dienstag, 11. September 2018 16:02
An: Jörg Lindner <j.lindner@alpenblick-consulting.example>
Betreff: I want to migrate my Server license to Atlassian Marketplace

{T}
{P1} {K}
{P2} r.obermaier@bergwerk-media.example
{P3} Renate Obermaier
{P4} Bergwerk Media AG
{P5} Landstrasse 8, 9490 Vaduz, Liechtenstein
{P6} j.lindner@alpenblick-consulting.example
""",
    client="outlook",
    sender="Jörg Lindner <j.lindner@alpenblick-consulting.example>",
    subject="WG: I want to migrate my Server license to Atlassian Marketplace",
    email="r.obermaier@bergwerk-media.example",
    holder="Renate Obermaier",
    org="Bergwerk Media AG",
    address="Landstrasse 8, 9490 Vaduz, Liechtenstein",
    expert="j.lindner@alpenblick-consulting.example",
)

add(
    "banner-and-footer",
    """
[EXTERNAL EMAIL] Exercise caution with links and attachments.

{T}
{P1} {K}
{P2} atlassian@quillfeather.example
{P3}: Dominic Achterberg
{P4} Quill & Feather Press
{P5} 18 Sarel Cilliers Street, Bloemfontein 9301, South Africa
{P6}

Regards
Dominic

Please consider the environment before printing this e-mail.

This message has been scanned for viruses by MailGuard.
""",
    client="groupwise",
    email="atlassian@quillfeather.example",
    holder="Dominic Achterberg",
    org="Quill & Feather Press",
    address="18 Sarel Cilliers Street, Bloemfontein 9301, South Africa",
)

add(
    "numbers-dropped-no-colons",
    """
{L}

{S}

{I}

My License Key
{K}

The email address for the myAtlassian account for the license
build@lindenhof.example

The first and last name of the holder of the myAtlassian account
Reto Zurbriggen

The organization (company) name for the License
Lindenhof Informatik AG

The organization's full address (including country)
Bahnhofstrasse 21, 3900 Brig, Schweiz

If applicable, the email address of my Atlassian Expert
""",
    client="apple",
    email="build@lindenhof.example",
    holder="Reto Zurbriggen",
    org="Lindenhof Informatik AG",
    address="Bahnhofstrasse 21, 3900 Brig, Schweiz",
)

add(
    "shortened-with-dashes",
    """
{L}
{S}

License key - {K}
Email - ops@redkite.example
Holder - Gwyneth Pugh
Organisation - Red Kite Surveys
Address - 3 Market Street, Machynlleth SY20 8DU, Wales, UK
Expert - none

Cheers
Gwyn
""",
    client="proton",
    email="ops@redkite.example",
    holder="Gwyneth Pugh",
    org="Red Kite Surveys",
    address="3 Market Street, Machynlleth SY20 8DU, Wales, UK",
)

add(
    "table-three-columns",
    "",
    rich="""<p>{L}</p><p>{S}</p><p>{I}</p><table border=1><tr><th>No.</th><th>Question</th><th>Answer</th></tr><tr><td>1</td><td>My License Key</td><td>{K}</td></tr><tr><td>2</td><td>The email address for the myAtlassian account for the license</td><td>claudia.r@medialab-sul.example</td></tr><tr><td>3</td><td>The first and last name of the holder of the myAtlassian account</td><td>Cláudia Rocha</td></tr><tr><td>4</td><td>The organization (company) name for the License</td><td>MediaLab Sul Lda</td></tr><tr><td>5</td><td>The organization's full address (including country)</td><td>Rua Direita 5, 8000-218 Faro, Portugal</td></tr><tr><td>6</td><td>If applicable, the email address of my Atlassian Expert</td><td>n.a.</td></tr></table><p>Obrigada,<br>Cláudia</p>""",
    client="sogo",
    email="claudia.r@medialab-sul.example",
    holder="Cláudia Rocha",
    org="MediaLab Sul Lda",
    address="Rua Direita 5, 8000-218 Faro, Portugal",
)

add(
    "reordered-numbers-kept",
    """
{L}

{S}

{I}

{P4} Bluegum Timber Pty Ltd
{P5} 7 Sawmill Road, Launceston TAS 7250, Australia
{P3}: Kylie Haddad
{P2} kylie@bluegumtimber.example
{P6}
{P1} {K}
""",
    client="yahoo",
    email="kylie@bluegumtimber.example",
    holder="Kylie Haddad",
    org="Bluegum Timber Pty Ltd",
    address="7 Sawmill Road, Launceston TAS 7250, Australia",
)

add(
    "two-keys-with-labels",
    """
{T}
{P1}
Confluence: {K}
JIRA: {K2}
{P2} tools@steinmetz-verlag.example
{P3} Hartmut Vogt
{P4} Steinmetz Verlag
{P5} Am Dom 4, 55116 Mainz, DE
{P6}
""",
    client="apple",
    key="{K}{K2}",
    email="tools@steinmetz-verlag.example",
    holder="Hartmut Vogt",
    org="Steinmetz Verlag",
    address="Am Dom 4, 55116 Mainz, DE",
)

add(
    "address-lines-with-bullets",
    """
{T}
{P1} {K}
{P2} desmond@kirkwall-ferries.example
{P3}: Desmond Rendall
{P4} Kirkwall Ferries Ltd
{P5}
* Harbour Office
* Shore Street
* Kirkwall KW15 1LG
* Scotland
* United Kingdom
{P6}
""",
    client="plain",
    email="desmond@kirkwall-ferries.example",
    holder="Desmond Rendall",
    org="Kirkwall Ferries Ltd",
    address="Harbour Office Shore Street Kirkwall KW15 1LG Scotland United Kingdom",
)

add(
    "no-country-georgia-state",
    """
{T}
{P1} {K}
{P2} mhardin@peachtreeanalytics.example
{P3} Melissa Hardin
{P4} Peachtree Analytics, Inc.
{P5} 3350 Riverwood Pkwy SE, Suite 1900, Atlanta, Georgia 30339
{P6} N/A
""",
    client="outlook",
    email="mhardin@peachtreeanalytics.example",
    holder="Melissa Hardin",
    org="Peachtree Analytics, Inc.",
    ask="address",
)

add(
    "no-country-french",
    """
{T}
{P1} {K}
{P2} thierry@menuiserie-blanc.example
{P3} : Thierry Blanc
{P4} Menuiserie Blanc & Fils
{P5} 8 chemin du Moulin, 38000 Grenoble
{P6}

Cordialement,
Thierry Blanc
""",
    client="gmail",
    email="thierry@menuiserie-blanc.example",
    holder="Thierry Blanc",
    org="Menuiserie Blanc & Fils",
    ask="address",
)

add(
    "one-word-and-username",
    """
{T}
{P1} {K}
{P2} bjorn_admin
{P3} Bjørn
{P4} Nordlys Film
{P5} Storgata 88, 9015 Tromsø, Norge
{P6}
""",
    client="gmail",
    org="Nordlys Film",
    address="Storgata 88, 9015 Tromsø, Norge",
)

add(
    "two-addresses-or",
    """
{T}
{P1} {K}
{P2} facundo@patagonia-data.example or sistemas@patagonia-data.example
{P3}: Facundo Benítez
{P4} Patagonia Data SRL
{P5} Belgrano 234, Q8300 Neuquén, Argentina
{P6}
""",
    client="gmail",
    holder="Facundo Benítez",
    org="Patagonia Data SRL",
    address="Belgrano 234, Q8300 Neuquén, Argentina",
    ask="account_email",
)

add(
    "placeholders-mixed",
    """
{T}
{P1} TBD
{P2} selma@harbourlight.example
{P3} Selma Ibrahimović
{P4} ?
{P5} to be provided
{P6} --
""",
    client="thunderbird",
    key=None,
    email="selma@harbourlight.example",
    holder="Selma Ibrahimović",
)

add(
    "expert-quoted-display-name",
    """
{T}
{P1} {K}
{P2} "IT Service Desk" <servicedesk@rheinbogen.example>
{P3} Jochen Marquardt
{P4} Rheinbogen Klinik gGmbH
{P5} Klinikweg 1, 56154 Boppard, Germany
{P6} Mrs. Eva Lorenz (eva.lorenz@plugwerk.example)
""",
    client="outlook",
    email="servicedesk@rheinbogen.example",
    holder="Jochen Marquardt",
    org="Rheinbogen Klinik gGmbH",
    address="Klinikweg 1, 56154 Boppard, Germany",
    expert="eva.lorenz@plugwerk.example",
)

add(
    "expert-none-sentence",
    """
{T}
{P1} {K}
{P2} m.oduya@savannatel.example
{P3} Mercy Oduya
{P4} SavannaTel Ltd
{P5} Ngong Road 55, Nairobi 00100, Kenya
{P6} We are not working with an Atlassian Expert.

Kind regards,
Mercy Oduya | Systems Analyst | SavannaTel Ltd | Ngong Road 55, Nairobi
""",
    client="outlook",
    email="m.oduya@savannatel.example",
    holder="Mercy Oduya",
    org="SavannaTel Ltd",
    address="Ngong Road 55, Nairobi 00100, Kenya",
)

add(
    "signature-hugs-expert",
    """
{T}
{P1} {K}
{P2} webops@cascadiatrails.example
{P3}: Tyler Nakamura
{P4} Cascadia Trails Association
{P5} 2210 Salmon Creek Ave, Vancouver, WA 98686, U.S.A.
{P6}
Tyler Nakamura
Web Operations Lead
Cascadia Trails Association
360.555.0177 | tnakamura@cascadiatrails.example
""",
    client="gmail",
    email="webops@cascadiatrails.example",
    holder="Tyler Nakamura",
    org="Cascadia Trails Association",
    address="2210 Salmon Creek Ave, Vancouver, WA 98686, U.S.A.",
)

add(
    "confirmation-cut-to-data",
    """
{I}

{P1} {K}
{P2} d.petrov@blackseaports.example
{P3} Dimitar Petrov
{P4} Black Sea Ports EAD
{P5} ul. Tsar Simeon 12, 9000 Varna, Bulgaria
{P6}
""",
    client="outlook",
    email="d.petrov@blackseaports.example",
    holder="Dimitar Petrov",
    org="Black Sea Ports EAD",
    address="ul. Tsar Simeon 12, 9000 Varna, Bulgaria",
    ask="confirmation",
)

add(
    "inline-answers-outlook-arrows",
    """
Hi there,

see below.

> {L}
> I am using my Balsamiq plugin license on my server (not on Atlassian
> Cloud) and I acknowledge that once my license is transferred to
> Atlassian Marketplace, it will be required to match my server levels.
Confirmed.
> {P1}
{K}
> {P2}
armando@tulipa.example
> {P3}
Armando Figueira
> {P4}
Tulipa Flores S.A.
> {P5}
Avenida da Boavista 900, 4100-112 Porto, Portugal
> {P6}
no

Armando
""",
    client="plain",
    subject="Re: I want to migrate my Server license to Atlassian Marketplace",
    email="armando@tulipa.example",
    holder="Armando Figueira",
    org="Tulipa Flores S.A.",
    address="Avenida da Boavista 900, 4100-112 Porto, Portugal",
)

add(
    "free-text-short-data",
    """
Hello Balsamiq,

We'd like our Mockups for JIRA server license to be moved to the Atlassian Marketplace, please.

License key:
{K}

It should go to the Atlassian account licensing@brambleworks.example (account holder: Noor van Dijk).
Our company is Brambleworks B.V., Keizersgracht 410, 1016 GC Amsterdam, The Netherlands.

Thanks in advance,
Noor
""",
    client="gmail",
    subject="Mockups license to Marketplace",
    email="licensing@brambleworks.example",
    holder="Noor van Dijk",
    org="Brambleworks B.V.",
    address="Keizersgracht 410, 1016 GC Amsterdam, The Netherlands",
    ask="confirmation",
)

cloud(
    "cloud-two-lines",
    """
License: {K}
Users: 25

Regards, Tomasz
""",
    client="outlook",
    users=25,
)
cloud(
    "cloud-sentence-users-words",
    """
Hi Balsamiq,

we have 140 users in our Confluence Cloud instance. The license for Mockups for Confluence is

{K}

Let us know when we can migrate.

Best,
Siobhan Keane
Harp & Hound Ltd
""",
    client="apple",
    users=140,
)
cloud(
    "cloud-no-users-only-key",
    """
{C}

{K}

Sent from Yahoo Mail on Android
""",
    client="yahoo",
)

samples.auto_reply(
    "auto-dutch-absence",
    """
Beste,

Bedankt voor uw bericht. Ik ben afwezig tot en met 21 september en lees mijn mail niet.
Voor dringende zaken kunt u contact opnemen met helpdesk@polderland.example.

Met vriendelijke groet,
Wouter Dekker
""",
    client="outlook",
    subject="Automatisch antwoord: Re: I want to migrate my Server license to Atlassian Marketplace",
)
samples.auto_reply(
    "auto-ticket-opened",
    """
Hello,

Thank you for contacting Greystone IT Support. Your request has been received and ticket #48213 has been created.
A member of our team will get back to you within one business day.

Please do not change the subject line when replying.
""",
    client="webform",
    subject="[Ticket #48213] Re: I want to migrate my Server license to Atlassian Marketplace",
    headers="Precedence: bulk",
)
samples.bounce(
    "bounce-free-text",
    """
This is the mail system at host mx1.gullwing.example.

I'm sorry to have to inform you that your message could not be delivered to one or more recipients.

<karl@gullwing.example>: host mail.gullwing.example said: 550 5.1.1 Recipient address rejected: User unknown

------ This is a copy of your message ------
From: sales@balsamiq.com
To: karl@gullwing.example
Subject: Re: I want to migrate my Server license to Atlassian Marketplace

{T}
{P1} {K}
""",
    client="plain",
    sender="Mail Delivery System <MAILER-DAEMON@mx1.gullwing.example>",
    subject="Undelivered Mail Returned to Sender",
)
samples.other(
    "price-for-upgrade",
    """
Hi,

we own Mockups for Confluence for 25 users and are upgrading Confluence to 100 users. What would the upgrade of the plugin cost?

Our company: Larkfield Foods Ltd, 6 Mill Lane, Kendal LA9 4NB, United Kingdom

Thanks
Olivia Marsh
""",
    client="outlook",
    subject="Upgrade price Mockups for Confluence",
)
samples.other(
    "thanks-above-quoted-filled",
    """
Great, thanks, that worked right away!

Paavo

On 12 Sep 2018, at 10:21, Balsamiq Sales <sales@balsamiq.com> wrote:

> Hi Paavo, your license was migrated.
>
> > {P1} {K}
> > {P2} paavo@saimaa-it.example
> > {P3} Paavo Lehtonen
> > {P4} Saimaa IT Oy
> > {P5} Kauppakatu 5, 53100 Lappeenranta, Finland
""",
    client="apple",
    subject="Re: I want to migrate my Server license to Atlassian Marketplace",
)
samples.other(
    "webinar-newsletter",
    """
Move to the cloud with confidence

Join our free webinar on migrating from Jira Server to Jira Cloud. Learn how to migrate your licenses and apps.

Register now: https://events.cloudmovers.example/jira

You receive this newsletter because you registered at cloudmovers.example. Unsubscribe here.
""",
    client="webform",
    subject="Webinar: migrate your Server licenses the easy way",
    headers="List-Unsubscribe: <https://events.cloudmovers.example/out>",
)
samples.other(
    "renewal-order",
    """
Hello,

please find attached our purchase order PO-2018-0931 for the renewal of Mockups for JIRA, 50 users.

License key: {K}
Bill to: Anchor Line Logistics, 90 Dock Street, Felixstowe IP11 3SY, UK

Regards
Accounts Payable
""",
    client="outlook",
    subject="PO-2018-0931 renewal Mockups for JIRA",
)
