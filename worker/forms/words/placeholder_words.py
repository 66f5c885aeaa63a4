"""Answers that are none, language by language. Compared folded: no case, accents, punctuation."""

# ruff: noqa: E501
# fmt: off

WHOLE = (
    # English
    "n/a", "na", "n.a.", "not applicable", "not available", "none", "no", "nil", "null", "nothing", "tbd",
    "tba", "tbc", "to be determined", "to be defined", "to be done", "to be announced", "to be advised",
    "to be confirmed", "unknown", "not known", "not sure", "unsure", "don't know", "do not know", "i don't know",
    "dunno", "idk", "no idea", "pending", "to follow", "will follow", "later", "same", "same here", "ditto",
    "dto", "idem", "as above", "as below", "blank", "left blank", "empty", "x", "xx", "xxx", "xxxx", "test",
    "todo", "to do", "not yet", "not assigned", "does not apply", "doesn't apply", "no expert", "we have none",
    "we don't have one", "we do not have one", "i don't have one", "i don't have it", "don't have", "missing",
    "not at hand", "no longer available", "lost", "ask", "me", "myself", "same person", "the same", "this one",
    "no one", "nobody", "without", "not any", "nope", "n a", "n.n.", "not needed", "not required",
    # German
    "keine", "keiner", "kein", "keines", "keine angabe", "k.a.", "k. a.", "entfällt", "nicht vorhanden",
    "nicht zutreffend", "nicht bekannt", "unbekannt", "folgt", "dito", "wie oben", "s.o.", "s. o.", "s.u.",
    "siehe oben", "siehe unten", "nein", "noch offen", "offen", "gleich", "dieselbe", "derselbe",
    # French
    "néant", "aucun", "aucune", "non", "non applicable", "sans objet", "s/o", "inconnu", "inconnue",
    "à définir", "à déterminer", "à venir", "ci-joint", "ci-dessus", "voir ci-dessus", "idem ci-dessus",
    "identique", "pas d'expert",
    # Spanish, Portuguese, Italian
    "ninguno", "ninguna", "no aplica", "no procede", "no disponible", "por definir", "por determinar",
    "pendiente", "desconocido", "igual", "lo mismo", "el mismo", "adjunto", "nenhum", "nenhuma", "não",
    "não aplicável", "não se aplica", "não disponível", "a definir", "pendente", "o mesmo", "em anexo",
    "nessuno", "nessuna", "non applicabile", "non disponibile", "da definire", "come sopra", "in allegato",
    "sconosciuto", "lo stesso", "igual que arriba", "igual ao anterior",
    # Dutch, Polish, Scandinavian
    "geen", "n.v.t.", "nvt", "niet van toepassing", "onbekend", "zie boven", "zie bijlage", "idem als boven",
    "volgt", "nee", "brak", "nie dotyczy", "n/d", "nie mam", "nie wiem", "jak wyżej", "j.w.", "w załączniku",
    "ingen", "inget", "ei ole", "saknas", "ikke relevant",
    # Russian, Ukrainian
    "нет", "не применимо", "неприменимо", "отсутствует", "неизвестно", "не знаю", "н/д", "см. вложение",
    "см. выше", "так же", "то же", "тот же", "немає",
    # Chinese, Japanese, Korean
    "无", "無", "没有", "沒有", "不适用", "不適用", "暂无", "未知", "同上", "见附件", "見附件", "如上", "待定",
    "なし", "無し", "該当なし", "特になし", "ありません", "未定", "不明", "添付参照", "上記と同じ", "同じ",
    "없음", "해당 없음", "해당없음", "미정", "첨부 참조", "위와 같음",
    # Turkish, Czech, Hungarian, Greek
    "yok", "žádný", "není", "neznámý", "viz příloha", "viz výše", "nincs", "δεν υπάρχει", "κανένα",
)

#: Words that point elsewhere: "(please) (see|in|as per) (the|my) PLACE (file|document|…)".
SEE = (
    "see", "refer to", "cf", "check", "find", "in", "on", "as per", "per", "siehe", "s", "im", "vgl", "voir", "ver", "vea", "vedi", "vedere",
    "zie", "patrz", "viz", "см", "смотри", "смотрите",
)
PLACE = (
    "attached", "attachment", "attachments", "enclosed", "enclosure", "above", "below", "anhang", "anlage", "angehängt", "beigefügt", "anbei",
    "pièce jointe", "ci-joint", "ci-jointe", "ci-dessous", "ci-dessus", "adjunto", "anexo", "allegato", "bijlage", "boven", "onder",
    "załącznik", "załączniku", "вложение", "вложении", "вложенный файл", "oben", "unten",
)
THING = ("signature", "footer", "header", "screenshot", "invoice", "pdf", "file", "document", "subject", "subject line", "email", "mail", "signatur", "facture", "rechnung", "quote", "order", "contract", "purchase order", "website", "imprint", "impressum")
SAME = ("same", "identical", "gleich", "identisch", "identique", "même", "mismo", "misma", "igual", "stesso", "zelfde", "hetzelfde")
AS = ("as", "to", "like", "with", "wie", "a", "que", "al", "als", "di", "come")
