"""Which column of a sales list is about what, by its heading."""

import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from worker.errors import UsageError
from worker.register.values import Column

#: The headings of each column, folded: without case, accents, blanks and punctuation.
_HEADINGS: Mapping[Column, tuple[str, ...]] = {
    Column.KEY: (
        "licensekey", "licencekey", "key", "serial", "serialnumber", "serialno", "activationkey",
        "productkey", "registrationkey", "lizenzschlussel", "schlussel", "cledelicence",
        "clefdelicence", "clavedelicencia", "chiavedilicenza", "chavedelicenca", "licentiesleutel",
        "licensnyckel", "kluczlicencyjny",
    ),
    Column.PRODUCT: (
        "product", "productname", "sku", "item", "plugin", "edition", "produkt", "produktname",
        "artikel", "produit", "producto", "prodotto", "produto", "application", "addon", "app",
    ),
    Column.USERS: (
        "users", "numberofusers", "noofusers", "usercount", "seats", "tier", "usertier",
        "licensesize", "maxusers", "licensedusers", "size", "benutzer", "anzahlbenutzer", "nutzer",
        "utilisateurs", "nombredutilisateurs", "usuarios", "utenti", "gebruikers",
    ),
    Column.ORGANIZATION: (
        "organization", "organisation", "organizationname", "organisationname", "company",
        "companyname", "licensedto", "licensee", "customercompany", "billingcompany", "account",
        "accountname", "firma", "unternehmen", "entreprise", "societe", "empresa", "azienda",
        "societa", "bedrijf", "foretag",
    ),
    Column.BUYER: (
        "buyer", "buyername", "contact", "contactname", "purchaser", "purchasedby", "customername",
        "billingname", "fullname", "kaufer", "ansprechpartner", "kontakt", "acheteur", "comprador",
        "acquirente", "koper",
    ),
    Column.EMAIL: (
        "email", "emailaddress", "mail", "buyeremail", "contactemail", "customeremail",
        "billingemail", "purchaseremail", "emailadresse", "mailadresse", "adresseemail", "courriel",
        "correo", "correoelectronico", "indirizzoemail", "eposta",
    ),
    Column.BOUGHT: (
        "bought", "boughton", "date", "orderdate", "purchasedate", "purchased", "purchasedon",
        "saledate", "sold", "soldon", "invoicedate", "created", "createdat", "kaufdatum",
        "bestelldatum", "datum", "rechnungsdatum", "datedachat", "fechadecompra", "datadiacquisto",
        "datadecompra",
    ),
    Column.MAINTENANCE: (
        "maintenance", "maintenanceuntil", "maintenanceend", "maintenanceends",
        "maintenanceenddate", "maintenanceexpires", "maintenanceexpiry", "maintenanceexpirydate",
        "supportuntil", "supportends", "supportexpires", "supportenddate", "expires", "expiry",
        "expirydate", "expirationdate", "validuntil", "enddate", "wartung", "wartungbis",
        "wartungsende", "gultigbis", "findemaintenance", "finmaintenance", "finmantenimiento",
        "finemanutenzione",
    ),
    Column.SEN: ("sen", "supportentitlementnumber", "atlassiansen", "marketplacesen"),
}  # fmt: skip
_OF = {name: column for column, names in _HEADINGS.items() for name in names}


@dataclass(frozen=True, slots=True, kw_only=True)
class ColumnLayout:
    """Which column is where."""

    headings: tuple[str, ...]
    mapping: Mapping[Column, int] = field(default_factory=dict)  #: the place of each column that is taken
    doubtful: tuple[Column, ...] = ()  #: for which two headings or more fit as well

    def named(self) -> dict[str, str]:
        """The heading of each column that is taken."""
        return {str(column): self.headings[place] for column, place in self.mapping.items()}

    def left(self) -> tuple[str, ...]:
        """Headings of columns that are not taken."""
        taken = set(self.mapping.values())
        return tuple(name for place, name in enumerate(self.headings) if place not in taken and name)


def propose_columns(headings: Sequence[str]) -> ColumnLayout:
    """The columns that the headings name; none of those that two headings name."""
    found: dict[Column, list[int]] = {}
    for place, heading in enumerate(headings):
        if (column := _OF.get(fold(heading))) is not None:
            found.setdefault(column, []).append(place)
    sure = {column: places[0] for column, places in found.items() if len(places) == 1}
    doubtful = tuple(column for column in Column if len(found.get(column, ())) > 1)
    return ColumnLayout(headings=tuple(headings), mapping=sure, doubtful=doubtful)


def recall_columns(headings: Sequence[str], named: Mapping[str, str]) -> ColumnLayout | None:
    """The mapping of an earlier file, where this one has all of its headings, each once."""
    if not named or any(list(headings).count(name) != 1 for name in named.values()):
        return None
    mapping = {Column(column): list(headings).index(name) for column, name in named.items()}
    return ColumnLayout(headings=tuple(headings), mapping=mapping)


def with_given(layout: ColumnLayout, given: Mapping[str, str]) -> ColumnLayout:
    """The layout with what somebody says of it: heading to column, or to nothing. UsageError for neither."""
    mapping = dict(layout.mapping)
    for heading, wanted in given.items():
        place = _place(layout.headings, heading)
        mapping = {column: at for column, at in mapping.items() if at != place}
        if wanted:
            mapping[_column(wanted)] = place
    doubtful = tuple(column for column in layout.doubtful if column not in mapping)
    return ColumnLayout(headings=layout.headings, mapping=mapping, doubtful=doubtful)


def fold(text: str) -> str:
    """Letters and digits alone, small, without accents."""
    decomposed = unicodedata.normalize("NFKD", text.casefold())
    return "".join(char for char in decomposed if char.isalnum())


def _place(headings: Sequence[str], wanted: str) -> int:
    for same in (str.strip, fold):
        places = [place for place, heading in enumerate(headings) if same(heading) == same(wanted)]
        if len(places) == 1:
            return places[0]
    raise UsageError(
        f"--map: the file has no column {wanted!r}, or two; it has {', '.join(map(repr, headings))}"
    )


def _column(wanted: str) -> Column:
    try:
        return Column(wanted.strip().lower())
    except ValueError as error:
        raise UsageError(f"--map: {wanted!r} is none of {', '.join(Column)}") from error
