"""What people call the parts of a name and of an address, by language."""

# ruff: noqa: E501
# fmt: off

LAST_NAME = (
    "last name", "lastname", "surname", "family name", "second name",
    "nachname", "nachnamen", "familienname", "zuname", "nom de famille", "apellido", "apellidos", "sobrenome", "apelido", "cognome", "achternaam", "nazwisko", "фамилия", "efternamn", "etternavn", "efternavn", "sukunimi", "soyadı", "příjmení",
)
FIRST_NAME = (
    "first name", "firstname", "given name", "forename", "christian name",
    "vorname", "vornamen", "prénom", "nombre de pila", "primeiro nome", "nome di battesimo", "voornaam", "imię", "имя", "förnamn", "fornavn", "etunimi", "adı", "jméno",
)
COUNTRY = (
    "country", "land", "staat", "pays", "país", "paese", "kraj", "страна", "maa", "ülke", "země", "country name", "country of the organization",
)
#: The same in sentences.
COUNTRY_NAMED = (
    "country", "land", "staat", "pays", "país", "paese", "nazione", "kraj|kraju|kraje", "стран", "країн", "maa|maan|maata", "ülke", "země|zemi", "ország", "χώρα|χωρα", "țara|țară|tara", "drzav|držav", "landet", "quốc gia", "negara", "国名", "国は", "国家", "國家", "나라", "국가", "بلد", "الدولة", "מדינה", "ארץ",
)
#: What may stand around a country that is meant to complete an address, and nothing else.
AROUND_COUNTRY = (
    "the", "a", "country", "is", "it", "it's", "s", "its", "in", "located", "based", "we", "are", "re", "our", "office", "company", "organization", "address", "sorry", "forgot", "missed", "oh", "about", "of", "yes", "sure", "hi", "hello", "dear", "and", "to", "please", "add", "missing", "should", "be", "that", "that's", "this", "here", "you", "go", "for", "thanks", "thank", "my", "bad", "not", "no", "but", "obviously", "course", "name", "full",
    "das", "die", "der", "land", "ist", "es", "in", "wir", "sind", "sitzen", "unser", "unsere", "adresse", "firma", "entschuldigung", "vergessen", "natürlich", "bitte", "lautet", "fehlende", "nicht", "sondern", "hallo", "ja",
    "le", "la", "pays", "est", "en", "au", "nous", "sommes", "el", "país", "es", "estamos", "il", "paese", "è", "siamo", "o", "het", "is", "wij", "zijn",
)
#: How somebody else's address is named, where to turn to.
TURN_TO = (
    "ask", "contact", "write to", "reach", "turn to", "get in touch", "talk to", "send", "invoice", "copy", "copied", "cc", "forward", "colleague", "call", "unsubscribe", "notify", "reply to", "checking with", "check with", "not sure",
    "frag", "kontaktier", "wend", "schreib", "kolleg", "schick", "rechnung", "weiterleit", "demand", "contactez", "écri", "collègue", "pregunt", "contact", "pergunt", "chied", "vraag",
)
#: Words of a sentence that are in no name of an organization: "Carol says it's Acme".
TELLING = ("says", "said", "it's", "is", "are", "will", "told", "think", "sagt", "ist", "lautet", "meint", "est")
#: An answer that is to come: what stands below is a signature.
PROMISES = (
    "let me", "will do", "get back to you", "come back to you", "give me", "will check", "will ask", "have to ask", "need to ask", "i ll check", "i ll ask", "tomorrow", "next week", "later", "working on it",
    "melde mich", "frage nach", "kläre das", "nachfragen", "rückmeldung", "morgen", "nächste woche", "je reviens vers vous", "je vais demander", "demain", "mañana", "voy a preguntar", "amanhã", "vou perguntar", "domani", "chiederò", "morgen",
)
#: Before a name that completes a first name: "It's Byron".
IT_IS = ("it's", "it is", "it’s", "that's", "that’s", "that is", "es ist", "das ist", "c'est", "è", "es")
#: Between a part's name and what it is.
IS = ("is", "'s", "ist", "lautet", "est", "es", "é", "è", "to", "on", "är", "er")
