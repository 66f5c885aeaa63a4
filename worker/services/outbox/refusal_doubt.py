"""Refusals of letters that may mean the relay or us instead: other letters show which."""

from datetime import datetime, timedelta

from worker.services.contexts import RecordContext
from worker.smtp import LettersRefused, Outcome, Permanent, Sent, Transient
from worker.store.records import Letter

#: How often a mail is tried that is refused in words which may mean the relay, and the pause after each try.
DOUBTED_TRIES = 8
DOUBT_RETRY = timedelta(minutes=30)
#: A mail is given up after so long, as mail servers do (RFC 5321, 4.5.4.1), and so many tries.
GIVE_UP_AFTER = timedelta(days=5)
GIVE_UP_TRIES = 30


class RefusalDoubt:
    """What one pass over the outbox has learnt about the relay."""

    def __init__(self, services: RecordContext) -> None:
        self._services = services
        self._taken = False  # whether the relay took a letter in this pass
        self._doubted = False  # whether it refused one in doubt, and has taken none since

    def weigh(self, letter: Letter, outcome: Outcome) -> Outcome:
        """The outcome as it counts for the letter. Raises LettersRefused where it means the relay or us."""
        if isinstance(outcome, Sent):
            self._taken, self._doubted = True, False
        if not isinstance(outcome, Transient | Permanent) or outcome.certain:
            return outcome
        lasting = isinstance(outcome, Permanent)
        if self._doubted or (lasting and not self.takes_others(letter)):
            text = f"letters are refused one after the other ({outcome.code} {outcome.reply})"
            raise LettersRefused(
                f"{text}; they stay due and are tried again: check [smtp], and with the relay"
            )
        self._doubted = True
        if lasting and letter.attempts < DOUBTED_TRIES:
            return Transient(reply=outcome.reply, code=outcome.code, certain=False)
        return outcome

    def is_its_own(self, letter: Letter) -> bool:
        """Whether a refusal of us means this letter after all: for days others were taken, and it was not."""
        return is_too_old(letter, self._services.clock()) and self.takes_others(letter)

    def takes_others(self, letter: Letter) -> bool:
        """Whether the relay took another letter since this one was tried last."""
        if self._taken:
            return True
        with self._services.store.read() as tx:
            last = tx.letters.last_sent()
        return last is not None and last > letter.next_attempt_at - DOUBT_RETRY


def is_too_old(letter: Letter, now: datetime) -> bool:
    """Whether a letter has waited, and was tried, long enough."""
    return now - letter.created_at >= GIVE_UP_AFTER and letter.attempts >= GIVE_UP_TRIES
