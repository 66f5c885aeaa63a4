"""How people end a mail: the words of a closing line, compared folded and at the line's start."""

# ruff: noqa: E501
# fmt: off

#: A line that is one of these, alone or with a few more words ("Thanks, Carol"), ends what was said.
CLOSINGS = (
    # English
    "thanks", "thank you", "thank you very much", "thank you so much", "thank you in advance", "thanks in advance", "many thanks", "thanks a lot", "thanks again",
    "thanks and regards", "thanks a million", "thanks a bunch", "thx", "ty", "tia", "cheers", "ta", "regards", "best regards", "kind regards", "warm regards", "warmest regards",
    "kindest regards", "best", "best wishes", "all the best", "sincerely", "yours sincerely", "sincerely yours", "yours faithfully", "yours truly", "yours",
    "respectfully", "cordially", "with kind regards", "with best regards", "with regards", "with best wishes", "br", "kr", "rgds", "brgds", "bests", "take care", "have a nice day",
    "have a great day", "have a good day", "have a nice weekend", "have a great weekend", "looking forward", "i look forward", "we look forward", "let me know",
    "please let me know", "please let us know", "please advise", "please confirm", "hope this helps", "hope that helps", "sent from my", "sent from", "get outlook for",
    "sent with", "sent via", "much appreciated", "appreciate your help", "that s all", "that is all", "greetings", "with thanks", "thank u",
    "if you have any questions", "if you need anything", "if anything is missing", "should you have any questions", "please contact me", "feel free", "please process", "please do not hesitate",
    # German
    "danke", "vielen dank", "besten dank", "herzlichen dank", "danke schön", "dankeschön", "danke im voraus", "vielen dank im voraus", "danke und gruß", "mit freundlichen grüßen",
    "mit freundlichem gruß", "freundliche grüße", "freundlicher gruß", "freundliche grüsse", "mit freundlichen grüssen", "beste grüße", "viele grüße", "liebe grüße", "schöne grüße",
    "herzliche grüße", "mit besten grüßen", "mit herzlichen grüßen", "mit bestem gruß", "gruß", "grüße", "gruss", "grüsse", "mfg", "lg", "vg", "mit freundlichen", "hochachtungsvoll",
    "beste grüsse", "viele grüsse", "liebe grüsse", "schönen tag", "einen schönen tag", "von meinem", "gesendet von", "bei fragen", "bei rückfragen", "für rückfragen", "servus", "grüezi",
    # French
    "merci", "merci d avance", "merci par avance", "merci beaucoup", "cordialement", "bien cordialement", "bien à vous", "très cordialement", "sincères salutations",
    "salutations", "meilleures salutations", "salutations distinguées", "cdlt", "cdt", "amicalement", "bonne journée", "bonne réception", "avec mes remerciements", "respectueusement",
    "je vous remercie", "nous vous remercions", "dans l attente", "veuillez agréer", "envoyé de mon", "envoyé depuis", "bien cdlt",
    # Spanish
    "gracias", "muchas gracias", "mil gracias", "gracias de antemano", "saludos", "un saludo", "saludos cordiales", "un cordial saludo", "cordial saludo", "cordialmente", "atentamente",
    "atte", "muy atentamente", "quedo atento", "quedo atenta", "quedamos atentos", "quedo a la espera", "reciba un cordial saludo", "le saluda", "saludos y gracias", "enviado desde",
    # Portuguese
    "obrigado", "obrigada", "muito obrigado", "muito obrigada", "desde já obrigado", "grato", "grata", "atenciosamente", "att", "abraços", "um abraço", "cumprimentos",
    "melhores cumprimentos", "com os melhores cumprimentos", "saudações", "fico no aguardo", "aguardo", "enviado do meu",
    # Italian
    "grazie", "grazie mille", "molte grazie", "grazie in anticipo", "cordiali saluti", "saluti", "distinti saluti", "un saluto", "cordialità", "cordialmente", "un cordiale saluto",
    "in attesa", "resto in attesa", "buona giornata", "buon lavoro", "inviato da", "tanti saluti", "ringrazio", "la ringrazio", "vi ringrazio",
    # Dutch
    "bedankt", "dank u", "dank je", "dank u wel", "alvast bedankt", "hartelijk dank", "met vriendelijke groet", "met vriendelijke groeten", "vriendelijke groet", "vriendelijke groeten",
    "groet", "groeten", "mvg", "hartelijke groet", "met hartelijke groet", "hoogachtend", "verzonden vanaf", "verstuurd vanaf",
    # Polish, Czech, Slovak, Hungarian, Romanian
    "dziękuję", "dziękujemy", "z góry dziękuję", "pozdrawiam", "pozdrawiamy", "z poważaniem", "serdecznie pozdrawiam", "pozdrowienia", "łączę pozdrowienia", "wysłano z",
    "děkuji", "děkujeme", "s pozdravem", "s přátelským pozdravem", "pozdrav", "ďakujem", "s pozdravom", "köszönöm", "köszönjük", "üdvözlettel", "tisztelettel", "üdv", "mulțumesc", "cu stimă", "cu respect", "toate cele bune",
    # Scandinavian, Finnish, Baltic
    "tack", "tack så mycket", "tack på förhand", "med vänlig hälsning", "med vänliga hälsningar", "vänliga hälsningar", "vänlig hälsning", "hälsningar", "mvh", "takk", "tusen takk",
    "med vennlig hilsen", "vennlig hilsen", "hilsen", "tak", "mange tak", "på forhånd tak", "med venlig hilsen", "venlig hilsen", "de bedste hilsner", "bedste hilsner", "vh",
    "kiitos", "ystävällisin terveisin", "terveisin", "yst terv", "parhain terveisin", "t", "aitäh", "lugupidamisega", "paldies", "ar cieņu", "ačiū", "pagarbiai",
    # Russian, Ukrainian, Bulgarian, Serbian, Croatian, Slovenian
    "спасибо", "большое спасибо", "заранее спасибо", "заранее благодарю", "благодарю", "с уважением", "с наилучшими пожеланиями", "всего доброго", "всего наилучшего", "дякую",
    "з повагою", "щиро дякую", "с поздрави", "поздрави", "благодаря", "поздрав", "хвала", "с поштовањем", "srdačan pozdrav", "s poštovanjem", "lijep pozdrav", "lep pozdrav", "hvala", "pozdrav",
    # Greek, Turkish, Hebrew, Arabic
    "με εκτίμηση", "ευχαριστώ", "ευχαριστούμε", "φιλικά", "χαιρετισμούς", "teşekkürler", "teşekkür ederim", "teşekkür ederiz", "saygılarımla", "saygılarımızla", "iyi çalışmalar", "iyi günler",
    "selamlar", "sevgiler", "בברכה", "תודה", "תודה רבה", "مع التحية", "مع خالص التحية", "شكرا", "تحياتي", "مع تحياتي", "مع أطيب التحيات",
    # Chinese, Japanese, Korean, Vietnamese, Indonesian, Thai
    "谢谢", "謝謝", "多谢", "非常感谢", "感谢", "此致", "敬礼", "敬禮", "祝好", "顺颂商祺", "順頌商祺", "祝商祺", "祝您", "以上", "よろしくお願い", "宜しくお願い", "ありがとうございます", "ありがとうございました", "ありがとう", "承知しました", "承知いたしました", "了解しました", "了解いたしました", "了解です", "かしこまりました", "感謝いたします", "感謝します", "助かりました", "お願いいたします", "敬具",
    "감사합니다", "고맙습니다", "드림", "올림", "수고하세요", "trân trọng", "cảm ơn", "xin cảm ơn", "terima kasih", "salam", "hormat kami", "ขอบคุณ", "ขอแสดงความนับถือ",
)

#: What people say beside thanks, and mean nothing more by it.
PRAISE = (
    "great", "perfect", "super", "awesome", "wonderful", "excellent", "fantastic", "brilliant", "got it", "works now", "it works now", "all good", "ok", "okay", "good", "nice", "have a nice day",
    "perfekt", "alles klar", "alles gut", "passt", "hat geklappt", "prima", "toll", "wunderbar", "parfait", "c est noté", "bien reçu", "génial", "perfecto", "todo bien", "recibido", "genial", "excelente",
    "perfeito", "recebido", "ótimo", "tudo bem", "perfetto", "ricevuto", "ottimo", "tutto bene", "ontvangen", "top", "geweldig", "świetnie", "otrzymałem", "otrzymałam", "wszystko w porządku",
)
