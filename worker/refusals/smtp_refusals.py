"""Judging the replies of a relay, by where they came, by enhanced code (RFC 3463) and by words."""

import re
from enum import StrEnum

from worker.refusals.refusal_phrases import (
    ACCOUNT,
    CONTENT,
    LOGIN_ACCOUNT,
    MECHANISM,
    PASSWORD,
    RECIPIENT,
    SIZE,
    STATE,
    matches_any,
)
from worker.refusals.refusal_verdicts import IN_DOUBT, RefusalKind, RefusalVerdict
from worker.refusals.status_codes import ENHANCED_CODES, RECIPIENT_REPLIES, VAGUE_CODES

_ENHANCED = re.compile(r"(?<![\d.])[245]\.(\d{1,3})\.(\d{1,3})(?!\d|\.\d)")
_NO_SUCH_MECHANISM = frozenset({500, 501, 502, 503, 504, 538})
_SIGN_IN = frozenset({530, 534, 535, 538})
_GOODBYE = 421
_SENDER_CODES = frozenset({"1.7", "1.8"})  # the sender's address (RFC 3463, 3.2), whatever words go with it


class SmtpStage(StrEnum):
    """What the relay answered."""

    AUTH = "auth"
    MAIL = "mail"
    RCPT = "rcpt"
    DATA = "data"  #: the command
    TEXT = "text"  #: the letter itself


def judge_smtp_answer(code: int, words: str, stage: SmtpStage) -> RefusalVerdict:
    """What a reply of 400 or more is about; a 4xx about a message may change, whatever it is about."""
    if stage is SmtpStage.AUTH:
        return _judge_login(code, words)
    if code == _GOODBYE:
        return RefusalVerdict(RefusalKind.STATE)
    if code in _SIGN_IN:
        password = "7.8" in _find_codes(words) or matches_any(PASSWORD, words)
        return RefusalVerdict(RefusalKind.PASSWORD if password else RefusalKind.ACCOUNT)
    judge = _judge_delay if code < 500 else _judge_refusal
    return judge(words, stage) or _judge_by_code(code, words, stage)


def names_password_reply(code: int, words: str) -> bool:
    """Whether a reply to AUTH says that user name or password are wrong, so that no other way would do."""
    return code == 535 and "7.8" in _find_codes(words) and not matches_any(MECHANISM, words)


def _judge_login(code: int, words: str) -> RefusalVerdict:
    if code < 500:
        return RefusalVerdict(RefusalKind.STATE)
    if matches_any(MECHANISM, words):
        return RefusalVerdict(RefusalKind.MECHANISM)
    if matches_any(LOGIN_ACCOUNT, words):
        return RefusalVerdict(RefusalKind.ACCOUNT)
    if code in _NO_SUCH_MECHANISM:
        return RefusalVerdict(RefusalKind.MECHANISM)
    if matches_any(STATE, words):
        return RefusalVerdict(RefusalKind.STATE)
    if code == 535 or matches_any(PASSWORD, words):
        return RefusalVerdict(RefusalKind.PASSWORD)
    return RefusalVerdict(RefusalKind.ACCOUNT, certain=False)


def _judge_delay(words: str, stage: SmtpStage) -> RefusalVerdict | None:
    if stage is SmtpStage.MAIL or stage is SmtpStage.DATA:
        return RefusalVerdict(RefusalKind.STATE)
    if not _SENDER_CODES.isdisjoint(_find_codes(words)):
        return RefusalVerdict(RefusalKind.ACCOUNT)
    if matches_any(RECIPIENT, words) or re.search("gr[ae]y-?list", words, re.IGNORECASE):
        return RefusalVerdict(RefusalKind.MESSAGE)
    if matches_any(ACCOUNT, words):
        return RefusalVerdict(RefusalKind.ACCOUNT)
    return None


def _judge_refusal(words: str, stage: SmtpStage) -> RefusalVerdict | None:
    if matches_any(SIZE, words):
        return RefusalVerdict(RefusalKind.MESSAGE)
    if stage is SmtpStage.MAIL:
        return None
    if "2.2" in _find_codes(words):
        return RefusalVerdict(RefusalKind.MESSAGE)
    # Postfix begins what it says at RCPT with "Recipient address rejected", of a used-up quota as well.
    if matches_any(ACCOUNT, words) and not _names_recipient(words):
        return RefusalVerdict(RefusalKind.ACCOUNT)
    if matches_any(RECIPIENT, words):
        return RefusalVerdict(RefusalKind.MESSAGE)
    return None


def _names_recipient(words: str) -> bool:
    """Whether the enhanced code is one of recipients alone."""
    return any(
        ENHANCED_CODES.get(detail) is RefusalKind.MESSAGE and detail not in VAGUE_CODES
        for detail in _find_codes(words)
    )


def _judge_by_code(code: int, words: str, stage: SmtpStage) -> RefusalVerdict:
    kinds = [(_find_kind(detail), detail not in VAGUE_CODES) for detail in _find_codes(words)]
    kind, sure = kinds[0] if kinds else (None, False)
    if code < 500:
        sure = stage is SmtpStage.RCPT and (sure or kind is RefusalKind.STATE)
        return (
            RefusalVerdict(kind, certain=sure)
            if kind in (RefusalKind.STATE, RefusalKind.MESSAGE)
            else IN_DOUBT
        )
    if stage is SmtpStage.MAIL:
        about_us = kind if kind is RefusalKind.STATE and sure else RefusalKind.ACCOUNT
        return RefusalVerdict(
            RefusalKind.MESSAGE
            if kind is RefusalKind.MESSAGE and sure and _is_about_size(words)
            else about_us
        )
    if kind is None:
        return RefusalVerdict(RefusalKind.MESSAGE) if code in RECIPIENT_REPLIES else IN_DOUBT
    if kind is not RefusalKind.MESSAGE and not sure and matches_any(CONTENT, words):
        return RefusalVerdict(RefusalKind.MESSAGE, certain=False)
    return RefusalVerdict(kind, certain=sure)


def _is_about_size(words: str) -> bool:
    return not {"3.4", "2.3", "6.7"}.isdisjoint(_find_codes(words))


def _find_codes(words: str) -> list[str]:
    """Subject and detail of each enhanced code in the words."""
    return [f"{subject}.{detail}" for subject, detail in _ENHANCED.findall(words)]


def _find_kind(detail: str) -> RefusalKind | None:
    return ENHANCED_CODES.get(detail, ENHANCED_CODES.get(detail.partition(".")[0]))
