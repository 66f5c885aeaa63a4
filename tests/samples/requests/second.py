"""More requests, of other clients and people: written after the first ones could all be read."""

# ruff: noqa: E501
from tests.samples.sample import Samples

samples = Samples()
add = samples.migration
cloud = samples.cloud

add(
    "answers-typed-into-original",
    """
Hi Team,

please find my answers in red below.

Kind regards,
Nadia

From: Balsamiq Sales <sales@balsamiq.com>
Sent: Tuesday, September 11, 2018 16:12
To: Nadia Haas <nadia.haas@seeblick.example>
Subject: RE: Moving our license

Hi Nadia,

please answer the following and return this mail:

{L}

{S}

{P1} {K}
{P2} nadia.haas@seeblick.example
{P3} Nadia Haas
{P4} Hotel Seeblick Betriebs GmbH
{P5} Uferweg 3, 6353 Weggis, Switzerland
{P6} none

Best,
Sales
""",
    client="outlook",
    subject="RE: Moving our license",
    headers="In-Reply-To: <a@balsamiq.com>\nReferences: <a@balsamiq.com>",
    email="nadia.haas@seeblick.example",
    holder="Nadia Haas",
    org="Hotel Seeblick Betriebs GmbH",
    address="Uferweg 3, 6353 Weggis, Switzerland",
)

add(
    "gmail-blockquote-inline",
    "",
    rich="""
<div dir="ltr">Answers inline, thanks!</div><br><div class="gmail_quote"><div dir="ltr">On Tue, Sep 11, 2018 at 4:12 PM Balsamiq Sales &lt;<a href="mailto:sales@balsamiq.com">sales@balsamiq.com</a>&gt; wrote:<br></div>
<blockquote class="gmail_quote" style="margin:0 0 0 .8ex;border-left:1px #ccc solid;padding-left:1ex">{L}<br><br>{S}<br></blockquote><div><br></div><div>I confirm.</div><div><br></div>
<blockquote class="gmail_quote" style="border-left:1px #ccc solid">1. My License Key:<br></blockquote><div>{K}</div>
<blockquote class="gmail_quote" style="border-left:1px #ccc solid">{P2}<br></blockquote><div><a href="mailto:rui@tejoworks.example">rui@tejoworks.example</a></div>
<blockquote class="gmail_quote" style="border-left:1px #ccc solid">{P3}<br></blockquote><div>Rui Tavares</div>
<blockquote class="gmail_quote" style="border-left:1px #ccc solid">{P4}<br></blockquote><div>Tejo Works</div>
<blockquote class="gmail_quote" style="border-left:1px #ccc solid">{P5}<br></blockquote><div>Av. da Liberdade 9, 1250-139 Lisboa, Portugal</div>
<blockquote class="gmail_quote" style="border-left:1px #ccc solid">{P6}<br></blockquote><div>no</div></div>""",
    client="sogo",
    subject="Re: Moving our license",
    headers="In-Reply-To: <a@balsamiq.com>",
    email="rui@tejoworks.example",
    holder="Rui Tavares",
    org="Tejo Works",
    address="Av. da Liberdade 9, 1250-139 Lisboa, Portugal",
)

add(
    "values-only-lines",
    """
{L}
{S}

{K}
li.wei@straitsedge.example
Li Wei
Straits Edge Pte Ltd
10 Anson Road #20-05, Singapore 079903
""",
    email="li.wei@straitsedge.example",
    holder="Li Wei",
    org="Straits Edge Pte Ltd",
    address="10 Anson Road #20-05, Singapore 079903",
)

add(
    "bold-prompts-no-space",
    "",
    rich="""
<p>{L}</p><p>{S}</p><p><b>1. My License Key:</b>{K}</p><p><b>2. The email address for the myAtlassian account for the license:</b>licences@gorse.example</p>
<p><b>3. The first and last name of the holder of the myAtlassian account</b>Rhys Morgan</p><p><b>4. The organization (company) name for the License:</b>Gorse Hill Farmers Co-op</p>
<p><b>5. The organization's full address (including country):</b>Gorse Hill, Brecon LD3 7AA, Wales</p><p><b>6. If applicable, the email address of my Atlassian Expert:</b></p>""",
    client="sogo",
    email="licences@gorse.example",
    holder="Rhys Morgan",
    org="Gorse Hill Farmers Co-op",
    address="Gorse Hill, Brecon LD3 7AA, Wales",
)

add(
    "table-prompt-row-answer-row",
    "",
    rich="""
<p>{L}<br>{S}</p><table><tr><td>My License Key</td></tr><tr><td>{K}</td></tr><tr><td>The email address for the myAtlassian account for the license</td></tr><tr><td>app-admin@tarn.example</td></tr>
<tr><td>The first and last name of the holder of the myAtlassian account</td></tr><tr><td>Isla Graham</td></tr><tr><td>The organization (company) name for the License</td></tr><tr><td>Tarn Outdoor Ltd</td></tr>
<tr><td>The organization's full address (including country)</td></tr><tr><td>Lake Road, Keswick, CA12 5BX, UK</td></tr></table>""",
    client="sogo",
    email="app-admin@tarn.example",
    holder="Isla Graham",
    org="Tarn Outdoor Ltd",
    address="Lake Road, Keswick, CA12 5BX, UK",
)

add(
    "definition-list",
    "",
    rich="""
<p>Hi, please migrate our license.</p><p>{S}</p><dl><dt>License key</dt><dd><tt>{K}</tt></dd><dt>myAtlassian account</dt><dd>it@jonction.example</dd><dt>Holder</dt><dd>Chloé Martin</dd><dt>Company</dt><dd>Jonction SAS</dd><dt>Address</dt><dd>3 quai Claude Bernard<br>69007 Lyon<br>France</dd></dl>""",
    client="sogo",
    email="it@jonction.example",
    holder="Chloé Martin",
    org="Jonction SAS",
    address="3 quai Claude Bernard 69007 Lyon France",
)

add(
    "address-labelled-parts",
    """
{T}
{P1} {K}
{P2} it@kobe-port.example
{P3} Aiko Mori
{P4} Kobe Port Terminal K.K.
{P5}
Street: 5-2 Kano-cho, Chuo-ku
City: Kobe
ZIP: 650-0001
Country: Japan
{P6}
""",
    email="it@kobe-port.example",
    holder="Aiko Mori",
    org="Kobe Port Terminal K.K.",
    address="Street: 5-2 Kano-cho, Chuo-ku City: Kobe ZIP: 650-0001 Country: Japan",
)

add(
    "address-remark",
    """
{T}
{P1} {K}
{P2} webteam@larkfield.example
{P3} Joy Adams
{P4} Larkfield Council
{P5} Civic Centre, Larkfield ME20 6AA, United Kingdom.
{P6}
""",
    email="webteam@larkfield.example",
    holder="Joy Adams",
    org="Larkfield Council",
    address="Civic Centre, Larkfield ME20 6AA, United Kingdom",
)

add(
    "email-with-spaces",
    """
{T}
{P1} {K}
{P2} accounts @ fernweh.example
{P3} Jule Winter
{P4} Fernweh Reisen
{P5} Sonnenallee 2, 12047 Berlin, Germany
{P6}
""",
    holder="Jule Winter",
    org="Fernweh Reisen",
    address="Sonnenallee 2, 12047 Berlin, Germany",
)

add(
    "email-with-remark",
    """
{T}
{P1} {K}
{P2} jira@sandpiper.example (this is our shared admin account)
{P3} Colin Frazer
{P4} Sandpiper Charters
{P5} 4 Harbour St, Plockton IV52 8TN, Scotland
{P6}
""",
    email="jira@sandpiper.example",
    holder="Colin Frazer",
    org="Sandpiper Charters",
    address="4 Harbour St, Plockton IV52 8TN, Scotland",
)

add(
    "mailto-prefix",
    """
{T}
{P1} {K}
{P2} mailto:admin@vinga.example
{P3} Klara Nyström
{P4} Vinga Konfektyr AB
{P5} Avenyn 1, 411 36 Göteborg, Sverige
{P6} mailto:
""",
    email="admin@vinga.example",
    holder="Klara Nyström",
    org="Vinga Konfektyr AB",
    address="Avenyn 1, 411 36 Göteborg, Sverige",
)

add(
    "key-twice",
    """
{T}
{P1} {K}
{K}
{P2} ops@duneware.example
{P3} Yusra Khan
{P4} Duneware FZ-LLC
{P5} Dubai Internet City, Building 3, Dubai, UAE
{P6} n/a
""",
    email="ops@duneware.example",
    holder="Yusra Khan",
    org="Duneware FZ-LLC",
    address="Dubai Internet City, Building 3, Dubai, UAE",
)

add(
    "one-product-only",
    """
{T}
{P1}
Confluence: n/a
JIRA: {K}
{P2} devops@mangrove.example
{P3} Tunde Bakare
{P4} Mangrove Pay
{P5} 7 Broad St, Lagos Island, Lagos, NG
{P6}
""",
    email="devops@mangrove.example",
    holder="Tunde Bakare",
    org="Mangrove Pay",
    address="7 Broad St, Lagos Island, Lagos, NG",
)

add(
    "name-with-role",
    """
{T}
{P1} {K}
{P2} s.meyer@huettenwerk.example
{P3} Stefan Meyer, IT-Leiter
{P4} Hüttenwerk Saar AG
{P5} Hüttenstr. 1-5, D-66839 Schmelz
{P6}
""",
    email="s.meyer@huettenwerk.example",
    holder="Stefan Meyer, IT-Leiter",
    org="Hüttenwerk Saar AG",
    address="Hüttenstr. 1-5, D-66839 Schmelz",
)

add(
    "plural-statement",
    """
By sending this message we confirm:

We are using our Balsamiq plugin licenses on our server (not on Atlassian Cloud) and we acknowledge that once our licenses are transferred to Atlassian Marketplace, they will be required to match our server levels.

{I}
{P1} {K}
{P2} tools@aurora-games.example
{P3} Mika Laine
{P4} Aurora Games Oy
{P5} Aleksanterinkatu 15, 00100 Helsinki, Suomi
{P6}
""",
    email="tools@aurora-games.example",
    holder="Mika Laine",
    org="Aurora Games Oy",
    address="Aleksanterinkatu 15, 00100 Helsinki, Suomi",
)

add(
    "checkboxes",
    """
[x] I am using my Balsamiq plugin license on my server
[x] I acknowledge that it will be required to match my server levels

Key: {K}
Account e-mail: hs@westfjord.example
Account holder: Hildur Sveinsdóttir
Organisation: Westfjord ehf.
Address: Hafnarstræti 4, 400 Ísafjörður, Iceland
""",
    email="hs@westfjord.example",
    holder="Hildur Sveinsdóttir",
    org="Westfjord ehf.",
    address="Hafnarstræti 4, 400 Ísafjörður, Iceland",
)

add(
    "not-yet-confirmed",
    """
{L}

I am using my Balsamiq plugin license on my server (not on Atlassian Cloud). We can't confirm yet that the license will match our server level.

{I}
{P1} {K}
{P2} zoltan@dunakanyar.example
{P3} Zoltán Kiss
{P4} Dunakanyar Kft.
{P5} Fő utca 2, 2600 Vác, Magyarország
{P6}
""",
    email="zoltan@dunakanyar.example",
    holder="Zoltán Kiss",
    org="Dunakanyar Kft.",
    address="Fő utca 2, 2600 Vác, Magyarország",
    ask="confirmation",
)

add(
    "willing-to-upgrade",
    """
Hello,
we'd like to move our license to the Marketplace. We're using the plugin on our own Confluence Server and are willing to upgrade so that our license matches the Confluence user tier.

Key: {K}
myAtlassian: jon@tallyho.example
Holder: Jon Bexley
Company: Tally Ho Events
Address: 6 Mill Lane, Bath BA1 1AA, UK
""",
    subject="Moving license",
    email="jon@tallyho.example",
    holder="Jon Bexley",
    org="Tally Ho Events",
    address="6 Mill Lane, Bath BA1 1AA, UK",
)

add(
    "plan-cloud-later",
    """
{T}
{P1} {K}
{P2} it@pampa-vet.example
{P3} Florencia Sosa
{P4} Pampa Veterinaria SRL
{P5} San Martín 450, B7000 Tandil, Buenos Aires, Argentina
{P6}

We may move to Atlassian Cloud next year, but for now everything runs on our server.
""",
    email="it@pampa-vet.example",
    holder="Florencia Sosa",
    org="Pampa Veterinaria SRL",
    address="San Martín 450, B7000 Tandil, Buenos Aires, Argentina",
)

add(
    "french-prose-data",
    """
Bonjour,

Merci de bien vouloir migrer notre licence Mockups pour Confluence vers l'Atlassian Marketplace.

Notre clé de licence est {K}.
Le compte myAtlassian est au nom de Pauline Girard (pauline.girard@lavandes.example).
Notre société s'appelle Les Lavandes SARL et notre adresse est 5 chemin des Ocres, 84220 Roussillon, France.

Nous utilisons le plugin sur notre propre serveur et nous acceptons que la licence doive correspondre au niveau de notre serveur.

Cordialement,
Pauline Girard
""",
    subject="Migration vers le Marketplace",
    email="pauline.girard@lavandes.example",
    holder="Pauline Girard",
    org="Les Lavandes SARL",
    address="5 chemin des Ocres, 84220 Roussillon, France",
)

add(
    "danish-free",
    """
Hej,

vi vil gerne have flyttet vores Balsamiq-licens til Atlassian Marketplace.
Licensnøgle: {K}
Firma: Skagen Rederi ApS

Venlig hilsen
Mads
""",
    subject="Flytning af licens",
    org="Skagen Rederi ApS",
    ask="confirmation",
)

add(
    "finnish-free",
    """
Hei,

haluaisimme siirtää Balsamiq-lisenssimme Atlassian Marketplaceen.

Terveisin
Outi Korhonen
""",
    subject="Lisenssin siirto",
    ask="confirmation",
)

add(
    "hungarian-free",
    """
Tisztelt Balsamiq!

Szeretnénk áthelyezni a Mockups for JIRA licencünket az Atlassian Marketplace-re.

Licenckulcs: {K}

Üdvözlettel:
Nagy Eszter
""",
    subject="Licenc áthelyezése",
    ask="confirmation",
)

add(
    "vietnamese-free",
    """
Xin chào,

Chúng tôi muốn chuyển giấy phép Balsamiq sang Atlassian Marketplace. Vui lòng hỗ trợ.

License key: {K}
Email: it@saigonsoft.example

Trân trọng,
Lê Minh
""",
    subject="Migrate license to Marketplace",
    email="it@saigonsoft.example",
    ask="confirmation",
)

add(
    "second-license-too",
    """
Hi again,

Please also migrate our JIRA license: {K}

Same account, same company.

Thx
""",
    subject="Another license to migrate",
    ask="confirmation",
)

add(
    "can-i-migrate-key",
    """
Hello, I want to migrate. Here is my key:

{K}

Atlassian login is peter.parsons@crofters.example

Peter
""",
    subject="I want to migrate my Server license to Atlassian Marketplace",
    email="peter.parsons@crofters.example",
    ask="confirmation",
)

add(
    "pgp-inline",
    """
-----BEGIN PGP SIGNED MESSAGE-----
Hash: SHA256

{T}
{P1} {K}
{P2} root@nullrouted.example
{P3} Gert Claes
{P4} Nullrouted BVBA
{P5} Korenmarkt 1, 9000 Gent, België
{P6}
-----BEGIN PGP SIGNATURE-----

iQIzBAEBCAAdFiEE0123456789abcdefABCDEFfakeFAKE0123456789AAoJEP
=abcd
-----END PGP SIGNATURE-----
""",
    client="mutt",
    email="root@nullrouted.example",
    holder="Gert Claes",
    org="Nullrouted BVBA",
    address="Korenmarkt 1, 9000 Gent, België",
)

add(
    "zero-width-and-nbsp",
    "{T}\n1.\u00a0My License Key:\u00a0\u200b{K}\u200b\n{P2}\u00a0\u200becho@ravine.example\u200b\n{P3}\u00a0Echo\u00a0Lindholm\n{P4}\u00a0\u200eRavine Data Oy\u200e\n{P5}\u00a0Kauppakatu 4,\u00a040100 Jyväskylä,\u00a0Finland\n{P6}\u00a0",
    client="owa",
    email="echo@ravine.example",
    holder="Echo Lindholm",
    org="Ravine Data Oy",
    address="Kauppakatu 4, 40100 Jyväskylä, Finland",
)

add(
    "letters-for-numbers",
    """
{T}
a) My License Key: {K}
b) The email address for the myAtlassian account for the license: it@murmur.example
c) The first and last name of the holder of the myAtlassian account: Oskar Lund
d) The organization (company) name for the License: Murmur AS
e) The organization's full address (including country): Bryggen 7, 5003 Bergen, Norway
f) If applicable, the email address of my Atlassian Expert:
""",
    email="it@murmur.example",
    holder="Oskar Lund",
    org="Murmur AS",
    address="Bryggen 7, 5003 Bergen, Norway",
)

add(
    "answer-label",
    """
{T}
{P1}
Answer: {K}
{P2}
Answer: confluence@tirol-milch.example
{P3}
Answer: Andreas Hofer
{P4}
Answer: Tirol Milch eGen
{P5}
Answer: Brauweg 2, 6300 Wörgl, Österreich
{P6}
Answer: -
""",
    email="confluence@tirol-milch.example",
    holder="Andreas Hofer",
    org="Tirol Milch eGen",
    address="Brauweg 2, 6300 Wörgl, Österreich",
)

add(
    "signature-with-labels",
    """
{T}
{P1} {K}
{P2} projects@stonecrop.example
{P3} Naomi Feld
{P4} Stonecrop Architects
{P5} 120 Bremner Blvd, Toronto, ON M5J 0A8, Canada
{P6}

Thanks,

Naomi Feld | Office Manager
Company: Stonecrop Architects Inc.
Address: 5 Other Street, Hamilton, Ontario
Email: naomi@stonecrop.example
Phone: 416-555-0100
""",
    client="outlook",
    email="projects@stonecrop.example",
    holder="Naomi Feld",
    org="Stonecrop Architects",
    address="120 Bremner Blvd, Toronto, ON M5J 0A8, Canada",
)

add(
    "expert-in-postscript",
    """
{T}
{P1} {K}
{P2} it@rotermund.example
{P3} Bernd Rotermund
{P4} Rotermund Feinkost KG
{P5} Prager Straße 9, 01069 Dresden, BRD
{P6}

PS: Our Atlassian Expert is helga@expertpartner.example
""",
    email="it@rotermund.example",
    holder="Bernd Rotermund",
    org="Rotermund Feinkost KG",
    address="Prager Straße 9, 01069 Dresden, BRD",
    expert="helga@expertpartner.example",
)

add(
    "country-in-two-languages",
    """
{T}
{P1} {K}
{P2} ed@oranje-fiets.example
{P3} Ed van den Berg
{P4} Oranje Fiets V.O.F.
{P5} Stationsplein 12, 3511 ED Utrecht (Nederland / The Netherlands)
{P6}
""",
    email="ed@oranje-fiets.example",
    holder="Ed van den Berg",
    org="Oranje Fiets V.O.F.",
    address="Stationsplein 12, 3511 ED Utrecht (Nederland / The Netherlands)",
)

add(
    "city-and-country",
    """
{T}
{P1} {K}
{P2} hello@pixelbear.example
{P3} Kim Sung-min
{P4} Pixelbear
{P5} Vancouver, Canada
{P6}
""",
    email="hello@pixelbear.example",
    holder="Kim Sung-min",
    org="Pixelbear",
    address="Vancouver, Canada",
)

add(
    "only-country",
    """
{T}
{P1} {K}
{P2} hello@nimbus.example
{P3} Ali Reza
{P4} Nimbus
{P5} Malaysia
{P6}
""",
    email="hello@nimbus.example",
    holder="Ali Reza",
    org="Nimbus",
    address=None,
)

add(
    "chinese-address-no-country",
    """
{T}
{P1} {K}
{P2} wang@yunhe.example
{P3} 王芳
{P4} 运河网络
{P5} 北京市朝阳区建国路88号 100022
{P6}
""",
    client="gmail",
    email="wang@yunhe.example",
    holder="王芳",
    org="运河网络",
    address=None,
)

add(
    "us-at-end",
    """
{T}
{P1} {K}
{P2} ap@bluebonnet.example
{P3} Hank Dawson
{P4} Bluebonnet Title Co.
{P5} 98 San Jacinto Blvd Austin TX 78701 US
{P6}
""",
    email="ap@bluebonnet.example",
    holder="Hank Dawson",
    org="Bluebonnet Title Co.",
    address="98 San Jacinto Blvd Austin TX 78701 US",
)

add(
    "correct-org",
    """
{T}
{P1} {K}
{P2} pw@heron.example
{P3} Philippa Ward
{P4} Heron Ltd
{P5} 1 Fen Road, Cambridge, United Kingdom
{P6}

Correction: the company name is Heron Analytics Ltd.
""",
    email="pw@heron.example",
    holder="Philippa Ward",
    org="Heron Analytics Ltd.",
    address="1 Fen Road, Cambridge, United Kingdom",
)

add(
    "german-prose-and-confirmation",
    """
Hallo Balsamiq-Team,

bitte migrieren Sie unsere Lizenz auf den Marketplace:

{K}

myAtlassian: confluence@hafenkran.example (Jan Petersen)
Firma/Adresse: Hafenkran Logistik GmbH, Kaiserkai 5, 20457 Hamburg

Wir bestätigen, dass wir das Plugin auf einem eigenen Server betreiben und die Lizenz anschließend der Serverstufe entsprechen muss.

Gruß, Jan Petersen
""",
    subject="Lizenzmigration",
    email="confluence@hafenkran.example",
    address=None,
    org="Hafenkran Logistik GmbH",
    ask="holder_name organization",
)

add(
    "forward-with-comment-and-correction",
    """
Hi, forwarding this for our customer, thanks.

Olaf

________________________________
From: Bettina Krug <b.krug@wolkenbruch.example>
Sent: Monday, September 10, 2018 9:01:11 AM
To: Olaf Stein
Subject: I want to migrate my Server license to Atlassian Marketplace

{T}
{P1} {K}
{P2} b.krug@wolkenbruch.example
{P3} Bettina Krug
{P4} Wolkenbruch Regenschirme
{P5} Am Wall 3, 28195 Bremen, Germany
{P6} olaf@partner.example

________________________________
Wolkenbruch Regenschirme, Inhaberin Bettina Krug, Am Wall 3, 28195 Bremen, USt-ID DE000000000
""",
    client="owa",
    subject="Fw: I want to migrate my Server license to Atlassian Marketplace",
    sender="olaf@partner.example",
    email="b.krug@wolkenbruch.example",
    holder="Bettina Krug",
    org="Wolkenbruch Regenschirme",
    address="Am Wall 3, 28195 Bremen, Germany",
    expert="olaf@partner.example",
)

add(
    "spanish-forward",
    """
Buenos días, os reenvío la solicitud de nuestro cliente.

Un saludo,
Marc

---------- Mensaje reenviado ----------
De: Núria Pons <nuria@vinyes.example>
Fecha: 10 de septiembre de 2018, 9:01
Asunto: I want to migrate my Server license to Atlassian Marketplace
Para: marc@partner.example

{T}
{P1} {K}
{P2} nuria@vinyes.example
{P3} Núria Pons
{P4} Vinyes del Priorat SL
{P5} Carrer Major 2, 43737 Gratallops, Espanya
{P6}
""",
    client="gmail",
    subject="Fwd: I want to migrate my Server license to Atlassian Marketplace",
    sender="marc@partner.example",
    email="nuria@vinyes.example",
    holder="Núria Pons",
    org="Vinyes del Priorat SL",
    address="Carrer Major 2, 43737 Gratallops, Espanya",
)

add(
    "italian-inline-disclaimer",
    """
{T}
{P1} {K}
{P2} info@caseificio-po.example
{P3} Matteo Galli
{P4} Caseificio del Po Soc. Coop.
{P5} Via Emilia 10, 26841 Casalpusterlengo (LO), ITALIA
{P6} nessuno

Cordiali saluti
Matteo Galli

Ai sensi del Regolamento UE 2016/679 si precisa che le informazioni contenute in questo messaggio sono riservate e a uso esclusivo del destinatario.
""",
    client="outlook",
    email="info@caseificio-po.example",
    holder="Matteo Galli",
    org="Caseificio del Po Soc. Coop.",
    address="Via Emilia 10, 26841 Casalpusterlengo (LO), ITALIA",
)

add(
    "key-with-spaces-groups",
    "{T}\n{P1} {KS}\n{P2} it@birkenau-moebel.example\n{P3} Gisela Roth\n{P4} Roth Möbel\n{P5} Marktplatz 1, 69488 Birkenau, Germany\n{P6}\n",
    key="{K}",
    email="it@birkenau-moebel.example",
    holder="Gisela Roth",
    org="Roth Möbel",
    address="Marktplatz 1, 69488 Birkenau, Germany",
)

cloud("approx-tilde", "License: {K}\nUsers: ~80", users=80)
cloud("users-growing", "License: {K}\nNumber of users: 12 (growing to 20 soon)", users=None)
cloud("users-equals", "license={K}\nusers=100", users=100, client="webform")
cloud(
    "users-total",
    "Hi,\nplease add us to the mailing list for the cloud migration. License: {K}. We've 10 users in Confluence and 25 in JIRA, 25 users in total.\nBest, Ona",
    users=None,
)
cloud(
    "spanish-cloud",
    "Hola, estamos en Atlassian Cloud y nos gustaría que nos avisaran cuando se pueda migrar. Licencia: {K}. Tenemos 18 usuarios.\n\nGracias, Inés",
    users=18,
)
cloud(
    "japanese-cloud",
    "お世話になっております。\nAtlassian Cloud を利用しています。移行が可能になりましたらご連絡ください。\n\nライセンス：{K}\nユーザー数：40名\n\nよろしくお願いいたします。",
    users=40,
)
cloud(
    "html-list-cloud",
    "",
    rich="<p>{C}</p><ul><li>License: {K}</li><li>Number of users: 15</li></ul>",
    client="sogo",
    users=15,
)
cloud(
    "cloud-two-lines",
    "{C}\n\nMockups for JIRA, key {K}\n\nwe have roughly two hundred users\n\nSent from my iPad",
    users=200,
    client="iphone",
)
cloud(
    "cloud-forward",
    "FYI - a customer of ours is on Cloud and wants to be notified.\n\n---------- Forwarded message ---------\nFrom: Vera Lang <vera.lang@kupferberg.example>\nSubject: Atlassian Cloud user interested in migrating to Marketplace\nTo: <info@reseller.example>\n\n\n{C}\n\nLicense: {K}\nUsers: 33",
    users=33,
    client="gmail",
    subject="Fwd: Atlassian Cloud user interested in migrating to Marketplace",
)
cloud("cloud-users-minus-bots", "Key {K}\n\n51 users at the moment.", users=51)
