"""Judging NO and BAD of an IMAP server, by response code (RFC 5530) and by words."""

import re

from worker.refusals.refusal_phrases import LOGIN_ACCOUNT, MECHANISM, MESSAGE, PASSWORD, STATE, matches_any
from worker.refusals.refusal_verdicts import IN_DOUBT, RefusalKind, RefusalVerdict
from worker.refusals.status_codes import IMAP_CODES

_CODE = re.compile(r"\[([A-Za-z][A-Za-z0-9/-]*)(?: [^\]]*)?\]")
#: What programs wrap around the words of a BAD.
_BAD = re.compile(r"BAD\b\W*", re.IGNORECASE)


def judge_login_answer(words: str) -> RefusalVerdict:
    """What a refused LOGIN or AUTHENTICATE is about; before the server's words stands BAD where it said so.

    Words that tell of a state outweigh the code: Yahoo says [AUTHENTICATIONFAILED] of its own trouble too.
    """
    code = kind_of_code(words)
    if code in (RefusalKind.STATE, RefusalKind.ACCOUNT, RefusalKind.MECHANISM):
        return RefusalVerdict(code)
    if matches_any(MECHANISM, words):
        return RefusalVerdict(RefusalKind.MECHANISM)
    if matches_any(LOGIN_ACCOUNT, words):
        return RefusalVerdict(RefusalKind.ACCOUNT)
    if matches_any(STATE, words):
        return RefusalVerdict(RefusalKind.STATE)
    if code is RefusalKind.PASSWORD or matches_any(PASSWORD, words):
        return RefusalVerdict(RefusalKind.PASSWORD)
    return RefusalVerdict(RefusalKind.MECHANISM, certain=False) if _BAD.match(words) else IN_DOUBT


def names_password(words: str) -> bool:
    """Whether the code itself says that user name or password are wrong, so that no other way would do."""
    return kind_of_code(words) is RefusalKind.PASSWORD


def judge_fetch_answer(words: str) -> RefusalVerdict:
    """What a refusal of FETCH, SEARCH, SELECT and the like is about.

    In doubt the others of the batch decide: where they are handed out, it is the message after all.
    """
    code = kind_of_code(words)
    if code is not None and code is not RefusalKind.PASSWORD:
        return RefusalVerdict(code)
    if code is RefusalKind.PASSWORD or matches_any(STATE, words):
        return RefusalVerdict(RefusalKind.STATE)
    return RefusalVerdict(RefusalKind.MESSAGE) if matches_any(MESSAGE, words) else IN_DOUBT


def kind_of_code(words: str) -> RefusalKind | None:
    """What the first response code that is known is about; None without one."""
    named = (code.upper() for code in _CODE.findall(words))
    return next((IMAP_CODES[code] for code in named if code in IMAP_CODES), None)
