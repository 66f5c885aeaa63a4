"""Send the notices to staff: like letters, one at a time, and at most once each.

No cap and no circuit breaker applies to them. How they end is logged and shown by `health`, and causes no
other mail.
"""

import threading
from datetime import timedelta

from worker import log
from worker.letters.letter_mime import redate_mail
from worker.notices.values import NoticeKind, NoticeState
from worker.services.contexts import RecordContext
from worker.services.outbox.refusal_doubt import DOUBTED_TRIES, GIVE_UP_AFTER
from worker.services.outbox.retry_backoff import FIRST_RETRY, backoff_pause, is_abandoned
from worker.services.worker_identity import worker_name
from worker.smtp import LettersRefused, Outcome, Relay, RelayError, Sent, Transient, Uncertain
from worker.store.outbox.notice_table import Notice

_log = log.get(__name__)
#: After that a digest is out of date; the next one takes its place.
_GIVE_UP_BY_KIND = {NoticeKind.DIGEST: timedelta(hours=12)}


def post_notices(services: RecordContext, relay: Relay, sender: str, stop: threading.Event) -> None:
    """Send every notice that is due; what the relay does not take from us stays so. Raises RelayError."""
    while not stop.is_set() and (claimed := _claim(services)) is not None:
        notice, raw = claimed
        now = services.clock()
        if now - notice.created_at > _GIVE_UP_BY_KIND.get(notice.kind, GIVE_UP_AFTER):
            _settle(services, notice, NoticeState.CANCELLED, "it could not be sent in time")
            continue
        try:
            result = relay.send(sender, notice.to, redate_mail(raw, now))
        except LettersRefused as error:
            # Perhaps for the addresses of staff alone: letters to customers find out for themselves.
            _put_off(services, notice, str(error), backoff_pause(notice.attempts))
            return
        except RelayError as error:
            # The relay itself is the trouble: the notice was not tried.
            _put_off(services, notice, str(error), FIRST_RETRY)
            raise
        _write_down(services, notice, result)


def settle_abandoned_notices(services: RecordContext) -> None:
    """Notices that a dead worker left half-way may have been sent, and are not sent again."""
    with services.store.read() as tx:
        sending = tx.notices.sending()
    for notice in sending:
        if is_abandoned(notice.claimed_by, notice.claimed_at, services.clock()):
            _settle(services, notice, NoticeState.UNCERTAIN, "the worker ended while it was sending")


def _claim(services: RecordContext) -> tuple[Notice, bytes] | None:
    with services.store.write() as tx:
        return tx.notices.claim(services.clock(), worker_name())


def _write_down(services: RecordContext, notice: Notice, result: Outcome) -> None:
    if isinstance(result, Sent):
        refused = ", ".join(f"{one.code} {one.reply}" for one in result.refused)
        error = f"{len(result.refused)} of {len(notice.to)} recipients refused: {refused}" if refused else ""
        _settle(services, notice, NoticeState.SENT, error)
    elif isinstance(result, Uncertain):
        _settle(services, notice, NoticeState.UNCERTAIN, result.reason)
    elif isinstance(result, Transient) or (not result.certain and notice.attempts < DOUBTED_TRIES):
        _put_off(services, notice, result.reply, backoff_pause(notice.attempts))
    else:
        _settle(services, notice, NoticeState.FAILED, result.reply)


def _settle(services: RecordContext, notice: Notice, state: NoticeState, error: str = "") -> None:
    sent_at = services.clock() if state is NoticeState.SENT else None
    with services.store.write() as tx:
        tx.notices.settle(notice.id, state, error=error, sent_at=sent_at)
    report = _log.error if error else _log.info
    report("notice", notice=notice.id, kind=notice.kind, state=state, attempt=notice.attempts)


def _put_off(services: RecordContext, notice: Notice, error: str, time: timedelta) -> None:
    with services.store.write() as tx:
        again = services.clock() + time
        tx.notices.settle(notice.id, NoticeState.DEFERRED, error=error, next_attempt_at=again)
