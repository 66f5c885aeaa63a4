"""What stands beside a person's name and is no part of a first and a last name."""

# ruff: noqa: E501
# fmt: off

TITLES = (
    "mr", "mrs", "ms", "miss", "mx", "dr", "prof", "sir", "madam", "herr", "frau", "hr", "fr", "mme", "mlle", "m", "monsieur", "madame", "sr", "sra", "srta",
    "señor", "señora", "dott", "ing", "dipl", "mag", "phd", "mba", "msc", "bsc", "sig", "sigra", "pan", "pani", "dhr", "mevr", "mw", "jr", "г-н", "г-жа",
)

#: Labels that some write before each half of a name: "First name: Jane", "Nachname: Doe".
HALVES = (
    "first name", "firstname", "first", "given name", "christian name", "forename", "last name", "lastname", "last", "family name", "surname", "vorname", "nachname", "familienname", "zuname",
    "prénom", "nom", "nom de famille", "nombre", "apellido", "apellidos", "nome", "sobrenome", "apelido", "cognome", "voornaam", "achternaam", "imię", "nazwisko", "имя", "фамилия", "förnamn", "efternamn", "fornavn", "etternavn", "jméno", "příjmení", "名", "姓",
)
