"""Send what is due, one letter at a time: claim, send, write down how it went.

A letter that was claimed by a worker which then died may have been sent or not: it becomes
`uncertain`, a person decides about it, and nothing is sent twice.
"""

import threading
from collections import Counter
from collections.abc import Callable
from dataclasses import replace
from datetime import datetime, timedelta

from worker import log
from worker.errors import UnavailableError
from worker.letters.mime import redated
from worker.requests.merge import with_attention
from worker.requests.values import WORKER, Attention, LetterState
from worker.services.doubt import DOUBT_RETRY, Doubt, is_too_old
from worker.services.house import House
from worker.services.notice_post import post_notices, settle_abandoned_notices
from worker.services.overtaking import make_true
from worker.services.process import worker_name
from worker.services.retrying import FIRST_RETRY, is_abandoned, pause
from worker.smtp import (
    LettersRefused,
    Outcome,
    Permanent,
    Refusal,
    Relay,
    RelayError,
    Sent,
    SmtpSettings,
    Transient,
    Uncertain,
)
from worker.store.rows import Letter
from worker.store.store import Transaction

_log = log.get(__name__)
#: Between two tries to write down how a letter ended, while the database is away.
_WRITE_SECONDS = 2.0
_FOR_GOOD = 500
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
    *,
    copies: bool = False,
) -> Counter[LetterState]:
    """Send the notices to staff, then every letter that is due; how many letters ended in which state.

    Raises `UnavailableError` when the mail server can't be reached or refuses us; the letters stay
    due. `sent` is told of each letter that the server took, and must not raise. With `copies`, each of them
    wants a copy in the Sent folder from then on.
    """
    ended: Counter[LetterState] = Counter()
    _settle_abandoned(house)
    settle_abandoned_notices(house)
    if not _is_due(house):
        return ended
    doubt = Doubt(house)
    with Relay(relay_settings) as relay:
        relay.probe()
        post_notices(house, relay, sender, stop)
        with house.store.write() as tx:
            claimed = _claim(house, tx, stop)
        while claimed is not None:
            letter, raw = claimed
            raw = _dated(letter, raw, house.clock())
            result = _tried(house, relay, doubt, sender, letter, raw)
            state, claimed = _written_down(house, letter, result, stop, copies=copies)
            ended[state] += 1
            _tell_log(letter, state)
            if state is LetterState.SENT:
                sent(letter, raw)
    return ended


def _tell_log(letter: Letter, state: LetterState) -> None:
    report = _log.warning if state in _ATTENTION else _log.info
    told = {"letter": letter.id, "request": letter.request_id, "kind": letter.kind}
    report("letter", **told, state=state, attempt=letter.attempts)


def _tried(house: House, relay: Relay, doubt: Doubt, sender: str, letter: Letter, raw: bytes) -> Outcome:
    try:
        return doubt.weigh(letter, relay.send(sender, (letter.to, *letter.cc), raw))
    except RelayError as error:
        if isinstance(error, LettersRefused) and doubt.is_its_own(letter):
            return Permanent(reply=str(error))
        counts = isinstance(error, LettersRefused) and doubt.takes_others(letter)
        _give_back(house, letter, str(error), counts=counts)
        raise


def _written_down(
    house: House, letter: Letter, result: Outcome, stop: threading.Event, *, copies: bool
) -> tuple[LetterState, tuple[Letter, bytes] | None]:
    """Write how a letter ended, and take the next one: what a commit costs, two letters share.

    What is known is not forgotten because the database is away for a while.
    """
    while True:
        try:
            with house.store.write() as tx:
                state = _settle(house, tx, letter, result)
                if copies and state is LetterState.SENT:
                    tx.copies.add(letter.id, house.clock())
                return state, _claim(house, tx, stop)
        except UnavailableError as error:
            _log.error("letter_not_written_down", letter=letter.id, problem=str(error))
            if stop.wait(_WRITE_SECONDS):
                raise


def _is_due(house: House) -> bool:
    with house.store.read() as tx:
        due = [tx.letters.next_due(), tx.notices.next_due()]
    return any(when is not None and when <= house.clock() for when in due)


def _claim(house: House, tx: Transaction, stop: threading.Event) -> tuple[Letter, bytes] | None:
    """The next letter that is due and true, with its bytes; one that was overtaken is cancelled."""
    while not stop.is_set() and (claimed := tx.letters.claim(house.clock(), worker_name())) is not None:
        letter, raw = claimed
        if (bytes_now := make_true(house, tx, letter, raw)) is not None:
            return letter, bytes_now
    return None


def _dated(letter: Letter, raw: bytes, now: datetime) -> bytes:
    """A letter that waited (held, deferred) carries the time at which it really goes out."""
    return redated(raw, now) if now - letter.created_at > _STALE_DATE else raw


def _give_back(house: House, letter: Letter, problem: str, *, counts: bool) -> None:
    """The relay itself is the trouble: the letter waits a little; where others are taken, it was a try."""
    with house.store.write() as tx:
        again = house.clock() + FIRST_RETRY
        tx.letters.give_back(letter.id, error=problem, next_attempt_at=again, counts=counts)


def _settle(house: House, tx: Transaction, letter: Letter, result: Outcome) -> LetterState:
    now = house.clock()
    if isinstance(result, Sent):
        return _sent(house, tx, letter, result)
    if isinstance(result, Uncertain):
        return _end(house, tx, letter, LetterState.UNCERTAIN, result.reason)
    if isinstance(result, Transient) and not is_too_old(letter, now):
        again = now + (DOUBT_RETRY if result.code >= _FOR_GOOD else pause(letter.attempts))
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


def _settle_abandoned(house: House) -> None:
    """Letters that a dead worker left half-way."""
    with house.store.read() as tx:
        sending = list(tx.letters.listed([LetterState.SENDING]))
    for letter in sending:
        if is_abandoned(letter.claimed_by, letter.claimed_at, house.clock()):
            with house.store.write() as tx:
                _end(house, tx, letter, LetterState.UNCERTAIN, "the worker ended while it was sending")
