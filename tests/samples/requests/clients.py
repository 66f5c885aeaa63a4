"""The template, filled in by people who leave it as it is, in the clients that they use."""

# ruff: noqa: E501, W291
from tests.samples.sample import Samples

samples = Samples()
add = samples.migration

add(
    "hilde-outlook-plain-answers",
    """
Dear Balsamiq team,

{T}
{P1} {K}
{P2} hilde.braathen@norrbygg.example
{P3}: Hilde Braathen
{P4} Norrbygg AS
{P5} Storgata 5, 9008 Tromsø, Norge
{P6} n.a.

Med vennlig hilsen / Kind regards

Hilde Braathen
Systemansvarlig

Norrbygg AS
Postboks 123, 9252 Tromsø
Tlf. +47 555 00 100
""",
    client="outlook",
    email="hilde.braathen@norrbygg.example",
    holder="Hilde Braathen",
    org="Norrbygg AS",
    address="Storgata 5, 9008 Tromsø, Norge",
)

add(
    "omar-gmail-android-one-line",
    "By sending this message I confirm: {S} {I} {P1} {K} {P2} omar.haddad@cedarsoft.example {P3} Omar Haddad {P4} Cedarsoft SAL {P5} Hamra Street, Centre Sabbagh 4th floor, Beirut, Lebanon {P6}",
    client="gmail",
    email="omar.haddad@cedarsoft.example",
    holder="Omar Haddad",
    org="Cedarsoft SAL",
    address="Hamra Street, Centre Sabbagh 4th floor, Beirut, Lebanon",
)

add(
    "sunita-gmail-ios-below",
    """
{T}
{P1}
{K}
{P2}
sunita.rao@lotusapps.example
{P3}
Sunita Rao
{P4}
Lotus Apps Pvt. Ltd.
{P5}
#24, 3rd Cross, 5th Main,
Indiranagar, Bengaluru - 560038
Karnataka, India.
{P6}
None

--
Sent from Gmail Mobile
""",
    client="gmail",
    email="sunita.rao@lotusapps.example",
    holder="Sunita Rao",
    org="Lotus Apps Pvt. Ltd.",
    address="#24, 3rd Cross, 5th Main, Indiranagar, Bengaluru - 560038 Karnataka, India",
)

add(
    "dolores-aol",
    """
{T}
{P1} {K}
{P2} dmartinez77@aol.example
{P3} Dolores Martinez
{P4} Martinez Family Dental
{P5} 2200 W. Camelback Rd., Suite 110, Phoenix, Arizona 85015, U.S.A.
{P6}



Dolores
""",
    client="aol",
    email="dmartinez77@aol.example",
    holder="Dolores Martinez",
    org="Martinez Family Dental",
    address="2200 W. Camelback Rd., Suite 110, Phoenix, Arizona 85015, U.S.A.",
)

add(
    "tomas-thunderbird-signature",
    """
{T}
{P1} {K}
{P2} <tomas.novak@pragodata.example>
{P3} Tomáš Novák
{P4} Pragodata s.r.o.
{P5} Na Příkopě 12, 110 00 Praha 1, Česká republika
{P6} <jan.svoboda@partner.example>

-- 
Tomáš Novák
vedoucí IT
Pragodata s.r.o., Na Příkopě 12, Praha 1
tel. +420 555 100 200
""",
    client="thunderbird",
    email="tomas.novak@pragodata.example",
    holder="Tomáš Novák",
    org="Pragodata s.r.o.",
    address="Na Příkopě 12, 110 00 Praha 1, Česká republika",
    expert="jan.svoboda@partner.example",
)

add(
    "benoit-notes-french-reply",
    """
Bonjour,

{T}
{P1} {K}
{P2} benoit.lefevre@mutuelle-sud.example
{P3} : Benoît Lefèvre
{P4} Mutuelle du Sud
{P5} 14 rue de la République - 13001 Marseille - France
{P6} sans objet

Bien cordialement,

Benoît LEFEVRE
DSI - Pôle Outils Collaboratifs
Mutuelle du Sud
""",
    client="notes",
    email="benoit.lefevre@mutuelle-sud.example",
    holder="Benoît Lefèvre",
    org="Mutuelle du Sud",
    address="14 rue de la République - 13001 Marseille - France",
)

add(
    "keith-groupwise",
    """
{T}
{P1}  {K}
{P2}  itpurchasing@countyschools.example
{P3}  Keith Abernathy
{P4}  Fairmont County Schools
{P5}  200 Gaston Avenue, Fairmont, WV 26554 United States of America
{P6}  


Keith Abernathy
Technology Coordinator
Fairmont County Schools
(555) 010-0134

>>> Keith Abernathy 9/12/2018 8:02 AM >>>
remember to send the balsamiq thing
""",
    client="groupwise",
    email="itpurchasing@countyschools.example",
    holder="Keith Abernathy",
    org="Fairmont County Schools",
    address="200 Gaston Avenue, Fairmont, WV 26554 United States of America",
)

add(
    "zimbra-lucia",
    """
{T}
{P1} {K}
{P2} lucia.fernandez@ayto-ribera.example
{P3} Lucía Fernández Gómez
{P4} Ayuntamiento de Ribera
{P5} Plaza Mayor, 1 - 47001 Valladolid (España)
{P6} No

Un saludo,
Lucía Fernández
Negociado de Informática
""",
    client="zimbra",
    email="lucia.fernandez@ayto-ribera.example",
    holder="Lucía Fernández Gómez",
    org="Ayuntamiento de Ribera",
    address="Plaza Mayor, 1 - 47001 Valladolid (España)",
)

add(
    "piotr-roundcube-72",
    """
{T}
{P1} {K}
{P2} piotr.wisniewski@drukarnia.example
{P3} Piotr Wiśniewski
{P4} Drukarnia Cyfrowa "Kolor" sp. z o.o.
{P5} ul. Lipowa 7/9 lok. 12, 90-630 Łódź, Polska
{P6} 

Pozdrawiam,
Piotr
""",
    client="roundcube",
    wrap=72,
    email="piotr.wisniewski@drukarnia.example",
    holder="Piotr Wiśniewski",
    org='Drukarnia Cyfrowa "Kolor" sp. z o.o.',
    address="ul. Lipowa 7/9 lok. 12, 90-630 Łódź, Polska",
)

add(
    "sogo-marlene",
    """
{T}
{P1} {K}
{P2} marlene.kuster@kantonsspital.example
{P3} Marlene Kuster
{P4} Kantonsspital Obersee
{P5} Rorschacher Str. 95, CH-9007 St. Gallen, Schweiz
{P6} -

Freundliche Grüsse
Marlene Kuster
""",
    client="sogo",
    email="marlene.kuster@kantonsspital.example",
    holder="Marlene Kuster",
    org="Kantonsspital Obersee",
    address="Rorschacher Str. 95, CH-9007 St. Gallen, Schweiz",
)

add(
    "erik-k9",
    """
{T}
{P1} {K}
{P2} erik@lundqvist.example
{P3} Erik Lundqvist
{P4} Lundqvist Konsult
{P5} Storgatan 3, 90325 Umeå, SE
{P6} 
-- 
Skickat från min Android-enhet med K-9 Mail. Ursäkta min fåordighet.
""",
    client="k9",
    email="erik@lundqvist.example",
    holder="Erik Lundqvist",
    org="Lundqvist Konsult",
    address="Storgatan 3, 90325 Umeå, SE",
)

add(
    "hanna-samsung",
    """
{T}
{P1} {K}
{P2} hanna.weiss@agentur-weiss.example
{P3} Hanna Weiß
{P4} Agentur Weiß
{P5} Torstr. 140, 10119 Berlin, Germany
{P6}


Von meinem Samsung Galaxy Smartphone gesendet.
""",
    client="samsung",
    email="hanna.weiss@agentur-weiss.example",
    holder="Hanna Weiß",
    org="Agentur Weiß",
    address="Torstr. 140, 10119 Berlin, Germany",
)

add(
    "nikos-mutt",
    """
{T}
{P1} {K}
{P2} nikos@kyklades-net.example
{P3} Nikos Papadakis
{P4} Kyklades Net
{P5} Ermou 18, 84100 Ermoupoli, Syros, Greece
{P6} none

-- 
Nikos Papadakis        | "Simplicity is prerequisite for reliability"
Kyklades Net           |                     E.W. Dijkstra
""",
    client="mutt",
    wrap=72,
    email="nikos@kyklades-net.example",
    holder="Nikos Papadakis",
    org="Kyklades Net",
    address="Ermou 18, 84100 Ermoupoli, Syros, Greece",
)

add(
    "rachel-disclaimer-both-ends",
    """
*** This message was sent from outside of Hargreaves Marine Insurance plc. Treat links with care. ***

{T}
{P1} {K}
{P2} rachel.stone@hargreaves.example
{P3} Rachel Stone
{P4} Hargreaves Marine Insurance plc
{P5} 5th Floor, 20 Lime Street, London, EC3M 7HR, England
{P6}
Regards
Rachel Stone
Hargreaves Marine Insurance plc, Registered in England No. 000000. Registered office: 1 Minster Court, London EC3R 7AA. Authorised and regulated by the Financial Conduct Authority.
The information in this email is confidential and may be legally privileged. It is intended solely for the addressee. Access to this email by anyone else is unauthorised.
""",
    client="outlook",
    email="rachel.stone@hargreaves.example",
    holder="Rachel Stone",
    org="Hargreaves Marine Insurance plc",
    address="5th Floor, 20 Lime Street, London, EC3M 7HR, England",
)

add(
    "devon-proofpoint-banner",
    """
ZjQcmQRYFpfptBannerStart
This Message Is From an External Sender
This message came from outside your organization.
ZjQcmQRYFpfptBannerEnd

{T}
{P1} {K}
{P2} devon.clarke@bluemesa.example
{P3} Devon Clarke
{P4} Blue Mesa Energy, LLC
{P5} 1801 California Street, Suite 2400, Denver, CO 80202, USA
{P6} lee@peakatlas.example
""",
    client="outlook",
    email="devon.clarke@bluemesa.example",
    holder="Devon Clarke",
    org="Blue Mesa Energy, LLC",
    address="1801 California Street, Suite 2400, Denver, CO 80202, USA",
    expert="lee@peakatlas.example",
)

add(
    "ines-proton",
    """
{T}
{P1} {K}
{P2} ines@atelier-couto.example
{P3} Inês Couto
{P4} Ateliê Couto, Unipessoal Lda
{P5} Rua de Santa Catarina 321, 3.º Esq., 4000-451 Porto, Portugal
{P6}

Sent from ProtonMail, encrypted email based in Switzerland.
""",
    client="proton",
    email="ines@atelier-couto.example",
    holder="Inês Couto",
    org="Ateliê Couto, Unipessoal Lda",
    address="Rua de Santa Catarina 321, 3.º Esq., 4000-451 Porto, Portugal",
)

add(
    "viktoria-outlook-list",
    "",
    rich="""
<p class="MsoNormal">{L}</p><p class="MsoNormal">{S}</p><p class="MsoNormal">{I}</p>
<ol style="margin-top:0cm" start="1" type="1">
<li class="MsoListParagraph">My License Key: <span style="font-family:Consolas">{K}</span></li>
<li class="MsoListParagraph">The email address for the myAtlassian account for the license: <a href="mailto:viktoria@ehrenfeld.example">viktoria@ehrenfeld.example</a></li>
<li class="MsoListParagraph">The first and last name of the holder of the myAtlassian account<br>Viktoria Brandt</li>
<li class="MsoListParagraph">The organization (company) name for the License: Ehrenfeld Digital OHG</li>
<li class="MsoListParagraph">The organization&#8217;s full address (including country):<br>Venloer Stra&szlig;e 300<br>50823 K&ouml;ln<br>DE</li>
<li class="MsoListParagraph">If applicable, the email address of my Atlassian Expert: <i>keiner</i></li></ol>
<p class="MsoNormal">Viele Gr&uuml;&szlig;e, Viktoria</p>""",
    client="sogo",
    email="viktoria@ehrenfeld.example",
    holder="Viktoria Brandt",
    org="Ehrenfeld Digital OHG",
    address="Venloer Straße 300 50823 Köln DE",
)

add(
    "anjali-yahoo-bold-answers",
    """
{T}
{P1} *{K}*
{P2} *anjali_k@ymail.example*
{P3} *Anjali Kapoor*
{P4} *Kapoor & Sons Exports*
{P5} *B-14, Okhla Phase II, New Delhi 110020, INDIA*
{P6} *NA*
""",
    client="yahoo",
    email="anjali_k@ymail.example",
    holder="Anjali Kapoor",
    org="Kapoor & Sons Exports",
    address="B-14, Okhla Phase II, New Delhi 110020, INDIA",
)

add(
    "carl-owa-mobile",
    """
{T}
{P1} {K}
{P2} carl.jensen@nordhavn.example
{P3} Carl Jensen
{P4} Nordhavn Shipping A/S
{P5} Kalvebod Brygge 45, 1560 København V, Danmark
{P6}

Hent Outlook til iOS<https://aka.ms/o0ukef>
""",
    client="owa",
    email="carl.jensen@nordhavn.example",
    holder="Carl Jensen",
    org="Nordhavn Shipping A/S",
    address="Kalvebod Brygge 45, 1560 København V, Danmark",
)

add(
    "maeve-iphone",
    """
{T}
{P1} {K}
{P2} maeve@liffeyworks.example
{P3} Maeve O’Brien
{P4} Liffey Works Ltd
{P5} 12 Camden Row, Dublin 8, Ireland
{P6} 

Sent from my iPhone
""",
    client="iphone",
    email="maeve@liffeyworks.example",
    holder="Maeve O’Brien",
    org="Liffey Works Ltd",
    address="12 Camden Row, Dublin 8, Ireland",
)

add(
    "outlookmac-jorge",
    """
{T}
{P1} {K}
{P2} jorge.silva@mineradora.example
{P3} Jorge da Silva
{P4} Mineradora Serra Azul S/A
{P5} Av. Afonso Pena, 1500 – 7º andar – Centro – Belo Horizonte/MG – CEP 30130-921 – Brasil
{P6} não se aplica

Atenciosamente,

Jorge da Silva
Analista de Sistemas | TI
+55 31 5555-0100
Antes de imprimir, pense no meio ambiente.
""",
    client="outlook-mac",
    email="jorge.silva@mineradora.example",
    holder="Jorge da Silva",
    org="Mineradora Serra Azul S/A",
    address="Av. Afonso Pena, 1500 – 7º andar – Centro – Belo Horizonte/MG – CEP 30130-921 – Brasil",
)

add(
    "bo-gmail-reply-inline",
    """
See answers inline

On Tue, Sep 11, 2018 at 4:12 PM Balsamiq Sales <sales@balsamiq.com> wrote:

> Hi Bo,
>
> please fill in the following and send it back:
>
> {L}
>
> {S}
>

Yes, confirmed.

> 1. My License Key:

{K}

> {P2}

bo.zhang@stellarforge.example

> {P3}

Bo Zhang

> {P4}

Stellarforge Inc.

> {P5}

1 Market St, San Francisco, California, United States

> {P6}

no expert

Bo
""",
    client="plain",
    subject="Re: Moving to Marketplace",
    email="bo.zhang@stellarforge.example",
    holder="Bo Zhang",
    org="Stellarforge Inc.",
    address="1 Market St, San Francisco, California, United States",
    headers="In-Reply-To: <x1@balsamiq.com>\nReferences: <x1@balsamiq.com>",
)

add(
    "rafael-webform-relay",
    """
You have a new message via the contact form.

From: Rafael Ortega
Email: rafael.ortega@cafetera.example
Subject: I want to migrate my Server license to Atlassian Marketplace

Message:
{T}
{P1} {K}
{P2} rafael.ortega@cafetera.example
{P3} Rafael Ortega
{P4} Cafetera Andina SAS
{P5} Carrera 7 # 71-21, Torre B, Bogotá, Colombia
{P6}

--
This e-mail was sent from a contact form on Balsamiq (https://balsamiq.example)
""",
    client="webform",
    sender="wordpress@balsamiq.example",
    subject='Balsamiq "I want to migrate my Server license"',
    email="rafael.ortega@cafetera.example",
    holder="Rafael Ortega",
    org="Cafetera Andina SAS",
    address="Carrera 7 # 71-21, Torre B, Bogotá, Colombia",
)

add(
    "latin1-anders",
    """
{T}
{P1} {K}
{P2} anders.oberg@malarenergi.example
{P3} Anders Öberg
{P4} Mälarkraft AB
{P5} Sjögatan 4, SE-722 11 Västerås, Sweden
{P6}

Mvh Anders
""",
    client="plain",
    charset="iso-8859-1",
    email="anders.oberg@malarenergi.example",
    holder="Anders Öberg",
    org="Mälarkraft AB",
    address="Sjögatan 4, SE-722 11 Västerås, Sweden",
)

add(
    "yuki-shift-jis",
    """
{T}
{P1} {K}
{P2} y.tanaka@sakura-denki.example
{P3} 田中 由紀
{P4} さくら電機株式会社
{P5} 〒150-0002 東京都渋谷区渋谷2-21-1 日本
{P6} なし

以上、よろしくお願いいたします。
田中
""",
    client="plain",
    charset="shift_jis",
    email="y.tanaka@sakura-denki.example",
    holder="田中 由紀",
    org="さくら電機株式会社",
    address="〒150-0002 東京都渋谷区渋谷2-21-1 日本",
)

add(
    "olena-windows-1251",
    """
{T}
{P1} {K}
{P2} o.kovalenko@dniprosoft.example
{P3} Олена Коваленко
{P4} ТОВ "Дніпрософт"
{P5} вул. Хрещатик, 22, оф. 5, м. Київ, 01001, Україна
{P6} немає

З повагою,
Олена Коваленко
""",
    client="plain",
    charset="windows-1251",
    email="o.kovalenko@dniprosoft.example",
    holder="Олена Коваленко",
    org='ТОВ "Дніпрософт"',
    address="вул. Хрещатик, 22, оф. 5, м. Київ, 01001, Україна",
)

add(
    "salem-arabic-name",
    """
{T}
{P1} {K}
{P2} s.alotaibi@gulfdata.example
{P3} سالم العتيبي
{P4} شركة بيانات الخليج
{P5} طريق الملك فهد، الرياض 12211، المملكة العربية السعودية
{P6}
""",
    client="owa",
    email="s.alotaibi@gulfdata.example",
    holder="سالم العتيبي",
    org="شركة بيانات الخليج",
    address="طريق الملك فهد، الرياض 12211، المملكة العربية السعودية",
)

add(
    "noa-hebrew-name",
    """
{T}
{P1} {K}
{P2} noa@galil-tech.example
{P3} נועה לוי
{P4} גליל טכנולוגיות בע"מ
{P5} רחוב הרצל 14, חיפה 3303200, ישראל
{P6} אין
""",
    client="gmail",
    email="noa@galil-tech.example",
    holder="נועה לוי",
    org='גליל טכנולוגיות בע"מ',
    address="רחוב הרצל 14, חיפה 3303200, ישראל",
)

add(
    "somchai-thai",
    """
{T}
{P1} {K}
{P2} somchai@chaophraya.example
{P3} สมชาย ใจดี
{P4} บริษัท เจ้าพระยาซอฟต์ จำกัด
{P5} 99/1 ถนนสุขุมวิท แขวงคลองเตย กรุงเทพฯ 10110 ประเทศไทย
{P6} -
""",
    client="gmail",
    email="somchai@chaophraya.example",
    holder="สมชาย ใจดี",
    org="บริษัท เจ้าพระยาซอฟต์ จำกัด",
    address="99/1 ถนนสุขุมวิท แขวงคลองเตย กรุงเทพฯ 10110 ประเทศไทย",
)

add(
    "minjun-hangul",
    """
{T}
{P1} {K}
{P2} minjun.park@hangang.example
{P3} 박민준
{P4} 한강소프트(주)
{P5} 서울특별시 강남구 테헤란로 152, 06236, 대한민국
{P6} 없음
""",
    client="owa",
    email="minjun.park@hangang.example",
    holder="박민준",
    org="한강소프트(주)",
    address="서울특별시 강남구 테헤란로 152, 06236, 대한민국",
)
