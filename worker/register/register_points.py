"""What the sales list says about a request, as points for whoever decides. Nothing is decided here."""

from collections.abc import Iterator, Sequence
from datetime import date

from worker.register.cell_values import UNLIMITED
from worker.register.name_likeness import NameLikeness, compare_organizations, compare_persons
from worker.register.register_keys import cut_ending
from worker.register.values import KeyMatch, RegisteredLicense
from worker.requests.request_model import Request
from worker.requests.senders.freemail_domains import is_freemail
from worker.requests.senders.organizational_domains import domain_of, is_aligned
from worker.requests.staff.approval_points import ApprovalPoint, PointVerdict

_PRODUCTS = ("confluence", "jira")  #: whose plugins have a place on Atlassian's Marketplace


def register_points(
    request: Request, matches: Sequence[KeyMatch], today: date, server_users: int | None = None
) -> tuple[ApprovalPoint, ...]:
    """A point for each thing that the sales list tells of the request's license keys.

    `server_users` is the level of the server, where the customer told it.
    """
    sold = [match.found for match in matches if match.found is not None]
    return (
        *_known(matches),
        *_nearly_known(matches),
        *_product(sold),
        *_migrated(sold),
        *_organization(request, sold),
        *_buyer(request, sold),
        *_maintenance(sold, today),
        *_users(sold, server_users),
    )


def another_secret() -> ApprovalPoint:
    """Why the sales list says nothing."""
    words = "The sales list can't be asked: its keys were hashed with another secret than register.secret"
    return ApprovalPoint(name="key_known", verdict=PointVerdict.UNKNOWN, short="known", words=words)


def _known(matches: Sequence[KeyMatch]) -> Iterator[ApprovalPoint]:
    unknown = [match.key for match in matches if match.found is None and not match.nearly]
    if unknown:
        words = f"{_keys(unknown)} not in the sales list"
        yield ApprovalPoint(name="key_known", verdict=PointVerdict.BAD, short="unknown", words=words)
    elif matches and all(match.found for match in matches):
        whole = "The license key is" if len(matches) == 1 else f"All {len(matches)} license keys are"
        yield ApprovalPoint(
            name="key_known", verdict=PointVerdict.OK, short="known", words=f"{whole} in the sales list"
        )


def _nearly_known(matches: Sequence[KeyMatch]) -> Iterator[ApprovalPoint]:
    for match in matches:
        if match.nearly:
            like = " or ".join(f"…{one.ending}{_of(one)}" for one in match.nearly[:3])
            words = f"{_keys([match.key])} not in the sales list, but one that is a slip away is: {like}"
            yield ApprovalPoint(
                name="key_nearly_known", verdict=PointVerdict.CHECK, short="nearly", words=words
            )


def _product(sold: Sequence[RegisteredLicense]) -> Iterator[ApprovalPoint]:
    told = [one for one in sold if one.product]
    other = [one for one in told if not any(name in one.product.lower() for name in _PRODUCTS)]
    if other:
        words = f"…{other[0].ending} was sold as {other[0].product}, which is for neither Confluence nor JIRA"
        yield ApprovalPoint(name="product", verdict=PointVerdict.BAD, short="product", words=words)
    elif told:
        words = f"Sold as {_each(one.product for one in told)}"
        yield ApprovalPoint(name="product", verdict=PointVerdict.OK, short="product", words=words)


def _migrated(sold: Sequence[RegisteredLicense]) -> Iterator[ApprovalPoint]:
    for one in sold:
        if one.sen:
            words = f"…{one.ending} was moved already: the sales list has {one.sen} for it"
            yield ApprovalPoint(name="migrated", verdict=PointVerdict.BAD, short="moved", words=words)


def _organization(request: Request, sold: Sequence[RegisteredLicense]) -> Iterator[ApprovalPoint]:
    wanted = _value(request, "organization")
    told = [one for one in sold if one.organization]
    if not (wanted and told):
        return
    unlike = [one for one in told if compare_organizations(wanted, one.organization) is NameLikeness.UNLIKE]
    if unlike:
        words = f"…{unlike[0].ending} was sold to {unlike[0].organization}, and the request names {wanted}"
        yield ApprovalPoint(name="sold_to", verdict=PointVerdict.CHECK, short="company", words=words)
    else:
        words = f"Sold to {_each(one.organization for one in told)}"
        yield ApprovalPoint(name="sold_to", verdict=PointVerdict.OK, short="company", words=words)


def _buyer(request: Request, sold: Sequence[RegisteredLicense]) -> Iterator[ApprovalPoint]:
    told = [one for one in sold if one.buyer or one.email]
    strange = [one for one in told if not _is_of_the_buyer(request, one)]
    if strange:
        who = strange[0].buyer or strange[0].email
        words = f"…{strange[0].ending} was bought by {who}, who is neither the requester nor the holder"
        yield ApprovalPoint(name="buyer", verdict=PointVerdict.CHECK, short="buyer", words=words)
    elif told:
        words = "The requester or the holder is the buyer, or at the buyer’s domain"
        yield ApprovalPoint(name="buyer", verdict=PointVerdict.OK, short="buyer", words=words)


def _is_of_the_buyer(request: Request, one: RegisteredLicense) -> bool:
    addresses = {request.requester.addr.lower(), _value(request, "account_email").lower()} - {""}
    domain = domain_of(one.email) if one.email else ""
    if one.email in addresses:
        return True
    if domain and not is_freemail(domain) and any(is_aligned(domain_of(each), domain) for each in addresses):
        return True
    names = (request.requester.name, _value(request, "holder_name"))
    return any(name and compare_persons(name, one.buyer) is not NameLikeness.UNLIKE for name in names)


def _maintenance(sold: Sequence[RegisteredLicense], today: date) -> Iterator[ApprovalPoint]:
    ends = [(one.maintenance_until, one) for one in sold if one.maintenance_until is not None]
    over = [(until, one) for until, one in ends if until < today]
    if over:
        until, one = over[0]
        words = f"Maintenance of …{one.ending} ended on {until.isoformat()}"
        yield ApprovalPoint(name="maintenance", verdict=PointVerdict.CHECK, short="maintenance", words=words)
    elif ends:
        words = f"Maintenance until {_each(until.isoformat() for until, _ in ends)}"
        yield ApprovalPoint(name="maintenance", verdict=PointVerdict.OK, short="maintenance", words=words)


def _users(sold: Sequence[RegisteredLicense], server_users: int | None) -> Iterator[ApprovalPoint]:
    told = [(one.users, one) for one in sold if one.users is not None]
    if server_users is not None:
        for users, one in told:
            if users < server_users:
                words = (
                    f"…{one.ending} is for {_count(users)} users and the server has {_count(server_users)}"
                )
                yield ApprovalPoint(name="users", verdict=PointVerdict.CHECK, short="level", words=words)
                return
    if told:
        words = f"Sold for {_each(_count(users) for users, _ in told)} users"
        yield ApprovalPoint(name="users", verdict=PointVerdict.OK, short="users", words=words)


def _of(one: RegisteredLicense) -> str:
    return f" of {one.organization or one.buyer}" if one.organization or one.buyer else ""


def _keys(keys: Sequence[str]) -> str:
    endings = ", ".join(f"…{cut_ending(key)}" for key in keys)
    return f"The license key {endings} is" if len(keys) == 1 else f"The license keys {endings} are"


def _each(words: Iterator[str]) -> str:
    return " and ".join(dict.fromkeys(words))


def _count(users: int) -> str:
    return "unlimited" if users == UNLIMITED else f"{users:,}"


def _value(request: Request, name: str) -> str:
    field = request.fields.get(name)
    return str(field.value) if field is not None and field.value else ""
