"""People of the weeks before the demonstration: who they are, and in which language they greet."""

from worker.demo.demo_mails import DemoCustomer

#: A line above the form, by language.
GREETINGS = {
    "en": "Hello,\n\nplease find our details below.\n\n",
    "de": "Guten Tag,\n\nanbei unsere Angaben. Vielen Dank für Ihre Hilfe.\n\n",
    "fr": "Bonjour,\n\nvous trouverez ci-dessous nos informations. Merci d'avance.\n\n",
    "es": "Buenos días,\n\nles envío nuestros datos. Muchas gracias.\n\n",
    "pt": "Bom dia,\n\nseguem abaixo os nossos dados. Muito obrigado.\n\n",
    "it": "Buongiorno,\n\nin basso trovate i nostri dati. Grazie mille.\n\n",
    "nl": "Goedemorgen,\n\nhieronder vindt u onze gegevens. Hartelijk dank.\n\n",
    "pl": "Dzień dobry,\n\nponiżej przesyłam nasze dane. Dziękuję bardzo.\n\n",
    "ja": "お世話になっております。\n下記の通り情報をお送りします。よろしくお願いいたします。\n\n",
}


def _customer(name: str, address: str, organization: str, place: str) -> DemoCustomer:
    return DemoCustomer(name=name, address=address, organization=organization, place=place)


#: By the name that `demo_history` calls them.
CUSTOMERS = {
    "anna": _customer(
        "Anna Vogt", "anna.vogt@vogtoptik.example", "Vogt Optik AG", "Seeweg 4, 8002 Zürich, Schweiz"
    ),
    "luc": _customer(
        "Luc Marchand",
        "luc@atelier-marchand.example",
        "Atelier Marchand",
        "9 rue des Lilas, 69003 Lyon, France",
    ),
    "ines": _customer(
        "Inês Duarte",
        "ines.duarte@portosul.example",
        "Porto Sul Lda",
        "Rua da Alfândega 21, 4050-029 Porto, Portugal",
    ),
    "paolo": _customer(
        "Paolo Ricci",
        "p.ricci@ricciforni.example",
        "Ricci Forni S.r.l.",
        "Via del Porto 8, 40121 Bologna, Italia",
    ),
    "marijke": _customer(
        "Marijke de Boer",
        "marijke@waterlijn.example",
        "Waterlijn B.V.",
        "Kade 17, 3011 AB Rotterdam, Nederland",
    ),
    "tomek": _customer(
        "Tomasz Zieliński",
        "t.zielinski@cukierniawisla.example",
        "Cukiernia Wisła S.A.",
        "ul. Portowa 7, 80-001 Gdańsk, Polska",
    ),
    "hanako": _customer(
        "山本 花子", "hanako@minato-soft.example", "株式会社みなと計算", "〒108-0075 東京都港区港南2-1, Japan"
    ),
    "laila": _customer(
        "Laila Haddad", "laila@ofoq-systems.example", "Ofoq Systems LLC", "14 Harbour Street, Muscat, Oman"
    ),
    "priya": _customer(
        "Priya Raman",
        "priya.raman@kestrelfoods.example",
        "Kestrel Foods International Ltd",
        "5 Dock Street, Bristol BS1 6TY, United Kingdom",
    ),
    "siobhan": _customer(
        "Siobhán Ní Mhurchú",
        "siobhan@clonmara-port.example",
        "Port of Clonmara Authority",
        "Harbour Office, Clonmara, Co. Clare, Ireland",
    ),
    "lan": _customer(
        "Nguyễn Thị Lan", "lan@songhong-it.example", "Công ty TNHH Sông Hồng", "12 Phố Huế, Hà Nội, Vietnam"
    ),
    "ana": _customer(
        "Ana-Lucía Córdoba",
        "ana@vega-alta.example",
        "Ayuntamiento de Vega Alta",
        "Plaza Mayor 1, 28010 Madrid, España",
    ),
    "jonas": _customer(
        "Jonas Bergström", "jonas@fjallkarta.example", "Fjällkarta AB", "Storgatan 3, 903 26 Umeå, Sweden"
    ),
    "aino": _customer(
        "Aino Laine", "aino.laine@koivula.example", "Koivula Oy", "Satamakatu 5, 33200 Tampere, Finland"
    ),
    "carl": _customer(
        "Carl Whitby",
        "carl@whitbyrope.example",
        "Whitby Rope Works",
        "2 Quayside, Whitby YO21 1BA, United Kingdom",
    ),
    "mei": _customer(
        "Mei Tan",
        "mei.tan@straitslogic.example",
        "Straits Logic Pte Ltd",
        "70 Anson Road, Singapore 079905, Singapore",
    ),
    "omar": _customer(
        "Omar Benali",
        "omar@atlas-cartes.example",
        "Atlas Cartes SARL",
        "3 avenue du Port, 20000 Casablanca, Morocco",
    ),
    "ruth": _customer(
        "Ruth Okafor", "ruth.okafor@delta-print.example", "Delta Print Ltd", "11 Marina Road, Lagos, Nigeria"
    ),
    "erik": _customer(
        "Erik Solheim", "erik@nordlysdata.example", "Nordlys Data AS", "Havnegata 9, 9008 Tromsø, Norway"
    ),
    "petra": _customer(
        "Petra Novák", "petra@modrymost.example", "Modrý most s.r.o.", "Nábřežní 14, 150 00 Praha, Czechia"
    ),
    "diego": _customer(
        "Diego Fuentes", "diego@andesplano.example", "Andes Plano SpA", "Av. del Mar 300, La Serena, Chile"
    ),
    "kate": _customer(
        "Kate Mallory",
        "kate.mallory@lanternlane.example",
        "Lantern Lane Books",
        "88 Elm Street, Portland, ME 04101, USA",
    ),
    "ivan": _customer(
        "Ivan Horvat", "ivan@jadran-sat.example", "Jadran Sat d.o.o.", "Riva 2, 21000 Split, Croatia"
    ),
    "sofia": _customer(
        "Sofia Pappa", "sofia@aegeanmaps.example", "Aegean Maps", "Akti 6, 185 35 Piraeus, Greece"
    ),
    "bram": _customer("Bram Peeters", "bram@drukhuis.example", "Drukhuis NV", "Kaai 31, 9000 Gent, België"),
    "nadia": _customer(
        "Nadia Roy",
        "nadia.roy@boreal-soft.example",
        "Logiciels Boréal inc.",
        "410 rue Principale, Québec G1K 3X2, Canada",
    ),
    "george": _customer(
        "George Abbott",
        "george@abbottsurvey.example",
        "Abbott Survey Partners",
        "6 Hill Road, Wellington 6011, New Zealand",
    ),
    "yara": _customer(
        "Yara Lopes", "yara@rioclaro-it.example", "Rio Claro IT", "Rua 7, 1200, Rio Claro SP, Brasil"
    ),
    "stefan": _customer(
        "Stefan Kröger",
        "stefan.kroeger@moorhof.example",
        "Moorhof Technik GmbH",
        "Moorweg 12, 26122 Oldenburg, Deutschland",
    ),
    "elena": _customer(
        "Elena Sartori", "elena@sartori-vini.example", "Sartori Vini", "Corso Italia 40, 37121 Verona, Italia"
    ),
    "henry": _customer(
        "Henry Osei", "henry.osei@goldcoast-it.example", "Gold Coast IT", "25 Ring Road, Accra, Ghana"
    ),
    "wanda": _customer(
        "Wanda Krol", "wanda@krolfilm.example", "Król Film", "ul. Długa 3, 31-147 Kraków, Polska"
    ),
    "felix": _customer(
        "Felix Brandl", "felix@brandl-bau.example", "Brandl Bau KG", "Ringstraße 8, 4020 Linz, Österreich"
    ),
    "dora": _customer(
        "Dora Kiss", "dora@dunalabor.example", "Duna Labor Kft.", "Part utca 5, 1011 Budapest, Hungary"
    ),
}
