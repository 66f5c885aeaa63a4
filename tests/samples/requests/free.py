"""Requests without the template: free text, in several languages, with some of the data or none."""

# ruff: noqa: E501
from tests.samples.sample import Samples

samples = Samples()
add = samples.migration

add(
    "one-liner",
    "pls migrate our Balsamiq license to marketplace, thx",
    subject="migration",
    ask="confirmation",
)
add(
    "oneliner-subject-only",
    "Thanks!\nJon",
    subject="Please move our Mockups for Confluence license to the Atlassian Marketplace",
    ask="confirmation",
)
add(
    "prose-name-company",
    """
Hi,

we'd like to transfer our Mockups for JIRA server license to the Atlassian Marketplace. Name: Ellen Park, Company: Juniper Ridge Foods, Email for myAtlassian: ellen.park@juniperridge.example, License key: {K}, Address: 500 Orchard Way, Yakima, WA 98901, United States.

Ellen
""",
    subject="License transfer",
    email="ellen.park@juniperridge.example",
    holder="Ellen Park",
    org="Juniper Ridge Foods",
    address="500 Orchard Way, Yakima, WA 98901, United States",
    ask="confirmation",
)
add(
    "german-request",
    """
Sehr geehrte Damen und Herren,

wir möchten unsere Lizenz für Mockups for Confluence in den Atlassian Marketplace umziehen. Der Lizenzschlüssel lautet:

{K}

Das myAtlassian-Konto läuft auf jira@stadtwerke-auental.example, Inhaber ist Herr Thomas Kühn.
Unsere Firma heißt Stadtwerke Auental GmbH, die Adresse lautet Gaswerkstraße 1, 73430 Aalen, Deutschland.

Mit freundlichen Grüßen
Thomas Kühn
""",
    subject="Umzug Lizenz Marketplace",
    email="jira@stadtwerke-auental.example",
    holder="Thomas Kühn",
    org="Stadtwerke Auental GmbH",
    address="Gaswerkstraße 1, 73430 Aalen, Deutschland",
    ask="confirmation",
)
add(
    "french-request-nothing",
    """
Bonjour,

Nous souhaitons transférer notre licence Balsamiq Mockups (serveur) vers l'Atlassian Marketplace. Pouvez-vous vous en occuper ?

Merci d'avance,
Sophie Garnier
""",
    subject="Transfert de licence",
    ask="confirmation",
)
add(
    "spanish-request",
    """
Buenas tardes:

Por favor, migren nuestra licencia de Balsamiq al Marketplace de Atlassian.

Clave de licencia: {K}
Correo de la cuenta myAtlassian: sistemas@olivar.example
Titular: Beatriz Molina
Empresa: Olivar de Jaén S.C.A.
Dirección: C/ Virgen de la Capilla 3, 23001 Jaén, España

Usamos el plugin en nuestro propio servidor (no en Atlassian Cloud) y aceptamos que la licencia deberá coincidir con el nivel de nuestro servidor.

Saludos
""",
    subject="Migración de licencia",
    email="sistemas@olivar.example",
    holder="Beatriz Molina",
    org="Olivar de Jaén S.C.A.",
    address="C/ Virgen de la Capilla 3, 23001 Jaén, España",
)
add(
    "portuguese-request",
    """
Olá,

gostaríamos de migrar a nossa licença do Balsamiq para o Atlassian Marketplace.
Confirmo que uso a licença no meu servidor (não no Atlassian Cloud) e estou ciente de que, após a transferência, ela deverá corresponder ao nível do meu servidor.

1. Chave de licença: {K}
2. E-mail da conta myAtlassian: ti@cajueiro.example
3. Nome e sobrenome do titular: Renata Albuquerque
4. Empresa: Cajueiro Sistemas Ltda
5. Endereço completo: Av. Beira Mar 2000, Fortaleza - CE, 60165-121, Brasil

Obrigada,
Renata
""",
    subject="Migração para o Marketplace",
    email="ti@cajueiro.example",
    holder="Renata Albuquerque",
    org="Cajueiro Sistemas Ltda",
    address="Av. Beira Mar 2000, Fortaleza - CE, 60165-121, Brasil",
)
add(
    "italian-request",
    """
Buongiorno,
vorremmo trasferire la nostra licenza Mockups for Confluence sul Marketplace di Atlassian. Potete procedere?

Chiave di licenza: {K}
Account myAtlassian: webmaster@ceramiche-doria.example

Grazie
Paolo Doria
""",
    subject="licenza balsamiq",
    email="webmaster@ceramiche-doria.example",
    ask="confirmation",
)
add(
    "dutch-request",
    """
Beste,

graag willen wij onze Balsamiq-licentie overzetten naar de Atlassian Marketplace.

Hierbij bevestig ik dat wij de licentie op onze eigen server gebruiken (niet op Atlassian Cloud) en dat de licentie na de overdracht moet overeenkomen met ons serverniveau.

Licentiesleutel: {K}
E-mailadres myAtlassian-account: beheer@polderkaas.example
Naam accounthouder: Sanne de Wit
Bedrijf: Polderkaas B.V.
Adres: Dijkweg 14, 1619 HA Andijk, Nederland
Expert: n.v.t.

Groeten,
Sanne
""",
    subject="Licentie overzetten",
    email="beheer@polderkaas.example",
    holder="Sanne de Wit",
    org="Polderkaas B.V.",
    address="Dijkweg 14, 1619 HA Andijk, Nederland",
)
add(
    "polish-request",
    """
Dzień dobry,

proszę o przeniesienie naszej licencji Mockups for JIRA do Atlassian Marketplace.
Klucz: {K}

Pozdrawiam
Marek Zieliński
""",
    subject="Przeniesienie licencji",
    ask="confirmation",
)
add(
    "russian-request",
    """
Здравствуйте!

Просим перенести нашу лицензию Mockups for Confluence в Atlassian Marketplace.

Лицензионный ключ: {K}
Учетная запись myAtlassian: jira@volgasoft.example
Владелец: Сергей Иванов
Организация: ООО «Волгасофт»
Адрес: 443001, г. Самара, ул. Молодогвардейская, д. 200, Россия

С уважением,
Сергей Иванов
""",
    subject="Перенос лицензии",
    email="jira@volgasoft.example",
    holder="Сергей Иванов",
    org="ООО «Волгасофт»",
    address="443001, г. Самара, ул. Молодогвардейская, д. 200, Россия",
    ask="confirmation",
)
add(
    "japanese-request",
    """
お世話になっております。株式会社みどり出版の佐藤です。

Balsamiqのサーバーライセンスを Atlassian Marketplace へ移行していただきたく、ご連絡いたしました。

ライセンスキー：{K}
myAtlassianアカウントのメールアドレス：sato@midori-pub.example
アカウント所有者：佐藤 健一
会社名：株式会社みどり出版
住所：〒101-0051 東京都千代田区神田神保町1-1 日本

自社サーバーで使用しており（Atlassian Cloudではありません）、移行後はライセンスをサーバーのレベルに合わせる必要があることを承知しています。

よろしくお願いいたします。
""",
    subject="ライセンス移行のお願い",
    email="sato@midori-pub.example",
    holder="佐藤 健一",
    org="株式会社みどり出版",
    address="〒101-0051 東京都千代田区神田神保町1-1 日本",
)
add(
    "chinese-request",
    """
您好，

我们想把 Balsamiq Mockups 服务器版许可证迁移到 Atlassian Marketplace，请协助处理。

许可证密钥：{K}
myAtlassian 账户邮箱：it@huanghe-tech.example
持有人：李晓明
公司：黄河科技有限公司
地址：中国河南省郑州市金水区花园路 39 号，450000

谢谢！
李晓明
""",
    subject="许可证迁移",
    email="it@huanghe-tech.example",
    holder="李晓明",
    org="黄河科技有限公司",
    address="中国河南省郑州市金水区花园路 39 号，450000",
    ask="confirmation",
)
add(
    "korean-request",
    """
안녕하세요,

Balsamiq 서버 라이선스를 Atlassian 마켓플레이스로 이전하고 싶습니다. 처리 부탁드립니다.

감사합니다.
최지우
""",
    subject="라이선스 이전 요청",
    ask="confirmation",
)
add(
    "swedish-request",
    """
Hej!

Vi vill gärna flytta vår Balsamiq-licens till Atlassian Marketplace. Licensnyckeln är {K} och kontot hos Atlassian är jira-admin@norrsken-labs.example.

Vänliga hälsningar
Åsa Lindgren
""",
    subject="Flytta licens",
    email="jira-admin@norrsken-labs.example",
    ask="confirmation",
)
add(
    "turkish-request",
    """
Merhaba,

Balsamiq lisansımızı Atlassian Marketplace'e taşımak istiyoruz. Yardımcı olur musunuz?

Teşekkürler
Selin Aydın
""",
    subject="Lisans taşıma",
    ask="confirmation",
)
add(
    "czech-request",
    """
Dobrý den,

prosíme o převod naší licence Mockups for Confluence na Atlassian Marketplace.

Licenční klíč: {K}
Společnost: Moravské sklárny a.s.
Adresa: Sklářská 8, 679 61 Letovice, Česká republika

S pozdravem
Jana Dvořáková
""",
    subject="Převod licence",
    org="Moravské sklárny a.s.",
    address="Sklářská 8, 679 61 Letovice, Česká republika",
    ask="confirmation",
)
add(
    "prose-full",
    """
Hello sales,

We are ready to move our Mockups for Confluence license over to the Atlassian Marketplace. We run Confluence on our own server (not Cloud) and accept that the license will have to match our server tier afterwards.

Our license key is {K}. Please send it to the myAtlassian account of Dr. Priscilla Osei, p.osei@goldcoastbank.example. The company name is Gold Coast Bank Ltd. and our address is 37 Independence Avenue, Accra, Ghana.

Kind regards,
Kojo Mensah
""",
    subject="Ready to migrate",
    email="p.osei@goldcoastbank.example",
    holder="Dr. Priscilla Osei",
    org="Gold Coast Bank Ltd.",
    address="37 Independence Avenue, Accra, Ghana",
)
add(
    "polite-could-you",
    """
Hi Balsamiq,

Could you please help us move our plugin license from your website to Marketplace? Our key:

{K}

Not sure what else you need.

Best, Imran
""",
    subject="Help moving license",
    ask="confirmation",
)
add(
    "ticket-style",
    """
REQUEST: License migration to Atlassian Marketplace
PRODUCT: Mockups for JIRA Server
LICENSE KEY: {K}
MYATLASSIAN ACCOUNT: svc-atlassian@quarrybank.example
ACCOUNT HOLDER: Louise Harper
COMPANY: Quarry Bank Building Society
ADDRESS: 1 Quarry Bank, Halifax HX1 1AA, GB
CONFIRMATION: We confirm use on Server and accept matching the server level.
""",
    subject="REQ-20931 license migration",
    email="svc-atlassian@quarrybank.example",
    holder="Louise Harper",
    org="Quarry Bank Building Society",
    address="1 Quarry Bank, Halifax HX1 1AA, GB",
)
add(
    "chatty-no-template-data-in-signature",
    """
Hey guys,

just found your article on moving to the Marketplace, great idea! Please sign us up and migrate our Confluence plugin. Key's below.

{K}

Cheers
--
Bradley Quinn, Quinn & Daughters Pty Ltd
12 Smith St, Fitzroy VIC 3065, Australia
bradley@quinndaughters.example
""",
    subject="marketplace",
    ask="confirmation",
)
add(
    "conditional",
    """
Hello,

if possible please transfer our license to the Marketplace before our renewal on October 1st.

Key: {K}
Account: renewals@kettlewell.example
Holder: Harriet Kettlewell
Company: Kettlewell & Sons
Address: 8 Dales View, Skipton, BD23 1AA, United Kingdom
""",
    subject="transfer before renewal",
    email="renewals@kettlewell.example",
    holder="Harriet Kettlewell",
    org="Kettlewell & Sons",
    address="8 Dales View, Skipton, BD23 1AA, United Kingdom",
    ask="confirmation",
)
