"""How people say that an answer of theirs was not right, by language."""

# ruff: noqa: E501
# fmt: off

CORRECTIONS = (
    "correct|correction", "should be", "should read", "should have been", "instead", "rather", "actually", "changed", "wrong",
    "mistake", "mistyped", "typo", "misspell", "spelled|spelt", "sorry", "apolog", "now", "jetzt", "inzwischen", "is now", "are now", "new one", "renamed",
    "please use", "please change", "please replace", "please update", "must be", "not the",
    "richtig", "korrekt", "korrigier", "stattdessen", "sondern", "falsch", "geändert", "vertippt", "tippfehler", "eigentlich", "bitte nehmen", "bitte ändern",
    "correcte", "corriger", "plutôt", "erreur", "changé", "en fait", "désolé", "veuillez utiliser", "veuillez remplacer",
    "correcto|correcta", "corregir", "en vez de", "en lugar de", "equivoc", "cambiado", "debería ser", "perdón", "disculp", "por favor use",
    "correto|correta", "corrigir", "em vez de", "errado", "alterado", "deveria ser", "desculp",
    "corretto|corretta", "correggere", "invece", "sbagliat", "cambiato", "dovrebbe essere", "scusa", "scusi", "scusate",
    "juiste", "verkeerd", "gewijzigd", "in plaats van", "moet zijn", "vergis",
    "poprawny|poprawna|prawidłowy", "zamiast", "błąd", "błędny", "zmienion", "powinno być", "przepraszam",
    "правильн", "исправ", "вместо", "ошиб", "изменил", "извините", "должно быть",
    "正しく", "訂正", "間違", "変更", "誤り", "更正", "正确", "错误", "改为", "應為", "应为",
)

#: Before the number that a field has in the form: alternatives of a regular expression.
ITEM = (
    "number", "no", "punktu", "punkcie", "pontban", "pontja", "točki", "točka", "točke", "kohdassa", "kohdan", "bodě", "пункту", "пункті", "punktul", "nr", "nummer", "punkt", "punkte", "point", "punto", "ponto", "punt", "pkt", "line", "zeile", "ligne", "línea", "linha", "riga", "regel", "item", "field", "feld", "champ", "campo", "veld", "question", "frage", "answer", "antwort", "bei", "unter", "zu", "bod", "bodu", "пункт", "пункте", "п", "madde", "pont", "punctul", "kohta", "σημείο",
)
#: Before what is right instead.
RIGHT_IS = (
    "richtig ist", "richtig wäre", "korrekt ist", "the right one is", "the correct one is", "correct is", "it should be", "it should read", "should be", "should read", "it is now", "is now", "la bonne est", "le bon est", "c'est désormais", "est désormais", "la correcta es", "el correcto es", "ahora es", "a correta é", "o correto é", "agora é", "agora se chama", "ahora se llama", "s'appelle désormais", "s'appelle maintenant", "quella giusta è", "quello giusto è", "ora è", "ora si chiama", "de juiste is", "juist is", "is nu", "heet nu", "heißt jetzt", "heißt nun", "heißt inzwischen", "is now called", "now called", "prawidłowy to", "teraz to", "теперь", "правильно",
)
#: Between what is not right and what is.
CONTRAST = ("sondern", "but rather", "but", "sino", "mas sim", "bensì", "maar", "lecz", "nýbrž", "utan", "vaan", "hanem", "ci")
#: That an answer must not be used.
WITHDRAWN = (
    "non va usato|non va usata", "non è da usare", "n est pas à utiliser", "no se debe usar", "nicht zu verwenden", "should not be used", "não deve ser usado",
    "scrap", "disregard", "please ignore|please forget", "strike out|cross out", "please delete|please remove", "streichen", "vergessen", "oubliez|oublier", "rayez|rayer", "olviden|olvidar", "tachen|tachar", "esqueçam|esquecer", "riscar", "cancellate", "dimenticate", "schrappen|schrap", "vergeten", "wykreśl", "skreśl", "vyškrtn", "zachowaj nie", "вычеркн", "забудьте", "викресл", "stryk", "poista|poistakaa", "unohta", "töröl", "felejts", "çizin", "unutun", "ștergeți", "διαγράψτε", "αγνοήστε", "zanemarite", "brisati", "bỏ qua", "abaikan", "無視して", "削除して", "忽略", "무시해", "삭제해", "تجاهل", "להתעלם", "התעלמו",
    "do not use", "don t use", "not use", "must not be used", "nicht verwenden", "nicht benutzen", "nicht nehmen", "nicht nutzen", "pas l utiliser", "pas utiliser", "n utilisez pas", "ne l utilisez", "no usar", "no la usen", "no lo usen", "no use", "não usar", "não use|não usem", "não utilizar", "non usare", "non usatela|non usatelo", "non utilizzare", "niet gebruiken", "niet te gebruiken", "nie używać", "nie używajcie", "proszę nie używać", "nepoužívejte|nepoužívat", "не используйте", "не использовать", "не використовуйте", "använd inte", "inte använda", "brug ikke", "ikke bruge", "ikke bruk", "älkää käyttäkö", "ne használják", "kullanmayın", "nu folosiți", "nu utilizați", "μη χρησιμοποι", "ne koristite", "đừng dùng", "jangan gunakan", "使わない", "使用しない", "不要使用", "请勿使用", "사용하지",
)
#: Where the license is to go.
SEND_TO = ("send the license", "send the licence", "send it to", "license to", "licence to", "use this", "please use", "lizenz bitte an", "lizenz an", "bitte nehmen", "licence à", "envoyer la licence", "utilisez", "enviar la licencia", "usen", "usar", "inviare la licenza", "usate", "stuur", "gebruik", "wyślij", "użyjcie")
#: What the organization is called, beside what labels it in a list.
ORGANIZATIONS = (
    "organizaç", "organización", "organizzazione", "organisatie", "organizacj", "organizac", "unternehmen", "entreprise", "compañía", "ditta", "società", "spółk", "компани", "организац", "організац", "společnost", "şirket", "kuruluş", "vállalat", "szervezet", "företag", "virksomhed", "selskap", "yrity", "εταιρεί", "companie", "tvrtk", "podjetj", "công ty", "perusahaan", "会社", "公司", "회사", "شركة", "חברה",
)
