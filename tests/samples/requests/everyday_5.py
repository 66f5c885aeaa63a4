"""A fifth set of requests of everyday mail: footers, heads of forwarded mail in many languages, more layouts."""

# ruff: noqa: E501, W291
from tests.samples.sample import Samples

samples = Samples()
add = samples.migration
cloud = samples.cloud

add(
    "no-separator-anywhere",
    """
{L}
{S}
{I}

1. My License Key {K}
2. The email address for the myAtlassian account for the license tom@gullrock.example
3. The first and last name of the holder of the myAtlassian account Tom Gulliver
4. The organization (company) name for the License Gullrock Marine
5. The organization's full address (including country) Pier 4, Falmouth TR11 3XA, United Kingdom
6. If applicable, the email address of my Atlassian Expert none
""",
    client="gmail",
    email="tom@gullrock.example",
    holder="Tom Gulliver",
    org="Gullrock Marine",
    address="Pier 4, Falmouth TR11 3XA, United Kingdom",
)

for name, footer in {
    "samsung-german": "Von meinem Samsung Galaxy Smartphone gesendet.",
    "windows-mail": "Sent from Mail for Windows 10",
    "gmx-app": "-- \nDiese Nachricht wurde von meinem Android Mobiltelefon mit GMX Mail gesendet.",
    "avast": "---\nThis email has been checked for viruses by Avast antivirus software.\nhttps://www.avast.com/antivirus",
    "iphone-french": "Envoyé de mon iPhone",
    "outlook-ios": "Get Outlook for iOS<https://aka.ms/o0ukef>",
    "blackberry": "Sent from my BlackBerry 10 smartphone on the Rogers network.",
    "yahoo-german": "Gesendet von Yahoo Mail auf Android",
    "environment": "P Please consider the environment before printing this email",
    "portuguese-notice": "Esta mensagem pode conter informação confidencial. Se não for o destinatário, contacte privacidade@rota-sul.example e elimine-a.",
    "french-notice": "Ce message et ses pièces jointes sont confidentiels. Si vous n'êtes pas le destinataire, merci d'avertir securite@rota-sul.example.",
    "tracking": "Sent with ProtonMail Secure Email.",
    "web-signature": "Rui Tavares | Head of IT\nM +351 910 000 000\nE rui.tavares@rota-sul.example\nW www.rota-sul.example",
}.items():
    add(
        f"footer-{name}",
        f"""
{{T}}
{{P1}} {{K}}
{{P2}} it@rota-sul.example
{{P3}} Rui Tavares
{{P4}} Rota Sul Transportes
{{P5}} Zona Industrial 4, 7800-012 Beja, Portugal
{{P6}}

{footer}
""",
        client="plain",
        email="it@rota-sul.example",
        holder="Rui Tavares",
        org="Rota Sul Transportes",
        address="Zona Industrial 4, 7800-012 Beja, Portugal",
    )

for name, prefix, head in (
    ("french", "TR: ", "De : Karim Belaid <karim@atlasbois.example>\nEnvoyé : mardi 11 septembre 2018 09:12\nÀ : Support <support@integrateur.example>\nObjet : I want to migrate my Server license to Atlassian Marketplace"),
    ("spanish", "RV: ", "De: Karim Belaid <karim@atlasbois.example>\nEnviado el: martes, 11 de septiembre de 2018 9:12\nPara: Support <support@integrateur.example>\nAsunto: I want to migrate my Server license to Atlassian Marketplace"),
    ("portuguese", "ENC: ", "De: Karim Belaid <karim@atlasbois.example>\nEnviada em: terça-feira, 11 de setembro de 2018 09:12\nPara: Support <support@integrateur.example>\nAssunto: I want to migrate my Server license to Atlassian Marketplace"),
    ("dutch", "FW: ", "Van: Karim Belaid <karim@atlasbois.example>\nVerzonden: dinsdag 11 september 2018 09:12\nAan: Support <support@integrateur.example>\nOnderwerp: I want to migrate my Server license to Atlassian Marketplace"),
    ("italian", "I: ", "Da: Karim Belaid <karim@atlasbois.example>\nInviato: martedì 11 settembre 2018 09:12\nA: Support <support@integrateur.example>\nOggetto: I want to migrate my Server license to Atlassian Marketplace"),
    ("polish", "PD: ", "Od: Karim Belaid <karim@atlasbois.example>\nWysłano: wtorek, 11 września 2018 09:12\nDo: Support <support@integrateur.example>\nTemat: I want to migrate my Server license to Atlassian Marketplace"),
    ("chinese", "转发: ", "发件人: Karim Belaid <karim@atlasbois.example>\n发送时间: 2018年9月11日 9:12\n收件人: Support <support@integrateur.example>\n主题: I want to migrate my Server license to Atlassian Marketplace"),
    ("japanese", "FW: ", "差出人: Karim Belaid <karim@atlasbois.example>\n送信日時: 2018年9月11日 9:12\n宛先: Support <support@integrateur.example>\n件名: I want to migrate my Server license to Atlassian Marketplace"),
    ("swedish", "VB: ", "Från: Karim Belaid <karim@atlasbois.example>\nSkickat: den 11 september 2018 09:12\nTill: Support <support@integrateur.example>\nÄmne: I want to migrate my Server license to Atlassian Marketplace"),
    ("notes", "Fw: ", "----- Forwarded by Support/Integrateur on 09/12/2018 10:01 AM -----\n\nFrom:   Karim Belaid <karim@atlasbois.example>\nTo:     support@integrateur.example\nDate:   09/11/2018 09:12 AM\nSubject:        I want to migrate my Server license to Atlassian Marketplace"),
):  # fmt: skip
    add(
        f"forwarded-{name}",
        f"""
Hello, this came to us, please handle it.

Support

{head}

{{T}}
{{P1}} {{K}}
{{P2}} karim@atlasbois.example
{{P3}} Karim Belaid
{{P4}} Atlas Bois SARL
{{P5}} 14 bd Zerktouni, Casablanca, Maroc
{{P6}}
""",
        client="plain" if name in ("notes", "chinese") else "outlook",
        sender="Support <support@integrateur.example>",
        subject=prefix + "I want to migrate my Server license to Atlassian Marketplace",
        email="karim@atlasbois.example",
        holder="Karim Belaid",
        org="Atlas Bois SARL",
        address="14 bd Zerktouni, Casablanca, Maroc",
    )

for name, head in (
    ("german", "Von: Balsamiq Sales [mailto:sales@balsamiq.com]\nGesendet: Montag, 10. September 2018 17:12\nAn: Ulf Brandt\nBetreff: RE: Lizenz"),
    ("danish", "Den man. 10. sep. 2018 kl. 17.12 skrev Balsamiq Sales <sales@balsamiq.com>:"),
    ("russian", '10.09.2018, 17:12, "Balsamiq Sales" <sales@balsamiq.com>:'),
    ("finnish", "Balsamiq Sales <sales@balsamiq.com> kirjoitti 10.9.2018 kello 17.12:"),
    ("chinese", "在 2018年9月10日 17:12，Balsamiq Sales <sales@balsamiq.com> 写道："),
    ("hungarian", "Balsamiq Sales <sales@balsamiq.com> ezt írta (időpont: 2018. szept. 10., H, 17:12):"),
    ("rule", "________________________________\nFrom: Balsamiq Sales <sales@balsamiq.com>\nSent: Monday, September 10, 2018 5:12:33 PM\nTo: Ulf Brandt\nSubject: Re: License"),
):  # fmt: skip
    mark = "> " if name in ("danish", "russian", "finnish", "chinese", "hungarian") else ""
    add(
        f"older-thread-{name}",
        f"""
{{T}}
{{P1}} {{K}}
{{P2}} ulf@brandt-orgelbau.example
{{P3}} Ulf Brandt
{{P4}} Brandt Orgelbau
{{P5}} Am Kirchplatz 2, 23966 Wismar, Germany
{{P6}}

Regards, Ulf

{head}

{mark}Hello Ulf,
{mark}
{mark}we found your old license {{K2}} for Orgelbau Brandt & Sohn,
{mark}registered with info@orgelbau-alt.example. If you wish to migrate it, please
{mark}fill in the form on our site.
{mark}
{mark}Best, Sales
""",
        client="plain",
        subject="Re: License",
        email="ulf@brandt-orgelbau.example",
        holder="Ulf Brandt",
        org="Brandt Orgelbau",
        address="Am Kirchplatz 2, 23966 Wismar, Germany",
    )

add(
    "pgp-inline",
    """
-----BEGIN PGP SIGNED MESSAGE-----
Hash: SHA256

{T}
{P1} {K}
{P2} root@nordkap-isp.example
{P3}: Eirik Hauge
{P4} Nordkap ISP AS
{P5} Kirkegata 1, 9750 Honningsvåg, Norway
{P6}

- -- 
Eirik Hauge
-----BEGIN PGP SIGNATURE-----

iQEzBAEBCAAdFiEE1Q2w3e4r5t6y7u8i9o0pFAKEFAKEFAKEFAKEFAKE=
=AbCd
-----END PGP SIGNATURE-----
""",
    client="plain",
    email="root@nordkap-isp.example",
    holder="Eirik Hauge",
    org="Nordkap ISP AS",
    address="Kirkegata 1, 9750 Honningsvåg, Norway",
)

add(
    "three-products-listed",
    """
{T}
{P1}
- Mockups for Confluence: {K}
- Mockups for JIRA: {K2}
{P2} soho@tallgrass.example
{P3}: Marlene Whitebear
{P4} Tallgrass Tribal College
{P5} 100 Prairie Way, Regina SK S4P 0A1, Canada
{P6} N/A
""",
    client="outlook",
    key="{K}{K2}",
    email="soho@tallgrass.example",
    holder="Marlene Whitebear",
    org="Tallgrass Tribal College",
    address="100 Prairie Way, Regina SK S4P 0A1, Canada",
)

add(
    "key-in-quotes-address-with-bars",
    """
{T}
{P1} "{K}"
{P2} 'ict@hofvandelft.example'
{P3} Annelies Vermeer-de Boer
{P4} "Hof van Delft Uitgevers"
{P5} Oude Delft 80 | 2611 CD Delft | Nederland
{P6} geen
""",
    client="gmail",
    email="ict@hofvandelft.example",
    holder="Annelies Vermeer-de Boer",
    org="Hof van Delft Uitgevers",
    address="Oude Delft 80 2611 CD Delft Nederland",
)

add(
    "html-pre-block",
    "",
    rich="""<html><body><p>Hello,</p><pre>{L}

{S}

{I}

{P1} {K}
{P2} noc@tarnpike.example
{P3} Esme Lowther
{P4} Tarn Pike Outdoor Ltd
{P5}
  Unit 2, Lakeside
  Keswick CA12 5DJ
  UK
{P6} no
</pre></body></html>""",
    client="sogo",
    email="noc@tarnpike.example",
    holder="Esme Lowther",
    org="Tarn Pike Outdoor Ltd",
    address="Unit 2, Lakeside Keswick CA12 5DJ UK",
)

cloud(
    "cloud-two-products",
    """
Our Mockups for Confluence and Mockups for JIRA licenses:

{K}
{K2}

We have 80 users in our Cloud instance.

Thanks, Imogen
""",
    client="apple",
    key="{K}{K2}",
    users=80,
)
cloud(
    "cloud-footer-numbers",
    """
License: {K}
Users: 12

--
Quillon Freight Ltd
Reg. no. 4471029, 350 employees in 14 countries
Tel. 0161 555 0100
""",
    client="outlook",
    users=12,
)
samples.other(
    "forward-with-question",
    """
Hi,

is this the right form for our customer? I don't want to send something wrong.

Mika

---------- Forwarded message ---------
From: Ossi Laine <ossi@laine.example>
Date: ti 11. syysk. 2018 klo 9.12
Subject: I want to migrate my Server license to Atlassian Marketplace
To: Mika Salo <mika@partneri.example>

{T}
{P1} {K}
{P2} ossi@laine.example
{P3} Ossi Laine
{P4} Laine Oy
{P5} Katu 1, 00100 Helsinki, Finland
""",
    client="gmail",
    subject="Fwd: I want to migrate my Server license to Atlassian Marketplace",
)
samples.other(
    "cloud-price",
    """
Hello,

we are on Confluence Cloud with 60 users. What does Balsamiq Wireframes for Confluence Cloud cost per month, and can we pay by invoice?

Katrine
""",
    client="outlook",
    subject="Price for Confluence Cloud",
)

add(
    "wrapped-within-the-postcode",
    """
{T}
{P1} {K}
{P2} nienke@grachtenhuis.example
{P3} Nienke Postma
{P4} Grachtenhuis Uitgeverij
{P5} Herengracht 512, 1017
CC Amsterdam, NL
{P6} -
""",
    client="plain",
    email="nienke@grachtenhuis.example",
    holder="Nienke Postma",
    org="Grachtenhuis Uitgeverij",
    address="Herengracht 512, 1017 CC Amsterdam, NL",
)
