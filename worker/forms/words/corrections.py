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
