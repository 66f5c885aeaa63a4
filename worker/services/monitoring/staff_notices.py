"""Tell staff by mail what can't wait, and once a working day what waits: see what is so, and queue the mails.

What staff were told is stored in the same transaction as the mail, so that nothing is told twice. Of the
workers that share a database one does it at a time.
"""

from collections.abc import Iterable
from datetime import timedelta

from worker import log
from worker.letters.letter_address import AddressError, ascii_address
from worker.letters.notice_context import NoticeValues, WaitingPile
from worker.letters.plain_text import one_line
from worker.notices import notice_rules
from worker.notices.digest_schedule import digest_day
from worker.notices.durations import format_duration, format_moment
from worker.notices.values import NoticeKind, NoticeState, NoticeStep, Trouble, TroubleStanding
from worker.requests.request_model import LetterState
from worker.requests.threading import identifiers
from worker.services.contexts import LinkContext, NoticeContext, StaffNoticeContext, StoreContext
from worker.services.intake import folder_leases
from worker.services.monitoring.notice_digest import find_letters, find_piles, make_item
from worker.services.monitoring.notice_facts import find_facts
from worker.services.monitoring.worker_health import WorkerPart
from worker.services.outbox.notice_rows import NoticeTerms, queue_notice
from worker.store.outbox.notice_table import NewNotice, Remembered
from worker.store.queue.notification_table import StaffNotification
from worker.store.transactions import Transaction

_log = log.get(__name__)
_LEASE = "staff notices"  # no mailbox has a name with a space
_KEPT = timedelta(days=30)
_TOLD_WITHIN = timedelta(days=1)  # later nobody is told any more that a request was given to them
_SHOWN_GIVEN = 20
_MOST_GIVEN = 5_000  # that one look goes through; the next one has the rest
#: Troubles whose alert tells which letters it is about.
_SHOWN = {Trouble.UNCERTAIN: LetterState.UNCERTAIN, Trouble.FAILED: LetterState.FAILED}
_BAD_ENDS = {
    NoticeState.FAILED: "was refused",
    NoticeState.BOUNCED: "came back",
}


def look(services: StaffNoticeContext, noticing: NoticeTerms, failed: Iterable[WorkerPart] = ()) -> int:
    """Queue what staff are to be told now; how many notices that are.

    `failed` are parts of a pass that leaves no heartbeats.
    """
    if not noticing.to:
        return 0
    with services.store.write() as tx:
        if not folder_leases.take(services, _LEASE, tx):
            return 0
        tx.notices.forget(services.clock() - _KEPT)
        alerts = _alerts(services, tx, noticing, failed) if noticing.alerts else 0
        return alerts + _tell_assignees(services, tx, noticing) + _digest(services, tx, noticing)


def problem(services: StoreContext) -> str:
    """Why staff may not have got the last notice; empty when nothing is known against it."""
    with services.store.read() as tx:
        last = tx.notices.last_ended()
    if last is None:
        return ""
    how = _BAD_ENDS.get(last.state) or ("was refused for some" if last.last_error else "")
    return f"the last notice to staff {how}; check to in [notices]" if how else ""


def _alerts(
    services: StaffNoticeContext, tx: Transaction, noticing: NoticeTerms, failed: Iterable[WorkerPart]
) -> int:
    known = tx.notices.remembered()
    steps = notice_rules.judge(
        find_facts(services, tx, failed),
        {key: one.standing for key, one in known.items()},
        frozenset(key for key, one in known.items() if one.waits),
        noticing.rules,
        services.clock(),
    )
    for key, step in steps.items():
        _take(services, tx, noticing, key, step, known.get(key))
    return sum(1 for step in steps.values() if step.notice)


def _take(
    services: NoticeContext,
    tx: Transaction,
    noticing: NoticeTerms,
    key: str,
    step: NoticeStep,
    known: Remembered | None,
) -> None:
    last = known.notice if known is not None else None
    notice_id = last.id if last is not None else None
    if step.withdraw and last is not None:
        tx.notices.withdraw(last.id, "it was over before anybody could be told")
    if step.notice is not None and step.before is not None:
        before = step.before
        cause = f"{step.notice} {key} {before.since} {before.alerts}"
        values = _values(services, tx, noticing, step, before)
        after = last.message_id if last is not None and before.alerts else None
        notice_id = queue_notice(services, tx, noticing.to, cause, step.notice, values, after)
        report = _log.error if step.notice is NoticeKind.ALERT else _log.info
        report(str(step.notice), trouble=before.fact.trouble, part=before.fact.part, size=before.fact.size)
    if step.standing is None:
        tx.notices.forget_trouble(key)
    else:
        tx.notices.remember(step.standing, notice_id if step.standing.since is not None else None)


def _values(
    services: LinkContext,
    tx: Transaction,
    noticing: NoticeTerms,
    step: NoticeStep,
    before: TroubleStanding,
) -> NoticeValues:
    fact, now = before.fact, services.clock()
    since = before.since or now
    end = before.well_since if step.notice is NoticeKind.RECOVERED and before.well_since else now
    told = _SHOWN.get(fact.trouble) if step.notice is NoticeKind.ALERT else None
    return NoticeValues(
        vendor=services.vendor,
        piles=() if told is None else (find_letters(services, tx, told),),
        trouble=fact.trouble,
        part=fact.part,
        problem=fact.problem,
        size=fact.size,
        reminder=step.reminder,
        since=format_moment(since, noticing.zone),
        lasted=format_duration(end - since),
        link=_pages(services),
    )


def _digest(services: NoticeContext, tx: Transaction, noticing: NoticeTerms) -> int:
    day = digest_day(noticing.digest, services.clock()) if noticing.digest else None
    cause = f"{NoticeKind.DIGEST} {day}"
    if day is None or tx.notices.is_known(cause):
        return 0
    waiting = find_piles(services, tx)
    if not waiting:
        # Noted all the same: what comes in later that day waits for the next digest.
        _skip(services, tx, cause)
        return 0
    tx.notices.supersede(NoticeKind.DIGEST, "a newer one took its place")
    values = NoticeValues(vendor=services.vendor, piles=waiting, link=_pages(services))
    queue_notice(services, tx, noticing.to, cause, NoticeKind.DIGEST, values)
    return 1


def _tell_assignees(services: NoticeContext, tx: Transaction, noticing: NoticeTerms) -> int:
    """One mail to each who was given requests by colleagues and has not looked at them yet."""
    every, now = tx.notifications.unmailed(_MOST_GIVEN), services.clock()
    if not every:
        return 0
    tx.notifications.note_mailed([one.id for one in every], now)
    theirs: dict[str, list[StaffNotification]] = {}
    for one in every if noticing.assignments else ():
        if now - one.at < _TOLD_WITHIN:
            theirs.setdefault(one.staff, []).append(one)
    for name, given in theirs.items():
        items = tuple(make_item(services, one, f"by {one.who}") for one in given[:_SHOWN_GIVEN])
        pile = WaitingPile(name="given", count=len(given), oldest=items, more=len(given) - len(items))
        values = NoticeValues(
            vendor=services.vendor, piles=(pile,), part=one_line(name, 80), link=_pages(services)
        )
        cause = f"{NoticeKind.ASSIGNED} {given[-1].id} {given[-1].at}"
        queue_notice(services, tx, _mailbox_of(name) or noticing.to, cause, NoticeKind.ASSIGNED, values)
    return len(theirs)


def _mailbox_of(name: str) -> tuple[str, ...]:
    """The address that somebody signs in by; none where their name is no address."""
    try:
        return (ascii_address(name, "the name"),) if "@" in name else ()
    except AddressError:
        return ()


def _skip(services: NoticeContext, tx: Transaction, cause: str) -> None:
    now, name = (
        services.clock(),
        identifiers.message_id(tx.secret(), services.randomness(12), services.domain),
    )
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


def _pages(services: LinkContext) -> str:
    return f"{services.public_url}/queue" if services.public_url else ""
