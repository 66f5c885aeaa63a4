"""Words by which a further license is told beside the one that is known."""

# ruff: noqa: E501
# fmt: off

ADDED = (
    "second", "another", "additional", "further", "one more", "also have", "as well", "add", "adding", "too", "zweite|zweiten|zweiter", "weitere|weiteren|weiterer", "zusätzlich", "noch eine", "ebenfalls",
    "deuxième", "seconde", "autre licence", "supplémentaire", "ajouter", "également", "segunda", "otra licencia", "adicional", "añadir", "también", "outra licença", "acrescentar", "adicionar", "também",
    "seconda", "altra licenza", "un altra", "aggiung", "anche", "tweede", "nog een", "extra", "toevoegen", "drugą|drugiej|druga", "kolejn", "jeszcze jedn", "dodać", "втор", "ещё одн", "еще одн", "добав", "二つ目", "2つ目", "もう一つ", "追加", "第二", "另一", "두 번째", "추가",
    "andra licens", "ytterligare", "ännu en", "anden licens", "endnu en", "yderligere", "enda en", "ytterligere", "druhou|druhá|druhé", "další", "toinen|toisen", "második", "még egy", "ikinci", "bir lisans daha", "a doua", "încă o", "δεύτερη", "ακόμη μία", "друг", "ще одн", "drugu|druga", "još jedn", "thứ hai", "kedua", "ثان", "إضافي", "נוסף", "שני",
)

#: Before the one of several licenses that is meant.
ONLY = (
    "only", "just", "nur", "lediglich", "seulement", "uniquement", "solo", "sólo", "solamente", "únicamente", "apenas", "somente", "soltanto", "solamente", "alleen", "slechts", "tylko", "wyłącznie", "pouze", "jen", "jenom", "только", "лише", "тільки", "endast", "bara", "kun", "bare", "vain", "ainoastaan", "csak", "kizárólag", "sadece", "yalnızca", "doar", "numai", "μόνο", "samo", "chỉ", "hanya", "のみ", "だけ", "只", "仅", "僅", "만", "فقط", "רק",
)

#: How people head what they write about one of several clients.
CLIENTS = (
    "client|clients", "customer|customers", "license|licence", "request", "form", "company", "kunde|kunden|kundin", "mandant", "lizenz", "anfrage", "firma", "société", "entreprise", "licence", "demande",
    "cliente", "empresa", "licencia", "solicitud", "licença", "pedido", "azienda", "licenza", "richiesta", "klant", "bedrijf", "licentie", "aanvraag", "klient", "licencja", "zgłoszenie", "顧客", "お客様", "ライセンス", "会社",
)
#: Which of them.
WHICH = (
    "first", "second", "third", "next", "other", "another", "erste|erster", "zweite|zweiter", "dritte|dritter", "nächste|nächster", "andere|anderer|anderen", "weitere|weiterer", "premier|première", "deuxième|second|seconde", "troisième", "autre", "suivant",
    "primer|primero|primera", "segundo|segunda", "tercero|tercera", "otro|otra", "siguiente", "primeiro|primeira", "terceiro|terceira", "outro|outra", "seguinte", "primo|prima", "secondo|seconda", "terzo|terza", "altro|altra", "prossimo|prossima",
    "eerste", "tweede", "derde", "volgende", "pierwszy|pierwsza", "drugi|druga", "trzeci|trzecia", "kolejny|kolejna", "inny|inna", "1つ目", "2つ目", "3つ目", "次",
)
