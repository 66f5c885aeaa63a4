"""A fourth set of requests of everyday mail, with what people add to, change in and leave out of the form."""

# ruff: noqa: E501
from tests.samples.sample import Samples

samples = Samples()
add = samples.migration
cloud = samples.cloud

add(
    "halves-of-the-name",
    """
{T}
{P1} {K}
{P2} wiki@sonnenfeld-solar.example
{P3}
Vorname: Leonie
Nachname: Brückner
{P4} Sonnenfeld Solar GmbH
{P5} Gartenweg 12
34117 Kassel
Deutschland
{P6}
""",
    client="outlook",
    email="wiki@sonnenfeld-solar.example",
    holder="Leonie Brückner",
    org="Sonnenfeld Solar GmbH",
    address="Gartenweg 12 34117 Kassel Deutschland",
)

add(
    "denies-in-the-statement",
    """
{L}

I am using my Balsamiq plugin license on my server (not on Atlassian Cloud) and I do not acknowledge that once my license is transferred to Atlassian Marketplace, it will be required to match my server levels.

{I}

{P1} {K}
{P2} bo@kattegat-it.example
{P3}: Bo Lindgaard
{P4} Kattegat IT ApS
{P5} Strandvejen 2, 8500 Grenaa, Danmark
{P6}
""",
    client="outlook",
    email="bo@kattegat-it.example",
    holder="Bo Lindgaard",
    org="Kattegat IT ApS",
    address="Strandvejen 2, 8500 Grenaa, Danmark",
    ask="confirmation",
)

add(
    "rather-than-in-the-cloud",
    """
Hello,

we would like to migrate our license to the Atlassian Marketplace. We use the plugin on our own server rather than in the Atlassian cloud, and we accept that the license has to match our server level.

License key: {K}
myAtlassian account: stash@umbriatech.example
Account holder: Tommaso Bellucci
Company: Umbria Tech S.p.A.
Address: Via dei Priori 8, 06123 Perugia, Italy
""",
    client="gmail",
    subject="License migration",
    email="stash@umbriatech.example",
    holder="Tommaso Bellucci",
    org="Umbria Tech S.p.A.",
    address="Via dei Priori 8, 06123 Perugia, Italy",
)

add(
    "our-key-to-the-marketplace",
    """
hi, pls migrate our key {K} to the atlassian marketplace. thx, Vik
""",
    client="k9",
    subject="migration",
    ask="confirmation",
)

add(
    "nobody-named-yet",
    """
{T}
{P1} {K}
{P2} it@gulfpearl.example
{P3}: N.N.
{P4} Gulf Pearl Trading
{P5} Al Corniche Street 14, Doha, State of Qatar
{P6} N.N.
""",
    client="outlook",
    email="it@gulfpearl.example",
    org="Gulf Pearl Trading",
    address="Al Corniche Street 14, Doha, State of Qatar",
)

cloud(
    "cloud-number-alone",
    """
{K}

65

Rhys Morgan
Tidewater Studios
""",
    client="gmail",
    users=65,
)
cloud(
    "cloud-two-items",
    """
1) {K}
2) 300
""",
    client="outlook",
    users=300,
)

add(
    "outlook-everything-double-spaced",
    """
Hello Balsamiq Sales Team,

I hope you are doing well. Please find the requested details for the migration below.

{L}

{S}

{I}

{P1}

Product: Mockups for Confluence

License: {K}

{P2}

ccc@veldtmedia.example

{P3}

Lindiwe Mokoena

{P4}

Veldt Media (Pty) Ltd

{P5}

Block C, Riverside Office Park

1303 Heuwel Avenue

Centurion 0157

South Africa

{P6}

lerato@jozi-atlassian.example



Kind Regards



Lindiwe Mokoena

Veldt Media (Pty) Ltd | Block C, Riverside Office Park, Centurion

T: +27 12 555 0133
""",
    client="outlook",
    email="ccc@veldtmedia.example",
    holder="Lindiwe Mokoena",
    org="Veldt Media (Pty) Ltd",
    address="Block C, Riverside Office Park 1303 Heuwel Avenue Centurion 0157 South Africa",
    expert="lerato@jozi-atlassian.example",
)

add(
    "answers-with-remarks",
    """
{T}
{P1} {K} (that's the one from 2016)
{P2} heike.brandis@nordufer.example - please use this one and not my private one
{P3} Heike Brandis
{P4} Nordufer Verlag (formerly Kanalhaus Verlag)
{P5} Kanalstraße 3, 24159 Kiel, Germany
{P6} we don't use one
""",
    client="outlook",
    email="heike.brandis@nordufer.example",
    holder="Heike Brandis",
    org="Nordufer Verlag (formerly Kanalhaus Verlag)",
    address="Kanalstraße 3, 24159 Kiel, Germany",
)

add(
    "key-with-name-line-of-the-license",
    """
{T}
{P1}
Name: Tórshavn Kommuna
Key: {K}
{P2} kt@torshavn-kommuna.example
{P3} Barbara Joensen
{P4} Tórshavn Kommuna
{P5} Vaglið 1, 100 Tórshavn, Faroe Islands
{P6}
""",
    client="gmail",
    email="kt@torshavn-kommuna.example",
    holder="Barbara Joensen",
    org="Tórshavn Kommuna",
    address="Vaglið 1, 100 Tórshavn, Faroe Islands",
)

add(
    "prompts-with-equals",
    """
{L} {S}

License Key = {K}
myAtlassian email = stephane@verriere-dumont.example
Account holder = Stéphane Dumont
Company = Verrière Dumont SPRL
Full address = Rue de Namur 14, 5000 Namur, Belgium
Atlassian Expert = none
""",
    client="roundcube",
    email="stephane@verriere-dumont.example",
    holder="Stéphane Dumont",
    org="Verrière Dumont SPRL",
    address="Rue de Namur 14, 5000 Namur, Belgium",
)

add(
    "portuguese-translated",
    """
Boa tarde,

Gostaríamos de migrar a nossa licença Server para o Atlassian Marketplace.

Confirmo que uso a minha licença do plugin Balsamiq no meu servidor (não no Atlassian Cloud) e reconheço que, depois de transferida para o Atlassian Marketplace, a licença terá de corresponder ao nível do meu servidor.

1. Chave de licença: {K}
2. E-mail da conta myAtlassian: jira@serradaestrela.example
3. Nome e sobrenome do titular da conta: Inês Quaresma
4. Nome da organização (empresa): Serra da Estrela Lacticínios, Lda.
5. Endereço completo (com país): Rua da Serra 77, 6300-559 Guarda, Portugal
6. E-mail do Atlassian Expert: não temos

Com os melhores cumprimentos,
Inês Quaresma
""",
    client="outlook",
    subject="Migração da licença Server para o Atlassian Marketplace",
    email="jira@serradaestrela.example",
    holder="Inês Quaresma",
    org="Serra da Estrela Lacticínios, Lda.",
    address="Rua da Serra 77, 6300-559 Guarda, Portugal",
)

add(
    "spanish-next-line",
    """
Buenos días:

Deseamos migrar nuestra licencia de servidor a Atlassian Marketplace.

Confirmo que utilizo la licencia del plugin de Balsamiq en mi servidor (no en Atlassian Cloud) y acepto que, una vez transferida a Atlassian Marketplace, deberá coincidir con el nivel de mi servidor.

1. Mi clave de licencia:
{K}
2. La dirección de correo de la cuenta myAtlassian:
proyectos@olivarverde.example
3. Nombre y apellidos del titular de la cuenta:
Remedios Cano Ibáñez
4. Nombre de la organización (empresa):
Olivar Verde S. Coop. And.
5. Dirección completa de la organización (incluido el país):
Ctra. de Jaén km 3, 23400 Úbeda (Jaén), España
6. Si procede, el correo de mi Atlassian Expert:
No procede

Un saludo,
Remedios
""",
    client="thunderbird",
    subject="Migrar licencia de servidor",
    email="proyectos@olivarverde.example",
    holder="Remedios Cano Ibáñez",
    org="Olivar Verde S. Coop. And.",
    address="Ctra. de Jaén km 3, 23400 Úbeda (Jaén), España",
)

add(
    "polish-translated",
    """
Dzień dobry,

proszę o przeniesienie naszej licencji do Atlassian Marketplace. Potwierdzam, że korzystam z licencji wtyczki Balsamiq na własnym serwerze (nie w Atlassian Cloud) i przyjmuję do wiadomości, że po przeniesieniu do Atlassian Marketplace licencja musi odpowiadać poziomowi mojego serwera.

1. Klucz licencyjny: {K}
2. Adres e-mail konta myAtlassian: licencje@zubrmeble.example
3. Imię i nazwisko właściciela konta: Bożena Radecka
4. Nazwa organizacji (firmy): Żubr Meble Sp. z o.o.
5. Pełny adres organizacji (z krajem): ul. Puszczańska 5, 17-230 Białowieża, Polska
6. Adres e-mail Atlassian Experta: nie dotyczy

Pozdrawiam
Bożena Radecka
""",
    client="plain",
    charset="iso-8859-2",
    subject="Przeniesienie licencji do Atlassian Marketplace",
    email="licencje@zubrmeble.example",
    holder="Bożena Radecka",
    org="Żubr Meble Sp. z o.o.",
    address="ul. Puszczańska 5, 17-230 Białowieża, Polska",
)

add(
    "chinese-translated",
    """
您好：

我们想把服务器许可证迁移到 Atlassian Marketplace。

我确认：我在自己的服务器上（而不是 Atlassian Cloud 上）使用 Balsamiq 插件许可证，并且我知道许可证转移到 Atlassian Marketplace 后，必须与我的服务器级别一致。

1. 许可证密钥：{K}
2. myAtlassian 帐户的电子邮件地址：it@lanhai-games.example
3. 帐户持有人的姓名：陈思远
4. 公司名称：蓝海游戏（深圳）有限公司
5. 公司完整地址（包括国家）：中国广东省深圳市南山区科技园南路18号
6. Atlassian 专家的电子邮件：无

谢谢！
陈思远
""",
    client="plain",
    charset="gb18030",
    subject="服务器许可证迁移",
    email="it@lanhai-games.example",
    holder="陈思远",
    org="蓝海游戏（深圳）有限公司",
    address="中国广东省深圳市南山区科技园南路18号",
)

add(
    "russian-translated",
    """
Здравствуйте!

Просим перенести нашу лицензию в Atlassian Marketplace. Подтверждаю, что использую лицензию плагина Balsamiq на своём сервере (не в Atlassian Cloud), и понимаю, что после переноса в Atlassian Marketplace лицензия должна соответствовать уровню моего сервера.

1. Лицензионный ключ: {K}
2. Адрес электронной почты учётной записи myAtlassian: soft@taigastroy.example
3. Имя и фамилия владельца учётной записи: Марина Белова
4. Название организации: АО Тайгастрой
5. Полный адрес организации (с указанием страны): 664003, г. Иркутск, ул. Карла Маркса, 10, Россия
6. Адрес эксперта Atlassian: нет

С уважением,
Марина Белова
""",
    client="plain",
    charset="koi8-r",
    subject="Перенос лицензии в Atlassian Marketplace",
    email="soft@taigastroy.example",
    holder="Марина Белова",
    org="АО Тайгастрой",
    address="664003, г. Иркутск, ул. Карла Маркса, 10, Россия",
)

add(
    "czech-answers-mixed",
    """
Dobrý den,

{T}
{P1} {K}
{P2} spravce@mlyn-kolin.example
{P3} - Ing. Radek Dvořáček
{P4} - Mlýn Kolín, a.s.
{P5} - Tovární 8, 280 02 Kolín, Česko
{P6} - nemáme

S pozdravem
Radek Dvořáček
""",
    client="thunderbird",
    email="spravce@mlyn-kolin.example",
    holder="Ing. Radek Dvořáček",
    org="Mlýn Kolín, a.s.",
    address="Tovární 8, 280 02 Kolín, Česko",
)

add(
    "vietnamese-gmail-mobile",
    """
{T}
{P1}
{K}
{P2}
admin@songhong-print.example
{P3}
Trần Thị Mai
{P4}
Công ty In Sông Hồng
{P5}
15 phố Hàng Bông, Hoàn Kiếm, Hà Nội, Việt Nam
{P6}

Sent from Gmail Mobile
""",
    client="gmail",
    email="admin@songhong-print.example",
    holder="Trần Thị Mai",
    org="Công ty In Sông Hồng",
    address="15 phố Hàng Bông, Hoàn Kiếm, Hà Nội, Việt Nam",
)

add(
    "reply-to-question-of-sales",
    """
Hi Natalie,

sorry for the delay, here is everything for the migration:

My License Key: {K}
The email address for the myAtlassian account for the license: infra@quartzbay.example
The first and last name of the holder of the myAtlassian account: Rafaela Teixeira
The organization (company) name for the License: Quartz Bay Resorts
The organization's full address (including country): 3 Lagoon Drive, Port Louis, Mauritius

And yes: we use the plugin on our own server, not on Atlassian Cloud, and we understand that it has to match our server levels after the transfer.

Rafaela

-----Original Message-----
From: Sales [mailto:sales@balsamiq.com]
Sent: Tuesday, September 11, 2018 4:40 PM
To: Rafaela Teixeira
Subject: RE: Marketplace

Hi Rafaela,

sure, we can migrate it. Please send us the form from our website.

Natalie
""",
    client="outlook",
    subject="RE: Marketplace",
    email="infra@quartzbay.example",
    holder="Rafaela Teixeira",
    org="Quartz Bay Resorts",
    address="3 Lagoon Drive, Port Louis, Mauritius",
)

add(
    "two-forwards",
    """
Please process, thanks.

Ragnhild

---------- Forwarded message ---------
From: Torbjørn Vik <torbjorn@breheim.example>
Date: ons. 12. sep. 2018 kl. 08:10
Subject: Fwd: I want to migrate my Server license to Atlassian Marketplace
To: Ragnhild Moe <ragnhild@breheim.example>


Can you send this on? I can't reach them.

---------- Forwarded message ---------
From: Silje Aune <silje@breheim.example>
Date: tir. 11. sep. 2018 kl. 15:22
Subject: I want to migrate my Server license to Atlassian Marketplace
To: Torbjørn Vik <torbjorn@breheim.example>


{L}

{S}

{I}

{P1} {K}
{P2} silje@breheim.example
{P3} Silje Aune
{P4} Breheim Turlag
{P5} Jostedalsvegen 40, 6871 Jostedal, Norway
{P6}
""",
    client="gmail",
    sender="Ragnhild Moe <ragnhild@breheim.example>",
    subject="Fwd: Fwd: I want to migrate my Server license to Atlassian Marketplace",
    email="silje@breheim.example",
    holder="Silje Aune",
    org="Breheim Turlag",
    address="Jostedalsvegen 40, 6871 Jostedal, Norway",
)

add(
    "on-behalf-name-differs",
    """
Dear Balsamiq,

on behalf of Dr. Ferreira I'm sending you the data for the license migration. Please address questions to me.

{T}
{P1} {K}
{P2} c.ferreira@institutomar.example
{P3}: Dr. Caetano Ferreira
{P4} Instituto do Mar
{P5} Av. da Liberdade 200, 9900-014 Horta, Açores, Portugal
{P6}

Best regards
Joana Brum
Assistant to the director
joana.brum@institutomar.example
""",
    client="outlook",
    sender="Joana Brum <joana.brum@institutomar.example>",
    email="c.ferreira@institutomar.example",
    holder="Dr. Caetano Ferreira",
    org="Instituto do Mar",
    address="Av. da Liberdade 200, 9900-014 Horta, Açores, Portugal",
)

add(
    "free-text-german-with-data",
    """
Hallo Balsamiq-Team,

wir möchten unsere Lizenz für Mockups for Confluence gerne in den Atlassian Marketplace umziehen. Der Schlüssel lautet

{K}

Das myAtlassian-Konto läuft auf lizenz@deichgraf.example und gehört Tjark Hansen. Unsere Firma heißt Deichgraf Wasserbau GmbH.

Beste Grüße
Tjark
""",
    client="apple",
    subject="Umzug unserer Lizenz in den Marketplace",
    email="lizenz@deichgraf.example",
    holder="Tjark Hansen",
    org="Deichgraf Wasserbau GmbH",
    ask="confirmation",
)

add(
    "half-filled-then-later",
    """
{T}
{P1} {K}
{P2} will send later
{P3} Rohan Wickramasinghe
{P4} Ceylon Tea Board Services
{P5} will send later
{P6}
""",
    client="yahoo",
    email=None,
    holder="Rohan Wickramasinghe",
    org="Ceylon Tea Board Services",
)

add(
    "address-in-two-paragraphs",
    """
{T}
{P1} {K}
{P2} support@kiviranta.example
{P3} Outi Kiviranta
{P4} Kiviranta & Co

{P5}

Kiviranta & Co
Sepänkatu 9 B

20700 Turku
SUOMI

{P6}
""",
    client="thunderbird",
    email="support@kiviranta.example",
    holder="Outi Kiviranta",
    org="Kiviranta & Co",
    address="Kiviranta & Co Sepänkatu 9 B 20700 Turku SUOMI",
)

samples.auto_reply(
    "auto-japanese-absence",
    """
お世話になっております。
9月10日から9月21日まで夏季休暇をいただいております。お急ぎの方は info@minamoto.example までご連絡ください。
""",
    client="plain",
    subject="【自動返信】Re: I want to migrate my Server license to Atlassian Marketplace",
)
samples.auto_reply(
    "auto-parental-leave",
    """
Hello and thanks for your email!

I'm currently on parental leave and will be back in January. Until then, my colleague Finn (finn@bytebarn.example) takes care of all tooling questions.

/Moa
""",
    client="apple",
    subject="Re: I want to migrate my Server license to Atlassian Marketplace",
    headers="In-Reply-To: <x@balsamiq.com>",
)
samples.bounce(
    "bounce-domain-gone",
    """
Delivery to the following recipient failed permanently:

     lou@formermill.example

Technical details of permanent failure:
DNS Error: Domain name not found

----- Original message -----

From: Balsamiq Sales <sales@balsamiq.com>
To: lou@formermill.example
Subject: Re: I want to migrate my Server license to Atlassian Marketplace

> {P1} {K}
> {P2} lou@formermill.example
""",
    client="plain",
    sender="Mail Delivery Subsystem <mailer-daemon@mail.example>",
    subject="Delivery Status Notification (Failure)",
)
samples.other(
    "thinking-about-it",
    """
Hello,

we are thinking about moving our Mockups licenses to the Atlassian Marketplace next year. Can you tell me whether our maintenance would stay valid?

Regards
Ulla Sand
""",
    client="owa",
    subject="Maintenance and Marketplace",
)
samples.other(
    "list-question",
    """
Hi everyone,

did somebody already migrate a Balsamiq license to the Atlassian Marketplace? How did it go?

_______________________________________________
atlassian-users mailing list
atlassian-users@lists.usergroup.example
""",
    client="mutt",
    subject="[atlassian-users] Balsamiq migration?",
    headers="List-Id: <atlassian-users.lists.usergroup.example>\nPrecedence: list",
)
samples.other(
    "phishing-license",
    """
Dear user,

your Atlassian license expires today. To transfer your license to the new Marketplace confirm your myAtlassian account here: http://my-atlasian.example/login

Atlassian Security Team
""",
    client="webform",
    subject="Your Atlassian license will be transferred",
)
samples.other(
    "wrong-quantity",
    """
Hi,

on invoice 20181187 for Mockups for Confluence you charged 100 users instead of 50. Please send a corrected invoice to: Ibis Media, Rue du Port 6, 1201 Geneva, Switzerland.

Thanks
Corinne
""",
    client="outlook",
    subject="Invoice 20181187",
)
samples.other(
    "thanks-german-full-quote",
    """
Vielen Dank, hat alles geklappt!

Am 12.09.2018 um 09:14 schrieb Balsamiq Sales:
> Hello Armin, your SEN is SEN-2223334.
>
> > {L}
> >
> > {S}
> >
> > {P1} {K}
> > {P2} armin@isarwinkel.example
> > {P3} Armin Gruber
> > {P4} Isarwinkel Sport
> > {P5} Marktstr. 1, 83646 Bad Tölz, Germany
""",
    client="thunderbird",
    subject="Re: I want to migrate my Server license to Atlassian Marketplace",
)
