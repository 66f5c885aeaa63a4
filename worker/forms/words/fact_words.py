"""How people say that they are on Cloud or Data Center, how many users there are, and that no level is to match."""

# ruff: noqa: E501
# fmt: off

#: Since when something is so, which makes of a place one where it is now.
SINCE = (
    "since", "now", "already", "currently", "today", "completely", "seit", "inzwischen", "mittlerweile", "jetzt", "bereits", "schon", "derzeit", "depuis", "maintenant", "désormais", "déjà", "actuellement",
    "desde", "ahora", "actualmente", "ya", "agora", "atualmente", "já", "da|dal|dallo|dalla", "adesso", "attualmente", "già", "ora", "sinds", "inmiddels", "momenteel", "od", "obecnie", "teraz", "już",
    "nyní", "už", "sedan", "siden", "nå", "nu", "теперь", "уже", "сейчас", "тепер", "вже", "зараз", "以来", "現在", "すでに", "既に", "自从", "目前", "已经", "已經", "부터", "현재", "이미", "óta", "beri", "şu anda", "lähtien", "nyt", "από", "τώρα", "trenutno", "sejak", "hiện",
)

#: Having gone somewhere, in the past.
MOVED = (
    "moved to", "migrated to", "switched to", "went to", "changed to", "are in", "is in", "umgezogen", "gewechselt", "umgestiegen", "migriert", "sind in der", "ist in der", "passés", "passé", "migré", "basculé", "sommes en", "est dans le", "sommes dans le", "sommes sur",
    "migrado", "migramos a", "pasamos a", "pasado a", "estamos en", "está en", "está no", "está na", "estamos no", "estamos na", "mudamos para", "migramos para", "passati", "passata", "migrati", "migrato", "siamo su", "siamo in", "siamo nel", "è su", "overgestapt", "gemigreerd", "zitten", "zijn op", "zijn overgegaan", "przeszliśmy", "przenieśliśmy", "jesteśmy w", "jest w",
    "přešli", "přesunuli", "jsme v", "gått över", "flyttat", "ligger i", "перешли", "переехали", "мы в", "находимся в", "перейшли", "移行しました", "移行済", "移りました", "にあります", "迁移到了", "已迁移", "이전했", "átálltunk", "geçtik", "siirtyneet", "siirryimme", "trecut",
)

#: What is not so, or not now: planned, possible, on a condition, over.
NOT_NOW = (
    "plan|plans|planned|planning", "consider", "evaluat", "next", "later", "future", "soon", "might", "may", "could", "would", "should", "if", "when", "whether", "wonder", "trial", "tried", "test|tested|testing", "was", "were", "had", "used to", "previous", "former", "before", "back from", "came from", "left", "until", "ago", "want to", "would like", "wish", "going to", "thinking", "can", "our customers", "other team",
    "plane|planen|geplant", "überleg", "erwäg", "später", "künftig", "zukünftig", "nächst", "vielleicht", "falls", "wenn", "ob", "früher", "bisher", "zuvor", "hatte|hatten", "waren", "möchten", "wollen", "wollten", "könnte", "testen", "getestet",
    "prévo", "envisag", "bientôt", "peut être", "auparavant", "avant", "ancien", "avions", "étions", "prochain", "souhait", "voulons", "essai", "aimerions", "pourrions",
    "planea", "pensamos", "próximo", "próxima", "futuro", "quizá", "tal vez", "antes", "teníamos", "estábamos", "queremos", "quisiéramos", "prueba", "planej", "pretend", "talvez", "tínhamos", "estávamos", "gostaríamos",
    "prevede", "prevediamo", "pianific", "prossim", "forse", "prima", "avevamo", "eravamo", "vogliamo", "vorremmo", "prova", "plannen", "volgend", "misschien", "vroeger", "eerder", "hadden", "willen", "zouden", "overwegen", "wanneer", "als",
    "planuj", "zamierz", "następn", "przyszł", "może", "wcześniej", "mieliśmy", "byliśmy", "chcemy", "chcielibyśmy", "jeśli", "czy", "plánuj", "příští", "možná", "dříve", "chceme", "pokud", "план", "собира", "возможно", "следующ", "раньше", "было", "хотим", "если", "ли", "хочемо", "якщо",
    "予定", "検討", "来年", "以前", "将来", "かも", "でした", "もし", "したい", "计划", "打算", "明年", "考虑", "以前", "如果", "也许", "計劃", "예정", "계획", "내년", "고려", "이전에는", "planer", "överväg", "nästa", "kanske", "tidigare", "overvej", "næste", "måske", "vurderer", "neste", "kanskje", "suunnittel", "ensi vuo", "ehkä", "terve", "jövőre", "talán", "planlı", "gelecek", "belki", "önce",
)

#: Atlassian's edition for clusters; a place of one's own bears the same name.
DATA_CENTER = ("data center", "datacenter", "data centre", "datacentre", "データセンター", "データセンタ", "数据中心", "資料中心", "데이터 센터", "데이터센터", "дата центр", "датацентр")

#: Beside "DC" and "Data Center" they make it Atlassian's.
PRODUCT = ("atlassian", "jira", "confluence", "bitbucket", "bamboo", "crowd", "jsm", "wiki")
EDITION = ("edition", "version", "license", "cluster", "nodes", "node", "deployment", "instance", "instanz", "instancia", "instância", "istanza", "instantie", "lizenz", "licen", "umgebung", "server", "版", "エディション", "に移行", "подписк", "лиценз", "edici", "edizione", "edycj", "subscription", "product", "customer|customers|kunde|kunden|client|clients|user|users")

#: "In our data center": a place where servers stand. The first stand right before it or before an article.
IN_A_PLACE = frozenset(("in", "at", "within", "inside", "im", "dans", "au", "en", "nel", "nella", "nello", "no", "na", "num", "w", "v", "ve", "в", "у", "till", "hos"))
PLACE_AT_ONCE = frozenset(("at", "im", "nel", "w", "v", "ve", "в", "у", "au", "unserem", "eigenem", "own", "eigenen"))

#: Running something, besides the words of the statement.
RUN = (
    "we are on", "is on", "we're on", "are on", "run", "runs", "running", "use", "uses", "using", "have", "has", "own", "host", "hosts", "bought", "subscribe", "operate", "with", "nutz", "benutz", "verwend", "betreib", "läuft", "laufen", "einsetz", "haben", "setzen", "mit", "auf", "utilis", "tourn", "avons", "exploit", "sommes", "sur", "avec", "usamos", "utiliz", "tenemos", "estamos", "con", "usa", "temos", "com", "rodamos", "usiamo", "abbiamo", "siamo", "su",
    "gebruik", "draai", "hebben", "zitten", "met", "używ", "korzyst", "mamy", "jesteśmy", "działa", "použív", "máme", "provoz", "использ", "работа", "у нас", "використ", "利用", "使用", "使って", "運用", "稼働", "です", "用的是", "运行", "사용", "운영", "använd", "kör", "bruger", "kører", "bruker", "kjører", "käyt", "használ", "kullan", "çalış",
)

#: Whom a number counts, behind it.
COUNTED = ("user", "users", "seat", "seats", "benutzer", "benutzern", "benutzerlizenz", "nutzer", "nutzern", "anwender", "anwendern", "utilisateur", "utilisateurs", "usuario", "usuarios", "usuário", "usuários", "utilizador", "utilizadores", "utente", "utenti", "gebruiker", "gebruikers", "użytkownik", "użytkownika", "użytkowników", "użytkownicy", "uživatel", "uživatelů", "uživatele", "пользователь", "пользователя", "пользователей", "користувач", "користувачів", "användare", "brugere", "brukere", "käyttäjää", "kullanıcı", "kullanıcılı", "felhasználó", "ユーザー", "ユーザ", "名", "人", "用户", "用戶", "使用者", "사용자", "명")

#: Between a number and the users that it counts.
BEFORE_COUNTED = ("server", "data", "center", "centre", "er", "の", "個", "个", "active", "named", "licensed", "concurrent", "aktive|aktiven", "de", "di", "von")

#: What a number of users is that of: of the license of the app, or of the server beside it.
OF_LICENSE = ("license", "lizenz", "licence", "licencia", "licença", "licenza", "licentie", "licencj", "licens", "lisens", "lisenssi", "лиценз", "ліценз", "ライセンス", "许可", "授权", "授權", "라이선스", "balsamiq", "mockups", "wireframes", "plugin", "plug in", "key", "own", "tier|tiers", "abonnement")
OF_SERVER = ("server", "confluence", "jira", "serveur", "servidor", "serwer", "сервер", "サーバ", "服务器", "伺服器", "서버", "instance", "instanz", "instancia", "instância", "istanza", "instantie", "instancj", "center", "centre", "datacenter", "wiki", "atlassian")

#: Leaving a level as it is.
KEEP = ("keep", "keeping", "remain", "stay at|stay on|stay with", "leave it|leave the|leave our", "belassen", "behalten", "beibehalten", "bleiben", "lassen", "garder", "conserver", "rester", "laisser", "mantener", "conservar", "dejar", "quedar", "manter", "permanecer", "deixar", "ficar", "mantenere", "conservare", "lasciare", "restare", "tenere", "behouden", "houden", "laten", "zachować", "zostawić", "pozostać", "ponechat", "zachovat", "оставить", "сохранить", "залишити", "そのまま", "維持", "のまま", "保持", "维持", "保留", "유지", "behålla", "beholde", "pitää", "megtartani")

#: What is kept or refused: the level, or going up to another one.
LEVEL = ("upgrade", "upgrading", "level", "tier", "more users", "additional users", "bigger license", "larger license", "höher", "hochstuf", "aufstock", "upgraden", "niveau supérieur", "passer à", "mettre à niveau", "augmenter", "ampliar", "actualizar", "subir", "aumentar", "igualar", "aumentare", "passare a", "ampliare", "ophogen", "opwaarderen", "uitbreiden", "podnosić", "podnieść", "zwiększ", "rozszerz", "navýšit", "повыш", "расшир", "увелич", "アップグレード", "上げ", "升级", "升級", "업그레이드", "uppgradera", "opgradere", "oppgradere", "päivittää")

#: Not wanting, before what is not wanted.
UNWILLING = ("not want", "not wish", "not like to", "not going to", "not willing", "no intention", "cannot afford", "rather not", "without", "don t want", "won t", "will not", "refuse", "möchten keine|möchten nicht|möchten kein", "wollen nicht|wollen kein|wollen keine", "möchte nicht|möchte kein", "ne voulons pas", "ne souhaitons pas", "ne veux pas", "sans", "no queremos", "no deseamos", "sin", "não queremos", "não desejamos", "sem", "non vogliamo", "non desideriamo", "senza", "willen niet|willen geen|wensen geen", "zonder", "nie chcemy", "bez", "nechceme", "не хотим", "не хочемо", "たくない", "不想", "不愿", "不希望", "싶지 않", "vill inte", "ønsker ikke", "emme halua")
