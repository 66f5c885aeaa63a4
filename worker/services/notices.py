"""Tell staff by mail what can't wait, and once a working day what waits: see what is so, and queue the mails.

What staff were told is stored in the same transaction as the mail, so that nothing is told twice. Of the
workers that share a database one does it at a time.
"""

from collections.abc import Iterable
from datetime import timedelta

from worker import log
from worker.letters.notices import NoticeValues
from worker.notices import judging
from worker.notices.schedule import digest_day
from worker.notices.values import NoticeKind, NoticeState, Standing, Step, Trouble
from worker.notices.words import lasting, moment
from worker.requests import tokens
from worker.requests.values import LetterState
from worker.services import leases
from worker.services.health import Part
from worker.services.house import House
from worker.services.notice_facts import facts
from worker.services.notice_mail import Noticing, queue_notice
from worker.services.notice_piles import letters, piles
from worker.store.notices import NewNotice, Remembered
from worker.store.store import Transaction

_log = log.get(__name__)
_LEASE = "staff notices"  # no mailbox has a name with a space
_KEPT = timedelta(days=30)
#: Troubles whose alert tells which letters it is about.
_SHOWN = {Trouble.UNCERTAIN: LetterState.UNCERTAIN, Trouble.FAILED: LetterState.FAILED}
_BAD_ENDS = {
    NoticeState.FAILED: "was refused",
    NoticeState.BOUNCED: "came back",
}


def look(house: House, noticing: Noticing, failed: Iterable[Part] = ()) -> int:
    """Queue what staff are to be told now; how many notices that are.

    `failed` are parts of a pass that leaves no heartbeats.
    """
    if not noticing.to:
        return 0
    with house.store.write() as tx:
        if not leases.take(house, _LEASE, tx):
            return 0
        tx.notices.forget(house.clock() - _KEPT)
        alerts = _alerts(house, tx, noticing, failed) if noticing.alerts else 0
        return alerts + _digest(house, tx, noticing)


def problem(house: House) -> str:
    """Why staff may not have got the last notice; empty when nothing is known against it."""
    with house.store.read() as tx:
        last = tx.notices.last_ended()
    if last is None:
        return ""
    how = _BAD_ENDS.get(last.state) or ("was refused for some" if last.last_error else "")
    return f"the last notice to staff {how}; check to in [notices]" if how else ""


def _alerts(house: House, tx: Transaction, noticing: Noticing, failed: Iterable[Part]) -> int:
    known = tx.notices.remembered()
    steps = judging.judge(
        facts(house, tx, failed),
        {key: one.standing for key, one in known.items()},
        frozenset(key for key, one in known.items() if one.waits),
        noticing.rules,
        house.clock(),
    )
    for key, step in steps.items():
        _take(house, tx, noticing, key, step, known.get(key))
    return sum(1 for step in steps.values() if step.notice)


def _take(
    house: House, tx: Transaction, noticing: Noticing, key: str, step: Step, known: Remembered | None
) -> None:
    last = known.notice if known is not None else None
    notice_id = last.id if last is not None else None
    if step.withdraw and last is not None:
        tx.notices.withdraw(last.id, "it was over before anybody could be told")
    if step.notice is not None and step.before is not None:
        before = step.before
        cause = f"{step.notice} {key} {before.since} {before.alerts}"
        values = _values(house, tx, noticing, step, before)
        after = last.message_id if last is not None and before.alerts else None
        notice_id = queue_notice(house, tx, noticing.to, cause, step.notice, values, after)
        report = _log.error if step.notice is NoticeKind.ALERT else _log.info
        report(str(step.notice), trouble=before.fact.trouble, part=before.fact.part, size=before.fact.size)
    if step.standing is None:
        tx.notices.forget_trouble(key)
    else:
        tx.notices.remember(step.standing, notice_id if step.standing.since is not None else None)


def _values(house: House, tx: Transaction, noticing: Noticing, step: Step, before: Standing) -> NoticeValues:
    fact, now = before.fact, house.clock()
    since = before.since or now
    end = before.well_since if step.notice is NoticeKind.RECOVERED and before.well_since else now
    told = _SHOWN.get(fact.trouble) if step.notice is NoticeKind.ALERT else None
    return NoticeValues(
        vendor=house.vendor,
        piles=() if told is None else (letters(house, tx, told),),
        trouble=fact.trouble,
        part=fact.part,
        problem=fact.problem,
        size=fact.size,
        reminder=step.reminder,
        since=moment(since, noticing.zone),
        lasted=lasting(end - since),
        link=_pages(house),
    )


def _digest(house: House, tx: Transaction, noticing: Noticing) -> int:
    day = digest_day(noticing.digest, house.clock()) if noticing.digest else None
    cause = f"{NoticeKind.DIGEST} {day}"
    if day is None or tx.notices.is_known(cause):
        return 0
    waiting = piles(house, tx)
    if not waiting:
        # Noted all the same: what comes in later that day waits for the next digest.
        _skip(house, tx, cause)
        return 0
    tx.notices.supersede(NoticeKind.DIGEST, "a newer one took its place")
    values = NoticeValues(vendor=house.vendor, piles=waiting, link=_pages(house))
    queue_notice(house, tx, noticing.to, cause, NoticeKind.DIGEST, values)
    return 1


def _skip(house: House, tx: Transaction, cause: str) -> None:
    now, name = house.clock(), tokens.message_id(tx.secret(), house.randomness(12), house.domain)
    skipped = NewNotice(
        cause=cause,
        kind=NoticeKind.DIGEST,
        to=(),
        message_id=name,
        raw=b"",
        created_at=now,
        state=NoticeState.CANCELLED,
    )
    tx.notices.add(skipped)


def _pages(house: House) -> str:
    return f"{house.public_url}/queue" if house.public_url else ""
