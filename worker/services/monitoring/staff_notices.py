"""Mails to staff: alerts about what can't wait, and once a working day a digest of what waits for them.

What staff were told is stored in the same transaction as the mail, so that nothing is told twice. Of the
workers that share a database one does this at a time.
"""

from collections.abc import Iterable
from datetime import timedelta

from worker import log
from worker.letters.letter_address import AddressError, ascii_address
from worker.letters.notice_context import NoticeValues, WaitingPile
from worker.letters.plain_text import one_line
from worker.notices import notice_rules
from worker.notices.digest_schedule import find_digest_day
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
_KEPT_FOR = timedelta(days=30)
_TELL_WITHIN = timedelta(days=1)  # later nobody is told any more that a request was given to them
_MAX_ASSIGNMENTS = 20
_MOST_GIVEN = 5_000  # that one look goes through; the next one has the rest
#: Troubles whose alert tells which letters it is about.
_STATES_SHOWN = {Trouble.UNCERTAIN: LetterState.UNCERTAIN, Trouble.FAILED: LetterState.FAILED}
_FAILURES = {
    NoticeState.FAILED: "was refused",
    NoticeState.BOUNCED: "came back",
}


def queue_notices(services: StaffNoticeContext, terms: NoticeTerms, failed: Iterable[WorkerPart] = ()) -> int:
    """Queue the notices that are due now; returns how many.

    `failed` are the parts of a `run --once` that failed: such a run leaves no heartbeats.
    """
    if not terms.to:
        return 0
    with services.store.write() as tx:
        if not folder_leases.take(services, _LEASE, tx):
            return 0
        tx.notices.forget(services.clock() - _KEPT_FOR)
        alerts = _alerts(services, tx, terms, failed) if terms.alerts else 0
        return alerts + _tell_assignees(services, tx, terms) + _digest(services, tx, terms)


def find_problem(services: StoreContext) -> str:
    """Why staff may not have got the last notice; empty when nothing is known against it."""
    with services.store.read() as tx:
        last = tx.notices.last_ended()
    if last is None:
        return ""
    how = _FAILURES.get(last.state) or ("was refused for some" if last.last_error else "")
    return f"the last notice to staff {how}; check to in [notices]" if how else ""


def _alerts(
    services: StaffNoticeContext, tx: Transaction, terms: NoticeTerms, failed: Iterable[WorkerPart]
) -> int:
    known = tx.notices.remembered()
    steps = notice_rules.judge_troubles(
        find_facts(services, tx, failed),
        {key: remembered.standing for key, remembered in known.items()},
        frozenset(key for key, remembered in known.items() if remembered.waits),
        terms.rules,
        services.clock(),
    )
    for key, step in steps.items():
        _take_step(services, tx, terms, key, step, known.get(key))
    return sum(1 for step in steps.values() if step.notice)


def _take_step(
    services: NoticeContext,
    tx: Transaction,
    terms: NoticeTerms,
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
        values = _values(services, tx, terms, step, before)
        after = last.message_id if last is not None and before.alerts else None
        notice_id = queue_notice(services, tx, terms.to, cause, step.notice, values, after)
        report = _log.error if step.notice is NoticeKind.ALERT else _log.info
        report(str(step.notice), trouble=before.fact.trouble, part=before.fact.part, size=before.fact.size)
    if step.standing is None:
        tx.notices.forget_trouble(key)
    else:
        tx.notices.remember(step.standing, notice_id if step.standing.since is not None else None)


def _values(
    services: LinkContext,
    tx: Transaction,
    terms: NoticeTerms,
    step: NoticeStep,
    before: TroubleStanding,
) -> NoticeValues:
    fact, now = before.fact, services.clock()
    since = before.since or now
    end = before.well_since if step.notice is NoticeKind.RECOVERED and before.well_since else now
    shown_state = _STATES_SHOWN.get(fact.trouble) if step.notice is NoticeKind.ALERT else None
    return NoticeValues(
        vendor=services.vendor,
        piles=() if shown_state is None else (find_letters(services, tx, shown_state),),
        trouble=fact.trouble,
        part=fact.part,
        problem=fact.problem,
        size=fact.size,
        reminder=step.reminder,
        since=format_moment(since, terms.zone),
        lasted=format_duration(end - since),
        link=_queue_link(services),
    )


def _digest(services: NoticeContext, tx: Transaction, terms: NoticeTerms) -> int:
    day = find_digest_day(terms.digest, services.clock()) if terms.digest else None
    cause = f"{NoticeKind.DIGEST} {day}"
    if day is None or tx.notices.is_known(cause):
        return 0
    waiting = find_piles(services, tx)
    if not waiting:
        # Noted all the same: what comes in later that day waits for the next digest.
        _note_empty_digest(services, tx, cause)
        return 0
    tx.notices.supersede(NoticeKind.DIGEST, "a newer one took its place")
    values = NoticeValues(vendor=services.vendor, piles=waiting, link=_queue_link(services))
    queue_notice(services, tx, terms.to, cause, NoticeKind.DIGEST, values)
    return 1


def _tell_assignees(services: NoticeContext, tx: Transaction, terms: NoticeTerms) -> int:
    """One mail to each who was given requests by colleagues and has not looked at them yet."""
    every, now = tx.notifications.unmailed(_MOST_GIVEN), services.clock()
    if not every:
        return 0
    tx.notifications.note_mailed([notification.id for notification in every], now)
    by_staff: dict[str, list[StaffNotification]] = {}
    for notification in every if terms.assignments else ():
        if now - notification.at < _TELL_WITHIN:
            by_staff.setdefault(notification.staff, []).append(notification)
    for name, given in by_staff.items():
        items = tuple(
            make_item(services, notification, f"by {notification.who}")
            for notification in given[:_MAX_ASSIGNMENTS]
        )
        pile = WaitingPile(name="given", count=len(given), oldest=items, more=len(given) - len(items))
        values = NoticeValues(
            vendor=services.vendor, piles=(pile,), part=one_line(name, 80), link=_queue_link(services)
        )
        cause = f"{NoticeKind.ASSIGNED} {given[-1].id} {given[-1].at}"
        queue_notice(services, tx, _address_of(name) or terms.to, cause, NoticeKind.ASSIGNED, values)
    return len(by_staff)


def _address_of(name: str) -> tuple[str, ...]:
    """The address of a member of staff whose name is one; empty for any other name."""
    try:
        return (ascii_address(name, "the name"),) if "@" in name else ()
    except AddressError:
        return ()


def _note_empty_digest(services: NoticeContext, tx: Transaction, cause: str) -> None:
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


def _queue_link(services: LinkContext) -> str:
    return f"{services.public_url}/queue" if services.public_url else ""
