"""What time alone brings about: reminders and expiry of requests whose customer is silent."""

from dataclasses import replace
from datetime import datetime, timedelta

from worker.requests.merge import change_state
from worker.requests.review import Step
from worker.requests.values import (
    WORKER,
    Attention,
    Event,
    LetterDraft,
    LetterKind,
    Policy,
    Request,
    State,
)

#: While a person has one of these to look at, the customer is not reminded and nothing expires.
_ON_HOLD = frozenset(
    {
        Attention.LETTER_BOUNCED,
        Attention.CUSTOMER_WROTE,
        Attention.ACCOUNT_CHANGED,
        Attention.TOO_MANY_ROUNDS,
        Attention.LETTER_WITHHELD,
        Attention.UNSURE,
        Attention.READ_AGAIN,
    }
)
#: After a standstill several reminders are owed at once; the customer gets them a day apart.
_BETWEEN_REMINDERS = timedelta(days=1)


def due(
    request: Request, asked_at: datetime | None, reminders: int, policy: Policy, now: datetime
) -> Step | None:
    """The next reminder or the expiry, if its time has come.

    `asked_at` is when the last question was sent (None: it never was), `reminders` how many reminders
    went out since.
    """
    if request.state is not State.NEEDS_INFO or asked_at is None or _ON_HOLD & set(request.attention):
        return None
    silent = now - asked_at
    if silent >= timedelta(days=policy.expire_days):
        return _expire(request, policy, now)
    owed = sum(silent >= timedelta(days=days) for days in policy.reminder_days)
    if owed <= reminders or (reminders and now - request.updated_at < _BETWEEN_REMINDERS):
        return None
    left = timedelta(days=policy.expire_days) - silent
    letter = replace(_letter(request, LetterKind.REMINDER), days_left=max(left.days, 1))
    event = Event(at=now, who=WORKER, what="letter", name=letter.kind)
    return Step(request=replace(request, updated_at=now), events=(event,), letters=(letter,))


def _expire(request: Request, policy: Policy, now: datetime) -> Step:
    why = f"no answer for {policy.expire_days} days (policy.expire_days)"
    changed, event = change_state(request, State.EXPIRED, WORKER, why, now)
    letter = _letter(request, LetterKind.EXPIRED)
    return Step(request=replace(changed, updated_at=now), events=(event,), letters=(letter,))


def _letter(request: Request, kind: LetterKind) -> LetterDraft:
    return LetterDraft(kind=kind, to=request.requester.addr, round=request.version + 1, timer=True)
