"""Parts of addresses that look like a country and are none."""

# ruff: noqa: E501
# fmt: off

STATES = {
    "AL": "Alabama", "AK": "Alaska", "AZ": "Arizona", "AR": "Arkansas", "CA": "California", "CO": "Colorado", "CT": "Connecticut",
    "DE": "Delaware", "FL": "Florida", "GA": "Georgia", "HI": "Hawaii", "ID": "Idaho", "IL": "Illinois", "IN": "Indiana", "IA": "Iowa",
    "KS": "Kansas", "KY": "Kentucky", "LA": "Louisiana", "ME": "Maine", "MD": "Maryland", "MA": "Massachusetts", "MI": "Michigan",
    "MN": "Minnesota", "MS": "Mississippi", "MO": "Missouri", "MT": "Montana", "NE": "Nebraska", "NV": "Nevada", "NH": "New Hampshire",
    "NJ": "New Jersey", "NM": "New Mexico", "NY": "New York", "NC": "North Carolina", "ND": "North Dakota", "OH": "Ohio", "OK": "Oklahoma",
    "OR": "Oregon", "PA": "Pennsylvania", "RI": "Rhode Island", "SC": "South Carolina", "SD": "South Dakota", "TN": "Tennessee",
    "TX": "Texas", "UT": "Utah", "VT": "Vermont", "VA": "Virginia", "WA": "Washington", "WV": "West Virginia", "WI": "Wisconsin",
    "WY": "Wyoming", "DC": "District of Columbia",
    # territories with ZIP codes, whose own names are in the data as ISO 3166 territories
    "PR": "", "GU": "", "VI": "", "AS": "", "MP": "",
    # Canada
    "AB": "Alberta", "BC": "British Columbia", "MB": "Manitoba", "NB": "New Brunswick", "NL": "Newfoundland and Labrador",
    "NS": "Nova Scotia", "NT": "Northwest Territories", "NU": "Nunavut", "ON": "Ontario", "PE": "Prince Edward Island", "QC": "Quebec",
    "SK": "Saskatchewan", "YT": "Yukon",
}

#: Codes of regions that are ISO 3166 codes of countries too, and the words that tell whose address it is.
ITALIAN_PROVINCES = frozenset(
    ("AG", "AL", "AO", "AR", "AT", "BA", "BG", "BI", "BN", "BO", "BR", "BS", "BT", "BZ", "CA", "CH", "CI", "CL", "CN", "CO", "CR", "CZ", "FI", "FM", "FR", "GE", "GR", "IM", "IS", "KR", "LC",
     "LI", "LT", "LU", "MC", "ME", "MN", "MO", "MS", "MT", "NA", "NO", "NU", "PA", "PE", "PG", "PN", "PR", "PT", "RE", "RO", "SA", "SI", "SM", "SO", "SR", "SS", "SV", "TN", "TO", "TR", "TV", "VA", "VC", "VE", "VI")
)
ITALIAN_STREETS = ("via", "viale", "piazza", "piazzale", "corso", "largo", "strada", "vicolo", "localita", "loc", "fraz", "frazione", "lungomare", "contrada", "borgo")
BRAZILIAN_STATES = frozenset(
    ("AC", "AL", "AM", "AP", "BA", "ES", "MA", "MG", "MS", "MT", "PA", "PB", "PE", "PR", "RO", "RS", "SC", "SE", "TO", "GO", "DF", "CE", "PI", "RN", "RR", "RJ", "SP")
)
BRAZILIAN_STREETS = ("rua", "cep", "bairro", "travessa", "rodovia", "alameda")
INDIAN_STATES = frozenset(("AR", "BR", "CH", "CT", "GA", "HR", "KA", "KL", "LA", "MH", "MN", "MP", "MZ", "NL", "OR", "SK", "TN", "TR", "TG"))
CANTON_TOWNS = {
    "AG": ("aarau", "baden", "wettingen", "brugg", "zofingen"), "AI": ("appenzell",), "AR": ("herisau", "heiden"), "BE": ("bern", "berne", "biel", "thun", "burgdorf", "koniz", "langenthal", "interlaken"), "BL": ("liestal", "muttenz", "allschwil"), "BS": ("basel",),
    "FR": ("fribourg", "bulle", "murten"), "GE": ("geneve", "geneva", "genf", "carouge", "vernier", "meyrin", "lancy"), "GL": ("glarus",), "GR": ("chur", "davos"), "LU": ("luzern", "lucerne", "emmen", "kriens", "sursee"), "NE": ("neuchatel", "fonds"),
    "SG": ("gallen", "rapperswil", "wil", "gossau", "buchs"), "SH": ("schaffhausen",), "SO": ("solothurn", "olten", "grenchen"), "SZ": ("schwyz", "freienbach", "kussnacht"), "TG": ("frauenfeld", "kreuzlingen", "arbon"), "TI": ("lugano", "bellinzona", "locarno"), "VD": ("lausanne", "montreux", "nyon"),
}

#: ISO 3166 codes that people write before a postcode.
PREFIXES = (
    "AT", "BE", "BG", "CH", "CY", "CZ", "DE", "DK", "EE", "ES", "FI", "FR", "GR", "HR", "HU", "IS", "IT", "LI", "LT", "LU", "LV", "NL", "NO", "PL", "PT", "RO", "SE", "SI", "SK", "TR", "UA",
)

#: A country and a US state by one name: only a place in the country tells it from the state.
STATE_OR_COUNTRY = {"georgia": ("tbilisi", "batumi", "kutaisi", "rustavi", "gori", "zugdidi", "poti")}

#: Before a country's name these make another name of it: New Mexico, Ciudad de México, Rue de France, Avenida Brasil.
BEFORE_OTHER_NAME = (
    "new", "nova", "nueva", "nuevo", "nouvelle", "novo", "neu", "little", "hotel", "bank",
    "of", "de", "del", "della", "delle", "dello", "dei", "di", "da", "do", "dos", "das", "du", "des", "d", "la", "van", "von",
    "street", "st", "road", "rd", "avenue", "ave", "av", "avenida", "boulevard", "blvd", "lane", "drive", "dr", "way", "court", "square", "sq",
    "rue", "place", "via", "viale", "piazza", "piazzale", "corso", "plaza", "paseo", "calle", "carrera", "rua", "praca",
    "platz", "strasse", "weg", "allee", "gasse", "plein", "straat", "laan", "ulica", "ul", "aleja",
)

#: After these NE, SE are a quarter of the town; with these a state code is no country code.
STREETS = (
    "street", "st", "road", "rd", "avenue", "ave", "boulevard", "blvd", "lane", "ln", "drive", "dr", "way", "court", "ct", "walk", "place",
    "pl", "suite", "ste", "parkway", "pkwy", "highway", "hwy",
)

#: Labels within an address; another label ends it.
ADDRESS_PARTS = (
    "street", "road", "address", "addr", "city", "town", "zip", "post", "postal", "postcode", "state", "province", "region", "county", "country", "building", "bldg", "floor", "unit", "suite", "room", "block", "plot", "sector", "house", "attn", "att", "attention", "c/o", "co", "po box", "pob", "p.o. box", "box", "district", "line", "headquarters", "hq", "office", "location", "department", "dept", "company", "campus",
    "strasse", "straße", "str", "hausnummer", "plz", "ort", "stadt", "land", "bundesland", "z.hd", "zhd", "zu handen", "postfach", "gebäude", "etage", "rue", "ville", "code", "pays", "cedex", "bp", "bâtiment", "à l'attention", "calle", "ciudad", "código", "provincia", "país", "cp", "rua", "cidade", "cep", "estado", "bairro", "via", "città", "cap", "paese", "straat", "plaats", "gemeente", "ulica", "miasto", "kod", "kraj",
    "улица", "город", "индекс", "страна", "область", "г", "ул", "gata", "postnr", "ort", "by", "ulice", "město", "psč", "země", "sokak", "mahalle", "ilçe", "şehir", "ülke", "住所", "国", "〒", "国家", "城市", "邮编", "省", "도시", "국가",
)
