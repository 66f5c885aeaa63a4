"""What stands between a wish and a move, or around them, and makes something else of both.

Every entry is a word beginning ("a|b": either); two words stand next to each other.
"""

# ruff: noqa: E501
# fmt: off

#: What else is wished: to be sent, told or sold something. Right after the wish, before the move.
OTHER_DEED = (
    "send|sends", "sending", "sent", "resend", "confirm", "tell", "explain", "check", "compare", "offer|offers", "discuss", "know", "inform", "advise",
    "share|sharing", "answer", "clarify", "quote|quotes", "quotation", "talk", "understand", "find out", "hear", "learn", "point me", "point us",
    "verify", "remind", "describe", "speak", "sell", "introduce", "invite", "interview", "work for", "work with you", "congratulate",
    "comment", "give me", "give us", "suggest", "recommend", "correct", "in touch", "write|writing", "publish", "guest post", "schreiben", "écrire", "escribir", "senden", "schicken", "bestätig", "erklär", "prüfen", "vergleich", "anbieten", "wissen", "besprech", "beantwort", "nachfrag",
    "verstehen", "erfahren", "hinweis", "envoy", "confirmer", "confirmez", "expliqu", "indiqu", "savoir", "comparer", "proposer", "vérifi", "précis",
    "répondre", "connaître", "discuter", "enviar", "envíe", "envien", "confirmar", "confirmen", "confirme", "explic", "indicar", "indiq", "saber",
    "comparar", "ofrecer", "verific", "aclar", "respond", "conocer", "oferecer", "esclarec", "conhecer", "inviare", "inviat", "confermare", "confermat",
    "spieg", "sapere", "confront", "offrire", "chiarire", "conoscere", "sturen", "bevestig", "uitleg", "weten", "vergelijk", "aanbieden", "beantwoord",
    "przesł", "potwierdz", "wyjaśni", "wiedzie", "porówn", "zaoferow", "odpowied", "сообщ", "отправ", "пришл", "подтверд", "объясн", "узнать", "уточн",
    "сравн", "предлож", "ответ", "рассказ", "skicka", "bekräft", "förklar", "veta", "jämför", "erbjud", "lähettä", "tietää",
)

#: Not now: a wish that is announced, or left open.
NOT_NOW = (
    "heads up", "for now", "nothing to do", "will be asking", "will ask you", "later this year", "at the moment we", "not decided", "some day",
    "in the future", "no rush to start", "vorerst", "im moment noch", "für später", "pour le moment", "pour l instant", "plus tard", "por ahora",
    "de momento", "más adelante", "por enquanto", "mais tarde", "per ora", "più avanti", "voorlopig", "na razie", "later dit jaar", "na razie",
    "в будущем", "пока не", "позже", "将来", "以后再", "今後",
)

#: A question about who, what or where, whose first words say so.
ASKS_FOR = (
    "who", "whom", "whose", "where", "what", "which", "when", "why", "how", "wer", "wen", "wem", "wo", "was", "welch", "wann", "warum", "qui", "où",
    "quoi", "quel", "quand", "pourquoi", "comment", "quién", "dónde", "qué", "cuál", "cuándo", "quem", "onde", "qual", "chi", "dove", "quale", "wie",
    "waar", "wat", "welke", "kto", "gdzie", "jaki", "кто", "где", "какой", "какая",
)

#: That somebody sells a service.
SELLS = (
    "help you", "offer you", "our services", "our service", "our team can", "our experts", "our engineers", "our company provides", "leading provider",
    "we specialize", "we specialise", "vendors like you", "companies like yours", "free assessment", "book a", "sign up for", "webinar", "less cost",
    "cost effective", "wir bieten", "unsere dienstleistung", "ihnen helfen", "nos services", "vous aider à", "nuestros servicios", "ayudarle",
    "ayudarles a", "nossos serviços", "i nostri servizi", "onze diensten", "nasze usługi", "наши услуги", "поможем вам",
)

#: What went wrong, or what came after: a subject about a move that was made.
TROUBLE = (
    "problem", "issue|issues", "error", "fail", "broken", "not working", "does not", "doesn t", "after", "since", "thank|thanks", "lost", "missing",
    "invoice|invoices", "fehler", "nach der|nach dem", "problème", "erreur", "après", "después", "errore", "dopo", "depois", "probleem", "проблем",
    "ошибк", "после", "エラー", "问题", "错误", "오류",
)

#: To bring over, where something says where to.
BRING = (
    "get|getting", "put|putting", "bring|bringing", "into", "onto", "added to", "add it", "hinzu", "mettre", "poner", "mettere", "zetten",
)

#: Words by which what was named before is meant.
PRONOUN = (
    "it", "them", "this", "these", "sie", "diese|dieses", "la", "le", "les", "esta", "questa", "deze", "её", "ее",
)

AFTER_PRONOUN = (
    "for", "please", "over", "across", "to", "into", "now", "then", "asap", "before", "too", "as",
)

#: That somebody could not, where a "not" asks for nothing.
ABLE = ("can", "cannot", "could", "couldn", "able", "did", "didn", "kann", "konnte", "können", "peut", "puede", "pudo", "pode", "può", "kan", "kunde", "może", "mógł", "мог", "může")
