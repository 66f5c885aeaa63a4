"""How people ask for the migration, ask about it, or thank for it.

Every entry is a word beginning ("a|b": either); two words stand next to each other.
"""

# ruff: noqa: E501
# fmt: off

#: To move.
MOVE = (
    "migrat", "migra", "transfer", "move", "moved", "moving", "convert", "switch", "port over", "relocat", "bring over", "carry over", "shift",
    "ubertrag", "übertrag", "rüber", "herüber", "umbuch", "migrier", "umzieh", "umziehen", "umzuziehen", "umzug", "umstell", "überführ", "uberfuhr", "umwand", "transferier", "verschieb", "wechsel",
    "transfér", "transfere", "transférer", "migrer", "migré", "déplac", "deplac", "basculer", "passer notre", "convertir",
    "traslad", "transferir", "pasar nuestra", "mover", "mudar", "converti", "transferên", "transferen", "spostar", "spostare", "trasferi", "passare la",
    "overzet", "overdra", "overbreng", "migreer", "migreren", "verplaats", "omzett", "overstap", "przenie", "przenosz", "migrac", "migrow", "transferu",
    "перен", "перевес", "перевод", "мигр", "převé", "převod", "prevod", "prenes", "flytta", "flytte", "överför", "overfør", "siirtä", "siirto", "taşı", "áthelyez", "átvin", "μεταφορ", "μεταφερ", "μετακιν",
    "chuyển", "memindahkan", "pindah", "migrasi", "ย้าย", "نقل", "להעביר", "העברת", "преместв", "прехвърл", "premakn", "prenijeti", "presunúť", "previesť", "perkel", "üleviimi", "mutare", "transfera", "muta", "移行", "移管", "移転", "移したい", "迁移", "遷移", "转移", "轉移", "转到", "迁到", "移轉", "이전", "마이그레이션", "옮기", "전환",
)

#: What is moved, or where to.
OBJECT = (
    "licens", "lizenz", "licenc", "licença", "licenza", "licenz", "licentie", "licencj", "лиценз", "ліценз", "lisens", "lisenssi", "άδει", "lisans", "plugin|plug in", "addon|add on|add ons",
    "marketplace", "market place", "маркетплейс", "ライセンス", "マーケットプレイス", "许可", "許可", "授权", "授權", "插件", "라이선스", "라이센스", "마켓플레이스", "プラグイン", "giấy phép", "lisensi", "ใบอนุญาต", "ترخيص", "רישיון", "הרישיון", "litsents",
)

#: The marketplace, or the account there.
MARKET = ("marketplace", "market place", "маркетплейс", "マーケットプレイス", "マーケットプレース", "应用市场", "市场", "마켓플레이스", "atlassian", "myatlassian")

#: Asking somebody to do it.
WISH = (
    "please", "pls", "plz", "kindly", "want", "wants", "wish", "wishes", "would like", "d like", "request", "requesting", "need to", "needs to", "ask you", "asking you", "hereby", "would love", "we need", "i need", "intend", "have decided", "decided to", "asked me to", "asked us to", "prefer", "d rather", "rather have", "könnt ihr", "könntet ihr", "bevorzug", "préfér", "preferi", "liever", "wolimy", "wolelib", "предпоч", "instructed",
    "can you", "could you", "would you", "will you", "go ahead", "proceed", "do that for us", "ready to", "time to", "let s",
    "bitte", "bitten", "möchte", "mochte", "wollen", "würden gern", "wurden gern", "wünsch", "beantrag", "hiermit", "ersuch", "könnten sie", "können sie", "will ich",
    "veuillez", "merci de", "souhait", "voudr", "aimer", "désir", "désirons", "prie", "pourriez", "pouvez vous", "demand", "s il vous plaît", "svp",
    "por favor", "quisier", "quier", "querem", "querría", "deseo", "deseamos", "desea", "solicit", "ruego", "rogamos", "podrían", "podría", "pueden", "necesit", "nos gustaría", "me gustaría",
    "gostar", "gostaria", "queria", "pretend", "podem", "poderiam", "agradec", "favor", "precis", "vorrei", "vorremmo", "desider", "si prega", "prego", "chied", "richied", "potete", "potreste", "per favore", "gentilmente",
    "graag", "willen", "wil ik", "wensen", "verzoek", "alstublieft", "aub", "kunt u", "kunnen jullie", "zou u", "prosz", "chciał", "chciel", "chcia", "chcem", "chcę", "wniosk", "uprzejmie", "prośb",
    "прошу", "просим", "пожалуйста", "хотел", "хотим", "хочу", "необходимо", "нужно", "можете", "просьба", "будь ласка", "prosím", "žád", "chtěl", "vill", "önska", "vänligen", "snälla", "ønsker", "vennligst", "venligst", "vil gerne", "haluai", "pyyd", "lütfen", "istiyor", "rica", "szeretné", "kérj", "kérem", "παρακαλ", "θα ήθελ", "θέλαμε", "θέλουμε", "θέλω",
    "muốn", "vui lòng", "mohon", "tolong", "ingin", "กรุณา", "ต้องการ", "نرجو", "أرجو", "يرجى", "نريد", "أريد", "בבקשה", "מבקש", "נרצה", "אבקש", "моля", "искаме", "molim", "želimo", "prosimo", "dorim", "vrem", "rog", "rugăm", "soovi", "palun", "お願い", "ください", "下さい", "たい", "希望", "依頼", "申請", "请", "請", "希望", "想", "需要", "麻烦", "申请", "要求", "부탁", "싶습니다", "원합니다", "요청", "주세요", "주시",
)

#: Asking about it, not for it.
QUESTION = (
    "how long", "how much", "how do", "how does", "how can", "how to", "how would", "is it possible", "is there", "are there", "what is", "what are", "what does", "what would", "what happens", "which", "when will", "when can", "when does", "why", "can we", "can i", "could we", "could i", "may we",
    "do we", "do i", "does", "do you", "should we", "should i", "shall we", "will we", "will it", "would it", "is this", "are we", "wonder", "wondering", "question", "curious", "whether", "not decided", "not sure", "undecided", "considering", "thinking about", "thinking of",
    "tell us", "tell me", "inform us how", "evaluat", "before we decide", "planning to ask", "would like to know", "want to know", "like to understand", "need to know", "has anybody", "has anyone", "anybody", "more information", "more info", "any news", "any update", "status of",
    "send me", "send us", "link to", "instructions", "quote|quotes|quotation", "guide", "explain", "advise on", "a call", "to talk", "discuss", "at some point", "later date", "eventually", "automatically",
    "ob", "teilen sie uns mit", "mitteilen", "angebot", "wie lange", "wie viel", "wieviel", "wie funktioniert", "wie kann", "wie können", "ist es möglich", "gibt es", "was passiert", "was kostet", "wann", "warum", "frage", "fragen zu", "überlegen", "noch nicht entschieden", "können wir", "kann ich", "wissen wollen",
    "combien", "comment", "est il possible", "est ce que", "y a t il", "quand", "pourquoi", "question", "quel", "quelle", "peut on", "pouvons nous", "puis je", "savoir",
    "cuánto", "cuanto", "cómo", "como puedo", "es posible", "cuándo", "por qué", "pregunta", "qué", "podemos", "puedo", "saber", "quanto", "como", "é possível", "quando", "pergunta", "qual", "podemos", "posso",
    "come", "è possibile", "perché", "domanda", "quale", "possiamo", "sapere", "hoe lang", "hoeveel", "hoe kan", "is het mogelijk", "wanneer", "waarom", "vraag", "welke", "kunnen we", "kunnen wij", "weten",
    "ile", "jak długo", "jak mogę", "czy", "kiedy", "dlaczego", "pytanie", "сколько", "как долго", "как", "можно ли", "возможно ли", "когда", "почему", "вопрос", "ли",
    "どのくらい", "どうすれば", "でしょうか", "ますか", "質問", "いつ", "なぜ", "多久", "多少", "如何", "怎么", "是否", "吗", "嗎", "什么时候", "请问", "為什麼", "얼마나", "어떻게", "인가요", "나요", "질문", "언제",
)

#: That it is about the marketplace move and no other, where the marketplace is not named.
OUR_KIND = ("migr", "plugin|plug in", "addon|add on|add ons", "マイグレーション", "移行", "迁移", "遷移", "마이그레이션")

#: Whose license it is not: a seller or a cheat speaks of yours. The second is what is owned.
YOUR = ("your|yours", "ihr|ihre|ihren|ihrer|ihrem", "votre|vos", "vostra|vostre|vostro", "uw", "wasz|wasza|waszą|waszej", "вашу|ваша|ваши|вашей", "贵公司|您的", "御社|貴社")
OWNED = (
    "licens", "licenc", "customer", "client", "compan", "business", "team", "organi", "instance", "environment", "users", "data|daten", "lizenz", "kunden", "firma", "unternehmen", "licence", "entreprise", "clienti", "azienda", "licenza", "licentie", "bedrijf", "лиценз", "许可", "ライセンス",
)
OURSELVES = ("our|ours", "my|mine", "us", "me", "uns", "unser", "mein", "mir", "notre|nos", "mon|ma|mes", "nous", "nostr", "mia|mio", "onze|ons", "mijn", "nasz", "наш", "мой|мою", "нам", "我们|我們", "弊社|当社", "우리")

#: Where else a license, or something of a license's name, is moved to.
ELSEWHERE = (
    "desktop", "laptop", "computer", "macbook", "new mac", "new machine", "new pc", "new server", "another server", "other server", "different server", "new hardware", "google drive", "balsamiq cloud", "new owner", "new contact", "another user", "another person", "new user",
    "rechner", "neuen server", "anderen server", "ordinateur", "nouveau serveur", "ordenador", "nuevo servidor", "computador", "novo servidor", "nuovo server", "nieuwe server", "компьютер", "новый сервер", "パソコン", "新しいサーバ", "电脑", "新服务器",
)
#: From the marketplace, not to it; or undone.
AWAY_FROM_IT = (
    "from marketplace", "from the marketplace", "from atlassian marketplace", "back to you", "undo", "revert", "reverse", "roll back", "vom marketplace", "aus dem marketplace", "rückgängig", "zurück zu ihnen", "annuler la migration", "revertir", "deshacer", "ripristin", "terugdraai",
)
#: To the Cloud, which is no move of ours.
TO_CLOUD = (
    "to cloud", "to the cloud", "to atlassian cloud", "to jira cloud", "to confluence cloud", "into the cloud", "to data center", "to cloud or", "in die cloud", "zu cloud", "zur cloud", "vers le cloud", "vers cloud", "a la nube", "a cloud", "al cloud", "su cloud", "naar cloud", "naar de cloud", "do chmury", "в облак", "云端", "クラウドへ", "クラウドに", "클라우드로",
)
PRODUCTS = ("mockups", "wireframes", "balsamiq")
#: What else about a license is moved: no move of the license.
SOMETHING_ELSE = (
    "date|dates", "user|users", "editor|editors", "seat|seats", "tier", "upgrad", "downgrad", "renewal", "invoice|invoices", "name|names", "contact", "term|terms", "into", "benutzer", "utilisateur", "usuario", "utente|utenti", "gebruiker", "пользовател",
)
#: The foot of a newsletter.
UNSUBSCRIBE = (
    "unsubscribe", "don t want these", "you are receiving this", "you received this", "manage your preferences", "email preferences", "view in browser", "view this email in", "opt out", "abmelden", "abbestellen", "désinscri", "désabonn", "darse de baja", "cancelar suscripción", "cancelar a subscrição", "descadastr", "disiscri", "cancella iscrizione", "afmelden", "uitschrijven", "wypis", "отписаться", "退订", "取消订阅", "配信停止", "수신거부",
)
NOT = ("not", "no", "t", "nicht", "kein|keine", "pas", "non", "não", "niet|geen", "nie", "не", "ない", "不", "没", "inte", "ikke|icke", "ej", "nem", "ne", "nechceme", "değil", "ei|emme", "nu", "δεν|μην", "không|chưa", "tidak|jangan", "لا|لن|عدم", "לא", "안|않", "ні")

#: Not wanting it (any more).
REFUSAL = (
    "don t want", "do not want", "no longer", "not interested", "cancel", "withdraw", "stop", "ignore", "disregard", "changed our mind", "never mind", "nevermind", "please don t", "do not migrate", "don t migrate", "not migrate", "abort",
    "nicht mehr", "stornier", "abbrech", "zurückzieh", "zuruckzieh", "annul", "retirer", "ne plus", "n est plus", "cancelar", "anular", "ya no", "não queremos", "annulla", "annuller", "niet meer", "anulow", "rezygn", "zrezygn", "nie przeno", "nieprzeno", "отмен", "не нужно", "больше не", "キャンセル", "取り消", "中止", "取消", "취소",
    "tänkt om", "ångrat oss|ångrat mig", "avstå", "ombestemt os|ombestemt oss", "fortryd", "angret", "van gedachten veranderd", "bedacht", "muutimme mieltämme", "peruutta|perumme|perutaan", "meggondol", "visszavon", "eláll", "vazgeç", "iptal", "αλλάξαμε γνώμη", "ακυρώσ", "răzgândi", "anula", "predomisli", "otkaž", "otkaza", "odusta", "rozmysle", "zrušit|zrušte|zrušení", "передума", "скасу", "отказываемся", "zmieniliśmy zdanie", "rozmyśli", "batal", "membatalkan", "hủy", "đổi ý", "إلغاء", "نلغي", "تراجعنا", "לבטל", "ביטול", "התחרטנו", "철회", "撤回", "不再", "見送", "cambiado de opinión", "mudamos de ideia", "mudámos de ideias", "desistimos", "cambiato idea", "rinunci", "changé d avis", "renonçons", "renonce", "doch nicht", "umentschieden", "anders überlegt",
)

#: It was done already, or is somebody else's news.
DONE = (
    "was migrated", "has been migrated", "have been migrated", "were migrated", "was transferred", "has been transferred", "was moved", "has been moved", "migrated successfully", "we have migrated", "we migrated", "we have moved", "we moved", "already migrated", "already moved", "have already",
    "wurde übertragen", "wurde migriert", "a été migr", "a été transfér", "ha sido", "ya migr", "ya fue migr", "ya transfer", "ya traslad", "ya se migr", "déjà migr", "déjà été", "déjà transfér", "bereits migr", "schon migr", "bereits übertrag", "schon übertrag", "bereits umgezogen", "già migr", "già trasfer", "già stata", "já migr", "já transfer", "já foi migr", "al gemigreerd", "al overgezet", "reeds overgezet", "już przenie", "już zmigr", "уже перен", "вже перен", "redan flytt", "allerede flytt", "allerede overfør", "jo siirr", "už převe", "už přenes", "már áthely", "már átvi", "zaten taşı", "deja mutat", "deja migrat", "već prene", "ήδη μετ", "移行済", "已迁移", "已经迁移", "이미 이전", "we migrated", "migrated last", "has moved already", "foi migrad", "è stata", "is gemigreerd", "is overgezet",
)

#: Wanting to be told when it opens.
INTEREST = (
    "notify", "notified", "let us know", "let me know", "keep us", "keep me", "inform us", "inform me", "be informed", "mailing list", "add me", "add us", "put us", "put me", "waiting list", "interested", "interest", "once we can", "when we can", "when it opens", "as soon as", "posted", "tell us", "tell me", "waiting for", "looking forward", "sign us up", "sign me up", "subscribe",
    "benachrichtig", "informier", "bescheid", "interess", "sobald", "auf dem laufenden", "verteiler", "préven", "prévenez", "tenez", "informer", "dès que", "intéress", "avisen", "avísen", "notifi", "interesad", "en cuanto", "avise", "interessad", "assim que", "avvisa", "informa", "non appena", "op de hoogte", "zodra", "powiadom", "zainteresowan", "poinformuj", "сообщите", "уведом", "заинтересован", "お知らせ", "連絡", "通知", "告知", "알려", "관심",
)

#: Being on Atlassian Cloud.
ON_CLOUD = ("cloud", "ondemand", "on demand", "облак", "クラウド", "云版", "云", "雲端", "클라우드", "atlassian net")

#: Pointing to what is quoted below.
BELOW = (
    "below", "inline", "in line", "in red", "in blue", "in green", "filled in", "filled out", "completed form", "form is completed", "as requested", "requested information", "resend", "re send", "sending again", "process the", "here is the form", "information you requested", "answers in", "my answers", "our answers",
    "unten", "ausgefüllt", "anbei", "nachstehend", "weiter unten", "ci dessous", "ci après", "rempli", "más abajo", "a continuación", "abajo", "abaixo", "a seguir", "preenchid", "qui sotto", "di seguito", "sotto", "compilat", "hieronder", "onderstaand", "ingevuld", "poniżej", "wypełnion", "ниже", "заполнен", "以下", "下記", "下方", "如下", "아래", "下の",
    "nedan", "i rött", "i blått", "nedenfor", "nedenunder", "med rødt", "vastaukset alla", "vastaukseni alla", "alapuolella", "punaisella", "níže", "červeně", "nižšie", "válaszok lent", "lentebb", "alább", "pirossal", "aşağıda", "kırmızı", "mai jos", "нижче", "ispod", "παρακάτω", "in rot", "in blau", "en rouge", "en bleu", "en rojo", "en azul", "em vermelho", "in rosso", "in het rood", "na czerwono", "красным", "синим", "赤字", "红色", "紅色", "빨간",
)

#: Passing something on to be handled.
PASS_ON = (
    "deal with", "look after", "sort this", "pick this up", "pick up", "take over", "look into", "action this", "oppakken", "afhandel", "regelen", "erledig", "kümmern", "übernehm", "occuper", "prendre en charge", "gestionar", "encargar", "tratar", "occupar", "gestire", "hantera", "ta hand", "håndter", "zająć", "obsłuż", "zajmij", "zařídit", "vyřídit", "займ", "対応", "处理", "處理", "처리",
    "forward", "forwarding", "fwd", "please process", "process this", "process it", "pass on", "passing on", "on behalf", "for you", "for our customer", "our customer", "our client", "my colleague", "meant for you", "handle", "take care of", "see below", "please see", "please find", "please do", "migrate", "transfer", "help",
    "weiterleit", "weitergeleitet", "leite|leiten", "bearbeit", "im auftrag", "unser kunde", "transfér", "traiter", "transmet", "reenv", "procesar", "tramitar", "encaminh", "processar", "inoltr", "elabor", "doorst", "verwerk", "przekaz", "przesył", "пересыла", "обработ", "転送", "转发", "轉寄", "전달",
)

#: That somebody has dealt with it.
HANDLED = (
    "already handled", "already answered", "already done", "already processed", "already replied", "already took", "already migrated", "have handled", "has handled", "handled this", "handled it", "was handled", "been handled", "taken care of", "is done", "no action", "been processed", "has been answered", "has answered",
    "erledigt", "bereits beantwortet", "bereits bearbeitet", "schon beantwortet", "déjà traité", "ya está hecho", "già gestit", "reeds afgehandeld", "уже сделано", "уже ответ", "対応済", "已处理", "처리했",
)

#: Thanking for what was done.
THANKS_FOR = (
    "thank you so much", "thanks so much", "thank you very much", "that was quick", "it works", "works now", "working now", "works great", "got it", "received it", "received the", "great service", "perfect", "wonderful", "awesome", "all good", "for your records",
    "hat geklappt", "funktioniert", "wunderbar", "perfekt", "ça marche", "parfait", "funciona", "perfecto", "perfeito", "funziona", "perfetto", "werkt", "działa", "работает", "отлично",
)

#: Taking a request back.
TAKE_BACK = (
    "cancel", "withdraw", "changed our mind", "changed my mind", "never mind", "nevermind", "no longer want", "no longer need", "don t want", "do not want", "not interested", "stop the", "please stop", "please disregard", "please ignore", "forget about", "don t migrate", "do not migrate", "abort", "unsubscribe",
    "stornier", "nicht mehr", "zurückzieh", "zurückgezogen", "abbrechen", "hat sich erledigt", "annuler", "annulez", "retirer", "ne souhaitons plus", "ne voulons plus", "cancelar", "cancele", "cancelen", "anular", "ya no", "não queremos", "já não", "annullare", "annullate", "non vogliamo più", "annuleren", "niet meer", "anulować", "anuluj", "rezygn", "zrezygn", "nieprzeno", "отмените", "отменить", "больше не", "キャンセル", "取り消し", "中止", "取消", "취소",
    "tänkt om", "ångrat oss|ångrat mig", "avstå", "ombestemt os|ombestemt oss", "fortryd", "angret", "van gedachten veranderd", "bedacht", "muutimme mieltämme", "peruutta|perumme|perutaan", "meggondol", "visszavon", "eláll", "vazgeç", "iptal", "αλλάξαμε γνώμη", "ακυρώσ", "răzgândi", "anula", "predomisli", "otkaž", "otkaza", "odusta", "rozmysle", "zrušit|zrušte|zrušení", "передума", "скасу", "отказываемся", "zmieniliśmy zdanie", "rozmyśli", "batal", "membatalkan", "hủy", "đổi ý", "إلغاء", "نلغي", "تراجعنا", "לבטל", "ביטול", "התחרטנו", "철회", "撤回", "不再", "見送", "cambiado de opinión", "mudamos de ideia", "mudámos de ideias", "desistimos", "cambiato idea", "rinunci", "changé d avis", "renonçons", "renonce", "doch nicht", "umentschieden", "anders überlegt", "forget it", "ziehen die anfrage zurück", "ziehe die anfrage zurück", "ziehen unsere anfrage zurück", "ziehe meine anfrage zurück", "n en avons plus besoin", "n en ai plus besoin", "plus besoin", "cambiado de idea", "laat maar", "toch niet overstappen", "toch niet overzetten", "willen toch niet", "toch maar niet", "już nie potrzebuj", "już nie chcemy", "取りやめ", "取り止め",
)

#: Thanks and the like, as a whole answer.
SMALL_TALK = (
    "thank", "thanks", "thx", "great", "perfect", "wonderful", "excellent", "awesome", "cool", "ok", "okay", "appreciat", "got it", "sorry", "apolog", "hope", "have a", "nice", "please find", "see below", "here you go", "here it is", "here is", "here are", "as requested", "answers below", "done", "looks good", "looks fine", "all good", "all correct", "correct", "noted", "understood", "sounds good", "received", "no problem",
    "dank", "super", "alles klar", "passt", "entschuldig", "anbei", "forgot that", "merci", "parfait", "désolé", "voici", "gracias", "perfecto", "disculp", "aquí", "obrigad", "perfeito", "desculp", "segue", "grazie", "perfetto", "scusa", "ecco", "bedankt", "prima", "dank", "dzięk", "świetnie", "przeprasz", "спасибо", "отлично", "извините", "ありがとう", "申し訳ございません", "申し訳ありません", "失礼いたしました", "失礼しました", "谢谢", "謝謝", "감사", "tack", "tak", "takk", "kiitos", "teşekkür",
)

GREETINGS = (
    "hi", "hello", "hey", "dear", "good morning", "good afternoon", "good evening", "good day", "greetings", "hallo", "guten tag", "guten morgen", "sehr geehrte|sehr geehrter", "liebe|lieber|liebes", "moin", "grüezi", "servus", "bonjour", "bonsoir", "salut", "cher|chère", "madame", "hola", "estimado|estimada|estimados", "buenos", "buenas", "olá|ola", "bom dia", "boa tarde", "prezado|prezada|prezados", "caro|cara",
    "ciao", "buongiorno", "salve", "gentile|gentili", "spettabile", "beste", "geachte", "goedemorgen", "goedemiddag", "dag", "dzień dobry", "witam", "szanowni", "cześć", "здравствуйте", "добрый день", "уважаемые", "привет", "доброе утро", "hej", "hei", "god dag", "kära", "kære", "merhaba", "sayın", "dobrý den", "γεια", "καλημέρα", "您好", "你好", "お世話", "こんにちは", "안녕", "xin chào", "halo", "selamat",
)

#: Whose license: a subject that speaks of moving one's own asks for it.
OURS = ("our", "my", "unser", "mein", "notre", "nos", "mon", "nuestr", "mi", "noss", "minha", "nostr", "mia", "onze", "mijn", "nasz", "mój", "moj", "наш", "мой", "我们", "我們", "弊社", "当社", "우리")

#: A question that asks for an action: "Could you please move …?"
POLITE = (
    "könnt ihr", "könntet ihr", "please", "pls", "kindly", "can you", "could you", "would you", "will you", "bitte", "könnten sie", "können sie", "pourriez", "pouvez vous", "podrían", "podría", "pueden", "podem", "poderiam", "potete", "potreste", "kunt u", "kunnen jullie", "zou u", "prosz", "пожалуйста", "можете",
    "いただけ", "頂け", "くださいますか", "可以帮", "能否帮", "주시겠",
)

#: Until when something is not to be done, which refuses nothing.
NOT_BEFORE = ("before", "until", "till", "unless", "without", "bevor", "vor", "bis", "ohne", "erst", "avant", "jusqu", "sans", "antes", "hasta", "até", "sin", "sem", "prima", "finché", "senza", "voor", "voordat", "tot", "zonder", "przed", "dopóki", "zanim", "до", "пока", "innan", "förrän", "før", "ennen", "než", "dokud", "mielőtt", "önce", "înainte", "πριν", "prije", "trước", "sebelum", "前に", "之前", "전에", "قبل", "לפני")
#: Off a list of people who are to be told.
TAKE_OFF = ("remove me", "remove us", "take me off", "take us off", "remove our", "remove my", "unsubscribe", "no longer interested", "not interested", "von der liste", "austragen", "nicht mehr interess", "de la liste", "désinscri", "retirez", "de la lista", "quiten", "elimin", "borren", "da lista", "retirem", "removam", "dalla lista", "rimuov", "van de lijst", "uitschrijven", "verwijder", "z listy", "wypis", "из списка", "удалите", "från listan", "fra listen", "listalta", "ze seznamu", "listáról", "listeden", "de pe listă", "s popisa", "リストから外", "リストから削除", "配信停止", "登録解除")
