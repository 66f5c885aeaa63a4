"""Which issued license is which approved key's: offered where it is sure, and never where two are possible.

A wrong SEN gives somebody's license to another one, so everything has to fit: the contact is the myAtlassian
address, the company is alike, it was issued after the approval, and product and level are those of the sale.
What fits two keys, has a rival, or can't be compared in all of that is left to a person.
"""

from collections import defaultdict
from collections.abc import Collection, Iterator, Sequence
from datetime import timedelta

from worker.marketplace.values import IssuedLicense, Matched, SenOffer, Undecided, WaitingKey
from worker.register.cell_values import UNLIMITED
from worker.register.name_likeness import NameLikeness, compare_organizations

_PRODUCTS = ("confluence", "jira")
_SOLD = frozenset({"COMMERCIAL", "ACADEMIC", "COMMUNITY"})
_CLOCKS_APART = timedelta(days=1)  #: the report's days are of another time zone than ours


def match_licenses(
    waiting: Sequence[WaitingKey], issued: Sequence[IssuedLicense], given: Collection[str]
) -> Matched:
    """The offers; `given` are the SENs that requests have already."""
    by_email: dict[str, list[WaitingKey]] = defaultdict(list)
    for key in waiting:
        by_email[key.email].append(key)
    keys_of: dict[str, list[WaitingKey]] = {}
    licenses = {one.sen: one for one in issued if one.sen not in given and _counts(one)}
    for sen, one in licenses.items():
        near = [key for email in sorted(one.emails) for key in by_email.get(email, ())]
        if fitting := [key for key in near if _fits(key, one)]:
            keys_of[sen] = fitting
    sens_of: dict[tuple[int, int], list[str]] = defaultdict(list)
    for sen, keys in keys_of.items():
        for key in keys:
            sens_of[key.request_id, key.place].append(sen)
    only = tuple(_only_ones(keys_of, sens_of, licenses))
    return Matched(
        offers=tuple(offer for key, offer in only if _is_told(key)),
        untold=tuple(offer for key, offer in only if not _is_told(key)),
        undecided=tuple(_undecided(keys_of, sens_of)),
    )


def _counts(one: IssuedLicense) -> bool:
    """Whether it is a license as staff issue them: for Server, no evaluation, not cancelled."""
    server = one.hosting.strip().lower() in {"server", ""}
    return server and one.kind != "EVALUATION" and one.status not in {"cancelled", "inactive"}


def _is_told(key: WaitingKey) -> bool:
    """Whether product and level of the key are known, so that they were compared."""
    return bool(_product(key.product)) and key.users is not None


def _fits(key: WaitingKey, one: IssuedLicense) -> bool:
    """Whether nothing that is known speaks against it."""
    newest = max(filter(None, (one.started, one.updated)), default=None)
    if newest is None or newest < key.approved - _CLOCKS_APART:
        return False
    if compare_organizations(key.organization, one.company) is NameLikeness.UNLIKE:
        return False
    product = _product(key.product)
    if product and product != _product(one.app):
        return False
    return key.users is None or key.users == one.users


def _is_exact(key: WaitingKey, one: IssuedLicense) -> bool:
    """Whether nothing was left uncompared or merely alike, so that no person need look at it.

    A license that was changed since the approval, and issued before it, may be the customer's former one.
    """
    issued_since = one.started is not None and one.started >= key.approved - _CLOCKS_APART
    for_server = one.hosting.strip().lower() == "server" and one.status == "active"
    same_company = bool(key.organization) and _spelled(key.organization) == _spelled(one.company)
    return _is_told(key) and issued_since and for_server and one.kind in _SOLD and same_company


def _spelled(name: str) -> str:
    return " ".join(name.split()).casefold()


def _product(text: str) -> str:
    found = [name for name in _PRODUCTS if name in text.lower()]
    return found[0] if len(found) == 1 else ""


def _only_ones(
    keys_of: dict[str, list[WaitingKey]],
    sens_of: dict[tuple[int, int], list[str]],
    licenses: dict[str, IssuedLicense],
) -> Iterator[tuple[WaitingKey, SenOffer]]:
    """Where a license fits one key, and that key no other license."""
    for sen, keys in keys_of.items():
        key = keys[0]
        if len(keys) == 1 and len(sens_of[key.request_id, key.place]) == 1:
            evidence = tuple(_evidence(key, licenses[sen]))
            yield (
                key,
                SenOffer(
                    request_id=key.request_id,
                    place=key.place,
                    sen=sen,
                    evidence=evidence,
                    exact=_is_exact(key, licenses[sen]),
                ),
            )


def _undecided(
    keys_of: dict[str, list[WaitingKey]], sens_of: dict[tuple[int, int], list[str]]
) -> Iterator[Undecided]:
    told: set[str] = set()
    for sen, keys in keys_of.items():
        rivals = tuple(dict.fromkeys(one for key in keys for one in sens_of[key.request_id, key.place]))
        if (len(keys) > 1 or len(rivals) > 1) and sen not in told:
            told |= {*rivals}
            yield Undecided(sens=rivals, references=tuple(dict.fromkeys(key.reference for key in keys)))


def _evidence(key: WaitingKey, one: IssuedLicense) -> Iterator[str]:
    yield f"contact {key.email}"
    yield f"company {one.company}"
    newest = max(filter(None, (one.started, one.updated)))
    yield f"issued or changed on {newest.isoformat()}, approved on {key.approved.isoformat()}"
    yield f"app {one.app}" if _product(key.product) else f"app {one.app or 'not told'} (not compared)"
    users = "unlimited" if one.users == UNLIMITED else f"{one.users or 'untold'}"
    yield f"{users} users" + ("" if key.users is not None else " (not compared)")
