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
from worker.letters.letter_mime import redate_mail
from worker.requests.merge_answers import with_attention
from worker.requests.request_model import WORKER, Attention, LetterState
from worker.services.outbox.notice_delivery import post_notices, settle_abandoned_notices
from worker.services.outbox.overtaken_letters import make_true
from worker.services.outbox.refusal_doubt import DOUBT_RETRY, RefusalDoubt, is_too_old
from worker.services.outbox.retry_backoff import FIRST_RETRY, backoff_pause, is_abandoned
from worker.services.service_context import ServiceContext
from worker.services.worker_identity import worker_name
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
from worker.store.records import Letter
from worker.store.transactions import Transaction

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


def deliver_letters(
    services: ServiceContext,
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
    _settle_abandoned(services)
    settle_abandoned_notices(services)
    if not _is_due(services):
        return ended
    doubt = RefusalDoubt(services)
    with Relay(relay_settings) as relay:
        relay.probe()
        post_notices(services, relay, sender, stop)
        with services.store.write() as tx:
            claimed = _claim(services, tx, stop)
        while claimed is not None:
            letter, raw = claimed
            raw = _dated(letter, raw, services.clock())
            result = _tried(services, relay, doubt, sender, letter, raw)
            state, claimed = _written_down(services, letter, result, stop, copies=copies)
            ended[state] += 1
            _tell_log(letter, state)
            if state is LetterState.SENT:
                sent(letter, raw)
    return ended


def _tell_log(letter: Letter, state: LetterState) -> None:
    report = _log.warning if state in _ATTENTION else _log.info
    told = {"letter": letter.id, "request": letter.request_id, "kind": letter.kind}
    report("letter", **told, state=state, attempt=letter.attempts)


def _tried(
    services: ServiceContext, relay: Relay, doubt: RefusalDoubt, sender: str, letter: Letter, raw: bytes
) -> Outcome:
    try:
        return doubt.weigh(letter, relay.send(sender, (letter.to, *letter.cc), raw))
    except RelayError as error:
        if isinstance(error, LettersRefused) and doubt.is_its_own(letter):
            return Permanent(reply=str(error))
        counts = isinstance(error, LettersRefused) and doubt.takes_others(letter)
        _give_back(services, letter, str(error), counts=counts)
        raise


def _written_down(
    services: ServiceContext, letter: Letter, result: Outcome, stop: threading.Event, *, copies: bool
) -> tuple[LetterState, tuple[Letter, bytes] | None]:
    """Write how a letter ended, and take the next one: what a commit costs, two letters share.

    What is known is not forgotten because the database is away for a while.
    """
    while True:
        try:
            with services.store.write() as tx:
                state = _settle(services, tx, letter, result)
                if copies and state is LetterState.SENT:
                    tx.copies.add(letter.id, services.clock())
                return state, _claim(services, tx, stop)
        except UnavailableError as error:
            _log.error("letter_not_written_down", letter=letter.id, problem=str(error))
            if stop.wait(_WRITE_SECONDS):
                raise


def _is_due(services: ServiceContext) -> bool:
    with services.store.read() as tx:
        due = [tx.letters.next_due(), tx.notices.next_due()]
    return any(when is not None and when <= services.clock() for when in due)


def _claim(services: ServiceContext, tx: Transaction, stop: threading.Event) -> tuple[Letter, bytes] | None:
    """The next letter that is due and true, with its bytes; one that was overtaken is cancelled."""
    while not stop.is_set() and (claimed := tx.letters.claim(services.clock(), worker_name())) is not None:
        letter, raw = claimed
        if (bytes_now := make_true(services, tx, letter, raw)) is not None:
            return letter, bytes_now
    return None


def _dated(letter: Letter, raw: bytes, now: datetime) -> bytes:
    """A letter that waited (held, deferred) carries the time at which it really goes out."""
    return redate_mail(raw, now) if now - letter.created_at > _STALE_DATE else raw


def _give_back(services: ServiceContext, letter: Letter, problem: str, *, counts: bool) -> None:
    """The relay itself is the trouble: the letter waits a little; where others are taken, it was a try."""
    with services.store.write() as tx:
        again = services.clock() + FIRST_RETRY
        tx.letters.give_back(letter.id, error=problem, next_attempt_at=again, counts=counts)


def _settle(services: ServiceContext, tx: Transaction, letter: Letter, result: Outcome) -> LetterState:
    now = services.clock()
    if isinstance(result, Sent):
        return _sent(services, tx, letter, result)
    if isinstance(result, Uncertain):
        return _end(services, tx, letter, LetterState.UNCERTAIN, result.reason)
    if isinstance(result, Transient) and not is_too_old(letter, now):
        again = now + (DOUBT_RETRY if result.code >= _FOR_GOOD else backoff_pause(letter.attempts))
        tx.letters.settle(letter.id, LetterState.DEFERRED, error=result.reply, next_attempt_at=again)
        return LetterState.DEFERRED
    return _end(services, tx, letter, LetterState.FAILED, result.reply)


def _sent(services: ServiceContext, tx: Transaction, letter: Letter, result: Sent) -> LetterState:
    refused = [f"{one.recipient} was refused: {_answer(one)}" for one in result.refused]
    error = "; ".join(refused)
    tx.letters.settle(letter.id, LetterState.SENT, error=error, reply=result.reply, sent_at=services.clock())
    if refused:
        # Sending it again would reach those twice who have it: a person finds the other's address.
        _tell_staff(services, tx, letter, Attention.LETTER_FAILED, f": {error}; the others have it")
    return LetterState.SENT


def _answer(refusal: Refusal) -> str:
    return f"{refusal.code} {refusal.reply}".strip()


def _end(
    services: ServiceContext, tx: Transaction, letter: Letter, state: LetterState, reason: str
) -> LetterState:
    tx.letters.settle(letter.id, state, error=reason)
    _tell_staff(services, tx, letter, _ATTENTION[state])
    return state


def _tell_staff(
    services: ServiceContext, tx: Transaction, letter: Letter, reason: Attention, more: str = ""
) -> None:
    request = tx.requests.get(letter.request_id)
    if request is None:
        return
    now, why = services.clock(), f"letter {letter.id} ({letter.kind}){more}"
    changed, events = with_attention(request, [reason], WORKER, now, why)
    if events:
        tx.requests.save(replace(changed, updated_at=now))
        tx.requests.add_events(letter.request_id, events)


def _settle_abandoned(services: ServiceContext) -> None:
    """Letters that a dead worker left half-way."""
    with services.store.read() as tx:
        sending = list(tx.letters.listed([LetterState.SENDING]))
    for letter in sending:
        if is_abandoned(letter.claimed_by, letter.claimed_at, services.clock()):
            with services.store.write() as tx:
                _end(services, tx, letter, LetterState.UNCERTAIN, "the worker ended while it was sending")
