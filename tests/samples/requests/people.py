"""The template as people fill it in: terse, chatty, half, in another order, corrected, with more than was asked."""

# ruff: noqa: E501
from tests.samples.sample import Samples

samples = Samples()
add = samples.migration

add(
    "terse-labels",
    """
{S}

Key: {K}
myAtlassian: ops@brightkiln.example
Holder: Petra Vos
Org: Brightkiln BV
Addr: Keizersgracht 1, 1015 CN Amsterdam, NL
""",
    email="ops@brightkiln.example",
    holder="Petra Vos",
    org="Brightkiln BV",
    address="Keizersgracht 1, 1015 CN Amsterdam, NL",
)

add(
    "chatty-inline",
    """
Hi there!

Love your products, we've been using them since 2011 or so :-) Our admin just told me we should move the license over to the Marketplace so here goes.

{T}
{P1} I think it's this one: {K} (it's the one for Confluence)
{P2} that would be marketplace@redcedar.example
{P3}: Tamsin Fielding (that's me!)
{P4} Red Cedar Landscape Architects
{P5} 14 Harbour Lane, Nelson 7010, New Zealand
{P6} we don't have one

Have a great day!
Tamsin
""",
    email="marketplace@redcedar.example",
    holder="Tamsin Fielding",
    org="Red Cedar Landscape Architects",
    address="14 Harbour Lane, Nelson 7010, New Zealand",
)

add(
    "two-products",
    """
{T}
{P1}
Mockups for Confluence (100 users): {K}
Mockups for JIRA (50 users): {K2}
{P2} jira-admins@ostsee-werft.example
{P3} Uwe Petersen
{P4} Ostsee Werft GmbH & Co. KG
{P5} Werftstraße 6, 24143 Kiel, Deutschland
{P6}
""",
    key="{K}\n{K2}",
    email="jira-admins@ostsee-werft.example",
    holder="Uwe Petersen",
    org="Ostsee Werft GmbH & Co. KG",
    address="Werftstraße 6, 24143 Kiel, Deutschland",
)

add(
    "key-with-name-line",
    """
{T}
{P1}
Name: Fairlight Observatory
License: {K}
{P2} webmaster@fairlight.example
{P3} Dr. Joan Beckett
{P4} Fairlight Observatory
{P5} 1 Observatory Road, Cape Town, 7925, South Africa
{P6}
""",
    email="webmaster@fairlight.example",
    holder="Dr. Joan Beckett",
    org="Fairlight Observatory",
    address="1 Observatory Road, Cape Town, 7925, South Africa",
)

add(
    "key-name-line-both-quoted",
    """
{T}
{P1} License Name: "Gannet Software" License Key: "{K}"
{P2} dev@gannet.example
{P3} Fiona MacLeod
{P4} Gannet Software
{P5} 3 Shore Street, Oban PA34 4LB, Scotland, UK
{P6}
""",
    email="dev@gannet.example",
    holder="Fiona MacLeod",
    org="Gannet Software",
    address="3 Shore Street, Oban PA34 4LB, Scotland, UK",
)

add(
    "key-in-code-block",
    """
{T}
{P1}
```
{K}
```
{P2} `paul@merlecode.example`
{P3} Paul Merle
{P4} Merlecode
{P5} 8 place Bellecour, 69002 Lyon, FRANCE
{P6}
""",
    email="paul@merlecode.example",
    holder="Paul Merle",
    org="Merlecode",
    address="8 place Bellecour, 69002 Lyon, FRANCE",
)

add(
    "key-attached-txt",
    """
{T}
{P1} in the attached text file
{P2} lizenzen@voralpen.example
{P3} Regula Ammann
{P4} Voralpen Treuhand AG
{P5} Bahnhofplatz 2, 8001 Zürich, Schweiz
{P6}
""",
    key=None,
    email="lizenzen@voralpen.example",
    holder="Regula Ammann",
    org="Voralpen Treuhand AG",
    address="Bahnhofplatz 2, 8001 Zürich, Schweiz",
    attach=(("license.txt", "Name: Voralpen Treuhand AG\nLicense: {K}\n"),),
)

add(
    "same-as-holder",
    """
{T}
{P1} {K}
{P2} aoife.walsh@shannonsys.example
{P3} Aoife Walsh
{P4} same as account holder
{P5} Unit 4, Raheen Business Park, Limerick, Ireland
{P6} same
""",
    email="aoife.walsh@shannonsys.example",
    holder="Aoife Walsh",
    address="Unit 4, Raheen Business Park, Limerick, Ireland",
)

add(
    "see-signature",
    """
{T}
{P1} {K}
{P2} c.becker@lahntal.example
{P3} see signature
{P4} see signature
{P5} see signature below
{P6}

Christian Becker
Lahntal Software GmbH
Universitätsstr. 12
35037 Marburg
Germany
""",
    email="c.becker@lahntal.example",
)

add(
    "wrong-order-numbers-kept",
    """
{L}
{S}

4. The organization (company) name for the License: Quillback Press
5. The organization's full address (including country): 77 Water St., Halifax NS B3J 1S9, Canada
3. The first and last name of the holder of the myAtlassian account: Noor Siddiqui
2. The email address for the myAtlassian account for the license: noor@quillback.example
1. My License Key: {K}
""",
    email="noor@quillback.example",
    holder="Noor Siddiqui",
    org="Quillback Press",
    address="77 Water St., Halifax NS B3J 1S9, Canada",
)

add(
    "half-filled",
    """
{T}
{P1} {K}
{P2} leo@tandem-lab.example
{P3}
{P4} Tandem Lab
{P5}
{P6}

Leo
""",
    email="leo@tandem-lab.example",
    org="Tandem Lab",
)

add(
    "answers-only-numbers",
    """
{L}

{S}

1) {K}
2) it-einkauf@brenner-logistik.example
3) Manfred Gruber
4) Brenner Logistik GmbH
5) Industriezeile 20, 6020 Innsbruck, Österreich
6) -
""",
    email="it-einkauf@brenner-logistik.example",
    holder="Manfred Gruber",
    org="Brenner Logistik GmbH",
    address="Industriezeile 20, 6020 Innsbruck, Österreich",
)

add(
    "correction-below",
    """
{T}
{P1} {K}
{P2} hugo.marin@telar.example
{P3} Hugo Marín
{P4} Telar Digital SpA
{P5} Av. Providencia 1208, Santiago, Chile
{P6}

Sorry, the email address for the account should be licencias@telar.example, not mine.

Hugo
""",
    email="licencias@telar.example",
    holder="Hugo Marín",
    org="Telar Digital SpA",
    address="Av. Providencia 1208, Santiago, Chile",
)

add(
    "address-care-of",
    """
{T}
{P1} {K}
{P2} treasurer@openmaps.example
{P3} Wanjiru Kamau
{P4} Open Maps Association
{P5} c/o Kamau & Partners Advocates
P.O. Box 30125-00100
Upper Hill Road
Nairobi
Kenya
{P6} N/A
""",
    email="treasurer@openmaps.example",
    holder="Wanjiru Kamau",
    org="Open Maps Association",
    address="c/o Kamau & Partners Advocates P.O. Box 30125-00100 Upper Hill Road Nairobi Kenya",
)

add(
    "address-phone-vat",
    """
{T}
{P1} {K}
{P2} admin@lagunaweb.example
{P3} Chiara Zanetti
{P4} Laguna Web S.a.s. di Zanetti C.
{P5} Calle dei Fabbri 4680
30124 Venezia (VE)
Italia
P.IVA 01234567890
Tel. +39 041 555 0100
{P6}
""",
    email="admin@lagunaweb.example",
    holder="Chiara Zanetti",
    org="Laguna Web S.a.s. di Zanetti C.",
    address="Calle dei Fabbri 4680 30124 Venezia (VE) Italia",
)

add(
    "state-only",
    """
{T}
{P1} {K}
{P2} brooke@prairiedata.example
{P3} Brooke Hanson
{P4} Prairie Data LLC
{P5} 410 Main St, Suite 3, Sioux Falls, South Dakota 57104
{P6}
""",
    email="brooke@prairiedata.example",
    holder="Brooke Hanson",
    org="Prairie Data LLC",
    address=None,
)

add(
    "georgia-state",
    """
{T}
{P1} {K}
{P2} billing@peachtreeux.example
{P3} Latoya Simmons
{P4} Peachtree UX
{P5} 3340 Peachtree Rd NE, Atlanta, Georgia
{P6}
""",
    email="billing@peachtreeux.example",
    holder="Latoya Simmons",
    org="Peachtree UX",
    address=None,
)

add(
    "georgia-country",
    """
{T}
{P1} {K}
{P2} g.beridze@kartlisoft.example
{P3} Giorgi Beridze
{P4} Kartlisoft LLC
{P5} 12 Rustaveli Avenue, 0108 Tbilisi, Georgia
{P6}
""",
    email="g.beridze@kartlisoft.example",
    holder="Giorgi Beridze",
    org="Kartlisoft LLC",
    address="12 Rustaveli Avenue, 0108 Tbilisi, Georgia",
)

add(
    "ontario-no-country",
    """
{T}
{P1} {K}
{P2} accounts@maplegrid.example
{P3} Daniel Tremblay
{P4} Maplegrid Inc.
{P5} 100 King Street West, Toronto, ON M5X 1A9
{P6}
""",
    email="accounts@maplegrid.example",
    holder="Daniel Tremblay",
    org="Maplegrid Inc.",
    address=None,
)

add(
    "contradicted-cloud-remark",
    """
{T}
{P1} {K}
{P2} sven@kielwasser.example
{P3} Sven Thomsen
{P4} Kielwasser Medien
{P5} Hafenstr. 1, 24103 Kiel, Germany
{P6}

Note: we are on Atlassian Cloud, I hope that is OK.
""",
    email="sven@kielwasser.example",
    holder="Sven Thomsen",
    org="Kielwasser Medien",
    address="Hafenstr. 1, 24103 Kiel, Germany",
    ask="confirmation",
)

add(
    "statement-struck-no-cloud",
    """
{L}

I am using my Balsamiq plugin license on Atlassian Cloud and I acknowledge that once my license is transferred to Atlassian Marketplace, it will be required to match my server levels.

{P1} {K}
{P2} rosa@llamagames.example
{P3} Rosa Quispe
{P4} Llama Games S.A.C.
{P5} Jr. de la Unión 300, Lima 1, Perú
{P6}
""",
    email="rosa@llamagames.example",
    holder="Rosa Quispe",
    org="Llama Games S.A.C.",
    address="Jr. de la Unión 300, Lima 1, Perú",
    ask="confirmation",
)

add(
    "statement-paraphrased",
    """
Hello,

I hereby confirm that our Balsamiq plugin runs on our own Confluence Server (behind the firewall) and that we understand the license needs to match the number of Confluence users once it has been moved to the Marketplace.

License key: {K}
myAtlassian account email: j.kowalczyk@warta-it.example
Account holder: Joanna Kowalczyk
Company: Warta IT Sp. z o.o.
Address: ul. Święty Marcin 80, 61-809 Poznań, Poland

BR
Joanna
""",
    subject="Marketplace migration",
    email="j.kowalczyk@warta-it.example",
    holder="Joanna Kowalczyk",
    org="Warta IT Sp. z o.o.",
    address="ul. Święty Marcin 80, 61-809 Poznań, Poland",
)

add(
    "statement-half",
    """
I am using my Balsamiq plugin license on my server (not on Atlassian Cloud).

{I}
{P1} {K}
{P2} kai@uferlos.example
{P3} Kai Reimers
{P4} Uferlos e.V.
{P5} Elbchaussee 9, 22765 Hamburg, Deutschland
{P6}
""",
    email="kai@uferlos.example",
    holder="Kai Reimers",
    org="Uferlos e.V.",
    address="Elbchaussee 9, 22765 Hamburg, Deutschland",
    ask="confirmation",
)

add(
    "page-list-with-yes",
    """
Confirm you are using your license on your Server: yes
Confirm you agree to match your Balsamiq number of users to your Confluence and/or JIRA users: yes
The License Key you wish to migrate: {K}
The email address for the myAtlassian account the license should be sent to (this is very important to be accurate): mireille@sablier.example
The first and last name of the holder of the myAtlassian account: Mireille Fontaine
The organization (company) name for the License: Sablier SARL
The organization's full address (including country): 22 Boulevard Royal, L-2449 Luxembourg, Luxembourg
If applicable, the email address of your Atlassian Expert: n/a
""",
    client="gmail",
    email="mireille@sablier.example",
    holder="Mireille Fontaine",
    org="Sablier SARL",
    address="22 Boulevard Royal, L-2449 Luxembourg, Luxembourg",
)

add(
    "page-list-with-no",
    """
* Confirm you are using your license on your Server - Yes
* Confirm you agree to match your Balsamiq number of users to your Confluence and/or JIRA users - No, we only have 10 editors
* The License Key you wish to migrate - {K}
* The email address for the myAtlassian account the license should be sent to - ben@fernhill.example
* The first and last name of the holder of the myAtlassian account - Ben Achebe
* The organization (company) name for the License - Fernhill Clinics
* The organization's full address (including country) - 9 Fernhill Road, Kampala, Uganda
""",
    email="ben@fernhill.example",
    holder="Ben Achebe",
    org="Fernhill Clinics",
    address="9 Fernhill Road, Kampala, Uganda",
    ask="confirmation",
)

add(
    "two-emails-slash",
    """
{T}
{P1} {K}
{P2} ana.popescu@carpati.example / office@carpati.example
{P3} Ana Popescu
{P4} Carpați Software SRL
{P5} Str. Lipscani 5, București 030031, România
{P6}
""",
    holder="Ana Popescu",
    org="Carpați Software SRL",
    address="Str. Lipscani 5, București 030031, România",
)

add(
    "email-obfuscated",
    """
{T}
{P1} {K}
{P2} max (at) wattwerk (dot) example
{P3} Max Hölzl
{P4} Wattwerk
{P5} Lindwurmstr. 5, 80337 München, Germany
{P6}
""",
    holder="Max Hölzl",
    org="Wattwerk",
    address="Lindwurmstr. 5, 80337 München, Germany",
)

add(
    "email-display-name",
    """
{T}
{P1} {K}
{P2} "Tran, Linh" <linh.tran@mekongsoft.example>
{P3} Linh Tran
{P4} Mekong Soft Co., Ltd.
{P5} 25 Lê Lợi, Quận 1, TP. Hồ Chí Minh, Việt Nam
{P6} "Nguyen, An" <an@partner.example>
""",
    email="linh.tran@mekongsoft.example",
    holder="Linh Tran",
    org="Mekong Soft Co., Ltd.",
    address="25 Lê Lợi, Quận 1, TP. Hồ Chí Minh, Việt Nam",
    expert="an@partner.example",
)

add(
    "one-word-first-name",
    """
{T}
{P1} {K}
{P2} ivo@zagrebdev.example
{P3} Mr. Ivo
{P4} Zagreb Dev d.o.o.
{P5} Ilica 10, 10000 Zagreb, Hrvatska
{P6}
""",
    email="ivo@zagrebdev.example",
    holder=None,
    org="Zagreb Dev d.o.o.",
    address="Ilica 10, 10000 Zagreb, Hrvatska",
)

add(
    "last-name-comma-first",
    """
{T}
{P1} {K}
{P2} hkim@bayside.example
{P3} Kim, Hyejin
{P4} Bayside Robotics
{P5} 55 Centum jungang-ro, Haeundae-gu, Busan 48058, Republic of Korea
{P6}
""",
    email="hkim@bayside.example",
    holder="Kim, Hyejin",
    org="Bayside Robotics",
    address="55 Centum jungang-ro, Haeundae-gu, Busan 48058, Republic of Korea",
)

add(
    "assistant-for-boss",
    """
Hello,

my boss Mr. Farid Rahmani asked me to send you this.

{T}
{P1} {K}
{P2} f.rahmani@atlasmotors.example
{P3} Farid Rahmani
{P4} Atlas Motors SA
{P5} 12, Bd Zerktouni, 20000 Casablanca, Maroc
{P6}

Best
Samira El Idrissi
Assistante de direction
samira@atlasmotors.example
""",
    sender="samira@atlasmotors.example",
    email="f.rahmani@atlasmotors.example",
    holder="Farid Rahmani",
    org="Atlas Motors SA",
    address="12, Bd Zerktouni, 20000 Casablanca, Maroc",
)

add(
    "bracketed-answers",
    """
{T}
{P1} [{K}]
{P2} [pk@indigofen.example]
{P3} [Pauline Kerr]
{P4} [Indigo Fen Ltd.]
{P5} [The Old Mill, Ely CB7 4AA, Great Britain]
{P6} []
""",
    email="pk@indigofen.example",
    holder="Pauline Kerr",
    org="Indigo Fen Ltd.",
    address="The Old Mill, Ely CB7 4AA, Great Britain",
)

add(
    "arrows",
    """
{T}
1. My License Key --> {K}
2. The email address for the myAtlassian account for the license --> gk@tartarugas.example
3. The first and last name of the holder of the myAtlassian account --> Gustavo Klein
4. The organization (company) name for the License --> Tartarugas Tecnologia Ltda.
5. The organization's full address (including country) --> Rua XV de Novembro 50, Curitiba, PR, 80020-310, Brazil
6. If applicable, the email address of my Atlassian Expert --> none
""",
    email="gk@tartarugas.example",
    holder="Gustavo Klein",
    org="Tartarugas Tecnologia Ltda.",
    address="Rua XV de Novembro 50, Curitiba, PR, 80020-310, Brazil",
)

add(
    "answers-in-caps-blank-lines",
    """
{T}

{P1}

{K}


{P2}

ADMIN@MANILAWORKS.EXAMPLE


{P3}

MARIA CRISTINA SANTOS


{P4}

MANILA WORKS INC


{P5}

8F TOWER TWO, AYALA AVENUE, MAKATI CITY 1226, PHILIPPINES


{P6}

NONE


THANKS
""",
    email="admin@manilaworks.example",
    holder="MARIA CRISTINA SANTOS",
    org="MANILA WORKS INC",
    address="8F TOWER TWO, AYALA AVENUE, MAKATI CITY 1226, PHILIPPINES",
)

add(
    "reseller-fills-in",
    """
Dear Balsamiq,

on behalf of our customer Hallstatt Salinen AG we request the migration of their license. End customer data as follows.

{T}
{P1} {K}
{P2} atlassian@hallstatt-salinen.example
{P3} Josef Hinterhofer
{P4} Hallstatt Salinen AG
{P5} Salzbergstraße 21, 4830 Hallstatt, Austria
{P6} experts@alpinpartner.example

Mit freundlichen Grüßen
Eva Lindner
Alpinpartner Consulting GmbH - Platinum Solution Partner
Mariahilfer Straße 99, 1060 Wien
""",
    sender="eva.lindner@alpinpartner.example",
    email="atlassian@hallstatt-salinen.example",
    holder="Josef Hinterhofer",
    org="Hallstatt Salinen AG",
    address="Salzbergstraße 21, 4830 Hallstatt, Austria",
    expert="experts@alpinpartner.example",
)

add(
    "comment-after-answers",
    """
{T}
{P1} {K}
{P2} dkaya@egeyazilim.example
{P3} Deniz Kaya
{P4} Ege Yazılım
{P5} Kıbrıs Şehitleri Cad. 12, 35220 İzmir, Turkey
{P6} none

One more thing: our maintenance ran out in June, do we have to renew it first?

Deniz
""",
    email="dkaya@egeyazilim.example",
    holder="Deniz Kaya",
    org="Ege Yazılım",
    address="Kıbrıs Şehitleri Cad. 12, 35220 İzmir, Turkey",
)

add(
    "typed-again-own-words",
    """
Hello, here is what you need for our move to marketplace:

my licence: {K}
mail of the atlassian account: it@gruenspan.example
name of the account holder: Lena Sommer
our company: Grünspan Naturkosmetik GmbH
where we are: Am Anger 3, 99084 Erfurt, Germany

and yes, it runs on our own server, not in the cloud, and we know that the license has to match our server level.
""",
    subject="move to marketplace",
    email="it@gruenspan.example",
    holder="Lena Sommer",
    org="Grünspan Naturkosmetik GmbH",
    address="Am Anger 3, 99084 Erfurt, Germany",
)

add(
    "table-pasted-tabs",
    """
{T}
My License Key\t{K}
myAtlassian email\tconfluence@fjellheim.example
Account holder\tSigrid Moen
Company\tFjellheim Entreprenør AS
Address\tKirkegata 20, 2609 Lillehammer, Norway
Expert\t
""",
    email="confluence@fjellheim.example",
    holder="Sigrid Moen",
    org="Fjellheim Entreprenør AS",
    address="Kirkegata 20, 2609 Lillehammer, Norway",
)

add(
    "html-table-two-columns",
    "",
    rich="""
<p>{L}</p><p>{S}</p>
<table border="1"><tr><th>Field</th><th>Value</th></tr>
<tr><td>License Key</td><td><code>{K}</code></td></tr>
<tr><td>Email address of the myAtlassian account</td><td><a href="mailto:pm@kaskad.example">pm@kaskad.example</a></td></tr>
<tr><td>First and last name of the account holder</td><td>Pelle M&aring;nsson</td></tr>
<tr><td>Organization</td><td>Kaskad Studios AB</td></tr>
<tr><td>Full address</td><td>Nobelv&auml;gen 23<br>214 29 Malm&ouml;<br>Sverige</td></tr>
<tr><td>Atlassian Expert</td><td>&nbsp;</td></tr></table>""",
    client="sogo",
    email="pm@kaskad.example",
    holder="Pelle Månsson",
    org="Kaskad Studios AB",
    address="Nobelvägen 23 214 29 Malmö Sverige",
)

add(
    "org-in-address-too",
    """
{T}
{P1} {K}
{P2} sysop@tidewater.example
{P3} Grace Mbeki
{P4} Tidewater University, Dept. of Computer Science
{P5} Tidewater University
Department of Computer Science
Private Bag X3
Rondebosch 7701
RSA
{P6}
""",
    email="sysop@tidewater.example",
    holder="Grace Mbeki",
    org="Tidewater University, Dept. of Computer Science",
    address="Tidewater University Department of Computer Science Private Bag X3 Rondebosch 7701 RSA",
)

add(
    "signature-right-under-answers",
    """
{T}
{P1} {K}
{P2} marta.ruiz@bodegas-ruiz.example
{P3} Marta Ruiz
{P4} Bodegas Ruiz S.L.
{P5} Carretera de Logroño km 3, 26200 Haro, España
{P6}
Marta Ruiz
Bodegas Ruiz S.L.
Tel: 941 555 010
www.bodegas-ruiz.example
marta.ruiz@bodegas-ruiz.example
""",
    email="marta.ruiz@bodegas-ruiz.example",
    holder="Marta Ruiz",
    org="Bodegas Ruiz S.L.",
    address="Carretera de Logroño km 3, 26200 Haro, España",
)

add(
    "key-in-subject",
    """
{S}

myAtlassian account: pia.holm@sundby.example
name: Pia Holm
company: Sundby Kommune
address: Rådhuspladsen 1, 7752 Sundby, Denmark
""",
    subject="Migrate license {K} to Marketplace",
    email="pia.holm@sundby.example",
    holder="Pia Holm",
    org="Sundby Kommune",
    address="Rådhuspladsen 1, 7752 Sundby, Denmark",
)

add(
    "licence-number-not-key",
    """
{T}
{P1} I don't know, it was bought in 2013 by a former colleague
{P2} hr@plover.example
{P3} Owen Price
{P4} Plover Homes
{P5} 2 Castle Street, Cardiff CF10 1BS, Wales, UK
{P6} don't know
""",
    key=None,
    email="hr@plover.example",
    holder="Owen Price",
    org="Plover Homes",
    address="2 Castle Street, Cardiff CF10 1BS, Wales, UK",
)

add(
    "placeholders-many",
    """
{T}
{P1} will follow
{P2} to be confirmed
{P3} see above
{P4} XXX
{P5} as on the invoice
{P6} not applicable
""",
)

add(
    "blank-html",
    "{T}\n{P1}\n{P2}\n{P3}\n{P4}\n{P5}\n{P6}\n\nSent from my iPad",
    client="outlook",
    sender="fritz@empty.example",
)

add(
    "blank-android-line",
    "{L} {S} {I} {P1} {P2} {P3} {P4} {P5} {P6}",
    client="gmail",
    sender="ada@empty.example",
)
