"""A third set of requests of everyday mail: whole messages as clients and servers make them, and people's habits."""

# ruff: noqa: E501, W291
from tests.samples.sample import Samples

samples = Samples()
add = samples.migration
cloud = samples.cloud

add(
    "rfc822-forward-html-inside",
    "",
    raw="""
From: Nadia Haddad <nadia@cedarconsult.example>
To: sales@balsamiq.com
Subject: FW: I want to migrate my Server license to Atlassian Marketplace
Date: Wed, 12 Sep 2018 10:21:07 +0200
Message-ID: <a1@cedarconsult.example>
MIME-Version: 1.0
Content-Type: multipart/mixed; boundary="outer"

--outer
Content-Type: text/html; charset="utf-8"

<html><body><p>Hello, attached please find the request of our client. Regards, Nadia</p></body></html>
--outer
Content-Type: message/rfc822
Content-Disposition: attachment

From: Fadi Khoury <fadi.khoury@beirutmedia.example>
To: nadia@cedarconsult.example
Subject: I want to migrate my Server license to Atlassian Marketplace
Date: Tue, 11 Sep 2018 10:21:07 +0300
MIME-Version: 1.0
Content-Type: multipart/alternative; boundary="inner"

--inner
Content-Type: text/plain; charset="us-ascii"

{L}
{S}
{I}
{P1} {K}
{P2} fadi.khoury@beirutmedia.example
{P3} Fadi Khoury
{P4} Beirut Media SARL
{P5} Rue Hamra 40, Beirut, Lebanon
{P6} nadia@cedarconsult.example
--inner
Content-Type: text/html; charset="us-ascii"

<div>{L}</div><div>{S}</div><div>{I}</div><div>{P1} {K}</div><div>{P2} fadi.khoury@beirutmedia.example</div><div>{P3} Fadi Khoury</div><div>{P4} Beirut Media SARL</div><div>{P5} Rue Hamra 40, Beirut, Lebanon</div><div>{P6} nadia@cedarconsult.example</div>
--inner--
--outer--
""",
    key="{K}",
    email="fadi.khoury@beirutmedia.example",
    holder="Fadi Khoury",
    org="Beirut Media SARL",
    address="Rue Hamra 40, Beirut, Lebanon",
    expert="nadia@cedarconsult.example",
)

add(
    "utf8-declared-ascii",
    "",
    raw="""
From: =?utf-8?q?J=C3=BCrgen_R=C3=B6sler?= <roesler@oderlicht.example>
To: sales@balsamiq.com
Subject: I want to migrate my Server license to Atlassian Marketplace
Date: Wed, 12 Sep 2018 10:21:07 +0200
Message-ID: <b1@oderlicht.example>
MIME-Version: 1.0
Content-Type: text/plain; charset=us-ascii

{T}
{P1} {K}
{P2} roesler@oderlicht.example
{P3} Jürgen Rösler
{P4} Oderlicht Filmproduktion GbR
{P5} Große Scharrnstraße 7, 15230 Frankfurt (Oder), Deutschland
{P6}
""",
    key="{K}",
    email="roesler@oderlicht.example",
    holder="Jürgen Rösler",
    org="Oderlicht Filmproduktion GbR",
    address="Große Scharrnstraße 7, 15230 Frankfurt (Oder), Deutschland",
)

add(
    "latin1-declared-1252-quotes",
    "",
    raw="""
From: Sean Walsh <sean@claddaghprint.example>
To: sales@balsamiq.com
Subject: I want to migrate my Server license to Atlassian Marketplace
Date: Wed, 12 Sep 2018 10:21:07 +0200
Message-ID: <c1@claddaghprint.example>
MIME-Version: 1.0
Content-Type: text/plain; charset=iso-8859-1
Content-Transfer-Encoding: 8bit

{T}
{P1} {K}
{P2} sean@claddaghprint.example
{P3}: Seán Ó’Conaill
{P4} Claddagh Print – Design & Web
5. The organization’s full address (including country): 3 Quay Street, Galway, Éire
{P6} –
""",
    charset="windows-1252",
    key="{K}",
    email="sean@claddaghprint.example",
    holder="Seán Ó’Conaill",
    org="Claddagh Print – Design & Web",
    address="3 Quay Street, Galway, Éire",
)

add(
    "flowed-delsp",
    "",
    raw="""
From: Kenta Mori <mori@kitanodenki.example>
To: sales@balsamiq.com
Subject: I want to migrate my Server license to Atlassian Marketplace
Date: Wed, 12 Sep 2018 10:21:07 +0900
Message-ID: <d1@kitanodenki.example>
MIME-Version: 1.0 (Mac OS X Mail 10.3)
Content-Type: text/plain; charset=utf-8; format=flowed; delsp=yes
Content-Transfer-Encoding: 8bit

{L}

I am using my Balsamiq plugin license on my server (not on Atlassian  
Cloud) and I acknowledge that once my license is transferred to  
Atlassian Marketplace, it will be required to match my server levels.

{I}

{P1} {KS1} 
{KS2}
{P2}  
mori@kitanodenki.example
{P3}  
森 健太
{P4} 北野電機 
株式会社
{P5}  
札幌市中央区北一条西3丁目2番地 060-0001  
日本
{P6}
""",
    key="{K}",
    email="mori@kitanodenki.example",
    holder="森 健太",
    org="北野電機株式会社",
    address="札幌市中央区北一条西3丁目2番地 060-0001 日本",
)

add(
    "html-no-charset-header",
    "",
    raw="""
From: Beatriz Salgado <beatriz@mareasalta.example>
To: sales@balsamiq.com
Subject: I want to migrate my Server license to Atlassian Marketplace
Date: Wed, 12 Sep 2018 10:21:07 +0200
Message-ID: <e1@mareasalta.example>
MIME-Version: 1.0
Content-Type: text/html

<html><head><meta charset="utf-8"></head><body style="font-family:Verdana">
{L}<br><br>{S}<br><br>{I}<br><br>
{P1} <span style="color:#0000ff">{K}</span><br>
{P2} <span style="color:#0000ff">beatriz@mareasalta.example</span><br>
{P3}<span style="color:#0000ff"> Beatriz Salgado Núñez</span><br>
{P4} <span style="color:#0000ff">Marea Salta S.L.</span><br>
{P5} <span style="color:#0000ff">C/ Real 15, 15003 A Coruña, España</span><br>
{P6} <span style="color:#0000ff">no tenemos</span><br>
</body></html>
""",
    key="{K}",
    email="beatriz@mareasalta.example",
    holder="Beatriz Salgado Núñez",
    org="Marea Salta S.L.",
    address="C/ Real 15, 15003 A Coruña, España",
)

add(
    "outlook-inline-answers-html-quote",
    "",
    raw="""
From: "Lindqvist, Per" <per.lindqvist@norrskenab.example>
To: Balsamiq Sales <sales@balsamiq.com>
Subject: SV: I want to migrate my Server license to Atlassian Marketplace
In-Reply-To: <q1@balsamiq.com>
Date: Wed, 12 Sep 2018 10:21:07 +0200
Message-ID: <f1@norrskenab.example>
X-Mailer: Microsoft Outlook 16.0
MIME-Version: 1.0
Content-Type: text/html; charset="iso-8859-1"
Content-Transfer-Encoding: 8bit

<html><body lang=SV><div class=WordSection1><p class=MsoNormal>Hej, mina svar i rött nedan.<o:p></o:p></p><p class=MsoNormal>/Per<o:p></o:p></p><div style='border:none;border-top:solid #E1E1E1 1.0pt;padding:3.0pt 0cm 0cm 0cm'><p class=MsoNormal><b>Från:</b> Balsamiq Sales &lt;sales@balsamiq.com&gt;<br><b>Skickat:</b> den 11 september 2018 17:02<br><b>Till:</b> Lindqvist, Per<br><b>Ämne:</b> Re: I want to migrate my Server license to Atlassian Marketplace<o:p></o:p></p></div>
<p class=MsoNormal>Hello Per,<o:p></o:p></p><p class=MsoNormal>please fill in what is missing:<o:p></o:p></p>
<p class=MsoNormal>{L}<o:p></o:p></p><p class=MsoNormal>{S}<o:p></o:p></p>
<p class=MsoNormal>{P1} <span style='color:red'>{K}<o:p></o:p></span></p>
<p class=MsoNormal>{P2} <span style='color:red'>atlas@norrskenab.example<o:p></o:p></span></p>
<p class=MsoNormal>{P3} <span style='color:red'>Per Lindqvist<o:p></o:p></span></p>
<p class=MsoNormal>{P4} <span style='color:red'>Norrsken AB<o:p></o:p></span></p>
<p class=MsoNormal>{P5} <span style='color:red'>Storgatan 12, 972 38 Luleå, Sverige<o:p></o:p></span></p>
<p class=MsoNormal>{P6} <span style='color:red'>Saknas<o:p></o:p></span></p>
</div></body></html>
""",
    charset="iso-8859-1",
    key="{K}",
    email="atlas@norrskenab.example",
    holder="Per Lindqvist",
    org="Norrsken AB",
    address="Storgatan 12, 972 38 Luleå, Sverige",
)

add(
    "all-newlines-lost",
    """
{L} {S} {I} {P1} {K} {P2} lucie@tournesol-bio.example {P3} Lucie Perrault {P4} Tournesol Bio inc. {P5} 455 rue Saint-Jean, Québec, QC G1R 1P4, Canada {P6} Merci! Lucie
""",
    client="k9",
    email="lucie@tournesol-bio.example",
    holder="Lucie Perrault",
    org="Tournesol Bio inc.",
    address="455 rue Saint-Jean, Québec, QC G1R 1P4, Canada",
)

add(
    "italian-translated",
    """
Buongiorno,

vorremmo trasferire la nostra licenza Server su Atlassian Marketplace.

Inviando questo messaggio confermo di utilizzare la licenza del plugin Balsamiq sul mio server (non su Atlassian Cloud) e sono consapevole che, una volta trasferita su Atlassian Marketplace, la licenza dovrà corrispondere al livello del mio server.

1. Chiave di licenza: {K}
2. Indirizzo email dell'account myAtlassian: licenze@ceramichevalli.example
3. Nome e cognome del titolare dell'account: Ludovica Ferrante
4. Nome dell'organizzazione (azienda): Ceramiche Valli S.r.l.
5. Indirizzo completo dell'organizzazione (compreso il paese): Via Emilia 210, 41049 Sassuolo (MO), Italia
6. Indirizzo email dell'Atlassian Expert: nessuno

Cordiali saluti,
Ludovica Ferrante
""",
    client="gmail",
    subject="Trasferimento licenza Server su Atlassian Marketplace",
    email="licenze@ceramichevalli.example",
    holder="Ludovica Ferrante",
    org="Ceramiche Valli S.r.l.",
    address="Via Emilia 210, 41049 Sassuolo (MO), Italia",
)

add(
    "japanese-translated",
    """
Balsamiq ご担当者様

お世話になっております。サーバー版ライセンスを Atlassian Marketplace へ移行したいです。

当社は Balsamiq プラグインを自社サーバーで使用しており（Atlassian Cloud ではありません）、Marketplace への移行後はライセンスがサーバーのユーザー数と一致している必要があることを了承します。

1. ライセンスキー: {K}
2. myAtlassian アカウントのメールアドレス: license@hakuba-kogyo.example
3. アカウント所有者の氏名: 佐々木 翔
4. 会社名: 白馬工業株式会社
5. 会社の住所（国名を含む）: 長野県北安曇郡白馬村北城1000 〒399-9301 日本
6. Atlassian Expert のメールアドレス: なし

よろしくお願いいたします。
佐々木
""",
    client="plain",
    charset="iso-2022-jp",
    subject="サーバーライセンスの Marketplace への移行",
    email="license@hakuba-kogyo.example",
    holder="佐々木 翔",
    org="白馬工業株式会社",
    address="長野県北安曇郡白馬村北城1000 〒399-9301 日本",
)

add(
    "dutch-translated-short",
    """
Goedendag,

Graag willen wij onze serverlicentie overzetten naar de Atlassian Marketplace. Wij gebruiken de plugin op onze eigen server (niet in de Atlassian Cloud) en begrijpen dat de licentie na de overdracht moet overeenkomen met het niveau van onze server.

Licentiesleutel: {K}
E-mailadres myAtlassian-account: beheer@duinwaterbedrijf.example
Voor- en achternaam accounthouder: Femke Hoekstra
Organisatie: Duinwaterbedrijf N.V.
Adres: Zeeweg 100, 2051 EC Overveen, Nederland
Atlassian Expert: n.v.t.

Met vriendelijke groet,
Femke Hoekstra
""",
    client="owa",
    subject="Overzetten serverlicentie naar Atlassian Marketplace",
    email="beheer@duinwaterbedrijf.example",
    holder="Femke Hoekstra",
    org="Duinwaterbedrijf N.V.",
    address="Zeeweg 100, 2051 EC Overveen, Nederland",
)

add(
    "last-name-first",
    """
{T}
{P1} {K}
{P2} Email: s.achieng@lakebasin.example
{P3}: ACHIENG, Stella
{P4} Lake Basin Development Authority (LBDA)
{P5} Off Kisumu-Kakamega Road
P.O. Box 1516 - 40100
Kisumu
KENYA
Tel: +254 57 555 0100
{P6} None at the moment
""",
    client="outlook",
    email="s.achieng@lakebasin.example",
    holder="ACHIENG, Stella",
    org="Lake Basin Development Authority (LBDA)",
    address="Off Kisumu-Kakamega Road P.O. Box 1516 - 40100 Kisumu KENYA",
)

add(
    "country-first",
    """
{T}
{P1} {K}
{P2} m.lopes@cabosurf.example (this is my own account)
{P3}: Márcia Lopes
{P4} Cabo Surf & Kite
{P5} Cabo Verde, Ilha do Sal, Santa Maria, Rua 1 de Junho
{P6}
""",
    client="gmail",
    email="m.lopes@cabosurf.example",
    holder="Márcia Lopes",
    org="Cabo Surf & Kite",
    address="Cabo Verde, Ilha do Sal, Santa Maria, Rua 1 de Junho",
)

add(
    "ch-prefix",
    """
{T}
{P1} {K}
{P2} informatik@aareverlag.example
{P3}: Regula Zbinden
{P4} Aare Verlag AG
{P5} Postgasse 14, CH-3011 Bern
{P6} keiner
""",
    client="outlook",
    email="informatik@aareverlag.example",
    holder="Regula Zbinden",
    org="Aare Verlag AG",
    address="Postgasse 14, CH-3011 Bern",
)

add(
    "us-town-named-like-a-country",
    """
{T}
{P1} {K}
{P2} kvandyke@tulipcity.example
{P3}: Kurt VanDyke
{P4} Tulip City Credit Union
{P5} 12 Central Ave, Holland, MI 49423
{P6}
""",
    client="owa",
    email="kvandyke@tulipcity.example",
    holder="Kurt VanDyke",
    org="Tulip City Credit Union",
    ask="address",
)

add(
    "empty-body-template-subject",
    "\n\nSent from my iPad\n",
    client="iphone",
    key=None,
    ask="confirmation",
)

add(
    "see-attached-document",
    """
Hello,

please find attached our request to migrate our server license to Atlassian Marketplace.

Kind regards,
Henrietta Vos
""",
    client="outlook",
    key=None,
    ask="confirmation",
    attach=(("request.docx", "PK not really"),),
)

add(
    "statement-i-agree-above",
    """
Hello Balsamiq,

{L}

{S}

=> I agree

{I}

{P1} {K}
{P2} yevgenia@baikaltour.example
{P3} Yevgenia Orlova
{P4} Baikal Tour LLC
{P5} 17 Lenin Street, Irkutsk 664003, Russian Federation
{P6} => no
""",
    client="outlook",
    email="yevgenia@baikaltour.example",
    holder="Yevgenia Orlova",
    org="Baikal Tour LLC",
    address="17 Lenin Street, Irkutsk 664003, Russian Federation",
)

add(
    "arrows-before-answers",
    """
{T}
{P1}
-> {K}
{P2}
-> nikos@thassosmarble.example
{P3}
-> Nikos Mavridis
{P4}
-> Thassos Marble S.A.
{P5}
-> Panagia 64004, Thassos, Greece
{P6}
-> no expert
""",
    client="gmail",
    email="nikos@thassosmarble.example",
    holder="Nikos Mavridis",
    org="Thassos Marble S.A.",
    address="Panagia 64004, Thassos, Greece",
)

add(
    "helpdesk-passes-on-for-user",
    """
Hello Balsamiq team,

On behalf of our client Meadowbank Hospital we would like to migrate their Server license to the Atlassian Marketplace. The client uses the plugin on their own server (not Atlassian Cloud) and acknowledges that the license must match their server level after the transfer.

License key: {K}
myAtlassian account: atlassian@meadowbank-hospital.example
Account holder: Gavin Thornbury
Organization: Meadowbank Hospital
Address: 80 Willow Drive, Dunedin 9016, New Zealand
Atlassian Expert: team@kiwiatlas.example

Regards,
Kiwi Atlas Support
support@kiwiatlas.example
""",
    client="webform",
    sender="Kiwi Atlas Support <support@kiwiatlas.example>",
    subject="Migration of Server license for Meadowbank Hospital",
    email="atlassian@meadowbank-hospital.example",
    holder="Gavin Thornbury",
    org="Meadowbank Hospital",
    address="80 Willow Drive, Dunedin 9016, New Zealand",
    expert="team@kiwiatlas.example",
)

add(
    "free-prose-partly",
    """
Good afternoon,

I would like to transfer my Mockups for Confluence license (100 users) to my Atlassian account so that I can manage it on the Marketplace. My license key is {K} and the account email is holger@rennsteig-apps.example.

Please let me know if you need anything else.

Holger Brandt
""",
    client="thunderbird",
    subject="Transfer license to Marketplace",
    email="holger@rennsteig-apps.example",
    ask="confirmation",
)

add(
    "question-and-filled-form",
    """
Hi,

How long will it take? We would like to have it done before our upgrade on Friday.

{T}
{P1} {K}
{P2} admin@pampasgrain.example
{P3} Lautaro Giménez
{P4} Pampas Grain S.A.
{P5} Ruta 5 km 60, B6700 Luján, Argentina
{P6}

Thanks!
""",
    client="outlook",
    email="admin@pampasgrain.example",
    holder="Lautaro Giménez",
    org="Pampas Grain S.A.",
    address="Ruta 5 km 60, B6700 Luján, Argentina",
)

add(
    "statement-not-own-server",
    """
{L}

I am using my Balsamiq plugin license on my server (not on Atlassian Cloud) and I acknowledge that once my license is transferred to Atlassian Marketplace, it will NOT be required to match my server levels.

{I}

{P1} {K}
{P2} kat@ridgelinearch.example
{P3}: Katarzyna Mazur
{P4} Ridgeline Architects
{P5} 9 Glenview Terrace, Belfast BT5 6AA, Northern Ireland, UK
{P6}
""",
    client="gmail",
    email="kat@ridgelinearch.example",
    holder="Katarzyna Mazur",
    org="Ridgeline Architects",
    address="9 Glenview Terrace, Belfast BT5 6AA, Northern Ireland, UK",
    ask="confirmation",
)

add(
    "wireframes-newer-prompts-html",
    "",
    rich="""<div dir="auto">Hello Balsamiq team,</div><div>I want to migrate our Wireframes for Jira Server license.</div><ul><li>Confirm you are using your license on your Server: <b>Yes, on our own server</b></li><li>Confirm you agree to match your Balsamiq number of users to your Confluence and/or Jira server users: <b>Yes</b></li><li>The License Key you wish to migrate: <b>{K}</b></li><li>The email address for the myAtlassian account the license should be sent to (this is very important to be accurate): <b><a href="mailto:buildmaster@ottercreek.example">buildmaster@ottercreek.example</a></b></li><li>The first and last name of the holder of the myAtlassian account: <b>Desiree Okonkwo</b></li><li>The organization (company) name for the License: <b>Otter Creek Software</b></li><li>The organization's full address (including country): <b>42 Mill Pond Road, Burlington, VT 05401, United States</b></li><li>If applicable, the email address of your Atlassian Expert: <b>N/A</b></li></ul><div>Desiree</div>""",
    client="sogo",
    subject="Wireframes for Jira Server license",
    email="buildmaster@ottercreek.example",
    holder="Desiree Okonkwo",
    org="Otter Creek Software",
    address="42 Mill Pond Road, Burlington, VT 05401, United States",
)

cloud(
    "cloud-thousand-separator",
    """
Dear Balsamiq,

Our license: {K}
Number of users in our Confluence Cloud instance: 1,200

Kind regards
Bronwen Price
""",
    client="outlook",
    users=1200,
)
cloud(
    "cloud-french",
    """
Bonjour,

Voici notre licence Mockups pour Confluence :
{K}

Nous avons 75 utilisateurs dans notre instance Confluence Cloud.

Cordialement,
Maxime Roy
""",
    client="gmail",
    users=75,
)
cloud(
    "cloud-forwarded",
    """
FYI - please put them on the list.

From: Ewan McBride <ewan@caberfoods.example>
Sent: Monday, September 10, 2018 9:14 AM
To: Partner Desk <desk@highlandit.example>
Subject: Atlassian Cloud user interested in migrating to Marketplace

License: {K}
Users: 18
""",
    client="outlook",
    sender="Partner Desk <desk@highlandit.example>",
    subject="FW: Atlassian Cloud user interested in migrating to Marketplace",
    users=18,
)

samples.auto_reply(
    "auto-read-by-swedish",
    """
Hej!

Jag är på semester och åter på kontoret den 1 oktober. Mejlet vidarebefordras inte.

Vänliga hälsningar
Annika Ek
""",
    client="outlook",
    subject="Autosvar: I want to migrate my Server license to Atlassian Marketplace",
)
samples.auto_reply(
    "auto-read-receipt",
    "",
    subject="Read: I want to migrate my Server license to Atlassian Marketplace",
    raw="""
From: Thorsten Kuhn <kuhn@eifelstrom.example>
To: sales@balsamiq.com
Subject: Read: I want to migrate my Server license to Atlassian Marketplace
Date: Wed, 12 Sep 2018 10:21:07 +0200
Message-ID: <g1@eifelstrom.example>
MIME-Version: 1.0
Content-Type: multipart/report; report-type=disposition-notification; boundary="mdn"

--mdn
Content-Type: text/plain; charset="utf-8"

Your message
  To: Thorsten Kuhn
  Subject: Re: I want to migrate my Server license to Atlassian Marketplace
was read on Wednesday, 12 September 2018 10:20:59.
--mdn
Content-Type: message/disposition-notification

Reporting-UA: mail.eifelstrom.example
Final-Recipient: rfc822;kuhn@eifelstrom.example
Disposition: automatic-action/MDN-sent-automatically; displayed
--mdn--
""",
)
samples.auto_reply(
    "auto-portuguese-receipt",
    """
Prezado(a),

Recebemos a sua mensagem e em breve entraremos em contato. O número do seu chamado é 2018-55102.

Esta é uma mensagem automática, por favor não responda.

Central de Atendimento
""",
    client="webform",
    subject="Recebemos seu e-mail [#2018-55102]",
)
samples.bounce(
    "bounce-exchange-german",
    "",
    subject="Unzustellbar",
    raw="""
From: Microsoft Outlook <postmaster@muldental.example>
To: sales@balsamiq.com
Subject: Unzustellbar: Re: I want to migrate my Server license to Atlassian Marketplace
Date: Wed, 12 Sep 2018 10:21:07 +0200
Message-ID: <h1@muldental.example>
Auto-Submitted: auto-replied
MIME-Version: 1.0
Content-Type: multipart/report; report-type=delivery-status; boundary="ndr"

--ndr
Content-Type: text/plain; charset="utf-8"

Fehler bei der Nachrichtenzustellung an folgende Empfänger oder Gruppen:

i.wolff@muldental.example
Die eingegebene E-Mail-Adresse konnte nicht gefunden werden.

--ndr
Content-Type: message/delivery-status

Reporting-MTA: dns;ex01.muldental.example

Final-Recipient: rfc822;i.wolff@muldental.example
Action: failed
Status: 5.1.10

--ndr
Content-Type: message/rfc822

From: Balsamiq Sales <sales@balsamiq.com>
To: i.wolff@muldental.example
Subject: Re: I want to migrate my Server license to Atlassian Marketplace
Message-ID: <q9@balsamiq.com>

Hello, please add:

{P1}
--ndr--
""",
)
samples.bounce(
    "bounce-french-free-text",
    """
Bonjour,

Votre message n'a pas pu être remis au destinataire suivant :

    a.leclerc@chateaubourg.example

Motif : 550 5.1.1 adresse inconnue

Votre message d'origine est joint ci-dessous.

Subject: Re: I want to migrate my Server license to Atlassian Marketplace
From: sales@balsamiq.com
""",
    client="plain",
    sender="Mailer-Daemon <MAILER-DAEMON@smtp.chateaubourg.example>",
    subject="Message non remis",
)
samples.other(
    "meeting-accepted",
    "",
    subject="Accepted: Marketplace migration call",
    raw="""
From: Inga Petrauskas <inga@vilniusware.example>
To: sales@balsamiq.com
Subject: Accepted: Marketplace migration call
Date: Wed, 12 Sep 2018 10:21:07 +0200
Message-ID: <i1@vilniusware.example>
MIME-Version: 1.0
Content-Type: multipart/alternative; boundary="cal"

--cal
Content-Type: text/plain; charset="utf-8"

See you then!
--cal
Content-Type: text/calendar; charset="utf-8"; method=REPLY

BEGIN:VCALENDAR
METHOD:REPLY
BEGIN:VEVENT
SUMMARY:Marketplace migration call
ATTENDEE;PARTSTAT=ACCEPTED:mailto:inga@vilniusware.example
END:VEVENT
END:VCALENDAR
--cal--
""",
)
samples.other(
    "how-to-find-key",
    """
Hello,

I would like to know where I can find my license key for Mockups for JIRA. I need it to move to the Marketplace later this year.

Best regards,
Lorenzo Pace
""",
    client="gmail",
    subject="Where is my license key?",
)
samples.other(
    "marketplace-listing-offer",
    """
Hi there,

I noticed your apps on the Atlassian Marketplace. We help vendors to migrate their Server customers to Cloud and grow revenue by 30%. Do you have 15 minutes this week?

Cheers,
Blake
Growth Hacker, AppRocket
""",
    client="gmail",
    subject="Quick question about your Marketplace apps",
)
samples.other(
    "already-migrated-status",
    """
Hi,

we sent the form for our license migration two weeks ago and have not heard anything. Can you tell me the status?

Rolf Steiner
Weserlicht GmbH
""",
    client="outlook",
    subject="Status of our migration request",
)
samples.other(
    "invoice-copy",
    """
Dear accounting team,

could you send us a copy of the invoice for Mockups for JIRA, bought last year by Cresta Foods, 14 Harbour View, Durban 4001, South Africa? Our VAT number changed.

Regards
Nomsa Khumalo
""",
    client="outlook",
    subject="Copy of invoice",
)
