"""A fifth set of requests, written after the fourth one could be read."""

# ruff: noqa: E501, W291
from tests.samples.sample import Samples

samples = Samples()
add = samples.migration
cloud = samples.cloud

add(
    "sub-bullets",
    "",
    rich="""<p class="MsoNormal">{L}</p><p class="MsoNormal">{S}</p><ol><li>My License Key:<ul><li>{K}</li></ul></li><li>The email address for the myAtlassian account for the license:<ul><li>eva@brackwasser.example</li></ul></li><li>The first and last name of the holder of the myAtlassian account<ul><li>Eva Hinrichs</li></ul></li><li>The organization (company) name for the License:<ul><li>Brackwasser Aquaristik</li></ul></li><li>The organization's full address (including country):<ul><li>Fischmarkt 2, 22767 Hamburg, Germany</li></ul></li><li>If applicable, the email address of my Atlassian Expert:<ul><li>none</li></ul></li></ol>""",
    client="sogo",
    email="eva@brackwasser.example",
    holder="Eva Hinrichs",
    org="Brackwasser Aquaristik",
    address="Fischmarkt 2, 22767 Hamburg, Germany",
)

add(
    "one-line-numbers-only",
    "{S} 1. {K} 2. kobi@negevsolar.example 3. Kobi Azulay 4. Negev Solar Ltd 5. 12 HaNegev St, Beer Sheva, Israel 6. n/a",
    client="gmail",
    email="kobi@negevsolar.example",
    holder="Kobi Azulay",
    org="Negev Solar Ltd",
    address="12 HaNegev St, Beer Sheva, Israel",
)

add(
    "uppercase-prompts",
    """
{S}

LICENSE KEY: {K}
MYATLASSIAN EMAIL: ADMIN@FALCONAIR.EXAMPLE
ACCOUNT HOLDER: CAPT. ROBERT STEELE
ORGANIZATION: FALCON AIR CARGO
ADDRESS: HANGAR 7, 4000 AIRPORT RD, ANCHORAGE, AK 99502, USA
EXPERT: NONE
""",
    client="aol",
    email="admin@falconair.example",
    holder="CAPT. ROBERT STEELE",
    org="FALCON AIR CARGO",
    address="HANGAR 7, 4000 AIRPORT RD, ANCHORAGE, AK 99502, USA",
)

add(
    "british-spelling",
    """
{L}

I am using my Balsamiq plugin licence on my server (not on Atlassian Cloud) and I acknowledge that once my licence is transferred to Atlassian Marketplace, it will be required to match my server levels.

1. My Licence Key: {K}
2. The e-mail address for the myAtlassian account for the licence: Atlassian.Admin@fenland.co.example
3. The first and last name of the holder of the myAtlassian account: Siobhán Ní Bhriain-O’Neill
4. The organisation (company) name for the Licence: Fenland Drainage Board
5. The organisation's full address (including country): Pump House, Ramsey PE26 1AA, England
6. If applicable, the e-mail address of my Atlassian Expert: -
""",
    client="outlook",
    email="atlassian.admin@fenland.co.example",
    holder="Siobhán Ní Bhriain-O’Neill",
    org="Fenland Drainage Board",
    address="Pump House, Ramsey PE26 1AA, England",
)

add(
    "struck-prompts-deleted",
    """
{T}
{P1} {K}
{P2} mats@skeppsvarv.example
{P4} Skeppsvarv i Norr AB
{P5} Varvsgatan 3, 972 38 Luleå, Sverige
""",
    client="thunderbird",
    email="mats@skeppsvarv.example",
    org="Skeppsvarv i Norr AB",
    address="Varvsgatan 3, 972 38 Luleå, Sverige",
)

add(
    "filled-twice-same",
    """
{T}
{P1} {K}
{P2} nik@zlatorog.example
{P3} Nik Horvat
{P4} Zlatorog d.o.o.
{P5} Slovenska 5, 1000 Ljubljana, Slovenija
{P6}

{T}
{P1} {K}
{P2} nik@zlatorog.example
{P3} Nik Horvat
{P4} Zlatorog d.o.o.
{P5} Slovenska 5, 1000 Ljubljana, Slovenija
{P6}
""",
    client="gmail",
    email="nik@zlatorog.example",
    holder="Nik Horvat",
    org="Zlatorog d.o.o.",
    address="Slovenska 5, 1000 Ljubljana, Slovenija",
)

add(
    "confirmed-behind-statement",
    """
{L}

{S} - CONFIRMED

{I}

{P1} {K}
{P2} qa+atlassian@puffin.example
{P3} Guðrún Helgadóttir
{P4} Puffin hf.
{P5} Laugavegur 12, 101 Reykjavík, Ísland
{P6}
""",
    client="apple",
    email="qa+atlassian@puffin.example",
    holder="Guðrún Helgadóttir",
    org="Puffin hf.",
    address="Laugavegur 12, 101 Reykjavík, Ísland",
)

add(
    "do-not-confirm",
    """
I do NOT confirm: 

{S}

{P1} {K}
{P2} tg@brittlestar.example
{P3} Tom Greer
{P4} Brittlestar Marine
{P5} 5 Quay St, Galway, Ireland
{P6}
""",
    email="tg@brittlestar.example",
    holder="Tom Greer",
    org="Brittlestar Marine",
    address="5 Quay St, Galway, Ireland",
    ask="confirmation",
)

add(
    "key-split-by-spans",
    "",
    rich="""<div>{L}</div><div>{S}</div><div>1. My License Key:&nbsp;<span>{KS1}</span><wbr><span>{KS2}</span></div><div>{P2}&nbsp;<a href="mailto:x@y.example">info@muehlrad.example</a></div><div>{P3}&nbsp;Ida M&uuml;hlrad</div><div>{P4}&nbsp;M&uuml;hlrad Caf&eacute;</div><div>{P5}&nbsp;M&uuml;hlgasse&nbsp;1,&nbsp;6020&nbsp;Innsbruck,&nbsp;&Ouml;sterreich</div><div>{P6}&nbsp;</div>""",
    client="sogo",
    key="{K}",
    email="info@muehlrad.example",
    holder="Ida Mühlrad",
    org="Mühlrad Café",
    address="Mühlgasse 1, 6020 Innsbruck, Österreich",
)

add(
    "yahoo-mobile-footer",
    """
{T}
{P1} {K}
{P2} tere@maizal.example
{P3} Teresa Domínguez
{P4} Maizal Foods SA de CV
{P5} Av. Juárez 100, 44100 Guadalajara, Jal., México
{P6}

Enviado desde Yahoo Mail para Android
""",
    client="yahoo",
    email="tere@maizal.example",
    holder="Teresa Domínguez",
    org="Maizal Foods SA de CV",
    address="Av. Juárez 100, 44100 Guadalajara, Jal., México",
)

add(
    "iphone-spanish-footer",
    """
{T}
{P1} {K}
{P2} pau@costa-brava.example
{P3} Pau Ferrer
{P4} Costa Brava Vela
{P5} Passeig del Mar 2, 17220 Sant Feliu, Spain
{P6}

Enviado desde mi iPhone
""",
    client="iphone",
    email="pau@costa-brava.example",
    holder="Pau Ferrer",
    org="Costa Brava Vela",
    address="Passeig del Mar 2, 17220 Sant Feliu, Spain",
)

add(
    "island-territory",
    """
{T}
{P1} {K}
{P2} admin@manxferry.example
{P3} Juan Quayle
{P4} Manx Ferry Co
{P5} Sea Terminal, Douglas IM1 2RF, Isle of Man
{P6}
""",
    client="owa",
    email="admin@manxferry.example",
    holder="Juan Quayle",
    org="Manx Ferry Co",
    address="Sea Terminal, Douglas IM1 2RF, Isle of Man",
)

add(
    "prompts-as-questions",
    """
Hi, I'd like to migrate our Mockups for JIRA server license.

What is the license key? {K}
What is the email of the myAtlassian account? noel@gingerbread.example
Who is the holder of the account? Noel Baker
What is the company name? Gingerbread Bakery Ltd
What is the company's full address? 1 Oven Lane, Hull HU1 1AA, UK
""",
    email="noel@gingerbread.example",
    holder="Noel Baker",
    org="Gingerbread Bakery Ltd",
    address="1 Oven Lane, Hull HU1 1AA, UK",
    ask="confirmation",
)

add(
    "license-file-content",
    """
{T}
{P1}
----- license -----
{K}
-------------------
{P2} pm@saltmarsh.example
{P3} Paul Marsh
{P4} Saltmarsh Surveyors
{P5} 3 Dyke Rd, Maldon CM9 4AA, UK
{P6}
""",
    email="pm@saltmarsh.example",
    holder="Paul Marsh",
    org="Saltmarsh Surveyors",
    address="3 Dyke Rd, Maldon CM9 4AA, UK",
)

add(
    "address-with-company-first-line",
    """
{T}
{P1} {K}
{P2} gl@fjellrev.example
{P3} Guro Lie
{P4} Fjellrev AS
{P5} Fjellrev AS, att. Guro Lie, Postboks 77 Sentrum, 0101 Oslo, NORWAY
{P6} support@norskpartner.example
""",
    client="outlook",
    email="gl@fjellrev.example",
    holder="Guro Lie",
    org="Fjellrev AS",
    address="Fjellrev AS, att. Guro Lie, Postboks 77 Sentrum, 0101 Oslo, NORWAY",
    expert="support@norskpartner.example",
)

add(
    "swedish-statement",
    """
Hej,

Genom att skicka detta meddelande bekräftar jag att jag använder min Balsamiq-licens på min egen server (inte på Atlassian Cloud) och att licensen måste motsvara min servernivå efter flytten till Atlassian Marketplace.

Licensnyckel: {K}
E-post för myAtlassian-kontot: ulla@skogsbruk.example
Kontoinnehavare: Ulla Granström
Företag: Norra Skogsbruket ek. för.
Adress: Storgatan 8, 831 30 Östersund, Sverige

Med vänlig hälsning
Ulla
""",
    subject="Flytt av licens till Marketplace",
    email="ulla@skogsbruk.example",
    holder="Ulla Granström",
    org="Norra Skogsbruket ek. för.",
    address="Storgatan 8, 831 30 Östersund, Sverige",
)

add(
    "polish-full",
    """
Wysyłając tę wiadomość potwierdzam, że używam licencji wtyczki Balsamiq na własnym serwerze (nie w Atlassian Cloud) i przyjmuję do wiadomości, że po przeniesieniu do Atlassian Marketplace licencja musi odpowiadać poziomowi serwera.

1. Klucz licencyjny: {K}
2. E-mail konta myAtlassian: it@wisla-cukier.example
3. Imię i nazwisko właściciela konta: Grażyna Wójcik
4. Nazwa firmy: Cukrownia Wisła S.A.
5. Pełny adres: ul. Fabryczna 2, 83-140 Gniew, Polska
6. Ekspert Atlassian: brak
""",
    subject="Migracja licencji Server do Atlassian Marketplace",
    email="it@wisla-cukier.example",
    holder="Grażyna Wójcik",
    org="Cukrownia Wisła S.A.",
    address="ul. Fabryczna 2, 83-140 Gniew, Polska",
)

add(
    "russian-full",
    """
Отправляя это сообщение, я подтверждаю, что использую лицензию плагина Balsamiq на своём сервере (не в Atlassian Cloud) и понимаю, что после переноса в Atlassian Marketplace лицензия должна соответствовать уровню моего сервера.

1. Мой лицензионный ключ: {K}
2. Адрес электронной почты учётной записи myAtlassian: jira@ural-stal.example
3. Имя и фамилия владельца: Наталья Орлова
4. Название организации: АО «Уральская сталь»
5. Полный адрес: 620014, Россия, г. Екатеринбург, ул. Ленина, 24
6. Эксперт Atlassian: нет
""",
    charset="windows-1251",
    subject="Перенос лицензии на Marketplace",
    email="jira@ural-stal.example",
    holder="Наталья Орлова",
    org="АО «Уральская сталь»",
    address="620014, Россия, г. Екатеринбург, ул. Ленина, 24",
)

add(
    "dutch-outlook-forward",
    """
Hoi, kunnen jullie dit oppakken? Groet, Wim

Van: Femke Visser <femke@tulpenveld.example>
Verzonden: maandag 10 september 2018 09:01
Aan: Wim Jansen
Onderwerp: I want to migrate my Server license to Atlassian Marketplace

{T}
{P1} {K}
{P2} femke@tulpenveld.example
{P3} Femke Visser
{P4} Tulpenveld Export B.V.
{P5} Bollenlaan 9, 2161 AA Lisse, Nederland
{P6}
""",
    client="outlook",
    subject="FW: I want to migrate my Server license to Atlassian Marketplace",
    sender="wim@partner.example",
    email="femke@tulpenveld.example",
    holder="Femke Visser",
    org="Tulpenveld Export B.V.",
    address="Bollenlaan 9, 2161 AA Lisse, Nederland",
)

add(
    "free-account-equals-sender",
    """
Hello,

please move the license {K} to the marketplace. The myAtlassian account is the address I am writing from, holder is me, Olaf Brandt. Company: Brandt Metallbau, Eisenweg 3, 58089 Hagen, Germany.

Olaf Brandt
""",
    sender="Olaf Brandt <olaf@brandt-metall.example>",
    subject="Marketplace",
    holder="Olaf Brandt",
    org="Brandt Metallbau",
    address="Eisenweg 3, 58089 Hagen, Germany",
    ask="confirmation",
)

add(
    "bulleted-answers-only-with-colon-missing",
    """
I'd like to migrate to marketplace.

- Key {K}
- Atlassian account email tessa@windmuehle.example
- Account holder Tessa Kuhn
- Company Windmühle Backwaren
- Address Mühlenweg 4, 26721 Emden, Germany
""",
    email="tessa@windmuehle.example",
    holder="Tessa Kuhn",
    org="Windmühle Backwaren",
    address="Mühlenweg 4, 26721 Emden, Germany",
    ask="confirmation",
)

add(
    "vcard-like-signature-before-form",
    """
Iris Feldmann
Feldmann & Co. OHG
Tel. 0201 555 01 00

{T}
{P1} {K}
{P2} iris@feldmann.example
{P3} Iris Feldmann
{P4} Feldmann & Co. OHG
{P5} Rüttenscheider Str. 4, 45128 Essen, Deutschland
{P6}
""",
    client="groupwise",
    email="iris@feldmann.example",
    holder="Iris Feldmann",
    org="Feldmann & Co. OHG",
    address="Rüttenscheider Str. 4, 45128 Essen, Deutschland",
)

no = samples.other
no(
    "reply-out-of-scope-quote",
    "What is the price for 100 users?\n\n> {S}\n> 1. My License Key:\n> {P2}\n",
    subject="Re: I want to migrate my Server license to Atlassian Marketplace",
    headers="In-Reply-To: <a@balsamiq.com>",
)
no(
    "partner-asks-process",
    "Hi, one of our customers would like to migrate. What is the process and how long does it take?\n\nThanks, Partner",
    subject="Migration process",
)

cloud(
    "cloud-html-prose",
    "",
    rich="<p>Hi,</p><p>we'd like to be on the mailing list. We're running <b>Confluence Cloud</b> with <i>64 users</i>.</p><p>License:<br>{K}</p>",
    client="sogo",
    users=64,
)
cloud(
    "cloud-license-below-users",
    "Number of users in our instance: 19\nOur current license is below.\n\n{K}\n\nThank you",
    users=19,
)
cloud("cloud-approximately-words", "We have around thirty users. License: {K}", users=30)
cloud("cloud-tables", "License\t{K}\nUsers\t210", users=210)
cloud("cloud-number-below-key", "{C}\n\n{K}\n\n90", users=90)
cloud(
    "cloud-polish",
    "Dzień dobry, korzystamy z Atlassian Cloud i prosimy o powiadomienie, gdy migracja będzie możliwa. Licencja: {K}. Liczba użytkowników: 28.",
    users=28,
)
