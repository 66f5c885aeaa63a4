"""What people say before an answer that is none of it: "Oops, it's …", "Der Name ist …", "C'est …"."""

# ruff: noqa: E501
# fmt: off

#: A word or two before anything is said.
INTERJECTIONS = (
    "oh", "ah", "oops", "whoops", "ups", "sorry", "so sorry", "my mistake", "my bad", "typo", "of course", "sure", "yes", "sorry about that", "sorry, forgot that", "sorry, i forgot", "i forgot", "ok", "okay", "right", "well",
    "hoppla", "entschuldigung", "verzeihung", "tippfehler", "mein fehler", "ja", "klar", "natürlich", "ach", "ach ja",
    "pardon", "désolé", "désolée", "oui", "bien sûr", "¡ay!", "ay", "perdón", "perdona", "disculpe", "disculpa", "sí", "claro", "desculpe", "desculpa", "sim", "ai", "scusa", "scusate", "scusi", "sì", "certo", "o", "ja hoor", "excuses", "natuurlijk", "och", "przepraszam", "tak", "oczywiście",
    "失礼しました", "すみません", "申し訳ありません", "申し訳ございません", "はい",
)

#: What stands right before a person's name.
NAME_LEADS = (
    "the name is", "the full name is", "his name is", "her name is", "his full name is", "her full name is", "their name is", "der name ist", "der name lautet", "der name wäre", "der volle name ist", "er heißt", "sie heißt", "le nom est", "le nom complet est", "son nom est", "il s'appelle", "elle s'appelle", "el nombre es", "el nombre completo es", "su nombre es", "o nome é", "o nome completo é", "il nome è", "il nome completo è", "de naam is", "de volledige naam is", "hij heet", "zij heet", "imię i nazwisko to", "名前は", "お名前は", "氏名は",
)

#: What stands right before an answer, article and colon aside.
LEADS = (
    *NAME_LEADS,
    "it's", "it is", "it must be", "it should be", "it should read", "it has to be", "it would be", "that's", "that is", "that would be", "that'd be", "that must be", "here it is", "here you go", "here's", "here is", "the right one is", "the correct one is", "i meant", "make that",
    "es ist", "das ist", "das wäre", "es wäre", "es lautet", "es muss", "es sollte", "hier ist", "hier ist sie", "hier ist er", "richtig ist", "richtig wäre", "korrekt ist",
    "c'est", "ce serait", "il s'agit de", "il s'agit d'", "voici", "la voici", "le voici",
    "es", "sería", "se llama", "se trata de", "aquí está", "aquí la tiene", "debe ser", "tiene que ser",
    "é", "seria", "chama-se", "trata-se de", "aqui está", "deve ser", "tem de ser",
    "è", "sarebbe", "si chiama", "si tratta di", "ecco", "eccolo", "eccola", "deve essere",
    "het is", "dat is", "dit is", "het moet", "hier is", "hier is het", "dat moet zijn", "het moet zijn",
    "to", "to jest", "jest to", "nazywa się", "chodzi o", "powinno być", "ma być",
    "正しくは", "住所は", "組織名は", "会社名は",
)

#: Between what leads on and the answer.
ARTICLES = ("the", "die", "der", "das", "den", "dem", "la", "le", "les", "l'", "el", "los", "las", "o", "a", "os", "as", "il", "lo", "gli", "i", "de", "het", "our company", "company", "unsere firma", "die firma", "la société", "la empresa", "a empresa", "l'azienda", "firma", "herr", "frau", "pan", "pani", "mr", "mr.", "mrs", "mrs.", "ms", "ms.", "señor", "señora", "senhor", "senhora", "signor", "signora", "monsieur", "madame")

#: Behind an answer: "es muss … heißen", "…です".
ENDS = ("heißen", "sein", "lauten", "zijn", "でございます", "になります", "となります", "と申します", "です", "だ")
