"""Correcting a completed request: another SEN, another account, and a confirmation that says what changed."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import datetime

from worker.errors import RefusedError, UsageError
from worker.requests.merge_answers import RequestAnswers, merge_answers
from worker.requests.message_rights import usable_account
from worker.requests.request_model import Event, FieldValue, LetterDraft, LetterKind, Request, State
from worker.requests.review_rules import RequestStep, license_keys
from worker.requests.sen_rules import require_sens


def amend(
    request: Request,
    sens: Sequence[str],
    values: Mapping[str, str | int | None],
    note: str,
    required: Sequence[str],
    given: Mapping[str, str],
    who: str,
    now: datetime,
) -> RequestStep:
    """Put right what was confirmed; `note` is for the customer, `given` tells who has which SEN already.

    The confirmation goes to the requester, with the account that was and the one that is in copy. Raises
    UsageError without a note or a change, RefusedError for a request that is not completed.
    """
    if request.state is not State.COMPLETED:
        raise RefusedError(f"{request.reference} is {request.state}; only a completed request is amended")
    if not note.strip():
        raise UsageError("--note is empty; it tells the customer what was put right")
    if lacking := [name for name, value in values.items() if value is None and name in required]:
        raise UsageError(f"{', '.join(lacking)}: can't be empty")
    checked = require_sens(sens, given) if sens else request.sens
    if len(checked) != len(license_keys(request)):
        raise UsageError(
            f"{request.reference} has {len(license_keys(request))} license key(s): one SEN for each"
        )
    answers = {name: FieldValue(value=value, set_by=who) for name, value in values.items()}
    merged = merge_answers(request, RequestAnswers(values=answers, problems={}, by=who), required, now)
    if not merged.events and checked == request.sens:
        raise UsageError("nothing would change; give --sen or FIELD=VALUE")
    events = [*merged.events, Event(at=now, who=who, what="note", name="amended", why=note.strip())]
    if checked != request.sens:
        old, new = ", ".join(request.sens), ", ".join(checked)
        events.insert(0, Event(at=now, who=who, what="field", name="sen", old=old, new=new))
    events.append(Event(at=now, who=who, what="letter", name=LetterKind.SEN_CONFIRMATION))
    changed = replace(merged.request, sens=checked, updated_at=now)
    letter = LetterDraft(
        kind=LetterKind.SEN_CONFIRMATION,
        to=request.requester.addr,
        cc=_copies(request, changed),
        round=request.version + 1,
        note=note.strip(),
        changed=tuple(values),
    )
    return RequestStep(request=changed, events=tuple(events), letters=(letter,))


def _copies(before: Request, after: Request) -> tuple[str, ...]:
    accounts = dict.fromkeys(usable_account(one).lower() for one in (before, after))
    return tuple(one for one in accounts if one and one != before.requester.addr)
