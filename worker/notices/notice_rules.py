"""Which notice a trouble calls for, by how it is now and what staff were told before.

An alert when it begins, another when it grows or after each day, a word when it is over. What comes and
goes counts as one trouble, and of each there are at most `MOST_A_DAY` mails in any 24 hours.
"""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import datetime, timedelta

from worker.notices.values import NoticeKind, NoticeRules, NoticeStep, Trouble, TroubleFact, TroubleStanding

#: Notices of one trouble in 24 hours; even, as the room for "recovered" is kept free.
MOST_A_DAY = 6
DAY = timedelta(days=1)

_SERVERS = frozenset({Trouble.MAILBOX, Trouble.TOKEN, Trouble.RELAY})
#: Troubles that the next poll or try may end.
_DOUBTFUL = frozenset({Trouble.LEDGER, Trouble.WORKER})
_DOUBTFUL_PATIENCE = timedelta(minutes=10)
#: The digest lists these until a person does something: a reminder would say nothing new.
_IN_DIGEST = frozenset({Trouble.UNCERTAIN, Trouble.FAILED, Trouble.QUARANTINE, Trouble.MISSED})
#: Single events, which don't last and never recover.
_ONE_TIME = frozenset({Trouble.MISSED})
#: Between two alerts about a trouble that grows.
_BETWEEN_GROWTHS = timedelta(hours=1)
#: A trouble that staff were not told of is over after so long without it.
_BLIP = timedelta(minutes=2)
#: One that they were told of is over after so long without it, doubled when it has come back.
_CALM = timedelta(minutes=10)
_LONGEST_CALM = timedelta(hours=2)


def judge_troubles(
    facts: Sequence[TroubleFact],
    known: Mapping[str, TroubleStanding],
    waiting: frozenset[str],
    rules: NoticeRules,
    now: datetime,
) -> dict[str, NoticeStep]:
    """What follows for each trouble of which something changes, by its key.

    `known` is what was remembered after the last call; `waiting` are the keys whose last alert is still
    queued.
    """
    seen = {fact.key: fact for fact in facts}
    steps: dict[str, NoticeStep] = {}
    for key in (*seen, *(key for key in known if key not in seen)):
        old = _forget_old_notices(known.get(key), now)
        if key in seen:
            steps[key] = _judge_trouble(seen[key], old, rules, now, waits=key in waiting)
        elif old is not None:
            steps[key] = _judge_recovery(old, now, waits=key in waiting)
    return {key: step for key, step in steps.items() if step.notice or step.standing != known.get(key)}


def _forget_old_notices(old: TroubleStanding | None, now: datetime) -> TroubleStanding | None:
    if old is None:
        return None
    return replace(old, told=tuple(at for at in old.told if now - at < DAY))


def _judge_trouble(
    fact: TroubleFact, old: TroubleStanding | None, rules: NoticeRules, now: datetime, *, waits: bool
) -> NoticeStep:
    if old is None or old.since is None:
        old = TroubleStanding(fact=fact, since=now, told=old.told if old else ())
    told_size = min(old.told_size, fact.size)
    standing = replace(old, fact=fact, well_since=None, told_size=told_size)
    reminder = _is_reminder(standing, now)
    if not (reminder or _is_news(standing, rules, now)) or waits or len(standing.told) > MOST_A_DAY - 2:
        return NoticeStep(standing=standing)
    alerted = replace(
        standing,
        alerts=standing.alerts + 1,
        alerted_at=now,
        told_size=fact.size,
        told=(*standing.told, now),
    )
    return NoticeStep(standing=alerted, before=standing, notice=NoticeKind.ALERT, reminder=reminder)


def _is_news(standing: TroubleStanding, rules: NoticeRules, now: datetime) -> bool:
    if standing.alerted_at is None:
        return standing.since is not None and now - standing.since >= _patience(standing.fact, rules)
    grown = standing.fact.size > standing.told_size
    return grown and now - standing.alerted_at >= _BETWEEN_GROWTHS


def _is_reminder(standing: TroubleStanding, now: datetime) -> bool:
    if standing.alerted_at is None or standing.fact.trouble in _IN_DIGEST:
        return False
    return now - standing.alerted_at >= DAY


def _patience(fact: TroubleFact, rules: NoticeRules) -> timedelta:
    if fact.lasting:
        return timedelta()
    if fact.trouble in _SERVERS:
        return rules.unreachable
    return _DOUBTFUL_PATIENCE if fact.trouble in _DOUBTFUL else timedelta()


def _judge_recovery(old: TroubleStanding, now: datetime, *, waits: bool) -> NoticeStep:
    if old.since is None:
        return NoticeStep(standing=old if old.told else None)
    well_since = old.well_since or now
    if now - well_since < _calm_needed(old):
        return NoticeStep(standing=replace(old, well_since=well_since))
    over = TroubleStanding(fact=old.fact, since=None, told=old.told)
    if old.alerted_at is None or waits or old.fact.trouble in _ONE_TIME:
        return NoticeStep(standing=over if over.told else None, before=old, withdraw=waits)
    over = replace(over, told=(*old.told, now))
    return NoticeStep(standing=over, before=replace(old, well_since=well_since), notice=NoticeKind.RECOVERED)


def _calm_needed(old: TroubleStanding) -> timedelta:
    if old.alerted_at is None:
        return _BLIP
    calm: timedelta = min(_CALM * 2 ** (len(old.told) // 2), _LONGEST_CALM)
    return calm
