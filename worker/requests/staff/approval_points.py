"""Whether a request may be approved, as single points, each with a verdict of its own.

A verdict advises. Nothing is decided here: staff approve.
"""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from worker.forms.extraction import DENYING, Evidence, FactKind, FieldProblem
from worker.reading.message import Message
from worker.requests.account_changes import AccountChange
from worker.requests.merge_answers import CONFIRMATION
from worker.requests.request_model import Attention, Event, Policy, RelatedRequest, Request
from worker.requests.review_rules import license_keys
from worker.requests.senders.freemail_domains import is_freemail
from worker.requests.senders.organizational_domains import domain_of
from worker.requests.senders.sender_authenticity import Authenticity, judge_author


class PointVerdict(StrEnum):
    """What a point says about the request."""

    OK = "ok"
    CHECK = "check"  #: a person should look
    BAD = "bad"  #: speaks against it
    UNKNOWN = "unknown"  #: nothing to tell by


@dataclass(frozen=True, slots=True, kw_only=True)
class ApprovalPoint:
    """One point of eligibility."""

    name: str
    verdict: PointVerdict
    short: str  #: two words at most, for a list of what is fine
    words: str  #: what was found, for staff
    related: tuple[str, ...] = ()  #: references of other requests that it speaks of
    follows: str = ""  #: what is to be done about it
    message: int | None = None  #: ledger id of the mail that says it
    evidence: Evidence | None = None  #: where in that mail


def list_points(
    request: Request,
    required: Sequence[str],
    messages: Sequence[Message],
    related: Sequence[RelatedRequest],
    policy: Policy,
    changes: Sequence[AccountChange] = (),
    events: Sequence[Event] = (),
    of_owner: Collection[str] = (),
) -> tuple[ApprovalPoint, ...]:
    """Every point that bears on a request of this form, those to look at first.

    `messages` are the request's mails; `changes` tell who wanted which account and `events` what happened,
    oldest first. `of_owner` are the digests of those mails in which the account's owner answers us.
    """
    found = [_complete(request)]
    if CONFIRMATION in required:
        found += [_statement(request), *_places(request, events), *_levels(request)]
    if "account_email" in required:
        found.append(_account(request))
        found += _account_changed(changes)
    if "license_key" in required:
        found.append(_key(request, related))
    found += [
        _account_elsewhere(related),
        _authenticated(request, messages, policy),
        _one_sender(request, [one for one in messages if one.digest not in of_owner]),
    ]
    return by_weight(found)


_WEIGHTS = {PointVerdict.BAD: 0, PointVerdict.CHECK: 1, PointVerdict.UNKNOWN: 2, PointVerdict.OK: 3}


def weigh(verdict: PointVerdict) -> int:
    """Where a verdict stands in a list: 0 for what speaks against a request."""
    return _WEIGHTS[verdict]


def by_weight(points: Iterable[ApprovalPoint]) -> tuple[ApprovalPoint, ...]:
    """The points to look at first, first."""
    return tuple(sorted(points, key=lambda point: weigh(point.verdict)))


def _complete(request: Request) -> ApprovalPoint:
    verdict = PointVerdict.CHECK if request.ask else PointVerdict.OK
    count = len(request.ask)
    words = f"{count} still open: missing, or not to be used as it is" if count else "Nothing is missing"
    return ApprovalPoint(name="complete", verdict=verdict, short="all answers", words=words)


def _statement(request: Request) -> ApprovalPoint:
    problem = request.problems.get(CONFIRMATION)
    said: Mapping[FieldProblem | None, tuple[PointVerdict, str]] = {
        None: (PointVerdict.OK, "Uses it on Server and accepts matching levels, as the customer confirmed"),
        FieldProblem.CONTRADICTED: (
            PointVerdict.BAD,
            "The customer says that Server or matching levels are not so",
        ),
    }
    verdict, words = said.get(problem, (PointVerdict.CHECK, "Server and matching levels are not confirmed"))
    return ApprovalPoint(name="statement", verdict=verdict, short="Server", words=words)


#: What a customer tells of where the license is used, and what follows from it.
_TOLD: Mapping[str, tuple[str, str, str]] = {
    FactKind.CLOUD: (
        "on Cloud",
        "The customer says that it is on Atlassian Cloud",
        "the Marketplace has nothing for Cloud yet: reject as Cloud, which offers the list",
    ),
    FactKind.DATA_CENTER: (
        "Data Center",
        "The customer says that it is on Data Center",
        "Atlassian alone sells those licenses: reject as Data Center, which says so",
    ),
    FactKind.NOT_MATCHING: (
        "levels",
        "The customer does not want to match the level of their server",
        "without the upgrade it can't be moved: reject as not matching, which offers it",
    ),
}


def doubt_facts(facts: Mapping[str, str | int | None]) -> str:
    """What of it a person should look at before the license is moved, in words; else empty."""
    if kind := next((kind for kind in FactKind if kind in DENYING and kind in facts), None):
        return _TOLD[kind][1]
    license_, server = facts.get(FactKind.LICENSE_USERS), facts.get(FactKind.SERVER_USERS)
    if license_ is None or server is None or license_ == server:
        return ""
    return _differing(license_, server)


def _differing(license_: object, server: object) -> str:
    return f"The license is for {license_} users and the server for {server}"


def _places(request: Request, events: Sequence[Event]) -> list[ApprovalPoint]:
    """Signs of Cloud and Data Center, and a refusal to match; milder where the statement was made since."""
    found = []
    for kind in (kind for kind in FactKind if kind in DENYING and kind in request.facts):
        fact = request.facts[kind]
        short, words, follows = _TOLD[kind]
        site = f" ({fact.value})" if "." in str(fact.value) else ""
        since = CONFIRMATION not in request.problems and _confirmed_since(kind, events)
        said = f"{words}{site}" + (", and has confirmed Server and matching levels since" if since else "")
        found.append(
            ApprovalPoint(
                name=kind,
                verdict=PointVerdict.CHECK if since else PointVerdict.BAD,
                short=short,
                words=said,
                follows="make sure which of it is so" if since else follows,
                message=fact.message,
                evidence=fact.evidence,
            )
        )
    return found


def _confirmed_since(kind: str, events: Sequence[Event]) -> bool:
    """Whether the statement was made after that was told; what the first mail tells has no event."""
    told = max((at for at, one in enumerate(events) if (one.what, one.name) == ("fact", kind)), default=-1)
    return any((one.what, one.name) == ("field", CONFIRMATION) for one in events[told + 1 :])


def _levels(request: Request) -> list[ApprovalPoint]:
    """What the customer tells of numbers of users, and whether they match."""
    license_, server = (request.facts.get(kind) for kind in (FactKind.LICENSE_USERS, FactKind.SERVER_USERS))
    told = server or license_
    if told is None:
        return []
    if license_ is None or server is None:
        whose = "server is" if license_ is None else "license is"
        verdict, words = PointVerdict.UNKNOWN, f"The {whose} for {told.value} users, as the customer says"
        follows = "compare it with the level of the " + ("license" if license_ is None else "server")
    elif license_.value == server.value:
        verdict, words = (
            PointVerdict.OK,
            f"License and server are for {told.value} users, as the customer says",
        )
        follows = ""
    else:
        verdict = PointVerdict.CHECK
        words = _differing(license_.value, server.value)
        follows = "the level has to be matched before it is moved"
    return [
        ApprovalPoint(
            name="levels",
            verdict=verdict,
            short="same level",
            words=words,
            follows=follows,
            message=told.message,
            evidence=told.evidence,
        )
    ]


def _account(request: Request) -> ApprovalPoint:
    field = request.fields.get("account_email")
    account = str(field.value).lower() if field is not None and field.value else ""
    if not account:
        verdict, words = PointVerdict.CHECK, "There is no myAtlassian address yet"
    elif doubt := doubt_account(account, request.requester.addr):
        verdict, words = PointVerdict.CHECK, doubt
    elif account == request.requester.addr:
        verdict, words = PointVerdict.OK, "The myAtlassian address is the sender's own"
    else:
        verdict, words = PointVerdict.OK, "The myAtlassian address is at the sender's domain"
    return ApprovalPoint(name="account", verdict=verdict, short="address", words=words)


def doubt_account(account: str, sender: str) -> str:
    """Why a person should make sure that the sender has this myAtlassian address; else empty."""
    domain = domain_of(account.lower())
    if account.lower() == sender or (domain == domain_of(sender) and not is_freemail(domain)):
        return ""
    if is_freemail(domain):
        return f"The myAtlassian address is not the sender's, and anybody can have one at {domain}"
    return "The myAtlassian address is at another domain than the sender; make sure that it is theirs"


def _account_changed(changes: Sequence[AccountChange]) -> list[ApprovalPoint]:
    """The last change of the account that was made, and the last that waits for a person."""
    found = []
    for applied, verdict in ((True, PointVerdict.CHECK), (False, PointVerdict.BAD)):
        last = next((one for one in reversed(changes) if one.applied is applied), None)
        if last is not None:
            found.append(
                ApprovalPoint(name="account_changed", verdict=verdict, short="change", words=last.words)
            )
    return found


def _key(request: Request, related: Sequence[RelatedRequest]) -> ApprovalPoint:
    same = tuple(other.reference for other in related if other.same_key)
    if not license_keys(request):
        verdict, words = PointVerdict.CHECK, "There is no license key yet"
    elif same:
        verdict, words = PointVerdict.BAD, "A license key of it stands in another request"
    else:
        verdict, words = PointVerdict.OK, "No license key of it is in another request"
    return ApprovalPoint(name="key", verdict=verdict, short="keys", words=words, related=same)


def _account_elsewhere(related: Sequence[RelatedRequest]) -> ApprovalPoint:
    same = tuple(other.reference for other in related if other.same_account and not other.same_key)
    verdict = PointVerdict.CHECK if same else PointVerdict.OK
    words = "Another request names the same account" if same else "No other request names this account"
    return ApprovalPoint(
        name="account_elsewhere", verdict=verdict, short="account", words=words, related=same
    )


def _authenticated(request: Request, messages: Sequence[Message], policy: Policy) -> ApprovalPoint:
    """The worst that is known of the authors of the request's mails, those too that are not kept any more."""
    verdicts = [judge_author(message, policy) for message in messages]
    failed = [one.words for one in verdicts if one.authenticity is Authenticity.FAILED]
    unknown = [one.words for one in verdicts if one.authenticity is Authenticity.UNKNOWN]
    if failed or Attention.AUTHENTICATION_FAILED in request.attention:
        why = f": {failed[0]}" if failed else ""
        verdict, words = PointVerdict.BAD, f"A mail server of ours says that a sender is forged{why}"
    elif unknown or not verdicts:
        verdict, words = PointVerdict.UNKNOWN, _not_known(unknown, len(verdicts))
    else:
        domains = " and ".join(dict.fromkeys(one.domain for one in verdicts))
        verdict, words = PointVerdict.OK, f"The sender is who they say: {domains} sent it"
    return ApprovalPoint(name="authentication", verdict=verdict, short="sender", words=words)


def _not_known(unknown: Sequence[str], count: int) -> str:
    """Why it is not known who wrote, and of how many mails."""
    words = unknown[0] if unknown else "There is no mail to tell by"
    return words if len(unknown) == count else f"{len(unknown)} of {count} mails: {words}"


def _one_sender(request: Request, messages: Sequence[Message]) -> ApprovalPoint:
    others = {message.from_.addr for message in messages} - {request.requester.addr}
    flagged = {Attention.OTHER_ADDRESS, Attention.ACCOUNT_CHANGED} & set(request.attention)
    if Attention.ACCOUNT_CHANGED in flagged:
        verdict, words = PointVerdict.BAD, "Somebody wants another myAtlassian account, without proof enough"
    elif others or flagged:
        verdict, words = PointVerdict.CHECK, "Not all mail comes from the requester's address"
    else:
        verdict, words = PointVerdict.OK, "All mail comes from one address"
    return ApprovalPoint(name="one_sender", verdict=verdict, short="one address", words=words)
