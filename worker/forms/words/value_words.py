"""The words by which sentences tell a value of a form's field."""

# ruff: noqa: E501
# fmt: off

#: An address in such company is the myAtlassian account's.
ABOUT_ACCOUNT = (
    "atlassian", "myatlassian", "account", "login", "konto", "compte", "cuenta", "conta", "rekening", "kont", "аккаунт", "учетн", "アカウント", "账户", "帐户", "账号", "帳戶", "계정",
)
#: And in such company it is the Atlassian Expert's.
ABOUT_EXPERT = ("expert", "partner", "reseller", "consultant", "experte", "experto", "esperto", "especialista", "ekspert", "эксперт", "エキスパート", "专家", "專家", "전문가")

HOLDER_BEFORE = (
    "account holder is", "account holder's name is", "holder is", "holder of the account is", "holder of that account is", "holder of the myatlassian account is", "account holder will be", "holder's name is", "name of the holder is",
    "name of the account holder is", "account owner is", "owner is", "owner of the account is", "account of", "account is of", "belongs to", "belong to", "is held by", "held by", "is owned by", "owned by", "registered to", "registered in the name of",
    "registered on", "registered for", "in the name of", "under the name of", "under the name", "is in my name", "account name is", "on the name of", "holder should be", "account holder should be", "holder's name should be", "my name is", "my full name is", "full name is", "that would be me", "that's me", "that is me", "it's me", "das bin ich", "das wäre ich", "contact person is",
    "kontoinhaber ist", "kontoinhaberin ist", "inhaber ist", "inhaberin ist", "inhaber des kontos ist", "auf den namen", "lautet auf", "gehört", "läuft auf", "ich heiße", "mein name ist",
    "titulaire est", "titulaire du compte est", "au nom de", "appartient à", "je m'appelle", "mon nom est", "titular es", "titular de la cuenta es", "a nombre de", "pertenece a", "me llamo", "mi nombre es",
    "titular é", "titular da conta é", "em nome de", "pertence a", "meu nome é", "titolare è", "titolare dell'account è", "a nome di", "intestato a", "appartiene a", "mi chiamo", "il mio nome è",
    "tilhører", "tillhör", "hører til", "aparține lui", "îi aparține lui", "thuộc về", "milik", "behoort toe aan", "staat op naam van", "op naam van", "houder daarvan is", "houder ervan is", "holder of it is", "inhaber davon ist", "titulaire en est", "houder is", "accounthouder is", "mijn naam is", "właścicielem konta jest", "nazywam się", "na nazwisko", "владелец аккаунта", "на имя", "меня зовут",
)

#: Before a name that is told to be a company's by its legal form.
WE_ARE = (
    "we are", "we're", "this is for", "wir sind", "nous sommes", "somos", "siamo", "wij zijn", "we zijn", "vi är", "vi er", "jesteśmy", "jsme", "suntem", "olemme", "мы", "ми", "smo", "kami", "bought by", "licensed by",
)

ORGANIZATION_BEFORE = (
    "company is called", "company is named", "company is", "company name is", "company's name is", "company's called", "our company", "organization is called", "organization is", "organization name is", "organisation is called", "organisation is", "organisation name is", "organization should be", "organisation should be", "company should be", "company name should be", "organization name should be", "organisation name should be", "organization should read", "company should read", "company to", "organization to", "company name to", "organization name to",
    "name of our company is", "name of the company is", "name of our organization is", "name of the organization is", "firm is called", "firm is", "on behalf of", "i work for", "we work for", "work for", "working for", "i am with", "we are called", "registered for the company", "licensed to", "license is registered to",
    "für die firma", "für unsere firma", "pour la société", "pour l'entreprise", "para la empresa", "para a empresa", "per la società", "per l'azienda", "voor het bedrijf", "dla firmy", "firma heißt richtig", "firma heißt", "firma ist", "firma lautet", "firmenname lautet", "organisation lautet", "organisation heißt richtig", "unternehmen lautet", "unternehmen heißt", "unternehmen ist", "organisation heißt", "organisation ist", "firmenname ist", "im namen der", "im auftrag der", "société est", "société s'appelle", "entreprise est", "entreprise s'appelle", "organisation s'appelle", "organisation est", "pour le compte de", "nom de la société est",
    "empresa es", "empresa se llama", "organización es", "organización se llama", "en nombre de", "nombre de la empresa es", "empresa é", "empresa chama-se", "empresa se chama", "organização é", "organização agora se chama", "organização se chama", "organização chama-se", "organização passou a se chamar", "empresa agora se chama", "nome da empresa é", "azienda è", "azienda si chiama", "società è", "società si chiama", "nome dell'azienda è",
    "bedrijf is", "bedrijf heet", "organisatie is", "organisatie heet", "firma to", "nazwa firmy to", "w imieniu", "компания", "организация",
)

#: The same as labels in a list of values: "…, account holder Jane Doe, company Acme, address …".
HOLDER_LISTED = ("account holder", "account owner", "holder", "kontoinhaber", "titulaire", "titular", "titolare")
ORGANIZATION_LISTED = ("company", "organization", "organisation", "firma", "société", "empresa", "azienda", "bedrijf")
ADDRESS_LISTED = ("address", "company address", "adresse", "anschrift", "dirección", "endereço", "indirizzo", "adres")

#: Behind a comma these still belong to the name of an organization; the longer first.
LEGAL_FORMS = (
    "Ltd. Şti.", "A.Ş.", "Bt.", "Nyrt.", "Α.Ε.", "Ε.Π.Ε.", "S.A. de C.V.", "S. de R.L.", "Inc.", "Inc", "Incorporated", "Ltd.", "Ltd", "Limited", "Ltda.", "Ltda", "Lda.", "Lda", "LLC", "L.L.C.", "LLP", "L.P.", "Corp.", "Corp", "PLC", "plc", "Co.", "GmbH", "AG", "KG", "e.V.",
    "S.A.S.", "S.A.", "SA", "SAS", "SARL", "S.L.U.", "S.L.", "SL", "S.r.l.", "Srl", "S.p.A.", "SpA", "B.V.", "BV", "N.V.", "s.r.o.", "a.s.", "sp. z o.o.", "Sp. z o.o.", "z.s.", "d.o.o.", "Kft.", "Zrt.", "Oy", "AB", "ApS", "A/S", "Pty Ltd", "Pvt. Ltd.",
    "AS", "ASA", "OÜ", "UAB", "SIA", "Sdn. Bhd.", "Sdn Bhd", "Pte. Ltd.", "Pte Ltd", "K.K.", "OHG", "e.K.", "eG", "KGaA", "GbR", "mbH", "SNC", "S.n.c.", "Snc", "S.a.s.", "S.c.", "BVBA", "CVBA", "V.O.F.", "VOF", "Oyj", "HB", "I/S", "K/S", "EURL", "SASU", "SCOP", "Sp. k.", "sp. k.", "Sp. j.", "S.K.A.", "v.o.s.", "j.d.o.o.", "d.d.", "EOOD", "OOD", "ehf.", "hf.", "SRL", "S.R.L.", "SpA", "inc.", "ltd.", "ltd", "S.A.R.L.", "Sàrl", "Ltée", "ООО", "ЗАО", "ОАО", "ПАО", "АО", "ТОВ",
)

ADDRESS_BEFORE = (
    "our address is", "the address is", "company address is", "full address is", "postal address is", "organization's address is", "organisation's address is", "company's address is", "address of the company is", "address of the organization is", "mailing address is", "address should be", "address should read", "address to", "office address is", "registered address is",
    "we are at", "we are located at", "we are located in", "we are based at", "we are based in", "located at", "based at", "our office is at", "our office is in", "our offices are at", "our office is located at", "headquartered at", "headquarters are at", "headquarters is at", "and address is", "you find us at", "we sit at", "we're at",
    "unsere adresse ist", "unsere adresse lautet", "unsere anschrift lautet", "unsere anschrift ist", "die adresse ist", "die adresse lautet", "die anschrift lautet", "anschrift lautet", "adresse lautet", "sitz in der", "sitz in", "notre adresse est", "l'adresse est", "adresse est", "située au", "situé au", "nuestra dirección es", "la dirección es", "dirección es", "ubicada en", "ubicados en",
    "nosso endereço é", "o endereço é", "endereço é", "morada é", "nostro indirizzo è", "l'indirizzo è", "indirizzo è", "ons adres is", "het adres is", "adres is", "nasz adres to", "adres to", "наш адрес", "адрес",
)

USERS = (
    "users", "user", "seats", "licensed users", "editors", "benutzer", "nutzer", "benutzern", "nutzern", "anwender", "utilisateurs", "utilisateur", "usuarios", "usuários", "utilizadores", "utenti", "gebruikers", "użytkowników", "użytkownicy", "пользователей", "пользователя", "пользователь",
    "uživatelů", "felhasználó", "användare", "brukere", "brugere", "käyttäjää", "kullanıcı", "ユーザー", "ユーザ", "名のユーザー", "用户", "使用者", "位用户", "个用户", "사용자", "명의 사용자", "명", "משתמש", "مستخدم", "χρήστ", "χρηστ", "utilizatori", "korisnik", "người dùng", "pengguna", "brugere", "brukere", "uživatel", "používateľ", "користувач", "利用者", "ユーザ",
)

#: Behind "50-user": the number is the license's and not of the people who use it.
TIERS = ("tier", "license", "licence", "plan", "pack", "level", "lizenz", "licenc", "licenz", "licent", "stufe", "tarif")

#: Such a sentence puts right what was answered before.
CORRECTS = (
    "sorry", "correct", "correction", "wrong", "mistake", "typo", "instead", "should be", "should read", "rather", "actually", "oops", "update", "changed", "i meant", "not the", "better use", "please use",
    "falsch", "stattdessen", "richtig", "korrekt", "korrektur", "verschrieben", "entschuldig", "sondern", "doch", "désolé", "erreur", "plutôt", "au lieu", "perdón", "perdon", "equivoc", "en lugar", "error", "desculp", "errad", "correto", "scusa", "sbagliat", "invece", "fout", "excuses", "przeprasz", "błąd", "извините", "ошиб", "訂正", "更正",
)

#: Before a number, they count people: "a team of 9".
TEAM = ("team of", "staff of", "company of", "team von", "équipe de", "equipo de", "equipe de", "team van", "team di", "zespół", "команда из")

#: A license or an account may be in somebody's name.
IN_THE_NAME_OF = (
    "registered to", "registered for", "registered on", "registered in the name of", "in the name of", "under the name of", "belongs to", "belong to", "owned by", "held by", "issued to", "issued for", "bought by", "purchased by",
    "tilhører", "tillhör", "hører til", "aparține lui", "thuộc về", "milik", "behoort toe aan", "auf den namen", "lautet auf", "läuft auf", "ausgestellt auf", "registriert auf", "gehört", "au nom de", "appartient à", "a nombre de", "pertenece a", "em nome de", "pertence a", "a nome di", "intestata a", "intestato a", "appartiene a", "op naam van", "na nazwisko", "на имя", "atas nama", "оформлена на", "зарегистрирована на", "оформлено на", "выдана на", "выписана на", "wystawiona na", "zarejestrowana na", "vystavena na", "registrována na", "udstedt til", "utstedt til", "utfärdad till", "registrerad på", "registreret på", "registrert på", "myönnetty", "nevére szól", "emisă pe numele", "pe numele", "izdana na", "glasi na", "đứng tên", "intestata alla", "intestata al", "licensee is", "lizenznehmer ist", "läuft auf den", "läuft auf die", "lautet auf den", "lautet auf die", "ausgestellt auf den", "ausgestellt auf die",
)

#: "I, the undersigned Jane Doe, am the holder of the account."
SELF = (
    "i", "i, the undersigned", "ich", "ich, der unterzeichnende", "ich, die unterzeichnende", "je", "je soussigné", "je soussignée", "yo", "eu", "io", "io sottoscritto", "io sottoscritta", "ik", "ja", "я",
)
AM = ("am", "bin", "suis", "soy", "sou", "sono", "ben", "jestem", "являюсь")
HOLDER = ("holder", "owner", "inhaber", "eigentümer", "titulaire", "titular", "titolare", "intestatario", "houder", "eigenaar", "właściciel", "posiadacz", "владел")

LICENSE = ("licens", "kunci", "密钥", "密鑰", "金鑰", "许可证", "許可證", "授权码", "ライセンス", "라이선스", "키는", "키:", "anahtar", "lisans", "lisens", "avain", "avaime", "nøgle", "nøkkel", "nyckel", "klíč", "ključ", "kulcs", "cheie", "cheia", "κλειδ", "άδει", "מפתח", "רישיון", "مفتاح", "ترخيص", "khóa", "giấy phép", "lisensi", "license", "licence", "key", "plugin", "lizenz", "schlüssel", "licenc", "licenz", "licent", "licenç", "clé", "clave", "chave", "chiave", "sleutel", "klucz", "лиценз", "ключ")

#: Without a word for users, these are whom a number counts.
PEOPLE = ("people", "persons", "employees", "colleagues", "members", "personen", "leute", "mitarbeiter", "kollegen", "personnes", "personas", "pessoas", "persone", "mensen", "medewerkers", "osób", "человек", "сотрудник", "人", "名", "명")

#: How a question asks for a person or a place without naming the field.
WHO = ("who holds", "who owns", "in whose name", "whose account", "wem gehört", "wer ist", "à qui", "a quién pertenece", "a chi")
WHERE = ("where are you based", "where you are based", "where is your company", "which country", "what country", "wo sitzen", "où êtes vous", "dónde están", "dove siete", "waar zijn")

#: A license key, and no license.
KEYS = ("key|keys", "schlüssel|lizenzschlüssel", "clé|clef", "clave", "chave", "chiave", "sleutel|licentiesleutel", "klucz", "nyckel|licensnyckel", "nøgle|licensnøgle", "nøkkel|lisensnøkkel", "avain|lisenssiavain", "klíč", "ključ", "kulcs|licenckulcs", "cheie|cheia", "ключ", "κλειδ", "anahtar", "מפתח", "مفتاح", "khóa", "kunci", "キー", "密钥", "密鑰", "金鑰", "라이선스 키")
