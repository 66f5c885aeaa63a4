"""A sentence and not a name that stands alone: who speaks or is spoken of, and a verb, by language."""

# ruff: noqa: E501
# fmt: off

SUBJECTS = (
    "we", "our", "i", "my", "you", "your", "it", "its", "this", "that", "there", "the", "they", "he", "she", "please", "sorry", "which", "what", "why", "who", "how", "no", "not", "as",
    "wir", "unser|unsere|unsere", "ich", "mein|meine", "sie", "ihr|ihre", "es", "das", "die", "der", "bitte", "warum", "nous", "notre", "je", "mon|ma", "vous", "votre", "il", "elle", "c'est", "la", "le", "ce",
    "nosotros", "nuestro|nuestra", "yo", "mi", "usted", "su", "el", "nosso|nossa", "eu", "meu|minha", "noi", "nostro|nostra", "io", "mio|mia", "wij", "onze|ons", "ik", "mijn", "u", "het", "de",
)

VERBS = (
    "is", "are", "am", "was", "were", "has", "have", "had", "do", "does", "don't", "don", "doesn", "did", "can", "can't", "cannot", "could", "will", "would", "should", "must", "need", "needs", "think", "know", "want", "send", "sent", "use", "call", "changed|renamed",
    "ist", "sind", "bin", "hat", "haben", "habe", "war", "kann", "können", "wird", "werden", "soll", "muss", "heißt", "brauchen", "möchten", "est", "sont", "suis", "sommes", "a", "ont", "avons", "ai", "peut", "pouvons", "s'appelle",
    "es", "son", "somos", "soy", "tiene", "tenemos", "tengo", "puede", "é", "são", "tem", "temos", "è", "sono", "siamo", "ha", "abbiamo", "ho", "zijn", "heeft", "hebben", "heb", "wordt",
)
