"""A fourth set of requests, written after the third one could be read."""

# ruff: noqa: E501, W291
from tests.samples.sample import Samples

samples = Samples()
add = samples.migration
cloud = samples.cloud
APP = "I am using my Balsamiq app license on my server (not on Atlassian Cloud) and I acknowledge that once my license is transferred to Atlassian Marketplace, it will be required to match my server levels."

add(
    "wireframes-page-bullets",
    """
Hello Balsamiq,

  • I confirm we are using our license on our Server
  • I confirm that we agree to match our Balsamiq number of users to our Confluence users
  • License Key: {K}
  • Email address for the myAtlassian account: confluence-admins@northwind-labs.example
  • Holder: Astrid Berglund
  • Organization: Northwind Labs AB
  • Full address: Kungsgatan 55, 111 22 Stockholm, Sweden
  • Atlassian Expert: n/a

Tack!
Astrid
""",
    client="apple",
    subject="Wireframes for Confluence Server: move to Marketplace",
    email="confluence-admins@northwind-labs.example",
    holder="Astrid Berglund",
    org="Northwind Labs AB",
    address="Kungsgatan 55, 111 22 Stockholm, Sweden",
)

add(
    "app-license-wording",
    "{L}\n\n"
    + APP
    + "\n\n{I}\n\n{P1} {K}\n{P2} bas@waterlinie.example\n{P3}: Bas de Groot\n{P4} Waterlinie Advies\n{P5} Lekdijk 4, 4121 KG Everdingen, The Netherlands\n{P6} nvt",
    client="outlook",
    email="bas@waterlinie.example",
    holder="Bas de Groot",
    org="Waterlinie Advies",
    address="Lekdijk 4, 4121 KG Everdingen, The Netherlands",
)

add(
    "older-thread-with-other-data",
    """
Hi Val,

here you go:

{T}
{P1} {K}
{P2} m.santos@cerrado.example
{P3} Marina Santos
{P4} Cerrado Agro S.A.
{P5} SCS Quadra 2, Brasília - DF, 70300-000, Brasil
{P6}

Abraços,
Marina

On Mon, Sep 10, 2018 at 3:00 PM, Val (Balsamiq) <sales@balsamiq.com> wrote:

> Hi Marina,
>
> I see your license is registered to Cerrado Holding, SAS Quadra 5, Brasília, and the
> contact is joao@cerrado.example. Please send us your request with the link
> on our page.
>
> Val
>
> On Sun, Sep 9, 2018, Marina wrote:
>> Hi, how can we move to the Marketplace?
""",
    client="gmail",
    subject="Re: Question",
    headers="In-Reply-To: <a@balsamiq.com>",
    email="m.santos@cerrado.example",
    holder="Marina Santos",
    org="Cerrado Agro S.A.",
    address="SCS Quadra 2, Brasília - DF, 70300-000, Brasil",
)

add(
    "account-not-address-name",
    """
{T}
{P1} {K}
{P2} Confluence Admin
{P3} Dora Winkler
{P4} Winkler Feinmechanik
{P5} Industriestr. 9, 78532 Tuttlingen, Germany
{P6} N/A
""",
    client="yahoo",
    holder="Dora Winkler",
    org="Winkler Feinmechanik",
    address="Industriestr. 9, 78532 Tuttlingen, Germany",
)

add(
    "missing-org-dash",
    """
{T}
{P1} {K}
{P2} sam@soloist.example
{P3} Sam Okello
{P4} --
{P5} Plot 12, Acacia Ave, Kampala, Uganda
{P6} --
""",
    client="iphone",
    email="sam@soloist.example",
    holder="Sam Okello",
    address="Plot 12, Acacia Ave, Kampala, Uganda",
)

add(
    "expert-without-email",
    """
{T}
{P1} {K}
{P2} atl@hexagon-media.example
{P3} Piers Holloway
{P4} Hexagon Media
{P5} 12 Soho Square, London W1D 3QF, UK
{P6} Clearvision
""",
    client="outlook",
    email="atl@hexagon-media.example",
    holder="Piers Holloway",
    org="Hexagon Media",
    address="12 Soho Square, London W1D 3QF, UK",
)

add(
    "expert-two-addresses",
    """
{T}
{P1} {K}
{P2} atl@quince.example
{P3} Ruth Quince
{P4} Quince & Daughter
{P5} 3 Orchard Way, Kettering NN15 7AA, UK
{P6} jo@partnerco.example and sales@partnerco.example
""",
    client="apple",
    email="atl@quince.example",
    holder="Ruth Quince",
    org="Quince & Daughter",
    address="3 Orchard Way, Kettering NN15 7AA, UK",
)

add(
    "email-trailing-stop",
    """
{T}
{P1} {K}.
{P2} <atlassian@vesterhavet.example>.
{P3} Ane Kjær.
{P4} Vesterhavet Fisk A/S
{P5} Havnen 1, 6990 Ulfborg, Danmark.
{P6} -.
""",
    email="atlassian@vesterhavet.example",
    holder="Ane Kjær",
    org="Vesterhavet Fisk A/S",
    address="Havnen 1, 6990 Ulfborg, Danmark",
)

add(
    "wrapped-key-html",
    "",
    rich="""<div>{L}</div><div>{S}</div><div>{P1}</div><div style="width:200px;font-family:monospace">{KBR}</div><div>{P2} it@halde.example</div><div>{P3} Ulf Brand</div><div>{P4} Halde Recycling</div><div>{P5} Zechenweg 3, 45127 Essen, Germany</div><div>{P6}</div>""",
    client="sogo",
    key="{K}",
    email="it@halde.example",
    holder="Ulf Brand",
    org="Halde Recycling",
    address="Zechenweg 3, 45127 Essen, Germany",
)

add(
    "three-keys-labelled",
    """
{T}
{P1}
1) Confluence prod: {K}
2) Confluence test: {K2}
{P2} platform@orrery.example
{P3} Benedikt Sauer
{P4} Orrery Systems
{P5} Sternwartstr. 1, 5020 Salzburg, Austria
{P6}
""",
    key="{K}\n{K2}",
    email="platform@orrery.example",
    holder="Benedikt Sauer",
    org="Orrery Systems",
    address="Sternwartstr. 1, 5020 Salzburg, Austria",
)

add(
    "greeting-and-question-above-form",
    """
Hi,

could you tell me whether the maintenance date stays the same? Anyway, here is our request:

{T}
{P1} {K}
{P2} ops@mistral-voiles.example
{P3} Luc Arnaud
{P4} Mistral Voiles
{P5} 2 quai du Port, 13600 La Ciotat, France
{P6}
""",
    client="thunderbird",
    email="ops@mistral-voiles.example",
    holder="Luc Arnaud",
    org="Mistral Voiles",
    address="2 quai du Port, 13600 La Ciotat, France",
)

add(
    "form-inside-signed-corporate-mail",
    """
{T}
{P1} {K}
{P2} cloudops@steppe.example
{P3} Aigerim Nurlanova
{P4} Steppe Telecom JSC
{P5} 15 Mangilik El Ave, Nur-Sultan 010000, Kazakhstan
{P6} none

Best regards,

Aigerim Nurlanova
Chief Specialist, Application Support
Steppe Telecom JSC
15 Mangilik El Ave, Astana
M: +7 701 555 01 00
E: a.nurlanova@steppe.example

CONFIDENTIALITY NOTICE: The contents of this email message and any attachments are intended solely for the addressee(s).
""",
    client="outlook",
    email="cloudops@steppe.example",
    holder="Aigerim Nurlanova",
    org="Steppe Telecom JSC",
    address="15 Mangilik El Ave, Nur-Sultan 010000, Kazakhstan",
)

add(
    "french-translated-form",
    """
Bonjour,

Je souhaite migrer ma licence Server vers l'Atlassian Marketplace.

En envoyant ce message je confirme :
J'utilise ma licence du plugin Balsamiq sur mon serveur (pas sur Atlassian Cloud) et je reconnais qu'une fois ma licence transférée vers l'Atlassian Marketplace, elle devra correspondre au niveau de mon serveur.

1. Ma clé de licence : {K}
2. L'adresse e-mail du compte myAtlassian : si@granit-bleu.example
3. Le nom et prénom du titulaire du compte : Yann Le Goff
4. Le nom de l'organisation : Granit Bleu SCOP
5. L'adresse complète (avec pays) : Zone de Kerjean, 22700 Perros-Guirec, France
6. Expert Atlassian : aucun
""",
    subject="Migration de ma licence Server",
    email="si@granit-bleu.example",
    holder="Yann Le Goff",
    org="Granit Bleu SCOP",
    address="Zone de Kerjean, 22700 Perros-Guirec, France",
)

add(
    "spanish-translated-form",
    """
Al enviar este mensaje confirmo:

Estoy usando mi licencia del plugin Balsamiq en mi servidor (no en Atlassian Cloud) y reconozco que una vez transferida mi licencia al Atlassian Marketplace deberá coincidir con los niveles de mi servidor.

La información solicitada es la siguiente:

1. Mi clave de licencia: {K}
2. Correo electrónico de la cuenta myAtlassian: sistemas@cordillera.example
3. Nombre y apellido del titular: Camila Rojas
4. Nombre de la empresa: Cordillera Minería Ltda.
5. Dirección completa (incluido país): Av. Apoquindo 3000, Las Condes, Santiago, Chile
6. Experto Atlassian: ninguno
""",
    client="zimbra",
    subject="Migrar licencia de servidor",
    email="sistemas@cordillera.example",
    holder="Camila Rojas",
    org="Cordillera Minería Ltda.",
    address="Av. Apoquindo 3000, Las Condes, Santiago, Chile",
)

add(
    "japanese-translated-form",
    """
Balsamiq ご担当者様

サーバー用ライセンスをAtlassian Marketplaceに移行したいです。
当社は自社のサーバーでプラグインを使用しており（Atlassian Cloudは使用していません）、移行後はライセンスがサーバーのレベルと一致する必要があることに同意します。

1. ライセンスキー: {K}
2. myAtlassianアカウントのメールアドレス: jira-kanri@hoshi-kikai.example
3. 氏名: 星野 あかり
4. 組織名: 星機械工業株式会社
5. 住所: 日本国愛知県名古屋市中区栄3-5-1
6. Atlassian Expert: なし
""",
    client="plain",
    charset="iso-2022-jp",
    subject="ライセンス移行",
    email="jira-kanri@hoshi-kikai.example",
    holder="星野 あかり",
    org="星機械工業株式会社",
    address="日本国愛知県名古屋市中区栄3-5-1",
)

add(
    "chinese-translated-form",
    """
您好：

发送此邮件即表示我确认：我在自己的服务器上使用 Balsamiq 插件许可证（不是在 Atlassian Cloud 上），并且我知道许可证转移到 Atlassian Marketplace 后必须与我的服务器级别相匹配。请协助迁移。

1. 我的许可证密钥：{K}
2. myAtlassian 帐户的电子邮件地址：ops@changjiang-net.example
3. 帐户持有人姓名：陈伟
4. 公司名称：长江网络技术有限公司
5. 公司地址：中国湖北省武汉市江汉区解放大道688号
6. Atlassian 专家：无
""",
    client="owa",
    subject="迁移服务器许可证",
    email="ops@changjiang-net.example",
    holder="陈伟",
    org="长江网络技术有限公司",
    address="中国湖北省武汉市江汉区解放大道688号",
)

add(
    "forward-no-comment-k9",
    """



-------- Original Message --------
From: Ellis Grey <ellis@greyhound-bus.example>
Sent: September 10, 2018 9:01:22 AM GMT+02:00
To: it@reseller.example
Subject: I want to migrate my Server license to Atlassian Marketplace

{T}
{P1} {K}
{P2} ellis@greyhound-bus.example
{P3} Ellis Grey
{P4} Grey Bus Lines
{P5} 4 Depot Rd, Tauranga 3110, New Zealand
{P6}
-- 
Sent from my Android device with K-9 Mail.
""",
    client="k9",
    subject="Fwd: I want to migrate my Server license to Atlassian Marketplace",
    sender="it@reseller.example",
    email="ellis@greyhound-bus.example",
    holder="Ellis Grey",
    org="Grey Bus Lines",
    address="4 Depot Rd, Tauranga 3110, New Zealand",
)

add(
    "forward-french-outlook",
    """
Bonjour, pour traitement svp. Merci.

De : Odile Renard <odile@renard-vins.example>
Envoyé : lundi 10 septembre 2018 09:01
À : contact@revendeur.example
Objet : I want to migrate my Server license to Atlassian Marketplace

{T}
{P1} {K}
{P2} odile@renard-vins.example
{P3} Odile Renard
{P4} Renard Vins
{P5} 8 rue du Puits, 21190 Meursault, France
{P6}
""",
    client="outlook",
    subject="TR: I want to migrate my Server license to Atlassian Marketplace",
    sender="contact@revendeur.example",
    email="odile@renard-vins.example",
    holder="Odile Renard",
    org="Renard Vins",
    address="8 rue du Puits, 21190 Meursault, France",
)

add(
    "prose-two-paragraphs",
    """
Hi folks,

We've finally upgraded to Confluence 6 and would like our Balsamiq license moved to the Marketplace so that everything renews together. The licence key is:

{K}

My.atlassian login: svc.marketplace@tidalpower.example, the account is held by Morag Sinclair. The organisation is Tidal Power Orkney Ltd, Old Ferry Road, Kirkwall KW15 1UE, United Kingdom.

To confirm: Confluence runs on our own server here, nothing is in the cloud, and we understand the licence will have to match our Confluence tier.

All the best,
Morag
""",
    subject="Moving our Balsamiq licence",
    client="gmail",
    email="svc.marketplace@tidalpower.example",
    holder="Morag Sinclair",
    org="Tidal Power Orkney Ltd",
    address="Old Ferry Road, Kirkwall KW15 1UE, United Kingdom",
)

add(
    "prose-no-account",
    """
Hello, we want to transfer our JIRA plugin license to Atlassian Marketplace. The license is {K} and it is registered to Amberley Castle Hotel. Let me know what else you need.

Rosie Finch
""",
    subject="Transfer",
    org="Amberley Castle Hotel",
    ask="confirmation",
)

add(
    "upper-case-html-font",
    "",
    rich="""<FONT FACE="Arial" SIZE=2><P>{L}<BR>{S}<P>{P1} {K}<BR>{P2} <A HREF="mailto:edv@kurverwaltung.example">edv@kurverwaltung.example</A><BR>{P3} Heinz Kolb<BR>{P4} Kurverwaltung Bad Aibach<BR>{P5} Kurpark 1, 97688 Bad Aibach, Germany<BR>{P6} keine</FONT>""",
    client="sogo",
    email="edv@kurverwaltung.example",
    holder="Heinz Kolb",
    org="Kurverwaltung Bad Aibach",
    address="Kurpark 1, 97688 Bad Aibach, Germany",
)

add(
    "hard-wrap-in-values",
    """
{T}
{P1} {K}
{P2} verwaltung.informationstechnik@universitaetsklinikum-musterberg.example
{P3} Prof. Dr. Maximiliane Freifrau von Hohenstein-Waldenfels
{P4} Universitätsklinikum Musterberg, Anstalt des öffentlichen Rechts, Zentrum für Informationstechnik
{P5} Albert-Einstein-Allee 23 bis 29, Gebäude N 27, Eingang West, 89081 Musterberg, Bundesrepublik Deutschland
{P6}
""",
    client="roundcube",
    wrap=72,
    email="verwaltung.informationstechnik@universitaetsklinikum-musterberg.example",
    holder="Prof. Dr. Maximiliane Freifrau von Hohenstein-Waldenfels",
    org="Universitätsklinikum Musterberg, Anstalt des öffentlichen Rechts, Zentrum für Informationstechnik",
    address="Albert-Einstein-Allee 23 bis 29, Gebäude N 27, Eingang West, 89081 Musterberg, Bundesrepublik Deutschland",
)

add(
    "no-server-but-cloud-answer",
    """
Hello,

I want to migrate my license. We moved to Atlassian Cloud last month.

License key: {K}
myAtlassian account: bp@lakeside-clinic.example
Name: Beth Prior
Company: Lakeside Clinic
Address: 1 Shore Rd, Barrie, ON, Canada
""",
    email="bp@lakeside-clinic.example",
    holder="Beth Prior",
    org="Lakeside Clinic",
    address="1 Shore Rd, Barrie, ON, Canada",
    ask="confirmation",
)

add(
    "urgent-short",
    "URGENT!! Renewal is due tomorrow, please transfer license {K} to Marketplace ASAP, account: finance@dovetail.example",
    subject="URGENT",
    email="finance@dovetail.example",
    ask="confirmation",
    client="samsung",
)

no = samples.other
no(
    "how-to-fill",
    "Hello, in your form it asks for the email of the myAtlassian account. Is that the technical or the billing contact?\n\nThanks\nLisbeth",
    subject="Question about your migration form",
)
no(
    "already-migrated-where-is-sen",
    "Hi, our license was migrated last week but we have not received the SEN yet. Could you check? Our company is Lakeside Clinic.",
    subject="SEN missing",
)
no("cloud-pricing", "Do you have pricing for Confluence Cloud, 50 users?", subject="Cloud pricing")
no(
    "decline",
    "Thanks for the information. We have decided not to migrate to the Marketplace for now.",
    subject="Re: Marketplace",
    headers="In-Reply-To: <a@balsamiq.com>",
)

cloud("cloud-short-phone", "License {K} , 16 users", users=16, client="iphone")
cloud(
    "cloud-gmail-wrapped",
    "{C}\n\nCurrent license (Mockups for Confluence): {K}\nNumber of users in Confluence Cloud instance: 35\n\nThanks,\nGil",
    users=35,
    client="gmail",
)
cloud("cloud-dont-know-users", "License: {K}\nUsers: not sure yet", users=None)
cloud(
    "cloud-italian",
    "Buongiorno,\nsiamo su Atlassian Cloud e vorremmo essere avvisati quando sarà possibile migrare.\nLicenza: {K}\nUtenti: 22\nGrazie",
    users=22,
)
cloud("cloud-thousands-space", "License key: {K}\nUsers: 2 500\n", users=2500)
cloud(
    "cloud-signature-license",
    "Please notify us when Cloud migration opens. We have 8 users.\n\nBest,\nYoko\n--\nYoko Abe | Kite Inc. | License to create",
    key=None,
    users=8,
)
