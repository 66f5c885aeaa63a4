"""The SMTP session with the relay, letter by letter."""

import smtplib
from collections.abc import Sequence
from contextlib import suppress
from time import monotonic
from typing import Self

from worker.refusals import RefusalKind, RefusalVerdict, SmtpStage, judge_smtp_answer
from worker.smtp import smtp_connect
from worker.smtp.delivery_outcomes import Outcome, Permanent, Refusal, Sent, Transient, Uncertain
from worker.smtp.errors import LettersRefused, RelayError, RelayRefused, RelayUnreachable
from worker.smtp.settings import SmtpSettings
from worker.smtp.smtp_letter import SmtpLetter, fit_letter, shorten_reply

#: Answers that ask for AUTH or TLS first (RFC 4954, 6; RFC 3207, 4): nothing about the letter.
_SIGN_IN_FIRST = frozenset({530, 534, 535, 538})
_GOODBYE = 421
_QUIT_SECONDS = 5.0
#: How long after a letter the connection is used without RSET, which shows that the relay is still there.
_UNCHECKED_SECONDS = 1.0
_NEVER = float("-inf")


class Relay:
    """The relay, by one connection that is made when the first letter needs it. For one thread.

    Raises RelayUnreachable, RelayUntrusted, RelayRefused, LettersRefused and, for a bad `ca_file`,
    ConfigError.
    """

    def __init__(self, settings: SmtpSettings) -> None:
        self._settings = settings
        self._smtp: smtplib.SMTP | None = None
        self._taken_at = _NEVER  # when the relay last took a letter, with no refusal since
        self._unchecked = False  # the connection is used without RSET, and may have ended

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        if self._smtp is not None:
            with suppress(Exception):
                smtp_connect.set_timeout(self._smtp, _QUIT_SECONDS)
                self._smtp.quit()
        self._drop()

    def send(self, envelope_from: str, recipients: Sequence[str], raw: bytes) -> Outcome:
        """Hand over one letter to at least one recipient; "" is the null sender.

        What the relay said comes in one line, without the recipients' addresses.
        """
        smtp = self._connection()
        letter = fit_letter(envelope_from, recipients, raw, smtp.esmtp_features)
        if isinstance(letter, Permanent):
            return letter
        try:
            answer = self._offer_with_retry(smtp, letter)
        except RelayError:
            raise
        except Exception as exc:  # noqa: BLE001 -- whatever smtplib makes of an answer, nothing was handed over
            self._drop()
            failure = smtp_connect.describe_failure(exc)
            return Transient(reply=f"the connection failed before the letter was sent: {failure}")
        if isinstance(answer, Transient | Permanent):
            return answer
        return self._hand_over(self._smtp or smtp, letter, answer)

    def probe(self) -> None:
        """Connect, sign in and say NOOP."""
        try:
            code, reply = self._connection().noop()
        except RelayError:
            raise
        except Exception as exc:
            self._drop()
            raise RelayUnreachable(
                f"[smtp]: {self._settings.peer} leaves us: {smtp_connect.describe_failure(exc)}"
            ) from exc
        if code != 250:
            raise RelayUnreachable(
                f"[smtp]: {self._settings.peer} answers NOOP with {code} {shorten_reply(reply)}"
            )

    def try_sender(self, sender: str) -> None:
        """Begin a letter from `sender` to itself and hand over nothing. Raises LettersRefused."""
        smtp = self._connection()
        letter = fit_letter(sender, [sender], b"", smtp.esmtp_features)
        if isinstance(letter, Permanent):
            raise LettersRefused(f"[smtp]: {self._settings.peer}: {letter.reply}; check from in [smtp]")
        try:
            # What it says of the recipient alone tells nothing of other recipients.
            self._envelope(smtp, letter)
        except RelayError:
            raise
        except Exception as exc:
            self._drop()
            raise RelayUnreachable(
                f"[smtp]: {self._settings.peer} leaves us: {smtp_connect.describe_failure(exc)}"
            ) from exc

    def _connection(self) -> smtplib.SMTP:
        """A connection that is signed in and has no letter under way."""
        self._unchecked = monotonic() - self._taken_at < _UNCHECKED_SECONDS
        self._taken_at = _NEVER
        if self._smtp is not None and self._unchecked:
            return self._smtp
        self._unchecked = False
        if self._smtp is not None:
            # RSET clears what a refused letter left behind, and shows whether somebody is still there.
            with suppress(Exception):
                if self._smtp.rset()[0] == 250:
                    return self._smtp
            self._drop()
        self._smtp = smtp_connect.connect(self._settings)
        return self._smtp

    def _offer_with_retry(
        self, smtp: smtplib.SMTP, letter: SmtpLetter
    ) -> tuple[Refusal, ...] | Transient | Permanent:
        try:
            return self._offer(smtp, letter)
        except RelayRefused:
            # A session may end with the token that it began with.
            if self._settings.oauth2 is None:
                raise
        except Exception:
            if not self._unchecked:
                raise
        # Nothing of the letter was handed over yet.
        self._drop()
        return self._offer(self._connection(), letter)

    def _offer(self, smtp: smtplib.SMTP, letter: SmtpLetter) -> tuple[Refusal, ...] | Transient | Permanent:
        """MAIL, RCPT and DATA, up to the relay's 354; returns the recipients that it refused."""
        refused = self._envelope(smtp, letter)
        if isinstance(refused, Transient | Permanent):
            return refused
        code, reply = smtp.docmd("DATA")
        if code == 354:
            return refused
        return self._judge_refusal(SmtpStage.DATA, code, letter.masked(reply))

    def _envelope(
        self, smtp: smtplib.SMTP, letter: SmtpLetter
    ) -> tuple[Refusal, ...] | Transient | Permanent:
        """MAIL and RCPT; returns the recipients that the relay refused."""
        code, reply = smtp.mail(letter.sender, letter.options)
        if code != 250:
            return self._judge_refusal(SmtpStage.MAIL, code, letter.masked(reply))
        refused = []
        for recipient, on_the_wire in letter.recipients.items():
            code, reply = smtp.rcpt(on_the_wire)
            if code not in (250, 251):
                refused.append(Refusal(recipient=recipient, code=code, reply=letter.masked(reply)))
        if len(refused) == len(letter.recipients):
            # One that may be taken later outweighs those that never will.
            first = min(refused, key=lambda refusal: refusal.code)
            return self._judge_refusal(SmtpStage.RCPT, first.code, first.reply)
        return tuple(refused)

    def _hand_over(self, smtp: smtplib.SMTP, letter: SmtpLetter, refused: tuple[Refusal, ...]) -> Outcome:
        try:
            smtp_connect.set_timeout(smtp, self._settings.final_timeout)
            smtp.send(letter.content)
            code, reply = smtp.getreply()
            smtp_connect.set_timeout(smtp, self._settings.timeout)
        except Exception as exc:  # noqa: BLE001 -- whatever it was, the letter may have arrived
            self._drop()
            failure = smtp_connect.describe_failure(exc)
            return Uncertain(reason=f"the connection failed before the relay's answer: {failure}")
        if 200 <= code < 300:
            self._taken_at = monotonic()
            return Sent(reply=letter.masked(reply), refused=refused)
        if 400 <= code < 600:
            return self._judge_refusal(SmtpStage.TEXT, code, letter.masked(reply))
        self._drop()
        return Uncertain(reason="the relay's answer to the letter can't be understood")

    def _judge_refusal(self, stage: SmtpStage, code: int, reply: str) -> Transient | Permanent:
        """What a refusal means for the letter. Raises RelayError where it is surely not about the letter."""
        text = f"[smtp]: {self._settings.peer} takes no letters from us ({code} {reply})"
        if code == _GOODBYE:
            self._drop()
        verdict = judge_smtp_answer(code, reply, stage)
        if code in _SIGN_IN_FIRST:
            raise RelayRefused(f"{text}; check {self._config_keys(verdict)}, in [smtp]")
        if verdict.spares_message:
            about_us = verdict.kind is not RefusalKind.STATE
            hint = (
                "check from in [smtp], and what the relay lets this account send"
                if about_us
                else "it is busy"
            )
            raise LettersRefused(f"{text}; they stay due and are tried again: {hint}")
        kind = Permanent if 500 <= code < 600 else Transient
        return kind(reply=reply, code=code, certain=verdict.certain)

    def _config_keys(self, verdict: RefusalVerdict) -> str:
        """Where to look when the relay wants us to sign in first, or better."""
        if self._settings.oauth2 is not None:
            return "tls, username, and oauth2"
        if verdict.kind is RefusalKind.PASSWORD or self._settings.username is None:
            return "tls, username, and password or password_file"
        return "port, tls and username"

    def _drop(self) -> None:
        if self._smtp is not None:
            with suppress(Exception):
                self._smtp.close()
        self._smtp = None


def check_relay(settings: SmtpSettings, sender: str = "") -> None:
    """Connect, sign in and say NOOP, and ask whether `sender` may send. Raises as Relay does."""
    with Relay(settings) as relay:
        relay.probe()
        if sender:
            relay.try_sender(sender)
