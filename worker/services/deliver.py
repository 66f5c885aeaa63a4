"""Send what is due, one letter at a time: claim, send, write down how it went.

A letter that was claimed by a worker which then died may have been sent or not: it becomes
`uncertain`, a person decides about it, and nothing is sent twice.
"""

import random
import threading
from collections import Counter
from collections.abc import Callable
from dataclasses import replace
from datetime import datetime, timedelta

from worker import log
from worker.letters.mime import redated
from worker.requests.merge import with_attention
from worker.requests.values import WORKER, Attention, LetterState
from worker.services.house import House
from worker.services.process import is_running, worker_name
from worker.smtp import Outcome, Refusal, Relay, RelayError, Sent, SmtpSettings, Transient, Uncertain
from worker.store.rows import Letter
from worker.store.store import Transaction

_log = log.get(__name__)
_FIRST_RETRY = timedelta(minutes=1)
_LAST_RETRY = timedelta(hours=4)
_GIVE_UP_AFTER = timedelta(days=5)  # as mail servers do (RFC 5321, 4.5.4.1)
_ABANDONED_AFTER = timedelta(minutes=15)
_STALE_DATE = timedelta(hours=1)

#: What a letter's end asks a person to look at.
_ATTENTION = {
    LetterState.UNCERTAIN: Attention.LETTER_UNCERTAIN,
    LetterState.FAILED: Attention.LETTER_FAILED,
}


def deliver(
    house: House,
    relay_settings: SmtpSettings,
    sender: str,
    stop: threading.Event,
    sent: Callable[[Letter, bytes], None] = lambda _letter, _raw: None,
) -> Counter[LetterState]:
    """Send every letter that is due; how many ended in which state.

    Raises `UnavailableError` when the mail server can't be reached or refuses us; the letters stay
    due. `sent` is told of each letter that the server took, and must not raise.
    """
    ended: Counter[LetterState] = Counter()
    _settle_abandoned(house)
    if not _is_due(house):
        return ended
    with Relay(relay_settings) as relay:
        relay.probe()
        with house.store.write() as tx:
            claimed = _claim(house, tx, stop)
        while claimed is not None:
            letter, raw = claimed
            raw = _dated(letter, raw, house.clock())
            try:
                result = relay.send(sender, (letter.to, *letter.cc), raw)
            except RelayError as error:
                _give_back(house, letter, str(error))
                raise
            with house.store.write() as tx:
                state = _settle(house, tx, letter, result)
                # In one transaction: what a commit costs, two letters share.
                claimed = _claim(house, tx, stop)
            ended[state] += 1
            _log.info("letter", letter=letter.id, kind=letter.kind, state=state, attempt=letter.attempts)
            if state is LetterState.SENT:
                sent(letter, raw)
    return ended


def _is_due(house: House) -> bool:
    with house.store.read() as tx:
        due = tx.letters.next_due()
    return due is not None and due <= house.clock()


def _claim(house: House, tx: Transaction, stop: threading.Event) -> tuple[Letter, bytes] | None:
    return None if stop.is_set() else tx.letters.claim(house.clock(), worker_name())


def _dated(letter: Letter, raw: bytes, now: datetime) -> bytes:
    """A letter that waited (held, deferred) carries the time at which it really goes out."""
    return redated(raw, now) if now - letter.created_at > _STALE_DATE else raw


def _give_back(house: House, letter: Letter, problem: str) -> None:
    """The relay itself is the trouble: the letter was not tried, and waits a little."""
    with house.store.write() as tx:
        again = house.clock() + _FIRST_RETRY
        tx.letters.settle(letter.id, LetterState.DEFERRED, error=problem, next_attempt_at=again)


def _settle(house: House, tx: Transaction, letter: Letter, result: Outcome) -> LetterState:
    now = house.clock()
    if isinstance(result, Sent):
        return _sent(house, tx, letter, result)
    if isinstance(result, Uncertain):
        return _end(house, tx, letter, LetterState.UNCERTAIN, result.reason)
    if isinstance(result, Transient) and now - letter.created_at < _GIVE_UP_AFTER:
        again = now + _pause(letter.attempts)
        tx.letters.settle(letter.id, LetterState.DEFERRED, error=result.reply, next_attempt_at=again)
        return LetterState.DEFERRED
    return _end(house, tx, letter, LetterState.FAILED, result.reply)


def _sent(house: House, tx: Transaction, letter: Letter, result: Sent) -> LetterState:
    refused = [f"{one.recipient} was refused: {_answer(one)}" for one in result.refused]
    error = "; ".join(refused)
    tx.letters.settle(letter.id, LetterState.SENT, error=error, reply=result.reply, sent_at=house.clock())
    if refused:
        # Sending it again would reach those twice who have it: a person finds the other's address.
        _tell_staff(house, tx, letter, Attention.LETTER_FAILED, f": {error}; the others have it")
    return LetterState.SENT


def _answer(refusal: Refusal) -> str:
    return f"{refusal.code} {refusal.reply}".strip()


def _end(house: House, tx: Transaction, letter: Letter, state: LetterState, reason: str) -> LetterState:
    tx.letters.settle(letter.id, state, error=reason)
    _tell_staff(house, tx, letter, _ATTENTION[state])
    return state


def _tell_staff(house: House, tx: Transaction, letter: Letter, reason: Attention, more: str = "") -> None:
    request = tx.requests.get(letter.request_id)
    if request is None:
        return
    now, why = house.clock(), f"letter {letter.id} ({letter.kind}){more}"
    changed, events = with_attention(request, [reason], WORKER, now, why)
    if events:
        tx.requests.save(replace(changed, updated_at=now))
        tx.requests.add_events(letter.request_id, events)


def _pause(attempts: int) -> timedelta:
    """Twice as long after each attempt, with some chance in it so that letters spread out."""
    pause: timedelta = min(_FIRST_RETRY * 2 ** min(attempts - 1, 20), _LAST_RETRY)
    return pause * random.uniform(0.8, 1.2)  # noqa: S311 -- no secret hangs on it


def _settle_abandoned(house: House) -> None:
    """Letters that a dead worker left half-way."""
    with house.store.read() as tx:
        sending = list(tx.letters.listed([LetterState.SENDING]))
    for letter in sending:
        if _is_abandoned(letter, house.clock()):
            with house.store.write() as tx:
                _end(house, tx, letter, LetterState.UNCERTAIN, "the worker ended while it was sending")


def _is_abandoned(letter: Letter, now: datetime) -> bool:
    claimed_by = letter.claimed_by or ""
    running = is_running(claimed_by)
    if running is not None and claimed_by != worker_name():
        return not running
    return letter.claimed_at is not None and now - letter.claimed_at > _ABANDONED_AFTER
