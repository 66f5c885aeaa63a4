"""Records of the Marketplace's license report, from its CSV or JSON, become issued licenses.

The names are those of the reporting API (`addonLicenseId`, `contactDetails.technicalContact.email`, …) and of
its exports, which have no sections; case, blanks and punctuation of them mean nothing.
"""

from collections.abc import Iterator, Mapping

from worker.marketplace.values import IssuedLicense
from worker.register.cell_values import CellError, clean_words, number_of_users, parse_day
from worker.register.register_columns import fold
from worker.requests.sen_rules import is_sen, normalise_sen

_SENS = ("sen", "supportentitlementnumber", "licenseid", "addonlicenseid", "applicenseid")
_APPS = ("addonname", "appname", "app", "addon", "addonkey", "appkey")
_EMAILS = (
    "technicalcontactemail",
    "billingcontactemail",
    "contactdetailstechnicalcontactemail",
    "contactdetailsbillingcontactemail",
    "contactemail",
    "email",
)
_COMPANIES = ("contactdetailscompany", "company", "companyname", "organization")
_STARTS = ("maintenancestartdate", "startdate", "licensestartdate")
_UPDATES = ("lastupdated", "updated")


class NoLicenseError(ValueError):
    """A record is no license; the text says why, and nothing of what it holds."""


def read_license(record: Mapping[str, object]) -> IssuedLicense:
    """The license of a record. Raises NoLicenseError."""
    told = dict(_flat(record, ""))
    try:
        return IssuedLicense(
            sen=_sen(told),
            app=" ".join(dict.fromkeys(told[name] for name in _APPS if told.get(name))),
            hosting=_first(told, "hosting", "deployment"),
            kind=_first(told, "licensetype", "type").upper(),
            status=_first(told, "status", "licensestatus").lower(),
            users=number_of_users(_first(told, "tier", "licensesize", "users")),
            started=parse_day(_first(told, *_STARTS), None),
            updated=parse_day(_first(told, *_UPDATES), None),
            company=_first(told, *_COMPANIES),
            emails=frozenset(told[name].lower() for name in _EMAILS if "@" in told.get(name, "")),
        )
    except CellError as error:
        raise NoLicenseError(str(error)) from error


def _sen(told: Mapping[str, str]) -> str:
    named = {normalise_sen(told[name]) for name in _SENS if told.get(name)}
    sens = {one for one in named if is_sen(one)}
    if not sens:
        raise NoLicenseError("there is no SEN")
    if len(sens) > 1:
        raise NoLicenseError("there are two SENs, and it can't be told which is the app's")
    return sens.pop()


def _first(told: Mapping[str, str], *names: str) -> str:
    return next((told[name] for name in names if told.get(name)), "")


def _flat(record: Mapping[str, object], before: str) -> Iterator[tuple[str, str]]:
    for name, value in record.items():
        whole = before + fold(str(name))
        if isinstance(value, Mapping):
            yield from _flat(value, whole)
        elif isinstance(value, str | int | float):
            yield whole, clean_words(str(value))
