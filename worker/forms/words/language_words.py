"""By which words the language of a customer is told, by ISO 639-1.

Few of them stand in the forms' English text, in names and in addresses. Swedish is here although there are no
letters in it, so that it is taken for nothing else.
"""

# ruff: noqa: E501
# fmt: off

#: How they greet, thank and close; each tells about as much as two of `SAID`.
POLITE = {
    "en": ("hello", "hi", "hey", "dear", "thanks", "thank", "please", "regards", "sincerely", "cheers", "greetings", "morning", "afternoon"),
    "de": ("hallo", "guten", "bitte", "danke", "dank", "vielen", "grüße", "grüßen", "gruß", "gruss", "grüsse", "grüssen", "mfg", "geehrte", "geehrter", "freundlichen", "freundliche", "moin", "servus", "liebe", "herzlichen"),
    "fr": ("bonjour", "bonsoir", "merci", "cordialement", "veuillez", "salutations", "madame", "monsieur", "messieurs", "beaucoup", "remerciements", "remercie", "sincères"),
    "es": ("hola", "gracias", "saludos", "saludo", "buenos", "buenas", "estimados", "estimado", "estimada", "muchas", "atentamente", "cordial", "favor", "agradecemos", "días", "tardes"),
    "it": ("buongiorno", "buonasera", "salve", "grazie", "saluti", "cordiali", "distinti", "gentili", "gentile", "spettabile", "ringrazio", "ringraziamo", "cortesemente", "prego", "favore"),
    "pt": ("olá", "obrigado", "obrigada", "cumprimentos", "atenciosamente", "prezados", "prezado", "prezada", "caros", "bom", "boa", "tarde", "muito", "agradecemos", "agradeço", "favor", "abraço"),
    "nl": ("goedemorgen", "goedemiddag", "goedendag", "graag", "bedankt", "dank", "hartelijk", "groet", "groeten", "vriendelijke", "beste", "geachte", "hallo", "alvast", "alstublieft", "hoi"),
    "pl": ("dzień", "dobry", "witam", "proszę", "prosimy", "dziękuję", "dziękujemy", "pozdrawiam", "pozdrawiamy", "pozdrowieniami", "poważaniem", "szanowni", "państwo", "bardzo", "cześć"),
    "sv": ("hej", "tack", "hälsningar", "vänliga", "vänlig", "mvh", "gärna", "snälla"),
}

#: What is said between: pronouns, verbs, small words.
SAID = {
    "en": ("we", "our", "would", "like", "could", "can", "need", "here", "find", "are", "with", "ours", "us", "know", "let", "attached", "move", "best", "kind"),
    "de": ("und", "nicht", "wir", "ich", "sie", "mit", "für", "tag", "sehr", "damen", "herren", "unsere", "unser", "unseren", "unserer", "meine", "meinen", "eine", "einen", "ist", "sind", "haben", "habe", "hat", "möchten", "möchte", "können", "könnten", "werden", "wird", "auf", "auch", "noch", "hier", "anbei", "wie", "dass", "zum", "zur", "uns", "ihnen", "das", "nur"),
    "fr": ("nous", "vous", "je", "est", "sont", "pour", "avec", "notre", "votre", "voici", "une", "pas", "avons", "souhaitons", "souhaite", "cette", "pourriez", "souhaiterions", "aimerions", "mais", "bien", "ci-joint", "trouver", "suis", "voudrais"),
    "es": ("nosotros", "usted", "ustedes", "nuestra", "nuestro", "por", "para", "una", "queremos", "quiero", "tenemos", "somos", "adjunto", "podrían", "quisiera", "quisiéramos", "migrar", "aquí", "están"),
    "it": ("noi", "nostra", "nostro", "per", "una", "vorremmo", "vorrei", "abbiamo", "siamo", "ecco", "allegato", "potete", "questo", "questa", "sono", "anche", "mille", "nostri", "mia", "che"),
    "pt": ("nós", "dia", "nossa", "nosso", "por", "para", "com", "uma", "gostaríamos", "gostaria", "temos", "somos", "segue", "não", "minha", "meu", "queremos", "aqui", "estamos", "licença"),
    "nl": ("wij", "ik", "niet", "met", "voor", "onze", "ons", "een", "zijn", "hebben", "willen", "hierbij", "wil", "mijn", "deze", "naar", "ook", "nog", "kunt", "omzetten"),
    "pl": ("nie", "nasza", "nasz", "naszą", "naszej", "chcemy", "chcielibyśmy", "chciałbym", "chciałabym", "jest", "oraz", "przesyłam", "przesyłamy", "się", "czy", "dla", "licencji", "moją", "mam"),
    "sv": ("vi", "jag", "inte", "med", "för", "och", "vår", "våra", "vill", "har", "är", "att"),
}

#: Of languages without spaces: parts of words.
WRITTEN = {
    "ja": ("お願い", "お世話", "ありがとう", "ございます", "よろしく", "宜しく", "いたします", "致します", "ください", "下さい", "こんにちは", "はじめまして", "お手数", "ました", "です", "ます", "について", "弊社", "したい"),
}
