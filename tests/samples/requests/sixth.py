"""A sixth set of requests, of the everyday kind, written after the fifth one could be read."""

# ruff: noqa: E501, W291
from tests.samples.sample import Samples

samples = Samples()
add = samples.migration
cloud = samples.cloud

add(
    "kanji-with-romaji",
    """
{T}
{P1} {K}
{P2} suzuki@aozora-design.example
{P3} 鈴木 一郎 (Ichiro Suzuki)
{P4} Aozora Design Inc. (株式会社青空デザイン)
{P5} 2-4-1 Nishi-Shinjuku, Shinjuku-ku, Tokyo 163-0801, Japan
{P6} なし
""",
    client="owa",
    email="suzuki@aozora-design.example",
    holder="鈴木 一郎 (Ichiro Suzuki)",
    org="Aozora Design Inc. (株式会社青空デザイン)",
    address="2-4-1 Nishi-Shinjuku, Shinjuku-ku, Tokyo 163-0801, Japan",
)

add(
    "second-half-of-statement-deleted",
    """
{L}

I am using my Balsamiq plugin license on my server (not on Atlassian Cloud).

{I}

{P1} {K}
{P2} rk@glimmer.example
{P3} Ravi Kumar
{P4} Glimmer Lighting
{P5} 14 Park Street, Kolkata 700016, India
{P6}
""",
    client="gmail",
    email="rk@glimmer.example",
    holder="Ravi Kumar",
    org="Glimmer Lighting",
    address="14 Park Street, Kolkata 700016, India",
    ask="confirmation",
)

add(
    "cloud-in-parentheses",
    """
{L}

I am using my Balsamiq plugin license on my server (and on Atlassian Cloud) and I acknowledge that once my license is transferred to Atlassian Marketplace, it will be required to match my server levels.

{P1} {K}
{P2} ml@trivium.example
{P3} Maria Lombardi
{P4} Trivium Editore
{P5} Via Po 3, 10124 Torino, Italia
{P6}
""",
    client="yahoo",
    email="ml@trivium.example",
    holder="Maria Lombardi",
    org="Trivium Editore",
    address="Via Po 3, 10124 Torino, Italia",
    ask="confirmation",
)

add(
    "key-to-follow",
    """
{T}
{P1} to follow
{P2} jk@northpier.example
{P3} Jonas Kvist
{P4} North Pier AS
{P5} Strandgata 1, 9008 Tromso, NO
{P6} to follow
""",
    client="outlook",
    key=None,
    email="jk@northpier.example",
    holder="Jonas Kvist",
    org="North Pier AS",
    address="Strandgata 1, 9008 Tromso, NO",
)

add(
    "bank-disclaimer-german",
    """
{T}
{P1} {K}
{P2} atlassian@sparkasse-musterland.example
{P3} Frank Hübner
{P4} Sparkasse Musterland
{P5} Marktplatz 4, 99999 Musterstadt, Deutschland
{P6}

Freundliche Grüße

i. A. Frank Hübner
Abteilung Organisation/IT

Sparkasse Musterland, Anstalt des öffentlichen Rechts, Sitz Musterstadt, HRA 0000
Vorstand: Dr. Eva Stein (Vorsitzende), Karl Berg
Diese E-Mail kann vertrauliche Informationen enthalten. Wenn Sie nicht der richtige Adressat sind, löschen Sie sie bitte.
""",
    client="outlook",
    charset="windows-1252",
    email="atlassian@sparkasse-musterland.example",
    holder="Frank Hübner",
    org="Sparkasse Musterland",
    address="Marktplatz 4, 99999 Musterstadt, Deutschland",
)

add(
    "html-two-column-table-gmail",
    "",
    rich="""<div dir="ltr">Hello,<br><br>{L}<br>{S}<br><br><table><tbody><tr><td>1. My License Key:</td><td>{K}</td></tr><tr><td>2. The email address for the myAtlassian account for the license:</td><td><a href="mailto:opsteam@bayleaf.example">opsteam@bayleaf.example</a></td></tr><tr><td>3. The first and last name of the holder of the myAtlassian account</td><td>Leena Pillai</td></tr><tr><td>4. The organization (company) name for the License:</td><td>Bayleaf Kitchens Pvt Ltd</td></tr><tr><td>5. The organization's full address (including country):</td><td>Plot 9, HITEC City, Hyderabad 500081, Telangana, India</td></tr><tr><td>6. If applicable, the email address of my Atlassian Expert:</td><td></td></tr></tbody></table><br>-- <br><div>Leena Pillai<br>Bayleaf Kitchens<br>leena@bayleaf.example</div></div>""",
    client="sogo",
    email="opsteam@bayleaf.example",
    holder="Leena Pillai",
    org="Bayleaf Kitchens Pvt Ltd",
    address="Plot 9, HITEC City, Hyderabad 500081, Telangana, India",
)

add(
    "answers-in-bold-gmail",
    """
{T}
{P1} *{K}*
{P2} *cto@hyperloopy.example*
{P3} *Ananya Bose*
{P4} *Hyperloopy Labs*
{P5} *44 Tehran St, Gangnam-gu, Seoul 06212, South Korea*
{P6} *hello@atlaspro.example*
""",
    client="gmail",
    email="cto@hyperloopy.example",
    holder="Ananya Bose",
    org="Hyperloopy Labs",
    address="44 Tehran St, Gangnam-gu, Seoul 06212, South Korea",
    expert="hello@atlaspro.example",
)

add(
    "renumbered-from-zero",
    """
{S}

0. License key: {K}
1. myAtlassian account email: bs@dachstein.example
2. First and last name: Barbara Seidl
3. Company: Dachstein Bahnen GmbH
4. Full address: Winkl 34, 4831 Obertraun, AT
5. Expert: none
""",
    client="apple",
    email="bs@dachstein.example",
    holder="Barbara Seidl",
    org="Dachstein Bahnen GmbH",
    address="Winkl 34, 4831 Obertraun, AT",
)

add(
    "free-german-no-data",
    """
Guten Tag,

wir möchten unsere Server-Lizenz von Mockups for JIRA in den Atlassian Marketplace überführen. Was brauchen Sie dazu von uns?

Mit freundlichen Grüßen
Anke Busch
""",
    subject="Lizenz in den Marketplace überführen",
    ask="confirmation",
)

add(
    "two-keys-same-line",
    """
{T}
{P1} {K} and {K2}
{P2} lic@redfern.example
{P3} Amy Redfern
{P4} Redfern Planning
{P5} 2 Abbey Sq, Chester CH1 2HU, United Kingdom
{P6}
""",
    client="outlook",
    key="{K}\n{K2}",
    email="lic@redfern.example",
    holder="Amy Redfern",
    org="Redfern Planning",
    address="2 Abbey Sq, Chester CH1 2HU, United Kingdom",
)

add(
    "sent-by-intern",
    """
Hi, I'm an intern helping our licence manager out with this.

{T}
{P1} {K}
{P2} licences@castleford.example
{P3} Denise Walker
{P4} Castleford Borough Council
{P5} Town Hall, Castleford WF10 1AA, GB
{P6}

Josh
josh.temp@castleford.example
""",
    client="owa",
    sender="josh.temp@castleford.example",
    email="licences@castleford.example",
    holder="Denise Walker",
    org="Castleford Borough Council",
    address="Town Hall, Castleford WF10 1AA, GB",
)

add(
    "fax-style-address",
    """
{T}
{P1} {K}
{P2} office@kantor-bau.example
{P3} Zsófia Kántor
{P4} Kántor Bau Kft.
{P5} H-1051 Budapest, Sas u. 5. (Hungary)
{P6} -
""",
    client="thunderbird",
    charset="iso-8859-2",
    email="office@kantor-bau.example",
    holder="Zsófia Kántor",
    org="Kántor Bau Kft.",
    address="H-1051 Budapest, Sas u. 5. (Hungary)",
)

add(
    "reply-to-our-mail-with-form",
    """
Hi Leon,

thanks! Here is the form:

{T}
{P1} {K}
{P2} ict@waddenzee.example
{P3} Jelle Postma
{P4} Stichting Waddenzee
{P5} Havenweg 2, 8861 XA Harlingen, Nederland
{P6}

Jelle

> Op 11 sep. 2018, om 16:12 heeft Balsamiq Sales <sales@balsamiq.com> het volgende geschreven:
> 
> Hi Jelle, please use the link on our page to send us a request.
""",
    client="plain",
    subject="Re: Vraag over Marketplace",
    headers="In-Reply-To: <a@balsamiq.com>",
    email="ict@waddenzee.example",
    holder="Jelle Postma",
    org="Stichting Waddenzee",
    address="Havenweg 2, 8861 XA Harlingen, Nederland",
)

no = samples.other
no(
    "out-of-form-invoice",
    "Hello,\n\nplease send us the invoice for our Mockups license (key {K}). Our address is Marktplatz 4, 99999 Musterstadt, Deutschland.\n\nThanks",
    subject="Invoice",
)
no(
    "renewal-wish",
    "Hi, we'd like to renew our Mockups for Confluence license for another year. Company: Redfern Planning. Key: {K}",
    subject="Renewal",
)
no(
    "thank-you-quoted-form",
    "Great, thanks a lot for the quick help!\n\nAmy\n\n-----Original Message-----\nFrom: Amy Redfern\nSent: Monday, September 10, 2018 9:01 AM\nTo: sales@balsamiq.com\nSubject: I want to migrate my Server license to Atlassian Marketplace\n\n{T}\n{P1} {K}\n{P2} lic@redfern.example\n{P3} Amy Redfern",
    client="outlook",
    subject="RE: I want to migrate my Server license to Atlassian Marketplace",
)

cloud(
    "cloud-samsung",
    "{C}\n\nLicense {K}\n\nUsers 55\n\n\nSent from my Samsung Galaxy smartphone.",
    users=55,
    client="samsung",
)
cloud(
    "cloud-owa-table",
    "",
    rich="<p>{C}</p><table><tr><td>License</td><td>{K}</td></tr><tr><td>Users</td><td>140</td></tr></table>",
    client="sogo",
    users=140,
)
cloud(
    "cloud-german-prose",
    "Guten Tag,\n\nwir nutzen Confluence Cloud mit 37 Benutzern und besitzen diese Lizenz:\n\n{K}\n\nBitte informieren Sie uns, wenn die Migration möglich ist.\n\nMit freundlichen Grüßen\nSilke Arndt",
    users=37,
    client="outlook",
)
cloud("cloud-placeholder-license", "License: n/a\nNumber of users: 300", key=None, users=300)
cloud("cloud-two-numbers", "License: {K}\nUsers: 40 (Confluence) and 40 (JIRA)", users=40)
cloud(
    "cloud-disclaimer-number",
    "Our license: {K}. 23 users.\n\nRegards\nKai\n\nKite Group employs 1,200 people in 14 countries. This mail is confidential.",
    users=23,
)
