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

#: Where the license is to go.
SEND_TO = ("send the license", "send the licence", "send it to", "license to", "licence to", "use this", "please use", "lizenz bitte an", "lizenz an", "bitte nehmen", "licence à", "envoyer la licence", "utilisez", "enviar la licencia", "usen", "usar", "inviare la licenza", "usate", "stuur", "gebruik", "wyślij", "użyjcie")
#: Between two addresses these say that the first is right, or that either may be.
INSTEAD_OF = (
    "instead of", "not", "or", "old", "statt", "anstatt", "nicht", "oder", "alt", "au lieu", "et non", "pas", "ou", "ancien", "en vez", "en lugar", "no", "vieja|viejo", "em vez", "não", "invece di", "anziché", "non", "niet", "in plaats", "nie", "lub", "albo", "zamiast", "не", "или", "вместо",
)

#: Which of two is the one to use.
RIGHT_ONE = (
    "right", "correct", "proper one", "richtige|richtiger|richtigen|richtig", "korrekte|korrekt", "bonne|bon", "correcte|exacte|juste", "correcta|correcto", "buena|bueno", "correta|correto", "certa|certo",
    "corretta|corretto", "giusta|giusto", "juiste|goede|correcte", "właściw", "prawidłow", "poprawn", "正し", "правильн", "正确", "正確",
)
