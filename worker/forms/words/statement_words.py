"""How people say, or deny, that they run the plugin on their own server and accept matching levels.

Every entry is a list of word beginnings that stand in one sentence, in any order; "a|b" is either.
"""

# ruff: noqa: E501
# fmt: off

#: Asking, at the beginning of a sentence that bears no question mark.
ASKING = ("wonder", "whether", "not sure if", "tell me if", "tell us if", "let me know if", "let us know if", "does it have", "do we have to", "do i have to", "must it", "is it required", "is it necessary", "ob das", "ob es", "ob wir", "ob die", "muss es", "müssen wir", "savoir si", "est ce que", "saber si", "saber se", "sapere se", "weten of", "moet het", "czy", "нужно ли", "обязательно ли")

#: Running it on one's own server.
SERVER = (
    ("server|servers|servern",), ("behind", "firewall"), ("self", "host"), ("on", "prem"), ("in house",), ("own", "infrastructure"), ("serveur",), ("servidor",),
    ("serwer",), ("сервер",), ("サーバ",), ("服务器",), ("伺服器",), ("서버",), ("szerver",), ("palvelin|palvelim",), ("sunucu",), ("διακομιστ",),
    ("máy chủ",), ("peladen",), ("خادم|خوادم|سيرفر",), ("שרת",), ("palvelu",  "oma"), ("poslužitelj|posluzitelj",), ("infrastruktur", "egen|eget|eigen|kendi|vlastit|własn|wlasn"), ("hospedamos|alojamos|hébergeons|hebergeons|ospitiamo",), ("自建",), ("自社", "運用|環境"), ("自己", "主机|機房|机房"),
    ("own|our", "hardware|machine|machines|premises|premise|datacenter|datacentre"), ("eigen|eigener|eigenen|eigenem", "hardware|rechner|maschine|rechenzentrum"), ("egen|eget|egna|vår|vores", "maskin|hårdvara|hardware|datahall"), ("propre|notre|nos", "machine|machines|infrastructure|locaux"), ("propio|propia|nuestro|nuestra", "máquina|hardware|infraestructura"), ("próprio|própria|nosso|nossa", "máquina|hardware|infraestrutura"), ("proprio|propria|nostro|nostra", "macchina|hardware"), ("eigen|onze", "machine|hardware|hardware"), ("host|hosts|hosted", "ourselves"), ("собствен|своем|своём|своих", "оборудовани|железе|машин"),
)

#: The license has to match the level of the server.
MATCH = (
    ("match|matches|matching|matched", "level|levels|server|tier|users|user|license|size|instance"), ("same", "level|tier|size", "server|confluence|jira"), ("correspond", "server|level|tier|users"),
    ("equal", "server|level|tier|users"), ("align", "server|level|tier|users"), ("fit", "server", "level|tier|size"),
    ("übereinstimm|ubereinstimm|entsprech|entspricht|anpass|passen|anzupass|angepasst", "server|stufe|level|nutzer|benutzer|lizenz"),
    ("correspond|concord|adapt", "serveur|niveau|utilisateur|licence|license"), ("coincid|correspond|ajust|igual", "servidor|nivel|usuario|licencia"),
    ("correspond|coincid|igual|compat", "servidor|nível|nivel|níveis|niveis|usuári|usuari|utilizador|licença|licenca"), ("corrispond|allinea|adegua", "server|livell|utenti|licenz"),
    ("overeenkom|overeenstem|overeen|aansluit|gelijk", "server|niveau|gebruikers|licentie"), ("zgodn|odpowiada|dopasow|pasowa|zgadza", "serwer|poziom|użytkownik|uzytkownik|licencj"),
    ("matcha|motsvar|stämm|svare|svarar|matche|stemme|overens|överens", "server|nivå|niveau|licens|lisens|användar|bruger"), ("odpovíd|shodov|souhlasit", "server|úrov|licenc|uživatel"),
    ("megegyez|egyez|igazod", "szerver|szint|licenc"), ("eşleş|uyum|uygun|uymas", "sunucu|seviye|lisans"), ("vastat|vastaa|täsmä", "palvelin|palvelim|taso|lisens"),
    ("corespund|potriv", "server|nivel|licen"), ("відповіда|збіга", "сервер|рівн|ліценз"), ("일치|맞", "서버|레벨|등급|라이선스"), ("αντιστοιχ|ταιριάζ|συμφων", "διακομιστ|επίπεδ|άδει|server"),
    ("соответств|совпада", "сервер|уровн|пользовател|лицензи"), ("一致|合わせ|合致|同じ", "サーバ|レベル|ユーザ|ライセンス"), ("匹配|一致|符合|相符", "服务器|级别|等级|用户|许可"),
    ("odgovar|podudar|uskla|slaga|slagat|poklap", "server|razin|poslužitelj|posluzitelj|licenc"), ("khớp|tương ứng|phù hợp|trùng", "máy chủ|cấp độ|cấp|mức|bậc|giấy phép|bản quyền|số người dùng"),
    ("sesuai|cocok|sama|setara|selaras|disesuaikan|menyesuaikan", "server|tingkat|level|lisensi|pengguna"), ("يطابق|تطابق|مطابق|متطابق|يتوافق|تتوافق|متوافق|يتناسب|تتناسب|يوافق", "خادم|مستوى|ترخيص|رخصة|المستخدمين"),
    ("להתאים|תתאים|יתאים|תואם|תואמת|זהה|לתאום|התאמה", "שרת|רמה|רמת|רישיון|רשיון|משתמשים"), ("соответств|совпад|подход|подогна", "сервер|уровн|пользовател|лицензи|условие"), ("odpoví|shod|přizpůsob|prizpusob", "server|úrov|licenc|uživatel"),
    ("megfelel|illeszked|összhang|igazít", "szerver|szint|licenc|licensz|felhasznál"), ("karşıla|denk|aynı", "sunucu|seviye|lisans|kullanıcı"), ("vasta|sopi|sovi|yhteensopiv|sama", "palvelin|palvelim|taso|lisens|käyttäj"), ("corespun|potriv|coincid|concord", "server|nivel|licen|utilizator"),
    ("відповід|збіга|узгодж|співпада", "сервер|рівн|ліценз|користувач"), ("αντιστοιχ|ταιριάζ|συμφων|ανταποκρ|ίδι", "διακομιστ|επίπεδ|άδει|server|χρηστ"), ("일치|맞|부합|동일|대응", "서버|레벨|등급|단계|라이선스|사용자"), ("一致|合わせ|合致|同じ|揃え|対応|適合|合う|合った", "サーバ|レベル|ユーザ|ライセンス"),
    ("匹配|一致|符合|相符|相同|對應|对应|配合|相當", "伺服器|服务器|級別|级别|等級|等级|用户|使用者|授權|授权|許可|许可"), ("passe|stimme|gleich|entsprech", "server|stufe|niveau|nutzer|lizenz"), ("odpowiad|zgadza|dostosow|dopasow|równa|taki sam", "serwer|poziom|użytkownik|licencj"),
    ("overensstem|tilsvar|svar til|passe|matche", "server|niveau|licens|lisens|nivå|bruker"), ("motsvara|passa|stämma|överensstäm", "server|nivå|licens|användar"), ("aansluit|kloppen|passen|gelijk|overeen", "server|niveau|gebruikers|licentie"), ("correspond|équival|equival|même|aligne|concord", "serveur|niveau|licence|utilisateur"),
    ("corrispond|coincid|uguale|stesso|allinea|compatib", "server|livello|licenz|utenti"), ("coincid|correspond|equival|mismo|acorde", "servidor|nivel|licencia|usuario"), ("equival|mesmo|acordo|condiz", "servidor|nível|nivel|licen|usuári|utilizador"),
    ("same|equal|identical", "number|amount|count", "users|user"), ("samma|detsamma", "användar|nivå|antal"), ("samme", "bruger|bruker|nivå|niveau|antal"), ("même", "niveau|nombre"), ("stess", "livell|numero|utenti"), ("mismo|misma", "nivel|número"), ("mesmo|mesma", "nível|nivel|número"), ("gleich|selbe", "stufe|anzahl|nutzer|benutzer|niveau"), ("zelfde|hetzelfde", "niveau|aantal|gebruikers"), ("sama|taki sam|tyle samo", "poziom|liczb"), ("stejn", "úrov|počet|počtu"), ("sama", "taso|määrä"), ("so viele|ebenso viele", "nutzer|benutzer"), ("таким же|такой же|тот же|столько же", "уровен|уровн|пользовател"), ("match", "jira|confluence"),
)

#: Agreeing, in a sentence of one's own.
AGREE = (
    "confirm", "acknowledge", "agree", "accept", "understand", "aware", "certify", "declare", "know", "yes", "will", "must", "required", "has to", "have to", "need", "hereby", "ok", "okay", "willing", "fine", "happy to", "happy with", "good with", "in ordnung", "va bien", "va bene", "parece bien",
    "bestatig", "bestätig", "einverstanden", "akzeptier", "zustimm", "kenntnis", "bewusst", "verstand", "erklar", "ja", "muss", "mussen",
    "bekräft", "godkänn", "förstå", "medvet", "måste", "bekræft", "forstå", "indforstået", "bekreft", "godta", "skal", "potvrz", "souhlas", "vědomí", "rozum", "musí", "megerősít", "elfogad", "tudomás", "kell",
    "onayl", "kabul", "anlıyor", "gerek", "vahvist", "hyväksy", "ymmärr", "täyty", "înțeleg", "trebuie", "підтвердж", "погодж", "розумі", "повин", "επιβεβαι", "συμφων", "αποδέχ", "πρέπει",
    "confirme", "reconnai", "accepte", "accord", "compren", "conscient", "oui", "devra", "doit", "doivent", "certifi",
    "confirmo", "confirmamos", "acept", "reconozco", "entiend", "entend", "acuerdo", "si", "sí", "debe", "deberá", "debera", "sim", "concord", "aceit", "reconhe", "deve", "deverá", "ciente",
    "confermo", "confermiamo", "accett", "riconosc", "compren", "consapevol", "dovra", "dovrà", "deve", "capisc",
    "bevestig", "akkoord", "erken", "begrijp", "accepteer", "moet", "zal", "potwierdz", "zgadzam", "akceptuj", "rozumiem", "przyjmuj", "tak", "musi", "będzie", "bedzie",
    "подтвержда", "согла", "понима", "принима", "признаю", "да", "должн", "確認", "同意", "承知", "了解", "理解", "承諾", "必要", "はい", "确认", "確認", "同意", "了解", "理解", "知悉", "知道", "需要", "必须", "是的", "확인", "동의", "이해",
    "potvrđ", "potvrd", "slaže", "slažem", "prihva", "pristaj", "razumij", "suglas", "moramo", "mora", "morati", "treba", "đồng ý", "chấp nhận", "xác nhận", "hiểu", "cam kết", "phải", "cần", "setuju", "menyetujui", "menyatakan", "menerima", "memahami", "mengerti", "paham", "konfirmasi", "mengonfirmasi", "mengkonfirmasi", "bersedia", "harus",
    "أوافق", "نوافق", "أؤكد", "نؤكد", "أقر", "نقر", "نقبل", "أقبل", "نفهم", "أفهم", "ندرك", "أدرك", "نعلم", "يجب", "موافق", "מסכימים", "מסכים", "מסכימה", "מאשר", "מאשרים", "מאשרת", "מבינים", "מבין", "מבינה", "מקבלים", "מודעים", "נדרש", "חייב", "צריך", "יצטרך", "מצהיר",
    "принимаю", "принимаем", "понятно", "известно", "согласен", "обязу", "требу", "погоджу", "розумію", "приймаю", "усвідом", "має", "zavazu", "beru", "bereme", "musieť", "tudom", "tudomásul", "értem", "egyetért", "vállal", "beleegy", "kabul", "farkında", "taahhüt", "gerekir", "sitoudu", "tiedo", "sunt de acord", "acord", "confirm", "acceptăm", "γνωρίζ", "δεχόμαστε", "δέχομαι", "κατανο", "承知", "了承", "了知", "諒解", "明白", "接受", "認可", "认可", "應", "须", "須", "동의", "수락", "인지", "알고", "해야",
    "klar over", "klar", "införstådd", "sappiamo", "savons", "sabemos", "wissen", "weten", "wiemy", "víme", "знаем", "знаю", "знаємо", "tudjuk", "biliyor", "știm", "ξέρουμε", "znamo", "tiedämme", "vi vet", "vi ved", "compte", "συμφωνούμε", "terá", "tendrá", "dovrà", "doit", "muss", "skulle", "måste", "må", "agrees", "needs", "aceptamos", "accept", "accetta", "согласн", "згодн", "погодж", "دراية", "נצטרך", "biết", "mengetahui", "tahu",
)

#: Confirming, which says that it is so without a word of using: "I confirm: own server".
CONFIRM = (
    "confirm", "hereby", "certify", "declare", "bestatig", "bestätig", "hiermit", "versicher", "certifi", "confermo", "confermiamo", "bevestig", "potwierdz", "подтвержда", "підтвердж", "potvrz", "bekräft", "bekræft", "bekreft", "vahvist", "onayl", "確認", "确认", "확인",
    "potvrđ", "potvrd", "izjavlj", "xác nhận", "cam kết", "menyatakan", "konfirmasi", "mengonfirmasi", "mengkonfirmasi", "نؤكد", "أؤكد", "أقر", "نقر", "מאשר", "מצהיר", "megerősít", "igazol", "nyilatkoz", "подтвержден", "заявля", "засвідч", "potwierdz", "oświadcz", "oswiadcz", "confirmă", "confirmăm", "declar", "επιβεβαι", "δηλών", "beyan", "teyit", "vakuut", "intyga", "försäkra", "erklær", "prohlaš", "čestně",
)

#: Using it, in the present.
USE = (
    "use", "uses", "using", "used", "run", "running", "runs", "host", "hosting", "hosted", "installed", "install", "have", "has", "operate", "on", "deployed", "nutz", "benutz", "verwend", "betreib", "lauft", "läuft", "einsetz", "gehostet", "installiert", "utilis",
    "använd", "kör", "bruger", "kører", "bruker", "kjører", "použív", "provoz", "běží", "használ", "kullan", "çalış", "käyt", "folos", "ruleaz", "використову", "працю", "χρησιμοποι", "τρέχ",
    "utiliz", "uso", "usa", "usando", "usamos", "usam", "usiamo", "emplea", "corre", "corriendo", "rodando", "rodamos", "employ", "tourn", "exploit", "execut", "gira", "usamos", "ejecut", "instalad", "installat", "usiamo", "gebruik", "draai", "używ", "uzyw", "korzyst", "działa", "dziala", "использу", "работа", "установлен", "使用", "利用", "運用", "部署", "사용", "運行", "运行", "안에서", "稼働",
    "korist", "upotreblja", "pokreć", "radi na", "hostamo", "nalazi", "sử dụng", "đang dùng", "dùng", "chạy", "cài đặt", "triển khai", "menggunakan", "memakai", "pakai", "gunakan", "dipakai", "digunakan", "dijalankan", "berjalan", "terpasang", "menjalankan", "نستخدم", "أستخدم", "نستعمل", "استخدام", "مثبت", "نشغل", "يعمل", "تعمل", "משתמש", "מריצ", "מותקן", "מופעל", "רץ על", "פועל",
    "установл", "работает", "крутится", "разверн", "стоит", "свой", "собствен", "встановл", "розгорн", "власн", "własn", "wlasn", "vlastní", "vlastni", "üzemeltet", "fut", "saját", "futtat", "barındır", "kendi", "omalla", "omassa", "ajamme", "pyörii", "egen", "eget", "egna", "propri", "rulăm", "rulează", "instalat", "δικό μας", "εγκατεστ", "διαθέτ", "동작", "운영", "구동", "설치", "自社", "自前", "自己的", "自建", "架設", "安裝", "安装",
    "own", "eigen", "propre", "propio", "propia", "próprio", "própria", "proprio", "nostro", "nostru", "sendiri", "riêng", "משלנו", "שלנו", "خادمنا", "خوادمنا", "الخاص", "héberg", "hostujemy", "aloja", "roda", "está", "estamos", "siamo", "sommes", "sind", "jesteśmy", "jsme", "vagyunk", "suntem", "olemme", "είμαστε", "since", "seit", "depuis", "desde", "sinds", "sedan", "siden", "од", "працює", "стоїть", "ospitat", "alojad", "hospedad", "ourselves", "выполня", "вертится", "kjør", "står på", "διαθέτουμε", "φιλοξεν", "hospedam", "kjøre", "driv", "drifta",
)

#: A whole answer that agrees, where the confirmation was asked for.
YES = (
    "yes", "yes i confirm", "yes we confirm", "i confirm", "we confirm", "confirmed", "i do confirm", "confirm", "yes confirmed", "i agree", "we agree", "agreed", "yes i agree", "yes we agree", "yes agreed",
    "ok", "okay", "yes ok", "yep", "yeah", "sure", "of course", "correct", "yes that is correct", "that is correct", "yes correct", "true", "accepted", "i accept", "we accept", "acknowledged", "i acknowledge", "affirmative",
    "i hereby confirm", "we hereby confirm", "hereby confirmed", "x", "y", "confirmed and agreed", "i confirm and agree", "i confirm both", "yes both", "yes to both", "both confirmed", "yes i confirm both", "i can confirm", "i can confirm this", "i confirm this", "i confirm that", "we confirm this", "yes i confirm this", "yes that s right", "that s right", "yes that s correct", "that s correct", "yes we do", "yes i do", "yes to all", "yes it is", "yes they do", "yes to everything", "all confirmed", "yes i can confirm", "we can confirm",
    "ja", "ja ich bestätige", "ich bestätige", "hiermit bestätige ich", "wir bestätigen", "bestätigt", "hiermit bestätigt", "ja bestätigt", "einverstanden", "ich stimme zu", "wir stimmen zu", "ja wir bestätigen", "hiermit bestätige ich das", "hiermit bestätige ich dies", "das bestätige ich", "das bestätigen wir", "ich bestätige das", "ich bestätige dies", "wir bestätigen das", "ja das bestätige ich", "ja das stimmt", "ja stimmt", "das stimmt", "das ist richtig", "ja das ist richtig", "wird bestätigt", "ja gerne", "stimme zu", "ist korrekt", "ja korrekt",
    "oui", "oui je confirme", "je confirme", "nous confirmons", "confirmé", "oui nous confirmons", "d accord", "je suis d accord", "j accepte", "oui d accord",
    "sí", "si", "sí confirmo", "confirmo", "confirmamos", "lo confirmo", "confirmado", "de acuerdo", "estoy de acuerdo", "acepto", "sí acepto", "sim", "sim confirmo", "concordo", "aceito",
    "sì", "sì confermo", "confermo", "confermiamo", "confermato", "d accordo", "sono d accordo", "accetto", "ja ik bevestig", "ik bevestig", "bevestigd", "akkoord", "ik ga akkoord", "wij bevestigen",
    "tak", "tak potwierdzam", "potwierdzam", "potwierdzamy", "zgadzam się", "zgoda", "да", "да подтверждаю", "подтверждаю", "подтверждаем", "согласен", "согласна", "согласны",
    "はい", "はい 確認しました", "確認しました", "同意します", "承知しました", "了解しました", "是", "是的", "是的 我确认", "我确认", "确认", "已确认", "同意", "我同意", "네", "예", "확인합니다", "동의합니다", "evet", "onaylıyorum", "ναι", "kyllä", "jag bekräftar", "bekräftas", "jeg bekræfter", "jeg bekrefter", "ano", "potvrzuji", "igen", "da", "confirm",
)

#: Words that turn a sentence into its opposite.
NEGATIONS = (
    "not", "no", "never", "nothing", "none", "nichts", "rien", "nada", "nulla", "niets", "nic", "ничего", "cannot", "can t", "don t", "won t", "doesn t", "isn t", "aren t", "wouldn t", "without", "refuse", "disagree", "decline", "reject", "unable", "unwilling", "neither", "nor", "nicht", "kein", "keine", "keinen", "nein", "nie",
    "ne", "pas", "non", "aucun", "jamais", "refuse", "no", "nunca", "rechazo", "não", "nao", "mai", "rifiuto", "niet", "geen", "nooit", "weiger", "nie", "не", "нет", "отказ", "ない", "ません", "いいえ", "不", "没有", "拒绝", "않", "아니", "아닌", "아니라", "아니며", "않고", "않으며", "않습니다", "아닙니다", "ikke", "inte", "icke", "nem", "değil", "není", "nejsme", "nejsem", "ні", "δεν", "όχι", "لا", "ليس", "לא",
    "rather than", "instead of", "anstatt", "statt", "plutôt que", "au lieu", "en vez", "em vez", "invece", "anziché", "in plaats", "zamiast", "вместо", "而非", "i stället", "i stedet", "místo",
    "ei", "emme", "eivät", "ej", "nikoli", "nikoliv", "mitte", "nije", "nismo", "nisam", "nevis", "bukan", "tidak", "không", "وليس",
    "bukanlah", "không phải", "chưa", "ではなく", "でなく", "じゃない", "아님", "아닌", "아닙", "niti", "değiliz", "ليست", "وليس", "ليس", "لسنا", "لا نستخدم", "ולא", "אין", "איננו", "אינו", "не на", "ані", "否",
)

#: Being on Atlassian Cloud.
CLOUD = ("cloud", "ondemand", "on demand", "облак", "облач", "クラウド", "云", "雲", "클라우드", "hosted by atlassian", "atlassian net", "moln", "molnet", "skyen", "skya", "nuage", "nube", "nuvem", "chmur", "felhő", "bulut", "pilve", "pilvi", "νέφος", "σύννεφο", "سحاب", "ענן", "đám mây", "awan", "хмар", "oblak", "wolk")

#: Negated, these refuse the match: "I do not agree".
ASSENT = ("match", "agree", "accept", "acknowledge", "recognize", "recognise", "kenntnis", "reconnai", "reconozco", "reconhe", "riconosc", "erken", "einverstanden", "akzeptier", "zustimm", "accord", "accept", "acept", "acuerdo", "concord", "aceit", "accett", "akkoord", "zgadzam", "zgadza się", "согла", "згод", "погодж", "同意", "동의", "slaž", "slaz", "prihva", "suglas", "souhlas", "egyetért", "elfogad", "fogadjuk", "kabul", "hyväks", "hyväksy", "de acord", "δεχ", "δέχ", "αποδέχ", "συμφων", "đồng ý", "chấp nhận", "setuju", "godkänn", "godta", "godkend", "godkjenn", "införstå", "indforstå", "innforstå", "نوافق", "أوافق", "موافق", "نقبل", "أقبل", "מסכימ", "מסכים", "מקבל", "承知", "了承", "understand", "aware", "einverstand", "conscient", "consapevol", "ciente", "entend")

#: Cloud in such company is not where the license is used now.
NOT_HERE = ("from", "later", "future", "also", "if", "when", "plan", "consider", "next year", "eventually", "von", "später", "plus tard", "más adelante", "mais tarde", "in futuro")

#: These agree, for all their negation.
NO_OBJECTION = (
    "no problem", "not a problem", "no objection|no objections", "no issue|no issues", "no worries", "kein problem", "keine einwände", "spricht nichts dagegen", "aucune objection", "aucun problème", "pas de problème", "pas de souci", "ningún problema", "sin problema", "sin objeción", "nessun problema", "nessuna obiezione", "sem problema|sem problemas", "nenhum problema", "geen probleem", "geen bezwaar",
    "nie ma problemu", "bez zastrzeżeń", "brak zastrzeżeń", "žádný problém", "bez námitek", "не возраж", "нет возражений", "без проблем", "не запереч", "問題ありません", "异存ありません", "异議なし", "没问题", "没有问题", "沒問題", "문제없", "이의 없", "inga problem", "inget problem", "inga invändningar", "intet problem", "ingen problemer", "ingen indvendinger", "ingen innvendinger", "ei ongelmaa", "nincs probléma", "nincs akadálya", "sorun değil", "sorun yok", "nicio problemă", "κανένα πρόβλημα", "καμία αντίρρηση", "nema problema", "không vấn đề", "không thành vấn đề", "tidak masalah", "tidak keberatan", "لا مانع", "لا مشكلة", "אין בעיה", "אין התנגדות",
)

#: In an aside they say that it is used there too: "(and on Cloud)".
AND = ("and", "or", "as well", "too", "plus", "both", "und", "oder", "auch", "sowie", "et", "ou", "aussi", "y", "o", "también", "e", "também", "anche", "en", "of", "ook", "i", "oraz", "lub", "też", "a", "nebo", "také", "és", "vagy", "is", "și", "sau", "ja", "tai", "myös", "og", "eller", "også", "och", "också", "ve", "veya", "и", "или", "также", "та", "або", "також", "και", "ή", "ili", "và", "hoặc", "dan", "atau", "juga", "と", "および", "和", "以及", "및", "و", "أو", "או", "וגם")
