"""Words that people of a language use around a form and that stand in few names and addresses."""

# ruff: noqa: E501
# fmt: off

TELLING = {
    "de": ("und", "nicht", "wir", "ich", "sie", "mit", "für", "bitte", "danke", "dank", "vielen", "grüße", "grüßen", "gruß", "mfg", "hallo", "guten", "tag", "sehr", "geehrte", "geehrter", "damen", "herren", "unsere", "unser", "unseren", "eine", "einen", "ist", "haben", "hat", "möchten", "können", "könnten", "werden", "wird", "auf", "auch", "noch", "hier", "anbei", "wie", "dass", "zum", "zur", "uns", "ihnen", "freundlichen"),
    "fr": ("nous", "vous", "je", "est", "sont", "pour", "avec", "bonjour", "merci", "cordialement", "veuillez", "notre", "votre", "voici", "une", "pas", "avons", "souhaitons", "souhaite", "bien", "cette", "salutations", "madame", "monsieur", "pourriez"),
    "es": ("nosotros", "usted", "ustedes", "hola", "gracias", "saludos", "buenos", "buenas", "días", "tardes", "estimados", "nuestra", "nuestro", "por", "favor", "para", "con", "una", "queremos", "tenemos", "somos", "adjunto", "muchas", "podrían", "cordial", "quisiera"),
    "it": ("noi", "buongiorno", "grazie", "saluti", "cordiali", "distinti", "gentili", "nostra", "nostro", "per", "con", "una", "vorremmo", "abbiamo", "siamo", "ecco", "allegato", "potete", "questo", "questa", "sono", "anche"),
    "pt": ("nós", "olá", "obrigado", "obrigada", "cumprimentos", "atenciosamente", "bom", "dia", "boa", "tarde", "nossa", "nosso", "por", "favor", "para", "com", "uma", "gostaríamos", "temos", "somos", "segue", "não", "prezados"),
    "nl": ("wij", "ik", "niet", "met", "voor", "graag", "bedankt", "dank", "groet", "groeten", "vriendelijke", "beste", "geachte", "onze", "ons", "een", "zijn", "hebben", "willen", "hierbij", "alvast", "goedemorgen", "goedemiddag"),
    "pl": ("nie", "proszę", "dziękuję", "dziękujemy", "pozdrawiam", "pozdrowieniami", "dzień", "dobry", "witam", "szanowni", "państwo", "nasza", "nasz", "chcemy", "chcielibyśmy", "jest", "oraz", "przesyłam"),
    "sv": ("vi", "jag", "inte", "med", "för", "och", "tack", "hälsningar", "vänliga", "hej", "vår", "våra", "vill", "har", "är", "mvh", "gärna"),
}
