"""A third set of requests, written after the second one could be read."""

# ruff: noqa: E501
from tests.samples.sample import Samples

samples = Samples()
add = samples.migration
cloud = samples.cloud

add(
    "markdown-table",
    """
{L}

{S}

| Field | Value |
|---|---|
| License Key | {K} |
| myAtlassian email | admin@stellwerk.example |
| Name of holder | Paula Brandt |
| Organization | Stellwerk eG |
| Address | Gleis 3, 34117 Kassel, Germany |
| Expert | - |
""",
    client="mutt",
    email="admin@stellwerk.example",
    holder="Paula Brandt",
    org="Stellwerk eG",
    address="Gleis 3, 34117 Kassel, Germany",
)

add(
    "answers-below-blank-template",
    """
{T}
{P1}
{P2}
{P3}
{P4}
{P5}
{P6}

Answers:
1. {K}
2. itops@calderglass.example
3. Moira Stewart
4. Calder Glass Ltd
5. 2 Mill Brae, Perth PH1 5PN, Scotland, United Kingdom
6. none
""",
    email="itops@calderglass.example",
    holder="Moira Stewart",
    org="Calder Glass Ltd",
    address="2 Mill Brae, Perth PH1 5PN, Scotland, United Kingdom",
)

add(
    "double-arrows",
    """
{T}
{P1}
>> {K}
{P2}
>> petr@sumava-soft.example
{P3}
>> Petr Beneš
{P4}
>> Šumava Soft s.r.o.
{P5}
>> Náměstí 5, 385 01 Vimperk, Czech Republic
{P6}
>> none
""",
    email="petr@sumava-soft.example",
    holder="Petr Beneš",
    org="Šumava Soft s.r.o.",
    address="Náměstí 5, 385 01 Vimperk, Czech Republic",
)

add(
    "initials-before-answers",
    """
{T}
{P1} [GT] {K}
{P2} [GT] gt@taylorpaper.example
{P3} [GT] Gwen Taylor
{P4} [GT] Taylor Paper Mill
{P5} [GT] 45 River Rd, Augusta, ME 04330, USA
{P6} [GT] n/a
""",
    email="gt@taylorpaper.example",
    holder="Gwen Taylor",
    org="Taylor Paper Mill",
    address="45 River Rd, Augusta, ME 04330, USA",
)

add(
    "same-as-sender",
    """
{T}
{P1} {K}
{P2} same as this email address
{P3} Ravi Menon
{P4} Malabar Spices Exports
{P5} Mattancherry, Kochi 682002, Kerala, India
{P6}
""",
    sender="Ravi Menon <ravi@malabar.example>",
    holder="Ravi Menon",
    org="Malabar Spices Exports",
    address="Mattancherry, Kochi 682002, Kerala, India",
)

add(
    "title-and-last-name",
    """
{T}
{P1} {K}
{P2} mueller@zahnarzt-praxis.example
{P3} Dr. Müller
{P4} Zahnarztpraxis Dr. Müller
{P5} Hauptstr. 7, 79098 Freiburg, Deutschland
{P6} nein
""",
    email="mueller@zahnarzt-praxis.example",
    org="Zahnarztpraxis Dr. Müller",
    address="Hauptstr. 7, 79098 Freiburg, Deutschland",
)

add(
    "initial-and-last-name",
    """
{T}
{P1} {K}
{P2} j.okafor@delta-rigs.example
{P3} J. Okafor
{P4} Delta Rigs
{P5} 5 Trans Amadi Road, Port Harcourt, Nigeria
{P6}
""",
    email="j.okafor@delta-rigs.example",
    holder="J. Okafor",
    org="Delta Rigs",
    address="5 Trans Amadi Road, Port Harcourt, Nigeria",
)

add(
    "address-with-blank-lines",
    """
{T}

{P1}

{K}

{P2}

web@granitfjell.example

{P3}

Ola Nordmann

{P4}

Granitfjell AS

{P5}

Granitfjell AS

Att: Ola Nordmann

Fjellveien 1

5019 Bergen

Norge

{P6}

""",
    email="web@granitfjell.example",
    holder="Ola Nordmann",
    org="Granitfjell AS",
    address="Granitfjell AS Att: Ola Nordmann Fjellveien 1 5019 Bergen Norge",
)

add(
    "address-last-multi-line",
    """
{S}

License key: {K}
Email for myAtlassian: devteam@hoverbike.example
First and last name: Zach Nguyen
Organization: Hoverbike Labs
Full address:
Hoverbike Labs
880 Harrison St
San Francisco, CA 94107
United States

Thank you!
Zach
""",
    client="apple",
    email="devteam@hoverbike.example",
    holder="Zach Nguyen",
    org="Hoverbike Labs",
    address="Hoverbike Labs 880 Harrison St San Francisco, CA 94107 United States",
)

add(
    "typos-in-statement",
    """
By sending this mesage I confirm:

I am useing my Balsamiq plug-in licence on my server (not on Atlassian cloud) and I aknowledge that once my licence is transfered to Atlassian Marketplace it will be required to match my server levels.

The information you requested is below:
{P1} {K}
{P2} anna@lindenhof.example
{P3} Anna Lindner
{P4} Lindenhof Catering
{P5} Lindenhof 1, 8400 Winterthur, Switzerland
{P6}
""",
    email="anna@lindenhof.example",
    holder="Anna Lindner",
    org="Lindenhof Catering",
    address="Lindenhof 1, 8400 Winterthur, Switzerland",
)

add(
    "statement-without-brackets",
    """
I am using my Balsamiq plugin license on my server and I acknowledge that once it is transferred to Atlassian Marketplace it has to match my server levels.

{P1} {K}
{P2} lee@ironbark.example
{P3} Lee Wallace
{P4} Ironbark Mining Services
{P5} 1 Hay St, Kalgoorlie WA 6430, Australia
{P6}
""",
    email="lee@ironbark.example",
    holder="Lee Wallace",
    org="Ironbark Mining Services",
    address="1 Hay St, Kalgoorlie WA 6430, Australia",
)

add(
    "statement-not-removed",
    """
{L}

I am using my Balsamiq plugin license on Atlassian Cloud (not on my server) and I acknowledge that once my license is transferred to Atlassian Marketplace, it will be required to match my levels.

{I}
{P1} {K}
{P2} lea@wolke7.example
{P3} Lea Sommer
{P4} Wolke 7 UG
{P5} Kastanienallee 7, 10435 Berlin, Germany
{P6}
""",
    email="lea@wolke7.example",
    holder="Lea Sommer",
    org="Wolke 7 UG",
    address="Kastanienallee 7, 10435 Berlin, Germany",
    ask="confirmation",
)

add(
    "does-not-want-match",
    """
{T}
{P1} {K}
{P2} viv@thimble.example
{P3} Vivian Marsh
{P4} Thimble Textiles
{P5} 3 Loom St, Leeds LS1 4AB, UK
{P6}

P.S. We only have 10 editors but a 500-user Confluence, and we don't want to upgrade the license to match that.
""",
    email="viv@thimble.example",
    holder="Vivian Marsh",
    org="Thimble Textiles",
    address="3 Loom St, Leeds LS1 4AB, UK",
    ask="confirmation",
)

add(
    "one-sentence-everything",
    """
Hello, our company Bernstein Optik GmbH, Seestraße 12, 18181 Graal-Müritz, Germany, would like to migrate license {K} to the myAtlassian account jira@bernstein-optik.example (holder: Kerstin Voigt).

Best regards
""",
    subject="Migration",
    org="Bernstein Optik GmbH",
    email="jira@bernstein-optik.example",
    holder="Kerstin Voigt",
    address="Seestraße 12, 18181 Graal-Müritz, Germany",
    ask="confirmation",
)

add(
    "letter-style",
    """
Brookfield Hospital Trust
Information Services
1 Infirmary Way, Brookfield BR1 1AA

12 September 2018

Dear Sirs,

Re: Migration of Balsamiq Mockups for Confluence licence to Atlassian Marketplace

We write to request the migration of the above licence. The details you require are set out below.

Licence key: {K}
Email address of myAtlassian account: atlassian@brookfield-trust.example
Name of account holder: Mrs. Geraldine Pike
Organisation: Brookfield Hospital Trust
Address: 1 Infirmary Way, Brookfield BR1 1AA, United Kingdom

We confirm that the software is used on our own server and not on Atlassian Cloud, and we acknowledge the requirement that the licence match our server level.

Yours faithfully,

G. Pike
""",
    client="groupwise",
    subject="Balsamiq licence",
    email="atlassian@brookfield-trust.example",
    holder="Mrs. Geraldine Pike",
    org="Brookfield Hospital Trust",
    address="1 Infirmary Way, Brookfield BR1 1AA, United Kingdom",
)

add(
    "web-form-other-fields",
    """
A visitor submitted the form "Contact sales".

Name: Emil Sand
E-mail: emil.sand@dunefield.example
Phone: +45 55 51 01 00
Company: Dunefield Energy
Topic: License migration
Message: Please migrate our Mockups for JIRA license to the Atlassian Marketplace. The key is {K}. myAtlassian account: jira@dunefield.example

IP: 192.0.2.77
User agent: Mozilla/5.0
""",
    client="webform",
    sender="forms@balsamiq.example",
    subject="Contact sales: License migration",
    email="jira@dunefield.example",
    holder="Emil Sand",
    org="Dunefield Energy",
    ask="confirmation",
)

add(
    "korean-form",
    """
안녕하세요,

플러그인 라이선스를 Atlassian Cloud가 아닌 자체 서버에서 사용하고 있으며, 마켓플레이스로 이전된 후에는 라이선스가 서버 레벨과 일치해야 함을 확인합니다. 라이선스 이전을 요청합니다.

1. 라이선스 키: {K}
2. myAtlassian 계정 이메일: it@hanbit-soft.example
3. 계정 소유자 이름: 김서연
4. 회사명: 한빛소프트웨어
5. 주소: 서울특별시 마포구 월드컵북로 21, 대한민국
6. Atlassian 전문가: 없음

감사합니다.
김서연
""",
    subject="라이선스 이전 요청",
    client="owa",
    email="it@hanbit-soft.example",
    holder="김서연",
    org="한빛소프트웨어",
    address="서울특별시 마포구 월드컵북로 21, 대한민국",
)

add(
    "greek-form",
    """
Καλημέρα σας,

θα θέλαμε να μεταφέρουμε την άδεια Balsamiq στο Atlassian Marketplace.

Κλειδί άδειας: {K}
Λογαριασμός myAtlassian: admin@aigaio-soft.example
Κάτοχος λογαριασμού: Ελένη Παππά
Εταιρεία: Αιγαίο Λογισμικό ΑΕ
Διεύθυνση: Αιγαίου 10, 82100 Χίος, Ελλάδα

Με εκτίμηση,
Ελένη Παππά
""",
    subject="Μεταφορά άδειας",
    email="admin@aigaio-soft.example",
    holder="Ελένη Παππά",
    org="Αιγαίο Λογισμικό ΑΕ",
    address="Αιγαίου 10, 82100 Χίος, Ελλάδα",
    ask="confirmation",
)

add(
    "arabic-form",
    """
السلام عليكم،

نريد نقل ترخيص Balsamiq إلى Atlassian Marketplace.

مفتاح الترخيص: {K}
البريد الإلكتروني لحساب myAtlassian: it@nakheel-soft.example
اسم صاحب الحساب: ليلى منصور
اسم الشركة: نخيل للبرمجيات
العنوان: شارع الكورنيش، أبوظبي، الإمارات العربية المتحدة

مع التحية
""",
    subject="نقل الترخيص",
    client="gmail",
    email="it@nakheel-soft.example",
    holder="ليلى منصور",
    org="نخيل للبرمجيات",
    address="شارع الكورنيش، أبوظبي، الإمارات العربية المتحدة",
    ask="confirmation",
)

add(
    "romanian-form",
    """
Bună ziua,

Vă rugăm să transferați licența noastră Balsamiq în Atlassian Marketplace.
Confirm că folosim licența pe serverul nostru (nu în Atlassian Cloud) și înțelegem că după transfer licența trebuie să corespundă nivelului serverului.

Cheia de licență: {K}
Contul myAtlassian: it@bucegi.example
Titularul contului: Ioana Stan
Compania: Bucegi Soft SRL
Adresa: Str. Lungă 10, Brașov 500035, România
""",
    subject="Transfer licență",
    email="it@bucegi.example",
    holder="Ioana Stan",
    org="Bucegi Soft SRL",
    address="Str. Lungă 10, Brașov 500035, România",
)

add(
    "ukrainian-free",
    """
Доброго дня!

Просимо перенести нашу ліцензію Mockups for JIRA до Atlassian Marketplace. Ключ: {K}

З повагою,
Тарас
""",
    subject="Перенесення ліцензії",
    ask="confirmation",
)

add(
    "footer-in-own-part",
    "{T}\n{P1} {K}\n{P2} ict@duinrand.example\n{P3} Joost Bakker\n{P4} Gemeente Duinrand\n{P5} Raadhuisplein 1, 2041 JA Zandvoort, Nederland\n{P6}",
    client="plain",
    after=(
        "-- \nDit bericht kan informatie bevatten die niet voor u is bestemd. Gemeente Duinrand, Postbus 2, 2040 AA Zandvoort, info@duinrand.example\n",
    ),
    email="ict@duinrand.example",
    holder="Joost Bakker",
    org="Gemeente Duinrand",
    address="Raadhuisplein 1, 2041 JA Zandvoort, Nederland",
)

add(
    "hidden-preheader",
    "",
    rich="""
<div style="display:none;max-height:0;overflow:hidden">View this email in your browser</div><p>Dear all,</p><p>{L}</p><p>{S}</p><p>{I}</p>
<p>{P1} <span style="background:yellow">{K}</span></p><p>{P2} <span style="background:yellow"><a href="mailto:sharepoint@oderbruch.example?subject=x">sharepoint@oderbruch.example</a></span></p>
<p>{P3} <span style="background:yellow">Tilo Krause</span></p><p>{P4} <span style="background:yellow">Oderbruch Agrar eG</span></p><p>{P5} <span style="background:yellow">Dorfstr. 1, 15320 Neutrebbin, Deutschland</span></p><p>{P6} <span style="background:yellow">-</span></p>""",
    client="sogo",
    email="sharepoint@oderbruch.example",
    holder="Tilo Krause",
    org="Oderbruch Agrar eG",
    address="Dorfstr. 1, 15320 Neutrebbin, Deutschland",
)

add(
    "apple-cite-inline",
    "",
    rich="""
<html><body style="word-wrap: break-word;">Hi, see inline.<br><div><br><blockquote type="cite"><div>On 11 Sep 2018, at 16:12, Balsamiq Sales &lt;sales@balsamiq.com&gt; wrote:</div><br><div>{L}<br>{S}</div></blockquote><div><br></div>Yes.<br><br>
<blockquote type="cite"><div>{P1}</div></blockquote>{K}<br><blockquote type="cite"><div>{P2}</div></blockquote>nell@kelpworks.example<br><blockquote type="cite"><div>{P3}</div></blockquote>Nell Hughes<br>
<blockquote type="cite"><div>{P4}</div></blockquote>Kelpworks CIC<br><blockquote type="cite"><div>{P5}</div></blockquote>Pier Road, Stromness KW16 3AA, UK<br><blockquote type="cite"><div>{P6}</div></blockquote>n/a<br></div></body></html>""",
    client="sogo",
    subject="Re: Moving",
    headers="In-Reply-To: <a@balsamiq.com>",
    email="nell@kelpworks.example",
    holder="Nell Hughes",
    org="Kelpworks CIC",
    address="Pier Road, Stromness KW16 3AA, UK",
)

add(
    "notes-reply-inline",
    """
Please see answers below.

Regards,
Hector



From:   Balsamiq Sales <sales@balsamiq.com>
To:     hector@plata-seguros.example
Date:   11/09/2018 16:12
Subject:        Re: migration



{L}
{S}

{P1}
{K}
{P2}
hector@plata-seguros.example
{P3}
Hector Rivas
{P4}
Plata Seguros
{P5}
18 de Julio 1234, 11100 Montevideo, Uruguay
{P6}
none
""",
    client="notes",
    subject="Re: migration",
    headers="In-Reply-To: <a@balsamiq.com>",
    email="hector@plata-seguros.example",
    holder="Hector Rivas",
    org="Plata Seguros",
    address="18 de Julio 1234, 11100 Montevideo, Uruguay",
)

add(
    "reseller-list-of-labels",
    """
Hello,

For our customer, please convert the following Balsamiq licence to Marketplace:

End user: Granary Foods plc
Contact: Sue Barker
Email (myAtlassian): sue.barker@granaryfoods.example
Address: 40 Corn Exchange, Ipswich IP1 1DH, UK
Product: Mockups for Confluence, 50 users
Serial: {K}

They run it on their own server and are aware that the licence needs to match the server tier.

Regards,
Reseller Desk
""",
    sender="desk@softshop.example",
    subject="Licence conversion",
    email="sue.barker@granaryfoods.example",
    holder="Sue Barker",
    org="Granary Foods plc",
    address="40 Corn Exchange, Ipswich IP1 1DH, UK",
)

add(
    "key-in-signature-style",
    """
Please transfer my license to marketplace.

{L}
{S}

My details:

Mario Esposito
Esposito Arredamenti Srl
Via Toledo 55
80134 Napoli
Italy

{K}

mario@esposito-arredamenti.example
""",
    subject="transfer",
    email=None,
    holder=None,
    org=None,
    address=None,
    ask="account_email holder_name organization address",
)

add(
    "only-changed-fields-colonless",
    """
{T}
1. My License Key {K}
2. The email address for the myAtlassian account for the license brigitte@moselwein.example
3. The first and last name of the holder of the myAtlassian account Brigitte Moser
4. The organization (company) name for the License Moselwein Handels GmbH
5. The organization's full address (including country) Moselufer 8, 54470 Bernkastel, Germany
6. If applicable, the email address of my Atlassian Expert
""",
    client="outlook",
    email="brigitte@moselwein.example",
    holder="Brigitte Moser",
    org="Moselwein Handels GmbH",
    address="Moselufer 8, 54470 Bernkastel, Germany",
)

add(
    "german-prompts-shortened",
    """
{S}

Lizenz: {K}
Mail: it@drachenfels.example
Name: Ute Lang
Firma: Drachenfels Touristik
Adresse: Drachenfelsstr. 2, 53639 Königswinter, Deutschland
Experte: keiner
""",
    email="it@drachenfels.example",
    holder="Ute Lang",
    org="Drachenfels Touristik",
    address="Drachenfelsstr. 2, 53639 Königswinter, Deutschland",
)

add(
    "semicolon-one-line",
    "{S} License: {K}; myAtlassian: ida@fjordlys.example; Name: Ida Berg; Company: Fjordlys AS; Address: Havna 1, 6002 Ålesund, Norway; Expert: none",
    client="iphone",
    email="ida@fjordlys.example",
    holder="Ida Berg",
    org="Fjordlys AS",
    address="Havna 1, 6002 Ålesund, Norway",
)

add(
    "quoted-values",
    """
{T}
{P1} "{K}"
{P2} "support@pinewood.example"
{P3} "Graham Poole"
{P4} "Pinewood Joinery Ltd."
{P5} "Unit 9, Saw Mill Yard, Thetford, IP24 1AA, United Kingdom"
{P6} ""
""",
    email="support@pinewood.example",
    holder="Graham Poole",
    org="Pinewood Joinery Ltd.",
    address="Unit 9, Saw Mill Yard, Thetford, IP24 1AA, United Kingdom",
)

add(
    "two-emails-one-for-copy",
    """
{T}
{P1} {K}
{P2} licensing@arbor.example (please cc tom@arbor.example)
{P3} Tom Arbor
{P4} Arbor Inc
{P5} 12 Elm St, Burlington, VT 05401, USA
{P6}
""",
    holder="Tom Arbor",
    org="Arbor Inc",
    address="12 Elm St, Burlington, VT 05401, USA",
)

add(
    "question-after-blank-form",
    """
{T}
{P1}
{P2}
{P3}
{P4}
{P5}
{P6}

Where do I find my license key?
""",
    sender="kiran@lostkey.example",
)

cloud(
    "cloud-greeting-and-labels",
    "Hi there,\n\nCurrent license: {K}\nNo. of users in Confluence Cloud - 250\n\nCheers",
    users=250,
)
cloud("cloud-users-first", "75 users, license key {K}", users=75)
cloud("cloud-team-of", "{C}\n\nOur license: {K}\nWe are a team of 9.", users=9)
cloud(
    "cloud-dutch",
    "Hallo, wij gebruiken Atlassian Cloud en horen graag wanneer migreren mogelijk is. Licentie: {K}. Aantal gebruikers: 65.",
    users=65,
)
cloud("cloud-key-lost", "License: we can't find it any more\nUsers: 20", key=None, users=20)
cloud("cloud-per-product-same", "License: {K}\nConfluence users: 30\nJIRA users: 30", users=30)
cloud(
    "cloud-migrate-wish-own-subject",
    "Hello,\n\nwe are an Atlassian Cloud customer. Please put us on the list for the marketplace migration.\n\nLicense {K}\n12 users",
    subject="Marketplace migration for cloud users",
    users=12,
)
cloud(
    "cloud-reply-answers",
    "License: {K}\nUsers: 44\n\nOn Tue, Sep 11, 2018 Balsamiq Sales <sales@balsamiq.com> wrote:\n> Please include your license and the number of users.",
    users=44,
    subject="Re: Atlassian Cloud user interested in migrating to Marketplace",
    headers="In-Reply-To: <a@balsamiq.com>",
)
