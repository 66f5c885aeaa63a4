"""The country of an address: known by its names, codes and short forms; states and streets are none."""

# ruff: noqa: E501

import pytest

from worker.forms.fields.countries import find_country, is_only_country

#: Each line: the code, then addresses that name that country, between bars.
WITH_COUNTRY = """
US | 1 Main St, Springfield, IL 62701, USA | 1 Main St, Springfield, IL 62701 U.S.A. | 1 Main St, Springfield, Illinois 62701, United States of America | 1 Main St Springfield IL 62701 US | 1 Main St, Springfield, IL, 62701, U.S. | 5th Ave, New York, NY 10001, Estados Unidos | 5th Ave, New York, NY 10001, États-Unis | 5th Ave, New York NY 10001, Vereinigte Staaten | 5th Ave, New York NY 10001, the United States
CA | 100 King St W, Toronto, ON M5X 1A9, Canada | 100 King St W, Toronto, Ontario, Canada M5X 1A9 | 1250 Rue Sherbrooke, Montréal QC H3G 1H6, CANADA | 99 Water St, Vancouver BC, V6B 1A1 Canada | 99 Water St, Vancouver BC, V6B 1A1, Kanada | 10 George St, St. John's, NL, A1C 5S7, Canada
GB | 10 Downing Street, London SW1A 2AA, UK | 10 Downing Street, London SW1A 2AA, U.K. | 1 Royal Mile, Edinburgh EH1 1AA, Scotland | 2 Queen St, Cardiff CF10 2AF, Wales | 3 Donegall Sq, Belfast BT1 5GS, Northern Ireland | 4 High St, Oxford OX1 4AA, England | 5 Mill Ln, Bath, Great Britain | 5 Mill Ln, Bath BA1 1AA GB | 5 Mill Ln, Bath, United Kingdom. | 5 Mill Ln, Bath, Großbritannien | 5 Mill Ln, Bath, Royaume-Uni | 5 Mill Ln, Bath BA1 1AA, Reino Unido
DE | Hauptstraße 1, D-10115 Berlin | Hauptstr. 1, 10115 Berlin, Deutschland | Hauptstr. 1, 10115 Berlin, Germany | Hauptstr. 1, 10115 Berlin, DE | Hauptstr. 1, 10115 Berlin Germany | Hauptstr. 1, 10115 Berlin, Allemagne | Hauptstr. 1, 10115 Berlin, Alemania | Hauptstr. 1, 10115 Berlin, Niemcy | Hauptstr. 1, 10115 Berlin (GERMANY) | Hauptstr. 1, 10115 Berlin, Bundesrepublik Deutschland | Hauptstr. 1, 10115 Berlin - Deutschland | Hauptstr. 1, 10115 Berlin, BRD | Hauptstr. 1, 10115 Berlin, DEU
FR | 8 rue de l’Arsenal, F-29200 Brest | 10 rue de Rivoli, 75001 Paris, France | 10 rue de Rivoli, 75001 Paris, FRANCE | 10 rue de Rivoli 75001 Paris FR | 10 rue de Rivoli, 75001 Paris, Frankreich | 10 rue de Rivoli, 75001 Paris, Francia | 10 rue de Rivoli, 75001 Paris Cedex 01 (France) | 10 rue de Rivoli, 75001 Paris, République française
ES | Calle Mayor 1, 28013 Madrid, España | Calle Mayor 1, 28013 Madrid (Spain) | Calle Mayor 1, 28013 Madrid, ES | Carrer de Mallorca 1, 08001 Barcelona, Espanya | Calle Mayor 1, 28013 Madrid, Espagne | Calle Mayor 1, 28013 Madrid, Espana
PT | Rua Augusta 1, 1100-048 Lisboa, Portugal | Rua Augusta 1, 1100-048 Lisboa PT
IT | Via Roma 1, 00184 Roma, Italia | Via Roma 1, 00184 Roma (RM), Italy | Via Roma 1, 00184 Roma RM, IT | Via Roma 1, 00184 Roma, Italien | Via Roma 1, 00184 Roma, Italie
CH | Bahnhofstrasse 1, CH-8001 Zürich | Bahnhofstrasse 1, 8001 Zürich, Schweiz | Rue du Rhône 1, 1204 Genève, Suisse | Via Nassa 1, 6900 Lugano, Svizzera | Bahnhofstrasse 1, CH-8001 Zürich, Switzerland | Bahnhofstrasse 1, 8001 Zürich, CH
AT | Ring 1, 1010 Wien, Österreich | Ring 1, 1010 Wien, Oesterreich | Ring 1, 1010 Vienna, Austria | Ring 1, 1010 Wien, AT | Ring 1, 1010 Wien, Autriche
NL | Damrak 1, 1012 LG Amsterdam, Nederland | Damrak 1, 1012 LG Amsterdam, The Netherlands | Damrak 1, 1012 LG Amsterdam, Netherlands | Damrak 1, 1012 LG Amsterdam, Holland | Damrak 1, 1012 LG Amsterdam, NL | Damrak 1, 1012 LG Amsterdam, Niederlande | Damrak 1, 1012 LG Amsterdam, Pays-Bas | Damrak 1, 1012 LG Amsterdam, Países Bajos
BE | Rue Neuve 1, 1000 Bruxelles, Belgique | Nieuwstraat 1, 1000 Brussel, België | Rue Neuve 1, 1000 Brussels, Belgium | Rue Neuve 1, 1000 Bruxelles, BE | Rue Neuve 1, 1000 Brüssel, Belgien
LU | 1 Grand-Rue, L-1661 Luxembourg, Luxembourg | 1 Grand-Rue, L-1661 Luxembourg, LU | 1 Grand-Rue, L-1661 Luxemburg, Luxemburg
DK | Strøget 1, 1160 København, Danmark | Strøget 1, 1160 Copenhagen, Denmark | Strøget 1, 1160 København K, DK | Strøget 1, 1160 København, Dänemark
SE | Drottninggatan 1, 111 51 Stockholm, Sverige | Drottninggatan 1, SE-111 51 Stockholm, Sweden | Drottninggatan 1, 111 51 Stockholm, SE | Drottninggatan 1, 111 51 Stockholm, Schweden
NO | Karl Johans gate 1, 0154 Oslo, Norge | Karl Johans gate 1, 0154 Oslo, Norway | Karl Johans gate 1, 0154 Oslo, Noreg | Karl Johans gate 1, 0154 Oslo, NO
FI | Mannerheimintie 1, 00100 Helsinki, Suomi | Mannerheimintie 1, 00100 Helsinki, Finland | Mannerheimvägen 1, 00100 Helsingfors, FI
IS | Laugavegur 1, 101 Reykjavík, Ísland | Laugavegur 1, 101 Reykjavik, Iceland
IE | 1 Grafton Street, Dublin 2, Ireland | 1 Grafton Street, Dublin 2, D02 X285, Ireland | 1 Grafton Street, Dublin 2, Republic of Ireland | 1 Sráid Grafton, Baile Átha Cliath, Éire | 1 Grafton Street, Dublin 2, IE
PL | ul. Nowy Świat 1, 00-001 Warszawa, Polska | Nowy Swiat 1, 00-001 Warsaw, Poland | ul. Długa 5, 31-147 Kraków, PL
CZ | Václavské nám. 1, 110 00 Praha 1, Česká republika | Václavské nám. 1, 110 00 Praha 1, Česko | Vaclavske nam. 1, 110 00 Prague, Czech Republic | Vaclavske nam. 1, 110 00 Prague, Czechia | Václavské nám. 1, 110 00 Praha, CZ | Václavské nám. 1, 110 00 Prag, Tschechien
SK | Hlavná 1, 811 01 Bratislava, Slovensko | Hlavna 1, 811 01 Bratislava, Slovakia | Hlavna 1, 811 01 Bratislava, Slovak Republic | Hlavná 1, 811 01 Bratislava, SK
HU | Andrássy út 1, 1061 Budapest, Magyarország | Andrassy ut 1, 1061 Budapest, Hungary | Andrássy út 1, 1061 Budapest, HU | Andrassy ut 1, 1061 Budapest, Ungarn
RO | Calea Victoriei 1, 010061 București, România | Calea Victoriei 1, 010061 Bucharest, Romania | Calea Victoriei 1, 010061 Bucharest, RO
BG | бул. Витоша 1, 1000 София, България | Vitosha 1, 1000 Sofia, Bulgaria
GR | Ερμού 1, 105 63 Αθήνα, Ελλάδα | Ermou 1, 105 63 Athens, Greece | Ermou 1, 105 63 Athina, Hellas
TR | İstiklal Cad. 1, 34430 İstanbul, Türkiye | Istiklal Cad. 1, 34430 Istanbul, Turkey | Istiklal Cad. 1, 34430 Istanbul, TÜRKİYE | Istiklal Cad. 1, 34430 Istanbul, TR | Istiklal Cad. 1, 34430 Istanbul, Türkei
HR | Ilica 1, 10000 Zagreb, Hrvatska | Ilica 1, 10000 Zagreb, Croatia
SI | Čopova 1, 1000 Ljubljana, Slovenija | Copova 1, 1000 Ljubljana, Slovenia
RS | Knez Mihailova 1, 11000 Beograd, Srbija | Кнез Михаилова 1, 11000 Београд, Србија | Knez Mihailova 1, 11000 Belgrade, Serbia
BA | Ferhadija 1, 71000 Sarajevo, Bosna i Hercegovina | Ferhadija 1, 71000 Sarajevo, Bosnia and Herzegovina
MK | Makedonija 1, 1000 Skopje, North Macedonia | Makedonija 1, 1000 Skopje, Macedonia
AL | Rruga e Durrësit 1, 1001 Tirana, Albania
EE | Viru 1, 10140 Tallinn, Eesti | Viru 1, 10140 Tallinn, Estonia
LV | Brīvības 1, LV-1010 Rīga, Latvija | Brivibas 1, Riga, LV-1010, Latvia
LT | Gedimino pr. 1, 01103 Vilnius, Lietuva | Gedimino pr. 1, LT-01103 Vilnius, Lithuania
UA | вул. Хрещатик 1, 01001 Київ, Україна | Khreshchatyk 1, 01001 Kyiv, Ukraine
RU | ул. Тверская, 1, 125009 Москва, Россия | Tverskaya 1, 125009 Moscow, Russia | Tverskaya 1, Moscow, Russian Federation | 125009, РФ, Москва, ул. Тверская, 1 | Россия, 125009, г. Москва, ул. Тверская, д. 1
BY | пр. Независимости 1, 220030 Минск, Беларусь | Independence Ave 1, 220030 Minsk, Belarus
MD | bd. Ștefan cel Mare 1, Chișinău MD-2001, Moldova
GE | 1 Rustaveli Ave, Tbilisi 0108, Georgia | 5 Gogebashvili St, Batumi, Georgia | რუსთაველის 1, თბილისი, საქართველო
AM | 1 Abovyan St, Yerevan 0001, Armenia
AZ | 1 Nizami St, Baku AZ1000, Azerbaijan
KZ | Республика Казахстан, 050010, г. Алматы, пр. Достык, 85 | пр. Абая 1, Алматы, Казахстан | Abay Ave 1, Almaty, Kazakhstan
UZ | Amir Temur 1, Tashkent, Uzbekistan
CY | 1 Ledra Street, 1011 Nicosia, Cyprus
MT | 1 Republic Street, Valletta VLT 1111, Malta
MC | 1 Avenue Princesse Grace, 98000 Monaco, Monaco
LI | Städtle 1, 9490 Vaduz, Liechtenstein
AD | Av. Meritxell 1, AD500 Andorra la Vella, Andorra
SM | Via Piana 1, 47890 San Marino, San Marino
IL | 1 Rothschild Blvd, Tel Aviv 6688101, Israel | שדרות רוטשילד 1, תל אביב, ישראל
AE | Sheikh Zayed Road, Dubai, UAE | Sheikh Zayed Road, Dubai, U.A.E. | PO Box 1, Abu Dhabi, United Arab Emirates | شارع الشيخ زايد، دبي، الإمارات العربية المتحدة
SA | King Fahd Rd, Riyadh 12211, Saudi Arabia | King Fahd Rd, Riyadh 12211, KSA | King Fahd Rd, Riyadh, Kingdom of Saudi Arabia
QA | West Bay, Doha, Qatar
KW | Al Shuhada St, Kuwait City, Kuwait
BH | Building 1, Road 2, Manama, Bahrain
OM | PO Box 1, Muscat 100, Sultanate of Oman
JO | 1 Rainbow St, Amman 11181, Jordan
LB | Hamra St, Beirut, Lebanon | Hamra, Beyrouth, Liban
EG | 1 Tahrir Square, Cairo 11511, Egypt | ميدان التحرير، القاهرة، مصر
MA | 1 Bd Mohammed V, 20000 Casablanca, Maroc | 1 Bd Mohammed V, Casablanca 20000, Morocco
TN | 1 av. Habib Bourguiba, 1000 Tunis, Tunisie | 1 av. Habib Bourguiba, 1000 Tunis, Tunisia
DZ | 1 rue Didouche Mourad, 16000 Alger, Algérie
NG | 1 Broad Street, Lagos, Nigeria | 1 Broad Street, Lagos Island, NG
GH | 1 Independence Ave, Accra, Ghana
KE | Kenyatta Ave, P.O. Box 1-00100, Nairobi, Kenya
TZ | Samora Ave, Dar es Salaam, Tanzania
UG | Plot 1 Kampala Road, Kampala, Uganda
RW | KN 4 Ave, Kigali, Rwanda
ET | Bole Road, Addis Ababa, Ethiopia
ZA | 1 Adderley St, Cape Town 8001, South Africa | 1 Adderley St, Kaapstad 8001, Suid-Afrika | 1 Adderley St, Cape Town, 8001, RSA | 1 Adderley St, Cape Town 8001, ZA
ZW | 1 Samora Machel Ave, Harare, Zimbabwe
ZM | Cairo Road, Lusaka, Zambia
NA | Independence Ave, Windhoek, Namibia
MU | Royal Road, Port Louis, Mauritius
SN | 1 Place de l'Indépendance, Dakar, Sénégal
CI | Plateau, 01 BP 1, Abidjan, Côte d'Ivoire | Plateau, Abidjan, Ivory Coast
CM | Rue de la Joie, Douala, Cameroun
CD | Av. Kasa-Vubu, Kinshasa, DRC
IN | 1 MG Road, Bengaluru 560001, India | 1 MG Road, Bengaluru - 560001, Karnataka, India. | Connaught Place, New Delhi 110001, INDIA | Connaught Place, New Delhi - 110001, IND
PK | I. I. Chundrigar Road, Karachi 74000, Pakistan
BD | Gulshan Ave, Dhaka 1212, Bangladesh
LK | 1 Galle Road, Colombo 03, Sri Lanka
NP | Durbar Marg, Kathmandu 44600, Nepal
CN | 1 Chang'an Ave, Beijing 100000, China | 1 Chang'an Ave, Beijing 100000, P.R. China | 1 Chang'an Ave, Beijing, PRC | 1 Chang'an Ave, Beijing, People's Republic of China | 中国北京市朝阳区建国路1号 | 北京市朝阳区建国路1号，中国 | 中华人民共和国上海市浦东新区 | 1 Chang'an Ave, Beijing 100000, CN
HK | 1 Queen's Road Central, Hong Kong | 1 Queen's Road Central, Central, Hong Kong SAR | 香港中環皇后大道中1號
MO | Avenida de Almeida Ribeiro 1, Macau
TW | No. 1, Sec. 5, Xinyi Rd., Taipei 110, Taiwan | No. 1, Sec. 5, Xinyi Rd., Taipei 110, Taiwan (R.O.C.) | 台灣台北市信義區信義路五段7號
JP | 1-1 Marunouchi, Chiyoda-ku, Tokyo 100-0005, Japan | 日本東京都千代田区丸の内1-1 | 〒100-0005 東京都千代田区丸の内1-1、日本 | 1-1 Marunouchi, Chiyoda-ku, Tokyo 100-0005 JAPAN | 1-1 Marunouchi, Tokyo 100-0005, JP
KR | 1 Sejong-daero, Jung-gu, Seoul 04524, South Korea | 1 Sejong-daero, Seoul, Republic of Korea | 1 Sejong-daero, Seoul 04524, Korea | 서울특별시 중구 세종대로 1, 대한민국 | 서울특별시 중구 세종대로 1, 한국
SG | 1 Raffles Place, Singapore 048616 | 1 Raffles Place, #01-01, Singapore | 1 Raffles Place, Singapore 048616, Singapore | 1 Raffles Place, S(048616), SG
MY | Jalan Ampang, 50450 Kuala Lumpur, Malaysia
TH | 1 Sukhumvit Rd, Bangkok 10110, Thailand | 1 ถนนสุขุมวิท กรุงเทพฯ 10110 ประเทศไทย
VN | 1 Lê Lợi, Quận 1, TP. Hồ Chí Minh, Việt Nam | 1 Le Loi, District 1, Ho Chi Minh City, Vietnam
PH | Ayala Avenue, Makati City 1226, Philippines | Ayala Ave, Makati, Metro Manila, the Philippines
ID | Jl. Sudirman 1, Jakarta 10220, Indonesia
KH | Monivong Blvd, Phnom Penh, Cambodia
MM | Pyay Road, Yangon, Myanmar
AU | 1 George St, Sydney NSW 2000, Australia | 1 St Georges Tce, Perth WA 6000, AUSTRALIA | 1 George St, Sydney NSW 2000, AUS
NZ | 1 Queen Street, Auckland 1010, New Zealand | 1 Queen Street, Auckland 1010, NZ | 1 Queen Street, Auckland 1010, N.Z.
FJ | Victoria Parade, Suva, Fiji
MX | Av. Reforma 1, 06600 Ciudad de México, CDMX, México | Av. Reforma 1, Mexico City, Mexico | Av. Reforma 1, 06600 CDMX, MX
GT | 6a Avenida, Zona 1, Guatemala, Guatemala
CR | Avenida Central, San José, Costa Rica
PA | Calle 50, Ciudad de Panamá, Panamá
CU | Calle 23, La Habana, Cuba
DO | Av. Winston Churchill, Santo Domingo, República Dominicana | Av. Winston Churchill, Santo Domingo, Dominican Republic
PR | 1 Calle Fortaleza, San Juan, PR 00901, Puerto Rico
JM | 1 Knutsford Blvd, Kingston 5, Jamaica
TT | 1 Frederick St, Port of Spain, Trinidad and Tobago
CO | Carrera 7 # 1-1, Bogotá, Colombia | Carrera 7 No. 1-1, Bogotá D.C., COLOMBIA
VE | Av. Urdaneta, Caracas, Venezuela
EC | Av. Amazonas N1, Quito, Ecuador
PE | Av. Larco 1, Miraflores, Lima 18, Perú | Av. Larco 1, Lima, Peru
BO | Av. 16 de Julio, La Paz, Bolivia
CL | Av. Providencia 1, Santiago, Chile
AR | Av. Corrientes 1, C1043 Buenos Aires, Argentina | Av. Corrientes 1, CABA, República Argentina
UY | 18 de Julio 1, Montevideo, Uruguay
PY | Palma 1, Asunción, Paraguay
BR | Av. Paulista 1, São Paulo - SP, 01311-000, Brasil | Av. Paulista 1, São Paulo, SP, Brazil | Av. Paulista 1 – São Paulo/SP – CEP 01311-000 – Brasil | Av. Paulista 1, 01311-000 São Paulo, BR
"""

WITHOUT_COUNTRY = """
1 Main St, Springfield, IL 62701
1 Main St, Springfield, Illinois 62701
1 Main St, Springfield, IL
350 5th Ave, New York, NY 10118
350 5th Ave, New York, New York
1 Market St, San Francisco, CA 94105
1 Market St, San Francisco, CA
1 Market St San Francisco CA 94105-1420
1201 Third Ave, Seattle, WA
3340 Peachtree Rd, Atlanta, Georgia 30326
3340 Peachtree Rd, Atlanta, Georgia
3340 Peachtree Rd, Atlanta, GA 30326
1 Congress Ave, Austin, Texas
500 Main St, Little Rock, AR 72201
10 Monument Circle, Indianapolis, IN 46204
10 Monument Circle, Indianapolis, IN
1 Capitol Sq, Columbus, OH 43215
6 Main St, Lebanon, NH 03766
6 Main St, Lebanon, New Hampshire
101 Cuba St, Peru, IN 46970
77 Center St, Mexico, MO 65265
12 Jamaica Ave, Queens, NY 11418
200 Delaware Ave, Wilmington, DE 19801
200 Delaware Ave, Wilmington, DE
1 Gold St, Hartford, CT 06103
5 Denver Pl, Denver, CO 80202
5 Denver Pl, Denver, CO
9 Canal St, New Orleans, LA 70130
3 Peachtree Plaza, Montgomery, AL 36104
8 Old Mill Rd, Portland, ME 04101
22 Bourbon St, Jackson, MS
50 Central Ave, Santa Fe, NM 87501
50 Central Ave, Santa Fe, New Mexico
1 Beacon St, Boston, MA 02108
1 State Capitol, Baton Rouge, LA
4 Ocean Dr, Miami, FL 33139
7 Liberty Ave, Pittsburgh, PA 15222
7 Liberty Ave, Pittsburgh, PA
7 Broadway, Nashville, TN 37201
11 Temple Sq, Salt Lake City, UT 84101
100 King St W, Toronto, ON M5X 1A9
100 King St W, Toronto, Ontario
1250 Rue Sherbrooke, Montréal, QC H3G 1H6
1250 Rue Sherbrooke, Montréal, Québec
99 Water St, Vancouver, BC V6B 1A1
10 Jasper Ave, Edmonton, AB T5J 1N9
10 George St, St. John's, NL A1C 5S7
5 Portage Ave, Winnipeg, MB R3B 2B3
5 Main St, Regina, SK
10 Downing Street, London SW1A 2AA
221B Baker Street, London
5 Mill Ln, Bath, Somerset, BA1 1AA
Hauptstraße 1, 10115 Berlin
Deutschlandstraße 5, 50667 Köln
Italienstraße 5, 50667 Köln
10 rue de Rivoli, 75001 Paris
5 avenue de France, 75013 Paris
12 rue d'Espagne, 33000 Bordeaux
Calle Mayor 1, 28013 Madrid
Avenida Brasil 100, Porto
Avenida de Portugal 5, Madrid
Via Roma 1, 00184 Roma
Via Roma 1, 00184 Roma RM
Via Francia 5, 10100 Torino (TO)
Ring 1, 1010 Wien
Damrak 1, 1012 LG Amsterdam
Rue Neuve 1, 1000 Bruxelles
Strøget 1, 1160 København K
Drottninggatan 1, 111 51 Stockholm
Mannerheimintie 1, 00100 Helsinki
ul. Nowy Świat 1, 00-001 Warszawa
Václavské nám. 1, 110 00 Praha 1
Andrássy út 1, 1061 Budapest
ул. Тверская, 1, 125009 Москва
1 MG Road, Bengaluru 560001, Karnataka
Connaught Place, New Delhi 110001
北京市朝阳区建国路88号
上海市浦东新区世纪大道1号 200120
〒150-0002 東京都渋谷区渋谷2-21-1
東京都中央区日本橋1-1
서울특별시 중구 세종대로 1
1 George St, Sydney NSW 2000
1 St Georges Tce, Perth WA 6000
1 Collins St, Melbourne, Victoria 3000
1 Queen Street, Auckland 1010
Av. Paulista 1, São Paulo - SP, 01311-000
Rua XV de Novembro 50, Curitiba, PR
Rua das Flores 5, Florianópolis - SC
Av. Reforma 1, 06600 Ciudad de México
Blvd. Kukulcán 5, Cancún, Quintana Roo
1 Adderley St, Cape Town 8001
Sheikh Zayed Road, Dubai
Via Emilia 3, 40121 Bologna BO
Viale Monza 7, 20125 Milano MI
Corso Umberto 4, 80138 Napoli (NA)
Piazza Duomo 1, 73100 Lecce (LE)
Rua da Praia 5, Porto Alegre - RS, 90010-000
Rua Chile 9, Salvador - BA
Bundesplatz 3, 3003 Bern BE
Pilatusstrasse 5, 6003 Luzern, LU
Marktgasse 2, 9000 St. Gallen SG
Rue du Rhône 1, 1204 Genève GE
5 Rundle Mall, Adelaide SA
Bandra West, Mumbai 400050, MH
Hotel Deutschland, Marktplatz 1, 99423 Weimar
Kenya House, 5 High Street, Leeds LS1 1AA
Unit 5, Poland Street, London W1F 8QQ
5 India Street, Edinburgh EH3 6HA
"""

PLACES = [
    (line.partition("|")[0].strip(), address.strip())
    for line in WITH_COUNTRY.strip().splitlines()
    for address in line.partition("|")[2].split(" | ")
]


@pytest.mark.parametrize(("code", "address"), PLACES)
def test_a_country_is_known_by_its_names_codes_and_short_forms(code: str, address: str) -> None:
    assert find_country(address) == code


@pytest.mark.parametrize(("code", "address"), PLACES)
def test_a_country_is_known_when_each_part_has_a_line_of_its_own(code: str, address: str) -> None:
    assert find_country(address.replace(", ", "\n")) == code


@pytest.mark.parametrize("address", WITHOUT_COUNTRY.strip().splitlines())
def test_states_streets_and_towns_are_no_country(address: str) -> None:
    assert find_country(address) is None
    assert find_country(address.replace(", ", "\n")) is None


@pytest.mark.parametrize("text", ["Germany", "the Netherlands", "日本", "U.S.A.", "México"])
def test_the_name_of_a_country_alone_is_no_address(text: str) -> None:
    assert is_only_country(text)


def test_an_address_with_its_country_is_not_only_a_country() -> None:
    assert not is_only_country("Hauptstr. 1, 10115 Berlin, Germany")
