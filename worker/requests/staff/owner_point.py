"""What the owner of the myAtlassian account says, beside the other points of eligibility."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from worker.requests.account_owner import (
    ANSWERED,
    CONFIRMED,
    DENIED,
    UNCLEAR,
    OwnerLetter,
    changed_at,
    find_owner,
    is_change,
    is_current,
)
from worker.requests.message_rights import usable_account
from worker.requests.request_model import Event, LetterState, Policy, Request
from worker.requests.staff.approval_points import ApprovalPoint, PointVerdict

#: Who has not answered for so long is not about to.
_PATIENCE = timedelta(days=3)


def owner_points(
    request: Request,
    letters: Sequence[OwnerLetter],
    events: Sequence[Event],
    policy: Policy,
    now: datetime,
) -> tuple[ApprovalPoint, ...]:
    """What is known of the owner of the account that the request names now; nothing where nobody is asked.

    What was asked and answered about another license key, or before another account, counts no more.
    """
    account, changed = usable_account(request).lower(), changed_at(events)
    said = _said_since_change(events, account)
    asked = [
        one
        for one in letters
        if one.to.lower() == account and one.state is not LetterState.CANCELLED and is_current(one, changed)
    ]
    if not account or not (said or asked or find_owner(request, policy)):
        return ()
    verdict, words = _answer(said) or _question(asked[-1] if asked else None, now)
    return (ApprovalPoint(name="owner", verdict=verdict, short="owner’s yes", words=words),)


def _said_since_change(events: Sequence[Event], account: str) -> list[str]:
    """The owner's answers to what the request is now, oldest first."""
    changes = [at for at, event in enumerate(events) if is_change(event)]
    since = events[changes[-1] + 1 :] if changes else events
    return [one.name for one in since if one.what == ANSWERED and one.new == account]


def _answer(said: Sequence[str]) -> tuple[PointVerdict, str] | None:
    """Both answers contradict each other, and so a person has to find out; what follows a yes may, too."""
    if {CONFIRMED, DENIED} <= {*said}:
        return PointVerdict.BAD, "The account’s owner said yes and said no"
    if DENIED in said:
        return PointVerdict.BAD, "The account’s owner does not want the license there"
    if CONFIRMED in said and said[-1] == UNCLEAR:
        return PointVerdict.CHECK, "The account’s owner said yes, and another mail came since; read it"
    if CONFIRMED in said:
        return PointVerdict.OK, "The account’s owner confirmed that the license is to go there"
    if UNCLEAR in said:
        return PointVerdict.CHECK, "The account’s owner answered neither yes nor no; read the mail"
    return None


def _question(letter: OwnerLetter | None, now: datetime) -> tuple[PointVerdict, str]:
    if letter is None:
        return PointVerdict.UNKNOWN, "The account’s owner was not asked"
    if letter.state in {LetterState.BOUNCED, LetterState.FAILED}:
        return PointVerdict.BAD, "The letter to the account’s owner came back: nobody reads mail there"
    if letter.state is LetterState.HELD:
        return PointVerdict.CHECK, "The letter to the account’s owner waits for you in the outbox"
    if letter.sent_at is None:
        return PointVerdict.UNKNOWN, "The account’s owner is being asked"
    late = now - letter.sent_at > _PATIENCE
    words = f"The account’s owner was asked on {letter.sent_at.date().isoformat()} and has not answered"
    return (PointVerdict.CHECK if late else PointVerdict.UNKNOWN), words
