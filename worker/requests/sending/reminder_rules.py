"""What time alone brings about: reminders and expiry of requests whose customer is silent."""

from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from worker.requests.merge_answers import change_state, with_attention
from worker.requests.request_model import (
    CLOUD_INTEREST_FORM,
    WORKER,
    Attention,
    Event,
    LetterDraft,
    LetterKind,
    LetterPool,
    Policy,
    Request,
    SenderStanding,
    State,
)
from worker.requests.review_rules import RequestStep
from worker.requests.sending import office_hours

#: While a person has one of these to look at, the customer is not reminded and nothing expires.
_ON_HOLD = frozenset(
    {
        Attention.LETTER_BOUNCED,
        Attention.CUSTOMER_WROTE,
        Attention.ACCOUNT_CHANGED,
        Attention.TOO_MANY_ROUNDS,
        Attention.LETTER_WITHHELD,
        Attention.UNSURE,
        Attention.DUPLICATE_KEY,
        Attention.DUPLICATE_ACCOUNT,
        Attention.READ_AGAIN,
    }
)
#: After a standstill several reminders are owed at once; the customer gets them a day apart.
_BETWEEN_REMINDERS = timedelta(days=1)


#: The last notice goes out so long before the end, if no reminder stands closer to it than a day.
_LAST_NOTICE = timedelta(days=3)


@dataclass(frozen=True, slots=True, kw_only=True)
class CustomerSilence:
    """Since when a customer owes us an answer, and what we wrote since."""

    asked_at: datetime | None  #: when the last question was sent; None while it is not
    reminders: int = 0
    last_notice: bool = False
    by_strangers: frozenset[Attention] = frozenset()  #: reasons for attention that only strangers have caused


def find_due(request: Request, silence: CustomerSilence, policy: Policy, now: datetime) -> RequestStep | None:
    """The next reminder, the last notice or the expiry, if its time has come.

    Each waits for office hours where the customer is (`office_hours`). Whom no mail server of ours vouched
    for gets none of them: the request expires in silence.
    """
    if request.state is not State.NEEDS_INFO or silence.asked_at is None:
        return None
    if _ON_HOLD & (set(request.attention) - silence.by_strangers) or not office_hours.are_now(
        now, request.utc_offset
    ):
        return None
    silent = now - silence.asked_at
    left = timedelta(days=policy.expire_days) - silent
    if left <= timedelta(0):
        return _expire(request, policy, now)
    if request.standing is SenderStanding.UNVOUCHED:
        return None
    kind = _owed(silent, left, silence, policy)
    if kind is LetterKind.LAST_NOTICE and request.form == CLOUD_INTEREST_FORM:
        return None
    wrote_lately = (
        silence.reminders or silence.last_notice
    ) and now - request.updated_at < _BETWEEN_REMINDERS
    return None if kind is None or wrote_lately else _remind(request, kind, left, now)


def upgrade_due(
    request: Request, silence: CustomerSilence, policy: Policy, now: datetime
) -> RequestStep | None:
    """The next reminder of an upgrade that is awaited, if its time has come; it ends by a person alone.

    Of `silence`, `asked_at` is when the customer was told what is needed.
    """
    if request.state is not State.AWAITING_UPGRADE or silence.asked_at is None:
        return None
    if _ON_HOLD & (set(request.attention) - silence.by_strangers) or not office_hours.are_now(
        now, request.utc_offset
    ):
        return None
    silent = now - silence.asked_at
    owed = sum(silent >= timedelta(days=days) for days in policy.reminder_days)
    wrote_lately = silence.reminders and now - request.updated_at < _BETWEEN_REMINDERS
    if owed <= silence.reminders or wrote_lately or request.standing is SenderStanding.UNVOUCHED:
        return None
    letter = _letter(request, LetterKind.UPGRADE_REMINDER)
    event = Event(at=now, who=WORKER, what="letter", name=letter.kind)
    return RequestStep(request=replace(request, updated_at=now), events=(event,), letters=(letter,))


def held_back(step: RequestStep, why: str, now: datetime) -> RequestStep:
    """The same, but that its letters wait for a person."""
    if not step.letters:
        return step
    changed, noticed = with_attention(step.request, [Attention.LETTER_WITHHELD], WORKER, now, why)
    letters = tuple(replace(letter, held=why) for letter in step.letters)
    return replace(step, request=changed, events=(*step.events, *noticed), letters=letters)


def _owed(silent: timedelta, left: timedelta, silence: CustomerSilence, policy: Policy) -> LetterKind | None:
    if silence.last_notice:
        return None
    ahead = timedelta(days=policy.expire_days) - _LAST_NOTICE
    if left <= _LAST_NOTICE and timedelta(days=max(policy.reminder_days, default=0)) < ahead:
        return LetterKind.LAST_NOTICE
    owed = sum(silent >= timedelta(days=days) for days in policy.reminder_days)
    return LetterKind.REMINDER if owed > silence.reminders else None


def _remind(request: Request, kind: LetterKind, left: timedelta, now: datetime) -> RequestStep:
    letter = replace(_letter(request, kind), days_left=max(left.days, 1))
    event = Event(at=now, who=WORKER, what="letter", name=letter.kind)
    return RequestStep(request=replace(request, updated_at=now), events=(event,), letters=(letter,))


def _expire(request: Request, policy: Policy, now: datetime) -> RequestStep:
    why = f"no answer for {policy.expire_days} days (policy.expire_days)"
    changed, event = change_state(request, State.EXPIRED, WORKER, why, now)
    # Whoever asked to be told is told all the same, so nothing that matters to them ends.
    silently = request.standing is SenderStanding.UNVOUCHED or request.form == CLOUD_INTEREST_FORM
    letters = () if silently else (_letter(request, LetterKind.EXPIRED),)
    return RequestStep(request=replace(changed, updated_at=now), events=(event,), letters=letters)


def _letter(request: Request, kind: LetterKind) -> LetterDraft:
    return LetterDraft(
        kind=kind,
        to=request.requester.addr,
        round=request.version + 1,
        timer=True,
        pool=pool_of(request),
    )


def pool_of(request: Request) -> LetterPool:
    """Whose letters one that a clock brings about is counted among."""
    known = request.standing is SenderStanding.KNOWN
    return LetterPool.CUSTOMERS if known else LetterPool.STRANGERS
