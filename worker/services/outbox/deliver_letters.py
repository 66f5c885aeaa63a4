"""Send what is due, one letter at a time: claim, send, write down how it went.

A letter that was claimed by a worker which then died may have been sent or not: it becomes
`uncertain`, a person decides about it, and nothing is sent twice.
"""

import threading
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

from worker import log
from worker.errors import UnavailableError, WorkerError
from worker.letters.letter_mime import redate_mail
from worker.reader_process.mail_reader import error_place
from worker.requests.merge_answers import with_attention
from worker.requests.request_model import WORKER, Attention, LetterState
from worker.services.contexts import ClockContext, OutboxContext, RecordContext
from worker.services.outbox.notice_delivery import post_notices, settle_abandoned_notices
from worker.services.outbox.overtaken_letters import (
    StaleLetter,
    hold_stale,
    make_true,
    rewrite_stale,
)
from worker.services.outbox.refusal_doubt import DOUBT_RETRY, RefusalDoubt, is_too_old
from worker.services.outbox.retry_backoff import FIRST_RETRY, backoff_pause, is_abandoned
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
_PERMANENT_CODE = 500
_STALE_DATE = timedelta(hours=1)
#: Others may have given a worker up that took a letter and did nothing for so long.
_STOOD_STILL = timedelta(minutes=5)
#: For each so many letters that are due one more connection is made.
_LETTERS_PER_CONNECTION = 10

#: What a letter's end asks a person to look at.
_ATTENTION = {
    LetterState.UNCERTAIN: Attention.LETTER_UNCERTAIN,
    LetterState.FAILED: Attention.LETTER_FAILED,
}


def deliver_letters(
    services: OutboxContext,
    relay_settings: SmtpSettings,
    sender: str,
    stop: threading.Event,
    sent: Callable[[Letter, bytes], None] = lambda _letter, _raw: None,
    *,
    copies: bool = False,
    connections: int = 1,
) -> Counter[LetterState]:
    """Send the notices to staff, then every letter that is due; returns how many ended in which state.

    Many letters go over up to `connections` connections at once, those to one person one after the other.
    Raises UnavailableError when the mail server can't be reached or refuses us; the letters stay due. `sent`
    is called with each letter that the server took and its bytes, and must not raise. With `copies`, each of
    them is noted for a copy in the Sent folder.
    """
    _settle_abandoned_letters(services)
    settle_abandoned_notices(services)
    if not _is_due(services):
        return Counter()
    delivery = _Delivery(services, relay_settings, sender, stop, sent, copies=copies)
    with Relay(relay_settings) as relay:
        relay.probe()
        post_notices(services, relay, sender, stop)
        with delivery.further_connections(connections - 1):
            delivery.send_all(relay)
    return delivery.ended


class _Delivery:
    """One pass over the outbox, by one or more connections."""

    def __init__(
        self,
        services: OutboxContext,
        settings: SmtpSettings,
        sender: str,
        stop: threading.Event,
        sent: Callable[[Letter, bytes], None],
        *,
        copies: bool,
    ) -> None:
        self.ended: Counter[LetterState] = Counter()
        self._services = services
        self._settings = settings
        self._sender = sender
        self._stop = stop
        self._first_ended = threading.Event()  # set once the first connection has ended
        self._on_sent = sent
        self._copies = copies
        self._doubt = RefusalDoubt(services)
        self._lock = threading.Lock()  # held while a letter is claimed or settled
        self._under_way: Counter[str] = Counter()  # letters that are being sent, by recipient

    @contextmanager
    def further_connections(self, limit: int) -> Iterator[None]:
        """Send over up to `limit` further connections within the block, as many as the letters are worth."""
        if limit > 0:
            with self._services.store.read() as tx:
                due = tx.letters.due(self._services.clock(), (limit + 1) * _LETTERS_PER_CONNECTION)
            limit = min(limit, due // _LETTERS_PER_CONNECTION)
        threads = [threading.Thread(target=self._send_beside, name="letters") for _ in range(limit)]
        for thread in threads:
            thread.start()
        try:
            yield
        finally:
            self._first_ended.set()
            for thread in threads:
                thread.join()

    def _send_beside(self) -> None:
        try:
            with Relay(self._settings) as relay:
                relay.probe()
                self.send_all(relay)
        except Exception as error:  # noqa: BLE001 -- the first connection meets the same, and tells of it
            problem = str(error) if isinstance(error, UnavailableError) else type(error).__name__
            _log.warning("connection_ended", problem=problem)

    def send_all(self, relay: Relay) -> None:
        """Send letter by letter over this connection, until none is due. Raises UnavailableError."""
        claimed = self._claim_first()
        while claimed is not None:
            letter, raw = claimed
            raw = _redate_waiting(letter, raw, self._services.clock())
            result = self._try_to_send(relay, letter, raw)
            state, claimed = self._settle_and_claim(letter, result)
            _log_letter(letter, state)
            if state is LetterState.SENT:
                with self._lock:
                    self._on_sent(letter, raw)

    def _try_to_send(self, relay: Relay, letter: Letter, raw: bytes) -> Outcome:
        if stood_still(letter, self._services.clock()):
            return Transient(reply="the worker stood still after it had taken the letter")
        try:
            result = relay.send(self._sender, (letter.to, *letter.cc), raw)
            with self._lock:
                return self._doubt.weigh(letter, result)
        except RelayError as error:
            with self._lock:
                if isinstance(error, LettersRefused) and self._doubt.is_its_own(letter):
                    return Permanent(reply=str(error))
                counts = isinstance(error, LettersRefused) and self._doubt.takes_others(letter)
                self._under_way[letter.to] -= 1
                _return_letter(self._services, letter, str(error), counts=counts)
            raise

    def _claim_first(self) -> tuple[Letter, bytes] | None:
        with self._lock:
            with self._services.store.write() as tx:
                claimed = self._claim(tx)
            return self._rewrite_claimed(claimed)

    def _settle_and_claim(
        self, letter: Letter, result: Outcome
    ) -> tuple[LetterState, tuple[Letter, bytes] | None]:
        """Store how a letter ended and claim the next one, in one commit.

        While the database is away this is repeated: how a letter ended must not be forgotten.
        """
        while True:
            try:
                return self._settle_and_claim_once(letter, result)
            except UnavailableError as error:
                _log.error("letter_not_written_down", letter=letter.id, problem=str(error))
                if self._stop.wait(_WRITE_SECONDS):
                    raise

    def _settle_and_claim_once(
        self, letter: Letter, result: Outcome
    ) -> tuple[LetterState, tuple[Letter, bytes] | None]:
        with self._lock:
            with self._services.store.write() as tx:
                state = _settle(self._services, tx, letter, result)
                if self._copies and state is LetterState.SENT:
                    tx.copies.add(letter.id, self._services.clock())
                claimed = self._claim(tx, letter.to)
            self._under_way[letter.to] -= 1
            self.ended[state] += 1
            # What is stored must not be stored again: a letter that can't be written is the next pass's.
            try:
                return state, self._rewrite_claimed(claimed)
            except UnavailableError as error:
                _log.error("letter_not_written", problem=str(error))
                return state, None

    def _claim(self, tx: Transaction, done: str = "") -> tuple[Letter, bytes] | StaleLetter | None:
        """The next letter that is due, with its bytes; letters that were overtaken are cancelled.

        Never one to somebody to whom another letter is being sent; the one to `done` has just ended.
        """
        busy = [to for to, number in self._under_way.items() if number > (to == done)]
        while not self._stop.is_set() and not self._first_ended.is_set():
            claimed = tx.letters.claim(self._services.clock(), worker_name(), busy)
            if claimed is None:
                return None
            letter, raw = claimed
            bytes_now = make_true(self._services, tx, letter, raw)
            if isinstance(bytes_now, StaleLetter):
                tx.letters.unclaim(letter)
                return bytes_now
            if bytes_now is not None:
                return letter, bytes_now
        return None

    def _rewrite_claimed(
        self, claimed: tuple[Letter, bytes] | StaleLetter | None
    ) -> tuple[Letter, bytes] | None:
        """The claimed letter; a stale one is written anew first, outside of any transaction."""
        while isinstance(claimed, StaleLetter):
            self._rewrite(claimed)
            with self._services.store.write() as tx:
                claimed = self._claim(tx)
        self._under_way = +self._under_way
        if claimed is not None:
            self._under_way[claimed[0].to] += 1
        return claimed

    def _rewrite(self, stale: StaleLetter) -> None:
        """Write a stale letter anew; one that can't be written is held, so that the others go on."""
        try:
            rewrite_stale(self._services, stale)
        except UnavailableError:
            raise
        except Exception as error:  # noqa: BLE001 -- whichever it is, a person decides about this letter
            reason = str(error) if isinstance(error, WorkerError) else error_place(error)
            problem = f"it can't be written: {reason}"
            _log.error("letter_not_written", letter=stale.letter.id, problem=problem)
            hold_stale(self._services, stale, problem)


def stood_still(letter: Letter, now: datetime) -> bool:
    """Whether its worker did nothing for so long after it had claimed it that others may have given it up."""
    return letter.claimed_at is not None and now - letter.claimed_at > _STOOD_STILL


def _log_letter(letter: Letter, state: LetterState) -> None:
    log_event = _log.warning if state in _ATTENTION else _log.info
    fields = {"letter": letter.id, "request": letter.request_id, "kind": letter.kind}
    log_event("letter", **fields, state=state, attempt=letter.attempts)


def _is_due(services: RecordContext) -> bool:
    with services.store.read() as tx:
        due = [tx.letters.next_due(), tx.notices.next_due()]
    return any(when is not None and when <= services.clock() for when in due)


def _redate_waiting(letter: Letter, raw: bytes, now: datetime) -> bytes:
    """The bytes with the present time in Date, where the letter has waited (held, deferred)."""
    return redate_mail(raw, now) if now - letter.created_at > _STALE_DATE else raw


def _return_letter(services: RecordContext, letter: Letter, problem: str, *, counts: bool) -> None:
    """Let a letter wait a little because of the relay; with `counts` that was one of its attempts."""
    with services.store.write() as tx:
        again = services.clock() + FIRST_RETRY
        tx.letters.give_back(letter, error=problem, next_attempt_at=again, counts=counts)


def _settle(services: ClockContext, tx: Transaction, letter: Letter, result: Outcome) -> LetterState:
    now = services.clock()
    if isinstance(result, Sent):
        return _settle_sent(services, tx, letter, result)
    if isinstance(result, Uncertain):
        return _settle_for_person(services, tx, letter, LetterState.UNCERTAIN, result.reason)
    if isinstance(result, Transient) and not is_too_old(letter, now):
        again = now + (DOUBT_RETRY if result.code >= _PERMANENT_CODE else backoff_pause(letter.attempts))
        tx.letters.settle(
            letter.id, LetterState.DEFERRED, claimed=letter, error=result.reply, next_attempt_at=again
        )
        return LetterState.DEFERRED
    return _settle_for_person(services, tx, letter, LetterState.FAILED, result.reply)


def _settle_sent(services: ClockContext, tx: Transaction, letter: Letter, result: Sent) -> LetterState:
    refused = [f"{refusal.recipient} was refused: {_describe_refusal(refusal)}" for refusal in result.refused]
    error = "; ".join(refused)
    about = None if letter.form is None else (str(letter.kind), letter.form)
    now = services.clock()
    fields: dict[str, Any] = {"about": about, "error": error, "reply": result.reply, "sent_at": now}
    tx.letters.settle(letter.id, LetterState.SENT, claimed=letter, **fields)
    if refused:
        # Sending it again would reach those twice who have it: a person finds the other's address.
        _tell_staff(services, tx, letter, Attention.LETTER_FAILED, f": {error}; the others have it")
    return LetterState.SENT


def _describe_refusal(refusal: Refusal) -> str:
    return f"{refusal.code} {refusal.reply}".strip()


def _settle_for_person(
    services: ClockContext, tx: Transaction, letter: Letter, state: LetterState, reason: str
) -> LetterState:
    if tx.letters.settle(letter.id, state, claimed=letter, error=reason):
        _tell_staff(services, tx, letter, _ATTENTION[state])
    return state


def _tell_staff(
    services: ClockContext, tx: Transaction, letter: Letter, reason: Attention, more: str = ""
) -> None:
    request = tx.requests.get(letter.request_id)
    if request is None:
        return
    now, about = services.clock(), f"letter {letter.id} ({letter.kind}){more}"
    changed, events = with_attention(request, [reason], WORKER, now, about)
    if events:
        tx.requests.save(replace(changed, updated_at=now))
        tx.requests.add_events(letter.request_id, events)


def _settle_abandoned_letters(services: RecordContext) -> None:
    """Make letters uncertain that a worker was sending when it died."""
    with services.store.read() as tx:
        sending = list(tx.letters.listed([LetterState.SENDING]))
    for letter in sending:
        if is_abandoned(letter.claimed_by, letter.claimed_at, services.clock()):
            with services.store.write() as tx:
                _settle_for_person(
                    services, tx, letter, LetterState.UNCERTAIN, "the worker ended while it was sending"
                )
