"""Send the notices to staff: like letters, one at a time, and at most once each.

They ask no cap and no circuit breaker. What becomes of them causes no other mail: it is logged, and
`health` tells of it.
"""

import threading
from datetime import timedelta

from worker import log
from worker.letters.mime import redated
from worker.notices.values import NoticeKind, NoticeState
from worker.services.house import House
from worker.services.process import worker_name
from worker.services.retrying import FIRST_RETRY, is_abandoned, pause
from worker.smtp import LettersRefused, Outcome, Relay, RelayError, Sent, Transient, Uncertain
from worker.store.notices import Notice

_log = log.get(__name__)
#: Later than that a digest says nothing any more; the next one does.
_LATEST = {NoticeKind.DIGEST: timedelta(hours=12)}
_GIVE_UP_AFTER = timedelta(days=5)  # as letters
#: So often one is tried that is refused for good in words that may mean anything.
_TRIES = 8


def post_notices(house: House, relay: Relay, sender: str, stop: threading.Event) -> None:
    """Send every notice that is due; what the relay does not take from us stays so. Raises RelayError."""
    while not stop.is_set() and (claimed := _claim(house)) is not None:
        notice, raw = claimed
        now = house.clock()
        if now - notice.created_at > _LATEST.get(notice.kind, _GIVE_UP_AFTER):
            _settle(house, notice, NoticeState.CANCELLED, "it could not be sent in time")
            continue
        try:
            result = relay.send(sender, notice.to, redated(raw, now))
        except LettersRefused as error:
            # Perhaps for the addresses of staff alone: letters to customers find out for themselves.
            _put_off(house, notice, str(error), pause(notice.attempts))
            return
        except RelayError as error:
            # The relay itself is the trouble: the notice was not tried.
            _put_off(house, notice, str(error), FIRST_RETRY)
            raise
        _write_down(house, notice, result)


def settle_abandoned_notices(house: House) -> None:
    """Notices that a dead worker left half-way may have been sent, and are not sent again."""
    with house.store.read() as tx:
        sending = tx.notices.sending()
    for notice in sending:
        if is_abandoned(notice.claimed_by, notice.claimed_at, house.clock()):
            _settle(house, notice, NoticeState.UNCERTAIN, "the worker ended while it was sending")


def _claim(house: House) -> tuple[Notice, bytes] | None:
    with house.store.write() as tx:
        return tx.notices.claim(house.clock(), worker_name())


def _write_down(house: House, notice: Notice, result: Outcome) -> None:
    if isinstance(result, Sent):
        refused = ", ".join(f"{one.code} {one.reply}" for one in result.refused)
        error = f"{len(result.refused)} of {len(notice.to)} recipients refused: {refused}" if refused else ""
        _settle(house, notice, NoticeState.SENT, error)
    elif isinstance(result, Uncertain):
        _settle(house, notice, NoticeState.UNCERTAIN, result.reason)
    elif isinstance(result, Transient) or (not result.certain and notice.attempts < _TRIES):
        _put_off(house, notice, result.reply, pause(notice.attempts))
    else:
        _settle(house, notice, NoticeState.FAILED, result.reply)


def _settle(house: House, notice: Notice, state: NoticeState, error: str = "") -> None:
    sent_at = house.clock() if state is NoticeState.SENT else None
    with house.store.write() as tx:
        tx.notices.settle(notice.id, state, error=error, sent_at=sent_at)
    report = _log.error if error else _log.info
    report("notice", notice=notice.id, kind=notice.kind, state=state, attempt=notice.attempts)


def _put_off(house: House, notice: Notice, error: str, time: timedelta) -> None:
    with house.store.write() as tx:
        again = house.clock() + time
        tx.notices.settle(notice.id, NoticeState.DEFERRED, error=error, next_attempt_at=again)
