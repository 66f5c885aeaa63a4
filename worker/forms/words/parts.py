"""What people call the parts of a name and of an address, by language."""

# ruff: noqa: E501
# fmt: off

LAST_NAME = (
    "last name", "lastname", "surname", "family name", "second name",
    "nachname", "nachnamen", "familienname", "zuname", "nom de famille", "apellido", "apellidos", "sobrenome", "apelido", "cognome", "achternaam", "nazwisko", "фамилия", "efternamn", "etternavn", "efternavn", "sukunimi", "soyadı", "příjmení",
)
FIRST_NAME = (
    "first name", "firstname", "given name", "forename", "christian name",
    "vorname", "vornamen", "prénom", "nombre de pila", "primeiro nome", "nome di battesimo", "voornaam", "imię", "имя", "förnamn", "fornavn", "etunimi", "adı", "jméno",
)
COUNTRY = (
    "country", "land", "staat", "pays", "país", "paese", "kraj", "страна", "maa", "ülke", "země", "country name", "country of the organization",
)
#: Between a part's name and what it is.
IS = ("is", "'s", "ist", "lautet", "est", "es", "é", "è", "to", "on", "är", "er")
