"""Makes `worker/forms/data/countries.json` from the territory names that babel carries (CLDR).

Run it from a checkout with the development dependencies: `python -m tools.countries`.
The file holds, for each ISO 3166 code, the folded names by which people write that country.
"""

# ruff: noqa: E501

import json
from pathlib import Path

from babel import Locale
from babel.core import get_global

from worker.forms.fields.countries import fold_name

TARGET = Path(__file__).resolve().parent.parent / "worker" / "forms" / "data" / "countries.json"

LOCALES = (  # noqa: SIM905  # shorter than a list of 80 strings
    "en de fr es pt pt_PT it nl pl ru ja zh zh_Hant ko sv da nb nn fi et lv lt cs sk hu ro bg el tr uk be sr "
    "sr_Latn hr bs sl mk sq is ga cy ca eu gl mt lb af sw zu ar he fa ur hi bn gu kn ml mr pa ta te th vi id ms "
    "fil ka hy az kk ky uz mn km lo my ne si am"
).split()

#: CLDR codes that are no countries: groups, planned and private codes.
NO_COUNTRY = {"EU", "EZ", "UN", "XA", "XB", "QO", "ZZ"}

#: Usual forms that CLDR does not have as a name.
SHORT_FORMS = {
    "AE": ["U.A.E.", "Emirates"],
    "BA": ["Bosnia", "Bosnia-Herzegovina", "BiH"],
    "BO": ["Plurinational State of Bolivia"],
    "BN": ["Brunei Darussalam"],
    "BY": ["Republic of Belarus", "Byelorussia"],
    "CD": [
        "DR Congo",
        "D.R. Congo",
        "DRC",
        "Democratic Republic of the Congo",
        "Democratic Republic of Congo",
    ],
    "CG": ["Congo", "Republic of the Congo", "Congo-Brazzaville"],
    "CH": ["Swiss", "Swiss Confederation", "Schweizerische Eidgenossenschaft"],
    "CI": ["Ivory Coast", "Cote d Ivoire"],
    "CN": [
        "PRC",
        "P.R.C.",
        "PR China",
        "P.R. China",
        "P. R. China",
        "People's Republic of China",
        "Mainland China",
        "中华人民共和国",
    ],
    "CV": ["Cape Verde"],
    "CZ": [
        "Czech Republic",
        "Czech Rep.",
        "Česká republika",
        "ČR",
        "Tschechische Republik",
        "République tchèque",
        "República Checa",
    ],
    "DE": ["Federal Republic of Germany", "Bundesrepublik Deutschland", "BRD", "FRG"],
    "DO": ["Rep. Dominicana", "República Dominicana"],
    "EG": ["Arab Republic of Egypt"],
    "ES": ["Reino de España"],
    "FM": ["Federated States of Micronesia"],
    "FR": ["République française", "France métropolitaine"],
    "GB": [
        "U.K.",
        "UK",
        "Great Britain",
        "Britain",
        "United Kingdom of Great Britain and Northern Ireland",
        "England",
        "Scotland",
        "Wales",
        "Northern Ireland",
        "N. Ireland",
        "Großbritannien",
        "Grande-Bretagne",
        "Gran Bretaña",
        "Gran Bretagna",
        "Wielka Brytania",
        "Великобритания",
        "Англия",
        "英国",
        "英國",
    ],
    "GR": ["Hellas", "Hellenic Republic"],
    "HK": ["Hong Kong", "Hong Kong SAR", "Hongkong", "香港"],
    "IE": ["Republic of Ireland", "Rep. of Ireland", "Eire", "Éire"],
    "IR": ["Islamic Republic of Iran"],
    "KP": ["DPRK"],
    "KR": [
        "Korea",
        "S. Korea",
        "South-Korea",
        "Republic of Korea",
        "Rep. of Korea",
        "Korea Republic of",
        "Korea (South)",
        "ROK",
        "Südkorea",
        "Corée du Sud",
        "한국",
        "남한",
    ],
    "LA": ["Lao PDR", "Laos PDR"],
    "MD": ["Republic of Moldova"],
    "MK": ["Macedonia", "Republic of North Macedonia", "FYROM", "Mazedonien"],
    "MM": ["Burma"],
    "MO": ["Macau", "Macao", "Macau SAR", "澳門", "澳门"],
    "NL": [
        "Holland",
        "The Netherlands",
        "Netherland",
        "Kingdom of the Netherlands",
        "Holanda",
        "Olanda",
        "荷兰",
    ],
    "NZ": ["Aotearoa", "Aotearoa New Zealand", "N.Z."],
    "PH": ["The Philippines", "Republic of the Philippines"],
    "PS": ["Palestine", "State of Palestine"],
    "RS": ["Republic of Serbia"],
    "RU": ["Russian Federation", "Российская Федерация", "РФ"],
    "SA": ["KSA", "K.S.A.", "Kingdom of Saudi Arabia"],
    "SK": ["Slovak Republic", "Slovenská republika"],
    "SY": ["Syrian Arab Republic"],
    "SZ": ["Swaziland"],
    "TH": ["ประเทศไทย"],
    "TR": ["Turkey", "Türkiye", "Republic of Turkey", "Republic of Türkiye", "Türkiye Cumhuriyeti"],
    "TT": ["Trinidad"],
    "TW": ["Taiwan R.O.C.", "Taiwan (R.O.C.)", "Taiwan ROC", "R.O.C.", "台灣", "臺灣", "台湾", "中華民國"],
    "TZ": ["United Republic of Tanzania"],
    "US": [
        "U.S.",
        "U.S.A.",
        "US",
        "USA",
        "US of A",
        "United States of America",
        "America",
        "The United States",
        "The United States of America",
        "Vereinigte Staaten von Amerika",
        "États-Unis d'Amérique",
        "EE.UU.",
        "EE. UU.",
        "EEUU",
        "E.U.A.",
        "EUA",
        "Estados Unidos de América",
        "Estados Unidos da América",
        "Stati Uniti d'America",
        "США",
        "美国",
        "美國",
        "アメリカ",
        "米国",
    ],
    "VA": ["Vatican", "Holy See"],
    "VE": ["Bolivarian Republic of Venezuela"],
    "VN": ["Viet Nam", "Viet-Nam"],
    "ZA": ["RSA", "R.S.A.", "Republic of South Africa"],
}


def main() -> None:
    """Write the file anew."""
    names = {code: {fold_name(name) for name in forms} for code, forms in SHORT_FORMS.items()}
    for locale in LOCALES:
        for code, name in Locale.parse(locale).territories.items():
            if len(code) == 2 and code.isalpha() and code not in NO_COUNTRY:
                names.setdefault(code, set()).update(_forms(name))
    # A three-letter Latin name without its accents is some word of another language ("Ý", "Anh").
    kept = {
        code: sorted(form for form in forms if not form.isascii() or len(form) > 3 or form in _short(code))
        for code, forms in sorted(names.items())
    }
    data = {"names": kept, "alpha3": _alpha3()}
    TARGET.write_text(json.dumps(data, ensure_ascii=False, indent=0) + "\n", encoding="utf-8")


_UMLAUTS = {"ä": "ae", "ö": "oe", "ü": "ue", "Ä": "Ae", "Ö": "Oe", "Ü": "Ue"}  #: on a foreign keyboard


def _forms(name: str) -> set[str]:
    """A name as it stands and without what is added in brackets: "Myanmar (Burma)"."""
    bare = name.partition("(")[0]
    spelled = [name, bare, name.replace("&", " and ")]
    if any(char in _UMLAUTS for char in name):
        spelled.append("".join(_UMLAUTS.get(char, char) for char in bare))
    return {fold_name(one) for one in spelled} - {""}


def _short(code: str) -> set[str]:
    return {fold_name(form) for form in SHORT_FORMS.get(code, ())}


def _alpha3() -> dict[str, str]:
    return {
        alias: targets[0]
        for alias, targets in sorted(get_global("territory_aliases").items())
        if len(alias) == 3 and alias.isalpha() and len(targets) == 1 and len(targets[0]) == 2
    }


if __name__ == "__main__":
    main()
