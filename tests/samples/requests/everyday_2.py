"""A second set of requests of everyday mail, written after the first one could be read."""

# ruff: noqa: E501, W291
from tests.samples.sample import Samples

samples = Samples()
add = samples.migration
cloud = samples.cloud

add(
    "owa-next-line-thai",
    """
{T}
{P1}

{K}

{P2}

somchai@siamweave.example

{P3}

Somchai Rattanakul

{P4}

Siam Weave Co., Ltd.

{P5}

88/12 Sukhumvit Soi 24, Khlong Tan, Khlong Toei, Bangkok 10110, Thailand

{P6}



Best Regards,

Somchai R.
""",
    client="owa",
    email="somchai@siamweave.example",
    holder="Somchai Rattanakul",
    org="Siam Weave Co., Ltd.",
    address="88/12 Sukhumvit Soi 24, Khlong Tan, Khlong Toei, Bangkok 10110, Thailand",
)

add(
    "html-ordered-list-with-breaks",
    "",
    rich="""<div dir="ltr">Hi team,<div><br></div><div>{L}</div><div><br></div><div>{S}</div><div><br></div><div>{I}</div><div><ol><li>My License Key:<br><font face="monospace">{K}</font></li><li>The email address for the myAtlassian account for the license:<br><a href="mailto:it@saltmarsh.example">it@saltmarsh.example</a></li><li>The first and last name of the holder of the myAtlassian account<br>Georgina Blythe</li><li>The organization (company) name for the License:<br>Saltmarsh Conservation Trust</li><li>The organization's full address (including country):<br>The Boathouse, Quay Road<br>Blakeney NR25 7NF<br>Great Britain</li><li>If applicable, the email address of my Atlassian Expert:<br>Not applicable</li></ol></div><div>Best wishes,</div><div>Georgina</div></div>""",
    client="sogo",
    email="it@saltmarsh.example",
    holder="Georgina Blythe",
    org="Saltmarsh Conservation Trust",
    address="The Boathouse, Quay Road Blakeney NR25 7NF Great Britain",
)

add(
    "prompts-bold-answers-plain",
    """
{L}

{S}

{I}

*1. My License Key:* {K}
*2. The email address for the myAtlassian account for the license:* akemi@hoshizora.example
*3. The first and last name of the holder of the myAtlassian account:* Akemi Fujiwara
*4. The organization (company) name for the License:* Hoshizora K.K.
*5. The organization's full address (including country):* 3-7-1 Tenjin, Chuo-ku, Fukuoka 810-0001 JAPAN
*6. If applicable, the email address of my Atlassian Expert:*
""",
    client="gmail",
    email="akemi@hoshizora.example",
    holder="Akemi Fujiwara",
    org="Hoshizora K.K.",
    address="3-7-1 Tenjin, Chuo-ku, Fukuoka 810-0001 JAPAN",
)

add(
    "k9-country-code-at-end",
    """
{T}
{P1} {K}
{P2} hello@bakerstreetlabs.example
{P3}: Marten Visser
{P4} Bakerstreet Labs
{P5} Vismarkt 3, 9711 KS Groningen, NL
{P6}
-- 
Verstuurd vanaf mijn Android apparaat met K-9 Mail.
""",
    client="k9",
    email="hello@bakerstreetlabs.example",
    holder="Marten Visser",
    org="Bakerstreet Labs",
    address="Vismarkt 3, 9711 KS Groningen, NL",
)

add(
    "gbk-foxmail",
    """
{T}
{P1} {K}
{P2} wangfang@yuntai-soft.example
{P3}: 王芳
{P4} 云台软件（苏州）有限公司
{P5} 中国江苏省苏州市工业园区星湖街328号
{P6} 无



王芳
云台软件（苏州）有限公司
电话：0512-55550188
""",
    client="plain",
    charset="gbk",
    email="wangfang@yuntai-soft.example",
    holder="王芳",
    org="云台软件（苏州）有限公司",
    address="中国江苏省苏州市工业园区星湖街328号",
)

add(
    "korean-romanised",
    """
안녕하세요,

{T}
{P1} {K}
{P2} jihye.park@namsan-tools.example
{P3} Ji-hye Park
{P4} 남산툴즈 주식회사
{P5} 45 Toegye-ro, Jung-gu, Seoul 04631, Republic of Korea
{P6} 없음

감사합니다.
박지혜 드림
""",
    client="outlook",
    charset="ks_c_5601-1987",
    email="jihye.park@namsan-tools.example",
    holder="Ji-hye Park",
    org="남산툴즈 주식회사",
    address="45 Toegye-ro, Jung-gu, Seoul 04631, Republic of Korea",
)

add(
    "hungarian-latin-2",
    """
{T}
{P1} {K}
{P2} rendszergazda@tiszapart.example
{P3} Szőke Gábor
{P4} Tiszapart Informatikai Kft.
{P5} 6720 Szeged, Dugonics tér 4., Magyarország
{P6} -

Üdvözlettel:
Szőke Gábor
""",
    client="plain",
    charset="iso-8859-2",
    email="rendszergazda@tiszapart.example",
    holder="Szőke Gábor",
    org="Tiszapart Informatikai Kft.",
    address="6720 Szeged, Dugonics tér 4., Magyarország",
)

add(
    "russian-koi8",
    """
Добрый день!

{T}
{P1} {K}
{P2} it@uralmetiz.example
{P3}: Сергей Кузнецов
{P4} ООО "Уралметиз"
{P5} 620014, Россия, г. Екатеринбург, ул. Малышева, д. 51, оф. 12
{P6} нет

--
С уважением, Кузнецов Сергей
""",
    client="plain",
    charset="koi8-r",
    email="it@uralmetiz.example",
    holder="Сергей Кузнецов",
    org='ООО "Уралметиз"',
    address="620014, Россия, г. Екатеринбург, ул. Малышева, д. 51, оф. 12",
)

add(
    "arabic-names-in-latin",
    """
{T}
{P1} {K}
{P2} h.alharbi@najdgeo.example
{P3} Hassan bin Khalid Al-Harbi
{P4} Najd Geosciences (شركة نجد)
{P5} King Fahd Road, Al Olaya District, P.O. Box 55501, Riyadh 11534, KSA
{P6} 

شكرا
حسن
""",
    client="outlook",
    email="h.alharbi@najdgeo.example",
    holder="Hassan bin Khalid Al-Harbi",
    org="Najd Geosciences (شركة نجد)",
    address="King Fahd Road, Al Olaya District, P.O. Box 55501, Riyadh 11534, KSA",
)

add(
    "forward-apple-begin",
    """
Please see the request of our client below. Thanks, Aoife

Begin forwarded message:

> From: Cormac Daly <cormac.daly@shannonglass.example>
> Subject: I want to migrate my Server license to Atlassian Marketplace
> Date: 10 September 2018 at 14:12:44 IST
> To: Aoife Brennan <aoife@emeraldpartners.example>
> 
> {L}
> 
> {S}
> 
> {I}
> 
> {P1} {K}
> {P2} cormac.daly@shannonglass.example
> {P3}: Cormac Daly
> {P4} Shannon Glass DAC
> {P5} Raheen Business Park, Limerick V94 X2P1, Ireland
> {P6} aoife@emeraldpartners.example
""",
    client="apple",
    sender="Aoife Brennan <aoife@emeraldpartners.example>",
    subject="Fwd: I want to migrate my Server license to Atlassian Marketplace",
    email="cormac.daly@shannonglass.example",
    holder="Cormac Daly",
    org="Shannon Glass DAC",
    address="Raheen Business Park, Limerick V94 X2P1, Ireland",
    expert="aoife@emeraldpartners.example",
)

add(
    "forward-no-word",
    """


-------- Forwarded Message --------
Subject: \tI want to migrate my Server license to Atlassian Marketplace
Date: \tMon, 10 Sep 2018 08:51:10 +0200
From: \tPetra Kovač <petra.kovac@jadranbrod.example>
To: \tit@jadranbrod.example

{T}
{P1} {K}
{P2} petra.kovac@jadranbrod.example
{P3} Petra Kovač
{P4} Jadranbrod d.o.o.
{P5} Riva 12, 21000 Split, Hrvatska
{P6}
""",
    client="thunderbird",
    sender="IT Jadranbrod <it@jadranbrod.example>",
    subject="Fwd: I want to migrate my Server license to Atlassian Marketplace",
    email="petra.kovac@jadranbrod.example",
    holder="Petra Kovač",
    org="Jadranbrod d.o.o.",
    address="Riva 12, 21000 Split, Hrvatska",
)

add(
    "banner-german",
    """
ACHTUNG: Diese E-Mail stammt von einem externen Absender. Bitte vermeiden Sie es, Anhänge oder externe Links zu öffnen.

{T}
{P1} {K}
{P2} tooling@havelwerke.example
{P3} Matthias Engelhardt
{P4} Havelwerke AG
{P5} Uferstr. 19, 14467 Potsdam, Deutschland
{P6}

Viele Grüße
Matthias Engelhardt

Havelwerke AG | Sitz der Gesellschaft: Potsdam | Registergericht: AG Potsdam HRB 0000
Vorstand: Susanne Kühn (Vors.), Peter Alt
""",
    client="outlook",
    subject="[EXTERN] I want to migrate my Server license to Atlassian Marketplace",
    email="tooling@havelwerke.example",
    holder="Matthias Engelhardt",
    org="Havelwerke AG",
    address="Uferstr. 19, 14467 Potsdam, Deutschland",
)

add(
    "disclaimer-right-below-expert",
    """
{T}
{P1} {K}
{P2} c.baptiste@caribtel.example
{P3} Claudette Baptiste
{P4} CaribTel Ltd.
{P5} 14 Independence Square, Port of Spain, Trinidad and Tobago
{P6}
This email and any files transmitted with it are confidential and intended solely for the use of the individual or entity to whom they are addressed. If you have received this email in error please notify security@caribtel.example.
""",
    client="outlook",
    email="c.baptiste@caribtel.example",
    holder="Claudette Baptiste",
    org="CaribTel Ltd.",
    address="14 Independence Square, Port of Spain, Trinidad and Tobago",
)

add(
    "blank-lines-double",
    """
{L}


{S}


{I}


{P1}


{K}


{P2}


sys@vinhedoalto.example


{P3}


João Pedro Sampaio


{P4}


Vinhedo Alto Ltda.


{P5}


Estrada do Vinho 1200
Bento Gonçalves - RS
95700-000
Brasil


{P6}


n/a
""",
    client="aol",
    email="sys@vinhedoalto.example",
    holder="João Pedro Sampaio",
    org="Vinhedo Alto Ltda.",
    address="Estrada do Vinho 1200 Bento Gonçalves - RS 95700-000 Brasil",
)

add(
    "numbers-with-parentheses",
    """
{L}
{S}

1) License key: {K}
2) myAtlassian account email: portal@cumbredata.example
3) Account holder: Ximena Ledesma
4) Organization: Cumbre Data S.A.S.
5) Full address: Calle 93B # 17-25, Of. 402, Bogotá D.C., Colombia
6) Atlassian Expert: does not apply

Saludos,
Ximena
""",
    client="gmail",
    email="portal@cumbredata.example",
    holder="Ximena Ledesma",
    org="Cumbre Data S.A.S.",
    address="Calle 93B # 17-25, Of. 402, Bogotá D.C., Colombia",
)

add(
    "shortened-template-words",
    """
I confirm I am using the Balsamiq plugin on our own server, not on Atlassian Cloud, and that after the transfer the license has to match our server level.

License Key: {K}
Email address for the myAtlassian account: jira@hearthstone-homes.example
First and last name: Winston Abernathy
Organization name: Hearthstone Homes
Full address: 500 Elm Ave, Winnipeg, MB R3C 1A5, Canada
Atlassian Expert email: n/a
""",
    client="yahoo",
    email="jira@hearthstone-homes.example",
    holder="Winston Abernathy",
    org="Hearthstone Homes",
    address="500 Elm Ave, Winnipeg, MB R3C 1A5, Canada",
)

add(
    "table-colons-and-breaks",
    "",
    rich="""<html><body><p>Hello Balsamiq Team,</p><p>{L}<br/>{S}</p><table cellpadding="4"><tbody><tr><td valign="top"><b>My License Key:</b></td><td>{KBR}</td></tr><tr><td valign="top"><b>The email address for the myAtlassian account for the license:</b></td><td><a href="mailto:ict@akershus-skole.example">ict@akershus-skole.example</a></td></tr><tr><td valign="top"><b>The first and last name of the holder of the myAtlassian account:</b></td><td>Ingrid Solberg</td></tr><tr><td valign="top"><b>The organization (company) name for the License:</b></td><td>Akershus skole</td></tr><tr><td valign="top"><b>The organization's full address (including country):</b></td><td>Skoleveien 4<br/>1400 Ski<br/>Norge</td></tr><tr><td valign="top"><b>If applicable, the email address of my Atlassian Expert:</b></td><td>&nbsp;</td></tr></tbody></table><p>Mvh<br/>Ingrid Solberg</p></body></html>""",
    client="sogo",
    key="{K}",
    email="ict@akershus-skole.example",
    holder="Ingrid Solberg",
    org="Akershus skole",
    address="Skoleveien 4 1400 Ski Norge",
)

add(
    "key-in-three-lines",
    """
{T}
{P1}
{KS1}
{KS2}
{P2} p.stathopoulos@ionianlogistics.example
{P3}: Panagiotis Stathopoulos
{P4} Ionian Logistics IKE
{P5} Korinthou 211, 262 21 Patra, Greece
{P6}
""",
    client="plain",
    key="{K}",
    email="p.stathopoulos@ionianlogistics.example",
    holder="Panagiotis Stathopoulos",
    org="Ionian Logistics IKE",
    address="Korinthou 211, 262 21 Patra, Greece",
)

add(
    "two-keys-and",
    """
{T}
{P1} {K} and {K2}
{P2} yonatan@galilsoft.example
{P3}: Yonatan Ben-Ami
{P4} GalilSoft Ltd
{P5} 8 HaNamal St., Haifa 3303108, Israel
{P6} none
""",
    client="gmail",
    key="{K}{K2}",
    email="yonatan@galilsoft.example",
    holder="Yonatan Ben-Ami",
    org="GalilSoft Ltd",
    address="8 HaNamal St., Haifa 3303108, Israel",
)

add(
    "address-labelled-lines",
    """
{T}
{P1} {K}
{P2} devops@taigalogger.example
{P3} Aleksi Virtanen
{P4} Taiga Logger Oy
{P5}
Street: Teollisuuskatu 21
ZIP / City: 00510 Helsinki
Country: Finland
{P6}
""",
    client="outlook",
    email="devops@taigalogger.example",
    holder="Aleksi Virtanen",
    org="Taiga Logger Oy",
    address="Street: Teollisuuskatu 21 ZIP / City: 00510 Helsinki Country: Finland",
)

add(
    "no-country-only-city-state",
    """
{T}
{P1} {K}
{P2} rdelgado@mesaverdepower.example
{P3}: Rosa Delgado
{P4} Mesa Verde Power Cooperative
{P5} P.O. Box 88, Cortez, CO 81321
{P6}

Rosa Delgado
Mesa Verde Power Cooperative
""",
    client="outlook",
    email="rdelgado@mesaverdepower.example",
    holder="Rosa Delgado",
    org="Mesa Verde Power Cooperative",
    ask="address",
)

add(
    "one-word-with-title",
    """
{T}
{P1} {K}
{P2} accounts@fennmill.example
{P3}: Mr. Holloway
{P4} Fenn Mill Bakery
{P5} Fenn Mill, Ely CB7 4AA, UK
{P6}
""",
    client="yahoo",
    email="accounts@fennmill.example",
    org="Fenn Mill Bakery",
    address="Fenn Mill, Ely CB7 4AA, UK",
)

add(
    "account-is-a-name",
    """
{T}
{P1} {K}
{P2} Our IT department account
{P3}: Hoang Minh Tuan
{P4} Mekong Packaging JSC
{P5} 27 Le Loi, District 1, Ho Chi Minh City, Vietnam
{P6}
""",
    client="gmail",
    email=None,
    holder="Hoang Minh Tuan",
    org="Mekong Packaging JSC",
    address="27 Le Loi, District 1, Ho Chi Minh City, Vietnam",
)

add(
    "two-accounts-slash",
    """
{T}
{P1} {K}
{P2} jana@cervenykamen.example / faktury@cervenykamen.example
{P3}: Jana Hudáková
{P4} Červený Kameň s.r.o.
{P5} Hlavná 77, 040 01 Košice, Slovensko
{P6}
""",
    client="roundcube",
    holder="Jana Hudáková",
    org="Červený Kameň s.r.o.",
    address="Hlavná 77, 040 01 Košice, Slovensko",
    ask="account_email",
)

add(
    "key-in-pdf",
    """
{T}
{P1} please find it in the attached PDF
{P2} wojtek@baltykmedia.example
{P3} Wojciech Zieliński
{P4} Bałtyk Media sp. j.
{P5} ul. Morska 3, 81-323 Gdynia, Polska
{P6} brak
""",
    client="thunderbird",
    key=None,
    email="wojtek@baltykmedia.example",
    holder="Wojciech Zieliński",
    org="Bałtyk Media sp. j.",
    address="ul. Morska 3, 81-323 Gdynia, Polska",
)

add(
    "signature-with-own-address",
    """
{T}
{P1} {K}
{P2} licenses@groundswellgames.example
{P3}: Kirsten Aalto
{P4} Groundswell Games Inc.
{P5} see signature
{P6} none

Kirsten Aalto
Studio Manager
Groundswell Games Inc.
1188 Davie Street, Vancouver BC, Canada
""",
    client="apple",
    email="licenses@groundswellgames.example",
    holder="Kirsten Aalto",
    org="Groundswell Games Inc.",
)

add(
    "statement-in-cloud",
    """
{L}

I am using my Balsamiq plugin license on Atlassian Cloud and I acknowledge that once my license is transferred to Atlassian Marketplace, it will be required to match my server levels.

{I}

{P1} {K}
{P2} fiona@lochside.example
{P3} Fiona MacAskill
{P4} Lochside Outdoor Centre
{P5} Shore Rd, Ullapool IV26 2UR, Scotland
{P6}
""",
    client="apple",
    email="fiona@lochside.example",
    holder="Fiona MacAskill",
    org="Lochside Outdoor Centre",
    address="Shore Rd, Ullapool IV26 2UR, Scotland",
    ask="confirmation",
)

add(
    "french-translated",
    """
Bonjour,

Nous souhaitons migrer notre licence serveur vers l'Atlassian Marketplace.

Je confirme que j'utilise ma licence du plugin Balsamiq sur mon serveur (pas sur Atlassian Cloud) et je reconnais qu'une fois la licence transférée sur l'Atlassian Marketplace, elle devra correspondre au niveau de mon serveur.

1. Clé de licence : {K}
2. Adresse e-mail du compte myAtlassian : outils@brasserie-du-nord.example
3. Prénom et nom du titulaire du compte : Clémence Vasseur
4. Nom de l'organisation : Brasserie du Nord SAS
5. Adresse complète (avec pays) : 27 quai du Wault, 59800 Lille, France
6. Expert Atlassian : aucun

Bien cordialement,
Clémence Vasseur
""",
    client="zimbra",
    subject="Migration de notre licence serveur vers Atlassian Marketplace",
    email="outils@brasserie-du-nord.example",
    holder="Clémence Vasseur",
    org="Brasserie du Nord SAS",
    address="27 quai du Wault, 59800 Lille, France",
)

add(
    "older-thread-gmail",
    """
Sure, here you go:

{L}
{S}

{P1} {K}
{P2} theo@mistralvoile.example
{P3}: Théo Garnier
{P4} Mistral Voile
{P5} 2 quai de Rive Neuve, 13007 Marseille, France
{P6}

On Tue, Sep 11, 2018 at 9:02 AM Balsamiq Sales <sales@balsamiq.com> wrote:

> Hi Théo,
>
> we have your license for Mistral Voile (Toulon) under theo.old@mistralvoile.example.
> Just fill in the form on our site and we will migrate it.
>
> Best, Sales
""",
    client="gmail",
    subject="Re: Question about our Mockups license",
    email="theo@mistralvoile.example",
    holder="Théo Garnier",
    org="Mistral Voile",
    address="2 quai de Rive Neuve, 13007 Marseille, France",
)

add(
    "free-no-data-short",
    """
Hi, could you please move our Balsamiq license for JIRA Server over to the Atlassian Marketplace? Happy to send whatever you need.

Dana
""",
    client="gmail",
    subject="Balsamiq for JIRA",
    key=None,
    ask="confirmation",
)

cloud(
    "cloud-labels-reversed",
    """
Number of users: 60 
License key: {K}

Beste Grüße
Anke Seidel
""",
    client="thunderbird",
    users=60,
)
cloud(
    "cloud-no-license-have-users",
    """
Hello,

We currently have 33 users in Confluence Cloud. I don't have the license at hand, will send it later.

Eduardo Pinho
""",
    client="gmail",
    key=None,
    users=33,
)

samples.auto_reply(
    "auto-spanish-out",
    """
Hola:

Gracias por su mensaje. Estaré fuera de la oficina hasta el 24 de septiembre, con acceso limitado al correo.
Si es urgente, escriba a soporte@lagunaverde.example.

Un saludo,
Marisol Quintero
""",
    client="outlook",
    subject="Respuesta automática: I want to migrate my Server license to Atlassian Marketplace",
    headers="X-Auto-Response-Suppress: All",
)
samples.auto_reply(
    "auto-no-longer-here",
    """
Thank you for your email. Please note that Henrik Dahl has left the company and this mailbox is no longer monitored. For Atlassian matters please contact atlassian@oresundtek.example.
""",
    client="plain",
    subject="Re: I want to migrate my Server license to Atlassian Marketplace",
)
samples.bounce(
    "bounce-mailbox-full",
    """
Your message to the following recipients could not be delivered:

  n.ferri@lagosereno.example
    Mailbox full (quota exceeded) - 552 5.2.2

Original message headers follow.

From: Balsamiq Sales <sales@balsamiq.com>
To: n.ferri@lagosereno.example
Subject: Re: I want to migrate my Server license to Atlassian Marketplace
""",
    client="plain",
    sender="Postmaster <postmaster@lagosereno.example>",
    subject="Delivery failure notice",
)
samples.other(
    "downtime-question",
    """
Hello Balsamiq,

before we decide: will my users lose access to their mockups while a license is being migrated from you to the Atlassian Marketplace? And is there a fee?

Kind regards
Ruth Adler
""",
    client="outlook",
    subject="Migrating to the Marketplace",
)
samples.other(
    "academic-discount",
    """
Dear Sir or Madam,

does Balsamiq offer an academic discount on Mockups for Confluence Server for 500 users? We are the University of Westmark, Campusplein 1, 3500 Hasselt, Belgium.

Kind regards,
Prof. Lieve Maes
""",
    client="owa",
    subject="Academic pricing",
)
samples.other(
    "supplier-form",
    """
Dear supplier,

as part of our annual review please complete the following and return it within 10 days:

1. Company name:
2. Full address (including country):
3. E-mail address of the account manager:
4. First and last name of the contact:

Supplier Management
Orkla Holding
""",
    client="outlook",
    subject="Supplier data verification 2018",
)
samples.other(
    "sen-arrived-thanks",
    """
Hi Natalie,

received the SEN, everything shows up in my.atlassian.com now. Many thanks for the fast help!

Regards, Oskar

Von: Balsamiq Sales <sales@balsamiq.com>
Gesendet: Mittwoch, 12. September 2018 09:12
An: Oskar Thiele
Betreff: RE: I want to migrate my Server license to Atlassian Marketplace

Hi Oskar, your SEN is SEN-1112223.

{P1} {K}
{P2} oskar@thiele-bau.example
{P3} Oskar Thiele
{P4} Thiele Bau GmbH
{P5} Ringstr. 2, 01067 Dresden, Germany
""",
    client="outlook",
    subject="AW: I want to migrate my Server license to Atlassian Marketplace",
)
samples.other(
    "bug-report-with-key",
    """
Hi support,

since we upgraded Confluence to 6.10 the plugin says "invalid license". Our key is {K}. What can we do?

Mats
""",
    client="gmail",
    subject="Invalid license after upgrade",
)
